package clauses

import (
	"strings"

	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// toolbar writes the marks of clause text for who does not know them.
func (s *Screen) toolbar() fyne.CanvasObject {
	button := func(key string, do func()) fyne.CanvasObject { return widgets.QuietButton(s.desk.T(key), do) }
	var placeholder *widgets.Button
	placeholder = widgets.QuietButton(s.desk.T("clauses.placeholder"), func() { s.choosePlaceholder(placeholder) })
	return container.NewHBox(
		button("clauses.bold", s.Bold), button("clauses.italic", s.Italic),
		button("clauses.list", s.List), button("clauses.link", s.Link), placeholder,
	)
}

// Bold puts the selected text in bold.
func (s *Screen) Bold() { s.surround("**", "**") }

// Italic puts the selected text in italics.
func (s *Screen) Italic() { s.surround("*", "*") }

// Link makes the selected text a link.
func (s *Screen) Link() { s.surround("[", "](https://)") }

// List makes the selected lines list items.
func (s *Screen) List() {
	lines := strings.Split(s.Body.SelectedText(), "\n")
	for i := range lines {
		lines[i] = "- " + strings.TrimPrefix(lines[i], "- ")
	}
	s.insert(strings.Join(lines, "\n"))
}

func (s *Screen) surround(before, after string) {
	s.insert(before + s.Body.SelectedText() + after)
}

// insert replaces the selection of the body, as a paste would.
func (s *Screen) insert(text string) {
	s.desk.Window.Canvas().Focus(s.Body)
	s.Body.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &held{text}})
}

// held is a clipboard of one text.
type held struct{ text string }

func (h *held) Content() string     { return h.text }
func (h *held) SetContent(s string) { h.text = s }

func (s *Screen) choosePlaceholder(at fyne.CanvasObject) {
	var items []*fyne.MenuItem
	for _, expr := range Placeholders() {
		items = append(items, fyne.NewMenuItem(s.desk.T("fact."+expr), func() { s.insert("{{" + expr + "}}") }))
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(at)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.desk.Window.Canvas(),
		pos.AddXY(0, at.Size().Height))
}

// shortcut handles the marks while one types in the body; the rest is the
// program's.
func (s *Screen) shortcut(sc fyne.Shortcut) bool {
	if custom, ok := sc.(*desktop.CustomShortcut); ok && custom.Modifier == fyne.KeyModifierShortcutDefault {
		switch custom.KeyName {
		case fyne.KeyB:
			s.Bold()
			return true
		case fyne.KeyI:
			s.Italic()
			return true
		}
	}
	return s.desk.Shortcut != nil && s.desk.Shortcut(sc)
}
