package ui_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/sign"
	"clausedesk/app/studio"

	"fyne.io/fyne/v2"
)

// A version is saved as a page in two languages, and its name follows what is
// chosen as long as nobody changed it.
func TestSavingTwoLanguagesBesideEachOther(t *testing.T) {
	j := begin(t)
	j.publish("2026-12-01", "")
	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	form := j.Window.Policy.Versions.Export("nl")
	j.Idle()
	j.see(j.Text("versions.kind"), j.Text("versions.beside"))
	if name := filepath.Base(form.Path.Path()); !strings.HasSuffix(name, "-nl.pdf") {
		t.Fatalf("proposed %q", name)
	}
	form.Beside.SetSelected("English")
	form.Kind.SetSelected(j.Text("versions.kind_html"))
	j.Idle()
	name := filepath.Base(form.Path.Path())
	if !strings.HasSuffix(name, "-nl-en.html") {
		t.Fatalf("proposed %q", name)
	}
	form.Path.Line.SetText(filepath.Join(dir, "mine.html"))
	form.Kind.SetSelected(j.Text("versions.kind_pdf"))
	form.Beside.SetSelected(j.Text("versions.beside_none"))
	form.Beside.SetSelected("English")
	if got := filepath.Base(form.Path.Path()); got != "mine.pdf" {
		t.Fatalf("a name of one's own became %q", got)
	}
	form.Kind.SetSelected(j.Text("versions.kind_html"))
	j.ClickButton(j.Text("versions.export_do"))
	j.Idle()
	data, err := os.ReadFile(filepath.Join(dir, "mine.html"))
	if err != nil {
		t.Fatalf("%v; on the screen: %q", err, j.Texts())
	}
	for _, want := range []string{`<html lang="nl">`, `<body class="both">`, `lang="en"`} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the page lacks %s", want)
		}
	}
	files, err := j.Store.Files(context.Background(), j.id, 1)
	check(t, err)
	if len(files) != 1 || files[0].Kind != "html" || files[0].Lang != "nl+en" {
		t.Errorf("noted %+v", files)
	}
	j.see("mine.html")
}

// Both languages are signed in one document.
func TestSigningTwoLanguages(t *testing.T) {
	j := begin(t)
	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.Identity(t, "Harbour Studio")
	j.Idle()
	j.publish("2026-12-01", "")
	form := j.Window.Policy.Versions.Sign("en")
	form.Beside.SetSelected("Nederlands")
	path := form.Path.Path()
	j.Type(apptest.Passphrase)
	j.Press(fyne.KeyReturn)
	j.Idle()
	data, err := os.ReadFile(path)
	check(t, err)
	r := studio.VerifyBytes(data, j.Clock.Now())
	if r.Result != sign.Intact || r.Policy == nil || r.Policy.Language != "en+nl" {
		t.Fatalf("%+v", r)
	}
	j.Drop(path)
	j.see(j.Text("verify.intact", map[string]any{"File": filepath.Base(path)}))
}
