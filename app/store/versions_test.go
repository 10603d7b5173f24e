package store

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausedesk/app/policy"
)

func TestVersionsFormAChain(t *testing.T) {
	s := newStore(t)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	one, two := publish(t, s, p.ID), publish(t, s, p.ID)
	if one.Number != 1 || one.Previous != "" || two.Number != 2 || two.Previous != one.SHA256 {
		t.Fatalf("chain: %+v, %+v", one, two)
	}
	next := NextVersion{Number: 3, Previous: two.SHA256}
	if diff := cmp.Diff(next, must(s.NextVersion(t.Context(), p.ID))(t)); diff != "" {
		t.Errorf("next: %s", diff)
	}
	good := versionOf(t, p.ID, next)
	for name, spoil := range map[string]func(*policy.Version){
		"number taken":       func(v *policy.Version) { v.Number = 2 },
		"number left out":    func(v *policy.Version) { v.Number = 4 },
		"other previous":     func(v *policy.Version) { v.Previous = one.SHA256 },
		"other bytes":        func(v *policy.Version) { v.Canonical = append([]byte(" "), v.Canonical...) },
		"other date":         func(v *policy.Version) { v.Effective = "2026-01-01" },
		"content of another": func(v *policy.Version) { v.Canonical, v.SHA256 = two.Canonical, two.SHA256 },
	} {
		v := good
		spoil(&v)
		if err := s.AddVersion(t.Context(), v); err == nil {
			t.Errorf("%s: taken", name)
		} else {
			wantError(t, err, ErrChain)
		}
	}
	ok(t, s.AddVersion(t.Context(), good))
	_, err := s.NextVersion(t.Context(), "nobody")
	wantError(t, err, ErrNotFound)
	_, err = s.Version(t.Context(), p.ID, 9)
	wantError(t, err, ErrNotFound)
}

// Whoever has the file and an SQL prompt, with every protection of the
// connection off, still meets the triggers.
func TestNoStatementChangesAVersion(t *testing.T) {
	path := libraryPath(t)
	s, err := Open(t.Context(), path, testOptions())
	ok(t, err)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	v := publish(t, s, p.ID)
	file := File{PolicyID: p.ID, Number: 1, Lang: "en", Kind: "pdf", SHA256: "ab", Bytes: 1, Created: testNow, Path: "x"}
	ok(t, s.AddFile(t.Context(), file))
	ok(t, s.InTx(t.Context(), func(tx *Tx) error {
		return tx.Withdraw(policy.Withdrawal{PolicyID: p.ID, Number: 1, From: "2027-02-01", Reason: "wrong"})
	}))
	ok(t, s.Close())

	columns := `(policy_id, number, effective, created, sha256, previous, canonical)`
	values := `('` + string(p.ID) + `', 1, '2020-01-01', '', '` + strings.Repeat("0", 64) + `', '', x'00')`
	skipping := strings.Replace(values, "1, '2020", "3, '2020", 1)
	fileColumns := `(id, policy_id, number, lang, kind, sha256, bytes, signed_by, created, path)`
	fileValues := `(1, '` + string(p.ID) + `', 1, 'en', 'pdf', 'ff', 1, '', '', '')`
	db := raw(t, path)
	for _, pragmas := range []string{
		"PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF;",
		"PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;",
		"PRAGMA ignore_check_constraints = ON;",
	} {
		must(db.Exec(pragmas))(t)
		for statement, why := range map[string]string{
			`UPDATE version SET effective = '2020-01-01'`:                                                           "frozen: ",
			`UPDATE OR REPLACE version SET canonical = x'00'`:                                                       "frozen: ",
			`UPDATE OR IGNORE version SET number = 2`:                                                               "frozen: ",
			`DELETE FROM version`:                                                                                   "frozen: ",
			`INSERT INTO version ` + columns + ` VALUES ` + values:                                                  "frozen: ",
			`INSERT OR REPLACE INTO version ` + columns + ` VALUES ` + values:                                       "frozen: ",
			`REPLACE INTO version ` + columns + ` VALUES ` + values:                                                 "frozen: ",
			`INSERT OR IGNORE INTO version ` + columns + ` VALUES ` + values:                                        "frozen: ",
			`INSERT INTO version ` + columns + ` VALUES ` + values + ` ON CONFLICT DO UPDATE SET canonical = x'00'`: "frozen: ",
			`INSERT INTO version ` + columns + ` VALUES ` + skipping:                                                "chain: ",
			`UPDATE version_file SET sha256 = 'ff'`:                                                                 "frozen: ",
			`DELETE FROM version_file`:                                                                              "frozen: ",
			`REPLACE INTO version_file ` + fileColumns + ` VALUES ` + fileValues:                                    "frozen: ",
			`UPDATE version_manuscript SET canonical = x'00'`:                                                       "frozen: ",
			`DELETE FROM version_manuscript`:                                                                        "frozen: ",
			`REPLACE INTO version_manuscript VALUES ('` + string(p.ID) + `', 1, x'00')`:                             "frozen: ",
			`UPDATE version_withdrawal SET from_day = '2030-01-01'`:                                                 "frozen: ",
			`DELETE FROM version_withdrawal`:                                                                        "frozen: ",
			`REPLACE INTO version_withdrawal VALUES ('` + string(p.ID) + `', 1, '2030-01-01', 'x', '', '')`:         "frozen: ",
			`DELETE FROM policy`:             "has versions: ",
			`DELETE FROM client`:             "has versions: ",
			`UPDATE policy SET id = 'other'`: "frozen: ",
		} {
			if _, err := db.Exec(statement); err == nil || !strings.Contains(err.Error(), why) {
				t.Errorf("%s, with %q: %v, want %q", statement, pragmas, err, why)
			}
		}
	}
	ok(t, db.Close())

	s = open(t, path, testOptions())
	if diff := cmp.Diff([]policy.Version{v}, must(s.Versions(t.Context(), p.ID))(t)); diff != "" {
		t.Errorf("versions: %s", diff)
	}
	if diff := cmp.Diff([]File{file}, must(s.Files(t.Context(), p.ID, 1))(t)); diff != "" {
		t.Errorf("files: %s", diff)
	}
}

