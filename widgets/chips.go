package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Chip is one choice of Chips.
type Chip struct{ ID, Text string }

// Chips is a row of choices that breaks into lines. One of them is chosen, or
// with Multiple any number. It is one stop of the Tab key: Left, Right, Home
// and End go from chip to chip and, where one is chosen, choose it; Space
// chooses or drops the chip at hand. Other keys go to OnKey. Use SetChips and
// SetChosen to change it.
type Chips struct {
	widget.BaseWidget
	Multiple  bool
	OnChanged func()               // chosen by the user
	OnKey     func(*fyne.KeyEvent) // may be nil

	chips   []Chip
	chosen  map[string]bool
	at      int // the chip at hand
	focused bool
	grounds []*canvas.Rectangle
	labels  []*canvas.Text
	objects []fyne.CanvasObject
}

var (
	_ fyne.Widget     = (*Chips)(nil)
	_ fyne.Tappable   = (*Chips)(nil)
	_ fyne.Focusable  = (*Chips)(nil)
	_ fyne.Accessible = (*Chips)(nil)
)

// NewChips makes a row of which one is chosen; the first, to begin with.
func NewChips(chips []Chip) *Chips {
	c := &Chips{chips: chips, chosen: map[string]bool{}}
	if len(chips) > 0 {
		c.chosen[chips[0].ID] = true
	}
	c.ExtendBaseWidget(c)
	return c
}

// NewMultiChips makes a row of which any number is chosen; none, to begin with.
func NewMultiChips(chips []Chip) *Chips {
	c := &Chips{chips: chips, chosen: map[string]bool{}, Multiple: true}
	c.ExtendBaseWidget(c)
	return c
}

// Chips lists the choices.
func (c *Chips) Chips() []Chip { return slices.Clone(c.chips) }

// SetChips replaces the choices. What was chosen stays chosen as far as it is
// there; where one must be and is not, it is the first.
func (c *Chips) SetChips(chips []Chip) {
	c.chips = chips
	c.at = min(c.at, max(0, len(chips)-1))
	if !c.Multiple && len(chips) > 0 && len(c.Chosen()) == 0 {
		c.chosen = map[string]bool{chips[0].ID: true}
	}
	c.objects = nil
	c.Refresh()
}

// Chosen lists the chosen chips in the order of the row.
func (c *Chips) Chosen() []string {
	var out []string
	for _, chip := range c.chips {
		if c.chosen[chip.ID] {
			out = append(out, chip.ID)
		}
	}
	return out
}

// One is the chosen chip, "" for none.
func (c *Chips) One() string {
	if chosen := c.Chosen(); len(chosen) > 0 {
		return chosen[0]
	}
	return ""
}

// SetChosen chooses these and no others, without telling OnChanged.
func (c *Chips) SetChosen(ids ...string) {
	c.chosen = map[string]bool{}
	for i, chip := range c.chips {
		if slices.Contains(ids, chip.ID) {
			c.chosen[chip.ID] = true
			if !c.Multiple {
				c.at = i
			}
		}
	}
	c.Refresh()
}

// choose is what a click, or Space, does to a chip.
func (c *Chips) choose(i int) {
	if i < 0 || i >= len(c.chips) {
		return
	}
	c.at = i
	id := c.chips[i].ID
	switch {
	case c.Multiple:
		c.chosen[id] = !c.chosen[id]
	case c.chosen[id]:
		c.Refresh()
		return
	default:
		c.chosen = map[string]bool{id: true}
	}
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged()
	}
}

// Tapped chooses the chip under the pointer.
func (c *Chips) Tapped(ev *fyne.PointEvent) {
	focusOn(c, c)
	for i, ground := range c.grounds {
		at, size := ground.Position(), ground.Size()
		if ev.Position.X >= at.X && ev.Position.X < at.X+size.Width && ev.Position.Y >= at.Y && ev.Position.Y < at.Y+size.Height {
			c.choose(i)
		}
	}
}

