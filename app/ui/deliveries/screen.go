package deliveries

import (
	"context"
	"strconv"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Screen is the register in the window: a list at the left, and the entry that
// is chosen there.
type Screen struct {
	Search *widgets.Line
	List   *widgets.NavList

	desk     *desk.Desk
	open     func(policy.ID, int) // shows a version
	loader   task.Repeater
	register *Register // nil until it was read
	selected int64
	detail   *fyne.Container
	content  fyne.CanvasObject
}

// New builds the screen and begins to read. Open shows a version of a policy.
func New(d *desk.Desk, open func(id policy.ID, number int)) *Screen {
	s := &Screen{desk: d, open: open, detail: container.NewStack()}
	s.loader = task.Repeater{Runner: d.Runner, Make: s.loadJob}
	s.Search = widgets.NewLine()
	s.Search.SetPlaceHolder(d.T("deliveries.search"))
	s.Search.OnShortcut, s.Search.OnKey = d.Elsewhere, s.searchKey
	s.Search.OnChanged = func(string) { s.fill() }
	s.List = widgets.NewNavList(nil, s.choose)
	s.List.OnShortcut = d.Elsewhere
	top := widgets.NewPanel("", widgets.Insets{Top: 4, Left: 12, Right: 12, Bottom: 8}, widgets.NewStack(0, s.Search))
	body := widgets.NewColumns(
		widgets.Column{Width: 340, Min: 230, Content: widgets.NewPanel(widgets.ColorCanvas, widgets.InsetXY(4, 8), widgets.NewFrame(top, nil, s.List))},
		widgets.Column{Min: 360, Content: widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, s.detail)},
	)
	s.content = desk.Page(d.T("deliveries.caption"), d.T("deliveries.title"), nil, body)
	s.Reload()
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Shown puts the keyboard where one looks for an entry.
func (s *Screen) Shown() { s.desk.Focus(s.Search) }

// Reload reads the register again.
func (s *Screen) Reload() { s.loader.Ask() }

// Resume goes on where another screen was, as when the language is switched.
func (s *Screen) Resume(was *Screen) {
	s.selected = was.selected
	s.Search.SetTextQuietly(was.Search.Text)
}

// Select shows an entry, whatever was looked for.
func (s *Screen) Select(id int64) {
	s.selected = id
	s.Search.SetTextQuietly("")
	s.fill()
}

func (s *Screen) loadJob() task.Job {
	var read *Register
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			read, err = Load(ctx, s.desk.Studio.Store)
			return err
		},
		Done: func(err error) {
			if err != nil {
				s.desk.Fail(err)
				return
			}
			s.register = read
			s.fill()
		},
	}
}

// fill lists what is looked for. What was chosen stays so while it is found.
func (s *Screen) fill() {
	if s.register == nil {
		return
	}
	found := s.register.Find(s.Search.Text)
	items := make([]widgets.NavItem, len(found))
	kept := false
	for i, d := range found {
		kept = kept || d.ID == s.selected
		items[i] = widgets.NavItem{ID: strconv.FormatInt(d.ID, 10), Title: name(d), Hint: d.On, Wrote: true}
		if d.Void != "" {
			items[i].Hint = s.desk.T("deliveries.void")
		}
	}
	s.List.SetItems(items)
	if s.selected = s.keep(kept, found); s.selected != 0 {
		s.List.SetSelected(strconv.FormatInt(s.selected, 10))
	}
	s.show(len(found))
}

func (s *Screen) keep(kept bool, found []store.DeliveryRow) int64 {
	switch {
	case kept:
		return s.selected
	case len(found) == 0:
		return 0
	}
	return found[0].ID
}

// name is who received it, and for whom it is.
func name(d store.DeliveryRow) string {
	if d.Client == d.To {
		return d.To
	}
	return d.To + " · " + d.Client
}

func (s *Screen) choose(id string) {
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return
	}
	s.selected = number
	s.show(1)
}

