package answers

import (
	"maps"

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

// pending is the change to a client and the one to a policy, and what is known
// of the translations that were written with them: those of a fact or register
// together, since their places count its rows.
type pending struct {
	client, policy change
	units          map[policy.ID][]policy.Unit
}

func newPending() pending { return pending{newChange(), newChange(), map[policy.ID][]policy.Unit{}} }

func (p pending) empty() bool { return p.client.empty() && p.policy.empty() }

func (p pending) with(newer pending) pending {
	units := maps.Clone(p.units)
	maps.Copy(units, newer.units)
	return pending{p.client.with(newer.client), p.policy.with(newer.policy), units}
}

// brought lists the units.
func (p pending) brought() []policy.Unit {
	var out []policy.Unit
	for _, units := range p.units {
		out = append(out, units...)
	}
	return out
}

// take adds the answers that some translations belong to, as they read now.
func (p pending) take(snap policy.Snapshot, units []policy.Unit) {
	for _, unit := range units {
		own, name, _ := policy.AnswerOf(unit.ClauseID)
		to, facts, registers := p.client, snap.Client.Facts, snap.Client.Registers
		if own {
			to, facts, registers = p.policy, snap.Policy.Facts, snap.Policy.Registers
		}
		if _, isRegister := policy.RegisterDefOf(name); isRegister {
			to.registers[name] = registers[name]
		} else {
			key := policy.FactKey(name).In(unit.Lang)
			to.facts[key] = facts[key]
		}
		p.units[unit.ClauseID] = nil
	}
	p.follow(snap)
}

// follow takes over how the translations stand now: their rows may have moved.
func (p pending) follow(snap policy.Snapshot) {
	for clause := range p.units {
		p.units[clause] = nil
	}
	for _, unit := range snap.Units {
		if _, is := p.units[unit.ClauseID]; is && unit.Pos != policy.Detached {
			p.units[unit.ClauseID] = append(p.units[unit.ClauseID], unit)
		}
	}
}
