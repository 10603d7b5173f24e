package answers_test

import (
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
)

// onDisk says how a register stands in the library: absent, empty or filled.
func (s *shelf) onDisk(t *testing.T, name string) (client, own string) {
	t.Helper()
	s.queue.Drain()
	state := func(registers policy.Registers) string {
		records, answered := registers[name]
		switch {
		case len(records) > 0:
			return "filled"
		case answered:
			return "empty"
		}
		return "absent"
	}
	disk := s.OnDisk(t, s.id)
	return state(disk.Client.Registers), state(disk.Policy.Registers)
}

// That a register has no records is an answer only when somebody gave it.
func TestOnlyAPersonConfirmsThatThereAreNone(t *testing.T) {
	l := apptest.NewLibrary(t)
	s := openBook(t, l, l.Client(t, "Lumen").ID)
	one := []policy.Record{{"name": "encryption"}}
	check := func(what string, confirmed bool, client, own string) {
		t.Helper()
		gotClient, gotOwn := s.onDisk(t, "measures")
		want(t, what+": the client's", gotClient, client)
		want(t, what+": the policy's", gotOwn, own)
		if s.Confirmed("measures") != confirmed {
			t.Errorf("%s: confirmed %v", what, !confirmed)
		}
	}
	check("to begin with", false, "absent", "absent")
	s.SetRecords("measures", []policy.Record{})
	check("confirmed", true, "empty", "absent")
	s.SetRecords("measures", one)
	check("filled", false, "filled", "absent")
	s.SetRecords("measures", nil)
	check("the last record gone", false, "absent", "absent")

	s.SetOwn("measures", true)
	check("an own list of nothing", false, "absent", "absent")
	s.SetRecords("measures", one)
	check("filled for the policy", false, "absent", "filled")
	s.SetRecords("measures", nil)
	check("the policy's last record gone", false, "absent", "absent")
	if _, own := s.Records("measures"); !own {
		t.Error("what is added next would go to the client")
	}
	s.SetRecords("measures", []policy.Record{})
	check("confirmed for the policy", true, "absent", "empty")
	s.SetOwn("measures", false)
	check("the client's again", false, "absent", "absent")

	s.SetRecords("measures", one)
	s.SetOwn("measures", true)
	s.SetRecords("measures", nil)
	check("emptied in place of the client's records", false, "filled", "absent")
	s.SetOwn("measures", true)
	s.SetRecords("measures", []policy.Record{})
	check("confirmed in place of the client's records", true, "filled", "empty")
	s.SetRecords("measures", nil)
	check("not confirmed after all", false, "filled", "absent")
}
