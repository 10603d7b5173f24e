package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Passage is wrapped text that is only read. Words in {{…}} are drawn as
// chips. Use SetText to change it.
type Passage struct {
	widget.BaseWidget
	Text string
	Soft bool // a caption: small, in the soft colour
	Bold bool

	flow *flowText
}

var (
	_ fyne.Widget     = (*Passage)(nil)
	_ fyne.Accessible = (*Passage)(nil)
)

// NewPassage makes a text.
func NewPassage(words string) *Passage { return newPassage(&Passage{Text: words}, TextBody) }

// NewSoftPassage makes a caption that wraps.
func NewSoftPassage(words string) *Passage {
	return newPassage(&Passage{Text: words, Soft: true}, TextCaption)
}

// NewBoldPassage makes a title that wraps.
func NewBoldPassage(words string) *Passage {
	return newPassage(&Passage{Text: words, Bold: true}, TextHeading)
}

func newPassage(p *Passage, size float32) *Passage {
	p.flow = newFlowText(newRuler(size))
	p.ExtendBaseWidget(p)
	return p
}

// SetText changes the words and repaints.
func (p *Passage) SetText(words string) {
	if p.Text != words {
		p.Text = words
		p.Refresh()
	}
}

func (p *Passage) runs() []flowRun {
	front := ColorInk
	if p.Soft {
		front = ColorSoft
	}
	runs := placeholderRuns(p.Text, front)
	for i := range runs {
		runs[i].Bold = p.Bold
	}
	return runs
}

// AccessibilityLabel answers the text.
func (p *Passage) AccessibilityLabel() string { return p.Text }

// AccessibilityRole answers text.
func (p *Passage) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer links the text to Fyne.
func (p *Passage) CreateRenderer() fyne.WidgetRenderer {
	p.flow.set(p.runs())
	return &renderer{
		objects: fixed(p.flow),
		layout:  func(s fyne.Size) { p.flow.Resize(s) },
		minSize: func() fyne.Size { return p.flow.MinSize() },
		refresh: func() { p.flow.set(p.runs()) },
	}
}
