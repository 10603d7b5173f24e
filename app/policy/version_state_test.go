package policy

import (
	"errors"
	"testing"
	"time"
)

func TestAWithdrawnVersion(t *testing.T) {
	versions := []Version{
		{Number: 1, Effective: "2026-01-01"},
		{Number: 2, Effective: "2026-03-01"},
		{Number: 3, Effective: "2026-06-01"},
	}
	rows := []struct {
		name        string
		withdrawals []Withdrawal
		days        map[string][3]VersionState
	}{
		{"the one in effect, from a later day", []Withdrawal{{Number: 2, From: "2026-04-10"}}, map[string][3]VersionState{
			"2026-02-01": {InEffect, Scheduled, Scheduled},
			"2026-04-09": {Superseded, InEffect, Scheduled},
			"2026-04-10": {Superseded, Withdrawn, Scheduled}, // the first does not come back
			"2026-06-01": {Superseded, Withdrawn, InEffect},
		}},
		{"before it took effect", []Withdrawal{{Number: 2, From: "2026-02-10"}}, map[string][3]VersionState{
			"2026-02-09": {InEffect, Scheduled, Scheduled},
			"2026-02-10": {InEffect, Withdrawn, Scheduled},
			"2026-03-01": {InEffect, Withdrawn, Scheduled}, // the first goes on
			"2026-07-01": {Superseded, Withdrawn, InEffect},
		}},
		{"on the day itself it never takes effect", []Withdrawal{{Number: 2, From: "2026-03-01"}}, map[string][3]VersionState{
			"2026-03-01": {InEffect, Withdrawn, Scheduled},
		}},
		{"one that was superseded already", []Withdrawal{{Number: 1, From: "2026-05-01"}}, map[string][3]VersionState{
			"2026-04-30": {Superseded, InEffect, Scheduled},
			"2026-05-01": {Withdrawn, InEffect, Scheduled},
		}},
	}
	for _, row := range rows {
		for day, want := range row.days {
			states := StatesOn(versions, row.withdrawals, day)
			in, found := InEffectOn(versions, row.withdrawals, day)
			for i, v := range versions {
				if states[v.Number] != want[i] {
					t.Errorf("%s: on %s version %d is %s, want %s", row.name, day, v.Number, states[v.Number], want[i])
				}
				if (want[i] == InEffect) != (found && in.Number == v.Number) {
					t.Errorf("%s: on %s in effect is %d", row.name, day, in.Number)
				}
			}
		}
	}
}

func TestWhenAPolicyIsReviewed(t *testing.T) {
	rows := []struct {
		effective, chosen string
		regimes           []string
		want              Review
	}{
		{"2026-11-21", "", nil, Review{"2027-11-21", ReviewPractice, ""}},
		{"2024-02-29", "", []string{"gdpr"}, Review{"2025-02-28", ReviewPractice, ""}},
		{"2026-11-21", "", []string{"gdpr", "us-ca"}, Review{"2027-11-21", ReviewLaw, "Cal. Civ. Code 1798.130(a)(5)"}},
		{"2026-11-21", "2027-02-01", []string{"us-ca"}, Review{"2027-02-01", ReviewChosen, ""}},
		{"2026-11-21", "2028-02-01", nil, Review{"2028-02-01", ReviewChosen, ""}},
		// The version that took effect on the chosen day or after it was the review.
		{"2027-02-01", "2027-02-01", nil, Review{"2028-02-01", ReviewPractice, ""}},
		{"2027-02-02", "2027-02-01", nil, Review{"2028-02-02", ReviewPractice, ""}},
	}
	for _, row := range rows {
		if got, ok := ReviewDue(row.effective, row.regimes, row.chosen); !ok || got != row.want {
			t.Errorf("%+v: %+v, %v", row, got, ok)
		}
	}
	if due, ok := ReviewDue("", nil, "2027-01-01"); ok {
		t.Errorf("without a version in effect: %+v", due)
	}
	review := Review{Day: "2027-03-31"}
	for day, want := range map[string]ReviewState{
		"2027-02-28": ReviewLater, "2027-03-01": ReviewSoon, "2027-03-30": ReviewSoon, "2027-03-31": ReviewOverdue, "2028-01-01": ReviewOverdue,
	} {
		if got := review.StateOn(day); got != want {
			t.Errorf("on %s %s, want %s", day, got, want)
		}
	}
}

// A version of the first format, as it was written by the release before, is
// read, and its canonical form is still the same bytes.
func TestAVersionOfTheFirstFormatStaysReadable(t *testing.T) {
	const first = `{"format":1,"policy_id":"p","number":1,"client":"A","effective":"2026-01-02","published":"2026-01-01T12:00:00Z",` +
		`"source_lang":"en","texts":[{"lang":"en","title":"T","client":"A","numbered":true,"clauses":[{"id":"a","depth":0,"number":"1","heading":"H","body":"x"}]}],` +
		`"facts":{"client.email":"a@b.example"}}` + "\n"
	v := Version{SHA256: HashOf([]byte(first)), Canonical: []byte(first)}
	content, err := v.Content()
	if err != nil || content.Format != 1 || content.Manuscript != "" || !content.Published.Equal(time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)) {
		t.Fatalf("%+v, %v", content, err)
	}
	if again, err := content.Canonical(); err != nil || string(again) != first {
		t.Errorf("written again as %s", again)
	}
	if _, err := ReadManuscript(content, []byte("{}\n")); !errors.Is(err, ErrVersionDamaged) {
		t.Errorf("a manuscript that it does not name: %v", err)
	}
}

func TestAManuscriptIsHeldAgainstItsVersion(t *testing.T) {
	snap := Snapshot{
		Policy: Policy{Titles: map[string]string{"en": "T"}, SourceLang: "en", Clauses: []Clause{{ID: "a", Body: "{{client.email}}", Hidden: true}}},
		Units: []Unit{
			{ClauseID: "a", Lang: "nl", Source: "x", Target: "y", State: Approved},
			{ClauseID: "a", Lang: "nl", Pos: Detached, Source: "old", Target: "oud"},
			{ClauseID: "a", Lang: "fr", Source: "x"},
			{ClauseID: "gone", Lang: "nl", Source: "x", Target: "y"},
		},
	}
	data, err := ManuscriptOf(snap).Canonical()
	if err != nil {
		t.Fatal(err)
	}
	content := Content{Manuscript: HashOf(data)}
	m, err := ReadManuscript(content, data)
	if err != nil || !m.Clauses[0].Hidden || m.Clauses[0].Body != "{{client.email}}" || len(m.Units) != 1 {
		t.Fatalf("%+v, %v", m, err)
	}
	data[len(data)-3] ^= 1
	if _, err := ReadManuscript(content, data); !errors.Is(err, ErrVersionDamaged) {
		t.Errorf("a changed manuscript: %v", err)
	}
}
