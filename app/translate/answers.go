package translate

import (
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// AnswerPlace names the answer that a row translates; the zero value is none:
// the row belongs to a clause of the text.
type AnswerPlace struct {
	Register string // empty for a fact
	Row      int    // in its register, from 1
	Key      policy.FactKey
}

// Fact names the answer as findings do: "policy.service", "purposes.name".
func (p AnswerPlace) Fact() policy.FactKey {
	if p.Register == "" {
		return p.Key
	}
	return policy.FactKey(p.Register) + "." + p.Key
}

// OfAnswer reports whether the row translates an answer, not a clause.
func (r Row) OfAnswer() bool { return r.Answer.Key != "" }

// segment is an answer in words of its own as a segment: where its
// translations are kept.
type segment struct {
	markup.OwnAnswer
	clause policy.ID
	pos    int
}

// name is the fact or register that the segment belongs to.
func (s segment) name() string {
	if s.Register == "" {
		return string(s.Key)
	}
	return s.Register
}

// made reports whether the answer reads, in any language but lang, like the
// text that a translation into lang was made from. Policies of one client may
// be written in different languages, and share it.
func (s segment) made(from, lang string) bool {
	for key, text := range s.Texts {
		if key.Base() == s.Key && key != s.Key.In(lang) && text != "" && markup.Literal(strings.TrimSpace(text)) == from {
			return true
		}
	}
	return false
}

// segmentsOf lists the answers of a policy, or of its client, as segments.
func segmentsOf(own bool, a policy.Answers) []segment {
	var out []segment
	count := map[policy.ID]int{}
	for _, answer := range markup.OwnAnswers(a) {
		s := segment{OwnAnswer: answer}
		s.clause = policy.AnswerClause(own, s.name())
		s.pos = count[s.clause]
		count[s.clause]++
		out = append(out, s)
	}
	return out
}

// inForce lists the answers that a policy goes by: its own over its client's.
func inForce(snap policy.Snapshot) []segment {
	var facts, rows []segment
	for _, s := range segmentsOf(true, ownAnswers(snap)) {
		if s.Register == "" {
			facts = append(facts, s)
		}
	}
	all := map[string][]segment{}
	for _, s := range segmentsOf(false, clientAnswers(snap)) {
		if _, own := snap.Policy.Registers[s.Register]; s.Register != "" && !own {
			all[s.Register] = append(all[s.Register], s)
		} else if s.Register == "" && snap.Policy.Facts[s.Key] == "" {
			facts = append(facts, s)
		}
	}
	for _, s := range segmentsOf(true, ownAnswers(snap)) {
		if s.Register != "" {
			all[s.Register] = append(all[s.Register], s)
		}
	}
	for _, def := range policy.RegisterDefs() {
		rows = append(rows, all[def.Name]...)
	}
	return append(facts, rows...)
}

func ownAnswers(snap policy.Snapshot) policy.Answers {
	return policy.Answers{Facts: snap.Policy.Facts, Registers: snap.Policy.Registers}
}

func clientAnswers(snap policy.Snapshot) policy.Answers {
	return policy.Answers{Facts: snap.Client.Facts, Registers: snap.Client.Registers}
}

// answerRows lists the answers in words of their own beside their translations.
// The answers hold the texts, and the unit says how far one is; a text without
// a unit that says the same is a draft nobody has judged.
func answerRows(snap policy.Snapshot, units map[policy.ID]map[int]policy.Unit, lang string) []Row {
	segments := inForce(snap)
	if len(segments) == 0 {
		return nil
	}
	shown := markup.Uses(snap)
	out := make([]Row, 0, len(segments))
	for _, s := range segments {
		source := markup.Literal(s.Source(snap.Policy.SourceLang))
		unit := units[s.clause][s.pos]
		switch text := s.In(lang); {
		case !says(unit, text):
			unit = policy.Unit{Source: source, Target: markup.Literal(text), State: policy.Draft}
		case s.made(unit.Source, lang):
			unit.Source = source
		}
		row := newRow(markup.Segment{Pos: s.pos, Kind: markup.SegmentAnswer, Source: source}, unit)
		row.ClauseID, row.Hidden = s.clause, !shown[s.Use()]
		row.Answer = AnswerPlace{s.Register, s.Row + 1, s.Key}
		out = append(out, row)
	}
	return out
}

// says reports whether a translation is this text.
func says(unit policy.Unit, text string) bool {
	return unit.Target == text || markup.Plainly(unit.Target) == markup.Plainly(markup.Literal(text))
}

// PutAnswers returns the answers of a policy, or of its client, with the texts
// of those units in place that translate them, and the units that found no
// place. What it is given stays as it is.
func PutAnswers(own bool, a policy.Answers, units []policy.Unit) (policy.Answers, []policy.Unit) {
	type place struct {
		clause policy.ID
		pos    int
	}
	at := map[place]segment{}
	for _, s := range segmentsOf(own, a) {
		at[place{s.clause, s.pos}] = s
	}
	out := policy.Answers{Facts: a.Facts.Merge(nil), Registers: a.Registers.Clone()}
	var lost []policy.Unit
	for _, unit := range units {
		s, found := at[place{unit.ClauseID, unit.Pos}]
		switch {
		case !found:
			lost = append(lost, unit)
		case s.Register == "":
			put(out.Facts, s.Key.In(unit.Lang), unit)
		default:
			put(out.Registers[s.Register][s.Row], s.Key.In(unit.Lang), unit)
		}
	}
	return out, lost
}

func put[M ~map[policy.FactKey]string](in M, key policy.FactKey, unit policy.Unit) {
	switch text := markup.Plainly(unit.Target); {
	case text == "":
		delete(in, key)
	case !says(unit, in[key]):
		in[key] = text
	}
}
