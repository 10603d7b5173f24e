package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"clausedesk/app/policy"

	"fyne.io/fyne/v2"
)

// A client's letterhead is set without the mouse: a colour that is too light is
// corrected and named, one that is none keeps the form open, and the page of
// the open policy shows it at once.
func TestALetterheadByKeys(t *testing.T) {
	j := begin(t)
	client := j.OnDisk(j, j.id).Client
	j.palette("command.letterhead")
	j.see(j.Text("letterhead.title_client", map[string]any{"Client": client.Name}), j.Text("letterhead.logo_none"))
	j.Type("yellow")
	j.Press(fyne.KeyReturn)
	j.see(j.Text("error.color"))
	j.Type("#ffcc00")
	j.Press(fyne.KeyReturn)
	j.Idle()
	saved, err := j.Store.Letterhead(context.Background(), client.ID)
	check(t, err)
	if saved.Color != "#907300" {
		t.Errorf("saved %+v", saved)
	}
	j.see(j.Text("letterhead.darkened", map[string]any{"Color": saved.Color}))
	if look := j.OnDisk(j, j.id).Look; look.Color != saved.Color {
		t.Errorf("the policy has %+v", look)
	}
}

// A logo is read from a file that is chosen by typing, and lies in the library
// once the form is saved.
func TestALogoByKeys(t *testing.T) {
	j := begin(t)
	file := filepath.Join(t.TempDir(), "logo.svg")
	check(t, os.WriteFile(file, []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>`), 0o600))
	j.palette("command.studio_letterhead")
	j.ClickButton(j.Text("letterhead.choose"))
	j.Type(file)
	j.Press(fyne.KeyReturn)
	j.Idle()
	j.see(j.Text("letterhead.logo_set"))
	j.ClickButton(j.Text("letterhead.save"))
	j.Idle()
	saved, err := j.Store.Letterhead(context.Background(), "")
	check(t, err)
	if saved.Logo.Kind != policy.LogoOutlines || saved.Paper != policy.PaperA4 {
		t.Errorf("saved %s, %q", saved.Logo.Kind, saved.Paper)
	}
}
