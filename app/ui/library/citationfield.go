package library

import (
	"clausedesk/app/explain"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// CitationField takes the laws that a clause answers as people write them, and
// hands them on as they are stored.
type CitationField struct {
	*widgets.Field
	Line *widgets.Line

	desk   *desk.Desk
	stored string // what the text was shown for
	shown  string
	set    func(citation string)
}

// newCitationField shows a stored citation in a line.
func newCitationField(d *desk.Desk, line *widgets.Line, stored string, set func(citation string)) *CitationField {
	f := &CitationField{Field: widgets.NewField(d.T("library.citation"), line), Line: line, desk: d, set: set}
	f.Field.Hint = d.T("library.citation_hint", i18n.Data{"Example": explain.Citation(d.Loc, "Art. 13(2)(e) GDPR")})
	f.show(stored)
	line.OnChanged = func(string) { f.typed() }
	line.OnFocusLost = f.tidy
	return f
}

func (f *CitationField) show(stored string) {
	f.stored, f.shown = stored, explain.Citation(f.desk.Loc, stored)
	f.Line.SetTextQuietly(f.shown)
}

// read is what the text says. What nobody touched is what is stored, also
// where it could not be read.
func (f *CitationField) read() (string, *citationFlaw) {
	if f.Line.Text == f.shown {
		return f.stored, nil
	}
	return ReadCitation(f.Line.Text)
}

// typed hands on what can be read, and else the text as it is: it is not lost
// while the rest of the form is filled in.
func (f *CitationField) typed() {
	citation, flaw := f.read()
	if flaw != nil {
		citation = f.Line.Text
	}
	f.SetProblem("")
	f.set(citation)
}

// tidy writes the citation as the program does, or says what it lacks.
func (f *CitationField) tidy() {
	if citation, flaw := f.read(); flaw == nil {
		f.show(citation)
	}
	f.Check()
}

// Check reports whether the citation can be kept, and says what it lacks.
func (f *CitationField) Check() bool {
	_, flaw := f.read()
	if flaw == nil {
		f.SetProblem("")
		return true
	}
	f.SetProblem(flaw.Text(f.desk.Loc))
	return false
}
