package review

import (
	"slices"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/ui/answers"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Screen is the tab in the window. Up, Down, Home and End go from finding to
// finding, Enter goes to where it stands.
type Screen struct {
	desk    *desk.Desk
	draft   *draft.Draft
	goTo    func(policy.Finding)
	list    *fyne.Container
	rows    []fyne.CanvasObject // the findings
	buttons []*widgets.Button   // Go to, of each finding
	scroll  *container.Scroll
	content fyne.CanvasObject
	closed  bool
}

// New builds the tab; goTo shows where a finding stands.
func New(d *desk.Desk, open *draft.Draft, goTo func(policy.Finding)) *Screen {
	s := &Screen{desk: d, draft: open, goTo: goTo, list: container.NewStack()}
	s.scroll = container.NewVScroll(widgets.NewPanel("", widgets.InsetXY(24, pageTop), s.list))
	s.content = widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, s.scroll)
	open.Listen(func(c draft.Change) {
		if !s.closed && (c.Clauses || c.Units) && s.content.Visible() {
			s.fill()
		}
	})
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// pageTop is the room above the first finding.
const pageTop float32 = 18

// Shown checks the draft and puts the keyboard on the gravest finding.
func (s *Screen) Shown() {
	s.fill()
	s.at(0)
}

// at gives a finding the keyboard, the last one where there are not so many.
func (s *Screen) at(i int) {
	i = max(0, min(i, len(s.buttons)-1))
	if i >= len(s.buttons) {
		return
	}
	s.desk.Focus(s.buttons[i])
	answers.Reveal(s.scroll, pageTop+s.rows[i].Position().Y, s.rows[i].Size().Height)
}

// held is the finding that has the keyboard, -1 for none.
func (s *Screen) held() int {
	return slices.IndexFunc(s.buttons, func(b *widgets.Button) bool {
		return s.desk.Window.Canvas().Focused() == fyne.Focusable(b)
	})
}

func (s *Screen) key(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		s.at(s.held() + 1)
	case fyne.KeyUp:
		s.at(s.held() - 1)
	case fyne.KeyHome:
		s.at(0)
	case fyne.KeyEnd:
		s.at(len(s.buttons) - 1)
	default:
		s.desk.Key(k)
	}
}

// Close ends listening.
func (s *Screen) Close() { s.closed = true }

// fill shows the findings; the place that has the keyboard keeps it.
func (s *Screen) fill() {
	held := s.held()
	s.build()
	if held >= 0 {
		s.at(held)
	}
}

func (s *Screen) build() {
	s.rows, s.buttons = nil, nil
	findings := Findings(s.draft.Snapshot())
	if len(findings) == 0 {
		s.list.Objects = []fyne.CanvasObject{widgets.NewEmptyState(s.desk.T("review.empty_title"), s.desk.T("review.empty_text"), nil)}
		s.list.Refresh()
		return
	}
	var rows []fyne.CanvasObject
	for _, group := range check.Groups(findings) {
		row := s.row(group)
		s.rows = append(s.rows, row)
		rows = append(rows, row, widgets.NewHairline())
	}
	s.list.Objects = []fyne.CanvasObject{widgets.NewStack(10, rows...)}
	s.list.Refresh()
}

var kinds = map[policy.Severity]widgets.Kind{
	policy.SeverityError: widgets.KindError, policy.SeverityWarning: widgets.KindWarning, policy.SeverityAdvice: widgets.KindAccent,
}

func (s *Screen) row(g check.Group) fyne.CanvasObject {
	text := widget.NewLabel(explain.Finding(s.desk.Loc, g.Finding))
	text.Wrapping = fyne.TextWrapWord
	lines := []fyne.CanvasObject{widgets.NewFlush(text)}
	if titles := check.Titles(s.draft.Snapshot().Shown(), g.Clauses); len(titles) > 0 {
		where := widget.NewLabel(strings.Join(titles, " · "))
		where.Wrapping, where.Importance, where.SizeName = fyne.TextWrapWord, widget.LowImportance, theme.SizeNameCaptionText
		lines = append(lines, widgets.NewFlush(where))
	}
	badge := container.NewVBox(widgets.NewBadge(explain.Severity(s.desk.Loc, g.Severity), kinds[g.Severity]))
	button := widgets.QuietButton(s.desk.T("review.go_to"), func() { s.goTo(g.Finding) })
	button.OnKey = s.key
	s.buttons = append(s.buttons, button)
	return container.NewBorder(nil, nil, container.New(column{110}, badge), container.NewVBox(button), widgets.NewStack(4, lines...))
}

// column gives the badges one width, so that the sentences stand in line.
type column struct{ width float32 }

func (l column) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for _, o := range objects {
		o.Resize(o.MinSize())
	}
}

func (l column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.width, 0)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}
