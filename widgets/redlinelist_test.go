package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func manyRows(n int) []RedlineRow {
	rows := make([]RedlineRow, n)
	for i := range rows {
		rows[i].Side[0].Spans = []Span{{Text: fmt.Sprintf("Row %d as it was before the change", i)}}
		rows[i].Side[1].Spans = []Span{{Text: fmt.Sprintf("Row %d ", i)}, {Text: "came", Kind: SpanInserted}}
		rows[i].Changed, rows[i].Depth = i%3 == 0, i%4
	}
	return rows
}

func shownList(t *testing.T, rows []RedlineRow) *RedlineList {
	t.Helper()
	l := NewRedlineList()
	w := test.NewTempWindow(t, l)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(600, 400))
	l.SetRows(rows)
	return l
}

// A text of ten thousand rows holds objects for what is in view alone, from its
// beginning to its end.
func TestRedlineListHoldsWhatIsSeen(t *testing.T) {
	test.NewTempApp(t)
	l := shownList(t, manyRows(10_000))
	for range 50 {
		l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
	if l.First() == 0 {
		t.Error("PageDown does not scroll")
	}
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if first := l.First(); first < 9_900 {
		t.Errorf("the end begins at row %d", first)
	}
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if made := l.RowObjects(); made > 60 {
		t.Errorf("%d row objects were made", made)
	}
	l.ScrollTo(5_000)
	l.SetBeside(true)
	if l.First() != 5_000 {
		t.Errorf("side by side the text begins at row %d", l.First())
	}
}

func TestRedlineListAsksForKeysFirst(t *testing.T) {
	test.NewTempApp(t)
	l := shownList(t, manyRows(100))
	var got []string
	l.OnKey = func(k *fyne.KeyEvent, shift bool) bool {
		got = append(got, fmt.Sprint(k.Name, shift))
		return k.Name == fyne.KeyF7
	}
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF7})
	l.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftRight})
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF7})
	l.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftRight})
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if want := "[F7false F7true Downfalse]"; fmt.Sprint(got) != want {
		t.Errorf("asked for %v", got)
	}
	if l.stack.scroll.Offset.Y != redlineLine {
		t.Errorf("Down scrolls by %v", l.stack.scroll.Offset.Y)
	}
}

func BenchmarkRedlineListScrolls(b *testing.B) {
	test.NewTempApp(b)
	l := NewRedlineList()
	w := test.NewTempWindow(b, l)
	w.Resize(fyne.NewSize(900, 700))
	l.SetRows(manyRows(1_000))
	for i := 0; b.Loop(); i++ {
		l.ScrollTo(i * 7 % 1_000)
	}
}
