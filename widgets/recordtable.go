package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// TableColumn is a column of a RecordTable. A column is as wide as its words
// need; columns share what is left by their weights. Where it is too narrow for
// all, some are left out: the empty ones first, then the last ones.
type TableColumn struct {
	Title  string
	Weight float32
}

// TableRow is one record as it is read. Dot marks what is amiss with it.
type TableRow struct {
	Cells []string
	Dot   Kind
}

// RecordTable shows records as rows. Up, Down, Home, End and the page keys
// select; Enter and F2 tell OnOpen; Insert or Ctrl+N, Ctrl+D, Delete,
// Alt+Up and Alt+Down, Ctrl+V and F1 tell the others. The table never changes Rows
// itself: the owner does and calls SetRows. Only visible rows hold objects.
type RecordTable struct {
	widget.BaseWidget
	Columns     []TableColumn
	Rows        []TableRow
	EmptyText   string // while there is no row
	OnSelected  func(i int)
	OnOpen      func(i int)
	OnInsert    func(after int) // -1 when nothing is selected
	OnDuplicate func(i int)
	OnMove      func(i, delta int)
	OnDelete    func(i int)
	OnPaste     func(text string)
	OnMenu      func(i int, at fyne.Position)
	OnHelp      func()
	OnFocused   func()                   // the keyboard came
	OnShortcut  func(fyne.Shortcut) bool // asked after the table's own

	stack    *rowStack
	titles   []*canvas.Text
	rule     *canvas.Rectangle
	empty    *canvas.Text
	selected int
	hover    int
	focused  bool
	shared   float32 // the width that shares holds for
	shares   []float32
	widest   []float32 // the widest words of each column; nil until measured
}

var (
	_ fyne.Widget            = (*RecordTable)(nil)
	_ fyne.Tappable          = (*RecordTable)(nil)
	_ fyne.DoubleTappable    = (*RecordTable)(nil)
	_ fyne.SecondaryTappable = (*RecordTable)(nil)
	_ fyne.Focusable         = (*RecordTable)(nil)
	_ fyne.Shortcutable      = (*RecordTable)(nil)
	_ desktop.Hoverable      = (*RecordTable)(nil)
)

// NewRecordTable makes an empty table.
func NewRecordTable(columns ...TableColumn) *RecordTable {
	t := &RecordTable{Columns: columns, selected: -1, hover: -1}
	t.stack = newRowStack(func() fyne.CanvasObject { return newRecordRow(len(t.Columns)) }, t.setRow)
	t.rule, t.empty = rounded(0), text(TextBody, fyne.TextStyle{})
	for range columns {
		t.titles = append(t.titles, text(TextCaption, fyne.TextStyle{}))
	}
	t.ExtendBaseWidget(t)
	return t
}

// SetRows replaces the data. The selection stays at its place, or on the last
// row when there are fewer.
func (t *RecordTable) SetRows(rows []TableRow) {
	t.Rows, t.widest, t.shares = rows, nil, nil
	t.selected = min(t.selected, len(rows)-1)
	if t.selected < 0 && len(rows) > 0 && t.focused {
		t.selected = 0
	}
	t.Refresh()
}

// Selected is the index of the selected row, -1 for none.
func (t *RecordTable) Selected() int { return t.selected }

// Select chooses a row and brings it into view.
func (t *RecordTable) Select(i int) {
	if i < 0 || i >= len(t.Rows) {
		return
	}
	old := t.selected
	t.selected = i
	t.stack.refreshRow(old)
	t.stack.refreshRow(i)
	t.stack.reveal(i)
	if i != old && t.OnSelected != nil {
		t.OnSelected(i)
	}
}

// RowObjects is how many row objects were ever made.
func (t *RecordTable) RowObjects() int { return t.stack.made }

func (t *RecordTable) rowAt(y float32) int {
	if y < tableHead {
		return -1
	}
	return t.stack.at(y - tableHead)
}

