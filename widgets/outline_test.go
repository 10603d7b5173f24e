package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func fiveClauses() []OutlineRow {
	return []OutlineRow{
		{ID: "1", Number: "1", Title: "Who we are"},
		{ID: "2", Number: "2", Title: "What we collect", HasChildren: true},
		{ID: "2.1", Number: "2.1", Title: "Account data", Depth: 1},
		{ID: "2.2", Number: "2.2", Title: "Log data", Depth: 1, Hidden: true},
		{ID: "3", Number: "3", Title: "A title much too long for so narrow an outline", Dot: KindError},
	}
}

// listening returns an outline that writes down what it is asked to do.
func listening(t *testing.T) (*Outline, *[]string) {
	t.Helper()
	var log []string
	note := func(what string) func(string) {
		return func(id string) { log = append(log, what+" "+id) }
	}
	o := NewOutline(fiveClauses(), note("select"))
	o.OnDelete, o.OnOpen, o.OnInsertAfter = note("delete"), note("open"), note("insert")
	o.OnMove = func(id string, d int) { log = append(log, fmt.Sprint("move ", id, " ", d)) }
	o.OnNest = func(id string, d int) { log = append(log, fmt.Sprint("nest ", id, " ", d)) }
	o.OnDrop = func(id, target string, p DropPlace) {
		log = append(log, fmt.Sprint("drop ", id, " ", []string{"before", "after", "inside"}[p], " ", target))
	}
	o.OnMenu = func(id string, at fyne.Position) { log = append(log, fmt.Sprint("menu ", id, " ", at.X, " ", at.Y)) }
	show(t, o, 240, 400)
	return o, &log
}

func heard(t *testing.T, log *[]string, want ...string) {
	t.Helper()
	equal(t, "asked", strings.Join(*log, "; "), strings.Join(want, "; "))
	*log = nil
}

func TestOutlineKeys(t *testing.T) {
	startApp(t)
	o, log := listening(t)
	press(o, fyne.KeyDelete, fyne.KeyReturn)
	chord(o, fyne.KeyModifierAlt, fyne.KeyUp)
	heard(t, log)
	press(o, fyne.KeyInsert)
	heard(t, log, "insert ")
	press(o, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome)
	heard(t, log, "select 1", "select 2", "select 1", "select 3", "select 1")
	o.SetSelected("2.1")
	press(o, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyInsert)
	heard(t, log, "delete 2.1", "open 2.1", "insert 2.1")
}

func TestOutlineKeysWithModifiers(t *testing.T) {
	startApp(t)
	o, log := listening(t)
	o.SetSelected("2.1")
	for _, k := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyRight, fyne.KeyLeft} {
		chord(o, fyne.KeyModifierAlt, k)
	}
	chord(o, ctrl, fyne.KeyN)
	heard(t, log, "move 2.1 -1", "move 2.1 1", "nest 2.1 1", "nest 2.1 -1", "insert 2.1")
	equal(t, "selection", o.Selected(), "2.1")
}

func TestOutlineAsksTheOwnerFirst(t *testing.T) {
	startApp(t)
	o, log := listening(t)
	o.SetSelected("2")
	o.OnShortcut = func(fyne.Shortcut) bool { return true }
	chord(o, fyne.KeyModifierAlt, fyne.KeyUp)
	heard(t, log)
}

func TestOutlineDrag(t *testing.T) {
	startApp(t)
	for _, c := range []struct {
		name     string
		from, to float32
		want     []string
	}{
		{"upper part of a row", 4*32 + 10, 2*32 + 3, []string{"select 3", "drop 3 before 2.1"}},
		{"lower part of a row", 4*32 + 10, 2*32 + 29, []string{"select 3", "drop 3 after 2.1"}},
		{"middle of a row", 4*32 + 10, 2*32 + 16, []string{"select 3", "drop 3 inside 2.1"}},
		{"below all rows", 10, 390, []string{"select 1", "drop 1 after 3"}},
		{"above all rows", 4*32 + 10, -30, []string{"select 3", "drop 3 before 1"}},
		{"onto itself", 10, 12, []string{"select 1"}},
		{"into its own part", 32 + 10, 2*32 + 16, []string{"select 2"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, log := listening(t)
			dragTo(o, 60, c.from, c.to)
			o.DragEnd()
			heard(t, log, c.want...)
			if _, _, ok := o.Dropping(); ok {
				t.Error("the drag goes on after its end")
			}
		})
	}
}

func TestOutlineDropLine(t *testing.T) {
	startApp(t)
	o, _ := listening(t)
	equal(t, "line before the drag", o.line.Visible(), false)
	dragTo(o, 60, 4*32+10, 2*32+3)
	equal(t, "line during the drag", o.line.Visible(), true)
	equal(t, "line at the row's top", o.line.Position().Y, 2*32-1)
	target, place, ok := o.Dropping()
	equal(t, "target", fmt.Sprint(target, " ", place, " ", ok), "2.1 0 true")
	dragTo(o, 60, 4*32+10, 2*32+16)
	equal(t, "line for inside", o.line.Visible(), false)
	o.CancelDrag()
	o.DragEnd()
}

func TestOutlineMouse(t *testing.T) {
	startApp(t)
	o, log := listening(t)
	tapAt(o, 60, 70)
	o.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(60, 5), AbsolutePosition: fyne.NewPos(360, 105)})
	tapAt(o, 60, 399)
	heard(t, log, "select 2.1", "select 1", "menu 1 360 105")
}

func TestOutlineKeepsTheSelectedRowInView(t *testing.T) {
	startApp(t)
	rows := make([]OutlineRow, 500)
	for i := range rows {
		rows[i] = OutlineRow{ID: fmt.Sprint(i), Number: fmt.Sprint(i), Title: "Clause"}
	}
	o := NewOutline(rows, nil)
	show(t, o, 240, 320)
	o.Select("0")
	moved := append(append([]OutlineRow{}, rows[1:]...), rows[0])
	o.SetRows(moved)
	first, last := o.stack.visible()
	if i := o.index("0"); i < first || i >= last {
		t.Errorf("row %d is not among the visible %d to %d", i, first, last)
	}
	if n := o.RowObjects(); n > 30 {
		t.Errorf("%d row objects for a view of 10 rows", n)
	}
}

func TestOutlineMarkup(t *testing.T) {
	startApp(t)
	o := NewOutline(fiveClauses(), nil)
	w := show(t, o, 220, 190)
	o.Select("2")
	test.AssertRendersToMarkup(t, "outline.xml", w.Canvas())
}

// A long title takes a second line, and no row moves when it is selected; a
// wider outline has it on one line again.
func TestOutlineWrapsTitles(t *testing.T) {
	startApp(t)
	o := NewOutline([]OutlineRow{
		{ID: "a", Title: "Notifications on your device", Depth: 1, Off: true}, {ID: "b", Title: "Cookies"},
	}, nil)
	w := show(t, o, 220, 200)
	equal(t, "rows", fmt.Sprint(o.stack.tops), "[0 51 83]")
	row := o.stack.live[0].(*outlineRow)
	equal(t, "first line", row.title[0].Text, "Notifications on")
	equal(t, "second line", row.title[1].Text, "your device")
	tapAt(o, 60, 45)
	equal(t, "a click on the second line", o.Selected(), "a")
	equal(t, "rows with one selected", fmt.Sprint(o.stack.tops), "[0 51 83]")
	w.Resize(fyne.NewSize(400, 200))
	equal(t, "rows of a wide outline", fmt.Sprint(o.stack.tops), "[0 32 64]")
	equal(t, "title there", row.title[0].Text, "Notifications on your device")
}
