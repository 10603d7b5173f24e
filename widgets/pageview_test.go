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
