package studio_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"clausedesk/app/check"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

func TestAVersionDoesNotChangeWithItsPolicy(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	formats := []studio.Format{studio.PDF, studio.Markdown, studio.Plain, studio.JSON}
	before := map[string][]byte{}
	each := func(do func(key string, made []byte)) {
		for _, format := range formats {
			for _, lang := range []string{"en", "nl"} {
				do(string(format)+lang, d.export(studio.ExportRequest{Policy: id, Version: 1, Lang: lang, Format: format}))
			}
		}
	}
	each(func(key string, made []byte) { before[key] = made })

	// Everything that a draft is made of changes.
	d.edit(id, "keep", func(c *policy.Clause) { c.Heading, c.Body = "Gone", "Nothing is left." })
	ok(t, d.ChangePolicy(d.ctx, id, func(p *policy.Policy) {
		p.Titles["en"], p.Numbered, p.TargetLang = "Another title", !p.Numbered, nil
	}))
	ok(t, d.ChangeClient(d.ctx, d.snapshot(id).Client.ID, func(c *policy.Client) {
		c.Name, c.Facts = "Renamed", policy.Facts{"client.email": "b@renamed.example"}
	}))
	d.now = d.now.AddDate(1, 2, 3)
	d.publish(id, "2027-12-01")

	each(func(key string, made []byte) {
		if !bytes.Equal(made, before[key]) {
			t.Errorf("%s of version 1 changed", key)
		}
	})
	if draft := d.export(studio.ExportRequest{Policy: id, Format: studio.Plain}); !bytes.Contains(draft, []byte("Nothing is left.")) {
		t.Errorf("the draft does not follow: %s", draft)
	}
}

func TestOpenErrorsNeedAReason(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep orders until [date], see {{client.phone}}." })
	for _, reason := range []string{"", " \t\n"} {
		d.unchanged(func() {
			_, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01", Accept: reason})
			var open *studio.OpenFindingsError
			if !errors.As(err, &open) {
				t.Fatalf("error %v, want open findings", err)
			}
			// In Dutch the stale translation is printed, which has no such placeholder.
			want := []string{check.RulePlaceholderMissing, check.RulePlaceholderRaw, check.RuleStale}
			if got := errorRules(open.Findings); !slices.Equal(got, want) {
				t.Errorf("errors %v, want %v", got, want)
			}
		})
	}
	version, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01", Accept: "  the client insists ", Note: "a note"})
	ok(t, err)
	content, err := version.Content()
	ok(t, err)
	if content.Accepted != "the client insists" || content.Note != "a note" {
		t.Errorf("reason %q, note %q", content.Accepted, content.Note)
	}
	if got := errorRules(content.Findings); len(got) != 3 {
		t.Errorf("the version keeps the errors %v", got)
	}
}

func errorRules(findings []policy.Finding) []string {
	var out []string
	for _, f := range findings {
		if f.Severity == policy.SeverityError {
			out = append(out, f.Rule)
		}
	}
	slices.Sort(out)
	return out
}

func TestLanguagesOfAVersion(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	for _, c := range []struct{ wanted, want []string }{
		{nil, []string{"en", "nl"}},
		{[]string{"nl", "en"}, []string{"en", "nl"}}, // in the policy's order
		{[]string{"nl"}, []string{"nl"}},
		{[]string{"en", "en"}, []string{"en"}},
	} {
		version, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01", Languages: c.wanted})
		ok(t, err)
		content, err := version.Content()
		ok(t, err)
		if got := content.Languages(); !slices.Equal(got, c.want) {
			t.Errorf("%v gave %v, want %v", c.wanted, got, c.want)
		}
	}
	d.unchanged(func() {
		_, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01", Languages: []string{"en", "fr"}})
		wantError(t, err, studio.ErrNoSuchLang)
	})

	// A finding in a language that is not published keeps nobody.
	d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep orders for a year." })
	_, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01", Languages: []string{"en"}})
	ok(t, err)
}

