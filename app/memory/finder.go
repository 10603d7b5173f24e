package memory

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// BlockBits is how many bits of an entry's number are its place in its block.
const BlockBits = 17

// BlockSize is how many entries a block has.
const BlockSize = 1 << BlockBits

// Finder collects the entries that share most terms with a text, from the
// places of its terms, block by block.
type Finder struct {
	Terms     Terms
	Low, High int // the groups of lengths that an entry alike enough can have
	words     int
	counts    []uint16
	sizes     []uint8
	most      int
	all       bool // only entries with every term, whatever their length
	floor     uint32
	best      []uint64 // ranks, each with the number of its entry in the lower bits
}

// NewFinder prepares a query; most is how many entries are wanted.
func NewFinder(q Query, most int) *Finder {
	q = q.Bounded()
	terms := TermsOf(q.From, q.To, q.Source)
	words := max(1, len(reader{lang: tongueOf(q.From)}.tokens(q.Source)))
	// Half of the score is likeness in words, which a difference in length
	// bounds; the other half follows it closely.
	least := float64(min(q.Threshold, Exact)) / 100 * 0.8
	return &Finder{
		Terms: terms, words: words, most: most,
		Low: sizeOf(int(float64(words) * least)), High: sizeOf(int(float64(words)/least) + 1),
		counts: make([]uint16, BlockSize), sizes: make([]uint8, BlockSize),
	}
}

// NewContaining prepares a search for entries that have all the words of a text.
func NewContaining(q Query, most int) *Finder {
	list := wordTerms(pairHash(q.From, q.To), q.Source)
	slices.Sort(list)
	list = slices.Compact(list)
	return &Finder{
		Terms: Terms{List: list[:min(len(list), mostTerms)]}, most: most, all: true, High: len(sizes),
		counts: make([]uint16, BlockSize), sizes: make([]uint8, BlockSize),
	}
}

// Each term counts for one, and a rare one for a little more, so that of the
// entries that share as many terms those come first that share what tells them
// apart.
const (
	termWeight = 256
	rareMost   = 15
	rankBits   = 8
	idBits     = 40
)

// enough is how many places are read for a query: more than tell candidates
// apart, and few enough to be read while a person waits.
const (
	enough     = 400_000
	fewestRead = 4 // terms, whatever they have
)

// Choose leaves out the terms that nearly every entry has, where the others are
// enough: they cost most and tell least. Counts has how many bytes of places
// each term has, or so.
func (f *Finder) Choose(counts map[int64]int) {
	if f.all {
		return
	}
	list := f.Terms.List
	slices.SortStableFunc(list, func(a, b int64) int { return cmp.Compare(counts[a], counts[b]) })
	total := 0
	for i, term := range list {
		if total += counts[term]; total > enough && i >= fewestRead {
			f.Terms.List = list[:i]
			return
		}
	}
}

// Add counts the places of one term in the block at hand.
func (f *Finder) Add(size int, places []byte) {
	weight := uint16(termWeight + max(0, rareMost-bits.Len(uint(len(places)))))
	at := -1
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
		if at >= BlockSize {
			return
		}
		f.counts[at] += weight
		f.sizes[at] = uint8(size)
	}
}

// Close ends a block: its best entries are kept.
func (f *Finder) Close(block int64) {
	var longer, least [len(sizes)]uint32 // least: what cannot be among the best
	for size := range longer {
		longer[size] = uint32(max(f.words, wordsOf(size)))
		least[size] = f.floor * longer[size] >> rankBits
	}
	for i := 0; i+4 <= len(f.counts); i += 4 { // most are zero
		four := f.counts[i : i+4 : i+4]
		if four[0]|four[1]|four[2]|four[3] == 0 {
			continue
		}
		for j, count := range four {
			if size := f.sizes[i+j]; uint32(count) > least[size] {
				f.weigh(block<<BlockBits|int64(i+j), uint32(count), longer[size])
			}
			four[j] = 0
		}
	}
}

// weigh keeps an entry that may be among the best.
func (f *Finder) weigh(id int64, count, longer uint32) {
	rank := count << rankBits / longer
	if f.all {
		rank = count / uint32(termWeight*len(f.Terms.List)) // 1 with every term
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
