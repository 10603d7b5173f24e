package widgets

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func manySegments(n int) []Segment {
	rows := make([]Segment, n)
	for i := range rows {
		rows[i] = Segment{
			Source: strings.Repeat(fmt.Sprintf("We keep item %d for {{retention.account}} and then delete it. ", i), 1+i%4),
			Target: strings.Repeat(fmt.Sprintf("Wij bewaren nummer %d en wissen het daarna. ", i), 1+i%3),
			State:  "draft", Kind: KindAccent,
		}
	}
	return rows
}

func TestSegmentGridSelectingEdits(t *testing.T) {
	startApp(t)
	var selected []int
	g := NewSegmentGrid("English", "Nederlands", "State", sampleSegments())
	g.OnSelected = func(i int) { selected = append(selected, i) }
	w := show(t, g, 900, 500)
	g.Select(1)
	if w.Canvas().Focused() != fyne.Focusable(g.editor) {
		t.Fatal("selecting does not put the caret into the editor")
	}
	equal(t, "editor", g.Editor().Text, g.Rows[1].Target)
	tapAt(g, 40, gridHeader+5)
	equal(t, "tapped", g.Selected(), 0)
	equal(t, "told", fmt.Sprint(selected), "[1 0]")
}

func TestSegmentGridTyping(t *testing.T) {
	startApp(t)
	var changed []string
	g := NewSegmentGrid("English", "Nederlands", "State", sampleSegments())
	g.OnChanged = func(i int, s string) { changed = append(changed, fmt.Sprint(i, " ", s)) }
	show(t, g, 900, 500)
	g.Select(0)
	equal(t, "selecting alone", len(changed), 0)
	test.Type(g.editor, "!")
	equal(t, "typed at the end", fmt.Sprint(changed), "[0 4 Wie ontvangt ze!]")
	equal(t, "row", g.Rows[0].Target, "4 Wie ontvangt ze!")
	g.SetRow(0, Segment{Source: "x", Target: "from outside"})
	equal(t, "SetRow in the editor", g.Editor().Text, "from outside")
	equal(t, "SetRow is not a user's change", len(changed), 1)
}

func TestSegmentGridGrowsWithTheText(t *testing.T) {
	startApp(t)
	g := NewSegmentGrid("English", "Nederlands", "State", sampleSegments())
	show(t, g, 900, 500)
	g.Select(0)
	before := g.stack.rowHeight(0)
	test.Type(g.editor, strings.Repeat(" woorden", 40))
	after := g.stack.rowHeight(0)
	if after < before+4*19 {
		t.Errorf("the row went from %v to %v for four more lines", before, after)
	}
	if got, need := g.editor.Size().Height, g.editorHeight(gridText(g)); got < need {
		t.Errorf("the editor is %v high and needs %v", got, need)
	}
}

func TestSegmentGridUndoStaysInItsRow(t *testing.T) {
	startApp(t)
	g := NewSegmentGrid("English", "Nederlands", "State", []Segment{{Source: "a"}, {Source: "b", Target: "twee"}})
	show(t, g, 900, 500)
	g.Select(0)
	test.Type(g.editor, "twee")
	chord(g.editor, ctrl, fyne.KeyDown)
	g.editor.TypedShortcut(&fyne.ShortcutUndo{})
	equal(t, "the second row", g.Rows[1].Target, "twee")
	equal(t, "the first row", g.Rows[0].Target, "twee")
}

func gridText(g *SegmentGrid) float32 {
	_, _, w := gridColumns(g.width)
	return w
}