func TestThePublishedStays(t *testing.T) {
	s := newStore(t)
	client := addClient(t, s, "C")
	published, draft := addPolicy(t, s, client.ID, "P"), addPolicy(t, s, client.ID, "D")
	publish(t, s, published.ID)
	wantError(t, s.DeletePolicy(t.Context(), published.ID), ErrHasVersions)
	wantError(t, s.DeleteClient(t.Context(), client.ID), ErrHasVersions)
	if rows := must(s.PolicyRows(t.Context(), ""))(t); len(rows) != 2 {
		t.Errorf("policies after a refused deletion: %v", rows)
	}
	ok(t, s.DeletePolicy(t.Context(), draft.ID))
	wantError(t, s.DeletePolicy(t.Context(), draft.ID), ErrNotFound)
	wantError(t, s.AddFile(t.Context(), File{PolicyID: published.ID, Number: 2}), ErrNotFound)

	other := addClient(t, s, "Other")
	p := addPolicy(t, s, other.ID, "Gone with its client")
	ok(t, s.DeleteClient(t.Context(), other.ID))
	_, err := s.Snapshot(t.Context(), p.ID)
	wantError(t, err, ErrNotFound)
	if rows := must(s.PolicyRows(t.Context(), "gone"))(t); len(rows) != 0 {
		t.Errorf("the search still finds %v", rows)
	}
}

func TestTheDatabaseSaysWhyItRefuses(t *testing.T) {
	s := newStore(t)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	publish(t, s, p.ID)
	err := s.InTx(t.Context(), func(tx *Tx) error {
		_, err := tx.exec(`DELETE FROM version`)
		return err
	})
	wantError(t, err, ErrFrozen)
}

func TestIdentityNamesAreTakenOnce(t *testing.T) {
	s := newStore(t)
	ok(t, s.AddIdentity(t.Context(), Identity{Name: "Me", Sealed: []byte("first")}))
	wantError(t, s.AddIdentity(t.Context(), Identity{Name: "Me", Sealed: []byte("second")}), ErrNameTaken)
	wantError(t, s.AddIdentity(t.Context(), Identity{Name: " "}), policy.ErrNoName)
	if got := must(s.Identity(t.Context(), "Me"))(t); string(got.Sealed) != "first" {
		t.Errorf("the key was replaced: %s", got.Sealed)
	}
	_, err := s.Identity(t.Context(), "You")
	wantError(t, err, ErrNotFound)
}

// A library whose program died is checked as a whole, however large it is.
func TestADeadProgramsLibraryIsChecked(t *testing.T) {
	path := libraryPath(t)
	s, err := Open(t.Context(), path, testOptions())
	ok(t, err)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	tree := make([]policy.Clause, 900)
	for i := range tree {
		tree[i] = policy.NewClause("Heading", strings.Repeat("many words ", 1000))
	}
	ok(t, s.SaveClauses(t.Context(), p.ID, tree))
	ok(t, s.Close())
	if size(path) <= checkAlways {
		t.Fatalf("the library has %d bytes only", size(path))
	}
	middle := size(path) / 2 // where overflow pages of clause text lie
	overwrite(t, path, middle, []byte(strings.Repeat("\xaa", 64*4096)))
	s, err = Open(t.Context(), path, testOptions())
	ok(t, err) // closed as it should: not read as a whole
	ok(t, s.Close())
	note := []byte(`{"program":"window","pid":1}`)
	ok(t, writeStaged(path+".owner", note))
	for range 2 { // being refused once makes it no better
		_, err = Open(t.Context(), path, testOptions())
		wantAs[*CorruptError](t, err)
	}
}
