package ui_test

import (
	"testing"

	"clausedesk/app/apptest"

	"fyne.io/fyne/v2"
)

// F1 where no field has a law to show lists the keys, and Escape closes the list.
func TestF1ListsTheKeys(t *testing.T) {
	j := begin(t)
	j.Canvas().Unfocus()
	j.Press(fyne.KeyF1)
	j.see(j.Text("command.keys"), j.Text("keys.everywhere"), "Ctrl+K", "F1", j.Text("command.approve"), "Alt+1…9", "Alt+Shift+1…9")
	j.Press(fyne.KeyPageDown, fyne.KeyF1, fyne.KeyEscape)
	j.seeNot(j.Text("keys.everywhere"))
}

// So it does on the first screen, as it opens.
func TestF1OnTheFirstScreen(t *testing.T) {
	j := &journey{T: t, Driver: apptest.Open(t, apptest.NewLibrary(t), apptest.Options{})}
	j.Press(fyne.KeyF1)
	j.see(j.Text("keys.everywhere"))
}

// The file that was signed last is verified from the palette, once there is one.
func TestTheFileSignedLastIsVerified(t *testing.T) {
	j := begin(t)
	j.Identity(t, "Harbour Studio")
	j.Idle()
	j.publish("2026-12-01", "")
	verify := func() {
		t.Helper()
		j.Shortcut(apptest.Ctrl, fyne.KeyK)
		j.Type(j.Text("command.verify_signed") + "\n")
	}
	verify()
	j.seeNot(j.Text("verify.title"))
	j.Press(fyne.KeyEscape)
	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.Window.Policy.Versions.Sign("en")
	j.Type(apptest.Passphrase + "\n")
	j.see(j.Text("versions.verify"))
	j.Shortcut(apptest.Ctrl, fyne.KeyJ) // what the message offers
	j.see(j.Text("verify.title"), "Harbour Studio")
	j.Press(fyne.KeyEscape)
	j.seeNot(j.Text("verify.title"))
	verify()
	j.see(j.Text("verify.title"), "Harbour Studio")
}
