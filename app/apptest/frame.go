package apptest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// frame does what the desktop driver does before it draws: whatever needs
// another least size than in the frame before has its parent laid out again.
// Fyne's driver for tests draws what was laid out last, however old.
func (d *Driver) frame() {
	layers := append([]fyne.CanvasObject{d.Canvas().Content()}, d.Canvas().Overlays().List()...)
	for range 8 { // a layout can change what a wrapped text needs
		changed := false
		for _, o := range layers {
			changed = d.settle(o) || changed
		}
		if !changed {
			return
		}
	}
}

// settle lays out, from the leaves to the root, every object with a part that
// changed its needs; true when its own changed.
func (d *Driver) settle(o fyne.CanvasObject) bool {
	if o == nil || !o.Visible() {
		return false
	}
	inner := false
	for _, part := range parts(o) {
		inner = d.settle(part) || inner
	}
	if inner {
		arrange(o)
	}
	least := o.MinSize()
	if before, known := d.least[o]; known && before == least {
		return false
	}
	d.least[o] = least
	return true
}

func arrange(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
	case fyne.Widget:
		test.WidgetRenderer(o).Layout(o.Size())
	}
}
