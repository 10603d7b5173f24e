package memory

import (
	"context"
	"slices"
	"strings"

	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Memory is the part that searches the translation memory.
type Memory struct {
	Search *widgets.Line
	Pair   *widgets.Select
	For    *widgets.Picker // whose texts would be translated: what is private to it is found too
	List   *resultList

	screen   *Screen
	loader   task.Repeater
	finder   task.Repeater
	contents *Contents // nil until it was read
	pair     Pair
	client   policy.ID
	found    []memory.Match
	count    *widgets.Passage
	line     *fyne.Container // holds Pair and Search
	room     *atLeast        // for the longest pair
	viewer   *fyne.Container // holds For
	body     *fyne.Container
	content  fyne.CanvasObject
}

func newMemory(s *Screen) *Memory {
	m := &Memory{screen: s, body: container.NewStack(), viewer: container.NewStack(), room: &atLeast{}}
	d := s.desk
	m.loader = task.Repeater{Runner: d.Runner, Make: m.loadJob}
	m.finder = task.Repeater{Runner: d.Runner, Make: m.findJob}
	m.Search = widgets.NewLine()
	m.Search.SetPlaceHolder(d.T("memory.search"))
	m.Search.OnShortcut, m.Search.OnKey = d.Elsewhere, m.searchKey
	m.Search.OnChanged = func(string) { m.finder.Ask() }
	m.Pair = widgets.NewSelect(nil, nil)
	m.List = newResultList()
	m.List.OnDeleted, m.List.OnEdited = m.remove, m.correct
	m.List.OnTaken, m.List.OnShortcut, m.List.OnLeft = m.copy, d.Elsewhere, func() { d.Focus(m.Search) }
	m.count = widgets.NewSoftPassage("")
	m.setClients(nil)
	m.content = widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, widgets.NewFrame(m.head(), nil, m.body))
	m.fillBody()
	return m
}

// head is what is looked for, and what can be done with the memory as a whole.
func (m *Memory) head() fyne.CanvasObject {
	d := m.screen.desk
	m.line = container.NewBorder(nil, nil, container.New(m.room, m.Pair), nil, widgets.NewPanel("", widgets.Insets{Left: 8}, m.Search))
	buttons := widgets.NewWrap(8, widgets.QuietButton(d.T("memory.import"), m.Import),
		widgets.QuietButton(d.T("memory.export"), m.Export), widgets.QuietButton(d.T("memory.private"), m.AskPrivate))
	view := widgets.NewField(d.T("memory.for"), m.viewer)
	view.Hint = d.T("memory.for_hint")
	return widgets.NewFrame(nil, widgets.NewHairline(), widgets.NewPanel("", widgets.InsetXY(20, 14),
		widgets.NewStack(10, m.line, halves(view, widgets.NewField(d.T("memory.whole"), buttons)), m.count)))
}

// halves puts two contents side by side.
func halves(left, right fyne.CanvasObject) fyne.CanvasObject {
	const gap = 8
	return container.NewGridWithColumns(2, widgets.NewPanel("", widgets.Insets{Right: gap}, left),
		widgets.NewPanel("", widgets.Insets{Left: gap}, right))
}

func (m *Memory) setClients(clients []policy.Client) {
	m.For = m.screen.clientPicker(clients, m.screen.desk.T("memory.everybody"), func(id policy.ID) {
		m.client = id
		m.finder.Ask()
	})
	m.For.SetValue(keyOfClient(m.client), "")
	m.viewer.Objects = []fyne.CanvasObject{m.For}
	m.viewer.Refresh()
}

// resume goes on where another screen was.
func (m *Memory) resume(was *Memory) {
	m.pair, m.client = was.pair, was.client
	m.Search.SetTextQuietly(was.Search.Text)
	m.loader.Ask()
}

func (m *Memory) loadJob() task.Job {
	var contents *Contents
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			contents, err = ReadContents(ctx, m.screen.desk.Studio.Store)
			return err
		},
		Done: func(err error) {
			if err != nil {
				m.screen.desk.Fail(err)
				return
			}
			m.show(contents)
		},
	}
}

