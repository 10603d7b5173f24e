package glossary

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Check holds a translation against the glossary, both plain texts. A term is
// missing when the source surely names its concept and nothing in the target
// that can pass for one of the concept's terms does; it is forbidden when it
// stands for a concept of the source, or for one without terms in the source's
// language.
func (g *Glossary) Check(source, from, target, to string) []Problem {
	src, dst := g.index(from), g.index(to)
	words := dst.read(target)
	if len(words) == 0 || src == dst {
		return nil
	}
	c := &check{
		g: g, src: src, dst: dst, source: src.read(source), sourceText: source,
		target: words, targetText: target, found: settle(dst.candidates(target, words)),
		from: from, to: to, wrong: map[*Concept]bool{},
	}
	return append(c.forbidden(), c.missing()...)
}

// check is one pair of texts under way.
type check struct {
	g                      *Glossary
	src, dst               *index
	source, target         []read
	sourceText, targetText string
	found                  [][]candidate // in the target
	from, to               string
	wrong                  map[*Concept]bool // concepts with a forbidden term: not missing too
}

func (c *check) forbidden() []Problem {
	var out []Problem
	for _, place := range c.found {
		best := place[0]
		if best.Term.Status != Forbidden || allowedToo(place) || !c.concerns(best.Concept) {
			continue
		}
		c.wrong[best.Concept] = true
		out = append(out, Problem{
			Concept: best.Concept, Kind: KindForbidden, Want: wanted(best.Concept, c.to),
			Found: c.targetText[best.Start:best.End], TargetStart: best.Start, TargetEnd: best.End,
		})
	}
	return out
}

// allowedToo: of two concepts with one word, one may use it.
func allowedToo(place []candidate) bool {
	return slices.ContainsFunc(place, func(c candidate) bool { return c.Term.Status != Forbidden })
}

// concerns tells whether the source may speak of a concept.
func (c *check) concerns(concept *Concept) bool {
	terms := concept.In(c.from, Preferred, Allowed)
	return len(terms) == 0 || c.src.says(c.sourceText, c.source, concept)
}

func (c *check) missing() []Problem {
	var out []Problem
	seen := map[*Concept]bool{}
	for _, place := range settle(c.src.candidates(c.sourceText, c.source)) {
		best, ok := c.owed(place)
		if !ok || seen[best.Concept] || !c.sure(best) {
			continue
		}
		seen[best.Concept] = true
		out = append(out, Problem{
			Concept: best.Concept, Kind: KindMissing, Want: wanted(best.Concept, c.to),
			Found: c.sourceText[best.Start:best.End], SourceStart: best.Start, SourceEnd: best.End,
		})
	}
	return out
}

// sure tells whether a place of the source names its concept beyond doubt: not
// inside a longer word, not as part of a name ("Data Protection Act"), and not
// before another word with a hyphen ("third-party software").
func (c *check) sure(named candidate) bool {
	if named.fit >= fitPart || named.Term.Status == Forbidden || named.Term.Weak {
		return false
	}
	text := c.sourceText[named.Start:named.End]
	if strings.Contains(text, "-") && !strings.Contains(named.Term.Text, "-") {
		return false
	}
	return !c.inName(named)
}

// inName tells whether a term that is not a name stands in one: its words have
// capitals, and so has the word beside it.
func (c *check) inName(named candidate) bool {
	if baseOf(c.from) == "de" || startsUpper(named.Term.Text) {
		return false // German nouns have capitals; what is a name itself may stand in one
	}
	for i, w := range c.source {
		if w.start >= named.Start && w.end <= named.End && !startsUpper(w.orig(c.sourceText)) && !c.src.lang.little[w.fold] {
			return false
		}
		before := w.start == named.Start && i > 0 && w.gap == gapSpace && startsUpper(c.source[i-1].orig(c.sourceText))
		after := i > 0 && w.gap == gapSpace && c.source[i-1].end == named.End && startsUpper(w.orig(c.sourceText))
		if before && !c.src.lang.little[c.source[i-1].fold] || after {
			return true
		}
	}
	return false
}

func startsUpper(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}

// owed returns which of the concepts that a place of the source may name the
// target should have named: none when it has a term of one of them, or when
// none has terms in its language.
func (c *check) owed(place []candidate) (candidate, bool) {
	var owed candidate
	for _, named := range place {
		if named.Term.Status == Forbidden || len(wanted(named.Concept, c.to)) == 0 {
			continue
		}
		if c.wrong[named.Concept] || c.dst.says(c.targetText, c.target, named.Concept) {
			return candidate{}, false
		}
		if owed.Concept == nil {
			owed = named
		}
	}
	return owed, owed.Concept != nil
}

func wanted(concept *Concept, lang string) []string {
	var out []string
	for _, term := range concept.In(lang, Preferred, Allowed) {
		if !term.Weak {
			out = append(out, term.Text)
		}
	}
	return out
}

// says tells, generously, whether a text has a term of the concept that is not
// forbidden: in any form, its words in any order and with others between.
func (ix *index) says(text string, words []read, concept *Concept) bool {
	for _, at := range ix.of[concept] {
		e := &ix.entries[at]
		if e.term.Status != Forbidden && ix.saysTerm(text, words, e) {
			return true
		}
	}
	return false
}

// reach is how many words beside its own a term may be spread over.
const reach = 5

func (ix *index) saysTerm(text string, words []read, e *entry) bool {
	need := ix.meaningful(e)
	for i := range words {
		if e.joined != nil && share(e.joined.strict, words[i].strict) {
			return true
		}
		if i > 0 && len(need) == 1 && ix.isTwo(words[i-1], words[i], need[0]) {
			return true
		}
		if !ix.passes(text, words[i], need[0], e) {
			continue
		}
		from, to := i, i
		for from > 0 && i-from < len(e.words)+reach && (e.broken() || words[from].gap != gapBreak) {
			from--
		}
		for to+1 < len(words) && to-i < len(e.words)+reach && (e.broken() || words[to+1].gap != gapBreak) {
			to++
		}
		if ix.allPass(text, words[from:to+1], need[1:], e) {
			return true
		}
	}
	return false
}

// meaningful lists the words of a term that carry its meaning.
func (ix *index) meaningful(e *entry) []word {
	var out []word
	for _, w := range e.words {
		if !ix.lang.little[w.fold] {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return e.words
	}
	return out
}

func (ix *index) allPass(text string, words []read, need []word, e *entry) bool {
	for _, n := range need {
		if !slices.ContainsFunc(words, func(w read) bool { return ix.passes(text, w, n, e) }) {
			return false
		}
	}
	return true
}

// passes tells whether a word of a text can pass for one of a term.
func (ix *index) passes(text string, w read, n word, e *entry) bool {
	if e.term.CaseSensitive && !sameCase(n.text, w.orig(text)) {
		return false
	}
	if share(n.wide, w.wide) {
		return true
	}
	_, _, ok := ix.lang.compounds.part(w.fold, n.stem)
	return ok
}

func (ix *index) isTwo(a, b read, n word) bool {
	if b.gap > gapHyphen {
		return false
	}
	t := a.token
	t.fold = a.fold + b.fold
	return share(n.strict, ix.forms(t).strict)
}
