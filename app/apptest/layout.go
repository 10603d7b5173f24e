package apptest

import (
	"fmt"
	"strings"

	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// slack is how far, in points, rounding may put a text over an edge.
const slack float32 = 1.5

// unset is a width that no text was given on purpose: Fyne leaves the title of
// a dialog as wide as its padding and paints it whole.
const unset float32 = 20

// box is a rectangle on the canvas.
type box struct{ x0, y0, x1, y1 float32 }

func boxAt(at fyne.Position, size fyne.Size) box {
	return box{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
}

func (b box) meet(o box) box {
	return box{max(b.x0, o.x0), max(b.y0, o.y0), min(b.x1, o.x1), min(b.y1, o.y1)}
}

func (b box) empty() bool { return b.x1 <= b.x0 || b.y1 <= b.y0 }

// drawn is a text as it is painted: where, and in what.
type drawn struct {
	text  string
	at    box
	shown box // what scrolling leaves of it
	seen  Seen
}

// Flaws lists what is wrong with the layout of the window: texts that are cut
// off or run out of what holds them, texts on top of each other, texts of the
// program that were shortened to an ellipsis, and objects beside the window.
// Only the topmost layer is judged: dialogs cover what is below on purpose.
// Texts in an entry may be longer than it; it scrolls.
func (d *Driver) Flaws(words map[string]string) []string {
	window := boxAt(fyne.Position{}, d.Canvas().Size())
	top := len(d.Canvas().Overlays().List())
	var texts []drawn
	var out []string
	d.Walk(func(s Seen) {
		if s.Layer != top {
			return
		}
		if text, ok := s.Object.(*canvas.Text); ok && strings.TrimSpace(text.Text) != "" && !inEntry(s) {
			if t := drawnAt(text, s, window); !t.shown.empty() {
				texts = append(texts, t)
				out = append(out, t.flaws(window)...)
			}
		}
		out = append(out, hintFlaw(s)...)
		if beside := boxAt(s.At, s.Object.Size()); paneOf(s) && (beside.x1 > window.x1+slack || beside.x0 < -slack) {
			out = append(out, fmt.Sprintf("%s runs %.0f out of the window", nameOf(s.Object), beside.x1-window.x1))
		}
	})
	if need := d.Canvas().Content().MinSize(); need.Width > d.Canvas().Size().Width || need.Height > d.Canvas().Size().Height {
		out = append(out, fmt.Sprintf("the window needs %.0f × %.0f", need.Width, need.Height))
	}
	out = append(out, overlaps(texts)...)
	return append(out, shortened(texts, words)...)
}

// hintFlaw compares what an empty field asks for with the room it has there: a
// hint cannot be scrolled to by who does not know of it.
func hintFlaw(s Seen) []string {
	var e *widget.Entry
	switch o := s.Object.(type) {
	case *widget.Entry:
		e = o
	case *widgets.Line:
		e = &o.Entry
	default:
		return nil
	}
	need := fyne.MeasureText(e.PlaceHolder, theme.TextSize(), e.TextStyle).Width
	room := e.Size().Width - 2*theme.InnerPadding()
	if e.Text != "" || e.MultiLine || need <= room+slack {
		return nil
	}
	return []string{fmt.Sprintf("the hint %q is %.0f wider than its field", e.PlaceHolder, need-room)}
}

// paneOf tells whether an object is a pane of the window: what scrolls its
// content, and stands in nothing that scrolls.
func paneOf(s Seen) bool {
	switch s.Object.(type) {
	case *container.Scroll, *widgets.PageView, *widgets.Outline:
	default:
		return false
	}
	for _, outer := range s.Inside {
		if _, scrolls := outer.Object.(*container.Scroll); scrolls {
			return false
		}
	}
	return true
}

func inEntry(s Seen) bool {
	for _, outer := range s.Inside {
		if _, ok := outer.Object.(interface{ SelectedText() string }); ok {
			if _, label := outer.Object.(*widget.Label); !label {
				return true
			}
		}
	}
	return false
}

func drawnAt(text *canvas.Text, s Seen, window box) drawn {
	need, size := text.MinSize(), text.Size()
	at := s.At
	switch text.Alignment {
	case fyne.TextAlignCenter:
		at.X += (size.Width - need.Width) / 2
	case fyne.TextAlignTrailing:
		at.X += size.Width - need.Width
	}
	t := drawn{text: text.Text, at: boxAt(at, need), seen: s}
	t.shown = t.at.meet(window)
	for _, outer := range s.Inside {
		if _, ok := outer.Object.(*container.Scroll); ok {
			t.shown = t.shown.meet(boxAt(outer.At, outer.Object.Size()))
		}
	}
	return t
}

// flaws compares a text with what holds it, from the inside to the nearest
// thing that scrolls; beyond that it may be longer than what is shown.
func (t drawn) flaws(window box) []string {
	for i := len(t.seen.Inside) - 1; i >= 0; i-- {
		outer := t.seen.Inside[i]
		holds := boxAt(outer.At, outer.Object.Size())
		over := max(t.at.x1-holds.x1, holds.x0-t.at.x0)
		if outer.Object.Size().Width < unset {
			continue
		}
		scroll, scrolls := outer.Object.(*container.Scroll)
		if over > slack && !(scrolls && scroll.Direction != container.ScrollVerticalOnly) {
			return []string{fmt.Sprintf("%q is %.0f wider than its %s (%s)", t.text, over, nameOf(outer.Object), t.place())}
		}
		if scrolls {
			return nil
		}
		if tall := max(t.at.y1-holds.y1, holds.y0-t.at.y0); tall > 3*slack {
			return []string{fmt.Sprintf("%q is %.0f higher than its %s (%s)", t.text, tall, nameOf(outer.Object), t.place())}
		}
	}
	if t.at.x1 > window.x1+slack || t.at.x0 < -slack || t.at.y1 > window.y1+slack || t.at.y0 < -slack {
		return []string{fmt.Sprintf("%q is beside the window at %v", t.text, t.at)}
	}
	return nil
}

// place names what a text stands in, from the outside in.
func (t drawn) place() string {
	var names []string
	for _, outer := range t.seen.Inside {
		if _, plain := outer.Object.(*fyne.Container); !plain {
			names = append(names, nameOf(outer.Object))
		}
	}
	if len(names) > 5 {
		names = names[len(names)-5:]
	}
	return strings.Join(names, " > ")
}

func nameOf(o fyne.CanvasObject) string {
	name := fmt.Sprintf("%T", o)
	return name[strings.LastIndex(name, ".")+1:]
}

// overlaps names texts that are painted over each other.
func overlaps(texts []drawn) []string {
	var out []string
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			both := a.shown.meet(b.shown)
			if both.x1-both.x0 > 2*slack && both.y1-both.y0 > 4*slack {
				out = append(out, fmt.Sprintf("%q and %q lie over each other (%s; %s)", a.text, b.text, a.place(), b.place()))
			}
		}
	}
	return out
}

// written tells whether a text begins what people wrote, says the widget it
// stands in: that may be shortened, whatever it reads like.
func (t drawn) written(cut string) bool {
	for _, outer := range t.seen.Inside {
		if w, ok := outer.Object.(interface{ Written() string }); ok && strings.HasPrefix(w.Written(), cut) {
			return true
		}
	}
	return false
}

// shortened names texts of the program that end in an ellipsis although they
// do not in the catalogue. What people write may be shortened, what the
// program says may not.
func shortened(texts []drawn, words map[string]string) []string {
	whole := map[string]bool{}
	for _, full := range words {
		whole[full] = true
	}
	var out []string
	for _, t := range texts {
		if whole[t.text] {
			continue
		}
		cut, ok := strings.CutSuffix(t.text, "…")
		if !ok || len([]rune(cut)) < 3 || t.written(cut) {
			continue
		}
		for key, full := range words {
			if strings.HasPrefix(full, cut) && full != t.text && !strings.Contains(key, "cli.") && !strings.Contains(full, "{{") {
				out = append(out, fmt.Sprintf("%q is shortened to %q (%s)", full, t.text, t.place()))
				break
			}
		}
	}
	return out
}
