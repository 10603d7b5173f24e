package studio_test

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// exportFile writes the Dutch PDF of a version, signed when an identity is named.
func (d *desk) exportFile(id policy.ID, identity string) string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "kweekwerk-v1-nl.pdf")
	req := studio.ExportRequest{Policy: id, Version: 1, Lang: "nl", Format: studio.PDF}
	if identity != "" {
		req.Signature = studio.Signature{Identity: identity, Passphrase: passphrase}
	}
	_, err := d.ExportFile(d.ctx, req, path)
	ok(d.t, err)
	return path
}

func TestADeliveryNamesTheFileThatWasWritten(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	path := d.exportFile(id, "")
	data, err := os.ReadFile(path)
	ok(t, err)
	got, err := d.Deliver(d.ctx, studio.DeliveryRequest{Policy: id, Version: 1, Path: path, To: "Anna", How: policy.ByHand, By: "Mira"})
	ok(t, err)
	want := policy.Delivery{
		ID: 1, PolicyID: id, Number: 1, Lang: "nl", File: "kweekwerk-v1-nl.pdf", SHA256: policy.HashOf(data), Bytes: int64(len(data)),
		To: "Anna", How: policy.ByHand, On: "2026-11-21", By: "Mira", Created: testTime,
	}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	rows, err := d.Store.Deliveries(d.ctx, store.DeliveryFilter{Policy: id})
	ok(t, err)
	if len(rows) != 1 || rows[0].Delivery != want || rows[0].Client != "Kweekwerk" {
		t.Errorf("register: %+v", rows)
	}
	if heard := d.events[len(d.events)-1]; heard != (studio.Event{Kind: studio.DeliveriesChanged, Policy: id}) {
		t.Errorf("event %+v", heard)
	}
}

func TestNothingIsEnteredThatWasNotWritten(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	path := d.exportFile(id, "")
	changed := filepath.Join(t.TempDir(), "changed.pdf")
	data, err := os.ReadFile(path)
	ok(t, err)
	ok(t, os.WriteFile(changed, append(data, '\n'), 0o600))
	for name, c := range map[string]struct {
		change func(*studio.DeliveryRequest)
		want   error
	}{
		"a changed file": {func(r *studio.DeliveryRequest) { r.Path = changed }, studio.ErrNotExported},
		"no file":        {func(r *studio.DeliveryRequest) { r.Path += "x" }, os.ErrNotExist},
		"no version":     {func(r *studio.DeliveryRequest) { r.Version = 2 }, store.ErrNotFound},
		"no day":         {func(r *studio.DeliveryRequest) { r.On = "tomorrow" }, studio.ErrBadDate},
		"nobody":         {func(r *studio.DeliveryRequest) { r.To = "" }, store.ErrNoRecipient},
	} {
		t.Run(name, func(t *testing.T) {
			req := studio.DeliveryRequest{Policy: id, Version: 1, Path: path, To: "Anna"}
			c.change(&req)
			d.unchanged(func() {
				if _, err := d.Deliver(d.ctx, req); !errors.Is(err, c.want) {
					t.Errorf("got %v, want %v", err, c.want)
				}
			})
		})
	}
	rows, err := d.Store.Deliveries(d.ctx, store.DeliveryFilter{})
	ok(t, err)
	if len(rows) != 0 {
		t.Errorf("entered all the same: %+v", rows)
	}
}

func TestTheHandoverSheetSaysWhatWasHandedOver(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	version := d.publish(id, "2026-12-01")
	delivered, err := d.Deliver(d.ctx, studio.DeliveryRequest{Policy: id, Version: 1, Path: d.exportFile(id, ""), To: "Anna | Berg", How: policy.ByPost})
	ok(t, err)
	sheet := filepath.Join(t.TempDir(), "sheet.pdf")
	ok(t, d.HandoverSheet(d.ctx, delivered.ID, "de", sheet))
	text := strings.Join(strings.Fields(outside(t, true, "pdftotext", sheet, "-")), "")
	for _, part := range []string{"Übergabe", "Anna|Berg", "perPost", "21.November2026", delivered.SHA256, version.SHA256, "Kweekwerk", "Niederländisch"} {
		want := part
		if part == "Niederländisch" {
			want = "Nederlands" // a language is named in itself
		}
		if !strings.Contains(text, want) {
			t.Errorf("the sheet lacks %q:\n%s", want, text)
		}
	}
	if err := d.HandoverSheet(d.ctx, 99, "de", sheet); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a sheet of nothing: %v", err)
	}
}

