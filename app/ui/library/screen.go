package library

import (
	"context"

	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Part is one of the three parts of the screen.
type Part string

// The parts.
const (
	PartClauses  Part = "clauses"
	PartServices Part = "services"
	PartUpdates  Part = "updates"
)

// Actions are what the screen asks of the window.
type Actions struct {
	Open func(policy.ID)
	// Accept brings updates into policies and then calls done.
	Accept func(choices []studio.Choice, done func())
}

// Screen is the library in the window.
type Screen struct {
	Tabs     *widgets.TabBar
	Clauses  *Clauses
	Services *Services
	Updates  *Updates

	desk    *desk.Desk
	actions Actions
	shelf   *Shelf
	loader  task.Repeater
	stack   *fyne.Container
	content fyne.CanvasObject
	then    []func() // once what is asked for is on the screen
}

// New builds the screen and begins to read the library.
func New(d *desk.Desk, actions Actions) *Screen {
	s := &Screen{desk: d, actions: actions, stack: container.NewStack()}
	s.loader = task.Repeater{Runner: d.Runner, Make: s.loadJob}
	s.Clauses, s.Services, s.Updates = newClauses(s), newServices(s), newUpdates(s)
	s.Tabs = widgets.NewTabBar(nil, func(string) { s.Shown() })
	s.nameTabs(0)
	s.content = desk.Page(d.T("library.caption"), d.T("library.title"), s.Tabs, s.stack)
	s.Tabs.Select(string(PartClauses))
	s.Reload()
	return s
}

// nameTabs counts the updates on their tab.
func (s *Screen) nameTabs(updates int) {
	name := s.desk.T("library.updates")
	if updates > 0 {
		name = s.desk.T("library.updates_count", i18n.Data{"Number": updates})
	}
	s.Tabs.Tabs = []widgets.Tab{
		{ID: string(PartClauses), Title: s.desk.T("library.clauses")},
		{ID: string(PartServices), Title: s.desk.T("library.services")},
		{ID: string(PartUpdates), Title: name},
	}
	if s.Tabs.Selected() == "" {
		s.Tabs.Select(string(PartClauses))
	}
	s.Tabs.Refresh()
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Show goes to a part.
func (s *Screen) Show(part Part) {
	if s.Tabs.Selected() == string(part) {
		s.Shown()
		return
	}
	s.Tabs.Select(string(part))
}

// ShowUpdates goes to the updates, of one policy or with no identifier of all.
func (s *Screen) ShowUpdates(only policy.ID) {
	s.Updates.only = only
	s.Updates.fill()
	s.Show(PartUpdates)
}

// Shown puts the part in place, and the keyboard where one begins there.
func (s *Screen) Shown() {
	object := s.Clauses.content
	switch Part(s.Tabs.Selected()) {
	case PartServices:
		object = s.Services.content
	case PartUpdates:
		object = s.Updates.content
	}
	s.stack.Objects = []fyne.CanvasObject{object}
	s.stack.Refresh()
	s.desk.Focus(s.first())
}

// first is where one begins in the part that is shown: in what is being
// edited, or where one looks for something.
func (s *Screen) first() fyne.Focusable {
	part, f := s.Clauses.Search, s.Clauses.form()
	switch Part(s.Tabs.Selected()) {
	case PartServices:
		part, f = s.Services.Search, s.Services.form()
	case PartUpdates:
		if s.Updates.Hand != nil {
			return s.Updates.Hand
		}
		return s.Updates.List
	}
	if f != nil {
		return f.first()
	}
	return part
}

// Unsaved reports whether a clause, a service or an update is being edited.
func (s *Screen) Unsaved() bool {
	return s.Clauses.Form != nil && s.Clauses.Form.changed() || s.Services.Form != nil && s.Services.Form.changed() ||
		s.Updates.deciding()
}

// Resume goes on where another screen was, as when the language is switched:
// what is being edited there comes along. The keyboard goes there when the
// window shows it.
func (s *Screen) Resume(was *Screen, shown bool) {
	s.Tabs.Select(was.Tabs.Selected())
	s.reloadThen(func() {
		if form := was.Clauses.Form; form != nil {
			s.Clauses.goOn(form)
		}
		if form := was.Services.Form; form != nil {
			s.Services.goOn(form)
		}
		s.Updates.goOn(was.Updates)
		if shown {
			s.desk.Focus(s.first())
		}
	})
}

// Reload reads the library again.
func (s *Screen) Reload() { s.loader.Ask() }

// reloadThen reads it again and then goes on.
func (s *Screen) reloadThen(do func()) {
	s.then = append(s.then, do)
	s.Reload()
}

func (s *Screen) loadJob() task.Job {
	var shelf *Shelf
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) error {
			clients, err := s.desk.Studio.Store.Clients(ctx)
			if err != nil {
				return err
			}
			shelf, err = Load(ctx, s.desk.Studio, clients)
			return err
		},
		Done: func(err error) {
			if err != nil {
				s.desk.Fail(err)
				return
			}
			s.shelf = shelf
			s.fill()
		},
	}
}

func (s *Screen) fill() {
	s.nameTabs(len(s.shelf.Offers))
	s.Clauses.fill()
	s.Services.fill()
	s.Updates.fill()
	then := s.then
	s.then = nil
	for _, do := range then {
		do()
	}
}

// change runs a use case and then what shows it, with what it changed read.
func (s *Screen) change(work func(ctx context.Context) error, done func()) {
	s.desk.Do(work, func() { s.reloadThen(done) })
}

// pane is a list at the left with what it selects at the right.
func pane(list, detail fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewColumns(
		widgets.Column{Width: 330, Min: 250, Content: widgets.NewPanel(widgets.ColorCanvas, widgets.InsetXY(4, 8), list)},
		widgets.Column{Min: 400, Content: widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, detail)},
	)
}

// page puts what is read into a column that scrolls.
func page(objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(widgets.NewPanel("", widgets.InsetXY(24, 18), widgets.NewStack(16, objects...)))
}

// halves puts two contents side by side.
func halves(left, right fyne.CanvasObject) fyne.CanvasObject {
	const gap = 8
	return container.NewGridWithColumns(2, widgets.NewPanel("", widgets.Insets{Right: gap}, left),
		widgets.NewPanel("", widgets.Insets{Left: gap}, right))
}

// field shows an answer under its caption.
func field(caption, text string) fyne.CanvasObject {
	return widgets.NewField(caption, widgets.NewPassage(text))
}
