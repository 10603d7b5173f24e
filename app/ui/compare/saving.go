package compare

import (
	"context"
	"path/filepath"

	"clausedesk/app/explain"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// SaveForm asks how the changes are saved.
type SaveForm struct {
	Kind        *widgets.Select
	OnlyChanges *widgets.Check
	Path        *desk.PathField
}

// kinds of file, in the order of the list.
var fileKinds = []studio.Format{studio.PDF, studio.HTML}

// Save asks for the kind of a file and where to put it. The file is in the
// language of the text.
func (s *Screen) Save() *SaveForm {
	d := s.desk
	f := &SaveForm{OnlyChanges: widgets.NewCheck(d.T("compare.only_changes"), nil)}
	f.OnlyChanges.Checked = s.model.OnlyChanges
	form := d.NewForm(d.T("compare.save_title"), d.T("compare.save_do"), func() {
		s.write(fileKinds[max(0, f.Kind.SelectedIndex())], f.OnlyChanges.Checked, f.Path.Path())
	})
	f.Kind = widgets.NewSelect([]string{d.T("versions.kind_pdf"), d.T("versions.kind_html")}, nil)
	f.Kind.SetSelectedIndex(0)
	f.Kind.OnChanged = func(string) { f.Path.SetEnding("." + string(fileKinds[f.Kind.SelectedIndex()])) }
	form.Add(d.T("versions.kind"), f.Kind)
	form.Put(f.OnlyChanges)
	f.Path = form.Path(d.T("versions.file"), studio.ChangesName(s.edition(), studio.PDF))
	form.Check = f.Path.Check
	form.Show()
	return f
}

func (s *Screen) write(format studio.Format, onlyChanges bool, path string) {
	shown := s.model.Shown
	loc := i18n.New(shown.After.Text.Lang)
	e := shown.Edition(loc.Language(), explain.Comparison(loc, shown))
	e.OnlyChanges, e.SideBySide = onlyChanges, s.model.Beside && format == studio.HTML
	s.desk.Long(s.desk.T("versions.writing"), func(ctx context.Context, _ task.Report) error {
		return s.desk.Studio.WriteChangesFile(ctx, s.snap.Policy.ID, e, format, path)
	}, func() {
		if s.desk.Wrote != nil {
			s.desk.Wrote(path)
		}
		s.desk.Offer(s.desk.T("versions.written", i18n.Data{"File": filepath.Base(path)}), s.desk.T("versions.open"),
			func() { s.desk.Fail(s.desk.OpenFile(path)) })
	})
}
