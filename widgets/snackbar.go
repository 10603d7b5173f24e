package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Snackbar lays a message with an optional action over the bottom of what it
// is stacked on (container.NewStack(content, snackbar)). It takes no room and
// no clicks beside its own. It has no clock: the owner calls Dismiss, or
// passes keys to HandleKey so that Esc does.
type Snackbar struct {
	widget.BaseWidget
	OnDismissed func()
	Key         string // that the owner runs Act with, named in the action's button

	message string
	shown   bool
	ground  *canvas.Rectangle
	words   *flowText
	action  *Button
}

var _ fyne.Widget = (*Snackbar)(nil)

// NewSnackbar makes one that shows nothing.
func NewSnackbar() *Snackbar {
	s := &Snackbar{ground: rounded(cornerRadius), words: newFlowText(newRuler(TextBody))}
	s.action = QuietButton("", nil)
	s.action.OnKey = func(k *fyne.KeyEvent) { s.HandleKey(k) }
	s.ExtendBaseWidget(s)
	return s
}

// Message shows words, in place of any before. An action without words shows
// no button; a tap on it dismisses first.
func (s *Snackbar) Message(words, action string, tapped func()) {
	s.message, s.shown = words, true
	s.action.Text, s.action.Hint = action, s.Key
	s.action.OnTapped = func() {
		s.Dismiss()
		if tapped != nil {
			tapped()
		}
	}
	s.Refresh()
}

// Showing is the message on the screen, "" for none.
func (s *Snackbar) Showing() string {
	if !s.shown {
		return ""
	}
	return s.message
}

// Offers says whether the message on the screen has an action.
func (s *Snackbar) Offers() bool { return s.shown && s.action.Text != "" }

// Act runs the action of the message, as a tap on it does.
func (s *Snackbar) Act() {
	if s.Offers() {
		s.action.Tapped(nil)
	}
}

// Dismiss takes the message away and tells OnDismissed.
func (s *Snackbar) Dismiss() {
	if !s.shown {
		return
	}
	s.shown = false
	s.Refresh()
	if s.OnDismissed != nil {
		s.OnDismissed()
	}
}

// HandleKey dismisses on Esc and says whether it used the key.
func (s *Snackbar) HandleKey(k *fyne.KeyEvent) bool {
	if !s.shown || k.Name != fyne.KeyEscape {
		return false
	}
	s.Dismiss()
	return true
}

const (
	snackMargin float32 = 24
	snackWidth  float32 = 560 // most
	snackPad    float32 = 12
)

// CreateRenderer links the snackbar to Fyne.
func (s *Snackbar) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: func() []fyne.CanvasObject {
			if !s.shown {
				return nil
			}
			return []fyne.CanvasObject{s.ground, s.words, s.action}
		},
		layout:  s.layout,
		refresh: func() { s.layout(s.Size()); s.action.Refresh(); canvas.Refresh(s) },
	}
}

func (s *Snackbar) layout(size fyne.Size) {
	if !s.shown || size.Width <= 0 {
		return
	}
	s.ground.FillColor = tone(s, ColorPaper)
	s.ground.StrokeColor, s.ground.StrokeWidth = tone(s, ColorLine), 1
	s.ground.Shadow = canvas.Shadow{Color: tone(s, theme.ColorNameShadow), BlurRadius: 12, Offset: fyne.NewPos(0, 3)}
	SetVisible(s.action, s.action.Text != "")
	button := float32(0)
	if s.action.Text != "" {
		button = s.action.MinSize().Width + snackPad
	}
	s.words.set([]flowRun{{Text: s.message, Ink: ColorInk}})
	room := min(snackWidth, size.Width-2*snackMargin) - 2*snackPad - button - 4
	room = min(room, s.words.ruler.width(s.message, fyne.TextStyle{})+1)
	lines := s.words.heightFor(room)
	box := fyne.NewSize(room+button+2*snackPad+4, max(lines, buttonHeight)+2*8)
	at := fyne.NewPos((size.Width-box.Width)/2, size.Height-box.Height-snackMargin)
	s.ground.Move(at)
	s.ground.Resize(box)
	s.ground.Refresh()
	s.words.Move(at.AddXY(snackPad+4, (box.Height-lines)/2))
	s.words.Resize(fyne.NewSize(room, lines))
	s.action.Move(at.AddXY(box.Width-button-snackPad+snackPad/2+2, (box.Height-buttonHeight)/2))
	s.action.Resize(s.action.MinSize())
}
