package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"

	"clausedesk/app/memory"
	"clausedesk/app/policy"

	"github.com/google/go-cmp/cmp"
)

// ask returns "score source = adapted" of the matches for a text from English
// into Dutch.
func ask(t *testing.T, s *Store, q memory.Query) []string {
	t.Helper()
	q.From, q.To = "en", "nl"
	var out []string
	for _, m := range must(view(t.Context(), s, func(tx *Tx) ([]memory.Match, error) { return tx.MemoryMatches(q) }))(t) {
		out = append(out, fmt.Sprintf("%d %s = %s", m.Score, m.Source, m.Adapted))
	}
	return out
}

func wantMatches(t *testing.T, s *Store, q memory.Query, want ...string) {
	t.Helper()
	if got := ask(t, s, q); !cmp.Equal(got, want) {
		t.Errorf("%q: got %q, want %q", q.Source, got, want)
	}
}

// allMemory counts what the tables of the memory hold.
func allMemory(t testing.TB, s *Store) [5]int {
	t.Helper()
	var out [5]int
	for i, table := range []string{"memory_entry", "memory_block", "memory_source", "memory_posting", "memory_pair"} {
		out[i] = must(view(t.Context(), s, func(tx *Tx) ([]int, error) {
			return list(tx, scanOne[int], `SELECT count(*) FROM `+table)
		}))(t)[0]
	}
	return out
}

// ours is a policy of a client with one clause of three segments.
func ours(t *testing.T, s *Store, name string, clause policy.Clause) (policy.ID, policy.Client) {
	t.Helper()
	client := addClient(t, s, name)
	p := must(s.CreatePolicy(t.Context(), policy.Policy{
		ClientID: client.ID, SourceLang: "en", TargetLang: []string{"nl"}, Titles: map[string]string{"en": "Notice"},
		Clauses: []policy.Clause{clause},
	}))(t)
	return p.ID, client
}

func keepClause() policy.Clause {
	return policy.Clause{
		ID: "keep", Heading: "Retention", Body: "We keep it for 30 days.\n\nThen we stop. You may ask.", Origin: policy.OriginWritten,
	}
}

func keepUnits(state policy.State) []policy.Unit {
	unit := func(pos int, source, target string) policy.Unit {
		return policy.Unit{ClauseID: "keep", Lang: "nl", Pos: pos, Source: source, Target: target, State: state, By: "Ann"}
	}
	return []policy.Unit{
		unit(0, "Retention", "Bewaren"), unit(1, "We keep it for 30 days.", "Wij bewaren het 30 dagen."),
		unit(2, "Then we stop. You may ask.", "Dan stoppen wij. U mag het vragen."),
	}
}

func TestWhatIsApprovedIsRemembered(t *testing.T) {
	s := newStore(t)
	id, client := ours(t, s, "Kweekwerk", keepClause())
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Reviewed)))
	wantMatches(t, s, memory.Query{Source: "Retention"})
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))

	wantMatches(t, s, memory.Query{Source: "Retention"}, "100 Retention = Bewaren")
	wantMatches(t, s, memory.Query{Source: "Retention", After: "We keep it for 30 days."}, "101 Retention = Bewaren")
	wantMatches(t, s, memory.Query{Source: "We keep it for 60 days."}, "99 We keep it for 30 days. = Wij bewaren het 60 dagen.")
	wantMatches(t, s, memory.Query{Source: "You may ask."}, "100 You may ask. = U mag het vragen.")
	wantMatches(t, s, memory.Query{Source: "You may ask. Then we stop.", Limit: 1},
		"99 You may ask. Then we stop. = U mag het vragen. Dan stoppen wij.")

	got := must(view(t.Context(), s, func(tx *Tx) ([]memory.Match, error) {
		return tx.MemoryMatches(memory.Query{From: "en-GB", To: "nl-BE", Source: "Retention"})
	}))(t)
	if len(got) != 1 || got[0].Origin != "Kweekwerk / Notice" || got[0].By != "Ann" || got[0].Client != client.ID ||
		got[0].Policy != id || got[0].Clause != "keep" || !got[0].Changed.Equal(testNow) {
		t.Errorf("remembered as %+v", got)
	}
}

func TestWhatIsSavedAgainIsOneEntry(t *testing.T) {
	s := newStore(t)
	id, _ := ours(t, s, "Kweekwerk", keepClause())
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))
	before := allMemory(t, s)
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Draft)))
	ok(t, s.ReplaceUnits(t.Context(), id, "keep", keepUnits(policy.Approved)))
	if after := allMemory(t, s); after != before || before[0] != 5 {
		t.Errorf("tables hold %v, before %v", after, before)
	}
}

