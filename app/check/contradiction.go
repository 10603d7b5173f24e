package check

import (
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// contradiction is a pair of answers that cannot both be true, or an answer
// and the wording of a clause. All that is given must hold; the finding stands
// at the fact, where it is mended, and names the rows as its evidence.
type contradiction struct {
	rule      string
	severity  policy.Severity
	fact      policy.FactKey
	citation  string
	says      string                                // the one answer: a condition
	confirmed string                                // the one answer: somebody said that this register has no records
	against   string                                // the other answer: a condition
	rows      []string                              // the other answer: records of these queries, one at least
	found     func(policy.Snapshot, *book) []string // the other answer: what a condition cannot say, as evidence
	unless    string                                // what makes the two agree: a condition
	clause    string                                // the library clause that says the one thing, linked and shown
}

// book is the answers with the words of the policy's source language, in which
// people write, and those in which evidence stands: mostly the same.
type book struct {
	policy.Answers
	words, say *vocabulary.Words
}

// contradictory finds the answers that contradict each other.
func contradictory(s Subject) []policy.Finding {
	return contradictoryIn(s, s.Snapshot.Policy.SourceLang)
}

// EvidenceIn words the evidence of findings about answers in a language, such as
// that of the window, by the key of the finding. A finding itself always has it in
// the policy's own language: it is the same finding whoever reads it.
func EvidenceIn(snap policy.Snapshot, lang string) map[string]string {
	s, out := Subject{Snapshot: snap}, map[string]string{}
	found, worded := contradictory(s), contradictoryIn(s, lang)
	for i, f := range found {
		if len(worded) == len(found) { // what a language has no word for is left as it stands
			out[f.Key()] = worded[i].Evidence
		}
	}
	return out
}

func contradictoryIn(s Subject, lang string) []policy.Finding {
	words, _ := vocabulary.In(s.Snapshot.Policy.SourceLang)
	say, known := vocabulary.In(lang)
	if !known {
		say = words
	}
	b := &book{s.Snapshot.Answers(), words, say}
	shown := shownLibrary(s.Snapshot)
	var out []policy.Finding
	for _, c := range contradictions {
		clause, stands := shown[c.clause]
		if !c.stated(b) || c.clause != "" && !stands || c.unless != "" && b.agrees(c.unless) {
			continue
		}
		evidence, holds := c.evidence(s.Snapshot, b)
		if !holds {
			continue
		}
		f := policy.Finding{Rule: c.rule, Severity: c.severity, Fact: c.fact, Citation: c.citation, Evidence: evidence}
		if stands {
			f.ClauseID = clause
		}
		out = append(out, f)
	}
	return out
}

// stated reports whether the conditions of both sides hold.
func (c contradiction) stated(b *book) bool {
	if c.confirmed != "" {
		records, answered := b.Registers[c.confirmed]
		if !answered || len(records) > 0 {
			return false
		}
	}
	return b.holds(c.says) && b.holds(c.against)
}

// evidence names the records that contradict. Without any to look for, the
// conditions say it all.
func (c contradiction) evidence(snap policy.Snapshot, b *book) (string, bool) {
	if c.rows == nil && c.found == nil {
		return "", true
	}
	var names []string
	for _, text := range c.rows {
		query := mustQuery(text)
		def, _ := policy.RegisterDefOf(query.Register)
		for _, record := range query.Of(b.Answers) {
			names = append(names, b.name(def, record))
		}
	}
	if c.found != nil {
		names = append(names, c.found(snap, b)...)
	}
	names = distinct(names)
	return b.say.Enumerate(names), len(names) > 0
}

// name is what the first field of a record says.
func (b *book) name(def policy.RegisterDef, record policy.Record) string {
	return b.say.RecordField(def.Fields[0], record)
}

func (b *book) holds(condition string) bool { return mustCondition(condition).Holds(b.Answers) }

// agrees is holds with the benefit of the doubt: a row in own words that uses
// the main word of a term is taken for it ("our monthly newsletter").
func (b *book) agrees(condition string) bool {
	parsed := mustCondition(condition)
	if parsed.Holds(b.Answers) {
		return true
	}
	return slices.ContainsFunc(parsed.Tests, func(test policy.Test) bool {
		name, field, _ := strings.Cut(test.Subject, ".")
		def, known := policy.RegisterDefOf(name)
		if !known || test.Op != policy.OpIs || policy.FactKey(field) != def.Fields[0].Key {
			return false
		}
		return slices.ContainsFunc(b.Registers[name], func(r policy.Record) bool { return b.means(def.Fields[0], r, test.Values) })
	})
}

// means reports whether a row in own words uses the longest word of a term.
func (b *book) means(field policy.FieldDef, record policy.Record, terms []string) bool {
	own := strings.ToLower(record[field.Key])
	if _, isTerm := b.words.Term(field.List, own); isTerm {
		return false
	}
	return slices.ContainsFunc(terms, func(key string) bool {
		text, known := b.words.Term(field.List, key)
		return known && strings.Contains(own, longest(strings.ToLower(text)))
	})
}

func longest(text string) string {
	out := ""
	for word := range strings.FieldsSeq(text) {
		if len(word) > len(out) {
			out = word
		}
	}
	return out
}

// shownLibrary lists the clauses that are shown in the library's own words.
func shownLibrary(snap policy.Snapshot) map[string]policy.ID {
	out := map[string]policy.ID{}
	hidden := map[policy.ID]bool{}
	for _, placed := range policy.Flatten(snap.Shown()) {
		hidden[placed.ID] = placed.Hidden || hidden[placed.Parent]
		if !hidden[placed.ID] && !placed.Absent && placed.Linked() {
			out[placed.Library.ID] = placed.ID
		}
	}
	return out
}

func distinct(names []string) []string {
	var out []string
	for _, name := range names {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// mustCondition reads a condition of the table of contradictions, which a test
// reads whole.
func mustCondition(text string) policy.Condition {
	condition, err := policy.ParseCondition(text)
	if err != nil {
		panic("check: " + err.Error())
	}
	return condition
}

func mustQuery(text string) policy.Query {
	query, err := policy.ParseQuery(text)
	if err != nil {
		panic("check: " + err.Error())
	}
	return query
}
