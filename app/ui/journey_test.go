package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/i18n"

	"fyne.io/fyne/v2"
)

// journey is the window over the sample studio, with its first policy open.
type journey struct {
	*testing.T
	*apptest.Driver
	id policy.ID
}

// begin opens the sample studio. Its first policy in the list is that of
// Lumen Software: English with a Dutch translation.
func begin(t *testing.T) *journey {
	t.Helper()
	d, sample := apptest.OpenSample(t, apptest.Options{})
	j := &journey{t, d, sample[0].ID}
	if j.Window.Policy == nil || !j.SeesText("Lumen Software") {
		t.Fatalf("the sample is not open: %q", j.Texts())
	}
	return j
}

func (j *journey) see(texts ...string) {
	j.Helper()
	for _, text := range texts {
		if !j.SeesText(text) {
			j.Fatalf("%q is not on the screen: %q", text, j.Texts())
		}
	}
}

func (j *journey) seeNot(text string) {
	j.Helper()
	if j.SeesText(text) {
		j.Fatalf("%q is on the screen: %q", text, j.Texts())
	}
}

// disk returns the clauses as another program reads them.
func (j *journey) disk() []policy.Clause {
	j.Helper()
	return j.OnDisk(j, j.id).Policy.Clauses
}

// page returns the text of the page beside the form.
func (j *journey) page() string { return apptest.PDFText(j, j.Pages.Last()) }

// outline returns the headings at the left, in order, as they stand on the
// disk, with a dash for each level.
func (j *journey) outline() string {
	var lines []string
	for _, c := range policy.Flatten(j.disk()) {
		lines = append(lines, strings.Repeat("-", c.Depth)+c.Heading)
	}
	return strings.Join(lines, "|")
}

func (j *journey) saved() { j.Helper(); j.see(j.Text("status.saved", j.now())) }

func (j *journey) now() i18n.Data { return i18n.Data{"Time": j.Clock.Now().Local().Format("15:04")} }

// choose walks the outline with the arrow keys to a clause.
func (j *journey) choose(heading string) {
	j.Helper()
	outline := j.Window.Policy.Clauses.Outline
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	j.Press(fyne.KeyHome)
	for range outline.Rows {
		if j.Window.Policy.Clauses.Heading.Text == heading {
			return
		}
		j.Press(fyne.KeyDown)
	}
	j.Fatalf("no clause %q in the outline", heading)
}

const (
	responsible = "Who is responsible for your data"
	someoneElse = "When we work for someone else"
	whichData   = "Which data we use"
)

// A clause is chosen, written, saved, seen on the page, undone and redone,
// with nothing but keys.
func TestWritingAClause(t *testing.T) {
	j := begin(t)
	j.choose(responsible)
	j.Press(fyne.KeyReturn) // Enter opens the body
	j.Shortcut(apptest.Ctrl, fyne.KeyEnd)
	body := j.Window.Policy.Clauses.Body.Text
	j.Clock.Step(time.Minute)
	j.Press(fyne.KeyPageDown, fyne.KeyEnd)
	j.Type("\n\nWrite to us in **any** language.")
	j.saved()
	if got := policy.Find(j.disk(), j.clause(responsible)).Body; !strings.Contains(got, "Write to us in **any** language.") {
		t.Fatalf("on the disk: %q", got)
	}
	if got := j.page(); !strings.Contains(got, "Write to us in any language.") {
		t.Fatalf("the page reads %q", got)
	}
	j.Clock.Step(time.Minute)
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	if got := j.Window.Policy.Clauses.Body.Text; got != body {
		t.Fatalf("after Ctrl+Z the body reads %q", got)
	}
	if strings.Contains(j.page(), "any language") || strings.Contains(policy.Find(j.disk(), j.clause(responsible)).Body, "any") {
		t.Fatal("the undone text is still on the page or on the disk")
	}
	for _, redo := range []struct {
		modifier fyne.KeyModifier
		key      fyne.KeyName
	}{{apptest.CtrlShift, fyne.KeyZ}, {apptest.Ctrl, fyne.KeyY}} {
		j.Shortcut(redo.modifier, redo.key)
		if got := j.Window.Policy.Clauses.Body.Text; !strings.Contains(got, "**any**") {
			t.Fatalf("redo with %v: %q", redo, got)
		}
		j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	}
	j.saved()
}

func (j *journey) clause(heading string) policy.ID {
	j.Helper()
	for _, c := range policy.Flatten(j.disk()) {
		if c.Heading == heading {
			return c.ID
		}
	}
	j.Fatalf("no clause %q on the disk", heading)
	return ""
}

