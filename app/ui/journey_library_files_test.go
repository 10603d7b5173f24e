package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/studio"

	"fyne.io/fyne/v2"
)

// Of a file of several the library takes all, once one agrees to what it
// replaces.
func TestAPackageIsImported(t *testing.T) {
	j, _ := library(t, "Windmill")
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	file := ""
	for _, id := range []string{"ferry_one", "ferry_two"} {
		file += "[[clauses]]\nclause = \"" + id + "\"\nrevision = 1\n[clauses.en]\nheading = \"" + id + "\"\nbody = \"We sail.\"\n"
	}
	file += "[[service]]\nid = \"lockers\"\nname = \"Lockers\"\nrole = \"processor\"\ncountry = \"NL\"\nfunctions = [\"shipping\"]\n"
	j.Window.Library.ImportData([]byte(file))
	j.Idle()
	lib := j.shelf()
	for _, id := range []string{"ferry_one", "ferry_two"} {
		if c, err := lib.Clause(id); err != nil || !c.Own {
			t.Errorf("%s: %+v, %v", id, c, err)
		}
	}
	if _, err := lib.Service("lockers"); err != nil {
		t.Error(err)
	}
	j.see(j.Desk.Loc.N("library.clauses_imported", 2)+" "+j.Desk.Loc.N("library.services_imported", 1), "We sail.")
	j.Window.Library.ImportData([]byte(strings.Replace(file, "We sail.", "We row.", 1)))
	j.Idle()
	j.see(j.Desk.Loc.N("library.sure_replace_several", 3), "•  ferry_two")
	j.ClickButton(j.Text("library.replace"))
	one, err := j.shelf().Clause("ferry_one")
	check(t, err)
	two, err := j.shelf().Clause("ferry_two")
	check(t, err)
	if strings.TrimSpace(one.Plain["en"].Body) != "We row." || one.Revision != 2 || two.Revision != 1 {
		t.Errorf("replaced: %+v and %+v", one, two)
	}
	j.holdsKeyboard("importing")

	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.ClickButton(j.Text("library.export_own"))
	j.Press(fyne.KeyReturn)
	data, err := os.ReadFile(filepath.Join(dir, "clauses.toml"))
	check(t, err)
	shared, err := studio.ReadShared(data)
	if err != nil || len(shared.Clauses) != 2 {
		t.Errorf("exported %q, %v", data, err)
	}
}

// The laws that a clause answers are typed as people write them and stored as
// data; what is missing is named, and nothing is saved.
func TestACitationIsTypedAsPeopleWriteIt(t *testing.T) {
	j, _ := library(t, "Windmill")
	j.Window.SwitchLanguage("nl")
	j.Idle()
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.Window.Library.Clauses.Select(theClause)
	j.Window.Library.Clauses.Edit()
	j.Idle()
	form := j.Window.Library.Clauses.Form
	line := form.Cites.Line
	j.Canvas().Focus(line)
	if !strings.Contains(line.Text, "AVG") {
		t.Fatalf("it is shown as %q", line.Text)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("artikel 13 lid 2")
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	j.see(j.Text("library.citation_law", map[string]any{"Part": "artikel 13 lid 2"}))
	if c, err := j.shelf().Clause(theClause); err != nil || c.Own || j.Focused() != fyne.Focusable(line) {
		t.Fatalf("saved %+v, %v; the keyboard is at %T", c.Citation, err, j.Focused())
	}
	j.Press(fyne.KeyEnd)
	j.Type(" onder e AVG")
	j.Press(fyne.KeyTab)
	if line.Text != "art. 13(2)(e) AVG" {
		t.Fatalf("it is tidied to %q", line.Text)
	}
	j.Canvas().Focus(line)
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	if c, err := j.shelf().Clause(theClause); err != nil || c.Citation != "Art. 13(2)(e) GDPR" || c.Confirmed {
		t.Fatalf("stored %q, %v", c.Citation, err)
	}
	j.holdsKeyboard("saving")
}
