package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// TextArea is the editor of a longer text: it wraps at words and asks
// OnShortcut before it uses a shortcut itself, so that undo, save and the
// command palette can belong to the window. Tab leaves it. OnChanged is the
// embedded Entry's.
type TextArea struct {
	widget.Entry
	// OnShortcut is asked first; it answers true when it used the shortcut.
	// Shortcuts that nobody uses go to the canvas.
	OnShortcut func(fyne.Shortcut) bool
	// OnKey is asked before the entry about every plain key, as OnShortcut is.
	OnKey         func(*fyne.KeyEvent) bool
	OnFocusGained func()
	OnFocusLost   func()
}

var (
	_ fyne.Widget       = (*TextArea)(nil)
	_ fyne.Shortcutable = (*TextArea)(nil)
	_ fyne.Tabbable     = (*TextArea)(nil)
)

// NewTextArea makes an empty editor.
func NewTextArea() *TextArea {
	t := &TextArea{}
	t.MultiLine = true
	t.Wrapping = fyne.TextWrapWord
	t.ExtendBaseWidget(t)
	return t
}

// AcceptsTab answers false: Tab moves on to the next field.
func (t *TextArea) AcceptsTab() bool { return false }

// TypedShortcut asks OnShortcut, then the entry, then the canvas.
func (t *TextArea) TypedShortcut(s fyne.Shortcut) {
	if t.OnShortcut != nil && t.OnShortcut(s) || jump(&t.Entry, s) {
		return
	}
	entryShortcut(&t.Entry, t, s)
}

// jump takes the caret to the start or end of the text with Ctrl+Home and
// Ctrl+End, which an entry does not know.
func jump(e *widget.Entry, s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || custom.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch custom.KeyName {
	case fyne.KeyHome:
		e.CursorRow, e.CursorColumn = 0, 0
	case fyne.KeyEnd:
		toEnd(e)
	default:
		return false
	}
	e.Refresh()
	return true
}

// toEnd takes the caret behind the last letter. A page key stops at the edge of
// what is shown, so it is pressed until the row stays; and it may keep the
// column.
func toEnd(e *widget.Entry) {
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	for row := -1; row != e.CursorRow; {
		row = e.CursorRow
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}

// TypedKey asks OnKey, then the entry; Escape means nothing to it.
func (t *TextArea) TypedKey(k *fyne.KeyEvent) {
	if t.OnKey != nil && t.OnKey(k) {
		return
	}
	if k.Name == fyne.KeyEscape {
		forwardKey(t, k)
		return
	}
	t.Entry.TypedKey(k)
}

// FocusGained tells OnFocusGained.
func (t *TextArea) FocusGained() {
	t.Entry.FocusGained()
	if t.OnFocusGained != nil {
		t.OnFocusGained()
	}
}

// FocusLost tells OnFocusLost.
func (t *TextArea) FocusLost() {
	t.Entry.FocusLost()
	if t.OnFocusLost != nil {
		t.OnFocusLost()
	}
}

// SetTextQuietly replaces the text without telling OnChanged.
func (t *TextArea) SetTextQuietly(s string) { setQuietly(&t.Entry, s) }

// Line is the editor of one line, with the same hooks as TextArea.
type Line struct {
	widget.Entry
	OnShortcut    func(fyne.Shortcut) bool
	OnKey         func(*fyne.KeyEvent) bool
	OnFocusGained func()
	OnFocusLost   func()
}

var (
	_ fyne.Widget       = (*Line)(nil)
	_ fyne.Shortcutable = (*Line)(nil)
)

// NewLine makes an empty editor of one line.
func NewLine() *Line {
	l := &Line{}
	l.ExtendBaseWidget(l)
	return l
}

// TypedShortcut asks OnShortcut, then the entry, then the canvas.
func (l *Line) TypedShortcut(s fyne.Shortcut) {
	if l.OnShortcut != nil && l.OnShortcut(s) {
		return
	}
	entryShortcut(&l.Entry, l, s)
}

// TypedKey asks OnKey, then the entry; Escape means nothing to it.
func (l *Line) TypedKey(k *fyne.KeyEvent) {
	if l.OnKey != nil && l.OnKey(k) {
		return
	}
	if k.Name == fyne.KeyEscape {
		forwardKey(l, k)
		return
	}
	l.Entry.TypedKey(k)
}

// FocusGained tells OnFocusGained.
func (l *Line) FocusGained() {
	l.Entry.FocusGained()
	if l.OnFocusGained != nil {
		l.OnFocusGained()
	}
}

// FocusLost tells OnFocusLost.
func (l *Line) FocusLost() {
	l.Entry.FocusLost()
	if l.OnFocusLost != nil {
		l.OnFocusLost()
	}
}

// SetTextQuietly replaces the text without telling OnChanged.
func (l *Line) SetTextQuietly(s string) { setQuietly(&l.Entry, s) }

func setQuietly(e *widget.Entry, s string) {
	if e.Text == s {
		return
	}
	told := e.OnChanged
	e.OnChanged = nil
	e.SetText(s)
	e.OnChanged = told
}

// entryShortcut lets the entry have what it understands, the canvas the rest.
func entryShortcut(e *widget.Entry, o fyne.CanvasObject, s fyne.Shortcut) {
	if entryUses(s) {
		e.TypedShortcut(s)
		return
	}
	forward(o, s)
}

// entryUses says whether widget.Entry has a meaning for a shortcut: the
// clipboard, undo, select all, and moving or deleting by words.
func entryUses(s fyne.Shortcut) bool {
	c, custom := s.(*desktop.CustomShortcut)
	if !custom {
		return true
	}
	switch c.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}
