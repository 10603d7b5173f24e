package widgets

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
)

func pagesOf(n, w, h int) []image.Image {
	list := make([]image.Image, n)
	for i := range list {
		list[i] = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	return list
}

func TestPageViewKeepsItsPlace(t *testing.T) {
	startApp(t)
	var told []int
	v := NewPageView(func(n, of int) string { return fmt.Sprintf("%d/%d", n, of) })
	v.OnPage = func(n int) { told = append(told, n) }
	show(t, v, 440, 500)
	v.SetPages(pagesOf(30, 400, 560), 1)
	v.ScrollTo(7, 0.25)
	v.SetPages(pagesOf(31, 800, 1120), 2)
	page, fraction := v.Place()
	equal(t, "place", fmt.Sprintf("%d %.2f", page, fraction), "7 0.25")
	v.SetZoom(2)
	page, fraction = v.Place()
	equal(t, "place after zooming", fmt.Sprintf("%d %.2f", page, fraction), "7 0.25")
	v.SetZoom(0)
	v.Resize(fyne.NewSize(300, 500))
	page, fraction = v.Place()
	equal(t, "place after resizing", fmt.Sprintf("%d %.2f", page, fraction), "7 0.25")
	v.SetPages(pagesOf(3, 800, 1120), 2)
	equal(t, "place when the page went", v.Page(), 3)
	equal(t, "told", fmt.Sprint(told), "[1 8 3]")
	if n := v.RowObjects(); n > 6 {
		t.Errorf("%d page objects", n)
	}
}

func TestPageViewKeysAndZoom(t *testing.T) {
	startApp(t)
	v := NewPageView(nil)
	show(t, v, 440, 500)
	press(v, fyne.KeyPageDown, fyne.KeyEnd)
	v.TypedRune('+')
	v.SetZoom(0)
	v.SetPages(pagesOf(10, 400, 560), 1)
	equal(t, "fits the width", v.Zoom(), 1)
	press(v, fyne.KeyEnd)
	equal(t, "End", v.Page(), 10)
	press(v, fyne.KeyHome)
	equal(t, "Home", v.Page(), 1)
	press(v, fyne.KeyPageDown, fyne.KeyPageDown)
	equal(t, "two pages down", v.Page(), 2)
	v.TypedRune('+')
	equal(t, "plus", v.Zoom(), 1.25)
	v.TypedRune('-')
	v.TypedRune('0')
	equal(t, "0 fits again", v.FitsWidth(), true)
	old := v.stack.live[1]
	v.SetBusy("Laying out…")
	equal(t, "busy keeps the pages", v.stack.live[1], old)
	equal(t, "busy words", v.notice.Visible(), true)
	v.SetBusy("")
	equal(t, "ready", v.notice.Visible(), false)
}

func TestPageViewMarks(t *testing.T) {
	startApp(t)
	v := NewPageView(func(n, of int) string { return fmt.Sprintf("%d/%d", n, of) })
	show(t, v, 440, 700)
	v.SetPages(pagesOf(2, 400, 560), 1)
	v.SetMarks([]PageMark{{Page: 0, X: 0.25, Y: 0.5, W: 0.5, H: 0.1}, {Page: 1, X: 0, Y: 0, W: 1, H: 1}})
	row := v.stack.live[0].(*pageRow)
	equal(t, "marks on the first page", len(row.tints), 1)
	equal(t, "place", row.tints[0].Position(), fyne.NewPos(pageMargin+100, pageCaption+280))
	equal(t, "size", row.tints[0].Size(), fyne.NewSize(200, 56))
	v.SetMarks(nil)
	equal(t, "marks afterwards", len(row.tints), 0)
}

// Pages are asked for as they come into view, in the pixels they take, first
// those in view and then their neighbours; what was drawn stays until then.
func TestPageViewAsksForWhatIsLookedAt(t *testing.T) {
	startApp(t)
	v := NewPageView(func(n, of int) string { return fmt.Sprintf("%d/%d", n, of) })
	show(t, v, 440, 500)
	asked := 0
	v.OnWanted = func() { asked++ }
	sizes := func(n int) []fyne.Size {
		out := make([]fyne.Size, n)
		for i := range out {
			out[i] = fyne.NewSize(600, 800)
		}
		return out
	}
	draw := func() (wanted []PageWant) {
		for len(v.Wanted()) > 0 {
			made := map[PageWant]image.Image{}
			for _, want := range v.Wanted() {
				wanted = append(wanted, want)
				made[want] = image.NewRGBA(image.Rect(0, 0, want.Pixels, want.Pixels))
			}
			v.Draw(made)
		}
		return wanted
	}
	v.Lay(sizes(20), map[PageWant]image.Image{{Page: 0, Pixels: 10}: image.NewRGBA(image.Rect(0, 0, 10, 10))})
	if asked == 0 {
		t.Fatal("nobody was asked")
	}
	// 440 less the margins is 400 units, of one pixel each.
	equal(t, "at first", fmt.Sprint(draw()), "[{0 400} {1 400}]")
	v.ScrollTo(9, 0)
	equal(t, "further down", fmt.Sprint(draw()), "[{9 400} {8 400} {10 400}]")
	if v.pages[0].picture != nil || v.pages[8].picture == nil {
		t.Error("pictures far away are kept, or near ones are not")
	}
	v.SetZoom(2)
	equal(t, "sharp at another zoom", v.Wanted()[0].Pixels, 1200)
	draw()
	old := v.pages[9].picture
	v.Lay(sizes(20), nil)
	if v.pages[9].picture != old || len(v.Wanted()) == 0 {
		t.Error("what was drawn of the text before does not stay, or passes for this one")
	}
	v.SetZoom(4)
	if w := v.Wanted()[0].Pixels; w > 3464 || w < 2400 { // of 600 × 800: 16 million pixels
		t.Errorf("%d pixels wide", w)
	}
}
