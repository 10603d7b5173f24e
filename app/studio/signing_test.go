package studio_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"clausedesk/app/apptest/authority"
	"clausedesk/app/pdf/conform"
	"clausedesk/app/pdf/raster"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/studio"
	"clausedesk/app/task"

	pkcs12 "software.sslmate.com/src/go-pkcs12"
)

// signedDesk is a desk with an identity of a test authority, "Ada", and leave
// to ask that authority.
func signedDesk(t *testing.T) (*desk, *authority.World) {
	t.Helper()
	d, w := newDesk(t), authority.New(t, testTime)
	pair := w.Issue("Ada Lind", nil, nil)
	p12, err := pkcs12.Modern2023.WithIterations(1).Encode(pair.Key, pair.Certificate, w.Chain(), passphrase)
	ok(t, err)
	_, err = d.ImportIdentity(d.ctx, "Ada", p12, passphrase)
	ok(t, err)
	ok(t, d.SetAuthorities(d.ctx, studio.Authorities{Timestamps: w.StampURL(), AskRevocation: true}))
	return d, w
}

func byAda(level sign.Level) studio.Signature {
	return studio.Signature{Identity: "Ada", Passphrase: passphrase, Level: level, Reason: "Published"}
}

// TestExportedLevels: every level of the page as it is made has that level,
// shows its places, and PDFium draws it.
func TestExportedLevels(t *testing.T) {
	d, w := signedDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	pages := raster.New(filepath.Join(os.TempDir(), "clausedesk-test-cache"))
	defer pages.Close()
	for _, level := range []sign.Level{sign.LevelBB, sign.LevelBT, sign.LevelBLT, sign.LevelBLTA} {
		data := d.export(studio.ExportRequest{
			Policy: id, Version: 1, Lang: "nl", Format: studio.PDF, Signature: byAda(level), Countersign: true,
		})
		report := sign.Verify(data, sign.VerifyOptions{Now: testTime, Roots: w.Roots()})
		if s := report.Signatures[0]; report.Result != sign.Intact || s.Level != level || s.Reason != "Published" {
			t.Errorf("%s: %+v", level, report)
		}
		fields, err := sign.Fields(data)
		ok(t, err)
		if len(fields) < 2 || fields[1].Name != studio.CountersignField || fields[1].Rect.X0 <= fields[0].Rect.X1 ||
			fields[1].Page != fields[0].Page {
			t.Errorf("%s: %+v", level, fields)
		}
		if _, err := pages.Pages(d.ctx, data, 40); err != nil {
			t.Errorf("%s: PDFium: %v", level, err)
		}
		failures, err := conform.Check(data)
		ok(t, err)
		for _, f := range failures {
			t.Errorf("%s: %+v", level, f)
		}
	}
}

// TestBatch signs many with one passphrase and may be cancelled; what was
// written stays, is noted, and holds.
func TestBatch(t *testing.T) {
	d, _ := signedDesk(t)
	for range 6 {
		d.publish(d.notice(), "2026-11-01")
	}
	folder := t.TempDir()
	req := studio.BatchRequest{Folder: folder, Signature: byAda(sign.LevelBB)}
	result, err := d.SignBatch(d.ctx, req, func(task.Progress) {})
	ok(t, err)
	if len(result.Files) != 12 || result.Failed != 0 || result.Left != 0 {
		t.Fatalf("%+v", result)
	}
	names := map[string]bool{}
	for _, f := range result.Files {
		data, err := os.ReadFile(f.Path)
		ok(t, err)
		if names[f.Path] || policy.HashOf(data) != f.SHA256 || studio.VerifyBytes(data, testTime).Result != sign.Intact {
			t.Errorf("%+v", f)
		}
		names[f.Path] = true
		noted, err := d.Store.Files(d.ctx, f.Policy, f.Version)
		ok(t, err)
		if len(noted) != 2 || noted[0].SignedBy == "" {
			t.Errorf("%+v", noted)
		}
	}
	d.cancelled(req)
}

