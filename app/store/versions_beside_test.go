package store

import (
	"strings"
	"testing"

	"clausedesk/app/policy"

	"github.com/google/go-cmp/cmp"
)

func withdraw(t testing.TB, s *Store, w policy.Withdrawal) error {
	t.Helper()
	return s.InTx(t.Context(), func(tx *Tx) error { return tx.Withdraw(w) })
}

func TestAWithdrawalIsKeptOnce(t *testing.T) {
	s := newStore(t)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	publish(t, s, p.ID) // on testNow, 2026-11-21
	good := policy.Withdrawal{PolicyID: p.ID, Number: 1, From: "2026-11-21", Reason: " the wrong supplier ", By: "Ana"}
	for _, row := range []struct {
		change func(*policy.Withdrawal)
		want   error
	}{
		{func(w *policy.Withdrawal) { w.Number = 2 }, ErrNotFound},
		{func(w *policy.Withdrawal) { w.PolicyID = "nobody" }, ErrNotFound},
		{func(w *policy.Withdrawal) { w.Reason = " \t" }, ErrNoReason},
	} {
		w := good
		row.change(&w)
		wantError(t, withdraw(t, s, w), row.want)
	}
	if all := must(s.Withdrawals(t.Context(), p.ID))(t); len(all) != 0 {
		t.Fatalf("kept after errors: %+v", all)
	}
	ok(t, withdraw(t, s, good))
	wantError(t, withdraw(t, s, good), policy.ErrWithdrawn)
	good.Reason, good.At = "the wrong supplier", testNow
	for _, id := range []policy.ID{p.ID, ""} {
		if diff := cmp.Diff([]policy.Withdrawal{good}, must(s.Withdrawals(t.Context(), id))(t)); diff != "" {
			t.Errorf("withdrawals of %q: %s", id, diff)
		}
	}
}

func TestAManuscriptIsKeptWithItsVersion(t *testing.T) {
	s := newStore(t)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	v := versionOf(t, p.ID, NextVersion{Number: 1})
	other := v
	other.Manuscript = []byte("another\n")
	wantError(t, s.AddVersion(t.Context(), other), ErrChain)
	other.Manuscript = nil
	wantError(t, s.AddVersion(t.Context(), other), ErrChain)
	ok(t, s.AddVersion(t.Context(), v))
	ok(t, s.View(t.Context(), func(tx *Tx) error {
		got, err := tx.Manuscript(p.ID, 1)
		if string(got) != string(testManuscript) {
			t.Errorf("manuscript %q", got)
		}
		_, none := tx.Manuscript(p.ID, 2)
		wantError(t, none, ErrNotFound)
		return err
	}))
}

func TestDaysOfReview(t *testing.T) {
	s := newStore(t)
	client := must(s.SaveClient(t.Context(), policy.Client{Name: "C", Facts: policy.Facts{"client.country": "NL"}}))(t)
	published, draft := addPolicy(t, s, client.ID, "P"), addPolicy(t, s, client.ID, "D")
	publish(t, s, published.ID)
	publish(t, s, published.ID)
	ok(t, s.InTx(t.Context(), func(tx *Tx) error {
		wantError(t, tx.SetReview("nobody", ""), ErrNotFound)
		return tx.SetReview(published.ID, "2027-03-01")
	}))
	p := must(s.Policy(t.Context(), published.ID))(t)
	p.Facts = policy.Facts{"policy.countries": "NL, US"}
	ok(t, s.SavePolicyMeta(t.Context(), p)) // leaves the chosen day alone
	ok(t, s.View(t.Context(), func(tx *Tx) error {
		days, err := tx.ReviewDays()
		want := map[policy.ID]ReviewDay{published.ID: {Chosen: "2027-03-01", Home: "NL", Addressed: "NL, US"}}
		if diff := cmp.Diff(want, days); diff != "" {
			t.Errorf("days %s (%s is a draft)", diff, draft.ID)
		}
		versions, verr := tx.VersionDays()
		if len(versions) != 2 || versions[1].Number != 2 || versions[1].Effective != "2027-01-01" || versions[1].Canonical != nil {
			t.Errorf("versions %+v", versions)
		}
		ok(t, verr)
		return err
	}))
}

// What somebody wrote past the program is read as it is.
func TestRecordsAreReadAsTheyAre(t *testing.T) {
	path := libraryPath(t)
	s, err := Open(t.Context(), path, testOptions())
	ok(t, err)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	v := publish(t, s, p.ID)
	ok(t, s.Close())
	db := raw(t, path)
	for _, statement := range []string{
		`DROP TRIGGER version_update`, `UPDATE version SET created = 'never', effective = 'always', canonical = x'00'`,
		`PRAGMA foreign_keys = OFF`,
		`INSERT INTO version_file (policy_id, number, lang, kind, sha256, bytes, signed_by, created, path)
			VALUES ('` + string(p.ID) + `', 7, 'en', 'pdf', 'ff', 1, '', '', '')`,
	} {
		must(db.Exec(statement))(t)
	}
	ok(t, db.Close())
	s = open(t, path, testOptions())
	ok(t, s.View(t.Context(), func(tx *Tx) error {
		records, err := tx.VersionRecords(p.ID)
		want := []VersionRecord{{1, "always", "never", v.SHA256, "", []byte{0}, testManuscript}}
		if diff := cmp.Diff(want, records); diff != "" {
			t.Error(diff)
		}
		published, perr := tx.Published("")
		if diff := cmp.Diff([]Published{{p.ID, "C", "P", 1, "2027-01-01"}}, published); diff != "" {
			t.Error(diff)
		}
		numbers, nerr := tx.BesideNumbers(p.ID)
		if diff := cmp.Diff([]int{1, 7}, numbers); diff != "" {
			t.Error(diff)
		}
		ok(t, perr)
		ok(t, nerr)
		return err
	}))
}

// Reminders of ten thousand policies read no content: the index alone.
func TestDaysOfVersionsReadNoContent(t *testing.T) {
	s := newStore(t)
	var plan []string
	rows := must(s.reader.Query(`EXPLAIN QUERY PLAN SELECT policy_id, number, effective FROM version INDEXED BY version_by_day ORDER BY policy_id, number`))(t)
	defer rows.Close() //nolint:errcheck // only read
	for rows.Next() {
		var a, b, c int
		var detail string
		ok(t, rows.Scan(&a, &b, &c, &detail))
		plan = append(plan, detail)
	}
	if got := strings.Join(plan, "; "); !strings.Contains(got, "COVERING INDEX version_by_day") {
		t.Errorf("plan %q", got)
	}
}
