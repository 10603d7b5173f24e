package widgets

import (
	"image/color"
	"strings"

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
	outlineRowHeight float32 = 32 // of a title of one line
	outlineLine      float32 = 19 // more for a second
	outlineMargin    float32 = 8
	outlinePad       float32 = 8
	outlineIndent    float32 = 16
	outlineNumber    float32 = 26 // least width of the number
)

type outlineRow struct {
	widget.BaseWidget
	look   outlineLook
	ruler  *ruler
	ground *canvas.Rectangle
	number *canvas.Text
	title  [outlineLines]*canvas.Text
	struck [outlineLines]*canvas.Rectangle
	dot    *canvas.Circle
}

// outlineLines is how many lines a title may take; what is longer is
// shortened.
const outlineLines = 2

func newOutlineRow(of *ruler) *outlineRow {
	r := &outlineRow{
		ruler: of, ground: rounded(cornerRadius), number: text(TextBody, fyne.TextStyle{}), dot: &canvas.Circle{},
	}
	for i := range outlineLines {
		r.title[i], r.struck[i] = text(TextBody, fyne.TextStyle{}), rounded(0)
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
		objects: fixed(r.ground, r.number, r.title[0], r.title[1], r.struck[0], r.struck[1], r.dot),
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
	r.paintDot(s.Width - outlineMargin - outlinePad)
	r.paintNumber()
	lines := k.lines(r.ruler, s.Width)
	for i := range outlineLines {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		r.paintTitle(i, line)
	}
}

// dotted reports whether a mark stands at the right: what a check says, or a
// hollow one where a condition does not hold.
func (r OutlineRow) dotted() bool { return r.Dot != KindNone || r.Off }

func (r *outlineRow) paintDot(right float32) {
	front, _ := r.look.Dot.colors()
	r.dot.FillColor, r.dot.StrokeWidth = tone(r, front), 0
	if r.look.Off && r.look.Dot == KindNone {
		r.dot.FillColor, r.dot.StrokeColor, r.dot.StrokeWidth = color.Transparent, tone(r, ColorSoft), 1.5
	}
	SetVisible(r.dot, r.look.dotted())
	r.dot.Move(fyne.NewPos(right-dotSize, (outlineRowHeight-dotSize)/2))
	r.dot.Resize(fyne.NewSquareSize(dotSize))
	r.dot.Refresh()
}

func (r *outlineRow) paintNumber() {
	write(r.number, r.look.Number, fyne.TextStyle{Bold: r.look.on}, tone(r, ColorSoft))
	place(r.number, r.look.numberAt(), baselineIn(outlineRowHeight, TextBody))
}

func (r *outlineRow) paintTitle(i int, words string) {
	k := r.look
	front := ColorInk
	if k.Hidden || k.Off || k.lifted {
		front = ColorSoft
	}
	x, base := k.titleAt(r.ruler), baselineIn(outlineRowHeight, TextBody)+float32(i)*outlineLine
	write(r.title[i], words, fyne.TextStyle{Bold: k.on, Italic: k.Hidden || k.Off}, tone(r, front))
	place(r.title[i], x, base)
	SetVisible(r.title[i], words != "")

	SetVisible(r.struck[i], k.Hidden && words != "")
	fill(r.struck[i], tone(r, ColorSoft))
	r.struck[i].Move(fyne.NewPos(x, base-TextBody*0.28))
	r.struck[i].Resize(fyne.NewSize(r.title[i].Size().Width, 1))
}

func (r OutlineRow) numberAt() float32 {
	return outlineMargin + outlinePad + float32(r.Depth)*outlineIndent
}

func (r OutlineRow) titleAt(of *ruler) float32 {
	return r.numberAt() + max(outlineNumber, of.width(r.Number, fyne.TextStyle{Bold: true})) + 8
}

// lines breaks the title into as many lines as a row may have. It counts with
// bold letters, the widest, so that nothing moves when a row is selected.
func (r OutlineRow) lines(of *ruler, width float32) []string {
	room := width - outlineMargin - outlinePad - r.titleAt(of)
	if r.dotted() {
		room -= dotSize + 8
	}
	bold := fyne.TextStyle{Bold: true, Italic: r.Hidden || r.Off}
	if of.width(r.Title, bold) <= room {
		return []string{r.Title}
	}
	broken := of.wrap([]flowRun{{Text: r.Title, Bold: true, Italic: bold.Italic}}, room)
	if len(broken) < outlineLines || len(broken[0]) == 0 {
		return []string{ellipsis(r.Title, room, TextBody, bold)}
	}
	first := broken[0][0].text
	rest := strings.TrimLeft(strings.TrimPrefix(r.Title, first), " ")
	return []string{first, ellipsis(rest, room, TextBody, bold)}
}

// height of a row in an outline of a width.
func (r OutlineRow) height(of *ruler, width float32) float32 {
	if width <= 0 {
		return outlineRowHeight
	}
	return outlineRowHeight + float32(len(r.lines(of, width))-1)*outlineLine
}
