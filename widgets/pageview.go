package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// PageMark is a tinted rectangle on a page, in fractions of its width and
// height from the top left corner.
type PageMark struct {
	Page       int // from 0
	X, Y, W, H float32
}

// PageView shows page pictures below each other on the canvas ground. The
// pages fit the width until Zoom is set. Keys: PageUp, PageDown, Home, End,
// the arrows, plus and minus, 0 for the width. Only visible pages hold
// objects. Use SetPages, SetMarks, SetBusy and SetZoom to change it.
//
// Who draws pages when they are looked at uses Lay and Draw in place of
// SetPages, and OnWanted: a page is then drawn in the very pixels it takes on
// the screen, at any zoom. What was drawn before stays until then.
type PageView struct {
	widget.BaseWidget
	// Caption words the line above a page from its number and the count, both
	// from 1; nil for no line.
	Caption func(n, of int) string
	// OnPage is told what Page answers whenever that becomes another.
	OnPage func(n int)
	// OnWanted is told when pages come into view, or near it, that are not drawn
	// as they are to be seen; Wanted lists them. May be nil.
	OnWanted func()
	// OnShortcut is asked first about every shortcut, as in Outline.
	OnShortcut func(fyne.Shortcut) bool

	pages   []sheet
	marks   []PageMark
	busy    string
	zoom    float32 // 0 fits the width
	current int

	stack  *rowStack
	ground *canvas.Rectangle
	notice *Badge
}

var (
	_ fyne.Widget       = (*PageView)(nil)
	_ fyne.Tappable     = (*PageView)(nil)
	_ fyne.Focusable    = (*PageView)(nil)
	_ fyne.Shortcutable = (*PageView)(nil)
)

// NewPageView makes an empty view.
func NewPageView(caption func(n, of int) string) *PageView {
	v := &PageView{Caption: caption, ground: rounded(0), notice: NewBadge("", KindAccent)}
	v.stack = newRowStack(func() fyne.CanvasObject { return newPageRow() }, v.setRow)
	v.stack.scroll.Direction = fyne.ScrollBoth
	v.stack.onScroll = func() { v.tellPage(); v.tellWanted() }
	v.ExtendBaseWidget(v)
	return v
}

// SetPages replaces the pictures; scale is their pixels per Fyne unit at zoom
// 1. The place on the page that was at the top of the view stays there.
func (v *PageView) SetPages(pages []image.Image, scale float32) {
	all := make([]sheet, len(pages))
	for i, picture := range pages {
		b := picture.Bounds()
		size := fyne.NewSize(float32(b.Dx())/max(scale, 0.01), float32(b.Dy())/max(scale, 0.01))
		all[i] = sheet{size: size, picture: picture, pixels: b.Dx()}
	}
	v.replace(all)
}

func (v *PageView) replace(pages []sheet) {
	page, fraction := v.Place()
	v.pages = pages
	v.Refresh()
	v.ScrollTo(min(max(page, 0), len(pages)-1), fraction)
}

// Pages is how many pages there are.
func (v *PageView) Pages() int { return len(v.pages) }

// SetMarks replaces the tinted rectangles.
func (v *PageView) SetMarks(marks []PageMark) {
	v.marks = marks
	v.stack.refresh()
}

// SetBusy shows words over the old pages while new ones are made; "" ends it.
func (v *PageView) SetBusy(words string) {
	v.busy = words
	v.Refresh()
}

// SetZoom shows pages at a multiple of their natural size; 0 fits the width.
func (v *PageView) SetZoom(zoom float32) {
	page, fraction := v.Place()
	v.zoom = zoom
	if zoom != 0 {
		v.zoom = min(max(zoom, 0.25), 4)
	}
	v.Refresh()
	v.ScrollTo(page, fraction)
}

// ZoomBy multiplies what is shown now.
func (v *PageView) ZoomBy(factor float32) { v.SetZoom(v.Zoom() * factor) }

// Zoom is the multiple shown now, also while the pages fit the width.
func (v *PageView) Zoom() float32 {
	if v.zoom != 0 || len(v.pages) == 0 {
		return max(v.zoom, 0.25)
	}
	widest := float32(1)
	for i := range v.pages {
		widest = max(widest, v.natural(i).Width)
	}
	return max(0.05, (v.Size().Width-2*pageMargin)/widest)
}

// FitsWidth says whether the pages follow the width of the view.
func (v *PageView) FitsWidth() bool { return v.zoom == 0 }

// Page is the number, from 1, of the page that fills most of the upper part
// of the view; 0 for none.
func (v *PageView) Page() int {
	page, fraction := v.Place()
	if fraction > 0.6 && page+1 < len(v.pages) {
		page++
	}
	return page + 1
}

// Place is the page, from 0, at the top of the view and how far down it that
// is, as a fraction of its row; -1 without pages.
func (v *PageView) Place() (page int, fraction float32) {
	y := v.stack.scroll.Offset.Y
	page = v.stack.atContent(y)
	if page < 0 {
		return -1, 0
	}
	return page, (y - v.stack.tops[page]) / v.stack.rowHeight(page)
}

// ScrollTo puts a fraction of a page's height, from 0, at the top of the view.
func (v *PageView) ScrollTo(page int, fraction float32) {
	if page < 0 || page >= v.stack.count() {
		return
	}
	v.stack.scrollTo(v.stack.tops[page] + fraction*v.stack.rowHeight(page))
	v.tellPage()
	v.tellWanted()
}

// RowObjects is how many page objects were ever made.
func (v *PageView) RowObjects() int { return v.stack.made }

func (v *PageView) tellPage() {
	page := v.Page()
	if page == v.current {
		return
	}
	v.current = page
	if page > 0 && v.OnPage != nil {
		v.OnPage(page)
	}
}

func (v *PageView) natural(i int) fyne.Size { return v.pages[i].size }

// Tapped takes the keyboard.
func (v *PageView) Tapped(*fyne.PointEvent) { focusOn(v, v) }

// FocusGained does nothing visible.
func (v *PageView) FocusGained() {}

// FocusLost does nothing visible.
func (v *PageView) FocusLost() {}

// TypedRune zooms on plus, minus and 0.
func (v *PageView) TypedRune(r rune) {
	switch r {
	case '+', '=':
		v.ZoomBy(1.25)
	case '-':
		v.ZoomBy(0.8)
	case '0':
		v.SetZoom(0)
	}
}

// TypedShortcut asks OnShortcut, then the canvas.
func (v *PageView) TypedShortcut(s fyne.Shortcut) {
	if v.OnShortcut == nil || !v.OnShortcut(s) {
		forward(v, s)
	}
}

// TypedKey scrolls.
func (v *PageView) TypedKey(k *fyne.KeyEvent) {
	const line = 40
	y, view := v.stack.scroll.Offset.Y, v.stack.scroll.Size().Height
	switch k.Name {
	case fyne.KeyPageDown, fyne.KeySpace:
		y += view - line
	case fyne.KeyPageUp:
		y -= view - line
	case fyne.KeyDown:
		y += line
	case fyne.KeyUp:
		y -= line
	case fyne.KeyHome:
		y = 0
	case fyne.KeyEnd:
		y = v.stack.height()
	default:
		return
	}
	v.stack.scrollTo(y)
	v.tellPage()
	v.tellWanted()
}
