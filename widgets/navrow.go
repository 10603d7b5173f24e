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
	lines                  []string // of the title
	on, bold, hover, focus bool
}

const (
	navRowHeight float32 = 34
	navMargin    float32 = 12 // beside the selection
	navPad       float32 = 8  // inside the selection
	navIndent    float32 = 20
	navGap       float32 = 8  // between title and hint
	navLine      float32 = 20 // what each further line of a title adds
)

type navRow struct {
	widget.BaseWidget
	look   navLook
	ground *canvas.Rectangle
	titles []*canvas.Text // one for each line
	hint   *canvas.Text
	arrow  *chevron
}

func newNavRow() *navRow {
	r := &navRow{
		ground: rounded(cornerRadius),
		titles: []*canvas.Text{text(TextBody, fyne.TextStyle{})},
		hint:   text(TextCaption, fyne.TextStyle{}),
		arrow:  newChevron(),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *navRow) set(look navLook) {
	r.look = look
	for len(r.titles) < len(look.lines) {
		r.titles = append(r.titles, text(TextBody, fyne.TextStyle{}))
	}
	r.Refresh()
}

// AccessibilityLabel answers title and hint.
func (r *navRow) AccessibilityLabel() string { return spoken(r.look.Title, r.look.Hint) }

// Written answers the whole of a title that people wrote, which may be
// shortened; "" for one of the program's.
func (r *navRow) Written() string {
	if r.look.Wrote {
		return r.look.Title
	}
	return ""
}

// AccessibilityRole answers button.
func (r *navRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (r *navRow) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: r.objects,
		layout:  func(fyne.Size) { r.paint() },
		minSize: func() fyne.Size { return fyne.NewSize(60, navRowHeight) },
		refresh: r.paint,
	}
}

func (r *navRow) objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.ground}
	for _, title := range r.titles[:max(1, len(r.look.lines))] {
		list = append(list, title)
	}
	return append(append(list, r.hint), r.arrow.lines()...)
}

func (r *navRow) paint() {
	s, k := r.Size(), r.look
	paintRowGround(r, r.ground, k.on, k.hover, k.focus)
	r.ground.Move(fyne.NewPos(navMargin, 2))
	r.ground.Resize(fyne.NewSize(s.Width-2*navMargin, s.Height-4))

	base := baselineIn(navRowHeight, TextBody)
	style := fyne.TextStyle{Bold: k.bold}
	write(r.hint, k.Hint, style, tone(r, ColorSoft))
	hint, _ := measure(k.Hint, TextCaption, style)
	right := s.Width - navMargin - navPad
	place(r.hint, right-hint.Width, base)

	left := navMargin + navPad + float32(k.Level)*navIndent
	r.paintTitle(left, right-hint.Width-left-navGap, base, style)

	r.arrow.show(k.HasChildren && (k.hover || k.focus), k.Open, tone(r, ColorSoft))
	r.arrow.place(fyne.NewPos(navMargin+navPad-5+float32(k.Level)*navIndent-2, navRowHeight/2))
}

func (r *navRow) paintTitle(left, room, base float32, style fyne.TextStyle) {
	for i, line := range r.look.lines {
		write(r.titles[i], ellipsis(line, room, TextBody, style), style, tone(r, ColorInk))
		place(r.titles[i], left, base+float32(i)*navLine)
	}
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
