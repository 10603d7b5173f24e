package studio_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/compare"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

func (d *desk) compare(before, after studio.Source, lang string) studio.Comparison {
	d.t.Helper()
	c, err := d.Compare(d.ctx, before, after, lang)
	ok(d.t, err)
	return c
}

// The draft is read as the version it is compared with would be: that it has no
// number and day yet is no change, what was edited is.
func TestADraftAgainstAVersion(t *testing.T) {
	d := newDesk(t)
	id := d.add(policy.Policy{Clauses: []policy.Clause{
		{ID: "who", Heading: "Who", Body: "Version {{version.number}} from {{policy.effective_date}}, {{client.email}}."},
	}})
	_, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01", Accept: "a trial"})
	ok(t, err)
	version, draft := studio.Source{Policy: id, Version: 1}, studio.Source{Policy: id}
	if c := d.compare(version, draft, ""); !c.Diff.Empty() {
		t.Errorf("a version number is a change: %+v", c.Diff.Clauses)
	}
	snap, err := d.Snapshot(d.ctx, id)
	ok(t, err)
	snap.Policy.Clauses[0].Body += " More."
	ok(t, d.Store.SaveClauses(d.ctx, id, snap.Policy.Clauses))
	c := d.compare(version, draft, "")
	if added, removed := c.Diff.Words(); added != 1 || removed != 0 {
		t.Errorf("+%d -%d words", added, removed)
	}
	if c.Before.Name("nl") != "Versie 1" || c.After.Name("nl") != "Concept" {
		t.Errorf("named %q and %q", c.Before.Name("nl"), c.After.Name("nl"))
	}
}

// A file is compared in its own language where the policy has that; a version
// that was written as JSON keeps its clauses' identifiers.
func TestAVersionAgainstAFile(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	version := studio.Source{Policy: id, Version: 1}
	dutch := []byte("# Privacyverklaring\n\n## Wie wij zijn\n\nWij kweken zaailingen en ook bomen voor u en voor de tuin van de buren.\n\nWij antwoorden op a@kweekwerk.example.\n\n## Bewaren\n\nWij bewaren bestellingen.\n")
	c := d.compare(version, studio.Source{File: &studio.File{Name: "/theirs/nl.md", Data: dutch}}, "")
	if c.Before.Text.Lang != "nl" || c.Diff.Changes() != 1 || c.After.Name("en") != "nl.md" {
		t.Errorf("in %s, %d changes from %s", c.Before.Text.Lang, c.Diff.Changes(), c.After.Name("en"))
	}
	var frozen bytes.Buffer
	_, err := d.Export(d.ctx, studio.ExportRequest{Policy: id, Version: 1, Format: studio.JSON}, &frozen)
	ok(t, err)
	c = d.compare(version, studio.Source{File: &studio.File{Name: "v1.json", Data: frozen.Bytes()}}, "nl")
	if !c.Diff.Empty() || c.Diff.Clauses[0].ID != "who" {
		t.Errorf("%+v", c.Diff)
	}
}

func TestWhatCannotBeCompared(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	draft := studio.Source{Policy: id}
	for _, c := range []struct {
		name  string
		after studio.Source
		lang  string
		want  error
	}{
		{"a language it does not have", draft, "fr", studio.ErrNoSuchLang},
		{"a version that is not there", studio.Source{Policy: id, Version: 7}, "", store.ErrNotFound},
		{"another policy that is not there", studio.Source{Policy: "nobody"}, "", store.ErrNotFound},
	} {
		if _, err := d.Compare(d.ctx, draft, c.after, c.lang); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestChangesAreWrittenWholeOrNotAtAll(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	c := d.compare(studio.Source{Policy: id}, studio.Source{File: &studio.File{Name: "x.md", Data: []byte("# T\n\n## Who we are\n\nWe grow \U00012000.\n")}}, "en")
	e := c.Edition("en", "A summary.")
	path := filepath.Join(t.TempDir(), "changes.html")
	ok(t, d.WriteChangesFile(d.ctx, id, e, studio.HTML, path))
	page, err := os.ReadFile(path)
	ok(t, err)
	if !strings.Contains(string(page), "A summary.") {
		t.Error("the page lacks the summary")
	}
	// No font shows that character: nothing is written, and what was there stays.
	if err := d.WriteChangesFile(d.ctx, id, e, studio.PDF, path); err == nil {
		t.Fatal("a PDF without a glyph was written")
	}
	if err := d.WriteChangesFile(d.ctx, id, e, "docx", path); !errors.Is(err, studio.ErrFormat) {
		t.Errorf("got %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, page) {
		t.Error("a failure changed the file")
	}
	if name := studio.ChangesName(e, studio.PDF); name != "draft-x-md.pdf" {
		t.Errorf("the file is called %q", name)
	}
}

func TestWhatALanguageLacks(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	draft := studio.Source{Policy: id}
	found, err := d.CompareLanguages(d.ctx, draft, "en", "nl")
	if ok(t, err); len(found) > 0 {
		t.Errorf("found %+v", found)
	}
	snap, err := d.Snapshot(d.ctx, id)
	ok(t, err)
	english := "This is what we do with the data that you give to us, and it is not in the language that it should be in."
	snap.Policy.Clauses = append(snap.Policy.Clauses, policy.Clause{ID: "new", Body: english})
	ok(t, d.Store.SaveClauses(d.ctx, id, snap.Policy.Clauses))
	found, err = d.CompareLanguages(d.ctx, draft, "en", "nl")
	ok(t, err)
	if len(found) != 1 || found[0].Issue != compare.WrongLanguage || found[0].Lang != "nl" || found[0].Found != "en" {
		t.Errorf("found %+v", found)
	}
	if _, err := d.CompareLanguages(d.ctx, draft, "en", "en"); !errors.Is(err, studio.ErrBesideSame) {
		t.Errorf("got %v", err)
	}
}
