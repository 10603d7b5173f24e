package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// EmptyState says in the middle of a place what is missing and what to do.
// Any part may be "" or nil. Call Refresh after changing a field.
type EmptyState struct {
	widget.BaseWidget
	Title, Text string
	Action      *Button // nil for none
	Other       *Button // beside it; nil for none

	title *canvas.Text
	words *flowText
}

var _ fyne.Widget = (*EmptyState)(nil)

// NewEmptyState makes one; action may be nil.
func NewEmptyState(title, words string, action *Button) *EmptyState {
	e := &EmptyState{Title: title, Text: words, Action: action}
	e.ExtendBaseWidget(e)
	return e
}

const (
	emptyWidth float32 = 420
	emptyGap   float32 = 10 // between the buttons
)

// CreateRenderer links the state to Fyne.
func (e *EmptyState) CreateRenderer() fyne.WidgetRenderer {
	e.title = text(TextHeading, fyne.TextStyle{Bold: true})
	e.words = newFlowText(newRuler(TextBody))
	e.words.centred = true
	e.paint()
	return &renderer{
		objects: e.objects,
		layout:  e.layout,
		minSize: e.minSize,
		refresh: func() { e.paint(); e.layout(e.Size()); canvas.Refresh(e) },
	}
}

func (e *EmptyState) objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{e.title, e.words}
	for _, b := range e.actions() {
		list = append(list, b)
	}
	return list
}

func (e *EmptyState) paint() {
	ink(e.title, e.Title, tone(e, ColorInk))
	e.words.set([]flowRun{{Text: e.Text, Ink: ColorSoft}})
}

func (e *EmptyState) layout(s fyne.Size) {
	width := min(emptyWidth, s.Width-32)
	words := e.words.heightFor(width)
	y := max(0, (s.Height-e.height(words))/2)
	title, _ := measure(e.Title, TextHeading, fyne.TextStyle{Bold: true})
	place(e.title, (s.Width-title.Width)/2, y+baselineIn(24, TextHeading))
	y += 24 + 8
	e.words.Move(fyne.NewPos((s.Width-width)/2, y))
	e.words.Resize(fyne.NewSize(width, words))
	x := (s.Width - e.actionsWidth()) / 2
	for _, b := range e.actions() {
		b.Move(fyne.NewPos(x, y+words+16))
		b.Resize(b.MinSize())
		x += b.MinSize().Width + emptyGap
	}
}

func (e *EmptyState) actions() []*Button {
	var list []*Button
	for _, b := range []*Button{e.Action, e.Other} {
		if b != nil {
			list = append(list, b)
		}
	}
	return list
}

func (e *EmptyState) actionsWidth() float32 {
	width := float32(-emptyGap)
	for _, b := range e.actions() {
		width += b.MinSize().Width + emptyGap
	}
	return max(0, width)
}

func (e *EmptyState) height(words float32) float32 {
	h := 24 + 8 + words
	if e.Action != nil {
		h += 16 + buttonHeight
	}
	return h
}

func (e *EmptyState) minSize() fyne.Size {
	width := max(200, e.actionsWidth())
	return fyne.NewSize(width, e.height(e.words.heightFor(max(200, min(emptyWidth, e.Size().Width-32)))))
}
