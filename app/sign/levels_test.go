package sign

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"clausedesk/app/apptest/authority"
	"clausedesk/app/sign/online"
	"clausedesk/app/sign/revocation"
	"clausedesk/app/sign/tsp"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// keys are made once for the whole run.
var keys = struct {
	sync.Mutex
	made map[string]crypto.Signer
}{made: map[string]crypto.Signer{}}

func testKey(tb testing.TB, kind string) crypto.Signer {
	tb.Helper()
	keys.Lock()
	defer keys.Unlock()
	if k := keys.made[kind]; k != nil {
		return k
	}
	var k crypto.Signer
	var err error
	switch kind {
	case "p256":
		k, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	case "p384":
		k, err = ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	default:
		bits := map[string]int{"rsa2048": 2048, "rsa3072": 3072, "rsa4096": 4096}[kind]
		k, err = rsa.GenerateKey(rand.Reader, bits)
	}
	if err != nil {
		tb.Fatal(err)
	}
	keys.made[kind] = k
	return k
}

// bench is a signer with a certificate of a test authority, and services that
// ask that authority.
type signingDesk struct {
	*authority.World
	id       *Identity
	services *Services
}

func newDesk(tb testing.TB, kind string) *signingDesk {
	tb.Helper()
	w := authority.New(tb, signedAt)
	pair := w.Issue(signerNameInTests, testKey(tb, kind), nil)
	id, err := NewIdentityFrom(pair.Key, pair.Certificate, w.Chain())
	if err != nil {
		tb.Fatal(err)
	}
	return &signingDesk{World: w, id: id, services: servicesOf(w)}
}

func servicesOf(w *authority.World) *Services {
	door := &online.Client{Timeout: time.Second}
	return NewServices(tsp.Client{Address: w.StampURL(), Poster: door}, revocation.Client{Asker: door})
}

func (d *signingDesk) options(tb testing.TB, level Level) SignOptions {
	tb.Helper()
	opts := visible(tb)
	opts.Level, opts.Services = level, d.services
	return opts
}

func (d *signingDesk) verify(pdf []byte) Report {
	return Verify(pdf, VerifyOptions{Now: signedAt.Add(time.Hour), Roots: d.Roots()})
}

func (d *signingDesk) extend(pdf []byte, level Level) ([]byte, error) {
	return Extend(context.Background(), pdf, ExtendOptions{Level: level, Services: d.services, Now: signedAt})
}

var allLevels = []Level{LevelBB, LevelBT, LevelBLT, LevelBLTA}

// TestLevels makes every level with every kind of key and lets other programs
// judge it.
func TestLevels(t *testing.T) {
	for _, kind := range []string{"rsa2048", "rsa3072", "rsa4096", "p256", "p384"} {
		d := newDesk(t, kind)
		in := samplePDF(t, 2)
		for _, level := range allLevels {
			t.Run(kind+" "+string(level), func(t *testing.T) {
				pdf := mustSign(t, in, d.id, d.options(t, level))
				report := d.verify(pdf)
				first := report.Signatures[0]
				if report.Result != Intact || first.Level != level || first.Trust != TrustTrusted {
					t.Errorf("%+v", report)
				}
				judgedByOthers(t, d, pdf, map[Level]int{LevelBB: 1, LevelBT: 1, LevelBLT: 1, LevelBLTA: 2}[level])
			})
		}
	}
}

// judgedByOthers asks the other programs, which find so many signatures and
// timestamps over the document.
func judgedByOthers(t *testing.T, d *signingDesk, pdf []byte, count int) {
	t.Helper()
	dir := t.TempDir()
	writeFile(t, dir, "signed.pdf", pdf)
	writeFile(t, dir, "cert.pem", (&Identity{Certificate: d.Root.Certificate}).PEM())
	checkQPDF(t, dir, "signed")
	checkOpenSSL(t, dir, pdf)
	out, _ := run(t, dir, "pdfsig", "-nocert", "signed.pdf")
	signatures := strings.Count(out, "Signature #")
	if signatures == 0 || strings.Count(out, "Signature is Valid.") < 1 || strings.Contains(out, "Invalid") {
		t.Error(out)
	}
	if signatures != count {
		t.Errorf("%d signatures\n%s", signatures, out)
	}
	api.DisableConfigDir() // it would write into the home folder
	if err := api.Validate(bytes.NewReader(pdf), model.NewDefaultConfiguration()); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
	stampsByOpenSSL(t, dir, pdf)
}

