package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// OutlineRow is one clause of an Outline, in document order.
type OutlineRow struct {
	ID          string
	Number      string // as printed, "2.1"
	Title       string
	Depth       int  // 0 at the top
	Hidden      bool // drawn soft, italic and struck
	Off         bool // drawn soft and italic, with a hollow mark: not shown as things are
	Dot         Kind // what a check says; KindNone for nothing
	HasChildren bool
}

// DropPlace says where a dragged row lands beside its target.
type DropPlace int

const (
	DropBefore DropPlace = iota
	DropAfter
	DropInside
)

// Outline shows the numbered clauses of a document. Keys: Up, Down, Home,
// End and the page keys select; Alt+Up and Alt+Down move, Alt+Right and
// Alt+Left nest and lift; Delete, Enter and Insert (or Ctrl+N) tell OnDelete,
// OnOpen and OnInsertAfter. A row can be dragged; a line shows where it will
// land. The outline never changes Rows itself: the owner does and calls
// SetRows. Only visible rows hold objects.
type Outline struct {
	widget.BaseWidget
	Rows          []OutlineRow
	OnSelected    func(id string)
	OnMove        func(id string, delta int) // -1 up, +1 down
	OnNest        func(id string, delta int) // +1 deeper, -1 shallower
	OnDelete      func(id string)
	OnOpen        func(id string)
	OnInsertAfter func(id string) // "" when nothing is selected
	OnMenu        func(id string, at fyne.Position)
	OnDrop        func(id, target string, place DropPlace)
	// OnShortcut is asked first about every shortcut; it answers true when it
	// used it. May be nil. Shortcuts nobody uses go to the canvas.
	OnShortcut func(fyne.Shortcut) bool

	stack    *rowStack
	ruler    *ruler
	heights  map[OutlineRow]float32 // of the rows, at the width they were measured for
	measured float32
	selected string
	hover    int
	focused  bool
	drag     outlineDrag
	line     *canvas.Rectangle
}

var (
	_ fyne.Widget            = (*Outline)(nil)
	_ fyne.Tappable          = (*Outline)(nil)
	_ fyne.SecondaryTappable = (*Outline)(nil)
	_ fyne.Draggable         = (*Outline)(nil)
	_ fyne.Focusable         = (*Outline)(nil)
	_ fyne.Shortcutable      = (*Outline)(nil)
	_ desktop.Hoverable      = (*Outline)(nil)
)

// NewOutline makes an outline with nothing selected.
func NewOutline(rows []OutlineRow, selected func(id string)) *Outline {
	o := &Outline{Rows: rows, OnSelected: selected, ruler: newRuler(TextBody), hover: -1, drag: outlineDrag{from: -1}}
	o.stack = newRowStack(func() fyne.CanvasObject { return newOutlineRow(o.ruler) }, o.setRow)
	o.line = rounded(1)
	o.line.Hide()
	o.stack.extra = []fyne.CanvasObject{o.line}
	o.ExtendBaseWidget(o)
	o.measure()
	return o
}

// SetRows replaces the data and keeps selection and scroll position; the
// selected row is brought into view, since it may have moved.
func (o *Outline) SetRows(rows []OutlineRow) {
	at := o.index(o.selected)
	o.Rows = rows
	o.Refresh()
	if now := o.index(o.selected); now != at {
		o.stack.reveal(now)
	}
}

// Selected is the ID of the selected row, "" for none.
func (o *Outline) Selected() string { return o.selected }

// Select chooses a row, scrolls to it and tells OnSelected when that is a
// change.
func (o *Outline) Select(id string) {
	changed := o.selected != id
	if o.index(id) < 0 {
		return
	}
	o.SetSelected(id)
	if changed && o.OnSelected != nil {
		o.OnSelected(id)
	}
}

