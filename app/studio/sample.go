package studio

import (
	"context"
	"fmt"
	"io/fs"
	"path"

	"clausedesk/app/exchange"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/translate"
	"clausedesk/assets"

	"github.com/BurntSushi/toml"
)

// SampleName is the studio that owns the sample.
const SampleName = "Harbour Studio"

// sampleClients are the folders of assets/sample, in the order they are added.
var sampleClients = []string{"lumen", "meridian", "surya"}

type sampleFile struct {
	Name   string
	Policy struct {
		Title     map[string]string
		Source    string
		Targets   []string
		Numbered  bool
		Effective string
	}
	Facts policy.Facts
}

// SamplePolicy names a policy of the sample and the day it takes effect.
type SamplePolicy struct {
	ID        policy.ID
	Effective string
}

// AddSample fills an empty library with the sample studio: three clients, one
// policy each, in two languages. A library that holds a client stays as it is
// and nothing is returned.
func (s *Studio) AddSample(ctx context.Context) ([]SamplePolicy, error) {
	var out []SamplePolicy
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		clients, err := tx.Clients()
		if err != nil || len(clients) > 0 {
			return err
		}
		if err := tx.SetStudio(policy.Studio{Name: SampleName}); err != nil {
			return err
		}
		for _, folder := range sampleClients {
			added, err := s.addSampleClient(ctx, tx, folder)
			if err != nil {
				return fmt.Errorf("%s: %w", folder, err)
			}
			out = append(out, added)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged})
	return out, nil
}

func (s *Studio) addSampleClient(ctx context.Context, tx *store.Tx, folder string) (SamplePolicy, error) {
	var file sampleFile
	if _, err := toml.DecodeFS(assets.Sample, path.Join("sample", folder, "client.toml"), &file); err != nil {
		return SamplePolicy{}, err
	}
	client, own, err := sampleAnswers(folder, file.Facts)
	if err != nil {
		return SamplePolicy{}, err
	}
	client.Name = file.Name
	if client, err = tx.SaveClient(client); err != nil {
		return SamplePolicy{}, err
	}
	clauses, err := sampleClauses(ctx, folder, file.Policy.Source)
	if err != nil {
		return SamplePolicy{}, err
	}
	p, err := tx.CreatePolicy(policy.Policy{
		ClientID: client.ID, Titles: file.Policy.Title, SourceLang: file.Policy.Source,
		TargetLang: file.Policy.Targets, Numbered: file.Policy.Numbered, Facts: own, Clauses: clauses,
	})
	if err != nil {
		return SamplePolicy{}, err
	}
	for _, lang := range file.Policy.Targets {
		if err := addSampleUnits(ctx, tx, folder, lang, p); err != nil {
			return SamplePolicy{}, err
		}
	}
	return SamplePolicy{p.ID, file.Policy.Effective}, nil
}

// sampleAnswers returns a client with what its forms hold, its registers among
// them, and what they hold of its policy alone. What client.toml says comes
// first: the written policy follows it.
func sampleAnswers(folder string, facts policy.Facts) (policy.Client, policy.Facts, error) {
	data, err := fs.ReadFile(assets.Sample, path.Join("sample", folder, "answers.toml"))
	if err != nil {
		return policy.Client{}, nil, err
	}
	answers, err := exchange.ReadAnswers(data)
	if err != nil {
		return policy.Client{}, nil, err
	}
	client, own := policy.Client{Facts: policy.Facts{}, Registers: answers.Registers}, policy.Facts{}
	for key, value := range answers.Facts {
		if policy.OfPolicy(key) && facts[key] == "" {
			own[key] = value
		} else {
			client.Facts[key] = value
		}
	}
	client.Facts = client.Facts.Merge(facts)
	return client, own, nil
}

func addSampleUnits(ctx context.Context, tx *store.Tx, folder, lang string, p policy.Policy) error {
	target, err := sampleClauses(ctx, folder, lang)
	if err != nil {
		return err
	}
	units, err := translate.Align(p.Clauses, target, lang)
	if err != nil {
		return err
	}
	return tx.PutUnits(p.ID, units)
}

func sampleClauses(ctx context.Context, folder, lang string) ([]policy.Clause, error) {
	name := path.Join("sample", folder, "policy."+lang+".md")
	data, err := fs.ReadFile(assets.Sample, name)
	if err != nil {
		return nil, err
	}
	imported, err := exchange.Import(ctx, name, data, lang)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, placed := range policy.Flatten(imported.Clauses) {
		placed.Origin = policy.OriginSample
	}
	return imported.Clauses, nil
}
