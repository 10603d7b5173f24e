package compare

import "slices"

// group is what belongs together: a block of each side, one that was split or
// several that were merged, or a block that the other side lacks.
type group struct {
	a, b []int // leaves
}

// mostParts is into how many paragraphs one may be split.
const mostParts = 4

// Worth of what an alignment keeps: a common word is worth more than anything
// that only makes the shape of one side that of the other.
const (
	perWord  = 16
	perShape = 1
	perPart  = 8 // cost of each part above one
)

// aligner pairs the blocks of a clause so that most words are kept.
type aligner struct {
	a, b   []leaf
	common [][]int // words by pair
}

// align groups the blocks of two clauses, in order.
func align(a, b []leaf) []group {
	var out []group
	head := 0
	for head < len(a) && head < len(b) && sameLeaf(&a[head], &b[head]) {
		out = append(out, group{a: []int{head}, b: []int{head}})
		head++
	}
	endA, endB := len(a), len(b)
	for endA > head && endB > head && sameLeaf(&a[endA-1], &b[endB-1]) {
		endA, endB = endA-1, endB-1
	}
	for _, part := range anchored(a[head:endA], b[head:endB]) {
		for _, g := range part.align(a[head:endA], b[head:endB]) {
			out = append(out, g.shifted(head))
		}
	}
	for i := range len(a) - endA {
		out = append(out, group{a: []int{endA + i}, b: []int{endB + i}})
	}
	return out
}

func (g group) shifted(by int) group {
	move := func(list []int) []int {
		out := make([]int, len(list))
		for i, at := range list {
			out[i] = at + by
		}
		return out
	}
	return group{a: move(g.a), b: move(g.b)}
}

// sameLeaf reports blocks with the same words in the same shape.
func sameLeaf(a, b *leaf) bool {
	return a.kind == b.kind && len(a.cells) == len(b.cells) && slices.Equal(a.words, b.words) && a.text() == b.text()
}

func (l *leaf) text() string {
	size := 0
	for _, cell := range l.cells {
		for _, t := range cell {
			size += len(t.text)
		}
	}
	out := make([]byte, 0, size)
	for _, cell := range l.cells {
		for _, t := range cell {
			out = append(out, t.text...)
		}
	}
	return string(out)
}

// stretch is a run of blocks on either side that is aligned by itself.
type stretch struct{ a0, a1, b0, b1 int }

// manyPairs is from how many pairs on blocks that are alike, and alike nowhere
// else, part a comparison.
const manyPairs = 2500

func anchored(a, b []leaf) []stretch {
	if len(a)*len(b) <= manyPairs {
		return []stretch{{0, len(a), 0, len(b)}}
	}
	var out []stretch
	last := stretch{}
	for _, p := range anchors(a, b) {
		out = append(out, stretch{last.a1, p.a, last.b1, p.b}, stretch{p.a, p.a + 1, p.b, p.b + 1})
		last = stretch{a1: p.a + 1, b1: p.b + 1}
	}
	return append(out, stretch{last.a1, len(a), last.b1, len(b)})
}

// anchors pairs, in order, the blocks whose text each side has once.
func anchors(a, b []leaf) []pair {
	type seen struct{ timesA, timesB, a, b int }
	texts := map[string]*seen{}
	for i := range a {
		text := string(a[i].kind) + a[i].text()
		if texts[text] == nil {
			texts[text] = &seen{}
		}
		texts[text].timesA++
		texts[text].a = i
	}
	for j := range b {
		if s := texts[string(b[j].kind)+b[j].text()]; s != nil {
			s.timesB++
			s.b = j
		}
	}
	var once []pair
	for i := range a {
		if s := texts[string(a[i].kind)+a[i].text()]; s.timesA == 1 && s.timesB == 1 {
			once = append(once, pair{s.a, s.b})
		}
	}
	var out []pair
	for i, kept := range rising(once) {
		if kept {
			out = append(out, once[i])
		}
	}
	return out
}

func (s stretch) align(a, b []leaf) []group {
	al := &aligner{a: a[s.a0:s.a1], b: b[s.b0:s.b1]}
	al.measure()
	groups := al.best()
	for i := range groups {
		for k := range groups[i].a {
			groups[i].a[k] += s.a0
		}
		for k := range groups[i].b {
			groups[i].b[k] += s.b0
		}
	}
	return groups
}

