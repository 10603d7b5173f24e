package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/studio"

	"fyne.io/fyne/v2"
)

// A wrong passphrase keeps the form and all that was filled in; the right one
// then signs the same file.
func TestAWrongPassphraseKeepsTheSignForm(t *testing.T) {
	j := begin(t)
	j.Identity(t, "Harbour Studio")
	j.Idle()
	j.publish("2026-12-01", "")
	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.Window.Policy.Versions.Sign("en")
	j.Type("not the passphrase")
	j.Press(fyne.KeyReturn)
	j.Idle()
	j.see(j.Text("error.wrong_passphrase"), j.Text("versions.sign_title"))
	if files, _ := os.ReadDir(dir); len(files) != 0 {
		t.Fatalf("a wrong passphrase left %v", files)
	}
	j.Type(apptest.Passphrase) // in place of the wrong one, which is selected
	j.Press(fyne.KeyReturn)
	j.Idle()
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v; on the screen: %q", files, err, j.Texts())
	}
	data, err := os.ReadFile(filepath.Join(dir, files[0].Name()))
	check(t, err)
	if r := studio.VerifyBytes(data, j.Clock.Now()); r.Result != sign.Intact {
		t.Fatalf("verified: %+v", r)
	}
}

// A file that is there is replaced only by who confirms it.
func TestAFileIsReplacedOnlyWhenConfirmed(t *testing.T) {
	j := begin(t)
	j.publish("2026-12-01", "")
	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.Window.Policy.Versions.Export("en")
	j.Press(fyne.KeyReturn)
	j.Idle()
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	path := filepath.Join(dir, files[0].Name())
	check(t, os.WriteFile(path, []byte("somebody's file"), 0o600))
	j.Window.Policy.Versions.Export("en")
	j.Press(fyne.KeyReturn)
	j.Idle()
	j.see(j.Text("path.exists"))
	if data, _ := os.ReadFile(path); string(data) != "somebody's file" {
		t.Fatal("the file was touched before it was confirmed")
	}
	j.Press(fyne.KeyReturn)
	j.Idle()
	if data, _ := os.ReadFile(path); string(data[:5]) != "%PDF-" {
		t.Fatalf("not replaced: %.20q", data)
	}
}

// Who accepts the loss can close although the library cannot be written.
func TestClosingAnyway(t *testing.T) {
	j := begin(t)
	j.choose(whichData)
	j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
	check(t, j.Store.Close())
	j.Type("x")
	j.AskToClose()
	j.Idle()
	if j.Closed() {
		t.Fatal("closed without asking")
	}
	j.ClickButton(j.Text("window.close_anyway"))
	j.Idle()
	if !j.Closed() {
		t.Fatalf("still open; on the screen: %q", j.Texts())
	}
}

// Behind an open form nothing of the program can be worked by key.
func TestShortcutsStayOutOfDialogs(t *testing.T) {
	j := begin(t)
	before := len(j.Window.Policy.Clauses.Outline.Rows)
	j.Window.ShowDetails()
	for _, key := range []fyne.KeyName{fyne.KeyN, fyne.Key3, fyne.KeyK, fyne.KeyO, fyne.KeyComma} {
		j.Shortcut(apptest.Ctrl, key)
	}
	j.Idle()
	if now := len(j.Window.Policy.Clauses.Outline.Rows); now != before {
		t.Errorf("%d clauses became %d behind the form", before, now)
	}
	if tab := j.Window.Policy.Tabs.Selected(); tab != "clauses" {
		t.Errorf("the tab behind the form became %s", tab)
	}
	if n := len(j.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d dialogs are open", n)
	}
}

// A version cannot take effect before the one that stands; once that is
// withdrawn before its day, it can.
func TestAnEarlierDateIsNotTaken(t *testing.T) {
	j := begin(t)
	j.publish("2026-12-01", "")
	j.publish("2026-11-30", "")
	j.see(j.Text("wizard.day_earlier", map[string]any{"Date": "1 December 2026"}), "2026-11-30")
	if versions, err := j.Store.Versions(context.Background(), j.id); err != nil || len(versions) != 1 {
		t.Fatalf("%d versions, %v; on the screen: %q", len(versions), err, j.Texts())
	}
	check(t, j.Studio.Withdraw(context.Background(), policy.Withdrawal{PolicyID: j.id, Number: 1, From: "2026-11-22", Reason: "a slip"}))
	j.publish("2026-11-30", "")
	if versions, err := j.Store.Versions(context.Background(), j.id); err != nil || len(versions) != 2 {
		t.Fatalf("%d versions, %v; on the screen: %q", len(versions), err, j.Texts())
	}
}
