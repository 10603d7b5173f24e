package deliveries_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/ui/deliveries"
)

type reader []store.DeliveryRow

func (r reader) Deliveries(context.Context, store.DeliveryFilter) ([]store.DeliveryRow, error) {
	return r, nil
}

func row(id int64, client, title, to, file string) store.DeliveryRow {
	return store.DeliveryRow{
		Client: client, Title: title,
		Delivery: policy.Delivery{ID: id, To: to, File: file, Address: to + "@example.com", On: "2026-11-21", SHA256: fmt.Sprintf("ab%062d", id)},
	}
}

// An entry is found by all the words of a query, wherever they stand and
// however their letters are written; the order stays.
func TestTheRegisterIsSearched(t *testing.T) {
	r, err := deliveries.Load(t.Context(), reader{
		row(3, "Méridien SaaS", "Politique", "Anna Berg", "meridien-v2-fr.pdf"),
		row(2, "Lumen Software", "Privacy policy", "Mira Visser", "lumen-v1-nl.pdf"),
		row(1, "Lumen Software", "Cookies", "Anna Berg", "lumen-cookies-v1-en.pdf"),
	})
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"": "[3 2 1]", "  ": "[3 2 1]", "anna": "[3 1]", "ANNA lumen": "[1]", "meridien": "[3]", "privacy visser": "[2]",
		"v1": "[2 1]", "mira visser@example.com": "[2]", "2026-11-21": "[3 2 1]", "nobody": "[]", "anna nobody": "[]",
	} {
		ids := []int64{}
		for _, d := range r.Find(query) {
			ids = append(ids, d.ID)
		}
		if got := fmt.Sprint(ids); got != want {
			t.Errorf("%q finds %s, want %s", query, got, want)
		}
	}
	if d, ok := r.Row(2); !ok || d.To != "Mira Visser" {
		t.Errorf("entry 2 is %+v", d)
	}
	if _, ok := r.Row(9); ok {
		t.Error("there is an entry 9")
	}
}

// The file proposed is the one that was named, else the one written last; only
// files of the kind asked for are offered.
func TestTheFileThatIsProposed(t *testing.T) {
	at := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	files := []store.File{
		{Path: "a.pdf", Kind: "pdf", Created: at},
		{Path: "b.pdf", Kind: "pdf", Created: at.Add(2 * time.Hour)},
		{Path: "c.html", Kind: "html", Created: at.Add(3 * time.Hour)},
	}
	for _, c := range []struct{ kind, path, want string }{
		{"", "", "[c.html a.pdf b.pdf]"},
		{"pdf", "", "[b.pdf a.pdf]"},
		{"", "a.pdf", "[a.pdf b.pdf c.html]"},
		{"pdf", "b.pdf", "[b.pdf a.pdf]"},
		{"pdf", "c.html", "[b.pdf a.pdf]"},
		{"json", "", "[]"},
	} {
		of := deliveries.Subject{Files: files}
		paths := []string{}
		for _, f := range of.With(c.kind, c.path).Files {
			paths = append(paths, f.Path)
		}
		if got := fmt.Sprint(paths); got != c.want {
			t.Errorf("of kind %q, named %q: %s, want %s", c.kind, c.path, got, c.want)
		}
	}
	if files[0].Path != "a.pdf" || files[1].Path != "b.pdf" || files[2].Path != "c.html" {
		t.Error("the files of the version were moved about")
	}
}
