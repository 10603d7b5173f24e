package ui_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/glossary"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// memorised takes the file of the scenes in, with keys alone.
func memorised(t *testing.T) *journey {
	t.Helper()
	j := begin(t)
	j.Window.ShowMemory()
	j.Idle()
	j.Window.Memory.Memory.ImportFile(j.tmx())
	j.Idle()
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.see(j.Desk.Loc.N("memory.read_units", 4), j.Desk.Loc.N("memory.read_added", 3), j.Desk.Loc.N("memory.read_known", 1),
		j.Desk.Loc.N("memory.read_skipped", 1))
	j.Press(fyne.KeyEscape)
	return j
}

// What was translated before is taken in, found by its words, copied and
// written out again, with keys alone.
func TestTheMemoryIsSearched(t *testing.T) {
	j := memorised(t)
	entries, err := j.Studio.ExportMemory(context.Background(), io.Discard, "en", "nl")
	check(t, err)
	j.see(j.Desk.Loc.N("memory.entries", entries), "English › Nederlands")
	j.Canvas().Focus(j.Window.Memory.Memory.Search)
	j.Type("FERRY years")
	j.see("twee jaar op de veerboot", "ferry.tmx", j.Desk.Loc.N("memory.found", 1))
	j.seeNot("van passagiers")
	j.Press(fyne.KeyEscape) // empties the search
	j.Type("ferry")
	j.see(j.Desk.Loc.N("memory.found", 2))
	j.Press(fyne.KeyDown, fyne.KeyEnd, fyne.KeyReturn)
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.HasPrefix(got, "Wij bewaren") {
		t.Fatalf("copied %q", got)
	}
	j.Press(fyne.KeyHome, fyne.KeyUp)
	if j.Focused() != fyne.Focusable(j.Window.Memory.Memory.Search) {
		t.Fatalf("Up from the first goes to %T", j.Focused())
	}
	j.Window.Memory.Memory.Pair.SetSelected("English › Deutsch")
	j.Idle()
	j.see(j.Text("memory.none_title"))

	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.ClickButton(j.Text("memory.export"))
	j.Press(fyne.KeyReturn)
	data, err := os.ReadFile(filepath.Join(dir, "memory-en-de.tmx"))
	check(t, err)
	if text := string(data); !strings.Contains(text, "Der Kapitän entscheidet.") || strings.Contains(text, "veerboot") {
		t.Fatalf("written: %s", text)
	}
}

// An entry is corrected and deleted, and what was found is deleted, with keys and
// after a question; what the clause library says is not the memory's.
func TestTheMemoryIsMended(t *testing.T) {
	j := memorised(t)
	entries := func() int {
		n, err := j.Studio.ExportMemory(context.Background(), io.Discard, "en", "nl")
		check(t, err)
		return n
	}
	before := entries()
	j.Canvas().Focus(j.Window.Memory.Memory.Search)
	j.Type("FERRY years")
	j.Press(fyne.KeyDown, fyne.KeyF2)
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Press(fyne.KeyDelete, fyne.KeyReturn)
	j.see(j.Text("translate.words_needed"))
	j.Type("Twee jaar op de pont.")
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.see("op de pont", j.Text("memory.corrected"))
	j.seeNot("twee jaar op de veerboot")
	if entries() != before {
		t.Fatalf("%d entries, before %d", entries(), before)
	}

	j.Press(fyne.KeyDown, fyne.KeyDelete)
	j.see("ferry", j.Text("library.delete"))
	j.Press(fyne.KeyEscape)
	if entries() != before {
		t.Fatal("deleted without an answer")
	}
	j.Canvas().Focus(j.Window.Memory.Memory.List)
	j.Press(fyne.KeyDelete)
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.see(j.Desk.Loc.N("memory.deleted", 1), j.Text("memory.none_title"), j.Desk.Loc.N("memory.entries", before-1))
	j.Press(fyne.KeyEscape)
	j.Type("ferry")
	j.ClickButton(j.Text("memory.delete_all"))
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	if entries() != before-2 {
		t.Fatalf("%d entries, before %d", entries(), before)
	}

	j.Press(fyne.KeyEscape)
	j.Type("personal data")
	j.Press(fyne.KeyDown, fyne.KeyEnd, fyne.KeyDelete)
	j.see(j.Text("memory.of_library"))
}

