package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// NavItem is one line of a NavList. Items stand in the order shown; the
// children of an item follow it with a higher Level. Children of an item that
// is not Open are skipped; they may also be left out. A title that does not
// fit goes on in lines below it. One that people Wrote ends in "…" instead,
// which needs no measuring: there may be thousands of those.
type NavItem struct {
	ID          string
	Title, Hint string
	Level       int // 0 for a group, 1 below it
	Open        bool
	HasChildren bool
	Wrote       bool
}

// NavList is a list of two levels for the side of a window. Up, Down, Home,
// End and the page keys move the selection; Right opens a group or enters it,
// Left closes it or leaves to it; Enter tells OnActivated. Only visible lines
// hold objects. Use SetItems to change the data.
type NavList struct {
	widget.BaseWidget
	Items       []NavItem
	FitHeight   bool                       // at least as high as all lines: no scrolling
	OnSelected  func(id string)            // by mouse or keyboard or Select
	OnActivated func(id string)            // Enter
	OnToggled   func(id string, open bool) // a group opened or closed
	OnMenu      func(id string, at fyne.Position)
	// OnKey is asked first about every key; it answers true when it used it. May
	// be nil.
	OnKey func(*fyne.KeyEvent) bool
	// OnShortcut is asked first about every shortcut; it answers true when it
	// used it. May be nil. Shortcuts nobody uses go to the canvas.
	OnShortcut func(fyne.Shortcut) bool

	stack    *rowStack
	ruler    *ruler
	width    float32               // the last it was given
	broken   map[navWords][]string // at this width
	shown    []int                 // indices of Items that are not inside a closed group
	selected string
	bold     int // index of the group around the selection, or -1
	hover    int
	focused  bool
}

var (
	_ fyne.Widget            = (*NavList)(nil)
	_ fyne.Tappable          = (*NavList)(nil)
	_ fyne.SecondaryTappable = (*NavList)(nil)
	_ fyne.Focusable         = (*NavList)(nil)
	_ fyne.Shortcutable      = (*NavList)(nil)
	_ desktop.Hoverable      = (*NavList)(nil)
)

// NewNavList makes a list with nothing selected.
func NewNavList(items []NavItem, selected func(id string)) *NavList {
	l := &NavList{Items: items, OnSelected: selected, hover: -1, ruler: newRuler(TextBody)}
	l.stack = newRowStack(func() fyne.CanvasObject { return newNavRow() }, l.setRow)
	l.ExtendBaseWidget(l)
	l.measure()
	return l
}

// SetItems replaces the data and keeps selection and scroll position.
func (l *NavList) SetItems(items []NavItem) {
	l.Items = items
	l.Refresh()
}

// Selected is the ID of the selected item, "" for none.
func (l *NavList) Selected() string { return l.selected }

// Select chooses an item, scrolls to it and tells OnSelected when that is a
// change. A closed group around it opens.
func (l *NavList) Select(id string) {
	i := l.find(id)
	if i < 0 {
		return
	}
	if g := l.group(i); g != i && !l.Items[g].Open {
		l.toggle(g, true)
	}
	changed := l.selected != id
	l.selected = id
	l.Refresh()
	l.stack.reveal(l.position(id))
	if changed && l.OnSelected != nil {
		l.OnSelected(id)
	}
}

// SetSelected marks an item without telling OnSelected; "" marks none.
func (l *NavList) SetSelected(id string) {
	l.selected = id
	l.Refresh()
	l.stack.reveal(l.position(id))
}

// RowObjects is how many row objects were ever made.
func (l *NavList) RowObjects() int { return l.stack.made }

func (l *NavList) find(id string) int {
	for i := range l.Items {
		if l.Items[i].ID == id {
			return i
		}
	}
	return -1
}

// position is the place of an item among the shown ones, or -1.
func (l *NavList) position(id string) int {
	for p, i := range l.shown {
		if l.Items[i].ID == id {
			return p
		}
	}
	return -1
}

// group is the index of the level 0 item around i, or i itself.
func (l *NavList) group(i int) int {
	for i > 0 && l.Items[i].Level > 0 {
		i--
	}
	return i
}

func (l *NavList) measure() {
	l.bold = -1
	if i := l.find(l.selected); i >= 0 && l.selected != "" {
		l.bold = l.group(i)
	}
	l.shown = l.shown[:0]
	closed := -1
	for i := range l.Items {
		it := &l.Items[i]
		if closed >= 0 && it.Level > closed {
			continue
		}
		closed = -1
		if it.HasChildren && !it.Open {
			closed = it.Level
		}
		l.shown = append(l.shown, i)
	}
	l.stack.measure(len(l.shown), func(p int) float32 {
		return navRowHeight + float32(len(l.lines(l.Items[l.shown[p]]))-1)*navLine
	})
}

// navWords is what decides how a title is broken.
type navWords struct {
	title, hint string
	level       int
}

// lines breaks a title for the width of the list. What was broken once is
// remembered: a refresh measures every item that is shown.
func (l *NavList) lines(it NavItem) []string {
	if it.Wrote || l.width <= 0 {
		return []string{it.Title}
	}
	words := navWords{it.Title, it.Hint, it.Level}
	known, ok := l.broken[words]
	if !ok {
		known = l.breakTitle(it)
		l.broken[words] = known
	}
	return known
}

