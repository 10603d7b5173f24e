package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

const (
	pickRows             = 7
	pickMinWidth float32 = 300
)

// pickList is the open list of a Picker: a search over the options.
type pickList struct {
	markList
	picker  *Picker
	canvas  fyne.Canvas
	popup   *widget.PopUp
	search  *searchLine
	matches []Option
	chosen  bool // the person typed or moved, so that Tab chooses
}

// searchLine keeps Tab to itself.
type searchLine struct{ Line }

func newSearchLine() *searchLine {
	l := &searchLine{}
	l.ExtendBaseWidget(l)
	return l
}

func (l *searchLine) AcceptsTab() bool { return true }

func newPickList(p *Picker, c fyne.Canvas) *pickList {
	l := &pickList{picker: p, canvas: c, search: newSearchLine()}
	l.search.OnChanged = func(query string) { l.chosen = true; l.filter(query) }
	l.search.OnKey = l.key
	l.row = func(i int) Command { return l.matches[i].command() }
	l.note = l.advice
	l.moved = func() { l.chosen = true }
	l.tapped = func(bool) { l.choose() }
	l.follow, l.page = true, pickRows
	l.begin(l)
	return l
}

func (l *pickList) isOpen() bool { return l.popup != nil && l.popup.Visible() }

// open shows the list over its picker, what is chosen marked.
func (l *pickList) open(query string) {
	rows := min(max(len(l.picker.matches(query))+1, 3), pickRows)
	if l.picker.Search != nil || len(l.picker.options) >= pickRows {
		rows = pickRows
	}
	l.least = fyne.NewSize(120, float32(rows)*commandRow)
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
	l.matches = l.picker.matches(query)
	marked := 0
	if l.few(query) {
		marked = -1
	}
	l.fill(len(l.matches), marked)
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
	case fyne.KeyEscape:
		l.close()
	case fyne.KeyReturn, fyne.KeyEnter:
		l.choose()
	case fyne.KeyTab:
		l.leave()
	default:
		return l.Key(k)
	}
	return true
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

// advice says what to do where nothing is found, or too little was typed.
func (l *pickList) advice() string {
	if l.at < 0 {
		return l.picker.FewText
	}
	return l.picker.NothingText
}
