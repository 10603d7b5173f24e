package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
	"clausedesk/app/ui/identities"
	"clausedesk/app/ui/versions"

	"fyne.io/fyne/v2"
)

// dutch returns the Dutch segments of a clause as they stand on the disk.
func (j *journey) dutch(clause policy.ID) []translate.Row {
	j.Helper()
	var out []translate.Row
	for _, row := range translate.Rows(j.OnDisk(j, j.id), "nl") {
		if row.ClauseID == clause {
			out = append(out, row)
		}
	}
	return out
}

// A sentence changes; the translator sees which and what moved in it, writes
// the new one, approves it and is taken on.
func TestTranslatingWhatMoved(t *testing.T) {
	j := begin(t)
	j.choose(whichData)
	j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
	j.Press(fyne.KeyEnd)
	j.Type(" every day")
	id := j.Window.Policy.Clauses.Outline.Selected()
	if got := j.dutch(policy.ID(id))[0]; got.State != policy.Stale || got.Target == "" {
		t.Fatalf("the heading's translation is %+v, want stale", got)
	}
	j.Shortcut(apptest.Ctrl, fyne.Key3)
	grid := j.Window.Policy.Translate.Grid
	j.Shortcut(apptest.Ctrl, fyne.KeyU) // to what needs work
	if row := grid.Rows[grid.Selected()]; row.Source != whichData+" every day" {
		t.Fatalf("Ctrl+U goes to %q", row.Source)
	}
	j.see(j.Text("state.stale"), j.Text("translate.unchanged"), "every day")
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("Welke gegevens wij elke dag gebruiken")
	if got := j.dutch(policy.ID(id))[0]; got.State != policy.Draft || got.Target != "Welke gegevens wij elke dag gebruiken" {
		t.Fatalf("typed on the disk: %+v", got)
	}
	at := grid.Selected()
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	if got := j.dutch(policy.ID(id))[0]; got.State != policy.Approved {
		t.Fatalf("after Ctrl+Enter: %+v", got)
	}
	moved := grid.Selected() != at
	all := true
	for _, row := range translate.Rows(j.OnDisk(j, j.id), "nl") {
		all = all && (row.Hidden || row.State == policy.Approved)
	}
	if moved == all {
		t.Fatalf("all approved: %v, moved on: %v", all, moved)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ) // the approval
	j.Shortcut(apptest.Ctrl, fyne.KeyZ) // what was typed
	if got := j.dutch(policy.ID(id))[0]; got.State != policy.Stale {
		t.Fatalf("after two undos: %+v", got)
	}
}

func TestAFactChangesThePage(t *testing.T) {
	j := begin(t)
	if !strings.Contains(j.page(), "privacy@lumen-software.example") {
		t.Fatalf("the page reads %q", j.page())
	}
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	j.Window.Policy.Facts.Focus("client.email")
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("vragen@lumen.example")
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	if got := j.page(); !strings.Contains(got, "vragen@lumen.example") || strings.Contains(got, "privacy@lumen-software") {
		t.Fatalf("the page reads %q", got)
	}
	if got := j.OnDisk(j, j.id).Client.Facts["client.email"]; got != "vragen@lumen.example" {
		t.Fatalf("on the disk: %q", got)
	}
}

// Ctrl+Z in a fact takes back what was typed there, never a clause in a tab
// that is not shown.
func TestUndoInAFactLeavesClausesAlone(t *testing.T) {
	j := begin(t)
	j.choose(whichData)
	j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
	j.Press(fyne.KeyEnd)
	j.Type("!")
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	j.Window.Policy.Facts.Focus("client.email")
	j.Press(fyne.KeyEnd)
	j.Type("x")
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	if !strings.Contains(j.outline(), whichData+"!") {
		t.Error("Ctrl+Z in a fact took a clause back")
	}
	if got := j.OnDisk(j, j.id).Client.Facts["client.email"]; got != "privacy@lumen-software.example" {
		t.Errorf("the fact reads %q after its undo", got)
	}
}

