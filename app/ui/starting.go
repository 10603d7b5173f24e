package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/ui/desk"
	uilibrary "clausedesk/app/ui/library"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
)

// AddPolicy asks what a new policy of a client starts from.
func (w *Window) AddPolicy(client policy.ID) {
	var of policy.Client
	var lib *library.Library
	w.desk.Do(func(ctx context.Context) (err error) {
		if of, err = w.desk.Studio.Store.Client(ctx, client); err != nil {
			return err
		}
		lib, err = w.desk.Studio.Library(ctx)
		return err
	}, func() { newStarting(w, of, lib).show() })
}

// lawfulCountries are the countries offered at once: those whose law the
// library has clauses of.
var lawfulCountries = []string{"NL", "FR", "DE", "GB", "CH", "ID", "XK", "BR", "US"}

// The extents of a new policy: the clauses that the law asks for, or those that
// explain as well.
const (
	extentEssential = "essential"
	extentFull      = "full"
)

// starting is the form of a new policy: everything is a row of chips or a
// line, in one column, so that Tab, Space and Enter are enough.
type starting struct {
	window    *Window
	client    policy.Client
	library   *library.Library
	kind      *widgets.Chips // "" is the empty policy
	countries *widgets.Finder
	source    *widgets.Chips
	further   *widgets.Chips
	tone      *widgets.Chips
	extent    *widgets.Chips
	title     *widgets.Line
	proposed  string // the title as it was proposed
	content   *fyne.Container
	scroll    *container.Scroll
	shown     dialog.Dialog
}

func newStarting(w *Window, client policy.Client, lib *library.Library) *starting {
	s := &starting{window: w, client: client, library: lib}
	s.kind = s.chips(s.kinds(), false, s.changed)
	s.countries = uilibrary.CountryFinder(w.desk.Loc)
	s.countries.Offered = append(slices.Clone(lawfulCountries), client.Facts["client.country"])
	s.countries.OnKey, s.countries.OnChanged = s.ending().Key, s.fit
	s.countries.Choose(client.Facts["client.country"])
	s.source = s.chips(languageChips(vocabulary.Languages()), false, s.changed)
	s.further = s.chips(nil, true, nil)
	s.tone = s.chips([]widgets.Chip{
		{ID: string(policy.TonePlain), Text: w.desk.T("starting.plain")},
		{ID: string(policy.ToneFormal), Text: w.desk.T("starting.formal")},
	}, false, nil)
	s.extent = s.chips([]widgets.Chip{
		{ID: extentEssential, Text: w.desk.T("starting.essential")},
		{ID: extentFull, Text: w.desk.T("starting.full")},
	}, false, func() { s.arrange(false) })
	s.title = s.line()
	s.content = widgets.NewStack(10)
	s.scroll = container.NewVScroll(widgets.NewPanel("", widgets.Insets{Right: 12, Bottom: 16}, s.content))
	s.changed()
	return s
}

func (s *starting) chips(of []widgets.Chip, multiple bool, changed func()) *widgets.Chips {
	row := widgets.NewChips(of)
	if multiple {
		row = widgets.NewMultiChips(of)
	}
	row.OnChanged, row.OnKey = changed, func(k *fyne.KeyEvent) { s.ending().Key(k) }
	return row
}

func (s *starting) line() *widgets.Line {
	line := widgets.NewLine()
	line.OnKey = s.ending().Key
	return line
}

func (s *starting) kinds() []widgets.Chip {
	words, _ := vocabulary.In(s.window.desk.Loc.Language())
	var out []widgets.Chip
	for _, kind := range s.library.Kinds() {
		name, _ := words.Term("policy_kind", kind.ID)
		out = append(out, widgets.Chip{ID: kind.ID, Text: reading.Capital(name)})
	}
	return append(out, widgets.Chip{Text: s.window.desk.T("starting.empty")})
}

func languageChips(langs []string) []widgets.Chip {
	out := make([]widgets.Chip, len(langs))
	for i, lang := range langs {
		out[i] = widgets.Chip{ID: lang, Text: reading.Capital(vocabulary.LanguageName(lang))}
	}
	return out
}

// changed fits the form to the kind and the language: what an empty policy
// has no use for is left out, and the title follows until somebody types one.
func (s *starting) changed() {
	empty := s.kind.One() == ""
	if empty {
		s.source.SetChips(languageChips(documentLanguages))
	} else {
		s.source.SetChips(languageChips(vocabulary.Languages()))
	}
	var rest []string
	for _, lang := range documentLanguages {
		if lang != s.source.One() {
			rest = append(rest, lang)
		}
	}
	s.further.SetChips(languageChips(rest))
	if s.title.Text == s.proposed {
		s.proposed = s.proposal()
		s.title.SetTextQuietly(s.proposed)
	}
	s.arrange(empty)
}

func (s *starting) proposal() string {
	if kind, err := s.library.Kind(s.kind.One()); err == nil {
		return kind.Titles[s.source.One()]
	}
	return s.window.desk.T("clients.policy_title")
}

// startingWidth leaves room around the form in the smallest window.
const startingWidth = 700

