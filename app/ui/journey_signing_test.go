package ui_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/apptest/authority"
	"clausedesk/app/sign"
	"clausedesk/app/studio"
	"clausedesk/i18n"

	"fyne.io/fyne/v2"
)

// TestLevelsInTheWindow: without an authority a level is refused and nothing is
// written; with one that was entered in the window it is reached, with a place
// for the client.
func TestLevelsInTheWindow(t *testing.T) {
	j := begin(t)
	w := authority.New(t, j.Clock.Now())
	j.Identity(t, "Harbour Studio")
	j.Idle()
	j.publish("2026-12-01", "")
	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.signAt("versions.level_bt")
	j.see(j.Text("error.no_authority"))
	if files, _ := os.ReadDir(dir); len(files) != 0 {
		t.Fatalf("a refused level left %v", files)
	}
	j.clear()
	j.Window.EditAuthorities()
	j.Idle()
	j.Type("tsa.example.org")
	j.Press(fyne.KeyReturn)
	j.see(j.Text("error.authority_address"))
	j.Type(w.StampURL())
	j.Press(fyne.KeyReturn)
	j.Idle()
	j.signAt("versions.level_bt")
	written, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(written) != 1 {
		t.Fatalf("%v, %v; on the screen: %q", written, err, j.Texts())
	}
	data, err := os.ReadFile(written[0])
	check(t, err)
	r := sign.Verify(data, sign.VerifyOptions{Now: j.Clock.Now(), Roots: w.Roots()})
	if r.Result != sign.Intact || r.Signatures[0].TimeSource != sign.TimeTimestamp {
		t.Errorf("%+v", r)
	}
	fields, err := sign.Fields(data)
	check(t, err)
	if len(fields) != 2 || fields[1].Name != studio.CountersignField {
		t.Errorf("%+v", fields)
	}
}

// signAt signs the selected version at a level, with a place for the client.
func (j *journey) signAt(level string) {
	j.Helper()
	form := j.Window.Policy.Versions.Sign("en").Signature
	form.Level.SetSelected(j.Text(level))
	form.Countersign.SetChecked(true)
	j.Type(apptest.Passphrase)
	j.Press(fyne.KeyReturn)
	j.Idle()
}

// TestSignAllInTheWindow signs every version there is with one passphrase; a
// wrong one keeps the form.
func TestSignAllInTheWindow(t *testing.T) {
	j := begin(t)
	j.Identity(t, "Harbour Studio")
	j.Idle()
	j.publish("2026-12-01", "")
	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.palette("command.sign_all")
	j.Type("not the passphrase")
	j.Press(fyne.KeyReturn)
	j.Idle()
	j.see(j.Text("error.wrong_passphrase"), j.Text("versions.sign_all"))
	j.Type(apptest.Passphrase)
	j.Press(fyne.KeyReturn)
	j.Idle()
	written, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(written) != 2 {
		t.Fatalf("%v, %v; on the screen: %q", written, err, j.Texts())
	}
	j.see(j.Text("versions.sign_all_done", i18n.Data{"Done": 2, "Failed": 0, "Left": 0}))
	check(t, os.Remove(written[0]))
	check(t, os.Mkdir(written[0], 0o700)) // stands in the way
	j.palette("command.sign_all")
	j.Type(apptest.Passphrase)
	j.Press(fyne.KeyReturn)
	j.Idle()
	j.see("Failed: 1", filepath.Base(written[0]))
}

// TestExpiredIdentityInTheWindow is asked about, and used only after a yes.
func TestExpiredIdentityInTheWindow(t *testing.T) {
	j := begin(t)
	j.Identity(t, "Harbour Studio")
	j.Idle()
	j.publish("2026-12-01", "")
	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.Clock.Step(6 * 365 * 24 * time.Hour)
	j.Idle()
	j.signAt("versions.level_bb")
	j.see(j.Text("error.certificate_expired"))
	if files, _ := os.ReadDir(dir); len(files) != 0 {
		t.Fatalf("an expired certificate signed %v", files)
	}
	j.ClickButton(j.Text("versions.accept_expired"))
	j.Idle()
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("%d files; on the screen: %q", len(files), j.Texts())
	}
}
