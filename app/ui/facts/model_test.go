package facts_test

import (
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/ui/facts"
)

func field(m facts.Model, key policy.FactKey) facts.Field {
	for _, f := range m.Fields() {
		if f.Def.Key == key {
			return f
		}
	}
	return facts.Field{}
}

func TestAPolicysOwnAnswerComesFirst(t *testing.T) {
	m := facts.Model{
		Client: policy.Client{Facts: policy.Facts{"client.email": "a@example.com", "client.phone": "1"}},
		Policy: policy.Policy{Facts: policy.Facts{"client.email": "b@example.com", "client.website": "https://b.example"}},
	}
	for key, want := range map[policy.FactKey]facts.Field{
		"client.email":   {Value: "b@example.com", Overrides: true},
		"client.phone":   {Value: "1"},
		"client.website": {Value: "https://b.example"},
		"client.address": {},
	} {
		if got := field(m, key); got.Value != want.Value || got.Overrides != want.Overrides {
			t.Errorf("%s: %q overrides %v, want %q %v", key, got.Value, got.Overrides, want.Value, want.Overrides)
		}
	}
	if got, want := len(m.Fields()), len(policy.FactDefs()); got != want {
		t.Errorf("%d fields, want %d", got, want)
	}
}

func TestAnAnswerGoesWhereItBelongs(t *testing.T) {
	own := policy.Facts{"client.email": "b@example.com"}
	m := facts.Model{Client: policy.Client{Facts: policy.Facts{"client.email": "a@example.com"}}, Policy: policy.Policy{Facts: own}}
	for _, c := range []struct {
		key             policy.FactKey
		value           string
		client, changed bool
	}{
		{"client.phone", "2", true, true},
		{"client.phone", "2", true, false},
		{"client.email", "c@example.com", false, true},
		{"policy.last_updated", "2026-11-21", false, true},
	} {
		if client, changed := m.Set(c.key, c.value); client != c.client || changed != c.changed {
			t.Errorf("%s=%q: client %v changed %v", c.key, c.value, client, changed)
		}
		if got := field(m, c.key).Value; got != c.value {
			t.Errorf("%s reads %q", c.key, got)
		}
	}
	if m.Client.Facts["client.email"] != "a@example.com" {
		t.Error("a fact of the policy was written to the client")
	}
	if own["client.email"] != "b@example.com" {
		t.Error("the facts that others hold were changed")
	}
}

func TestProblems(t *testing.T) {
	m := facts.Model{}
	for key, values := range map[policy.FactKey][2]string{ // right, wrong
		"client.email":        {"a@example.com", "nobody"},
		"client.website":      {"https://a.example", "a.example"},
		"client.country":      {"NL", "nl"},
		"policy.last_updated": {"2026-02-28", "2026-02-30"},
	} {
		f := field(m, key)
		if f.Problem(values[0]) || f.Problem("") || !f.Problem(values[1]) {
			t.Errorf("%s: %q %v, empty %v, %q %v", key, values[0], f.Problem(values[0]), f.Problem(""), values[1], f.Problem(values[1]))
		}
	}
}
