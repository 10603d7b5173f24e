package versions

import (
	"context"
	"os"
	"path/filepath"

	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// Sign asks for an identity and its passphrase, and then where to put the
// signed PDF.
func (s *Screen) Sign(lang string) {
	if len(s.model.Identities) == 0 {
		s.desk.Offer(s.desk.T("versions.no_identity"), s.desk.T("identities.new"), s.actions.NewIdentity)
		return
	}
	names := make([]string, len(s.model.Identities))
	for i, identity := range s.model.Identities {
		names[i] = identity.Name
	}
	identity := widget.NewSelect(names, nil)
	identity.SetSelected(names[0])
	var passphrase *widgets.Line
	form := s.desk.NewForm(s.desk.T("versions.sign_title"), s.desk.T("versions.sign"), func() {
		s.save(lang, identity.Selected, passphrase.Text)
	})
	form.Add(s.desk.T("versions.identity"), identity)
	passphrase = form.Secret(s.desk.T("identities.passphrase"), "")
	form.Show()
}

// Export asks where to put an unsigned PDF.
func (s *Screen) Export(lang string) { s.save(lang, "", "") }

// Open writes the PDF to a temporary folder and shows it in the system's own
// program, which can print it.
func (s *Screen) Open(lang string) {
	dir, err := os.MkdirTemp("", "clausedesk-")
	if err != nil {
		s.desk.Fail(err)
		return
	}
	path := s.model.FilePath(dir, s.client, lang)
	s.write(lang, "", "", path, func() { s.desk.Fail(s.desk.OpenFile(path)) })
}

func (s *Screen) save(lang, identity, passphrase string) {
	row, ok := s.model.Selected()
	if !ok {
		return
	}
	ask := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		if err != nil || file == nil {
			s.desk.Fail(err)
			return
		}
		path := file.URI().Path()
		s.desk.Fail(file.Close())
		s.write(lang, identity, passphrase, path, func() { s.wrote(path) })
	}, s.desk.Window)
	ask.SetFileName(filepath.Base(s.model.FilePath("", s.client, lang)))
	if s.desk.Folder != nil {
		if folder := s.desk.Folder(); folder != nil {
			ask.SetLocation(folder)
		}
	}
	ask.SetTitleText(s.desk.T("versions.save_title", i18n.Data{"Number": row.Number}))
	ask.Show() // first: Fyne 2.8 cannot resize a file dialog before
	ask.Resize(fyne.NewSize(780, 520))
}

// Write makes the PDF of the selected version at path, signed when an
// identity is named.
func (s *Screen) Write(lang, identity, passphrase, path string) {
	s.write(lang, identity, passphrase, path, func() { s.wrote(path) })
}

func (s *Screen) write(lang, identity, passphrase, path string, done func()) {
	row, _ := s.model.Selected()
	req := studio.ExportRequest{
		Policy: s.policy.ID, Version: row.Number, Lang: lang, Format: studio.PDF,
		Identity: identity, Passphrase: passphrase,
	}
	s.desk.Long(s.desk.T("versions.writing"), func(ctx context.Context, _ task.Report) error {
		_, err := s.desk.Studio.ExportFile(ctx, req, path)
		return err
	}, done)
}

func (s *Screen) wrote(path string) {
	s.desk.Offer(s.desk.T("versions.written", i18n.Data{"File": filepath.Base(path)}), s.desk.T("versions.open"),
		func() { s.desk.Fail(s.desk.OpenFile(path)) })
	s.Reload()
}
