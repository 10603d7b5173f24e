package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

const (
	pickRows             = 7
	pickMinWidth float32 = 300
)

// pickList is the open list of a Picker: a search over the options.
type pickList struct {
	widget.BaseWidget
	picker  *Picker
	canvas  fyne.Canvas
	popup   *widget.PopUp
	search  *searchLine
	stack   *rowStack
	nothing *canvas.Text
	matches []Option
	at      int  // -1 where nothing is marked
	chosen  bool // the person typed or moved, so that Tab chooses
	rows    int
}

var (
	_ fyne.Tappable     = (*pickList)(nil)
	_ desktop.Hoverable = (*pickList)(nil)
)

// searchLine keeps Tab to itself.
type searchLine struct{ Line }

func newSearchLine() *searchLine {
	l := &searchLine{}
	l.ExtendBaseWidget(l)
	return l
}

func (l *searchLine) AcceptsTab() bool { return true }

func newPickList(p *Picker, c fyne.Canvas) *pickList {
	l := &pickList{picker: p, canvas: c, search: newSearchLine(), nothing: text(TextBody, fyne.TextStyle{})}
	l.search.OnChanged = func(query string) { l.chosen = true; l.filter(query) }
	l.search.OnKey = l.key
	l.stack = newRowStack(func() fyne.CanvasObject { return newCommandRow() }, l.setRow)
	l.ExtendBaseWidget(l)
	return l
}

func (l *pickList) isOpen() bool { return l.popup != nil && l.popup.Visible() }

// open shows the list over its picker, what is chosen marked.
func (l *pickList) open(query string) {
	l.rows = min(max(len(l.picker.matches(query))+1, 3), pickRows)
	if l.picker.Search != nil || len(l.picker.options) >= pickRows {
		l.rows = pickRows
	}
	l.search.SetTextQuietly(query)
	l.search.CursorColumn = len([]rune(query))
	l.chosen = query != ""
	l.filter(query)
	for i, o := range l.matches {
		if query == "" && o.Key == l.picker.value && o.Key != "" {
			l.at = i
		}
	}
	box := NewPanel("", Inset(2), container.NewBorder(l.search, nil, nil, nil, l))
	l.popup = widget.NewPopUp(box, l.canvas)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.picker)
	l.popup.Resize(fyne.NewSize(max(l.picker.Size().Width+12, pickMinWidth), l.popup.MinSize().Height))
	l.popup.ShowAtPosition(at.SubtractXY(6, 6))
	l.canvas.Focus(l.search)
	l.stack.reveal(l.at)
}

// close takes the list away and gives the keyboard back.
func (l *pickList) close() {
	l.popup.Hide()
	l.canvas.Focus(l.picker)
}

func (l *pickList) filter(query string) {
	l.matches, l.at = l.picker.matches(query), 0
	if l.few(query) {
		l.at = -1
	}
	l.stack.measure(len(l.matches), func(int) float32 { return commandRow })
	l.stack.scrollTo(0)
	l.Refresh()
}

// ownLetters is how many letters are taken for words of a person's own without
// being asked for.
const ownLetters = 4

// few reports whether nothing matches a query that is too short to be taken
// as it is.
func (l *pickList) few(query string) bool {
	query = strings.TrimSpace(query)
	return l.picker.OwnText != nil && len(l.matches) == 1 && l.matches[0].Key == query && query != "" &&
		l.matches[0].Text == l.picker.OwnText(query) && len([]rune(query)) < ownLetters
}

func (l *pickList) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyDown:
		l.move(l.at + 1)
	case fyne.KeyUp:
		l.move(l.at - 1)
	case fyne.KeyPageDown:
		l.move(min(l.at+pickRows, len(l.matches)-1))
	case fyne.KeyPageUp:
		l.move(max(l.at-pickRows, 0))
	case fyne.KeyEscape:
		l.close()
	case fyne.KeyReturn, fyne.KeyEnter:
		l.choose()
	case fyne.KeyTab:
		l.leave()
	default:
		return false
	}
	return true
}

func (l *pickList) move(i int) {
	if i < 0 || i >= len(l.matches) {
		return
	}
	old := l.at
	l.at, l.chosen = i, true
	l.stack.refreshRow(old)
	l.stack.refreshRow(i)
	l.stack.reveal(i)
	l.Refresh()
}

// choose takes the marked option and closes.
func (l *pickList) choose() {
	if l.at < 0 || l.at >= len(l.matches) {
		return
	}
	l.close()
	l.picker.choose(l.matches[l.at])
}

// leave takes what was typed or moved to, and goes on to the next field. A few
// letters that nobody decided about keep the list open.
func (l *pickList) leave() {
	if l.at < 0 {
		return
	}
	if l.chosen && l.at < len(l.matches) {
		l.choose()
	} else {
		l.close()
	}
	l.canvas.FocusNext()
}

// Tapped chooses the option under the pointer.
func (l *pickList) Tapped(ev *fyne.PointEvent) {
	if i := l.stack.at(ev.Position.Y); i >= 0 {
		l.move(i)
		l.choose()
	}
}

// MouseIn marks what the pointer meets.
func (l *pickList) MouseIn(ev *desktop.MouseEvent) { l.MouseMoved(ev) }

// MouseMoved marks what the pointer meets.
func (l *pickList) MouseMoved(ev *desktop.MouseEvent) {
	if i := l.stack.at(ev.Position.Y); i >= 0 && i != l.at {
		l.move(i)
	}
}

// MouseOut leaves the mark.
func (l *pickList) MouseOut() {}

func (l *pickList) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: fixed(l.stack.scroll, l.nothing),
		layout: func(s fyne.Size) {
			l.stack.resize(s)
			l.note()
		},
		minSize: func() fyne.Size { return fyne.NewSize(120, float32(l.rows)*commandRow) },
		refresh: func() {
			l.note()
			l.stack.refresh()
			canvas.Refresh(l)
		},
	}
}

// note says below the rows what to do where none is marked.
func (l *pickList) note() {
	words := l.picker.NothingText
	if l.at < 0 {
		words = l.picker.FewText
	}
	SetVisible(l.nothing, len(l.matches) == 0 || l.at < 0)
	ink(l.nothing, ellipsis(words, max(0, l.Size().Width-20), TextBody, fyne.TextStyle{}), tone(l, ColorSoft))
	place(l.nothing, 10, l.stack.height()+baselineIn(commandRow, TextBody))
}

func (l *pickList) setRow(i int, o fyne.CanvasObject) {
	m := l.matches[i]
	o.(*commandLine).set(Command{ID: m.Key, Title: m.Text, Shortcut: m.Hint}, i == l.at)
}
