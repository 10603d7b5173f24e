package clauses

import (
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/ui/answers"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// linkedPane is the form of a clause that follows the library: what it is
// for, its tone, and the answers its wording draws on.
type linkedPane struct {
	screen   *Screen
	purpose  *widget.Label
	citation *widget.Label
	newer    *widget.Label
	lines    map[*widget.Label]fyne.CanvasObject // each label as it stands in the pane
	tone     *widgets.Segmented
	toneLine *widgets.Field
	form     *fyne.Container
	terms    *termsPane
	inputs   []filled
	built    string // the clause and needs that form was built for
	scroll   *container.Scroll
	object   fyne.CanvasObject
}

// filled is a part of the form that hears of changes until it is closed.
type filled interface {
	Input() fyne.Focusable
	Close()
}

const (
	tonePlain  = "plain"
	toneFormal = "formal"
)

func newLinkedPane(s *Screen) *linkedPane {
	p := &linkedPane{screen: s, purpose: widget.NewLabel(""), citation: widget.NewLabel(""), newer: widget.NewLabel("")}
	p.lines = map[*widget.Label]fyne.CanvasObject{}
	for _, label := range []*widget.Label{p.purpose, p.citation, p.newer} {
		label.Wrapping = fyne.TextWrapWord
	}
	p.citation.Importance, p.citation.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	p.newer.Importance = widget.WarningImportance
	p.tone = widgets.NewSegmented([]widgets.Option{
		{Key: tonePlain, Text: s.desk.T("clauses.tone_plain")}, {Key: toneFormal, Text: s.desk.T("clauses.tone_formal")},
	}, tonePlain, func(key string) {
		s.SetTone(map[string]policy.Tone{tonePlain: policy.TonePlain, toneFormal: policy.ToneFormal}[key])
	})
	p.tone.OnShortcut = s.desk.Shortcut
	p.toneLine = widgets.NewField(s.desk.T("clauses.tone"), p.tone)
	p.form, p.terms = widgets.NewFieldStack(), newTermsPane(s)
	about := widgets.NewStack(4)
	for _, label := range []*widget.Label{p.purpose, p.citation, p.newer} {
		p.lines[label] = widgets.NewFlush(label)
		about.Add(p.lines[label])
	}
	p.scroll = container.NewVScroll(widgets.NewPanel("", widgets.Insets{Right: 14}, widgets.NewFieldStack(about, p.toneLine, p.form, p.terms.object)))
	p.terms.scroll = p.scroll
	p.object = p.scroll
	return p
}

// fill shows a linked clause. The form is made anew only for another clause or
// other needs, so that the caret stays where the person answers.
func (p *linkedPane) fill(c policy.Clause) {
	p.fillAbout(c)
	p.terms.fill(c)
	needs := p.screen.model.Needs()
	built := describe(c.ID, needs)
	if built == p.built {
		return
	}
	p.close()
	p.built = built
	p.build(needs)
	p.scroll.ScrollToTop()
}

func describe(id policy.ID, needs library.Needs) string {
	parts := append([]string{string(id)}, needs.Registers...)
	for _, key := range needs.Facts {
		parts = append(parts, string(key))
	}
	return strings.Join(parts, " ")
}

func (p *linkedPane) fillAbout(c policy.Clause) {
	t := p.screen.desk.T
	purpose, citation, formal := "", "", false
	if p.screen.lib != nil {
		if from, err := p.screen.lib.Clause(c.Library.ID); err == nil {
			purpose, citation, formal = from.PurposeIn(p.screen.desk.Loc.Language()), from.Citation, len(from.Formal) > 0
		}
	}
	p.show(p.purpose, purpose)
	p.show(p.citation, explain.Citation(p.screen.desk.Loc, citation))
	newer := ""
	if revision := p.screen.newer(c); revision > 0 {
		newer = t("clauses.newer", i18n.Data{"Revision": revision})
	}
	p.show(p.newer, newer)
	widgets.SetVisible(p.toneLine, formal)
	p.tone.SetValue(tonePlain)
	if c.Library.Tone == policy.ToneFormal {
		p.tone.SetValue(toneFormal)
	}
}

// show puts a text into a label that is there only when it says something.
func (p *linkedPane) show(label *widget.Label, text string) {
	setIfOther(label.Text, text, label.SetText)
	widgets.SetVisible(p.lines[label], text != "")
}

func (p *linkedPane) build(needs library.Needs) {
	p.inputs, p.form.Objects = nil, nil
	for _, key := range needs.Facts {
		if def, known := policy.FactDefOf(key); known {
			field := answers.NewField(p.screen.book, def)
			field.OnFocus = func(f *answers.Field) { p.reveal(f.Object()) }
			p.add(field, field.Object())
		}
	}
	for _, name := range needs.Registers {
		if def, known := policy.RegisterDefOf(name); known {
			table := answers.NewTable(p.screen.book, def)
			shown := widgets.NewField(p.screen.desk.T("register."+name), table.Object())
			table.Records.OnFocused = func() { p.reveal(shown) }
			p.add(table, shown)
		}
	}
	if len(needs.Facts) > 0 {
		hint := widget.NewLabel(p.screen.desk.T("clauses.field_keys"))
		hint.Wrapping, hint.Importance, hint.SizeName = fyne.TextWrapWord, widget.LowImportance, theme.SizeNameCaptionText
		p.form.Objects = append(p.form.Objects, widgets.NewFlush(hint))
	}
	if len(p.inputs) == 0 {
		p.form.Objects = []fyne.CanvasObject{paragraph(p.screen.desk.T("clauses.no_answers"))}
	}
	p.form.Refresh()
	p.scroll.Refresh()
}

func (p *linkedPane) add(input filled, shown fyne.CanvasObject) {
	p.inputs = append(p.inputs, input)
	p.form.Objects = append(p.form.Objects, shown)
}

// reveal brings the part of the form with the keyboard into sight.
func (p *linkedPane) reveal(part fyne.CanvasObject) {
	answers.Reveal(p.scroll, p.form.Position().Y+part.Position().Y, min(part.Size().Height, p.scroll.Size().Height/2))
}

// first is what takes the keyboard when the clause is opened.
func (p *linkedPane) first() fyne.Focusable {
	if len(p.inputs) > 0 {
		return p.inputs[0].Input()
	}
	return p.screen.foot.unlock
}

func (p *linkedPane) close() {
	for _, input := range p.inputs {
		input.Close()
	}
	p.inputs, p.built = nil, ""
}
