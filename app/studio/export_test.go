package studio_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

func TestALanguageThatAVersionLacks(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	_, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01", Languages: []string{"nl"}})
	ok(t, err)
	path := filepath.Join(t.TempDir(), "out.pdf")
	for number, lang := range map[int]string{1: "en", 0: "fr"} {
		_, err := d.ExportFile(d.ctx, studio.ExportRequest{Policy: id, Version: number, Lang: lang, Format: studio.PDF}, path)
		wantError(t, err, studio.ErrNoSuchLang)
		_, err = d.Text(d.ctx, id, number, lang)
		wantError(t, err, studio.ErrNoSuchLang)
	}
	// Without its source language too, a version can be read.
	if out := d.export(studio.ExportRequest{Policy: id, Version: 1, Lang: "nl", Format: studio.Plain}); !bytes.Contains(out, []byte("Wij kweken zaailingen.")) {
		t.Errorf("%s", out)
	}
	noFile(t, path)
}

func noFile(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	ok(t, err)
	if len(entries) > 0 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestAnExportThatFailsLeavesNoFile(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	odd := d.add(policy.Policy{Clauses: []policy.Clause{{ID: "odd", Body: "A 🦄 and a נ."}}})
	_, err := d.NewIdentity(d.ctx, studio.IdentityRequest{Name: "Ada", Algorithm: sign.P256, Passphrase: passphrase})
	ok(t, err)
	path := filepath.Join(t.TempDir(), "out")
	for _, c := range []struct {
		req  studio.ExportRequest
		want error
	}{
		{studio.ExportRequest{Policy: id, Version: 2, Format: studio.PDF}, store.ErrNotFound},
		{studio.ExportRequest{Policy: "nowhere", Format: studio.PDF}, store.ErrNotFound},
		{studio.ExportRequest{Policy: id, Version: 1, Format: "docx"}, studio.ErrFormat},
		{studio.ExportRequest{Policy: id, Version: 1, Format: studio.JSON, Signature: studio.Signature{Identity: "Ada", Passphrase: passphrase}}, studio.ErrSignOnlyPDF},
		{studio.ExportRequest{Policy: id, Format: studio.PDF, Signature: studio.Signature{Identity: "Ada", Passphrase: passphrase}}, studio.ErrSignOnlyDone},
		{studio.ExportRequest{Policy: id, Version: 1, Format: studio.PDF, Signature: studio.Signature{Identity: "Ada", Passphrase: "wrong horse"}}, sign.ErrWrongPassphrase},
		{studio.ExportRequest{Policy: id, Version: 1, Format: studio.PDF, Signature: studio.Signature{Identity: "Bo", Passphrase: passphrase}}, store.ErrNotFound},
	} {
		_, err := d.ExportFile(d.ctx, c.req, path)
		wantError(t, err, c.want)
	}
	_, err = d.ExportFile(d.ctx, studio.ExportRequest{Policy: odd, Format: studio.PDF}, path)
	var uncovered *pdf.UncoveredError
	if !errors.As(err, &uncovered) || len(uncovered.Missing) != 2 {
		t.Errorf("error %v, want both characters", err)
	}
	noFile(t, path)
	files, err := d.Store.Files(d.ctx, id, 0)
	ok(t, err)
	if len(files) != 0 {
		t.Errorf("noted %v", files)
	}
}

// TestFilesOfAVersionAreNoted, with what is in them; those of a draft are not.
func TestFilesOfAVersionAreNoted(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	path := filepath.Join(t.TempDir(), "out.md")
	_, err := d.ExportFile(d.ctx, studio.ExportRequest{Policy: id, Format: studio.Markdown}, path)
	ok(t, err)
	_, err = d.ExportFile(d.ctx, studio.ExportRequest{Policy: id, Version: 1, Lang: "nl", Format: studio.Markdown}, path)
	ok(t, err)
	files, err := d.Store.Files(d.ctx, id, 1)
	ok(t, err)
	data, err := os.ReadFile(path)
	ok(t, err)
	if len(files) != 1 || files[0].SHA256 != policy.HashOf(data) || files[0].Lang != "nl" || files[0].Kind != "md" || files[0].SignedBy != "" {
		t.Errorf("noted %+v", files)
	}
}

// TestASignedPDF of each algorithm verifies here and with pdfsig, says which
// version it is, and is not intact with a byte changed.
func TestASignedPDF(t *testing.T) {
	for _, algorithm := range []string{sign.P256, sign.RSA3072} {
		t.Run(algorithm, func(t *testing.T) {
			d := newDesk(t)
			id := d.notice()
			version := d.publish(id, "2026-12-01")
			kept, err := d.NewIdentity(d.ctx, studio.IdentityRequest{Name: "Ada Lind", Organization: "Kweekwerk", Algorithm: algorithm, Passphrase: passphrase})
			ok(t, err)
			path := filepath.Join(t.TempDir(), "signed.pdf")
			result, err := d.ExportFile(d.ctx, studio.ExportRequest{
				Policy: id, Version: 1, Lang: "nl", Format: studio.PDF, Signature: studio.Signature{Identity: "Ada Lind", Passphrase: passphrase},
			}, path)
			ok(t, err)
			data, err := os.ReadFile(path)
			ok(t, err)
			if !result.Signed || result.SHA256 != policy.HashOf(data) {
				t.Errorf("result %+v", result)
			}
			wantIntact(t, d, data, kept, version)
			files, err := d.Store.Files(d.ctx, id, 1)
			ok(t, err)
			if len(files) != 1 || files[0].SignedBy != kept.Fingerprint {
				t.Errorf("noted %+v", files)
			}
			spoilt := bytes.Clone(data)
			spoilt[len(spoilt)/3] ^= 1
			if r := studio.VerifyBytes(spoilt, d.now); r.Result == sign.Intact {
				t.Error("a changed byte is intact")
			}
			askPdfsig(t, path)
		})
	}
}

func wantIntact(t *testing.T, d *desk, data []byte, kept store.Identity, version policy.Version) {
	t.Helper()
	r := studio.VerifyBytes(data, d.now)
	if r.Result != sign.Intact || len(r.Signatures) != 1 {
		t.Fatalf("report %+v", r)
	}
	s := r.Signatures[0]
	if s.Signer != "Ada Lind" || s.Fingerprint != kept.Fingerprint || !s.Time.Equal(d.now) || !s.CoversWholeFile ||
		s.Level != sign.LevelBB || s.Trust != sign.TrustSelfSigned || s.DocMDP != 2 {
		t.Errorf("signature %+v", s)
	}
	if p := r.Policy; p == nil || p.SHA256 != version.SHA256 || p.Version != "1" || p.Language != "nl" || p.Title != "Privacyverklaring" || p.Client != "Kweekwerk" {
		t.Errorf("policy %+v", r.Policy)
	}
}

func askPdfsig(t *testing.T, path string) {
	t.Helper()
	tool, err := exec.LookPath("pdfsig")
	if err != nil {
		if os.Getenv("CLAUSEDESK_REQUIRE_TOOLS") != "" {
			t.Fatal("pdfsig is not here")
		}
		t.Log("pdfsig is not here: checked by this program alone")
		return
	}
	cmd := exec.Command(tool, "-nocert", path)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	out, err := cmd.CombinedOutput()
	ok(t, err)
	for _, want := range []string{"Signature is Valid", "Total document signed", "Ada Lind", "ETSI.CAdES.detached"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("pdfsig does not say %q:\n%s", want, out)
		}
	}
}

