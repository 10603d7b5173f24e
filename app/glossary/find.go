package glossary

import (
	"cmp"
	"slices"
	"strings"
)

// Find lists the terms that stand in a plain text, in order: where several
// would fit, the longest, and of these the one that fits best.
func (g *Glossary) Find(text, lang string) []Hit {
	ix := g.index(lang)
	best := settle(ix.candidates(text, ix.read(text)))
	out := make([]Hit, len(best))
	for i, found := range best {
		out[i] = found[0].Hit
	}
	return out
}

// fit says how a term was found, the surest first.
type fit int

const (
	fitExact     fit = iota // letter by letter
	fitFolded               // but for capitals, accents and hyphens
	fitInflected            // in another form
	fitLoose                // with a word inside it, or written as one word
	fitPart                 // inside a longer word
)

// candidate is a place where a term may be meant.
type candidate struct {
	Hit
	fit   fit
	alike int // letters from the start that are those of the term
	order int
}

func (ix *index) candidates(text string, words []read) []candidate {
	var out []candidate
	for i, w := range words {
		for _, at := range entriesOf(ix.first, w.strict) {
			if c, ok := ix.matchAt(text, words, i, &ix.entries[at]); ok {
				out = append(out, c)
			}
		}
		out = ix.oneWord(out, text, w)
		if i > 0 && w.gap <= gapHyphen {
			out = ix.twoWords(out, text, words[i-1], w)
		}
	}
	return out
}

// entriesOf lists the entries that have one of the forms, each once.
func entriesOf(by map[int32][]int32, forms []int32) []int32 {
	var out []int32
	for _, form := range forms {
		for _, at := range by[form] {
			if !slices.Contains(out, at) {
				out = append(out, at)
			}
		}
	}
	return out
}

// mostBetween is how many words may stand inside a term.
const mostBetween = 2

// matchAt looks for a term that begins with the word at i.
func (ix *index) matchAt(text string, words []read, i int, e *entry) (candidate, bool) {
	at, between := i, 0
	for n := range e.words {
		if n > 0 {
			at++
			for e.term.Status != Forbidden && between < mostBetween && at < len(words) && !e.breaks(n, words[at]) &&
				!share(e.words[n].strict, words[at].strict) && ix.lang.fillers[words[at].fold] {
				at++
				between++
			}
		}
		if at >= len(words) || n > 0 && e.breaks(n, words[at]) || !e.fitsWord(text, n, words[at]) {
			return candidate{}, false
		}
	}
	return e.candidate(text, words[i].start, words[at].end, between > 0), true
}

// breaks tells whether punctuation parts a word from the one before it where
// the term has none.
func (e *entry) breaks(n int, w read) bool { return w.gap == gapBreak && e.words[n].gap != gapBreak }

// broken tells whether the term itself has punctuation in it.
func (e *entry) broken() bool {
	for _, w := range e.words[1:] {
		if w.gap == gapBreak {
			return true
		}
	}
	return false
}

// fitsWord tells whether a word of a text is the nth of the term.
func (e *entry) fitsWord(text string, n int, w read) bool {
	switch {
	case !share(e.words[n].strict, w.strict):
		return false
	case e.term.CaseSensitive:
		return sameCase(e.words[n].text, w.orig(text))
	case e.term.Status == Forbidden:
		return close(e.words[n].text, w.orig(text))
	}
	return true
}

// close tells whether a word has all but the last letters of a term: to call
// one forbidden takes more than a common root.
func close(term, word string) bool {
	a, b := foldText(term), foldText(word)
	return alike(a, b) >= len(a)-2
}

// sameCase compares letters as they are, as far as the two words go together.
func sameCase(term, word string) bool {
	a, b := []rune(term), []rune(word)
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] && foldRune(a[i]) == foldRune(b[i]) {
			return false
		}
	}
	return true
}

func (e *entry) candidate(text string, start, end int, loose bool) candidate {
	c := candidate{Hit: Hit{Concept: e.concept, Term: e.term, Start: start, End: end}, order: e.order}
	found := text[start:end]
	c.alike = alike(strings.ToLower(found), strings.ToLower(e.term.Text))
	switch {
	case loose:
		c.fit = fitLoose
	case strings.EqualFold(normal(found), normal(e.term.Text)):
		c.fit = fitExact
	case foldText(found) == foldText(e.term.Text):
		c.fit = fitFolded
	default:
		c.fit = fitInflected
	}
	return c
}

// normal writes the two apostrophes and all spaces alike.
func normal(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "’", "'")), " ")
}

func alike(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// oneWord finds terms of two words written as one, and terms inside a longer
// word.
func (ix *index) oneWord(out []candidate, text string, w read) []candidate {
	for _, at := range entriesOf(ix.joined, w.strict) {
		out = append(out, ix.entries[at].candidate(text, w.start, w.end, true))
	}
	if ix.lang.compounds == nil {
		return out
	}
	for i := 0; i+partKey < len(w.fold); i++ {
		for _, at := range ix.parts[w.fold[i:i+partKey]] {
			if c, ok := ix.partOf(&ix.entries[at], text, w); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

func (ix *index) partOf(e *entry, text string, w read) (candidate, bool) {
	if share(e.words[0].strict, w.strict) {
		return candidate{}, false // the whole word is the term
	}
	start, end, ok := ix.lang.compounds.part(w.fold, e.words[0].stem)
	if !ok {
		return candidate{}, false
	}
	from, to := w.at[start], w.end
	if end < len(w.at) {
		to = w.at[end]
	}
	c := e.candidate(text, from, to, true)
	c.fit, c.Part = fitPart, true
	return c, !e.term.CaseSensitive || sameCase(e.words[0].text, text[from:to])
}

// twoWords finds a term of one word that is written as two: "Datenschutz-
// Beauftragter".
func (ix *index) twoWords(out []candidate, text string, a, b read) []candidate {
	t := a.token
	t.fold, t.end = a.fold+b.fold, b.end
	both := ix.forms(t)
	for _, at := range entriesOf(ix.first, both.strict) {
		if e := &ix.entries[at]; len(e.words) == 1 && e.term.Status != Forbidden {
			out = append(out, e.candidate(text, a.start, b.end, true))
		}
	}
	return out
}

// settle keeps of candidates that overlap the longest, and of these the one
// that fits best. Others of the same place that fit as well come behind it.
func settle(all []candidate) [][]candidate {
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(
			cmp.Compare(b.End-b.Start, a.End-a.Start), cmp.Compare(a.fit, b.fit), cmp.Compare(b.alike, a.alike),
			cmp.Compare(a.order, b.order),
		)
	})
	var out [][]candidate
	for _, c := range all {
		at := slices.IndexFunc(out, func(have []candidate) bool { return have[0].Start < c.End && c.Start < have[0].End })
		switch {
		case at < 0:
			out = append(out, []candidate{c})
		case out[at][0].Start == c.Start && out[at][0].End == c.End && out[at][0].fit == c.fit && out[at][0].alike == c.alike:
			out[at] = append(out[at], c)
		}
	}
	slices.SortFunc(out, func(a, b []candidate) int { return a[0].Start - b[0].Start })
	return out
}
