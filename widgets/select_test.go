package widgets_test

import (
	"testing"

	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A list opens at what is chosen, and Up and Down go on from there.
func TestASelectOpensAtItsChoice(t *testing.T) {
	test.NewTempApp(t)
	for _, open := range []func(s *widgets.Select){
		func(s *widgets.Select) { s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) },
		func(s *widgets.Select) { s.Tapped(&fyne.PointEvent{}) },
	} {
		s := widgets.NewSelect([]string{"one", "two", "three", "four"}, nil)
		w := test.NewTempWindow(t, s)
		s.SetSelected("two")
		open(s)
		for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn} {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
		}
		if s.Selected != "three" {
			t.Errorf("Down from two is %q", s.Selected)
		}
		s.ClearSelected()
		open(s)
		for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn} {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
		}
		if s.Selected != "one" {
			t.Errorf("Down from nothing is %q", s.Selected)
		}
	}
}
