package ui_test

import (
	"testing"

	"clausedesk/app/apptest"

	"fyne.io/fyne/v2"
)

// Who leaves a finding as it is gives a name the first time, which the settings
// keep; without one it says that there is none.
func TestLeavingAFindingAsksForTheNameOnce(t *testing.T) {
	j := begin(t)
	leave := func(reason, name string) {
		t.Helper()
		j.Shortcut(apptest.Ctrl, fyne.Key4)
		j.ClickButton(j.Text("review.dismiss"))
		j.Idle()
		j.Type(reason)
		if name != "" {
			j.Press(fyne.KeyTab)
			j.Type(name)
		}
		j.Press(fyne.KeyReturn)
		j.Idle()
	}
	j.Shortcut(apptest.Ctrl, fyne.Key4)
	j.ClickButton(j.Text("review.dismiss"))
	j.Idle()
	j.see(j.Text("settings.name"))
	j.Press(fyne.KeyEscape)
	leave("checked with the client", "")
	j.see("Left without a name: checked with the client")
	j.ClickButton(j.Text("review.reopen"))
	j.Idle()
	leave("agreed by phone", "Ama Serwaa")
	j.see("Ama Serwaa: agreed by phone")
	if got := j.Desk.Writer(); got != "Ama Serwaa" {
		t.Fatalf("the settings keep %q", got)
	}
	j.ClickButton(j.Text("review.reopen"))
	j.Idle()
	j.ClickButton(j.Text("review.dismiss"))
	j.Idle()
	j.seeNot(j.Text("settings.name"))
}
