package clauses

import (
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// conditionForm builds a condition row by row: a subject, a test, its values.
type conditionForm struct {
	screen *Screen
	words  wording
	rule   Rule
	join   *widgets.Segmented
	rows   *fyne.Container
	tests  []testRow
	live   *widget.Label
	object fyne.CanvasObject
}

// testRow is one test of the form.
type testRow struct {
	subject, op *widgets.Picker
	values      *widgets.Chips
	many        *widgets.ManyPicker
}

// conditionSize has room for a few tests; more of them scroll.
var conditionSize = fyne.NewSize(620, 330)

func (s *Screen) newConditionForm(rule Rule) *conditionForm {
	f := &conditionForm{screen: s, words: s.words(), rule: rule, live: widget.NewLabel("")}
	f.live.Wrapping = fyne.TextWrapWord
	f.join = widgets.NewSegmented([]widgets.Option{
		{Key: "all", Text: s.desk.T("condition.all")}, {Key: "any", Text: s.desk.T("condition.any")},
	}, "all", func(key string) { f.set(Rule{Any: key == "any", Tests: f.rule.Tests}) })
	if rule.Any {
		f.join.SetValue("any")
	}
	f.rows = widgets.NewStack(14)
	if len(rule.Tests) == 0 {
		f.rule = rule.Added(Subjects()[0])
	}
	f.rebuild()
	scroll := container.NewVScroll(widgets.NewPanel("", widgets.Insets{Right: 14}, f.rows))
	scroll.SetMinSize(conditionSize)
	add := widgets.QuietButton(s.desk.T("condition.add"), f.add)
	foot := widgets.NewPanel("", widgets.Insets{Top: 10, Bottom: 16},
		widgets.NewStack(8, widgets.NewWrap(8, add, f.join), widgets.NewFlush(f.live)))
	f.object = widgets.NewFrame(nil, foot, scroll)
	return f
}

// set changes what does not change the rows themselves.
func (f *conditionForm) set(rule Rule) {
	f.rule = rule
	f.tell()
}

// tell says what the condition does with the answers as they are.
func (f *conditionForm) tell() {
	widgets.SetVisible(f.join, len(f.rule.Tests) > 1)
	key := "condition.now_hidden"
	if f.rule.Holds(f.screen.model.Draft.Snapshot().Answers()) {
		key = "condition.now_shown"
	}
	text := f.screen.desk.T(key)
	if !f.rule.Complete() {
		text = f.screen.desk.T("condition.incomplete")
	}
	f.live.SetText(text)
}

func (f *conditionForm) add() {
	f.rule = f.rule.Added(Subjects()[0])
	f.rebuild()
	f.focus(f.tests[len(f.tests)-1].subject)
}

func (f *conditionForm) remove(i int) {
	f.rule = f.rule.Without(i)
	f.rebuild()
	if len(f.tests) > 0 {
		f.focus(f.tests[max(0, i-1)].subject)
	}
}

func (f *conditionForm) focus(o fyne.Focusable) { f.screen.desk.Window.Canvas().Focus(o) }

func (f *conditionForm) rebuild() {
	f.tests, f.rows.Objects = nil, nil
	for i := range f.rule.Tests {
		f.rows.Objects = append(f.rows.Objects, f.row(i))
	}
	f.rows.Refresh()
	f.tell()
}

// row makes the fields of a test. A new subject or test brings other fields,
// so the rows are made again.
func (f *conditionForm) row(i int) fyne.CanvasObject {
	test := f.rule.Tests[i]
	change := func(subject string, op policy.Op, at func(testRow) fyne.Focusable) {
		f.rule = f.rule.With(i, subject, op)
		f.rebuild()
		f.focus(at(f.tests[i]))
	}
	row := testRow{}
	row.subject = f.picker(f.subjects(), test.Subject, func(key string) {
		change(key, f.rule.Tests[i].Op, func(r testRow) fyne.Focusable { return r.subject })
	})
	row.op = f.picker(f.ops(test.Subject), string(test.Op), func(key string) {
		change(f.rule.Tests[i].Subject, policy.Op(key), func(r testRow) fyne.Focusable { return r.op })
	})
	remove := widgets.QuietButton(f.screen.desk.T("condition.remove"), func() { f.remove(i) })
	top := container.NewBorder(nil, nil, nil, remove, container.NewGridWithColumns(2, row.subject, row.op))
	if !test.Op.TakesValues() {
		f.tests = append(f.tests, row)
		return top
	}
	values := f.values(i, &row)
	f.tests = append(f.tests, row)
	return widgets.NewStack(6, top, values)
}

func (f *conditionForm) picker(options []widgets.Option, value string, chosen func(string)) *widgets.Picker {
	p := widgets.NewPicker(options, nil)
	p.NothingText = f.screen.desk.T("answers.nothing")
	p.OnCleared = func() {} // a test always has one
	p.SetValue(value, "")
	p.OnChosen = chosen
	return p
}

// fewChoices can all be shown beside each other; of more, one is searched.
const fewChoices = 10

// values makes the chips of a test's values and, where there are many, a
// search to add one.
func (f *conditionForm) values(i int, row *testRow) fyne.CanvasObject {
	choices := f.choices(i)
	if len(choices) <= fewChoices {
		row.values = widgets.NewMultiChips(chipsOf(choices))
		row.values.SetChosen(f.rule.Tests[i].Values...)
		row.values.OnChanged = func() {
			f.rule.Tests[i].Values = row.values.Chosen()
			f.tell()
		}
		return row.values
	}
	many := widgets.NewManyPicker(choices, func(key string) string { return f.words.value(f.rule.Tests[i].Subject, key) },
		func(keys []string) {
			f.rule.Tests[i].Values = keys
			f.tell()
		})
	many.SetKeys(f.rule.Tests[i].Values)
	many.Picker.Placeholder, many.Picker.NothingText = f.screen.desk.T("condition.value"), f.screen.desk.T("answers.nothing")
	row.many = many
	return many
}

func chipsOf(options []widgets.Option) []widgets.Chip {
	out := make([]widgets.Chip, len(options))
	for i, o := range options {
		out[i] = widgets.Chip{ID: o.Key, Text: o.Text}
	}
	return out
}

func (f *conditionForm) subjects() []widgets.Option {
	var out []widgets.Option
	for _, subject := range Subjects() {
		out = append(out, widgets.Option{Key: subject, Text: f.words.subject(subject)})
	}
	return out
}

func (f *conditionForm) ops(subject string) []widgets.Option {
	var out []widgets.Option
	for _, op := range OpsOf(subject) {
		out = append(out, widgets.Option{Key: string(op), Text: f.screen.desk.T("condition.op_" + string(op))})
	}
	return out
}

// choices lists the values of a test, regions before countries.
func (f *conditionForm) choices(i int) []widgets.Option {
	test := f.rule.Tests[i]
	var out []widgets.Option
	if test.Op.Regional() {
		for _, region := range policy.Regions() {
			out = append(out, widgets.Option{Key: region, Text: f.words.value(test.Subject, region)})
		}
	}
	for _, choice := range ChoicesOf(test.Subject, test.Op, f.screen.desk.Loc.Language()) {
		out = append(out, widgets.Option{Key: choice.Value, Text: choice.Name})
	}
	return out
}

// EditCondition asks when the selected clause is shown.
func (s *Screen) EditCondition() {
	c, ok := s.model.Selected()
	if !ok {
		return
	}
	rule, _ := RuleOf(c.When)
	s.askCondition("condition.title", rule, func(text string) { s.try(s.model.SetWhen(text)) })
}

// askCondition shows the form of a condition and hands on what was built. No
// test at all means always.
func (s *Screen) askCondition(title string, rule Rule, done func(text string)) {
	f := s.newConditionForm(rule)
	s.desk.Ask(s.desk.T(title), s.desk.T("condition.apply"), desk.Wide(conditionSize.Width, f.object),
		func() { done(f.rule.Text()) })
	f.focus(f.tests[0].subject)
}
