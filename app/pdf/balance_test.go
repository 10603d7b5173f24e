package pdf

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Balancing keeps the room of a table, starves no column of its longest word
// and never makes the table taller.
func TestBalancedColumnsKeepRoomAndWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 6).Draw(t, "columns")
		g := &grid{words: [][][]word{make([][]word, n)}}
		for range rapid.IntRange(1, 8).Draw(t, "rows") {
			row := make([][]word, n)
			for i := range row {
				for range rapid.IntRange(0, 30).Draw(t, "words") {
					row[i] = append(row[i], word{width: rapid.Float64Range(2, 40).Draw(t, "width")})
				}
			}
			g.words = append(g.words, row)
		}
		const room = 450
		demands := g.demands(n, nil)
		g.columns = columnWidths(demands, room)
		before := heightOf(g.cellWidths(n), g.columns)
		g.balance(demands)
		sum := 0.0
		for i, w := range g.columns {
			sum += w
			if w < demands[i].whole-slack {
				t.Fatalf("column %d is %.2f wide, its longest word %.2f", i, w, demands[i].whole)
			}
		}
		if math.Abs(sum-room) > 0.001 {
			t.Fatalf("columns take %.3f of %d", sum, room)
		}
		if after := heightOf(g.cellWidths(n), g.columns); after > before {
			t.Fatalf("%d lines became %d", before, after)
		}
	})
}

// A wordy column beside short ones gets more than its even share.
func TestAWordyColumnGetsRoom(t *testing.T) {
	long := make([]word, 60)
	for i := range long {
		long[i] = word{width: 30}
	}
	short := []word{{width: 40}, {width: 30}}
	g := &grid{words: [][][]word{make([][]word, 4), {short, short, short, long}}}
	demands := g.demands(4, nil)
	g.columns = columnWidths(demands, 450)
	g.balance(demands)
	if g.columns[3] < 200 {
		t.Errorf("widths %.0f", g.columns)
	}
}