// SetSelected marks a row without telling OnSelected; "" marks none.
func (o *Outline) SetSelected(id string) {
	old := o.index(o.selected)
	o.selected = id
	o.stack.refreshRow(old)
	now := o.index(id)
	o.stack.refreshRow(now)
	o.stack.reveal(now)
}

// RowObjects is how many row objects were ever made.
func (o *Outline) RowObjects() int { return o.stack.made }

func (o *Outline) index(id string) int {
	if id == "" {
		return -1
	}
	for i := range o.Rows {
		if o.Rows[i].ID == id {
			return i
		}
	}
	return -1
}

// measure finds the heights of the rows: a title that the width has no room
// for takes a second line.
func (o *Outline) measure() {
	width := o.Size().Width
	if width != o.measured || len(o.heights) == 0 || len(o.heights) > 2*len(o.Rows)+64 {
		o.heights, o.measured = map[OutlineRow]float32{}, width
	}
	o.stack.measure(len(o.Rows), func(i int) float32 {
		height, known := o.heights[o.Rows[i]]
		if !known {
			height = o.Rows[i].height(o.ruler, width)
			o.heights[o.Rows[i]] = height
		}
		return height
	})
}

func (o *Outline) layout(size fyne.Size) {
	if size.Width != o.measured {
		at := o.index(o.selected)
		seen := at >= 0 && at < o.stack.count() && o.stack.sees(at)
		o.measure()
		o.stack.resize(size)
		o.stack.refresh()
		if seen {
			o.stack.reveal(at)
		}
		return
	}
	o.stack.resize(size)
}

// Tapped selects the row under the pointer.
func (o *Outline) Tapped(ev *fyne.PointEvent) {
	focusOn(o, o)
	if i := o.stack.at(ev.Position.Y); i >= 0 {
		o.Select(o.Rows[i].ID)
	}
}

// TappedSecondary selects the row and asks OnMenu for its menu, with the
// position on the canvas.
func (o *Outline) TappedSecondary(ev *fyne.PointEvent) {
	i := o.stack.at(ev.Position.Y)
	if i < 0 {
		return
	}
	focusOn(o, o)
	o.Select(o.Rows[i].ID)
	if o.OnMenu != nil {
		o.OnMenu(o.Rows[i].ID, ev.AbsolutePosition)
	}
}

// FocusGained shows the focus ring of the selection.
func (o *Outline) FocusGained() { o.focused = true; o.stack.refreshRow(o.index(o.selected)) }

// FocusLost hides it.
func (o *Outline) FocusLost() { o.focused = false; o.stack.refreshRow(o.index(o.selected)) }

// MouseIn starts hovering.
func (o *Outline) MouseIn(ev *desktop.MouseEvent) { o.MouseMoved(ev) }

// MouseMoved lights the row under the pointer.
func (o *Outline) MouseMoved(ev *desktop.MouseEvent) { o.setHover(o.stack.at(ev.Position.Y)) }

// MouseOut ends hovering.
func (o *Outline) MouseOut() { o.setHover(-1) }

func (o *Outline) setHover(i int) {
	if i == o.hover {
		return
	}
	old := o.hover
	o.hover = i
	o.stack.refreshRow(old)
	o.stack.refreshRow(i)
}

// CreateRenderer links the outline to Fyne.
func (o *Outline) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: fixed(o.stack.scroll),
		layout:  o.layout,
		minSize: func() fyne.Size { return fyne.NewSize(160, 3*outlineRowHeight) },
		refresh: func() {
			o.measure()
			o.stack.refresh()
			o.paintDrop()
		},
	}
}

func (o *Outline) setRow(i int, row fyne.CanvasObject) {
	data := o.Rows[i]
	on := data.ID == o.selected
	row.(*outlineRow).set(outlineLook{
		OutlineRow: data,
		on:         on, focus: on && o.focused, hover: i == o.hover && o.drag.from < 0,
		lifted: i == o.drag.from,
		target: o.drag.from >= 0 && o.drag.valid && i == o.drag.target && o.drag.place == DropInside,
	})
}