func TestSegmentGridKeys(t *testing.T) {
	startApp(t)
	approved := -1
	g := NewSegmentGrid("English", "Nederlands", "State", sampleSegments())
	g.OnApprove = func(i int) { approved = i }
	w := show(t, g, 900, 500)
	g.Select(1)
	chord(g.editor, ctrl, fyne.KeyDown)
	equal(t, "Ctrl+Down", g.Selected(), 2)
	chord(g.editor, ctrl, fyne.KeyReturn)
	equal(t, "Ctrl+Enter", approved, 2)
	chord(g.editor, ctrl, fyne.KeyUp)
	equal(t, "Ctrl+Up", g.Selected(), 1)
	text := g.Editor().Text
	press(g.editor, fyne.KeyEscape)
	if w.Canvas().Focused() != fyne.Focusable(g) {
		t.Fatal("Esc does not go back to the list")
	}
	press(g, fyne.KeyDown, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome)
	equal(t, "plain keys in the list", g.Selected(), 0)
	if w.Canvas().Focused() != fyne.Focusable(g) {
		t.Error("walking the list moves the keyboard into the editor")
	}
	press(g, fyne.KeyReturn)
	if w.Canvas().Focused() != fyne.Focusable(g.editor) {
		t.Error("Enter does not edit")
	}
	equal(t, "the text of row 1", g.Rows[1].Target, text)
}

func TestSegmentGridForwardsShortcuts(t *testing.T) {
	startApp(t)
	g := NewSegmentGrid("English", "Nederlands", "State", sampleSegments())
	show(t, g, 900, 500)
	g.Select(1)
	var asked fyne.Shortcut
	g.OnShortcut = func(s fyne.Shortcut) bool { asked = s; return true }
	g.editor.TypedShortcut(&fyne.ShortcutUndo{})
	if asked == nil {
		t.Error("the owner is not asked about undo")
	}
}

func TestSegmentGridHoldsVisibleRowsOnly(t *testing.T) {
	startApp(t)
	g := NewSegmentGrid("English", "Nederlands", "State", manySegments(2000))
	show(t, g, 900, 700)
	for i := 0; i < 2000; i += 7 {
		g.choose(i)
	}
	if n := g.RowObjects(); n > 60 {
		t.Errorf("%d row objects for a view of at most 17 rows", n)
	}
	first, last := g.stack.visible()
	equal(t, "objects on the canvas", len(g.stack.holder.Objects), last-first+1)
	if first > 1995 || last < 1995 {
		t.Errorf("row 1995 is not in view: %d to %d", first, last)
	}
}

func TestSegmentGridKeepsItsPlaceOverSetRows(t *testing.T) {
	startApp(t)
	g := NewSegmentGrid("English", "Nederlands", "State", manySegments(300))
	show(t, g, 900, 500)
	g.choose(200)
	offset := g.stack.scroll.Offset.Y
	g.SetRows(manySegments(300))
	equal(t, "selected", g.Selected(), 200)
	equal(t, "offset", g.stack.scroll.Offset.Y, offset)
	g.SetRows(manySegments(3))
	equal(t, "selected after the row went", g.Selected(), -1)
	equal(t, "editor after the row went", g.boxed.Visible(), false)
}

func TestSegmentGridMarkup(t *testing.T) {
	startApp(t)
	g := NewSegmentGrid("English", "Nederlands", "State", sampleSegments()[:3])
	w := show(t, g, 700, 300)
	g.choose(2)
	test.AssertRendersToMarkup(t, "segmentgrid.xml", w.Canvas())
}

func BenchmarkSegmentGridScroll(b *testing.B) {
	startApp(b)
	g := NewSegmentGrid("English", "Nederlands", "State", manySegments(2000))
	show(b, g, 1200, 700)
	b.ResetTimer()
	for i := range b.N {
		g.stack.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -60)})
		if i%2000 == 1999 {
			g.stack.scrollTo(0)
		}
	}
}

func BenchmarkSegmentGridFirstMeasure(b *testing.B) {
	startApp(b)
	rows := manySegments(2000)
	for range b.N {
		g := NewSegmentGrid("English", "Nederlands", "State", rows)
		g.measureAll(1200)
	}
}

func BenchmarkSegmentGridResize(b *testing.B) {
	startApp(b)
	g := NewSegmentGrid("English", "Nederlands", "State", manySegments(2000))
	show(b, g, 1200, 700)
	b.ResetTimer()
	for i := range b.N {
		g.Resize(fyne.NewSize(1000+float32(i%2)*200, 700))
	}
}

func BenchmarkSegmentGridKeystroke(b *testing.B) {
	startApp(b)
	g := NewSegmentGrid("English", "Nederlands", "State", manySegments(2000))
	show(b, g, 1200, 700)
	g.Select(1000)
	b.ResetTimer()
	for range b.N {
		g.editor.TypedRune('x')
		press(g.editor, fyne.KeyBackspace)
	}
}

