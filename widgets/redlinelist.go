package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// RedlineRow is a paragraph of a text with changes, or of two texts side by
// side: Side[0] is the text before and Side[1] the one after. In one column
// Side[1] alone is shown.
type RedlineRow struct {
	Side    [2]RedlineText
	Note    string // said about the row, above it
	Depth   int    // steps to the right
	Above   float32
	Changed bool // a bar stands beside it
	Whole   bool // as wide as both columns: Side[1] alone is shown
}

// RedlineText is what a row says on one side.
type RedlineText struct {
	Mark  []Span // before an item, in a column of its own
	Spans []Span
}

// RedlineList shows long texts with changes: insertions underlined on the
// success tint, deletions struck through on the error tint. It scrolls by the
// arrow and page keys; only visible rows hold objects. Use SetRows and
// SetBeside to change it.
type RedlineList struct {
	widget.BaseWidget
	Rows   []RedlineRow
	Beside bool // two columns
	// OnKey is asked first about every key, with whether Shift is down; it
	// answers true when it used it. May be nil.
	OnKey func(k *fyne.KeyEvent, shift bool) bool
	// OnScrolled is told the first row in view.
	OnScrolled func(first int)

	stack   *rowStack
	ruler   *ruler
	caption *ruler
	width   float32
	shift   bool
	focused bool
	ring    *canvas.Rectangle
}

var (
	_ fyne.Widget       = (*RedlineList)(nil)
	_ fyne.Tappable     = (*RedlineList)(nil)
	_ fyne.Shortcutable = (*RedlineList)(nil)
	_ desktop.Keyable   = (*RedlineList)(nil)
	_ fyne.Accessible   = (*RedlineList)(nil)
)

// NewRedlineList makes an empty list.
func NewRedlineList() *RedlineList {
	l := &RedlineList{ruler: newRuler(TextBody), caption: newRuler(TextCaption)}
	l.stack = newRowStack(func() fyne.CanvasObject { return newRedlineRow(l) }, func(i int, o fyne.CanvasObject) {
		o.(*redlineRow).show(l.Rows[i])
	})
	l.stack.onScroll = l.scrolled
	l.ExtendBaseWidget(l)
	return l
}

// SetRows changes the text, from the top.
func (l *RedlineList) SetRows(rows []RedlineRow) {
	l.Rows = rows
	l.measure()
	l.stack.refresh()
	l.stack.scrollTo(0)
}

// SetBeside shows two columns or one, at the same place of the text.
func (l *RedlineList) SetBeside(beside bool) {
	first, _ := l.stack.visible()
	l.Beside = beside
	l.measure()
	l.stack.refresh()
	l.ScrollTo(first)
}

// ScrollTo brings a row to the top of the view.
func (l *RedlineList) ScrollTo(row int) {
	if row >= 0 && row < l.stack.count() {
		l.stack.scrollTo(l.stack.tops[row])
	}
}

// First is the first row in view.
func (l *RedlineList) First() int {
	first, _ := l.stack.visible()
	return first
}

// RowObjects is how many row objects were ever made.
func (l *RedlineList) RowObjects() int { return l.stack.made }

func (l *RedlineList) scrolled() {
	if l.OnScrolled != nil {
		l.OnScrolled(l.First())
	}
}

func (l *RedlineList) measure() {
	l.stack.measure(len(l.Rows), func(i int) float32 { return l.heightOf(l.Rows[i]) })
}

// Distances of a row.
const (
	redlinePad    float32 = 24 // at both sides of the text
	redlineStep   float32 = 20
	redlineMark   float32 = 24
	redlineGutter float32 = 28
	redlineBelow  float32 = 8
	redlineBar    float32 = 3
	// redlineWidest is the widest column of text: longer lines are hard to read.
	redlineWidest float32 = 720
)

// column is where the words of a row stand on a side.
func (l *RedlineList) column(row RedlineRow, side int) (x, width float32) {
	room := l.width - 2*redlinePad
	x = redlinePad
	if l.Beside && !row.Whole {
		room = (room - redlineGutter) / 2
		x += float32(side) * (room + redlineGutter)
	}
	room = min(room, redlineWidest)
	indent := float32(row.Depth) * redlineStep
	if row.Depth > 0 {
		indent = float32(row.Depth-1)*redlineStep + redlineMark
	}
	return x + indent, max(room-indent, 1)
}

