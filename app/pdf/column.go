package pdf

import "slices"

// demand is what the cells of a column ask for: the width of their longest
// piece that may not be cut, of their longest word, of their longest line.
type demand struct{ least, whole, most float64 }

// demands measures the columns. Where points is not nil words may be hyphenated,
// and the longest word is the longest part of one.
func (g *grid) demands(n int, points hyphens) []demand {
	demands := make([]demand, n)
	for _, cells := range g.words {
		for i, words := range cells[:min(n, len(cells))] {
			d := extent(words, points)
			demands[i].least = max(demands[i].least, d.least)
			demands[i].whole = max(demands[i].whole, d.whole)
			demands[i].most = max(demands[i].most, d.most)
		}
	}
	return demands
}

// extent measures the words of one cell.
func extent(words []word, points hyphens) demand {
	var d demand
	total := 0.0
	for _, w := range words {
		if w.fresh {
			total = 0
		}
		if w.space != nil {
			total += w.space.width
		}
		total += w.width
		d.least = max(d.least, longestPiece(w, points))
		d.whole, d.most = max(d.whole, w.width), max(d.most, total)
	}
	if points != nil {
		d.whole = d.least
	}
	return d
}

// longestPiece is the widest part of a word between the places where it may
// be cut.
func longestPiece(w word, points hyphens) float64 {
	var added []int
	if points != nil && !w.joined {
		added = points.in(w)
	}
	longest, width := 0.0, 0.0
	for i, g := range w.glyphs {
		width += g.width
		switch {
		case i+1 == len(w.glyphs):
			longest = max(longest, width)
		case slices.Contains(added, i):
			longest, width = max(longest, width+hyphen(g).width), 0
		case cutAfter(w.glyphs, i, true) != inside:
			longest, width = max(longest, width), 0
		}
	}
	return longest
}

// columnWidths shares the room: first what no column can do without, then, in
// proportion, what each would like beyond that.
func columnWidths(demands []demand, room float64) []float64 {
	var floor, wish func(demand) float64
	least, whole, most := totals(demands)
	switch {
	case most <= room:
		floor, wish = demand.line, demand.line
	case whole <= room:
		floor, wish = demand.word, func(d demand) float64 { return tempered(d, room, len(demands)) }
	case least <= room:
		floor, wish = demand.piece, func(d demand) float64 { return max(d.least, min(d.most, 0.45*room)) }
	default:
		limit := waterline(demands, room)
		floor = func(d demand) float64 { return min(d.least, limit) }
		wish = floor
	}
	return share(demands, room, floor, wish)
}

func (d demand) piece() float64 { return d.least }
func (d demand) word() float64  { return d.whole }
func (d demand) line() float64  { return d.most }

func totals(demands []demand) (least, whole, most float64) {
	for _, d := range demands {
		least, whole, most = least+d.least, whole+d.whole, most+d.most
	}
	return least, whole, most
}

// share gives every column its floor, and what is left in proportion to the
// distance from floor to wish; to the wish itself where there is none.
func share(demands []demand, room float64, floor, wish func(demand) float64) []float64 {
	widths := make([]float64, len(demands))
	used, distance, wishes := 0.0, 0.0, 0.0
	for i, d := range demands {
		widths[i] = floor(d)
		used += widths[i]
		distance += wish(d) - widths[i]
		wishes += wish(d)
	}
	for i, d := range demands {
		part := 1 / float64(len(demands))
		switch {
		case distance > slack:
			part = (wish(d) - widths[i]) / distance
		case wishes > 0:
			part = wish(d) / wishes
		}
		widths[i] += part * (room - used)
	}
	return widths
}

// tempered is the longest line of a column, but in a table of several columns
// no more than two thirds of the room: a wordy column must not starve the
// others.
func tempered(d demand, room float64, columns int) float64 {
	if columns < 3 {
		return d.most
	}
	return max(d.whole, min(d.most, 0.65*room))
}

// waterline is the width at which columns are capped so that they fill the
// room: wide columns give first.
func waterline(demands []demand, room float64) float64 {
	low, high := 0.0, room
	for range 40 {
		level, sum := (low+high)/2, 0.0
		for _, d := range demands {
			sum += min(d.least, level)
		}
		if sum > room {
			high = level
		} else {
			low = level
		}
	}
	return low
}
