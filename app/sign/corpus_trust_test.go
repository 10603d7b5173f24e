package sign

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"math/big"
	"slices"
	"testing"
	"time"

	"clausedesk/app/apptest/authority"
	"clausedesk/app/sign/pdffile"
	"clausedesk/app/sign/tsp"
)

// judged verifies at a time, trusting the root of the world or nobody.
func (d *signingDesk) judged(pdf []byte, now time.Time, trusting bool) Signature {
	opts := VerifyOptions{Now: now}
	if trusting {
		opts.Roots = d.Roots()
	}
	return Verify(pdf, opts).Signatures[0]
}

// TestTrustAtTheTimeThatCounts: a trusted timestamp moves the time at which
// the certificate must have been valid; what the signer claims does not, nor
// does an authority that nobody trusts.
func TestTrustAtTheTimeThatCounts(t *testing.T) {
	d := newDesk(t, "p256")
	in := samplePDF(t, 1)
	files := map[Level][]byte{}
	for _, level := range allLevels {
		files[level] = mustSign(t, in, d.id, d.options(t, level))
	}
	soon, late := signedAt.Add(time.Hour), d.id.Certificate.NotAfter.AddDate(0, 1, 0)
	for _, c := range []struct {
		level    Level
		now      time.Time
		trusting bool
		want     Trust
		source   TimeSource
	}{
		{LevelBB, soon, true, TrustTrusted, TimeClaimed},
		{LevelBB, soon, false, TrustUnknown, TimeClaimed},
		{LevelBB, late, true, TrustExpired, TimeClaimed},
		{LevelBB, d.id.Certificate.NotBefore.Add(-time.Hour), true, TrustExpired, TimeClaimed},
		{LevelBT, soon, true, TrustTrusted, TimeTimestamp},
		{LevelBLTA, soon, true, TrustTrusted, TimeTimestamp},
		{LevelBT, late, false, TrustExpired, TimeTimestamp},
		{LevelBLTA, late, false, TrustExpired, TimeTimestamp},
	} {
		s := d.judged(files[c.level], c.now, c.trusting)
		if s.Trust != c.want || s.TimeSource != c.source || s.Integrity != IntegrityIntact {
			t.Errorf("%s at %s trusting %t: %+v", c.level, c.now, c.trusting, s)
		}
		if untold := c.source == TimeTimestamp && !c.trusting; untold != slices.Contains(s.Problems, ProblemTimestampUnknown) {
			t.Errorf("%s: %v", c.level, s.Problems)
		}
	}
}

// TestPastSigningTime: the signer's certificate has run out since; that of the
// authority that stamped in time has not.
func TestPastSigningTime(t *testing.T) {
	d := newDesk(t, "p256")
	short := d.Issue("Short", testKey(t, "p384"), func(c *x509.Certificate) { c.NotAfter = signedAt.Add(48 * time.Hour) })
	id, err := NewIdentityFrom(short.Key, short.Certificate, d.Chain())
	if err != nil {
		t.Fatal(err)
	}
	now := signedAt.AddDate(0, 2, 0)
	for level, want := range map[Level]Trust{
		LevelBB: TrustExpired, LevelBT: TrustTrusted, LevelBLT: TrustTrusted, LevelBLTA: TrustTrusted,
	} {
		pdf := mustSign(t, samplePDF(t, 1), id, d.options(t, level))
		if s := d.judged(pdf, now, true); s.Trust != want || s.Level != level {
			t.Errorf("%s: %+v", level, s)
		}
	}
}

// TestRevokedSigners: revoked before the time that counts is revoked; after
// it, the signature stands. Without a timestamp the present counts.
func TestRevokedSigners(t *testing.T) {
	for name, c := range map[string]struct {
		at    time.Time
		level Level
		want  Trust
	}{
		"before, stamped":    {signedAt.Add(-time.Hour), LevelBLT, TrustRevoked},
		"after, stamped":     {signedAt.Add(30 * time.Minute), LevelBLT, TrustTrusted},
		"after, not stamped": {signedAt.Add(30 * time.Minute), LevelBB, TrustRevoked},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "p256")
			level := c.level
			pdf := mustSign(t, samplePDF(t, 1), d.id, d.options(t, level))
			d.Revoke(d.id.Certificate, c.at, 1)
			d.World.Now = d.World.Now.Add(time.Hour)
			v := withStore(t, pdf, d)
			if s := d.judged(v, signedAt.Add(2*time.Hour), true); s.Trust != c.want || s.Integrity != IntegrityIntact {
				t.Errorf("%+v", s)
			}
		})
	}
}

