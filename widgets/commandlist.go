package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

const (
	paletteRows  = 9
	paletteWidth = 560
	commandRow   = float32(34)
)

// newPaletteBox is the content of the palette's popup.
func newPaletteBox(p *CommandPalette) fyne.CanvasObject {
	return NewPanel("", Inset(12), container.NewBorder(
		container.NewVBox(p.search, NewPanel("", Insets{Top: 4}, nil)), nil, nil, nil, p.list))
}

// commandLine is one row: the title, and its shortcut or why it cannot run.
type commandLine struct {
	widget.BaseWidget
	command     Command
	on          bool
	ground      *canvas.Rectangle
	title, hint *canvas.Text
}

func newCommandRow() *commandLine {
	r := &commandLine{
		ground: rounded(cornerRadius),
		title:  text(TextBody, fyne.TextStyle{}), hint: text(TextCaption, fyne.TextStyle{}),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *commandLine) set(c Command, on bool) {
	r.command, r.on = c, on
	r.Refresh()
}

// AccessibilityLabel answers the command and its shortcut or reason.
func (r *commandLine) AccessibilityLabel() string {
	return spoken(r.command.Title, r.command.Shortcut, r.command.Reason)
}

// AccessibilityRole answers button.
func (r *commandLine) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (r *commandLine) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: fixed(r.ground, r.title, r.hint),
		layout:  func(fyne.Size) { r.paint() },
		minSize: func() fyne.Size { return fyne.NewSize(100, commandRow) },
		refresh: r.paint,
	}
}

func (r *commandLine) paint() {
	s, front, hint := r.Size(), ColorInk, r.command.Shortcut
	if r.command.Reason != "" {
		front, hint = ColorSoft, r.command.Reason
	}
	paintRowGround(r, r.ground, r.on, false, false)
	r.ground.Resize(fyne.NewSize(s.Width, s.Height))
	base := baselineIn(s.Height, TextBody)
	plain := fyne.TextStyle{}
	words, _ := measure(r.command.Title, TextBody, plain)
	ink(r.hint, ellipsis(hint, max(s.Width/2, s.Width-words.Width-40), TextCaption, plain), tone(r, ColorSoft))
	used, _ := measure(r.hint.Text, TextCaption, plain)
	place(r.hint, s.Width-10-used.Width, base)
	ink(r.title, ellipsis(r.command.Title, s.Width-used.Width-36, TextBody, plain), tone(r, front))
	place(r.title, 10, base)
}
