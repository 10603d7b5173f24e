package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// token is a value that a click takes away.
type token struct {
	widget.BaseWidget
	words  string
	tapped func()
	ground *canvas.Rectangle
	label  *canvas.Text
	a, b   *canvas.Line
}

var (
	_ fyne.Tappable   = (*token)(nil)
	_ fyne.Accessible = (*token)(nil)
)

const (
	tokenHeight float32 = 26
	tokenCross  float32 = 22 // room for the cross
)

func newToken(words string, tapped func()) *token {
	c := &token{words: words, tapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped takes the value away.
func (c *token) Tapped(*fyne.PointEvent) { c.tapped() }

// AccessibilityLabel answers the word.
func (c *token) AccessibilityLabel() string { return c.words }

// AccessibilityRole answers button.
func (c *token) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (c *token) CreateRenderer() fyne.WidgetRenderer {
	c.ground, c.label = rounded(cornerRadius), text(TextBody, fyne.TextStyle{})
	c.a, c.b = canvas.NewLine(nil), canvas.NewLine(nil)
	return &renderer{
		objects: fixed(c.ground, c.label, c.a, c.b),
		layout:  func(fyne.Size) { c.paint() }, refresh: c.paint,
		minSize: func() fyne.Size {
			box, _ := measure(c.words, TextBody, fyne.TextStyle{})
			return fyne.NewSize(box.Width+8+tokenCross, tokenHeight)
		},
	}
}

func (c *token) paint() {
	s := c.Size()
	fill(c.ground, tone(c, ColorAccentTint))
	c.ground.Resize(s)
	ink(c.label, ellipsis(c.words, s.Width-8-tokenCross+0.5, TextBody, fyne.TextStyle{}), tone(c, ColorAccent))
	place(c.label, 8, baselineIn(s.Height, TextBody))
	const r = 3
	x, y := s.Width-tokenCross/2, s.Height/2
	for _, l := range []*canvas.Line{c.a, c.b} {
		l.StrokeColor, l.StrokeWidth = tone(c, ColorAccent), 1.2
	}
	c.a.Position1, c.a.Position2 = fyne.NewPos(x-r, y-r), fyne.NewPos(x+r, y+r)
	c.b.Position1, c.b.Position2 = fyne.NewPos(x-r, y+r), fyne.NewPos(x+r, y-r)
	c.a.Refresh()
	c.b.Refresh()
}

// ManyPicker is a list of several values: words that a click removes, and
// below them a Picker that adds one. Delete or Backspace in the picker removes
// the last. OnChanged is told the keys after each change by a person.
type ManyPicker struct {
	widget.BaseWidget
	Picker    *Picker
	Words     func(key string) string // how a key reads
	OnChanged func(keys []string)

	keys []string
	flow *fyne.Container
	box  *fyne.Container
}

var _ fyne.Widget = (*ManyPicker)(nil)

// NewManyPicker makes an empty list over the options of its picker.
func NewManyPicker(options []Option, words func(key string) string, changed func(keys []string)) *ManyPicker {
	c := &ManyPicker{Words: words, OnChanged: changed, flow: NewWrap(tokenGap)}
	c.Picker = NewPicker(options, c.add)
	c.Picker.OnCleared = func() { c.remove(len(c.keys) - 1) }
	c.box = NewStack(8, c.flow, c.Picker)
	c.flow.Hide()
	c.ExtendBaseWidget(c)
	return c
}

const tokenGap float32 = 6

// Keys lists the values.
func (c *ManyPicker) Keys() []string { return slices.Clone(c.keys) }

// SetKeys shows values without telling OnChanged.
func (c *ManyPicker) SetKeys(keys []string) {
	c.keys = slices.Clone(keys)
	c.flow.Objects = nil
	for i, key := range c.keys {
		c.flow.Add(newToken(c.Words(key), func() { c.remove(i) }))
	}
	SetVisible(c.flow, len(keys) > 0)
	c.box.Refresh()
	c.Refresh()
}

func (c *ManyPicker) add(key string) {
	c.Picker.SetValue("", "")
	key = strings.TrimSpace(key)
	if key != "" && !slices.Contains(c.keys, key) {
		c.tell(append(c.Keys(), key))
	}
}

func (c *ManyPicker) remove(i int) {
	if i >= 0 && i < len(c.keys) {
		c.tell(slices.Delete(c.Keys(), i, i+1))
	}
}

func (c *ManyPicker) tell(keys []string) {
	c.SetKeys(keys)
	if c.OnChanged != nil {
		c.OnChanged(keys)
	}
}

// CreateRenderer links the list to Fyne.
func (c *ManyPicker) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.box) }