func TestWhatIsNotRemembered(t *testing.T) {
	s := newStore(t)
	linked := keepClause()
	linked.Origin, linked.Library = policy.OriginLinked, policy.LibraryRef{ID: "retention", Revision: 1}
	id, _ := ours(t, s, "Library", linked)
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))
	id, _ = ours(t, s, "Other", keepClause())
	stale := keepUnits(policy.Approved)
	stale[0].Source, stale[1].Target, stale[2].Pos = "Something else", "", policy.Detached
	ok(t, s.PutUnits(t.Context(), id, stale))
	if got := allMemory(t, s); got != [5]int{} {
		t.Errorf("tables hold %v", got)
	}
}

func TestAFailedSavingRemembersNothing(t *testing.T) {
	s := newStore(t)
	id, _ := ours(t, s, "Kweekwerk", keepClause())
	broken := errors.New("broken")
	wantError(t, s.InTx(t.Context(), func(tx *Tx) error {
		return errors.Join(tx.PutUnits(id, keepUnits(policy.Approved)), broken)
	}), broken)
	if got := allMemory(t, s); got != [5]int{} {
		t.Errorf("tables hold %v", got)
	}
}

func TestAPrivateClientServesItselfOnly(t *testing.T) {
	s := newStore(t)
	id, secret := ours(t, s, "Secret", keepClause())
	other := addClient(t, s, "Other")
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))
	private := func(on bool) {
		ok(t, s.InTx(t.Context(), func(tx *Tx) error { return tx.SetMemoryPrivate(secret.ID, on) }))
	}
	exported := func() (n int) {
		ok(t, s.View(t.Context(), func(tx *Tx) error { return tx.EachMemory("", "", func(memory.Entry) error { n++; return nil }) }))
		return n
	}
	concordance := func(client policy.ID) int {
		return len(must(view(t.Context(), s, func(tx *Tx) ([]memory.Match, error) {
			return tx.MemoryContaining(memory.Query{From: "en", To: "nl", Source: "retention", Client: client})
		}))(t))
	}
	private(true)
	wantMatches(t, s, memory.Query{Source: "Retention", Client: other.ID})
	wantMatches(t, s, memory.Query{Source: "You may ask. Then we stop.", Client: other.ID})
	wantMatches(t, s, memory.Query{Source: "Retention", Client: secret.ID}, "100 Retention = Bewaren")
	if exported() != 0 || concordance(other.ID) != 0 || concordance(secret.ID) != 1 {
		t.Errorf("%d exported, %d and %d found", exported(), concordance(other.ID), concordance(secret.ID))
	}
	private(false)
	wantMatches(t, s, memory.Query{Source: "Retention", Client: other.ID}, "100 Retention = Bewaren")
	if exported() != 5 {
		t.Errorf("%d exported", exported())
	}

	// Its secrets go with it; what is not private stays.
	private(true)
	ok(t, s.DeletePolicy(t.Context(), id))
	ok(t, s.DeleteClient(t.Context(), secret.ID))
	wantMatches(t, s, memory.Query{Source: "Retention"})
	wantError(t, s.InTx(t.Context(), func(tx *Tx) error { return tx.SetMemoryPrivate("nobody", true) }), ErrNotFound)
}

// A name of one client becomes that of the other.
func TestNamesOfClientsInTheMemory(t *testing.T) {
	s := newStore(t)
	clause := policy.Clause{ID: "keep", Heading: "Kweekwerk B.V. decides", Origin: policy.OriginWritten}
	id, first := ours(t, s, "Kweekwerk", clause)
	first.Facts = policy.Facts{"client.legal_name": "Kweekwerk B.V."}
	must(s.SaveClient(t.Context(), first))(t)
	second := must(s.SaveClient(t.Context(), policy.Client{Name: "B", Facts: policy.Facts{"client.legal_name": "Boomgaard N.V."}}))(t)
	ok(t, s.PutUnits(t.Context(), id, []policy.Unit{{
		ClauseID: "keep", Lang: "nl", Source: "Kweekwerk B.V. decides", Target: "Kweekwerk B.V. beslist", State: policy.Approved,
	}}))
	wantMatches(t, s, memory.Query{Source: "Boomgaard N.V. decides", Client: second.ID},
		"99 Kweekwerk B.V. decides = Boomgaard N.V. beslist")
}

