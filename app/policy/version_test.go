package policy

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func contentOf(t *testing.T) (Content, []byte) {
	t.Helper()
	content := Content{
		Format: ContentFormat, PolicyID: "p", Number: 2, Client: "A & <B>", Effective: "2026-01-02",
		Published: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC), Source: "en",
		Texts:     []Text{{Lang: "en", Title: "T", Clauses: []TextClause{{ID: "a", Body: "x"}}}, {Lang: "nl", Title: "N"}},
		Facts:     Facts{"client.email": "a@b.example", "client.address": "1"},
		Registers: Registers{"cookies": {{"name": "_x", "kind": "necessary"}}, "channels": {}}, Previous: strings.Repeat("0", 64),
	}
	canonical, err := content.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	return content, canonical
}

func TestCanonicalFormIsStableAndComplete(t *testing.T) {
	content, canonical := contentOf(t)
	version := Version{SHA256: HashOf(canonical), Canonical: canonical}
	back, err := version.Content()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(content, back); diff != "" {
		t.Error(diff)
	}
	again, err := back.Canonical()
	if err != nil || !bytes.Equal(again, canonical) {
		t.Errorf("written again as %s", again)
	}
	if !bytes.Contains(canonical, []byte("A & <B>")) || bytes.Count(canonical, []byte("\n")) != 1 || !bytes.HasSuffix(canonical, []byte("\n")) {
		t.Errorf("canonical form %s", canonical)
	}
	if langs := back.Languages(); !slices.Equal(langs, []string{"en", "nl"}) {
		t.Errorf("languages %v", langs)
	}
	// SHA-256 of "abc", FIPS 180-2 appendix B.1.
	if got := HashOf([]byte("abc")); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("hash %s", got)
	}
}

