package translate

import (
	"context"

	"clausedesk/app/check"
	"clausedesk/app/glossary"
	"clausedesk/app/markup"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
)

// Sources are the use cases that help with a segment.
type Sources interface {
	Matches(ctx context.Context, q studio.MemoryQuery) ([]memory.Match, error)
	History(ctx context.Context, id policy.ID, unit policy.Unit) ([]policy.UnitEvent, error)
}

// matchesShown is how many matches have a key, Alt+1 to Alt+9.
const matchesShown = 9

// Question is what a translator would like to know of one segment. It holds
// values only, so that it can be answered away from the screen.
type Question struct {
	Policy policy.ID
	Query  studio.MemoryQuery
	Unit   policy.Unit
}

// Question asks about the selected segment; false when there is none.
func (m *Model) Question() (Question, bool) {
	row, ok := m.Selected()
	if !ok {
		return Question{}, false
	}
	snap := m.Draft.Snapshot()
	before, after := m.Neighbours()
	unit, _ := m.Unit()
	return Question{
		Policy: snap.Policy.ID, Unit: unit,
		Query: studio.MemoryQuery{
			From: snap.Policy.SourceLang, To: m.lang, Source: row.Source, Before: before, After: after,
			Client: snap.Client.ID, Limit: matchesShown,
		},
	}, true
}

// Aids are the answers.
type Aids struct {
	Matches []memory.Match
	History []policy.UnitEvent
}

// Answer looks a segment up in the memory and in its own history.
func (q Question) Answer(ctx context.Context, from Sources) (Aids, error) {
	matches, err := from.Matches(ctx, q.Query)
	if err != nil {
		return Aids{}, err
	}
	history, err := from.History(ctx, q.Policy, q.Unit)
	return Aids{matches, history}, err
}

// Hint is a term of the source and what may stand for it.
type Hint struct {
	Source  string
	Targets []glossary.Term // preferred first
	Note    string
}

// Hints lists the terms of the glossary in a source text, each concept once.
func Hints(g *glossary.Glossary, source, from, to string) []Hint {
	if g == nil {
		return nil
	}
	var out []Hint
	seen := map[*glossary.Concept]bool{}
	plain := markup.PlainInline(markup.ParseInline(source))
	for _, hit := range g.Find(plain, from) {
		targets := hit.Concept.In(to, glossary.Preferred, glossary.Allowed)
		if len(targets) == 0 || seen[hit.Concept] {
			continue
		}
		seen[hit.Concept] = true
		out = append(out, Hint{plain[hit.Start:hit.End], targets, hit.Concept.Note})
	}
	return out
}

// checkAll runs the checks over all rows of a language.
func checkAll(rows []translate.Row, from, to string, k *quality.Knowledge) Problems {
	out := Problems{}
	for i, found := range check.Remarks(rows, from, to, k) {
		if len(found) > 0 {
			out[placeOf(rows[i])] = found
		}
	}
	return out
}