func TestConcordance(t *testing.T) {
	s := newStore(t)
	var entries []memory.Entry
	for _, source := range []string{
		"We process personal data.", "Data of a personal kind", "Processing ends.", "Personal data are kept.", "Privatësia juaj",
	} {
		entries = append(entries, memory.Entry{From: "en", To: "nl", Source: source, Target: "x"})
	}
	must(s.ReadMemory(t.Context(), sequence(entries, nil)))(t)
	for text, want := range map[string][]string{
		"personal data":    {"Personal data are kept.", "We process personal data.", "Data of a personal kind"},
		"DATA":             {"Personal data are kept.", "Data of a personal kind", "We process personal data."},
		"process":          {"Processing ends.", "We process personal data."},
		"privatesia":       {"Privatësia juaj"},
		"personal process": {"We process personal data."},
		"nothing here":     nil,
		"…":                nil,
	} {
		var got []string
		for _, m := range must(view(t.Context(), s, func(tx *Tx) ([]memory.Match, error) {
			return tx.MemoryContaining(memory.Query{From: "en", To: "nl", Source: text})
		}))(t) {
			got = append(got, m.Source)
		}
		if len(got) != len(want) || len(got) > 0 && text != "DATA" && !cmp.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// sequence yields entries, and an error at the end when there is one.
func sequence(entries []memory.Entry, err error) iter.Seq2[memory.Entry, error] {
	return func(yield func(memory.Entry, error) bool) {
		for _, e := range entries {
			if !yield(e, nil) {
				return
			}
		}
		if err != nil {
			yield(memory.Entry{}, err)
		}
	}
}

func TestReadingAFileTwiceAddsNothing(t *testing.T) {
	s := newStore(t)
	first := must(s.ReadMemory(t.Context(), newMemoryGen(1).entries(3000)))(t)
	before := allMemory(t, s)
	again := must(s.ReadMemory(t.Context(), newMemoryGen(1).entries(3000)))(t)
	if first != (MemoryTaken{Added: 3000}) || again != (MemoryTaken{Duplicate: 3000}) || allMemory(t, s) != before {
		t.Errorf("first %+v, again %+v, tables %v, before %v", first, again, allMemory(t, s), before)
	}
	// What is approved after that joins the block of the file.
	id, _ := ours(t, s, "Kweekwerk", keepClause())
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))
	wantMatches(t, s, memory.Query{Source: "Retention", Limit: 1}, "100 Retention = Bewaren")
	if got := allMemory(t, s); got[0] != 3005 || got[1] != 1 {
		t.Errorf("tables hold %v", got)
	}
}

func TestAReadingThatFailsLeavesNothing(t *testing.T) {
	s := newStore(t)
	id, _ := ours(t, s, "Kweekwerk", keepClause())
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved)))
	before := allMemory(t, s)
	var entries []memory.Entry
	for e := range newMemoryGen(1).entries(9000) {
		entries = append(entries, e)
	}
	broken := errors.New("broken")
	_, err := s.ReadMemory(t.Context(), sequence(entries, broken))
	wantError(t, err, broken)
	if after := allMemory(t, s); after != before {
		t.Errorf("after an error tables hold %v, before %v", after, before)
	}

	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	_, err = s.ReadMemory(ctx, func(yield func(memory.Entry, error) bool) {
		for _, e := range entries {
			if n++; n == 8500 {
				cancel()
			}
			if !yield(e, nil) {
				return
			}
		}
	})
	wantError(t, err, context.Canceled)
	if after := allMemory(t, s); after != before {
		t.Errorf("after a cancel tables hold %v, before %v", after, before)
	}
}

// What a program that was killed had read of a file serves nobody, and goes with
// the next reading.
func TestAReadingThatWasKilled(t *testing.T) {
	s := newStore(t)
	r := newMemoryReading(s)
	ok(t, r.readAll(t.Context(), sequence([]memory.Entry{{From: "en", To: "nl", Source: "Half", Target: "Half"}}, nil)))
	wantMatches(t, s, memory.Query{Source: "Half"})
	id, _ := ours(t, s, "Kweekwerk", keepClause())
	ok(t, s.PutUnits(t.Context(), id, keepUnits(policy.Approved))) // beside the reading, not in its block
	must(s.ReadMemory(t.Context(), sequence(nil, nil)))(t)
	if got := allMemory(t, s); got[0] != 5 || got[1] != 1 {
		t.Errorf("tables hold %v", got)
	}
	wantMatches(t, s, memory.Query{Source: "Retention"}, "100 Retention = Bewaren")
}
