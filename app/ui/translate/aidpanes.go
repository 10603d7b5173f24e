package translate

import (
	"strconv"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/markup"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// aidPanes stand below the segments and help with the selected one: what moved
// and who did what, matches from the memory, and terms and checks.
type aidPanes struct {
	screen  *Screen
	story   *fyne.Container
	matches *fyne.Container
	checks  *fyne.Container
	object  fyne.CanvasObject
}

// aidsHeight is what the panes take; longer ones scroll.
const aidsHeight float32 = 196

func newAidPanes(s *Screen) *aidPanes {
	p := &aidPanes{screen: s, story: widgets.NewStack(6), matches: widgets.NewStack(0), checks: widgets.NewStack(6)}
	pane := func(key string, content fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewPanel(widgets.ColorPaper, widgets.InsetXY(18, 12), container.NewVScroll(
			widgets.NewField(s.desk.T(key), content)))
	}
	columns := widgets.NewColumns(
		widgets.Column{Content: pane("translate.story", p.story), Min: 220},
		widgets.Column{Content: pane("translate.memory", p.matches), Min: 240},
		widgets.Column{Content: pane("translate.glossary_checks", p.checks), Min: 220},
	)
	p.object = widgets.NewFrame(widgets.NewHairline(), nil, container.New(tall{aidsHeight}, columns))
	return p
}

// tall gives its content a fixed height.
type tall struct{ height float32 }

func (l tall) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (l tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	for _, o := range objects {
		width = max(width, o.MinSize().Width)
	}
	return fyne.NewSize(width, l.height)
}

// fillAids shows all that helps with the selected segment.
func (s *Screen) fillAids() {
	s.aids.fillStory()
	s.aids.fillMatches()
	s.aids.fillChecks()
}

func (p *aidPanes) fillStory() {
	row, ok := p.screen.model.Selected()
	if !ok {
		p.set(p.story, widgets.NewSoftPassage(p.screen.desk.T("translate.nothing_shown")))
		return
	}
	p.set(p.story, p.storyOf(row)...)
}

func (p *aidPanes) fillMatches() {
	if _, ok := p.screen.model.Selected(); !ok {
		p.set(p.matches)
		return
	}
	p.set(p.matches, p.matchesOf(p.screen.answers.Matches)...)
}

func (p *aidPanes) fillChecks() {
	row, ok := p.screen.model.Selected()
	if !ok {
		p.set(p.checks)
		return
	}
	p.set(p.checks, p.checksOf(row)...)
}

func (p *aidPanes) set(pane *fyne.Container, objects ...fyne.CanvasObject) {
	pane.Objects = objects
	pane.Refresh()
}

// storyOf tells what moved in the source of a row, who wrote its translation,
// and what was said of it.
func (p *aidPanes) storyOf(row translate.Row) []fyne.CanvasObject {
	d := p.screen.desk
	var out []fyne.CanvasObject
	switch {
	case row.Hidden && row.OfAnswer():
		out = append(out, widgets.NewSoftPassage(d.T("translate.hidden_answer")))
	case row.Hidden:
		out = append(out, widgets.NewSoftPassage(d.T("translate.hidden")))
	}
	if row.State == policy.Stale {
		out = append(out, widgets.NewRedline(spansOf(p.screen.model.Moved())),
			container.NewHBox(widgets.QuietButton(d.T("translate.unchanged"), p.screen.AskUnchanged)))
	}
	for _, event := range p.screen.answers.History {
		out = append(out, widgets.NewSoftPassage(explain.UnitEvent(d.Loc, event)))
	}
	if len(out) == 0 {
		key := "translate.no_story"
		if row.Via == policy.ViaLibrary {
			key = "translate.from_library"
		}
		out = append(out, widgets.NewSoftPassage(d.T(key)))
	}
	return out
}

func spansOf(spans []translate.Span) []widgets.Span {
	out := make([]widgets.Span, len(spans))
	for i, span := range spans {
		out[i] = widgets.Span{Text: span.Text, Kind: map[translate.SpanKind]widgets.SpanKind{
			translate.Same: widgets.SpanSame, translate.Inserted: widgets.SpanInserted, translate.Deleted: widgets.SpanDeleted,
		}[span.Kind]}
	}
	return out
}

// matchesOf shows matches with the key that takes each.
func (p *aidPanes) matchesOf(matches []memory.Match) []fyne.CanvasObject {
	d := p.screen.desk
	if len(matches) == 0 {
		return []fyne.CanvasObject{widgets.NewSoftPassage(d.T("translate.no_match"))}
	}
	var out []fyne.CanvasObject
	for i, match := range matches {
		score := strconv.Itoa(min(match.Score, memory.Exact)) + " %"
		origin := match.Origin
		if strings.HasPrefix(string(match.Clause), string(studio.LibraryOrigin)) {
			origin = d.T("translate.of_library", i18n.Data{"Heading": origin})
		}
		switch {
		case match.Score >= memory.InContext:
			origin = d.T("translate.in_context", i18n.Data{"Origin": origin})
		case match.Substituted:
			origin = d.T("translate.substituted", i18n.Data{"Origin": origin})
		}
		var found []widgets.Span
		if match.Score < memory.Exact {
			found = spansOf(match.Diff)
		}
		out = append(out, widgets.NewMatchRow(score, found, match.Adapted, origin, MatchKey(strconv.Itoa(i+1)), func() { p.screen.Take(i) }))
	}
	return out
}

// checksOf lists the terms of the glossary and what the checks found.
func (p *aidPanes) checksOf(row translate.Row) []fyne.CanvasObject {
	s := p.screen
	snap := s.model.Draft.Snapshot()
	var out []fyne.CanvasObject
	if s.knows != nil {
		for _, hint := range Hints(s.knows.Glossary, row.Source, snap.Policy.SourceLang, s.model.Language()) {
			out = append(out, widgets.NewRedline(hintSpans(hint)))
		}
	}
	problems := s.model.ProblemsAt(placeOf(row))
	dismissed := 0
	for _, problem := range problems {
		finding := s.finding(row, problem)
		if s.dismissed(finding) {
			dismissed++
			continue
		}
		out = append(out, widgets.NewCallout(explain.Finding(s.desk.Loc, finding), problemKinds[problem.Severity],
			widgets.QuietButton(s.desk.T("review.dismiss"), func() { s.AskDismiss(finding) })))
	}
	switch {
	case dismissed > 0:
		out = append(out, widgets.NewSoftPassage(s.desk.Loc.N("translate.dismissed", dismissed)))
	case row.Target != "" && len(problems) == 0 && s.knows != nil:
		out = append(out, widgets.NewSoftPassage(s.desk.T("translate.checks_agree")))
	}
	return append(out, p.placeholders()...)
}

// placeholders shows which key puts which placeholder in.
func (p *aidPanes) placeholders() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i, expr := range p.screen.model.Placeholders() {
		if i >= matchesShown {
			break
		}
		out = append(out, widgets.NewSoftPassage(PlaceholderKey(strconv.Itoa(i+1))+"  {{"+expr+"}}"))
	}
	return out
}

func hintSpans(hint Hint) []widgets.Span {
	var words []string
	for _, term := range hint.Targets {
		words = append(words, term.Text)
	}
	spans := []widgets.Span{{Text: hint.Source + ": "}, {Text: words[0], Bold: true}}
	if len(words) > 1 {
		spans = append(spans, widgets.Span{Text: " · " + strings.Join(words[1:], " · ")})
	}
	if hint.Note != "" {
		spans = append(spans, widgets.Span{Text: "  " + hint.Note, Soft: true})
	}
	return spans
}

// plainOf is a target as it reads, for a message.
func plainOf(text string) string { return markup.PlainInline(markup.ParseInline(text)) }
