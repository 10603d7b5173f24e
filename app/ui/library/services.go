package library

import (
	"context"
	"slices"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Services is the part that lists the catalogue of services.
type Services struct {
	browser
	Category *widget.Select
	Own      *widget.Check
	Form     *ServiceForm // nil while nothing is being edited

	categories []string
}

func newServices(s *Screen) *Services {
	p := &Services{}
	p.items, p.describe, p.drop = p.listed, p.shown, func() { p.Form = nil }
	p.form = func() form {
		if p.Form == nil {
			return nil
		}
		return p.Form
	}
	p.Category = widget.NewSelect(nil, func(string) { p.fillList() })
	p.Own = widget.NewCheck(s.desk.T("library.only_own"), func(bool) { p.fillList() })
	p.begin(s, s.desk.T("library.search_services"), []fyne.CanvasObject{p.Category, p.Own},
		widgets.QuietButton(s.desk.T("library.new_service"), p.New), widgets.QuietButton(s.desk.T("library.import"), s.Import))
	return p
}

func (p *Services) fill() {
	p.categories = p.screen.shelf.Categories()
	p.Category.Options = append([]string{p.screen.desk.T("library.every_category")}, p.categoryNames()...)
	if p.Category.SelectedIndex() < 0 {
		p.Category.SetSelectedIndex(0)
	}
	p.Category.Refresh()
	p.browser.fill()
}

func (p *Services) categoryNames() []string {
	out := make([]string, len(p.categories))
	for i, category := range p.categories {
		out[i] = p.category(category)
	}
	return out
}

// category names a category; one that a studio made up itself stays.
func (p *Services) category(key string) string {
	if slices.Contains(knownCategories, key) {
		return p.screen.desk.T("category." + key)
	}
	return key
}

// knownCategories are those of the program's own catalogue.
var knownCategories = []string{
	"accounting", "advertising", "ai", "analytics", "apps", "auth", "automation", "calls", "chat", "cms", "collaboration",
	"consent", "crm", "database", "development", "ecommerce", "email", "errors", "fonts", "forms", "hosting", "maps",
	"payments", "recruitment", "scheduling", "security", "shipping", "signature", "social", "storage", "video",
}

func (p *Services) listed() []widgets.NavItem {
	category := ""
	if i := p.Category.SelectedIndex(); i > 0 && i <= len(p.categories) {
		category = p.categories[i-1]
	}
	lang := p.screen.desk.Loc.Language()
	var items []widgets.NavItem
	for _, service := range p.screen.shelf.Services(p.Search.Text, category, p.Own.Checked) {
		hint := vocabulary.FormatValue(policy.KindCountry, service.Country, lang)
		if service.Own {
			hint = p.screen.desk.T("library.mark_own")
		}
		items = append(items, widgets.NavItem{ID: service.ID, Title: service.Name, Hint: hint})
	}
	return items
}

// Selected returns the service that is shown.
func (p *Services) Selected() (library.Service, bool) {
	if p.screen.shelf == nil {
		return library.Service{}, false
	}
	service, err := p.screen.shelf.Library.Service(p.selected)
	return service, err == nil
}

func (p *Services) shown() fyne.CanvasObject {
	service, ok := p.Selected()
	if !ok {
		return widgets.NewEmptyState(p.screen.desk.T("library.services_title"), p.screen.desk.T("library.services_text"), nil)
	}
	var more []fyne.CanvasObject
	if service.Own {
		more = []fyne.CanvasObject{
			widgets.QuietButton(p.screen.desk.T("library.export_own"), p.ExportOwn),
			widgets.QuietButton(p.screen.desk.T("library.delete"), p.Delete),
		}
	}
	return article(service.Name, p.badges(service), p.buttons(service.Own, p.Edit, p.Export, more...),
		append(p.facts(service), p.cookies(service))...)
}

func (p *Services) badges(service library.Service) []fyne.CanvasObject {
	d := p.screen.desk
	badges := []fyne.CanvasObject{widgets.NewBadge(p.category(service.Category), widgets.KindNeutral)}
	if service.Own {
		badges = append(badges, widgets.NewBadge(d.T("library.own"), widgets.KindAccent))
	}
	month := i18n.Data{"Month": monthName(service.Checked, d.Loc.Language())}
	badges = append(badges, widgets.NewBadge(d.T("library.as_of", month), widgets.KindNeutral))
	if !service.Confirmed {
		badges = append(badges, widgets.NewBadge(d.T("library.not_confirmed"), widgets.KindWarning))
	}
	return badges
}

// facts writes out the row that the service fills in a register.
func (p *Services) facts(service library.Service) []fyne.CanvasObject {
	d := p.screen.desk
	words, _ := vocabulary.In(d.Loc.Language())
	def, _ := policy.RegisterDefOf("recipients")
	record := service.Record()
	record["country"] = service.Country
	answer := func(key policy.FactKey) string {
		field, _ := def.Field(key)
		if text := words.Answer(field, record[key]); text != "" {
			return reading.Capital(text)
		}
		return "–"
	}
	var also []string
	for _, country := range service.DataCountries {
		also = append(also, vocabulary.FormatValue(policy.KindCountry, country, d.Loc.Language()))
	}
	countries := answer("country")
	if len(also) > 0 {
		countries = d.T("library.data_also", i18n.Data{"Country": countries, "Others": words.Join(also)})
	}
	return []fyne.CanvasObject{
		field(d.T("library.entity"), answerOr(service.Entity)), field(d.T("library.role"), answer("role")),
		field(d.T("library.country"), countries),
		field(d.T("library.functions"), answer("function")), field(d.T("library.data"), answer("data")),
		field(d.T("library.ground"), answer("safeguard")), field(d.T("library.privacy"), answerOr(service.Privacy)),
	}
}

func answerOr(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func (p *Services) cookies(service library.Service) fyne.CanvasObject {
	d := p.screen.desk
	if len(service.Cookies) == 0 {
		return field(d.T("library.cookies"), d.T("library.no_cookies"))
	}
	words, _ := vocabulary.In(d.Loc.Language())
	def, _ := policy.RegisterDefOf("cookies")
	var rows []fyne.CanvasObject
	for _, record := range service.CookieRecords() {
		var parts []string
		for _, key := range []policy.FactKey{"kind", "purpose", "lifetime", "party"} {
			field, _ := def.Field(key)
			if text := words.Answer(field, record[key]); text != "" {
				parts = append(parts, text)
			}
		}
		rows = append(rows, widgets.NewStack(0, widgets.NewPassage(record["name"]),
			widgets.NewSoftPassage(reading.Capital(strings.Join(parts, " · ")))), widgets.NewHairline())
	}
	return widgets.NewField(d.T("library.cookies"), widgets.NewStack(6, rows...))
}

// Delete asks and then deletes a service of the studio's own.
func (p *Services) Delete() {
	service, ok := p.Selected()
	if !ok || !service.Own {
		return
	}
	d := p.screen.desk
	p.remove(service.Name, d.T("library.sure_service", i18n.Data{"Name": service.Name}), func(ctx context.Context) error {
		return d.Studio.DeleteService(ctx, service.ID)
	})
}

// monthName writes yyyy-mm as a month of a year.
func monthName(month, lang string) string {
	return strings.TrimPrefix(vocabulary.FormatValue(policy.KindDate, month+"-01", lang), "1 ")
}
