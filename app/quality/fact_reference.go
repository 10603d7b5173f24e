package quality

import "unicode/utf8"

// reference reads what cites a law or a section: "Article 6(1)(f)", "artikel 6,
// lid 1, onder f", "point (f) of Article 6(1)". Each number and letter of it is
// a fact, so that languages may put them in their own order.
func (s *side) reference(i int) ([]fact, int) {
	h, ok := s.at(i, isArticle)
	if !ok {
		if point, isLettered := s.at(i, isPoint); isLettered && s.isNumber(i+point.count) {
			return nil, i // "onder 16 jaar"
		}
		return s.level(i)
	}
	at := i + h.count
	if s.mark(at, ".") && s.glued(at) {
		at++
	}
	if h.count == 1 && s.is(at, isArticle) { // §§ comes as two
		at++
	}
	if !s.isNumber(at) {
		return nil, i
	}
	var out []fact
	for s.isNumber(at) {
		out = append(out, s.component(at))
		at = s.below(at+1, &out)
		next := s.another(at)
		if next == at {
			break
		}
		at = next
	}
	return out, at
}

func (s *side) component(i int) fact {
	return fact{rule: RuleReference, value: s.tokens[i].low, loose: true, at: span{i, i + 1}}
}

// below reads what a reference goes into: "(1)", ", lid 1", "Buchst. f", "15d".
func (s *side) below(at int, out *[]fact) int {
	for at < len(s.tokens) {
		next := s.inBrackets(at, out)
		if next == at {
			next = s.suffix(at, out)
		}
		if next == at {
			found, end := s.level(s.pastComma(at))
			if len(found) > 0 {
				*out, next = append(*out, found...), end
			}
		}
		if next == at {
			return at
		}
		at = next
	}
	return at
}

func (s *side) pastComma(i int) int {
	if s.mark(i, ",") {
		return i + 1
	}
	return i
}

// inBrackets reads "(1)" and "(f)".
func (s *side) inBrackets(i int, out *[]fact) int {
	if !s.mark(i, "(") || !s.mark(i+2, ")") || !s.isNumber(i+1) && !s.isLetter(i+1) {
		return i
	}
	if s.tokens[i].spaced && !s.isNumber(i+1) && utf8.RuneCountInString(s.tokens[i+1].text) != 1 {
		return i
	}
	*out = append(*out, s.component(i+1))
	return i + 3
}

func (s *side) isLetter(i int) bool {
	k, ok := s.kind(i)
	return ok && k == wordToken && len(s.tokens[i].low) == 1 && s.tokens[i].low[0] >= 'a' && s.tokens[i].low[0] <= 'z'
}

// suffix reads the letter of "15d" and the number of "3:15".
func (s *side) suffix(i int, out *[]fact) int {
	if s.isLetter(i) && s.glued(i) {
		*out = append(*out, s.component(i))
		return i + 1
	}
	if s.mark(i, ":.") && s.glued(i) && s.isNumber(i+1) && s.glued(i+1) {
		*out = append(*out, s.component(i+1))
		return i + 2
	}
	return i
}

// level reads one part of a reference with its word: "lid 1", "Abs. 1",
// "huruf f", "first paragraph".
func (s *side) level(i int) ([]fact, int) {
	if ordinal, ok := s.at(i, isOrdinal); ok {
		if h, below := s.at(i+ordinal.count, isBelow); below {
			end := i + ordinal.count + h.count
			return []fact{{rule: RuleReference, value: ordinal.value, loose: true, at: span{i, end}}}, end
		}
		return nil, i
	}
	if h, ok := s.at(i, isSentence); ok && s.isNumber(i+h.count) {
		f := s.component(i + h.count)
		f.soft = true
		return []fact{f}, i + h.count + 1
	}
	below, isNumbered := s.at(i, isBelow)
	point, isLettered := s.at(i, isPoint)
	at := i + max(below.count, point.count)
	if !isNumbered && !isLettered {
		return nil, i
	}
	if s.mark(at, ".°") && s.glued(at) {
		at++
	}
	open := s.mark(at, "(")
	if open {
		at++
	}
	if !s.isNumber(at) && !(isLettered && s.isLetter(at)) {
		return nil, i
	}
	found := []fact{s.component(at)}
	at++
	if s.mark(at, ")") && (open || isLettered) {
		at++
	}
	return found, at
}

// another returns where the next of several references begins: "13 and 14",
// "58 dan Pasal 64"; the place itself where none does.
func (s *side) another(i int) int {
	at := i
	if s.mark(at, ",–-") {
		at++
	}
	for _, c := range []class{isAnd, isTo} {
		if h, ok := s.at(at, c); ok {
			at += h.count
			break
		}
	}
	if at == i {
		return i
	}
	if h, ok := s.at(at, isArticle); ok {
		at += h.count
		if s.mark(at, ".") && s.glued(at) {
			at++
		}
	}
	if !s.isNumber(at) || s.is(at+1, isUnit) || s.is(at+1, isMonth) || s.mark(at+1, "%") {
		return i
	}
	return at
}
