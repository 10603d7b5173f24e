package versions

import (
	"context"
	"fmt"

	"clausedesk/app/vocabulary"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Actions are what the tab asks of the window.
type Actions struct {
	Publish    func()
	VerifyFile func(path string)
	// Restore asks whether to put a version back into the draft.
	Restore func(number int)
	// Compare shows what changed from one version to another, or to the draft,
	// which is 0.
	Compare func(before, after int)
	// Standing says where the policy stands today.
	Standing func() studio.Standing
	// Print, Mail and HandOver ask about a file of the selected version, and
	// Bundle about all of it.
	Print, Mail, HandOver func(path string)
	Bundle                func()
	// Delivery shows an entry of the register.
	Delivery func(entry int64)
	// NewIdentity has an identity made, says why, and then goes on.
	NewIdentity func(why string, then func())
}

// Screen is the tab in the window.
type Screen struct {
	Timeline *widgets.NavList

	desk    *desk.Desk
	model   Model
	policy  policy.Policy
	client  string
	actions Actions
	latest  task.Latest
	next    func()                     // waits for the versions to be read
	buttons map[string]*widgets.Button // of the detail, by what they do
	detail  *fyne.Container
	content fyne.CanvasObject
}

// New builds the tab for a policy of a client.
func New(d *desk.Desk, snap policy.Snapshot, actions Actions) *Screen {
	s := &Screen{desk: d, policy: snap.Policy, client: snap.Client.Name, actions: actions}
	s.Timeline = widgets.NewNavList(nil, s.selected)
	s.detail = container.NewStack()
	left := widgets.NewPanel(widgets.ColorCanvas, widgets.InsetXY(4, 8), s.Timeline)
	s.content = widgets.NewColumns(
		widgets.Column{Width: 290, Min: 200, Content: left},
		widgets.Column{Min: 360, Content: widgets.NewPanel(widgets.ColorPaper, widgets.InsetXY(24, 18), container.NewVScroll(widgets.NewPanel("", widgets.Insets{Right: 14}, s.detail)))},
	)
	s.Reload()
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Shown puts the keyboard into the timeline.
func (s *Screen) Shown() { s.desk.Focus(s.Timeline) }

// Has reports whether there is a version to sign in a language.
func (s *Screen) Has(lang string) bool { return s.model.Has(lang) }

// Last is the number of the newest version, 0 where there is none.
func (s *Screen) Last() int {
	last := 0
	for _, row := range s.model.Rows {
		last = max(last, row.Number)
	}
	return last
}

// SignedLast is where the file that was signed last was written, "" for none.
func (s *Screen) SignedLast() string { return s.model.SignedLast() }

// Close drops what is still being read.
func (s *Screen) Close() { s.latest.Ticket() }

// Reload reads the versions again.
func (s *Screen) Reload() {
	current := s.latest.Ticket()
	id, today := s.policy.ID, s.desk.Studio.Today()
	var model Model
	s.desk.Runner.Go(task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			if model, err = Load(ctx, s.desk.Studio.Store, id, today); err != nil {
				return err
			}
			model.Pattern, err = s.desk.Studio.NamePattern(ctx)
			return err
		},
		Done: func(err error) {
			if !current() {
				return
			}
			s.desk.Fail(err)
			row, had := s.model.Selected()
			grown := len(model.Rows) > len(s.model.Rows)
			model.Checked = s.model.Checked
			if s.model = model; had && !grown {
				s.model.Select(row.Number)
			}
			s.fill()
			if next := s.next; next != nil {
				s.next = nil
				next()
			}
		},
	})
}

func (s *Screen) selected(id string) {
	var number int
	if _, err := fmt.Sscanf(id, "v%d", &number); err == nil {
		s.model.Select(number)
		s.fillDetail()
	}
}

func (s *Screen) fill() {
	items := make([]widgets.NavItem, len(s.model.Rows))
	for i, row := range s.model.Rows {
		items[i] = widgets.NavItem{
			ID: fmt.Sprintf("v%d", row.Number), Title: s.desk.T("versions.name", i18n.Data{"Number": row.Number}),
			Hint: s.desk.T("version_state." + string(row.State)),
		}
	}
	s.Timeline.SetItems(items)
	if row, ok := s.model.Selected(); ok {
		s.Timeline.SetSelected(fmt.Sprintf("v%d", row.Number))
	}
	s.fillDetail()
}

