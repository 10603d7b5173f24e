package markup

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"clausedesk/app/policy"
)

// Gap is what stands in a text where a fact is missing: visible, and never
// raw braces or nothing at all.
const Gap = "[…]"

// ClauseAnchor begins the address of a link to a clause of the same document;
// the clause's identifier follows.
const ClauseAnchor = "#"

// Issue says which version a text is resolved for. The zero value is a draft.
type Issue struct {
	Number    int
	Effective string // yyyy-mm-dd
}

// Missing is a placeholder that nothing fills, and where it stands.
type Missing struct {
	ClauseID policy.ID
	Expr     string
}

// Resolved is a policy in one language with what stood in the way.
type Resolved struct {
	Text         policy.Text
	Missing      []Missing
	OwnWords     []Missing          // answers in words of their own that have none in this language
	Untranslated []policy.ID        // clauses with a segment shown in the source language, once per segment
	Uses         map[AnswerUse]bool // answers in words of their own that are shown
}

// Resolve puts the snapshot into words in one language: what is hidden or
// whose condition does not hold left out, translations in place (the source
// where there is none), placeholders computed and written out by the rules of
// that language.
func Resolve(snap policy.Snapshot, lang string, issue Issue) Resolved {
	r := newResolver(snap, lang, issue)
	r.out.Uses = map[AnswerUse]bool{}
	r.out.Text = policy.Text{
		Lang: lang, Title: snap.Policy.Title(lang), Client: snap.Client.Name, Numbered: snap.Policy.Numbered,
	}
	for _, placed := range r.visible {
		r.out.Text.Clauses = append(r.out.Text.Clauses, r.clause(placed))
	}
	return r.out
}

type resolver struct {
	snap    policy.Snapshot
	lang    string
	units   map[policy.ID]map[int]policy.Unit
	answers answers
	visible []policy.Placed
	seal    string        // of everything but the clause that decides how a clause reads
	now     *clauseResult // of the clause that is being resolved
	out     Resolved
}

// clauseResult is a clause in one language with what stood in the way.
type clauseResult struct {
	heading, body     string
	missing, ownWords []string // expressions
	uses              []AnswerUse
	untranslated      int // segments
}

// results remembers clauses: of a policy in which one letter changes, all the
// others read as before.
var results = memo[*clauseResult]{room: 1024}

func newResolver(snap policy.Snapshot, lang string, issue Issue) *resolver {
	r := &resolver{snap: snap, lang: lang, answers: newAnswers(snap, lang, issue)}
	if lang != snap.Policy.SourceLang {
		r.units = snap.UnitsOf(lang)
	}
	hidden := map[policy.ID]bool{}
	for _, placed := range policy.Flatten(snap.Shown()) {
		if placed.Hidden || hidden[placed.Parent] {
			hidden[placed.ID] = true
			continue
		}
		if placed.Absent {
			continue
		}
		r.visible = append(r.visible, placed)
	}
	r.seal = r.sealed()
	return r
}

func (r *resolver) clause(placed policy.Placed) policy.TextClause {
	result := results.get(r.key(placed), func(string) *clauseResult { return r.read(placed) })
	for _, expr := range result.missing {
		r.out.Missing = append(r.out.Missing, Missing{placed.ID, expr})
	}
	for _, expr := range result.ownWords {
		r.out.OwnWords = append(r.out.OwnWords, Missing{placed.ID, expr})
	}
	for _, use := range result.uses {
		r.out.Uses[use] = true
	}
	for range result.untranslated {
		r.out.Untranslated = append(r.out.Untranslated, placed.ID)
	}
	return policy.TextClause{
		ID: placed.ID, Depth: placed.Level, Number: r.number(placed), Heading: result.heading, Body: result.body,
	}
}

// read puts a clause into words.
func (r *resolver) read(placed policy.Placed) *clauseResult {
	r.now = &clauseResult{}
	heading, body := placed.Heading, placed.Body
	if r.lang != r.snap.Policy.SourceLang {
		heading, body = r.translated(placed)
	}
	r.now.heading, r.now.body = Compute(heading, body, Values{Inline: r.inline, Block: r.block, Shown: r.shown})
	return r.now
}

// key names all that decides how a clause reads.
func (r *resolver) key(placed policy.Placed) string {
	var key strings.Builder
	fmt.Fprintf(&key, "%s%s\x00%s", r.seal, placed.Heading, placed.Body)
	units := r.units[placed.ID]
	for _, pos := range slices.Sorted(maps.Keys(units)) {
		fmt.Fprintf(&key, "\x00%d %s", pos, units[pos].Target)
	}
	return key.String()
}