// withStore adds a security store with the list of the issuing authority.
func withStore(t *testing.T, pdf []byte, d *signingDesk) []byte {
	t.Helper()
	f := open(t, pdf)
	u := newUpdate(f, pdf, 1<<16)
	crl := u.add(&pdffile.Stream{Raw: d.CRL(d.Issuing, nil)})
	catalog, err := f.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	store := u.add(written("<</Type/DSS/CRLs[" + string(pdffile.Append(nil, crl)) + "]>>"))
	u.write(f.Trailer().Get("Root").(pdffile.Ref), catalog.With("DSS", store))
	u.close("store")
	return u.out
}

// TestForgedTimestamps: a token that does not hold is no proof and lifts no
// level.
func TestForgedTimestamps(t *testing.T) {
	for name, change := range map[string]func(d *signingDesk){
		"of other data":      func(d *signingDesk) { d.Token = func(i *authority.TSTInfo) { i.Imprint.Digest[0] ^= 1 } },
		"from the future":    func(d *signingDesk) { d.Token = func(i *authority.TSTInfo) { i.Time = i.Time.AddDate(1, 0, 0) } },
		"by a signer":        func(d *signingDesk) { d.Stamp = d.Issue("No authority", testKey(t, "p384"), nil) },
		"by who had run out": func(d *signingDesk) { d.Token = func(i *authority.TSTInfo) { i.Time = i.Time.AddDate(-30, 0, 0) } },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "p256")
			change(d)
			pdf := stampedByHand(t, d)
			s := d.judged(pdf, signedAt.Add(time.Hour), true)
			if s.Level != LevelBB || s.TimeSource != TimeClaimed || s.Timestamp != nil || !slices.Contains(s.Problems, ProblemTimestamp) {
				t.Errorf("%+v", s)
			}
			if s.Integrity != IntegrityIntact {
				t.Errorf("%+v", s)
			}
		})
	}
}

// stampedByHand is the form signed by the desk, with a token by its authority
// as d.Token changes it.
func stampedByHand(t *testing.T, d *signingDesk) []byte {
	t.Helper()
	pdf := corpusForm()
	r, signer := newRaw(t, pdf), d.id.signer()
	value := fieldByHand(t, r, open(t, pdf), "Author", false)
	return sealWith(t, r, value, "", signer.Hash().New(), func(digest []byte) ([]byte, error) {
		return signer.SignStamped(digest, func(signature []byte) ([]byte, error) {
			sum := sha256.Sum256(signature)
			info := authority.TSTInfo{
				Version: 1, Policy: asn1.ObjectIdentifier{1, 2, 3, 4}, Serial: big.NewInt(7), Time: signedAt.UTC(),
				Imprint: authority.Imprint{Algorithm: pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}}, Digest: sum[:]},
			}
			if d.Token != nil {
				d.Token(&info)
			}
			return d.SignToken(info, d.Stamp), nil
		})
	})
}

// TestForgedDocumentTimestamps: one that does not fit its bytes alters the
// file, and lifts no level.
func TestForgedDocumentTimestamps(t *testing.T) {
	d := newDesk(t, "p256")
	pdf := mustSign(t, samplePDF(t, 1), d.id, d.options(t, LevelBLTA))
	if r := d.verify(pdf); r.Result != Intact || r.Signatures[1].Kind != KindTimestamp || r.Signatures[1].Trust != TrustTrusted {
		t.Fatalf("%+v", r)
	}
	fields, err := signatureFields(open(t, pdf))
	if err != nil {
		t.Fatal(err)
	}
	contents := fields[len(fields)-1].value.Get("Contents").(pdffile.String)
	der, _ := cutPadding(contents.Data)
	token, err := tsp.Parse(der)
	if err != nil {
		t.Fatal(err)
	}
	swapped := slices.Clone(pdf)
	imprint := bytes.Index(bytes.ToLower(swapped[contents.Pos:contents.End]), []byte(hex.EncodeToString(token.Imprint)))
	swapped[contents.Pos+imprint] ^= 1
	if r := d.verify(swapped); r.Result != Altered || r.Signatures[0].Level == LevelBLTA {
		t.Errorf("swapped: %s %s", r.Result, r.Signatures[0].Level)
	}
}
