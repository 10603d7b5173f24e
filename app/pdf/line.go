package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// run is a piece of a line in one look, x points from the start of the line.
type run struct {
	x, width float64
	text     string
	face     faceID
	look     *look
	cut      bool // the word goes on in the next line
	soft     bool // and the hyphen at the end is not the word's own
}

// textLine is one line of a paragraph.
type textLine struct {
	runs  []run
	width float64
	hang  float64 // so far an opening quotation mark stands left of the line
	end   ending
}

// slack absorbs rounding: a word that fills the measure to a hair fits.
const slack = 0.001

// chunksOf divides words into what no line break divides. Where points is not
// nil it says where words may be hyphenated.
func chunksOf(words []word, measure float64, lang string, points hyphens) []chunk {
	chunks := make([]chunk, 0, len(words)+len(words)/2)
	for i, w := range words {
		first := len(chunks)
		chunks = w.divide(chunks, measure, points)
		chunks[first].space = w.space
		if i == 0 {
			continue
		}
		before := &chunks[first-1]
		switch {
		case w.fresh:
			before.end = atForce
		case before.width < measure/2 && tied(lang, words[i-1], w):
			before.end = atTie
		}
	}
	chunks[len(chunks)-1].end = atForce
	return chunks
}

// divide appends the chunks of a word.
func (w word) divide(chunks []chunk, measure float64, points hyphens) []chunk {
	short := len(w.glyphs) < 2 || !w.joined && w.width <= addressShare*measure && (points == nil || len(w.glyphs) < leastWord)
	if short {
		return append(chunks, chunk{glyphs: w.glyphs, width: w.width, end: atSpace})
	}
	ends := w.endings(measure, points)
	from, width := 0, 0.0
	for i, g := range w.glyphs {
		width += g.width
		if i+1 < len(w.glyphs) && ends[i] == inside {
			continue
		}
		c := chunk{glyphs: w.glyphs[from : i+1], width: width, end: ends[i]}
		if c.end == atSoft {
			c.hyphen = hyphen(g).width
		}
		if c.width+c.hyphen > measure+slack && i > from {
			chunks = shred(chunks, c)
		} else {
			chunks = append(chunks, c)
		}
		from, width = i+1, 0
	}
	return chunks
}

// addressShare is the part of a line that an address takes before it is cut.
const addressShare = 0.6

// shred divides a chunk that fits no line between any two characters.
func shred(chunks []chunk, c chunk) []chunk {
	for i := range c.glyphs {
		chunks = append(chunks, chunk{glyphs: c.glyphs[i : i+1], width: c.glyphs[i].width, end: atRaw})
	}
	last := &chunks[len(chunks)-1]
	last.end, last.hyphen = c.end, c.hyphen
	return chunks
}

// endings says after which characters of a word a line may end, and how.
// Addresses are cut only if they are most of a line.
func (w word) endings(measure float64, points hyphens) []ending {
	ends := make([]ending, len(w.glyphs))
	ends[len(ends)-1] = atSpace
	path := w.width > addressShare*measure
	own, address := false, isAddress(w.glyphs)
	for i := range ends[:len(ends)-1] {
		ends[i] = cutAfter(w.glyphs, i, path)
		if ends[i] == atOwn && address {
			ends[i] = inside // a hyphen of an address is a part of it
		}
		own = own || ends[i] != inside
	}
	if own || points == nil {
		return ends
	}
	for _, i := range points.in(w) {
		ends[i] = atSoft
	}
	return ends
}

// isAddress reports whether a word is an address on the network.
func isAddress(glyphs []glyph) bool {
	for i, g := range glyphs {
		if g.r == '@' || g.r == '/' && i+1 < len(glyphs) && glyphs[i+1].r == '/' || g.r == '.' && i == 3 && glyphs[0].r == 'w' && glyphs[2].r == 'w' {
			return true
		}
	}
	return false
}

// cutAfter is how a line may end after glyph i inside a word.
func cutAfter(glyphs []glyph, i int, path bool) ending {
	r, next := glyphs[i].r, glyphs[i+1].r
	switch {
	case r == softHyphen:
		return atSoft
	case r == breakHere:
		return atPath
	case joins(r) && letters(glyphs[:i], -1) >= 3 && letters(glyphs[i+1:], 1) >= 3:
		return atOwn
	case path && r == '/' && i > 0 && glyphs[i-1].r == '/':
		return inside // “https://” stays with what comes
	case path && !(i > 0 && unicode.IsDigit(next) && unicode.IsDigit(glyphs[i-1].r)) &&
		strings.ContainsRune("/.-@_?&=#:,;~+%|–—", r) && !strings.ContainsRune("/.,;:", next):
		return atPath
	}
	return inside
}

// letters counts the letters and digits at the end (step -1) or the start
// (step 1) of glyphs, up to three.
func letters(glyphs []glyph, step int) int {
	n, i := 0, 0
	if step < 0 {
		i = len(glyphs) - 1
	}
	for n < 3 && i >= 0 && i < len(glyphs) && (unicode.IsLetter(glyphs[i].r) || unicode.IsDigit(glyphs[i].r)) {
		n++
		i += step
	}
	return n
}

func hyphen(at glyph) glyph { return spelled('-', at.look) }

// lineOf sets words on one line.
func lineOf(words []word) textLine {
	var b lineBuilder
	for i, w := range words {
		if w.space != nil && i > 0 {
			b.put(*w.space)
		}
		for _, g := range w.glyphs {
			b.put(g)
		}
	}
	return b.done(atForce)
}

// lineFrom sets chunks on one line.
func lineFrom(chunks []chunk) textLine {
	var b lineBuilder
	for i, c := range chunks {
		if c.space != nil && i > 0 {
			b.put(*c.space)
		}
		for _, g := range c.glyphs {
			b.put(g)
		}
	}
	last := chunks[len(chunks)-1]
	if last.end == atSoft {
		b.put(hyphen(last.glyphs[len(last.glyphs)-1]))
	}
	return b.done(last.end)
}

// hangShare is the part of an opening quotation mark that stands outside.
const hangShare = 0.7

// hanging is how far a line is moved to the left so that its words, and not a
// quotation mark, stand at the edge.
func hanging(runs []run) float64 {
	if len(runs) == 0 {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(runs[0].text)
	if !strings.ContainsRune("“‘„‚«‹\"", r) {
		return 0
	}
	width, _ := faceOf(runs[0].face).width(r, runs[0].look.size)
	return hangShare * width
}

// lineBuilder joins the glyphs of a line into runs of one look.
type lineBuilder struct {
	line textLine
	text strings.Builder
}

func (b *lineBuilder) put(g glyph) {
	if g.r == softHyphen || g.r == breakHere {
		return
	}
	last := len(b.line.runs) - 1
	if last < 0 || b.line.runs[last].face != g.face || b.line.runs[last].look != g.look {
		b.close()
		b.line.runs = append(b.line.runs, run{x: b.line.width, face: g.face, look: g.look})
		last++
	}
	b.text.WriteRune(g.r)
	b.line.runs[last].width += g.width
	b.line.width += g.width
}

// close ends the last run.
func (b *lineBuilder) close() {
	if last := len(b.line.runs) - 1; last >= 0 {
		b.line.runs[last].text = b.text.String()
		b.text.Reset()
	}
}

func (b *lineBuilder) done(end ending) textLine {
	b.close()
	b.line.end = end
	b.line.hang = hanging(b.line.runs)
	if last := len(b.line.runs) - 1; last >= 0 {
		b.line.runs[last].cut, b.line.runs[last].soft = end.cuts(), end == atSoft
	}
	return b.line
}
