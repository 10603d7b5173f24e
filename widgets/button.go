package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Button is the studio's button: filled with the accent when Primary,
// otherwise outlined by a hairline. Call SetText, or Refresh after changing a
// field. Space and Enter press it; other keys go to OnKey, without one to the
// canvas.
type Button struct {
	widget.DisableableWidget
	Text     string
	Hint     string        // a key, softly behind the text
	Icon     fyne.Resource // drawn before the text; nil for none
	Primary  bool
	OnTapped func()
	OnKey    func(*fyne.KeyEvent) // may be nil

	focused, hovered bool
	ground, glow     *canvas.Rectangle
	label, hint      *canvas.Text
	picture          *canvas.Image
}

var (
	_ fyne.Widget       = (*Button)(nil)
	_ fyne.Tappable     = (*Button)(nil)
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Disableable  = (*Button)(nil)
	_ fyne.Accessible   = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
)

// PrimaryButton is the one main action of a screen.
func PrimaryButton(words string, tapped func()) *Button {
	b := &Button{Text: words, Primary: true, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// QuietButton is any other action.
func QuietButton(words string, tapped func()) *Button {
	b := &Button{Text: words, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// SetText changes the words and repaints.
func (b *Button) SetText(words string) {
	b.Text = words
	b.Refresh()
}

// AccessibilityLabel answers the words of the button.
func (b *Button) AccessibilityLabel() string { return spoken(b.Text, b.Hint) }

// AccessibilityRole answers button.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped runs OnTapped unless disabled.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// FocusGained shows the focus ring.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost hides the focus ring.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune does nothing; a button takes no text.
func (b *Button) TypedRune(rune) {}

// TypedKey presses the button on Space and Enter.
func (b *Button) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		if b.OnKey != nil {
			b.OnKey(k)
			return
		}
		forwardKey(b, k)
	}
}

// MouseIn shows the hover ground.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved does nothing.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the hover ground.
func (b *Button) MouseOut() { b.hovered = false; b.Refresh() }

const (
	buttonHeight float32 = 34
	buttonPad    float32 = 16
	buttonIcon   float32 = 18
	buttonHint   float32 = 10 // between the text and the hint
)

// CreateRenderer links the button to Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ground, b.glow = rounded(cornerRadius), rounded(cornerRadius)
	b.label, b.hint = text(TextBody, fyne.TextStyle{}), text(TextCaption, fyne.TextStyle{})
	b.picture = &canvas.Image{FillMode: canvas.ImageFillContain}
	b.paint()
	return &renderer{
		objects: fixed(b.ground, b.glow, b.picture, b.label, b.hint),
		layout:  b.layout, minSize: b.minSize, refresh: b.paint,
	}
}

func (b *Button) style() fyne.TextStyle { return fyne.TextStyle{Bold: b.Primary} }

func (b *Button) paint() {
	front := ColorInk
	switch {
	case b.Primary && !b.Disabled():
		fill(b.ground, tone(b, ColorAccent))
		outline(b.ground, tone(b, ColorAccent), 0)
		front = ColorPaper
	default:
		fill(b.ground, tone(b, ColorPaper))
		outline(b.ground, tone(b, ColorLine), 1)
	}
	if b.Disabled() {
		front = theme.ColorNameDisabled
	}
	write(b.label, b.Text, b.style(), tone(b, front))
	write(b.hint, b.Hint, fyne.TextStyle{}, tone(b, ColorSoft))
	SetVisible(b.hint, b.Hint != "")
	b.paintGlow()
	b.picture.Resource = b.Icon
	SetVisible(b.picture, b.Icon != nil)
	if b.Icon != nil {
		b.picture.Refresh()
	}
	b.layout(b.Size())
}

func (b *Button) paintGlow() {
	SetVisible(b.glow, (b.hovered || b.focused) && !b.Disabled())
	if b.hovered {
		fill(b.glow, tone(b, theme.ColorNameHover))
	} else {
		fill(b.glow, color.Transparent)
	}
	ring := ColorAccent
	if b.Primary {
		ring = ColorInk
	}
	width := float32(0)
	if b.focused {
		width = 2
	}
	outline(b.glow, tone(b, ring), width)
}

func (b *Button) layout(s fyne.Size) {
	top := max(0, (s.Height-buttonHeight)/2)
	box := fyne.NewSize(s.Width, min(buttonHeight, max(s.Height, 0)))
	for _, r := range []*canvas.Rectangle{b.ground, b.glow} {
		r.Move(fyne.NewPos(0, top))
		r.Resize(box)
	}
	words, _ := measure(b.Text, TextBody, b.style())
	x := (s.Width - words.Width - b.iconRoom() - b.hintRoom()) / 2
	b.picture.Move(fyne.NewPos(x, top+(box.Height-buttonIcon)/2))
	b.picture.Resize(fyne.NewSquareSize(buttonIcon))
	place(b.label, x+b.iconRoom(), top+baselineIn(box.Height, TextBody))
	place(b.hint, x+b.iconRoom()+words.Width+buttonHint, top+baselineIn(box.Height, TextBody))
}

// hintRoom is the width of the hint with the gap before it.
func (b *Button) hintRoom() float32 {
	if b.Hint == "" {
		return 0
	}
	words, _ := measure(b.Hint, TextCaption, fyne.TextStyle{})
	return words.Width + buttonHint
}

func (b *Button) iconRoom() float32 {
	switch {
	case b.Icon == nil:
		return 0
	case b.Text == "":
		return buttonIcon
	}
	return buttonIcon + 8
}

func (b *Button) minSize() fyne.Size {
	words, _ := measure(b.Text, TextBody, b.style())
	pad := buttonPad
	if b.Text == "" {
		pad = 8
	}
	return fyne.NewSize(words.Width+b.iconRoom()+b.hintRoom()+2*pad, buttonHeight)
}
