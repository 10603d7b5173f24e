package widgets

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
)

// sheet is a page and what is drawn of it.
type sheet struct {
	size    fyne.Size   // at zoom 1
	picture image.Image // nil while nothing was drawn
	pixels  int         // the width the picture was made for; 0 for one of an earlier text
}

// PageWant is a page, from 0, and how many pixels wide it is to be drawn.
type PageWant struct {
	Page, Pixels int
}

// Lay replaces the pages: their sizes at zoom 1, and pictures of some of them,
// by number from 0, as they were wanted. Pages without one keep what they showed
// before until they are drawn. The place in the text stays at the top.
func (v *PageView) Lay(sizes []fyne.Size, drawn map[PageWant]image.Image) {
	all := make([]sheet, len(sizes))
	for i, size := range sizes {
		all[i].size = size
		if i < len(v.pages) {
			all[i].picture = v.pages[i].picture
		}
	}
	put(all, drawn)
	v.replace(all)
	v.forget()
}

// Draw shows pictures of pages that were wanted.
func (v *PageView) Draw(drawn map[PageWant]image.Image) {
	put(v.pages, drawn)
	v.forget()
	v.stack.refresh()
	v.tellWanted()
}

func put(pages []sheet, drawn map[PageWant]image.Image) {
	for want, picture := range drawn {
		if want.Page < len(pages) && picture != nil {
			pages[want.Page].picture, pages[want.Page].pixels = picture, want.Pixels
		}
	}
}

// keptBeside is how many pages around those in view keep their pictures.
const keptBeside = 4

// forget lets pictures go that are far from what is looked at.
func (v *PageView) forget() {
	first, last := v.stack.visible()
	for i := range v.pages {
		if i < first-keptBeside || i >= last+keptBeside {
			v.pages[i].picture, v.pages[i].pixels = nil, 0
		}
	}
}

// InView lists the pages that are in view.
func (v *PageView) InView() []PageWant {
	first, last := v.stack.visible()
	var out []PageWant
	for i := first; i < min(last, len(v.pages)); i++ {
		out = append(out, PageWant{i, v.pixels(i)})
	}
	return out
}

// Wanted lists the pages that are to be drawn: those in view, and once they are
// there the ones before and after.
func (v *PageView) Wanted() []PageWant {
	first, last := v.stack.visible()
	if out := v.undrawn(first, last); len(out) > 0 {
		return out
	}
	return v.undrawn(first-1, last+1)
}

func (v *PageView) undrawn(first, last int) []PageWant {
	var out []PageWant
	for i := max(first, 0); i < min(last, len(v.pages)); i++ {
		if want := v.pixels(i); v.pages[i].pixels != want {
			out = append(out, PageWant{i, want})
		}
	}
	return out
}

func (v *PageView) tellWanted() {
	if v.OnWanted != nil && v.Visible() && len(v.Wanted()) > 0 {
		v.OnWanted()
	}
}

// mostPixels is the largest picture of a page: A4 at some 400 dots per inch.
const mostPixels = 16e6

// pixels is how wide a page is on the screen.
func (v *PageView) pixels(i int) int {
	size := v.pages[i].size
	width := float64(size.Width*v.Zoom()) * v.density()
	if height := width * float64(size.Height/size.Width); width*height > mostPixels {
		width *= math.Sqrt(mostPixels / (width * height))
	}
	return max(1, int(math.Round(width)))
}

// density is how many pixels of the screen a unit takes.
func (v *PageView) density() float64 {
	c := fyne.CurrentApp().Driver().CanvasForObject(v)
	if c == nil {
		return 1
	}
	const units = 1000
	x, _ := c.PixelCoordinateForPosition(fyne.NewPos(units, 0))
	if x <= 0 {
		return 1
	}
	return float64(x) / units
}
