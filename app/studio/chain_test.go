package studio_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/task"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	_ "modernc.org/sqlite"
)

// tampered makes a library with three versions of one policy and one of
// another, closes it, changes its file with SQL that no trigger stops, and
// checks it.
func tampered(t *testing.T, change func(id policy.ID) []string) studio.ChainReport {
	t.Helper()
	path := filepath.Join(t.TempDir(), "library")
	now := testTime
	open := func() *studio.Studio {
		st, err := store.Open(t.Context(), path, store.Options{Program: "command", Now: func() time.Time { return now }})
		ok(t, err)
		return studio.New(st, func() time.Time { return now })
	}
	s := open()
	d := &desk{Studio: s, t: t, ctx: t.Context(), now: now}
	id := d.notice()
	for _, day := range []string{"2026-12-01", "2027-01-01", "2027-02-01"} {
		d.publish(id, day)
	}
	d.publish(d.add(policy.Policy{Clauses: []policy.Clause{{ID: "one", Body: "Text."}}}), "2026-12-01")
	ok(t, s.Store.AddFile(t.Context(), store.File{
		PolicyID: id, Number: 2, Lang: "en", Kind: "pdf", SHA256: policy.HashOf(nil), Path: "x.pdf",
	}))
	report, err := s.CheckLibrary(t.Context(), noProgress)
	ok(t, err)
	if !report.Holds() || report.Policies != 2 || report.Versions != 4 || report.Files != 1 {
		t.Fatalf("before: %+v", report)
	}
	ok(t, s.Store.Close())

	db, err := sql.Open("sqlite", path)
	ok(t, err)
	db.SetMaxOpenConns(1)
	rows, err := db.Query(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
	ok(t, err)
	statements := []string{"PRAGMA foreign_keys = OFF"}
	for rows.Next() {
		var name string
		ok(t, rows.Scan(&name))
		statements = append(statements, "DROP TRIGGER "+name)
	}
	ok(t, rows.Close())
	for _, statement := range append(statements, change(id)...) {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	ok(t, db.Close())

	s = open()
	defer func() { ok(t, s.Store.Close()) }()
	whole, err := s.CheckLibrary(t.Context(), noProgress)
	ok(t, err)
	one, err := s.CheckChain(t.Context(), id)
	ok(t, err)
	if diff := cmp.Diff(whole.Problems, one.Problems); diff != "" {
		t.Errorf("the policy alone is judged otherwise: %s", diff)
	}
	return whole
}

// Each way to change a library past the program is found, and named by the
// version it touches.
func TestATamperedLibraryIsFound(t *testing.T) {
	type found map[int]studio.ChainFault
	rows := map[string]struct {
		sql  string
		want found
	}{
		"a byte of the text": {
			`UPDATE version SET canonical = CAST(replace(CAST(canonical AS TEXT), 'seedlings', 'seedlinks') AS BLOB) WHERE number = 2 AND policy_id = ?`,
			found{2: studio.FaultHash},
		},
		"another hash":          {`UPDATE version SET sha256 = printf('%064d', 1) WHERE number = 3 AND policy_id = ?`, found{3: studio.FaultHash}},
		"the date of the list":  {`UPDATE version SET effective = '2020-01-01' WHERE number = 1 AND policy_id = ?`, found{1: studio.FaultColumns}},
		"the chain of the list": {`UPDATE version SET previous = '' WHERE number = 2 AND policy_id = ?`, found{2: studio.FaultPrevious}},
		"one taken out":         {`DELETE FROM version WHERE number = 2 AND policy_id = ?`, found{2: studio.FaultMissing, 3: studio.FaultPrevious}},
		"the first taken out":   {`DELETE FROM version WHERE number = 1 AND policy_id = ?`, found{1: studio.FaultMissing, 2: studio.FaultPrevious}},
		"the last taken off":    {`DELETE FROM version WHERE number = 3 AND policy_id = ?`, found{3: studio.FaultMissing}},
		"the last taken off with all beside it": {
			`DELETE FROM version WHERE number = 3 AND policy_id = ?; DELETE FROM version_manuscript WHERE number = 3 AND policy_id = ?`,
			found{3: studio.FaultMissing},
		},
		"the manuscript changed":  {`UPDATE version_manuscript SET canonical = x'7b7d' WHERE number = 3 AND policy_id = ?`, found{3: studio.FaultManuscript}},
		"the manuscript gone":     {`DELETE FROM version_manuscript WHERE number = 1 AND policy_id = ?`, found{1: studio.FaultManuscript}},
		"a file of no version":    {`UPDATE version_file SET number = 9 WHERE policy_id = ?`, found{9: studio.FaultMissing}},
		"a file without its hash": {`UPDATE version_file SET sha256 = 'none' WHERE policy_id = ?`, found{2: studio.FaultFile}},
		"bytes that are no text":  {`UPDATE version SET canonical = x'00', sha256 = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d' WHERE number = 3 AND policy_id = ?`, found{3: studio.FaultContent}},
		"the remembered last":     {`UPDATE policy SET latest_effective = '2030-01-01' WHERE id = ?`, found{3: studio.FaultColumns}},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			var of policy.ID
			report := tampered(t, func(id policy.ID) []string {
				of = id
				return []string{strings.ReplaceAll(row.sql, "?", "'"+string(id)+"'")}
			})
			got := found{}
			for _, p := range report.Problems {
				if p.Policy != of || p.Client != "Kweekwerk" {
					t.Errorf("of another policy: %+v", p)
				}
				got[p.Number] = p.Fault
			}
			if diff := cmp.Diff(row.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestACheckOfManyIsCancelledAndTold(t *testing.T) {
	d := newDesk(t)
	for range 3 {
		d.publish(d.notice(), "2026-12-01")
	}
	ctx, cancel := context.WithCancel(d.ctx)
	var seen []task.Progress
	_, err := d.CheckLibrary(ctx, func(p task.Progress) {
		if seen = append(seen, p); p.Done == 1 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || len(seen) != 2 || seen[0].Total != 3 {
		t.Errorf("%v after %v", err, seen)
	}
}