// cancelled ends a batch after its third file.
func (d *desk) cancelled(req studio.BatchRequest) {
	d.t.Helper()
	req.Folder = d.t.TempDir()
	ctx, cancel := context.WithCancel(d.ctx)
	defer cancel()
	var mu sync.Mutex
	result, err := d.SignBatch(ctx, req, func(p task.Progress) {
		mu.Lock()
		defer mu.Unlock()
		if p.Done >= 3 {
			cancel()
		}
	})
	written, globErr := filepath.Glob(filepath.Join(req.Folder, "*"))
	ok(d.t, globErr)
	if !errors.Is(err, context.Canceled) || result.Left == 0 || len(result.Files) < 3 || len(written) != len(result.Files) {
		d.t.Errorf("%v: %d files of %d, %d left", err, len(written), len(result.Files), result.Left)
	}
}

// TestBatchStopsOrGoesOn at a file that cannot be written.
func TestBatchStopsOrGoesOn(t *testing.T) {
	d, _ := signedDesk(t)
	d.publish(d.notice(), "2026-11-01")
	for _, goOn := range []bool{false, true} {
		folder := t.TempDir()
		req := studio.BatchRequest{Folder: folder, GoOn: goOn, Signature: byAda(sign.LevelBB)}
		plan, err := d.SignBatch(d.ctx, req, func(task.Progress) {})
		ok(t, err)
		req.Folder = t.TempDir()
		for _, f := range plan.Files { // folders stand in the way of all
			ok(t, os.Mkdir(filepath.Join(req.Folder, filepath.Base(f.Path)), 0o700))
		}
		result, err := d.SignBatch(d.ctx, req, func(task.Progress) {})
		ok(t, err)
		if result.Failed == 0 || goOn && (result.Failed != 2 || result.Left != 0) {
			t.Errorf("go on %v: %+v", goOn, result)
		}
	}
	req := studio.BatchRequest{Folder: t.TempDir(), Signature: byAda(sign.LevelBB)}
	req.Passphrase = "wrong horse"
	if _, err := d.SignBatch(d.ctx, req, func(task.Progress) {}); !errors.Is(err, sign.ErrWrongPassphrase) {
		t.Error(err)
	}
	req.Passphrase, req.Languages = passphrase, []string{"el"}
	if _, err := d.SignBatch(d.ctx, req, func(task.Progress) {}); !errors.Is(err, studio.ErrNothingToSign) {
		t.Error(err)
	}
}

// TestCountersigned: the client's place is filled, the hash of the version is in
// its QR code too, and the second signature shows.
func TestCountersigned(t *testing.T) {
	d, w := signedDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	dir := t.TempDir()
	in, out := filepath.Join(dir, "a.pdf"), filepath.Join(dir, "b.pdf")
	_, err := d.ExportFile(d.ctx, studio.ExportRequest{
		Policy: id, Version: 1, Lang: "nl", Format: studio.PDF, Signature: byAda(sign.LevelBT), Countersign: true,
	}, in)
	ok(t, err)
	made, err := d.SignFile(d.ctx, studio.SignFileRequest{Signature: byAda(sign.LevelBLT), Lang: "en"}, in, out)
	ok(t, err)
	data, err := os.ReadFile(out)
	ok(t, err)
	report := sign.Verify(data, sign.VerifyOptions{Now: testTime, Roots: w.Roots()})
	if made.Field != studio.CountersignField || report.Result != sign.Intact || len(report.Signatures) != 2 ||
		report.Signatures[1].Level != sign.LevelBLT {
		t.Errorf("%+v\n%+v", made, report)
	}
	before, err := os.ReadFile(in)
	ok(t, err)
	if !bytes.HasPrefix(data, before) {
		t.Error("what was signed before is not a prefix")
	}
}
