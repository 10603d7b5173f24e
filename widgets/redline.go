package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// SpanKind says what happened to a span of text.
type SpanKind int

const (
	SpanSame SpanKind = iota
	SpanInserted
	SpanDeleted
)

// Span is text that stayed, came or went, and how it is set.
type Span struct {
	Text         string
	Kind         SpanKind
	Bold, Italic bool
	Soft         bool // said about the text rather than in it
	Chip         bool // stands for something that is filled in
	Link         bool // leads somewhere
}

// Redline shows wrapped text with insertions underlined on the success tint
// and deletions struck through on the error tint, so that neither rests on
// colour alone. Use SetSpans to change it.
type Redline struct {
	widget.BaseWidget
	Spans []Span

	flow *flowText
}

var (
	_ fyne.Widget     = (*Redline)(nil)
	_ fyne.Accessible = (*Redline)(nil)
)

// NewRedline makes a text with changes.
func NewRedline(spans []Span) *Redline {
	r := &Redline{Spans: spans, flow: newFlowText(newRuler(TextBody))}
	r.ExtendBaseWidget(r)
	return r
}

// SetSpans changes the text and repaints.
func (r *Redline) SetSpans(spans []Span) {
	r.Spans = spans
	r.Refresh()
}

// HeightFor is the height the text needs at a width.
func (r *Redline) HeightFor(width float32) float32 {
	return r.flow.ruler.height(redlineRuns(r.Spans), width)
}

// AccessibilityLabel answers the text as it reads after the changes.
func (r *Redline) AccessibilityLabel() string {
	words := ""
	for _, s := range r.Spans {
		if s.Kind != SpanDeleted {
			words += s.Text
		}
	}
	return words
}

// AccessibilityRole answers text.
func (r *Redline) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func redlineRuns(spans []Span) []flowRun {
	runs := make([]flowRun, 0, len(spans))
	for _, s := range spans {
		run := flowRun{Text: s.Text, Ink: ColorInk, Bold: s.Bold, Italic: s.Italic, Chip: s.Chip}
		if s.Soft {
			run.Ink = ColorSoft
		}
		if s.Chip {
			run.Ink, run.Ground = ColorAccent, ColorAccentTint
		}
		if s.Link {
			run.Ink, run.Under = ColorAccent, true
		}
		switch s.Kind {
		case SpanInserted:
			run.Ink, run.Ground, run.Under = ColorSuccess, ColorSuccessTint, true
		case SpanDeleted:
			run.Ink, run.Ground, run.Strike = ColorError, ColorErrorTint, true
		}
		runs = append(runs, run)
	}
	return runs
}

// CreateRenderer links the text to Fyne.
func (r *Redline) CreateRenderer() fyne.WidgetRenderer {
	r.flow.set(redlineRuns(r.Spans))
	return &renderer{
		objects: fixed(r.flow),
		layout:  func(s fyne.Size) { r.flow.Resize(s) },
		minSize: func() fyne.Size { return r.flow.MinSize() },
		refresh: func() { r.flow.set(redlineRuns(r.Spans)) },
	}
}