// FocusGained shows the ring of the chip at hand.
func (c *Chips) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost hides it.
func (c *Chips) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune does nothing.
func (c *Chips) TypedRune(rune) {}

// TypedKey goes from chip to chip and chooses.
func (c *Chips) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		c.step(c.at - 1)
	case fyne.KeyRight, fyne.KeyDown:
		c.step(c.at + 1)
	case fyne.KeyHome:
		c.step(0)
	case fyne.KeyEnd:
		c.step(len(c.chips) - 1)
	case fyne.KeySpace:
		c.choose(c.at)
	default:
		if c.OnKey != nil {
			c.OnKey(k)
			return
		}
		forwardKey(c, k)
	}
}

func (c *Chips) step(to int) {
	to = max(0, min(to, len(c.chips)-1))
	if c.Multiple {
		c.at = to
		c.Refresh()
		return
	}
	c.choose(to)
}

// AccessibilityLabel answers the chosen words.
func (c *Chips) AccessibilityLabel() string {
	var words []string
	for _, chip := range c.chips {
		if c.chosen[chip.ID] {
			words = append(words, chip.Text)
		}
	}
	return spoken(words...)
}

// AccessibilityRole answers text: a row is many things at once.
func (c *Chips) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

const (
	chipHeight float32 = 28
	chipInset  float32 = 12
	chipGap    float32 = 6

	unlimited float32 = 1e6 // before it is laid out: one line
)

// CreateRenderer links the row to Fyne.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer {
	c.paint()
	return &renderer{
		objects: func() []fyne.CanvasObject { return c.objects },
		layout:  func(fyne.Size) { c.arrange() },
		minSize: c.minSize,
		refresh: func() { c.paint(); canvas.Refresh(c) },
	}
}

func (c *Chips) paint() {
	if c.objects == nil || len(c.grounds) != len(c.chips) {
		c.grounds, c.labels, c.objects = nil, nil, []fyne.CanvasObject{}
		for range c.chips {
			ground, label := rounded(chipHeight/2), text(TextBody, fyne.TextStyle{})
			c.grounds, c.labels = append(c.grounds, ground), append(c.labels, label)
			c.objects = append(c.objects, ground, label)
		}
	}
	for i, chip := range c.chips {
		back, front, edge, width := ColorPaper, ColorInk, ColorLine, float32(1)
		if c.chosen[chip.ID] {
			back, front, edge = ColorAccentTint, ColorAccent, ColorAccent
		}
		if c.focused && i == c.at {
			edge, width = ColorAccent, 2
		}
		fill(c.grounds[i], tone(c, back))
		outline(c.grounds[i], tone(c, edge), width)
		ink(c.labels[i], chip.Text, tone(c, front))
	}
	c.arrange()
}

// arrange puts the chips into lines; it is called again for each width.
func (c *Chips) arrange() {
	c.each(c.Size().Width, func(i int, at fyne.Position, width float32) {
		c.grounds[i].Move(at)
		c.grounds[i].Resize(fyne.NewSize(width, chipHeight))
		place(c.labels[i], at.X+chipInset, at.Y+baselineIn(chipHeight, TextBody))
	})
}

// each visits the place of every chip for a width and returns the height.
func (c *Chips) each(width float32, visit func(i int, at fyne.Position, width float32)) float32 {
	at := fyne.NewPos(0, 0)
	for i, chip := range c.chips {
		words, _ := measure(chip.Text, TextBody, fyne.TextStyle{})
		wide := words.Width + 2*chipInset
		if at.X > 0 && at.X+wide > width {
			at = fyne.NewPos(0, at.Y+chipHeight+chipGap)
		}
		visit(i, at, wide)
		at.X += wide + chipGap
	}
	return at.Y + chipHeight
}

func (c *Chips) minSize() fyne.Size {
	var widest float32
	nothing := func(_ int, _ fyne.Position, width float32) { widest = max(widest, width) }
	width := c.Size().Width
	if width <= 0 {
		width = unlimited
	}
	height := c.each(width, nothing)
	return fyne.NewSize(widest, height)
}