func (al *aligner) measure() {
	al.common = make([][]int, len(al.a))
	for i := range al.a {
		al.common[i] = make([]int, len(al.b))
		if len(al.a[i].words) == 0 {
			continue
		}
		d := newDial(al.a[i].words)
		for j := range al.b {
			al.common[i][j] = d.with(al.b[j].words)
		}
	}
}

// worth is what pairing two blocks keeps, 0 where they do not go together.
func (al *aligner) worth(i, j int) int {
	a, b := &al.a[i], &al.b[j]
	if (a.kind == Row || b.kind == Row || a.kind == Heading || b.kind == Heading) && a.kind != b.kind {
		return 0
	}
	worth := al.common[i][j] * perWord
	switch {
	case worth == 0 && (len(a.words)+len(b.words) > 0 || !sameLeaf(a, b)) && a.kind != Heading:
		return 0
	case a.shape() == b.shape():
		worth += perShape
	}
	return worth
}

// way is the best way from a pair of blocks to the end.
type way struct{ worth, a, b int }

func (al *aligner) best() []group {
	rows, columns := len(al.a), len(al.b)
	ways := make([][]way, rows+1)
	for i := rows; i >= 0; i-- {
		ways[i] = make([]way, columns+1)
		for j := columns; j >= 0; j-- {
			ways[i][j] = al.from(ways, i, j)
		}
	}
	var out []group
	for i, j := 0, 0; i < rows || j < columns; {
		w := ways[i][j]
		g := group{}
		for k := range w.a {
			g.a = append(g.a, i+k)
		}
		for k := range w.b {
			g.b = append(g.b, j+k)
		}
		out = append(out, g)
		i, j = i+w.a, j+w.b
	}
	return out
}

func (al *aligner) from(ways [][]way, i, j int) way {
	if i == len(al.a) || j == len(al.b) {
		return way{a: min(1, len(al.a)-i), b: min(1, len(al.b)-j) * boolInt(i == len(al.a))}
	}
	out := way{ways[i+1][j].worth, 1, 0}
	consider := func(w way) {
		if w.worth > out.worth {
			out = w
		}
	}
	consider(way{ways[i][j+1].worth, 0, 1})
	if worth := al.worth(i, j); worth > 0 {
		consider(way{worth + ways[i+1][j+1].worth, 1, 1})
	}
	for parts := 2; parts <= mostParts; parts++ {
		if worth := al.merged(i, j, parts); worth > 0 {
			consider(way{worth + ways[i+parts][j+1].worth, parts, 1})
		}
		if worth := al.split(i, j, parts); worth > 0 {
			consider(way{worth + ways[i+1][j+parts].worth, 1, parts})
		}
	}
	return out
}

func boolInt(is bool) int {
	if is {
		return 1
	}
	return 0
}

// merged is what is kept where parts blocks of a became one of b: the first and
// the last are found in it, what stands between them may be gone.
func (al *aligner) merged(i, j, parts int) int {
	if i+parts > len(al.a) || !al.b[j].divides() {
		return 0
	}
	var together []int
	for k := i; k < i+parts; k++ {
		if !al.a[k].divides() || (k == i || k == i+parts-1) && !al.partOf(k, j) {
			return 0
		}
		together = append(together, al.a[k].words...)
	}
	return commonWords(together, al.b[j].words)*perWord - (parts-1)*perPart
}

// split is what is kept where one block of a became parts of b: the first and
// the last were in it, what stands between them may be new.
func (al *aligner) split(i, j, parts int) int {
	if j+parts > len(al.b) || !al.a[i].divides() {
		return 0
	}
	var together []int
	for k := j; k < j+parts; k++ {
		if !al.b[k].divides() || (k == j || k == j+parts-1) && !al.partOf(i, k) {
			return 0
		}
		together = append(together, al.b[k].words...)
	}
	return commonWords(al.a[i].words, together)*perWord - (parts-1)*perPart
}

// partOf reports that the shorter of two blocks may be a part of the other.
func (al *aligner) partOf(i, j int) bool {
	common, shorter := al.common[i][j], min(len(al.a[i].words), len(al.b[j].words))
	return common*5 >= shorter*2 && (common >= leastMoved || common == shorter)
}

// divides reports a block that may have been split or merged.
func (l *leaf) divides() bool { return l.kind != Row && l.kind != Heading && !l.hollow }
