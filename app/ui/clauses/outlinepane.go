package clauses

import (
	"clausedesk/app/policy"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

func (s *Screen) buildOutline() {
	s.Outline = widgets.NewOutline(nil, func(id string) { s.Select(policy.ID(id)) })
	s.Outline.OnShortcut = s.desk.Shortcut
	s.Outline.OnMove = func(id string, by int) { s.try(s.model.Move(policy.ID(id), by)) }
	s.Outline.OnNest = func(id string, by int) { s.try(s.model.Nest(policy.ID(id), by)) }
	s.Outline.OnDelete = func(id string) { s.Delete(policy.ID(id)) }
	s.Outline.OnOpen = func(string) { s.open() }
	s.Outline.OnInsertAfter = func(string) { s.Add() }
	s.Outline.OnDrop = s.drop
	s.Outline.OnMenu = s.menu
}

func (s *Screen) outlinePane() fyne.CanvasObject {
	foot := widgets.NewPanel("", widgets.InsetXY(4, 10), widgets.NewWrap(4,
		widgets.QuietButton(s.desk.T("clauses.add"), s.Add),
		widgets.QuietButton(s.desk.T("clauses.insert"), s.InsertFromLibrary)))
	return widgets.NewPanel(widgets.ColorCanvas, widgets.InsetXY(4, 8), widgets.NewFrame(nil, foot, s.Outline))
}

// open takes the keyboard to what the form of the clause is filled in with.
func (s *Screen) open() {
	if c, _ := s.model.Selected(); c.Linked() {
		s.desk.Window.Canvas().Focus(s.linked.first())
		return
	}
	s.desk.Window.Canvas().Focus(s.Body)
}

// Add inserts a clause after the selected one and waits for its heading.
func (s *Screen) Add() {
	s.try(s.model.Add())
	s.desk.Window.Canvas().Focus(s.Heading)
}

// Duplicate copies the selected clause with its translations.
func (s *Screen) Duplicate() { s.try(s.model.Duplicate()) }

func (s *Screen) deleteSelected() {
	if c, ok := s.model.Selected(); ok {
		s.Delete(c.ID)
	}
}

// Delete removes a clause and offers to take it back. References that now
// lead nowhere are counted.
func (s *Screen) Delete(id policy.ID) {
	referring := s.model.Referring(id)
	if err := s.model.Delete(id); err != nil {
		s.try(err)
		return
	}
	s.offerUndo(s.desk.T("clauses.deleted"), referring)
}

// ToggleHidden hides the selected clause, or shows it again.
func (s *Screen) ToggleHidden() {
	c, _ := s.model.Selected()
	referring := s.model.Referring(c.ID)
	if err := s.model.ToggleHidden(); err != nil {
		s.try(err)
		return
	}
	if !c.Hidden && referring > 0 {
		s.offerUndo(s.desk.T("clauses.hid"), referring)
	}
}

func (s *Screen) offerUndo(done string, referring int) {
	if referring > 0 {
		done += " " + s.desk.Loc.N("clauses.referring", referring)
	}
	s.desk.Offer(done, s.desk.T("action.undo"), func() { s.model.Draft.Undo() })
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
		item("clauses.add", s.Add), item("clauses.insert", s.InsertFromLibrary), item("clauses.duplicate", s.Duplicate),
		fyne.NewMenuItemSeparator(),
		item("clauses.up", func() { s.try(s.model.Move(policy.ID(id), -1)) }),
		item("clauses.down", func() { s.try(s.model.Move(policy.ID(id), 1)) }),
		item("clauses.nest", func() { s.try(s.model.Nest(policy.ID(id), 1)) }),
		item("clauses.lift", func() { s.try(s.model.Nest(policy.ID(id), -1)) }),
		fyne.NewMenuItemSeparator(),
		item("clauses.condition", s.EditCondition),
		item("clauses.toggle_hidden", s.ToggleHidden),
		item("clauses.delete", func() { s.Delete(policy.ID(id)) }),
	), s.desk.Window.Canvas(), at)
}
