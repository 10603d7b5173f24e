package cli_test

import (
	"strings"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// houseRules is a clause in the place of one of the program's.
func houseRules(body string) string {
	return "clause = \"scope\"\nrevision = 1\ntopic = \"scope\"\n[en]\nheading = \"Scope\"\nbody = \"\"\"\n" + body + "\"\"\"\n"
}

// reword unlocks the clause in a policy and gives it another text.
func (p *place) reword(id, body string) {
	p.t.Helper()
	st, err := store.Open(p.t.Context(), p.library, store.Options{Program: "command", Now: clock})
	check(p.t, err)
	desk := studio.New(st, clock)
	snap, err := desk.Snapshot(p.t.Context(), policy.ID(id))
	check(p.t, err)
	for _, placed := range policy.Flatten(snap.Policy.Clauses) {
		if placed.Library.ID == "scope" {
			placed.Body, placed.Origin = body, policy.OriginUnlocked
		}
	}
	check(p.t, desk.SaveClauses(p.t.Context(), snap.Policy.ID, snap.Policy.Clauses))
	check(p.t, st.Close())
}

// TestWhatWasChangedHereAndThereIsLeft: a batch takes over the other policy
// and answers no, and the words that stood here stand.
func TestWhatWasChangedHereAndThereIsLeft(t *testing.T) {
	p := newPlace(t, t.TempDir())
	clause := p.write("scope.toml", houseRules("This policy is about our site.\n\nIt has a second paragraph.\n"))
	p.must("library", "import", clause)
	var mine, other struct{ ID string }
	p.json(&mine, "policy", "new", "--client", "Kweekwerk", "--kind", "website", "--country", "NL", "--title", "Mine")
	p.json(&other, "policy", "new", "--client", "Kweekwerk", "--kind", "website", "--country", "NL", "--title", "Other")
	p.reword(mine.ID, "This policy is about our webshop.\n\nIt has a second paragraph.\n")
	p.write("scope.toml", houseRules("This policy is about our app.\n\nIt has a second paragraph.\n"))
	p.must("library", "import", clause)

	out, errs, code := p.run("library", "update", "--policy", mine.ID)
	want := "Changed here and in the library. It was: “This policy is about our site.”. Yours: “This policy is about our webshop.”. The library: “This policy is about our app.”."
	if code != 0 || errs != "" || !strings.Contains(out, want) {
		t.Errorf("exit code %d, said %q, listed\n%s", code, errs, out)
	}

	out, errs, code = p.run("library", "update", "--apply")
	if code != 3 || !strings.Contains(errs, "left as it is") || !strings.Contains(out, "Taken over in Kweekwerk / Other") {
		t.Errorf("exit code %d, said %q, listed\n%s", code, errs, out)
	}
	for id, words := range map[string]string{mine.ID: "about our webshop.", other.ID: "about our app."} {
		if text := p.must("show", id, "--format", "txt"); !strings.Contains(text, words) {
			t.Errorf("%q is not in\n%s", words, text)
		}
	}

	var left struct {
		Accepted, Offers []struct{ Policy string }
	}
	p.json(&left, "library", "update")
	if len(left.Accepted) != 0 || len(left.Offers) != 1 || left.Offers[0].Policy != mine.ID {
		t.Errorf("left: %+v", left)
	}
}
