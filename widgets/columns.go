package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Column is one part of Columns. Width 0 stretches: such columns share what
// the others leave. Min is the least width the user can drag it to; a
// stretching column keeps it too. A zero Min means the content's own.
type Column struct {
	Width, Min float32
	Content    fyne.CanvasObject
}

// Columns places contents side by side with hairlines between them that the
// user can drag. Hidden contents take no room. Call Refresh after changing
// Columns.
type Columns struct {
	widget.BaseWidget
	Columns []Column
	// OnResized is told the widths after the user dragged a line.
	OnResized func(widths []float32)

	dividers []*divider
}

var _ fyne.Widget = (*Columns)(nil)

// NewColumns makes the layout.
func NewColumns(columns ...Column) *Columns {
	c := &Columns{Columns: columns}
	c.ExtendBaseWidget(c)
	return c
}

func (c *Columns) least(i int) float32 {
	if m := c.Columns[i].Min; m > 0 {
		return m
	}
	return c.Columns[i].Content.MinSize().Width
}

func (c *Columns) shown() []int {
	var list []int
	for i := range c.Columns {
		if c.Columns[i].Content.Visible() {
			list = append(list, i)
		}
	}
	return list
}

// Widths are the widths of the columns for a total; 0 for a hidden one. Fixed
// columns give way down to their least width before stretching ones do.
func (c *Columns) Widths(total float32) []float32 {
	widths := make([]float32, len(c.Columns))
	shown := c.shown()
	rest, stretching := total-max(0, float32(len(shown)-1)), 0
	for _, i := range shown {
		if c.Columns[i].Width > 0 {
			widths[i] = max(c.Columns[i].Width, c.least(i))
		} else {
			widths[i] = c.least(i)
			stretching++
		}
		rest -= widths[i]
	}
	if rest < 0 {
		c.squeeze(widths, shown, -rest)
		return widths
	}
	for _, i := range shown {
		if c.Columns[i].Width <= 0 {
			widths[i] += rest / float32(stretching)
		}
	}
	return widths
}

// squeeze takes what is missing from the fixed columns, the last one first.
func (c *Columns) squeeze(widths []float32, shown []int, missing float32) {
	for n := len(shown) - 1; n >= 0 && missing > 0; n-- {
		i := shown[n]
		give := min(missing, widths[i]-c.least(i))
		widths[i] -= give
		missing -= give
	}
}

// Drag moves the line after column i by dx, as the user's mouse does. The
// nearer fixed column changes; a stretching one takes the difference.
func (c *Columns) Drag(i int, dx float32) {
	next := i + 1
	for next < len(c.Columns) && !c.Columns[next].Content.Visible() {
		next++
	}
	if next >= len(c.Columns) {
		return
	}
	widths := c.Widths(c.Size().Width)
	dx = min(max(dx, c.least(i)-widths[i]), widths[next]-c.least(next))
	c.pin(i, widths[i]+dx)
	c.pin(next, widths[next]-dx)
	c.Refresh()
	if c.OnResized != nil {
		c.OnResized(c.Widths(c.Size().Width))
	}
}

func (c *Columns) pin(i int, width float32) {
	if c.Columns[i].Width > 0 {
		c.Columns[i].Width = width
	}
}

// CreateRenderer links the layout to Fyne.
func (c *Columns) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: c.objects,
		layout:  c.layout,
		minSize: c.minSize,
		refresh: func() { c.layout(c.Size()); canvas.Refresh(c) },
	}
}

func (c *Columns) objects() []fyne.CanvasObject {
	c.grow()
	var list []fyne.CanvasObject
	for i := range c.Columns {
		list = append(list, c.Columns[i].Content)
	}
	for _, d := range c.dividers {
		list = append(list, d)
	}
	return list
}

func (c *Columns) grow() {
	for i := len(c.dividers); i < len(c.Columns)-1; i++ {
		c.dividers = append(c.dividers, newDivider(c, i))
	}
	c.dividers = c.dividers[:max(0, len(c.Columns)-1)]
}

func (c *Columns) layout(s fyne.Size) {
	c.grow()
	widths, x := c.Widths(s.Width), float32(0)
	shown := c.shown()
	for i, d := range c.dividers {
		SetVisible(d, slices.Contains(shown, i) && i != shown[len(shown)-1])
	}
	for n, i := range shown {
		c.Columns[i].Content.Move(fyne.NewPos(x, 0))
		c.Columns[i].Content.Resize(fyne.NewSize(widths[i], s.Height))
		x += widths[i]
		if n == len(shown)-1 {
			break
		}
		c.dividers[i].Move(fyne.NewPos(x-dividerReach, 0))
		c.dividers[i].Resize(fyne.NewSize(2*dividerReach+1, s.Height))
		x++
	}
}

func (c *Columns) minSize() fyne.Size {
	size := fyne.Size{}
	shown := c.shown()
	for _, i := range shown {
		size.Width += c.least(i)
		size.Height = max(size.Height, c.Columns[i].Content.MinSize().Height)
	}
	size.Width += max(0, float32(len(shown)-1))
	return size
}

// dividerReach is how far beside the hairline the mouse can grip it.
const dividerReach float32 = 3

type divider struct {
	widget.BaseWidget
	owner   *Columns
	index   int
	line    *canvas.Rectangle
	hovered bool
}

var (
	_ fyne.Draggable     = (*divider)(nil)
	_ desktop.Hoverable  = (*divider)(nil)
	_ desktop.Cursorable = (*divider)(nil)
)

func newDivider(owner *Columns, index int) *divider {
	d := &divider{owner: owner, index: index}
	d.ExtendBaseWidget(d)
	return d
}

func (d *divider) Cursor() desktop.Cursor         { return desktop.HResizeCursor }
func (d *divider) Dragged(ev *fyne.DragEvent)     { d.owner.Drag(d.index, ev.Dragged.DX) }
func (d *divider) DragEnd()                       {}
func (d *divider) MouseIn(*desktop.MouseEvent)    { d.hovered = true; d.Refresh() }
func (d *divider) MouseMoved(*desktop.MouseEvent) {}
func (d *divider) MouseOut()                      { d.hovered = false; d.Refresh() }

func (d *divider) CreateRenderer() fyne.WidgetRenderer {
	d.line = rounded(0)
	d.paint()
	return &renderer{
		objects: fixed(d.line),
		layout: func(s fyne.Size) {
			d.line.Move(fyne.NewPos(dividerReach, 0))
			d.line.Resize(fyne.NewSize(1, s.Height))
		},
		refresh: d.paint,
	}
}

func (d *divider) paint() {
	role := ColorLine
	if d.hovered {
		role = ColorAccent
	}
	fill(d.line, tone(d, role))
}
