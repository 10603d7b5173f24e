package quality

// amount reads a number with a currency before or behind it.
func (s *side) amount(i int) ([]fact, int) {
	currency, ok := s.at(i, isCurrency)
	start := i
	if ok {
		i += currency.count
		if s.mark(i, ".") && s.glued(i) { // "Rp. 10.000"
			i++
		}
	}
	value, next, _ := s.figure(i)
	if next == i {
		return nil, start
	}
	if !ok {
		at := s.past(next, "de", "d'") // "20 millions d’euros"
		if currency, ok = s.at(at, isCurrency); !ok {
			return nil, start
		}
		next = at + currency.count
	}
	return []fact{{rule: RuleAmount, value: value + " " + currency.value, at: span{start, next}}}, next
}

// past skips one of some words at a token.
func (s *side) past(i int, words ...string) int {
	for _, word := range words {
		if i < len(s.tokens) && s.tokens[i].low == word {
			return i + 1
		}
	}
	return i
}

func (s *side) percentage(i int) ([]fact, int) {
	value, next, _ := s.figure(i)
	if next == i {
		return nil, i
	}
	percent, ok := s.at(next, isPercent)
	if !ok && s.mark(next, "%") {
		percent, ok = hit{count: 1}, true
	}
	if !ok {
		return nil, i
	}
	next += percent.count
	return []fact{{rule: RulePercent, value: value, at: span{i, next}}}, next
}
