package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func fruit() []Chip {
	return []Chip{{"a", "Apples"}, {"p", "Pears"}, {"c", "Cherries"}}
}

// One of the chips is chosen, by keys and by the mouse, and only a change is
// told.
func TestOneChip(t *testing.T) {
	startApp(t)
	changes := 0
	chips := NewChips(fruit())
	chips.OnChanged = func() { changes++ }
	show(t, chips, 400, 60)
	equal(t, "to begin with", chips.One(), "a")
	press(chips, fyne.KeyRight)
	equal(t, "after Right", chips.One(), "p")
	press(chips, fyne.KeyEnd, fyne.KeyRight, fyne.KeySpace)
	equal(t, "after End", chips.One(), "c")
	tapAt(chips, 20, 10)
	equal(t, "after a click on the first", chips.One(), "a")
	equal(t, "changes", changes, 3)
}

func TestManyChips(t *testing.T) {
	startApp(t)
	chips := NewMultiChips(fruit())
	show(t, chips, 400, 60)
	press(chips, fyne.KeySpace, fyne.KeyRight, fyne.KeyRight, fyne.KeySpace)
	equal(t, "chosen", strings.Join(chips.Chosen(), " "), "a c")
	press(chips, fyne.KeySpace)
	equal(t, "after dropping one", strings.Join(chips.Chosen(), " "), "a")
	chips.SetChips(append([]Chip{{"b", "Bananas"}}, fruit()...))
	equal(t, "after the choices grew", strings.Join(chips.Chosen(), " "), "a")
}

// Keys that are not the row's own go to who shows it.
func TestOtherKeysOfChips(t *testing.T) {
	startApp(t)
	var heard fyne.KeyName
	chips := NewChips(fruit())
	chips.OnKey = func(k *fyne.KeyEvent) { heard = k.Name }
	press(chips, fyne.KeyReturn)
	equal(t, "heard", heard, fyne.KeyReturn)
}

// In a narrow place the chips break into lines, and need the height of these.
func TestChipsBreakIntoLines(t *testing.T) {
	startApp(t)
	chips := NewChips(fruit())
	show(t, chips, 110, 200)
	equal(t, "height", chips.MinSize().Height, 3*chipHeight+2*chipGap)
	tapAt(chips, 20, 2*(chipHeight+chipGap)+4)
	equal(t, "third line", chips.One(), "c")
}

func TestAPassageShowsPlaceholdersAsChips(t *testing.T) {
	startApp(t)
	p := NewPassage("Write to {{client.email}} today")
	show(t, p, 600, 60)
	chip := false
	for _, run := range p.flow.runs {
		chip = chip || run.Chip && run.Text == "{{client.email}}"
	}
	if !chip {
		t.Errorf("no chip in %+v", p.flow.runs)
	}
	one := p.MinSize().Height
	p.Resize(fyne.NewSize(90, 200))
	if p.MinSize().Height <= one {
		t.Error("a narrow passage needs no more height")
	}
	p.SetText("short")
	equal(t, "the words", p.AccessibilityLabel(), "short")
}

// A finder finds by the beginning of a word, adds with Enter, and keeps what is
// offered in the row.
func TestFinder(t *testing.T) {
	startApp(t)
	p := NewFinder([]Chip{{"FR", "France"}, {"NL", "Netherlands"}, {"US", "United States"}}, strings.ToLower)
	p.Offered = []string{"NL"}
	p.Choose()
	show(t, p.Object(), 400, 100)
	equal(t, "offered", len(p.Chips.Chips()), 1)
	p.Line.SetText("stat")
	press(p.Line, fyne.KeyReturn)
	equal(t, "added", strings.Join(p.Chosen(), " "), "US")
	equal(t, "the line", p.Line.Text, "")
	p.Line.SetText("fr")
	press(p.Line, fyne.KeyReturn)
	equal(t, "added too", strings.Join(p.Chosen(), " "), "FR US")
	press(p.Chips, fyne.KeyHome, fyne.KeySpace)
	equal(t, "dropped", strings.Join(p.Chosen(), " "), "US")
	equal(t, "in the row", len(p.Chips.Chips()), 2)
	ended := false
	p.OnKey = func(*fyne.KeyEvent) bool { ended = true; return true }
	p.Line.SetText("nowhere")
	press(p.Line, fyne.KeyReturn)
	equal(t, "Enter is handed on when nothing is found", ended, true)
	p.Single = true
	p.Line.SetText("nl")
	press(p.Line, fyne.KeyReturn)
	equal(t, "one only", strings.Join(p.Chosen(), " "), "NL")
}

// All that is found is shown, and any of it can be added.
func TestAFinderShowsAllItFinds(t *testing.T) {
	startApp(t)
	p := NewFinder([]Chip{{"BY", "Belarus"}, {"BE", "Belgium"}, {"FR", "France"}}, strings.ToLower)
	p.Hint = func(found Chip, _ bool) string { return found.Text }
	show(t, p.Object(), 400, 300)
	p.Line.SetText("bel")
	equal(t, "shown", p.found.Visible(), true)
	equal(t, "found", len(p.found.Options()), 2)
	press(p.Line, fyne.KeyDown)
	equal(t, "said", p.field.Hint, "Belgium")
	press(p.Line, fyne.KeyReturn)
	equal(t, "added", strings.Join(p.Chosen(), " "), "BE")
	equal(t, "gone again", p.found.Visible(), false)
	p.Line.SetText("bel")
	tapAt(p.found, 20, 10)
	equal(t, "added by a click", strings.Join(p.Chosen(), " "), "BY BE")
}
