package publish

import (
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Actions are what the wizard asks of the window.
type Actions struct {
	GoTo    func(policy.Finding) // leaves for where a finding stands
	Dismiss func(reason, by string, findings []policy.Finding)
	Leave   func()
	Publish func(studio.PublishRequest)
}

// Screen is the wizard in the window. Next is Enter on the button, Ctrl+Enter
// everywhere; Escape leaves.
type Screen struct {
	Steps  *widgets.TabBar
	Next   *widgets.Button // publishes in the last step
	Back   *widgets.Button
	Reason *widgets.Line
	Day    *widgets.Line
	Note   *widgets.TextArea
	Ticks  map[string]*widgets.Check // by language

	desk    *desk.Desk
	model   *Model
	actions Actions
	problem *widgets.Callout
	body    *fyne.Container
	scroll  *container.Scroll
	content fyne.CanvasObject
}

// New shows what was decided so far.
func New(d *desk.Desk, m *Model, actions Actions) *Screen {
	s := &Screen{desk: d, model: m, actions: actions, body: container.NewStack()}
	var tabs []widgets.Tab
	for _, step := range Steps {
		tabs = append(tabs, widgets.Tab{ID: string(step), Title: d.T("wizard.step_" + string(step))})
	}
	s.Steps = widgets.NewTabBar(tabs, func(id string) { s.Go(Step(id)) })
	s.Back = widgets.QuietButton(d.T("wizard.back"), func() { s.move(-1) })
	s.Next = widgets.PrimaryButton(d.T("wizard.next"), s.Forward)
	leave := widgets.QuietButton(d.T("wizard.leave"), actions.Leave)
	for _, b := range []*widgets.Button{s.Back, s.Next, leave} {
		b.OnKey = s.key
	}
	foot := widgets.NewFrame(widgets.NewHairline(), nil, widgets.NewPanel(widgets.ColorPaper, widgets.InsetXY(24, 12),
		container.NewBorder(nil, nil, leave, container.NewHBox(s.Back, s.Next))))
	s.scroll = container.NewVScroll(widgets.NewPanel("", widgets.InsetXY(24, 18), container.New(narrow{}, s.body)))
	p := m.Snap.Policy
	s.content = desk.Page(m.Snap.Client.Name+" · "+p.Title(p.SourceLang), d.T("wizard.title", i18n.Data{"Number": m.Plan.Number}), s.Steps,
		widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, widgets.NewFrame(nil, foot, s.scroll)))
	s.fill()
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Shown puts the keyboard where the step wants something, or on Next.
func (s *Screen) Shown() {
	at := fyne.Focusable(s.Next)
	switch {
	case s.model.Step == StepFindings && s.Reason != nil:
		at = s.Reason
	case s.model.Step == StepDay:
		at = s.Day
	}
	s.desk.Focus(at)
}

// Go shows a step, or the one before it that is not done yet, and says why.
func (s *Screen) Go(to Step) {
	problem := s.model.Go(to)
	s.fill()
	s.Tell(problem)
	s.Shown()
}

// Forward goes on to the next step, and publishes after the last.
func (s *Screen) Forward() {
	if s.model.Step == StepFreeze {
		s.actions.Publish(s.model.Request())
		return
	}
	s.move(1)
}

func (s *Screen) move(way int) {
	if to, is := s.model.Beside(way); is {
		s.Go(to)
	}
}

// Take lets a command mean what it does here; false for any other. What would
// change the policy behind the wizard does nothing.
func (s *Screen) Take(command string) bool {
	switch command {
	case "approve":
		s.Forward()
	case "undo", "redo", "redo_too", "save":
	default:
		return false
	}
	return true
}

// Tell shows why a step is not done.
func (s *Screen) Tell(problem Problem) {
	text := ""
	switch problem {
	case NoReason:
		text = s.desk.T("publish.reason_needed")
	case NoLanguage:
		text = s.desk.T("publish.no_language")
	case BadDay:
		text = s.desk.Explain(studio.ErrBadDate)
	case EarlierDay:
		text = s.desk.T("wizard.day_earlier", i18n.Data{"Date": s.day(s.model.Plan.Earliest)})
	}
	s.problem.Text = text
	widgets.SetVisible(s.problem, text != "")
	s.problem.Refresh()
	s.body.Refresh()
}

// fill builds the step.
func (s *Screen) fill() {
	s.Reason, s.Day, s.Note, s.Ticks = nil, nil, nil, map[string]*widgets.Check{}
	s.Steps.Select(string(s.model.Step))
	s.problem = widgets.NewCallout("", widgets.KindError, nil)
	s.problem.Hide()
	var rows []fyne.CanvasObject
	switch s.model.Step {
	case StepFindings:
		rows = s.findings()
	case StepLanguages:
		rows = s.languages()
	case StepDay:
		rows = s.dayAndNote()
	case StepFreeze:
		rows = s.frozen()
	}
	s.body.Objects = []fyne.CanvasObject{widgets.NewStack(14, append([]fyne.CanvasObject{s.problem}, rows...)...)}
	s.body.Refresh()
	s.scroll.ScrollToTop()
	_, before := s.model.Beside(-1)
	widgets.SetVisible(s.Back, before)
	next := "wizard.next"
	if s.model.Step == StepFreeze {
		next = "publish.do"
	}
	s.Next.SetText(s.desk.T(next))
}

// key leaves with Escape and goes through what is longer than the window.
func (s *Screen) key(k *fyne.KeyEvent) {
	page := s.scroll.Size().Height - 40
	switch k.Name {
	case fyne.KeyEscape:
		s.leave()
	case fyne.KeyPageDown:
		s.scrollBy(page)
	case fyne.KeyPageUp:
		s.scrollBy(-page)
	case fyne.KeyDown:
		s.scrollBy(40)
	case fyne.KeyUp:
		s.scrollBy(-40)
	default:
		s.desk.Key(k)
	}
}

func (s *Screen) scrollBy(y float32) {
	last := max(0, s.scroll.Content.Size().Height-s.scroll.Size().Height)
	s.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(last, s.scroll.Offset.Y+y))))
}

// leave closes the wizard, unless something lies over it that Escape means.
func (s *Screen) leave() {
	if s.desk.Window.Canvas().Overlays().Top() != nil {
		s.desk.Escape()
		return
	}
	s.actions.Leave()
}

// line keys: Escape leaves, Enter goes on.
func (s *Screen) lineKey(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyEscape:
		s.leave()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.Forward()
	default:
		return false
	}
	return true
}

// narrow keeps lines as long as one likes to read them.
type narrow struct{}

const widest float32 = 760

func (narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(fyne.NewSize(min(size.Width, widest), size.Height))
	}
}

func (narrow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}
