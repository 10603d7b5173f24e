package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	builtin "clausedesk/app/library"

	"fyne.io/fyne/v2"
)

// shelf reads the library as another program would.
func (j *journey) shelf() *builtin.Library {
	j.Helper()
	lib, err := j.Studio.Library(context.Background())
	check(j, err)
	return lib
}

// A clause of the studio's own is written for one client, found, exported,
// deleted, and comes back from its file.
func TestAClauseOfTheStudiosOwn(t *testing.T) {
	j, made := library(t, "Windmill")
	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.ClickButton(j.Text("library.new_clause"))
	form := j.Window.Library.Clauses.Form
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	j.see(j.Text("library.needs_heading"))
	j.Type("The ferry")
	j.Press(fyne.KeyTab)
	j.Type("We sail at noon.")
	j.Canvas().Focus(form.When)
	j.Type("client.phone blue")
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	if j.Window.Library.Clauses.Form == nil {
		t.Fatal("saved with a condition that cannot be read")
	}
	j.Press(fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	j.Type("set")
	form.Client.SetSelected("Windmill")
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	saved, err := j.shelf().Clause("the_ferry")
	if err != nil || saved.Revision != 1 || saved.When != "client.phone set" || saved.Client != made[0].ClientID ||
		strings.TrimSpace(saved.Plain["en"].Body) != "We sail at noon." {
		t.Fatalf("saved %+v, %v", saved, err)
	}
	j.see(j.Text("library.only_for", map[string]any{"Client": "Windmill"}), "We sail at noon.")

	j.ClickButton(j.Text("library.export"))
	j.Press(fyne.KeyReturn)
	data, err := os.ReadFile(filepath.Join(dir, "the_ferry.toml"))
	check(t, err)
	if read, err := builtin.DecodeClause(data); err != nil || read.Plain["en"] != saved.Plain["en"] {
		t.Fatalf("the file: %+v, %v", read, err)
	}
	j.ClickButton(j.Text("library.delete"))
	j.ClickButton(strings.TrimSuffix(j.Text("library.delete"), "…"))
	if _, err := j.shelf().Clause("the_ferry"); err == nil {
		t.Fatal("still there")
	}
	j.Window.Library.ImportData(data)
	j.Idle()
	if read, err := j.shelf().Clause("the_ferry"); err != nil || !read.Own {
		t.Fatalf("imported %+v, %v", read, err)
	}
	j.Window.Library.ImportData(data) // again: it asks
	j.Idle()
	j.see(j.Text("library.sure_replace", map[string]any{"Name": "The ferry"}))
}

// A service of the program becomes the studio's own, and the program's is back
// once that is deleted. One of the studio's own is described with keys alone.
func TestAServiceOfTheStudiosOwn(t *testing.T) {
	j, _ := library(t, "Windmill")
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.Window.Library.Tabs.Select("services")
	j.Idle()
	j.Type("stri")
	j.Press(fyne.KeyReturn)
	j.see("Stripe", j.Text("library.cookies"))
	j.Window.Library.Services.Edit()
	j.Idle()
	j.Press(fyne.KeyEnd)
	j.Type(" of ours")
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	own, err := j.shelf().Service("stripe")
	if err != nil || own.Name != "Stripe of ours" || !own.Own || own.Checked != j.Clock.Now().Format("2006-01") {
		t.Fatalf("saved %+v, %v", own, err)
	}
	j.ClickButton(j.Text("library.delete"))
	j.ClickButton(strings.TrimSuffix(j.Text("library.delete"), "…"))
	if back, err := j.shelf().Service("stripe"); err != nil || back.Own || back.Name != "Stripe" {
		t.Fatalf("after deleting it: %+v, %v", back, err)
	}

	j.Window.Library.Services.New()
	j.Idle()
	j.Type("Ferry Mail")
	for j.Focused() != fyne.Focusable(j.Window.Library.Services.Form.Country.Line) {
		j.Press(fyne.KeyTab)
	}
	j.Type("fran")
	j.Press(fyne.KeyReturn)
	j.Canvas().Focus(j.Window.Library.Services.Form.Functions.Line)
	j.Type("host")
	j.Press(fyne.KeyReturn)
	j.Canvas().Focus(j.Window.Library.Services.Form.Safeguard)
	j.Type("stand")
	j.Press(fyne.KeyReturn)
	j.Canvas().Focus(j.Window.Library.Services.Form.Name)
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	made, err := j.shelf().Service("ferry_mail")
	if err != nil || made.Country != "FR" || len(made.Functions) != 1 || made.Role != "processor" || made.Safeguard != "scc" {
		t.Fatalf("made %+v, %v; on the screen: %q", made, err, j.Texts())
	}
}

// The library leads to the policies that use a clause, and back to the open
// one with the keys of its tabs.
func TestFromTheLibraryToAPolicy(t *testing.T) {
	j, _ := library(t, "Windmill", "Aurora")
	open := j.Window.Policy
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.seeNot(j.Text("versions.publish"))
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	j.see(j.Text("versions.publish"))
	if j.Window.Policy != open {
		t.Fatal("the policy was opened anew")
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.Window.Library.Clauses.Select(theClause)
	j.Idle()
	j.ClickButton("Windmill · Privacy policy")
	j.see(j.Text("versions.publish"), "Windmill")
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.ClickButton("Aurora · Privacy policy")
	j.see(j.Text("versions.publish"), "Aurora")
}
