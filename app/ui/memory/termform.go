package memory

import (
	"context"

	"clausedesk/app/explain"
	"clausedesk/app/glossary"
	"clausedesk/app/policy"
	"clausedesk/app/ui/answers"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// TermForm writes a concept: its terms in every language, and what is said of
// it.
type TermForm struct {
	Draft      *Draft
	Lines      []*widgets.Line // one for each line of the draft
	Whom       *widgets.Picker
	Further    *widgets.Picker // begins a language
	Definition *widgets.TextArea
	Note       *widgets.TextArea
	Citation   *widgets.Line

	glossary *Glossary
	whom     *widgets.Field
	whose    *fyne.Container
	fields   []*widgets.Field // of the lines, one for each language
	use      float32          // how wide the choice of a use is
	terms    *fyne.Container
	content  fyne.CanvasObject
	scroll   *container.Scroll
}

func newTermForm(g *Glossary, draft *Draft) *TermForm {
	f := &TermForm{Draft: draft, glossary: g, terms: widgets.NewFieldStack(), whose: container.NewStack()}
	d := g.screen.desk
	f.Definition = f.area(draft.Now.Definition, func(text string) { draft.Now.Definition = text })
	f.Note = f.area(draft.Now.Note, func(text string) { draft.Now.Note = text })
	f.Citation = f.line(draft.Now.Citation, func(text string) { draft.Now.Citation = text })
	f.Further = widgets.NewPicker(furtherLanguages(), f.begin)
	f.Further.Placeholder, f.Further.NothingText = d.T("term.further"), d.T("answers.nothing")
	f.Further.OnShortcut, f.Further.OnKey = f.editing().Shortcut, f.editing().Key
	f.whom = widgets.NewField(d.T("library.for_whom"), f.whose)
	f.setClients(g.clients())
	var uses []string
	for _, use := range Uses() {
		uses = append(uses, f.useName(use))
	}
	f.use = roomFor(uses...) // so that all lines end alike
	f.build()
	f.fillTerms()
	return f
}

// furtherLanguages are those that documents are written in, and others that
// policies are translated into.
func furtherLanguages() []widgets.Option {
	var out []widgets.Option
	for _, lang := range []string{
		"ar", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "id", "is", "it", "ja", "ko",
		"lt", "lv", "mk", "ms", "mt", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "vi", "zh",
	} {
		out = append(out, widgets.Option{Key: lang, Text: reading.Capital(vocabulary.LanguageName(lang))})
	}
	return out
}

func (f *TermForm) line(text string, changed func(string)) *widgets.Line {
	line := widgets.NewLine()
	line.SetTextQuietly(text)
	line.OnChanged, line.OnShortcut, line.OnKey = changed, f.editing().Shortcut, f.editing().Key
	return line
}

func (f *TermForm) area(text string, changed func(string)) *widgets.TextArea {
	area := widgets.NewTextArea()
	area.SetMinRowsVisible(2)
	area.SetTextQuietly(text)
	area.OnChanged, area.OnShortcut, area.OnKey = changed, f.editing().Shortcut, f.editing().Key
	return area
}

// setClients offers the clients that the concept can be for.
func (f *TermForm) setClients(clients []policy.Client) {
	d := f.glossary.screen.desk
	f.Whom = f.glossary.screen.clientPicker(clients, d.T("library.every_client"), func(id policy.ID) {
		f.Draft.Now.Client = id
		f.whom.SetProblem("")
	})
	f.Whom.SetValue(keyOfClient(f.Draft.Now.Client), "")
	f.Whom.OnShortcut, f.Whom.OnKey = f.editing().Shortcut, f.editing().Key
	f.whose.Objects = []fyne.CanvasObject{f.Whom}
	f.whose.Refresh()
}

func (f *TermForm) build() {
	d := f.glossary.screen.desk
	title, about := d.T("term.new_title"), d.T("term.about")
	switch {
	case f.Draft.Before.Shipped:
		title, about = d.T("term.own_title"), d.T("term.own_about")
	case f.Draft.Before.ID != "":
		title = d.T("term.edit_title")
	}
	fields := widgets.NewFieldStack(
		widgets.NewBoldPassage(title), widgets.NewSoftPassage(about), f.terms,
		widgets.NewField(d.T("term.further_language"), f.Further), f.whom,
		widgets.NewField(d.T("term.definition"), f.Definition), widgets.NewField(d.T("term.note"), f.Note),
		widgets.NewField(d.T("term.citation"), f.Citation),
	)
	foot := widgets.NewFrame(widgets.NewHairline(), nil, widgets.NewPanel("", widgets.InsetXY(24, 12), widgets.NewRow(8,
		widgets.PrimaryButton(d.T("library.save"), f.Save), widgets.QuietButton(d.T("action.cancel"), f.Cancel))))
	f.scroll = container.NewVScroll(widgets.NewPanel("", widgets.InsetXY(24, 18), fields))
	f.content = widgets.NewFrame(nil, foot, f.scroll)
}

// fillTerms shows the lines of the draft, by language.
func (f *TermForm) fillTerms() {
	f.Lines, f.fields, f.terms.Objects = nil, nil, nil
	for _, lang := range f.Draft.Languages() {
		rows := widgets.NewStack(6)
		for i, term := range f.Draft.Lines {
			if term.Lang == lang {
				rows.Add(f.row(i, term))
			}
		}
		field := widgets.NewField(reading.Capital(vocabulary.LanguageName(lang)), rows)
		f.fields = append(f.fields, field)
		f.terms.Add(field)
	}
	f.terms.Refresh()
}

// row is one term with its use.
func (f *TermForm) row(i int, term glossary.Term) fyne.CanvasObject {
	line := f.line(term.Text, nil)
	line.OnChanged = func(text string) {
		f.Draft.Lines[i].Text = text
		f.field(i).SetProblem("")
	}
	line.OnKey = func(k *fyne.KeyEvent) bool { return f.termKey(i, k) }
	line.OnFocusGained = func() { f.reveal(line) }
	f.Lines = append(f.Lines, line)
	var names []string
	for _, use := range Uses() {
		names = append(names, f.useName(use))
	}
	use := widgets.NewSelect(names, nil)
	use.SetSelected(f.useName(UseOf(term)))
	use.OnChanged = func(string) { f.Draft.Lines[i] = Uses()[use.SelectedIndex()].With(f.Draft.Lines[i]) }
	return container.NewBorder(nil, nil, nil, widgets.NewPanel("", widgets.Insets{Left: 8}, container.New(&atLeast{f.use}, use)), line)
}

func (f *TermForm) useName(use Use) string {
	if use == Weak {
		return f.glossary.screen.desk.T("term.use_weak")
	}
	return f.glossary.screen.desk.T("glossary.status_" + string(use))
}

// field is that of the language of a line.
func (f *TermForm) field(i int) *widgets.Field {
	for at, lang := range f.Draft.Languages() {
		if lang == f.Draft.Lines[i].Lang {
			return f.fields[at]
		}
	}
	return f.fields[0]
}

// termKey adds a line with Enter, takes an empty one away with Backspace, and
// goes through the lines with Up and Down.
func (f *TermForm) termKey(i int, k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.Draft.Add(i)
		f.fillTerms()
		f.at(i + 1)
	case fyne.KeyBackspace:
		if f.Lines[i].Text != "" || !f.Draft.Remove(i) {
			return false
		}
		f.fillTerms()
		f.at(max(0, i-1))
	case fyne.KeyUp:
		f.at(i - 1)
	case fyne.KeyDown:
		f.at(i + 1)
	default:
		return f.editing().Key(k)
	}
	return true
}

