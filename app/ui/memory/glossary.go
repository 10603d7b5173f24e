package memory

import (
	"context"

	"clausedesk/app/glossary"
	"clausedesk/app/policy"
	"clausedesk/app/task"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Glossary is the part with the terms: a list at the left, and the concept that
// is chosen there, or the form it is written in.
type Glossary struct {
	Search *widgets.Line
	Whose  *widgets.Select
	List   *widgets.NavList
	Form   *TermForm // nil while nothing is being written

	screen   *Screen
	loader   task.Repeater
	shelf    *Shelf // nil until it was read
	whose    []Whose
	selected string
	then     []func() // once what is asked for is on the screen
	detail   *fyne.Container
	content  fyne.CanvasObject
}

func newGlossary(s *Screen) *Glossary {
	g := &Glossary{screen: s, detail: container.NewStack(), whose: []Whose{Everybodys}}
	d := s.desk
	g.loader = task.Repeater{Runner: d.Runner, Make: g.loadJob}
	g.Search = widgets.NewLine()
	g.Search.SetPlaceHolder(d.T("term.search"))
	g.Search.OnShortcut, g.Search.OnKey = d.Elsewhere, g.searchKey
	g.Search.OnChanged = func(string) { g.fillList() }
	g.Whose = widgets.NewSelect(nil, nil)
	g.List = widgets.NewNavList(nil, g.choose)
	g.List.OnShortcut = d.Elsewhere
	g.List.OnActivated = func(string) { g.Edit() }
	top := widgets.NewPanel("", widgets.Insets{Top: 4, Left: 12, Right: 12, Bottom: 8}, widgets.NewStack(8, g.Search, g.Whose))
	foot := widgets.NewPanel("", widgets.InsetXY(12, 10), widgets.NewStack(0, widgets.NewWrap(8,
		widgets.QuietButton(d.T("term.new"), g.New), widgets.QuietButton(d.T("term.import"), g.Import),
		widgets.QuietButton(d.T("term.export"), g.Export))))
	g.content = widgets.NewColumns(
		widgets.Column{Width: 300, Min: 230, Content: widgets.NewPanel(widgets.ColorCanvas, widgets.InsetXY(4, 8),
			widgets.NewFrame(top, foot, g.List))},
		widgets.Column{Min: 400, Content: widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, g.detail)},
	)
	g.fillWhose()
	return g
}

func (g *Glossary) loadJob() task.Job {
	var shelf *Shelf
	lang := g.screen.desk.Loc.Language()
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			shelf, err = Load(ctx, g.screen.desk.Studio.Store, lang)
			return err
		},
		Done: func(err error) {
			if err != nil {
				g.screen.desk.Fail(err)
				return
			}
			g.shelf = shelf
			g.fill()
		},
	}
}

// Reload reads the glossary again.
func (g *Glossary) Reload() { g.loader.Ask() }

// reloadThen reads the glossary again and then goes on.
func (g *Glossary) reloadThen(do func()) {
	g.then = append(g.then, do)
	g.Reload()
}

func (g *Glossary) fill() {
	g.fillWhose()
	g.fillList()
	if g.Form == nil {
		g.show(g.shown())
	}
	then := g.then
	g.then = nil
	for _, do := range then {
		do()
	}
}

// fillWhose offers the owners there are; one that lost its last term gives way
// to everybody.
func (g *Glossary) fillWhose() {
	d := g.screen.desk
	was := g.owner()
	g.whose = []Whose{Everybodys, Studios, Shipped}
	names := []string{d.T("term.everybodys"), d.T("term.studios"), d.T("term.shipped_ones")}
	if g.shelf != nil {
		for _, client := range g.shelf.Owners() {
			g.whose = append(g.whose, Whose(client.ID))
			names = append(names, d.T("term.only_for", i18n.Data{"Client": client.Name}))
		}
	}
	g.Whose.OnChanged = nil
	g.Whose.SetOptions(names)
	at := 0
	for i, whose := range g.whose {
		if whose == was {
			at = i
		}
	}
	g.Whose.SetSelectedIndex(at)
	g.Whose.OnChanged = func(string) { g.fillList() }
}

func (g *Glossary) owner() Whose {
	if i := g.Whose.SelectedIndex(); i >= 0 && i < len(g.whose) {
		return g.whose[i]
	}
	return g.whose[0]
}

func (g *Glossary) fillList() {
	if g.shelf == nil {
		return
	}
	rows := g.shelf.Find(g.Search.Text, g.owner())
	items := make([]widgets.NavItem, len(rows))
	for i, row := range rows {
		items[i] = widgets.NavItem{ID: row.Key, Title: row.Title, Wrote: true, Hint: g.hint(row.Concept)}
	}
	g.List.SetItems(items)
	g.List.SetSelected(g.selected)
}

