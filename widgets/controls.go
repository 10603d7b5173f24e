package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// forwardKey hands a plain key that a focused widget does not use to the
// canvas, which never sees it otherwise: Escape closes a dialog wherever the
// keyboard is in it.
func forwardKey(o fyne.CanvasObject, k *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	if typed := c.OnTypedKey(); typed != nil {
		typed(k)
	}
}

// Select is Fyne's, which takes Space and the arrows, and hands the other keys
// on to the canvas.
type Select struct{ widget.Select }

// NewSelect makes a list that opens.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged = options, changed
	s.ExtendBaseWidget(s)
	return s
}

// selectRoom is the most that a chosen option asks for: what people named may be
// longer, and ends in "…" there.
const selectRoom float32 = 120

// MinSize leaves room for what is chosen; Fyne's leaves room for the hint alone.
func (s *Select) MinSize() fyne.Size {
	s.ExtendBaseWidget(s)
	least := s.BaseWidget.MinSize()
	pad := theme.InnerPadding()
	chosen := fyne.MeasureText(s.Selected, theme.TextSize(), fyne.TextStyle{}).Width
	least.Width = max(least.Width, min(chosen, selectRoom)+4*pad+theme.IconInlineSize())
	return least
}

// TypedKey opens the list, goes through it, or is handed on.
func (s *Select) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		s.Select.TypedKey(k)
		s.toChosen()
	default:
		forwardKey(s, k)
	}
}

// Tapped opens the list.
func (s *Select) Tapped(at *fyne.PointEvent) {
	s.Select.Tapped(at)
	s.toChosen()
}

// toChosen takes the mark of the open list to what is chosen, from where Up and
// Down go on.
func (s *Select) toChosen() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil {
		return
	}
	if menu, open := c.Focused().(*widget.PopUpMenu); open {
		for range s.SelectedIndex() + 1 {
			menu.ActivateNext()
		}
	}
}

// Check is Fyne's, which takes Space, and hands the keys on to the canvas.
type Check struct{ widget.Check }

// NewCheck makes a box to tick.
func NewCheck(words string, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.OnChanged = words, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey hands the key on.
func (c *Check) TypedKey(k *fyne.KeyEvent) { forwardKey(c, k) }
