package facts

import (
	"strconv"

	"clausedesk/app/policy"
	"clausedesk/app/ui/answers"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Screen is the tab in the window: the sections at the left, one of them
// beside them.
type Screen struct {
	List *widgets.NavList

	desk    *desk.Desk
	book    *answers.Book
	fields  []*answers.Field
	at      *answers.Field // the field that had the keyboard last; nil for none
	table   *answers.Table
	form    fyne.CanvasObject // of the section, below its heading
	scroll  *container.Scroll
	content fyne.CanvasObject
	stop    func()
}

// New builds the tab over the answers of the open policy.
func New(d *desk.Desk, book *answers.Book) *Screen {
	s := &Screen{desk: d, book: book, scroll: container.NewVScroll(nil)}
	s.List = widgets.NewNavList(s.items(), s.show)
	s.List.OnShortcut = func(c fyne.Shortcut) bool { return s.turns(c) || d.Elsewhere != nil && d.Elsewhere(c) }
	s.List.OnActivated = func(string) { s.Shown() }
	side := widgets.NewPanel(widgets.ColorCanvas, widgets.InsetXY(0, 16), s.List)
	s.content = widgets.NewColumns(
		widgets.Column{Width: 248, Min: 180, Content: side},
		widgets.Column{Content: widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, s.scroll)},
	)
	s.List.Select(Sections()[0].ID)
	s.stop = book.Listen(func() { s.List.SetItems(s.items()) })
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Shown puts the keyboard into the section that is open.
func (s *Screen) Shown() {
	switch {
	case s.table != nil:
		s.desk.Window.Canvas().Focus(s.table.Input())
	case s.at != nil:
		s.at.Focus()
	case len(s.fields) > 0:
		s.fields[0].Focus()
	}
}

// Close ends hearing of changes; saving goes on by itself.
func (s *Screen) Close() {
	s.stop()
	s.leave()
}

func (s *Screen) leave() {
	for _, field := range s.fields {
		field.Close()
	}
	if s.table != nil {
		s.table.Close()
	}
	s.fields, s.table, s.at = nil, nil, nil
}

// items lists the sections with how many records each register has.
func (s *Screen) items() []widgets.NavItem {
	var out []widgets.NavItem
	for _, section := range Sections() {
		item := widgets.NavItem{ID: section.ID, Title: s.title(section)}
		if section.Register != nil {
			item.Hint = s.count(section.Register.Name)
		}
		out = append(out, item)
	}
	return out
}

// count is how many records a register has. That there are none is a word where
// somebody said so, and a dash where nobody answered.
func (s *Screen) count(register string) string {
	records, _ := s.book.Records(register)
	switch {
	case len(records) > 0:
		return strconv.Itoa(len(records))
	case s.book.Confirmed(register):
		return s.desk.T("facts.none")
	}
	return unanswered
}

// unanswered stands where a number would.
const unanswered = "–"

func (s *Screen) title(section Section) string {
	if section.Register != nil {
		return s.desk.T("register." + section.Register.Name)
	}
	return s.desk.T("facts.section_" + section.ID)
}

func (s *Screen) about(section Section) string {
	if section.Register != nil {
		return s.desk.T("register.about_" + section.Register.Name)
	}
	return s.desk.T("facts.about_" + section.ID)
}

const (
	factWidth  float32 = 600 // wider than people read is no help
	tableWidth float32 = 960
	pageTop    float32 = 24 // above the heading
	// messageRoom is what a message covers at the foot of the window.
	messageRoom float32 = 96
)

// show builds the page of a section.
func (s *Screen) show(id string) {
	s.leave()
	for _, section := range Sections() {
		if section.ID != id {
			continue
		}
		if section.Register != nil {
			s.showRegister(section)
		} else {
			s.showFacts(section)
		}
	}
	s.scroll.ScrollToTop()
}

func (s *Screen) showFacts(section Section) {
	var parts []fyne.CanvasObject
	for _, def := range section.Facts {
		field := answers.NewField(s.book, def)
		field.OnFocus, field.OnShortcut = s.focused, s.turns
		s.fields = append(s.fields, field)
		parts = append(parts, field.Object())
	}
	s.page(section, factWidth, widgets.NewStack(16, parts...))
}

func (s *Screen) showRegister(section Section) {
	s.table = answers.NewTable(s.book, *section.Register)
	s.table.OnShortcut = s.turns
	s.page(section, tableWidth, s.table.Object())
}

func (s *Screen) page(section Section, width float32, form fyne.CanvasObject) {
	title := widget.NewLabel(s.title(section))
	title.TextStyle.Bold, title.SizeName, title.Wrapping = true, theme.SizeNameHeadingText, fyne.TextWrapWord
	about := widget.NewLabel(s.about(section))
	if section.Register == nil && len(section.Facts) > 0 && !policy.OfPolicy(section.Facts[0].Key) {
		about.SetText(about.Text + " " + s.desk.T("facts.intro", i18n.Data{"Client": s.book.Snapshot().Client.Name}))
	}
	about.Wrapping, about.Importance = fyne.TextWrapWord, widget.LowImportance
	head := widgets.NewStack(4, widgets.NewFlush(title), widgets.NewFlush(about))
	s.form = form
	page := container.New(column{width}, widgets.NewStack(24, head, form, s.further(section)))
	s.scroll.Content = widgets.NewPanel("", widgets.Insets{Left: 24, Right: 24, Top: pageTop, Bottom: messageRoom}, page)
	s.scroll.Refresh()
}

// focused brings the field with the keyboard into sight, and takes back what
// another field offered.
func (s *Screen) focused(at *answers.Field) {
	for _, field := range s.fields {
		if field != at {
			field.Elsewhere()
		}
	}
	s.at = at
	covered := float32(0)
	if s.desk.Snack.Showing() != "" {
		covered = messageRoom
	}
	answers.RevealField(s.scroll, s.fields, at, s.form.Position().Y+pageTop, covered)
}

// Focus goes to where an answer is given: a fact, a register, or a register's
// field.
func (s *Screen) Focus(key policy.FactKey) {
	section, ok := Find(key)
	if !ok {
		return
	}
	s.List.Select(section.ID)
	for _, field := range s.fields {
		if field.Def.Key == key.Base() {
			field.Focus()
			return
		}
	}
	s.Shown()
}

// column keeps a form from growing wider than people read.
type column struct{ width float32 }

func (l column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(min(l.width, size.Width), size.Height))
	}
}

func (l column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var out fyne.Size
	for _, o := range objects {
		out = out.Max(o.MinSize())
	}
	return out
}
