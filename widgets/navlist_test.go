package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

func twoClients() []NavItem {
	return []NavItem{
		{ID: "a", Title: "Alpha", Hint: "2", HasChildren: true, Open: true},
		{ID: "a1", Title: "Website", Hint: "v3", Level: 1},
		{ID: "a2", Title: "Panel", Hint: "draft", Level: 1},
		{ID: "b", Title: "Beta", Hint: "1", HasChildren: true},
		{ID: "b1", Title: "Applicants", Hint: "v1", Level: 1},
		{ID: "c", Title: "Gamma"},
	}
}

func TestNavListKeys(t *testing.T) {
	startApp(t)
	var told []string
	opened := map[string]bool{}
	l := NewNavList(twoClients(), func(id string) { told = append(told, id) })
	l.OnToggled = func(id string, open bool) { opened[id] = open }
	activated := ""
	l.OnActivated = func(id string) { activated = id }
	show(t, l, 240, 400)

	press(l, fyne.KeyDown)
	equal(t, "first Down", l.Selected(), "a")
	press(l, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	equal(t, "three further", l.Selected(), "b")
	press(l, fyne.KeyDown)
	equal(t, "past the closed group", l.Selected(), "c")
	press(l, fyne.KeyUp, fyne.KeyRight)
	equal(t, "Right opened", opened["b"], true)
	press(l, fyne.KeyRight)
	equal(t, "Right entered", l.Selected(), "b1")
	press(l, fyne.KeyReturn)
	equal(t, "Enter", activated, "b1")
	press(l, fyne.KeyLeft)
	equal(t, "Left left", l.Selected(), "b")
	press(l, fyne.KeyLeft)
	equal(t, "Left closed", opened["b"], false)
	press(l, fyne.KeyEnd, fyne.KeyDown)
	equal(t, "End", l.Selected(), "c")
	press(l, fyne.KeyHome, fyne.KeyUp)
	equal(t, "Home", l.Selected(), "a")
	equal(t, "told", fmt.Sprint(told), "[a a1 a2 b c b b1 b c a]")
}

func TestNavListMouse(t *testing.T) {
	startApp(t)
	l := NewNavList(twoClients(), nil)
	w := show(t, l, 240, 400)
	tapAt(l, 50, 1*navRowHeight+5)
	equal(t, "tap on a policy", l.Selected(), "a1")
	if w.Canvas().Focused() != fyne.Focusable(l) {
		t.Error("a tap does not give the keyboard")
	}
	tapAt(l, 50, 3*navRowHeight+5)
	equal(t, "tap on a closed client selects", l.Selected(), "b")
	equal(t, "and opens", len(l.shown), 6)
	tapAt(l, 50, 3*navRowHeight+5)
	equal(t, "a second tap closes", len(l.shown), 5)
	tapAt(l, 50, 390)
	equal(t, "tap below", l.Selected(), "b")
}

func TestNavListSelectOpensTheGroup(t *testing.T) {
	startApp(t)
	l := NewNavList(twoClients(), nil)
	show(t, l, 240, 400)
	l.Select("b1")
	if l.position("b1") < 0 {
		t.Error("the selected item is still inside a closed group")
	}
}

func TestNavListHoldsVisibleRowsOnly(t *testing.T) {
	startApp(t)
	items := make([]NavItem, 10_000)
	for i := range items {
		items[i] = NavItem{ID: fmt.Sprint(i), Title: fmt.Sprint("Client ", i), Wrote: true}
	}
	l := NewNavList(items, nil)
	show(t, l, 240, 800)
	press(l, fyne.KeyEnd)
	equal(t, "End", l.Selected(), "9999")
	for range 450 {
		press(l, fyne.KeyPageUp)
	}
	equal(t, "paged to the top", l.Selected(), "0")
	if n := l.RowObjects(); n > 60 {
		t.Errorf("%d row objects for a view of 24 rows", n)
	}
}

// titles are the lines of the title of a row that is in view.
func titles(l *NavList, p int) []string {
	row := l.stack.live[p].(*navRow)
	var out []string
	for i := range row.look.lines {
		out = append(out, row.titles[i].Text)
	}
	return out
}

func TestNavListBreaksTitlesAndShortensWhatPeopleWrote(t *testing.T) {
	startApp(t)
	const long = "Automated decisions with legal effect"
	l := NewNavList([]NavItem{
		{ID: "ours", Title: long, Hint: "12"}, {ID: "theirs", Title: long, Hint: "12", Wrote: true}, {ID: "short", Title: "Children"},
	}, nil)
	show(t, l, 200, 400)
	ours, theirs := titles(l, 0), titles(l, 1)
	if len(ours) < 2 || strings.Join(ours, " ") != long {
		t.Errorf("our title is broken into %q", ours)
	}
	equal(t, "its height", l.stack.rowHeight(0), navRowHeight+float32(len(ours)-1)*navLine)
	cut, short := strings.CutSuffix(strings.Join(theirs, ""), "…")
	if len(theirs) != 1 || !short || !strings.HasPrefix(long, cut) {
		t.Errorf("theirs is shortened to %q", theirs)
	}
	equal(t, "its height", l.stack.rowHeight(1), navRowHeight)
	equal(t, "ours is not written by people", l.stack.live[0].(*navRow).Written(), "")
	equal(t, "theirs is", l.stack.live[1].(*navRow).Written(), long)

	tapAt(l, 50, l.stack.rowHeight(0)+navRowHeight/2)
	equal(t, "a tap below the broken title", l.Selected(), "theirs")
	height := l.stack.rowHeight(0)
	l.Select("ours")
	equal(t, "the height of the chosen row", l.stack.rowHeight(0), height)
	l.Resize(fyne.NewSize(600, 400))
	equal(t, "a wide list keeps the title whole", fmt.Sprint(titles(l, 0), titles(l, 1)), fmt.Sprintf("[%s] [%s]", long, long))
	equal(t, "and the row as high as others", l.stack.rowHeight(0), navRowHeight)
}

func TestARowButtonShortensWhatPeopleWrote(t *testing.T) {
	startApp(t)
	const long = "Harbour and Partners Software Studio · Privacy policy of the panel"
	b := NewRowButton(long, nil)
	whole := b.MinSize().Width
	b.Wrote = true
	show(t, b, 220, 40)
	if b.MinSize().Width >= whole || !strings.HasSuffix(b.label.Text, "…") || b.label.MinSize().Width > 220-16 {
		t.Errorf("shows %q", b.label.Text)
	}
	b.Resize(fyne.NewSize(whole, 40))
	equal(t, "with room for all", b.label.Text, long)
}

func TestNavListMarkup(t *testing.T) {
	startApp(t)
	l := NewNavList(twoClients(), nil)
	w := show(t, l, 240, 220)
	l.Select("a1")
	test.AssertRendersToMarkup(t, "navlist.xml", w.Canvas())
}

func TestShortcutsReachTheCanvas(t *testing.T) {
	startApp(t)
	c, ran := software.NewCanvas(), 0
	c.AddShortcut(customShortcut(ctrl, fyne.KeyK), func(fyne.Shortcut) { ran++ })
	deliver(c, customShortcut(ctrl, fyne.KeyK))
	deliver(c, customShortcut(ctrl, fyne.KeyL))
	deliver(nil, customShortcut(ctrl, fyne.KeyK))
	equal(t, "Ctrl+K on the canvas", ran, 1)
}