// at puts the keyboard into a line.
func (f *TermForm) at(i int) {
	if i >= 0 && i < len(f.Lines) {
		f.glossary.screen.desk.Focus(f.Lines[i])
	}
}

// reveal scrolls to what has the keyboard.
func (f *TermForm) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(f.scroll).Y + f.scroll.Offset.Y
	answers.Reveal(f.scroll, top, o.MinSize().Height)
}

// begin adds a language and goes there.
func (f *TermForm) begin(lang string) {
	f.Further.SetValue("", "")
	added := f.Draft.AddLanguage(lang)
	if added {
		f.fillTerms()
	}
	for i, line := range f.Draft.Lines {
		if line.Lang == lang {
			f.at(i)
			return
		}
	}
}

// editing is what leaves and saves the form.
func (f *TermForm) editing() desk.Editing {
	return desk.Editing{Leave: f.Cancel, Save: f.Save, Otherwise: f.glossary.screen.desk.Elsewhere}
}

func (f *TermForm) changed() bool { return f.Draft.Changed() || f.Draft.Moved() }

// first is where one begins.
func (f *TermForm) first() fyne.Focusable { return f.Lines[0] }

// Cancel leaves the concept as it was. What was written can be had back.
func (f *TermForm) Cancel() {
	g, d := f.glossary, f.glossary.screen.desk
	changed := f.changed()
	g.leave(g.selected)
	if changed {
		d.Offer(d.T("term.left"), d.T("term.go_on"), func() {
			if g.free() {
				g.write(f.Draft)
			}
		})
	}
}

// Save keeps the concept for whom it is.
func (f *TermForm) Save() {
	g, d := f.glossary, f.glossary.screen.desk
	if !f.sound() {
		return
	}
	if !f.changed() {
		f.Cancel()
		return
	}
	concept, moved, before := f.Draft.Concept(), f.Draft.Moved(), f.Draft.Before
	g.screen.desk.Do(func(ctx context.Context) (err error) {
		if concept, err = d.Studio.SaveConcept(ctx, concept); err == nil && moved {
			err = d.Studio.DeleteConcept(ctx, before.Client, before.ID)
		}
		return err
	}, func() {
		g.reloadThen(func() {
			g.leave(KeyOf(concept.Client, concept.ID))
			d.Say(d.T("term.saved", i18n.Data{"Name": Title(concept, d.Loc.Language())}))
		})
	})
}

// sound reports whether the concept can be kept, and takes the keyboard to what
// it lacks.
func (f *TermForm) sound() bool {
	d := f.glossary.screen.desk
	if at, reason := f.Draft.Problem(); reason != "" {
		at = max(at, 0)
		f.field(at).SetProblem(explain.GlossaryProblem(d.Loc, reason))
		f.at(at)
		return false
	}
	if f.Draft.Moved() && f.taken() {
		f.whom.SetProblem(d.T("term.taken"))
		d.Focus(f.Whom)
		return false
	}
	return true
}

// taken reports that whom it is to be for has the concept already.
func (f *TermForm) taken() bool {
	_, there := f.glossary.shelf.Row(KeyOf(f.Draft.Now.Client, f.Draft.Now.ID))
	return there
}
