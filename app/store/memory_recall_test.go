package store

import (
	"strings"
	"testing"

	"clausedesk/app/memory"
)

// recall counts how often, for a text a little unlike an entry, the best answer
// is as good as that of comparing every entry; and how often no entry is nearer
// by the plain edit distance of characters, and of words.
type recall struct {
	asked, found, charNearest, wordNearest int
}

func measureRecall(tb testing.TB, s *Store, g *memoryGen, queries, plain int) recall {
	tb.Helper()
	var all []memory.Entry
	ok(tb, s.View(tb.Context(), func(tx *Tx) (err error) {
		all, err = list(tx, scanMemory, memoryColumns)
		return err
	}))
	var out recall
	for range queries {
		q := memory.Query{From: "en", To: "nl", Source: g.mutate(all[g.IntN(len(all))].Source), Limit: 1, Threshold: memory.MinThreshold}
		want := exhaustive(q, all)
		got := must(view(tb.Context(), s, func(tx *Tx) ([]memory.Match, error) { return tx.MemoryMatches(q) }))(tb)
		out.asked++
		if len(want) == len(got) && (len(want) == 0 || want[0].Score == got[0].Score) {
			out.found++
		} else if testing.Verbose() {
			tb.Logf("asked %q\n got %v\nwant %v", q.Source, sources(got), sources(want))
		}
		if out.asked > plain || len(got) == 0 {
			continue
		}
		if nearest(func(text string) int { return plainDistance([]rune(q.Source), []rune(text)) }, got[0].Source, all) {
			out.charNearest++
		}
		asked := strings.Fields(q.Source)
		if nearest(func(text string) int { return plainDistance(asked, strings.Fields(text)) }, got[0].Source, all) {
			out.wordNearest++
		}
	}
	return out
}

func sources(matches []memory.Match) (out []any) {
	for _, m := range matches {
		out = append(out, m.Score, m.Source)
	}
	return out
}

// exhaustive compares a text with every entry.
func exhaustive(q memory.Query, all []memory.Entry) []memory.Match {
	scorer := memory.NewScorer(q)
	candidates := make([]memory.Candidate, len(all))
	for i, e := range all {
		candidates[i] = memory.Candidate{Entry: e, Alike: scorer.Likeness(e.Source, nil)}
	}
	return scorer.Best(candidates)
}

// plainDistance is the edit distance of two sequences as the textbook has it.
func plainDistance[T comparable](a, b []T) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		corner := row[0]
		row[0] = i + 1
		for j := range b {
			cost := corner
			if a[i] != b[j] {
				cost++
			}
			corner = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// nearest tells whether no entry is nearer to a text than one.
func nearest(distance func(string) int, source string, all []memory.Entry) bool {
	least := distance(source)
	for _, e := range all {
		if distance(e.Source) < least {
			return false
		}
	}
	return true
}

func TestMemoryFindsWhatComparingEverythingFinds(t *testing.T) {
	s := newStore(t)
	g := newMemoryGen(1)
	must(s.ReadMemory(t.Context(), g.entries(2000)))(t)
	got := measureRecall(t, s, g, 100, 40)
	if got.found < 99 || got.charNearest < 38 || got.wordNearest < 38 {
		t.Errorf("of %d: %+v", got.asked, got)
	}
	t.Logf("%+v", got)
}
