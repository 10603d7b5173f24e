package desk

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Ending closes and confirms a dialog from whichever of its fields has the
// keyboard.
type Ending struct {
	Hide    func()
	Confirm func()
}

// Key closes with Escape and confirms with Enter; false for any other key.
func (e Ending) Key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyEscape:
		e.Hide()
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		e.Hide()
		e.Confirm()
		return true
	}
	return false
}

// Shortcut confirms with Ctrl+Enter, also from a field where Enter means
// something else; false for any other shortcut.
func (e Ending) Shortcut(s fyne.Shortcut) bool {
	if !Pressed(s, fyne.KeyReturn, fyne.KeyEnter) {
		return false
	}
	e.Hide()
	e.Confirm()
	return true
}

// Pressed reports whether a shortcut is Ctrl (Command on a Mac) with one of
// the keys.
func Pressed(s fyne.Shortcut, keys ...fyne.KeyName) bool {
	c, ok := s.(*desktop.CustomShortcut)
	return ok && c.Modifier == fyne.KeyModifierShortcutDefault && slices.Contains(keys, c.KeyName)
}

// Editing leaves and saves a form that stands in a screen, from whichever of its
// fields has the keyboard. Otherwise is asked about every other shortcut.
type Editing struct {
	Leave     func()
	Save      func()
	Otherwise func(fyne.Shortcut) bool
}

// Key leaves with Escape; false for any other key.
func (e Editing) Key(k *fyne.KeyEvent) bool {
	if k.Name == fyne.KeyEscape {
		e.Leave()
	}
	return k.Name == fyne.KeyEscape
}

// Shortcut saves with Ctrl+S and Ctrl+Enter.
func (e Editing) Shortcut(s fyne.Shortcut) bool {
	if Pressed(s, fyne.KeyS, fyne.KeyReturn) {
		e.Save()
		return true
	}
	return e.Otherwise(s)
}
