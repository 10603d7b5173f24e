package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// rowLayout is a row with one gap, its objects centred in the height.
type rowLayout struct{ gap float32 }

// NewRow places objects side by side, gap apart, at their least sizes and
// centred in the height. layout.NewSpacer objects take the rest of the width.
func NewRow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rowLayout{gap}, objects...)
}

func spacer(o fyne.CanvasObject) bool {
	s, ok := o.(layout.SpacerObject)
	return ok && s.ExpandHorizontal()
}

func (l *rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() || spacer(o) {
			continue
		}
		m := o.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
		n++
	}
	s.Width += l.gap * max(0, float32(n-1))
	return s
}

func (l *rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spacers := 0
	for _, o := range objects {
		if o.Visible() && spacer(o) {
			spacers++
		}
	}
	rest := max(0, size.Width-l.MinSize(objects).Width)
	x := float32(0)
	for _, o := range objects {
		switch {
		case !o.Visible():
		case spacer(o):
			x += rest / float32(spacers)
		default:
			m := o.MinSize()
			o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
			o.Resize(m)
			x += m.Width + l.gap
		}
	}
}
