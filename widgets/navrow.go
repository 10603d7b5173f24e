package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// navLook is all that decides how a row of a NavList looks.
type navLook struct {
	NavItem
	on, bold, hover, focus bool
}

const (
	navRowHeight float32 = 34
	navMargin    float32 = 12 // beside the selection
	navPad       float32 = 8  // inside the selection
	navIndent    float32 = 20
)

type navRow struct {
	widget.BaseWidget
	look        navLook
	ground      *canvas.Rectangle
	title, hint *canvas.Text
	arrow       *chevron
}

func newNavRow() *navRow {
	r := &navRow{
		ground: rounded(cornerRadius),
		title:  text(TextBody, fyne.TextStyle{}),
		hint:   text(TextCaption, fyne.TextStyle{}),
		arrow:  newChevron(),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *navRow) set(look navLook) {
	r.look = look
	r.Refresh()
}

// AccessibilityLabel answers title and hint.
func (r *navRow) AccessibilityLabel() string { return spoken(r.look.Title, r.look.Hint) }

// AccessibilityRole answers button.
func (r *navRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (r *navRow) CreateRenderer() fyne.WidgetRenderer {
	objects := append([]fyne.CanvasObject{r.ground, r.title, r.hint}, r.arrow.lines()...)
	return &renderer{
		objects: fixed(objects...),
		layout:  func(fyne.Size) { r.paint() },
		minSize: func() fyne.Size { return fyne.NewSize(60, navRowHeight) },
		refresh: r.paint,
	}
}

func (r *navRow) paint() {
	s, k := r.Size(), r.look
	paintRowGround(r, r.ground, k.on, k.hover, k.focus)
	r.ground.Move(fyne.NewPos(navMargin, 2))
	r.ground.Resize(fyne.NewSize(s.Width-2*navMargin, s.Height-4))

	base := baselineIn(s.Height, TextBody)
	style := fyne.TextStyle{Bold: k.bold}
	write(r.hint, k.Hint, style, tone(r, ColorSoft))
	hint, _ := measure(k.Hint, TextCaption, style)
	right := s.Width - navMargin - navPad
	place(r.hint, right-hint.Width, base)

	left := navMargin + navPad + float32(k.Level)*navIndent
	room := right - hint.Width - left - 8
	write(r.title, ellipsis(k.Title, room, TextBody, style), style, tone(r, ColorInk))
	place(r.title, left, base)

	r.arrow.show(k.HasChildren && (k.hover || k.focus), k.Open, tone(r, ColorSoft))
	r.arrow.place(fyne.NewPos(navMargin+navPad-5+float32(k.Level)*navIndent-2, s.Height/2))
}

// paintRowGround draws the rounded ground that rows of lists share.
func paintRowGround(o fyne.CanvasObject, g *canvas.Rectangle, on, hover, focus bool) {
	SetVisible(g, on || hover)
	if on {
		fill(g, tone(o, ColorSelection))
	} else {
		fill(g, tone(o, theme.ColorNameHover))
	}
	width := float32(0)
	if focus {
		width = 1
	}
	outline(g, tone(o, ColorAccent), width)
}

// chevron is the small mark of a group that opens and closes.
type chevron struct {
	a, b *canvas.Line
	open bool
}

func newChevron() *chevron { return &chevron{a: canvas.NewLine(nil), b: canvas.NewLine(nil)} }

func (c *chevron) lines() []fyne.CanvasObject { return []fyne.CanvasObject{c.a, c.b} }

func (c *chevron) show(shown, open bool, stroke color.Color) {
	c.open = open
	for _, l := range []*canvas.Line{c.a, c.b} {
		l.StrokeColor, l.StrokeWidth = stroke, 1.2
		SetVisible(l, shown)
	}
}

// place centres the mark on a point: it points right, or down when open.
func (c *chevron) place(at fyne.Position) {
	const r = 3
	tip, one, two := fyne.NewPos(at.X+r/2, at.Y), fyne.NewPos(at.X-r/2, at.Y-r), fyne.NewPos(at.X-r/2, at.Y+r)
	if c.open {
		tip, one, two = fyne.NewPos(at.X, at.Y+r/2), fyne.NewPos(at.X-r, at.Y-r/2), fyne.NewPos(at.X+r, at.Y-r/2)
	}
	c.a.Position1, c.a.Position2 = one, tip
	c.b.Position1, c.b.Position2 = tip, two
	c.a.Refresh()
	c.b.Refresh()
}