// show offers the languages and clients there are. A pair that lost its last
// entry gives way to the fullest.
func (m *Memory) show(contents *Contents) {
	d := m.screen.desk
	var ids []policy.ID
	for _, client := range contents.Clients {
		ids = append(ids, client.ID)
	}
	if m.contents == nil || !slices.EqualFunc(m.contents.Clients, contents.Clients, samely) {
		if !slices.Contains(ids, m.client) {
			m.client = ""
		}
		m.setClients(contents.Clients)
	}
	m.contents = contents
	pair, there := contents.Find(m.pair.From, m.pair.To)
	if !there && len(contents.Pairs) > 0 {
		pair = contents.Pairs[0]
	}
	m.pair = pair
	var names []string
	for _, p := range contents.Pairs {
		names = append(names, pairName(p))
	}
	m.Pair.OnChanged = nil
	m.Pair.SetOptions(names)
	m.Pair.SetSelected(pairName(pair))
	m.Pair.OnChanged = func(string) { m.choose(m.Pair.SelectedIndex()) }
	widgets.SetVisible(m.Pair, len(names) > 0)
	m.room.width = roomFor(names...)
	m.line.Refresh()
	m.count.SetText(d.Loc.N("memory.entries", pair.Entries))
	m.finder.Ask()
}

func samely(a, b policy.Client) bool { return a.ID == b.ID && a.Name == b.Name }

// pairName has no arrow in it: the font of the program lacks one.
func pairName(p Pair) string {
	if p.From == "" {
		return ""
	}
	return reading.Capital(vocabulary.LanguageName(p.From)) + " › " + reading.Capital(vocabulary.LanguageName(p.To))
}

func (m *Memory) choose(i int) {
	if i < 0 || i >= len(m.contents.Pairs) {
		return
	}
	m.pair = m.contents.Pairs[i]
	m.count.SetText(m.screen.desk.Loc.N("memory.entries", m.pair.Entries))
	m.finder.Ask()
}

// findJob looks the words up away from the screen.
func (m *Memory) findJob() task.Job {
	words, pair, client := strings.TrimSpace(m.Search.Text), m.pair, m.client
	var found []memory.Match
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			if words != "" && pair.From != "" {
				found, err = m.screen.desk.Studio.ConcordanceOf(ctx, client, words, pair.From, pair.To, memory.MaxLimit)
			}
			return err
		},
		Done: func(err error) {
			if err != nil {
				m.screen.desk.Fail(err)
				return
			}
			m.found = found
			m.fillBody()
		},
	}
}

// fillBody shows what was found, or why there is nothing to see.
func (m *Memory) fillBody() {
	d := m.screen.desk
	words := strings.TrimSpace(m.Search.Text)
	var shown fyne.CanvasObject
	switch {
	case len(m.found) > 0:
		m.List.setRows(m.rows(m.found, words))
		shown = widgets.NewFrame(nil, m.foot(), m.List)
	case m.contents == nil:
		shown = widget.NewLabel("")
	case len(m.contents.Pairs) == 0 && words == "":
		shown = widgets.NewEmptyState(d.T("memory.empty_title"), d.T("memory.empty_text"),
			widgets.PrimaryButton(d.T("memory.import"), m.Import))
	case words == "":
		shown = widgets.NewEmptyState(d.T("memory.look_title"), d.T("memory.look_text"), nil)
	default:
		shown = widgets.NewEmptyState(d.T("memory.none_title"), d.T("memory.none_text"), nil)
	}
	m.body.Objects = []fyne.CanvasObject{shown}
	m.body.Refresh()
}

func (m *Memory) rows(found []memory.Match, words string) []result {
	out := make([]result, len(found))
	for i, match := range found {
		out[i] = result{Source: Marked(plain(match.Source), words), Target: plain(match.Target), Origin: m.origin(match.Entry)}
	}
	return out
}

// origin tells where an entry comes from, by whom and when.
func (m *Memory) origin(e memory.Entry) string {
	d := m.screen.desk
	if studio.OfLibrary(e) {
		return d.T("translate.of_library", i18n.Data{"Heading": e.Origin})
	}
	parts := []string{e.Origin}
	if !e.Changed.IsZero() {
		day := vocabulary.FormatValue(policy.KindDate, e.Changed.Local().Format("2006-01-02"), d.Loc.Language())
		parts = append(parts, strings.Trim(e.By+", "+day, ", "))
	}
	if m.contents != nil && m.contents.Private[e.Client] {
		parts = append(parts, d.T("memory.is_private"))
	}
	return strings.Join(parts, "\n")
}

// searchKey goes from the search into what it found.
func (m *Memory) searchKey(k *fyne.KeyEvent) bool {
	switch {
	case k.Name == fyne.KeyEscape && m.Search.Text != "":
		m.Search.SetText("")
	case (k.Name == fyne.KeyDown || k.Name == fyne.KeyReturn) && len(m.found) > 0:
		m.screen.desk.Focus(m.List)
	default:
		return false
	}
	return true
}

// copy puts the translation of a result into the clipboard.
func (m *Memory) copy(i int) {
	fyne.CurrentApp().Clipboard().SetContent(plain(m.found[i].Target))
	m.screen.desk.Say(m.screen.desk.T("memory.copied"))
}
