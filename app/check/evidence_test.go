package check_test

import (
	"testing"

	"clausedesk/app/check"
	"clausedesk/app/policy"
)

// Evidence is worded for who reads it, and the finding stays the same one; own
// words stay as they are.
func TestEvidenceIsWordedInTheLanguageOfTheReader(t *testing.T) {
	s := subject("Text.")
	s.Snapshot.Policy.Registers = lists{
		"data":     {{"name": "name"}},
		"purposes": {{"name": "security", "basis": "legitimate", "data": "camera_images, search_terms"}},
	}
	var found policy.Finding
	for _, f := range check.Run(s) {
		if f.Rule == check.RulePurposeData {
			found = f
		}
	}
	if found.Evidence != "camera images and search terms" {
		t.Fatalf("%+v", found)
	}
	for lang, want := range map[string]string{
		"en": found.Evidence, "de": "Kamerabilder und Suchbegriffe", "xx": found.Evidence,
	} {
		if got := check.EvidenceIn(s.Snapshot, lang)[found.Key()]; got != want {
			t.Errorf("in %s: %q, want %q", lang, got, want)
		}
	}
}
