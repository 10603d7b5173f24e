package memory

import (
	"math/bits"
)

const wordBits = bits.UintSize

// pattern is a sequence prepared for telling how far others are from it: the
// bit-parallel edit distance of Myers (Journal of the ACM 46, 1999), in blocks
// of a machine word each as Hyyrö has them (2003).
type pattern struct {
	length int
	near   [128][]uint // where each of the first symbols stands
	far    map[uint64][]uint
	none   []uint
	plus   []uint // vertical differences of the column, +1 and -1
	minus  []uint
}

// newPattern prepares a sequence of symbols.
func newPattern(symbols []uint64) *pattern {
	blocks := (len(symbols) + wordBits - 1) / wordBits
	p := &pattern{
		length: len(symbols), far: map[uint64][]uint{}, none: make([]uint, blocks),
		plus: make([]uint, blocks), minus: make([]uint, blocks),
	}
	for i, symbol := range symbols {
		at := p.placesOf(symbol)
		if &at[0] == &p.none[0] {
			at = make([]uint, blocks)
			if symbol < uint64(len(p.near)) {
				p.near[symbol] = at
			} else {
				p.far[symbol] = at
			}
		}
		at[i/wordBits] |= 1 << (i % wordBits)
	}
	return p
}

func (p *pattern) placesOf(symbol uint64) []uint {
	if symbol < uint64(len(p.near)) {
		if at := p.near[symbol]; at != nil {
			return at
		}
		return p.none
	}
	if at, ok := p.far[symbol]; ok {
		return at
	}
	return p.none
}

// distance returns how many symbols have to be put in, taken out or replaced
// to make one sequence the other.
func (p *pattern) distance(other []uint64) int {
	if p.length == 0 {
		return len(other)
	}
	for i := range p.plus {
		p.plus[i], p.minus[i] = ^uint(0), 0
	}
	score, last := p.length, uint(p.length-1)%wordBits
	for _, symbol := range other {
		up, down := p.column(p.placesOf(symbol))
		score += int(up>>last&1) - int(down>>last&1)
	}
	return score
}

// column goes one symbol further and returns the horizontal differences in the
// last block.
func (p *pattern) column(at []uint) (up, down uint) {
	carryUp, carryDown := uint(1), uint(0) // above the first symbol the distance grows
	for b, equal := range at {
		plus, minus := p.plus[b], p.minus[b]
		vertical := equal | minus
		equal |= carryDown
		horizontal := (((equal & plus) + plus) ^ plus) | equal
		up = minus | ^(horizontal | plus)
		down = plus & horizontal
		nextUp, nextDown := up>>(wordBits-1), down>>(wordBits-1)
		shiftedUp, shiftedDown := up<<1|carryUp, down<<1|carryDown
		p.plus[b] = shiftedDown | ^(vertical | shiftedUp)
		p.minus[b] = shiftedUp & vertical
		carryUp, carryDown = nextUp, nextDown
	}
	return up, down
}
