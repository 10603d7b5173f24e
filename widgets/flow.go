package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// flowRun is text of one look inside wrapped text.
type flowRun struct {
	Text   string
	Ink    fyne.ThemeColorName
	Ground fyne.ThemeColorName // "" for none
	Strike bool
	Under  bool // a line below the words
	Chip   bool // not broken at spaces; ground with air at both sides
	Bold   bool
	Italic bool
}

func (r flowRun) style() fyne.TextStyle { return fyne.TextStyle{Bold: r.Bold, Italic: r.Italic} }

// flowPiece is a run's part on one line.
type flowPiece struct {
	text string
	x, w float32
	run  int
	air  bool // a whole chip, with air at both sides
}

const chipPad float32 = 4

// ruler remembers word widths of one text size.
type ruler struct {
	size   float32
	widths map[fyne.TextStyle]map[string]float32
}

func newRuler(size float32) *ruler {
	return &ruler{size: size, widths: map[fyne.TextStyle]map[string]float32{}}
}

func (r *ruler) width(s string, style fyne.TextStyle) float32 {
	known := r.widths[style]
	if known == nil {
		known = map[string]float32{}
		r.widths[style] = known
	}
	if w, ok := known[s]; ok {
		return w
	}
	box, _ := measure(s, r.size, style)
	known[s] = box.Width
	return box.Width
}

// lineHeight is the distance of baselines: 20 for 14, as on the page of the
// design, and never less than the font needs.
func (r *ruler) lineHeight() float32 { return float32(int(r.size*1.43 + 0.5)) }

// flower lays runs out word by word. Without keep it only counts lines.
type flower struct {
	ruler *ruler
	runs  []flowRun
	width float32
	keep  bool
	lines [][]flowPiece
	count int // line breaks so far
	x     float32
}

// wrap breaks runs into lines no wider than width. Words wider than a line
// break between runes; a newline always breaks.
func (r *ruler) wrap(runs []flowRun, width float32) [][]flowPiece {
	f := flower{ruler: r, runs: runs, width: max(width, 1), keep: true, lines: [][]flowPiece{nil}}
	f.flow()
	return f.lines
}

func (f *flower) flow() {
	for i, run := range f.runs {
		if run.Chip {
			f.word(run.Text, i, 2*chipPad)
			continue
		}
		f.words(run.Text, i)
	}
}

func (f *flower) words(s string, run int) {
	for s != "" {
		cut := 1
		if s[0] != '\n' && s[0] != ' ' {
			if cut = strings.IndexAny(s, " \n"); cut < 0 {
				cut = len(s)
			}
		}
		switch s[0] {
		case '\n':
			f.newLine()
		case ' ':
			f.space(run)
		default:
			f.word(s[:cut], run, 0)
		}
		s = s[cut:]
	}
}

func (f *flower) newLine() {
	f.count++
	f.x = 0
	if f.keep {
		f.lines = append(f.lines, nil)
	}
}

func (f *flower) space(run int) {
	if f.x == 0 && f.count > 0 {
		return
	}
	f.add(" ", run, f.ruler.width(" ", f.runs[run].style()), false)
}

func (f *flower) word(s string, run int, air float32) {
	w := f.ruler.width(s, f.runs[run].style()) + air
	if f.x > 0 && f.x+w > f.width {
		f.trimSpace()
		f.newLine()
	}
	if w <= f.width {
		f.add(s, run, w, air > 0)
		return
	}
	f.broken(s, run)
}

// broken splits a word that no line can hold.
func (f *flower) broken(s string, run int) {
	for _, r := range s {
		w := f.ruler.width(string(r), f.runs[run].style())
		if f.x > 0 && f.x+w > f.width {
			f.newLine()
		}
		f.add(string(r), run, w, false)
	}
}

// trimSpace takes away the spaces before a break.
func (f *flower) trimSpace() {
	if !f.keep {
		return
	}
	line := f.lines[len(f.lines)-1]
	if n := len(line) - 1; n >= 0 {
		bare := strings.TrimRight(line[n].text, " ")
		spaces := float32(len(line[n].text) - len(bare))
		line[n].text = bare
		line[n].w -= spaces * f.ruler.width(" ", f.runs[line[n].run].style())
	}
}

func (f *flower) add(s string, run int, w float32, air bool) {
	x := f.x
	f.x += w
	if !f.keep {
		return
	}
	at := len(f.lines) - 1
	line := f.lines[at]
	if n := len(line) - 1; n >= 0 && line[n].run == run && !air {
		line[n].text += s
		line[n].w += w
	} else {
		f.lines[at] = append(line, flowPiece{text: s, x: x, w: w, run: run, air: air})
	}
}

