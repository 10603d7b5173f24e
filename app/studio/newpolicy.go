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

// NewPolicyRequest says what to start a policy from. Titles are those of the
// kind unless Title names one for the source language.
type NewPolicyRequest struct {
	Client     policy.ID
	ClientName string // a client to create, where Client is empty
	Kind       string
	Countries  []string // whom it addresses, ISO 3166-1 alpha-2
	Source     string
	Targets    []string
	Title      string
	Tone       policy.Tone
	Full       bool // with the clauses that explain, which no law asks for in that form
	Answers    policy.Answers
}

// ErrNotWorded is returned for a source language the library has no words in.
var ErrNotWorded = errors.New("the clause library has no wording in this language")

// NewPolicy makes a policy from the clause library: its tree follows from the
// kind and the countries, its wording from the answers. Answers go to the
// client where it has none; one that differs from the client's is the policy's
// own.
func (s *Studio) NewPolicy(ctx context.Context, req NewPolicyRequest) (policy.Policy, error) {
	var p policy.Policy
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		var err error
		p, err = newPolicy(tx, req)
		return err
	})
	if err != nil {
		return policy.Policy{}, fmt.Errorf("new policy: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged}, Event{PolicyChanged, p.ID})
	return p, nil
}

func newPolicy(tx *store.Tx, req NewPolicyRequest) (policy.Policy, error) {
	if err := CheckAnswers(req.Answers); err != nil {
		return policy.Policy{}, err
	}
	client, err := clientFor(tx, req)
	if err != nil {
		return policy.Policy{}, err
	}
	req.Client = client.ID
	lib, err := libraryOf(tx)
	if err != nil {
		return policy.Policy{}, err
	}
	p, err := startOf(lib, &client, req)
	if err != nil {
		return policy.Policy{}, err
	}
	if _, err := tx.SaveClient(client); err != nil {
		return policy.Policy{}, err
	}
	if p, err = tx.CreatePolicy(p); err != nil {
		return policy.Policy{}, err
	}
	units, err := libraryUnits(tx, lib, p, p.TargetLang)
	if err != nil {
		return policy.Policy{}, err
	}
	if err := tx.PutUnits(p.ID, units); err != nil {
		return policy.Policy{}, err
	}
	return p, keepRevisions(tx, p.ID)
}

// clientFor returns the client of a new policy, creating it where it is only
// named.
func clientFor(tx *store.Tx, req NewPolicyRequest) (policy.Client, error) {
	if req.Client == "" {
		return tx.SaveClient(policy.Client{Name: req.ClientName})
	}
	return tx.Client(req.Client)
}

func startOf(lib *library.Library, client *policy.Client, req NewPolicyRequest) (policy.Policy, error) {
	kind, err := lib.Kind(req.Kind)
	if err != nil {
		return policy.Policy{}, err
	}
	p := policy.Policy{
		ClientID: req.Client, Titles: map[string]string{}, SourceLang: req.Source, Numbered: true,
		Facts: policy.Facts{"policy.kind": req.Kind}, Registers: policy.Registers{},
	}
	if len(req.Countries) > 0 {
		p.Facts["policy.countries"] = strings.Join(req.Countries, ", ")
	}
	for _, lang := range req.Targets {
		if lang != req.Source && !slices.Contains(p.TargetLang, lang) {
			p.TargetLang = append(p.TargetLang, lang)
		}
	}
	for _, lang := range p.Languages() {
		if title := kind.Titles[lang]; title != "" {
			p.Titles[lang] = title
		}
	}
	if req.Title != "" {
		p.Titles[req.Source] = req.Title
	}
	share(client, &p, req.Answers)
	answers := policy.Snapshot{Client: *client, Policy: p}.Answers()
	regimes := policy.SplitValues(answers.Fact(policy.FactRegimes, ""))
	p.Clauses = lib.Start(req.Kind, req.Source, regimes, req.Tone)
	if !req.Full {
		p.Clauses = lib.Essential(p.Clauses)
	}
	if len(p.Clauses) == 0 {
		return policy.Policy{}, fmt.Errorf("%w: %s", ErrNotWorded, req.Source)
	}
	return p, nil
}

// share puts answers where they belong: a client's with the client where it
// has none, what differs from it and what is the policy's own with the policy.
func share(client *policy.Client, p *policy.Policy, answers policy.Answers) {
	for key, value := range answers.Facts {
		switch {
		case policy.OfPolicy(key):
			p.Facts[key] = value
		case client.Facts[key] == "":
			if client.Facts == nil {
				client.Facts = policy.Facts{}
			}
			client.Facts[key] = value
		case client.Facts[key] != value:
			p.Facts[key] = value
		}
	}
	for name, records := range answers.Registers {
		switch own, has := client.Registers[name]; {
		case !has:
			if client.Registers == nil {
				client.Registers = policy.Registers{}
			}
			client.Registers[name] = policy.CloneRecords(records)
		case !sameRecords(own, records):
			p.Registers[name] = policy.CloneRecords(records)
		}
	}
}

func sameRecords(a, b []policy.Record) bool {
	return slices.EqualFunc(a, b, func(x, y policy.Record) bool {
		return slices.Equal(policy.Facts(x).Keys(), policy.Facts(y).Keys()) &&
			!slices.ContainsFunc(policy.Facts(x).Keys(), func(k policy.FactKey) bool { return x[k] != y[k] })
	})
}

// libraryUnits returns the library's translations of every clause that came
// from it, each at the revision the clause came from.
func libraryUnits(tx *store.Tx, lib *library.Library, p policy.Policy, langs []string) ([]policy.Unit, error) {
	var out []policy.Unit
	for _, placed := range policy.Flatten(p.Clauses) {
		if placed.Library.ID == "" {
			continue
		}
		c, err := baseOf(tx, lib, placed.Library)
		if errors.Is(err, store.ErrNotFound) {
			continue // it came with a file from elsewhere
		}
		if err != nil {
			return nil, err
		}
		for _, lang := range langs {
			out = append(out, c.Units(*placed.Clause, p.SourceLang, lang)...)
		}
	}
	return out, nil
}
