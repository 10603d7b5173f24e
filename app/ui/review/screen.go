package review

import (
	"context"
	"slices"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/task"
	"clausedesk/app/ui/answers"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/i18n"
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
	actions Actions
	list    *fyne.Container
	rows    []fyne.CanvasObject // the findings
	buttons []*widgets.Button   // Go to, of each finding
	scroll  *container.Scroll
	content fyne.CanvasObject
	closed  bool
	checker task.Repeater
	pending bool // the keyboard goes to the gravest finding once it is there

	open      []policy.Finding
	dismissed []policy.Dismissal
	evidence  map[string]string // of findings about answers, in the window's language
}

// Actions are what the tab asks of the window.
type Actions struct {
	GoTo func(policy.Finding) // shows where a finding stands
	// Change does something to the library for the open policy; done runs after
	// the draft knows of it.
	Change func(work func(ctx context.Context, id policy.ID) error, done func())
}

// New builds the tab.
func New(d *desk.Desk, open *draft.Draft, actions Actions) *Screen {
	s := &Screen{desk: d, draft: open, actions: actions, list: container.NewStack()}
	s.checker = task.Repeater{Runner: d.Runner, Make: s.check}
	s.scroll = container.NewVScroll(widgets.NewPanel("", widgets.InsetXY(24, pageTop), s.list))
	s.content = widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, s.scroll)
	open.Listen(func(c draft.Change) {
		if !s.closed && (c.Clauses || c.Units) && s.content.Visible() {
			s.checker.Ask()
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
	s.pending = true
	s.checker.Ask()
}

// check runs the checks away from the screen.
func (s *Screen) check() task.Job {
	snap := s.draft.Snapshot()
	var open []policy.Finding
	var dismissed []policy.Dismissal
	var evidence map[string]string
	lang := s.desk.Loc.Language()
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			open, dismissed, err = s.desk.Studio.Review(ctx, snap)
			evidence = check.EvidenceIn(snap, lang)
			return err
		},
		Done: func(err error) {
			switch {
			case s.closed:
			case err != nil:
				s.desk.Fail(err)
			default:
				s.open, s.dismissed, s.evidence = open, dismissed, evidence
				s.fill()
			}
		},
	}
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
	switch {
	case held >= 0:
		s.at(held)
	case s.pending && s.content.Visible():
		s.at(0)
	}
	s.pending = false
}

func (s *Screen) build() {
	s.rows, s.buttons = nil, nil
	if len(s.open)+len(s.dismissed) == 0 {
		s.list.Objects = []fyne.CanvasObject{widgets.NewEmptyState(s.desk.T("review.empty_title"), s.desk.T("review.empty_text"), nil)}
		s.list.Refresh()
		return
	}
	var rows []fyne.CanvasObject
	if len(s.open) == 0 {
		rows = append(rows, widgets.NewCallout(s.desk.T("review.empty_text"), widgets.KindSuccess, nil))
	}
	for _, group := range check.Groups(s.open) {
		row := s.row(group)
		s.rows = append(s.rows, row)
		rows = append(rows, row, widgets.NewHairline())
	}
	s.list.Objects = []fyne.CanvasObject{widgets.NewStack(10, append(rows, s.left()...)...)}
	s.list.Refresh()
}

// left lists what was left as it is, with its reason.
func (s *Screen) left() []fyne.CanvasObject {
	if len(s.dismissed) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{widgets.NewBoldPassage(s.desk.T("review.left"))}
	for _, d := range s.dismissed {
		button := widgets.QuietButton(s.desk.T("review.reopen"), func() {
			s.actions.Change(func(ctx context.Context, id policy.ID) error { return s.desk.Studio.Reopen(ctx, id, d.Finding) }, s.checker.Ask)
		})
		rows = append(rows, container.NewBorder(nil, nil, container.New(column{110}), container.NewVBox(button),
			widgets.NewStack(4, widgets.NewPassage(s.words(d.Finding)), widgets.NewSoftPassage(s.because(d)))),
			widgets.NewHairline())
	}
	return rows
}

// because words a reason and who gave it.
func (s *Screen) because(d policy.Dismissal) string {
	if d.By == "" {
		return s.desk.T("review.left_nameless", i18n.Data{"Reason": d.Reason})
	}
	return s.desk.T("review.left_because", i18n.Data{"Reason": d.Reason, "By": d.By})
}

// words puts a finding into words; what it rests on is in those of the window.
func (s *Screen) words(f policy.Finding) string {
	if evidence, ok := s.evidence[f.Key()]; ok {
		f.Evidence = evidence
	}
	return explain.Finding(s.desk.Loc, f)
}

// dismiss asks why all findings of a group are left as they are.
func (s *Screen) dismiss(g check.Group) {
	s.desk.AskReason(s.desk.T("review.dismiss"), s.desk.T("review.dismiss_reason"), s.words(g.Finding), func(reason, by string) {
		s.actions.Change(func(ctx context.Context, id policy.ID) error {
			return s.desk.Studio.Dismiss(ctx, id, reason, by, g.Findings...)
		}, s.checker.Ask)
	})
}

var kinds = map[policy.Severity]widgets.Kind{
	policy.SeverityError: widgets.KindError, policy.SeverityWarning: widgets.KindWarning, policy.SeverityAdvice: widgets.KindAccent,
}

func (s *Screen) row(g check.Group) fyne.CanvasObject {
	text := widget.NewLabel(s.words(g.Finding))
	text.Wrapping = fyne.TextWrapWord
	lines := []fyne.CanvasObject{widgets.NewFlush(text)}
	if titles := explain.Places(s.desk.Loc, s.draft.Snapshot().Shown(), g); len(titles) > 0 {
		where := widget.NewLabel(s.where(titles))
		where.Wrapping, where.Importance, where.SizeName = fyne.TextWrapWord, widget.LowImportance, theme.SizeNameCaptionText
		lines = append(lines, widgets.NewFlush(where))
	}
	badge := container.NewVBox(widgets.NewBadge(explain.Severity(s.desk.Loc, g.Severity), kinds[g.Severity]))
	button := widgets.QuietButton(s.desk.T("review.go_to"), func() { s.actions.GoTo(g.Finding) })
	button.OnKey = s.key
	s.buttons = append(s.buttons, button)
	do := container.NewHBox(button)
	if check.Dismissible(g.Finding) {
		leave := widgets.QuietButton(s.desk.T("review.dismiss"), func() { s.dismiss(g) })
		leave.OnKey = s.desk.Key
		do.Objects = []fyne.CanvasObject{leave, button}
	}
	return container.NewBorder(nil, nil, container.New(column{110}, badge), container.NewVBox(do), widgets.NewStack(4, lines...))
}

// where names the clauses as the outline does, and says in which language where
// that is not the window's.
func (s *Screen) where(titles []string) string {
	named, source := strings.Join(titles, " · "), s.draft.Snapshot().Policy.SourceLang
	if source == s.desk.Loc.Language() {
		return named
	}
	return s.desk.T("review.where", i18n.Data{"Titles": named, "Language": explain.LanguageName(s.desk.Loc, source)})
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
