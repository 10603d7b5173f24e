package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/handover"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// spooler stands in for the programs of the system and keeps what they were
// asked.
type spooler struct {
	printers string
	asked    [][]string
}

func (s *spooler) run(_ context.Context, name string, args ...string) (string, error) {
	switch {
	case name == "lpstat" && args[0] == "-e":
		return s.printers, nil
	case name == "lpstat":
		return "system default destination: upstairs\n", nil
	}
	s.asked = append(s.asked, append([]string{name}, args...))
	return "", nil
}

// written publishes a version and writes a signed file of it.
func (j *journey) written() (path string, system *spooler) {
	j.Helper()
	system = &spooler{printers: "hall\nupstairs\n"}
	j.Desk.Hand = handover.System{Run: system.run}
	j.Identity(j, "Harbour Studio")
	j.Idle()
	j.publish("2026-11-21", "")
	path = filepath.Join(j.TempDir(), "lumen-en.pdf")
	j.Window.Policy.Versions.Write("en", "Harbour Studio", apptest.Passphrase, path)
	j.Idle()
	return path, system
}

func (j *journey) deliveries() []store.DeliveryRow {
	j.Helper()
	rows, err := j.Store.Deliveries(context.Background(), store.DeliveryFilter{})
	check(j, err)
	return rows
}

// A signed file is handed over by keys alone: it stands in the register and
// with its version, its sheet is written, and a mistaken entry is made void.
func TestAFileIsHandedOver(t *testing.T) {
	j := begin(t)
	path, _ := j.written()
	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.palette("command.hand_over")
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Press(fyne.KeyDelete, fyne.KeyReturn) // to nobody
	j.see(j.Text("error.no_recipient"))
	if len(j.deliveries()) != 0 {
		t.Fatal("a delivery to nobody was entered")
	}
	j.Type("Mira Visser")
	j.Press(fyne.KeyReturn)
	data, err := os.ReadFile(path)
	check(t, err)
	rows := j.deliveries()
	if len(rows) != 1 || rows[0].To != "Mira Visser" || rows[0].SHA256 != policy.HashOf(data) || rows[0].How != policy.ByMail ||
		rows[0].Address != "privacy@lumen-software.example" || rows[0].On != "2026-11-21" || rows[0].Lang != "en" || rows[0].Number != 1 {
		t.Fatalf("entered %+v", rows)
	}
	j.see(j.Text("deliveries.entered", map[string]any{"Entry": 1, "To": "Mira Visser"}), "21 November 2026: Mira Visser")

	j.Shortcut(apptest.Ctrl, fyne.KeyJ) // the sheet that the message offers
	j.Press(fyne.KeyReturn)
	sheet, err := os.ReadFile(filepath.Join(dir, "handover-1.pdf"))
	check(t, err)
	if text := apptest.PDFText(t, sheet); !strings.Contains(text, "Mira Visser") {
		t.Errorf("the sheet reads %q", text)
	}

	j.palette("command.deliveries")
	j.Type("nobody")
	j.see(j.Text("deliveries.none_found"))
	j.seeNot("Mira Visser")
	j.Press(fyne.KeyEscape)
	j.Type("visser")
	j.see("Mira Visser", "lumen-en.pdf")
	j.ClickButton(j.Text("deliveries.void_do"))
	j.Type("it went to somebody else")
	j.Press(fyne.KeyTab)
	j.Press(fyne.KeyReturn)
	j.Idle()
	if rows := j.deliveries(); rows[0].Void != "it went to somebody else" {
		t.Fatalf("void: %+v; on the screen %q", rows, j.Texts())
	}
	j.see(j.Text("deliveries.void"), "it went to somebody else")
	j.seeNot(j.Text("deliveries.void_do"))
	j.ClickButton(j.Text("deliveries.open_version"))
	j.see(j.Text("versions.name", map[string]any{"Number": 1}))
}

// What has nothing to work on says so, and asks nobody.
func TestHandingOverNeedsAFile(t *testing.T) {
	j := begin(t)
	j.palette("command.bundle")
	j.see(j.Text("command.needs_sound"))
	j.clear()
	j.publish("2026-11-21", "")
	for command, reason := range map[string]string{
		"command.hand_over": "command.needs_written", "command.mail_file": "command.needs_written", "command.print_file": "command.needs_pdf",
	} {
		j.palette(command)
		j.see(j.Text(reason))
		j.clear()
	}
	j.palette("command.deliveries")
	j.see(j.Text("deliveries.empty_title"), j.Text("deliveries.empty_text"))
}

