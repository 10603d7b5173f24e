package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Tab is one entry of a TabBar.
type Tab struct{ ID, Title string }

// TabBar shows text tabs, the selected one bold over an accent line. Left and
// Right move the selection while it has the keyboard. Call Refresh after
// changing Tabs.
type TabBar struct {
	widget.BaseWidget
	Tabs       []Tab
	OnSelected func(id string)

	selected string
	hover    int
	focused  bool
	labels   []*canvas.Text
	line     *canvas.Rectangle
	ring     *canvas.Rectangle
}

var (
	_ fyne.Widget       = (*TabBar)(nil)
	_ fyne.Tappable     = (*TabBar)(nil)
	_ fyne.Focusable    = (*TabBar)(nil)
	_ desktop.Hoverable = (*TabBar)(nil)
)

// NewTabBar makes a bar with the first tab selected, without telling
// OnSelected.
func NewTabBar(tabs []Tab, selected func(id string)) *TabBar {
	b := &TabBar{Tabs: tabs, OnSelected: selected, hover: -1}
	if len(tabs) > 0 {
		b.selected = tabs[0].ID
	}
	b.ExtendBaseWidget(b)
	return b
}

// Selected is the ID of the selected tab.
func (b *TabBar) Selected() string { return b.selected }

// Select chooses a tab and tells OnSelected when that is a change.
func (b *TabBar) Select(id string) {
	if b.selected == id || b.index(id) < 0 {
		return
	}
	b.selected = id
	b.Refresh()
	if b.OnSelected != nil {
		b.OnSelected(id)
	}
}

func (b *TabBar) index(id string) int {
	for i, t := range b.Tabs {
		if t.ID == id {
			return i
		}
	}
	return -1
}

// Step selects the tab delta places further, without going round.
func (b *TabBar) Step(delta int) {
	if i := b.index(b.selected) + delta; i >= 0 && i < len(b.Tabs) {
		b.Select(b.Tabs[i].ID)
	}
}

// Tapped selects the tab under the pointer.
func (b *TabBar) Tapped(ev *fyne.PointEvent) {
	focusOn(b, b)
	if i := b.at(ev.Position.X); i >= 0 {
		b.Select(b.Tabs[i].ID)
	}
}

// FocusGained shows the focus ring.
func (b *TabBar) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost hides the focus ring.
func (b *TabBar) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune does nothing.
func (b *TabBar) TypedRune(rune) {}

// TypedKey moves the selection.
func (b *TabBar) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft:
		b.Step(-1)
	case fyne.KeyRight:
		b.Step(1)
	case fyne.KeyHome:
		b.Step(-b.index(b.selected))
	case fyne.KeyEnd:
		b.Step(len(b.Tabs) - 1 - b.index(b.selected))
	default:
		forwardKey(b, k)
	}
}

// MouseIn starts hovering.
func (b *TabBar) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }

// MouseMoved lights the tab under the pointer.
func (b *TabBar) MouseMoved(ev *desktop.MouseEvent) { b.setHover(b.at(ev.Position.X)) }

// MouseOut ends hovering.
func (b *TabBar) MouseOut() { b.setHover(-1) }

func (b *TabBar) setHover(i int) {
	if b.hover != i {
		b.hover = i
		b.Refresh()
	}
}

const (
	tabGap    float32 = 24
	tabHeight float32 = 38
)

// width of tab i is that of its bold text, so that selecting moves nothing.
func (b *TabBar) width(i int) float32 {
	s, _ := measure(b.Tabs[i].Title, TextBody, fyne.TextStyle{Bold: true})
	return s.Width
}

func (b *TabBar) at(x float32) int {
	left := float32(0)
	for i := range b.Tabs {
		w := b.width(i)
		if x >= left-tabGap/2 && x < left+w+tabGap/2 {
			return i
		}
		left += w + tabGap
	}
	return -1
}

// CreateRenderer links the bar to Fyne.
func (b *TabBar) CreateRenderer() fyne.WidgetRenderer {
	b.line, b.ring = rounded(0), rounded(4)
	b.paint()
	return &renderer{
		objects: b.objects,
		layout:  func(fyne.Size) { b.arrange() },
		minSize: b.minSize,
		refresh: b.paint,
	}
}

func (b *TabBar) objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{b.ring, b.line}
	for _, l := range b.labels {
		list = append(list, l)
	}
	return list
}

func (b *TabBar) minSize() fyne.Size {
	width := float32(0)
	for i := range b.Tabs {
		width += b.width(i) + tabGap
	}
	return fyne.NewSize(max(0, width-tabGap), tabHeight)
}

func (b *TabBar) paint() {
	for len(b.labels) < len(b.Tabs) {
		b.labels = append(b.labels, text(TextBody, fyne.TextStyle{}))
	}
	b.labels = b.labels[:len(b.Tabs)]
	for i, t := range b.Tabs {
		on := t.ID == b.selected
		role := ColorSoft
		if on || i == b.hover {
			role = ColorInk
		}
		write(b.labels[i], t.Title, fyne.TextStyle{Bold: on}, tone(b, role))
	}
	fill(b.line, tone(b, ColorAccent))
	outline(b.ring, tone(b, ColorAccent), 1)
	SetVisible(b.ring, b.focused)
	b.arrange()
	canvas.Refresh(b)
}

func (b *TabBar) arrange() {
	x := float32(0)
	for i := range b.Tabs {
		place(b.labels[i], x, baselineIn(tabHeight-2, TextBody))
		w := b.width(i)
		if b.Tabs[i].ID == b.selected {
			b.line.Move(fyne.NewPos(x, tabHeight-2))
			b.line.Resize(fyne.NewSize(w, 2))
			b.ring.Move(fyne.NewPos(x-6, 5))
			b.ring.Resize(fyne.NewSize(w+12, tabHeight-12))
		}
		x += w + tabGap
	}
}
