package clients

import (
	"context"
	"strconv"

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

// Actions are what the side asks of the window.
type Actions struct {
	Open      func(policy.ID)
	AddClient func()
	AddPolicy func(client policy.ID)
	Rename    func(client policy.ID, name string)
	// Letterhead asks for the look of a client's documents.
	Letterhead func(client policy.ID, name string)
	// DeleteClient and DeletePolicy ask before they delete.
	DeleteClient func(client policy.ID, name string)
	DeletePolicy func(id policy.ID, title string)
	Import       func()
	// Empty shows a client that has no policy yet.
	Empty      func(client policy.ID, name string)
	Library    func()
	Memory     func()
	Identities func()
	Deliveries func()
	Verify     func()
	Settings   func()
}

// Screen is the left side of the window.
type Screen struct {
	Search *widgets.Line
	List   *widgets.NavList

	desk    *desk.Desk
	actions Actions
	studio  *widget.Label
	loader  task.Repeater
	closed  map[policy.ID]bool // groups folded by the person
	shown   List
	current policy.ID
	due     map[policy.ID]studio.Standing
	open    bool // open the first policy once the list is there
	content fyne.CanvasObject
}

// New builds the side. With openFirst the first policy opens once it is known.
func New(d *desk.Desk, actions Actions, openFirst bool) *Screen {
	s := &Screen{desk: d, actions: actions, closed: map[policy.ID]bool{}, open: openFirst}
	s.loader = task.Repeater{Runner: d.Runner, Make: s.loadJob}
	s.studio = widget.NewLabel("")
	s.studio.TextStyle.Bold = true
	s.studio.SizeName = theme.SizeNameSubHeadingText
	s.studio.Truncation = fyne.TextTruncateEllipsis
	s.Search = widgets.NewLine()
	s.Search.SetPlaceHolder(d.T("clients.search"))
	s.Search.OnShortcut = d.Elsewhere
	s.Search.OnChanged = func(string) { s.Reload() }
	s.Search.OnSubmitted = func(string) { s.openFirst() }
	s.List = widgets.NewNavList(nil, s.selected)
	s.List.OnToggled = func(id string, open bool) { s.closed[policy.ID(id)] = !open }
	s.List.OnMenu = s.menu
	s.content = widgets.NewPanel(widgets.ColorCanvas, widgets.InsetXY(8, 12), container.NewBorder(
		s.top(), s.bottom(), nil, nil, s.List))
	s.Reload()
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

func (s *Screen) top() fyne.CanvasObject {
	return widgets.NewPanel("", widgets.Insets{Left: 4, Right: 4, Bottom: 8},
		widgets.NewStack(10, widgets.NewPanel("", widgets.InsetXY(4, 0), widgets.NewFlush(s.studio)), s.Search))
}

func (s *Screen) bottom() fyne.CanvasObject {
	row := func(key string, do func()) fyne.CanvasObject { return widgets.NewRowButton(s.desk.T(key), do) }
	return widgets.NewStack(0,
		widgets.NewPanel("", widgets.Insets{Bottom: 8}, widgets.NewHairline()),
		row("clients.add", s.actions.AddClient), row("clients.import", s.actions.Import),
		row("clients.verify", s.actions.Verify), row("clients.library", s.actions.Library),
		row("clients.memory", s.actions.Memory),
		row("clients.identities", s.actions.Identities), row("clients.deliveries", s.actions.Deliveries),
		row("clients.settings", s.actions.Settings),
	)
}

// Reload reads the list again, with what is in the search field.
func (s *Screen) Reload() { s.loader.Ask() }

// SetStandings says which policies are to be looked at again.
func (s *Screen) SetStandings(all map[policy.ID]studio.Standing) {
	s.due = all
	if len(s.shown.Items) > 0 {
		s.fill()
	}
}

// SetCurrent marks the policy that is open.
func (s *Screen) SetCurrent(id policy.ID) {
	s.current = id
	s.List.SetSelected(string(id))
}

func (s *Screen) loadJob() task.Job {
	search := s.Search.Text
	var list List
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			list, err = Load(ctx, s.desk.Studio.Store, search)
			return err
		},
		Done: func(err error) {
			if err != nil {
				s.desk.Fail(err)
				return
			}
			s.shown = list
			s.fill()
		},
	}
}

func (s *Screen) fill() {
	name := s.shown.Studio
	if name == "" {
		name = s.desk.T("app.name")
	}
	s.studio.SetText(name)
	items := make([]widgets.NavItem, len(s.shown.Items))
	for i, item := range s.shown.Items {
		items[i] = s.item(item)
	}
	s.List.SetItems(items)
	s.List.SetSelected(string(s.current))
	if s.open && s.shown.First != "" {
		s.actions.Open(s.shown.First)
	}
	s.open = false // a policy that comes later is opened by who made it, where it goes on
}

func (s *Screen) item(item Item) widgets.NavItem {
	if item.Policy == "" {
		return widgets.NavItem{
			ID: string(item.Client), Title: item.Title, Wrote: true, Hint: strconv.Itoa(item.Policies),
			Open: !s.closed[item.Client], HasChildren: item.Policies > 0,
		}
	}
	hint := s.desk.T("clients.draft")
	if item.Version > 0 {
		hint = s.desk.T("clients.version", i18n.Data{"Number": item.Version})
	}
	if s.due[item.Policy].State == policy.ReviewOverdue {
		hint = s.desk.T("due.hint_overdue")
	}
	return widgets.NavItem{ID: string(item.Policy), Title: item.Title, Wrote: true, Hint: hint, Level: 1}
}

func (s *Screen) selected(id string) {
	for _, item := range s.shown.Items {
		switch {
		case string(item.Policy) == id && id != string(s.current):
			s.actions.Open(item.Policy)
		case item.Policy == "" && string(item.Client) == id && item.Policies == 0:
			s.actions.Empty(item.Client, item.Title)
		}
	}
}

func (s *Screen) menuOf(item Item) *fyne.Menu {
	menu := fyne.NewMenu("",
		fyne.NewMenuItem(s.desk.T("clients.add_policy"), func() { s.actions.AddPolicy(item.Client) }),
		fyne.NewMenuItem(s.desk.T("clients.add"), s.actions.AddClient),
		fyne.NewMenuItemSeparator(),
	)
	if item.Policy != "" {
		menu.Items = append(menu.Items, fyne.NewMenuItem(s.desk.T("clients.delete_policy"),
			func() { s.actions.DeletePolicy(item.Policy, item.Title) }))
		return menu
	}
	menu.Items = append(menu.Items,
		fyne.NewMenuItem(s.desk.T("clients.rename"), func() { s.actions.Rename(item.Client, item.Title) }),
		fyne.NewMenuItem(s.desk.T("letterhead.open"), func() { s.actions.Letterhead(item.Client, item.Title) }),
		fyne.NewMenuItem(s.desk.T("clients.delete_client"), func() { s.actions.DeleteClient(item.Client, item.Title) }))
	return menu
}

// StudioName returns the name of the studio, empty before it has one.
func (s *Screen) StudioName() string { return s.shown.Studio }

func (s *Screen) openFirst() {
	if s.shown.First != "" {
		s.actions.Open(s.shown.First)
	}
}

func (s *Screen) menu(id string, at fyne.Position) {
	for _, item := range s.shown.Items {
		if string(item.Client) == id || string(item.Policy) == id {
			widget.ShowPopUpMenuAtPosition(s.menuOf(item), s.desk.Window.Canvas(), at)
			return
		}
	}
}