func (l *NavList) breakTitle(it NavItem) []string {
	// Measured bold, so that choosing a row does not change its height.
	style := fyne.TextStyle{Bold: true}
	hint, _ := measure(it.Hint, TextCaption, style)
	room := l.width - 2*(navMargin+navPad) - float32(it.Level)*navIndent - hint.Width - navGap
	if full, _ := measure(it.Title, TextBody, style); full.Width <= room {
		return []string{it.Title}
	}
	var out []string
	for _, pieces := range l.ruler.wrap([]flowRun{{Text: it.Title, Bold: true}}, room) {
		line := ""
		for _, piece := range pieces {
			line += piece.text
		}
		out = append(out, line)
	}
	return out
}

// resize breaks the titles anew where the width changed.
func (l *NavList) resize(s fyne.Size) {
	if s.Width != l.width {
		l.width, l.broken = s.Width, map[navWords][]string{}
		l.measure()
		l.stack.refresh()
	}
	l.stack.resize(s)
}

func (l *NavList) toggle(i int, open bool) {
	if !l.Items[i].HasChildren || l.Items[i].Open == open {
		return
	}
	l.Items[i].Open = open
	l.Refresh()
	if l.OnToggled != nil {
		l.OnToggled(l.Items[i].ID, open)
	}
}

// Tapped selects the item under the pointer; on a group it also opens it, and
// closes it when it was selected already.
func (l *NavList) Tapped(ev *fyne.PointEvent) {
	focusOn(l, l)
	p := l.stack.at(ev.Position.Y)
	if p < 0 {
		return
	}
	i := l.shown[p]
	again := l.Items[i].ID == l.selected
	if l.Items[i].HasChildren {
		l.toggle(i, !l.Items[i].Open || !again)
	}
	l.Select(l.Items[i].ID)
}

// TappedSecondary selects the item and asks OnMenu for its menu.
func (l *NavList) TappedSecondary(ev *fyne.PointEvent) {
	p := l.stack.at(ev.Position.Y)
	if p < 0 || l.OnMenu == nil {
		return
	}
	id := l.Items[l.shown[p]].ID
	l.Select(id)
	l.OnMenu(id, ev.AbsolutePosition)
}

// FocusGained shows the focus ring of the selection.
func (l *NavList) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost hides it.
func (l *NavList) FocusLost() { l.focused = false; l.Refresh() }

// TypedRune does nothing.
func (l *NavList) TypedRune(rune) {}

// TypedShortcut asks OnShortcut, then the canvas.
func (l *NavList) TypedShortcut(s fyne.Shortcut) {
	if l.OnShortcut == nil || !l.OnShortcut(s) {
		forward(l, s)
	}
}

// TypedKey moves the selection.
func (l *NavList) TypedKey(k *fyne.KeyEvent) {
	if l.OnKey != nil && l.OnKey(k) {
		return
	}
	if k.Name == fyne.KeyEscape {
		forwardKey(l, k)
		return
	}
	if len(l.shown) == 0 {
		return
	}
	p := l.position(l.selected)
	switch k.Name {
	case fyne.KeyDown:
		l.step(p + 1)
	case fyne.KeyUp:
		l.step(max(p-1, 0))
	case fyne.KeyHome:
		l.step(0)
	case fyne.KeyEnd:
		l.step(len(l.shown) - 1)
	case fyne.KeyPageDown:
		l.step(l.stack.page(p, 1))
	case fyne.KeyPageUp:
		l.step(l.stack.page(p, -1))
	default:
		l.typedOn(k, p)
	}
}

// typedOn handles the keys that act on the selected item.
func (l *NavList) typedOn(k *fyne.KeyEvent, p int) {
	if p < 0 {
		return
	}
	i := l.shown[p]
	it := l.Items[i]
	switch k.Name {
	case fyne.KeyRight:
		if it.HasChildren && it.Open {
			l.step(p + 1)
		} else {
			l.toggle(i, true)
		}
	case fyne.KeyLeft:
		if it.HasChildren && it.Open {
			l.toggle(i, false)
		} else {
			l.Select(l.Items[l.group(i)].ID)
		}
	case fyne.KeySpace:
		l.toggle(i, !it.Open)
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.OnActivated != nil {
			l.OnActivated(it.ID)
		}
	}
}

func (l *NavList) step(p int) {
	if p >= 0 && p < len(l.shown) {
		l.Select(l.Items[l.shown[p]].ID)
	}
}

// MouseIn starts hovering.
func (l *NavList) MouseIn(ev *desktop.MouseEvent) { l.MouseMoved(ev) }

// MouseMoved lights the row under the pointer.
func (l *NavList) MouseMoved(ev *desktop.MouseEvent) { l.setHover(l.stack.at(ev.Position.Y)) }

// MouseOut ends hovering.
func (l *NavList) MouseOut() { l.setHover(-1) }

func (l *NavList) setHover(p int) {
	if p == l.hover {
		return
	}
	old := l.hover
	l.hover = p
	l.stack.refreshRow(old)
	l.stack.refreshRow(p)
}

// CreateRenderer links the list to Fyne.
func (l *NavList) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: fixed(l.stack.scroll),
		layout:  l.resize,
		minSize: l.minSize,
		refresh: func() { l.measure(); l.stack.refresh() },
	}
}

func (l *NavList) minSize() fyne.Size {
	if l.FitHeight {
		return fyne.NewSize(120, l.stack.height())
	}
	return fyne.NewSize(120, 2*navRowHeight)
}

func (l *NavList) setRow(p int, o fyne.CanvasObject) {
	i := l.shown[p]
	it := l.Items[i]
	on := it.ID == l.selected && l.selected != ""
	bold := on || i == l.bold
	o.(*navRow).set(navLook{NavItem: it, lines: l.lines(it), on: on, bold: bold, hover: p == l.hover, focus: on && l.focused})
}
