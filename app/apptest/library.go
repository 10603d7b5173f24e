package apptest

import (
	"context"
	"path/filepath"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// Passphrase opens every identity that a test makes.
const Passphrase = "eleven blue herons"

// Library is a real library in a temporary file with the use cases over it.
type Library struct {
	Path   string
	Clock  *Clock
	Store  *store.Store
	Studio *studio.Studio
}

// NewLibrary opens an empty library that closes with the test.
func NewLibrary(t testing.TB) *Library {
	t.Helper()
	l := &Library{Path: filepath.Join(t.TempDir(), "library.clausedesk"), Clock: NewClock()}
	st, err := store.Open(context.Background(), l.Path, store.Options{Program: "test", Now: l.Clock.Now})
	if err != nil {
		t.Fatalf("open the library: %v", err)
	}
	t.Cleanup(func() { check(t, st.Close()) })
	l.Store, l.Studio = st, studio.New(st, l.Clock.Now)
	return l
}

// Sample fills the library with the sample studio and returns its policies.
func (l *Library) Sample(t testing.TB) []studio.SamplePolicy {
	t.Helper()
	added, err := l.Studio.AddSample(context.Background())
	check(t, err)
	return added
}

// Client adds a client that can be told apart in facts.
func (l *Library) Client(t testing.TB, name string) policy.Client {
	t.Helper()
	client, err := l.Store.SaveClient(context.Background(), policy.Client{Name: name, Facts: Facts(name)})
	check(t, err)
	return client
}

// Facts answers every required fact for a client of that name.
func Facts(name string) policy.Facts {
	return policy.Facts{
		"client.legal_name": name + " B.V.", "client.address": "Kade 1, 1011 AA Amsterdam",
		"client.country": "NL", "client.email": "privacy@example.com",
	}
}

// Policy adds a numbered policy in English with a Dutch translation to come.
func (l *Library) Policy(t testing.TB, client policy.ID, title string, clauses ...policy.Clause) policy.Policy {
	t.Helper()
	p, err := l.Store.CreatePolicy(context.Background(), policy.Policy{
		ClientID: client, Titles: map[string]string{"en": title, "nl": title + " (nl)"}, SourceLang: "en",
		TargetLang: []string{"nl"}, Numbered: true, Facts: policy.Facts{}, Clauses: clauses,
	})
	check(t, err)
	return p
}

// Clauses returns a small tree: three clauses, the second with two children.
func Clauses() []policy.Clause {
	who := policy.NewClause("Who we are", "We are {{client.legal_name}}. Write to {{client.email}}.")
	what := policy.NewClause("What we keep", "We keep little.")
	what.Children = []policy.Clause{
		policy.NewClause("Orders", "What you ordered.\n\nAnd when."),
		policy.NewClause("Letters", "What you wrote to us."),
	}
	long := policy.NewClause("How long", "- Orders: seven years\n- Letters: one year")
	return []policy.Clause{who, what, long}
}

// Identity adds a P-256 identity, the quicker kind, sealed with Passphrase.
func (l *Library) Identity(t testing.TB, name string) store.Identity {
	t.Helper()
	kept, err := l.Studio.NewIdentity(context.Background(), studio.IdentityRequest{
		Name: name, Organization: "Harbour Studio", Email: "sign@example.com",
		Algorithm: sign.P256, Passphrase: Passphrase,
	})
	check(t, err)
	return kept
}

// OnDisk reads a policy through a store of its own, as another program would:
// what is only in memory is not there.
func (l *Library) OnDisk(t testing.TB, id policy.ID) policy.Snapshot {
	t.Helper()
	st, err := store.Open(context.Background(), l.Path, store.Options{Program: "reader", ReadOnly: true, Now: l.Clock.Now})
	check(t, err)
	snap, err := st.Snapshot(context.Background(), id)
	check(t, err)
	check(t, st.Close())
	return snap
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
