package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Kind is the meaning that colours a Badge, a Dot or a Callout.
type Kind int

const (
	KindNone Kind = iota // a Dot of this kind is not drawn
	KindNeutral
	KindAccent
	KindSuccess
	KindWarning
	KindError
)

// colors are the text and ground roles of a kind.
func (k Kind) colors() (ink, ground fyne.ThemeColorName) {
	switch k {
	case KindAccent:
		return ColorAccent, ColorAccentTint
	case KindSuccess:
		return ColorSuccess, ColorSuccessTint
	case KindWarning:
		return ColorWarning, ColorWarningTint
	case KindError:
		return ColorError, ColorErrorTint
	default:
		return ColorSoft, ColorSelection
	}
}

// Badge is a chip of a word or two. Call Refresh after changing a field.
type Badge struct {
	widget.BaseWidget
	Text string
	Kind Kind

	ground *canvas.Rectangle
	label  *canvas.Text
}

var (
	_ fyne.Widget     = (*Badge)(nil)
	_ fyne.Accessible = (*Badge)(nil)
)

// NewBadge makes a chip.
func NewBadge(words string, kind Kind) *Badge {
	b := &Badge{Text: words, Kind: kind}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes both fields and repaints.
func (b *Badge) Set(words string, kind Kind) {
	if b.Text == words && b.Kind == kind {
		return
	}
	b.Text, b.Kind = words, kind
	b.Refresh()
}

// AccessibilityLabel answers the words of the chip.
func (b *Badge) AccessibilityLabel() string { return b.Text }

// AccessibilityRole answers text.
func (b *Badge) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

const (
	badgePad    float32 = 9
	badgeHeight float32 = 22
)

// CreateRenderer links the chip to Fyne.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	b.ground, b.label = rounded(badgeHeight/2), text(TextCaption, fyne.TextStyle{})
	b.paint()
	return &renderer{
		objects: fixed(b.ground, b.label), layout: b.layout, minSize: b.minSize, refresh: b.paint,
	}
}

func (b *Badge) paint() {
	front, back := b.Kind.colors()
	fill(b.ground, tone(b, back))
	ink(b.label, b.Text, tone(b, front))
	b.layout(b.Size())
}

// layout keeps the chip's own height in a taller place, centred.
func (b *Badge) layout(s fyne.Size) {
	top := max(0, (s.Height-badgeHeight)/2)
	b.ground.Move(fyne.NewPos(0, top))
	b.ground.Resize(fyne.NewSize(min(s.Width, b.minSize().Width), badgeHeight))
	place(b.label, badgePad, top+baselineIn(badgeHeight, TextCaption))
}

func (b *Badge) minSize() fyne.Size {
	w, _ := measure(b.Text, TextCaption, fyne.TextStyle{})
	return fyne.NewSize(w.Width+2*badgePad, badgeHeight)
}

// Dot is a small round mark; KindNone draws nothing.
// Call Refresh after changing Kind.
type Dot struct {
	widget.BaseWidget
	Kind Kind

	circle *canvas.Circle
}

var _ fyne.Widget = (*Dot)(nil)

// NewDot makes a mark of a kind.
func NewDot(kind Kind) *Dot {
	d := &Dot{Kind: kind}
	d.ExtendBaseWidget(d)
	return d
}

const dotSize float32 = 8

// CreateRenderer links the mark to Fyne.
func (d *Dot) CreateRenderer() fyne.WidgetRenderer {
	d.circle = &canvas.Circle{}
	d.paint()
	return &renderer{
		objects: fixed(d.circle),
		layout: func(s fyne.Size) {
			d.circle.Move(fyne.NewPos((s.Width-dotSize)/2, (s.Height-dotSize)/2))
			d.circle.Resize(fyne.NewSquareSize(dotSize))
		},
		minSize: func() fyne.Size { return fyne.NewSquareSize(dotSize) },
		refresh: d.paint,
	}
}

func (d *Dot) paint() {
	front, _ := d.Kind.colors()
	d.circle.FillColor = tone(d, front)
	SetVisible(d.circle, d.Kind != KindNone)
	d.circle.Refresh()
}
