package library

import (
	"slices"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

// Linked returns a clause of a policy that follows this library clause, worded
// in a language.
func (c Clause) Linked(lang string, tone policy.Tone) policy.Clause {
	words := c.Wording(lang, tone)
	return policy.Clause{
		ID: policy.NewID(), Heading: words.Heading, Body: words.Body, Topic: c.Topic, When: c.When,
		Origin: policy.OriginLinked, Library: policy.LibraryRef{ID: c.ID, Revision: c.Revision, Tone: tone},
	}
}

// Start returns the tree a new policy of a kind begins with: every clause, in
// the order of documents, that fits the kind and the laws of its countries.
// What depends on answers is there too, under its condition.
func (l *Library) Start(kind, lang string, regimes []string, tone policy.Tone) []policy.Clause {
	var out []policy.Clause
	take := func(id string) (policy.Clause, bool) {
		c, ok := l.clauses[id]
		if !ok || c.Client != "" || !c.Fits(kind, regimes) || c.Wording(lang, tone).Empty() {
			return policy.Clause{}, false
		}
		return c.Linked(lang, tone), true
	}
	for _, section := range l.sections {
		top, taken := take(section.Clause)
		var children []policy.Clause
		for _, id := range section.Children {
			if child, ok := take(id); ok {
				children = append(children, child)
			}
		}
		if !taken {
			out = append(out, children...)
			continue
		}
		top.Children = children
		out = append(out, top)
	}
	return out
}

// Essential returns a tree without its optional clauses; what they hold moves
// up.
func (l *Library) Essential(tree []policy.Clause) []policy.Clause {
	var out []policy.Clause
	for _, c := range tree {
		c.Children = l.Essential(c.Children)
		if l.Optional(c.Library.ID) {
			out = append(out, c.Children...)
			continue
		}
		out = append(out, c)
	}
	return out
}

// Place returns where a clause belongs in a tree: after the clause that stands
// before it in the order of documents, or at the end.
func (l *Library) Place(tree []policy.Clause, id string) (target policy.ID, where policy.Where) {
	at := map[string]policy.ID{}
	for _, placed := range policy.Flatten(tree) {
		at[placed.Library.ID] = placed.ID
	}
	before := policy.ID("")
	for _, section := range l.sections {
		for _, name := range append([]string{section.Clause}, section.Children...) {
			if name == id {
				return before, policy.After
			}
			if found, ok := at[name]; ok {
				before = found
			}
		}
	}
	return "", policy.After
}

// Units returns the library's translations of a clause into a language:
// approved, for every segment that still reads as the library words it in the
// source language.
func (c Clause) Units(clause policy.Clause, source, lang string) []policy.Unit {
	from := c.Wording(source, clause.Library.Tone)
	to := c.Wording(lang, clause.Library.Tone)
	if from.Empty() || to.Empty() {
		return nil
	}
	sources := markup.Segments(from.Heading, from.Body)
	targets := markup.Segments(to.Heading, to.Body)
	if len(sources) != len(targets) {
		return nil // a studio's own clause whose languages differ in shape
	}
	var out []policy.Unit
	segments := markup.Segments(clause.Heading, clause.Body)
	for _, pair := range translate.Common(texts(segments), texts(sources)) {
		out = append(out, policy.Unit{
			ClauseID: clause.ID, Lang: lang, Pos: pair.A, Source: segments[pair.A].Source,
			Target: targets[pair.B].Source, State: policy.Approved, Via: policy.ViaLibrary,
		})
	}
	return out
}

func texts(segments []markup.Segment) []string {
	out := make([]string, len(segments))
	for i, segment := range segments {
		out[i] = segment.Source
	}
	return out
}

// Needs is what a clause asks of the forms.
type Needs struct {
	Facts     []policy.FactKey
	Registers []string
}

// NeedsOf lists the facts and registers that a clause's text and condition
// draw on, in the order they occur, each once.
func NeedsOf(heading, body, when string) Needs {
	var needs Needs
	needs.condition(when)
	for _, expr := range markup.Placeholders(heading, body) {
		if condition, ok := markup.Condition(expr); ok {
			needs.condition(condition)
			continue
		}
		if query, ok := markup.QueryOf(expr); ok {
			needs.register(query.Register)
			continue
		}
		for _, key := range markup.FactsOf(expr) {
			needs.fact(key)
		}
	}
	return needs
}

func (n *Needs) condition(text string) {
	condition, err := policy.ParseCondition(text)
	if err != nil {
		return
	}
	for _, test := range condition.Tests {
		n.fact(policy.FactKey(test.Subject))
		name, _, _ := strings.Cut(test.Subject, ".")
		if _, known := policy.RegisterDefOf(name); known {
			n.register(name)
		}
	}
}

func (n *Needs) fact(key policy.FactKey) {
	if _, known := policy.FactDefOf(key); known && !slices.Contains(n.Facts, key) {
		n.Facts = append(n.Facts, key)
	}
}

func (n *Needs) register(name string) {
	if !slices.Contains(n.Registers, name) {
		n.Registers = append(n.Registers, name)
	}
}
