package translate

import (
	"slices"

	"clausedesk/app/markup"
)

// pair says that element a of one list belongs to element b of another.
type pair struct{ a, b int }

// Pair says that element A of one list belongs to element B of another.
type Pair struct{ A, B int }

// Common pairs the elements of a longest common subsequence of two lists of
// texts, in order.
func Common(a, b []string) []Pair {
	var out []Pair
	for _, p := range lcs(a, b) {
		out = append(out, Pair{p.a, p.b})
	}
	return out
}

// lcs returns a longest common subsequence. Where several are as long it
// takes the one that lcs(b, a) takes too, so that an undo goes back the way
// the change came.
func lcs(a, b []string) []pair {
	best := newTable(len(a), len(b))
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				best[i][j] = best[i+1][j+1] + 1
			} else {
				best[i][j] = max(best[i+1][j], best[i][j+1])
			}
		}
	}
	var out []pair
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch skipA, skipB := best[i+1][j], best[i][j+1]; {
		case a[i] == b[j]:
			out = append(out, pair{i, j})
			i, j = i+1, j+1
		case skipA > skipB || skipA == skipB && a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return out
}

func newTable(rows, columns int) [][]float64 {
	table := make([][]float64, rows+1)
	for i := range table {
		table[i] = make([]float64, columns+1)
	}
	return table
}

// anyPair is what a pair is worth whose texts have nothing in common: less
// than any likeness, more than leaving both alone.
const anyPair = 0.05

// pairAlike pairs old and new segments at the given positions in order, so
// that kinds are equal and the sum of likeness is largest.
func pairAlike(old []markup.Segment, left []int, now []markup.Segment, right []int) []pair {
	worth := worthOf(old, left, now, right)
	best := newTable(len(left), len(right))
	for i := len(left) - 1; i >= 0; i-- {
		for j := len(right) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1], best[i+1][j+1]+worth[i][j])
		}
	}
	var out []pair
	for i, j := 0, 0; i < len(left) && j < len(right); {
		w := worth[i][j]
		switch {
		case w > 0 && best[i][j] == best[i+1][j+1]+w:
			out = append(out, pair{left[i], right[j]})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return out
}

// worthOf says what each pair of segments is worth; 0 when they cannot pair.
func worthOf(old []markup.Segment, left []int, now []markup.Segment, right []int) [][]float64 {
	worth := newTable(len(left), len(right))
	pairsNow := make([][][2]rune, len(right))
	for j := range right {
		pairsNow[j] = letterPairs(now[right[j]].Source)
	}
	for i := range left {
		pairsOld := letterPairs(old[left[i]].Source)
		for j := range right {
			if old[left[i]].Kind == now[right[j]].Kind {
				worth[i][j] = anyPair + dice(pairsOld, pairsNow[j])
			}
		}
	}
	return worth
}

// Likeness says how alike two texts are, 0 to 1: the share of letter pairs
// they have in common (Dice's coefficient). It needs no spaces between words.
func Likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	return dice(letterPairs(a), letterPairs(b))
}

func dice(pairsA, pairsB [][2]rune) float64 {
	if len(pairsA)+len(pairsB) == 0 {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(pairsA) && j < len(pairsB); {
		switch order := slices.Compare(pairsA[i][:], pairsB[j][:]); {
		case order == 0:
			common, i, j = common+1, i+1, j+1
		case order < 0:
			i++
		default:
			j++
		}
	}
	return 2 * float64(common) / float64(len(pairsA)+len(pairsB))
}

func letterPairs(text string) [][2]rune {
	runes := []rune(text)
	var out [][2]rune
	for i := 1; i < len(runes); i++ {
		out = append(out, [2]rune{runes[i-1], runes[i]})
	}
	slices.SortFunc(out, func(a, b [2]rune) int { return slices.Compare(a[:], b[:]) })
	return out
}