// A client that is made private is found for itself only.
func TestAPrivateClientInTheMemory(t *testing.T) {
	j := begin(t)
	secret := j.Client(j, "Zephyr")
	file, err := os.Open(j.tmx())
	check(t, err)
	_, err = j.Studio.ReadMemoryFile(context.Background(), file, studio.MemoryImport{Origin: "zephyr.tmx", Client: secret.ID}, nil)
	check(t, err)
	check(t, file.Close())
	j.Window.ShowMemory()
	j.Idle()
	j.Type("passengers")
	j.see("van passagiers")
	j.ClickButton(j.Text("memory.private"))
	j.Type("zeph")
	j.Press(fyne.KeyTab)
	j.Type(" ")
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	if private, err := j.Studio.MemoryPrivate(context.Background(), secret.ID); err != nil || !private {
		t.Fatalf("private: %v, %v", private, err)
	}
	j.seeNot("van passagiers")
	j.Canvas().Focus(j.Window.Memory.Memory.For)
	j.Type("zeph")
	j.Press(fyne.KeyReturn)
	j.see("van passagiers", j.Text("memory.is_private"))
}

// A term is written for a client, comes through a switch of language, is
// changed, and deleted.
func TestATermIsWritten(t *testing.T) {
	j := begin(t)
	j.Shortcut(apptest.Ctrl, fyne.KeyT)
	j.Shortcut(apptest.Ctrl, fyne.KeyN)
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	j.see(j.Text("glossary.reason_no_terms"))
	j.Type("ferry")
	j.Press(fyne.KeyReturn)
	j.Type("boat")
	j.Press(fyne.KeyDown)
	j.Type("veerboot")
	j.Window.SwitchLanguage("nl")
	j.Idle()
	j.see(j.Text("term.new_title"))
	form := j.Window.Memory.Glossary.Form
	if form.Lines[0].Text != "ferry" || form.Lines[2].Text != "veerboot" {
		t.Fatalf("after the switch: %+v", form.Draft.Lines)
	}
	j.Canvas().Focus(form.Whom)
	j.Type("lumen")
	j.Press(fyne.KeyReturn)
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	client := j.OnDisk(j, j.id).Client
	j.see(j.Text("library.only_for", i18n.Data{"Client": client.Name}), "veerboot")
	g, err := j.Studio.Glossary(context.Background(), client.ID)
	check(t, err)
	if hits := g.Find("The ferry sails.", "en"); len(hits) != 1 || hits[0].Concept.Terms[1].Status != glossary.Allowed {
		t.Fatalf("for the client: %+v", hits)
	}
	if j.terms("ferry", "nl") != nil {
		t.Fatal("it holds for everybody")
	}

	j.Press(fyne.KeyReturn) // from the list into the form
	j.Press(fyne.KeyDown, fyne.KeyEnd)
	j.Type("x")
	j.Press(fyne.KeyEscape)
	j.see(j.Text("term.left"))
	j.Shortcut(apptest.Ctrl, fyne.KeyJ)
	if got := j.Window.Memory.Glossary.Form.Lines[1].Text; got != "boatx" {
		t.Fatalf("taken up again with %q", got)
	}
	j.Press(fyne.KeyEscape)
	j.ClickButton(j.Text("library.delete"))
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	if g, err = j.Studio.Glossary(context.Background(), client.ID); err != nil || len(g.Find("ferry", "en")) != 0 {
		t.Fatalf("still there, %v", err)
	}
}

