package memory

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"sync"
)

// BlockBits is how many bits of an entry's number are its place in its block.
const BlockBits = 17

// BlockSize is how many entries a block has.
const BlockSize = 1 << BlockBits

// Finder collects the entries that share most terms with a text, from the
// places of its terms, block by block. Release it after use.
type Finder struct {
	Terms     []int64
	Low, High int // the groups of lengths that an entry alike enough can have
	Rows      int // that Add was given
	Bytes     int // of places in them
	weights   map[int64]uint64
	words     int
	tally     *tally
	most      int
	all       bool // only entries with every term, whatever their length
	floor     uint32
	best      []uint64 // ranks, each with the number of its entry in the lower bits
}

// tally counts the terms of each place of a block: four counts of 15 bits in a
// word, so that four are told at once from what cannot be among the best.
type tally struct {
	counts [BlockSize / lanes]uint64
	sizes  [BlockSize]uint8
}

const (
	lanes    = 4
	laneBits = 16
	laneMost = 1<<(laneBits-1) - 1
	laneOnes = 1 | 1<<laneBits | 1<<(2*laneBits) | 1<<(3*laneBits)
)

// tallies are large and wanted anew at each look-up.
var tallies = sync.Pool{New: func() any { return new(tally) }}

// NewFinder prepares a query; most is how many entries are wanted.
func NewFinder(q Query, most int) *Finder {
	q = q.Bounded()
	tokens := reader{lang: tongueOf(q.From)}.tokens(q.Source)
	words := max(1, len(tokens))
	// Half of the score is likeness in words, which a difference in length
	// bounds; the other half follows it closely.
	least := float64(min(q.Threshold, Exact)) / 100 * 0.8
	weights := weightsOf(pairHash(q.From, q.To), q.Source, tokens)
	return &Finder{
		Terms: slices.Sorted(maps.Keys(weights)), weights: weights, words: words, most: most, tally: tallies.Get().(*tally),
		Low: sizeOf(int(float64(words) * least)), High: sizeOf(int(float64(words)/least) + 1),
	}
}

// NewContaining prepares a search for entries that have all the words of a text.
func NewContaining(q Query, most int) *Finder {
	f := &Finder{most: most, all: true, words: 1, High: len(sizes), weights: map[int64]uint64{}, tally: tallies.Get().(*tally)}
	for _, term := range wordTerms(pairHash(q.From, q.To), q.Source) {
		f.weights[term] = 1
	}
	f.Terms = slices.Sorted(maps.Keys(f.weights))
	return f
}

// Release gives back what the finder counted in.
func (f *Finder) Release() {
	clear(f.tally.counts[:])
	tallies.Put(f.tally)
	f.tally = nil
}

const idBits = 40

// enough is how many places are read for a query: more than tell candidates
// apart, and few enough to be read while a person waits.
const enough = 700_000

// narrower are the least shares of the longer text that the shorter one has,
// where entries of all lengths that could do are too many to be counted.
var narrower = []float64{0.6, 0.7, 0.8}

// Cost is how many bytes of places a term has in entries of a group of lengths,
// or so.
type Cost struct {
	Term        int64
	Size, Bytes int
}

// Choose decides what is read, when it cannot be everything: entries of about
// the length of the text come first, and the terms that nearly every one of them
// has are left out, which cost most and tell least.
func (f *Finder) Choose(costs []Cost) {
	for _, share := range narrower {
		if f.all || f.cost(costs) <= enough {
			return
		}
		f.Low, f.High = max(f.Low, sizeOf(int(float64(f.words)*share))), min(f.High, sizeOf(int(float64(f.words)/share)))
	}
	bytes := map[int64]uint64{}
	for _, c := range costs {
		if c.Size >= f.Low && c.Size <= f.High {
			bytes[c.Term] += uint64(c.Bytes)
		}
	}
	slices.SortStableFunc(f.Terms, func(a, b int64) int { return cmp.Compare(bytes[a]*f.weights[b], bytes[b]*f.weights[a]) })
	var total uint64
	for i, term := range f.Terms {
		if total += bytes[term]; total > enough && i > 0 {
			f.Terms = f.Terms[:i]
			return
		}
	}
}

