package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// outlineLook is all that decides how a row of an Outline looks.
type outlineLook struct {
	OutlineRow
	on, hover, focus, lifted, target bool
}

const (
	outlineRowHeight float32 = 32
	outlineMargin    float32 = 8
	outlinePad       float32 = 8
	outlineIndent    float32 = 16
	outlineNumber    float32 = 26 // least width of the number
)

type outlineRow struct {
	widget.BaseWidget
	look          outlineLook
	ground        *canvas.Rectangle
	number, title *canvas.Text
	struck        *canvas.Rectangle
	dot           *canvas.Circle
}

func newOutlineRow() *outlineRow {
	r := &outlineRow{
		ground: rounded(cornerRadius),
		number: text(TextBody, fyne.TextStyle{}),
		title:  text(TextBody, fyne.TextStyle{}),
		struck: rounded(0),
		dot:    &canvas.Circle{},
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *outlineRow) set(look outlineLook) {
	r.look = look
	r.Refresh()
}

// AccessibilityLabel answers number and title.
func (r *outlineRow) AccessibilityLabel() string { return spoken(r.look.Number, r.look.Title) }

// AccessibilityRole answers button.
func (r *outlineRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (r *outlineRow) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: fixed(r.ground, r.number, r.title, r.struck, r.dot),
		layout:  func(fyne.Size) { r.paint() },
		minSize: func() fyne.Size { return fyne.NewSize(80, outlineRowHeight) },
		refresh: r.paint,
	}
}

func (r *outlineRow) paint() {
	s, k := r.Size(), r.look
	paintRowGround(r, r.ground, k.on || k.target, k.hover, k.focus || k.target)
	r.ground.Move(fyne.NewPos(outlineMargin, 0))
	r.ground.Resize(fyne.NewSize(s.Width-2*outlineMargin, s.Height))
	right := s.Width - outlineMargin - outlinePad
	r.paintDot(right, s.Height)
	if r.dotted() {
		right -= dotSize + 8
	}
	r.paintWords(outlineMargin+outlinePad+float32(k.Depth)*outlineIndent, right, baselineIn(s.Height, TextBody))
}

// dotted reports whether a mark stands at the right: what a check says, or a
// hollow one where a condition does not hold.
func (r *outlineRow) dotted() bool { return r.look.Dot != KindNone || r.look.Off }

func (r *outlineRow) paintDot(right, height float32) {
	front, _ := r.look.Dot.colors()
	r.dot.FillColor, r.dot.StrokeWidth = tone(r, front), 0
	if r.look.Off && r.look.Dot == KindNone {
		r.dot.FillColor, r.dot.StrokeColor, r.dot.StrokeWidth = color.Transparent, tone(r, ColorSoft), 1.5
	}
	SetVisible(r.dot, r.dotted())
	r.dot.Move(fyne.NewPos(right-dotSize, (height-dotSize)/2))
	r.dot.Resize(fyne.NewSquareSize(dotSize))
	r.dot.Refresh()
}

func (r *outlineRow) paintWords(left, right, base float32) {
	k := r.look
	write(r.number, k.Number, fyne.TextStyle{Bold: k.on}, tone(r, ColorSoft))
	place(r.number, left, base)
	number, _ := measure(k.Number, TextBody, r.number.TextStyle)

	front := ColorInk
	if k.Hidden || k.Off || k.lifted {
		front = ColorSoft
	}
	style := fyne.TextStyle{Bold: k.on, Italic: k.Hidden || k.Off}
	x := left + max(outlineNumber, number.Width) + 8
	write(r.title, ellipsis(k.Title, right-x, TextBody, style), style, tone(r, front))
	place(r.title, x, base)

	SetVisible(r.struck, k.Hidden)
	fill(r.struck, tone(r, ColorSoft))
	r.struck.Move(fyne.NewPos(x, base-TextBody*0.28))
	r.struck.Resize(fyne.NewSize(r.title.Size().Width, 1))
}
