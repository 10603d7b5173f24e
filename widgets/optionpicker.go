package widgets

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Picker chooses one of many options by typing part of its words. It looks
// like an entry; a letter, Enter, Space, Down or a click opens the list below
// it, where Up, Down and Enter choose, Tab chooses and goes on, and Esc leaves
// all as it was. Delete and Backspace empty it. Use SetValue and SetOptions to
// change the data.
type Picker struct {
	widget.BaseWidget
	Placeholder string // while nothing is chosen
	NothingText string // when no option matches
	// OwnText words the line that takes what was typed as it is; nil where
	// only an option will do.
	OwnText func(typed string) string
	// FewText says how a few letters are taken as they are; they could as well
	// be the beginning of something else.
	FewText string
	// Search finds options for what was typed, in place of looking through
	// the options that were set. May be nil.
	Search        func(typed string) []Option
	OnChosen      func(key string) // an option's key, or a person's own words
	OnCleared     func()           // Delete or Backspace
	OnKey         func(*fyne.KeyEvent) bool
	OnShortcut    func(fyne.Shortcut) bool
	OnFocusGained func()
	OnFocusLost   func()

	options          []Option
	value, shown     string
	list             *pickList
	ground           *canvas.Rectangle
	label            *canvas.Text
	arrow            *chevron
	focused, hovered bool
}

var (
	_ fyne.Widget       = (*Picker)(nil)
	_ fyne.Tappable     = (*Picker)(nil)
	_ fyne.Focusable    = (*Picker)(nil)
	_ fyne.Shortcutable = (*Picker)(nil)
	_ fyne.Accessible   = (*Picker)(nil)
	_ desktop.Hoverable = (*Picker)(nil)
)

// NewPicker makes a picker with nothing chosen.
func NewPicker(options []Option, chosen func(key string)) *Picker {
	p := &Picker{options: options, OnChosen: chosen}
	p.ExtendBaseWidget(p)
	return p
}

// SetOptions replaces what there is to choose from.
func (p *Picker) SetOptions(options []Option) { p.options = options; p.Refresh() }

// Value is the key that is chosen, or a person's own words.
func (p *Picker) Value() string { return p.value }

// SetValue shows a choice without telling OnChosen. Words are what is read
// when no option has the key.
func (p *Picker) SetValue(key, words string) {
	p.value, p.shown = key, words
	for _, o := range p.options {
		if o.Key == key && key != "" {
			p.shown = o.Text
		}
	}
	p.Refresh()
}

// IsOpen says whether the list is on the screen.
func (p *Picker) IsOpen() bool { return p.list != nil && p.list.isOpen() }

// Open shows the list with a query in its search.
func (p *Picker) Open(query string) {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c == nil || p.IsOpen() {
		return
	}
	p.list = newPickList(p, c)
	p.list.open(query)
}

// matches lists the options for a query, and last the line for own words.
func (p *Picker) matches(query string) []Option {
	query = strings.TrimSpace(query)
	var out []Option
	if p.Search != nil {
		out = p.Search(query)
	} else {
		out = likelyFirst(matchOptions(p.options, query), p.options, query)
	}
	if p.OwnText == nil || query == "" {
		return out
	}
	for _, o := range out {
		if sameWords(o.Text, query) {
			return out
		}
	}
	return append(out[:len(out):len(out)], Option{Key: query, Text: p.OwnText(query)})
}

// likelyFirst puts an option that is stored under a word that begins as the query
// does among those of which a later word begins so: what is called "statistics"
// and stored as "analytics" is no worse a find for "analy" than "image analysis".
func likelyFirst(found, all []Option, query string) []Option {
	typed := strings.Join(wordsOf(query), "")
	if len([]rune(typed)) < ofKey {
		return found
	}
	place := make(map[string]int, len(all))
	for i, o := range all {
		place[o.Key] = i
	}
	rank := func(o Option) int {
		r := rankOf(o, wordsOf(query))
		if r == storedSo && strings.HasPrefix(strings.Join(wordsOf(o.Key), ""), typed) {
			return hasWord
		}
		return r
	}
	slices.SortStableFunc(found, func(a, b Option) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(place[a.Key], place[b.Key]))
	})
	return found
}

