package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Segmented is a row of a few options of which one is chosen. Left and Right,
// or a first letter, choose. Small draws it in caption size, as a switch
// beside something else.
type Segmented struct {
	widget.BaseWidget
	Options       []Option
	Small         bool
	OnChosen      func(key string)
	OnKey         func(*fyne.KeyEvent) bool
	OnShortcut    func(fyne.Shortcut) bool
	OnFocusGained func()
	OnFocusLost   func()

	value   string
	ground  *canvas.Rectangle
	mark    *canvas.Rectangle
	labels  []*canvas.Text
	focused bool
}

var (
	_ fyne.Widget       = (*Segmented)(nil)
	_ fyne.Tappable     = (*Segmented)(nil)
	_ fyne.Focusable    = (*Segmented)(nil)
	_ fyne.Shortcutable = (*Segmented)(nil)
	_ fyne.Accessible   = (*Segmented)(nil)
)

// NewSegmented makes the row with a value chosen.
func NewSegmented(options []Option, value string, chosen func(key string)) *Segmented {
	s := &Segmented{Options: options, value: value, OnChosen: chosen}
	s.ExtendBaseWidget(s)
	return s
}

// Value is the key that is chosen.
func (s *Segmented) Value() string { return s.value }

// SetValue shows a choice without telling OnChosen.
func (s *Segmented) SetValue(key string) {
	if s.value != key {
		s.value = key
		s.Refresh()
	}
}

func (s *Segmented) at() int {
	for i, o := range s.Options {
		if o.Key == s.value {
			return i
		}
	}
	return 0
}

func (s *Segmented) choose(i int) {
	if i < 0 || i >= len(s.Options) || s.Options[i].Key == s.value {
		return
	}
	s.SetValue(s.Options[i].Key)
	if s.OnChosen != nil {
		s.OnChosen(s.value)
	}
}

// Tapped chooses the option under the pointer.
func (s *Segmented) Tapped(ev *fyne.PointEvent) {
	focusOn(s, s)
	x := float32(0)
	for i := range s.Options {
		if x += s.width(i); ev.Position.X < x {
			s.choose(i)
			return
		}
	}
}

// FocusGained shows the focus ring.
func (s *Segmented) FocusGained() {
	s.focused = true
	s.Refresh()
	if s.OnFocusGained != nil {
		s.OnFocusGained()
	}
}

// FocusLost hides it.
func (s *Segmented) FocusLost() {
	s.focused = false
	s.Refresh()
	if s.OnFocusLost != nil {
		s.OnFocusLost()
	}
}

// TypedRune chooses the next option that begins with the letter.
func (s *Segmented) TypedRune(r rune) {
	for n := range s.Options {
		i := (s.at() + 1 + n) % len(s.Options)
		if hasWords(strings.ToLower(s.Options[i].Text), []string{strings.ToLower(string(r))}) {
			s.choose(i)
			return
		}
	}
}

// TypedKey moves the choice.
func (s *Segmented) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft:
		s.choose(s.at() - 1)
	case fyne.KeyRight:
		s.choose(s.at() + 1)
	default:
		if s.OnKey != nil {
			s.OnKey(k)
			return
		}
		forwardKey(s, k)
	}
}

// TypedShortcut asks OnShortcut, then the canvas.
func (s *Segmented) TypedShortcut(c fyne.Shortcut) {
	if s.OnShortcut == nil || !s.OnShortcut(c) {
		forward(s, c)
	}
}

// AccessibilityLabel answers what is chosen.
func (s *Segmented) AccessibilityLabel() string {
	if len(s.Options) == 0 {
		return ""
	}
	return s.Options[s.at()].Text
}

// AccessibilityRole answers button.
func (s *Segmented) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (s *Segmented) look() (size, height, pad float32) {
	if s.Small {
		return TextCaption, 22, 8
	}
	return TextBody, inputHeight, 14
}

func (s *Segmented) width(i int) float32 {
	size, _, pad := s.look()
	box, _ := measure(s.Options[i].Text, size, fyne.TextStyle{})
	return box.Width + 2*pad
}

// CreateRenderer links the row to Fyne.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	s.ground, s.mark = rounded(cornerRadius), rounded(cornerRadius-1)
	size, _, _ := s.look()
	objects := []fyne.CanvasObject{s.ground, s.mark}
	s.labels = nil // Fyne drops the renderer of what is hidden long, and asks for another
	for range s.Options {
		label := text(size, fyne.TextStyle{})
		s.labels = append(s.labels, label)
		objects = append(objects, label)
	}
	s.paint()
	return &renderer{
		objects: fixed(objects...), layout: func(fyne.Size) { s.paint() }, minSize: s.minSize,
		refresh: func() { s.paint(); canvas.Refresh(s) },
	}
}

func (s *Segmented) minSize() fyne.Size {
	_, height, _ := s.look()
	total := float32(0)
	for i := range s.Options {
		total += s.width(i)
	}
	return fyne.NewSize(total, height)
}

func (s *Segmented) paint() {
	least := s.minSize()
	size, _, pad := s.look()
	paintInput(s, s.ground, s.focused, least)
	x := float32(0)
	for i, label := range s.labels {
		on := s.Options[i].Key == s.value
		front := ColorSoft
		if on {
			front = ColorAccent
			fill(s.mark, tone(s, ColorAccentTint))
			s.mark.Move(fyne.NewPos(x+2, 2))
			s.mark.Resize(fyne.NewSize(s.width(i)-4, least.Height-4))
		}
		ink(label, s.Options[i].Text, tone(s, front))
		place(label, x+pad, baselineIn(least.Height, size))
		x += s.width(i)
	}
}