func TestIdentities(t *testing.T) {
	d := newDesk(t)
	kept, err := d.NewIdentity(d.ctx, studio.IdentityRequest{Name: " Ada ", Algorithm: sign.P256, Passphrase: passphrase})
	ok(t, err)
	if kept.Name != "Ada" || !kept.NotBefore.Before(kept.NotAfter) {
		t.Errorf("identity %+v", kept)
	}
	d.unchanged(func() {
		for pass, want := range map[string]error{"": sign.ErrPassphraseEmpty, "short": sign.ErrPassphraseShort, "emoji 🦄 here": sign.ErrPassphraseCharacters} {
			_, err := d.NewIdentity(d.ctx, studio.IdentityRequest{Name: "Bo", Algorithm: sign.P256, Passphrase: pass})
			wantError(t, err, want)
		}
		_, err := d.NewIdentity(d.ctx, studio.IdentityRequest{Name: " ", Algorithm: sign.P256, Passphrase: passphrase})
		wantError(t, err, sign.ErrName)
		_, err = d.NewIdentity(d.ctx, studio.IdentityRequest{Name: "Ada", Algorithm: sign.P256, Passphrase: passphrase})
		wantError(t, err, store.ErrNameTaken)
		_, err = d.ImportIdentity(d.ctx, "", []byte("no key file"), passphrase)
		wantError(t, err, sign.ErrNotPKCS12)
		_, err = d.ImportIdentity(d.ctx, "", kept.Sealed, "wrong horse")
		wantError(t, err, sign.ErrWrongPassphrase)
	})
	other, err := d.ImportIdentity(d.ctx, "The same key", kept.Sealed, passphrase)
	ok(t, err)
	if other.Fingerprint != kept.Fingerprint {
		t.Errorf("fingerprint %s, want %s", other.Fingerprint, kept.Fingerprint)
	}
	if strings.Contains(string(kept.Sealed)+kept.Certificate, passphrase) {
		t.Error("the passphrase is kept")
	}
}