func (l *RedlineList) sides(row RedlineRow) []int {
	if l.Beside && !row.Whole {
		return []int{0, 1}
	}
	return []int{1}
}

func (l *RedlineList) heightOf(row RedlineRow) float32 {
	height := float32(0)
	for _, side := range l.sides(row) {
		_, width := l.column(row, side)
		height = max(height, l.ruler.height(redlineRuns(row.Side[side].Spans), width))
	}
	if row.Note != "" {
		height += l.noteHeight(row)
	}
	return row.Above + height + redlineBelow
}

func (l *RedlineList) noteHeight(row RedlineRow) float32 {
	_, width := l.column(row, l.sides(row)[0])
	return l.caption.height([]flowRun{{Text: row.Note}}, width) + 2
}

// Tapped takes the keyboard.
func (l *RedlineList) Tapped(*fyne.PointEvent) { focusOn(l, l) }

// FocusGained shows the focus ring.
func (l *RedlineList) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost hides it.
func (l *RedlineList) FocusLost() { l.focused, l.shift = false, false; l.Refresh() }

// TypedRune does nothing.
func (l *RedlineList) TypedRune(rune) {}

// KeyDown notes Shift.
func (l *RedlineList) KeyDown(k *fyne.KeyEvent) { l.hold(k, true) }

// KeyUp forgets it.
func (l *RedlineList) KeyUp(k *fyne.KeyEvent) { l.hold(k, false) }

func (l *RedlineList) hold(k *fyne.KeyEvent, down bool) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		l.shift = down
	}
}

// TypedShortcut goes to the canvas.
func (l *RedlineList) TypedShortcut(s fyne.Shortcut) { forward(l, s) }

// redlineLine is how far an arrow key scrolls.
const redlineLine float32 = 60

// TypedKey scrolls; what it does not use goes to the canvas.
func (l *RedlineList) TypedKey(k *fyne.KeyEvent) {
	if l.OnKey != nil && l.OnKey(k, l.shift) {
		return
	}
	view, at := l.stack.scroll.Size().Height, l.stack.scroll.Offset.Y
	switch k.Name {
	case fyne.KeyDown:
		l.move(at + redlineLine)
	case fyne.KeyUp:
		l.move(at - redlineLine)
	case fyne.KeyPageDown, fyne.KeySpace:
		l.move(at + view - redlineLine)
	case fyne.KeyPageUp:
		l.move(at - view + redlineLine)
	case fyne.KeyHome:
		l.move(0)
	case fyne.KeyEnd:
		l.move(l.stack.height())
	default:
		forwardKey(l, k)
	}
}

func (l *RedlineList) move(y float32) {
	l.stack.scrollTo(y)
	l.scrolled()
}

// AccessibilityLabel answers the text after the changes that is in view.
func (l *RedlineList) AccessibilityLabel() string {
	first, last := l.stack.visible()
	words := ""
	for _, row := range l.Rows[first:min(last, len(l.Rows))] {
		for _, s := range row.Side[1].Spans {
			if s.Kind != SpanDeleted {
				words += s.Text
			}
		}
		words += "\n"
	}
	return words
}

// AccessibilityRole answers text.
func (l *RedlineList) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer links the list to Fyne.
func (l *RedlineList) CreateRenderer() fyne.WidgetRenderer {
	l.ring = canvas.NewRectangle(nil)
	l.ring.StrokeWidth = 1
	l.paint()
	return &renderer{
		objects: fixed(l.stack.scroll, l.ring),
		layout:  l.resize,
		minSize: func() fyne.Size { return fyne.NewSize(240, 120) },
		refresh: l.paint,
	}
}

func (l *RedlineList) resize(s fyne.Size) {
	if s.Width != l.width {
		l.width = s.Width
		l.measure()
		l.stack.refresh()
	}
	l.stack.resize(s)
	l.ring.Resize(s)
}

func (l *RedlineList) paint() {
	l.ring.FillColor = nil
	l.ring.StrokeColor = tone(l, ColorAccent)
	SetVisible(l.ring, l.focused)
	l.stack.refresh()
	canvas.Refresh(l.ring)
}
