package answers

import (
	"cmp"
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// input is what a person fills in: the part of a field that takes the keys.
type input struct {
	object  fyne.CanvasObject
	focus   fyne.Focusable
	refresh func() // shows the answer as it is now
}

// hooks are what every input tells the field around it.
type hooks struct {
	shortcut func(fyne.Shortcut) bool
	key      func(*fyne.KeyEvent) bool
	gained   func()
	lost     func()
	check    func() // as lost, while the keyboard stays
}

// maker makes the input that fits the kind of an answer.
type maker struct {
	hooks
	desk *desk.Desk
	def  policy.FieldDef
	get  func() string
	set  func(value string)
	// search and found are for answers that others know: services.
	search func(typed string) []widgets.Option
	found  func(key string) (taken bool)
	listed func(key string) bool // what another list has stands first; may be nil
}

func (m *maker) lang() string { return m.desk.Loc.Language() }

func (m *maker) make() input {
	switch m.def.Kind {
	case policy.KindLong:
		return m.area(3, true)
	case policy.KindYesNo:
		return m.yesNo()
	case policy.KindDuration, policy.KindLifetime:
		return m.period()
	case policy.KindCountry, policy.KindLanguage, policy.KindChoice:
		return m.picker(false)
	case policy.KindTerm:
		return m.picker(true)
	case policy.KindCountries, policy.KindChoices, policy.KindTerms:
		return m.chips()
	}
	switch {
	case m.search != nil:
		return m.picker(true)
	case m.def.Localized && m.def.Key != "name" && !strings.Contains(string(m.def.Key), "."):
		return m.area(2, false) // a sentence of a person's own
	}
	return m.line()
}

// line is an input for a short text.
func (m *maker) line() input {
	entry := widgets.NewLine()
	entry.OnShortcut, entry.OnKey, entry.OnFocusGained = m.shortcut, m.key, m.gained
	entry.OnChanged = func(text string) { m.set(strings.TrimSpace(text)) }
	entry.OnFocusLost = func() {
		if tidied := tidy(m.def.Kind, entry.Text); tidied != entry.Text {
			entry.SetText(tidied)
		}
		m.lost()
	}
	entry.OnSubmitted = func(string) { m.check() }
	in := input{object: entry, focus: entry, refresh: func() { showText(entry.Text, m.get(), entry.SetTextQuietly) }}
	in.refresh()
	return in
}

// area is an input for a longer text, with line breaks or without.
func (m *maker) area(rows int, breaks bool) input {
	entry := widgets.NewTextArea()
	entry.SetMinRowsVisible(rows)
	entry.OnShortcut, entry.OnFocusGained, entry.OnFocusLost = m.shortcut, m.gained, m.lost
	entry.OnKey = func(k *fyne.KeyEvent) bool {
		isBreak := k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter
		if breaks && isBreak {
			return false
		}
		return m.key(k) || isBreak
	}
	entry.OnChanged = func(text string) {
		if !breaks {
			text = strings.ReplaceAll(text, "\n", " ")
		}
		m.set(strings.TrimSpace(text))
	}
	in := input{object: entry, focus: entry, refresh: func() { showText(entry.Text, m.get(), entry.SetTextQuietly) }}
	in.refresh()
	return in
}

// showText leaves an entry alone while it says the same but for spaces.
func showText(shown, value string, show func(string)) {
	if strings.TrimSpace(shown) != value {
		show(value)
	}
}

func (m *maker) options() []widgets.Option {
	terms := termsOf(m.def, m.lang())
	out := make([]widgets.Option, len(terms))
	for i, t := range terms {
		out[i] = widgets.Option{Key: t.key, Text: t.text}
		if m.def.Kind == policy.KindCountry || m.def.Kind == policy.KindCountries {
			out[i].Hint = t.key
		}
	}
	if m.listed == nil {
		return out
	}
	for i := range out {
		if !m.listed(out[i].Key) {
			out[i].Hint = m.desk.T("answers.unlisted")
		}
	}
	slices.SortStableFunc(out, func(a, b widgets.Option) int { return cmp.Compare(a.Hint, b.Hint) })
	return out
}

func (m *maker) ownWords(typed string) string {
	return m.desk.T("answers.own_words", i18n.Data{"Words": typed})
}

// dress gives a picker its words and hooks.
func (m *maker) dress(p *widgets.Picker, placeholder string, own bool) {
	p.Placeholder, p.NothingText = m.desk.T(placeholder), m.desk.T("answers.nothing")
	p.OnShortcut, p.OnKey, p.OnFocusGained, p.OnFocusLost = m.shortcut, m.key, m.gained, m.lost
	if own {
		p.OwnText, p.FewText = m.ownWords, m.desk.T("answers.few_letters")
	}
	if m.search != nil {
		p.Search, p.NothingText = m.search, m.desk.T("answers.type_three")
	}
}

// picker is an input for one of many, or for a person's own words.
func (m *maker) picker(own bool) input {
	p := widgets.NewPicker(m.options(), nil)
	placeholder := "answers.choose"
	if own {
		placeholder = "answers.choose_or_type"
	}
	m.dress(p, placeholder, own)
	in := input{object: p, focus: p, refresh: func() { p.SetValue(policy.TermKey(m.def.List, m.get()), valueText(m.def, m.get(), m.lang())) }}
	p.OnChosen = func(key string) {
		if m.found == nil || !m.found(key) {
			m.set(strings.TrimSpace(key))
		}
		in.refresh()
		m.check()
	}
	in.refresh()
	return in
}

// chips is an input for several of many.
func (m *maker) chips() input {
	c := widgets.NewManyPicker(m.options(), func(key string) string { return valueText(m.def, key, m.lang()) }, nil)
	m.dress(c.Picker, "answers.add_one", m.def.Kind == policy.KindTerms)
	c.OnChanged = func(keys []string) {
		for i, key := range keys {
			keys[i] = strings.ReplaceAll(key, ",", " ") // a comma would make two of it
		}
		m.set(strings.Join(keys, ", "))
	}
	in := input{object: c, focus: c.Picker, refresh: func() {
		if values := policy.SplitValues(m.get()); strings.Join(values, ",") != strings.Join(c.Keys(), ",") {
			c.SetKeys(values)
		}
	}}
	in.refresh()
	return in
}

// yesNo is an input for a question, which may stay unanswered.
func (m *maker) yesNo() input {
	s := widgets.NewSegmented([]widgets.Option{
		{Key: "yes", Text: m.desk.T("answers.yes")},
		{Key: "no", Text: m.desk.T("answers.no")},
		{Key: "", Text: m.desk.T("answers.unanswered")},
	}, m.get(), m.set)
	s.OnShortcut, s.OnKey, s.OnFocusGained, s.OnFocusLost = m.shortcut, m.key, m.gained, m.lost
	return input{object: widgets.NewRow(0, s), focus: s, refresh: func() { s.SetValue(m.get()) }}
}
