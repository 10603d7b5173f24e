package library

import (
	"context"
	"reflect"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// ServiceForm describes a service of the studio's own.
type ServiceForm struct {
	Name      *widgets.Line
	Entity    *widgets.Line
	Privacy   *widgets.Line
	Country   *widgets.Finder
	Role      *widgets.Chips
	Category  *widget.Select
	Functions *widgets.Finder
	Data      *widgets.Finder
	Safeguard *widgets.Picker
	Cookies   *widgets.TextArea
	Confirmed *widget.Check

	services *Services
	before   library.Service
	start    library.Service // what the form says before anything is changed
	listed   string          // the cookies as they are listed before that
	name     *widgets.Field
	cookies  *widgets.Field
	content  fyne.CanvasObject
	scroll   *container.Scroll
}

// New describes a service that the catalogue does not have.
func (p *Services) New() { p.write(library.Service{Role: "processor"}) }

// Edit changes the service that is shown, or makes it the studio's own.
func (p *Services) Edit() {
	if service, ok := p.Selected(); ok {
		p.write(service)
	}
}

func (p *Services) write(service library.Service) {
	if p.free() {
		p.Form = newServiceForm(p, service, service)
		p.Form.start = p.Form.now()
		p.edit(p.Form)
	}
}

// goOn goes on with a form of a screen in another language.
func (p *Services) goOn(was *ServiceForm) {
	now := was.now()
	p.selected, p.Form = was.before.ID, newServiceForm(p, was.before, now)
	p.Form.start = was.start
	if _, wrong := ReadCookies(p.screen.desk.Loc, was.Cookies.Text); wrong != nil {
		p.Form.Cookies.SetTextQuietly(was.Cookies.Text)
	}
	p.resume(p.Form)
}

// newServiceForm describes a service as it is by now.
func newServiceForm(p *Services, before, service library.Service) *ServiceForm {
	f := &ServiceForm{services: p, before: before}
	d := p.screen.desk
	f.Name, f.Entity, f.Privacy = f.line(service.Name), f.line(service.Entity), f.line(service.Privacy)
	f.Country = CountryFinder(d.Loc)
	f.Country.Single = true
	f.Country.Choose(service.Country)
	f.Functions, f.Data = termFinder(d.Loc, "function"), termFinder(d.Loc, "data")
	f.Functions.Choose(service.Functions...)
	f.Data.Choose(service.Data...)
	f.Role = widgets.NewChips(choices(d.Loc, "role"))
	f.Role.SetChosen(service.Role)
	f.Safeguard = f.grounds(service.Safeguard)
	f.Category = widget.NewSelect(p.categoryNames(), nil)
	f.Category.SetSelected(p.category(service.Category))
	f.Cookies = widgets.NewTextArea()
	f.Cookies.SetMinRowsVisible(cookieRows)
	f.Cookies.OnShortcut, f.Cookies.OnKey = f.editing().Shortcut, f.editing().Key
	f.Cookies.SetTextQuietly(CookieLines(d.Loc, service.Cookies))
	f.Confirmed = widget.NewCheck(d.T("library.looked_up"), nil)
	f.Confirmed.SetChecked(service.Confirmed)
	f.build()
	f.Cookies.OnChanged = func(string) { f.cookies.SetProblem("") }
	f.listed = CookieLines(d.Loc, before.Cookies)
	return f
}

// choices are the entries of a field of recipients.
func choices(loc *i18n.Localizer, key policy.FactKey) []widgets.Chip {
	words, _ := vocabulary.In(loc.Language())
	register, _ := policy.RegisterDefOf("recipients")
	def, _ := register.Field(key)
	var out []widgets.Chip
	for _, value := range def.Choices {
		out = append(out, widgets.Chip{ID: value, Text: reading.Capital(words.Answer(def, value))})
	}
	return out
}

// grounds chooses the ground for a transfer, or none: their names are too long
// to stand side by side.
func (f *ServiceForm) grounds(now string) *widgets.Picker {
	d := f.services.screen.desk
	options := []widgets.Option{{Text: d.T("library.no_ground")}}
	for _, ground := range choices(d.Loc, "safeguard") {
		options = append(options, widgets.Option{Key: ground.ID, Text: ground.Text})
	}
	p := widgets.NewPicker(options, nil)
	p.Placeholder, p.NothingText = d.T("library.no_ground"), d.T("answers.nothing")
	p.OnShortcut, p.OnKey = f.editing().Shortcut, f.editing().Key
	p.SetValue(now, "")
	return p
}

func (f *ServiceForm) line(text string) *widgets.Line {
	line := widgets.NewLine()
	line.SetTextQuietly(text)
	line.OnShortcut, line.OnKey = f.editing().Shortcut, f.editing().Key
	return line
}

// editing is what leaves and saves the form.
func (f *ServiceForm) editing() desk.Editing {
	return desk.Editing{Leave: f.Cancel, Save: f.Save, Otherwise: f.services.screen.desk.Elsewhere}
}

func (f *ServiceForm) build() {
	d := f.services.screen.desk
	title := d.T("library.new_service_title")
	switch {
	case f.before.Own:
		title = d.T("library.edit_service")
	case f.before.ID != "":
		title = d.T("library.own_service_title")
	}
	f.name = widgets.NewField(d.T("library.name"), f.Name)
	f.cookies = widgets.NewField(d.T("library.cookies"), f.Cookies)
	f.cookies.Hint = cookieHint(d.Loc)
	f.Cookies.OnFocusGained = func() { reveal(f.scroll, f.cookies) }
	fields := []fyne.CanvasObject{
		widgets.NewBoldPassage(title),
		halves(f.name, widgets.NewField(d.T("library.entity"), f.Entity)),
		widgets.NewField(d.T("library.role"), f.Role),
		widgets.NewField(d.T("library.category"), f.Category), widgets.NewField(d.T("library.privacy"), f.Privacy),
		widgets.NewField(d.T("library.country"), f.Country.Object()),
		widgets.NewField(d.T("library.functions"), f.Functions.Object()),
		widgets.NewField(d.T("library.data"), f.Data.Object()),
		widgets.NewField(d.T("library.ground"), f.Safeguard),
		f.cookies, f.Confirmed,
	}
	f.content, f.scroll = formWithFoot(widgets.NewFieldStack(fields...),
		widgets.PrimaryButton(d.T("library.save"), f.Save), widgets.QuietButton(d.T("action.cancel"), f.Cancel))
}

// now is the service as the form says.
func (f *ServiceForm) now() library.Service {
	service := f.before
	service.Name, service.Entity = strings.TrimSpace(f.Name.Text), strings.TrimSpace(f.Entity.Text)
	service.Privacy, service.Role, service.Safeguard = strings.TrimSpace(f.Privacy.Text), f.Role.One(), f.Safeguard.Value()
	service.Functions, service.Data = f.Functions.Chosen(), f.Data.Chosen()
	service.Country = ""
	if chosen := f.Country.Chosen(); len(chosen) > 0 {
		service.Country = chosen[0]
	}
	if i := f.Category.SelectedIndex(); i >= 0 {
		service.Category = f.services.categories[i]
	}
	service.Confirmed = f.Confirmed.Checked
	if f.Cookies.Text != f.listed {
		service.Cookies, _ = ReadCookies(f.services.screen.desk.Loc, f.Cookies.Text)
	}
	return service
}

func (f *ServiceForm) changed() bool {
	return f.Cookies.Text != f.listed || !reflect.DeepEqual(f.start, f.now())
}

// Cancel leaves the service as it was.
func (f *ServiceForm) Cancel() { f.services.leave(f.before.ID) }

func (f *ServiceForm) object() fyne.CanvasObject { return f.content }

func (f *ServiceForm) first() fyne.Focusable { return f.Name }

// Save keeps the service as the studio's own, with the month of today.
func (f *ServiceForm) Save() {
	d := f.services.screen.desk
	service := f.now()
	if service.Name == "" {
		f.name.SetProblem(d.T("library.needs_name"))
		d.Window.Canvas().Focus(f.Name)
		reveal(f.scroll, f.name)
		return
	}
	if _, wrong := ReadCookies(d.Loc, f.Cookies.Text); wrong != nil {
		f.cookies.SetProblem(wrong.Text(d.Loc))
		d.Window.Canvas().Focus(f.Cookies)
		reveal(f.scroll, f.cookies)
		return
	}
	if service.ID == "" {
		service.ID = FreeName(service.Name, func(id string) bool {
			_, err := f.services.screen.shelf.Library.Service(id)
			return err == nil
		})
	}
	service.Checked = d.Studio.Today()[:len("2026-01")]
	if err := service.Validate(); err != nil {
		d.Fail(err)
		return
	}
	f.services.screen.change(func(ctx context.Context) error { return d.Studio.SaveService(ctx, service) }, func() {
		f.services.leave(service.ID)
		d.Say(d.T("library.service_saved", i18n.Data{"Name": service.Name}))
	})
}
