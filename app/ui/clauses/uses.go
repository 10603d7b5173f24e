package clauses

import (
	"slices"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/ui/reading"
)

// Use is a placeholder in a clause and what it is now.
type Use struct {
	Expr  string
	Value string // in the policy's language; empty for a condition, table or list of points
	Count int    // of the records a table, list or count is made from
	Holds bool   // a condition does
	Gap   bool   // nothing fills it
}

// UsesOf lists the placeholders of a clause, each once, in reading order. It
// reads the snapshot alone, so it can run outside the screen's goroutine.
func UsesOf(snap policy.Snapshot, id policy.ID) []Use {
	clause := policy.Find(snap.Policy.Clauses, id)
	if clause == nil {
		return nil
	}
	var out []Use
	for _, expr := range markup.Placeholders(clause.Heading, clause.Body) {
		if !slices.ContainsFunc(out, func(u Use) bool { return u.Expr == expr }) {
			out = append(out, useOf(snap, expr))
		}
	}
	return out
}

// ByNeed puts what nothing fills first and conditions last.
func ByNeed(uses []Use) []Use {
	rank := func(u Use) int {
		_, conditional := markup.Condition(u.Expr)
		switch {
		case u.Gap:
			return 0
		case conditional:
			return 2
		}
		return 1
	}
	out := slices.Clone(uses)
	slices.SortStableFunc(out, func(a, b Use) int { return rank(a) - rank(b) })
	return out
}

func useOf(snap policy.Snapshot, expr string) Use {
	use := Use{Expr: expr}
	if condition, is := markup.Condition(expr); is {
		parsed, err := policy.ParseCondition(condition)
		use.Gap, use.Holds = err != nil, err == nil && parsed.Holds(snap.Answers())
		return use
	}
	if query, is := markup.QueryOf(expr); is {
		use.Count = len(query.Of(snap.Answers()))
		use.Gap = use.Count == 0
	}
	if topic, is := markup.SectionTopic(expr); is {
		use.Value, use.Gap = sectionOf(snap, topic)
		return use
	}
	if !use.Gap {
		use.Value, use.Gap = valueOf(snap, expr)
	}
	return use
}

// sectionOf names the clause a reference leads to.
func sectionOf(snap policy.Snapshot, topic string) (value string, gap bool) {
	hidden := map[policy.ID]bool{}
	for _, placed := range policy.Flatten(policy.Shown(snap.Policy.Clauses, snap.Answers())) {
		hidden[placed.ID] = placed.Hidden || hidden[placed.Parent]
		if placed.Topic == topic && placed.Heading != "" && !placed.Absent && !hidden[placed.ID] {
			if snap.Policy.Numbered {
				return placed.Number + " " + markup.Title(*placed.Clause), false
			}
			return markup.Title(*placed.Clause), false
		}
	}
	return "", true
}

// valueOf writes one placeholder out as the page would: it resolves a policy
// of nothing else, as the version that publishing would make.
func valueOf(snap policy.Snapshot, expr string) (string, bool) {
	probe := snap
	probe.Units = nil
	probe.Policy.Clauses = []policy.Clause{{ID: "probe", Body: "x {{" + expr + "}}"}}
	resolved := markup.Resolve(probe, snap.Policy.SourceLang, markup.Issue{})
	if len(resolved.Missing) > 0 {
		return "", !forPublishing(expr) && !blockExpr(expr)
	}
	text := markup.Plain(markup.Parse(resolved.Text.Clauses[0].Body))
	return text[min(len(text), len("x ")):], false
}

// forPublishing reports whether publishing fills an expression.
func forPublishing(expr string) bool {
	return expr == "policy.effective_date" || expr == "version.number"
}

// blockExpr reports whether an expression makes a table or list of points,
// which has no value within a line.
func blockExpr(expr string) bool {
	return strings.HasPrefix(expr, "table ") || strings.HasPrefix(expr, "bullets ")
}

// Offer is a placeholder that can be put into a clause.
type Offer struct {
	Kind reading.Kind
	Expr string
	Key  policy.FactKey // the fact or register it is made from
	Name string         // of a section
}

// filledLater are the facts that only the version knows.
var filledLater = []string{"policy.effective_date", "version.number", "policy.title"}

// Placeholders lists what can be put into a clause, in the order of the menu.
func Placeholders(tree []policy.Clause) []Offer {
	var out []Offer
	for _, def := range policy.FactDefs() {
		out = append(out, Offer{Kind: reading.KindFact, Expr: string(def.Key), Key: def.Key})
	}
	for _, expr := range slices.Concat(reading.Composed(), filledLater) {
		out = append(out, Offer{Kind: reading.KindFact, Expr: expr, Key: policy.FactKey(expr)})
	}
	seen := map[string]bool{}
	for _, placed := range policy.Flatten(tree) {
		if placed.Topic == "" || seen[placed.Topic] || placed.Heading == "" {
			continue
		}
		seen[placed.Topic] = true
		out = append(out, Offer{Kind: reading.KindSection, Expr: "section " + placed.Topic, Name: markup.Title(*placed.Clause)})
	}
	for _, kind := range []reading.Kind{reading.KindList, reading.KindBullets, reading.KindTable, reading.KindCount} {
		for _, def := range policy.RegisterDefs() {
			out = append(out, Offer{Kind: kind, Expr: string(kind) + " " + def.Name, Key: policy.FactKey(def.Name)})
		}
	}
	return out
}
