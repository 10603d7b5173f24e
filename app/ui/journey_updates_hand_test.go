package ui_test

import (
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"

	"fyne.io/fyne/v2"
)

// An update that is being written by hand is still there once the program
// speaks another language, with the keyboard in it, and can be accepted.
func TestAnUpdateByHandSpeaksTheOtherLanguage(t *testing.T) {
	j, made := library(t, "Windmill")
	j.reword(newSentence)
	j.ClickButton(j.Text("library.show_updates"))
	j.ClickButton(j.Text("library.by_hand"))
	j.Shortcut(apptest.Ctrl, fyne.KeyEnd)
	j.Type("Written by hand.")
	j.Window.SwitchLanguage("nl")
	j.Idle()
	hand := j.Window.Library.Updates.Hand
	if hand == nil || !strings.Contains(hand.Text, "Written by hand.") || j.Focused() != fyne.Focusable(hand) {
		t.Fatalf("the text is gone, or the keyboard at %T; on the screen: %q", j.Focused(), j.Texts())
	}
	j.Press(fyne.KeyTab)
	j.ClickButton(j.Text("library.accept"))
	if got := j.held(made[0].ID); !strings.Contains(got.Body, "Written by hand.") || got.Linked() {
		t.Fatalf("on the disk: %+v", got)
	}
	j.holdsKeyboard("accepting")
}

// What was decided of a conflict is still decided then.
func TestADecidedConflictSpeaksTheOtherLanguage(t *testing.T) {
	j, made := library(t, "Windmill")
	j.own(made[0], "Mine alone.")
	j.reword(newSentence)
	j.ClickButton(j.Text("library.show_updates"))
	j.decideForTheLibrary()
	j.Window.SwitchLanguage("nl")
	j.Idle()
	j.ClickButton(j.Text("library.accept"))
	if got := j.held(made[0].ID); !strings.Contains(got.Body, newSentence) || strings.Contains(got.Body, "Mine alone.") {
		t.Fatalf("on the disk: %q", got.Body)
	}
}

// own adds a passage to the clause in a policy, before it is opened anew.
func (j *journey) own(p policy.Policy, passage string) {
	j.Helper()
	tree := policy.CloneTree(j.OnDisk(j, p.ID).Policy.Clauses)
	for _, c := range policy.Flatten(tree) {
		if c.Library.ID == theClause {
			c.Body, c.Origin = strings.TrimRight(c.Body, "\n")+"\n\n"+passage+"\n", policy.OriginUnlocked
		}
	}
	check(j, j.Studio.SaveClauses(j.Context(), p.ID, tree))
	j.Window.Open(p.ID)
	j.Idle()
}

// decideForTheLibrary goes with the keyboard to the row that decides.
func (j *journey) decideForTheLibrary() {
	j.Helper()
	j.Press(fyne.KeyReturn)
	for range 12 {
		if chips, ok := j.Focused().(interface{ One() string }); ok && chips.One() == "" {
			j.Press(fyne.KeyRight)
			return
		}
		j.Press(fyne.KeyTab)
	}
	j.Fatal("Tab does not come to the decision")
}

// What an update changes is shown formatted, in each language of the policy.
func TestAnUpdateIsShownInEachLanguage(t *testing.T) {
	j, _ := library(t, "Windmill")
	j.reword(newSentence)
	j.ClickButton(j.Text("library.show_updates"))
	j.see(newSentence, "Legal name", "Address:")
	for _, text := range j.Texts() {
		if strings.Contains(text, "**") || strings.Contains(text, "{{") {
			t.Errorf("raw text: %q", text)
		}
	}
	j.seeNot("Adres:")
	for range 12 {
		if chips, ok := j.Focused().(interface{ One() string }); ok && chips.One() == "en" {
			break
		}
		j.Press(fyne.KeyTab)
	}
	j.Press(fyne.KeyRight)
	j.see("Adres:")
}
