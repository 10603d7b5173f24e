package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// redlineRow draws one row of a RedlineList.
type redlineRow struct {
	widget.BaseWidget
	list  *RedlineList
	row   RedlineRow
	note  *flowText
	marks [2]*flowText
	texts [2]*flowText
	bar   *canvas.Rectangle
	rule  *canvas.Rectangle
}

func newRedlineRow(l *RedlineList) *redlineRow {
	r := &redlineRow{list: l, note: newFlowText(l.caption), bar: canvas.NewRectangle(nil), rule: canvas.NewRectangle(nil)}
	for side := range r.texts {
		r.marks[side], r.texts[side] = newFlowText(l.ruler), newFlowText(l.ruler)
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *redlineRow) show(row RedlineRow) {
	r.row = row
	r.note.set([]flowRun{{Text: row.Note, Ink: ColorSoft}})
	for side, text := range row.Side {
		r.marks[side].set(redlineRuns(text.Mark))
		r.texts[side].set(redlineRuns(text.Spans))
	}
	r.layout(r.Size())
	r.paint()
}

func (r *redlineRow) CreateRenderer() fyne.WidgetRenderer {
	r.paint()
	return &renderer{
		objects: fixed(r.rule, r.bar, r.note, r.marks[0], r.texts[0], r.marks[1], r.texts[1]),
		layout:  r.layout,
		minSize: func() fyne.Size { return fyne.NewSize(1, 1) },
		refresh: r.paint,
	}
}

func (r *redlineRow) layout(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	y, l := r.row.Above, r.list
	SetVisible(r.note, r.row.Note != "")
	if r.row.Note != "" {
		x, width := l.column(r.row, l.sides(r.row)[0])
		height := l.noteHeight(r.row)
		lay(r.note, x, y, width, height)
		y += height
	}
	height := max(s.Height-y-redlineBelow, 1)
	for side := range r.texts {
		shown := side == 1 || l.Beside && !r.row.Whole
		SetVisible(r.texts[side], shown)
		SetVisible(r.marks[side], shown && len(r.row.Side[side].Mark) > 0)
		x, width := l.column(r.row, side)
		lay(r.texts[side], x, y, width, height)
		lay(r.marks[side], x-redlineMark, y, redlineMark, height)
	}
	lay(r.bar, redlinePad-12, y, redlineBar, height)
	SetVisible(r.bar, r.row.Changed)
	x, _ := l.column(RedlineRow{}, 1)
	lay(r.rule, x-redlineGutter/2, 0, 1, s.Height)
	SetVisible(r.rule, l.Beside && !r.row.Whole)
}

func lay(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

func (r *redlineRow) paint() {
	r.bar.FillColor, r.rule.FillColor = tone(r, ColorAccent), tone(r, ColorLine)
	r.bar.Refresh()
	r.rule.Refresh()
	r.note.Refresh()
	for side := range r.texts {
		r.marks[side].Refresh()
		r.texts[side].Refresh()
	}
}
