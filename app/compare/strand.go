package compare

// strand is a text of each side that is compared word by word. The paragraphs
// of one that was split or merged have a breakToken between them.
type strand struct {
	a, b         []token
	wordsA       []int // where the words stand in a
	wordsB       []int
	pairs        []pair // of words that stay
	added, wiped bool   // a cell that one side lacks
}

const breakText = "\u2029"

func newStrand(a, b []token) strand {
	s := strand{a: a, b: b}
	var numbersA, numbersB []int
	s.wordsA, numbersA = wordsIn(a)
	s.wordsB, numbersB = wordsIn(b)
	s.pairs = match(numbersA, numbersB)
	return s
}

func wordsIn(tokens []token) (at, numbers []int) {
	for i, t := range tokens {
		if t.word > 0 {
			at, numbers = append(at, i), append(numbers, t.word)
		}
	}
	return at, numbers
}

// changed is how many words came and went.
func (s *strand) changed() int { return len(s.wordsA) + len(s.wordsB) - 2*len(s.pairs) }

// joint is a group with what it comes to word by word: a strand for each cell
// of a row, one for anything else.
type joint struct {
	group
	strands []strand
}

func newJoint(g group, a, b []leaf) joint {
	j := joint{group: g}
	if len(g.a) == 1 && a[g.a[0]].kind == Row || len(g.b) == 1 && b[g.b[0]].kind == Row {
		j.strands = rowStrands(cellsAt(a, g.a), cellsAt(b, g.b))
		return j
	}
	j.strands = []strand{newStrand(joined(a, g.a), joined(b, g.b))}
	return j
}

func cellsAt(leaves []leaf, at []int) [][]token {
	if len(at) == 0 {
		return nil
	}
	return leaves[at[0]].cells
}

func joined(leaves []leaf, at []int) []token {
	if len(at) == 1 {
		return leaves[at[0]].cells[0]
	}
	var out []token
	for i, n := range at {
		if i > 0 {
			out = append(out, token{text: breakText, set: unmarked})
		}
		out = append(out, leaves[n].cells[0]...)
	}
	return out
}

// rowStrands pairs the cells of a row: each with the one below it where there
// are as many, else so that most words stay.
func rowStrands(a, b [][]token) []strand {
	var out []strand
	if len(a) == len(b) || len(a) == 0 || len(b) == 0 {
		for i := range max(len(a), len(b)) {
			var s strand
			switch {
			case len(b) == 0:
				s = newStrand(a[i], nil)
			case len(a) == 0:
				s = newStrand(nil, b[i])
			default:
				s = newStrand(a[i], b[i])
			}
			out = append(out, s)
		}
		return out
	}
	for _, p := range alignCells(a, b) {
		var s strand
		switch {
		case p.b < 0:
			s = newStrand(a[p.a], nil)
			s.wiped = true
		case p.a < 0:
			s = newStrand(nil, b[p.b])
			s.added = true
		default:
			s = newStrand(a[p.a], b[p.b])
		}
		out = append(out, s)
	}
	return out
}

// alignCells pairs cells in order; -1 stands for none.
func alignCells(a, b [][]token) []pair {
	worth := make([][]int, len(a)+1)
	keeps := func(i, j int) int {
		_, x := wordsIn(a[i])
		_, y := wordsIn(b[j])
		return commonWords(x, y)*perWord + perShape
	}
	for i := len(a); i >= 0; i-- {
		worth[i] = make([]int, len(b)+1)
		for j := len(b) - 1; j >= 0 && i < len(a); j-- {
			worth[i][j] = max(worth[i+1][j], worth[i][j+1], keeps(i, j)+worth[i+1][j+1])
		}
	}
	var out []pair
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case worth[i][j] == keeps(i, j)+worth[i+1][j+1]:
			out = append(out, pair{i, j})
			i, j = i+1, j+1
		case worth[i][j] == worth[i+1][j]:
			out = append(out, pair{i, -1})
			i++
		default:
			out = append(out, pair{-1, j})
			j++
		}
	}
	for ; i < len(a); i++ {
		out = append(out, pair{i, -1})
	}
	for ; j < len(b); j++ {
		out = append(out, pair{-1, j})
	}
	return out
}

// edit is a token with what became of it.
type edit struct {
	op       Op
	token    token
	restyled bool // the word stays and is set otherwise
}

// edits walks along both sides.
func (s *strand) edits() []edit {
	out := make([]edit, 0, max(len(s.a), len(s.b)))
	atA, atB := 0, 0
	for _, p := range s.pairs {
		a, b := s.wordsA[p.a], s.wordsB[p.b]
		out = between(out, s.a[atA:a], s.b[atB:b])
		out = stay(out, s.a[a], s.b[b])
		atA, atB = a+1, b+1
	}
	return between(out, s.a[atA:], s.b[atB:])
}

func stay(out []edit, a, b token) []edit {
	if a.alike(b) {
		return append(out, edit{op: Keep, token: b})
	}
	return append(out, edit{Delete, a, true}, edit{Insert, b, true})
}

// between writes what stands between two words that stay: what both sides
// begin and end with stays too.
func between(out []edit, a, b []token) []edit {
	for len(a) > 0 && len(b) > 0 && a[0].alike(b[0]) {
		out = append(out, edit{op: Keep, token: b[0]})
		a, b = a[1:], b[1:]
	}
	tail := 0
	for tail < len(a) && tail < len(b) && a[len(a)-1-tail].alike(b[len(b)-1-tail]) {
		tail++
	}
	for _, t := range a[:len(a)-tail] {
		out = append(out, edit{op: Delete, token: t})
	}
	for _, t := range b[:len(b)-tail] {
		out = append(out, edit{op: Insert, token: t})
	}
	for _, t := range b[len(b)-tail:] {
		out = append(out, edit{op: Keep, token: t})
	}
	return out
}

// parts cuts the edits where paragraphs were split or merged.
func (s *strand) parts() [][]edit {
	out := [][]edit{nil}
	for _, e := range s.edits() {
		if e.token.text == breakText {
			out = append(out, nil)
			continue
		}
		out[len(out)-1] = append(out[len(out)-1], e)
	}
	return out
}

func (s *strand) cell() Cell {
	cell := cellOf(s.edits())
	switch {
	case s.added:
		cell.Change = Added
	case s.wiped:
		cell.Change = Removed
	}
	return cell
}

// cellOf joins edits of one kind to spans.
func cellOf(edits []edit) Cell {
	cell := Cell{Change: Same}
	for start := 0; start < len(edits); {
		first, end, size := edits[start], start, 0
		for end < len(edits) && edits[end].joins(first) {
			size += len(edits[end].token.text)
			end++
		}
		text := make([]byte, 0, size)
		for _, e := range edits[start:end] {
			text = append(text, e.token.text...)
		}
		cell.Spans = append(cell.Spans, Span{
			Op: first.op, Text: string(text), Marks: first.token.set.marks, URL: first.token.set.url, restyled: first.restyled,
		})
		if first.op != Keep {
			cell.Change = Changed
		}
		start = end
	}
	return cell
}

func (e edit) joins(o edit) bool {
	return e.op == o.op && e.restyled == o.restyled && *e.token.set == *o.token.set
}
