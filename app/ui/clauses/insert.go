package clauses

import (
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/app/vocabulary"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// insertDialog finds a clause of the library and puts it into the policy. All
// of it works from the search line: letters search, Up and Down go through
// what was found, Enter inserts.
type insertDialog struct {
	screen *Screen
	lib    *library.Library
	search *widgets.Line
	list   *widgets.ChoiceList
	place  *widgets.Segmented
	found  map[string]library.Clause
	title  *widget.Label
	about  *widget.Label
	text   *widget.Label
	scroll *container.Scroll
	shown  dialog.Dialog
}

const (
	insertWidth  = 820
	previewWidth = 400
	insertRows   = 11

	placeAfter   = "after"
	placeNatural = "natural"
)

// InsertFromLibrary asks which clause of the library to insert, and where.
func (s *Screen) InsertFromLibrary() {
	s.book.Library(func(lib *library.Library) {
		if s.closed {
			return
		}
		d := &insertDialog{screen: s, lib: lib, found: map[string]library.Clause{}}
		d.build()
		d.shown = s.desk.Ask(s.desk.T("clauses.insert_title"), s.desk.T("clauses.insert_do"),
			desk.Wide(insertWidth, d.layout()), d.insert)
		d.filter("")
		s.desk.Window.Canvas().Focus(d.search)
	})
}

func (d *insertDialog) build() {
	t := d.screen.desk.T
	d.search = widgets.NewLine()
	d.search.SetPlaceHolder(t("clauses.insert_search"))
	d.search.OnChanged = d.filter
	d.search.OnKey = d.key
	d.list = widgets.NewChoiceList(insertRows, d.show)
	d.list.NothingText = t("answers.nothing")
	d.list.OnChosen = func(string) { d.confirm() }
	d.place = widgets.NewSegmented([]widgets.Option{
		{Key: placeNatural, Text: t("clauses.insert_natural")}, {Key: placeAfter, Text: t("clauses.insert_after")},
	}, placeNatural, nil)
	d.title, d.about, d.text = widget.NewLabel(""), widget.NewLabel(""), widget.NewLabel("")
	d.title.TextStyle.Bold = true
	d.about.Importance, d.about.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	for _, label := range []*widget.Label{d.title, d.about, d.text} {
		label.Wrapping = fyne.TextWrapWord
	}
}

func (d *insertDialog) layout() fyne.CanvasObject {
	d.scroll = container.NewVScroll(widgets.NewPanel("", widgets.Insets{Left: 16, Right: 14},
		widgets.NewStack(8, widgets.NewFlush(d.title), widgets.NewFlush(d.about), widgets.NewFlush(d.text))))
	d.scroll.SetMinSize(fyne.NewSize(previewWidth, 0))
	top := widgets.NewPanel("", widgets.Insets{Bottom: 10}, d.search)
	foot := widgets.NewPanel("", widgets.Insets{Top: 10, Bottom: 16}, container.NewHBox(d.place))
	return widgets.NewFrame(top, foot, container.NewBorder(nil, nil, nil, d.scroll, d.list))
}

func (d *insertDialog) key(k *fyne.KeyEvent) bool {
	if k.Name == fyne.KeyEscape {
		d.shown.Hide()
		return true
	}
	return d.list.Key(k)
}

func (d *insertDialog) filter(query string) {
	var options []widgets.Option
	source := d.screen.model.source()
	for _, c := range d.screen.model.Offered(d.lib, query) {
		d.found[c.ID] = c
		hint := ""
		if d.screen.model.Has(c.ID) {
			hint = d.screen.desk.T("clauses.insert_there")
		}
		options = append(options, widgets.Option{
			Key: c.ID, Text: markup.PlainInline(markup.ParseInline(c.Wording(source, policy.TonePlain).Heading)), Hint: hint,
		})
	}
	d.list.SetOptions(options)
}

// show previews the marked clause as it would read with the answers there are.
func (d *insertDialog) show(id string) {
	c, ok := d.found[id]
	if !ok {
		d.title.SetText("")
		d.about.SetText("")
		d.text.SetText("")
		return
	}
	heading, text := d.screen.model.Sample(c)
	d.title.SetText(heading)
	d.about.SetText(d.aboutText(c))
	d.text.SetText(text)
	d.scroll.ScrollToTop()
	d.scroll.Refresh()
}

// aboutText says what a clause is for, under which laws and on what it rests.
func (d *insertDialog) aboutText(c library.Clause) string {
	lang := d.screen.desk.Loc.Language()
	lines := []string{c.PurposeIn(lang)}
	words, _ := vocabulary.In(lang)
	var regimes []string
	for _, regime := range c.Regimes {
		name, ok := words.Term("regime", regime)
		if !ok {
			name = regime
		}
		regimes = append(regimes, name)
	}
	if len(regimes) > 0 {
		lines = append(lines, strings.Join(regimes, " · "))
	}
	if c.Citation != "" {
		lines = append(lines, explain.Citation(d.screen.desk.Loc, c.Citation))
	}
	if c.When != "" {
		lines = append(lines, d.screen.whenText(c.When))
	}
	return strings.Join(lines, "\n")
}

// confirm is Enter in the search line, or a click on what is marked.
func (d *insertDialog) confirm() {
	d.shown.Hide()
	d.insert()
}

func (d *insertDialog) insert() {
	c, ok := d.found[d.list.Marked()]
	if !ok {
		return
	}
	d.screen.try(d.screen.model.Insert(d.lib, c, d.place.Value() == placeNatural))
	d.screen.desk.Window.Canvas().Focus(d.screen.Outline)
}