// fillDetail shows the selected version; a button that has the keyboard keeps
// it.
func (s *Screen) fillDetail() {
	held := s.held()
	s.buttons = map[string]*widgets.Button{}
	s.buildDetail()
	switch b := s.buttons[held]; {
	case b != nil:
		s.desk.Focus(b)
	case held != "":
		s.Shown()
	}
}

// held names the button of the detail that has the keyboard, "" for none.
func (s *Screen) held() string {
	for name, b := range s.buttons {
		if s.desk.Window.Canvas().Focused() == fyne.Focusable(b) {
			return name
		}
	}
	return ""
}

func (s *Screen) button(key, of string, do func()) *widgets.Button {
	b := widgets.QuietButton(s.desk.T(key), do)
	s.buttons[key+" "+of] = b
	return b
}

func (s *Screen) buildDetail() {
	row, ok := s.model.Selected()
	if !ok {
		s.detail.Objects = []fyne.CanvasObject{widgets.NewEmptyState(
			s.desk.T("versions.empty_title"), s.desk.T("versions.empty_text"),
			s.button("versions.publish", "", s.actions.Publish))}
		s.detail.Refresh()
		return
	}
	parts := []fyne.CanvasObject{s.title(row)}
	if row.Damaged {
		parts = append(parts, widgets.NewCallout(s.desk.T("versions.damaged_text"), widgets.KindError, nil), s.facts(row), s.files(row))
	} else {
		parts = append(parts, s.facts(row), s.acts(row), s.languages(row), s.files(row))
	}
	if len(row.Delivered) > 0 {
		parts = append(parts, s.delivered(row))
	}
	s.detail.Objects = []fyne.CanvasObject{widgets.NewStack(16, parts...)}
	s.detail.Refresh()
}

func (s *Screen) title(row Row) fyne.CanvasObject {
	title := widget.NewLabel(s.desk.T("versions.name", i18n.Data{"Number": row.Number}))
	title.TextStyle.Bold = true
	title.SizeName = theme.SizeNameSubHeadingText
	kind := widgets.KindNeutral
	switch row.State {
	case policy.InEffect:
		kind = widgets.KindSuccess
	case policy.Scheduled:
		kind = widgets.KindAccent
	case policy.Withdrawn:
		kind = widgets.KindWarning
	case DamagedState:
		kind = widgets.KindError
	}
	badge := widgets.NewBadge(s.desk.T("version_state."+string(row.State)), kind)
	return container.NewHBox(widgets.NewFlush(title), container.NewCenter(badge))
}

func (s *Screen) line(key, value string) *widgets.Field {
	label := widget.NewLabel(value)
	label.Wrapping = fyne.TextWrapWord
	label.Selectable = true
	return widgets.NewField(s.desk.T(key), widgets.NewFlush(label))
}

func (s *Screen) facts(row Row) fyne.CanvasObject {
	objects := []fyne.CanvasObject{
		s.line("versions.effective", s.day(row.Effective)),
		s.line("versions.published", s.day(row.Published)),
	}
	if row.Withdrawn != nil {
		objects = append(objects, s.withdrawal(*row.Withdrawn))
	}
	if row.State == policy.InEffect {
		objects = append(objects, s.review())
	}
	if row.Note != "" {
		objects = append(objects, s.line("versions.note", row.Note))
	}
	return widgets.NewFieldStack(append(objects, s.line("versions.sha256", explain.Fingerprint(row.SHA256)))...)
}

// languages offers a signed or plain PDF in each language.
func (s *Screen) languages(row Row) fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for _, lang := range row.Languages {
		name := widget.NewLabel(vocabulary.LanguageName(lang))
		buttons := widgets.NewWrap(6,
			s.button("versions.print", lang, func() { s.Open(lang) }),
			s.button("versions.export", lang, func() { s.Export(lang) }),
			s.button("versions.sign", lang, func() { s.Sign(lang) }),
		)
		lines = append(lines, widgets.NewStack(6, widgets.NewFlush(name), buttons), widgets.NewHairline())
	}
	return widgets.NewField(s.desk.T("versions.languages"), widgets.NewStack(6, lines...))
}