// hint tells whose a concept is; one that is shipped needs no saying.
func (g *Glossary) hint(c glossary.Concept) string {
	switch {
	case c.Shipped:
		return ""
	case c.Client == "":
		return g.screen.desk.T("library.mark_own")
	}
	const room = 16
	name := []rune(g.shelf.ClientName(c.Client))
	if len(name) > room {
		return string(name[:room-1]) + "…"
	}
	return string(name)
}

// searchKey goes from the search into what it found.
func (g *Glossary) searchKey(k *fyne.KeyEvent) bool {
	switch {
	case k.Name == fyne.KeyEscape && g.Search.Text != "":
		g.Search.SetText("")
	case k.Name == fyne.KeyDown || k.Name == fyne.KeyReturn:
		g.enterList()
	default:
		return false
	}
	return true
}

func (g *Glossary) enterList() {
	if len(g.List.Items) == 0 {
		return
	}
	g.screen.desk.Focus(g.List)
	for _, item := range g.List.Items {
		if item.ID == g.selected {
			return
		}
	}
	g.List.Select(g.List.Items[0].ID)
}

// choose shows what is chosen in the list, unless something else is being
// written.
func (g *Glossary) choose(key string) {
	if !g.free() {
		g.List.SetSelected(g.selected)
		return
	}
	g.Form, g.selected = nil, key
	g.show(g.shown())
}

// free reports that nothing is being written that was changed, and says so
// where something is.
func (g *Glossary) free() bool {
	if g.Form != nil && g.Form.changed() {
		g.screen.desk.Say(g.screen.desk.T("library.finish_first"))
		return false
	}
	return true
}

// Select shows a concept.
func (g *Glossary) Select(key string) {
	g.List.SetSelected(key)
	g.choose(key)
}

// Selected returns the concept that is shown.
func (g *Glossary) Selected() (Row, bool) {
	if g.shelf == nil {
		return Row{}, false
	}
	return g.shelf.Row(g.selected)
}

func (g *Glossary) show(object fyne.CanvasObject) {
	g.detail.Objects = []fyne.CanvasObject{object}
	g.detail.Refresh()
}

// New writes a concept of the studio's own, or of the client that the list is
// narrowed to.
func (g *Glossary) New() {
	if g.shelf == nil || !g.free() {
		return
	}
	draft := NewDraft(glossary.Concept{})
	if owner := g.owner(); owner != Everybodys && owner != Studios && owner != Shipped {
		draft.Now.Client = policy.ID(owner)
	}
	g.write(draft)
}

// Edit changes the concept that is shown, or makes it the studio's own.
func (g *Glossary) Edit() {
	if row, ok := g.Selected(); ok && g.free() {
		g.write(NewDraft(row.Concept))
	}
}

func (g *Glossary) write(draft *Draft) {
	g.Form = newTermForm(g, draft)
	g.show(g.Form.content)
	g.screen.desk.Focus(g.Form.first())
}

// resume goes on where another screen was.
func (g *Glossary) resume(was *Glossary) {
	g.selected = was.selected
	g.Search.SetTextQuietly(was.Search.Text)
	owner := was.owner()
	if form := was.Form; form != nil {
		g.Form = newTermForm(g, form.Draft)
		g.Form.setClients(was.clients())
		g.show(g.Form.content)
	}
	g.reloadThen(func() {
		for i, whose := range g.whose {
			if whose == owner {
				g.Whose.SetSelectedIndex(i)
			}
		}
	})
}

func (g *Glossary) clients() []policy.Client {
	if g.shelf == nil {
		return nil
	}
	return g.shelf.Clients
}

// leave closes the form and shows a concept.
func (g *Glossary) leave(key string) {
	g.Form, g.selected = nil, key
	g.fillList()
	g.show(g.shown())
	g.screen.desk.Focus(g.List)
}

// Delete asks and then deletes a concept of somebody's. Where it stood in the
// place of a shipped one, that one is back.
func (g *Glossary) Delete() {
	row, ok := g.Selected()
	if !ok || !Own(row.Concept) {
		return
	}
	d := g.screen.desk
	title, sure, done := d.T("library.delete"), d.T("term.sure", i18n.Data{"Name": row.Title}), d.T("library.deleted", i18n.Data{"Name": row.Title})
	if row.Over {
		title, sure, done = d.T("term.back"), d.T("term.sure_back", i18n.Data{"Name": row.Title}), d.T("term.is_back")
	}
	g.screen.ask(title, sure, func() {
		g.screen.desk.Do(func(ctx context.Context) error {
			return d.Studio.DeleteConcept(ctx, row.Concept.Client, row.Concept.ID)
		}, func() {
			g.reloadThen(func() {
				g.leave(KeyOf("", row.Concept.ID))
				d.Say(done)
			})
		})
	})
}