// TestVersionsAreAChain: the numbers count, each carries the hash of the one
// before, and that hash is over the bytes that are kept.
func TestVersionsAreAChain(t *testing.T) {
	d := newDesk(t)
	id, other := d.notice(), d.add(policy.Policy{Clauses: []policy.Clause{{ID: "one", Body: "Text."}}})
	for range 3 {
		d.publish(id, "2026-12-01")
		d.publish(other, "2026-12-01")
	}
	versions, err := d.Store.Versions(d.ctx, id)
	ok(t, err)
	previous := ""
	for i, v := range versions {
		content, err := v.Content()
		ok(t, err)
		canonical, err := content.Canonical()
		ok(t, err)
		if !bytes.Equal(canonical, v.Canonical) || policy.HashOf(canonical) != v.SHA256 {
			t.Errorf("version %d is not the canonical form of its content", v.Number)
		}
		if v.Number != i+1 || content.Number != i+1 || content.Previous != previous || v.Previous != previous {
			t.Errorf("version %d follows %q, want %q", v.Number, content.Previous, previous)
		}
		previous = v.SHA256
	}
	if len(versions) != 3 {
		t.Errorf("%d versions", len(versions))
	}
}

// TestWhatAVersionFreezes: the facts are filled in, by the language's rules;
// what the version is itself is known to its text; hidden clauses are out.
func TestWhatAVersionFreezes(t *testing.T) {
	d := newDesk(t)
	d.now = time.Date(2026, 11, 21, 23, 30, 0, 5, time.FixedZone("", -5*3600))
	id := d.add(policy.Policy{Facts: policy.Facts{"client.email": "own@policy.example"}, Registers: policy.Registers{"cookies": {{"name": "_own", "purpose": "login", "kind": "necessary", "lifetime": "session"}}}, Numbered: true, Clauses: []policy.Clause{
		{ID: "in", Heading: "Version", Body: "Version {{version.number}} of {{policy.title}} from {{policy.effective_date}}, {{client.email}}."},
		{ID: "out", Heading: "Hidden", Body: "Not for print.", Hidden: true},
		{ID: "last", Heading: "Last", Body: "End."},
	}})
	content, err := d.publish(id, "2026-12-01").Content()
	ok(t, err)
	if got := content.Published; !got.Equal(time.Date(2026, 11, 22, 4, 30, 0, 0, time.UTC)) || got.Location() != time.UTC {
		t.Errorf("published %v", got)
	}
	text, _ := content.TextIn("en")
	if len(text.Clauses) != 2 || text.Clauses[1].Number != "2" {
		t.Errorf("clauses %+v", text.Clauses)
	}
	for _, want := range []string{"Version 1 of Privacy statement from 1 December 2026", "own@policy.example"} {
		if !strings.Contains(text.Clauses[0].Body, want) {
			t.Errorf("%q is not in %q", want, text.Clauses[0].Body)
		}
	}
	if records := content.Registers["cookies"]; len(records) != 1 || records[0]["name"] != "_own" {
		t.Errorf("frozen registers %v", content.Registers)
	}
	if content.Effective != "2026-12-01" || content.Client != "Kweekwerk" || content.Facts["client.email"] != "own@policy.example" {
		t.Errorf("content %+v", content)
	}
	var outer map[string]any
	ok(t, json.Unmarshal(d.export(studio.ExportRequest{Policy: id, Version: 1, Format: studio.JSON}), &outer))
	if outer["effective"] != "2026-12-01" {
		t.Errorf("the JSON says %v", outer["effective"])
	}
}

func TestWhatCannotBePublished(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	hidden := d.add(policy.Policy{Clauses: []policy.Clause{{ID: "h", Body: "Hidden.", Hidden: true}}})
	d.unchanged(func() {
		for _, date := range []string{"", "2026-13-01", "2026-02-30", "1 December 2026", "2026-12-01T00:00:00Z", "20261201"} {
			_, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: date})
			wantError(t, err, studio.ErrBadDate)
		}
		_, err := d.Publish(d.ctx, studio.PublishRequest{Policy: hidden, Effective: "2026-12-01", Accept: "so be it"})
		wantError(t, err, studio.ErrNothingToSay)
	})
}
