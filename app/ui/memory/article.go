package memory

import (
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/glossary"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// shown is the concept that is chosen, or what to do where none is.
func (g *Glossary) shown() fyne.CanvasObject {
	d := g.screen.desk
	row, ok := g.Selected()
	if !ok {
		return widgets.NewEmptyState(d.T("term.choose_title"), d.T("term.choose_text"), widgets.PrimaryButton(d.T("term.new"), g.New))
	}
	head := widgets.NewStack(8, widgets.NewBoldPassage(row.Title), widgets.NewWrap(6, g.badges(row)...))
	about := []fyne.CanvasObject{head, g.buttons(row)}
	c := row.Concept
	if c.Definition != "" {
		about = append(about, widgets.NewPassage(c.Definition))
	}
	for _, lang := range languagesOf(c) {
		if terms := g.terms(c, lang); terms != nil {
			about = append(about, widgets.NewField(reading.Capital(vocabulary.LanguageName(lang)), terms))
		}
	}
	for _, more := range []struct{ key, text string }{
		{"term.note", c.Note}, {"term.citation", explain.Citation(d.Loc, c.Citation)},
	} {
		if more.text != "" {
			about = append(about, widgets.NewField(d.T(more.key), widgets.NewPassage(more.text)))
		}
	}
	return container.NewVScroll(widgets.NewPanel("", widgets.InsetXY(24, 18), widgets.NewStack(16, about...)))
}

func (g *Glossary) badges(row Row) []fyne.CanvasObject {
	d := g.screen.desk
	c := row.Concept
	if c.Shipped {
		return []fyne.CanvasObject{widgets.NewBadge(d.T("term.shipped"), widgets.KindNeutral)}
	}
	owner := widgets.NewBadge(d.T("library.own"), widgets.KindAccent)
	if c.Client != "" {
		owner.Set(d.T("library.only_for", i18n.Data{"Client": g.shelf.ClientName(c.Client)}), widgets.KindAccent)
	}
	out := []fyne.CanvasObject{owner}
	if row.Over {
		out = append(out, widgets.NewBadge(d.T("term.over"), widgets.KindWarning))
	}
	return out
}

// buttons are what can be done with a concept: a shipped one is made one's own,
// one's own is changed, deleted, or given back its shipped wording.
func (g *Glossary) buttons(row Row) fyne.CanvasObject {
	d := g.screen.desk
	if row.Concept.Shipped {
		return widgets.NewWrap(8, widgets.QuietButton(d.T("term.make_own"), g.Edit))
	}
	remove := d.T("library.delete")
	if row.Over {
		remove = d.T("term.back")
	}
	return widgets.NewWrap(8, widgets.PrimaryButton(d.T("library.edit"), g.Edit), widgets.QuietButton(remove, g.Delete))
}

// terms lists those of a language: what to say, and below it what may be said,
// what is understood and what may not be said; nil without any.
func (g *Glossary) terms(c glossary.Concept, lang string) fyne.CanvasObject {
	d := g.screen.desk
	by := g.byUse(c, lang)
	if len(by) == 0 {
		return nil
	}
	var lines []fyne.CanvasObject
	for _, text := range by[Preferred] {
		lines = append(lines, widgets.NewRedline([]widgets.Span{{Text: text, Bold: true}}))
	}
	say := func(use Use, words func(terms i18n.Data) string) {
		if terms := by[use]; len(terms) > 0 {
			lines = append(lines, widgets.NewSoftPassage(words(i18n.Data{"Terms": strings.Join(terms, " · ")})))
		}
	}
	say(Allowed, func(terms i18n.Data) string { return d.T("term.allowed", terms) })
	say(Weak, func(terms i18n.Data) string { return d.T("term.weak", terms) })
	say(Forbidden, func(terms i18n.Data) string { return d.T("term.forbidden", terms) })
	return widgets.NewStack(2, lines...)
}

// byUse lists the terms of a language, with what is said of them.
func (g *Glossary) byUse(c glossary.Concept, lang string) map[Use][]string {
	by := map[Use][]string{}
	for _, term := range c.Terms {
		if term.Lang != lang {
			continue
		}
		text := term.Text
		if term.Note != "" {
			text = g.screen.desk.T("term.with_note", i18n.Data{"Term": text, "Note": term.Note})
		}
		by[UseOf(term)] = append(by[UseOf(term)], text)
	}
	return by
}