func (s *starting) arrange(empty bool) {
	d := s.window.desk
	field := func(caption string, content fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewField(caption, content)
	}
	title := field(d.T("clients.title"), s.title)
	fields := []fyne.CanvasObject{field(d.T("starting.kind"), s.kind)}
	if !empty {
		fields = append(fields, field(d.T("starting.countries"), s.countries.Object()))
	}
	fields = append(fields, field(d.T("starting.source"), s.source))
	if !empty {
		further := widgets.NewField(d.T("starting.further"), s.further)
		further.Hint = s.window.libraryLanguages()
		extent := widgets.NewField(d.T("starting.extent"), s.extent)
		extent.Hint = d.T("starting.essential_hint")
		if s.full() {
			extent.Hint = d.T("starting.full_hint")
		}
		fields = append(fields, further, field(d.T("starting.tone"), s.tone))
		title = container.NewGridWithColumns(2, extent, widgets.NewStack(0, title))
	}
	s.content.Objects = append(fields, title)
	s.fit()
}

// libraryLanguages says in which languages library clauses come.
func (w *Window) libraryLanguages() string {
	lang := w.desk.Loc.Language()
	var names []string
	for _, l := range vocabulary.Languages() {
		names = append(names, vocabulary.FormatValue(policy.KindLanguage, l, lang))
	}
	words, _ := vocabulary.In(lang)
	return w.desk.T("starting.further_languages", i18n.Data{"Languages": words.Join(names)})
}

func (s *starting) full() bool { return s.extent.One() == extentFull }

// fit gives the form the height it needs, as far as the window has it.
func (s *starting) fit() {
	inner := s.scroll.Content
	inner.Resize(fyne.NewSize(startingWidth, inner.MinSize().Height))
	s.content.Refresh()
	const around = 120 // the title and the buttons of the dialog
	room := s.window.desk.Window.Canvas().Size().Height - around
	s.scroll.SetMinSize(fyne.NewSize(startingWidth, min(room, inner.MinSize().Height)))
	if s.shown != nil {
		s.shown.Resize(s.shown.MinSize())
	}
}

func (s *starting) show() {
	d := s.window.desk
	s.fit()
	s.shown = d.Ask(d.T("starting.heading", i18n.Data{"Client": s.client.Name}), d.T("starting.do"),
		desk.Wide(startingWidth, s.scroll), s.finish)
	d.Window.Canvas().Focus(s.kind)
}

func (s *starting) ending() desk.Ending {
	return desk.Ending{Hide: func() { s.shown.Hide() }, Confirm: s.finish}
}

// finish makes the policy and opens it where it goes on: at its facts, or at
// the text of an empty one.
func (s *starting) finish() {
	s.countries.Add() // what was typed and not added yet
	w, source, title := s.window, s.source.One(), strings.TrimSpace(s.title.Text)
	if title == "" {
		title = s.proposal()
	}
	var added policy.Policy
	if s.kind.One() == "" {
		w.desk.Do(func(ctx context.Context) (err error) {
			added, err = w.desk.Studio.AddPolicy(ctx, s.client.ID, title, source)
			return err
		}, func() { w.Open(added.ID) })
		return
	}
	request := studio.NewPolicyRequest{
		Client: s.client.ID, Kind: s.kind.One(), Countries: s.countries.Chosen(), Source: source,
		Targets: s.further.Chosen(), Title: title, Tone: policy.Tone(s.tone.One()), Full: s.full(),
	}
	missing := 0
	w.desk.Do(func(ctx context.Context) (err error) {
		if err = s.presetCountry(ctx, request.Countries); err != nil {
			return err
		}
		if added, err = w.desk.Studio.NewPolicy(ctx, request); err != nil {
			return err
		}
		missing, err = missingAnswers(ctx, w.desk.Studio, added.ID)
		return err
	}, func() {
		w.openAt(added.ID, tabFacts)
		if missing == 0 {
			w.desk.Say(w.desk.T("starting.complete"))
			return
		}
		w.desk.Say(w.desk.Loc.N("starting.missing", missing))
	})
}

// presetCountry takes the one country that a policy addresses for the client's
// own, where that was not answered: there it can be read and changed.
func (s *starting) presetCountry(ctx context.Context, addressed []string) error {
	if len(addressed) != 1 || s.client.Facts["client.country"] != "" {
		return nil
	}
	return s.window.desk.Studio.ChangeClient(ctx, s.client.ID, func(c *policy.Client) {
		if c.Facts == nil {
			c.Facts = policy.Facts{}
		}
		if c.Facts["client.country"] == "" {
			c.Facts["client.country"] = addressed[0]
		}
	})
}

// missingAnswers counts what a policy still asks for: required facts, and
// whatever its clauses show that nobody answered.
func missingAnswers(ctx context.Context, s *studio.Studio, id policy.ID) (int, error) {
	snap, err := s.Snapshot(ctx, id)
	if err != nil {
		return 0, err
	}
	asked := map[string]bool{}
	for _, f := range check.Run(check.Subject{Snapshot: snap, Languages: []string{snap.Policy.SourceLang}}) {
		switch f.Rule {
		case check.RuleFactMissing:
			asked[string(f.Fact)] = true
		case check.RulePlaceholderMissing:
			asked[cmp.Or(string(f.Fact), f.Evidence)] = true
		}
	}
	return len(asked), nil
}
