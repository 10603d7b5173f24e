package library

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/ui/answers"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// ClauseForm words a clause of the studio's own in every language.
type ClauseForm struct {
	Langs   *widgets.Chips
	Tones   *widgets.Chips
	Heading *widgets.Line
	Body    *widgets.TextArea
	Purpose *widgets.Line
	When    *widgets.Line
	Topic   *widgets.Line
	Cites   *CitationField
	Client  *widget.Select // of a new clause; nil otherwise

	clauses *Clauses
	before  library.Clause
	now     library.Clause
	fresh   bool
	when    *widgets.Field
	heading *widgets.Field
	content fyne.CanvasObject
	scroll  *container.Scroll
}

// newClauseForm words a clause as it is by now.
func newClauseForm(c *Clauses, before, clause library.Clause, fresh bool) *ClauseForm {
	f := &ClauseForm{clauses: c, before: before, now: copyOf(clause), fresh: fresh}
	d := c.screen.desk
	f.Langs = widgets.NewChips(languageChips(f.languages()))
	f.Langs.SetChosen(c.lang)
	if f.Langs.One() == "" {
		f.Langs.SetChips(f.Langs.Chips())
	}
	f.Tones = widgets.NewChips(toneChips(d.T))
	if len(clause.Formal) > 0 {
		f.Tones.SetChosen(string(c.tone))
	}
	f.Langs.OnChanged, f.Tones.OnChanged = f.fill, f.fill
	f.Heading, f.Purpose = f.line(f.setWording), f.line(f.setPurpose)
	f.Body = widgets.NewTextArea()
	f.Body.Wrapping = fyne.TextWrapWord
	f.Body.SetMinRowsVisible(12)
	f.Body.OnShortcut, f.Body.OnChanged = f.editing().Shortcut, f.setWording
	f.When, f.Topic = f.line(f.setWhen), f.line(func(text string) { f.now.Topic = strings.TrimSpace(text) })
	f.Cites = newCitationField(c.screen.desk, f.line(nil), f.now.Citation, func(citation string) {
		f.now.Citation = citation
		f.now.Confirmed = citation == "" || citation == f.before.Citation && f.before.Confirmed
	})
	f.When.SetTextQuietly(f.now.When)
	f.Topic.SetTextQuietly(f.now.Topic)
	f.build()
	f.fill()
	return f
}

// languages are the library's and those the clause has beside them.
func (f *ClauseForm) languages() []string {
	out := vocabulary.Languages()
	for _, lang := range f.now.Languages() {
		if !slices.Contains(out, lang) {
			out = append(out, lang)
		}
	}
	return out
}

func copyOf(c library.Clause) library.Clause {
	plain, formal, purpose := map[string]library.Wording{}, map[string]library.Wording{}, map[string]string{}
	for lang, words := range c.Plain {
		plain[lang] = words
	}
	for lang, words := range c.Formal {
		formal[lang] = words
	}
	for lang, words := range c.Purpose {
		purpose[lang] = words
	}
	c.Plain, c.Formal, c.Purpose = plain, formal, purpose
	return c
}

func (f *ClauseForm) line(set func(text string)) *widgets.Line {
	line := widgets.NewLine()
	line.OnShortcut, line.OnChanged = f.editing().Shortcut, set
	line.OnKey = f.editing().Key
	return line
}

// editing is what leaves and saves the form.
func (f *ClauseForm) editing() desk.Editing {
	return desk.Editing{Leave: f.Cancel, Save: f.Save, Otherwise: f.clauses.screen.desk.Elsewhere}
}

func (f *ClauseForm) build() {
	d := f.clauses.screen.desk
	title := d.T("library.edit_clause")
	switch {
	case f.fresh:
		title = d.T("library.new_clause_title")
	case !f.before.Own:
		title = d.T("library.make_own_title")
	}
	f.heading = widgets.NewField(d.T("clauses.heading"), f.Heading)
	f.when = widgets.NewField(d.T("library.when"), f.When)
	body := widgets.NewField(d.T("library.text"), f.Body)
	body.Hint = d.T("library.text_hint")
	langs := widgets.NewStack(6, f.Langs)
	if len(f.before.Formal) > 0 {
		langs.Add(f.Tones)
	}
	topic := widgets.NewField(d.T("library.topic"), f.Topic)
	topic.Hint = d.T("library.topic_hint")
	fields := []fyne.CanvasObject{
		widgets.NewBoldPassage(title), widgets.NewSoftPassage(d.T("library.own_hint")),
		widgets.NewField(d.T("library.wording"), langs), f.heading, body,
		widgets.NewField(d.T("library.purpose"), f.Purpose), f.when,
		f.Cites.Field, topic,
	}
	if f.fresh {
		fields = append(fields, widgets.NewField(d.T("library.for_whom"), f.clientSelect()))
	}
	f.content, f.scroll = formWithFoot(widgets.NewFieldStack(fields...),
		widgets.PrimaryButton(d.T("library.save"), f.Save), widgets.QuietButton(d.T("action.cancel"), f.Cancel))
	f.words()
}

func (f *ClauseForm) clientSelect() fyne.CanvasObject {
	names := []string{f.clauses.screen.desk.T("library.every_client")}
	clients := f.clauses.screen.shelf.Clients
	for _, client := range clients {
		names = append(names, client.Name)
	}
	f.Client = widget.NewSelect(names, nil)
	mine := func(client policy.Client) bool { return client.ID == f.now.Client }
	f.Client.SetSelectedIndex(slices.IndexFunc(clients, mine) + 1)
	f.Client.OnChanged = func(string) {
		f.now.Client = ""
		if i := f.Client.SelectedIndex(); i > 0 {
			f.now.Client = clients[i-1].ID
		}
	}
	return f.Client
}

