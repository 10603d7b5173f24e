package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// Ctrl+End and Ctrl+Home reach both ends of a long text.
func TestTheCaretJumpsToBothEnds(t *testing.T) {
	test.NewTempApp(t)
	area := NewTextArea()
	w := test.NewTempWindow(t, area)
	w.Resize(fyne.NewSize(300, 200))
	area.SetText(strings.Repeat("A line of some words that wraps.\n", 200) + "end")
	jump := func(key fyne.KeyName) {
		area.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
	}
	jump(fyne.KeyEnd)
	area.TypedRune('!')
	jump(fyne.KeyHome)
	area.TypedRune('>')
	if !strings.HasSuffix(area.Text, "end!") || !strings.HasPrefix(area.Text, ">A line") {
		t.Errorf("text starts %q and ends %q", area.Text[:10], area.Text[len(area.Text)-10:])
	}
}
