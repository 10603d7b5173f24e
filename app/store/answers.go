package store

import (
	"fmt"
	"slices"

	"clausedesk/app/markup"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

// SaveAnswers saves a policy's titles, languages and answers and those of its
// client. Brought are translations of answers that were written together with
// them, and by is who typed what else is new.
func (tx *Tx) SaveAnswers(c policy.Client, p policy.Policy, brought []policy.Unit, by string) error {
	if _, err := tx.saveClient(c, translate.Change{Brought: unitsFor(false, brought), By: by}, p.ID); err != nil {
		return err
	}
	return tx.savePolicy(p, translate.Change{Own: true, Brought: unitsFor(true, brought), By: by})
}

// putAnswers writes translations of answers where these are kept.
func (tx *Tx) putAnswers(id policy.ID, units []policy.Unit) error {
	if len(units) == 0 {
		return nil
	}
	p, err := tx.policyRow(id)
	if err != nil {
		return err
	}
	for _, own := range []bool{false, true} {
		brought := unitsFor(own, units)
		if len(brought) == 0 {
			continue
		}
		owner := p.ClientID
		if own {
			owner = id
		}
		before, err := tx.answers(own, owner)
		if err != nil {
			return err
		}
		after, lost := translate.PutAnswers(own, before, brought)
		if len(lost) > 0 {
			return fmt.Errorf("%w: answer %q, position %d", ErrUnit, lost[0].ClauseID, lost[0].Pos)
		}
		if err := tx.setAnswers(owner, translate.Change{Own: own, After: after, Brought: brought}, id); err != nil {
			return err
		}
	}
	return nil
}

// splitUnits keeps translations of clauses apart from those of answers.
func splitUnits(units []policy.Unit) (clauses, answers []policy.Unit) {
	for _, u := range units {
		if u.OfAnswer() {
			answers = append(answers, u)
		} else {
			clauses = append(clauses, u)
		}
	}
	return clauses, answers
}

func unitsFor(own bool, units []policy.Unit) []policy.Unit {
	var out []policy.Unit
	for _, u := range units {
		if side, _, ok := policy.AnswerOf(u.ClauseID); ok && side == own {
			out = append(out, u)
		}
	}
	return out
}

func sideName(own bool) string {
	if own {
		return "policy"
	}
	return "client"
}

func (tx *Tx) answers(own bool, id policy.ID) (policy.Answers, error) {
	facts, err := tx.facts(sideName(own), id)
	if err != nil {
		return policy.Answers{}, err
	}
	registers, err := tx.registers(sideName(own), id)
	return policy.Answers{Facts: facts, Registers: registers}, err
}

// setAnswers makes the answers of one owner those of a change, and carries
// their translations along. The policy is the one it is made in, empty for none.
func (tx *Tx) setAnswers(owner policy.ID, c translate.Change, in policy.ID) error {
	var err error
	if c.Before, err = tx.answers(c.Own, owner); err != nil {
		return err
	}
	if err := tx.setFacts(sideName(c.Own), owner, c.After.Facts); err != nil {
		return err
	}
	if err := tx.setRegisters(sideName(c.Own), owner, c.After.Registers); err != nil {
		return err
	}
	at := shelfOf(c.Own, owner)
	before, err := tx.unitsOn(at)
	if err != nil {
		return err
	}
	_, before = splitUnits(before)
	known := before
	if c.Own {
		if known, err = tx.inherited(owner, &c, before); err != nil {
			return err
		}
	}
	now := translate.Follow(c, known)
	if sameUnits(before, now) {
		return nil
	}
	if err := tx.replaceAnswerUnits(at, now); err != nil {
		return err
	}
	if err := tx.noteHistory(at, before, now); err != nil {
		return err
	}
	return tx.rememberAnswers(in, newlyApproved(before, now))
}

// inherited adds the client's translations of the registers that become the
// policy's own now.
func (tx *Tx) inherited(id policy.ID, c *translate.Change, units []policy.Unit) ([]policy.Unit, error) {
	p, err := tx.policyRow(id)
	if err != nil {
		return nil, err
	}
	client, err := tx.answers(false, p.ClientID)
	if err != nil {
		return nil, err
	}
	shared, err := tx.unitsOn(shelfOf(false, p.ClientID))
	return translate.Inherit(c, client, slices.Concat(units, shared)), err
}

func (tx *Tx) replaceAnswerUnits(at shelf, units []policy.Unit) error {
	_, err := tx.exec(`DELETE FROM `+at.units+` WHERE `+at.owner+` = ? AND clause_id GLOB 'answer-*'`, at.id)
	if err != nil {
		return err
	}
	for _, u := range units {
		if u.Target == "" {
			continue
		}
		if err := validUnit(u); err != nil {
			return err
		}
		if err := tx.addUnit(at, u); err != nil {
			return err
		}
	}
	return nil
}

func sameUnits(a, b []policy.Unit) bool {
	count := map[policy.Unit]int{}
	for _, u := range a {
		count[u]++
	}
	for _, u := range b {
		count[u]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// rememberAnswers adds translations of answers to the memory.
func (tx *Tx) rememberAnswers(id policy.ID, approved []policy.Unit) error {
	if id == "" || len(approved) == 0 {
		return nil
	}
	owner, err := tx.memoryOwner(id)
	if err != nil {
		return err
	}
	var entries []memory.Entry
	for _, u := range approved {
		u.Pos = 0 // its neighbours are other answers, and no context
		entries = append(entries, owner.entries(u, []markup.Segment{{Source: u.Source}})...)
	}
	_, err = tx.AddMemory(entries)
	return err
}
