package glossary

import "slices"

// index is the terms of one language, ready to be found.
type index struct {
	lang    *language
	entries []entry
	strict  map[key]int32     // the forms that words of terms have, numbered
	wide    map[key]int32     // those that only satisfy a translation
	first   map[int32][]int32 // form of the first word → entries
	joined  map[int32][]int32 // form of two words written as one → entries
	parts   map[string][]int32
	of      map[*Concept][]int32
}

// entry is a term as it is looked for.
type entry struct {
	concept *Concept
	term    Term
	words   []word
	joined  *word // two words as one: "datasubject"
	order   int
}

// word is one word of a term.
type word struct {
	token
	text   string
	strict []int32
	wide   []int32
	stem   string // what compounds have of it
}

func newIndex(concepts []Concept, lang string) *index {
	ix := &index{
		lang: languageOf(lang), strict: map[key]int32{}, wide: map[key]int32{}, first: map[int32][]int32{},
		joined: map[int32][]int32{}, parts: map[string][]int32{}, of: map[*Concept][]int32{},
	}
	for i := range concepts {
		for _, term := range concepts[i].Terms {
			if baseOf(term.Lang) == lang {
				ix.add(&concepts[i], term)
			}
		}
	}
	return ix
}

func (ix *index) add(c *Concept, term Term) {
	tokens := split(term.Text, ix.lang)
	if len(tokens) == 0 {
		return
	}
	e := entry{concept: c, term: term, order: len(ix.entries)}
	for i, t := range tokens {
		e.words = append(e.words, ix.word(t, t.orig(term.Text), i == len(tokens)-1))
	}
	at := int32(len(ix.entries)) //nolint:gosec // a glossary has fewer terms
	for _, form := range e.words[0].strict {
		ix.first[form] = append(ix.first[form], at)
	}
	ix.addJoined(&e, at)
	ix.addPart(e, at)
	ix.of[c] = append(ix.of[c], at)
	ix.entries = append(ix.entries, e)
}

// addJoined lets a term of two words be found where they are written as one.
func (ix *index) addJoined(e *entry, at int32) {
	if len(e.words) != 2 || e.term.Status == Forbidden || len(e.words[0].fold) < 3 || len(e.words[1].fold) < 3 {
		return
	}
	t := e.words[0].token
	t.fold += e.words[1].fold
	w := ix.word(t, e.words[0].text+e.words[1].text, true)
	e.joined = &w
	for _, form := range w.strict {
		ix.joined[form] = append(ix.joined[form], at)
	}
}

// addPart lets a term of one word be found inside longer words.
func (ix *index) addPart(e entry, at int32) {
	if c := ix.lang.compounds; c == nil || len(e.words) != 1 || e.term.Status == Forbidden || e.term.Weak || len(e.words[0].stem) < c.least+1 {
		return
	}
	start := e.words[0].stem[:partKey]
	ix.parts[start] = append(ix.parts[start], at)
}

// partKey is how many letters of a stem parts are looked up by.
const partKey = 4

func (ix *index) word(t token, text string, last bool) word {
	strict, wide := ix.lang.termKeys(t.fold, last)
	return word{
		token: t, text: text, stem: ix.lang.compounds.stem(t.fold),
		strict: number(ix.strict, strict), wide: append(number(ix.wide, wide), number(ix.wide, strict)...),
	}
}

// number gives forms their numbers, new ones where they have none.
func number(known map[key]int32, keys []key) []int32 {
	out := make([]int32, 0, len(keys))
	for _, k := range keys {
		n, ok := known[k]
		if !ok {
			n = int32(len(known)) //nolint:gosec // a glossary has fewer forms
			known[k] = n
		}
		out = append(out, n)
	}
	return out
}

// read is a word of a text with the forms that terms have too.
type read struct {
	token
	strict, wide []int32
}

func (ix *index) read(text string) []read {
	tokens := split(text, ix.lang)
	out := make([]read, len(tokens))
	for i, t := range tokens {
		out[i] = ix.forms(t)
	}
	return out
}

func (ix *index) forms(t token) read {
	strict, wide := ix.lang.textKeys(t.fold)
	return read{
		token: t, strict: lookUp(ix.strict, strict), wide: append(lookUp(ix.wide, wide), lookUp(ix.wide, strict)...),
	}
}

func lookUp(known map[key]int32, keys []key) []int32 {
	var out []int32
	for _, k := range keys {
		if n, ok := known[k]; ok {
			out = append(out, n)
		}
	}
	return out
}

func share(a, b []int32) bool {
	return slices.ContainsFunc(a, func(n int32) bool { return slices.Contains(b, n) })
}
