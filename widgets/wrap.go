package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// wrapLayout is a row that goes on in the next line where its width ends.
type wrapLayout struct {
	gap   float32
	width float32 // the last it was given
}

// NewWrap places objects side by side at their least sizes, gap apart, and
// breaks into lines where the width ends. In a NewStack it is as high as its
// lines need.
func NewWrap(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&wrapLayout{gap: gap}, objects...)
}

// each calls put with the place of every visible object and returns the size
// of all of them.
func (l *wrapLayout) each(objects []fyne.CanvasObject, put func(o fyne.CanvasObject, at fyne.Position, size fyne.Size)) fyne.Size {
	var all fyne.Size
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > 0 && l.width > 0 && x+size.Width > l.width {
			x, y, line = 0, y+line+l.gap, 0
		}
		put(o, fyne.NewPos(x, y), size)
		x, line = x+size.Width, max(line, size.Height)
		all = fyne.NewSize(max(all.Width, size.Width), y+line)
		x += l.gap
	}
	return all
}

func (l *wrapLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return l.each(objects, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

func (l *wrapLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.each(objects, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}
