package answers

import (
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// source is where a field's answer is kept.
type source struct {
	caption string
	get     func(key policy.FactKey) string
	set     func(key policy.FactKey, value string)
	// overrides and override are nil where nothing can be overridden.
	overrides func() bool
	override  func(own bool)
	languages []string // of own words, the one the policy is written in first
	search    func(typed string) []widgets.Option
	found     func(key string) bool
	listed    func(key string) bool     // whether another list has a term; nil where none should
	key       func(*fyne.KeyEvent) bool // before the field's own; may be nil
	shortcut  func(fyne.Shortcut) bool
	fact      bool
	suggest   func() string // an answer that is likely while there is none; may be nil
}

// Field is one answer in a form: caption, input, and what is wrong with it.
// F1 in it, or a click on the citation, shows the law it serves.
type Field struct {
	Def policy.FieldDef
	// OnFocus is told when the keyboard comes into the field; may be nil.
	OnFocus func(*Field)
	// OnShortcut is asked first about a shortcut; may be nil.
	OnShortcut func(fyne.Shortcut) bool

	desk     *desk.Desk
	from     source
	input    input
	others   *translations
	note     *widgets.Field
	badge    *widgets.Badge
	back     *widgets.Link
	override *offer
	object   fyne.CanvasObject
	stop     func()
}

// NewField makes the field of a fact.
func NewField(b *Book, def policy.FieldDef) *Field {
	from := source{
		caption:   b.desk.T("fact." + string(def.Key)),
		get:       func(key policy.FactKey) string { value, _ := b.Fact(key); return value },
		set:       b.SetFact,
		languages: b.Snapshot().Policy.Languages(),
		shortcut:  b.desk.Elsewhere,
		fact:      true,
	}
	if def.Key == "client.legal_name" || def.Key == "client.trade_name" {
		from.suggest = func() string { return b.nameFor(def.Key) }
	}
	if !policy.OfPolicy(def.Key) {
		from.overrides = func() bool { _, own := b.Fact(def.Key); return own }
		from.override = func(own bool) { b.Override(def.Key, own) }
	}
	f := newField(b.desk, def, from)
	f.stop = b.Listen(f.Refresh)
	return f
}

func newField(d *desk.Desk, def policy.FieldDef, from source) *Field {
	f := &Field{Def: def, desk: d, from: from, stop: func() {}}
	f.input = f.maker(def.Key).make()
	content := f.input.object
	if def.Localized && len(from.languages) > 1 {
		f.others = newTranslations(f)
		content = f.others.object
	}
	f.note = widgets.NewField("", content)
	f.note.Hint = f.hint()
	f.object = widgets.NewStack(4, f.header(), f.note)
	f.Refresh()
	return f
}

func (f *Field) maker(key policy.FactKey) *maker {
	return &maker{
		hooks: hooks{shortcut: f.shortcut, key: f.key, gained: f.gained, lost: f.lost, check: f.Check}, desk: f.desk, def: f.Def,
		get: func() string { return f.from.get(key) }, set: func(value string) { f.changed(key, value) },
		search: f.from.search, found: f.from.found, listed: f.from.listed,
	}
}

func (f *Field) shortcut(s fyne.Shortcut) bool {
	return f.OnShortcut != nil && f.OnShortcut(s) || f.from.shortcut != nil && f.from.shortcut(s)
}

func (f *Field) header() fyne.CanvasObject {
	words := f.from.caption
	if f.Def.Required {
		words = f.desk.T("answers.required", i18n.Data{"Field": words})
	}
	caption := widget.NewLabel(words)
	caption.Wrapping, caption.Importance, caption.SizeName = fyne.TextWrapWord, widget.LowImportance, theme.SizeNameCaptionText
	f.badge = widgets.NewBadge(f.desk.T("facts.overrides"), widgets.KindAccent)
	f.back = widgets.NewLink(f.desk.T("facts.back"), func() { f.from.override(false) })
	f.override = newOffer(f.desk.T("facts.override"), func() {
		f.from.override(true)
		f.Focus()
	})
	f.back.Accent, f.override.Accent = true, true
	f.override.Hide()
	law := widgets.NewLink(explain.Citation(f.desk.Loc, f.Def.Citation), f.ShowLaw)
	widgets.SetVisible(law, f.Def.Citation != "")
	return widgets.NewCaptionLine(12, caption, f.badge, f.back, f.override, law)
}

// Object is what goes into the form.
func (f *Field) Object() fyne.CanvasObject { return f.object }

// Input is what takes the keyboard.
func (f *Field) Input() fyne.Focusable { return f.input.focus }

// Focus puts the keyboard into the field.
func (f *Field) Focus() { f.desk.Window.Canvas().Focus(f.input.focus) }

// Close ends hearing of changes.
func (f *Field) Close() { f.stop() }

// Refresh shows the answer as it is now.
func (f *Field) Refresh() {
	f.input.refresh()
	if f.others != nil {
		f.others.refresh()
	}
	own := f.from.overrides != nil && f.from.overrides()
	widgets.SetVisible(f.badge, own)
	widgets.SetVisible(f.back, own)
	if own {
		f.override.Hide()
	}
	if hint := f.hint(); hint != f.note.Hint {
		f.note.SetHint(hint)
	}
	f.object.Refresh()
}

// suggestion is an answer to take with Down, "" for none.
func (f *Field) suggestion() string {
	if f.from.suggest == nil || f.from.get(f.Def.Key) != "" {
		return ""
	}
	return f.from.suggest()
}

func (f *Field) changed(key policy.FactKey, value string) {
	f.from.set(key, value)
	if f.others != nil {
		f.others.refresh()
	}
	if f.note.Problem != "" && f.problem() == "" {
		f.note.SetProblem("")
	}
}

// gained offers to answer differently in the field that has the keyboard.
func (f *Field) gained() {
	if f.others != nil {
		f.others.left = false
	}
	if f.OnFocus != nil {
		f.OnFocus(f)
	}
	if f.suggestion() != "" {
		f.note.SetProblem("") // in its place stands what can be taken
	}
	f.Offer(true)
}

// lost says what is wrong as the keyboard leaves, and takes back what the field
// offered, but from under the pointer: the click that takes it is still to come.
func (f *Field) lost() {
	if !f.override.over {
		f.Offer(false)
	}
	if f.others != nil {
		f.others.left = true
	}
	f.Check()
}

// Elsewhere is told that the keyboard is in another field.
func (f *Field) Elsewhere() {
	if f.others != nil {
		f.others.left = false
	}
	f.Offer(false)
}

// Offer shows or hides the way to an answer of the policy's own.
func (f *Field) Offer(shown bool) {
	widgets.SetVisible(f.override, shown && f.from.overrides != nil && !f.from.overrides())
	f.object.Refresh()
}

// Check says what is wrong with the answer, as when the keyboard leaves.
func (f *Field) Check() { f.note.SetProblem(f.problem()) }

// problem words what is wrong with the answer; "" when nothing is.
func (f *Field) problem() string {
	value := f.from.get(f.Def.Key)
	switch {
	case value == "" && f.Def.Required:
		return f.desk.T("answers.missing")
	case f.Def.Fits(value):
		return ""
	}
	switch f.Def.Kind {
	case policy.KindEmail, policy.KindURL, policy.KindDate, policy.KindNumber, policy.KindMoney, policy.KindDuration:
		return f.desk.T("fact_problem." + string(f.Def.Kind))
	case policy.KindLifetime:
		return f.desk.T("fact_problem.duration")
	}
	return f.desk.T("fact_problem.choice")
}

// hint says how an answer is written, or reads a date out.
func (f *Field) hint() string {
	value := f.from.get(f.Def.Key)
	switch {
	case f.suggestion() != "":
		return f.desk.T("answers.suggested", i18n.Data{"Words": f.suggestion()})
	case f.Def.Kind == policy.KindDate && value != "" && f.Def.Fits(value):
		return vocabulary.FormatValue(policy.KindDate, value, f.desk.Loc.Language())
	case f.Def.Kind == policy.KindDate || f.Def.Kind == policy.KindMoney:
		return f.desk.T("fact_hint." + string(f.Def.Kind))
	}
	return ""
}

func (f *Field) key(k *fyne.KeyEvent) bool {
	if k.Name == fyne.KeyF1 {
		f.ShowLaw()
		return true
	}
	if words := f.suggestion(); k.Name == fyne.KeyDown && words != "" {
		f.from.set(f.Def.Key, words)
		f.Refresh()
		return true
	}
	return f.from.key != nil && f.from.key(k)
}
