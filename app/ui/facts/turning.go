package facts

import (
	"slices"

	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
)

// turns goes to the next page with Ctrl+PageDown, and to the one before with
// Ctrl+PageUp; false for any other shortcut.
func (s *Screen) turns(c fyne.Shortcut) bool {
	switch {
	case desk.Pressed(c, fyne.KeyPageDown):
		s.turn(1)
	case desk.Pressed(c, fyne.KeyPageUp):
		s.turn(-1)
	default:
		return false
	}
	return true
}

// turn shows a page some places further and puts the keyboard into it.
func (s *Screen) turn(by int) {
	if to, ok := s.beside(s.List.Selected(), by); ok {
		s.List.Select(to.ID)
		s.Shown()
	}
}

// beside is the page some places further than one; false past the ends.
func (s *Screen) beside(id string, by int) (Section, bool) {
	pages := Sections()
	at := slices.IndexFunc(pages, func(p Section) bool { return p.ID == id }) + by
	if at < 0 || at >= len(pages) {
		return Section{}, false
	}
	return pages[at], true
}

// further leads to the next page, where Tab comes after the last field.
func (s *Screen) further(section Section) fyne.CanvasObject {
	next, ok := s.beside(section.ID, 1)
	if !ok {
		return layout.NewSpacer()
	}
	button := widgets.QuietButton(s.desk.T("facts.next", i18n.Data{"Section": s.title(next)}), func() { s.turn(1) })
	button.Hint = nextKey()
	return widgets.NewRow(0, button)
}

// nextKey is the shortcut of the next page, as keyboards write it.
func nextKey() string {
	if fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper {
		return "Cmd+PageDown"
	}
	return "Ctrl+PageDown"
}
