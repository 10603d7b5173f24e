package translate

import (
	"context"

	"clausedesk/app/check"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/task"
	"clausedesk/app/translate"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/app/ui/preview"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Actions are what the tab asks of the window.
type Actions struct {
	AddLanguage   func()
	Pretranslate  func(lang string)
	ExportPackage func(lang string)
	ImportPackage func()
	// Change does something to the library for the open policy; done runs after
	// the draft knows of it.
	Change func(work func(ctx context.Context, id policy.ID) error, done func())
}

// Screen is the tab in the window.
type Screen struct {
	Grid    *widgets.SegmentGrid
	Actions Actions
	Preview *preview.Preview // the page in the language worked on; nil until it is asked for

	desk    *desk.Desk
	model   *Model
	shown   preview.Languages
	head    *head
	aids    *aidPanes
	body    fyne.CanvasObject
	middle  *widgets.Columns
	beside  *fyne.Container // where the page goes
	empty   fyne.CanvasObject
	content fyne.CanvasObject
	closed  bool
	behind  bool // the draft changed while the tab was not shown

	asker    task.Repeater
	checking task.Latest // the checks over all segments
	checker  task.Repeater
	knows    *quality.Knowledge
	answers  Aids
}

// New builds the tab over an open draft.
func New(d *desk.Desk, open *draft.Draft, shown preview.Languages, actions Actions) *Screen {
	s := &Screen{desk: d, model: NewModel(open), shown: shown, Actions: actions}
	s.model.Hand = func() translate.Hand {
		return translate.Hand{Name: d.Writer(), FourEyes: open.Snapshot().Studio.FourEyes}
	}
	s.checker = task.Repeater{Runner: d.Runner, Make: s.checkRow}
	s.asker = task.Repeater{Runner: d.Runner, Make: s.lookUp}
	s.buildGrid()
	s.head = newHead(s)
	s.aids = newAidPanes(s)
	s.beside = container.NewStack()
	s.beside.Hide()
	s.middle = widgets.NewColumns(widgets.Column{Content: s.Grid, Min: 420}, widgets.Column{Content: s.beside, Min: 300, Width: 380})
	s.body = widgets.NewFrame(s.head.object, s.aids.object, s.middle)
	s.empty = widgets.NewEmptyState(d.T("translate.empty_title"), d.T("translate.empty_text"),
		widgets.PrimaryButton(d.T("translate.add_language"), actions.AddLanguage))
	s.content = widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, container.NewStack(s.body, s.empty))
	open.Listen(s.changed)
	s.fill()
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Shown selects the segment worked on and puts the caret there.
func (s *Screen) Shown() {
	if s.behind {
		s.behind = false
		s.model.Reload()
		s.fill()
	}
	s.learn()
	s.edit()
	if s.Preview != nil {
		s.Preview.Refresh()
	}
}

// edit puts the caret into the selected segment.
func (s *Screen) edit() {
	if len(s.model.Rows()) > 0 {
		s.Grid.Select(s.model.Index())
		s.Grid.EditOn(s.desk.Window.Canvas())
		s.ask()
	}
}

// Close ends listening.
func (s *Screen) Close() {
	s.closed = true
	s.checking.Ticket()
	if s.Preview != nil {
		s.Preview.Close()
	}
}

// GoToAnswer shows the first answer of a fact or register that a language has
// no words for.
func (s *Screen) GoToAnswer(lang string, fact policy.FactKey) {
	for _, row := range translate.Rows(s.model.Draft.Snapshot(), lang) {
		if row.OfAnswer() && !row.Hidden && row.State == policy.Untranslated && (row.Answer.Key == fact || row.Answer.Register == string(fact)) {
			s.GoTo(lang, placeOf(row))
			return
		}
	}
}

// GoTo shows a segment of a language: where a finding stands.
func (s *Screen) GoTo(lang string, at Place) {
	if lang != "" && lang != s.model.Language() {
		s.setLanguage(lang)
	}
	if s.model.SelectPlace(at) {
		s.refill()
		s.edit()
	}
}

func (s *Screen) buildGrid() {
	s.Grid = widgets.NewSegmentGrid("", "", s.desk.T("translate.state"), nil)
	s.Grid.OnSelected = s.selected
	s.Grid.OnChanged = s.model.SetTarget
	s.Grid.OnApprove = func(int) { s.Approve() }
	s.Grid.OnShortcut = s.shortcut
	s.Grid.Reads = reading.Inline
}

func (s *Screen) selected(i int) {
	s.model.Select(i)
	s.answers = Aids{}
	s.fillAids()
	s.ask()
	s.follow()
}

func (s *Screen) changed(c draft.Change) {
	if state, _, _ := s.model.Draft.Saving(); c.Saving && state == draft.Saved && !s.closed && s.content.Visible() {
		s.ask() // the history has what was just saved
	}
	switch {
	case s.closed || !c.Units && !c.Clauses:
	case s.model.Putting():
		i := s.model.Index()
		s.Grid.SetRow(i, s.rowAt(i, s.model.Rows()[i]))
		s.head.fillProgress()
		s.aids.fillStory() // a stale one is not stale any more
		s.checker.Ask()
	case s.content.Visible():
		s.model.Reload()
		s.fill()
		s.learn()
	default:
		s.behind = true
	}
	if s.Preview != nil && !s.closed && (c.Units || c.Clauses) && s.content.Visible() {
		s.Preview.Refresh()
	}
}

func (s *Screen) fill() {
	show := s.model.Language() != ""
	widgets.SetVisible(s.body, show)
	widgets.SetVisible(s.empty, !show)
	if !show {
		return
	}
	s.Grid.SourceTitle = vocabulary.LanguageName(s.model.Draft.Snapshot().Policy.SourceLang)
	s.Grid.TargetTitle = vocabulary.LanguageName(s.model.Language())
	s.head.fill()
	s.refill()
}

// refill shows the rows of the model and touches only those that differ.
func (s *Screen) refill() {
	rows := s.model.Rows()
	if len(rows) == len(s.Grid.Rows) {
		for i, row := range rows {
			if shown := s.rowAt(i, row); shown != s.Grid.Rows[i] {
				s.Grid.SetRow(i, shown)
			}
		}
	} else {
		shown := make([]widgets.Segment, len(rows))
		for i, row := range rows {
			shown[i] = s.rowAt(i, row)
		}
		s.Grid.SetRows(shown)
	}
	if s.Grid.Selected() >= 0 && len(rows) > 0 {
		s.Grid.Choose(s.model.Index())
	}
	s.fillAids()
}

func (s *Screen) setLanguage(lang string) {
	s.model.SetLanguage(lang)
	s.knows, s.answers = nil, Aids{}
	s.Grid.SetRows(nil)
	s.fill()
	s.learn()
	s.edit()
	if s.Preview != nil {
		s.Preview.SetLanguage(lang)
	}
}

var stateKinds = map[policy.State]widgets.Kind{
	policy.Untranslated: widgets.KindNeutral, policy.Draft: widgets.KindAccent,
	policy.Reviewed: widgets.KindAccent, policy.Approved: widgets.KindSuccess, policy.Stale: widgets.KindWarning,
}

// rowAt shows the i-th row of the model: answers below a heading of their own,
// each with its question.
func (s *Screen) rowAt(i int, row translate.Row) widgets.Segment {
	out := widgets.Segment{
		Source: row.Source, Target: row.Target, State: s.desk.T("state." + string(row.State)), Kind: stateKinds[row.State],
		Flag: s.flag(row),
	}
	if row.OfAnswer() {
		out.About = explain.AnswerPlace(s.desk.Loc, row.Answer)
		if i == 0 || !s.model.Rows()[i-1].OfAnswer() {
			out.Group = s.desk.T("translate.answers")
		}
	}
	return out
}

// flag marks a row that the checks found something in.
func (s *Screen) flag(row translate.Row) widgets.Kind {
	worst := widgets.KindNone
	for _, p := range s.model.ProblemsAt(placeOf(row)) {
		worst = max(worst, problemKinds[p.Severity])
	}
	return worst
}

var problemKinds = map[policy.Severity]widgets.Kind{
	policy.SeverityError: widgets.KindError, policy.SeverityWarning: widgets.KindWarning, policy.SeverityAdvice: widgets.KindNeutral,
}

// learn reads what the checks need to know and checks all segments, away from
// the screen.
func (s *Screen) learn() {
	lang, snap := s.model.Language(), s.model.Draft.Snapshot()
	if lang == "" {
		return
	}
	current := s.checking.Ticket()
	rows := append([]translate.Row{}, s.model.All()...)
	var knows *quality.Knowledge
	var found Problems
	s.desk.Runner.Go(task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			knows, err = s.desk.Studio.DeskKnowledge(ctx, snap, lang)
			if err == nil {
				found = checkAll(rows, snap.Policy.SourceLang, lang, knows)
			}
			return err
		},
		Done: func(err error) {
			switch {
			case s.closed || !current():
			case err != nil:
				s.desk.Fail(err)
			default:
				s.knows = knows
				s.model.SetProblems(found)
				s.refill()
			}
		},
	})
}