// A shipped term is made one's own, and is back as shipped after that.
func TestAShippedTermIsChangedAndBack(t *testing.T) {
	j := begin(t)
	j.Shortcut(apptest.Ctrl, fyne.KeyT)
	j.Type("verwerkingsverantw")
	j.Press(fyne.KeyDown)
	j.see(j.Text("term.shipped"))
	j.Press(fyne.KeyReturn)
	form := j.Window.Memory.Glossary.Form
	for i, line := range form.Draft.Lines {
		if line.Lang == "nl" {
			j.Canvas().Focus(form.Lines[i])
			break
		}
	}
	j.Press(fyne.KeyEnd)
	j.Type(" BV")
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	j.see(j.Text("term.over"), "verwerkingsverantwoordelijke BV")
	if got := j.terms("controller", "nl"); len(got) == 0 || got[0].Text != "verwerkingsverantwoordelijke BV" {
		t.Fatalf("it holds: %+v", got)
	}
	j.ClickButton(j.Text("term.back"))
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.see(j.Text("term.shipped"), j.Text("term.is_back"))
	if got := j.terms("controller", "nl"); len(got) == 0 || got[0].Text != "verwerkingsverantwoordelijke" {
		t.Fatalf("back: %+v", got)
	}
}

// Terms come in from a file, with a report, and go out to another.
func TestTermsInFiles(t *testing.T) {
	j := begin(t)
	j.Shortcut(apptest.Ctrl, fyne.KeyT)
	j.Window.Memory.Glossary.ImportFile(j.csv())
	j.Idle()
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.see(j.Desk.Loc.N("term.read", 2), j.Desk.Loc.N("term.read_changed", 2), j.Desk.Loc.N("term.read_left_out", 1),
		j.Text("glossary.reason_empty_term"))
	j.Press(fyne.KeyEscape)
	if got := j.terms("ferry", "nl"); len(got) != 1 || got[0].Text != "veerboot" {
		t.Fatalf("read: %+v", got)
	}

	// Without a first row that says so, the languages are asked for.
	j.Window.Memory.Glossary.ImportFile(j.file("bare.csv", "buoy,boei\nanchor,anker\n"))
	j.Idle()
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.see(j.Text("term.no_header"))
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	if got := j.terms("buoy", "nl"); len(got) != 1 || got[0].Text != "boei" {
		t.Fatalf("read without a header: %+v", got)
	}
	j.Press(fyne.KeyEscape)

	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.ClickButton(j.Text("term.export"))
	j.Press(fyne.KeyReturn)
	data, err := os.ReadFile(filepath.Join(dir, "glossary.csv"))
	check(t, err)
	if !strings.Contains(string(data), "boei") || !strings.Contains(string(data), "verwerkingsverantwoordelijke") {
		t.Fatalf("written: %.300s", data)
	}
}

// A term is added where it is met, and the checks know it at once.
func TestATermIsAddedWhileTranslating(t *testing.T) {
	j := begin(t)
	j.Shortcut(apptest.Ctrl, fyne.Key3)
	editor := j.Window.Policy.Translate.Grid.Editor()
	for editor.Text == "" {
		j.Press(fyne.KeyPageDown)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	whole := editor.SelectedText()
	j.Shortcut(apptest.CtrlShift, fyne.KeyT)
	entries := j.Entries()
	if got := entries[1].(*widgets.Line).Text; whole == "" || got != whole {
		t.Fatalf("%q is selected and %q proposed", whole, got)
	}
	j.Type("ferry")
	j.Canvas().Focus(entries[1])
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("veerboot")
	j.Press(fyne.KeyReturn)
	j.see(j.Text("translate.term_added", i18n.Data{"Source": "ferry", "Target": "veerboot"}))
	client := j.OnDisk(j, j.id).Client.ID
	for id, want := range map[policy.ID]int{client: 1, "": 0} {
		g, err := j.Studio.Glossary(context.Background(), id)
		check(t, err)
		if hits := g.Find("ferry", "en"); len(hits) != want {
			t.Errorf("%q: %d hits, want %d", id, len(hits), want)
		}
	}
	if j.Focused() == nil {
		t.Error("nothing has the keyboard")
	}
}
