package pdf

// paginate puts rows on pages. A page ends at the last place that leaves no
// heading, no lone line and no divided definition behind; where there is no
// such place on a whole page, at the least bad one.
func (d *design) paginate(rows []*row) []page {
	var pages []page
	for from := 0; from < len(rows); {
		p, to := d.fillPage(rows, from)
		pages = append(pages, p)
		from = to
	}
	return pages
}

// fillPage returns the page that starts with rows[from] and the row after it.
func (d *design) fillPage(rows []*row, from int) (page, int) {
	var p page
	y := d.bodyTop
	if head := rows[from].head; head != nil && from > 0 && rows[from-1].head == head {
		repeated := *head
		repeated.clause, repeated.again = rows[from].clause, true
		p.rows = append(p.rows, placed{&repeated, y})
		y += repeated.height
		if rows[from].inner {
			y += d.cellAbove
		}
	}
	repeats := len(p.rows)
	to := from
	for ; to < len(rows); to++ {
		r, top := rows[to], y
		if to > from {
			top += r.before
		}
		if top+r.height > d.bodyBottom && to > from {
			break
		}
		p.rows = append(p.rows, placed{r, top})
		y = top + r.height
	}
	if to < len(rows) {
		to = breakAt(rows, from, to)
	}
	p.rows = p.rows[:repeats+to-from]
	return p, to
}

// breakAt returns the best row to start the next page with, of those from
// the second on the page up to the first that did not fit. The room for the
// signature never starts one as long as a row can go along with it.
func breakAt(rows []*row, from, overflow int) int {
	if rows[overflow].signature && overflow > from+1 {
		overflow--
	}
	for weakest := free; weakest < heading; weakest++ {
		for to := overflow; to > from; to-- {
			if rows[to-1].bond <= weakest {
				return to
			}
		}
	}
	return overflow
}
