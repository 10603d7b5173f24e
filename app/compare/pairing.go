package compare

import (
	"slices"
	"strings"
	"unicode"

	"clausedesk/app/policy"
)

// pair decides which clause of one text is which of the other, and which of
// them moved.
func (c *comparison) pair() {
	c.byID()
	c.byContent()
	c.findMoved()
}

func (c *comparison) join(a, b int) { c.toB[a], c.toA[b] = b, a }

func (c *comparison) byID() {
	at := map[policy.ID]int{}
	for j, clause := range c.b {
		at[clause.ID] = j
	}
	for i, clause := range c.a {
		if j, is := at[clause.ID]; is && clause.ID != "" && c.toA[j] == none {
			c.join(i, j)
			c.sameIDs = true
		}
	}
}

// How alike two clauses without a common identifier must be to be one: two
// texts of one language share a third of their words whatever they say. In
// texts from elsewhere one heading, or one place, is a sign too.
const (
	alikeAnywhere = 0.5
	alikeInPlace  = 0.34
	mostlyWithin  = 0.6 // of the words of the shorter one
	sameHeading   = 0.3
	fewWords      = 4
)

// likeness is how much of two clauses is the same.
type likeness struct {
	pair
	score float64
}

// byContent pairs what is left, the most alike first.
func (c *comparison) byContent() {
	if !slices.Contains(c.toB, none) || !slices.Contains(c.toA, none) {
		return
	}
	c.fillBags()
	var all []likeness
	for i := range c.a {
		for j := range c.b {
			if c.toB[i] != none || c.toA[j] != none {
				continue
			}
			if score := c.score(i, j); score >= alikeAnywhere {
				all = append(all, likeness{pair{i, j}, score})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y likeness) int {
		switch {
		case x.score > y.score:
			return -1
		case x.score < y.score:
			return 1
		}
		return abs(x.a-x.b) - abs(y.a-y.b)
	})
	for _, l := range all {
		if c.toB[l.a] == none && c.toA[l.b] == none {
			c.join(l.a, l.b)
		}
	}
	if !c.sameIDs {
		c.byPlace()
	}
}

func abs(n int) int { return max(n, -n) }

// byPlace pairs a clause that stands between two pairs as its neighbour there
// does, if they have anything to do with each other.
func (c *comparison) byPlace() {
	for i := range c.a {
		if c.toB[i] != none {
			continue
		}
		j := 0
		if i > 0 {
			if c.toB[i-1] == none {
				continue
			}
			j = c.toB[i-1] + 1
		}
		if j < len(c.b) && c.toA[j] == none && (c.score(i, j) >= alikeInPlace || c.within(i, j) >= mostlyWithin) {
			c.join(i, j)
		}
	}
}

func (c *comparison) fillBags() {
	for _, of := range []struct {
		sides []side
		to    []int
	}{{c.a, c.toB}, {c.b, c.toA}} {
		for i := range of.sides {
			if of.to[i] != none {
				continue
			}
			for _, l := range of.sides[i].leaves {
				of.sides[i].bag = append(of.sides[i].bag, l.words...)
			}
			slices.Sort(of.sides[i].bag)
		}
	}
}

func (c *comparison) score(i, j int) float64 {
	a, b := &c.a[i], &c.b[j]
	if a.size+b.size == 0 {
		return 0
	}
	score := 2 * float64(overlap(a.bag, b.bag)) / float64(a.size+b.size)
	heading := plainHeading(a.Heading)
	switch {
	case heading != "" && heading == plainHeading(b.Heading):
		score += sameHeading
	case min(a.size, b.size) < fewWords && score < 1:
		return 0
	}
	return score
}

// within is how much of the shorter clause the other one has.
func (c *comparison) within(i, j int) float64 {
	shorter := min(c.a[i].size, c.b[j].size)
	if shorter < fewWords {
		return 0
	}
	return float64(overlap(c.a[i].bag, c.b[j].bag)) / float64(shorter)
}

// plainHeading is a heading by its letters and digits alone.
func plainHeading(heading string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// overlap counts what two sorted lists have in common.
func overlap(a, b []int) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// findMoved marks the clauses that stand in another place among those that
// stayed: outside the longest run of neighbours in their order, or in another
// clause.
func (c *comparison) findMoved() {
	c.moved = make([]bool, len(c.b))
	families := map[int][]pair{}
	var parents []int
	for i, j := range c.toB {
		if j == none {
			continue
		}
		parent := c.parentIn(c.b, j, c.toA)
		if parent != c.parentIn(c.a, i, nil) {
			c.moved[j] = true
			continue
		}
		if families[parent] == nil {
			parents = append(parents, parent)
		}
		families[parent] = append(families[parent], pair{i, j})
	}
	for _, parent := range parents {
		family := families[parent]
		weights := make([]int, len(family))
		for k, p := range family {
			weights[k] = c.weight(p.a)
		}
		for k, kept := range heaviest(family, weights) {
			c.moved[family[k].b] = !kept
		}
	}
}

// parentIn is the clause that a clause stands in, by its index in a; clauses
// that the other text lacks do not count. Where to leads from the side to a,
// the side is b.
func (c *comparison) parentIn(sides []side, at int, toA []int) int {
	for at = sides[at].parent; at != none; at = sides[at].parent {
		switch {
		case toA != nil && toA[at] != none:
			return toA[at]
		case toA == nil && c.toB[at] != none:
			return at
		}
	}
	return none
}

// weight is how many words a clause of a has with all that stands in it.
func (c *comparison) weight(i int) int {
	size := c.a[i].size
	for k := i + 1; k < len(c.a) && c.a[k].Depth > c.a[i].Depth; k++ {
		size += c.a[k].size
	}
	return size
}

// inOrder lists all clauses in the order of b; what b lacks stands behind what
// it stood behind.
func (c *comparison) inOrder() []pair {
	behind := map[int][]pair{}
	last := none
	for i, j := range c.toB {
		switch {
		case j == none:
			behind[last] = append(behind[last], pair{i, none})
		case !c.moved[j]:
			last = j
		}
	}
	out := behind[none]
	for j := range c.b {
		out = append(out, pair{c.toA[j], j})
		out = append(out, behind[j]...)
	}
	return out
}
