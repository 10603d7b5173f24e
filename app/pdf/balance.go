package pdf

import "math"

// balance moves room between the columns of a table for as long as that makes
// the table shorter. No column gets narrower than its longest word.
func (g *grid) balance(demands []demand) {
	room := 0.0
	for _, w := range g.columns {
		room += w
	}
	cells := g.cellWidths(len(demands))
	best := heightOf(cells, g.columns)
	for step := room / 16; step > room/130; step /= 2 {
		for g.shiftOnce(demands, cells, step, &best) {
		}
	}
}

// shiftOnce makes the one move of a step's width that shortens the table most
// and reports whether there was any.
func (g *grid) shiftOnce(demands []demand, cells [][]float64, step float64, best *int) bool {
	from, to := -1, -1
	for i := range g.columns {
		for j := range g.columns {
			if i == j || g.columns[i]-step < demands[i].whole {
				continue
			}
			a, b := g.columns[i], g.columns[j]
			g.columns[i], g.columns[j] = a-step, b+step
			if height := heightOf(cells, g.columns); height < *best {
				*best, from, to = height, i, j
			}
			g.columns[i], g.columns[j] = a, b // exactly as they were: a hair decides whether a line fits
		}
	}
	if from < 0 {
		return false
	}
	g.columns[from], g.columns[to] = g.columns[from]-step, g.columns[to]+step
	return true
}

// cellWidths is how wide each cell of the body would be on one line.
func (g *grid) cellWidths(n int) [][]float64 {
	var out [][]float64
	for _, cells := range g.words[1:] {
		row := make([]float64, n)
		for i, words := range cells[:min(n, len(cells))] {
			for _, w := range words {
				if w.space != nil {
					row[i] += w.space.width
				}
				row[i] += w.width
			}
		}
		out = append(out, row)
	}
	return out
}

// rag is how much of a line stays empty on average, since words are not cut.
const rag = 1.08

// heightOf estimates the lines a table takes in columns of these widths.
func heightOf(cells [][]float64, columns []float64) int {
	total := 0
	for _, row := range cells {
		lines := 1
		for i, width := range row {
			if width > columns[i] {
				lines = max(lines, int(math.Ceil(width*rag/columns[i])))
			}
		}
		total += lines
	}
	return total
}
