package pdf

import "math"

// Lines are broken by the paragraph: of all the ways to set it, the one with
// the least demerits is taken (after Knuth and Plass, "Breaking Paragraphs into
// Lines", 1981). Lines are ragged at the right, so a line is never tight; what
// counts is how much of it stays empty, hyphens, and how the last line looks.

// chunk is what no line break divides: a word, or a part of one up to a place
// where it may be cut.
type chunk struct {
	glyphs []glyph
	width  float64
	space  *glyph // before it, nil inside a word
	end    ending // how a line ends after it
	hyphen float64
}

// ending is the way in which a line may end.
type ending uint8

const (
	inside ending = iota // not at all
	atSpace
	atTie   // at a space that holds two words together: "30 days"
	atOwn   // after a hyphen or dash of the word itself
	atSoft  // at a hyphen that is added
	atPath  // after a slash or a dot of an address
	atRaw   // between any two characters, of what fits no line
	atForce // a line that must end: a hard break, or the last
)

// hyphenated reports whether a reader sees the word go on in the next line.
func (e ending) hyphenated() bool { return e == atOwn || e == atSoft }

// cuts reports whether the word goes on in the next line.
func (e ending) cuts() bool { return e >= atOwn && e <= atRaw }

// penalties are what the endings cost, on the scale of a line's badness, of
// which a line that leaves a whole rag empty has 100.
var penalties = [...]float64{atSpace: 0, atTie: 1500, atOwn: 60, atSoft: 150, atPath: 120, atRaw: 9000, atForce: 0}

// Demerits of two lines seen together, on the scale of a squared badness.
const (
	linePenalty    = 10.0    // of every line: fewer lines are better
	twoHyphens     = 50_000  // two lines that end in hyphens
	hyphenAtTheEnd = 100_000 // the last line begins in the middle of a word
	runt           = 20_000  // a last line of nothing, in proportion up to runtShare of the measure
	runtShare      = 0.15
)

// How much of a line may stay empty before it looks short: a share of the
// measure, and so many times the size of its letters.
const (
	ragShare = 0.12
	ragSizes = 1.5
	worst    = 3000.0 // a line is not worse than that, however empty
)

// setter breaks one paragraph at one measure.
type setter struct {
	chunks  []chunk
	measure float64
	rag     float64
	sums    []float64 // width of all before a chunk, spaces included
	cost    []float64 // least demerits of what ends before a chunk
	from    []int     // where the last line of that begins
}

// breakLines breaks words into lines no wider than measure. Words that do not
// fit are cut where a reader expects it, and anywhere as a last resort; no
// hyphens are added but those at soft hyphens.
func breakLines(words []word, measure float64) []textLine { return breakWhole("", words, measure) }

// breakWhole is breakLines for words of a language, by which some are held
// together.
func breakWhole(lang string, words []word, measure float64) []textLine {
	return breakWith(lang, words, measure, nil)
}

// breakIn also hyphenates the words of a language, where lines would be too
// short otherwise.
func breakIn(lang string, words []word, measure float64) []textLine {
	return breakWith(lang, words, measure, hyphenator(lang))
}

func breakWith(lang string, words []word, measure float64, points hyphens) []textLine {
	if len(words) == 0 {
		return nil
	}
	if whole(words, measure) {
		return []textLine{lineOf(words)}
	}
	s := setParagraph(chunksOf(words, measure, lang, nil), measure)
	if points != nil && !s.even() {
		s = setParagraph(chunksOf(words, measure, lang, points), measure)
	}
	return s.lines()
}

// balanced breaks a heading: into no more lines than it needs, of about the
// same length, and without added hyphens.
func balanced(words []word, measure float64) []textLine {
	if len(words) == 0 || whole(words, measure) {
		return breakLines(words, measure)
	}
	best := breakLines(words, measure)
	low, high := measure/2, measure
	for range 7 {
		middle := (low + high) / 2
		lines := breakLines(words, middle)
		if len(lines) > len(best) || cutsMore(lines, best) {
			low = middle
			continue
		}
		best, high = lines, middle
	}
	return best
}

