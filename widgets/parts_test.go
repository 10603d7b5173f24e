package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"pgregory.net/rapid"
)

func TestWrapKeepsEveryWordAndTheWidth(t *testing.T) {
	startApp(t)
	r := newRuler(TextBody)
	rapid.Check(t, func(rt *rapid.T) {
		var runs []flowRun
		var all strings.Builder
		for range rapid.IntRange(0, 5).Draw(rt, "runs") {
			s := rapid.StringOfN(rapid.SampledFrom([]rune("ab ëW{}\n.")), 0, 60, -1).Draw(rt, "text")
			chip := rapid.Bool().Draw(rt, "chip")
			if chip {
				s = strings.ReplaceAll(s, "\n", "")
			}
			runs = append(runs, flowRun{Text: s, Chip: chip})
			all.WriteString(s)
		}
		width := rapid.Float32Range(20, 400).Draw(rt, "width")
		lines := r.wrap(runs, width)
		if h := r.height(runs, width); h != float32(len(lines))*r.lineHeight() {
			rt.Fatalf("height %v of %d lines", h, len(lines))
		}
		var got strings.Builder
		for _, line := range lines {
			for i, p := range line {
				got.WriteString(p.text)
				// Spaces at the end of a line hang into the margin, however many.
				seen := strings.TrimRight(p.text, " ")
				end := p.x + p.w - (r.width(p.text, fyne.TextStyle{}) - r.width(seen, fyne.TextStyle{}))
				if end > width+0.5 && len([]rune(strings.TrimSpace(p.text))) > 1 {
					rt.Fatalf("piece %d %q ends at %v of %v", i, p.text, end, width)
				}
			}
		}
		bare := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if bare(got.String()) != bare(all.String()) {
			rt.Fatalf("wrapped %q from %q", got.String(), all.String())
		}
	})
}

func TestPlaceholderRuns(t *testing.T) {
	for in, want := range map[string]string{
		"":                      "",
		"no chip":               "no chip",
		"a {{b.c}} d":           "a |[{{b.c}}]| d",
		"{{a}}{{b}}":            "[{{a}}]|[{{b}}]",
		"open {{ only":          "open {{ only",
		"}} before {{x}}":       "}} before |[{{x}}]",
		"{{list recipients}}, ": "[{{list recipients}}]|, ",
	} {
		var parts []string
		for _, r := range placeholderRuns(in, ColorInk) {
			if r.Chip {
				parts = append(parts, "["+r.Text+"]")
			} else {
				parts = append(parts, r.Text)
			}
		}
		equal(t, in, strings.Join(parts, "|"), want)
	}
}

func TestEllipsis(t *testing.T) {
	startApp(t)
	plain := fyne.TextStyle{}
	full := "Wie we zijn en wat we doen"
	w, _ := measure(full, TextBody, plain)
	equal(t, "fits", ellipsis(full, w.Width, TextBody, plain), full)
	short := ellipsis(full, w.Width/2, TextBody, plain)
	got, _ := measure(short, TextBody, plain)
	if got.Width > w.Width/2 || !strings.HasSuffix(short, "…") || strings.HasSuffix(short, " …") {
		t.Errorf("%q is %v wide of %v", short, got.Width, w.Width/2)
	}
	equal(t, "nothing fits", ellipsis(full, 0, TextBody, plain), "…")
}

func TestTextAreaAsksForShortcutsFirst(t *testing.T) {
	startApp(t)
	a := NewTextArea()
	show(t, a, 300, 200)
	var asked []string
	answer := false
	a.OnShortcut = func(s fyne.Shortcut) bool { asked = append(asked, s.ShortcutName()); return answer }
	test.Type(a, "one two")
	a.TypedShortcut(&fyne.ShortcutUndo{})
	if a.Text == "one two" {
		t.Error("the entry's own undo is lost when the owner does not want it")
	}
	a.TypedShortcut(&fyne.ShortcutRedo{})
	equal(t, "after redo", a.Text, "one two")
	answer = true
	a.TypedShortcut(&fyne.ShortcutUndo{})
	equal(t, "undo taken by the owner", a.Text, "one two")
	chord(a, ctrl|fyne.KeyModifierShift, fyne.KeyZ)
	equal(t, "asked", len(asked), 4)
}

func TestTextAreaFocusAndQuietText(t *testing.T) {
	startApp(t)
	a, l := NewTextArea(), NewLine()
	w := show(t, container.NewVBox(a, l), 300, 200)
	lost, changed := 0, 0
	a.OnFocusLost = func() { lost++ }
	a.OnChanged = func(string) { changed++ }
	w.Canvas().Focus(a)
	a.SetTextQuietly("from outside")
	equal(t, "quiet", changed, 0)
	test.Type(a, "x")
	equal(t, "typed", changed, 1)
	w.Canvas().Focus(l)
	equal(t, "focus lost", lost, 1)
	equal(t, "Tab leaves", a.AcceptsTab(), false)
}

