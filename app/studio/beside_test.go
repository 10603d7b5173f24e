package studio_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/bilingual"
	"clausedesk/app/imprint"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
)

// exported is a file of a policy in two languages.
func (d *desk) exported(req studio.ExportRequest) []byte {
	d.t.Helper()
	var out bytes.Buffer
	_, err := d.Export(d.ctx, req, &out)
	ok(d.t, err)
	return out.Bytes()
}

// A version in two languages is one file, noted with both, the same each
// time, and another one than that of the languages the other way round.
func TestExportBeside(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	for _, format := range []studio.Format{studio.PDF, studio.HTML} {
		req := studio.ExportRequest{Policy: id, Version: 1, Lang: "nl", Beside: "en", Format: format}
		path := filepath.Join(t.TempDir(), "both")
		_, err := d.ExportFile(d.ctx, req, path)
		ok(t, err)
		data, err := os.ReadFile(path)
		ok(t, err)
		turned := req
		turned.Lang, turned.Beside = "en", "nl"
		if !bytes.Equal(data, d.exported(req)) || bytes.Equal(data, d.exported(turned)) {
			t.Errorf("%s: the same languages make the same file, in another order another", format)
		}
		files, err := d.Store.Files(d.ctx, id, 1)
		ok(t, err)
		if f := files[len(files)-1]; f.Lang != "nl+en" || f.Kind != string(format) || f.SHA256 != policy.HashOf(data) {
			t.Errorf("noted %+v", f)
		}
	}
	path := filepath.Join(t.TempDir(), "source")
	_, err := d.ExportFile(d.ctx, studio.ExportRequest{Policy: id, Version: 1, Beside: "nl", Format: studio.PDF}, path)
	ok(t, err)
	files, err := d.Store.Files(d.ctx, id, 1)
	ok(t, err)
	if f := files[len(files)-1]; f.Lang != "en+nl" {
		t.Errorf("the source language was noted as %q", f.Lang)
	}
}

// What cannot stand beside each other makes no file.
func TestExportBesideRefused(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	for _, c := range []struct {
		lang, beside string
		format       studio.Format
		want         error
	}{
		{"nl", "nl", studio.PDF, studio.ErrBesideSame},
		{"", "en", studio.HTML, studio.ErrBesideSame},
		{"nl", "fr", studio.PDF, studio.ErrNoSuchLang},
		{"fr", "nl", studio.HTML, studio.ErrNoSuchLang},
		{"nl", "en", studio.Markdown, studio.ErrBesideFormat},
		{"nl", "en", studio.JSON, studio.ErrBesideFormat},
	} {
		for version := range 2 {
			path := filepath.Join(t.TempDir(), "never")
			_, err := d.ExportFile(d.ctx, studio.ExportRequest{Policy: id, Version: version, Lang: c.lang, Beside: c.beside, Format: c.format}, path)
			if !errors.Is(err, c.want) {
				t.Errorf("%+v of version %d: %v", c, version, err)
			}
			if _, err := os.Stat(path); err == nil {
				t.Errorf("%+v wrote a file", c)
			}
		}
	}
}

// The statement follows the answer of the version, not of the draft after it.
func TestTheStatementIsFrozen(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	silent, dutch := "does not say which of its two texts decides", "this version decides: Dutch."
	page := func(version int) string {
		return string(d.exported(studio.ExportRequest{Policy: id, Version: version, Lang: "en", Beside: "nl", Format: studio.HTML}))
	}
	if got := page(0); !strings.Contains(got, silent) {
		t.Error("a draft without an answer does not say so")
	}
	d.publish(id, "2026-12-01")
	err := d.ChangePolicy(d.ctx, id, func(p *policy.Policy) {
		p.Facts = p.Facts.Merge(policy.Facts{imprint.Prevailing: "nl"})
	})
	ok(t, err)
	if got := page(0); !strings.Contains(got, dutch) {
		t.Error("the draft does not name the language that prevails")
	}
	if got := page(1); !strings.Contains(got, silent) {
		t.Error("the version says what was answered later")
	}
	d.publish(id, "2027-01-01")
	if got := page(2); !strings.Contains(got, dutch) {
		t.Error("the version after the answer does not say it")
	}
}

// A signature covers both languages.
func TestASignedPDFOfTwoLanguages(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	_, err := d.NewIdentity(d.ctx, studio.IdentityRequest{Name: "Ada Lind", Algorithm: sign.P256, Passphrase: passphrase})
	ok(t, err)
	data := d.exported(studio.ExportRequest{Policy: id, Version: 1, Lang: "nl", Beside: "en", Format: studio.PDF, Signature: studio.Signature{Identity: "Ada Lind", Passphrase: passphrase}})
	r := studio.VerifyBytes(data, d.now)
	if r.Result != sign.Intact || r.Policy == nil || r.Policy.Language != "nl+en" || r.Policy.Version != "1" {
		t.Errorf("%+v", r)
	}
	data[len(data)/3] ^= 1
	if studio.VerifyBytes(data, d.now).Result == sign.Intact {
		t.Error("a changed byte goes unnoticed")
	}
}

// Every pair of languages of the sample policies pairs without a block left
// alone, and nothing is lost on either side.
func TestSamplePoliciesPairInEveryLanguage(t *testing.T) {
	for _, folder := range []string{"lumen", "surya", "valbona"} {
		d := newDesk(t)
		snap := d.rebuilt(sampleAnswers(t, folder), "en", policy.TonePlain, vocabulary.Languages()...)
		texts := map[string]policy.Text{}
		for _, lang := range vocabulary.Languages() {
			texts[lang] = markup.Resolve(snap, lang, markup.Issue{}).Text
		}
		for first := range texts {
			for second := range texts {
				pairsWhole(t, fmt.Sprint(folder, " ", first, "|", second), bilingual.Of(texts[first], texts[second]))
			}
		}
	}
}

func pairsWhole(t *testing.T, name string, paired bilingual.Text) {
	t.Helper()
	for side, text := range paired.Sides {
		at := 0
		for _, c := range paired.Clauses {
			if c.Sides[side] == nil || at >= len(text.Clauses) || c.Sides[side].ID != text.Clauses[at].ID {
				t.Fatalf("%s: clause %d", name, at)
			}
			at++
			want := markup.Plain(markup.Parse(c.Sides[side].Body))
			if got := markup.Plain(blocksOf(c.Body, side)); got != want {
				t.Errorf("%s, %s: %q, want %q", name, c.ID(), got, want)
			}
			if alone := countAlone(c.Body); alone > 0 {
				t.Errorf("%s, %s: %d blocks stand alone", name, c.ID(), alone)
			}
		}
		if at != len(text.Clauses) {
			t.Errorf("%s: %d of %d clauses", name, at, len(text.Clauses))
		}
	}
}

func blocksOf(pairs []bilingual.Pair, side int) (out []markup.Block) {
	for _, p := range pairs {
		if p.Blocks[side] != nil {
			out = append(out, *p.Blocks[side])
		}
	}
	return out
}

func countAlone(pairs []bilingual.Pair) (n int) {
	for _, p := range pairs {
		if p.Blocks[0] == nil || p.Blocks[1] == nil {
			n++
		}
		for _, part := range p.Parts {
			for _, detail := range part.Details {
				n += countAlone(detail)
			}
		}
	}
	return n
}