// checkRow checks the segment that is being typed in.
func (s *Screen) checkRow() task.Job {
	row, ok := s.model.Selected()
	from, to, knows := s.model.Draft.Snapshot().Policy.SourceLang, s.model.Language(), s.knows
	var found []quality.Problem
	return task.Job{
		Work: func(context.Context, task.Report) error {
			if ok && knows != nil {
				found = check.Remark(row, from, to, knows)
			}
			return nil
		},
		Done: func(error) {
			if s.closed || !ok || to != s.model.Language() {
				return
			}
			s.model.SetProblemsAt(placeOf(row), found)
			if now, _ := s.model.Selected(); placeOf(now) == placeOf(row) {
				s.Grid.SetRow(s.model.Index(), s.rowAt(s.model.Index(), now))
				s.aids.fillChecks()
			}
		},
	}
}

// ask looks the selected segment up in the memory and in its own history.
func (s *Screen) ask() { s.asker.Ask() }

func (s *Screen) lookUp() task.Job {
	question, ok := s.model.Question()
	var answers Aids
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			if ok {
				answers, err = question.Answer(ctx, s.desk.Studio)
			}
			return err
		},
		Done: func(err error) {
			now, _ := s.model.Question()
			switch {
			case s.closed || now.Query != question.Query:
			case err != nil:
				s.desk.Fail(err)
			default:
				s.answers = answers
				s.fillAids()
			}
		},
	}
}

// Spot is where a translator works: what a window built anew, or a policy opened
// again, goes back to.
type Spot struct {
	Lang   string
	Filter Filter
	At     Place
}

// Spot returns where the translator works.
func (s *Screen) Spot() Spot {
	row, _ := s.model.Selected()
	return Spot{s.model.Language(), s.model.Filter(), placeOf(row)}
}

// Return goes back to where the translator worked.
func (s *Screen) Return(to Spot) {
	if to.Lang == "" {
		return
	}
	s.model.SetLanguage(to.Lang)
	s.model.SetFilter(to.Filter)
	s.model.SelectPlace(to.At)
	s.Grid.SetRows(nil)
	s.fill()
}

// Language is the one worked on, "" for none.
func (s *Screen) Language() string { return s.model.Language() }
