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
	grid           *SegmentGrid
	look           segmentLook
	ground, rule   *canvas.Rectangle
	mark           *canvas.Rectangle // the list has the keyboard
	source, target *flowText
	group, about   *canvas.Text
	painted        color.Color // the ink of the theme it was painted in
	state          *Badge
	flag           *Dot
}

func newSegmentRow(g *SegmentGrid) *segmentRow {
	r := g.ruler
	row := &segmentRow{
		grid:   g,
		ground: rounded(0), rule: rounded(0), mark: rounded(0),
		source: newFlowText(r), target: newFlowText(r),
		group: text(TextBody, fyne.TextStyle{Bold: true}), about: text(TextCaption, fyne.TextStyle{}),
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
	if r.look.Source != look.Source || r.look.on != look.on || r.source.runs == nil {
		r.source.set(r.grid.runs(look.Source, look.on))
	}
	if r.look.Target != look.Target || r.target.runs == nil {
		r.target.set(r.grid.runs(look.Target, false)) // of the selected row the editor shows it
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
	return spoken(r.look.Group, r.look.About, r.look.Source, r.look.Target, r.look.State)
}

// AccessibilityRole answers text.
func (r *segmentRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (r *segmentRow) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: fixed(r.ground, r.mark, r.rule, r.group, r.about, r.source, r.target, r.state, r.flag),
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
	ink(r.group, r.look.Group, tone(r, ColorInk))
	ink(r.about, r.look.About, tone(r, ColorSoft))
	SetVisible(r.group, r.look.Group != "")
	SetVisible(r.about, r.look.About != "")
	SetVisible(r.ground, r.look.on)
	SetVisible(r.mark, r.look.focus)
	SetVisible(r.target, !r.look.on)
	SetVisible(r.state, r.look.State != "")
}

func (r *segmentRow) layout(s fyne.Size) {
	target, state, width := gridColumns(s.Width)
	group, top := r.look.above()
	place(r.group, gridPadX, baselineIn(gridGroup, TextBody))
	place(r.about, gridPadX, group+gridPadY/2+baselineIn(gridAbout, TextCaption))
	r.ground.Move(fyne.NewPos(0, group))
	r.ground.Resize(fyne.NewSize(s.Width, s.Height-group))
	r.mark.Move(fyne.NewPos(0, group))
	r.mark.Resize(fyne.NewSize(2, s.Height-group))
	r.rule.Move(fyne.NewPos(0, s.Height-1))
	r.rule.Resize(fyne.NewSize(s.Width, 1))
	inner := fyne.NewSize(width, s.Height-top-2*gridPadY)
	r.source.Move(fyne.NewPos(gridPadX, top+gridPadY))
	r.source.Resize(inner)
	r.target.Move(fyne.NewPos(target+gridPadX, top+gridPadY))
	r.target.Resize(inner)
	r.state.Move(fyne.NewPos(state+gridPadX, top+gridPadY-1))
	r.state.Resize(r.state.MinSize())
	dot := r.flag.MinSize()
	r.flag.Move(fyne.NewPos(s.Width-dot.Width-gridPadX/2, top+gridPadY+(badgeHeight-dot.Height)/2))
	r.flag.Resize(dot)
}
