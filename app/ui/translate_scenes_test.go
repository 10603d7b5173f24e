package ui_test

import (
	"slices"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
	uitranslate "clausedesk/app/ui/translate"

	"fyne.io/fyne/v2"
)

// segment opens the translate tab at the first segment that a test is true of.
func (j *journey) segment(fits func(translate.Row) bool) {
	j.Window.Open(j.id) // a scene before may have opened another
	j.Idle()
	j.Shortcut(apptest.Ctrl, fyne.Key3)
	j.Idle()
	for _, row := range translate.Rows(j.OnDisk(j, j.id), "nl") {
		if fits(row) {
			j.Window.Policy.Translate.GoTo("nl", uitranslate.Place{Clause: row.ClauseID, Pos: row.Pos})
			j.Idle()
			return
		}
	}
	j.Fatal("there is no such segment")
}

// translateScenes are the translator's desk: matches and terms, remarks, the
// page beside it, and its dialogs.
func translateScenes(sample policy.ID) []scene {
	withTerm := func(r translate.Row) bool { return len(r.Source) > 80 && r.State == policy.Approved }
	stale := func(r translate.Row) bool { return r.State == policy.Stale }
	scenes := []scene{
		{"translate-matches", func(j *journey) { j.segment(withTerm) }},
		{"translate-remarks", func(j *journey) {
			j.segment(withTerm)
			j.Type(" 30 dagen  en en")
			j.Idle()
		}},
		{"translate-page", func(j *journey) {
			j.segment(withTerm)
			j.Shortcut(apptest.CtrlShift, fyne.KeyG)
		}},
		{"translate-answers", func(j *journey) { j.segment(func(r translate.Row) bool { return r.OfAnswer() && r.Answer.Row > 1 }) }},
		{"translate-no-page", func(j *journey) { j.Shortcut(apptest.CtrlShift, fyne.KeyG) }},
		{"translate-unchanged", func(j *journey) {
			if !slices.ContainsFunc(translate.Rows(j.OnDisk(j, j.id), "nl"), stale) { // no scene before wrote in a clause
				j.choose(whichData)
				j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
				j.Press(fyne.KeyEnd)
				j.Type(" and why")
				j.Idle()
			}
			j.segment(stale)
			j.Shortcut(apptest.Ctrl, fyne.KeyM)
		}},
		{"translate-replace", func(j *journey) {
			j.segment(withTerm)
			j.Shortcut(apptest.Ctrl, fyne.KeyH)
			j.Type("gegevens")
			j.Idle()
		}},
		{"translate-concordance", func(j *journey) {
			j.segment(withTerm)
			j.Shortcut(apptest.CtrlShift, fyne.KeyK)
			j.Type("data")
			j.Idle()
		}},
		{"translate-fill", func(j *journey) { j.Window.Pretranslate("nl"); j.Idle() }},
		{"translate-package", func(j *journey) { j.Window.ExportPackage("nl"); j.Idle() }},
	}
	for i, scene := range scenes {
		scenes[i].show = func(j *journey) {
			j.id = sample // a scene before may have gone to another
			scene.show(j)
		}
	}
	return scenes
}
