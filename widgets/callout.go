package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Callout is wrapped text on the tint of its kind, with an optional button
// below it. Call Refresh after changing a field.
type Callout struct {
	widget.BaseWidget
	Text   string
	Kind   Kind
	Action *Button // nil for none

	ground *canvas.Rectangle
	words  *flowText
	width  float32
}

var (
	_ fyne.Widget     = (*Callout)(nil)
	_ fyne.Accessible = (*Callout)(nil)
)

// NewCallout makes one; action may be nil.
func NewCallout(words string, kind Kind, action *Button) *Callout {
	c := &Callout{Text: words, Kind: kind, Action: action}
	c.ExtendBaseWidget(c)
	return c
}

// AccessibilityLabel answers the words.
func (c *Callout) AccessibilityLabel() string { return c.Text }

// AccessibilityRole answers text.
func (c *Callout) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

const calloutPad float32 = 12

// CreateRenderer links the callout to Fyne.
func (c *Callout) CreateRenderer() fyne.WidgetRenderer {
	c.ground, c.words = rounded(cornerRadius), newFlowText(newRuler(TextBody))
	c.paint()
	return &renderer{
		objects: c.objects, layout: c.layout, minSize: c.minSize,
		refresh: func() { c.paint(); c.layout(c.Size()); canvas.Refresh(c) },
	}
}

func (c *Callout) objects() []fyne.CanvasObject {
	if c.Action == nil {
		return []fyne.CanvasObject{c.ground, c.words}
	}
	return []fyne.CanvasObject{c.ground, c.words, c.Action}
}

func (c *Callout) paint() {
	front, back := c.Kind.colors()
	fill(c.ground, tone(c, back))
	c.words.set([]flowRun{{Text: c.Text, Ink: front}})
}

func (c *Callout) layout(s fyne.Size) {
	c.width = s.Width
	c.ground.Resize(s)
	inner := s.Width - 2*calloutPad
	h := c.words.heightFor(inner)
	c.words.Move(fyne.NewPos(calloutPad, calloutPad))
	c.words.Resize(fyne.NewSize(inner, h))
	if c.Action != nil {
		c.Action.Move(fyne.NewPos(calloutPad, calloutPad+h+8))
		c.Action.Resize(c.Action.MinSize())
	}
}

func (c *Callout) minSize() fyne.Size {
	lines := c.words.ruler.lineHeight()
	if c.width > 0 {
		lines = c.words.heightFor(c.width - 2*calloutPad)
	}
	s := fyne.NewSize(120, lines+2*calloutPad)
	if c.Action != nil {
		a := c.Action.MinSize()
		s.Width = max(s.Width, a.Width+2*calloutPad)
		s.Height += a.Height + 8
	}
	return s
}
