package review

import (
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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
	for _, f := range findings {
		rows = append(rows, s.row(f))
	}
	s.list.Objects = []fyne.CanvasObject{widgets.NewStack(10, rows...)}
	s.list.Refresh()
}

func (s *Screen) row(f policy.Finding) fyne.CanvasObject {
	kind := widgets.KindWarning
	if f.Severity == policy.SeverityError {
		kind = widgets.KindError
	}
	var action *widgets.Button
	if f.ClauseID != "" || f.Fact != "" || f.Lang != "" {
		action = widgets.QuietButton(s.desk.T("review.go_to"), func() { s.goTo(f) })
	}
	return widgets.NewCallout(explain.Finding(s.desk.Loc, f), kind, action)
}
