package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Field is a caption above a content, with a line below it: Problem in the
// error colour if there is one, otherwise Hint. Long lines wrap. Call Refresh
// after changing a field, or use SetProblem and SetHint.
type Field struct {
	widget.BaseWidget
	Caption string
	Hint    string
	Problem string
	Content fyne.CanvasObject

	caption *canvas.Text
	note    *flowText
	width   float32
}

var _ fyne.Widget = (*Field)(nil)

// NewField puts a caption on a content.
func NewField(caption string, content fyne.CanvasObject) *Field {
	f := &Field{Caption: caption, Content: content}
	f.ExtendBaseWidget(f)
	return f
}

// SetProblem shows or, when "", takes away the error line.
func (f *Field) SetProblem(problem string) {
	f.Problem = problem
	f.Refresh()
}

// SetHint changes the line that shows while there is no problem.
func (f *Field) SetHint(hint string) {
	f.Hint = hint
	f.Refresh()
}

const (
	captionHeight float32 = 18
	fieldGap      float32 = 4
)

// CreateRenderer links the field to Fyne.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	f.caption = text(TextCaption, fyne.TextStyle{})
	f.note = newFlowText(newRuler(TextCaption))
	f.paint()
	return &renderer{
		objects: fixed(f.caption, f.Content, f.note),
		layout:  f.layout,
		minSize: f.minSize,
		refresh: func() { f.paint(); f.layout(f.Size()); canvas.Refresh(f) },
	}
}

func (f *Field) paint() {
	ink(f.caption, f.Caption, tone(f, ColorSoft))
	run := flowRun{Text: f.Hint, Ink: ColorSoft}
	if f.Problem != "" {
		run = flowRun{Text: f.Problem, Ink: ColorError}
	}
	SetVisible(f.note, run.Text != "")
	f.note.set([]flowRun{run})
}

func (f *Field) top() float32 {
	if f.Caption == "" {
		return 0
	}
	return captionHeight + fieldGap
}

func (f *Field) layout(s fyne.Size) {
	f.width = s.Width
	place(f.caption, 0, baselineIn(captionHeight, TextCaption))
	f.caption.Resize(fyne.NewSize(s.Width, f.caption.Size().Height))
	below := f.noteHeight(s.Width)
	f.Content.Move(fyne.NewPos(0, f.top()))
	f.Content.Resize(fyne.NewSize(s.Width, s.Height-f.top()-below))
	f.note.Move(fyne.NewPos(0, s.Height-below+fieldGap))
	f.note.Resize(fyne.NewSize(s.Width, max(0, below-fieldGap)))
}

func (f *Field) noteHeight(width float32) float32 {
	if f.note == nil || !f.note.Visible() || width <= 0 {
		return 0
	}
	return f.note.heightFor(width) + fieldGap
}

func (f *Field) minSize() fyne.Size {
	inner := f.Content.MinSize()
	return fyne.NewSize(inner.Width, f.top()+inner.Height+f.noteHeight(f.width))
}

// fieldStack is a column with one rhythm. It gives each object its width
// before asking for its height, so that wrapped texts get the room they need.
type fieldStack struct{ gap float32 }

// FieldRhythm is the distance between fields of a form.
const FieldRhythm float32 = 14

// NewFieldStack places objects below each other, FieldRhythm apart.
func NewFieldStack(objects ...fyne.CanvasObject) *fyne.Container {
	return NewStack(FieldRhythm, objects...)
}

// NewStack places objects below each other, gap apart, each as wide as the
// stack and as high as it needs at that width.
func NewStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&fieldStack{gap}, objects...)
}

func (l *fieldStack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height
		n++
	}
	s.Height += l.gap * max(0, float32(n-1))
	return s
}

func (l *fieldStack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + l.gap
	}
}
