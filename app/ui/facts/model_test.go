package facts_test

import (
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/ui/facts"
)

// Every fact and every register has one page.
func TestEveryAnswerHasItsPage(t *testing.T) {
	pages := map[policy.FactKey]int{}
	for _, section := range facts.Sections() {
		for _, def := range section.Facts {
			pages[def.Key]++
		}
		if section.Register != nil {
			pages[policy.FactKey(section.Register.Name)]++
		}
	}
	for _, def := range policy.FactDefs() {
		if pages[def.Key] != 1 {
			t.Errorf("%s is on %d pages", def.Key, pages[def.Key])
		}
		delete(pages, def.Key)
	}
	for _, def := range policy.RegisterDefs() {
		if pages[policy.FactKey(def.Name)] != 1 {
			t.Errorf("%s is on %d pages", def.Name, pages[policy.FactKey(def.Name)])
		}
	}
}

func TestAFindingLeadsToThePage(t *testing.T) {
	for key, want := range map[policy.FactKey]string{
		"client.email": "client.email", "policy.service@nl": "policy.service",
		"recipients": "recipients", "recipients.country": "recipients", "data.name": "data",
	} {
		section, ok := facts.Find(key)
		if !ok {
			t.Errorf("%s has no page", key)
			continue
		}
		if section.Register != nil && section.Register.Name == want {
			continue
		}
		found := false
		for _, def := range section.Facts {
			found = found || string(def.Key) == want
		}
		if !found {
			t.Errorf("%s leads to %s", key, section.ID)
		}
	}
	for _, key := range []policy.FactKey{"version.number", "nothing", ""} {
		if section, ok := facts.Find(key); ok {
			t.Errorf("%q leads to %s", key, section.ID)
		}
	}
}
