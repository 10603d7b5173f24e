package publish

import (
	"cmp"
	"slices"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/explain"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

func (s *Screen) day(day string) string { return explain.Day(s.desk.Loc, day) }

var kinds = map[policy.Severity]widgets.Kind{
	policy.SeverityError: widgets.KindError, policy.SeverityWarning: widgets.KindWarning, policy.SeverityAdvice: widgets.KindAccent,
}

// othersShown is how many findings that stop nobody are named.
const othersShown = 8

// findings is the first step: errors to mend, leave as they are or accept, and
// what else was found.
func (s *Screen) findings() []fyne.CanvasObject {
	errors, others := s.model.Open()
	if len(errors)+len(others) == 0 {
		return []fyne.CanvasObject{widgets.NewCallout(s.desk.T("review.empty_text"), widgets.KindSuccess, nil)}
	}
	evidence := check.EvidenceIn(s.model.Snap, s.desk.Loc.Language())
	var rows []fyne.CanvasObject
	if len(errors) > 0 {
		rows = append(rows, widgets.NewBoldPassage(s.desk.Loc.N("publish.errors", len(errors))))
		for _, g := range errors {
			rows = append(rows, s.finding(g, evidence), widgets.NewHairline())
		}
		rows = append(rows, s.reason())
	}
	if len(others) > 0 {
		rows = append(rows, widgets.NewBoldPassage(s.desk.Loc.N("wizard.warnings", len(others))))
		for _, g := range others[:min(len(others), othersShown)] {
			rows = append(rows, s.finding(g, evidence), widgets.NewHairline())
		}
		if rest := len(others) - othersShown; rest > 0 {
			rows = append(rows, widgets.NewSoftPassage(s.desk.Loc.N("wizard.more", rest)))
		}
	}
	return rows
}

func (s *Screen) finding(g check.Group, evidence map[string]string) fyne.CanvasObject {
	f := g.Finding
	f.Evidence = cmp.Or(evidence[f.Key()], f.Evidence)
	words := explain.Finding(s.desk.Loc, f)
	buttons := container.NewHBox(s.button("review.go_to", func() { s.actions.GoTo(g.Finding) }))
	if check.Dismissible(f) {
		leave := s.button("review.dismiss", func() {
			s.desk.AskReason(s.desk.T("review.dismiss"), s.desk.T("review.dismiss_reason"), words, func(reason, by string) {
				s.actions.Dismiss(reason, by, g.Findings)
			})
		})
		buttons.Objects = slices.Insert(buttons.Objects, 0, fyne.CanvasObject(leave))
	}
	lines := []fyne.CanvasObject{widgets.NewPassage(words)}
	if titles := check.Titles(s.model.Snap.Shown(), g.Clauses); len(titles) > 0 {
		lines = append(lines, widgets.NewSoftPassage(strings.Join(titles, " · ")))
	}
	badge := container.NewVBox(widgets.NewBadge(explain.Severity(s.desk.Loc, g.Severity), kinds[g.Severity]))
	return container.NewBorder(nil, nil, badge, container.NewVBox(buttons), widgets.NewPanel("", widgets.InsetXY(10, 0), widgets.NewStack(4, lines...)))
}

func (s *Screen) button(key string, do func()) *widgets.Button {
	b := widgets.QuietButton(s.desk.T(key), do)
	b.OnKey = s.key
	return b
}

// reason asks why one publishes in spite of errors.
func (s *Screen) reason() fyne.CanvasObject {
	s.Reason = widgets.NewLine()
	s.Reason.SetTextQuietly(s.model.Reason)
	s.Reason.OnKey, s.Reason.OnShortcut = s.lineKey, s.desk.Elsewhere
	s.Reason.OnChanged = func(text string) { s.model.Reason = text }
	field := widgets.NewField(s.desk.T("publish.reason"), s.Reason)
	field.Hint = s.desk.T("wizard.reason_hint")
	return field
}

// languages is the second step.
func (s *Screen) languages() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{widgets.NewSoftPassage(s.desk.T("wizard.languages_hint"))}
	for _, l := range s.model.Plan.Languages {
		rows = append(rows, s.language(l), widgets.NewHairline())
	}
	return rows
}

// missingShown is how many segments of a language are named.
const missingShown = 3

func (s *Screen) language(l studio.LanguagePlan) fyne.CanvasObject {
	tick := widgets.NewCheck(vocabulary.LanguageName(l.Lang), nil)
	tick.Checked = slices.Contains(s.model.Languages, l.Lang)
	tick.OnChanged = func(on bool) {
		s.model.Tick(l.Lang, on)
		s.Tell(NoProblem)
	}
	s.Ticks[l.Lang] = tick
	words, kind := s.desk.T("wizard.language_complete"), widgets.KindSuccess
	switch {
	case l.Lang == s.model.Snap.Policy.SourceLang:
		words, kind = s.desk.T("wizard.language_written"), widgets.KindNeutral
	case !l.Complete():
		words, kind = s.desk.T("wizard.language_percent", i18n.Data{"Percent": l.Percent()}), widgets.KindWarning
	}
	head := container.NewHBox(tick, container.NewCenter(widgets.NewBadge(words, kind)))
	if l.Complete() {
		return head
	}
	lines := []fyne.CanvasObject{widgets.NewSoftPassage(s.desk.Loc.N("wizard.language_missing", len(l.Missing)))}
	for _, row := range l.Missing[:min(len(l.Missing), missingShown)] {
		lines = append(lines, s.missing(l.Lang, row))
	}
	if rest := len(l.Missing) - missingShown; rest > 0 {
		lines = append(lines, widgets.NewSoftPassage(s.desk.Loc.N("wizard.more", rest)))
	}
	return widgets.NewStack(6, head, widgets.NewPanel("", widgets.Insets{Left: 30}, widgets.NewStack(4, lines...)))
}

