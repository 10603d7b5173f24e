package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained marks the selected row, the first if there was none.
func (t *RecordTable) FocusGained() {
	t.focused = true
	if t.selected < 0 && len(t.Rows) > 0 {
		t.selected = 0
		if t.OnSelected != nil {
			t.OnSelected(0)
		}
	}
	t.Refresh()
	if t.OnFocused != nil {
		t.OnFocused()
	}
}

// FocusLost takes the ring away.
func (t *RecordTable) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune does nothing.
func (t *RecordTable) TypedRune(rune) {}

// TypedKey moves the selection and runs the plain keys.
func (t *RecordTable) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		t.Select(min(t.selected+1, len(t.Rows)-1))
	case fyne.KeyUp:
		t.Select(max(t.selected-1, 0))
	case fyne.KeyHome:
		t.Select(0)
	case fyne.KeyEnd:
		t.Select(len(t.Rows) - 1)
	case fyne.KeyPageDown:
		t.Select(t.stack.page(t.selected, 1))
	case fyne.KeyPageUp:
		t.Select(t.stack.page(t.selected, -1))
	case fyne.KeyInsert:
		t.insert()
	case fyne.KeyDelete:
		t.tell(t.OnDelete)
	case fyne.KeyReturn, fyne.KeyEnter:
		if len(t.Rows) == 0 {
			t.insert()
			return
		}
		t.tell(t.OnOpen)
	case fyne.KeyF2:
		t.tell(t.OnOpen)
	case fyne.KeyF1:
		if t.OnHelp != nil {
			t.OnHelp()
		}
	}
}

func (t *RecordTable) insert() {
	if t.OnInsert != nil {
		t.OnInsert(t.selected)
	}
}

func (t *RecordTable) tell(f func(int)) {
	if f != nil && t.selected >= 0 {
		f(t.selected)
	}
}

// TypedShortcut runs the keys with modifiers, then asks OnShortcut, then the
// canvas.
func (t *RecordTable) TypedShortcut(s fyne.Shortcut) {
	if t.own(s) || t.OnShortcut != nil && t.OnShortcut(s) {
		return
	}
	forward(t, s)
}

// own knows Ctrl+V under both of the names that drivers give it.
func (t *RecordTable) own(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		return t.paste(s.Clipboard)
	case *desktop.CustomShortcut:
		return t.modified(s)
	}
	return false
}

func (t *RecordTable) paste(from fyne.Clipboard) bool {
	if t.OnPaste == nil {
		return false
	}
	if from == nil {
		from = fyne.CurrentApp().Clipboard()
	}
	t.OnPaste(from.Content())
	return true
}

func (t *RecordTable) modified(c *desktop.CustomShortcut) bool {
	control := c.Modifier == fyne.KeyModifierShortcutDefault
	alt := c.Modifier == fyne.KeyModifierAlt
	switch {
	case control && c.KeyName == fyne.KeyN:
		t.insert()
	case control && c.KeyName == fyne.KeyD:
		t.tell(t.OnDuplicate)
	case control && c.KeyName == fyne.KeyV:
		return t.paste(nil)
	case alt && c.KeyName == fyne.KeyUp:
		t.shift(-1)
	case alt && c.KeyName == fyne.KeyDown:
		t.shift(1)
	default:
		return false
	}
	return true
}

func (t *RecordTable) shift(delta int) {
	if to := t.selected + delta; t.OnMove != nil && t.selected >= 0 && to >= 0 && to < len(t.Rows) {
		t.OnMove(t.selected, delta)
	}
}
