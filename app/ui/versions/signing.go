package versions

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"clausedesk/app/sign"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
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
	var edition *EditionForm
	var chosen *SignatureForm
	var form *desk.Form
	form = s.desk.NewForm(s.desk.T("versions.sign_title"), s.desk.T("versions.sign_do"), func() {
		req := edition.request()
		req.Signature, req.Countersign = chosen.signature(identity.Selected), chosen.Countersign.Checked
		s.signed(form, chosen, req, edition.Path.Path())
	})
	form.Add(s.desk.T("versions.identity"), identity)
	edition = s.edition(form, lang, true)
	chosen = signatureFields(s.desk, form)
	edition.Signature = chosen
	edition.path(form)
	form.Show()
	return edition
}

// signed writes the signed PDF. A wrong passphrase opens the form again; a
// certificate that is not valid now is asked about.
func (s *Screen) signed(form *desk.Form, chosen *SignatureForm, req studio.ExportRequest, path string) {
	s.write(req, path, func(err error) {
		switch {
		case errors.Is(err, sign.ErrWrongPassphrase):
			form.Again(chosen.passphrase, s.desk.Explain(err))
		case errors.Is(err, sign.ErrExpired), errors.Is(err, sign.ErrNotYetValid):
			why := widget.NewLabel(s.desk.Explain(err))
			why.Wrapping = fyne.TextWrapWord
			s.desk.Ask(s.desk.T("versions.sign_title"), s.desk.T("versions.accept_expired"), why, func() {
				req.AcceptExpired = true
				s.write(req, path, s.desk.Fail)
			})
		default:
			s.desk.Fail(err)
		}
	})
}

// SignatureForm is the part of a dialog that says how a PDF is signed.
type SignatureForm struct {
	Level       *widgets.Select
	Countersign *widgets.Check
	passphrase  *widgets.Line
	reason      *widgets.Line
}

// levels are those of PAdES, in the order of the list.
var levels = []struct {
	level sign.Level
	key   string
}{
	{sign.LevelBB, "versions.level_bb"},
	{sign.LevelBT, "versions.level_bt"},
	{sign.LevelBLT, "versions.level_blt"},
	{sign.LevelBLTA, "versions.level_blta"},
}

// signatureFields adds the fields to a form.
func signatureFields(d *desk.Desk, form *desk.Form) *SignatureForm {
	names := make([]string, len(levels))
	for i, l := range levels {
		names[i] = d.T(l.key)
	}
	f := &SignatureForm{Level: widgets.NewSelect(names, nil)}
	f.Level.SetSelectedIndex(0)
	f.Countersign = widgets.NewCheck(d.T("versions.countersign"), nil)
	form.Add(d.T("versions.level"), f.Level)
	form.Put(f.Countersign)
	f.passphrase = form.Secret(d.T("identities.passphrase"), "")
	f.reason = form.Line(d.T("versions.reason"), "", "")
	return f
}

// signature is what was chosen, by an identity.
func (f *SignatureForm) signature(identity string) studio.Signature {
	out := studio.Signature{Identity: identity, Passphrase: f.passphrase.Text, Reason: strings.TrimSpace(f.reason.Text)}
	if i := f.Level.SelectedIndex(); i >= 0 {
		out.Level = levels[i].level
	}
	return out
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
	return s.model.FileName(studio.FileNamed{Client: s.client, Policy: s.policy.Title(req.Lang), Lang: langs, Format: req.Format})
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
