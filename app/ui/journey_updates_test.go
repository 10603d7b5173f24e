package ui_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	builtin "clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// library opens a studio whose clients have a policy from the library each, in
// English with Dutch, and shows the first.
func library(t *testing.T, clients ...string) (*journey, []policy.Policy) {
	t.Helper()
	l := apptest.NewLibrary(t)
	var made []policy.Policy
	for _, name := range clients {
		p, err := l.Studio.NewPolicy(context.Background(), studio.NewPolicyRequest{
			Client: l.Client(t, name).ID, Kind: "website", Source: "en", Targets: []string{"nl"},
		})
		check(t, err)
		made = append(made, p)
	}
	d := apptest.Open(t, l, apptest.Options{})
	return &journey{t, d, made[0].ID}, made
}

// theClause is one of the library that every policy has and that stands on the
// first page.
const theClause = "controller"

// reword makes the clause the studio's own, with a sentence more, by keys.
func (j *journey) reword(sentence string) {
	j.Helper()
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.see(j.Text("library.title"))
	j.Window.Library.Clauses.Select(theClause)
	j.Idle()
	j.ClickButton(j.Text("library.make_own"))
	j.Press(fyne.KeyTab)
	j.Shortcut(apptest.Ctrl, fyne.KeyEnd)
	j.Type("\n\n" + sentence)
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
}

// held is the library's clause in a policy, as it is on the disk.
func (j *journey) held(id policy.ID) policy.Clause {
	j.Helper()
	for _, c := range policy.Flatten(j.OnDisk(j, id).Policy.Clauses) {
		if c.Library.ID == theClause {
			return *c.Clause
		}
	}
	j.Fatalf("no clause %s", theClause)
	return policy.Clause{}
}

const newSentence = "We answer within a day."

// A clause of the library changes: no policy does. Its update is offered, and
// accepting it changes the page and the disk.
func TestAnUpdateChangesAPolicyOnceAccepted(t *testing.T) {
	j, made := library(t, "Windmill")
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	j.reword(newSentence)
	j.see(j.Desk.Loc.N("library.saved_offers", 1))
	if got := j.held(made[0].ID); strings.Contains(got.Body, newSentence) || got.Library.Revision != 1 {
		t.Fatalf("changed before it was accepted: %+v", got)
	}
	j.ClickButton(j.Text("library.show_updates"))
	j.see(j.Text("library.changes"), "Windmill", newSentence)
	j.Press(fyne.KeyReturn, fyne.KeyReturn) // from the list to the button, and press it
	if got := j.held(made[0].ID); !strings.Contains(got.Body, newSentence) || got.Library.Revision != 2 || !got.Linked() {
		t.Fatalf("on the disk: %+v; on the screen: %q", got, j.Texts())
	}
	j.see(j.Text("library.no_updates_title"))
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	if !strings.Contains(j.page(), newSentence) {
		t.Fatalf("the page: %.400q", j.page())
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ) // nothing of it can be undone by accident
	if !strings.Contains(j.held(made[0].ID).Body, newSentence) {
		t.Fatal("undone in the policy that was open")
	}
}

// The header of a policy says that there are updates, and leads to them.
func TestTheHeaderTellsOfUpdates(t *testing.T) {
	j, _ := library(t, "Windmill", "Aurora")
	j.seeNot(j.Desk.Loc.N("header.updates", 1))
	j.reword(newSentence)
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	j.WalkTop(func(s apptest.Seen) {
		if link, ok := s.Object.(*widgets.Link); ok && link.Text == j.Desk.Loc.N("header.updates", 1) {
			defer j.Click(link)
		}
	})
	j.see(j.Text("library.changes"))
	if n := len(j.Window.Library.Updates.List.Items); n != 2 {
		t.Fatalf("%d rows, want the clause and one policy", n)
	}
	j.ClickButton(j.Text("library.all_policies"))
	if n := len(j.Window.Library.Updates.List.Items); n != 3 {
		t.Fatalf("%d rows, want the clause and two policies", n)
	}
}

// All updates without a conflict come in one batch; one with a conflict waits
// for a decision, which may be the library's words.
func TestABatchAndAConflict(t *testing.T) {
	j, made := library(t, "Windmill", "Aurora", "Surya")
	tree := policy.CloneTree(j.OnDisk(t, made[2].ID).Policy.Clauses)
	mine := "Mine in Surya."
	for _, c := range policy.Flatten(tree) {
		if c.Library.ID == theClause {
			c.Body = strings.TrimRight(c.Body, "\n") + "\n\n" + mine + "\n"
			c.Origin = policy.OriginUnlocked
		}
	}
	check(t, j.Studio.SaveClauses(context.Background(), made[2].ID, tree))
	j.reword(newSentence)
	j.ClickButton(j.Text("library.show_updates"))
	j.ClickButton(j.Desk.Loc.N("library.accept_smooth", 2))
	for i, want := range []bool{true, true, false} {
		if got := strings.Contains(j.held(made[i].ID).Body, newSentence); got != want {
			t.Fatalf("policy %d has the new sentence: %v", i, got)
		}
	}
	j.see(j.Text("library.keep_mine"), mine)
	j.Press(fyne.KeyReturn)
	for range 8 { // to the row that decides
		if chips, ok := j.Focused().(interface{ One() string }); ok && chips.One() == "" {
			break
		}
		j.Press(fyne.KeyTab)
	}
	j.Press(fyne.KeyRight)
	j.ClickButton(j.Text("library.accept"))
	if got := j.held(made[2].ID); !strings.Contains(got.Body, newSentence) || strings.Contains(got.Body, mine) {
		t.Fatalf("decided for the library's: %q", got.Body)
	}
}

