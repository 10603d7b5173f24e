package widgets

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// renderer is a fyne.WidgetRenderer put together from functions; nil ones do
// nothing.
type renderer struct {
	objects func() []fyne.CanvasObject
	layout  func(fyne.Size)
	minSize func() fyne.Size
	refresh func()
}

var _ fyne.WidgetRenderer = (*renderer)(nil)

func (r *renderer) Destroy() {}

func (r *renderer) Layout(s fyne.Size) {
	if r.layout != nil {
		r.layout(s)
	}
}

func (r *renderer) MinSize() fyne.Size {
	if r.minSize == nil {
		return fyne.Size{}
	}
	return r.minSize()
}

func (r *renderer) Objects() []fyne.CanvasObject { return r.objects() }

func (r *renderer) Refresh() {
	if r.refresh != nil {
		r.refresh()
	}
}

func fixed(objects ...fyne.CanvasObject) func() []fyne.CanvasObject {
	return func() []fyne.CanvasObject { return objects }
}

// tone resolves a colour role for an object under the theme in force there.
func tone(o fyne.CanvasObject, name fyne.ThemeColorName) color.Color {
	v := fyne.CurrentApp().Settings().ThemeVariant()
	return resolve(theme.CurrentForWidget(o), name, v)
}

// text makes a canvas text without colour; the owner colours it in Refresh.
func text(size float32, style fyne.TextStyle) *canvas.Text {
	t := canvas.NewText("", color.Transparent)
	t.TextSize, t.TextStyle = size, style
	return t
}

// ink sets content and colour of a text and repaints it when they changed.
func ink(t *canvas.Text, content string, c color.Color) {
	if t.Text == content && t.Color == c {
		return
	}
	t.Text, t.Color = content, c
	t.Refresh()
}

// write is ink for a text whose style changes too.
func write(t *canvas.Text, content string, style fyne.TextStyle, c color.Color) {
	if t.TextStyle != style {
		t.TextStyle, t.Text = style, content
		t.Color = nil
	}
	ink(t, content, c)
}

// fill sets the colour of a rectangle and repaints it when it changed.
func fill(r *canvas.Rectangle, c color.Color) {
	if r.FillColor == c {
		return
	}
	r.FillColor = c
	r.Refresh()
}

func outline(r *canvas.Rectangle, c color.Color, width float32) {
	if r.StrokeColor == c && r.StrokeWidth == width {
		return
	}
	r.StrokeColor, r.StrokeWidth = c, width
	r.Refresh()
}

func rounded(radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.CornerRadius = radius
	return r
}

// measure is the width and the ascent of a text.
func measure(s string, size float32, style fyne.TextStyle) (fyne.Size, float32) {
	return fyne.CurrentApp().Driver().RenderedTextSize(s, size, style, nil)
}

// place puts t at x so that its baseline lies on y.
func place(t *canvas.Text, x, y float32) {
	size, ascent := measure(t.Text, t.TextSize, t.TextStyle)
	t.Move(fyne.NewPos(x, y-ascent))
	t.Resize(size)
}

// baselineIn is the baseline that centres text of a size in a height.
func baselineIn(height, size float32) float32 {
	box, ascent := measure("Hx", size, fyne.TextStyle{})
	return (height-box.Height)/2 + ascent
}

// ellipsis shortens s to the width by whole runes, ending in "…".
func ellipsis(s string, width, size float32, style fyne.TextStyle) string {
	full, _ := measure(s, size, style)
	if full.Width <= width {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		w, _ := measure(string(runes[:mid])+"…", size, style)
		if w.Width <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	for low > 0 && runes[low-1] == ' ' {
		low--
	}
	return string(runes[:low]) + "…"
}

// spoken joins the parts of an accessible label that are not empty.
func spoken(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// SetVisible shows or hides an object; nothing happens when it is so already.
func SetVisible(o fyne.CanvasObject, shown bool) {
	switch {
	case shown && !o.Visible():
		o.Show()
	case !shown && o.Visible():
		o.Hide()
	}
}

// focusOn gives target the keyboard on the canvas where host stands; nothing
// happens before host was shown. Host may be what target lies in, since a part
// that was never painted has no canvas yet.
func focusOn(host fyne.CanvasObject, target fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(host); c != nil {
		c.Focus(target)
	}
}

// forward hands a shortcut that a focused widget does not use to the canvas,
// which never sees it otherwise.
func forward(o fyne.CanvasObject, s fyne.Shortcut) {
	deliver(fyne.CurrentApp().Driver().CanvasForObject(o), s)
}

// deliver runs what was registered with AddShortcut. The desktop's canvas can
// be asked to; the one of fyne/test cannot.
func deliver(c fyne.Canvas, s fyne.Shortcut) {
	if target, ok := c.(fyne.Shortcutable); ok {
		target.TypedShortcut(s)
	}
}
