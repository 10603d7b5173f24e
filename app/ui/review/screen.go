package review

import (
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Screen is the tab in the window.
type Screen struct {
	desk    *desk.Desk
	draft   *draft.Draft
	goTo    func(policy.Finding)
	list    *fyne.Container
	content fyne.CanvasObject
	closed  bool
}

// New builds the tab; goTo shows where a finding stands.
func New(d *desk.Desk, open *draft.Draft, goTo func(policy.Finding)) *Screen {
	s := &Screen{desk: d, draft: open, goTo: goTo, list: container.NewStack()}
	s.content = widgets.NewPanel(widgets.ColorPaper, widgets.Insets{},
		container.NewVScroll(widgets.NewPanel("", widgets.InsetXY(24, 18), s.list)))
	open.Listen(func(c draft.Change) {
		if !s.closed && (c.Clauses || c.Units) && s.content.Visible() {
			s.fill()
		}
	})
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Shown checks the draft.
func (s *Screen) Shown() { s.fill() }

// Close ends listening.
func (s *Screen) Close() { s.closed = true }

func (s *Screen) fill() {
	findings := Findings(s.draft.Snapshot())
	if len(findings) == 0 {
		s.list.Objects = []fyne.CanvasObject{widgets.NewEmptyState(s.desk.T("review.empty_title"), s.desk.T("review.empty_text"), nil)}
		s.list.Refresh()
		return
	}
	var rows []fyne.CanvasObject
	for _, group := range check.Groups(findings) {
		rows = append(rows, s.row(group), widgets.NewHairline())
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
	goTo := container.NewVBox(widgets.QuietButton(s.desk.T("review.go_to"), func() { s.goTo(g.Finding) }))
	return container.NewBorder(nil, nil, container.New(column{110}, badge), goTo, widgets.NewStack(4, lines...))
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