// height is what the runs need at a width.
func (r *ruler) height(runs []flowRun, width float32) float32 {
	f := flower{ruler: r, runs: runs, width: max(width, 1)}
	f.flow()
	return float32(f.count+1) * r.lineHeight()
}

// flowText draws wrapped runs. Its height follows from its width.
type flowText struct {
	widget.BaseWidget
	runs    []flowRun
	ruler   *ruler
	centred bool

	lines   [][]flowPiece
	wrapped float32
	objects []fyne.CanvasObject
}

func newFlowText(r *ruler) *flowText {
	t := &flowText{ruler: r}
	t.ExtendBaseWidget(t)
	return t
}

func (t *flowText) set(runs []flowRun) {
	t.runs = runs
	t.lines = nil
	t.Refresh()
}

func (t *flowText) heightFor(width float32) float32 { return t.ruler.height(t.runs, width) }

func (t *flowText) Resize(s fyne.Size) {
	if s.Width != t.wrapped {
		t.lines = nil
	}
	t.BaseWidget.Resize(s)
	if t.lines == nil {
		t.paint()
	}
}

func (t *flowText) CreateRenderer() fyne.WidgetRenderer {
	t.paint()
	return &renderer{
		objects: func() []fyne.CanvasObject { return t.objects },
		minSize: t.minSize,
		refresh: t.paint,
	}
}

func (t *flowText) minSize() fyne.Size {
	if t.wrapped <= 0 {
		return fyne.NewSize(0, t.ruler.lineHeight())
	}
	return fyne.NewSize(0, t.heightFor(t.wrapped))
}

func (t *flowText) paint() {
	width := t.Size().Width
	if width <= 0 {
		return
	}
	if t.lines == nil || t.wrapped != width {
		t.lines, t.wrapped = t.ruler.wrap(t.runs, width), width
	}
	grounds, texts := []fyne.CanvasObject{}, []fyne.CanvasObject{}
	for i, line := range t.lines {
		for _, p := range line {
			g, x := t.piece(p, i, t.indent(line))
			grounds, texts = append(grounds, g...), append(texts, x...)
		}
	}
	t.objects = append(grounds, texts...)
	canvas.Refresh(t)
}

func (t *flowText) indent(line []flowPiece) float32 {
	if !t.centred || len(line) == 0 {
		return 0
	}
	last := line[len(line)-1]
	return (t.wrapped - last.x - last.w) / 2
}

// piece draws one piece: its ground, its text and the stroke through it.
func (t *flowText) piece(p flowPiece, line int, indent float32) (grounds, texts []fyne.CanvasObject) {
	run, lh := t.runs[p.run], t.ruler.lineHeight()
	x, top := indent+p.x, float32(line)*lh
	if run.Ground != "" {
		g := canvas.NewRectangle(tone(t, run.Ground))
		g.CornerRadius = 3
		g.Move(fyne.NewPos(x, top+1))
		g.Resize(fyne.NewSize(p.w, lh-2))
		grounds = append(grounds, g)
	}
	if p.air {
		x += chipPad
	}
	c := tone(t, run.Ink)
	word := text(t.ruler.size, run.style())
	word.Text, word.Color = p.text, c
	base := top + baselineIn(lh, t.ruler.size)
	place(word, x, base)
	texts = append(texts, word)
	if run.Strike {
		texts = append(texts, strike(c, x, base-t.ruler.size*0.27, p.w))
	}
	if run.Under {
		texts = append(texts, strike(c, x, base+2, p.w))
	}
	return grounds, texts
}

func strike(c color.Color, x, y, width float32) fyne.CanvasObject {
	r := canvas.NewRectangle(c)
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(width, 1))
	return r
}

// placeholderRuns splits text at {{…}} and gives these a chip's look.
func placeholderRuns(s string, plain fyne.ThemeColorName) []flowRun {
	var runs []flowRun
	for s != "" {
		open := strings.Index(s, "{{")
		end := -1
		if open >= 0 {
			end = strings.Index(s[open:], "}}")
		}
		if end < 0 {
			return append(runs, flowRun{Text: s, Ink: plain})
		}
		end += open + 2
		if open > 0 {
			runs = append(runs, flowRun{Text: s[:open], Ink: plain})
		}
		runs = append(runs, flowRun{Text: s[open:end], Ink: ColorAccent, Ground: ColorAccentTint, Chip: true})
		s = s[end:]
	}
	return runs
}