// What is being edited is not lost by a click in the list.
func TestAnUnsavedClauseStays(t *testing.T) {
	j, _ := library(t, "Windmill")
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.Window.Library.Clauses.Select(theClause)
	j.Window.Library.Clauses.Edit()
	j.Idle()
	j.Type("X")
	j.Window.Library.Clauses.Select("purposes")
	j.Idle()
	if form := j.Window.Library.Clauses.Form; form == nil || !strings.Contains(form.Heading.Text, "X") {
		t.Fatal("the edit is gone")
	}
	j.see(j.Text("library.finish_first"))
}

// What is being edited in the library is still there, and can be saved, once
// the program speaks another language.
func TestAnUnsavedClauseSpeaksTheOtherLanguage(t *testing.T) {
	j, _ := library(t, "Windmill")
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.Window.Library.Clauses.Select(theClause)
	j.Window.Library.Clauses.Edit()
	j.Idle()
	j.Press(fyne.KeyEnd)
	j.Type(" of ours")
	j.Window.SwitchLanguage("nl")
	j.Idle()
	form := j.Window.Library.Clauses.Form
	if form == nil || !strings.HasSuffix(form.Heading.Text, " of ours") || j.Desk.Loc.Language() != "nl" {
		t.Fatalf("the edit is gone; on the screen: %q", j.Texts())
	}
	j.see(j.Text("library.make_own_title"))
	j.Canvas().Focus(form.Heading)
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	if c, err := j.shelf().Clause(theClause); err != nil || !strings.HasSuffix(c.Plain["en"].Heading, " of ours") {
		t.Fatalf("saved %+v, %v", c.Plain["en"], err)
	}
	j.Window.SwitchLanguage("en") // nothing is being edited: the policy is shown
	j.Idle()
	if j.Window.Library != nil {
		t.Fatal("a library in the wrong language is kept")
	}
}

// So is a service, with cookies that cannot be read yet; and one that is
// edited behind the open policy stays behind it.
func TestAnUnsavedServiceSpeaksTheOtherLanguage(t *testing.T) {
	j, _ := library(t, "Windmill")
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.Window.Library.Tabs.Select("services")
	j.Window.Library.Services.New()
	j.Idle()
	j.Type("Ferry Mail")
	form := j.Window.Library.Services.Form
	j.Canvas().Focus(form.Cookies)
	j.Type("sid; security")
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	j.Window.SwitchLanguage("nl")
	j.Idle()
	j.seeNot("Ferry Mail")
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.Window.Library.Tabs.Select("services")
	j.Idle()
	form = j.Window.Library.Services.Form
	if form == nil || form.Name.Text != "Ferry Mail" || form.Cookies.Text != "sid; security" {
		t.Fatalf("the edit is gone; on the screen: %q", j.Texts())
	}
	j.Canvas().Focus(form.Name)
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	j.see("In regel 1 ontbreekt een antwoord")
	bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(form.Cookies).Y + form.Cookies.Size().Height
	if bottom > j.Canvas().Size().Height-100 { // where the buttons begin
		t.Fatalf("what is wrong is out of sight, %v down", bottom)
	}
	form.Cookies.SetText("sid; beveiliging; strikt noodzakelijk; 30 minuten; eerste partij\nv; security; marketing; P1Y")
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	made, err := j.shelf().Service("ferry_mail")
	want := []builtin.Cookie{
		{Name: "sid", Purpose: "security", Kind: "necessary", Lifetime: "PT30M", Party: "first"},
		{Name: "v", Purpose: "security", Kind: "marketing", Lifetime: "P1Y"},
	}
	if err != nil || !slices.Equal(made.Cookies, want) {
		t.Fatalf("made %+v, %v; on the screen: %q", made, err, j.Texts())
	}
}

// An update waits for the last edit of the policy to be on the disk: neither
// undoes the other.
func TestAnUpdateWaitsForTheLastEdit(t *testing.T) {
	j, made := library(t, "Windmill")
	before := len(policy.Flatten(j.OnDisk(t, made[0].ID).Policy.Clauses))
	j.reword(newSentence)
	j.ClickButton(j.Text("library.show_updates"))
	accept := j.Window.Library.Updates.Accept
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	j.Window.Policy.Clauses.Add() // and before it is saved:
	accept.Tapped(nil)
	if said := j.Desk.Snack.Showing(); said != j.Text("library.still_saving") {
		t.Fatalf("said %q", said)
	}
	j.Idle()
	if got := j.held(made[0].ID); got.Library.Revision != 1 {
		t.Fatalf("accepted over an edit: %+v", got)
	}
	j.Click(accept)
	if got := j.held(made[0].ID); got.Library.Revision != 2 {
		t.Fatalf("not accepted once it was saved: %+v", got)
	}
	if now := len(policy.Flatten(j.OnDisk(t, made[0].ID).Policy.Clauses)); now != before+1 {
		t.Fatalf("%d clauses, want %d", now, before+1)
	}
}