func TestAnyChangedByteIsNoticed(t *testing.T) {
	_, canonical := contentOf(t)
	hash := HashOf(canonical)
	for i := range canonical {
		damaged := bytes.Clone(canonical)
		damaged[i] ^= 1
		if _, err := (Version{SHA256: hash, Canonical: damaged}).Content(); !errors.Is(err, ErrVersionDamaged) {
			t.Fatalf("byte %d: %v", i, err)
		}
	}
	for name, data := range map[string][]byte{"cut": canonical[:len(canonical)-1], "none": nil, "longer": append(bytes.Clone(canonical), ' ')} {
		if _, err := (Version{SHA256: hash, Canonical: data}).Content(); !errors.Is(err, ErrVersionDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	noJSON := []byte("{")
	if _, err := (Version{SHA256: HashOf(noJSON), Canonical: noJSON}).Content(); !errors.Is(err, ErrVersionDamaged) {
		t.Errorf("no JSON: %v", err)
	}
}

func TestStatesOfVersions(t *testing.T) {
	versions := []Version{
		{Number: 1, Effective: "2026-01-01"},
		{Number: 2, Effective: "2026-03-01"},
		{Number: 3, Effective: "2026-03-01"},
		{Number: 4, Effective: "2026-02-01"},
		{Number: 5, Effective: "2026-06-01"},
	}
	rows := map[string][]VersionState{
		"2025-12-31": {Scheduled, Scheduled, Scheduled, Scheduled, Scheduled},
		"2026-01-01": {InEffect, Scheduled, Scheduled, Scheduled, Scheduled},
		"2026-02-15": {Superseded, Scheduled, Scheduled, InEffect, Scheduled},
		"2026-03-01": {Superseded, Superseded, InEffect, Superseded, Scheduled},
		"2027-01-01": {Superseded, Superseded, Superseded, Superseded, InEffect},
	}
	for day, want := range rows {
		for _, order := range [][]Version{versions, reversed(versions)} {
			states := StatesOn(order, nil, day)
			for i, v := range versions {
				if states[v.Number] != want[i] {
					t.Errorf("on %s version %d is %s, want %s", day, v.Number, states[v.Number], want[i])
				}
			}
		}
	}
	if len(StatesOn(nil, nil, "2026-01-01")) != 0 {
		t.Error("states of no versions")
	}
}

func reversed(versions []Version) []Version {
	out := slices.Clone(versions)
	slices.Reverse(out)
	return out
}

func TestStateOfATranslation(t *testing.T) {
	rows := []struct {
		unit Unit
		want State
	}{
		{Unit{Source: "a"}, Untranslated},
		{Unit{Source: "a", Target: "b"}, Draft},
		{Unit{Source: "a", Target: "b", State: Approved}, Approved},
		{Unit{Source: "old", Target: "b", State: Approved}, Stale},
	}
	for _, row := range rows {
		if got := row.unit.StateFor("a"); got != row.want {
			t.Errorf("%+v is %s, want %s", row.unit, got, row.want)
		}
	}
	snap := Snapshot{
		Client: Client{Facts: Facts{"a": "1", "b": "2"}},
		Policy: Policy{Facts: Facts{"b": "3", "a": ""}},
		Units:  []Unit{{ClauseID: "c", Lang: "nl", Pos: 1}, {ClauseID: "c", Lang: "nl", Pos: Detached}, {ClauseID: "c", Lang: "fr"}},
	}
	if units := snap.UnitsOf("nl"); len(units) != 1 || len(units["c"]) != 1 {
		t.Errorf("units %v", units)
	}
	if facts := snap.Facts(); facts["a"] != "1" || facts["b"] != "3" {
		t.Errorf("facts %v", facts)
	}
}

func TestFactsAreCheckedByKind(t *testing.T) {
	rows := []struct {
		kind  FactKind
		value string
		want  bool
	}{
		{KindEmail, "", true},
		{KindEmail, "a@b.example", true},
		{KindEmail, "A <a@b.example>", false},
		{KindEmail, "a at b", false},
		{KindEmail, "info@vandermeer", false},
		{KindEmail, "info@mail.vandermeer.example", true},
		{KindURL, "https://a.example/x", true},
		{KindURL, "ftp://a.example", false},
		{KindURL, "a.example", false},
		{KindDate, "2026-02-28", true},
		{KindDate, "2026-02-30", false},
		{KindDate, "28-2-2026", false},
		{KindCountry, "NL", true},
		{KindCountry, "nl", false},
		{KindText, "anything", true},
	}
	for _, row := range rows {
		if got := ValidFact(row.kind, row.value); got != row.want {
			t.Errorf("%s %q: %v", row.kind, row.value, got)
		}
	}
}

func TestIdentifiers(t *testing.T) {
	seen := map[ID]bool{}
	for range 1000 {
		id := NewID()
		if seen[id] || !ValidID(string(id)) {
			t.Fatalf("identifier %q", id)
		}
		seen[id] = true
	}
	for _, bad := range []string{"", "short", "0123456789abcdeI", "0123456789abcdefg"} {
		if ValidID(bad) {
			t.Errorf("%q passes for an identifier", bad)
		}
	}
}

func TestPoliciesAndClientsNeedTheirNames(t *testing.T) {
	p := Policy{Titles: map[string]string{"en": "T", "nl": ""}, SourceLang: "en", TargetLang: []string{"nl"}}
	if err := p.Validate(); err != nil || p.Title("nl") != "T" || !p.HasLanguage("nl") || p.HasLanguage("fr") {
		t.Errorf("%v, title %q", err, p.Title("nl"))
	}
	p.Titles["en"] = " "
	if err := p.Validate(); !errors.Is(err, ErrNoName) {
		t.Error(err)
	}
	if err := (Policy{Titles: map[string]string{"": "T"}}).Validate(); !errors.Is(err, ErrNoLanguage) {
		t.Error(err)
	}
	if err := (Client{Name: "\t"}).Validate(); !errors.Is(err, ErrNoName) {
		t.Error(err)
	}
}