func TestAHeadingIsWrittenInTheOutlineAndOnThePage(t *testing.T) {
	j := begin(t)
	j.choose(whichData)
	j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Press(fyne.KeyDelete)
	j.see(j.Text("clauses.untitled"))
	j.Type("Data we *use*")
	j.saved()
	if row := j.Window.Policy.Clauses.Outline.Rows; !strings.Contains(fmt.Sprint(row), "Data we use") {
		t.Fatalf("outline: %v", row)
	}
	if !strings.Contains(j.page(), "Data we use") {
		t.Fatal("the heading is not on the page")
	}
	j.Press(fyne.KeyReturn) // from the heading into the body
	if j.Focused() != fyne.Focusable(j.Window.Policy.Clauses.Body) {
		t.Fatalf("Enter in the heading goes to %T", j.Focused())
	}
}

func TestStructureByKeys(t *testing.T) {
	j := begin(t)
	before := j.outline()
	j.choose(whichData)
	steps := []struct {
		key   fyne.KeyName
		has   string // part of the outline afterwards
		hasNo string
	}{
		{fyne.KeyUp, whichData + "|-", "-" + someoneElse + "|" + whichData},
		{fyne.KeyDown, "-" + someoneElse + "|" + whichData, ""},
		{fyne.KeyDown, "", "-" + someoneElse + "|" + whichData},
		{fyne.KeyUp, "-" + someoneElse + "|" + whichData, ""},
	}
	for _, step := range steps {
		j.Shortcut(apptest.Alt, step.key)
		now := j.outline()
		if !strings.Contains(now, step.has) || step.hasNo != "" && strings.Contains(now, step.hasNo) {
			t.Fatalf("after Alt+%s: %s", step.key, now)
		}
	}
	for range steps {
		j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	}
	if now := j.outline(); now != before {
		t.Fatalf("after undoing every move:\n%s\nwant\n%s", now, before)
	}
	j.choose(someoneElse)
	j.Shortcut(apptest.Alt, fyne.KeyLeft)
	if now := j.outline(); !strings.Contains(now, "|"+someoneElse) {
		t.Fatalf("Alt+Left leaves it nested: %s", now)
	}
	j.Shortcut(apptest.Alt, fyne.KeyRight)
	if now := j.outline(); now != before {
		t.Fatalf("Alt+Right does not nest it again: %s", now)
	}
	j.Shortcut(apptest.Alt, fyne.KeyRight) // it has no sibling before it
	if now := j.outline(); now != before || j.Desk.Snack.Showing() == "" {
		t.Fatalf("a move that cannot be: said %q, outline %s", j.Desk.Snack.Showing(), now)
	}
	j.saved()
}

func TestDeleteIsTakenBackFromTheMessage(t *testing.T) {
	j := begin(t)
	before := j.outline()
	j.choose(responsible)
	j.Press(fyne.KeyDelete)
	if now := j.outline(); strings.Contains(now, responsible) || strings.Contains(now, someoneElse) {
		t.Fatalf("deleted with its children: %s", now)
	}
	j.see(j.Text("clauses.deleted"))
	if strings.Contains(j.page(), responsible) {
		t.Fatal("the deleted clause is on the page")
	}
	j.ClickButton(j.Text("action.undo"))
	if now := j.outline(); now != before {
		t.Fatalf("after the undo: %s", now)
	}
	if rows := translated(j); rows == 0 {
		t.Fatal("the translation of the clause did not come back")
	}
}

// translated counts the Dutch segments of the responsible clause.
func translated(j *journey) int {
	n := 0
	for _, u := range j.OnDisk(j, j.id).Units {
		if u.ClauseID == j.clause(responsible) && u.Lang == "nl" && u.Target != "" && u.Pos != policy.Detached {
			n++
		}
	}
	return n
}

func TestAHiddenClauseLeavesEveryPage(t *testing.T) {
	j := begin(t)
	j.choose(whichData)
	if !strings.Contains(j.page(), whichData) {
		t.Fatal("the clause is not on the page to begin with")
	}
	j.Click(j.Window.Policy.Clauses.Hidden)
	if !policy.Find(j.disk(), j.clause(whichData)).Hidden || strings.Contains(j.page(), whichData) {
		t.Fatal("the hidden clause is on the page")
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	if policy.Find(j.disk(), j.clause(whichData)).Hidden || !strings.Contains(j.page(), whichData) {
		t.Fatal("the undo does not show it again")
	}
	if j.Window.Policy.Clauses.Hidden.Checked {
		t.Fatal("the form still says hidden")
	}
}

func TestANewClauseByKeys(t *testing.T) {
	j := begin(t)
	j.choose(responsible)
	j.Shortcut(apptest.Ctrl, fyne.KeyN)
	j.Type("Cookies")
	j.Press(fyne.KeyReturn)
	j.Type("We set one cookie.")
	if now := j.outline(); !strings.Contains(now, "|Cookies|"+whichData) {
		t.Fatalf("outline: %s", now)
	}
	if !strings.Contains(j.page(), "We set one cookie.") {
		t.Fatal("the new clause is not on the page")
	}
	id := j.clause("Cookies")
	if got := markup.Plain(markup.Parse(policy.Find(j.disk(), id).Body)); got != "We set one cookie." {
		t.Fatalf("on the disk: %q", got)
	}
}
