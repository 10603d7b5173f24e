package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Hairline is a line one unit thick, lying or standing.
type Hairline struct {
	widget.BaseWidget
	Vertical bool
	rect     *canvas.Rectangle
}

var _ fyne.Widget = (*Hairline)(nil)

// NewHairline makes a lying line.
func NewHairline() *Hairline { return newHairline(false) }

// NewVerticalHairline makes a standing line.
func NewVerticalHairline() *Hairline { return newHairline(true) }

func newHairline(vertical bool) *Hairline {
	h := &Hairline{Vertical: vertical}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer links the line to Fyne.
func (h *Hairline) CreateRenderer() fyne.WidgetRenderer {
	h.rect = canvas.NewRectangle(tone(h, ColorLine))
	return &renderer{
		objects: fixed(h.rect),
		layout: func(s fyne.Size) {
			if h.Vertical {
				s.Width = 1
			} else {
				s.Height = 1
			}
			h.rect.Resize(s)
		},
		minSize: func() fyne.Size { return fyne.NewSquareSize(1) },
		refresh: func() { fill(h.rect, tone(h, ColorLine)) },
	}
}

// Insets are paddings in Fyne units.
type Insets struct{ Top, Right, Bottom, Left float32 }

// Inset is the same padding at every side.
func Inset(all float32) Insets { return Insets{all, all, all, all} }

// InsetXY pads the left and right by x, the top and bottom by y.
func InsetXY(x, y float32) Insets { return Insets{y, x, y, x} }

// Panel is a ground with padding around a content. Ground is a colour role,
// "" for none; Border draws a hairline around it, with rounded corners. Call
// Refresh after changing a field.
type Panel struct {
	widget.BaseWidget
	Ground  fyne.ThemeColorName
	Padding Insets
	Border  bool
	Content fyne.CanvasObject

	rect *canvas.Rectangle
}

var _ fyne.Widget = (*Panel)(nil)

// NewPanel puts content on a ground.
func NewPanel(ground fyne.ThemeColorName, padding Insets, content fyne.CanvasObject) *Panel {
	p := &Panel{Ground: ground, Padding: padding, Content: content}
	p.ExtendBaseWidget(p)
	return p
}

// frame is a border layout without gaps.
type frame struct{ top, bottom, middle fyne.CanvasObject }

// NewFrame puts middle between top and bottom, which keep their least height
// and may be nil, without gaps.
func NewFrame(top, bottom, middle fyne.CanvasObject) *fyne.Container {
	c := container.New(&frame{top, bottom, middle})
	for _, o := range []fyne.CanvasObject{middle, top, bottom} {
		if o != nil {
			c.Add(o)
		}
	}
	return c
}

func edgeHeight(o fyne.CanvasObject) float32 {
	if o == nil || !o.Visible() {
		return 0
	}
	return o.MinSize().Height
}

func (f *frame) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	for _, o := range []fyne.CanvasObject{f.top, f.bottom} {
		if o != nil {
			o.Resize(fyne.NewSize(s.Width, o.MinSize().Height))
			o.Resize(fyne.NewSize(s.Width, o.MinSize().Height))
		}
	}
	top, bottom := edgeHeight(f.top), edgeHeight(f.bottom)
	if f.bottom != nil {
		f.bottom.Move(fyne.NewPos(0, s.Height-bottom))
	}
	f.middle.Move(fyne.NewPos(0, top))
	f.middle.Resize(fyne.NewSize(s.Width, s.Height-top-bottom))
}

func (f *frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height)
		}
	}
	return size
}

// NewCard is a panel of paper with a hairline around it.
func NewCard(content fyne.CanvasObject) *Panel {
	p := NewPanel(ColorPaper, Inset(16), content)
	p.Border = true
	return p
}

// CreateRenderer links the panel to Fyne.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	p.rect = rounded(0)
	p.paint()
	return &renderer{
		objects: func() []fyne.CanvasObject {
			if p.Content == nil {
				return []fyne.CanvasObject{p.rect}
			}
			return []fyne.CanvasObject{p.rect, p.Content}
		},
		layout:  p.layout,
		minSize: p.minSize,
		refresh: func() { p.paint(); p.layout(p.Size()) },
	}
}

func (p *Panel) paint() {
	if p.Ground == "" {
		p.rect.FillColor = color.Transparent
	} else {
		p.rect.FillColor = tone(p, p.Ground)
	}
	p.rect.StrokeWidth, p.rect.CornerRadius = 0, 0
	if p.Border {
		p.rect.StrokeColor, p.rect.StrokeWidth = tone(p, ColorLine), 1
		p.rect.CornerRadius = cornerRadius
	}
	p.rect.Refresh()
}

func (p *Panel) layout(s fyne.Size) {
	p.rect.Resize(s)
	if p.Content == nil {
		return
	}
	p.Content.Move(fyne.NewPos(p.Padding.Left, p.Padding.Top))
	p.Content.Resize(fyne.NewSize(
		s.Width-p.Padding.Left-p.Padding.Right, s.Height-p.Padding.Top-p.Padding.Bottom))
}

func (p *Panel) minSize() fyne.Size {
	s := fyne.NewSize(p.Padding.Left+p.Padding.Right, p.Padding.Top+p.Padding.Bottom)
	if p.Content == nil {
		return s
	}
	return s.Add(p.Content.MinSize())
}
