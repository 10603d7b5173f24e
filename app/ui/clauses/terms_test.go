package clauses_test

import (
	"fmt"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/ui/clauses"
)

// Terms of a definition list and of the register are found in the other
// clauses as they read, with endings; not where a clause is hidden, inside
// another word, or in the clause that defines them.
func TestWhereDefinedTermsAreUsed(t *testing.T) {
	snap := policy.Snapshot{
		Policy: policy.Policy{SourceLang: "en", Numbered: true, Clauses: []policy.Clause{
			{ID: "defs", Heading: "Terms", Body: "Personal data\n: all of it, of a controller.\n\nController\n: who decides.\n\nAI\n: machines.\n\n{{bullets definitions}}\n"},
			{ID: "a", Heading: "Controllers", Body: "We hold **personal** data of {{client.legal_name}}."},
			{ID: "b", Heading: "Other", Body: "An aid to the personal date.", Children: []policy.Clause{
				{ID: "c", Heading: "Below", Body: "The panel, and AI."}, {ID: "d", Heading: "Gone", Body: "The controller.", Hidden: true},
			}},
		}},
		Client: policy.Client{Facts: policy.Facts{"client.legal_name": "Panel Ltd"}, Registers: policy.Registers{
			"definitions": {{"name": "Panel", "meaning": "where you log in"}},
		}},
	}
	got := ""
	for _, term := range clauses.TermsOf(snap, "defs") {
		got += term.Name + ":"
		for _, place := range term.Places {
			got += fmt.Sprintf(" %s %s", place.Label(), place.Title)
		}
		got += "; "
	}
	want := "Personal data: 2 Controllers; Controller: 2 Controllers; AI: 3.1 Below; Panel: 2 Controllers 3.1 Below; "
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if terms := clauses.TermsOf(snap, "a"); terms != nil {
		t.Errorf("a clause without definitions has %v", terms)
	}
	if terms := clauses.TermsOf(snap, "nowhere"); terms != nil {
		t.Errorf("no clause has %v", terms)
	}
}
