package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
)

// tableWidest is how much of a table one column may ask for at the cost of the
// others; a longer text ends in an ellipsis.
const (
	tableWidest     float32 = 300
	tableWidestPart float32 = 0.45
)

// widths shares a width among the columns; 0 for one that is left out. Where
// they do not all fit with what stands in them, those go first that hold no
// word, then the last ones.
func (t *RecordTable) widths(total float32) []float32 {
	if total == t.shared && len(t.shares) == len(t.Columns) {
		return t.shares
	}
	t.shared = total
	room, needs := total-tableDot, t.needs(total)
	shown := make([]int, len(t.Columns))
	for i := range shown {
		shown[i] = i
	}
	for len(shown) > 1 && room < sumOf(needs, shown) {
		shown = t.without(shown)
	}
	t.shares = t.share(room, needs, shown)
	return t.shares
}

// needs is the width at which each column shows its title and its words whole.
func (t *RecordTable) needs(total float32) []float32 {
	t.measureCells()
	needs := make([]float32, len(t.Columns))
	for i, c := range t.Columns {
		title, _ := measure(c.Title, TextCaption, fyne.TextStyle{})
		words := min(t.widest[i], max(tableWidest, total*tableWidestPart))
		needs[i] = max(title.Width+2*tablePad, words, tableLeast)
	}
	return needs
}

// measureCells finds the widest words of each column, once for the rows.
func (t *RecordTable) measureCells() {
	if len(t.widest) == len(t.Columns) {
		return
	}
	t.widest = make([]float32, len(t.Columns))
	for _, row := range t.Rows {
		for i, words := range row.Cells[:min(len(row.Cells), len(t.Columns))] {
			if words != "" {
				size, _ := measure(words, TextBody, fyne.TextStyle{})
				t.widest[i] = max(t.widest[i], size.Width+2*tablePad)
			}
		}
	}
}

// without leaves one column out, never the first.
func (t *RecordTable) without(shown []int) []int {
	out := len(shown) - 1
	for at := out; at > 0; at-- {
		if t.widest[shown[at]] == 0 {
			out = at
			break
		}
	}
	return slices.Delete(shown, out, out+1)
}

func sumOf(needs []float32, shown []int) (sum float32) {
	for _, i := range shown {
		sum += needs[i]
	}
	return sum
}

// share gives the columns that are shown what they need and parts of the rest
// by their weights.
func (t *RecordTable) share(room float32, needs []float32, shown []int) []float32 {
	weights, rest := float32(0), max(0, room-sumOf(needs, shown))
	for _, i := range shown {
		weights += max(t.Columns[i].Weight, 0.1)
	}
	out := make([]float32, len(t.Columns))
	for _, i := range shown {
		out[i] = min(needs[i], room) + rest*max(t.Columns[i].Weight, 0.1)/weights
	}
	return out
}
