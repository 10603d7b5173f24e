package clauses

import (
	"slices"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/app/ui/preview"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
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
	origin  *widgets.Badge
	title   *widget.Label
	form    fyne.CanvasObject
	empty   fyne.CanvasObject
	content fyne.CanvasObject
	filling bool
	closed  bool
}

// New builds the tab over an open draft.
func New(d *desk.Desk, open *draft.Draft) *Screen {
	s := &Screen{desk: d, model: NewModel(open)}
	s.Preview = preview.New(d, open, open.Snapshot().Policy.SourceLang)
	s.buildOutline()
	s.buildForm()
	s.content = widgets.NewColumns(
		widgets.Column{Width: 290, Min: 230, Content: s.outlinePane()},
		widgets.Column{Width: 0, Content: container.NewStack(s.form, s.empty)},
		widgets.Column{Width: 430, Min: 190, Content: s.Preview.Object()},
	)
	open.Listen(s.changed)
	s.fill()
	return s
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
	s.Preview.Close()
}

// Select shows a clause, as a click in the outline does.
func (s *Screen) Select(id policy.ID) {
	s.model.Select(id)
	s.fill()
	s.Preview.Show(id)
}

// Selected returns the clause in the form, empty when there is none.
func (s *Screen) Selected() policy.ID { return s.model.selected }

func (s *Screen) buildOutline() {
	s.Outline = widgets.NewOutline(nil, func(id string) { s.Select(policy.ID(id)) })
	s.Outline.OnShortcut = s.desk.Shortcut
	s.Outline.OnMove = func(id string, by int) { s.try(s.model.Move(policy.ID(id), by)) }
	s.Outline.OnNest = func(id string, by int) { s.try(s.model.Nest(policy.ID(id), by)) }
	s.Outline.OnDelete = func(id string) { s.Delete(policy.ID(id)) }
	s.Outline.OnOpen = func(string) { s.desk.Window.Canvas().Focus(s.Body) }
	s.Outline.OnInsertAfter = func(string) { s.Add() }
	s.Outline.OnDrop = s.drop
	s.Outline.OnMenu = s.menu
}

func (s *Screen) outlinePane() fyne.CanvasObject {
	add := widgets.QuietButton(s.desk.T("clauses.add"), s.Add)
	foot := widgets.NewPanel("", widgets.InsetXY(12, 10), add)
	return widgets.NewPanel(widgets.ColorCanvas, widgets.InsetXY(4, 8), widgets.NewFrame(nil, foot, s.Outline))
}

func (s *Screen) buildForm() {
	s.title = widget.NewLabel("")
	s.title.TextStyle.Bold = true
	s.title.SizeName = theme.SizeNameSubHeadingText
	s.title.Truncation = fyne.TextTruncateEllipsis
	s.origin = widgets.NewBadge("", widgets.KindAccent)
	s.Heading = widgets.NewLine()
	s.Heading.OnShortcut = s.desk.Shortcut
	s.Heading.OnChanged = func(text string) { s.typed(s.model.SetHeading, text) }
	s.Heading.OnSubmitted = func(string) { s.desk.Window.Canvas().Focus(s.Body) }
	s.Body = widgets.NewTextArea()
	s.Body.OnShortcut = s.shortcut
	s.Body.OnChanged = func(text string) { s.typed(s.model.SetBody, text) }
	s.Hidden = widget.NewCheck(s.desk.T("clauses.hidden"), func(bool) {
		if !s.filling {
			s.try(s.model.ToggleHidden())
		}
	})
	s.form = s.layoutForm()
	s.empty = widgets.NewEmptyState(s.desk.T("clauses.empty_title"), s.desk.T("clauses.empty_text"),
		widgets.PrimaryButton(s.desk.T("clauses.add"), s.Add))
}

