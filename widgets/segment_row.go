package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// segmentLook is all that decides how a row of a SegmentGrid looks.
type segmentLook struct {
	Segment
	on, focus bool
}

type segmentRow struct {
	widget.BaseWidget
	look           segmentLook
	ground, rule   *canvas.Rectangle
	mark           *canvas.Rectangle // the list has the keyboard
	source, target *flowText
	painted        color.Color // the ink of the theme it was painted in
	state          *Badge
	flag           *Dot
}

func newSegmentRow(r *ruler) *segmentRow {
	row := &segmentRow{
		ground: rounded(0), rule: rounded(0), mark: rounded(0),
		source: newFlowText(r), target: newFlowText(r),
		state: NewBadge("", KindNeutral), flag: NewDot(KindNone),
	}
	row.ExtendBaseWidget(row)
	return row
}

// set fills the row. A row that waited in the pool may come from before a
// change of theme.
func (r *segmentRow) set(look segmentLook) {
	if now := tone(r, ColorInk); now != r.painted {
		r.painted = now
		defer r.refresh()
	}
	if r.look.Source != look.Source || r.source.runs == nil {
		r.source.set(placeholderRuns(look.Source, ColorInk))
	}
	if r.look.Target != look.Target || r.target.runs == nil {
		r.target.set(placeholderRuns(look.Target, ColorInk))
	}
	r.look = look
	r.state.Set(look.State, look.Kind)
	r.flag.Kind = look.Flag
	r.flag.Refresh()
	r.paint()
	canvas.Refresh(r)
}

// AccessibilityLabel answers source, target and state.
func (r *segmentRow) AccessibilityLabel() string {
	return spoken(r.look.Source, r.look.Target, r.look.State)
}

// AccessibilityRole answers text.
func (r *segmentRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (r *segmentRow) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: fixed(r.ground, r.mark, r.rule, r.source, r.target, r.state, r.flag),
		layout:  r.layout,
		minSize: func() fyne.Size { return fyne.NewSize(gridMinWidth, badgeHeight+2*gridPadY) },
		refresh: r.refresh,
	}
}

// refresh repaints everything, after the theme changed for instance.
func (r *segmentRow) refresh() {
	r.paint()
	r.source.Refresh()
	r.target.Refresh()
	r.state.Refresh()
	r.flag.Refresh()
}

func (r *segmentRow) paint() {
	fill(r.ground, tone(r, ColorSelection))
	fill(r.mark, tone(r, ColorAccent))
	fill(r.rule, tone(r, ColorLine))
	SetVisible(r.ground, r.look.on)
	SetVisible(r.mark, r.look.focus)
	SetVisible(r.target, !r.look.on)
	SetVisible(r.state, r.look.State != "")
}

func (r *segmentRow) layout(s fyne.Size) {
	target, state, width := gridColumns(s.Width)
	r.ground.Resize(s)
	r.mark.Resize(fyne.NewSize(2, s.Height))
	r.rule.Move(fyne.NewPos(0, s.Height-1))
	r.rule.Resize(fyne.NewSize(s.Width, 1))
	inner := fyne.NewSize(width, s.Height-2*gridPadY)
	r.source.Move(fyne.NewPos(gridPadX, gridPadY))
	r.source.Resize(inner)
	r.target.Move(fyne.NewPos(target+gridPadX, gridPadY))
	r.target.Resize(inner)
	r.state.Move(fyne.NewPos(state+gridPadX, gridPadY-1))
	r.state.Resize(r.state.MinSize())
	dot := r.flag.MinSize()
	r.flag.Move(fyne.NewPos(s.Width-dot.Width-gridPadX/2, gridPadY+(badgeHeight-dot.Height)/2))
	r.flag.Resize(dot)
}
