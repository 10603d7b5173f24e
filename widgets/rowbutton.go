package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// RowButton is an action that looks like a row of a list: text at the left on
// the ground of its place. Space and Enter press it. Call Refresh after
// changing a field.
type RowButton struct {
	widget.BaseWidget
	Text     string
	Wrote    bool // people did: it ends in "…" where it gets less room
	OnTapped func()

	ground           *canvas.Rectangle
	label            *canvas.Text
	hovered, focused bool
}

var (
	_ fyne.Widget       = (*RowButton)(nil)
	_ fyne.Tappable     = (*RowButton)(nil)
	_ fyne.Focusable    = (*RowButton)(nil)
	_ fyne.Accessible   = (*RowButton)(nil)
	_ desktop.Hoverable = (*RowButton)(nil)
)

const (
	rowButtonHeight float32 = 30
	rowButtonLeast  float32 = 120 // of one that may be shortened
)

// NewRowButton makes a row with an action.
func NewRowButton(words string, tapped func()) *RowButton {
	b := &RowButton{Text: words, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// AccessibilityLabel answers the words.
func (b *RowButton) AccessibilityLabel() string { return b.Text }

// Written answers the whole of what people wrote, which may be shortened; ""
// for the program's own words.
func (b *RowButton) Written() string {
	if b.Wrote {
		return b.Text
	}
	return ""
}

// AccessibilityRole answers button.
func (b *RowButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped runs the action.
func (b *RowButton) Tapped(*fyne.PointEvent) {
	if b.OnTapped != nil {
		b.OnTapped()
	}
}

// FocusGained shows the ring.
func (b *RowButton) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost hides the ring.
func (b *RowButton) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune does nothing.
func (b *RowButton) TypedRune(rune) {}

// TypedKey runs the action on Space and Enter.
func (b *RowButton) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		forwardKey(b, k)
	}
}

// MouseIn shows the hover ground.
func (b *RowButton) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved does nothing.
func (b *RowButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the hover ground.
func (b *RowButton) MouseOut() { b.hovered = false; b.Refresh() }

// CreateRenderer links the row to Fyne.
func (b *RowButton) CreateRenderer() fyne.WidgetRenderer {
	b.ground, b.label = rounded(cornerRadius), text(TextBody, fyne.TextStyle{})
	b.paint()
	return &renderer{
		objects: fixed(b.ground, b.label), layout: b.layout, minSize: b.minSize, refresh: b.paint,
	}
}

func (b *RowButton) paint() {
	ground := fyne.ThemeColorName("")
	if b.hovered {
		ground = theme.ColorNameHover
	}
	SetVisible(b.ground, b.hovered || b.focused)
	if ground != "" {
		fill(b.ground, tone(b, ground))
	}
	width := float32(0)
	if b.focused {
		width = 2
	}
	outline(b.ground, tone(b, ColorAccent), width)
	write(b.label, b.shown(), fyne.TextStyle{}, tone(b, ColorInk))
}

func (b *RowButton) shown() string {
	if !b.Wrote || b.Size().Width <= 0 {
		return b.Text
	}
	return ellipsis(b.Text, b.Size().Width-16, TextBody, fyne.TextStyle{})
}

func (b *RowButton) layout(s fyne.Size) {
	b.ground.Resize(s)
	b.paint()
	place(b.label, 8, baselineIn(s.Height, TextBody))
}

func (b *RowButton) minSize() fyne.Size {
	words, _ := measure(b.Text, TextBody, fyne.TextStyle{})
	if b.Wrote {
		words.Width = min(words.Width, rowButtonLeast)
	}
	return fyne.NewSize(words.Width+16, rowButtonHeight)
}
