package library

import (
	"context"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Clauses is the part that lists the clauses.
type Clauses struct {
	browser
	Regime *widget.Select
	Which  *widget.Select
	Form   *ClauseForm // nil while nothing is being edited

	lang string
	tone policy.Tone
}

func newClauses(s *Screen) *Clauses {
	c := &Clauses{lang: s.desk.Loc.Language()}
	c.items, c.describe, c.drop = c.listed, c.shown, func() { c.Form = nil }
	c.form = func() form {
		if c.Form == nil {
			return nil
		}
		return c.Form
	}
	c.Regime = widget.NewSelect(regimes(s.desk), func(string) { c.fillList() })
	var whiches []string
	for _, which := range Whiches() {
		whiches = append(whiches, s.desk.T("library.which_"+string(which)))
	}
	c.Which = widget.NewSelect(whiches, func(string) { c.fillList() })
	c.begin(s, s.desk.T("library.search_clauses"), []fyne.CanvasObject{c.Regime, c.Which},
		widgets.QuietButton(s.desk.T("library.new_clause"), c.New), widgets.QuietButton(s.desk.T("library.import"), s.Import))
	c.Regime.SetSelectedIndex(0)
	c.Which.SetSelectedIndex(0)
	return c
}

func regimes(d *desk.Desk) []string {
	words, _ := vocabulary.In(d.Loc.Language())
	out := []string{d.T("library.every_law")}
	for _, regime := range policy.Regimes() {
		name, _ := words.Term("regime", regime)
		out = append(out, reading.Capital(name))
	}
	return out
}

func (c *Clauses) filter() Filter {
	f := Filter{Query: c.Search.Text, Lang: c.screen.desk.Loc.Language(), Which: All}
	if i := c.Regime.SelectedIndex(); i > 0 {
		f.Regime = policy.Regimes()[i-1]
	}
	if c.Which.SelectedIndex() > 0 {
		f.Which = Whiches()[c.Which.SelectedIndex()]
	}
	return f
}

const sectionRow = "section:" // before the identifier of a section without its own clause

func (c *Clauses) listed() []widgets.NavItem {
	var items []widgets.NavItem
	for _, group := range c.screen.shelf.Groups(c.filter()) {
		items = append(items, c.section(group)...)
	}
	return items
}

// section lists a section as documents have it: its own clause, and below it
// those it holds.
func (c *Clauses) section(group Group) []widgets.NavItem {
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

// Selected returns the clause that is shown.
func (c *Clauses) Selected() (library.Clause, bool) {
	if c.screen.shelf == nil {
		return library.Clause{}, false
	}
	clause, err := c.screen.shelf.Library.Clause(c.selected)
	return clause, err == nil
}

func (c *Clauses) shown() fyne.CanvasObject {
	clause, ok := c.Selected()
	if !ok {
		return widgets.NewEmptyState(c.screen.desk.T("library.choose_title"), c.screen.desk.T("library.choose_text"), nil)
	}
	return c.article(clause)
}

// New writes a clause of the studio's own.
func (c *Clauses) New() { c.write(library.Clause{}, true) }

// Edit changes the clause that is shown, or makes it the studio's own.
func (c *Clauses) Edit() {
	if clause, ok := c.Selected(); ok {
		c.write(clause, false)
	}
}

func (c *Clauses) write(clause library.Clause, fresh bool) {
	if c.free() {
		c.Form = newClauseForm(c, clause, clause, fresh)
		c.edit(c.Form)
	}
}

// goOn goes on with a form of a screen in another language.
func (c *Clauses) goOn(was *ClauseForm) {
	c.lang, c.tone, c.selected = was.Langs.One(), policy.Tone(was.Tones.One()), was.before.ID
	c.Form = newClauseForm(c, was.before, was.now, was.fresh)
	c.resume(c.Form)
}

// Delete asks and then deletes a clause of the studio's own.
func (c *Clauses) Delete() {
	clause, ok := c.Selected()
	if !ok || !clause.Own {
		return
	}
	d := c.screen.desk
	heading := clause.HeadingIn(d.Loc.Language())
	c.remove(heading, d.T("library.sure_clause", i18n.Data{"Name": heading}), func(ctx context.Context) error {
		return d.Studio.DeleteLibraryClause(ctx, clause.ID)
	})
}
