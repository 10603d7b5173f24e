package versions

import (
	"path/filepath"
	"strings"

	"clausedesk/app/studio"
	"clausedesk/app/ui/desk"
	"clausedesk/app/vocabulary"
	"clausedesk/widgets"
)

// EditionForm is the part of a dialog that says what a file is: its kind, a
// second language beside the first, and where it goes.
type EditionForm struct {
	Kind   *widgets.Select // nil where only a PDF will do
	Beside *widgets.Select // nil where the version has one language
	Path   *desk.PathField
	// Signature is nil for a file that is not signed.
	Signature *SignatureForm

	screen   *Screen
	lang     string
	others   []string // in the order of Beside, after "none"
	proposed string   // the name that the path ends in unless it was changed
	ending   string
}

// kinds are the formats that the window writes, in the order of the list.
var kinds = []studio.Format{studio.PDF, studio.HTML}

// edition adds the fields to a form. A file to be signed has one kind.
func (s *Screen) edition(form *desk.Form, lang string, signed bool) *EditionForm {
	e := &EditionForm{screen: s, lang: lang, others: s.model.Others(lang)}
	if !signed {
		e.Kind = widgets.NewSelect([]string{s.desk.T("versions.kind_pdf"), s.desk.T("versions.kind_html")}, nil)
		e.Kind.SetSelectedIndex(0)
		e.Kind.OnChanged = func(string) { e.rename() }
		form.Add(s.desk.T("versions.kind"), e.Kind)
	}
	if len(e.others) > 0 {
		names := []string{s.desk.T("versions.beside_none")}
		for _, other := range e.others {
			names = append(names, vocabulary.LanguageName(other))
		}
		e.Beside = widgets.NewSelect(names, nil)
		e.Beside.SetSelectedIndex(0)
		e.Beside.OnChanged = func(string) { e.rename() }
		form.Add(s.desk.T("versions.beside"), e.Beside)
	}
	return e
}

// path adds the field for the file, last.
func (e *EditionForm) path(form *desk.Form) {
	e.proposed = e.name()
	e.ending = filepath.Ext(e.proposed)
	e.Path = form.Path(e.screen.desk.T("versions.file"), e.proposed)
	form.Check = e.Path.Check
}

// rename lets the name of the file follow what was chosen: all of it while
// it is the proposed one, else its ending.
func (e *EditionForm) rename() {
	if e.Path == nil {
		return
	}
	now := e.name()
	ending := filepath.Ext(now)
	folder, base := filepath.Split(strings.TrimSpace(e.Path.Line.Text))
	if base == e.proposed {
		base = now
	} else if rest, had := strings.CutSuffix(base, e.ending); had {
		base = rest + ending
	}
	e.proposed, e.ending = now, ending
	e.Path.Line.SetText(folder + base)
}

func (e *EditionForm) name() string { return e.screen.fileName(e.request()) }

// request is what was chosen.
func (e *EditionForm) request() studio.ExportRequest {
	req := e.screen.request(e.lang)
	if e.Kind != nil && e.Kind.SelectedIndex() >= 0 {
		req.Format = kinds[e.Kind.SelectedIndex()]
	}
	if e.Beside != nil && e.Beside.SelectedIndex() > 0 {
		req.Beside = e.others[e.Beside.SelectedIndex()-1]
	}
	return req
}
