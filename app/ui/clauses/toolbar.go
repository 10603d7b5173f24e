package clauses

import (
	"strconv"
	"strings"

	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// toolbar writes the marks of clause text for who does not know them. What is
// used most comes first: the rest is in a menu where the window is narrow.
func (s *Screen) toolbar() fyne.CanvasObject {
	tool := func(key string, do func()) widgets.Tool { return widgets.Tool{Text: s.desk.T(key), Do: do} }
	return widgets.NewToolbar(s.desk.T("clauses.more"),
		tool("clauses.bold", s.Bold), tool("clauses.italic", s.Italic), tool("clauses.placeholder", s.InsertPlaceholder),
		tool("clauses.list", s.List), tool("clauses.only_when", s.InsertCondition), tool("clauses.link", s.Link),
		tool("clauses.numbered", s.Numbered), tool("clauses.table", s.Table),
	)
}

// Bold puts the selected text in bold.
func (s *Screen) Bold() { s.surround("**", "**") }

// Italic puts the selected text in italics.
func (s *Screen) Italic() { s.surround("*", "*") }

// Link makes the selected text a link.
func (s *Screen) Link() { s.surround("[", "](https://)") }

// List makes the selected lines list items.
func (s *Screen) List() { s.lines(func(int) string { return "- " }) }

// Numbered makes the selected lines items with numbers.
func (s *Screen) Numbered() { s.lines(func(i int) string { return strconv.Itoa(i+1) + ". " }) }

// lines puts a marker before each selected line, in place of one it has.
func (s *Screen) lines(marker func(i int) string) {
	lines := strings.Split(s.Body.SelectedText(), "\n")
	for i, line := range lines {
		lines[i] = marker(i) + strings.TrimLeft(strings.TrimPrefix(line, "- "), "0123456789. ")
	}
	s.insert(strings.Join(lines, "\n"))
}

// Table begins a table; each selected line becomes a row of it.
func (s *Screen) Table() {
	rows := "|  |  |\n| --- | --- |\n"
	for _, line := range strings.Split(s.Body.SelectedText(), "\n") {
		rows += "| " + line + " |  |\n"
	}
	s.insert("\n\n" + rows + "\n")
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

// InsertPlaceholder finds a fact, a section or a list, table or count of
// records by its name and writes it where the caret is.
func (s *Screen) InsertPlaceholder() {
	words := s.words()
	snap := s.model.Draft.Snapshot()
	var commands []widgets.Command
	for _, offer := range Placeholders(s.model.Draft.Clauses()) {
		use := useOf(snap, offer.Expr)
		commands = append(commands, widgets.Command{ID: offer.Expr, Title: words.offer(offer), Shortcut: words.state(use)})
	}
	menu := widgets.NewCommandPalette(commands, func(expr string) { s.insert(written(expr)) })
	menu.Placeholder, menu.NothingText = s.desk.T("clauses.placeholder_search"), s.desk.T("answers.nothing")
	s.desk.Window.Canvas().Focus(s.Body)
	menu.Open(s.desk.Window.Canvas())
}

// written is a placeholder as it stands in the text: a table or list of points
// in a paragraph of its own.
func written(expr string) string {
	if blockExpr(expr) {
		return "\n\n{{" + expr + "}}\n\n"
	}
	return "{{" + expr + "}}"
}

// InsertCondition builds a condition and begins the paragraph of the caret
// with it.
func (s *Screen) InsertCondition() {
	at := s.Body.CursorTextOffset()
	s.askCondition("condition.paragraph_title", Rule{}, func(text string) {
		if text == "" {
			return
		}
		s.Body.SetText(Conditional(s.Body.Text, at, text))
		s.desk.Window.Canvas().Focus(s.Body)
	})
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
