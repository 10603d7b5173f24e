package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// captionLine places a caption with marks and links at the right of it, or
// below it where they do not fit beside it.
type captionLine struct {
	gap     float32
	caption *widget.Label
	width   float32 // the last it was given
}

// captionLines is the distance between the caption and what is below it.
const captionLines float32 = 2

// NewCaptionLine puts a caption, which wraps, and what belongs to it on one
// line, gap apart. Where the width ends these go on lines of their own below
// it. In a NewStack it is as high as its lines need.
func NewCaptionLine(gap float32, caption *widget.Label, beside ...fyne.CanvasObject) *fyne.Container {
	objects := append([]fyne.CanvasObject{NewFlush(caption)}, beside...)
	return container.New(&captionLine{gap: gap, caption: caption}, objects...)
}

// row is the size of objects side by side.
func (l *captionLine) row(objects []fyne.CanvasObject) fyne.Size {
	return (&rowLayout{l.gap}).MinSize(objects)
}

// oneLine reports whether the caption, unbroken, has room beside the rest.
func (l *captionLine) oneLine(beside fyne.Size) bool {
	words, _ := measure(l.caption.Text, TextCaption, l.caption.TextStyle)
	return l.width <= 0 || words.Width+l.gap+beside.Width <= l.width
}

func (l *captionLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	caption, beside := objects[0].MinSize(), l.row(objects[1:])
	if l.oneLine(beside) {
		return fyne.NewSize(caption.Width, max(caption.Height, beside.Height))
	}
	below := l.below(objects[1:])
	return fyne.NewSize(max(caption.Width, below.Width), caption.Height+captionLines+below.Height)
}

// below is the size of objects that break into lines.
func (l *captionLine) below(objects []fyne.CanvasObject) fyne.Size {
	size := (&wrapLayout{gap: l.gap, width: l.width}).MinSize(objects)
	if size.Height == 0 {
		size.Height = -captionLines // nothing is there
	}
	return size
}

func (l *captionLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	caption, beside := objects[0], objects[1:]
	row := l.row(beside)
	caption.Move(fyne.NewPos(0, 0))
	if l.oneLine(row) {
		caption.Resize(fyne.NewSize(size.Width-row.Width, size.Height))
		x := size.Width - row.Width
		(&rowLayout{l.gap}).Layout(beside, fyne.NewSize(row.Width, size.Height))
		shift(beside, x, 0)
		return
	}
	caption.Resize(fyne.NewSize(size.Width, caption.MinSize().Height))
	high := caption.MinSize().Height
	caption.Resize(fyne.NewSize(size.Width, high))
	(&wrapLayout{gap: l.gap}).Layout(beside, size)
	shift(beside, 0, high+captionLines)
}

func shift(objects []fyne.CanvasObject, x, y float32) {
	for _, o := range objects {
		o.Move(o.Position().AddXY(x, y))
	}
}
