package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const (
	gridHeader   float32 = 28
	gridPadX     float32 = 14
	gridPadY     float32 = 10
	gridState    float32 = 130 // width of the state column
	editorInset  float32 = 8   // text inside the editor, from its edge
	editorExtra  float32 = 2   // its border
	gridMinWidth float32 = 420
	gridGroup    float32 = 44 // a heading above a row
	gridAbout    float32 = 16 // a line above a source
)

// above is the room for a heading over a row, and with it that for all that
// stands over its texts.
func (s Segment) above() (group, all float32) {
	if s.Group != "" {
		group = gridGroup
	}
	all = group
	if s.About != "" {
		all += gridAbout
	}
	return group, all
}

// columns are the left edges of target and state, and the width of a text.
func gridColumns(width float32) (target, state, textWidth float32) {
	state = width - gridState
	target = state / 2
	return target, state, target - 2*gridPadX
}

// remeasure takes row i's height anew and says whether it changed.
func (g *SegmentGrid) remeasure(i int) bool {
	if i < 0 || i >= len(g.heights) {
		return false
	}
	h := g.measureRow(i)
	changed := h != g.heights[i]
	g.heights[i] = h
	return changed
}

func (g *SegmentGrid) measureRow(i int) float32 {
	_, _, width := gridColumns(g.width)
	_, above := g.Rows[i].above()
	return above + g.measureTexts(i, width)
}

func (g *SegmentGrid) measureTexts(i int, width float32) float32 {
	source := g.ruler.height(g.runs(g.Rows[i].Source, i == g.selected), width)
	if i == g.selected {
		return max(source, g.editorHeight(width)) + 2*gridPadY
	}
	target := g.ruler.height(g.runs(g.Rows[i].Target, false), width)
	return max(source, target, badgeHeight) + 2*gridPadY
}

// runs is a text as it is written, or, where nobody works on it, as it reads.
func (g *SegmentGrid) runs(words string, worked bool) []flowRun {
	if g.Reads != nil && !worked {
		if spans := g.Reads(words); len(spans) > 0 {
			return redlineRuns(spans)
		}
	}
	return placeholderRuns(words, ColorInk)
}

// editorHeight is what the editor needs to show its whole text: a label wraps
// in the same way, but can be asked for its height.
func (g *SegmentGrid) editorHeight(textWidth float32) float32 {
	g.probe.Text = g.editor.Text
	g.probe.Resize(fyne.NewSize(textWidth+2*editorInset-editorExtra, 10))
	g.probe.Refresh()
	return g.probe.MinSize().Height + editorExtra
}

// measureAll measures every row once for a width.
func (g *SegmentGrid) measureAll(width float32) {
	if g.width == width && len(g.heights) == len(g.Rows) && g.heights != nil {
		return
	}
	g.width = width
	g.heights = make([]float32, len(g.Rows))
	for i := range g.Rows {
		g.heights[i] = g.measureRow(i)
	}
}

// relayout gives the stack the heights anew.
func (g *SegmentGrid) relayout() {
	g.stack.measure(len(g.heights), func(i int) float32 { return g.heights[i] })
	g.stack.refresh()
}

// placeEditor lays the editor over the target of the selected row.
func (g *SegmentGrid) placeEditor() {
	i := g.selected
	shown := i >= 0 && i < len(g.heights)
	SetVisible(g.boxed, shown)
	if !shown {
		return
	}
	target, _, width := gridColumns(g.width)
	_, above := g.Rows[i].above()
	g.boxed.Move(fyne.NewPos(target+gridPadX-editorInset, g.stack.tops[i]+above+gridPadY))
	g.boxed.Resize(fyne.NewSize(width+2*editorInset, g.stack.rowHeight(i)-above-2*gridPadY))
}

// CreateRenderer links the grid to Fyne.
func (g *SegmentGrid) CreateRenderer() fyne.WidgetRenderer {
	for i := range g.titles {
		g.titles[i] = text(TextCaption, fyne.TextStyle{})
	}
	g.rule = rounded(0)
	g.paint()
	return &renderer{
		objects: fixed(g.stack.scroll, g.titles[0], g.titles[1], g.titles[2], g.rule),
		layout:  g.layout,
		minSize: func() fyne.Size { return fyne.NewSize(gridMinWidth, gridHeader+3*navRowHeight) },
		refresh: func() {
			g.paint()
			g.layout(g.Size())
			g.stack.refresh()
			canvas.Refresh(g)
		},
	}
}

func (g *SegmentGrid) paint() {
	soft := tone(g, ColorSoft)
	for i, words := range []string{g.SourceTitle, g.TargetTitle, g.StateTitle} {
		ink(g.titles[i], words, soft)
	}
	fill(g.rule, tone(g, ColorLine))
	if g.selected >= 0 && g.selected < len(g.Rows) {
		g.editor.load(g.Rows[g.selected].Target)
	}
}

func (g *SegmentGrid) layout(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	target, state, _ := gridColumns(s.Width)
	for i, x := range []float32{0, target, state} {
		place(g.titles[i], x+gridPadX, baselineIn(gridHeader, TextCaption))
	}
	g.rule.Move(fyne.NewPos(0, gridHeader-1))
	g.rule.Resize(fyne.NewSize(s.Width, 1))
	g.measureAll(s.Width)
	g.stack.measure(len(g.heights), func(i int) float32 { return g.heights[i] })
	g.stack.scroll.Move(fyne.NewPos(0, gridHeader))
	g.stack.resize(fyne.NewSize(s.Width, s.Height-gridHeader))
	g.placeEditor()
}

func (g *SegmentGrid) setRow(i int, o fyne.CanvasObject) {
	o.(*segmentRow).set(segmentLook{Segment: g.Rows[i], on: i == g.selected, focus: i == g.selected && g.focused})
}