func (s *Screen) missing(lang string, row translate.Row) fyne.CanvasObject {
	at := policy.Finding{ClauseID: row.ClauseID, Lang: lang, Segment: row.Pos + 1}
	text := widgets.NewPassage(short(markup.PlainInline(markup.ParseInline(row.Source))))
	return container.NewBorder(nil, nil, nil, container.NewVBox(s.button("review.go_to", func() { s.actions.GoTo(at) })), text)
}

// shortRunes is how much of a segment is enough to know it by.
const shortRunes = 120

func short(text string) string {
	if runes := []rune(text); len(runes) > shortRunes {
		return strings.TrimSpace(string(runes[:shortRunes])) + "…"
	}
	return text
}

// dayAndNote is the third step.
func (s *Screen) dayAndNote() []fyne.CanvasObject {
	today := s.desk.Studio.Today()
	s.Day = widgets.NewLine()
	s.Day.SetTextQuietly(s.model.Day)
	s.Day.OnKey, s.Day.OnShortcut = s.lineKey, s.desk.Elsewhere
	field := widgets.NewField(s.desk.T("publish.effective"), s.Day)
	follow := func(text string) {
		s.model.Day = text
		field.Hint = cmp.Or(explain.DayFrom(s.desk.Loc, strings.TrimSpace(text), today), s.desk.T("fact_hint.date"))
		field.Problem = ""
		if s.model.Problem(StepDay) == EarlierDay {
			field.Problem = s.desk.T("wizard.day_earlier", i18n.Data{"Date": s.day(s.model.Plan.Earliest)})
		}
		field.Refresh()
		s.body.Refresh()
	}
	s.Day.OnChanged = follow
	follow(s.model.Day)
	var days []fyne.CanvasObject
	for i, day := range s.model.Days(today) {
		if day != "" {
			key := []string{"wizard.day_today", "wizard.day_weeks", "wizard.day_month"}[i]
			days = append(days, s.button(key, func() { s.Day.SetText(day) }))
		}
	}
	return []fyne.CanvasObject{field, widgets.NewWrap(6, days...), s.note()}
}

// noteLines is the room for a note.
const noteLines = 5

func (s *Screen) note() fyne.CanvasObject {
	s.Note = widgets.NewTextArea()
	s.Note.SetMinRowsVisible(noteLines)
	s.Note.SetTextQuietly(s.model.Note)
	field := widgets.NewField(s.desk.T("publish.note"), s.Note)
	hint := func() {
		field.Hint = s.desk.T("wizard.note_hint")
		if s.model.Proposed() {
			field.Hint = s.desk.T("wizard.note_proposed", i18n.Data{"Number": s.model.Plan.Number - 1})
		}
	}
	s.Note.OnShortcut = s.desk.Elsewhere
	s.Note.OnKey = func(k *fyne.KeyEvent) bool { return k.Name == fyne.KeyEscape && s.lineKey(k) }
	s.Note.OnChanged = func(text string) {
		s.model.Note = text
		hint()
		field.Refresh()
	}
	hint()
	return field
}

// frozen is the last step: all that will never change again.
func (s *Screen) frozen() []fyne.CanvasObject {
	m, d := s.model, s.desk
	line := func(key, words string) fyne.CanvasObject {
		return widgets.NewField(d.T(key), widgets.NewPassage(words))
	}
	var langs []string
	for _, lang := range m.Languages {
		langs = append(langs, vocabulary.LanguageName(lang))
	}
	follows := d.T("wizard.freeze_first")
	if m.Plan.Previous != "" {
		follows = d.T("wizard.freeze_version", i18n.Data{"Number": m.Plan.Number - 1, "SHA256": explain.Fingerprint(m.Plan.Previous)})
	}
	day := strings.TrimSpace(m.Day)
	p := m.Snap.Policy
	return []fyne.CanvasObject{
		widgets.NewCallout(d.T("wizard.freeze_what"), widgets.KindAccent, nil),
		widgets.NewFieldStack(
			line("wizard.freeze_policy", d.T("publish.what", i18n.Data{"Client": m.Snap.Client.Name, "Title": p.Title(p.SourceLang)})),
			line("publish.effective", s.day(day)+" · "+explain.DayFrom(d.Loc, day, d.Studio.Today())),
			line("wizard.freeze_text", strings.Join(langs, ", ")+" · "+d.Loc.N("status.clauses", len(m.Plan.After.Clauses))),
			line("wizard.freeze_findings", s.settled()),
			line("publish.note", cmp.Or(strings.TrimSpace(m.Note), d.T("wizard.freeze_no_note"))),
			line("wizard.freeze_follows", follows),
		),
	}
}

// settled says what becomes of the findings.
func (s *Screen) settled() string {
	errors, others := s.model.Open()
	var lines []string
	if len(errors) > 0 {
		lines = append(lines, s.desk.Loc.N("wizard.freeze_errors", len(errors)),
			s.desk.T("wizard.freeze_reason", i18n.Data{"Reason": strings.TrimSpace(s.model.Reason)}))
	}
	if len(others) > 0 {
		lines = append(lines, s.desk.Loc.N("wizard.freeze_others", len(others)))
	}
	if n := len(s.model.Plan.Dismissed); n > 0 {
		lines = append(lines, s.desk.Loc.N("wizard.freeze_dismissed", n))
	}
	if len(lines) == 0 {
		return s.desk.T("wizard.freeze_settled")
	}
	return strings.Join(lines, "\n")
}
