package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Tool is an action of a Toolbar.
type Tool struct {
	Text string
	Do   func()
}

// Toolbar is a row of buttons, in the order in which they are wanted: what
// the width has no room for goes, from the end, into a menu behind the last
// button. It is one line and never scrolls.
type Toolbar struct {
	widget.BaseWidget
	Tools []Tool

	buttons []*Button
	more    *Button
	shown   int // of the buttons
}

const (
	toolGap   float32 = 6
	toolTrims float32 = 12 // of the air that a button has beside its text
)

var _ fyne.Widget = (*Toolbar)(nil)

// NewToolbar makes a toolbar; more is the text of the button that opens the
// menu.
func NewToolbar(more string, tools ...Tool) *Toolbar {
	t := &Toolbar{Tools: tools}
	for _, tool := range tools {
		t.buttons = append(t.buttons, QuietButton(tool.Text, tool.Do))
	}
	t.more = QuietButton(more, t.open)
	t.ExtendBaseWidget(t)
	return t
}

// Shown is how many of the tools stand in the row; the others are in the menu.
func (t *Toolbar) Shown() int { return t.shown }

func toolWidth(b *Button) float32 { return b.MinSize().Width - toolTrims }

// fitting is how many buttons the width has room for, with the one of the menu
// where some are left over.
func (t *Toolbar) fitting(width float32) int {
	x, last := float32(0), 0
	more := toolWidth(t.more)
	for i, b := range t.buttons {
		x += toolWidth(b)
		if x > width {
			return last
		}
		if x+toolGap+more <= width {
			last = i + 1
		}
		x += toolGap
	}
	return len(t.buttons)
}

// open shows the menu of what has no room, below its button. Its keys are
// those of every menu: Down, Up, Enter and Escape.
func (t *Toolbar) open() {
	var items []*fyne.MenuItem
	for _, tool := range t.Tools[t.shown:] {
		items = append(items, fyne.NewMenuItem(tool.Text, tool.Do))
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(t.more).AddXY(0, buttonHeight+2)
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), driver.CanvasForObject(t.more))
	menu.ShowAtPosition(at)
	menu.ActivateNext()
}

// CreateRenderer links the toolbar to Fyne.
func (t *Toolbar) CreateRenderer() fyne.WidgetRenderer {
	objects := make([]fyne.CanvasObject, 0, len(t.buttons)+1)
	for _, b := range t.buttons {
		objects = append(objects, b)
	}
	return &renderer{
		objects: fixed(append(objects, t.more)...),
		layout:  t.layout,
		minSize: func() fyne.Size { return fyne.NewSize(toolWidth(t.more), buttonHeight) },
		refresh: func() { t.layout(t.Size()) },
	}
}

func (t *Toolbar) layout(size fyne.Size) {
	t.shown = t.fitting(size.Width)
	x := float32(0)
	put := func(b *Button) {
		b.Move(fyne.NewPos(x, 0))
		b.Resize(fyne.NewSize(toolWidth(b), buttonHeight))
		x += toolWidth(b) + toolGap
	}
	for i, b := range t.buttons {
		SetVisible(b, i < t.shown)
		if i < t.shown {
			put(b)
		}
	}
	SetVisible(t.more, t.shown < len(t.buttons))
	if t.more.Visible() {
		put(t.more)
	}
}
