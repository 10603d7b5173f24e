package store

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"clausedesk/app/memory"
)

// recall counts how often, for a text, the best answer is as good as that of
// comparing every entry: among all, among those that have an answer as good as
// what is offered; and how often no entry is nearer by the plain edit distance of
// characters, and of words.
type recall struct {
	asked, found             int
	offered, offeredFound    int
	charNearest, wordNearest int
}

// mutated is a text a little unlike an entry.
func mutated(g *memoryGen, all []memory.Entry) string { return g.mutate(all[g.IntN(len(all))].Source) }

// written is a text that nobody wrote before.
func written(g *memoryGen, _ []memory.Entry) string { return g.mutate(g.source()) }

// measureRecall asks for texts on all processors at once.
func measureRecall(tb testing.TB, s *Store, x *everything, texts []string, plain int) recall {
	tb.Helper()
	var mu sync.Mutex
	var out recall
	var asking sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		asking.Go(func() {
			for i := range next {
				one := askBoth(tb, s, x, texts[i], i < plain)
				mu.Lock()
				out.add(one)
				mu.Unlock()
			}
		})
	}
	for i := range texts {
		next <- i
	}
	close(next)
	asking.Wait()
	return out
}

func (r *recall) add(one recall) {
	r.asked++
	r.found += one.found
	r.offered += one.offered
	r.offeredFound += one.offered * one.found
	r.charNearest += one.charNearest
	r.wordNearest += one.wordNearest
}

// askBoth compares one answer.
func askBoth(tb testing.TB, s *Store, x *everything, text string, plain bool) (out recall) {
	q := memory.Query{From: "en", To: "nl", Source: text, Limit: 1, Threshold: memory.MinThreshold}
	want := x.best(q)
	got, err := view(tb.Context(), s, func(tx *Tx) ([]memory.Match, error) { return tx.MemoryMatches(q) })
	if err != nil {
		tb.Error(err)
	}
	if len(want) > 0 && want[0].Score >= memory.DefaultThreshold {
		out.offered = 1
	}
	if len(want) == len(got) && (len(want) == 0 || want[0].Score == got[0].Score) {
		out.found = 1
	} else if testing.Verbose() {
		tb.Logf("asked %q\n got %v\nwant %v", q.Source, sources(got), sources(want))
	}
	if !plain || len(got) == 0 {
		return out
	}
	if nearest(func(text string) int { return plainDistance([]rune(q.Source), []rune(text)) }, got[0].Source, x.entries) {
		out.charNearest = 1
	}
	asked := strings.Fields(q.Source)
	if nearest(func(text string) int { return plainDistance(asked, strings.Fields(text)) }, got[0].Source, x.entries) {
		out.wordNearest = 1
	}
	return out
}

func sources(matches []memory.Match) (out []any) {
	for _, m := range matches {
		out = append(out, m.Score, m.Source)
	}
	return out
}

// everything is a memory to compare a text with all of. Letters are counted, 32
// kinds of them, so that what cannot be among the best is passed over: the edit
// distance is at least the number of letters that one text has more of.
type everything struct {
	entries []memory.Entry
	letters []letters
}

type letters struct {
	of     [32]uint8
	length int
}

func everythingIn(tb testing.TB, s *Store) *everything {
	tb.Helper()
	x := &everything{}
	ok(tb, s.View(tb.Context(), func(tx *Tx) (err error) {
		x.entries, err = list(tx, scanMemory, memoryColumns)
		return err
	}))
	for _, e := range x.entries {
		x.letters = append(x.letters, lettersOf(e.Source))
	}
	return x
}

func lettersOf(text string) (out letters) {
	for _, r := range text {
		if at := &out.of[r%32]; *at < 255 {
			*at++
		}
		out.length++
	}
	return out
}

// atMost bounds how alike two texts are, in percent.
func (a *letters) atMost(b *letters) int {
	var more, less int
	for i := range a.of {
		if d := int(a.of[i]) - int(b.of[i]); d > 0 {
			more += d
		} else {
			less -= d
		}
	}
	longer := max(a.length, b.length, 1)
	return 50 + 50*(longer-max(more, less))/longer
}

// best returns what comparing a text with every entry finds: in the order of
// what they can reach at most, until none can be among those looked at closely.
func (x *everything) best(q memory.Query) []memory.Match {
	scorer := memory.NewScorer(q)
	asked := lettersOf(q.Source)
	var reach [101][]int32
	for i := range x.letters {
		most := asked.atMost(&x.letters[i])
		reach[most] = append(reach[most], int32(i))
	}
	var near []memory.Candidate
	floor := 0.0
	for most := 100; most >= 0 && float64(most+1)/100 > floor; most-- {
		for _, i := range reach[most] {
			e := x.entries[i]
			if alike := scorer.Likeness(e.Source, nil); alike >= floor {
				near = append(near, memory.Candidate{Entry: e, Alike: alike})
			}
		}
		slices.SortFunc(near, func(a, b memory.Candidate) int { return cmp.Compare(b.Alike, a.Alike) })
		if n := scorer.Finalists(); len(near) > n {
			floor = near[n-1].Alike
			near = slices.DeleteFunc(near, func(c memory.Candidate) bool { return c.Alike < floor })
		}
	}
	return scorer.Best(near)
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
	must(s.ReadMemory(t.Context(), newMemoryGen(1).entries(2000)))(t)
	x, g := everythingIn(t, s), newMemoryGen(6)
	for name, text := range map[string]func(*memoryGen, []memory.Entry) string{"mutated": mutated, "written": written} {
		var texts []string
		for range 100 {
			texts = append(texts, text(g, x.entries))
		}
		got := measureRecall(t, s, x, texts, 40)
		if got.found < 99 || name == "mutated" && (got.charNearest < 38 || got.wordNearest < 38) {
			t.Errorf("%s, of %d: %+v", name, got.asked, got)
		}
		t.Logf("%s: %+v", name, got)
	}
}
