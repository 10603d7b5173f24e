package versions

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"

	"clausedesk/app/sign"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// Sign asks for an identity, its passphrase and where to put the signed PDF.
// Where there is no identity it has one made first.
func (s *Screen) Sign(lang string) {
	if len(s.model.Identities) == 0 {
		s.actions.NewIdentity(s.desk.T("versions.no_identity"), func() {
			s.next = func() { s.Sign(lang) }
			s.Reload()
		})
		return
	}
	names := make([]string, len(s.model.Identities))
	for i, identity := range s.model.Identities {
		names[i] = identity.Name
	}
	identity := widgets.NewSelect(names, nil)
	identity.SetSelected(names[0])
	var passphrase *widgets.Line
	var path *desk.PathField
	var form *desk.Form
	form = s.desk.NewForm(s.desk.T("versions.sign_title"), s.desk.T("versions.sign_do"), func() {
		s.write(lang, identity.Selected, passphrase.Text, path.Path(), func(err error) {
			if errors.Is(err, sign.ErrWrongPassphrase) {
				form.Again(passphrase, s.desk.Explain(err))
				return
			}
			s.desk.Fail(err)
		})
	})
	form.Add(s.desk.T("versions.identity"), identity)
	passphrase = form.Secret(s.desk.T("identities.passphrase"), "")
	path = form.Path(s.desk.T("versions.file"), s.fileName(lang))
	form.Check = path.Check
	form.Show()
}

// Export asks where to put an unsigned PDF.
func (s *Screen) Export(lang string) {
	var path *desk.PathField
	form := s.desk.NewForm(s.desk.T("versions.export"), s.desk.T("versions.export_do"), func() {
		s.Write(lang, "", "", path.Path())
	})
	path = form.Path(s.desk.T("versions.file"), s.fileName(lang))
	form.Check = path.Check
	form.Show()
}

func (s *Screen) fileName(lang string) string {
	return s.model.FilePath("", s.client+" "+s.policy.Title(lang), lang)
}

// Open writes the PDF to a temporary folder and shows it in the system's own
// program, which can print it. The library takes no note of it.
func (s *Screen) Open(lang string) {
	req := s.request(lang)
	var path string
	s.desk.Long(s.desk.T("versions.writing"), func(ctx context.Context, _ task.Report) error {
		dir, err := os.MkdirTemp("", "clausedesk-")
		if err != nil {
			return err
		}
		var out bytes.Buffer
		if _, err := s.desk.Studio.Export(ctx, req, &out); err != nil {
			return err
		}
		path = filepath.Join(dir, s.fileName(lang))
		return stage.WriteBytes(path, 0o600, out.Bytes())
	}, func() { s.desk.Fail(s.desk.OpenFile(path)) })
}

func (s *Screen) request(lang string) studio.ExportRequest {
	row, _ := s.model.Selected()
	return studio.ExportRequest{Policy: s.policy.ID, Version: row.Number, Lang: lang, Format: studio.PDF}
}

// Write makes the PDF of the selected version at path, signed when an
// identity is named.
func (s *Screen) Write(lang, identity, passphrase, path string) {
	s.write(lang, identity, passphrase, path, s.desk.Fail)
}

func (s *Screen) write(lang, identity, passphrase, path string, failed func(error)) {
	req := s.request(lang)
	req.Identity, req.Passphrase = identity, passphrase
	s.desk.Try(s.desk.T("versions.writing"), func(ctx context.Context, _ task.Report) error {
		_, err := s.desk.Studio.ExportFile(ctx, req, path)
		return err
	}, func(err error) {
		if err != nil {
			failed(err)
			return
		}
		s.wrote(path)
	})
}

func (s *Screen) wrote(path string) {
	if s.desk.Wrote != nil {
		s.desk.Wrote(path)
	}
	s.desk.Offer(s.desk.T("versions.written", i18n.Data{"File": filepath.Base(path)}), s.desk.T("versions.open"),
		func() { s.desk.Fail(s.desk.OpenFile(path)) })
	s.Reload()
}