func TestABundleHoldsWhatItLists(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	version := d.publish(id, "2026-12-01")
	_, err := d.NewIdentity(d.ctx, studio.IdentityRequest{Name: "Mira", Algorithm: sign.P256, Passphrase: passphrase})
	ok(t, err)
	signed := d.exportFile(id, "Mira")
	path := filepath.Join(t.TempDir(), "bundle.zip")
	entries, err := d.Bundle(d.ctx, studio.BundleRequest{Policy: id, Version: 1, Lang: "nl"}, path, noProgress)
	ok(t, err)
	files := unzip(t, path)
	want := []string{
		"kweekwerk-privacy-statement-v1-en.html", "kweekwerk-privacy-statement-v1-en.pdf",
		"kweekwerk-privacyverklaring-v1-nl.html", "kweekwerk-privacyverklaring-v1-nl.pdf",
		"report.pdf", "SHA256SUMS", "version.json",
	}
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	if !slices.Equal(names, want) || len(entries) != len(want) {
		t.Fatalf("holds %v, lists %d; want %v", names, len(entries), want)
	}
	before, err := os.ReadFile(signed)
	ok(t, err)
	if string(files["kweekwerk-privacyverklaring-v1-nl.pdf"]) != string(before) {
		t.Error("the signed file is not the one that was written before")
	}
	if policy.HashOf(files["version.json"]) != version.SHA256 {
		t.Error("version.json is not the version")
	}
	dir := t.TempDir()
	for name, data := range files {
		ok(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	out := outside(t, false, "sh", "-c", "cd '"+dir+"' && sha256sum --check --strict SHA256SUMS")
	if strings.Count(out, ": OK") != len(want)-1 {
		t.Error(out)
	}
	again := filepath.Join(t.TempDir(), "again.zip")
	_, err = d.Bundle(d.ctx, studio.BundleRequest{Policy: id, Version: 1, Lang: "nl"}, again, noProgress)
	ok(t, err)
	if one, two := read(t, path), read(t, again); one != two {
		t.Error("the same bundle has other bytes")
	}
}

func TestABundleThatFailsLeavesNoFile(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	path := filepath.Join(t.TempDir(), "bundle.zip")
	_, err := d.Bundle(d.ctx, studio.BundleRequest{Policy: id, Version: 1, Languages: []string{"sq"}}, path, noProgress)
	if !errors.Is(err, studio.ErrNoSuchLang) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file is left: %v", err)
	}
}

func unzip(t *testing.T, path string) map[string][]byte {
	t.Helper()
	archive, err := zip.OpenReader(path)
	ok(t, err)
	defer archive.Close()
	out := map[string][]byte{}
	for _, f := range archive.File {
		r, err := f.Open()
		ok(t, err)
		out[f.Name], err = io.ReadAll(r)
		ok(t, err)
		ok(t, r.Close())
	}
	return out
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	ok(t, err)
	return string(data)
}

func TestFileNamesByPattern(t *testing.T) {
	d := newDesk(t)
	named := studio.FileNamed{Client: "Méridien SaaS", Policy: "Privacy notice", Version: 3, Lang: "fr", Effective: "2026-12-01", Format: studio.PDF}
	for pattern, want := range map[studio.NamePattern]string{
		studio.DefaultPattern: "meridien-saas-privacy-notice-v3-fr.pdf",
		"{effective} {client} {policy} version {version} {lang}": "2026-12-01 meridien-saas privacy-notice version 3 fr.pdf",
	} {
		ok(t, d.SetNamePattern(d.ctx, pattern))
		kept, err := d.NamePattern(d.ctx)
		ok(t, err)
		if got := kept.Name(named); got != want {
			t.Errorf("%s gave %q, want %q", pattern, got, want)
		}
	}
	for _, bad := range []studio.NamePattern{"{client}", "{client}/{version}/{lang}", "{client}{version}{lang}{day}", `{client}\..\{version}{lang}`} {
		if err := d.SetNamePattern(d.ctx, bad); !errors.Is(err, studio.ErrPattern) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	ok(t, d.SetNamePattern(d.ctx, ""))
	if kept, _ := d.NamePattern(d.ctx); kept != studio.DefaultPattern {
		t.Errorf("an empty pattern is %q", kept)
	}
}
