package library

import (
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// article shows all there is to know of a clause.
func (c *Clauses) article(clause library.Clause) fyne.CanvasObject {
	lang := c.screen.desk.Loc.Language()
	var about []fyne.CanvasObject
	if purpose := clause.PurposeIn(lang); purpose != "" {
		about = append(about, widgets.NewPassage(purpose))
	}
	about = append(append(about, c.facts(clause)...), c.wording(clause), c.users(clause))
	name := markup.PlainInline(markup.ParseInline(clause.HeadingIn(lang)))
	var more []fyne.CanvasObject
	if clause.Own {
		more = []fyne.CanvasObject{
			widgets.QuietButton(c.screen.desk.T("library.export_own"), c.ExportOwn),
			widgets.QuietButton(c.screen.desk.T("library.delete"), c.Delete),
		}
	}
	return article(name, c.badges(clause), c.buttons(clause.Own, c.Edit, c.Export, more...), about...)
}

func (c *Clauses) badges(clause library.Clause) []fyne.CanvasObject {
	d := c.screen.desk
	badges := []fyne.CanvasObject{
		widgets.NewBadge(d.T("library.revision", i18n.Data{"Number": clause.Revision}), widgets.KindNeutral),
	}
	if clause.Own {
		badges = append(badges, widgets.NewBadge(d.T("library.own"), widgets.KindAccent))
	}
	if name := c.screen.shelf.ClientName(clause.Client); name != "" {
		badges = append(badges, widgets.NewBadge(d.T("library.only_for", i18n.Data{"Client": name}), widgets.KindNeutral))
	}
	if clause.Citation != "" && !clause.Confirmed {
		badges = append(badges, widgets.NewBadge(d.T("library.unconfirmed"), widgets.KindWarning))
	}
	return badges
}

func (c *Clauses) facts(clause library.Clause) []fyne.CanvasObject {
	d := c.screen.desk
	words, _ := vocabulary.In(d.Loc.Language())
	var laws, kinds []string
	for _, regime := range clause.Regimes {
		name, _ := words.Term("regime", regime)
		laws = append(laws, name)
	}
	for _, kind := range clause.Kinds {
		name, _ := words.Term("policy_kind", kind)
		kinds = append(kinds, name)
	}
	law, kind := d.T("library.every_law"), d.T("library.every_kind")
	if len(laws) > 0 {
		law = strings.Join(laws, ", ")
	}
	if len(kinds) > 0 {
		kind = reading.Capital(strings.Join(kinds, ", "))
	}
	citation := explain.Citation(d.Loc, clause.Citation)
	if citation == "" {
		citation = "–"
	}
	return []fyne.CanvasObject{
		halves(field(d.T("library.citation"), citation), field(d.T("library.laws"), law)),
		halves(field(d.T("library.kinds"), kind), field(d.T("library.topic"), clause.Topic)),
		field(d.T("library.when"), reading.Capital(explain.ConditionText(d.Loc, words, clause.When))),
	}
}

// wording shows the text in a language and a tone.
func (c *Clauses) wording(clause library.Clause) fyne.CanvasObject {
	langs := widgets.NewChips(languageChips(clause.Languages()))
	langs.SetChosen(c.lang)
	if langs.One() == "" {
		langs.SetChips(langs.Chips())
	}
	tones := widgets.NewChips(toneChips(c.screen.desk.T))
	tones.SetChosen(string(c.tone))
	body := widgets.NewStack(10)
	fill := func() {
		c.lang, c.tone = langs.One(), policy.Tone(tones.One())
		body.Objects = []fyne.CanvasObject{reading.Text(c.screen.desk.Loc, clause.Wording(c.lang, c.tone))}
		body.Refresh()
	}
	langs.OnChanged, tones.OnChanged = fill, fill
	choice := widgets.NewStack(6, langs)
	if len(clause.Formal) > 0 {
		choice.Add(tones)
	}
	fill()
	return widgets.NewField(c.screen.desk.T("library.wording"), widgets.NewStack(10, choice,
		widgets.NewCard(body)))
}

func toneChips(t func(key string, data ...i18n.Data) string) []widgets.Chip {
	return []widgets.Chip{
		{ID: string(policy.TonePlain), Text: t("starting.plain")},
		{ID: string(policy.ToneFormal), Text: t("starting.formal")},
	}
}

func languageChips(langs []string) []widgets.Chip {
	out := make([]widgets.Chip, len(langs))
	for i, lang := range langs {
		out[i] = widgets.Chip{ID: lang, Text: reading.Capital(vocabulary.LanguageName(lang))}
	}
	return out
}

// users lists the policies that hold the clause; a click opens one.
func (c *Clauses) users(clause library.Clause) fyne.CanvasObject {
	d := c.screen.desk
	uses := c.screen.shelf.Uses(clause.ID)
	if len(uses) == 0 {
		return field(d.T("library.used_by"), d.T("library.unused"))
	}
	var rows []fyne.CanvasObject
	for _, use := range uses {
		rows = append(rows, c.user(use), widgets.NewHairline())
	}
	return widgets.NewField(d.T("library.used_by"), widgets.NewStack(0, rows...))
}

func (c *Clauses) user(use studio.Use) fyne.CanvasObject {
	d := c.screen.desk
	state, kind := d.T("library.linked"), widgets.KindSuccess
	if !use.Linked {
		state, kind = d.T("library.unlocked"), widgets.KindNeutral
	}
	badges := []fyne.CanvasObject{widgets.NewBadge(state, kind)}
	revision, of := d.T("library.revision", i18n.Data{"Number": use.Revision}), widgets.KindNeutral
	if use.Current > use.Revision {
		of = widgets.KindWarning
	}
	badges = append(badges, widgets.NewBadge(revision, of))
	open := widgets.NewRowButton(use.Client+" · "+use.Title, func() { c.screen.actions.Open(use.Policy) })
	open.Wrote = true
	return widgets.NewStack(0, open, widgets.NewPanel("", widgets.Insets{Left: 8, Bottom: 6}, widgets.NewWrap(6, badges...)))
}
