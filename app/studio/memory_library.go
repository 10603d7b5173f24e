package studio

import (
	"cmp"
	"slices"
	"sync"

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
	by map[[2]string][]memory.Entry
}

func (w *wordings) of(from, to string) []memory.Entry {
	w.mu.Lock()
	defer w.mu.Unlock()
	pair := [2]string{memory.Base(from), memory.Base(to)}
	entries, known := w.by[pair]
	if !known {
		if w.by == nil {
			w.by = map[[2]string][]memory.Entry{}
		}
		entries = wordingsIn(library.Builtin(), pair[0], pair[1])
		w.by[pair] = entries
	}
	return entries
}

func wordingsIn(lib *library.Library, from, to string) []memory.Entry {
	var out []memory.Entry
	for _, clause := range lib.Clauses() {
		for _, tone := range []policy.Tone{policy.TonePlain, policy.ToneFormal} {
			here, there := clause.Wording(from, tone), clause.Wording(to, tone)
			sources, targets := markup.Segments(here.Heading, here.Body), markup.Segments(there.Heading, there.Body)
			if len(sources) != len(targets) {
				continue
			}
			for i := range sources {
				out = append(out, memory.Entry{
					From: from, To: to, Source: sources[i].Source, Target: targets[i].Source,
					Clause: LibraryOrigin + policy.ID(clause.ID), Origin: here.Heading,
				})
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
	for _, entry := range s.wordings.of(q.From, q.To) {
		if tooLong(len(entry.Source), len(q.Source)) || tooLong(len(q.Source), len(entry.Source)) {
			continue
		}
		if alike := scorer.Likeness(entry.Source, nil); 100*alike >= float64(q.Threshold)-10 {
			near = append(near, memory.Candidate{Entry: entry, Alike: alike})
		}
	}
	seen := map[string]bool{}
	for _, m := range matches {
		seen[m.Source+"\x00"+m.Target] = true
	}
	for _, m := range scorer.Best(near) {
		if !seen[m.Source+"\x00"+m.Target] {
			matches = append(matches, m)
		}
	}
	slices.SortStableFunc(matches, func(a, b memory.Match) int { return cmp.Compare(b.Score, a.Score) })
	return matches[:min(len(matches), q.Limit)]
}

// tooLong tells texts that cannot be alike enough to be offered.
func tooLong(a, b int) bool { return a > 3*b }
