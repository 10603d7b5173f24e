package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/ui/publish"

	"fyne.io/fyne/v2"
)

// versionScenes are the way to a version, and versions in every state.
func versionScenes() []scene {
	wizard := func(step string) func(*journey) {
		return func(j *journey) {
			j.Window.Publish()
			j.Idle()
			if j.Window.Wizard.Reason != nil {
				j.Window.Wizard.Reason.SetText("The client is told by letter, and the Dutch text follows.")
			}
			j.Window.Wizard.Go(publish.Step(step))
			j.Idle()
		}
	}
	ctx := context.Background()
	return []scene{
		{"wizard-findings", func(j *journey) {
			j.emptyEmail()
			j.choose(whichData)
			j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
			j.Press(fyne.KeyEnd)
			j.Type(" today")
			wizard("findings")(j)
		}},
		{"wizard-languages", wizard("languages")},
		{"wizard-day", func(j *journey) {
			_, err := j.Studio.Publish(ctx, studio.PublishRequest{Policy: j.id, Effective: "2026-11-21", Accept: "The client agreed", Note: "The first."})
			check(j, err)
			j.Idle()
			j.choose(responsible)
			j.Press(fyne.KeyDelete)
			j.Desk.Snack.Dismiss()
			wizard("day")(j)
		}},
		{"wizard-freeze", wizard("freeze")},
		{"versions-states", func(j *journey) { j.everyState(); j.Shortcut(apptest.Ctrl, fyne.Key5); j.Idle() }},
		{"versions-withdrawn", func(j *journey) { j.Window.Policy.Versions.Timeline.Select("v3"); j.Idle() }},
		{"versions-withdraw", func(j *journey) { j.Window.Policy.Versions.Withdraw(2); j.Idle() }},
		{"versions-restore", func(j *journey) {
			j.emptyPhone()
			j.Window.RestoreVersion(1)
			j.Idle()
		}},
		{"versions-review", func(j *journey) { j.Window.Policy.Versions.ChooseReview(); j.Idle() }},
		{"versions-broken", func(j *journey) {
			j.tamper(`DROP TRIGGER version_update`,
				`UPDATE version SET canonical = CAST(replace(CAST(canonical AS TEXT), 'data', 'date') AS BLOB) WHERE number = 2`)
			other := j.Policy(j, j.Client(j, "Zephyr").ID, "Another", apptest.Clauses()...)
			j.Window.Open(other.ID)
			j.Idle()
			j.Window.Open(j.id)
			j.Idle()
			j.Shortcut(apptest.Ctrl, fyne.Key5)
			j.Window.Policy.Versions.Timeline.Select("v2")
			j.Idle()
		}},
	}
}

// everyState makes versions of every state, with files that changed and went,
// and steps the clock on to where a review is due.
func (j *journey) everyState() {
	j.Helper()
	ctx := context.Background()
	for _, day := range []string{"2026-11-22", "2026-12-24", "2027-12-01"} {
		_, err := j.Studio.Publish(ctx, studio.PublishRequest{Policy: j.id, Effective: day, Accept: "The client agreed", Note: "We answer within a week now, and keep letters for a year."})
		check(j, err)
	}
	check(j, j.Studio.Withdraw(ctx, policy.Withdrawal{PolicyID: j.id, Number: 3, From: "2026-12-01", Reason: "It named the wrong payment provider.", By: "Ana"}))
	dir := j.TempDir()
	for _, lang := range []string{"en", "nl"} {
		_, err := j.Studio.ExportFile(ctx, studio.ExportRequest{Policy: j.id, Version: 2, Lang: lang, Format: studio.PDF}, filepath.Join(dir, "lumen-2-"+lang+".pdf"))
		check(j, err)
	}
	check(j, os.WriteFile(filepath.Join(dir, "lumen-2-nl.pdf"), []byte("another"), 0o600))
	j.Clock.Step(370 * 24 * time.Hour)
	j.Idle()
	j.Shortcut(apptest.Ctrl, fyne.Key5)
	j.Window.Policy.Versions.Timeline.Select("v2")
	j.Window.Policy.Versions.CheckFiles()
	j.Idle()
}

// emptyPhone changes an answer, so that a version differs in it.
func (j *journey) emptyPhone() {
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	j.Window.Policy.Facts.Focus("client.legal_name")
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("Lumen Software International B.V.")
	j.Press(fyne.KeyReturn)
	j.Idle()
}
