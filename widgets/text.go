package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Text is one line in a size of the type scale and a colour role. It follows
// the theme, and ends in "…" where it gets less room than it needs; MinSize
// is the full text unless Shrinks. Call Refresh after changing a field.
type Text struct {
	widget.BaseWidget
	Text    string
	Scale   float32
	Bold    bool
	Role    fyne.ThemeColorName
	Shrinks bool

	line *canvas.Text
}

var (
	_ fyne.Widget     = (*Text)(nil)
	_ fyne.Accessible = (*Text)(nil)
)

// NewText makes a line of text, for instance NewText(s, TextTitle, ColorInk).
func NewText(s string, size float32, role fyne.ThemeColorName) *Text {
	t := &Text{Text: s, Scale: size, Role: role}
	t.ExtendBaseWidget(t)
	return t
}

// SetText changes the words and repaints.
func (t *Text) SetText(s string) {
	if t.Text != s {
		t.Text = s
		t.Refresh()
	}
}

// AccessibilityLabel answers the words.
func (t *Text) AccessibilityLabel() string { return t.Text }

// AccessibilityRole answers text.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (t *Text) style() fyne.TextStyle { return fyne.TextStyle{Bold: t.Bold} }

// CreateRenderer links the text to Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.line = text(t.Scale, t.style())
	t.paint(t.Size())
	return &renderer{
		objects: fixed(t.line),
		layout:  t.paint,
		minSize: t.minSize,
		refresh: func() { t.paint(t.Size()) },
	}
}

func (t *Text) minSize() fyne.Size {
	s, _ := measure(t.Text, t.Scale, t.style())
	if t.Shrinks {
		s.Width = min(s.Width, 24)
	}
	return s
}

func (t *Text) paint(s fyne.Size) {
	t.line.TextSize = t.Scale
	shown := t.Text
	if s.Width > 0 {
		shown = ellipsis(shown, s.Width+0.5, t.Scale, t.style())
	}
	write(t.line, shown, t.style(), tone(t, t.Role))
	place(t.line, 0, baselineIn(s.Height, t.Scale))
}
