package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/apptest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// From the versions to what changed: in the list, change by change with the
// keyboard, side by side, against a file, saved, and back.
func TestChangesAreSeenAndSaved(t *testing.T) {
	j := begin(t)
	j.reworded()
	j.Shortcut(apptest.Ctrl, fyne.Key5)
	j.ClickButton(j.Text("versions.compare_draft"))
	s := j.Window.Compare
	j.see("How we answer", j.Text("compare.moved"), j.Text("compare.removed"), "Ask us if anything is unclear.")
	j.seeNot("When we work for someone else") // it stayed, and only changes are shown

	if s.Text.First() != 0 {
		t.Fatalf("the text begins at row %d", s.Text.First())
	}
	var rows []int
	for range 4 {
		j.Press(fyne.KeyF7)
		rows = append(rows, s.Text.First())
	}
	if rows[0] >= rows[1] || !s.Text.Rows[rows[1]].Changed {
		t.Fatalf("F7 goes to the rows %v", rows)
	}
	s.Text.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	j.Press(fyne.KeyF7, fyne.KeyF7, fyne.KeyF7)
	if s.Text.First() != rows[0] {
		t.Fatalf("Shift+F7 goes back to row %d, not %d", s.Text.First(), rows[0])
	}
	s.Text.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})

	j.Click(s.OnlyChanges)
	j.see("When we work for someone else")
	j.Canvas().Focus(s.View)
	j.Press(fyne.KeyRight)
	if !s.Text.Beside {
		t.Fatal("the texts do not stand side by side")
	}
	j.ClickButton(j.Text("compare.copy"))
	if got := fyne.CurrentApp().Clipboard().Content(); got != s.Summary() || !strings.Contains(got, "How we answer") {
		t.Errorf("the clipboard holds %q", got)
	}

	path := filepath.Join(j.TempDir(), "changes.html")
	form := s.Save()
	form.Kind.SetSelectedIndex(1)
	form.Path.Line.SetText(path)
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	page, err := os.ReadFile(path)
	check(j, err)
	if !strings.Contains(string(page), "<ins>") || !strings.Contains(string(page), "Ask us if anything is unclear.") {
		t.Error("the file does not show the changes")
	}

	j.Canvas().Focus(s.Clauses) // its keys are those of the text
	j.Press(fyne.KeyEscape)
	j.see(j.Text("tab.versions"))
	if len(j.versions()) != 1 {
		t.Error("comparing made a version")
	}
}

// A text from elsewhere is compared by what it says.
func TestAFileIsCompared(t *testing.T) {
	j := begin(t)
	j.reworded()
	path := filepath.Join(j.TempDir(), "theirs.md")
	check(j, os.WriteFile(path, []byte("# Privacy policy\n\n## Children\n\nOur services are not for children under 99.\n"), 0o600))
	j.Window.CompareVersions(1, 0)
	j.Idle()
	j.ClickButton(j.Text("compare.file"))
	j.Type(path)
	j.Press(fyne.KeyReturn)
	for _, item := range j.Window.Compare.Clauses.Items {
		if strings.Contains(item.Title, "Children") {
			j.Window.Compare.Clauses.Select(item.ID)
		}
	}
	j.Idle()
	j.see("theirs.md", "99")
	if j.Window.Compare.After.Selected != "theirs.md" {
		t.Errorf("compared with %q", j.Window.Compare.After.Selected)
	}
}
