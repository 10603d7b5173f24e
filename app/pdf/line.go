package pdf

import (
	"strings"
	"unicode"
)

// run is a piece of a line in one look, x points from the start of the line.
type run struct {
	x, width float64
	text     string
	face     faceID
	look     *look
}

// textLine is one line of a paragraph.
type textLine struct {
	runs  []run
	width float64
}

// breaker fills lines of one measure.
type breaker struct {
	measure float64
	lines   []textLine
	cur     []glyph
	width   float64
}

// slack absorbs rounding: a word that fills the measure to a hair fits.
const slack = 0.001

// breakLines breaks words into lines no wider than measure. Words that do not
// fit are cut where a reader expects it, and anywhere as a last resort.
func breakLines(words []word, measure float64) []textLine {
	b := breaker{measure: measure}
	for _, w := range words {
		b.add(w)
	}
	if len(b.cur) > 0 {
		b.flush()
	}
	return b.lines
}

func (b *breaker) add(w word) {
	if w.fresh && len(b.cur) > 0 {
		b.flush()
	}
	space := 0.0
	if w.space != nil && len(b.cur) > 0 {
		space = w.space.width
	}
	if b.width+space+w.width <= b.measure+slack {
		b.put(w, space)
		return
	}
	b.split(w, space)
}

// put appends a word to the current line.
func (b *breaker) put(w word, space float64) {
	if space > 0 {
		b.cur = append(b.cur, *w.space)
	}
	b.cur = append(b.cur, w.glyphs...)
	b.width += space + w.width
}

// split sets a word that does not fit on the current line: the part that
// does, then the rest on lines of its own.
func (b *breaker) split(w word, space float64) {
	room := b.measure - b.width - space
	if cut := b.cut(w, room, b.tier(w)); cut > 0 {
		head, rest := divide(w, cut)
		b.put(head, space)
		b.flush()
		b.add(rest)
		return
	}
	if len(b.cur) > 0 {
		b.flush()
		w.space = nil
		b.add(w)
		return
	}
	cut := b.cut(w, b.measure, cutAnywhere)
	head, rest := divide(w, max(cut, 1))
	b.put(head, 0)
	b.flush()
	if len(rest.glyphs) > 0 {
		b.add(rest)
	}
}

// The kinds of place where a word may be cut, each including those before.
const (
	cutSoft     = iota // at soft hyphens and after hyphens between long parts
	cutPath            // after / . - @ and their like
	cutAnywhere        // between any two characters
)

// tier says how roughly a word may be cut: gently when it fits on a line of
// its own and is not most of that line.
func (b *breaker) tier(w word) int {
	if w.width <= 0.6*b.measure {
		return cutSoft
	}
	return cutPath
}

// cut returns how many glyphs of a word fit into room when it is cut at an
// allowed place; 0 when none do.
func (b *breaker) cut(w word, room float64, tier int) int {
	best, width := 0, 0.0
	for i := range w.glyphs[:len(w.glyphs)-1] {
		g := w.glyphs[i]
		width += g.width
		need := width
		if g.r == softHyphen {
			need += hyphen(g).width
		}
		if width > room+slack {
			break
		}
		if need <= room+slack && mayCut(w.glyphs, i, tier) {
			best = i + 1
		}
	}
	return best
}

// mayCut reports whether a word may be cut after glyph i.
func mayCut(glyphs []glyph, i, tier int) bool {
	r, next := glyphs[i].r, glyphs[i+1].r
	switch {
	case r == softHyphen || r == breakHere || tier == cutAnywhere:
		return true
	case strings.ContainsRune("-‐–—", r) && letters(glyphs[:i], -1) >= 3 && letters(glyphs[i+1:], 1) >= 3:
		return true
	case tier == cutPath && !(i > 0 && unicode.IsDigit(next) && unicode.IsDigit(glyphs[i-1].r)):
		return strings.ContainsRune("/.-@_?&=#:,;~+%|–—", r) && !strings.ContainsRune("/.,;:", next)
	}
	return false
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

// divide cuts a word after n glyphs; a soft hyphen there becomes visible.
func divide(w word, n int) (head, rest word) {
	head = word{glyphs: append([]glyph(nil), w.glyphs[:n]...), space: w.space}
	for _, g := range head.glyphs {
		head.width += g.width
	}
	rest = word{glyphs: w.glyphs[n:], width: w.width - head.width}
	if last := head.glyphs[n-1]; last.r == softHyphen {
		head.glyphs[n-1] = hyphen(last)
		head.width += head.glyphs[n-1].width
	}
	return head, rest
}

func hyphen(at glyph) glyph { return spelled('-', at.look) }

// flush ends the current line, joining neighbours of one look into runs.
func (b *breaker) flush() {
	var done textLine
	var text strings.Builder
	for i, g := range b.cur {
		if g.r != softHyphen && g.r != breakHere {
			text.WriteRune(g.r)
		}
		last := len(done.runs) - 1
		if i == 0 || g.face != b.cur[i-1].face || g.look != b.cur[i-1].look {
			done.runs = append(done.runs, run{x: done.width, face: g.face, look: g.look})
			last++
		}
		done.runs[last].width += g.width
		done.width += g.width
		if i+1 == len(b.cur) || g.face != b.cur[i+1].face || g.look != b.cur[i+1].look {
			done.runs[last].text = text.String()
			text.Reset()
		}
	}
	b.lines = append(b.lines, done)
	b.cur, b.width = b.cur[:0], 0
}