func (p *Picker) choose(o Option) {
	p.value, p.shown = o.Key, o.Text
	if p.OwnText != nil && o.Text == p.OwnText(o.Key) {
		p.shown = o.Key
	}
	p.Refresh()
	if p.OnChosen != nil {
		p.OnChosen(o.Key)
	}
}

func (p *Picker) clear() {
	if p.OnCleared != nil {
		p.OnCleared()
		return
	}
	if p.value != "" {
		p.choose(Option{})
	}
}

// Tapped opens the list.
func (p *Picker) Tapped(*fyne.PointEvent) {
	focusOn(p, p)
	p.Open("")
}

// FocusGained shows the focus ring.
func (p *Picker) FocusGained() {
	p.focused = true
	p.Refresh()
	if p.OnFocusGained != nil {
		p.OnFocusGained()
	}
}

// FocusLost hides it. Going into the open list is no leaving.
func (p *Picker) FocusLost() {
	p.focused = false
	p.Refresh()
	if p.OnFocusLost != nil && !p.IsOpen() {
		p.OnFocusLost()
	}
}

// TypedRune opens the list with the letter typed.
func (p *Picker) TypedRune(r rune) {
	if r != ' ' { // TypedKey opens it
		p.Open(string(r))
	}
}

// TypedKey opens the list or empties the field.
func (p *Picker) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyDown:
		p.Open("")
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.clear()
	default:
		if p.OnKey != nil {
			p.OnKey(k)
		}
	}
}

// TypedShortcut asks OnShortcut, then the canvas.
func (p *Picker) TypedShortcut(s fyne.Shortcut) {
	if p.OnShortcut == nil || !p.OnShortcut(s) {
		forward(p, s)
	}
}

// AccessibilityLabel answers what is chosen.
func (p *Picker) AccessibilityLabel() string {
	if p.shown == "" {
		return p.Placeholder
	}
	return p.shown
}

// AccessibilityRole answers button.
func (p *Picker) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MouseIn shows the hover ground.
func (p *Picker) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved does nothing.
func (p *Picker) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the hover ground.
func (p *Picker) MouseOut() { p.hovered = false; p.Refresh() }

const (
	inputHeight float32 = 36
	inputPad    float32 = 10
	inputArrow  float32 = 26
)

// CreateRenderer links the picker to Fyne.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	p.ground, p.label, p.arrow = rounded(cornerRadius), text(TextBody, fyne.TextStyle{}), newChevron()
	p.paint()
	return &renderer{
		objects: fixed(append([]fyne.CanvasObject{p.ground, p.label}, p.arrow.lines()...)...),
		layout:  func(fyne.Size) { p.paint() },
		minSize: func() fyne.Size { return fyne.NewSize(120, inputHeight) },
		refresh: func() { p.paint(); canvas.Refresh(p) },
	}
}

func (p *Picker) paint() {
	s := p.Size()
	paintInput(p, p.ground, p.focused, s)
	words, front := p.shown, ColorInk
	if words == "" {
		words, front = p.Placeholder, ColorSoft
	}
	ink(p.label, ellipsis(words, max(0, s.Width-inputPad-inputArrow), TextBody, fyne.TextStyle{}), tone(p, front))
	place(p.label, inputPad, baselineIn(s.Height, TextBody))
	stroke := ColorSoft
	if p.hovered {
		stroke = ColorAccent
	}
	p.arrow.show(true, true, tone(p, stroke))
	p.arrow.place(fyne.NewPos(s.Width-inputArrow+10, s.Height/2))
}

// paintInput draws the ground of a field as Fyne draws its entries.
func paintInput(o fyne.CanvasObject, g *canvas.Rectangle, focused bool, s fyne.Size) {
	fill(g, tone(o, theme.ColorNameInputBackground))
	if focused {
		outline(g, tone(o, ColorAccent), 2)
	} else {
		outline(g, tone(o, theme.ColorNameInputBorder), 1)
	}
	g.Resize(s)
}