// A file goes to the printer that was chosen, so often as was asked; where no
// printer is set up, nothing is asked and that is said.
func TestAFileIsPrinted(t *testing.T) {
	if !handover.Chooses {
		t.Skip("the program that prints asks here")
	}
	j := begin(t)
	path, system := j.written()
	j.palette("command.print_file")
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("many")
	j.Press(fyne.KeyReturn)
	j.see(j.Text("deliveries.copies_number", map[string]any{"Most": 99}))
	j.Type("3")
	j.Press(fyne.KeyReturn)
	want := []string{"lp", "-d", "upstairs", "-n", "3", "-t"}
	if len(system.asked) != 1 || !slices.Equal(system.asked[0][:6], want) || !slices.Contains(system.asked[0], path) {
		t.Fatalf("asked %q", system.asked)
	}
	j.see(j.Text("deliveries.printing", map[string]any{"File": "lumen-en.pdf"}))
	system.printers = ""
	j.palette("command.print_file")
	j.see(j.Text("error.no_printer"))
	check(t, os.Remove(path))
	j.clear()
	system.printers = "hall\n"
	j.palette("command.print_file")
	j.Press(fyne.KeyReturn)
	j.see(path, j.Text("error.no_file"))
	if len(system.asked) != 1 {
		t.Fatalf("a file that is gone was printed: %q", system.asked)
	}
}

// A draft has the client's address and words in the language of the file; the
// register can take it as it is.
func TestAFileIsMailed(t *testing.T) {
	j := begin(t)
	_, system := j.written()
	dutch := filepath.Join(t.TempDir(), "lumen-nl.pdf")
	j.Clock.Step(60e9)
	j.Window.Policy.Versions.Write("nl", "", "", dutch)
	j.Idle()
	j.palette("command.mail_file")
	j.see(j.Text("deliveries.mail_about"))
	j.Press(fyne.KeyReturn)
	asked := strings.Join(system.asked[0], "\n")
	for _, want := range []string{"xdg-email", dutch, "privacy@lumen-software.example", "versie 1", "Geachte", "21 november 2026"} {
		if !strings.Contains(asked, want) {
			t.Errorf("no %q in what the mail program was asked:\n%s", want, asked)
		}
	}
	if len(j.deliveries()) != 0 {
		t.Error("a draft was entered as handed over")
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyJ)
	j.Press(fyne.KeyReturn)
	if rows := j.deliveries(); len(rows) != 1 || rows[0].File != "lumen-nl.pdf" || rows[0].How != policy.ByMail {
		t.Fatalf("entered %+v", rows)
	}
}

// A bundle is signed anew where that is asked for; a wrong passphrase is asked
// for again and leaves nothing.
func TestABundleIsWritten(t *testing.T) {
	j := begin(t)
	j.written()
	dir := t.TempDir()
	j.Desk.Folder = func() string { return dir }
	j.palette("command.bundle")
	j.WalkTop(func(s apptest.Seen) {
		if signer, is := s.Object.(*widgets.Select); is {
			signer.SetSelected("Harbour Studio")
		}
	})
	j.Type("not the passphrase")
	j.Press(fyne.KeyReturn)
	j.see(j.Text("error.wrong_passphrase"))
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Fatalf("a wrong passphrase left %v", left)
	}
	j.Type(apptest.Passphrase)
	j.Press(fyne.KeyReturn)
	zips, err := filepath.Glob(filepath.Join(dir, "*.zip"))
	if err != nil || len(zips) != 1 || !strings.HasSuffix(zips[0], "-v1.zip") {
		t.Fatalf("%q, %v; on the screen %q", zips, err, j.Texts())
	}
	j.see(j.Desk.Loc.N("deliveries.bundled", 7, map[string]any{"File": filepath.Base(zips[0])}))
}

// Files are named as the studio says, and a pattern that cannot be used is
// refused beside it.
func TestFileNamesFollowTheSettings(t *testing.T) {
	j := begin(t)
	j.written()
	j.palette("command.file_names")
	j.see("lumen-software-privacy-policy-v1-en.pdf")
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("{client}")
	j.Press(fyne.KeyReturn)
	j.see(j.Text("error.file_pattern"))
	j.Type("{lang} {client} {version}")
	j.see("en lumen-software 1.pdf")
	j.Press(fyne.KeyReturn)
	if p, err := j.Studio.NamePattern(context.Background()); err != nil || p != studio.NamePattern("{lang} {client} {version}") {
		t.Fatalf("%q, %v", p, err)
	}
	form := j.Window.Policy.Versions.Export("nl")
	if got := form.Path.Line.Text; got != "nl lumen-software 1.pdf" {
		t.Errorf("proposed %q", got)
	}
}

// The register stays where it is when the program speaks another language.
func TestTheRegisterInAnotherLanguage(t *testing.T) {
	j := begin(t)
	j.handedOver()
	j.Window.ShowDeliveries()
	j.Idle()
	j.Type("mira")
	j.Window.Deliveries.List.Select("2")
	j.Window.SwitchLanguage("nl")
	j.Idle()
	j.see(j.Text("deliveries.caption"), j.Text("deliveries.entry", map[string]any{"Entry": 2}), j.Text("channel.by_mail"))
	if got := j.Window.Deliveries.Search.Text; got != "mira" {
		t.Errorf("what is looked for became %q", got)
	}
}
