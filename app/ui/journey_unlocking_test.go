package ui_test

import (
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"

	"fyne.io/fyne/v2"
)

// Undoing an unlock leaves the keyboard in the outline, at the clause; and the
// caret goes to the last letter of a text, not to a line behind it.
func TestAnUnlockIsUndoneByKeys(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	c := j.chooseLinked("recipients")
	screen := j.Window.Policy.Clauses
	j.Shortcut(apptest.Ctrl, fyne.KeyE)
	if j.Focused() != fyne.Focusable(screen.Body) || strings.HasSuffix(screen.Body.Text, "\n") {
		t.Fatalf("%T has the keyboard, the text is %q", j.Focused(), screen.Body.Text)
	}
	j.Press(fyne.KeyReturn)
	if !strings.HasSuffix(screen.Body.Text, "\n") && !strings.HasPrefix(screen.Body.Text, "\n") {
		t.Errorf("a line that was typed is gone: %q", screen.Body.Text)
	}
	for range 2 {
		j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	}
	if !policy.Find(j.disk(), c.ID).Linked() {
		t.Fatal("still unlocked")
	}
	if j.Focused() != fyne.Focusable(screen.Outline) || screen.Selected() != c.ID {
		t.Errorf("%T has the keyboard, %q is selected", j.Focused(), screen.Selected())
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyE) // and once more
	if j.Focused() != fyne.Focusable(screen.Body) {
		t.Errorf("%T has the keyboard", j.Focused())
	}
}

// Who words a clause that no document has is told so above the text.
func TestAClauseThatIsNotSeenSaysSo(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	j.chooseLinked("recipients")
	j.Shortcut(apptest.Ctrl, fyne.KeyE)
	j.seeNot(j.Text("clauses.unseen_by_hand"))
	screen := j.Window.Policy.Clauses
	screen.ToggleHidden()
	j.Idle()
	j.see(j.Text("clauses.unseen_by_hand"))
	screen.ToggleHidden()
	j.Idle()
	j.seeNot(j.Text("clauses.unseen_by_hand"))
}
