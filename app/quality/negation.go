package quality

import (
	"slices"
	"strings"

	"clausedesk/app/policy"
)

// negations counts in a range of tokens what surely denies, and by what it
// says what only perhaps does: "without", "unless", "refuse".
type negations struct {
	sure  int
	maybe map[string]int
	at    span // of the first that surely denies
}

func (s *side) negations(in span) negations {
	out := negations{maybe: map[string]int{}}
	for i := in.start; i < in.end; i++ {
		h, ok := s.denial(i)
		if !ok || s.quoted[i] {
			continue
		}
		sure, maybe := 0, 1
		if h.class == isNegation {
			sure, maybe = s.weight(i, in)
		}
		if out.sure == 0 && sure > 0 {
			out.at = span{i, min(i+h.count, in.end)}
		}
		out.sure += sure
		if maybe > 0 {
			out.maybe[h.value] += maybe
		}
		i += h.count - 1
	}
	return out
}

// denial is the longest phrase at a token that denies, surely or perhaps.
func (s *side) denial(i int) (hit, bool) {
	for _, h := range s.hits[i] {
		if h.class == isNegation || h.class == isWeakNegation {
			return h, true
		}
	}
	if s.tongue.denies(s.tokens[i].low) {
		return hit{class: isWeakNegation, value: adjective, count: 1}, true
	}
	return hit{}, false
}

// adjective is the concept of words that deny by how they are made.
const adjective = "adjective"

// denies reports a word with a prefix that denies: "unrichtig", "onjuist".
func (t *tongue) denies(word string) bool {
	const shortest = 6
	if t.denying == "" || len(word) < shortest || !strings.HasPrefix(word, t.denying) {
		return false
	}
	return !slices.ContainsFunc(t.notDenying, func(pattern string) bool { return fits(pattern, word) })
}

// surelyMore is how many more denials are an error where both sides deny: one
// more is none, since "neither … nor" is one here and two there.
const surelyMore = 2

// exceeds reports that one side surely denies where the other cannot, or far more
// often. What perhaps denies makes up for it, unless the first says it too.
func (n negations) exceeds(other negations) bool {
	if n.sure == 0 || other.sure > 0 && n.sure < other.sure+surelyMore {
		return false
	}
	for concept, count := range other.maybe {
		if count > n.maybe[concept] {
			return false
		}
	}
	return true
}

// negationSeverity is an error only where a denial surely was dropped: the
// translation has no word that denies, not even perhaps. Otherwise somebody has to
// look: languages deny in more ways than any list of words has.
func negationSeverity(source, target negations) policy.Severity {
	if source.sure > 0 && target.sure == 0 && len(target.maybe) == 0 {
		return policy.SeverityError
	}
	return policy.SeverityWarning
}

// weight says what a word of negation denies in its sentence: surely, perhaps,
// or nothing.
func (s *side) weight(i int, in span) (sure, maybe int) {
	word := s.tokens[i].low
	before := ""
	if i > in.start {
		before = s.tokens[i-1].low
	}
	switch {
	case contained("sans pa", before): // "sans aucun", "pa asnjë"
		return 0, 0
	case s.tongue.lang == "fr" && contained("ne n'", word):
		return s.ne(i, in)
	case s.saidBefore(i, in, before):
		return 0, 0
	case s.tongue.lang == "de" && s.near(i, in, "sofern"), // "sofern Sie nicht": unless
		contained("ook auch", before), s.repeated(i, in):
		return 0, 1
	}
	return 1, 0
}

// saidBefore reports a word of negation that belongs to another one, or to none.
func (s *side) saidBefore(i int, in span, before string) bool {
	word := s.tokens[i].low
	switch s.tongue.lang {
	case "fr":
		return s.near(i, in, "ne n'") || word == "non" && before == "ou" // "si vous consentez ou non"
	case "sq":
		return strings.HasPrefix(word, "as") && s.near(i, in, "nuk s' mos") // "nuk … asnjë" denies once
	case "en":
		return word == "no" && s.mark(i+1, ".°") && s.isNumber(i+2) // "No. 78-17"
	}
	return false
}

// repeated reports a word of negation that takes up one shortly before it: "mos
// kopjoni, mos fshini".
func (s *side) repeated(i int, in span) bool {
	const shortly = 8
	for j := max(in.start, i-shortly); j < i; j++ {
		if s.tokens[j].low == s.tokens[i].low {
			return true
		}
	}
	return false
}

// reach is how far apart the halves of one negation stand, in tokens.
const reach = 12

// near reports that one of some words stands near a token, in its sentence.
func (s *side) near(i int, in span, words string) bool {
	for j := max(in.start, i-reach); j < min(in.end, i+reach); j++ {
		if j != i && !s.mark(j, ".;:") && contained(words, s.tokens[j].low) {
			return true
		}
	}
	return false
}

func contained(words, word string) bool {
	for w := range strings.FieldsSeq(words) {
		if w == word {
			return true
		}
	}
	return false
}

// ne decides what a French "ne" says: "ne … pas" denies, "ne … que" says
// "only", and a bare one ("avant que … ne") mostly nothing.
func (s *side) ne(i int, in span) (sure, maybe int) {
	for j := i + 1; j < min(in.end, i+reach); j++ {
		switch word := s.tokens[j].low; {
		case word == "personne" && !contained("la une cette toute chaque d' de", s.tokens[j-1].low),
			contained("pas plus jamais rien ni nul nulle guère point aucun aucune aucunement", word):
			return 1, 0
		case word == "que" || word == "qu'" || word == "ne" || word == "n'":
			return 0, 1
		}
	}
	for j := max(in.start, i-reach); j < i; j++ {
		if contained("aucun aucune nul nulle rien ni", s.tokens[j].low) {
			return 1, 0
		}
	}
	return 0, 1
}

// negation compares how often both sides deny something, sentence by sentence
// where they have as many.
func negation(p *pair) []Problem {
	if !p.both() {
		return nil
	}
	from, to := []span{{0, len(p.source.tokens)}}, []span{{0, len(p.target.tokens)}}
	if len(p.source.sentences) == len(p.target.sentences) {
		from, to = p.source.sentences, p.target.sentences
	}
	var out []Problem
	for i := range from {
		a, b := p.source.negations(from[i]), p.target.negations(to[i])
		if a.exceeds(b) || b.exceeds(a) {
			source, target := p.source.bytes(a.at), p.target.bytes(b.at)
			out = append(out, Problem{
				Rule: RuleNegation, Severity: negationSeverity(a, b),
				Expected: p.source.plain[source.start:source.end], Evidence: p.target.plain[target.start:target.end],
				SourceStart: source.start, SourceEnd: source.end, TargetStart: target.start, TargetEnd: target.end,
			})
		}
	}
	return out
}
