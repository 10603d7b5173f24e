package ui_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	_ "modernc.org/sqlite"
)

func (j *journey) versions() []policy.Version {
	j.Helper()
	versions, err := j.Store.Versions(context.Background(), j.id)
	check(j, err)
	return versions
}

func (j *journey) content(number int) policy.Content {
	j.Helper()
	content, err := j.versions()[number-1].Content()
	check(j, err)
	return content
}

// The wizard is left for a finding and comes back as it was: with the reason
// and the day that were typed, at the step where it was.
func TestTheWizardWaitsWhileAFindingIsMended(t *testing.T) {
	j := begin(t)
	j.emptyEmail()
	j.Shortcut(apptest.CtrlShift, fyne.KeyP)
	j.Press(fyne.KeyReturn) // no reason yet
	j.see(j.Text("publish.reason_needed"), j.Text("publish.reason"))
	j.Type("told by letter")
	j.Press(fyne.KeyReturn, fyne.KeyReturn)
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("2026-12-24")
	j.see(j.Desk.Loc.N("wizard.day_in", 33, i18n.Data{"Weekday": j.Text("weekday.day_4")}))
	j.Press(fyne.KeyReturn)
	j.see(j.Text("wizard.freeze_what"), j.Text("wizard.freeze_reason", i18n.Data{"Reason": "told by letter"}), "24 December 2026")
	j.Window.Wizard.Go("findings")
	j.ClickButton(j.Text("review.go_to"))
	j.see(j.Text("wizard.waits"), j.Text("tab.review"))
	j.seeNot(j.Text("wizard.step_freeze"))
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	j.Window.Policy.Facts.Focus("client.email")
	j.Type("privacy@lumen.example")
	j.Press(fyne.KeyReturn)
	j.Shortcut(apptest.Ctrl, fyne.KeyJ) // what the message offers
	j.see(j.Desk.Loc.N("wizard.warnings", 1))
	j.seeNot(j.Text("publish.reason"))
	j.Press(fyne.KeyReturn, fyne.KeyReturn)
	if j.Window.Wizard.Day.Text != "2026-12-24" {
		t.Fatalf("the day is %q again", j.Window.Wizard.Day.Text)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	if got := j.content(1); got.Effective != "2026-12-24" || got.Accepted != "" {
		t.Fatalf("published from %q, accepted %q", got.Effective, got.Accepted)
	}
}

func TestEscapeLeavesTheWizard(t *testing.T) {
	j := begin(t)
	for _, steps := range []int{0, 1, 2, 3} {
		j.Shortcut(apptest.CtrlShift, fyne.KeyP)
		j.Window.Wizard.Go("findings")
		for range steps {
			j.Press(fyne.KeyReturn)
		}
		j.Press(fyne.KeyEscape)
		j.seeNot(j.Text("wizard.step_freeze"))
		if len(j.versions()) != 0 {
			t.Fatal("Escape published")
		}
	}
}

// A language that is not complete says so, names what is missing, and can be
// left out.
func TestAnIncompleteLanguageIsNamedAndLeftOut(t *testing.T) {
	j := begin(t)
	j.choose(whichData)
	j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
	j.Press(fyne.KeyEnd)
	j.Type(" today")
	j.publish("2026-12-01", "") // the stale heading is an error in Dutch
	j.see(j.Text("publish.reason_needed"))
	j.Type("Dutch follows")
	j.Press(fyne.KeyReturn)
	j.see(whichData+" today", j.Text("wizard.languages_hint"), j.Desk.Loc.N("wizard.language_missing", 1))
	j.Click(j.Window.Wizard.Ticks["en"])
	j.Click(j.Window.Wizard.Ticks["nl"])
	j.Window.Wizard.Forward()
	j.see(j.Text("publish.no_language"))
	j.Click(j.Window.Wizard.Ticks["en"])
	j.Window.Wizard.Go("freeze")
	j.see(vocabulary.LanguageName("en") + " · ")
	j.Window.Wizard.Forward()
	j.Idle()
	if got := j.content(1); strings.Join(got.Languages(), " ") != "en" || got.Accepted != "" {
		t.Fatalf("published in %v, accepted %q", got.Languages(), got.Accepted)
	}
}

// What changed since the version before is proposed as the note, until somebody
// writes another.
func TestTheNoteIsProposed(t *testing.T) {
	j := begin(t)
	j.publish("2026-11-21", "")
	j.choose(responsible)
	j.Press(fyne.KeyDelete)
	j.publish("2026-12-01", "")
	proposed := j.content(2).Note
	if !strings.Contains(proposed, responsible) {
		t.Fatalf("the note reads %q", proposed)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	j.Shortcut(apptest.CtrlShift, fyne.KeyP)
	j.Window.Wizard.Go("day")
	j.Canvas().Focus(j.Window.Wizard.Note)
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("Our own words")
	j.Press(fyne.KeyEscape)
	j.Shortcut(apptest.CtrlShift, fyne.KeyP)
	if got := j.Window.Wizard.Note.Text; got != "Our own words" {
		t.Fatalf("the note became %q", got)
	}
}

// A version comes into effect at midnight, on the screen too, and nobody does
// anything.
func TestMidnightIsNoticed(t *testing.T) {
	j := begin(t)
	j.publish("2026-11-22", "")
	scheduled, inEffect := j.Text("version_state.scheduled"), j.Text("version_state.in_effect")
	j.see(scheduled)
	for range 3 { // the watch looks now and then
		j.Clock.Step(5 * time.Hour)
		j.Idle()
	}
	j.see(inEffect)
	j.seeNot(scheduled)
}

func TestAVersionIsWithdrawn(t *testing.T) {
	j := begin(t)
	j.publish("2026-11-21", "")
	j.Window.Policy.Versions.Withdraw(1)
	j.Press(fyne.KeyReturn) // no reason
	j.see(j.Text("versions.withdraw_reason_needed"))
	j.Type("the wrong supplier")
	j.Press(fyne.KeyReturn)
	j.Idle()
	withdrawals, err := j.Store.Withdrawals(context.Background(), j.id)
	if err != nil || len(withdrawals) != 1 || withdrawals[0].From != "2026-11-21" || withdrawals[0].Reason != "the wrong supplier" {
		t.Fatalf("%+v, %v; on the screen: %q", withdrawals, err, j.Texts())
	}
	j.see(j.Text("version_state.withdrawn"), "the wrong supplier")
	j.seeNot(j.Text("versions.withdraw"))
	j.seeNot(j.Text("versions.review"))
}

// A version is put back into the draft, and one undo takes that back.
func TestAVersionIsPutBack(t *testing.T) {
	j := begin(t)
	j.publish("2026-11-21", "")
	then := j.outline()
	j.choose(responsible)
	j.Press(fyne.KeyDelete)
	j.choose(whichData)
	j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
	j.Press(fyne.KeyEnd)
	j.Type(" today")
	now := j.outline()
	if now == then {
		t.Fatal("nothing changed")
	}
	j.Window.RestoreVersion(1)
	j.Idle()
	j.see(j.Text("versions.restore_what"))
	j.ClickButton(j.Text("versions.restore_do"))
	if got := j.outline(); got != then {
		t.Fatalf("put back:\n%s\nwant\n%s", got, then)
	}
	if translated(j) == 0 {
		t.Fatal("the translations did not come back")
	}
	j.see(j.Text("versions.restore_done", i18n.Data{"Number": 1}))
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	if got := j.outline(); got != now {
		t.Fatalf("after one undo:\n%s\nwant\n%s", got, now)
	}
}

// Answers are put back only when asked for, and as those of the policy alone.
func TestAnswersArePutBackWhenAsked(t *testing.T) {
	j := begin(t)
	j.publish("2026-11-21", "")
	was := j.OnDisk(t, j.id).Client.Facts["client.email"]
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	j.Window.Policy.Facts.Focus("client.email")
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("new@lumen.example")
	j.Press(fyne.KeyReturn)
	j.Window.RestoreVersion(1)
	j.Idle()
	j.see(j.Text("versions.restore_rest"), j.Text("fact.client.email"))
	for range 6 {
		if _, box := j.Focused().(*widgets.Check); box {
			break
		}
		j.Press(fyne.KeyTab)
	}
	j.Type(" ")
	j.ClickButton(j.Text("versions.restore_do"))
	snap := j.OnDisk(t, j.id)
	if snap.Client.Facts["client.email"] != "new@lumen.example" || snap.Policy.Facts["client.email"] != was {
		t.Fatalf("client %q, policy %q, then %q", snap.Client.Facts["client.email"], snap.Policy.Facts["client.email"], was)
	}
}

// tamper changes the library past the program.
func (j *journey) tamper(statements ...string) {
	j.Helper()
	db, err := sql.Open("sqlite", j.Path)
	check(j, err)
	defer db.Close() //nolint:errcheck // of a test
	for _, statement := range statements {
		_, err := db.Exec(statement)
		check(j, err)
	}
}

// A version that somebody changed past the program is told of when its policy
// is opened: what is safe, what to do, and nothing can be made from it.
func TestABrokenChainIsTold(t *testing.T) {
	j := begin(t)
	j.publish("2026-11-21", "")
	other := j.Policy(t, j.Client(t, "Zephyr").ID, "Another", apptest.Clauses()...)
	j.seeNot(j.Text("chain.safe"))
	j.tamper(`DROP TRIGGER version_update`,
		`UPDATE version SET canonical = CAST(replace(CAST(canonical AS TEXT), 'data', 'date') AS BLOB)`)
	j.Window.Open(other.ID)
	j.Idle()
	j.seeNot(j.Text("chain.safe"))
	j.Window.Open(j.id)
	j.Idle()
	j.see(j.Text("chain.safe"), j.Text("chain.todo"))
	j.ClickButton(j.Text("chain.show"))
	j.see(j.Text("version_state.damaged"), j.Text("versions.damaged_text"))
	j.seeNot(j.Text("versions.sign"))
}

// A policy whose review is due says so in the list and in its header.
func TestAReviewThatIsDueIsSeen(t *testing.T) {
	j := begin(t)
	j.publish("2025-11-01", "")
	j.see(j.Text("due.hint_overdue"), j.Text("due.overdue", i18n.Data{"Date": "1 November 2026"}), j.Text("due.practice"))
	j.ClickButton(j.Text("versions.review_change"))
	j.Type("2027-03-01")
	j.Press(fyne.KeyReturn)
	j.seeNot(j.Text("due.hint_overdue"))
	j.see("1 March 2027", j.Text("due.chosen"))
}

func TestFilesAreCheckedOnRequest(t *testing.T) {
	j := begin(t)
	j.publish("2026-11-21", "")
	dir := t.TempDir()
	for _, lang := range []string{"en", "nl"} {
		_, err := j.Studio.ExportFile(context.Background(), studio.ExportRequest{
			Policy: j.id, Version: 1, Lang: lang, Format: studio.PDF,
		}, filepath.Join(dir, lang+".pdf"))
		check(t, err)
	}
	check(t, os.WriteFile(filepath.Join(dir, "nl.pdf"), []byte("another"), 0o600))
	j.Idle()
	j.seeNot(j.Text("versions.file_changed"))
	j.ClickButton(j.Text("versions.check_files"))
	j.see(j.Text("versions.file_same"), j.Text("versions.file_changed"))
}
