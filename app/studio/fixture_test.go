package studio_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/task"
)

var testTime = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

const passphrase = "correct horse"

// desk is a studio over a library on disk, with a clock that the test sets
// and the events it heard.
type desk struct {
	*studio.Studio
	t      *testing.T
	ctx    context.Context
	now    time.Time
	events []studio.Event
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, ctx: t.Context(), now: testTime}
	clock := func() time.Time { return d.now }
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "library"), store.Options{Program: "command", Now: clock})
	ok(t, err)
	t.Cleanup(func() { ok(t, st.Close()) })
	d.Studio = studio.New(st, clock)
	d.Listen(func(e studio.Event) { d.events = append(d.events, e) })
	return d
}

// add stores a policy of a new client.
func (d *desk) add(p policy.Policy) policy.ID {
	d.t.Helper()
	client, err := d.Store.SaveClient(d.ctx, policy.Client{Name: "Kweekwerk", Facts: policy.Facts{"client.email": "a@kweekwerk.example"}})
	ok(d.t, err)
	p.ClientID = client.ID
	if p.SourceLang == "" {
		p.SourceLang = "en"
	}
	if p.Titles == nil {
		p.Titles = map[string]string{"en": "Privacy statement", "nl": "Privacyverklaring"}
	}
	saved, err := d.Store.CreatePolicy(d.ctx, p)
	ok(d.t, err)
	return saved.ID
}

// notice is a policy of two clauses, translated and approved in Dutch.
func (d *desk) notice() policy.ID {
	d.t.Helper()
	id := d.add(policy.Policy{TargetLang: []string{"nl"}, Clauses: []policy.Clause{
		{ID: "who", Heading: "Who we are", Body: "We grow seedlings.\n\nWe answer at {{client.email}}."},
		{ID: "keep", Heading: "Retention", Body: "We keep orders."},
	}})
	ok(d.t, d.Store.PutUnits(d.ctx, id, []policy.Unit{
		{ClauseID: "who", Lang: "nl", Pos: 0, Source: "Who we are", Target: "Wie wij zijn", State: policy.Approved},
		{ClauseID: "who", Lang: "nl", Pos: 1, Source: "We grow seedlings.", Target: "Wij kweken zaailingen.", State: policy.Approved},
		{ClauseID: "who", Lang: "nl", Pos: 2, Source: "We answer at {{client.email}}.", Target: "Wij antwoorden op {{client.email}}.", State: policy.Approved},
		{ClauseID: "keep", Lang: "nl", Pos: 0, Source: "Retention", Target: "Bewaren", State: policy.Approved},
		{ClauseID: "keep", Lang: "nl", Pos: 1, Source: "We keep orders.", Target: "Wij bewaren bestellingen.", State: policy.Approved},
	}))
	return id
}

func (d *desk) publish(id policy.ID, effective string) policy.Version {
	d.t.Helper()
	version, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: effective})
	ok(d.t, err)
	return version
}

func (d *desk) export(req studio.ExportRequest) []byte {
	d.t.Helper()
	var out bytes.Buffer
	result, err := d.Export(d.ctx, req, &out)
	ok(d.t, err)
	if result.Bytes != out.Len() || result.SHA256 != policy.HashOf(out.Bytes()) {
		d.t.Errorf("the result says %d bytes, hash %s; the file has %d", result.Bytes, result.SHA256, out.Len())
	}
	return out.Bytes()
}

func (d *desk) snapshot(id policy.ID) policy.Snapshot {
	d.t.Helper()
	snap, err := d.Snapshot(d.ctx, id)
	ok(d.t, err)
	return snap
}

// edit changes one clause of a policy as a form does.
func (d *desk) edit(id, clause policy.ID, change func(*policy.Clause)) {
	d.t.Helper()
	tree, err := policy.Update(d.snapshot(id).Policy.Clauses, clause, change)
	ok(d.t, err)
	ok(d.t, d.SaveClauses(d.ctx, id, tree))
}

// unchanged fails when what names the library's content changes within f.
func (d *desk) unchanged(f func()) {
	d.t.Helper()
	before, heard := d.census(), len(d.events)
	f()
	if after := d.census(); after != before {
		d.t.Errorf("the library changed: %+v, before %+v", after, before)
	}
	if len(d.events) != heard {
		d.t.Errorf("events %v although nothing changed", d.events[heard:])
	}
}

type census struct{ clients, policies, versions, identities, clauses int }

func (d *desk) census() census {
	d.t.Helper()
	var c census
	clients, err := d.Store.Clients(d.ctx)
	ok(d.t, err)
	rows, err := d.Store.PolicyRows(d.ctx, "")
	ok(d.t, err)
	identities, err := d.Store.Identities(d.ctx)
	ok(d.t, err)
	c.clients, c.policies, c.identities = len(clients), len(rows), len(identities)
	for _, row := range rows {
		c.clauses += row.ClauseCount
		versions, err := d.Store.Versions(d.ctx, row.ID)
		ok(d.t, err)
		c.versions += len(versions)
	}
	return c
}

func noProgress(task.Progress) {}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantError(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("error %v, want %v", got, want)
	}
}

func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		ok(t, err)
		return value
	}
}
