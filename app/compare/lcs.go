package compare

import "math/bits"

// pair says that element a of one list is element b of another.
type pair struct{ a, b int }

// match pairs the words of a longest common subsequence, in order. Of several
// that are as long it takes one with the fewest changes.
func match(a, b []int) []pair {
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	endA, endB := len(a), len(b)
	for endA > start && endB > start && a[endA-1] == b[endB-1] {
		endA, endB = endA-1, endB-1
	}
	out := make([]pair, 0, start+len(a)-endA)
	for i := range start {
		out = append(out, pair{i, i})
	}
	for _, p := range matchInner(a[start:endA], b[start:endB]) {
		out = append(out, pair{p.a + start, p.b + start})
	}
	for i := range len(a) - endA {
		out = append(out, pair{endA + i, endB + i})
	}
	return out
}

// widest is the largest table, in cells, that is made for a comparison; what is
// larger is cut in two first.
const widest = 1 << 20

func matchInner(a, b []int) []pair {
	switch {
	case len(a) == 0 || len(b) == 0:
		return nil
	case len(a)*len(b) <= widest:
		return matchTable(a, b)
	}
	return matchHalves(a, b)
}

// matchHalves cuts the longer list in the middle, and the other one where both
// halves together have most in common (Hirschberg 1975): the answer is as long
// as that of the whole.
func matchHalves(a, b []int) []pair {
	if len(a) < len(b) {
		out := matchHalves(b, a)
		for i, p := range out {
			out[i] = pair{p.b, p.a}
		}
		return out
	}
	half := len(a) / 2
	ahead := prefixes(a[:half], b)
	behind := prefixes(reversed(a[half:]), reversed(b))
	cut, best := 0, -1
	for j := range ahead {
		if both := ahead[j] + behind[len(b)-j]; both > best {
			cut, best = j, both
		}
	}
	out := match(a[:half], b[:cut])
	for _, p := range match(a[half:], b[cut:]) {
		out = append(out, pair{p.a + half, p.b + cut})
	}
	return out
}

func reversed(list []int) []int {
	out := make([]int, len(list))
	for i, v := range list {
		out[len(list)-1-i] = v
	}
	return out
}

// prefixes is how much a has in common with each beginning of b.
func prefixes(a, b []int) []int {
	d := newDial(a)
	out := make([]int, len(b)+1)
	for j, word := range b {
		d.pass(word)
		out[j+1] = d.common()
	}
	return out
}

// The table of matchTable says of each pair of ends how the best way there
// came: by a match or by a change, and that from which.
const (
	matchFromMatch = 1 << iota // else from a change
	changeFromLeft             // a word of b, else one of a
	changeFromMatch
)

const (
	perMatch = 1 << 12 // more than all changes of a table cost
	never    = -1 << 30
)

// best holds the worth of the best way to an end of both lists, by its last
// step.
type best struct{ match, change int32 }

func matchTable(a, b []int) []pair {
	columns := len(b) + 1
	came := make([]uint8, (len(a)+1)*columns)
	row := make([]best, columns)
	row[0] = best{0, never}
	for j := 1; j < columns; j++ {
		row[j] = best{never, -1}
		came[j] = changeFromLeft
	}
	came[1] |= changeFromMatch
	for i := 1; i <= len(a); i++ {
		slant := row[0]
		row[0] = best{never, -1}
		line := came[i*columns : (i+1)*columns]
		if i == 1 {
			line[0] = changeFromMatch
		}
		for j := 1; j < columns; j++ {
			up, left := row[j], row[j-1]
			row[j].match = never
			if a[i-1] == b[j-1] {
				if row[j].match = slant.change + perMatch; slant.match >= slant.change {
					row[j].match = slant.match + perMatch
					line[j] |= matchFromMatch
				}
			}
			change, how := up.change, uint8(0)
			if left.change > change {
				change, how = left.change, changeFromLeft
			}
			if up.match-1 > change {
				change, how = up.match-1, changeFromMatch
			}
			if left.match-1 > change {
				change, how = left.match-1, changeFromMatch|changeFromLeft
			}
			row[j].change = change
			line[j] |= how
			slant = up
		}
	}
	last := row[columns-1]
	return walkBack(came, len(a), len(b), last.match >= last.change)
}

func walkBack(came []uint8, i, j int, matched bool) []pair {
	columns := j + 1
	var out []pair
	for i > 0 || j > 0 {
		how := came[i*columns+j]
		switch {
		case matched:
			i, j = i-1, j-1
			out = append(out, pair{i, j})
			matched = how&matchFromMatch != 0
		case how&changeFromLeft != 0:
			j--
			matched = how&changeFromMatch != 0
		default:
			i--
			matched = how&changeFromMatch != 0
		}
	}
	for l, r := 0, len(out)-1; l < r; l, r = l+1, r-1 {
		out[l], out[r] = out[r], out[l]
	}
	return out
}

// dial measures how many words a list has in common with others, in order:
// bit-parallel, after Hyyrö 2004. A zero in row says that the common
// subsequence is longer by one there.
type dial struct {
	size  int
	masks map[int][]uint64
	row   []uint64
}

func newDial(list []int) *dial {
	d := &dial{size: len(list), masks: make(map[int][]uint64, len(list)), row: make([]uint64, (len(list)+63)/64)}
	for i, word := range list {
		mask := d.masks[word]
		if mask == nil {
			mask = make([]uint64, len(d.row))
			d.masks[word] = mask
		}
		mask[i/64] |= 1 << (i % 64)
	}
	d.reset()
	return d
}

func (d *dial) reset() {
	for i := range d.row {
		d.row[i] = ^uint64(0)
	}
}

func (d *dial) pass(word int) {
	mask := d.masks[word]
	if mask == nil {
		return
	}
	carry := uint64(0)
	for i, v := range d.row {
		u := v & mask[i]
		var sum uint64
		sum, carry = bits.Add64(v, u, carry)
		d.row[i] = sum | v&^u
	}
}

// common is how many of the words that were passed are common.
func (d *dial) common() int {
	ones := 0
	for i, v := range d.row {
		if i == len(d.row)-1 && d.size%64 != 0 {
			v &= 1<<(d.size%64) - 1
		}
		ones += bits.OnesCount64(v)
	}
	return d.size - ones
}

// with is how many words the list has in common with another.
func (d *dial) with(list []int) int {
	d.reset()
	for _, word := range list {
		d.pass(word)
	}
	return d.common()
}

// CommonWords is the length of the longest common subsequence of the words of
// both texts as they read through, whatever clause they stand in.
func commonWords(a, b []int) int { return newDial(a).with(b) }
