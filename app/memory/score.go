package memory

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"clausedesk/app/translate"
)

// Scorer tells how alike entries are to one text. It is for one goroutine.
type Scorer struct {
	Compared     int // sources that Likeness was asked about
	query        Query
	asked        side
	lang         *tongue // of the entries' targets
	words, chars *pattern
	buffer       []uint64
}

// NewScorer prepares a query.
func NewScorer(q Query) *Scorer {
	q = q.Bounded()
	s := &Scorer{query: q, lang: tongueOf(q.To)}
	s.asked = side{q.Source, reader{tongueOf(q.From), q.Names}.tokens(q.Source)}
	s.words = newPattern(symbolsOf(s.asked, nil))
	s.chars = newPattern(charsOf(q.Source, nil))
	return s
}

// Query returns what is asked for, with its bounds.
func (s *Scorer) Query() Query { return s.query }

func symbolsOf(of side, out []uint64) []uint64 {
	for _, t := range of.tokens {
		out = append(out, t.symbol(of.text))
	}
	return out
}

func charsOf(text string, out []uint64) []uint64 {
	for _, r := range text {
		out = append(out, uint64(r))
	}
	return out
}

func firstRune(text string) (rune, int) { return utf8.DecodeRuneInString(text) }

// Candidate is an entry that may be a match, and what its client is called.
type Candidate struct {
	Entry
	Names Names
	Alike float64 // see Likeness
}

// Likeness tells how alike a source is to the text, 0 to 1: the mean of two
// edit distances, each as a share of the longer text, one of words, where
// numbers, dates and the like equal each other, and one of characters.
func (s *Scorer) Likeness(source string, names Names) float64 {
	s.Compared++
	return s.alike(s.read(source, names), 0)
}

func (s *Scorer) read(source string, names Names) side {
	return side{source, reader{tongueOf(s.query.From), names}.tokens(source)}
}

// alike takes words for different that the target has no place for.
func (s *Scorer) alike(entry side, missing int) float64 {
	s.buffer = charsOf(entry.text, s.buffer[:0])
	alike := share(s.chars.distance(s.buffer), s.chars.length, len(s.buffer))
	if s.words.length == 0 && len(entry.tokens) == 0 {
		return alike
	}
	s.buffer = symbolsOf(entry, s.buffer[:0])
	return (alike + share(s.words.distance(s.buffer)+missing, s.words.length, len(s.buffer))) / 2
}

func share(distance, a, b int) float64 {
	longer := max(a, b, 1)
	return 1 - float64(min(distance, longer))/float64(longer)
}

// Finalists is how many of the most alike candidates are looked at closely:
// whether what differs can be put into the target.
func (s *Scorer) Finalists() int { return 3*s.query.Limit + 20 }

// Best returns the matches among candidates, best first. Equal ones are told
// apart by whose they are, then by age.
func (s *Scorer) Best(candidates []Candidate) []Match {
	slices.SortFunc(candidates, byLikeness)
	if len(candidates) > s.Finalists() {
		candidates = candidates[:s.Finalists()]
	}
	type ranked struct {
		Match
		alike float64
	}
	var all []ranked
	seen := map[string]bool{}
	for _, c := range candidates {
		m, alike := s.match(c)
		if m.Score >= s.query.Threshold {
			all = append(all, ranked{m, alike})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.alike, a.alike), s.byOwner(a.Entry, b.Entry),
			b.Changed.Compare(a.Changed), cmp.Compare(b.ID, a.ID))
	})
	var out []Match
	for _, r := range all {
		pair := r.Source + "\x00" + r.Target
		if seen[pair] || len(out) == s.query.Limit {
			continue
		}
		seen[pair] = true
		r.Diff = translate.Diff(r.Source, s.query.Source)
		out = append(out, r.Match)
	}
	return out
}

func byLikeness(a, b Candidate) int {
	return cmp.Or(cmp.Compare(b.Alike, a.Alike), b.Changed.Compare(a.Changed), cmp.Compare(b.ID, a.ID))
}

// byOwner puts the client's own entries first.
func (s *Scorer) byOwner(a, b Entry) int {
	own := func(e Entry) int {
		if s.query.Client != "" && e.Client == s.query.Client {
			return 0
		}
		return 1
	}
	return own(a) - own(b)
}

// match scores one candidate closely.
func (s *Scorer) match(c Candidate) (Match, float64) {
	m := Match{Entry: c.Entry, Adapted: c.Target}
	if c.Source == s.query.Source {
		m.Score = Exact
		if inContext(s.query, c.Entry) {
			m.Score = InContext
		}
		return m, 1
	}
	entry := s.read(c.Source, c.Names)
	changes, differ := exchanges(entry, s.asked)
	missing := 0
	if differ {
		target := side{c.Target, reader{s.lang, c.Names}.tokens(c.Target)}
		m.Adapted, missing = adapt(target, s.lang, changes)
		m.Substituted = m.Adapted != c.Target
	}
	alike := s.alike(entry, missing)
	m.Score = min(int(alike*100), mostAlike)
	if m.Substituted && missing == 0 && s.sameAround(entry) {
		m.Score = mostAlike
	}
	return m, alike
}

// sameAround reports that nothing but what can be put in differs.
func (s *Scorer) sameAround(entry side) bool {
	return len(entry.tokens) == len(s.asked.tokens) && around(entry) == around(s.asked)
}

// around returns a text with its numbers, dates and the like left out.
func around(of side) string {
	var out strings.Builder
	from := 0
	for _, t := range of.tokens {
		if t.kind != word {
			out.WriteString(of.text[from:t.start])
			out.WriteByte(0)
			out.WriteByte(byte(t.kind))
			from = t.end
		}
	}
	out.WriteString(of.text[from:])
	return out.String()
}

// Plain returns an entry as a match that nothing is put into, for showing.
func (s *Scorer) Plain(e Entry) Match {
	m := Match{Entry: e, Adapted: e.Target, Score: min(int(s.Likeness(e.Source, nil)*100), mostAlike)}
	if e.Source == s.query.Source {
		m.Score = Exact
	}
	m.Diff = translate.Diff(e.Source, s.query.Source)
	return m
}
