package glossary

// Merge lays glossaries over each other, the one that wins last: a concept
// takes the place of one with its identifier, and what it says of a term holds
// against what those below say of the same term.
func Merge(levels ...[]Concept) []Concept {
	var out []Concept
	for _, level := range levels {
		out = overlay(out, level)
	}
	return out
}

func overlay(below, above []Concept) []Concept {
	if len(above) == 0 {
		return append([]Concept{}, below...)
	}
	said := newSayings(above)
	out := make([]Concept, 0, len(below)+len(above))
	for _, concept := range below {
		if said.ids[concept.ID] {
			continue
		}
		if kept := said.without(concept); len(kept.Terms) > 0 {
			out = append(out, kept)
		}
	}
	return append(out, above...)
}

// sayings is what a level says: of which concepts, and of which terms.
type sayings struct {
	ids   map[string]bool
	terms map[termKey]Status
	peers map[termKey]map[string]bool // of a term that names a concept: languages the concept has terms in
}

type termKey struct{ lang, text string }

func keyOf(term Term) termKey { return termKey{baseOf(term.Lang), foldText(term.Text)} }

func newSayings(level []Concept) sayings {
	s := sayings{map[string]bool{}, map[termKey]Status{}, map[termKey]map[string]bool{}}
	for _, concept := range level {
		s.ids[concept.ID] = true
		langs := map[string]bool{}
		for _, term := range concept.Terms {
			s.terms[keyOf(term)] = term.Status
			if term.Status != Forbidden {
				langs[baseOf(term.Lang)] = true
			}
		}
		for _, term := range concept.Terms {
			if term.Status != Forbidden {
				s.peers[keyOf(term)] = langs
			}
		}
	}
	return s
}

// without leaves out of a concept the terms on which a level above says
// otherwise: a term of another status, and, where the level above gives a term
// of the concept translations of its own, the ones here.
func (s sayings) without(concept Concept) Concept {
	replaced := map[string]bool{}
	for _, term := range concept.Terms {
		for lang := range s.peers[keyOf(term)] {
			if term.Status == Preferred && lang != baseOf(term.Lang) {
				replaced[lang] = true
			}
		}
	}
	var kept []Term
	for _, term := range concept.Terms {
		status, said := s.terms[keyOf(term)]
		if said && (status == Forbidden) != (term.Status == Forbidden) || replaced[baseOf(term.Lang)] {
			continue
		}
		kept = append(kept, term)
	}
	concept.Terms = kept
	return concept
}
