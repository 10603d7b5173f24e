package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"pgregory.net/rapid"
)

// Whatever the texts and the width: every tool is in the row or in the menu,
// what is in the row fits, and the menu is there only when it is needed.
func TestAToolbarFitsItsWidth(t *testing.T) {
	startApp(t)
	rapid.Check(t, func(rt *rapid.T) {
		var tools []Tool
		for _, n := range rapid.SliceOfN(rapid.IntRange(1, 14), 1, 9).Draw(rt, "lengths") {
			tools = append(tools, Tool{Text: strings.Repeat("n", n)})
		}
		bar := NewToolbar("More", tools...)
		width := rapid.Float32Range(80, 900).Draw(rt, "width")
		bar.CreateRenderer().Layout(fyne.NewSize(width, 34))
		if bar.more.Visible() != (bar.Shown() < len(tools)) {
			rt.Fatalf("%d of %d in the row, menu shown: %v", bar.Shown(), len(tools), bar.more.Visible())
		}
		end := float32(0)
		for i, b := range append(bar.buttons[:bar.Shown():bar.Shown()], bar.more) {
			if !b.Visible() {
				continue
			}
			if b.Position().X < end {
				rt.Fatalf("button %d begins at %v, before %v", i, b.Position().X, end)
			}
			end = b.Position().X + b.Size().Width
		}
		if end > width {
			rt.Fatalf("the row ends at %v of %v", end, width)
		}
		if all := bar.fitting(10000); all != len(tools) {
			rt.Fatalf("a wide row has %d of %d", all, len(tools))
		}
	})
}

// The menu is worked with keys, and what it holds is run once.
func TestAToolbarsMenuByKeys(t *testing.T) {
	startApp(t)
	ran := ""
	tool := func(name string) Tool { return Tool{name, func() { ran += name }} }
	bar := NewToolbar("More", tool("Bold"), tool("Italic"), tool("Numbered"), tool("Table"))
	w := show(t, bar, 180, 60)
	equal(t, "in the row", bar.Shown(), 2)
	w.Canvas().Focus(bar.more)
	press(bar.more, fyne.KeySpace)
	menu, ok := w.Canvas().Focused().(*widget.PopUpMenu)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	press(menu, fyne.KeyDown, fyne.KeyReturn)
	equal(t, "ran", ran, "Table")
	equal(t, "keyboard afterwards", w.Canvas().Focused(), fyne.Focusable(bar.more))
	test.TapCanvas(w.Canvas(), fyne.NewPos(20, 17))
	equal(t, "ran by a click", ran, "TableBold")
}
