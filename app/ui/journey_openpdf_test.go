package ui_test

import (
	"path/filepath"
	"slices"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/store"

	"fyne.io/fyne/v2"
)

// A PDF that is dropped on the window is verified, and opens as a policy again
// from there.
func TestADroppedPDFOpensAsAPolicy(t *testing.T) {
	j := begin(t)
	j.publish("2026-12-01", "")
	path := filepath.Join(t.TempDir(), "lumen-1-en.pdf")
	j.Window.Policy.Versions.Write("en", "", "", path)
	j.Idle()
	before, err := j.Store.PolicyRows(t.Context(), "")
	check(t, err)
	j.Drop(path)
	j.see(j.Text("verify.unsigned", map[string]any{"File": "lumen-1-en.pdf"}))
	j.pressed("verify.open_policy")
	j.see(j.Text("import.do"))
	j.Press(fyne.KeyReturn)
	j.Idle()
	after, err := j.Store.PolicyRows(t.Context(), "")
	check(t, err)
	if len(after) != len(before)+1 {
		t.Fatalf("%d policies, there were %d; on the screen: %q", len(after), len(before), j.Texts())
	}
	was := j.content(1)
	known := map[policy.ID]bool{}
	for _, row := range before {
		known[row.ID] = true
	}
	opened := after[slices.IndexFunc(after, func(row store.PolicyRow) bool { return !known[row.ID] })]
	snap, err := j.Store.Snapshot(t.Context(), opened.ID)
	check(t, err)
	if got, want := len(policy.Flatten(snap.Policy.Clauses)), len(was.Texts[0].Clauses); got != want {
		t.Errorf("%d clauses, want %d", got, want)
	}
}
