package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// flush takes away the padding that a Fyne label keeps around its text, so
// that labels, captions, tabs and fields start on one line.
type flush struct{}

// NewFlush shows a label without its padding.
func NewFlush(label *widget.Label) *fyne.Container { return container.New(flush{}, label) }

func (flush) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pad := theme.InnerPadding()
	for _, o := range objects {
		o.Move(fyne.NewPos(-pad, -pad/2))
		o.Resize(fyne.NewSize(size.Width+2*pad, size.Height+pad))
	}
}

func (flush) MinSize(objects []fyne.CanvasObject) fyne.Size {
	pad := theme.InnerPadding()
	var out fyne.Size
	for _, o := range objects {
		out = out.Max(o.MinSize())
	}
	return fyne.NewSize(max(0, out.Width-2*pad), max(0, out.Height-pad))
}