// A fact of the policy is saved without taking back what else changed in the
// policy since the form was made.
func TestAPolicyFactChangesNothingElse(t *testing.T) {
	j := begin(t)
	check(t, j.Studio.ChangePolicy(t.Context(), j.id, func(p *policy.Policy) { p.Numbered = false }))
	j.Idle()
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	j.Window.Policy.Facts.Focus("policy.last_updated")
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("2026-11-20")
	got := j.OnDisk(j, j.id).Policy
	if got.Facts["policy.last_updated"] != "2026-11-20" {
		t.Fatalf("on the disk: %v", got.Facts)
	}
	if got.Numbered {
		t.Error("saving a fact turned numbering on again")
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// palette runs a command by its words.
func (j *journey) palette(key string) {
	j.Helper()
	j.Shortcut(apptest.Ctrl, fyne.KeyK)
	j.Type(j.Text(key))
	j.Press(fyne.KeyReturn)
}

// publish goes through the wizard by keys alone, as far as it comes.
func (j *journey) publish(date, reason string) {
	j.Helper()
	j.Shortcut(apptest.CtrlShift, fyne.KeyP)
	j.see(j.Text("wizard.step_freeze"))
	if reason != "" && j.Window.Wizard.Reason != nil {
		j.Type(reason)
	}
	j.Press(fyne.KeyReturn, fyne.KeyReturn)
	if j.Window.Wizard.Day == nil {
		return
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type(date)
	j.Press(fyne.KeyReturn, fyne.KeyReturn)
}

func TestPublishSignVerify(t *testing.T) {
	j := begin(t)
	j.Identity(t, "Harbour Studio")
	j.Idle()
	j.publish("2026-12-01", "")
	j.see(j.Text("versions.name", map[string]any{"Number": 1}))
	model, err := versions.Load(context.Background(), j.Store, j.id, "2026-11-21")
	if err != nil || len(model.Rows) != 1 || model.Rows[0].Effective != "2026-12-01" {
		t.Fatalf("versions: %+v, %v", model.Rows, err)
	}
	path := filepath.Join(t.TempDir(), "lumen-1-en.pdf")
	j.Window.Policy.Versions.Write("en", "Harbour Studio", apptest.Passphrase, path)
	j.Idle()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("no PDF: %v; on the screen: %q", err, j.Texts())
	}
	report := studio.VerifyBytes(data, j.Clock.Now())
	if report.Result != sign.Intact || report.Signatures[0].Signer != "Harbour Studio" || report.Policy == nil || report.Policy.Version != "1" {
		t.Fatalf("verified: %+v", report)
	}
	j.see(j.Text("versions.written", map[string]any{"File": "lumen-1-en.pdf"}), j.Text("versions.signed"))
	j.Drop(path)
	j.see(j.Text("verify.title"), j.Text("verify.intact", map[string]any{"File": "lumen-1-en.pdf"}))
	j.closeDialog()

	altered := filepath.Join(t.TempDir(), "altered.pdf")
	data[len(data)/3] ^= 1
	if err := os.WriteFile(altered, data, 0o600); err != nil {
		t.Fatal(err)
	}
	j.Drop(altered)
	j.seeNot(j.Text("verify.intact", map[string]any{"File": "altered.pdf"}))
	j.see("altered.pdf")
	j.closeDialog()

	wrong := filepath.Join(t.TempDir(), "wrong.pdf")
	j.Window.Policy.Versions.Write("en", "Harbour Studio", "not the passphrase", wrong)
	j.Idle()
	j.see(j.Text("dialog.failed"))
	if _, err := os.Stat(wrong); !os.IsNotExist(err) {
		t.Fatalf("a wrong passphrase leaves a file: %v", err)
	}
}

func (j *journey) closeDialog() {
	j.Helper()
	j.ClickButton(j.Text("action.close"))
	if j.Canvas().Overlays().Top() != nil {
		j.Fatal("the dialog is still open")
	}
}

// With an error open, nothing is published without a reason; with one, the
// reason is part of the version.
func TestPublishingInSpiteOfErrors(t *testing.T) {
	j := begin(t)
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	j.Window.Policy.Facts.Focus("client.email")
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Press(fyne.KeyDelete)
	j.Shortcut(apptest.Ctrl, fyne.Key4)
	j.seeNot(j.Text("review.empty_title"))
	j.publish("2026-12-01", "")
	versions, err := j.Store.Versions(context.Background(), j.id)
	if err != nil || len(versions) != 0 {
		t.Fatalf("published without a reason: %d, %v", len(versions), err)
	}
	j.see(j.Text("publish.reason_needed"))
	j.publish("2026-12-01", "The client is told by letter")
	versions, err = j.Store.Versions(context.Background(), j.id)
	if err != nil || len(versions) != 1 {
		t.Fatalf("%d versions, %v; on the screen: %q", len(versions), err, j.Texts())
	}
	content, err := versions[0].Content()
	if err != nil || content.Accepted != "The client is told by letter" || len(content.Findings) == 0 {
		t.Fatalf("reason %q, findings %d, %v", content.Accepted, len(content.Findings), err)
	}
}

func TestADateThatIsNone(t *testing.T) {
	j := begin(t)
	j.publish("1 December", "")
	if versions, err := j.Store.Versions(context.Background(), j.id); err != nil || len(versions) != 0 {
		t.Fatalf("%d versions, %v", len(versions), err)
	}
	j.see(j.Text("error.bad_date"))
}

func TestATextDroppedIsImportedAndOpened(t *testing.T) {
	j := begin(t)
	path := filepath.Join(t.TempDir(), "windmill.md")
	text := "# Privacy at Windmill\n\n## What we keep\n\nWe keep your order for seven years.\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	j.Drop(path)
	entries := j.Entries()
	if len(entries) == 0 {
		t.Fatalf("nobody asks for the client: %q", j.Texts())
	}
	j.Canvas().Focus(entries[0])
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("Windmill")
	j.ClickButton(j.Text("import.do"))
	j.see(j.Text("import.title"))
	j.closeDialog()
	j.see("Windmill", "Privacy at Windmill")
	if got := j.page(); !strings.Contains(got, "We keep your order for seven years.") {
		t.Fatalf("the page reads %q", got)
	}
}

func TestAFileThatIsNoTextChangesNothing(t *testing.T) {
	j := begin(t)
	before, _ := j.Store.PolicyRows(context.Background(), "")
	path := filepath.Join(t.TempDir(), "picture.txt")
	if err := os.WriteFile(path, []byte{0x89, 'P', 'N', 'G', 0, 0, 0, 1, 0xff, 0xfe, 0}, 0o600); err != nil {
		t.Fatal(err)
	}
	j.Drop(path)
	j.ClickButton(j.Text("import.do"))
	j.see(j.Text("dialog.failed"))
	after, _ := j.Store.PolicyRows(context.Background(), "")
	if len(after) != len(before) {
		t.Fatalf("%d policies, before %d", len(after), len(before))
	}
}

// Every dialog that asks for a file opens and closes again.
func TestFileDialogsOpen(t *testing.T) {
	j := begin(t)
	j.Identity(t, "Harbour Studio")
	j.Idle()
	j.publish("2026-12-01", "")
	j.Shortcut(apptest.Ctrl, fyne.Key5)
	for name, ask := range map[string]func(){
		"save":            func() { j.Window.Policy.Versions.Export("en") },
		"import":          j.Window.ImportFile,
		"verify":          j.Window.VerifyFile,
		"import identity": func() { identities.Import(j.Desk) },
		"sign": func() {
			j.Window.Policy.Versions.Sign("en")
		},
		"folder": func() {
			j.Window.Policy.Versions.Export("en")
			j.ClickButton(j.Text("path.folder"))
		},
	} {
		ask()
		j.Idle()
		if j.Canvas().Overlays().Top() == nil {
			t.Fatalf("%s opens no dialog", name)
		}
		for range j.Canvas().Overlays().List() {
			j.ClickButton(j.Text("action.cancel"))
		}
		if j.Canvas().Overlays().Top() != nil {
			t.Fatalf("%s does not close", name)
		}
	}
}
