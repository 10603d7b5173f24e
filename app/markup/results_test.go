package markup

import (
	"testing"

	"clausedesk/app/policy"

	"github.com/google/go-cmp/cmp"
)

// TestNothingReadsAsItDidBefore changes, one after the other, everything that
// decides how a clause reads: what is remembered of the text before must not
// be what is read now.
func TestNothingReadsAsItDidBefore(t *testing.T) {
	snap := policy.Snapshot{
		Client: policy.Client{Name: "C", Facts: policy.Facts{"client.legal_name": "Old B.V."}, Registers: policy.Registers{}},
		Policy: policy.Policy{
			SourceLang: "en", TargetLang: []string{"nl"}, Titles: map[string]string{"en": "Old title"}, Numbered: true,
			Facts: policy.Facts{}, Registers: policy.Registers{"cookies": {{"name": "_a"}}},
			Clauses: []policy.Clause{
				{ID: "a", Heading: "First", Topic: "one", Body: "First."},
				{ID: "b", Heading: "See", Body: "{{client.legal_name}}, {{list cookies}}, {{section two}}, {{policy.title}}, {{version.number}}."},
				{ID: "c", Heading: "Second {{client.legal_name}}", Topic: "two", Body: "{{when cookies many}}Many.\n\nText."},
			},
		},
	}
	issue, lang := Issue{Number: 1, Effective: "2026-01-01"}, "en"
	snap.Units = []policy.Unit{
		{ClauseID: "b", Lang: "nl", Pos: 1, Source: "x", Target: "{{client.legal_name}}, {{section two}}"},
		{ClauseID: "c", Lang: "nl", Pos: 0, Source: "x", Target: "Tweede"},
	}
	before := Resolved{}
	for _, change := range []struct {
		what string
		do   func()
	}{
		{"the start", func() {}},
		{"a fact", func() { snap.Client.Facts = policy.Facts{"client.legal_name": "New B.V."} }},
		{"a register", func() { snap.Policy.Registers = policy.Registers{"cookies": {{"name": "_a"}, {"name": "_b"}}} }},
		{"a title", func() { snap.Policy.Titles = map[string]string{"en": "New title"} }},
		{"the version", func() { issue.Number = 2 }},
		{"a number", func() { snap.Policy.Clauses[0].Hidden = true }},
		{"no numbers", func() { snap.Policy.Numbered = false }},
		{"a heading", func() { snap.Policy.Clauses[2].Heading = "Third" }},
		{"a topic", func() { snap.Policy.Clauses[2].Topic = "three" }},
		{"the topic back", func() { snap.Policy.Clauses[2].Topic = "two" }},
		{"no version", func() { issue, snap.Policy.Clauses[0].Hidden = Issue{}, false }},
		{"the language", func() { lang = "nl" }},
		{"a heading in that language", func() { snap.Units[1].Target = "Derde" }},
		{"a translation", func() { snap.Units[0].Target = "{{section two}}" }},
		{"a clause's name", func() { snap.Policy.Clauses[2].ID = "d" }},
	} {
		change.do()
		got := Resolve(snap, lang, issue)
		results = memo[*clauseResult]{room: 1024}
		if fresh := Resolve(snap, lang, issue); !cmp.Equal(got, fresh) {
			t.Errorf("after %s: %s", change.what, cmp.Diff(got, fresh))
		}
		if cmp.Equal(got, before) {
			t.Errorf("%s changes nothing: the test is blind", change.what)
		}
		before = got
	}
}