// stampsByOpenSSL has OpenSSL check every timestamp in the file.
func stampsByOpenSSL(t *testing.T, dir string, pdf []byte) {
	_, seals, err := readSeals(pdf)
	if err != nil {
		t.Fatal(err)
	}
	verify := func(token *tsp.Token, data []byte) {
		writeFile(t, dir, "token.der", token.DER)
		writeFile(t, dir, "data", data)
		out := mustRun(t, dir, "openssl", "ts", "-verify", "-token_in", "-in", "token.der", "-data", "data",
			"-CAfile", "cert.pem", "-no_check_time")
		if !strings.Contains(out, "Verification: OK") {
			t.Error(out)
		}
	}
	for _, s := range seals {
		for _, token := range s.stamps() {
			verify(token, s.cms.Value)
		}
		if s.token != nil {
			at := bytes.LastIndex(pdf[:s.end], []byte("/Contents <")) + len("/Contents ")
			gap := at + bytes.IndexByte(pdf[at:], '>') + 1
			verify(s.token, slices.Concat(pdf[:at], pdf[gap:s.end]))
		}
	}
}

// TestExtend brings files to higher levels that were signed before, here and
// by OpenSSL.
func TestExtend(t *testing.T) {
	d := newDesk(t, "p256")
	for _, from := range allLevels {
		for _, to := range allLevels[1:] {
			t.Run(string(from)+" to "+string(to), func(t *testing.T) {
				before := mustSign(t, samplePDF(t, 1), d.id, d.options(t, from))
				after, err := d.extend(before, to)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.HasPrefix(after, before) {
					t.Error("what was there is not a prefix")
				}
				want := to
				if from.rank() > to.rank() {
					want = from
				}
				r := d.verify(after)
				if r.Result != Intact || r.Signatures[0].Level != want {
					t.Errorf("%s %+v", want, r)
				}
				if from.rank() >= to.rank() && to != LevelBLTA && len(after) != len(before) {
					t.Errorf("%d bytes added to what needs none", len(after)-len(before))
				}
				dir := t.TempDir()
				writeFile(t, dir, "signed.pdf", after)
				checkQPDF(t, dir, "signed")
			})
		}
	}
}

// TestRenewal carries a file through ten years: each time before the
// timestamp's certificate ends.
func TestRenewal(t *testing.T) {
	d := newDesk(t, "p256")
	pdf := mustSign(t, samplePDF(t, 1), d.id, d.options(t, LevelBLTA))
	for range 4 {
		d.Now = d.Now.AddDate(2, 6, 0)
		d.RenewStamp()
		d.services = servicesOf(d.World)
		var err error
		if pdf, err = Extend(context.Background(), pdf, ExtendOptions{Level: LevelBLTA, Services: d.services, Now: d.Now}); err != nil {
			t.Fatal(err)
		}
		r := Verify(pdf, VerifyOptions{Now: d.Now.Add(time.Hour), Roots: d.Roots()})
		if r.Result != Intact || r.Signatures[0].Level != LevelBLTA || r.Signatures[0].Trust != TrustTrusted {
			t.Fatalf("%s: %+v", d.Now.Format(time.DateOnly), r)
		}
	}
	d.Now = d.Now.AddDate(4, 0, 0)
	_, err := Extend(context.Background(), pdf, ExtendOptions{Level: LevelBLTA, Services: servicesOf(d.World), Now: d.Now})
	if !errors.Is(err, ErrTooLate) {
		t.Errorf("renewed too late: %v", err)
	}
}

