package clauses

import (
	"slices"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/task"
	"clausedesk/app/ui/answers"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/app/ui/preview"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Screen is the tab in the window.
type Screen struct {
	Outline *widgets.Outline
	Heading *widgets.Line
	Body    *widgets.TextArea
	Hidden  *widget.Check
	Preview *preview.Preview

	desk    *desk.Desk
	model   *Model
	book    *answers.Book
	lib     *library.Library // nil until it is read
	head    *head
	linked  *linkedPane
	editor  fyne.CanvasObject
	used    *fyne.Container // the chips of the placeholders
	counter task.Repeater   // finds what stands in used
	terms   *termsPane
	about   *container.Scroll // used and terms
	when    *whenLine
	foot    *foot
	form    fyne.CanvasObject
	empty   fyne.CanvasObject
	content fyne.CanvasObject
	unseen  *widgets.Callout // that what is written is in no document now
	bodyOf  policy.ID        // the clause that Body shows
	filling bool
	closed  bool
}

// New builds the tab over an open draft and its answers, with the page in the
// language it was shown in before.
func New(d *desk.Desk, open *draft.Draft, book *answers.Book, shown preview.Languages) *Screen {
	s := &Screen{desk: d, model: NewModel(open), book: book}
	s.Preview = preview.New(d, open, shown)
	s.buildOutline()
	s.buildForm()
	s.content = widgets.NewColumns(
		widgets.Column{Width: outlineWidth, Min: 205, Content: s.outlinePane()},
		widgets.Column{Width: 0, Min: 385, Content: container.NewStack(s.form, s.empty)},
		widgets.Column{Width: 430, Min: 190, Content: s.Preview.Object()},
	)
	open.Listen(s.changed)
	s.fill()
	book.Library(s.read)
	return s
}

// outlineWidth has room for both buttons at the outline's foot side by side, in
// every language.
const outlineWidth = 324

// read has the clause library: linked clauses can now say what they are for.
func (s *Screen) read(lib *library.Library) {
	if !s.closed {
		s.lib = lib
		s.fill()
	}
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Shown draws the page and puts the keyboard into the outline.
func (s *Screen) Shown() {
	s.Preview.Refresh()
	s.desk.Window.Canvas().Focus(s.Outline)
}

// Close drops what is still being drawn.
func (s *Screen) Close() {
	s.closed = true
	s.linked.close()
	s.Preview.Close()
}

// NextLanguage shows the page in the next language of the policy.
func (s *Screen) NextLanguage() { s.Preview.NextLanguage() }

// Select shows a clause, as a click in the outline does.
func (s *Screen) Select(id policy.ID) {
	s.model.Select(id)
	s.fill()
	s.Preview.Show(id)
}

// Selected returns the clause in the form, empty when there is none.
func (s *Screen) Selected() policy.ID { return s.model.selected }

// typed carries an edit of the person into the model, not one of fill.
func (s *Screen) typed(set func(string) error, text string) {
	if s.filling {
		return
	}
	s.try(set(text))
}

func (s *Screen) try(err error) {
	if err != nil {
		s.desk.Say(s.desk.Explain(err))
	}
}

// changed draws what the draft says changed, wherever the change came from.
func (s *Screen) changed(c draft.Change) {
	if s.closed || !c.Clauses {
		return
	}
	if c.Select != "" {
		s.model.Select(c.Select)
	}
	writing := s.editor.Visible()
	s.fill()
	if writing != s.editor.Visible() && s.content.Visible() {
		s.desk.Window.Canvas().Focus(s.Outline) // what had the keyboard is gone
	}
	s.Preview.Refresh()
}

// fill shows the model in the widgets.
func (s *Screen) fill() {
	s.filling = true
	defer func() { s.filling = false }()
	s.model.Select(s.model.selected)
	rows := s.model.Rows()
	shown := make([]widgets.OutlineRow, len(rows))
	for i, row := range rows {
		title := row.Title
		if title == "" {
			title = s.desk.T("clauses.untitled")
		}
		shown[i] = widgets.OutlineRow{
			ID: string(row.ID), Number: row.Number, Title: title,
			Depth: row.Depth, Hidden: row.Hidden, Off: row.Off, HasChildren: row.HasChildren,
		}
	}
	if !slices.Equal(shown, s.Outline.Rows) {
		s.Outline.SetRows(shown)
	}
	clause, ok := s.model.Selected()
	s.Outline.SetSelected(string(clause.ID))
	s.fillForm(clause, ok)
}
