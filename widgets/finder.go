package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// Finder chooses from a long list: a row of chips, and a line that finds more
// by what is typed and adds it with Enter. With Single it holds one choice.
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
	fold   func(string) string
	field  *Field
	object *fyne.Container
}

// NewFinder makes a finder of all; fold takes away what does not matter when
// words are compared, such as case.
func NewFinder(all []Chip, fold func(string) string) *Finder {
	p := &Finder{all: all, fold: fold, Chips: NewMultiChips(nil), Line: NewLine()}
	p.field = NewField("", p.Line)
	p.object = NewStack(6, p.Chips, p.field)
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

// Found is what the line names so far: the first whose words begin so.
func (p *Finder) Found() (Chip, bool) {
	typed := strings.TrimSpace(p.fold(p.Line.Text))
	if typed == "" {
		return Chip{}, false
	}
	for _, begins := range []func(name string) bool{
		func(name string) bool { return strings.HasPrefix(name, typed) },
		func(name string) bool { return strings.Contains(name, " "+typed) },
	} {
		for _, chip := range p.all {
			if begins(p.fold(chip.Text)) || strings.EqualFold(chip.ID, strings.TrimSpace(p.Line.Text)) {
				return chip, true
			}
		}
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
	found, ok := p.Found()
	hint := ""
	if p.Hint != nil && strings.TrimSpace(p.Line.Text) != "" {
		hint = p.Hint(found, ok)
	}
	p.field.SetHint(hint)
	p.object.Refresh()
}

func (p *Finder) key(k *fyne.KeyEvent) bool {
	if (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && p.Add() {
		return true
	}
	return p.other(k)
}

func (p *Finder) other(k *fyne.KeyEvent) bool { return p.OnKey != nil && p.OnKey(k) }