func (s *Screen) layoutForm() fyne.CanvasObject {
	head := container.NewBorder(nil, nil, nil, container.NewCenter(s.origin), widgets.NewFlush(s.title))
	top := widgets.NewFieldStack(head, widgets.NewField(s.desk.T("clauses.heading"), s.Heading), s.toolbar())
	foot := widgets.NewPanel("", widgets.Insets{Top: 10}, container.NewBorder(nil, nil, s.Hidden,
		widgets.QuietButton(s.desk.T("clauses.delete"), s.deleteSelected)))
	return widgets.NewPanel(widgets.ColorPaper, widgets.InsetXY(24, 18),
		widgets.NewFrame(widgets.NewPanel("", widgets.Insets{Bottom: 6}, top), foot, s.Body))
}

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

// Add inserts a clause after the selected one and waits for its heading.
func (s *Screen) Add() {
	s.try(s.model.Add())
	s.desk.Window.Canvas().Focus(s.Heading)
}

// Duplicate copies the selected clause.
func (s *Screen) Duplicate() { s.try(s.model.Duplicate()) }

func (s *Screen) deleteSelected() {
	if c, ok := s.model.Selected(); ok {
		s.Delete(c.ID)
	}
}

// Delete removes a clause and offers to take it back.
func (s *Screen) Delete(id policy.ID) {
	if err := s.model.Delete(id); err != nil {
		s.try(err)
		return
	}
	s.desk.Offer(s.desk.T("clauses.deleted"), s.desk.T("action.undo"), func() { s.model.Draft.Undo() })
}

func (s *Screen) drop(id, target string, place widgets.DropPlace) {
	where := map[widgets.DropPlace]policy.Where{
		widgets.DropBefore: policy.Before, widgets.DropAfter: policy.After, widgets.DropInside: policy.Inside,
	}[place]
	s.try(s.model.Place(policy.ID(id), policy.ID(target), where))
}

func (s *Screen) menu(id string, at fyne.Position) {
	s.Select(policy.ID(id))
	item := func(key string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(s.desk.T(key), do) }
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("",
		item("clauses.add", s.Add), item("clauses.duplicate", s.Duplicate),
		fyne.NewMenuItemSeparator(),
		item("clauses.up", func() { s.try(s.model.Move(policy.ID(id), -1)) }),
		item("clauses.down", func() { s.try(s.model.Move(policy.ID(id), 1)) }),
		item("clauses.nest", func() { s.try(s.model.Nest(policy.ID(id), 1)) }),
		item("clauses.lift", func() { s.try(s.model.Nest(policy.ID(id), -1)) }),
		fyne.NewMenuItemSeparator(),
		item("clauses.toggle_hidden", func() { s.try(s.model.ToggleHidden()) }),
		item("clauses.delete", func() { s.Delete(policy.ID(id)) }),
	), s.desk.Window.Canvas(), at)
}

// changed draws what the draft says changed, wherever the change came from.
func (s *Screen) changed(c draft.Change) {
	if s.closed || !c.Clauses {
		return
	}
	if c.Select != "" {
		s.model.Select(c.Select)
	}
	s.fill()
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
			Depth: row.Depth, Hidden: row.Hidden, HasChildren: row.HasChildren,
		}
	}
	if !slices.Equal(shown, s.Outline.Rows) {
		s.Outline.SetRows(shown)
	}
	clause, ok := s.model.Selected()
	s.Outline.SetSelected(string(clause.ID))
	s.fillForm(clause, ok)
}

func (s *Screen) fillForm(c policy.Clause, ok bool) {
	widgets.SetVisible(s.form, ok)
	widgets.SetVisible(s.empty, !ok)
	title := markup.Title(c)
	if title == "" {
		title = s.desk.T("clauses.untitled")
	}
	setIfOther(s.title.Text, title, s.title.SetText)
	setIfOther(s.origin.Text, s.desk.T("origin."+string(c.Origin)), func(text string) { s.origin.Set(text, widgets.KindAccent) })
	setIfOther(s.Heading.Text, c.Heading, s.Heading.SetTextQuietly)
	setIfOther(s.Body.Text, c.Body, s.Body.SetTextQuietly)
	s.Hidden.SetChecked(c.Hidden)
}

// setIfOther leaves an entry alone that shows the text already, so that the
// caret stays where the person types.
func setIfOther(have, want string, set func(string)) {
	if have != want {
		set(want)
	}
}
