package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"clausedesk/app/apptest"

	"fyne.io/fyne/v2"
)

// TestEveryWidgetCanBeDrawnAnew: Fyne drops the renderer of what is hidden for
// a minute and asks for another when it is shown again.
func TestEveryWidgetCanBeDrawnAnew(t *testing.T) {
	j := begin(t)
	kinds := map[string]bool{}
	for _, tab := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5} {
		j.Shortcut(apptest.Ctrl, tab)
		var seen []fyne.Widget
		j.Walk(func(s apptest.Seen) {
			if w, ok := s.Object.(fyne.Widget); ok && strings.Contains(fmt.Sprintf("%T", w), "widgets.") {
				seen = append(seen, w)
			}
		})
		for _, w := range seen {
			kinds[fmt.Sprintf("%T", w)] = true
			for range 2 {
				anew := w.CreateRenderer()
				anew.Layout(w.Size())
				anew.Refresh()
			}
		}
	}
	if len(kinds) < 10 || !kinds["*widgets.Segmented"] {
		t.Errorf("only these were drawn: %v", kinds)
	}
}
