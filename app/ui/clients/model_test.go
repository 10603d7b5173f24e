package clients_test

import (
	"context"
	"errors"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/ui/clients"

	"github.com/google/go-cmp/cmp"
)

func titles(list clients.List) []string {
	var out []string
	for _, item := range list.Items {
		prefix := ""
		if item.Policy != "" {
			prefix = "- "
		}
		out = append(out, prefix+item.Title)
	}
	return out
}

func TestClientsWithTheirPolicies(t *testing.T) {
	ctx := context.Background()
	l := apptest.NewLibrary(t)
	if err := l.Store.SetStudio(ctx, policy.Studio{Name: "Harbour"}); err != nil {
		t.Fatal(err)
	}
	windmill, aurora := l.Client(t, "Windmill").ID, l.Client(t, "Aurora").ID
	l.Client(t, "Empty Box")
	app := l.Policy(t, windmill, "App policy", apptest.Clauses()...)
	l.Policy(t, windmill, "Website policy")
	first := l.Policy(t, aurora, "Cookie policy")
	for search, want := range map[string][]string{
		"":         {"Aurora", "- Cookie policy", "Empty Box", "Windmill", "- App policy", "- Website policy"},
		"wind":     {"Windmill", "- App policy", "- Website policy"},
		"cookie":   {"Aurora", "- Cookie policy"},
		"nowhere":  nil,
		"wind app": {"Windmill", "- App policy"},
	} {
		list, err := clients.Load(ctx, l.Store, search)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, titles(list)); diff != "" {
			t.Errorf("search %q (-want +got):\n%s", search, diff)
		}
		if list.Studio != "Harbour" {
			t.Errorf("studio %q", list.Studio)
		}
	}
	list, _ := clients.Load(ctx, l.Store, "")
	if list.First != first.ID || list.Items[0].Policies != 1 || list.Items[3].Policies != 2 {
		t.Errorf("first %q, items %+v", list.First, list.Items)
	}
	if list, _ = clients.Load(ctx, l.Store, "app"); list.First != app.ID {
		t.Errorf("first found %q, want %q", list.First, app.ID)
	}
}

// A client is found by its name although it has no policy yet.
func TestAClientWithoutPoliciesIsFound(t *testing.T) {
	l := apptest.NewLibrary(t)
	l.Client(t, "Empty Box")
	list, err := clients.Load(context.Background(), l.Store, "empty")
	if err != nil || len(list.Items) != 1 {
		t.Fatalf("found %+v, %v", list.Items, err)
	}
}

// broken fails at one of the reads.
type broken struct {
	*store.Store
	at string
}

var errBroken = errors.New("broken")

func (b broken) Studio(ctx context.Context) (policy.Studio, error) {
	if b.at == "studio" {
		return policy.Studio{}, errBroken
	}
	return b.Store.Studio(ctx)
}

func (b broken) Clients(ctx context.Context) ([]policy.Client, error) {
	if b.at == "clients" {
		return nil, errBroken
	}
	return b.Store.Clients(ctx)
}

func (b broken) FirstPolicyRows(ctx context.Context, search string, limit int) ([]store.PolicyRow, error) {
	if b.at == "rows" {
		return nil, errBroken
	}
	return b.Store.FirstPolicyRows(ctx, search, limit)
}

func TestAReadThatFailsIsTold(t *testing.T) {
	l := apptest.NewLibrary(t)
	for _, at := range []string{"studio", "clients", "rows"} {
		if _, err := clients.Load(context.Background(), broken{l.Store, at}, ""); !errors.Is(err, errBroken) {
			t.Errorf("%s: %v", at, err)
		}
	}
}