func TestFileName(t *testing.T) {
	for _, c := range []struct {
		client string
		number int
		want   string
	}{
		{"Méridien SaaS", 2, "meridien-saas-v2-nl.pdf"},
		{"Lumen  Software B.V.", 0, "lumen-software-b-v-draft-nl.pdf"},
		{"../../etc/passwd", 1, "etc-passwd-v1-nl.pdf"},
		{"Αθήνα", 1, "policy-v1-nl.pdf"},
		{"", 1, "policy-v1-nl.pdf"},
		{"---", 1, "policy-v1-nl.pdf"},
		{"CON", 1, "con-v1-nl.pdf"},
		{strings.Repeat("long ", 100), 1, strings.Repeat("long-", 11) + "long-v1-nl.pdf"},
	} {
		if got := studio.DefaultPattern.Name(studio.FileNamed{Client: c.client, Version: c.number, Lang: "nl", Format: studio.PDF}); got != c.want {
			t.Errorf("%q gave %q, want %q", c.client, got, c.want)
		}
	}
}

func TestTheTour(t *testing.T) {
	d := newDesk(t)
	dir := t.TempDir()
	steps := map[string]int{}
	result, err := d.Tour(d.ctx, dir, func(s studio.TourStep) { steps[s.Name]++ })
	ok(t, err)
	if len(result.Files) != 11 {
		t.Errorf("%d files", len(result.Files))
	}
	for _, path := range result.Files {
		data, err := os.ReadFile(path)
		ok(t, err)
		if r := studio.VerifyBytes(data, d.now); r.Result != sign.Intact || r.Policy == nil {
			t.Errorf("%s: %+v", filepath.Base(path), r)
		}
	}
	for _, name := range []string{"sample", "import", "edit", "translate", "check", "publish", "identity", "verify"} {
		if steps[name] == 0 {
			t.Errorf("the tour does not tell of %q", name)
		}
	}
	if c := d.census(); c.clients != 8 || c.policies != 8 || c.versions != 8 || c.identities != 1 {
		t.Errorf("%+v", c)
	}
	// The edits stand in the versions, in each language.
	text, err := d.Text(d.ctx, d.find("Lumen Software"), 1, "nl")
	ok(t, err)
	edited := 0
	for _, clause := range text.Clauses {
		if strings.HasSuffix(clause.Heading, " (2026)") {
			edited++
		}
	}
	if edited != 1 {
		t.Errorf("%d edited headings", edited)
	}
}

func (d *desk) find(client string) policy.ID {
	d.t.Helper()
	rows, err := d.Store.PolicyRows(d.ctx, client)
	ok(d.t, err)
	if len(rows) != 1 {
		d.t.Fatalf("%d policies of %q", len(rows), client)
	}
	return rows[0].ID
}
