package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// MatchRow is a suggestion that a click takes: a score at the left, the text
// with what it has different from what was asked, what it would put in, where
// it comes from, and its key at the right.
type MatchRow struct {
	widget.BaseWidget
	Score, Origin, Key string
	Found              []Span // the text it was found by
	Offer              string // what it puts in
	OnTapped           func()

	ground  *canvas.Rectangle
	rule    *canvas.Rectangle
	score   *canvas.Text
	key     *Badge
	found   *Redline
	offer   *Passage
	origin  *Passage
	hovered bool
}

const (
	matchScore float32 = 52
	matchPad   float32 = 6
	matchGap   float32 = 3
)

var (
	_ fyne.Widget       = (*MatchRow)(nil)
	_ fyne.Tappable     = (*MatchRow)(nil)
	_ fyne.Accessible   = (*MatchRow)(nil)
	_ desktop.Hoverable = (*MatchRow)(nil)
)

// NewMatchRow makes a suggestion; an empty key shows none.
func NewMatchRow(score string, found []Span, offer, origin, key string, tapped func()) *MatchRow {
	r := &MatchRow{Score: score, Found: found, Offer: offer, Origin: origin, Key: key, OnTapped: tapped}
	r.ground, r.rule = rounded(4), rounded(0)
	r.score = text(TextBody, fyne.TextStyle{Bold: true})
	r.key = NewBadge(key, KindNeutral)
	r.found, r.offer, r.origin = NewRedline(found), NewPassage(offer), NewSoftPassage(origin)
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel answers score, offer and origin.
func (r *MatchRow) AccessibilityLabel() string { return spoken(r.Score, r.Offer, r.Origin, r.Key) }

// AccessibilityRole answers button.
func (r *MatchRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped takes the suggestion.
func (r *MatchRow) Tapped(*fyne.PointEvent) {
	if r.OnTapped != nil {
		r.OnTapped()
	}
}

// MouseIn tints the row.
func (r *MatchRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved does nothing.
func (r *MatchRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the tint away.
func (r *MatchRow) MouseOut() { r.hovered = false; r.Refresh() }

// CreateRenderer links the row to Fyne.
func (r *MatchRow) CreateRenderer() fyne.WidgetRenderer {
	r.paint()
	return &renderer{
		objects: fixed(r.ground, r.rule, r.score, r.key, r.found, r.offer, r.origin),
		layout:  r.layout,
		minSize: r.minSize,
		refresh: func() {
			r.paint()
			r.found.Refresh()
			r.offer.Refresh()
			r.origin.Refresh()
			canvas.Refresh(r)
		},
	}
}

func (r *MatchRow) paint() {
	fill(r.ground, tone(r, ColorSelection))
	fill(r.rule, tone(r, ColorLine))
	SetVisible(r.ground, r.hovered)
	SetVisible(r.key, r.Key != "")
	SetVisible(r.found, len(r.Found) > 0)
	ink(r.score, r.Score, tone(r, ColorAccent))
}

func (r *MatchRow) lines() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{r.offer, r.found, r.origin} {
		if o.Visible() {
			out = append(out, o)
		}
	}
	return out
}

func (r *MatchRow) minSize() fyne.Size {
	height := 2 * matchPad
	for i, o := range r.lines() {
		height += o.MinSize().Height
		if i > 0 {
			height += matchGap
		}
	}
	return fyne.NewSize(180, height)
}

func (r *MatchRow) layout(s fyne.Size) {
	r.ground.Resize(s)
	r.rule.Move(fyne.NewPos(0, s.Height-1))
	r.rule.Resize(fyne.NewSize(s.Width, 1))
	place(r.score, 0, matchPad+baselineIn(20, TextBody))
	key := fyne.NewSize(0, 0)
	if r.key.Visible() {
		key = r.key.MinSize()
		r.key.Move(fyne.NewPos(s.Width-key.Width, matchPad))
		r.key.Resize(key)
	}
	y, width := matchPad, max(40, s.Width-matchScore-key.Width-8)
	for _, o := range r.lines() {
		o.Move(fyne.NewPos(matchScore, y))
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		y += o.MinSize().Height + matchGap
	}
}
