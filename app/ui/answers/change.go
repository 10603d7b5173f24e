package answers

import (
	"clausedesk/app/policy"
)

// change is what was answered and is not on the disk yet: only that is
// written, so that nothing else the library holds is overwritten. A register
// that is nil is no longer the policy's own; an empty list is one.
type change struct {
	facts     policy.Facts
	registers policy.Registers
}

func newChange() change { return change{policy.Facts{}, policy.Registers{}} }

func (c change) empty() bool { return len(c.facts)+len(c.registers) == 0 }

// with returns the change with a newer one on top.
func (c change) with(newer change) change {
	out := newChange()
	for _, one := range []change{c, newer} {
		for key, value := range one.facts {
			out.facts[key] = value
		}
		for name, records := range one.registers {
			out.registers[name] = records
		}
	}
	return out
}

// over returns answers as they are once the change is made. What it is given
// stays as it is.
func (c change) over(a policy.Answers) policy.Answers {
	out := policy.Answers{Facts: policy.Facts{}, Registers: policy.Registers{}}
	for key, value := range a.Facts {
		out.Facts[key] = value
	}
	for key, value := range c.facts {
		if value == "" {
			delete(out.Facts, key)
		} else {
			out.Facts[key] = value
		}
	}
	for name, records := range a.Registers {
		out.Registers[name] = records
	}
	for name, records := range c.registers {
		if records == nil {
			delete(out.Registers, name)
		} else {
			out.Registers[name] = records
		}
	}
	return out
}

// pending is the change to a client and the one to a policy.
type pending struct{ client, policy change }

func newPending() pending { return pending{newChange(), newChange()} }

func (p pending) empty() bool { return p.client.empty() && p.policy.empty() }

func (p pending) with(newer pending) pending {
	return pending{p.client.with(newer.client), p.policy.with(newer.policy)}
}
