package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TypedRune does nothing.
func (o *Outline) TypedRune(rune) {}

// TypedKey moves the selection and runs the plain keys.
func (o *Outline) TypedKey(k *fyne.KeyEvent) {
	i := o.index(o.selected)
	switch k.Name {
	case fyne.KeyDown:
		o.step(i + 1)
	case fyne.KeyUp:
		o.step(max(i-1, 0))
	case fyne.KeyHome:
		o.step(0)
	case fyne.KeyEnd:
		o.step(len(o.Rows) - 1)
	case fyne.KeyPageDown:
		o.step(o.stack.page(i, 1))
	case fyne.KeyPageUp:
		o.step(o.stack.page(i, -1))
	case fyne.KeyInsert:
		o.tell(o.OnInsertAfter, true)
	case fyne.KeyDelete:
		o.tell(o.OnDelete, false)
	case fyne.KeyReturn, fyne.KeyEnter:
		o.tell(o.OnOpen, false)
	}
}

func (o *Outline) step(i int) {
	if i >= 0 && i < len(o.Rows) {
		o.Select(o.Rows[i].ID)
	}
}

// tell calls f with the selected row, or with "" where nothing is needed.
func (o *Outline) tell(f func(string), without bool) {
	if f == nil || (o.index(o.selected) < 0 && !without) {
		return
	}
	f(o.selected)
}

// TypedShortcut runs the keys with modifiers. The desktop driver sends any key
// pressed with Alt or Ctrl to the focused widget as a desktop.CustomShortcut,
// repeats included.
func (o *Outline) TypedShortcut(s fyne.Shortcut) {
	if o.OnShortcut != nil && o.OnShortcut(s) {
		return
	}
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || !o.modified(c) {
		forward(o, s)
	}
}

func (o *Outline) modified(c *desktop.CustomShortcut) bool {
	switch {
	case c.Modifier == fyne.KeyModifierShortcutDefault && c.KeyName == fyne.KeyN:
		o.tell(o.OnInsertAfter, true)
	case c.Modifier != fyne.KeyModifierAlt:
		return false
	case c.KeyName == fyne.KeyUp:
		o.shift(o.OnMove, -1)
	case c.KeyName == fyne.KeyDown:
		o.shift(o.OnMove, 1)
	case c.KeyName == fyne.KeyRight:
		o.shift(o.OnNest, 1)
	case c.KeyName == fyne.KeyLeft:
		o.shift(o.OnNest, -1)
	default:
		return false
	}
	return true
}

func (o *Outline) shift(f func(string, int), delta int) {
	if f != nil && o.index(o.selected) >= 0 {
		f(o.selected, delta)
	}
}
