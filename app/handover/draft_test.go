package handover

import (
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestADraftIsReadBackAsWritten reads the file with Go's own mail reader, as a
// mail program would.
func TestADraftIsReadBackAsWritten(t *testing.T) {
	dir := t.TempDir()
	pdf := filepath.Join(dir, "Erklärung – v2 nl.pdf")
	content := strings.Repeat("%PDF \x00\xff", 200)
	if err := os.WriteFile(pdf, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "draft.eml")
	want := Message{To: "anna@example.com", Subject: "Datenschutzerklärung", Body: "Grüße\n=40 und mehr", Files: []string{pdf}}
	if err := writeDraft(path, want); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	m, err := mail.ReadMessage(file)
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != want.Subject || m.Header.Get("To") != want.To || m.Header.Get("X-Unsent") != "1" {
		t.Errorf("header %v, %v", m.Header, err)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	text, err := parts.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(text)
	if got := strings.ReplaceAll(string(body), "\r\n", "\n"); got != want.Body {
		t.Errorf("body %q", got)
	}
	attached, err := parts.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, attached))
	if err != nil || string(data) != content || attached.FileName() != filepath.Base(pdf) {
		t.Errorf("attachment %q of %d bytes, %v", attached.FileName(), len(data), err)
	}
}
