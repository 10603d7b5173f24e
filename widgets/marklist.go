package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// markList shows rows below each other, of which one is marked. It is what
// the command palette, the open list of a Picker and a ChoiceList have in
// common: their owner keeps the keyboard, mostly in a search line above, and
// hands on the keys with Key. Only visible rows hold objects.
type markList struct {
	widget.BaseWidget
	row    func(i int) Command
	note   func() string      // said below the rows; "" for nothing
	moved  func()             // after another row was marked; may be nil
	tapped func(already bool) // after the row under the pointer was marked
	follow bool               // the mark follows the pointer
	least  fyne.Size
	page   int // rows that a page key moves by

	at      int // the marked row, -1 for none
	stack   *rowStack
	nothing *canvas.Text
}

var (
	_ fyne.Tappable     = (*markList)(nil)
	_ desktop.Hoverable = (*markList)(nil)
)

// begin makes the list ready; outer is the widget that it is part of.
func (l *markList) begin(outer fyne.Widget) {
	l.nothing = text(TextBody, fyne.TextStyle{})
	l.stack = newRowStack(func() fyne.CanvasObject { return newCommandRow() }, func(i int, o fyne.CanvasObject) {
		o.(*commandLine).set(l.row(i), i == l.at)
	})
	l.ExtendBaseWidget(outer)
}

// fill shows a number of rows from the top, one of them marked.
func (l *markList) fill(n, marked int) {
	l.at = marked
	l.stack.measure(n, func(int) float32 { return commandRow })
	l.stack.scrollTo(0)
	l.Refresh()
}

// Key moves the mark; it answers true for a key it used.
func (l *markList) Key(k *fyne.KeyEvent) bool {
	last := l.stack.count() - 1
	switch k.Name {
	case fyne.KeyDown:
		l.mark(l.at + 1)
	case fyne.KeyUp:
		l.mark(l.at - 1)
	case fyne.KeyPageDown:
		l.mark(min(l.at+l.page, last))
	case fyne.KeyPageUp:
		l.mark(min(max(l.at-l.page, 0), last))
	default:
		return false
	}
	return true
}

func (l *markList) mark(i int) {
	if i < 0 || i >= l.stack.count() || i == l.at {
		return
	}
	old := l.at
	l.at = i
	l.stack.refreshRow(old)
	l.stack.refreshRow(i)
	l.stack.reveal(i)
	l.paintNote()
	if l.moved != nil {
		l.moved()
	}
}

// Tapped marks the row under the pointer and tells whether it was already.
func (l *markList) Tapped(ev *fyne.PointEvent) {
	if i := l.stack.at(ev.Position.Y); i >= 0 {
		already := i == l.at
		l.mark(i)
		l.tapped(already)
	}
}

// MouseIn marks what the pointer meets.
func (l *markList) MouseIn(ev *desktop.MouseEvent) { l.MouseMoved(ev) }

// MouseMoved marks what the pointer meets.
func (l *markList) MouseMoved(ev *desktop.MouseEvent) {
	if l.follow {
		l.mark(l.stack.at(ev.Position.Y))
	}
}

// MouseOut leaves the mark.
func (l *markList) MouseOut() {}

// CreateRenderer links the list to Fyne.
func (l *markList) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: fixed(l.stack.scroll, l.nothing),
		layout: func(s fyne.Size) {
			l.stack.resize(s)
			l.paintNote()
		},
		minSize: func() fyne.Size { return l.least },
		refresh: func() {
			l.paintNote()
			l.stack.refresh()
			canvas.Refresh(l)
		},
	}
}

// paintNote says below the rows what to do where none is marked.
func (l *markList) paintNote() {
	words := ""
	if l.at < 0 || l.stack.count() == 0 {
		words = l.note()
	}
	SetVisible(l.nothing, words != "")
	ink(l.nothing, ellipsis(words, max(0, l.Size().Width-20), TextBody, fyne.TextStyle{}), tone(l, ColorSoft))
	place(l.nothing, 10, l.stack.height()+baselineIn(commandRow, TextBody))
}
