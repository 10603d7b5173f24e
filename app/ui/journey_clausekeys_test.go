package ui_test

import (
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// What is done with a library clause has keys, from any tab; where there is
// nothing to do it says why.
func TestClauseCommandsByKeys(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	c := j.chooseLinked("recipients")
	j.Shortcut(apptest.Ctrl, fyne.KeyR)
	j.see(j.Text("command.needs_reworded"))
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	j.Shortcut(apptest.Ctrl, fyne.KeyE)
	if now := policy.Find(j.disk(), c.ID); now.Origin != policy.OriginUnlocked {
		t.Fatalf("after unlocking it is %s", now.Origin)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyE)
	j.see(j.Text("command.needs_linked"))
	j.Shortcut(apptest.Ctrl, fyne.KeyR) // nothing was reworded: nothing to ask
	if now := policy.Find(j.disk(), c.ID); !now.Linked() {
		t.Fatalf("after relinking it is %s", now.Origin)
	}
	before := len(policy.Flatten(j.disk()))
	j.Shortcut(apptest.CtrlShift, fyne.KeyD)
	if now := len(policy.Flatten(j.disk())); now <= before {
		t.Fatal("it is not duplicated")
	}
	j.Shortcut(apptest.CtrlShift, fyne.KeyW)
	j.see(j.Text("condition.apply"))
	j.clear()
	j.Shortcut(apptest.CtrlShift, fyne.KeyL)
	j.see(j.Text("clauses.insert_title"))
}

// The page is read in each language of the policy, which is remembered while
// another policy is open.
func TestThePageInAnotherLanguage(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	j.chooseLinked("recipients")
	english := j.page()
	j.Shortcut(apptest.Ctrl, fyne.KeyG)
	dutch := j.page()
	if got := j.Window.Policy.Clauses.Preview.Language(); got != "nl" || dutch == english {
		t.Fatalf("the page is in %q", got)
	}
	j.Window.Open(linkedPolicy(t, j.Library))
	j.Idle()
	if got := j.Window.Policy.Clauses.Preview.Language(); got != "en" {
		t.Errorf("the page of another policy is in %q", got)
	}
	j.Window.Open(j.id)
	j.Idle()
	j.chooseLinked("recipients")
	if got := j.Window.Policy.Clauses.Preview.Language(); got != "nl" || j.page() != dutch {
		t.Errorf("after another policy the page is in %q", got)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyG)
	if j.page() != english {
		t.Error("after the last language comes not the first")
	}
}

// What is done in a register is taken back with the keyboard, and nothing of
// the clauses with it.
func TestARegisterIsUndoneByKeys(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	j.chooseLinked("recipients")
	clauses := j.outline()
	j.toRecords()
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	j.see(j.Text("answers.nothing_to_undo"))
	j.Press(fyne.KeyDelete)
	j.Shortcut(apptest.Alt, fyne.KeyDown) // the only row: nothing moves
	if got := j.recipients(); got != "Bunny" {
		t.Fatalf("deleted: %s", got)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	if got := j.recipients(); got != "Stripe|Bunny" || j.Desk.Snack.Showing() != "" {
		t.Fatalf("taken back: %s, said %q", got, j.Desk.Snack.Showing())
	}
	j.Shortcut(apptest.CtrlShift, fyne.KeyZ)
	if got := j.recipients(); got != "Bunny" {
		t.Fatalf("made again: %s", got)
	}
	if j.outline() != clauses {
		t.Error("the clauses changed")
	}
}

// The form of a clause scrolls to what has the keyboard.
func TestTheFormFollowsTheKeyboard(t *testing.T) {
	j := beginLinked(t, apptest.Options{Size: fyne.NewSize(1024, 700)})
	j.chooseLinked("recipients")
	table := j.toRecords()
	top, height := float32(-1), float32(0)
	j.WalkTop(func(s apptest.Seen) {
		if s.Object != fyne.CanvasObject(table) {
			return
		}
		for _, outer := range s.Inside {
			if _, ok := outer.Object.(*container.Scroll); ok {
				top, height = s.At.Y-outer.At.Y, outer.Object.Size().Height
			}
		}
	})
	if top < 0 || top+60 > height {
		t.Errorf("the register begins at %.0f of %.0f", top, height)
	}
}

// F1 in a register gives the policy a list of its own, with the keyboard, and
// Ctrl+Z takes that back.
func TestAnOwnListByKeys(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	j.chooseLinked("recipients")
	j.toRecords()
	j.Press(fyne.KeyF1)
	j.see("Art. 13(1)(e) GDPR")
	j.pressed("answers.make_own")
	if _, own := j.OnDisk(t, j.id).Policy.Registers["recipients"]; !own {
		t.Fatal("the policy has no list of its own")
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	if _, own := j.OnDisk(t, j.id).Policy.Registers["recipients"]; own {
		t.Fatal("Ctrl+Z leaves the policy its own list")
	}
}
