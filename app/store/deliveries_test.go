package store

import (
	"strings"
	"testing"

	"clausedesk/app/policy"

	"github.com/google/go-cmp/cmp"
)

func delivery(id policy.ID) policy.Delivery {
	return policy.Delivery{
		PolicyID: id, Number: 1, Lang: "nl", File: "bakery-v1-nl.pdf", SHA256: strings.Repeat("a", 64), Bytes: 1234,
		To: "Anna Bakker", Address: "anna@example.com", How: policy.ByMail, On: "2026-03-01", Note: "as agreed", By: "Mira",
	}
}

func TestTheRegisterOfDeliveries(t *testing.T) {
	s := newStore(t)
	client := addClient(t, s, "Bakery")
	p, other := addPolicy(t, s, client.ID, "P"), addPolicy(t, s, addClient(t, s, "Ferry").ID, "Q")
	publish(t, s, p.ID)
	publish(t, s, other.ID)
	first := delivery(p.ID)
	first.ID = must(s.AddDelivery(t.Context(), first))(t)
	later := delivery(other.ID)
	later.On, later.To = "2026-04-01", " Ben "
	later.ID = must(s.AddDelivery(t.Context(), later))(t)
	later.To, later.Created, first.Created = "Ben", testNow, testNow

	all := must(s.Deliveries(t.Context(), DeliveryFilter{}))(t)
	want := []DeliveryRow{{later, "Ferry", "Q"}, {first, "Bakery", "P"}}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("register: %s", diff)
	}
	for name, f := range map[string]DeliveryFilter{
		"policy": {Policy: p.ID}, "client": {Client: client.ID}, "version": {Policy: p.ID, Number: 1},
	} {
		if diff := cmp.Diff(want[1:], must(s.Deliveries(t.Context(), f))(t)); diff != "" {
			t.Errorf("by %s: %s", name, diff)
		}
	}
	if none := must(s.Deliveries(t.Context(), DeliveryFilter{Number: 2}))(t); len(none) != 0 {
		t.Errorf("of version 2: %v", none)
	}
}

func TestADeliveryNeedsAVersionAndARecipient(t *testing.T) {
	s := newStore(t)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	_, err := s.AddDelivery(t.Context(), delivery(p.ID))
	wantError(t, err, ErrNotFound)
	publish(t, s, p.ID)
	nobody := delivery(p.ID)
	nobody.To = " "
	_, err = s.AddDelivery(t.Context(), nobody)
	wantError(t, err, ErrNoRecipient)
	if all := must(s.Deliveries(t.Context(), DeliveryFilter{}))(t); len(all) != 0 {
		t.Errorf("entered all the same: %v", all)
	}
}

func TestAMistakenDeliveryIsVoidedOnceAndStays(t *testing.T) {
	path := libraryPath(t)
	s := open(t, path, testOptions())
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	publish(t, s, p.ID)
	id := must(s.AddDelivery(t.Context(), delivery(p.ID)))(t)
	wantError(t, s.VoidDelivery(t.Context(), id, " ", "Mira"), ErrNoReason)
	wantError(t, s.VoidDelivery(t.Context(), id+1, "wrong address", "Mira"), ErrNotFound)
	ok(t, s.VoidDelivery(t.Context(), id, " wrong address ", "Mira"))
	wantError(t, s.VoidDelivery(t.Context(), id, "again", "Mira"), ErrFrozen)
	got := must(s.Deliveries(t.Context(), DeliveryFilter{}))(t)
	if len(got) != 1 || got[0].Void != "wrong address" || got[0].VoidBy != "Mira" {
		t.Errorf("register: %+v", got)
	}
	wantError(t, s.DeletePolicy(t.Context(), p.ID), ErrHasVersions)
	ok(t, s.Close())
	db := raw(t, path)
	for _, statement := range []string{
		`UPDATE delivery SET recipient = 'x'`, `DELETE FROM delivery`, `DELETE FROM delivery_void`,
		`UPDATE delivery_void SET reason = 'x'`,
		`INSERT OR REPLACE INTO delivery SELECT * FROM delivery`, `INSERT OR REPLACE INTO delivery_void SELECT * FROM delivery_void`,
	} {
		if _, err := db.Exec(statement); err == nil || !strings.Contains(err.Error(), "frozen: ") {
			t.Errorf("%s: %v", statement, err)
		}
	}
}
