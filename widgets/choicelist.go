package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// ChoiceList shows options below each other, of which one is marked. Its
// owner keeps the keyboard, mostly in a search line above it, and hands on
// the keys with Key. Only visible rows hold objects.
type ChoiceList struct {
	widget.BaseWidget
	NothingText string // when there is no option
	OnMarked    func(key string)
	OnChosen    func(key string) // a click on what is marked, or Enter

	options []Option
	at      int
	rows    int
	stack   *rowStack
	nothing *canvas.Text
}

var (
	_ fyne.Widget   = (*ChoiceList)(nil)
	_ fyne.Tappable = (*ChoiceList)(nil)
)

// NewChoiceList makes an empty list that is some rows high.
func NewChoiceList(rows int, marked func(key string)) *ChoiceList {
	l := &ChoiceList{OnMarked: marked, rows: rows, nothing: text(TextBody, fyne.TextStyle{})}
	l.stack = newRowStack(func() fyne.CanvasObject { return newCommandRow() }, l.setRow)
	l.ExtendBaseWidget(l)
	return l
}

// SetOptions replaces the options and marks the first.
func (l *ChoiceList) SetOptions(options []Option) {
	l.options, l.at = options, 0
	l.stack.measure(len(options), func(int) float32 { return commandRow })
	l.stack.scrollTo(0)
	l.Refresh()
	l.told()
}

// Options lists what there is to choose from.
func (l *ChoiceList) Options() []Option { return l.options }

// Marked is the key of the marked option, "" for none.
func (l *ChoiceList) Marked() string {
	if l.at < len(l.options) {
		return l.options[l.at].Key
	}
	return ""
}

// Key moves the mark or chooses; it answers true for a key it used.
func (l *ChoiceList) Key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyDown:
		l.mark(l.at + 1)
	case fyne.KeyUp:
		l.mark(l.at - 1)
	case fyne.KeyPageDown:
		l.mark(min(l.at+l.rows, len(l.options)-1))
	case fyne.KeyPageUp:
		l.mark(max(l.at-l.rows, 0))
	case fyne.KeyReturn, fyne.KeyEnter:
		l.choose()
	default:
		return false
	}
	return true
}

func (l *ChoiceList) choose() {
	if key := l.Marked(); key != "" && l.OnChosen != nil {
		l.OnChosen(key)
	}
}

func (l *ChoiceList) mark(i int) {
	if i < 0 || i >= len(l.options) || i == l.at {
		return
	}
	old := l.at
	l.at = i
	l.stack.refreshRow(old)
	l.stack.refreshRow(i)
	l.stack.reveal(i)
	l.told()
}

func (l *ChoiceList) told() {
	if l.OnMarked != nil {
		l.OnMarked(l.Marked())
	}
}

// Tapped marks the option under the pointer; a second click chooses it.
func (l *ChoiceList) Tapped(ev *fyne.PointEvent) {
	switch i := l.stack.at(ev.Position.Y); {
	case i < 0:
	case i == l.at:
		l.choose()
	default:
		l.mark(i)
	}
}

// CreateRenderer links the list to Fyne.
func (l *ChoiceList) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: fixed(l.stack.scroll, l.nothing),
		layout: func(s fyne.Size) {
			l.stack.resize(s)
			place(l.nothing, 10, baselineIn(commandRow, TextBody))
		},
		minSize: func() fyne.Size { return fyne.NewSize(240, float32(l.rows)*commandRow) },
		refresh: func() {
			SetVisible(l.nothing, len(l.options) == 0)
			ink(l.nothing, l.NothingText, tone(l, ColorSoft))
			place(l.nothing, 10, baselineIn(commandRow, TextBody))
			l.stack.refresh()
			canvas.Refresh(l)
		},
	}
}

func (l *ChoiceList) setRow(i int, o fyne.CanvasObject) {
	option := l.options[i]
	o.(*commandLine).set(Command{ID: option.Key, Title: option.Text, Shortcut: option.Hint}, i == l.at)
}
