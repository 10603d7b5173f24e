package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Link is a quiet word to click, in caption size, underlined while the pointer
// is on it. The keyboard passes it by: what it does has a key of its own.
type Link struct {
	widget.BaseWidget
	Text     string
	Accent   bool
	OnTapped func()

	label   *canvas.Text
	line    *canvas.Rectangle
	hovered bool
}

var (
	_ fyne.Widget        = (*Link)(nil)
	_ fyne.Tappable      = (*Link)(nil)
	_ fyne.Accessible    = (*Link)(nil)
	_ desktop.Hoverable  = (*Link)(nil)
	_ desktop.Cursorable = (*Link)(nil)
)

// NewLink makes a link.
func NewLink(words string, tapped func()) *Link {
	l := &Link{Text: words, OnTapped: tapped}
	l.ExtendBaseWidget(l)
	return l
}

// SetText changes the words and repaints.
func (l *Link) SetText(words string) {
	if l.Text != words {
		l.Text = words
		l.Refresh()
	}
}

// Tapped runs OnTapped.
func (l *Link) Tapped(*fyne.PointEvent) {
	if l.OnTapped != nil {
		l.OnTapped()
	}
}

// AccessibilityLabel answers the words.
func (l *Link) AccessibilityLabel() string { return l.Text }

// AccessibilityRole answers button.
func (l *Link) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Cursor is the hand.
func (l *Link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn underlines the words.
func (l *Link) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved does nothing.
func (l *Link) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the line away.
func (l *Link) MouseOut() { l.hovered = false; l.Refresh() }

// CreateRenderer links the link to Fyne.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	l.label, l.line = text(TextCaption, fyne.TextStyle{}), rounded(0)
	l.paint()
	return &renderer{
		objects: fixed(l.label, l.line), layout: func(fyne.Size) { l.paint() }, refresh: l.paint,
		minSize: func() fyne.Size {
			box, _ := measure(l.Text, TextCaption, fyne.TextStyle{})
			return fyne.NewSize(box.Width, captionHeight)
		},
	}
}

func (l *Link) paint() {
	role := ColorSoft
	if l.Accent || l.hovered {
		role = ColorAccent
	}
	base := baselineIn(captionHeight, TextCaption)
	ink(l.label, l.Text, tone(l, role))
	place(l.label, 0, base)
	fill(l.line, tone(l, role))
	l.line.Move(fyne.NewPos(0, base+2))
	l.line.Resize(fyne.NewSize(l.label.Size().Width, 1))
	SetVisible(l.line, l.hovered)
}
