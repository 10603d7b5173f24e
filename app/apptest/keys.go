package apptest

import (
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Modifiers of shortcuts. Ctrl is the Command key on macOS.
const (
	Ctrl      = fyne.KeyModifierShortcutDefault
	CtrlShift = fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift
	Alt       = fyne.KeyModifierAlt
)

// Focused returns what has the keyboard.
func (d *Driver) Focused() fyne.Focusable { return d.Canvas().Focused() }

// Type types text, a character at a time, into what has the keyboard.
func (d *Driver) Type(text string) {
	d.t.Helper()
	for _, char := range text {
		focused := d.Focused()
		if focused == nil {
			d.t.Fatalf("nothing has the keyboard, to type %q", text)
		}
		if char == '\n' {
			focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			continue
		}
		focused.TypedRune(char)
	}
	d.Idle()
}

// Press presses keys without modifier, and waits after each. Tab moves the
// keyboard on as the desktop driver does.
func (d *Driver) Press(names ...fyne.KeyName) {
	for _, name := range names {
		d.press(name)
		d.Idle()
	}
}

func (d *Driver) press(name fyne.KeyName) {
	focused := d.Focused()
	if tabs, ok := focused.(fyne.Tabbable); name == fyne.KeyTab && (!ok || !tabs.AcceptsTab()) {
		d.Canvas().FocusNext()
		return
	}
	event := &fyne.KeyEvent{Name: name}
	if focused != nil {
		focused.TypedKey(event)
		return
	}
	if typed := d.Canvas().OnTypedKey(); typed != nil {
		typed(event)
	}
}

// Shortcut presses a key with modifiers and waits. The event takes the shape
// and the way that the desktop driver gives it: Fyne's own shortcuts for undo,
// redo and select all, to what has the keyboard, else to the canvas.
func (d *Driver) Shortcut(modifier fyne.KeyModifier, name fyne.KeyName) {
	shortcut := shortcutOf(modifier, name)
	focused, ok := d.Focused().(fyne.Shortcutable)
	if ok {
		focused.TypedShortcut(shortcut)
	}
	if !ok || forwards(focused) {
		d.window.canvas.TypedShortcut(shortcut)
	}
	d.Idle()
}

// forwards names the widgets that hand every shortcut to the canvas. They ask
// Fyne for it, and the canvas that Fyne's test driver knows takes none.
func forwards(focused fyne.Shortcutable) bool {
	switch focused.(type) {
	case *widgets.NavList, *widgets.PageView:
		return true
	}
	return false
}

func shortcutOf(modifier fyne.KeyModifier, name fyne.KeyName) fyne.Shortcut {
	if modifier == Ctrl {
		switch name {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		}
	}
	return &desktop.CustomShortcut{KeyName: name, Modifier: modifier}
}
