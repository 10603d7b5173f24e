package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// recordLook is all that decides how a row of a RecordTable looks.
type recordLook struct {
	TableRow
	table            *RecordTable
	on, focus, hover bool
}

type recordRow struct {
	widget.BaseWidget
	look   recordLook
	ground *canvas.Rectangle
	rule   *canvas.Rectangle
	cells  []*canvas.Text
	dot    *canvas.Circle
}

func newRecordRow(columns int) *recordRow {
	r := &recordRow{ground: rounded(cornerRadius), rule: rounded(0), dot: &canvas.Circle{}}
	for range columns {
		r.cells = append(r.cells, text(TextBody, fyne.TextStyle{}))
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *recordRow) set(look recordLook) {
	r.look = look
	r.Refresh()
}

// AccessibilityLabel answers the cells.
func (r *recordRow) AccessibilityLabel() string { return spoken(r.look.Cells...) }

// AccessibilityRole answers button.
func (r *recordRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (r *recordRow) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{r.ground, r.rule, r.dot}
	for _, cell := range r.cells {
		objects = append(objects, cell)
	}
	return &renderer{
		objects: fixed(objects...),
		layout:  func(fyne.Size) { r.paint() },
		minSize: func() fyne.Size { return fyne.NewSize(100, tableRowHeight) },
		refresh: r.paint,
	}
}

func (r *recordRow) paint() {
	s, k := r.Size(), r.look
	if k.table == nil {
		return
	}
	paintRowGround(r, r.ground, k.on, k.hover, k.focus)
	r.ground.Move(fyne.NewPos(1, 1))
	r.ground.Resize(fyne.NewSize(s.Width-2, s.Height-3))
	fill(r.rule, tone(r, ColorLine))
	r.rule.Move(fyne.NewPos(0, s.Height-1))
	r.rule.Resize(fyne.NewSize(s.Width, 1))
	x := float32(0)
	for i, width := range k.table.widths(s.Width) {
		words := ""
		if i < len(k.Cells) {
			words = k.Cells[i]
		}
		SetVisible(r.cells[i], width > 0)
		ink(r.cells[i], ellipsis(words, width-2*tablePad, TextBody, fyne.TextStyle{}), tone(r, ColorInk))
		place(r.cells[i], x+tablePad, baselineIn(s.Height, TextBody))
		x += width
	}
	front, _ := k.Dot.colors()
	r.dot.FillColor = tone(r, front)
	SetVisible(r.dot, k.Dot != KindNone)
	r.dot.Move(fyne.NewPos(s.Width-tableDot+(tableDot-dotSize)/2, (s.Height-dotSize)/2))
	r.dot.Resize(fyne.NewSquareSize(dotSize))
	r.dot.Refresh()
}