func TestTabBar(t *testing.T) {
	startApp(t)
	var told []string
	b := NewTabBar([]Tab{{"f", "Facts"}, {"c", "Clauses"}, {"t", "Translate"}}, func(id string) { told = append(told, id) })
	w := show(t, b, 400, 40)
	press(b, fyne.KeyLeft, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	tapAt(b, 5, 10)
	tapAt(b, 390, 10)
	press(b, fyne.KeyEnd, fyne.KeyHome)
	b.Select("nowhere")
	equal(t, "told", fmt.Sprint(told), "[c t f t f]")
	test.AssertRendersToMarkup(t, "tabbar.xml", w.Canvas())
}

func TestButton(t *testing.T) {
	startApp(t)
	n := 0
	b := PrimaryButton("Publish…", func() { n++ })
	show(t, b, 120, 40)
	test.Tap(b)
	press(b, fyne.KeySpace, fyne.KeyReturn, fyne.KeyDown)
	equal(t, "pressed", n, 3)
	b.Disable()
	test.Tap(b)
	press(b, fyne.KeySpace)
	equal(t, "pressed while disabled", n, 3)
}

func TestColumnsShareTheWidth(t *testing.T) {
	startApp(t)
	box := func() fyne.CanvasObject { return NewPanel(ColorPaper, Insets{}, nil) }
	c := NewColumns(Column{Width: 200, Min: 100, Content: box()}, Column{Width: 300, Min: 150, Content: box()}, Column{Min: 120, Content: box()})
	show(t, c, 802, 300)
	equal(t, "wide", fmt.Sprint(c.Widths(802)), "[200 300 300]")
	equal(t, "narrow", fmt.Sprint(c.Widths(522)), "[200 200 120]")
	equal(t, "narrowest", fmt.Sprint(c.Widths(372)), "[100 150 120]")
	var told []float32
	c.OnResized = func(w []float32) { told = w }
	c.Drag(1, 50)
	equal(t, "dragged", fmt.Sprint(told), "[200 350 250]")
	c.Drag(1, 500)
	equal(t, "dragged too far", fmt.Sprint(told), "[200 480 120]")
	c.Drag(0, -500)
	equal(t, "dragged too far left", told[0], 100)
	c.Columns[2].Content.Hide()
	equal(t, "without the third", c.Widths(802)[2], 0)
}

func TestFieldMakesRoomForItsProblem(t *testing.T) {
	startApp(t)
	f := NewField("Effective date", NewLine())
	stack := NewFieldStack(f, NewField("Next", NewLine()))
	show(t, container.NewVScroll(stack), 220, 400)
	before := f.MinSize().Height
	f.SetProblem("There is no such day. Write a date such as 28 February 2026.")
	lines := f.note.heightFor(220) / f.note.ruler.lineHeight()
	if lines < 2 {
		t.Fatalf("the sample fits on %v line", lines)
	}
	equal(t, "room", f.MinSize().Height, before+f.note.heightFor(220)+fieldGap)
	f.SetProblem("")
	equal(t, "room afterwards", f.MinSize().Height, before)
}

func TestRedlineMarkup(t *testing.T) {
	startApp(t)
	r := NewRedline([]Span{{Text: "We keep data", Kind: SpanSame}, {Text: ".", Kind: SpanDeleted}, {Text: " for a year.", Kind: SpanInserted}})
	w := show(t, r, 120, 80)
	equal(t, "as read", r.AccessibilityLabel(), "We keep data for a year.")
	if r.HeightFor(60) <= r.HeightFor(400) {
		t.Error("a narrow text is not higher")
	}
	test.AssertRendersToMarkup(t, "redline.xml", w.Canvas())
}

func TestSnackbar(t *testing.T) {
	startApp(t)
	s := NewSnackbar()
	tapped := 0
	below := QuietButton("below", func() { tapped++ })
	w := show(t, container.NewStack(below, s), 600, 300)
	equal(t, "key while hidden", s.HandleKey(&fyne.KeyEvent{Name: fyne.KeyEscape}), false)
	undone, gone := 0, 0
	s.OnDismissed = func() { gone++ }
	s.Message("Clause deleted", "Undo", func() { undone++ })
	equal(t, "showing", s.Showing(), "Clause deleted")
	equal(t, "another key", s.HandleKey(&fyne.KeyEvent{Name: fyne.KeyReturn}), false)
	test.TapCanvas(w.Canvas(), fyne.NewPos(300, 100))
	equal(t, "tap beside the message", tapped, 1)
	s.Act()
	equal(t, "undone", undone, 1)
	equal(t, "gone after the action", s.Showing(), "")
	s.Message("Saved", "", nil)
	s.Act()
	equal(t, "Esc", s.HandleKey(&fyne.KeyEvent{Name: fyne.KeyEscape}), true)
	equal(t, "dismissed", gone, 2)
	equal(t, "room it takes", s.MinSize(), fyne.Size{})
}

func commands() []Command {
	return []Command{
		{ID: "ins", Title: "Insert clause", Shortcut: "Ctrl+N"},
		{ID: "pub", Title: "Publish version…"},
		{ID: "sign", Title: "Sign version…", Reason: "Nothing is published"},
		{ID: "set", Title: "Open settings"},
	}
}

func TestCommandMatching(t *testing.T) {
	for query, want := range map[string]string{
		"":          "ins pub set sign",
		"pub":       "pub",
		"VERSION":   "pub sign",
		"ver pub":   "pub",
		"se":        "set ins",
		"s":         "set sign ins pub",
		"opst":      "set",
		"nothing":   "",
		"clause in": "ins",
	} {
		var ids []string
		for _, c := range matchCommands(commands(), query) {
			ids = append(ids, c.ID)
		}
		equal(t, query, strings.Join(ids, " "), want)
	}
}

func TestCommandPaletteKeys(t *testing.T) {
	startApp(t)
	var ran []string
	p := NewCommandPalette(commands(), func(id string) { ran = append(ran, id) })
	before := NewLine()
	w := show(t, before, 800, 600)
	w.Canvas().Focus(before)
	p.Open(w.Canvas())
	if w.Canvas().Focused() != fyne.Focusable(p.search) {
		t.Fatal("the search field does not have the keyboard")
	}
	test.Type(p.search, "version")
	press(p.search, fyne.KeyUp, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	equal(t, "open after Enter on what cannot run", p.IsOpen(), true)
	press(p.search, fyne.KeyUp, fyne.KeyReturn)
	equal(t, "closed", p.IsOpen(), false)
	if w.Canvas().Focused() != fyne.Focusable(before) {
		t.Error("the keyboard does not go back")
	}
	p.Open(w.Canvas())
	equal(t, "search after opening again", len(p.Matches()), 4)
	press(p.search, fyne.KeyEscape)
	equal(t, "Esc", p.IsOpen(), false)
	p.Open(w.Canvas())
	tapAt(p.list, 30, commandRow+5)
	equal(t, "ran", fmt.Sprint(ran), "[pub pub]")
	equal(t, "overlays left", len(w.Canvas().Overlays().List()), 0)
}

func TestStackAndRow(t *testing.T) {
	startApp(t)
	a, b, c := NewBadge("a", KindError), QuietButton("b", nil), NewDot(KindNone)
	row := NewRow(12, a, layout.NewSpacer(), b)
	row.Resize(fyne.NewSize(300, 50))
	equal(t, "right aligned", b.Position().X+b.Size().Width, 300)
	equal(t, "centred", a.Position().Y, (50-badgeHeight)/2)
	middle := widget.NewLabel("")
	f := NewFrame(row, c, middle)
	f.Resize(fyne.NewSize(300, 200))
	equal(t, "middle", middle.Size().Height, 200-row.MinSize().Height-dotSize)
}

func TestEmptyStateMarkup(t *testing.T) {
	startApp(t)
	w := show(t, NewEmptyState("No clients yet", "Start with one.", PrimaryButton("New client…", nil)), 300, 200)
	test.AssertRendersToMarkup(t, "emptystate.xml", w.Canvas())
}

const clause = "We share personal data only with companies that work for us under a contract. "

func benchmarkTyping(b *testing.B, e fyne.Focusable, set func(string), o fyne.CanvasObject) {
	startApp(b)
	show(b, o, 470, 600)
	set(strings.Repeat(clause, 5000/len(clause)))
	b.ResetTimer()
	for range b.N {
		e.TypedRune('x')
		press(e, fyne.KeyBackspace)
	}
}

func BenchmarkKeystrokeTextArea(b *testing.B) {
	startApp(b)
	a := NewTextArea()
	a.OnShortcut = func(fyne.Shortcut) bool { return false }
	a.OnChanged = func(string) {}
	benchmarkTyping(b, a, a.SetText, a)
}

func BenchmarkKeystrokeEntry(b *testing.B) {
	startApp(b)
	e := widget.NewMultiLineEntry()
	e.Wrapping = fyne.TextWrapWord
	e.OnChanged = func(string) {}
	benchmarkTyping(b, e, e.SetText, e)
}
