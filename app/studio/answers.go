package studio

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// AnswerError names an answer that the program cannot take.
type AnswerError struct {
	Register string // empty for a fact
	Row      int    // from 1, in a register
	Key      policy.FactKey
	Value    string
	Unknown  bool // there is no such fact, register or field
}

func (e *AnswerError) Error() string {
	where := string(e.Key)
	if e.Register != "" {
		where = fmt.Sprintf("%s, row %d, %s", e.Register, e.Row, e.Key)
	}
	if e.Unknown {
		return where + ": there is no such answer"
	}
	return fmt.Sprintf("%s: %q does not fit", where, e.Value)
}

// CheckAnswers finds what the program does not know or what does not fit. The
// errors joined are each an *AnswerError.
func CheckAnswers(a policy.Answers) error {
	var errs []error
	for key := range a.Facts {
		def, known := policy.FactDefOf(key)
		if known = known || key == policy.FactRegimes; !known {
			errs = append(errs, &AnswerError{Key: key, Unknown: true})
		} else if !def.Fits(a.Facts[key]) {
			errs = append(errs, &AnswerError{Key: key, Value: a.Facts[key]})
		}
	}
	for name, records := range a.Registers {
		errs = append(errs, checkRecords(name, records)...)
	}
	slices.SortFunc(errs, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(errs...)
}

func checkRecords(name string, records []policy.Record) []error {
	register, known := policy.RegisterDefOf(name)
	if !known {
		return []error{&AnswerError{Key: policy.FactKey(name), Unknown: true}}
	}
	var errs []error
	for i, record := range records {
		for key := range record {
			def, known := register.Field(key)
			if !known {
				errs = append(errs, &AnswerError{Register: name, Row: i + 1, Key: key, Unknown: true})
			} else if !def.Fits(record[key]) {
				errs = append(errs, &AnswerError{Register: name, Row: i + 1, Key: key, Value: record[key]})
			}
		}
	}
	return errs
}

// SetAnswers changes the answers of a policy and its client. Each goes where
// it stands now: to the policy where it has an answer of its own or the answer
// is a policy's, to the client otherwise. A register replaces the list that
// was there; answers that are not named stay.
func (s *Studio) SetAnswers(ctx context.Context, id policy.ID, answers policy.Answers) error {
	if err := CheckAnswers(answers); err != nil {
		return fmt.Errorf("save answers: %w", err)
	}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		snap, err := tx.Snapshot(id)
		if err != nil {
			return err
		}
		place(&snap.Client, &snap.Policy, answers)
		if _, err := tx.SaveClient(snap.Client); err != nil {
			return err
		}
		return tx.SavePolicyMeta(snap.Policy)
	})
	if err != nil {
		return fmt.Errorf("save answers: %w", err)
	}
	s.emit(Event{PolicyChanged, id}, Event{Kind: ClientsChanged})
	return nil
}

// AnswersChange is a change to the answers of a policy and its client: what
// the forms hold, and translations that were written together with it. By is
// who typed it.
type AnswersChange struct {
	Policy policy.ID
	Change func(client, own policy.Answers) (policy.Answers, policy.Answers)
	Units  []policy.Unit
	By     string
}

// ChangeAnswers applies a change to answers as they are in the library. All of
// it is saved, or none.
func (s *Studio) ChangeAnswers(ctx context.Context, change AnswersChange) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		p, err := tx.Policy(change.Policy)
		if err != nil {
			return err
		}
		client, err := tx.Client(p.ClientID)
		if err != nil {
			return err
		}
		shared, own := change.Change(
			policy.Answers{Facts: client.Facts, Registers: client.Registers}, policy.Answers{Facts: p.Facts, Registers: p.Registers})
		client.Facts, client.Registers = shared.Facts, shared.Registers
		p.Facts, p.Registers = own.Facts, own.Registers
		titled(library.Builtin(), &p)
		return tx.SaveAnswers(client, p, change.Units, change.By)
	})
	if err != nil {
		return fmt.Errorf("save answers: %w", err)
	}
	s.emit(Event{PolicyChanged, change.Policy}, Event{Kind: ClientsChanged})
	return nil
}

func place(client *policy.Client, p *policy.Policy, answers policy.Answers) {
	client.Facts, p.Facts = client.Facts.Merge(nil), p.Facts.Merge(nil)
	for key, value := range answers.Facts {
		if policy.OfPolicy(key) || p.Facts[key] != "" {
			p.Facts[key] = value
		} else {
			client.Facts[key] = value
		}
	}
	client.Registers, p.Registers = client.Registers.Clone(), p.Registers.Clone()
	for name, records := range answers.Registers {
		if _, own := p.Registers[name]; own {
			p.Registers[name] = policy.CloneRecords(records)
		} else {
			client.Registers[name] = policy.CloneRecords(records)
		}
	}
}

// fillLanguages adds the library's translations and titles for languages that
// a policy did not have before.
func fillLanguages(tx *store.Tx, before []string, p policy.Policy) error {
	var added []string
	for _, lang := range p.TargetLang {
		if !slices.Contains(before, lang) {
			added = append(added, lang)
		}
	}
	if len(added) == 0 {
		return nil
	}
	lib, err := libraryOf(tx)
	if err != nil {
		return err
	}
	have := map[string]bool{}
	units, err := tx.Units(p.ID)
	if err != nil {
		return err
	}
	for _, unit := range units {
		have[unit.Lang] = have[unit.Lang] || !unit.OfAnswer()
	}
	fresh := slices.DeleteFunc(added, func(lang string) bool { return have[lang] })
	filled, err := libraryUnits(tx, lib, p, fresh)
	if err != nil {
		return err
	}
	return tx.PutUnits(p.ID, filled)
}

// titled gives a policy the title of its kind in languages that have none,
// where its source title is the kind's own.
func titled(lib *library.Library, p *policy.Policy) {
	kind, err := lib.Kind(p.Facts["policy.kind"])
	if err != nil || kind.Titles[p.SourceLang] != p.Titles[p.SourceLang] {
		return
	}
	for _, lang := range p.TargetLang {
		if p.Titles[lang] == "" && kind.Titles[lang] != "" {
			p.Titles[lang] = kind.Titles[lang]
		}
	}
}
