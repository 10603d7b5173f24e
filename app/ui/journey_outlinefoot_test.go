package ui_test

import (
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// Both buttons below the outline stand in one line, in every language.
func TestTheFootOfTheOutlineIsOneLine(t *testing.T) {
	for _, lang := range i18n.Languages() {
		d, _ := apptest.OpenSample(t, apptest.Options{Language: lang})
		at := map[string]float32{}
		d.Walk(func(s apptest.Seen) {
			if b, ok := s.Object.(*widgets.Button); ok {
				at[b.Text] = s.At.Y
			}
		})
		add, insert := at[d.Text("clauses.add")], at[d.Text("clauses.insert")]
		if add == 0 || add != insert {
			t.Errorf("%s: at %v and %v", lang, add, insert)
		}
	}
}