// TestLevelNotHad: a level that cannot be had is an error with its kind, and
// never a lower level.
func TestLevelNotHad(t *testing.T) {
	for name, c := range map[string]struct {
		level  Level
		change func(*testing.T, *signingDesk)
		want   error
	}{
		"no authority": {LevelBT, func(_ *testing.T, d *signingDesk) { d.services = nil }, ErrNoAuthority},
		"may not ask": {LevelBLT, func(_ *testing.T, d *signingDesk) {
			d.services = NewServices(tsp.Client{Address: d.StampURL(), Poster: &online.Client{}}, nil)
		}, ErrMayNotAsk},
		"down":    {LevelBT, func(_ *testing.T, d *signingDesk) { d.Instead("/tsa", http.NotFound) }, &online.StatusError{}},
		"refused": {LevelBLTA, func(_ *testing.T, d *signingDesk) { d.Instead("/tsa", says(authority.Refuse("no"))) }, tsp.ErrRefused},
		"slow": {LevelBT, func(_ *testing.T, d *signingDesk) {
			d.Instead("/tsa", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
			door := &online.Client{Timeout: 30 * time.Millisecond}
			d.services = NewServices(tsp.Client{Address: d.StampURL(), Poster: door}, nil)
		}, online.ErrSlow},
		"wrong": {LevelBT, func(_ *testing.T, d *signingDesk) {
			d.Token = func(i *authority.TSTInfo) { i.Imprint.Digest = make([]byte, len(i.Imprint.Digest)) }
		}, tsp.ErrReply},
		"revoked": {LevelBLT, func(_ *testing.T, d *signingDesk) {
			d.Revoke(d.id.Certificate, signedAt.Add(-time.Hour), 1)
		}, ErrRevoked},
		"nobody says": {LevelBLT, func(_ *testing.T, d *signingDesk) {
			d.Instead("/ocsp", http.NotFound)
			d.Instead("/issuing.crl", http.NotFound)
		}, revocation.ErrUnreachable},
		"no address": {LevelBLT, func(t *testing.T, d *signingDesk) {
			d.NoAddresses = true
			pair := d.Issue("Ada", testKey(t, "p256"), nil)
			d.id, _ = NewIdentityFrom(pair.Key, pair.Certificate, d.Chain())
		}, revocation.ErrNoAddress},
		"chain": {LevelBLT, func(t *testing.T, d *signingDesk) {
			other := newDesk(t, "p256") // whose authorities no timestamp here knows
			other.Instead("/issuing.cer", http.NotFound)
			d.id, other.id.Chain = other.id, nil
		}, ErrChain},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "p256")
			c.change(t, d)
			out, err := Sign(context.Background(), samplePDF(t, 1), d.id, d.options(t, c.level))
			var level *LevelError
			if out != nil || !errors.As(err, &level) {
				t.Fatalf("%d bytes, %v", len(out), err)
			}
			var status *online.StatusError
			if !errors.Is(err, c.want) && !errors.As(err, &status) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

func says(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Write(data) } //nolint:errcheck // a test
}

// TestFetchedChain: an issuer that was not enclosed is fetched from where the
// certificate says.
func TestFetchedChain(t *testing.T) {
	d := newDesk(t, "p256")
	d.id.Chain = nil
	pdf := mustSign(t, samplePDF(t, 1), d.id, d.options(t, LevelBLT))
	if r := d.verify(pdf); r.Result != Intact || r.Signatures[0].Level != LevelBLT || r.Signatures[0].Trust != TrustTrusted {
		t.Errorf("%+v", r)
	}
}

// TestLongerToken: a token that is longer than those before it makes the file
// anew with more room.
func TestLongerToken(t *testing.T) {
	d := newDesk(t, "p256")
	long := false
	d.Token = func(i *authority.TSTInfo) {
		if long {
			i.Policy = append(i.Policy, slices.Repeat([]int{1 << 27}, 60)...)
		}
		long = true
	}
	before := d.Asked("/tsa")
	pdf := mustSign(t, samplePDF(t, 1), d.id, d.options(t, LevelBT))
	if r := d.verify(pdf); r.Signatures[0].Level != LevelBT || d.Asked("/tsa")-before != 3 {
		t.Errorf("asked %d times: %+v", d.Asked("/tsa")-before, r)
	}
}

// TestSelfMadeLongTerm: a self-made certificate has nobody to ask about it.
func TestSelfMadeLongTerm(t *testing.T) {
	d := newDesk(t, "p256")
	d.id = testIdentity(t, P256, signerNameInTests)
	pdf := mustSign(t, samplePDF(t, 1), d.id, d.options(t, LevelBLTA))
	if r := d.verify(pdf); r.Result != Intact {
		t.Errorf("%+v", r)
	}
}

func TestExpiredCertificate(t *testing.T) {
	d := newDesk(t, "p256")
	for at, want := range map[time.Time]error{
		d.id.Certificate.NotAfter.Add(time.Second):   ErrExpired,
		d.id.Certificate.NotBefore.Add(-time.Second): ErrNotYetValid,
	} {
		opts := d.options(t, LevelBB)
		opts.Time = at
		if _, err := Sign(context.Background(), samplePDF(t, 1), d.id, opts); !errors.Is(err, want) {
			t.Error(err)
		}
		opts.AcceptExpired = true
		if _, err := Sign(context.Background(), samplePDF(t, 1), d.id, opts); err != nil {
			t.Error(err)
		}
	}
}
