package store

import (
	"database/sql"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"clausedesk/app/memory"
	"clausedesk/app/policy"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// numberOf returns the entry with a source.
func numberOf(t *testing.T, s *Store, source string) int64 {
	t.Helper()
	found := must(view(t.Context(), s, func(tx *Tx) ([]int64, error) { return tx.memorySame("en", "nl", source) }))(t)
	if len(found) != 1 {
		t.Fatalf("%d entries with %q", len(found), source)
	}
	return found[0]
}

func deleteMemory(t *testing.T, s *Store, ids ...int64) int {
	t.Helper()
	return must(change(t.Context(), s, func(tx *Tx) (int, error) { return tx.DeleteMemory(ids) }))(t)
}

func pairs(t *testing.T, s *Store) []MemoryPair {
	t.Helper()
	return must(view(t.Context(), s, (*Tx).MemoryPairs))(t)
}

// An entry that is deleted is gone from every table, with its sentences; the
// segment that it was made of brings it back only when it is approved anew.
func TestADeletedEntryComesBackWhenApprovedAnew(t *testing.T) {
	s := newStore(t)
	id, _ := ours(t, s, "Kweekwerk", keepClause())
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))
	whole := "Then we stop. You may ask."
	twice := []int64{numberOf(t, s, whole), numberOf(t, s, whole)}
	wantError(t, s.InTx(t.Context(), func(tx *Tx) error { _, err := tx.DeleteMemory(append(twice, 1<<30)); return err }), ErrNotFound)
	wantMatches(t, s, memory.Query{Source: whole, Limit: 1}, "100 "+whole+" = Dan stoppen wij. U mag het vragen.")
	if n := deleteMemory(t, s, twice...); n != 1 {
		t.Errorf("deleted %d", n)
	}
	wantMatches(t, s, memory.Query{Source: whole})
	wantMatches(t, s, memory.Query{Source: "You may ask."})
	wantMatches(t, s, memory.Query{Source: "Retention"}, "100 Retention = Bewaren")

	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))
	ok(t, s.ReplaceUnits(t.Context(), id, "keep", keepUnits(policy.Approved)))
	wantMatches(t, s, memory.Query{Source: whole})
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Draft)))
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))
	wantMatches(t, s, memory.Query{Source: whole, Limit: 1}, "100 "+whole+" = Dan stoppen wij. U mag het vragen.")

	deleteMemory(t, s, numberOf(t, s, whole), numberOf(t, s, "Retention"), numberOf(t, s, "We keep it for 30 days."))
	if got := allMemory(t, s); got != [5]int{1: 1} { // the block stays: its places are not given out again
		t.Errorf("tables hold %v", got)
	}
}

// A sentence that another segment has too is not the deleted entry's alone.
func TestDeletingLeavesTheSentencesOfOthers(t *testing.T) {
	s := newStore(t)
	id, _ := ours(t, s, "Kweekwerk", keepClause())
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))
	must(change(t.Context(), s, func(tx *Tx) (int, error) {
		e := must(tx.MemoryEntry(numberOf(t, s, "You may ask.")))(t)
		e.Clause = "another"
		return tx.AddMemory([]memory.Entry{e})
	}))(t)
	deleteMemory(t, s, numberOf(t, s, "Then we stop. You may ask."))
	wantMatches(t, s, memory.Query{Source: "You may ask."}, "100 You may ask. = U mag het vragen.")
	wantMatches(t, s, memory.Query{Source: "Then we stop."})
}

func TestAnEntryIsCorrected(t *testing.T) {
	s := newStore(t)
	id, client := ours(t, s, "Kweekwerk", keepClause())
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))
	before := allMemory(t, s)
	correct := func(source, newSource, target string) int64 {
		t.Helper()
		old := numberOf(t, s, source)
		return must(change(t.Context(), s, func(tx *Tx) (int64, error) { return tx.CorrectMemory(old, newSource, target, "Bea") }))(t)
	}
	now := correct("Then we stop. You may ask.", "Then we stop. You may ask.", "Dan houden wij op. U kunt het vragen.")
	wantMatches(t, s, memory.Query{Source: "You may ask."}, "100 You may ask. = U kunt het vragen.")
	got := must(view(t.Context(), s, func(tx *Tx) (memory.Entry, error) { return tx.MemoryEntry(now) }))(t)
	if got.By != "Bea" || got.Client != client.ID || got.Clause != "keep" || got.Origin != "Kweekwerk / Notice" ||
		got.Before != "We keep it for 30 days." {
		t.Errorf("corrected to %+v", got)
	}
	if after := allMemory(t, s); after != before {
		t.Errorf("tables hold %v, before %v", after, before)
	}

	// Of what it said before nothing is found, and of two that say the same one
	// is left.
	correct("Retention", "Keeping", "Bewaren")
	wantMatches(t, s, memory.Query{Source: "Retention"})
	wantMatches(t, s, memory.Query{Source: "Keeping"}, "100 Keeping = Bewaren")
	correct("Keeping", "You may ask.", "U kunt het vragen.")
	wantMatches(t, s, memory.Query{Source: "You may ask.", Limit: 9}, "100 You may ask. = U kunt het vragen.")
	if n := pairs(t, s); len(n) != 1 || n[0] != (MemoryPair{"en", "nl", 4}) {
		t.Errorf("pairs %v", n)
	}
	wantError(t, s.InTx(t.Context(), func(tx *Tx) error { _, err := tx.CorrectMemory(1<<40, "a", "b", ""); return err }), ErrNotFound)
}