func (f *Finder) cost(costs []Cost) (bytes int) {
	for _, c := range costs {
		if c.Size >= f.Low && c.Size <= f.High {
			bytes += c.Bytes
		}
	}
	return bytes
}

// Add counts the places of one term in the block at hand.
func (f *Finder) Add(term int64, size int, places []byte) {
	f.Rows, f.Bytes = f.Rows+1, f.Bytes+len(places)
	weight, t, at := f.weights[term], f.tally, -1
	for i := 0; i < len(places); {
		step := uint64(places[i])
		if step < 0x80 {
			i++
		} else {
			var n int
			if step, n = binary.Uvarint(places[i:]); n <= 0 {
				return
			}
			i += n
		}
		at += int(step)
		if uint(at) >= BlockSize {
			return
		}
		t.counts[at/lanes] += weight << (at % lanes * laneBits)
		t.sizes[at] = uint8(size)
	}
}

// Close ends a block: its best entries are kept.
func (f *Finder) Close(block int64) {
	longer, least := f.bounds()
	if lowest := slices.Min(least[:]); lowest < laneMost {
		// Of four counts, those above the lowest carry into their highest bit.
		carry := uint64(laneMost-lowest) * laneOnes
		for i, four := range &f.tally.counts {
			if (four+carry)&(laneOnes<<(laneBits-1)) == 0 {
				continue
			}
			for at := i * lanes; four != 0; at, four = at+1, four>>laneBits {
				size := f.tally.sizes[at]
				if count := uint32(four & laneMost); count > least[size] {
					f.weigh(block<<BlockBits|int64(at), count, longer[size])
				}
			}
		}
	}
	clear(f.tally.counts[:])
}

// bounds returns for each group of lengths how many words the longer text has,
// and the weight that is too low to be among the best.
func (f *Finder) bounds() (longer, least [len(sizes)]uint32) {
	for size := range longer {
		longer[size] = uint32(max(f.words, wordsOf(size)))
		least[size] = f.floor * longer[size] / uint32(f.words)
		if f.all {
			least[size] = uint32(len(f.Terms)) - 1
		}
	}
	return longer, least
}

// weigh keeps an entry that may be among the best.
func (f *Finder) weigh(id int64, count, longer uint32) {
	rank := count * uint32(f.words) / longer
	if f.all {
		rank = 1
	}
	if rank <= f.floor {
		return
	}
	f.best = append(f.best, uint64(rank)<<idBits|uint64(id))
	if len(f.best) >= 8*f.most {
		f.cut()
	}
}

func (f *Finder) cut() {
	slices.Sort(f.best)
	if len(f.best) <= f.most {
		return
	}
	f.best = append(f.best[:0], f.best[len(f.best)-f.most:]...)
	if !f.all { // of equal rank, the newest are wanted
		f.floor = uint32(f.best[0] >> idBits)
	}
}

// Found returns the numbers of the entries, the most promising first.
func (f *Finder) Found() []int64 {
	f.cut()
	out := make([]int64, len(f.best))
	for i, b := range f.best {
		out[len(out)-1-i] = int64(b & (1<<idBits - 1))
	}
	return out
}

// AppendPlace adds a place to those of a term; last is the one before, or -1.
func AppendPlace(places []byte, last, place int) []byte {
	return binary.AppendUvarint(places, uint64(place-last))
}

// Places reads what AppendPlace wrote.
func Places(places []byte) []int {
	var out []int
	at := -1
	for len(places) > 0 {
		step, n := binary.Uvarint(places)
		if n <= 0 {
			return out
		}
		at, places = at+int(step), places[n:]
		out = append(out, at)
	}
	return out
}
