package translate

import (
	"strings"

	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// head is the line above the segments: language, what is shown, how far the
// language is, and what can be done.
type head struct {
	screen   *Screen
	language *widgets.Select
	show     *widgets.Select
	search   *widgets.Line
	progress *widget.Label
	tools    *widgets.Toolbar
	object   fyne.CanvasObject
}

func newHead(s *Screen) *head {
	h := &head{screen: s}
	h.language = widgets.NewSelect(nil, nil)
	h.show = widgets.NewSelect(nil, nil)
	h.search = widgets.NewLine()
	h.search.SetPlaceHolder(s.desk.T("translate.search"))
	h.search.OnChanged = func(string) { h.filter() }
	h.search.OnShortcut = s.desk.Elsewhere
	h.search.OnKey = h.searchKey
	h.progress = widget.NewLabel("")
	h.progress.Importance = widget.LowImportance
	h.tools = widgets.NewToolbar(s.desk.T("action.more"), h.offered()...)
	choices := container.NewHBox(h.language, h.show, container.New(wide{200}, h.search), container.New(indent{12}, h.progress))
	h.object = widgets.NewPanel("", widgets.InsetXY(16, 8), container.New(&headline{}, choices, h.tools))
	return h
}

// offered lists what can be done, most wanted first.
func (h *head) offered() []widgets.Tool {
	s := h.screen
	tool := func(key string, do func()) widgets.Tool { return widgets.Tool{Text: s.desk.T(key), Do: do} }
	return []widgets.Tool{
		tool("translate.approve", s.Approve),
		tool("translate.next", s.Next),
		tool("translate.review", s.Review),
		tool("translate.copy_source", s.CopySource),
		tool("translate.page", s.TogglePage),
		tool("translate.replace", s.AskReplace),
		tool("translate.comment", s.AskComment),
		tool("translate.concordance", s.AskConcordance),
		tool("translate.add_term", s.AskTerm),
		tool("translate.pretranslate", func() { s.Actions.Pretranslate(s.model.Language()) }),
		tool("translate.export_package", func() { s.Actions.ExportPackage(s.model.Language()) }),
		tool("translate.import_package", func() { s.Actions.ImportPackage() }),
		tool("translate.add_language", func() { s.Actions.AddLanguage() }),
	}
}

// wide gives its content a width and lets it be as high as it likes.
type wide struct{ width float32 }

func (l wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (l wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.width, objects[0].MinSize().Height)
}

// indent keeps its content away from what stands at its left, and as high as it
// is meant to be.
type indent struct{ left float32 }

func (l indent) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := objects[0].MinSize().Height
	objects[0].Move(fyne.NewPos(l.left, (size.Height-height)/2))
	objects[0].Resize(fyne.NewSize(size.Width-l.left, height))
}

func (l indent) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(l.left, 0)
}

// headline puts what is chosen and what can be done beside each other, or, where
// that leaves no room for a few of the latter, below each other.
type headline struct{ below bool }

const (
	headGap   float32 = 16
	toolsRoom float32 = 340
)

func (l *headline) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	choices, tools := objects[0], objects[1]
	left := choices.MinSize()
	l.below = left.Width+headGap+toolsRoom > size.Width
	choices.Move(fyne.NewPos(0, 0))
	choices.Resize(fyne.NewSize(min(left.Width, size.Width), left.Height))
	at := fyne.NewPos(left.Width+headGap, (left.Height-tools.MinSize().Height)/2)
	if l.below {
		at = fyne.NewPos(0, left.Height+8)
	}
	tools.Move(at)
	tools.Resize(fyne.NewSize(size.Width-at.X, tools.MinSize().Height))
}

func (l *headline) MinSize(objects []fyne.CanvasObject) fyne.Size {
	choices, tools := objects[0].MinSize(), objects[1].MinSize()
	height := max(choices.Height, tools.Height)
	if l.below {
		height = choices.Height + 8 + tools.Height
	}
	return fyne.NewSize(max(choices.Width, tools.Width), height)
}

// fill follows the languages, the filter and the progress.
func (h *head) fill() {
	m := h.screen.model
	options := make([]string, len(m.Languages()))
	for i, lang := range m.Languages() {
		options[i] = vocabulary.LanguageName(lang)
	}
	choose(h.language, options, vocabulary.LanguageName(m.Language()), func(i int) { h.screen.setLanguage(m.Languages()[i]) })
	names := make([]string, len(shows))
	current := names[0]
	for i, show := range shows {
		names[i] = h.screen.desk.T("translate.show_" + string(show))
		if show == m.Filter().Show || i == 0 && m.Filter().Show == "" {
			current = names[i]
		}
	}
	choose(h.show, names, current, func(int) { h.filter(); h.screen.edit() })
	h.search.SetTextQuietly(m.Filter().Text)
	h.fillProgress()
}

// choose fills a list without telling of it.
func choose(list *widgets.Select, options []string, selected string, chosen func(i int)) {
	list.OnChanged = nil
	list.SetOptions(options)
	list.SetSelected(selected)
	list.OnChanged = func(string) { chosen(list.SelectedIndex()) }
}

func (h *head) fillProgress() {
	percent, left := h.screen.model.Progress()
	h.progress.SetText(h.screen.desk.T("translate.progress", i18n.Data{"Percent": percent, "Left": left}))
}

// filter shows the segments that fit what is chosen and typed.
func (h *head) filter() {
	f := Filter{Text: strings.TrimSpace(h.search.Text)}
	if i := h.show.SelectedIndex(); i >= 0 {
		f.Show = shows[i]
	}
	h.screen.model.SetFilter(f)
	h.screen.refill()
}

// searchKey goes from the search to the segments.
func (h *head) searchKey(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		h.screen.edit()
	case fyne.KeyEscape:
		h.search.SetText("")
		h.screen.edit()
	default:
		return false
	}
	return true
}
