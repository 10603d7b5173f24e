package studio_test

import (
	"errors"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/studio"
)

// What is written of several clauses and services is read as it was, and taking
// it over twice changes nothing.
func TestAFileOfSeveral(t *testing.T) {
	d := newDesk(t)
	own := []library.Clause{rule("house_rules", rulesEN, rulesNL), rule("other_rules", rulesNL, rulesEN)}
	for i := range own {
		own[i].Revision = 1
	}
	data, err := studio.EncodeClauses(own)
	ok(t, err)
	services, err := library.EncodeServices([]library.Service{{ID: "lockers", Name: "Lockers", Role: "processor", Country: "NL", Functions: []string{"shipping"}}})
	ok(t, err)
	shared, err := studio.ReadShared(append([]byte("\ufeff"), append(data, services...)...))
	ok(t, err)
	if len(shared.Clauses) != 2 || len(shared.Services) != 1 || shared.Clauses[1].Plain["nl"] != own[1].Plain["nl"] {
		t.Fatalf("read %+v", shared)
	}
	for range 2 {
		kept, err := d.SaveShared(d.ctx, shared)
		ok(t, err)
		if len(kept) != 2 || kept[0].Revision != 1 || !kept[1].Own {
			t.Fatalf("kept %+v", kept)
		}
	}
	if _, err := d.Library(d.ctx); err != nil {
		t.Fatal(err)
	}
}

// A file is taken over as a whole or not at all.
func TestAFileOfSeveralIsTakenOverWhole(t *testing.T) {
	d := newDesk(t)
	bad := rule("other_rules", rulesEN, rulesNL)
	bad.When = "client.email blue"
	_, err := d.SaveShared(d.ctx, studio.Shared{Clauses: []library.Clause{rule("house_rules", rulesEN, rulesNL), bad}})
	if !errors.Is(err, library.ErrBadClause) {
		t.Fatalf("took over: %v", err)
	}
	lib, err := d.Library(d.ctx)
	ok(t, err)
	if _, err := lib.Clause("house_rules"); err == nil {
		t.Error("one of the clauses was kept")
	}
	if _, err := studio.ReadShared([]byte("[[clauses]]\nclause = \"x\"\n")); !errors.Is(err, library.ErrBadClause) {
		t.Errorf("read: %v", err)
	}
}