// cutsMore reports whether lines cut words that others keep whole.
func cutsMore(lines, others []textLine) bool {
	count := func(lines []textLine) int {
		n := 0
		for _, l := range lines {
			if l.end.cuts() {
				n++
			}
		}
		return n
	}
	return count(lines) > count(others)
}

// whole reports whether words fit on one line.
func whole(words []word, measure float64) bool {
	width := 0.0
	for i, w := range words {
		if w.fresh && i > 0 {
			return false
		}
		if w.space != nil && i > 0 {
			width += w.space.width
		}
		width += w.width
	}
	return width <= measure+slack
}

// setParagraph finds the lines with the least demerits.
func setParagraph(chunks []chunk, measure float64) *setter {
	n := len(chunks)
	numbers := make([]float64, 2*n+2)
	s := &setter{chunks: chunks, measure: measure, sums: numbers[:n+1], cost: numbers[n+1:], from: make([]int, n+1)}
	s.rag = ragShare*measure + ragSizes*sizeOf(chunks)
	for i, c := range chunks {
		s.sums[i+1] = s.sums[i] + c.width
		if c.space != nil {
			s.sums[i+1] += c.space.width
		}
	}
	for to := 1; to <= n; to++ {
		s.cost[to] = math.Inf(1)
		for from := to - 1; from >= 0; from-- {
			alone := from == to-1
			if !alone && (chunks[from].end == atForce || s.bare(from, to) > measure+slack) {
				break
			}
			if !alone && s.width(from, to) > measure+slack {
				continue
			}
			if total := s.cost[from] + s.demerits(from, to); total < s.cost[to] {
				s.cost[to], s.from[to] = total, from
			}
		}
	}
	return s
}

// bare is the width of a line of the chunks from up to to, without the hyphen
// that it may end in.
func (s *setter) bare(from, to int) float64 {
	width := s.sums[to] - s.sums[from]
	if space := s.chunks[from].space; space != nil {
		width -= space.width
	}
	return width
}

// width is that of a line with its hyphen.
func (s *setter) width(from, to int) float64 { return s.bare(from, to) + s.chunks[to-1].hyphen }

// demerits are those of one line, and of what it makes together with the line
// before.
func (s *setter) demerits(from, to int) float64 {
	end := s.chunks[to-1].end
	before := from > 0 && s.chunks[from-1].end.hyphenated()
	if end == atForce {
		total := linePenalty * linePenalty
		if short := 1 - s.width(from, to)/(runtShare*s.measure); short > 0 && from > 0 && s.chunks[from-1].end != atForce {
			total += runt * short
		}
		if before {
			total += hyphenAtTheEnd
		}
		return total
	}
	bad := s.badness(from, to)
	total := (linePenalty + bad) * (linePenalty + bad)
	total += penalties[end] * penalties[end]
	if before && end.hyphenated() {
		total += twoHyphens
	}
	return total
}

// badness is how short a line is: 100 where it leaves a whole rag empty.
func (s *setter) badness(from, to int) float64 {
	short := max(0, s.measure-s.width(from, to)) / s.rag
	return min(worst, 100*short*short*short)
}

// sizeOf is the size of the first letter.
func sizeOf(chunks []chunk) float64 {
	for _, c := range chunks {
		if len(c.glyphs) > 0 {
			return c.glyphs[0].look.size
		}
	}
	return 0
}

// even reports whether no line but the last of a paragraph is too short, and
// none is broken where it had better not be.
func (s *setter) even() bool {
	for to := len(s.chunks); to > 0; to = s.from[to] {
		end := s.chunks[to-1].end
		if end != atForce && (s.badness(s.from[to], to) > 100 || end == atTie || end == atRaw) {
			return false
		}
	}
	return true
}

// lines are the lines that were found.
func (s *setter) lines() []textLine {
	var ends []int
	for to := len(s.chunks); to > 0; to = s.from[to] {
		ends = append(ends, to)
	}
	lines := make([]textLine, 0, len(ends))
	for i := len(ends) - 1; i >= 0; i-- {
		lines = append(lines, lineFrom(s.chunks[s.from[ends[i]]:ends[i]]))
	}
	return lines
}
