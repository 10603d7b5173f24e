package widgets

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	pageMargin  float32 = 20
	pageGap     float32 = 16
	pageCaption float32 = 40 // the caption stands in the lower part
)

// CreateRenderer links the view to Fyne.
func (v *PageView) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: fixed(v.ground, v.stack.scroll, v.notice),
		layout:  v.layout,
		minSize: func() fyne.Size { return fyne.NewSize(160, 120) },
		refresh: func() {
			v.layout(v.Size())
			v.stack.refresh()
			canvas.Refresh(v)
		},
	}
}

func (v *PageView) layout(s fyne.Size) {
	fill(v.ground, tone(v, ColorCanvas))
	v.ground.Resize(s)
	page, fraction := v.Place()
	moved := v.measure()
	v.stack.resize(s)
	if moved && page >= 0 && page < v.stack.count() {
		v.stack.scrollTo(v.stack.tops[page] + fraction*v.stack.rowHeight(page))
	}
	v.tellWanted()
	v.notice.Set(v.busy, KindAccent)
	SetVisible(v.notice, v.busy != "")
	n := v.notice.MinSize()
	v.notice.Move(fyne.NewPos(s.Width-n.Width-pageMargin, pageCaption-n.Height-6))
	v.notice.Resize(n)
}

// measure sets the heights of the pages and says whether they changed.
func (v *PageView) measure() bool {
	zoom, before := v.Zoom(), v.stack.height()
	v.stack.minWidth = 0
	v.stack.measure(len(v.pages), func(i int) float32 {
		size := v.natural(i)
		v.stack.minWidth = max(v.stack.minWidth, size.Width*zoom+2*pageMargin)
		return v.captionHeight() + size.Height*zoom + pageGap
	})
	if v.zoom == 0 {
		v.stack.minWidth = 0
	}
	return before != v.stack.height()
}

func (v *PageView) captionHeight() float32 {
	if v.Caption == nil {
		return pageGap
	}
	return pageCaption
}

func (v *PageView) setRow(i int, o fyne.CanvasObject) {
	words := ""
	if v.Caption != nil {
		words = v.Caption(i+1, len(v.pages))
	}
	zoom, size := v.Zoom(), v.natural(i)
	var marks []PageMark
	for _, m := range v.marks {
		if m.Page == i {
			marks = append(marks, m)
		}
	}
	o.(*pageRow).set(v.pages[i].picture, words, marks, v.captionHeight(), fyne.NewSize(size.Width*zoom, size.Height*zoom))
}

// pageRow is one page with its caption, edge and marks.
type pageRow struct {
	widget.BaseWidget
	caption *canvas.Text
	sheet   *canvas.Rectangle
	picture *canvas.Image
	marks   []PageMark
	tints   []*canvas.Rectangle
	top     float32
	page    fyne.Size
}

func newPageRow() *pageRow {
	r := &pageRow{
		caption: text(TextCaption, fyne.TextStyle{}),
		sheet:   canvas.NewRectangle(color.White),
		picture: &canvas.Image{FillMode: canvas.ImageFillStretch},
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *pageRow) set(picture image.Image, caption string, marks []PageMark, top float32, page fyne.Size) {
	r.top, r.page, r.marks = top, page, marks
	ink(r.caption, caption, tone(r, ColorSoft))
	if r.picture.Image != picture {
		r.picture.Image = picture
		r.picture.Refresh()
	}
	r.arrange(r.Size())
	canvas.Refresh(r)
}

func (r *pageRow) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{objects: r.objects, layout: r.arrange, refresh: func() {
		ink(r.caption, r.caption.Text, tone(r, ColorSoft))
		r.arrange(r.Size())
	}}
}

func (r *pageRow) objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.sheet, r.picture}
	for _, t := range r.tints {
		list = append(list, t)
	}
	return append(list, r.caption)
}

func (r *pageRow) arrange(s fyne.Size) {
	x := max(pageMargin, (s.Width-r.page.Width)/2)
	place(r.caption, x, r.top-12)
	r.sheet.Shadow = canvas.Shadow{
		Color: tone(r, theme.ColorNameShadow), BlurRadius: 6, Offset: fyne.NewPos(0, 1),
	}
	r.sheet.Move(fyne.NewPos(x, r.top))
	r.sheet.Resize(r.page)
	r.picture.Move(fyne.NewPos(x, r.top))
	r.picture.Resize(r.page)
	r.arrangeTints(x)
}

// arrangeTints lays a see-through accent over the marked parts; pages are
// white in both themes, so the light accent is right in both.
func (r *pageRow) arrangeTints(x float32) {
	for len(r.tints) < len(r.marks) {
		r.tints = append(r.tints, canvas.NewRectangle(faded(lightPalette[ColorAccent], 0x18)))
	}
	r.tints = r.tints[:len(r.marks)]
	for i, m := range r.marks {
		r.tints[i].Move(fyne.NewPos(x+m.X*r.page.Width, r.top+m.Y*r.page.Height))
		r.tints[i].Resize(fyne.NewSize(m.W*r.page.Width, m.H*r.page.Height))
	}
}
