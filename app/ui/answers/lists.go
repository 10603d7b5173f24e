package answers

import "clausedesk/app/policy"

// Records returns the records of a register, and whether they are the policy's
// own list. The caller must not change them.
func (b *Book) Records(register string) (records []policy.Record, own bool) {
	client, ours := b.sides()
	if records, own = ours.Registers[register]; own || b.owning[register] {
		return records, true
	}
	return client.Registers[register], false
}

// Confirmed reports whether somebody said that a register has no records. A
// register that is merely empty has not been answered.
func (b *Book) Confirmed(register string) bool {
	client, ours := b.sides()
	records, answered := ours.Registers[register]
	if !answered && !b.owning[register] {
		records, answered = client.Registers[register]
	}
	return answered && len(records) == 0
}

// Replaces reports whether a policy's own list stands in place of an answer of
// the client's.
func (b *Book) Replaces(register string) bool {
	client, _ := b.sides()
	_, answered := client.Registers[register]
	_, own := b.Records(register)
	return own && answered
}

// SetRecords replaces the list that Records returns. No records confirm that
// there are none; nil says that nobody answered. In place of an answer of the
// client's that is no list of the policy's own any more, and the client's
// holds again: an empty one would say that there are none.
func (b *Book) SetRecords(register string, records []policy.Record) {
	if records != nil {
		records = append([]policy.Record{}, records...)
	}
	if records == nil && b.Replaces(register) {
		b.SetOwn(register, false)
		return
	}
	made := newPending()
	if _, own := b.Records(register); own {
		b.owning[register] = true
		made.policy.registers[register] = records
	} else {
		made.client.registers[register] = records
	}
	b.make(made)
}

// SetOwn gives the policy a list of its own, which begins as the client's, or
// takes the client's again.
func (b *Book) SetOwn(register string, own bool) {
	records, is := b.Records(register)
	if is == own {
		return
	}
	client, _ := b.sides()
	b.owning[register] = own
	made := newPending()
	made.policy.registers[register] = nil
	if _, answered := client.Registers[register]; own && answered {
		made.policy.registers[register] = append([]policy.Record{}, records...)
	}
	b.make(made)
	b.tell() // also where nothing that is stored changed
}
