package studio

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
)

// LibraryOrigin stands before a clause's identifier in the Clause of an entry
// that is the clause library's wording; Origin is the clause's heading then.
const LibraryOrigin policy.ID = "library:"

// wordings is the clause library as entries of a memory, by language pair. It is
// small enough to compare a text with all of it.
type wordings struct {
	mu sync.Mutex
	by map[[2]string][]wording
}

// wording is an entry and what tells at a glance that a text is not like it.
type wording struct {
	memory.Entry
	words  []string // sorted, see wordsOf
	folded string   // see Fold
}

// OfLibrary reports whether an entry is a wording of the clause library.
func OfLibrary(e memory.Entry) bool {
	return strings.HasPrefix(string(e.Clause), string(LibraryOrigin))
}

func (w *wordings) of(from, to string) []wording {
	w.mu.Lock()
	defer w.mu.Unlock()
	pair := [2]string{memory.Base(from), memory.Base(to)}
	entries, known := w.by[pair]
	if !known {
		if w.by == nil {
			w.by = map[[2]string][]wording{}
		}
		entries = wordingsIn(library.Builtin(), pair[0], pair[1])
		w.by[pair] = entries
	}
	return entries
}

func wordingsIn(lib *library.Library, from, to string) []wording {
	var out []wording
	for _, clause := range lib.Clauses() {
		for _, tone := range []policy.Tone{policy.TonePlain, policy.ToneFormal} {
			here, there := clause.Wording(from, tone), clause.Wording(to, tone)
			sources, targets := markup.Segments(here.Heading, here.Body), markup.Segments(there.Heading, there.Body)
			if len(sources) != len(targets) {
				continue
			}
			for i := range sources {
				out = append(out, wording{memory.Entry{
					ID: memory.NoEntry, From: from, To: to, Source: sources[i].Source, Target: targets[i].Source,
					Clause: LibraryOrigin + policy.ID(clause.ID), Origin: here.Heading,
				}, wordsOf(sources[i].Source), Fold(sources[i].Source)})
			}
		}
	}
	return out
}

// withLibrary adds what the clause library says to what the memory has.
func (s *Studio) withLibrary(q memory.Query, matches []memory.Match) []memory.Match {
	scorer := memory.NewScorer(q)
	q = scorer.Query()
	var near []memory.Candidate
	words := wordsOf(q.Source)
	for _, entry := range s.wordings.of(q.From, q.To) {
		if 100*atMost(entry.words, words, entry.Source, q.Source) < float64(q.Threshold) {
			continue
		}
		near = append(near, memory.Candidate{Entry: entry.Entry, Alike: scorer.Likeness(entry.Source, nil)})
	}
	seen := pairsIn(matches)
	for _, m := range scorer.Best(near) {
		if !seen[pairOf(m.Entry)] {
			matches = append(matches, m)
		}
	}
	slices.SortStableFunc(matches, func(a, b memory.Match) int { return cmp.Compare(b.Score, a.Score) })
	return matches[:min(len(matches), q.Limit)]
}

// withLibraryWords adds the wordings of the clause library that have all words
// of a text, behind what the memory has.
func (s *Studio) withLibraryWords(q memory.Query, found []memory.Match) []memory.Match {
	scorer := memory.NewScorer(q)
	limit, words := scorer.Query().Limit, strings.Fields(Fold(q.Source))
	seen := pairsIn(found)
	for _, w := range s.wordings.of(q.From, q.To) {
		lacks := func(word string) bool { return !strings.Contains(w.folded, word) }
		if len(words) == 0 || len(found) >= limit || slices.ContainsFunc(words, lacks) || seen[pairOf(w.Entry)] {
			continue
		}
		seen[pairOf(w.Entry)] = true
		found = append(found, scorer.Plain(w.Entry))
	}
	return found
}

// pairOf tells entries apart by what they say.
func pairOf(e memory.Entry) [2]string { return [2]string{e.Source, e.Target} }

func pairsIn(matches []memory.Match) map[[2]string]bool {
	seen := map[[2]string]bool{}
	for _, m := range matches {
		seen[pairOf(m.Entry)] = true
	}
	return seen
}

// wordsOf lists the words of a text in order of the alphabet. Figures and
// placeholders are one word each: another one can be put in for them.
func wordsOf(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, word := range words {
		if strings.ContainsFunc(word, unicode.IsDigit) {
			words[i] = "0"
		}
	}
	slices.Sort(words)
	return words
}

// atMost bounds how alike two texts are, 0 to 1: of the words no more can be
// equal than both have, and of the characters no more than the shorter text has.
func atMost(a, b []string, textA, textB string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := strings.Compare(a[i], b[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			common, i, j = common+1, i+1, j+1
		}
	}
	words := float64(common) / float64(max(len(a), len(b)))
	characters := float64(min(len(textA), len(textB))) / float64(max(len(textA), len(textB)))
	return (words + characters) / 2
}
