package markup

import (
	"strconv"
	"strings"

	"clausedesk/app/policy"
)

// Gap is what stands in a text where a fact is missing: visible, and never
// raw braces or nothing at all.
const Gap = "[…]"

// Issue says which version a text is resolved for. The zero value is a draft.
type Issue struct {
	Number    int
	Effective string // yyyy-mm-dd
}

// Missing is a placeholder that no fact fills, and where it stands.
type Missing struct {
	ClauseID policy.ID
	Expr     string
}

// Resolved is a policy in one language with what stood in the way.
type Resolved struct {
	Text         policy.Text
	Missing      []Missing
	Untranslated []policy.ID // clauses with a segment shown in the source language, once per segment
}

// Resolve puts the snapshot into words in one language: hidden clauses left
// out, translations in place (the source where there is none), placeholders
// filled and written out by the rules of that language.
func Resolve(snap policy.Snapshot, lang string, issue Issue) Resolved {
	r := resolver{snap: snap, lang: lang, values: valuesOf(snap, lang, issue)}
	r.out.Text = policy.Text{
		Lang: lang, Title: snap.Policy.Title(lang), Client: snap.Client.Name, Numbered: snap.Policy.Numbered,
	}
	if lang != snap.Policy.SourceLang {
		r.units = snap.UnitsOf(lang)
	}
	r.walk()
	return r.out
}

type resolver struct {
	snap   policy.Snapshot
	lang   string
	units  map[policy.ID]map[int]policy.Unit
	values map[string]string
	out    Resolved
}

func (r *resolver) walk() {
	hidden := map[policy.ID]bool{}
	for _, placed := range policy.Flatten(r.snap.Policy.Clauses) {
		if placed.Hidden || hidden[placed.Parent] {
			hidden[placed.ID] = true
			continue
		}
		r.out.Text.Clauses = append(r.out.Text.Clauses, r.clause(placed))
	}
}

func (r *resolver) clause(placed policy.Placed) policy.TextClause {
	heading, body := placed.Heading, placed.Body
	if r.lang != r.snap.Policy.SourceLang {
		heading, body = r.translated(placed)
	}
	heading, body = Fill(heading, body, func(expr string) []Inline { return r.value(placed.ID, expr) })
	number := placed.Number
	if !r.snap.Policy.Numbered {
		number = ""
	}
	return policy.TextClause{ID: placed.ID, Depth: placed.Depth, Number: number, Heading: heading, Body: body}
}

func (r *resolver) translated(placed policy.Placed) (string, string) {
	units := r.units[placed.ID]
	return Translate(placed.Heading, placed.Body, func(s Segment) (string, bool) {
		unit, ok := units[s.Pos]
		if ok && strings.TrimSpace(unit.Target) != "" {
			return unit.Target, true
		}
		r.out.Untranslated = append(r.out.Untranslated, placed.ID)
		return "", false
	})
}

func (r *resolver) value(id policy.ID, expr string) []Inline {
	text := r.values[expr]
	if text == "" {
		r.out.Missing = append(r.out.Missing, Missing{ClauseID: id, Expr: expr})
		return []Inline{{Kind: Text, Text: Gap}}
	}
	var out []Inline
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out = append(out, Inline{Kind: Break})
		}
		out = append(out, Inline{Kind: Text, Text: line})
	}
	return linked(expr, text, out)
}

// linked makes the value of an e-mail or web fact a link.
func linked(expr, text string, inlines []Inline) []Inline {
	def, _ := policy.FactDefOf(policy.FactKey(expr))
	switch def.Kind {
	case policy.KindEmail:
		return []Inline{{Kind: Link, URL: "mailto:" + text, Children: inlines}}
	case policy.KindURL:
		return []Inline{{Kind: Link, URL: text, Children: inlines}}
	}
	return inlines
}

func valuesOf(snap policy.Snapshot, lang string, issue Issue) map[string]string {
	values := map[string]string{"policy.title": snap.Policy.Title(lang)}
	for key, value := range snap.Facts() {
		def, _ := policy.FactDefOf(key)
		values[string(key)] = FormatValue(def.Kind, value, lang)
	}
	if issue.Number > 0 {
		values["version.number"] = strconv.Itoa(issue.Number)
		values["policy.effective_date"] = FormatValue(policy.KindDate, issue.Effective, lang)
	}
	return values
}

// KnownPlaceholder reports whether the program can ever fill the expression.
func KnownPlaceholder(expr string) bool {
	switch expr {
	case "policy.title", "policy.effective_date", "version.number":
		return true
	}
	_, known := policy.FactDefOf(policy.FactKey(expr))
	return known
}