// show draws the chosen entry, or what to do where there is none.
func (s *Screen) show(found int) {
	d := s.desk
	object := fyne.CanvasObject(widgets.NewPanel("", widgets.InsetXY(24, 18), widgets.NewSoftPassage(d.T("deliveries.none_found"))))
	row, ok := s.register.Row(s.selected)
	switch {
	case len(s.register.Rows) == 0:
		object = widgets.NewEmptyState(d.T("deliveries.empty_title"), d.T("deliveries.empty_text"), nil)
	case ok && found > 0:
		object = container.NewVScroll(widgets.NewPanel("", widgets.InsetXY(24, 18), s.entry(row)))
	}
	s.detail.Objects = []fyne.CanvasObject{object}
	s.detail.Refresh()
}

// searchKey goes from the search into what it found.
func (s *Screen) searchKey(k *fyne.KeyEvent) bool {
	switch {
	case k.Name == fyne.KeyEscape && s.Search.Text != "":
		s.Search.SetText("")
	case (k.Name == fyne.KeyDown || k.Name == fyne.KeyReturn) && len(s.List.Items) > 0:
		s.desk.Focus(s.List)
	default:
		return false
	}
	return true
}

// entry shows one delivery with all that was entered of it.
func (s *Screen) entry(row store.DeliveryRow) fyne.CanvasObject {
	d := s.desk
	badges := []fyne.CanvasObject{widgets.NewBadge(d.T("deliveries.entry", i18n.Data{"Entry": row.ID}), widgets.KindNeutral)}
	if row.Void != "" {
		badges = append(badges, widgets.NewBadge(d.T("deliveries.void"), widgets.KindWarning))
	}
	head := widgets.NewStack(8, widgets.NewBoldPassage(row.Client+" · "+row.Title), widgets.NewWrap(6, badges...))
	fields := []fyne.CanvasObject{}
	for _, f := range []struct{ key, text string }{
		{"deliveries.void_reason", row.Void},
		{"deliveries.to", row.To},
		{"deliveries.address", row.Address},
		{"deliveries.how", explain.Channel(d.Loc, row.How)},
		{"deliveries.on", explain.Day(d.Loc, row.On)},
		{"deliveries.by", row.By},
		{"versions.note", row.Note},
		{"versions.file", row.File},
		{"deliveries.version", d.T("deliveries.version_in", i18n.Data{"Number": row.Number, "Languages": languages(row.Lang)})},
		{"versions.sha256", explain.Fingerprint(row.SHA256)},
	} {
		if f.text != "" {
			fields = append(fields, widgets.NewField(d.T(f.key), widgets.NewPassage(f.text)))
		}
	}
	return widgets.NewStack(16, head, s.acts(row), widgets.NewFieldStack(fields...))
}

func (s *Screen) acts(row store.DeliveryRow) fyne.CanvasObject {
	d := s.desk
	buttons := []fyne.CanvasObject{
		widgets.PrimaryButton(d.T("deliveries.sheet"), s.Sheet),
		widgets.QuietButton(d.T("deliveries.open_version"), func() { s.open(row.PolicyID, row.Number) }),
	}
	if row.Void == "" {
		buttons = append(buttons, widgets.QuietButton(d.T("deliveries.void_do"), s.Void))
	}
	return widgets.NewWrap(8, buttons...)
}

// Sheet asks where the handover sheet of the chosen entry goes.
func (s *Screen) Sheet() {
	if s.selected != 0 {
		Sheet(s.desk, s.selected)
	}
}

// Void asks why the chosen entry does not count.
func (s *Screen) Void() {
	row, ok := s.register.Row(s.selected)
	if !ok || row.Void != "" {
		return
	}
	d := s.desk
	d.AskReason(d.T("deliveries.void_do"), d.T("deliveries.void_reason"), d.T("deliveries.void_about"), func(reason, by string) {
		d.Do(func(ctx context.Context) error { return d.Studio.VoidDelivery(ctx, row.ID, reason, by) }, func() {
			d.Say(d.T("deliveries.voided", i18n.Data{"Entry": row.ID}))
		})
	})
}

// languages names those of a file, "nl+en" for two.
func languages(of string) string {
	names := ""
	for i, lang := range strings.Split(of, "+") {
		if i > 0 {
			names += " · "
		}
		names += vocabulary.LanguageName(lang)
	}
	return names
}
