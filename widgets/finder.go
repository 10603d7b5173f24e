package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// Finder chooses from a long list: a row of chips, and a line that finds more
// by what is typed. All that is found stands below the line: Up and Down mark
// one of it, Enter or a click adds it. With Single it holds one choice.
// Chips that are offered stay in the row when they are not chosen.
type Finder struct {
	Chips *Chips
	Line  *Line

	Single  bool
	Offered []string
	// Hint words what Enter would add; ok is false when nothing is found.
	Hint      func(found Chip, ok bool) string
	OnChanged func()                    // may be nil
	OnKey     func(*fyne.KeyEvent) bool // keys that the line does not use; may be nil

	all    []Chip
	found  *ChoiceList
	fold   func(string) string
	field  *Field
	object *fyne.Container
}

// NewFinder makes a finder of all; fold takes away what does not matter when
// words are compared, such as case.
func NewFinder(all []Chip, fold func(string) string) *Finder {
	p := &Finder{all: all, fold: fold, Chips: NewMultiChips(nil), Line: NewLine()}
	p.field = NewField("", p.Line)
	p.found = NewChoiceList(finderRows, func(string) { p.hint() })
	p.found.OnChosen = func(string) { p.Add() }
	p.found.Hide()
	p.object = NewStack(6, p.Chips, p.field, p.found)
	p.Chips.OnChanged = func() { p.Choose(p.Chips.Chosen()...); p.changed() }
	p.Chips.OnKey = func(k *fyne.KeyEvent) { p.other(k) }
	p.Line.OnChanged = func(string) { p.typed() }
	p.Line.OnKey = p.key
	return p
}

// Object is what goes into a form.
func (p *Finder) Object() fyne.CanvasObject { return p.object }

// Chosen lists what is chosen.
func (p *Finder) Chosen() []string { return p.Chips.Chosen() }

// Choose chooses these and no others, without telling OnChanged.
func (p *Finder) Choose(ids ...string) {
	var shown []Chip
	for _, chip := range p.all {
		if slices.Contains(ids, chip.ID) || slices.Contains(p.Offered, chip.ID) {
			shown = append(shown, chip)
		}
	}
	p.Chips.SetChips(shown)
	p.Chips.SetChosen(ids...)
	SetVisible(p.Chips, len(shown) > 0)
	p.object.Refresh()
}

func (p *Finder) changed() {
	if p.OnChanged != nil {
		p.OnChanged()
	}
}

const finderRows = 5

// matches is all that the line names so far, the best first.
func (p *Finder) matches() []Option {
	typed := strings.TrimSpace(p.fold(p.Line.Text))
	if typed == "" {
		return nil
	}
	all := make([]Option, 0, len(p.all))
	read := map[string]string{}
	for _, chip := range p.all {
		read[chip.ID] = chip.Text
		all = append(all, Option{Key: chip.ID, Text: p.fold(chip.Text)})
	}
	found := matchOptions(all, typed)
	for i := range found {
		found[i].Text = read[found[i].Key]
	}
	return found
}

// Found is what Enter would add: what is marked of all that was found.
func (p *Finder) Found() (Chip, bool) {
	marked := p.found.Marked()
	if i := slices.IndexFunc(p.all, func(c Chip) bool { return c.ID == marked }); i >= 0 {
		return p.all[i], true
	}
	return Chip{}, false
}

// Add takes what the line names; false when that is nothing.
func (p *Finder) Add() bool {
	found, ok := p.Found()
	if !ok {
		return false
	}
	chosen := []string{found.ID}
	if !p.Single {
		chosen = append(p.Chosen(), found.ID)
	}
	p.Line.SetTextQuietly("")
	p.Choose(chosen...)
	p.typed()
	p.changed()
	return true
}

func (p *Finder) typed() {
	matches := p.matches()
	p.found.SetOptions(matches)
	SetVisible(p.found, len(matches) > 1)
	p.hint()
}

func (p *Finder) hint() {
	found, ok := p.Found()
	hint := ""
	if p.Hint != nil && strings.TrimSpace(p.Line.Text) != "" {
		hint = p.Hint(found, ok)
	}
	p.field.SetHint(hint)
	p.object.Refresh()
}

func (p *Finder) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		return p.Add() || p.other(k)
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if p.found.Visible() {
			return p.found.Key(k)
		}
	}
	return p.other(k)
}

func (p *Finder) other(k *fyne.KeyEvent) bool { return p.OnKey != nil && p.OnKey(k) }