func TestSegmentRowFromThePoolFollowsTheTheme(t *testing.T) {
	startApp(t)
	test.ApplyTheme(t, NewTheme(Light))
	row, look := newSegmentRow(NewSegmentGrid("", "", "", nil)), segmentLook{Segment: Segment{Source: "Same", State: "draft", Kind: KindAccent}}
	row.set(look)
	row.Resize(fyne.NewSize(900, 42))
	test.WidgetRenderer(row).Layout(row.Size())
	test.WidgetRenderer(row.source).Refresh()
	test.ApplyTheme(t, NewTheme(Dark))
	row.set(look)
	word := row.source.objects[0].(*canvas.Text)
	equal(t, "ink", word.Color, color.Color(darkPalette[ColorInk]))
	equal(t, "chip", row.state.ground.FillColor, color.Color(darkPalette[ColorAccentTint]))
}

// Another set of rows may put another segment where the selected one stood: the
// editor holds that one's text then, and is as high as it needs.
func TestOtherRowsComeWithTheirText(t *testing.T) {
	long := strings.Repeat("a long translation of a short text ", 20)
	g := NewSegmentGrid("English", "Nederlands", "State", []Segment{{Source: "a", Target: "een"}, {Source: "b", Target: "twee"}})
	w := test.NewTempWindow(t, g)
	w.Resize(fyne.NewSize(700, 400))
	g.Select(1)
	g.SetRows([]Segment{{Source: "x", Target: "iks"}, {Source: "y", Target: long}})
	g.Choose(1)
	if g.Editor().Text != long {
		t.Fatalf("the editor holds %q", g.Editor().Text)
	}
	if needs := g.Editor().MinSize().Height; g.boxed.Size().Height < needs {
		t.Errorf("the editor is %v high and needs %v", g.boxed.Size().Height, needs)
	}
}

// Ctrl+End goes behind the last letter of a text of several lines, Ctrl+Home to
// the first.
func TestTheEditorReachesBothEnds(t *testing.T) {
	g := NewSegmentGrid("English", "Nederlands", "State", []Segment{{Source: "a", Target: strings.Repeat("many words of some length ", 12) + "end"}})
	w := test.NewTempWindow(t, g)
	w.Resize(fyne.NewSize(600, 400))
	g.Select(0)
	press := func(key fyne.KeyName) {
		g.editor.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
	}
	press(fyne.KeyHome)
	g.editor.TypedRune('>')
	press(fyne.KeyEnd)
	g.editor.TypedRune('<')
	if got := g.Editor().Text; !strings.HasPrefix(got, ">many") || !strings.HasSuffix(got, "end<") {
		t.Errorf("typed at both ends: %q", got)
	}
}

// A row reads as its text will; the one that is worked on shows its source as it
// is written. A heading and a line above a row push its texts and editor down.
func TestSegmentGridShowsTextsAsTheyRead(t *testing.T) {
	startApp(t)
	g := NewSegmentGrid("English", "Nederlands", "State", []Segment{
		{Source: "**all** data", Target: "**alle** data"}, {Source: "a", Target: "een", Group: "Answers", About: "What for"}, {Source: "a", Target: "een"},
	})
	g.Reads = func(text string) []Span {
		if !strings.Contains(text, "**") {
			return nil
		}
		return []Span{{Text: strings.ReplaceAll(text, "**", ""), Bold: true}}
	}
	show(t, g, 900, 500)
	row := newSegmentRow(g)
	for _, on := range []bool{false, true, false} {
		row.set(segmentLook{Segment: g.Rows[0], on: on})
		want := "all data"
		if on {
			want = "**all** data"
		}
		equal(t, "source", row.source.runs[0].Text, want)
		equal(t, "target", row.target.runs[0].Text, "alle data")
	}
	equal(t, "room above", g.stack.rowHeight(1)-g.stack.rowHeight(2), gridGroup+gridAbout)
	g.Select(1)
	equal(t, "editor", g.boxed.Position().Y, g.stack.tops[1]+gridGroup+gridAbout+gridPadY)
}
