package ui_test

import (
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// holdsKeyboard fails unless something that is on the screen has the keyboard.
func (j *journey) holdsKeyboard(after string) {
	j.Helper()
	focused := j.Focused()
	if focused == nil {
		j.Fatalf("after %s nothing has the keyboard", after)
	}
	seen := false
	j.WalkTop(func(s apptest.Seen) { seen = seen || s.Object == focused.(fyne.CanvasObject) })
	if !seen {
		j.Fatalf("after %s the keyboard is at a %T that is not in sight", after, focused)
	}
}

// Clauses are moved and nested without a mouse, and after each step
// the keyboard is where one goes on.
func TestClausesByKeyboardAlone(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	c := j.chooseLinked("recipients")
	outline := fyne.Focusable(j.Window.Policy.Clauses.Outline)
	place := func() (at, depth int) {
		for i, placed := range policy.Flatten(j.disk()) {
			if placed.ID == c.ID {
				return i, placed.Depth
			}
		}
		return -1, -1
	}
	at, depth := place()
	moved := func(name string, key fyne.KeyName, changed func(now, deep int) bool) {
		t.Helper()
		j.Shortcut(apptest.Alt, key)
		if now, deep := place(); !changed(now, deep) {
			t.Fatalf("%s: from %d, %d deep, to %d, %d deep", name, at, depth, now, deep)
		}
		if j.Focused() != outline || j.Window.Policy.Clauses.Selected() != c.ID {
			t.Fatalf("after %s the keyboard is at %T", name, j.Focused())
		}
		at, depth = place()
	}
	moved("moving up", fyne.KeyUp, func(now, _ int) bool { return now < at })
	moved("moving down", fyne.KeyDown, func(now, _ int) bool { return now > at })
	moved("nesting", fyne.KeyRight, func(_, deep int) bool { return deep == depth+1 })
	moved("lifting", fyne.KeyLeft, func(_, deep int) bool { return deep == depth-1 })
}

// So is what adds clauses, hides them and takes them out.
func TestAddingClausesByKeyboardAlone(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	c := j.chooseLinked("recipients")
	before := len(policy.Flatten(j.disk()))
	j.Shortcut(apptest.CtrlShift, fyne.KeyD)
	j.holdsKeyboard("duplicating")
	if copied := j.Window.Policy.Clauses.Selected(); copied == c.ID || len(policy.Flatten(j.disk())) <= before {
		t.Fatal("nothing was duplicated")
	}
	j.Press(fyne.KeyDelete)
	j.holdsKeyboard("deleting")
	if now := len(policy.Flatten(j.disk())); now != before {
		t.Fatalf("%d clauses after deleting the copy, want %d", now, before)
	}

	j.chooseLinked("recipients")
	for range 60 {
		if j.Press(fyne.KeyTab); j.Focused() == fyne.Focusable(j.Window.Policy.Clauses.Hidden) {
			break
		}
	}
	j.Type(" ")
	j.holdsKeyboard("hiding")
	if !policy.Find(j.disk(), c.ID).Hidden {
		t.Fatal("Space on the check does not hide the clause")
	}
	j.Type(" ")
	if policy.Find(j.disk(), c.ID).Hidden {
		t.Fatal("a second Space does not show it again")
	}

	j.Canvas().Focus(j.Window.Policy.Clauses.Outline)
	j.Shortcut(apptest.CtrlShift, fyne.KeyL)
	j.Type("call recording")
	j.Press(fyne.KeyReturn)
	j.holdsKeyboard("inserting")
	if got := policy.Find(j.disk(), j.Window.Policy.Clauses.Selected()); got.Library.ID != "call_recording" {
		t.Fatalf("inserted %q", got.Library.ID)
	}
	j.Shortcut(apptest.CtrlShift, fyne.KeyL)
	j.Press(fyne.KeyEscape)
	j.holdsKeyboard("leaving the library")
}

// So is rewording a clause of the library, and going back.
func TestRewordingByKeyboardAlone(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	c := j.chooseLinked("recipients")
	j.Shortcut(apptest.Ctrl, fyne.KeyE)
	j.holdsKeyboard("unlocking")
	j.Type("Mine. ")
	j.Shortcut(apptest.Ctrl, fyne.KeyR)
	j.see(j.Text("clauses.relink_title"))
	j.holdsKeyboard("asking to relink")
	j.Press(fyne.KeyEscape)
	j.holdsKeyboard("not relinking")
	j.Shortcut(apptest.Ctrl, fyne.KeyR)
	j.pressed("clauses.relink_do")
	j.holdsKeyboard("relinking")
	if !policy.Find(j.disk(), c.ID).Linked() {
		t.Fatal("it is not linked again")
	}
}

// Every mark of the toolbar is written with keys alone, at the width at which
// some of them are in the menu, and one types on in the text.
func TestFormattingByKeyboardAlone(t *testing.T) {
	j := beginLinked(t, apptest.Options{Size: sizes[1], Language: "nl"})
	c := j.chooseLinked("recipients")
	j.Shortcut(apptest.Ctrl, fyne.KeyE)
	body := j.Window.Policy.Clauses.Body
	for key, want := range map[string]string{
		"clauses.bold": "**word**", "clauses.italic": "*word*", "clauses.link": "[word](https://)",
		"clauses.list": "- word", "clauses.numbered": "1. word", "clauses.table": "| word |  |",
	} {
		j.Canvas().Focus(body)
		j.Shortcut(apptest.Ctrl, fyne.KeyA)
		j.Type("word")
		j.Shortcut(apptest.Ctrl, fyne.KeyA)
		j.tool(key)
		if !strings.Contains(body.Text, want) {
			t.Fatalf("%s writes %q", key, body.Text)
		}
		if j.Focused() != fyne.Focusable(body) {
			t.Fatalf("after %s the keyboard is at %T", key, j.Focused())
		}
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.tool("clauses.placeholder")
	j.Type("telefoon")
	j.Press(fyne.KeyReturn)
	if body.Text != "{{client.phone}}" || j.Focused() != fyne.Focusable(body) {
		t.Fatalf("the placeholder: %q, the keyboard at %T", body.Text, j.Focused())
	}
	j.tool("clauses.only_when")
	j.see(j.Text("condition.paragraph_title"))
	j.Press(fyne.KeyEscape)
	j.holdsKeyboard("leaving a condition")
	if got := policy.Find(j.disk(), c.ID); got.Body != "{{client.phone}}" {
		t.Fatalf("on the disk: %q", got.Body)
	}
}

// tool goes back with Tab's counterpart to the toolbar and presses a button of
// it, or opens its menu and chooses there.
func (j *journey) tool(key string) {
	j.Helper()
	for range 12 {
		j.Canvas().FocusPrevious()
		button, ok := j.Focused().(*widgets.Button)
		switch {
		case ok && button.Text == j.Text(key):
			j.Press(fyne.KeySpace)
			return
		case ok && button.Text == j.Text("clauses.more") && j.inMenu(key):
			return
		}
	}
	j.Fatalf("no button and no entry of the menu is %q", j.Text(key))
}

// inMenu opens the menu of the toolbar and runs an entry; Escape and false
// where it has none of that name.
func (j *journey) inMenu(key string) bool {
	j.Helper()
	j.Press(fyne.KeySpace)
	at, n := -1, 0
	j.WalkTop(func(s apptest.Seen) {
		if text, ok := s.Object.(*canvas.Text); ok {
			if text.Text == j.Text(key) {
				at = n
			}
			n++
		}
	})
	if at < 0 {
		j.Press(fyne.KeyEscape)
		return false
	}
	for range at {
		j.Press(fyne.KeyDown)
	}
	j.Press(fyne.KeyReturn)
	return true
}

// A clause of definitions says where its terms are used, and goes there.
func TestDefinedTermsLeadToTheirUses(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	j.chooseLinked("recipients")
	j.Shortcut(apptest.CtrlShift, fyne.KeyL)
	j.Type("terms used")
	j.Press(fyne.KeyReturn)
	defs := j.Window.Policy.Clauses.Selected()
	if got := policy.Find(j.disk(), defs).Library.ID; got != "definitions" {
		t.Fatalf("inserted %q", got)
	}
	for _, unlocked := range []bool{false, true} {
		if unlocked {
			j.Window.Policy.Clauses.Select(defs)
			j.Shortcut(apptest.Ctrl, fyne.KeyE)
		}
		row := j.toTerm("Processor:")
		j.Press(fyne.KeyReturn)
		if j.Window.Policy.Clauses.Selected() == defs {
			j.Type("who receives your data") // of several places, one
			j.Press(fyne.KeyReturn)
		}
		found := policy.Find(j.disk(), j.Window.Policy.Clauses.Selected())
		if found.Library.ID != "recipients" {
			t.Fatalf("from %q to %q", row, found.Heading)
		}
		j.holdsKeyboard("going to a use")
	}
}

// toTerm goes with Tab to the row of a term.
func (j *journey) toTerm(begins string) string {
	j.Helper()
	j.Canvas().Focus(j.Window.Policy.Clauses.Outline)
	for range 80 {
		j.Press(fyne.KeyTab)
		if row, ok := j.Focused().(interface{ AccessibilityLabel() string }); ok && strings.HasPrefix(row.AccessibilityLabel(), begins) {
			j.holdsKeyboard("Tab")
			return row.AccessibilityLabel()
		}
	}
	j.Fatalf("Tab does not come to %q", begins)
	return ""
}
