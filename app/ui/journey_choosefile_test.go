package ui_test

import (
	"os"
	"path/filepath"
	"testing"

	"clausedesk/app/apptest"

	"fyne.io/fyne/v2"
)

// drawer is a folder with a text to import in a folder of its own, where the
// program looks first.
func (j *journey) drawer() string {
	j.Helper()
	dir := j.TempDir()
	check(j, os.MkdirAll(filepath.Join(dir, "from clients", "tideline"), 0o700))
	check(j, os.WriteFile(filepath.Join(dir, "from clients", "tideline", "policy.pdf"), []byte("%PDF-1.7 nothing"), 0o600))
	j.Desk.Folder = func() string { return dir }
	return dir
}

// A file is found by typing, folder after folder, and Enter opens it.
func TestAFileIsChosenByTyping(t *testing.T) {
	j := begin(t)
	dir := j.drawer()
	j.Window.VerifyFile()
	j.Idle()
	j.see(j.Text("file.title"), "from clients/")
	j.Type("clients\n")
	j.see("tideline/")
	j.Type("tide")
	j.Press(fyne.KeyTab) // takes over the folder's name
	j.see("policy.pdf")
	j.Press(fyne.KeyBackspace) // and a folder up again
	j.see("tideline/")
	j.seeNot("policy.pdf")
	j.Press(fyne.KeyReturn)
	j.Type("pol\n")
	j.see(j.Text("verify.title"))
	j.Press(fyne.KeyEscape)

	j.Window.VerifyFile() // where the last one was
	j.Idle()
	j.see("policy.pdf")
	j.Press(fyne.KeyEscape)
	j.seeNot(j.Text("file.title"))

	j.Window.VerifyFile()
	j.Idle()
	j.Type(filepath.Join(dir, "from clients", "tideline", "policy.pdf") + "\n")
	j.see(j.Text("verify.title"))
}

// A path that leads nowhere keeps the dialog open and says so in it.
func TestAFileThatIsNotThereIsNamed(t *testing.T) {
	j := begin(t)
	j.drawer()
	j.Window.VerifyFile()
	j.Idle()
	j.Type("nothing.pdf\n")
	if !j.SeesText(j.Text("error.no_file")) {
		t.Fatalf("%q", j.Texts())
	}
	j.see(j.Text("file.title"))
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.see(j.Text("file.title"))
	j.Press(fyne.KeyEscape)
	j.seeNot(j.Text("file.title"))
}

// The line for a file to write has its name alone, the folder stands below; a whole
// path may be typed all the same.
func TestAFileIsWrittenWhereTheFormSays(t *testing.T) {
	j := begin(t)
	j.publish("2026-12-01", "")
	dir := j.drawer()
	export := func() string {
		t.Helper()
		return j.Window.Policy.Versions.Export("en").Path.Line.Text
	}
	name := export()
	if name != filepath.Base(name) {
		t.Fatalf("the line has %q", name)
	}
	j.see(j.Text("path.in", map[string]any{"Folder": dir}))
	j.Press(fyne.KeyReturn)
	_, err := os.Stat(filepath.Join(dir, name))
	check(t, err)
	j.Window.Policy.Versions.Export("en").Path.Line.SetText("from clients/other.pdf")
	j.Press(fyne.KeyReturn)
	_, err = os.Stat(filepath.Join(dir, "from clients", "other.pdf"))
	check(t, err)
}
