package library

import (
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
)

// describe shows all there is to know of a clause.
func (c *Clauses) describe(clause library.Clause) fyne.CanvasObject {
	lang := c.screen.desk.Loc.Language()
	objects := []fyne.CanvasObject{
		widgets.NewStack(8, widgets.NewBoldPassage(markup.PlainInline(markup.ParseInline(clause.HeadingIn(lang)))), c.badges(clause)),
		c.buttons(clause),
	}
	if purpose := clause.PurposeIn(lang); purpose != "" {
		objects = append(objects, widgets.NewPassage(purpose))
	}
	objects = append(objects, c.facts(clause)...)
	objects = append(objects, c.wording(clause), c.users(clause))
	return reading(objects...)
}

func (c *Clauses) badges(clause library.Clause) fyne.CanvasObject {
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
	return widgets.NewWrap(6, badges...)
}

func (c *Clauses) buttons(clause library.Clause) fyne.CanvasObject {
	d := c.screen.desk
	edit := widgets.PrimaryButton(d.T("library.edit"), c.Edit)
	if !clause.Own {
		edit = widgets.QuietButton(d.T("library.make_own"), c.Edit)
	}
	row := []fyne.CanvasObject{edit, widgets.QuietButton(d.T("library.export"), c.Export)}
	if clause.Own {
		row = append(row, widgets.QuietButton(d.T("library.delete"), c.Delete))
	}
	return widgets.NewWrap(8, row...)
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
		kind = Capital(strings.Join(kinds, ", "))
	}
	citation := explain.Citation(d.Loc, clause.Citation)
	if citation == "" {
		citation = "–"
	}
	return []fyne.CanvasObject{
		halves(field(d.T("library.citation"), citation), field(d.T("library.laws"), law)),
		halves(field(d.T("library.kinds"), kind), field(d.T("library.topic"), clause.Topic)),
		field(d.T("library.when"), Capital(explain.ConditionText(d.Loc, words, clause.When))),
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
		body.Objects = c.text(clause.Wording(c.lang, c.tone))
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
		out[i] = widgets.Chip{ID: lang, Text: Capital(vocabulary.LanguageName(lang))}
	}
	return out
}

// text writes a wording out as it is read: what depends on answers has a line
// above it that says when it is shown.
func (c *Clauses) text(words library.Wording) []fyne.CanvasObject {
	out := []fyne.CanvasObject{widgets.NewBoldPassage(markup.PlainInline(markup.ParseInline(words.Heading)))}
	return append(out, c.blocks(markup.Parse(words.Body), "")...)
}

func (c *Clauses) blocks(blocks []markup.Block, bullet string) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, block := range blocks {
		switch block.Kind {
		case markup.Paragraph:
			out = append(out, c.paragraph(block.Inlines, bullet)...)
			bullet = ""
		case markup.List, markup.Quote:
			for _, item := range block.Items {
				out = append(out, c.blocks(item, "•  ")...)
			}
		default:
			out = append(out, widgets.NewPassage(markup.Plain(markup.Doc{block})))
		}
	}
	return out
}

func (c *Clauses) paragraph(inlines []markup.Inline, bullet string) []fyne.CanvasObject {
	var when string
	if len(inlines) > 0 && inlines[0].Kind == markup.Placeholder {
		if condition, ok := markup.Condition(inlines[0].Text); ok {
			when, inlines = condition, inlines[1:]
		}
	}
	passage := widgets.NewPassage(bullet + strings.TrimSpace(markup.PlainInline(inlines)))
	if when == "" {
		return []fyne.CanvasObject{passage}
	}
	d := c.screen.desk
	words, _ := vocabulary.In(d.Loc.Language())
	shown := widgets.NewSoftPassage(d.T("library.shown_when", i18n.Data{"Condition": explain.ConditionText(d.Loc, words, when)}))
	return []fyne.CanvasObject{widgets.NewStack(0, shown, passage)}
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
	return widgets.NewRow(6, append([]fyne.CanvasObject{open, layout.NewSpacer()}, badges...)...)
}
