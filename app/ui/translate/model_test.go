package translate_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
	"clausedesk/app/ui/draft"
	uitranslate "clausedesk/app/ui/translate"
)

// open returns the model over a small policy in English, Dutch to come.
func open(t testing.TB) (*uitranslate.Model, *draft.Draft) {
	t.Helper()
	l, q := apptest.NewLibrary(t), apptest.NewQueue()
	p := l.Policy(t, l.Client(t, "Lumen").ID, "Privacy policy", apptest.Clauses()...)
	snap, err := l.Store.Snapshot(context.Background(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Drain)
	d := draft.Open(l.Studio, q.Runner(), l.Clock.Now, snap)
	return uitranslate.NewModel(d), d
}

func TestRowsAreTheSegmentsInOrder(t *testing.T) {
	m, _ := open(t)
	var sources []string
	for _, row := range m.Rows() {
		if row.State != policy.Untranslated {
			t.Errorf("%q is %s", row.Source, row.State)
		}
		sources = append(sources, row.Source)
	}
	want := []string{
		"Who we are", "We are {{client.legal_name}}. Write to {{client.email}}.", "What we keep", "We keep little.",
		"Orders", "What you ordered.", "And when.", "Letters", "What you wrote to us.",
		"How long", "Orders: seven years", "Letters: one year",
	}
	if !slices.Equal(sources, want) {
		t.Fatalf("rows %q, want %q", sources, want)
	}
	if percent, left := m.Progress(); m.Language() != "nl" || percent != 0 || left == 0 {
		t.Fatalf("language %q, %d %% approved, %d words left", m.Language(), percent, left)
	}
}

func TestApprovingGoesThroughAllRows(t *testing.T) {
	m, _ := open(t)
	seen := map[int]bool{}
	for range m.Rows() {
		seen[m.Index()] = true
		m.SetTarget(m.Index(), "vertaald")
		m.Reload() // what the screen does when the draft says so
		if err := m.SetState(policy.Approved); err != nil {
			t.Fatal(err)
		}
		m.Reload()
		if next := m.Next(); next >= 0 {
			m.Select(next)
		}
	}
	percent, left := m.Progress()
	if len(seen) != len(m.Rows()) || m.Next() != -1 || percent != 100 || left != 0 {
		t.Fatalf("saw %d of %d rows, next %d, %d %% approved, %d words left", len(seen), len(m.Rows()), m.Next(), percent, left)
	}
}

func TestNothingToApprove(t *testing.T) {
	m, d := open(t)
	if err := m.SetState(policy.Approved); !errors.Is(err, translate.ErrEmpty) {
		t.Fatalf("approving an empty row: %v", err)
	}
	if d.CanUndo() {
		t.Fatal("a refused approval is in the history")
	}
	m.SetTarget(99, "x")
	m.SetTarget(-1, "x")
	m.SetTarget(0, "")
	if d.CanUndo() {
		t.Fatal("a change of nothing is in the history")
	}
}

func TestWhatMoved(t *testing.T) {
	m, d := open(t)
	m.Select(3)
	m.SetTarget(3, "We bewaren weinig.")
	m.Reload()
	if m.Moved() != nil {
		t.Fatal("something moved in a fresh translation")
	}
	what := m.Rows()[3].ClauseID
	tree, err := policy.Update(d.Clauses(), what, func(c *policy.Clause) { c.Body = "We keep very little." })
	if err != nil {
		t.Fatal(err)
	}
	d.Edit(tree, what, "")
	m.Reload()
	var inserted, deleted strings.Builder
	for _, span := range m.Moved() {
		switch span.Kind {
		case translate.Inserted:
			inserted.WriteString(span.Text)
		case translate.Deleted:
			deleted.WriteString(span.Text)
		}
	}
	if strings.TrimSpace(inserted.String()) != "very" || deleted.Len() != 0 {
		t.Fatalf("inserted %q, deleted %q", inserted.String(), deleted.String())
	}
	if err := m.SetState(policy.Approved); err != nil {
		t.Fatal(err)
	}
	m.Reload()
	if row, _ := m.Selected(); row.State != policy.Approved || m.Moved() != nil {
		t.Fatalf("approving a stale row leaves it %s", row.State)
	}
}

func TestPlaceholdersAreThoseOfTheSource(t *testing.T) {
	m, _ := open(t)
	m.Select(1)
	if got := m.Placeholders(); !slices.Equal(got, []string{"client.legal_name", "client.email"}) {
		t.Fatalf("placeholders %q", got)
	}
	m.Select(3)
	if got := m.Placeholders(); got != nil {
		t.Fatalf("placeholders of a text without: %q", got)
	}
}

func TestCopySourceAndUndo(t *testing.T) {
	m, d := open(t)
	m.Select(2)
	m.CopySource()
	m.Reload()
	if row, _ := m.Selected(); row.Target != row.Source || row.State != policy.Draft {
		t.Fatalf("copied: %+v", row)
	}
	d.Undo()
	m.Reload()
	if row, _ := m.Selected(); row.Target != "" || row.State != policy.Untranslated {
		t.Fatalf("after an undo: %+v", row)
	}
}

func TestTheSelectionStaysInside(t *testing.T) {
	m, d := open(t)
	m.Select(len(m.Rows()) - 1)
	m.Select(999)
	m.Select(-1)
	if m.Index() != len(m.Rows())-1 {
		t.Fatalf("selected %d", m.Index())
	}
	d.Edit(d.Clauses()[:1], "", "")
	m.Reload()
	if _, ok := m.Selected(); !ok || m.Index() != 1 {
		t.Fatalf("after clauses went, selected %d of %d", m.Index(), len(m.Rows()))
	}
	d.Edit(nil, "", "")
	m.Reload()
	if _, ok := m.Selected(); ok || m.Next() != -1 {
		t.Fatal("a row is selected in an empty policy")
	}
	if err := m.SetState(policy.Approved); err == nil {
		t.Fatal("approved in an empty policy")
	}
}

// The tab and the header count alike.
func TestProgressIsThatOfTheHeader(t *testing.T) {
	m, d := open(t)
	for _, i := range []int{0, 1, 4} {
		m.Select(i)
		m.SetTarget(i, "vertaald")
		m.Reload()
		if err := m.SetState(policy.Approved); err != nil {
			t.Fatal(err)
		}
	}
	percent, left := m.Progress()
	header := translate.ProgressOf(d.Snapshot(), "nl")
	if want := int(100 * header.Approved()); percent != want || left != header.Total.Words-header.ByState[policy.Approved].Words {
		t.Fatalf("the tab says %d %% and %d words left, the header %d %% and %d of %d words", percent, left, want,
			header.ByState[policy.Approved].Words, header.Total.Words)
	}
}