// Whatever is added and deleted, in whatever order, every entry that is there is
// found to the letter and by its terms, the others are not, and they are counted.
func TestDeletingAndAddingKeepTheIndex(t *testing.T) {
	var sources []string
	for e := range newMemoryGen(5).entries(60) {
		sources = append(sources, e.Source)
	}
	slices.Sort(sources)
	sources = slices.Compact(sources)
	s := newStore(t)
	rapid.Check(t, func(rt *rapid.T) {
		deleteMemory(t, s, must(view(t.Context(), s, func(tx *Tx) ([]int64, error) {
			return list(tx, scanOne[int64], `SELECT id FROM memory_entry`)
		}))(t)...)
		there := map[string]bool{}
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 19), 1, 20).Draw(rt, "toggled") {
			source := sources[n]
			if there[source] {
				deleteMemory(t, s, numberOf(t, s, source))
			} else {
				must(change(t.Context(), s, func(tx *Tx) (int, error) {
					return tx.AddMemory([]memory.Entry{{From: "en", To: "nl", Source: source, Target: "x"}})
				}))(t)
			}
			there[source] = !there[source]
		}
		count := 0
		for _, source := range sources[:20] {
			found := ask(t, s, memory.Query{Source: source, Limit: 1, Threshold: 100})
			if there[source] {
				count++
			}
			if (len(found) == 1) != there[source] {
				rt.Fatalf("%q: %v", source, found)
			}
		}
		wantPlaces(rt, t, s, count)
	})
}

// wantPlaces looks into the tables: each entry has its places, and there are no
// others.
func wantPlaces(rt *rapid.T, t *testing.T, s *Store, count int) {
	t.Helper()
	type row struct {
		term, size int64
		places     []byte
	}
	want, got := map[[3]int64]bool{}, map[[3]int64]bool{}
	ok(t, s.View(t.Context(), func(tx *Tx) error {
		entries := must(list(tx, scanMemory, memoryColumns))(t)
		for _, e := range entries {
			for _, p := range postingsOf(e, int(e.ID)) {
				want[[3]int64{p.term, int64(p.size), e.ID}] = true
			}
		}
		return tx.scan(func(rows *sql.Rows) error {
			var r row
			err := rows.Scan(&r.term, &r.size, &r.places)
			for _, place := range memory.Places(r.places) {
				got[[3]int64{r.term, r.size, int64(place)}] = true
			}
			return err
		}, `SELECT term, size, places FROM memory_posting`)
	}))
	if !cmp.Equal(got, want) {
		rt.Fatalf("%d places, want %d", len(got), len(want))
	}
	total := 0
	for _, p := range pairs(t, s) {
		total += p.Entries
	}
	if total != count {
		rt.Fatalf("%d counted, want %d", total, count)
	}
}

func TestMemoryPairs(t *testing.T) {
	s := newStore(t)
	if got := pairs(t, s); len(got) != 0 {
		t.Errorf("an empty memory has %v", got)
	}
	id, client := ours(t, s, "Kweekwerk", keepClause())
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))
	must(s.ReadMemory(t.Context(), sequence([]memory.Entry{
		{From: "en-GB", To: "nl-BE", Source: "a", Target: "b"},
		{From: "en-GB", To: "nl-BE", Source: "a", Target: "b"},
		{From: "en", To: "fr", Source: "a", Target: "c"},
	}, nil)))(t)
	r := newMemoryReading(s) // one that is not finished counts for nobody
	ok(t, r.readAll(t.Context(), sequence([]memory.Entry{{From: "de", To: "nl", Source: "x", Target: "y"}}, nil)))
	if got := pairs(t, s); !slices.Equal(got, []MemoryPair{{"en", "nl", 6}, {"en", "fr", 1}}) {
		t.Errorf("pairs %v", got)
	}

	ok(t, s.InTx(t.Context(), func(tx *Tx) error { return tx.SetMemoryPrivate(client.ID, true) }))
	if got := pairs(t, s); !slices.Equal(got, []MemoryPair{{"en", "fr", 1}, {"en", "nl", 1}}) {
		t.Errorf("with a private client %v", got)
	}
	ok(t, s.DeletePolicy(t.Context(), id))
	ok(t, s.DeleteClient(t.Context(), client.ID))
	must(s.ReadMemory(t.Context(), sequence(nil, nil)))(t) // drops what was not finished
	if got := allMemory(t, s); got[0] != 2 || got[4] != 2 {
		t.Errorf("after the client went tables hold %v", got)
	}
}

// A library of before the counting is counted when it is brought up to date.
func TestAnOlderMemoryIsCounted(t *testing.T) {
	older := fstest.MapFS{}
	for _, name := range must(fs.Glob(released(), "0000[1-5]*.sql"))(t) {
		older[name] = &fstest.MapFile{Data: must(fs.ReadFile(released(), name))(t)}
	}
	path, options := libraryPath(t), testOptions()
	options.migrations = older
	ok(t, must(Open(t.Context(), path, options))(t).Close())
	db := raw(t, path)
	must(db.ExecContext(t.Context(), `INSERT INTO memory_block (id, used, reading) VALUES (0, 2, 0), (1, 1, 0)`))(t)
	for _, id := range []int64{0, 1, memory.BlockSize} {
		must(db.ExecContext(t.Context(), `INSERT INTO memory_entry VALUES (?, 'en', 'nl', 'a', 'b', '', '', '', '', '', '', '', '')`, id))(t)
	}
	ok(t, db.Close())
	if got := pairs(t, open(t, path, testOptions())); !slices.Equal(got, []MemoryPair{{"en", "nl", 3}}) {
		t.Errorf("pairs %v", got)
	}
}
