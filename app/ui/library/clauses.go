package library

import (
	"context"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Clauses is the part that lists the clauses.
type Clauses struct {
	Search *widgets.Line
	Regime *widget.Select
	Which  *widget.Select
	List   *widgets.NavList
	Form   *ClauseForm // nil while nothing is being edited

	screen   *Screen
	selected string
	lang     string
	tone     policy.Tone
	detail   *fyne.Container
	content  fyne.CanvasObject
}

func newClauses(s *Screen) *Clauses {
	c := &Clauses{screen: s, lang: s.desk.Loc.Language(), detail: container.NewStack()}
	c.Search = widgets.NewLine()
	c.Search.SetPlaceHolder(s.desk.T("library.search_clauses"))
	c.Search.OnShortcut = s.desk.Elsewhere
	c.Search.OnChanged = func(string) { c.fillList() }
	c.Search.OnKey = c.searchKey
	c.Regime = widget.NewSelect(c.regimes(), func(string) { c.fillList() })
	c.Regime.SetSelectedIndex(0)
	var whiches []string
	for _, which := range Whiches() {
		whiches = append(whiches, s.desk.T("library.which_"+string(which)))
	}
	c.Which = widget.NewSelect(whiches, func(string) { c.fillList() })
	c.Which.SetSelectedIndex(0)
	c.List = widgets.NewNavList(nil, c.choose)
	c.List.OnShortcut = s.desk.Elsewhere
	top := widgets.NewPanel("", widgets.Insets{Top: 4, Left: 12, Right: 12, Bottom: 8},
		widgets.NewStack(8, c.Search, container.NewGridWithColumns(2, c.Regime, c.Which)))
	foot := widgets.NewPanel("", widgets.InsetXY(12, 10), container.NewHBox(
		widgets.QuietButton(s.desk.T("library.new_clause"), c.New), widgets.QuietButton(s.desk.T("library.import"), c.Import)))
	c.content = pane(widgets.NewFrame(top, foot, c.List), c.detail)
	return c
}

// searchKey goes from the search into what it found.
func (c *Clauses) searchKey(k *fyne.KeyEvent) bool {
	if k.Name == fyne.KeyDown || k.Name == fyne.KeyReturn {
		c.screen.desk.Window.Canvas().Focus(c.List)
		if c.List.Selected() == "" && len(c.List.Items) > 0 {
			c.List.Select(c.List.Items[0].ID)
		}
		return true
	}
	return false
}

func (c *Clauses) regimes() []string {
	words, _ := vocabulary.In(c.screen.desk.Loc.Language())
	out := []string{c.screen.desk.T("library.every_law")}
	for _, regime := range policy.Regimes() {
		name, _ := words.Term("regime", regime)
		out = append(out, Capital(name))
	}
	return out
}

func (c *Clauses) filter() Filter {
	f := Filter{Query: c.Search.Text, Lang: c.screen.desk.Loc.Language(), Which: All}
	if i := c.Regime.SelectedIndex(); i > 0 {
		f.Regime = policy.Regimes()[i-1]
	}
	if c.Which != nil && c.Which.SelectedIndex() > 0 {
		f.Which = Whiches()[c.Which.SelectedIndex()]
	}
	return f
}

func (c *Clauses) fill() {
	c.fillList()
	if c.Form == nil {
		c.fillDetail()
	}
}

const sectionRow = "section:" // before the identifier of a section without its own clause

func (c *Clauses) fillList() {
	if c.screen.shelf == nil || c.List == nil {
		return
	}
	var items []widgets.NavItem
	for _, group := range c.screen.shelf.Groups(c.filter()) {
		items = append(items, c.items(group)...)
	}
	c.List.SetItems(items)
	c.List.SetSelected(c.selected)
}

// items lists a section as documents have it: its own clause, and below it
// those it holds.
func (c *Clauses) items(group Group) []widgets.NavItem {
	var items []widgets.NavItem
	below := group.Clauses
	level := 1
	switch {
	case group.ID == "":
		items = append(items, widgets.NavItem{
			ID: sectionRow, Title: c.screen.desk.T("library.outside"), Open: true, HasChildren: true,
		})
	case below[0].ID == group.ID:
		head := c.item(below[0], 0)
		below = below[1:]
		head.Open, head.HasChildren = true, len(below) > 0
		items = append(items, head)
	case len(below) == 1:
		level = 0
	default:
		items = append(items, widgets.NavItem{ID: sectionRow + group.ID, Title: group.Heading, Open: true, HasChildren: true})
	}
	for _, clause := range below {
		items = append(items, c.item(clause, level))
	}
	return items
}

func (c *Clauses) item(clause library.Clause, level int) widgets.NavItem {
	hint := ""
	switch {
	case c.screen.shelf.offered[clause.ID]:
		hint = c.screen.desk.T("library.mark_update")
	case clause.Own:
		hint = c.screen.desk.T("library.mark_own")
	}
	heading := markup.PlainInline(markup.ParseInline(clause.HeadingIn(c.screen.desk.Loc.Language())))
	return widgets.NavItem{ID: clause.ID, Title: heading, Hint: hint, Level: level}
}

func (c *Clauses) choose(id string) {
	switch {
	case c.Form != nil && c.Form.changed():
		c.List.SetSelected(c.selected)
		c.screen.desk.Say(c.screen.desk.T("library.finish_first"))
	case !strings.HasPrefix(id, sectionRow):
		c.Form, c.selected = nil, id
		c.fillDetail()
	}
}

// Select shows a clause.
func (c *Clauses) Select(id string) {
	c.List.SetSelected(id)
	c.choose(id)
}

// Selected returns the clause that is shown.
func (c *Clauses) Selected() (library.Clause, bool) {
	if c.screen.shelf == nil {
		return library.Clause{}, false
	}
	clause, err := c.screen.shelf.Library.Clause(c.selected)
	return clause, err == nil
}

func (c *Clauses) show(object fyne.CanvasObject) {
	c.detail.Objects = []fyne.CanvasObject{object}
	c.detail.Refresh()
}

func (c *Clauses) fillDetail() {
	clause, ok := c.Selected()
	if !ok {
		c.show(widgets.NewEmptyState(c.screen.desk.T("library.choose_title"), c.screen.desk.T("library.choose_text"), nil))
		return
	}
	c.show(c.describe(clause))
}

// New writes a clause of the studio's own.
func (c *Clauses) New() { c.edit(library.Clause{}, true) }

// Edit changes the clause that is shown, or makes it the studio's own.
func (c *Clauses) Edit() {
	if clause, ok := c.Selected(); ok {
		c.edit(clause, false)
	}
}

func (c *Clauses) edit(clause library.Clause, fresh bool) {
	if c.screen.shelf == nil || c.Form != nil && c.Form.changed() {
		return
	}
	c.Form = newClauseForm(c, clause, clause, fresh)
	c.show(c.Form.content)
	c.screen.desk.Window.Canvas().Focus(c.Form.Heading)
}

// resume goes on with a form of a screen in another language.
func (c *Clauses) resume(was *ClauseForm) {
	c.lang, c.tone, c.selected = was.Langs.One(), policy.Tone(was.Tones.One()), was.before.ID
	c.Form = newClauseForm(c, was.before, was.now, was.fresh)
	c.fillList()
	c.show(c.Form.content)
}

// leave closes the form and shows a clause.
func (c *Clauses) leave(id string) {
	c.Form, c.selected = nil, id
	c.fill()
	c.screen.desk.Window.Canvas().Focus(c.List)
}

// Delete asks and then deletes a clause of the studio's own.
func (c *Clauses) Delete() {
	clause, ok := c.Selected()
	if !ok || !clause.Own {
		return
	}
	d := c.screen.desk
	heading := clause.HeadingIn(d.Loc.Language())
	sure := widgets.NewPassage(d.T("library.sure_clause", i18n.Data{"Name": heading}))
	c.screen.ask(d.T("library.delete"), sure, func() {
		c.screen.change(func(ctx context.Context) error { return d.Studio.DeleteLibraryClause(ctx, clause.ID) },
			func() { d.Say(d.T("library.deleted", i18n.Data{"Name": heading})) })
	})
}
