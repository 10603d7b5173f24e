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
// Where there is no identity it has one made first, and returns nil.
func (s *Screen) Sign(lang string) *EditionForm {
	if len(s.model.Identities) == 0 {
		s.actions.NewIdentity(s.desk.T("versions.no_identity"), func() {
			s.next = func() { s.Sign(lang) }
			s.Reload()
		})
		return nil
	}
	names := make([]string, len(s.model.Identities))
	for i, identity := range s.model.Identities {
		names[i] = identity.Name
	}
	identity := widgets.NewSelect(names, nil)
	identity.SetSelected(names[0])
	var passphrase *widgets.Line
	var edition *EditionForm
	var form *desk.Form
	form = s.desk.NewForm(s.desk.T("versions.sign_title"), s.desk.T("versions.sign_do"), func() {
		req := edition.request()
		req.Identity, req.Passphrase = identity.Selected, passphrase.Text
		s.write(req, edition.Path.Path(), func(err error) {
			if errors.Is(err, sign.ErrWrongPassphrase) {
				form.Again(passphrase, s.desk.Explain(err))
				return
			}
			s.desk.Fail(err)
		})
	})
	form.Add(s.desk.T("versions.identity"), identity)
	edition = s.edition(form, lang, true)
	passphrase = form.Secret(s.desk.T("identities.passphrase"), "")
	edition.path(form)
	form.Show()
	return edition
}

// Export asks for the kind of an unsigned file, a second language and where to
// put it.
func (s *Screen) Export(lang string) *EditionForm {
	var edition *EditionForm
	form := s.desk.NewForm(s.desk.T("versions.export"), s.desk.T("versions.export_do"), func() {
		s.write(edition.request(), edition.Path.Path(), s.desk.Fail)
	})
	edition = s.edition(form, lang, false)
	edition.path(form)
	form.Show()
	return edition
}

// fileName proposes a name for a file.
func (s *Screen) fileName(req studio.ExportRequest) string {
	langs := req.Lang
	if req.Beside != "" {
		langs += "-" + req.Beside
	}
	return s.model.FilePath("", s.client+" "+s.policy.Title(req.Lang), langs, req.Format)
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
		path = filepath.Join(dir, s.fileName(req))
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
	req := s.request(lang)
	req.Identity, req.Passphrase = identity, passphrase
	s.write(req, path, s.desk.Fail)
}

func (s *Screen) write(req studio.ExportRequest, path string, failed func(error)) {
	s.desk.Try(s.desk.T("versions.writing"), func(ctx context.Context, _ task.Report) error {
		_, err := s.desk.Studio.ExportFile(ctx, req, path)
		return err
	}, func(err error) {
		if err != nil {
			failed(err)
			return
		}
		s.wrote(path, req.Identity != "")
	})
}

// wrote offers what comes next: to look at a file, or to verify one that was
// signed.
func (s *Screen) wrote(path string, signed bool) {
	if s.desk.Wrote != nil {
		s.desk.Wrote(path)
	}
	next, do := s.desk.T("versions.open"), func() { s.desk.Fail(s.desk.OpenFile(path)) }
	if signed {
		next, do = s.desk.T("versions.verify"), func() { s.actions.VerifyFile(path) }
	}
	s.desk.Offer(s.desk.T("versions.written", i18n.Data{"File": filepath.Base(path)}), next, do)
	s.Reload()
}
