package library_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	uilibrary "clausedesk/app/ui/library"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// shelf is the library of a studio where one policy holds an older revision of
// one clause, and one clause is the studio's own.
func shelf(t *testing.T) (*uilibrary.Shelf, *apptest.Library, policy.Policy) {
	t.Helper()
	ctx := context.Background()
	l := apptest.NewLibrary(t)
	client := l.Client(t, "Windmill")
	p, err := l.Studio.NewPolicy(ctx, studio.NewPolicyRequest{Client: client.ID, Kind: "website", Source: "en"})
	if err != nil {
		t.Fatal(err)
	}
	lib, err := l.Studio.Library(ctx)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := lib.Clause("controller")
	if err != nil {
		t.Fatal(err)
	}
	words := changed.Plain["en"]
	words.Body += "\nOne sentence more.\n"
	changed.Plain = map[string]library.Wording{"en": words}
	own := library.Clause{ID: "our_ferry", Client: client.ID, Plain: map[string]library.Wording{"en": {Heading: "The ferry", Body: "We sail."}}}
	for _, c := range []library.Clause{changed, own} {
		if _, err := l.Studio.SaveLibraryClause(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	return load(t, l), l, p
}

func load(t *testing.T, l *apptest.Library) *uilibrary.Shelf {
	t.Helper()
	clients, err := l.Store.Clients(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	s, err := uilibrary.Load(context.Background(), l.Studio, clients)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func ids(groups []uilibrary.Group) []string {
	var out []string
	for _, group := range groups {
		for _, c := range group.Clauses {
			out = append(out, c.ID)
		}
	}
	return out
}

func TestFiltersOfClauses(t *testing.T) {
	s, _, _ := shelf(t)
	all := ids(s.Groups(uilibrary.Filter{Lang: "en"}))
	if len(all) != len(s.Library.Clauses()) {
		t.Errorf("%d listed of %d", len(all), len(s.Library.Clauses()))
	}
	for name, c := range map[string]struct {
		filter uilibrary.Filter
		want   []string
	}{
		"own":     {uilibrary.Filter{Lang: "en", Which: uilibrary.Own}, []string{"controller", "our_ferry"}},
		"updated": {uilibrary.Filter{Lang: "en", Which: uilibrary.Updated}, []string{"controller"}},
		"search":  {uilibrary.Filter{Lang: "en", Query: "SAIL ferry"}, []string{"our_ferry"}},
		"nothing": {uilibrary.Filter{Lang: "en", Query: "zeppelin"}, nil},
	} {
		if diff := cmp.Diff(c.want, ids(s.Groups(c.filter))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for _, group := range s.Groups(uilibrary.Filter{Lang: "en", Regime: "br"}) {
		for _, c := range group.Clauses {
			if len(c.Regimes) > 0 && !strings.Contains(strings.Join(c.Regimes, " "), "br") {
				t.Errorf("%s is not for Brazil: %v", c.ID, c.Regimes)
			}
		}
	}
	used := ids(s.Groups(uilibrary.Filter{Lang: "en", Which: uilibrary.Used}))
	if len(used) == 0 || len(used) >= len(all) || len(s.Uses("controller")) != 1 || len(s.Uses("our_ferry")) != 0 {
		t.Errorf("%d of %d are used", len(used), len(all))
	}
	groups := s.Groups(uilibrary.Filter{Lang: "en"})
	if last := groups[len(groups)-1]; last.ID != "" || last.Clauses[0].ID != "our_ferry" || s.ClientName(last.Clauses[0].Client) != "Windmill" {
		t.Errorf("last group %+v", last.ID)
	}
}

func TestFiltersOfServices(t *testing.T) {
	s, _, _ := shelf(t)
	if got := s.Services("stri", "payments", false); len(got) == 0 || got[0].ID != "stripe" {
		t.Errorf("stri: %v", got)
	}
	if got := s.Services("stri", "maps", false); len(got) != 0 {
		t.Errorf("Stripe among the maps: %v", got)
	}
	if got := s.Services("", "", true); len(got) != 0 {
		t.Errorf("own without one: %v", got)
	}
	for _, category := range s.Categories() {
		if len(s.Services("", category, false)) == 0 {
			t.Errorf("nothing in %s", category)
		}
	}
}

func TestOffersByClauseAndPolicy(t *testing.T) {
	s, _, p := shelf(t)
	groups := s.OfferGroups("")
	if len(groups) != 1 || groups[0].Clause.ID != "controller" || len(groups[0].Offers) != 1 {
		t.Fatalf("groups %+v", groups)
	}
	offer := groups[0].Offers[0]
	if found, ok := s.Offer(uilibrary.OfferKey(offer)); !ok || found.Policy != p.ID || !uilibrary.Smooth(found) {
		t.Errorf("offer %+v, %v", found, ok)
	}
	if len(s.OfferGroups("another")) != 0 {
		t.Error("another policy is offered it too")
	}
	if got := s.Choices(uilibrary.Smooth); len(got) != 1 || got[0].Policy != p.ID || got[0].Wording != nil {
		t.Errorf("choices %+v", got)
	}
}

// A conflict reads as the policy has it until the library's is taken; each is
// decided by itself.
func TestResolvingConflicts(t *testing.T) {
	base := library.Wording{Heading: "Who we are", Body: "First.\n\nSecond.\n"}
	mine := library.Wording{Heading: "Who", Body: "First of mine.\n\nSecond.\n"}
	now := library.Wording{Heading: "Us", Body: "First of theirs.\n\nSecond of theirs.\n"}
	merged := library.Merge(base, mine, now)
	offer := studio.Offer{Base: base, Yours: mine, New: now, Merged: merged.Wording, Conflicts: merged.Conflicts}
	if len(offer.Conflicts) != 2 {
		t.Fatalf("conflicts %+v", offer.Conflicts)
	}
	kept := uilibrary.Resolve(offer, []bool{false, false})
	if kept != offer.Merged || kept.Heading != "Who" || !strings.Contains(kept.Body, "First of mine.") {
		t.Errorf("kept: %+v", kept)
	}
	heading := uilibrary.Resolve(offer, []bool{true, false})
	if heading.Heading != "Us" || !strings.Contains(heading.Body, "First of mine.") {
		t.Errorf("the heading alone: %+v", heading)
	}
	text := uilibrary.Resolve(offer, []bool{false, true})
	if text.Heading != "Who" || !strings.Contains(text.Body, "First of theirs.") || strings.Contains(text.Body, "mine") {
		t.Errorf("the text alone: %+v", text)
	}
}

// Whatever a clause is called, its identifier is one that the library takes and
// that nothing else has.
func TestFreeNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := map[string]bool{}
		for _, title := range rapid.SliceOfN(rapid.String(), 1, 6).Draw(t, "titles") {
			id := uilibrary.FreeName(title, func(id string) bool { return taken[id] })
			if taken[id] {
				t.Fatalf("%q is taken", id)
			}
			taken[id] = true
			c := library.Clause{ID: id, Revision: 1, Plain: map[string]library.Wording{"en": {Heading: "x"}}}
			if err := c.Validate(); err != nil {
				t.Fatalf("%q from %q: %v", id, title, err)
			}
		}
	})
	if id := uilibrary.FreeName("Où vont vos données ?", func(string) bool { return false }); id != "ou_vont_vos_donnees" {
		t.Errorf("got %q", id)
	}
}

// broken fails at one of the reads.
type broken struct {
	*studio.Studio
	at string
}

var errBroken = errors.New("broken")

func (b broken) Library(ctx context.Context) (*library.Library, error) {
	if b.at == "library" {
		return nil, errBroken
	}
	return b.Studio.Library(ctx)
}

func (b broken) LibraryUses(ctx context.Context, id string) ([]studio.Use, error) {
	if b.at == "uses" {
		return nil, errBroken
	}
	return b.Studio.LibraryUses(ctx, id)
}

func (b broken) Offers(ctx context.Context, id policy.ID) ([]studio.Offer, error) {
	if b.at == "offers" {
		return nil, errBroken
	}
	return b.Studio.Offers(ctx, id)
}

func TestAReadThatFailsIsTold(t *testing.T) {
	l := apptest.NewLibrary(t)
	for _, at := range []string{"library", "uses", "offers"} {
		if _, err := uilibrary.Load(context.Background(), broken{l.Studio, at}, nil); !errors.Is(err, errBroken) {
			t.Errorf("%s: %v", at, err)
		}
	}
}
