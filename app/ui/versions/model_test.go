package versions_test

import (
	"context"
	"path/filepath"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/ui/versions"
)

const today = "2026-11-21"

func publish(t *testing.T, l *apptest.Library, id policy.ID, effective string) {
	t.Helper()
	_, err := l.Studio.Publish(context.Background(), studio.PublishRequest{
		Policy: id, Effective: effective, Note: "for " + effective, Accept: "a test",
	})
	if err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, l *apptest.Library, id policy.ID) versions.Model {
	t.Helper()
	m, err := versions.Load(context.Background(), l.Store, id, today)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheTimelineNewestFirst(t *testing.T) {
	l := apptest.NewLibrary(t)
	id := l.Policy(t, l.Client(t, "Lumen").ID, "Privacy policy", apptest.Clauses()...).ID
	if m := load(t, l, id); len(m.Rows) != 0 {
		t.Fatalf("%d versions before the first", len(m.Rows))
	} else if _, ok := m.Selected(); ok {
		t.Fatal("a version is selected before the first")
	}
	for _, day := range []string{"2026-10-01", "2026-11-01", "2026-12-01"} {
		publish(t, l, id, day)
	}
	path := filepath.Join(t.TempDir(), "two.pdf")
	if _, err := l.Studio.ExportFile(context.Background(), studio.ExportRequest{
		Policy: id, Version: 2, Lang: "nl", Format: studio.PDF,
	}, path); err != nil {
		t.Fatal(err)
	}
	l.Identity(t, "Harbour")
	m := load(t, l, id)
	want := []struct {
		number int
		state  policy.VersionState
		files  int
	}{{3, policy.Scheduled, 0}, {2, policy.InEffect, 1}, {1, policy.Superseded, 0}}
	for i, w := range want {
		row := m.Rows[i]
		if row.Number != w.number || row.State != w.state || len(row.Files) != w.files {
			t.Errorf("row %d: %d %s with %d files, want %+v", i, row.Number, row.State, len(row.Files), w)
		}
		if len(row.Languages) != 2 || row.Languages[0] != "en" || row.Published != today || len(row.SHA256) != 64 {
			t.Errorf("row %d: %+v", i, row)
		}
	}
	if len(m.Identities) != 1 || m.Identities[0].Name != "Harbour" {
		t.Errorf("identities %+v", m.Identities)
	}
	if row, _ := m.Selected(); row.Number != 3 {
		t.Errorf("selected %d, want the newest", row.Number)
	}
	m.Select(1)
	m.Select(7)
	if row, _ := m.Selected(); row.Number != 1 || row.Note != "for 2026-10-01" {
		t.Errorf("selected %+v", row)
	}
	if got := m.FileName(studio.FileNamed{Client: "Lumen Software", Lang: "nl", Format: studio.PDF}); got != "lumen-software-v1-nl.pdf" {
		t.Errorf("file %q", got)
	}
}

// What can stand beside a language is every other one of the version.
func TestTheOtherLanguagesOfAVersion(t *testing.T) {
	l := apptest.NewLibrary(t)
	id := l.Policy(t, l.Client(t, "Lumen").ID, "Privacy policy", apptest.Clauses()...).ID
	publish(t, l, id, "2026-11-01")
	m := load(t, l, id)
	for lang, want := range map[string]string{"en": "nl", "nl": "en"} {
		if others := m.Others(lang); len(others) != 1 || others[0] != want {
			t.Errorf("beside %s: %v", lang, others)
		}
	}
	if row, _ := m.Selected(); len(row.Languages) != 2 {
		t.Errorf("the version has %v left", row.Languages)
	}
}

// damaged gives a version whose bytes no longer match their hash.
type damaged struct{ versions.Library }

func (d damaged) Versions(ctx context.Context, id policy.ID) ([]policy.Version, error) {
	all, err := d.Library.Versions(ctx, id)
	if err == nil {
		all[0].Canonical = append([]byte(" "), all[0].Canonical...)
	}
	return all, err
}

// A damaged version is listed as one, with nothing of its content.
func TestADamagedVersionIsSaidToBeOne(t *testing.T) {
	l := apptest.NewLibrary(t)
	id := l.Policy(t, l.Client(t, "Lumen").ID, "Privacy policy", apptest.Clauses()...).ID
	publish(t, l, id, "2026-11-01")
	m, err := versions.Load(context.Background(), damaged{l.Store}, id, today)
	if err != nil || len(m.Rows) != 1 {
		t.Fatalf("%+v, %v", m.Rows, err)
	}
	if row := m.Rows[0]; !row.Damaged || row.State != versions.DamagedState || len(row.Languages) > 0 || row.Note != "" || m.Has("en") {
		t.Errorf("%+v", row)
	}
}
