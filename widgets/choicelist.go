package widgets

import (
	"fyne.io/fyne/v2"
)

// ChoiceList shows options below each other, of which one is marked. Its
// owner keeps the keyboard, mostly in a search line above it, and hands on
// the keys with Key.
type ChoiceList struct {
	markList
	NothingText string // when there is no option
	OnMarked    func(key string)
	OnChosen    func(key string) // a click on what is marked, or Enter

	options []Option
}

var (
	_ fyne.Widget   = (*ChoiceList)(nil)
	_ fyne.Tappable = (*ChoiceList)(nil)
)

// NewChoiceList makes an empty list that is some rows high.
func NewChoiceList(rows int, marked func(key string)) *ChoiceList {
	l := &ChoiceList{OnMarked: marked}
	l.least, l.page = fyne.NewSize(240, float32(rows)*commandRow), rows
	l.row = func(i int) Command { return l.options[i].command() }
	l.note = func() string { return l.NothingText }
	l.moved = l.told
	l.tapped = func(already bool) {
		if already {
			l.choose()
		}
	}
	l.begin(l)
	return l
}

// command is an option as a row shows it.
func (o Option) command() Command { return Command{ID: o.Key, Title: o.Text, Shortcut: o.Hint} }

// SetOptions replaces the options and marks the first.
func (l *ChoiceList) SetOptions(options []Option) {
	l.options = options
	l.fill(len(options), 0)
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
	if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
		l.choose()
		return true
	}
	return l.markList.Key(k)
}

func (l *ChoiceList) choose() {
	if key := l.Marked(); key != "" && l.OnChosen != nil {
		l.OnChosen(key)
	}
}

func (l *ChoiceList) told() {
	if l.OnMarked != nil {
		l.OnMarked(l.Marked())
	}
}