// sealed hashes what all clauses of a text have in common: the answers, the
// version, and what sections are called.
func (r *resolver) sealed() string {
	hash := sha256.New()
	enc := json.NewEncoder(hash)
	sections := make([][3]string, len(r.visible))
	for i, placed := range r.visible {
		if placed.Topic == "" || placed.Heading == "" {
			continue
		}
		name := r.number(placed)
		if name == "" {
			name = "\x00" + placed.Heading + "\x00" + r.units[placed.ID][0].Target
		}
		sections[i] = [3]string{placed.Topic, name, string(placed.ID)}
	}
	for _, part := range []any{r.lang, r.snap.Policy.SourceLang, r.answers.all, r.answers.issue, sections} {
		if err := enc.Encode(part); err != nil {
			panic("markup: " + err.Error()) // strings, maps and lists of strings
		}
	}
	return string(hash.Sum(nil))
}

func (r *resolver) number(placed policy.Placed) string {
	if !r.snap.Policy.Numbered {
		return ""
	}
	return placed.Number
}

func (r *resolver) translated(placed policy.Placed) (string, string) {
	units := r.units[placed.ID]
	return Translate(placed.Heading, placed.Body, func(s Segment) (string, bool) {
		unit, ok := units[s.Pos]
		if ok && strings.TrimSpace(unit.Target) != "" {
			return unit.Target, true
		}
		r.now.untranslated++
		return "", false
	})
}

func (r *resolver) miss(expr string) []Inline {
	r.now.missing = append(r.now.missing, expr)
	return []Inline{{Kind: Text, Text: Gap}}
}

func (r *resolver) foreign(expr string) {
	r.now.ownWords = append(r.now.ownWords, expr)
}

// shown decides a condition. One that cannot be read hides nothing and is
// missing.
func (r *resolver) shown(text string) bool {
	condition, err := policy.ParseCondition(text)
	if err != nil {
		r.miss(exprWhen + " " + text)
		return true
	}
	return condition.Holds(r.answers.all)
}

func (r *resolver) inline(expr string) []Inline {
	verb, rest, _ := strings.Cut(expr, " ")
	switch {
	case !computing(expr):
		return r.value(expr)
	case verb == exprSection:
		return r.section(expr, rest)
	}
	records, ok := r.answers.records(rest)
	switch {
	case !ok || len(records) == 0 && verb != exprCount:
		return r.miss(expr)
	case verb == exprList:
		return r.list(expr, rest, records)
	case verb == exprCount:
		return []Inline{{Kind: Text, Text: countText(len(records))}}
	}
	return r.miss(expr) // a table or condition where none can stand
}

func (r *resolver) value(expr string) []Inline {
	if expr == exprAuthority {
		return r.authority()
	}
	text, kind := r.answers.value(expr)
	if text == "" {
		return r.miss(expr)
	}
	if r.answers.ownWords(expr) {
		r.foreign(expr)
	}
	if use, own := r.answers.use(expr); own {
		r.now.uses = append(r.now.uses, use)
	}
	var out []Inline
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out = append(out, Inline{Kind: Break})
		}
		out = append(out, Inline{Kind: Text, Text: line})
	}
	return linked(kind, text, out)
}

// authority writes the name of the supervisory authority with as much of its
// address and website as is known: its own, never another's.
func (r *resolver) authority() []Inline {
	var out []Inline
	for _, part := range []string{"authority.name", "authority.address", "authority.website"} {
		text, kind := r.answers.value(part)
		if text == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, Inline{Kind: Text, Text: ", "})
		}
		text = strings.ReplaceAll(text, "\n", ", ")
		out = append(out, linked(kind, text, []Inline{{Kind: Text, Text: text}})...)
	}
	if len(out) == 0 {
		return r.miss(exprAuthority)
	}
	return out
}

// linked makes the value of an e-mail or web fact a link.
func linked(kind policy.FactKind, text string, inlines []Inline) []Inline {
	switch kind {
	case policy.KindEmail:
		return []Inline{{Kind: Link, URL: "mailto:" + text, Children: inlines}}
	case policy.KindURL:
		return []Inline{{Kind: Link, URL: text, Children: inlines}}
	}
	return inlines
}

// section names the first visible clause of a topic that has a heading.
func (r *resolver) section(expr, topic string) []Inline {
	i := slices.IndexFunc(r.visible, func(p policy.Placed) bool { return p.Topic == topic && p.Heading != "" })
	if i < 0 {
		return r.miss(expr)
	}
	number, heading := r.number(r.visible[i]), ""
	if number == "" {
		heading = r.headingOf(r.visible[i])
	}
	name := []Inline{{Kind: Text, Text: r.answers.words.Section(number, heading)}}
	return []Inline{{Kind: Link, URL: ClauseAnchor + string(r.visible[i].ID), Children: name}}
}

// headingOf returns a heading in plain text, with the facts in it.
func (r *resolver) headingOf(placed policy.Placed) string {
	heading := placed.Heading
	if unit, ok := r.units[placed.ID][0]; ok && strings.TrimSpace(unit.Target) != "" {
		heading = unit.Target
	}
	heading, _ = Fill(heading, "", func(expr string) []Inline {
		text, _ := r.answers.value(expr)
		return []Inline{{Kind: Text, Text: text}}
	})
	return PlainInline(ParseInline(heading))
}