// fill shows the chosen language and tone.
func (f *ClauseForm) fill() {
	words := f.now.Plain[f.Langs.One()]
	if f.formal() {
		words = f.now.Formal[f.Langs.One()]
	}
	f.Heading.SetTextQuietly(words.Heading)
	f.Body.SetTextQuietly(words.Body)
	f.Purpose.SetTextQuietly(f.now.Purpose[f.Langs.One()])
}

func (f *ClauseForm) formal() bool { return f.Tones.One() == string(policy.ToneFormal) }

func (f *ClauseForm) setWording(string) {
	words := library.Wording{Heading: f.Heading.Text, Body: f.Body.Text}
	into := f.now.Plain
	if f.formal() {
		into = f.now.Formal
	}
	if words.Empty() {
		delete(into, f.Langs.One())
	} else {
		into[f.Langs.One()] = words
	}
	f.heading.SetProblem("")
}

func (f *ClauseForm) setPurpose(text string) {
	if text = strings.TrimSpace(text); text == "" {
		delete(f.now.Purpose, f.Langs.One())
		return
	}
	f.now.Purpose[f.Langs.One()] = text
}

func (f *ClauseForm) setWhen(text string) {
	f.now.When = strings.TrimSpace(text)
	f.words()
}

// words says in a sentence what the condition says, or what is wrong with it.
func (f *ClauseForm) words() {
	d := f.clauses.screen.desk
	condition, err := policy.ParseCondition(f.now.When)
	if err != nil {
		f.when.SetProblem(d.Explain(err))
		return
	}
	words, _ := vocabulary.In(d.Loc.Language())
	f.when.SetProblem("")
	f.when.SetHint(reading.Capital(explain.Condition(d.Loc, words, condition)))
}

func (f *ClauseForm) object() fyne.CanvasObject { return f.content }

func (f *ClauseForm) first() fyne.Focusable { return f.Heading }

func (f *ClauseForm) changed() bool { return !reflect.DeepEqual(copyOf(f.before), f.now) }

// Cancel leaves the clause as it was.
func (f *ClauseForm) Cancel() { f.clauses.leave(f.before.ID) }

// Save keeps the clause at a new revision. Policies change only once they
// accept it.
func (f *ClauseForm) Save() {
	d := f.clauses.screen.desk
	if !f.sound() {
		return
	}
	if !f.fresh && !f.changed() {
		f.Cancel()
		return
	}
	clause := f.now
	if f.fresh {
		clause.ID = FreeName(clause.HeadingIn(f.Langs.One()), func(id string) bool {
			_, err := f.clauses.screen.shelf.Library.Clause(id)
			return err == nil
		})
		clause.Confirmed = clause.Citation == ""
	}
	f.clauses.screen.change(func(ctx context.Context) (err error) {
		clause, err = d.Studio.SaveLibraryClause(ctx, clause)
		return err
	}, func() {
		f.clauses.leave(clause.ID)
		f.saved(clause)
	})
}

// sound reports whether the clause can be saved, and takes the keyboard to what
// it lacks.
func (f *ClauseForm) sound() bool {
	_, unreadable := policy.ParseCondition(f.now.When)
	var lacking *widgets.Field
	var input fyne.Focusable
	switch {
	case f.fresh && f.now.HeadingIn(f.Langs.One()) == "":
		f.heading.SetProblem(f.clauses.screen.desk.T("library.needs_heading"))
		lacking, input = f.heading, f.Heading
	case unreadable != nil:
		lacking, input = f.when, f.When
	case !f.Cites.Check():
		lacking, input = f.Cites.Field, f.Cites.Line
	default:
		return true
	}
	f.clauses.screen.desk.Window.Canvas().Focus(input)
	reveal(f.scroll, lacking)
	return false
}

// saved says what the new revision means for policies, and offers to look.
func (f *ClauseForm) saved(clause library.Clause) {
	d := f.clauses.screen.desk
	offers := 0
	for _, offer := range f.clauses.screen.shelf.Offers {
		if offer.Library == clause.ID {
			offers++
		}
	}
	if offers == 0 {
		d.Say(d.T("library.saved", i18n.Data{"Number": clause.Revision}))
		return
	}
	d.Offer(d.Loc.N("library.saved_offers", offers), d.T("library.show_updates"), func() { f.clauses.screen.ShowUpdates("") })
}

// formWithFoot scrolls the fields and keeps the buttons in sight.
func formWithFoot(fields fyne.CanvasObject, buttons ...fyne.CanvasObject) (form fyne.CanvasObject, scroll *container.Scroll) {
	foot := widgets.NewFrame(widgets.NewHairline(), nil,
		widgets.NewPanel("", widgets.InsetXY(24, 12), widgets.NewRow(8, buttons...)))
	scroll = container.NewVScroll(widgets.NewPanel("", widgets.InsetXY(24, 18), fields))
	return widgets.NewFrame(nil, foot, scroll), scroll
}

// reveal scrolls a form to what needs a person's attention.
func reveal(scroll *container.Scroll, field *widgets.Field) {
	answers.Reveal(scroll, field.Position().Y, field.MinSize().Height)
}