// Tapped selects the row under the pointer.
func (t *RecordTable) Tapped(ev *fyne.PointEvent) {
	focusOn(t, t)
	t.Select(t.rowAt(ev.Position.Y))
}

// DoubleTapped opens the row under the pointer.
func (t *RecordTable) DoubleTapped(ev *fyne.PointEvent) {
	if i := t.rowAt(ev.Position.Y); i >= 0 {
		t.Select(i)
		t.tell(t.OnOpen)
	}
}

// TappedSecondary selects the row and asks OnMenu for its menu.
func (t *RecordTable) TappedSecondary(ev *fyne.PointEvent) {
	i := t.rowAt(ev.Position.Y)
	if i < 0 || t.OnMenu == nil {
		return
	}
	focusOn(t, t)
	t.Select(i)
	t.OnMenu(i, ev.AbsolutePosition)
}

// MouseIn starts hovering.
func (t *RecordTable) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved lights the row under the pointer.
func (t *RecordTable) MouseMoved(ev *desktop.MouseEvent) { t.setHover(t.rowAt(ev.Position.Y)) }

// MouseOut ends hovering.
func (t *RecordTable) MouseOut() { t.setHover(-1) }

func (t *RecordTable) setHover(i int) {
	if i == t.hover {
		return
	}
	old := t.hover
	t.hover = i
	t.stack.refreshRow(old)
	t.stack.refreshRow(i)
}

const (
	tableHead      float32 = 30
	tableRowHeight float32 = 36
	tableMostRows          = 10
	tablePad       float32 = 8
	tableLeast     float32 = 80 // of a column
	tableDot       float32 = 20 // room for the dot at the right
)

// CreateRenderer links the table to Fyne.
func (t *RecordTable) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{t.rule, t.stack.scroll, t.empty}
	for _, title := range t.titles {
		objects = append(objects, title)
	}
	return &renderer{
		objects: fixed(objects...),
		layout:  func(s fyne.Size) { t.measure(); t.layout(s) },
		minSize: t.minSize,
		refresh: func() { t.measure(); t.layout(t.Size()); t.stack.refresh(); canvas.Refresh(t) },
	}
}

// minSize grows with the rows, until more of them scroll.
func (t *RecordTable) minSize() fyne.Size {
	rows := min(max(len(t.Rows), 1), tableMostRows)
	return fyne.NewSize(240, tableHead+float32(rows)*tableRowHeight)
}

func (t *RecordTable) measure() {
	t.stack.measure(len(t.Rows), func(int) float32 { return tableRowHeight })
}

func (t *RecordTable) layout(s fyne.Size) {
	x := float32(0)
	for i, width := range t.widths(s.Width) {
		ink(t.titles[i], ellipsis(t.Columns[i].Title, width-2*tablePad, TextCaption, fyne.TextStyle{}), tone(t, ColorSoft))
		SetVisible(t.titles[i], width > 0)
		place(t.titles[i], x+tablePad, baselineIn(tableHead, TextCaption))
		x += width
	}
	fill(t.rule, tone(t, ColorLine))
	t.rule.Move(fyne.NewPos(0, tableHead-1))
	t.rule.Resize(fyne.NewSize(s.Width, 1))
	SetVisible(t.empty, len(t.Rows) == 0)
	front := ColorSoft
	if t.focused {
		front = ColorAccent
	}
	ink(t.empty, ellipsis(t.EmptyText, s.Width-2*tablePad, TextBody, fyne.TextStyle{}), tone(t, front))
	place(t.empty, tablePad, tableHead+baselineIn(tableRowHeight, TextBody))
	t.stack.scroll.Move(fyne.NewPos(0, tableHead))
	t.stack.resize(fyne.NewSize(s.Width, max(0, s.Height-tableHead)))
}

func (t *RecordTable) setRow(i int, o fyne.CanvasObject) {
	on := i == t.selected
	o.(*recordRow).set(recordLook{
		TableRow: t.Rows[i], table: t, on: on, focus: on && t.focused, hover: i == t.hover,
	})
}
