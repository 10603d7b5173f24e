package ui_test

import (
	"os"
	"path/filepath"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/sign"
	"clausedesk/app/studio"

	"fyne.io/fyne/v2"
)

// signedFile publishes the open policy, has a new identity sign it, and returns
// where it is.
func (j *journey) signedFile(by string) string {
	j.Helper()
	j.Identity(j, by)
	_, err := j.Studio.Publish(j.Context(), studio.PublishRequest{Policy: j.id, Effective: "2026-11-21", Accept: "The client agreed"})
	check(j, err)
	j.Idle()
	path := filepath.Join(j.TempDir(), "lumen-1-en.pdf")
	request := studio.ExportRequest{Policy: j.id, Version: 1, Lang: "en", Format: studio.PDF}
	request.Identity, request.Passphrase = by, apptest.Passphrase
	_, err = j.Studio.ExportFile(j.Context(), request, path)
	check(j, err)
	return path
}

// verifyingScenes are the answer about a file, and its details.
func verifyingScenes() []scene {
	return []scene{
		{"verified", func(j *journey) { j.Drop(j.signedFile("Harbour Yard")) }},
		{"verified-details", func(j *journey) {
			j.Drop(j.signedFile("Harbour Desk"))
			j.ClickButton(j.Text("verify.details"))
		}},
		{"verified-trust", func(j *journey) {
			j.Drop(j.signedFile("Harbour Press"))
			j.ClickButton(j.Text("verify.trust"))
		}},
	}
}

// TestVerifyingInTheWindow: the answer first; details, a report to print and
// trust for who asks.
func TestVerifyingInTheWindow(t *testing.T) {
	j := begin(t)
	path := j.signedFile("Harbour Studio")
	j.Drop(path)
	j.see(j.Text("verify.intact", map[string]any{"File": "lumen-1-en.pdf"}), j.Text("verify.text_same"), j.Text("trust.self_signed"))
	j.ClickButton(j.Text("verify.details"))
	j.see(j.Text("verify.details_covers"), j.Text("verify.details_docmdp_2"))
	j.closeDialog()

	j.Drop(path)
	j.ClickButton(j.Text("verify.save_report"))
	report := filepath.Join(t.TempDir(), "report.pdf")
	j.Type(report)
	j.Press(fyne.KeyReturn)
	j.Idle()
	if data, err := os.ReadFile(report); err != nil || studio.VerifyBytes(data, j.Clock.Now()).Result != sign.Unsigned {
		t.Errorf("no report: %v; on the screen: %q", err, j.Texts())
	}

	j.Drop(path)
	j.ClickButton(j.Text("verify.trust"))
	j.ClickButton(trimmed(j.Text("verify.trust")))
	j.Idle()
	j.see(j.Text("trust.trusted"))
	j.seeNot(j.Text("verify.trust"))
	j.closeDialog()
}

// trimmed is the caption of the button that does what one with dots asks for.
func trimmed(caption string) string {
	runes := []rune(caption)
	return string(runes[:len(runes)-1])
}
