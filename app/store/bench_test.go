package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"clausedesk/app/policy"
)

// envClauses sets the clauses of a policy in the large library; 100 makes it
// the million clauses that the speed promises are about.
const envClauses = "CLAUSEDESK_BENCH_CLAUSES"

const (
	benchClients  = 1000
	benchPolicies = 10 // of each client
)

func benchClauses() int {
	if n, err := strconv.Atoi(os.Getenv(envClauses)); err == nil {
		return n
	}
	return 20
}

var large struct {
	sync.Once
	folder, path string
	some         policy.ID
	err          error
}

// largeLibrary is built once for all benchmarks of a run, and removed by
// TestMain.
func largeLibrary(b *testing.B) (string, policy.ID) {
	b.Helper()
	large.Do(func() {
		if large.folder, large.err = os.MkdirTemp("", "clausedesk-bench-*"); large.err == nil {
			large.path = filepath.Join(large.folder, "library")
			large.some, large.err = buildLarge(context.Background(), large.path)
		}
	})
	ok(b, large.err)
	return large.path, large.some
}

func buildLarge(ctx context.Context, path string) (policy.ID, error) {
	s, err := Open(ctx, path, testOptions())
	if err != nil {
		return "", err
	}
	defer s.Close() //nolint:errcheck // a benchmark reads it next
	var some policy.ID
	for i := range benchClients {
		err := s.InTx(ctx, func(tx *Tx) error {
			id, err := addLarge(tx, i)
			if i == benchClients/2 {
				some = id
			}
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return some, nil
}

func addLarge(tx *Tx, i int) (policy.ID, error) {
	client, err := tx.SaveClient(policy.Client{
		Name:  fmt.Sprintf("%s Company %d", []string{"Acme", "Noord", "Südwest", "Éclair"}[i%4], i),
		Facts: policy.Facts{"client.email": "a@b.example", "client.country": "NL"},
	})
	if err != nil {
		return "", err
	}
	var last policy.ID
	for j := range benchPolicies {
		p := policy.Policy{
			ClientID: client.ID, SourceLang: "en", TargetLang: []string{"nl", "fr"},
			Titles: map[string]string{"en": fmt.Sprintf("Privacy policy %d of %d", j, i), "nl": fmt.Sprintf("Privacyverklaring %d", j)},
		}
		for k := range benchClauses() {
			p.Clauses = append(p.Clauses, policy.NewClause(fmt.Sprintf("Clause %d", k),
				"We keep your data for as long as the contract runs and for seven years after it ended, because the law demands it."))
		}
		if p, err = tx.CreatePolicy(p); err != nil {
			return "", err
		}
		last = p.ID
	}
	return last, nil
}

func BenchmarkOpen(b *testing.B) {
	path, _ := largeLibrary(b)
	for b.Loop() {
		s, err := Open(b.Context(), path, testOptions())
		ok(b, err)
		ok(b, s.Close())
	}
}

func BenchmarkCreate(b *testing.B) {
	folder := b.TempDir()
	n := 0
	for b.Loop() {
		n++
		s, err := Open(b.Context(), filepath.Join(folder, strconv.Itoa(n)), testOptions())
		ok(b, err)
		ok(b, s.Close())
	}
}

func BenchmarkSnapshot(b *testing.B) {
	path, id := largeLibrary(b)
	s := open(b, path, testOptions())
	for b.Loop() {
		must(s.Snapshot(b.Context(), id))(b)
	}
}

func BenchmarkSearch(b *testing.B) {
	path, _ := largeLibrary(b)
	s := open(b, path, testOptions())
	for _, search := range []string{"", "e", "ec", "eclair 7", "noord company 501 priv", "nothing"} {
		for _, limit := range []int{200, -1} {
			b.Run(fmt.Sprintf("typed=%s/limit=%d", search, limit), func(b *testing.B) {
				var rows []PolicyRow
				for b.Loop() {
					rows = must(s.FirstPolicyRows(b.Context(), search, limit))(b)
				}
				b.ReportMetric(float64(len(rows)), "rows")
			})
		}
	}
}

func BenchmarkFindByTitle(b *testing.B) {
	path, id := largeLibrary(b)
	s := open(b, path, testOptions())
	for b.Loop() {
		if got := must(s.FindPolicy(b.Context(), "privacy POLICY 9 of 500"))(b); got != id {
			b.Fatalf("found %s, want %s", got, id)
		}
	}
}

func BenchmarkSaveOneClause(b *testing.B) {
	path, id := largeLibrary(b)
	s := open(b, path, testOptions())
	tree := must(s.Policy(b.Context(), id))(b).Clauses
	n := 0
	for b.Loop() {
		n++
		tree[0].Body = strconv.Itoa(n)
		ok(b, s.SaveClauses(b.Context(), id, tree))
	}
}
