package compare

// tidyShare is the share of the words changed, in a clause, by which more may
// be shown as changed than need be, so that people can read it.
const tidyShare = 40 // one in

// tidied makes a clause easier to read: words that stay by chance in what was
// rewritten go and come with the rest.
func tidied(joints []joint) []joint {
	room := 0
	for _, j := range joints {
		for i := range j.strands {
			room += j.strands[i].changed()
		}
	}
	room /= tidyShare
	for _, j := range joints {
		for i := range j.strands {
			room = j.strands[i].tidy(room)
		}
	}
	return joints
}

// Chaff is at most so many words in a row, of at most so many letters each.
const (
	mostChaff  = 2
	littleWord = 3
)

// tidy gives up pairs that stand alone between two replacements, and returns
// the room that is left.
func (s *strand) tidy(room int) int {
	var kept []pair
	for start := 0; start < len(s.pairs); {
		end := start + 1
		for end < len(s.pairs) && s.pairs[end].a == s.pairs[end-1].a+1 && s.pairs[end].b == s.pairs[end-1].b+1 {
			end++
		}
		cost := 2 * (end - start)
		if end-start <= mostChaff && cost <= room && s.chaff(start, end) {
			room -= cost
		} else {
			kept = append(kept, s.pairs[start:end]...)
		}
		start = end
	}
	s.pairs = kept
	return room
}

// chaff reports small words with a replacement of several words on each side.
func (s *strand) chaff(start, end int) bool {
	for _, p := range s.pairs[start:end] {
		if len([]rune(s.a[s.wordsA[p.a]].text)) > littleWord {
			return false
		}
	}
	before, after := pair{-1, -1}, pair{len(s.wordsA), len(s.wordsB)}
	if start > 0 {
		before = s.pairs[start-1]
	}
	if end < len(s.pairs) {
		after = s.pairs[end]
	}
	first, last := s.pairs[start], s.pairs[end-1]
	return replaced(first.a-before.a-1, first.b-before.b-1) && replaced(after.a-last.a-1, after.b-last.b-1)
}

func replaced(gone, come int) bool { return gone > 0 && come > 0 && gone+come > 2 }
