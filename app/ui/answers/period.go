package answers

import (
	"strconv"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// period is an input for a number and a unit; a cookie's may be a word.
func (m *maker) period() input {
	p := &periodInput{maker: m, entry: widgets.NewLine(), unit: units[0]}
	p.entry.OnShortcut, p.entry.OnKey, p.entry.OnFocusGained, p.entry.OnFocusLost = m.shortcut, m.key, m.gained, m.lost
	p.entry.OnSubmitted = func(string) { m.check() }
	p.entry.OnChanged = func(string) { p.tell() }
	p.picker = widgets.NewPicker(nil, p.chosen)
	m.dress(p.picker, "answers.choose", false)
	p.picker.OnCleared = func() { p.entry.SetText("") }
	p.refresh()
	return input{object: container.New(periodLayout{}, p.entry, p.picker), focus: p.entry, refresh: p.refresh}
}

// periodLayout places the number before its unit, for the eye and for Tab.
type periodLayout struct{}

func (periodLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const gap = 8
	objects[0].Resize(fyne.NewSize(periodWidth, size.Height))
	objects[1].Move(fyne.NewPos(periodWidth+gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-periodWidth-gap, size.Height))
}

func (periodLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(2*periodWidth, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

// periodWidth holds four digits, or a period of many units as it is stored.
const periodWidth = 110

type periodInput struct {
	*maker
	entry  *widgets.Line
	picker *widgets.Picker
	unit   string // one of units, or a word of the list lifetime
}

func (p *periodInput) isWord() bool { return p.unit == "session" || p.unit == "persistent" }

func (p *periodInput) number() int {
	n, err := strconv.Atoi(strings.TrimSpace(p.entry.Text))
	if err != nil || n < 0 || n > 9999 {
		return 0
	}
	return n
}

// tell stores what stands in the two. What is no number is kept as typed, for
// the field to say that it does not fit.
func (p *periodInput) tell() {
	typed := strings.TrimSpace(p.entry.Text)
	switch {
	case p.number() > 0 && p.isWord():
		p.unit = units[0]
		p.set(joinPeriod(p.number(), p.unit))
	case p.number() > 0:
		p.set(joinPeriod(p.number(), p.unit))
	case p.isWord() && typed == "":
		p.set(p.unit)
	default:
		p.set(typed)
	}
	p.options()
}

func (p *periodInput) chosen(unit string) {
	p.unit = unit
	if p.isWord() {
		p.entry.SetTextQuietly("")
	}
	p.tell()
	p.check()
}

func (p *periodInput) refresh() {
	value := p.get()
	n, unit, ok := splitPeriod(value)
	switch {
	case value == "session" || value == "persistent":
		p.unit = value
		p.entry.SetTextQuietly("")
	case ok:
		p.unit = unit
		showText(p.entry.Text, strconv.Itoa(n), p.entry.SetTextQuietly)
	default:
		if p.isWord() {
			p.unit = units[0]
		}
		showText(p.entry.Text, value, p.entry.SetTextQuietly)
	}
	p.options()
}

// options names the units as they read after the number.
func (p *periodInput) options() {
	var out []widgets.Option
	for _, unit := range units {
		out = append(out, widgets.Option{Key: unit, Text: unitText(unit, p.number(), p.lang())})
	}
	words, _ := vocabulary.In(p.lang())
	if p.def.Kind == policy.KindLifetime {
		for _, t := range words.Terms("lifetime") {
			out = append(out, widgets.Option{Key: t.Key, Text: t.Text})
		}
	}
	p.picker.SetOptions(out)
	p.picker.SetValue(p.unit, "")
}
