package memory

import (
	"testing"

	"pgregory.net/rapid"
)

// byTable is the edit distance as the textbook has it.
func byTable(a, b []uint64) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		corner := row[0]
		row[0] = i + 1
		for j := range b {
			cost := corner
			if a[i] != b[j] {
				cost++
			}
			corner = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

func TestDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		symbols := rapid.SampledFrom([]uint64{'a', 'b', 'c', 127, 128, 1 << 40})
		a := rapid.SliceOfN(symbols, 0, 200).Draw(t, "a")
		b := rapid.SliceOfN(symbols, 0, 200).Draw(t, "b")
		p := newPattern(a)
		for range 2 { // the second time shows what the first left behind
			if got, want := p.distance(b), byTable(a, b); got != want {
				t.Fatalf("distance %d, want %d", got, want)
			}
		}
	})
}
