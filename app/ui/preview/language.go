package preview

import (
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Languages remembers the language that the page of each policy was last
// looked at in.
type Languages map[policy.ID]string

// sideBySide is how many languages stand beside each other; more of them open
// in a menu.
const sideBySide = 3

// switcher chooses the language of the page. It is there only for a policy
// that has more than one.
type switcher struct {
	preview   *Preview
	languages []string // that it was built for
	codes     *widgets.Segmented
	menu      *widgets.Link
	object    *widgets.Panel
}

func newSwitcher(p *Preview) *switcher {
	s := &switcher{preview: p}
	s.object = widgets.NewPanel(widgets.ColorCanvas, widgets.Insets{Top: 8, Right: 12, Left: 12}, widgets.NewRow(0))
	s.fill()
	return s
}

// fill follows the languages of the policy and the one that is shown.
func (s *switcher) fill() {
	languages := s.preview.draft.Snapshot().Policy.Languages()
	if !slices.Equal(languages, s.languages) {
		s.languages = slices.Clone(languages)
		s.build()
	}
	if s.codes != nil {
		s.codes.SetValue(s.preview.lang)
	}
	if s.menu != nil {
		s.menu.SetText(strings.ToUpper(s.preview.lang) + " ▾")
		s.object.Refresh()
	}
}

func (s *switcher) build() {
	s.codes, s.menu = nil, nil
	widgets.SetVisible(s.object, len(s.languages) > 1)
	if len(s.languages) > sideBySide {
		s.menu = widgets.NewLink("", s.choose)
		s.object.Content = widgets.NewRow(0, layout.NewSpacer(), s.menu)
		s.object.Refresh()
		return
	}
	var options []widgets.Option
	for _, lang := range s.languages {
		options = append(options, widgets.Option{Key: lang, Text: strings.ToUpper(lang)})
	}
	s.codes = widgets.NewSegmented(options, s.preview.lang, s.preview.SetLanguage)
	s.codes.Small, s.codes.OnShortcut = true, s.preview.desk.Shortcut
	s.object.Content = widgets.NewRow(0, layout.NewSpacer(), s.codes)
	s.object.Refresh()
}

// choose opens the menu of many languages below their code.
func (s *switcher) choose() {
	var items []*fyne.MenuItem
	for _, lang := range s.languages {
		item := fyne.NewMenuItem(vocabulary.LanguageName(lang), func() { s.preview.SetLanguage(lang) })
		item.Checked = lang == s.preview.lang
		items = append(items, item)
	}
	below := fyne.NewPos(0, s.menu.Size().Height)
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), s.preview.desk.Window.Canvas(), below, s.menu)
}

// Language is the one that the page is shown in.
func (p *Preview) Language() string { return p.lang }

// SetLanguage shows the draft in another of its languages, at the same clause.
func (p *Preview) SetLanguage(lang string) {
	if lang == p.lang {
		return
	}
	p.lang, p.follow = lang, true
	p.shown[p.draft.Snapshot().Policy.ID] = lang
	p.Refresh()
}

// NextLanguage shows the draft in the next of its languages, after the last
// one in the first again.
func (p *Preview) NextLanguage() {
	languages := p.draft.Snapshot().Policy.Languages()
	p.SetLanguage(languages[(slices.Index(languages, p.lang)+1)%len(languages)])
}

// keepLanguage falls back to the language the policy is written in when it was
// never shown in another, or has that one no more.
func (p *Preview) keepLanguage() {
	open := p.draft.Snapshot().Policy
	if p.lang == "" {
		p.lang = p.shown[open.ID]
	}
	if !open.HasLanguage(p.lang) {
		p.lang = open.SourceLang
	}
}
