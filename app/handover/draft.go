package handover

import (
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"os"
	"path/filepath"

	"clausedesk/app/stage"
)

// writeDraft writes a message as a file that mail programs open for writing
// (RFC 5322, RFC 2045; X-Unsent as Outlook and others read it).
func writeDraft(path string, m Message) error {
	return stage.Write(path, 0o600, func(w io.Writer) error { return draft(w, m) })
}

func draft(w io.Writer, m Message) error {
	parts := multipart.NewWriter(w)
	if m.To != "" {
		fmt.Fprintf(w, "To: %s\r\n", mime.QEncoding.Encode("utf-8", m.To))
	}
	fmt.Fprintf(w, "Subject: %s\r\nX-Unsent: 1\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=%q\r\n\r\n",
		mime.QEncoding.Encode("utf-8", m.Subject), parts.Boundary())
	body, err := parts.CreatePart(textproto.MIMEHeader{
		"Content-Type": {"text/plain; charset=utf-8"}, "Content-Transfer-Encoding": {"quoted-printable"},
	})
	if err != nil {
		return err
	}
	text := quotedprintable.NewWriter(body)
	if _, err := io.WriteString(text, m.Body); err != nil {
		return err
	}
	if err := text.Close(); err != nil {
		return err
	}
	for _, file := range m.Files {
		if err := attach(parts, file); err != nil {
			return err
		}
	}
	return parts.Close()
}

func attach(parts *multipart.Writer, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	name := filepath.Base(path)
	kind := mime.TypeByExtension(filepath.Ext(name))
	if kind == "" {
		kind = "application/octet-stream"
	}
	part, err := parts.CreatePart(textproto.MIMEHeader{
		"Content-Type":              {kind},
		"Content-Transfer-Encoding": {"base64"},
		"Content-Disposition":       {mime.FormatMediaType("attachment", map[string]string{"filename": name})},
	})
	if err != nil {
		return err
	}
	return lines(part, base64.StdEncoding.EncodeToString(data))
}

// lines writes base64 in lines of 76 characters (RFC 2045, section 6.8).
func lines(w io.Writer, encoded string) error {
	for len(encoded) > 0 {
		n := min(76, len(encoded))
		if _, err := io.WriteString(w, encoded[:n]+"\r\n"); err != nil {
			return err
		}
		encoded = encoded[n:]
	}
	return nil
}
