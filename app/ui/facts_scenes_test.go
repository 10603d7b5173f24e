package ui_test

import (
	"clausedesk/app/apptest"
	"clausedesk/app/policy"

	"fyne.io/fyne/v2"
)

// factScenes are the states of the Facts tab: its sections, an override, the
// law behind a field, a register, and the form of a record.
func factScenes() []scene {
	section := func(key string) func(*journey) {
		return func(j *journey) { j.facts(key) }
	}
	return []scene{
		{"facts-document", section("policy.kind")},
		{"facts-activities", section("policy.accounts")},
		{"facts-officers", section("client.uk_representative_address")},
		{"facts-override", func(j *journey) {
			j.facts("client.phone")
			j.Window.Policy.Book.Override("client.phone", true)
			j.Type("+31 20 000 00 00")
		}},
		{"facts-law", func(j *journey) { j.facts("client.legal_name"); j.Press(fyne.KeyF1) }},
		{"facts-choosing", func(j *journey) { j.facts("client.country"); j.Type("united") }},
		{"register-empty", section("automated")},
		{"record-new", func(j *journey) { j.facts("retention"); j.Press(fyne.KeyInsert) }},
		{"record-filled", func(j *journey) {
			j.facts("recipients")
			j.Press(fyne.KeyInsert)
			j.Type("str")
			j.Press(fyne.KeyReturn)
		}},
		{"register", func(j *journey) {
			j.facts("recipients")
			for _, name := range []string{"str", "cloud", "mail"} {
				j.Press(fyne.KeyInsert)
				j.Type(name)
				j.Press(fyne.KeyReturn)
				j.ClickButton(j.Text("answers.keep"))
			}
			j.Shortcut(apptest.Ctrl, fyne.KeyD)
			j.Desk.Snack.Dismiss() // a message lies over what it tells of
		}},
		{"register-paste", func(j *journey) {
			j.facts("cookies")
			fyne.CurrentApp().Clipboard().SetContent("name\tkind\tlifetime\nsid\tnecessary\t1 year\nodd\tsomething\tlong ago")
			j.Shortcut(apptest.Ctrl, fyne.KeyV)
		}},
	}
}

// facts goes to where an answer is given.
func (j *journey) facts(key string) {
	j.Helper()
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	j.Window.Policy.Facts.Focus(policy.FactKey(key))
	j.Idle()
}
