package library

import (
	"context"
	"slices"
	"strings"

	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// form is what a clause or a service is edited in.
type form interface {
	changed() bool
	object() fyne.CanvasObject
	first() fyne.Focusable
}

// browser is what the clauses and the services have in common: a search over a
// list and, beside it, what is chosen there or the form it is edited in.
type browser struct {
	Search *widgets.Line
	List   *widgets.NavList

	screen   *Screen
	selected string
	detail   *fyne.Container
	content  fyne.CanvasObject

	items    func() []widgets.NavItem
	describe func() fyne.CanvasObject // what is chosen, or what to do where nothing is
	form     func() form              // nil while nothing is being edited
	drop     func()                   // the form
}

// begin makes the widgets: filters stand below the search, buttons below the
// list.
func (b *browser) begin(s *Screen, search string, filters []fyne.CanvasObject, buttons ...fyne.CanvasObject) {
	b.screen, b.detail = s, container.NewStack()
	b.Search = widgets.NewLine()
	b.Search.SetPlaceHolder(search)
	b.Search.OnShortcut = s.desk.Elsewhere
	b.Search.OnChanged = func(string) { b.fillList() }
	b.Search.OnKey = b.searchKey
	b.List = widgets.NewNavList(nil, b.choose)
	b.List.OnShortcut = s.desk.Elsewhere
	top := widgets.NewPanel("", widgets.Insets{Top: 4, Left: 12, Right: 12, Bottom: 8},
		widgets.NewStack(8, append([]fyne.CanvasObject{b.Search}, filters...)...))
	foot := widgets.NewPanel("", widgets.InsetXY(12, 10), widgets.NewStack(0, widgets.NewWrap(8, buttons...)))
	b.content = pane(widgets.NewFrame(top, foot, b.List), b.detail)
}

// searchKey goes from the search into what it found.
func (b *browser) searchKey(k *fyne.KeyEvent) bool {
	if k.Name != fyne.KeyDown && k.Name != fyne.KeyReturn {
		return false
	}
	found := slices.DeleteFunc(slices.Clone(b.List.Items), func(item widgets.NavItem) bool {
		return strings.HasPrefix(item.ID, sectionRow)
	})
	if len(found) == 0 {
		return true
	}
	b.screen.desk.Window.Canvas().Focus(b.List)
	if !slices.ContainsFunc(found, func(item widgets.NavItem) bool { return item.ID == b.List.Selected() }) {
		b.List.Select(found[0].ID)
	}
	return true
}

func (b *browser) fill() {
	b.fillList()
	if b.form() == nil {
		b.show(b.describe())
	}
}

func (b *browser) fillList() {
	if b.screen.shelf == nil || b.List == nil {
		return
	}
	b.List.SetItems(b.items())
	b.List.SetSelected(b.selected)
}

// choose shows what is chosen in the list, unless something else is being
// edited.
func (b *browser) choose(id string) {
	if f := b.form(); f != nil && f.changed() {
		b.List.SetSelected(b.selected)
		b.screen.desk.Say(b.screen.desk.T("library.finish_first"))
		return
	}
	if !strings.HasPrefix(id, sectionRow) {
		b.drop()
		b.selected = id
		b.show(b.describe())
	}
}

// Select shows a clause or service.
func (b *browser) Select(id string) {
	b.List.SetSelected(id)
	b.choose(id)
}

func (b *browser) show(object fyne.CanvasObject) {
	b.detail.Objects = []fyne.CanvasObject{object}
	b.detail.Refresh()
}

// edit shows a form, with the keyboard in it.
func (b *browser) edit(f form) {
	b.show(f.object())
	b.screen.desk.Window.Canvas().Focus(f.first())
}

// resume shows a form that another screen began.
func (b *browser) resume(f form) {
	b.fillList()
	b.show(f.object())
}

// free reports whether something can be edited: nothing that was changed is.
func (b *browser) free() bool {
	f := b.form()
	return b.screen.shelf != nil && (f == nil || !f.changed())
}

// leave closes the form and shows a clause or service.
func (b *browser) leave(id string) {
	b.drop()
	b.selected = id
	b.fill()
	b.screen.desk.Window.Canvas().Focus(b.List)
}

// remove asks and then deletes what is shown, which has a name.
func (b *browser) remove(name, sure string, do func(ctx context.Context) error) {
	d := b.screen.desk
	b.screen.ask(d.T("library.delete"), widgets.NewPassage(sure), func() {
		b.screen.change(do, func() {
			d.Say(d.T("library.deleted", i18n.Data{"Name": name}))
			d.Window.Canvas().Focus(b.List)
		})
	})
}

// buttons are what can be done with what is shown: one of the program is made
// the studio's own, one of the studio's own is edited and deleted.
func (b *browser) buttons(own bool, edit, export func(), more ...fyne.CanvasObject) fyne.CanvasObject {
	d := b.screen.desk
	first := widgets.QuietButton(d.T("library.make_own"), edit)
	if own {
		first = widgets.PrimaryButton(d.T("library.edit"), edit)
	}
	row := []fyne.CanvasObject{first, widgets.QuietButton(d.T("library.export"), export)}
	return widgets.NewWrap(8, append(row, more...)...)
}

// article is a page about a clause or service: its name, its badges and what
// can be done with it, over all there is to know.
func article(name string, badges []fyne.CanvasObject, buttons fyne.CanvasObject, about ...fyne.CanvasObject) fyne.CanvasObject {
	head := widgets.NewStack(8, widgets.NewBoldPassage(name), widgets.NewWrap(6, badges...))
	return page(append([]fyne.CanvasObject{head, buttons}, about...)...)
}
