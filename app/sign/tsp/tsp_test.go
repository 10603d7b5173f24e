package tsp_test

import (
	"context"
	"crypto"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clausedesk/app/apptest/authority"
	"clausedesk/app/sign/cms"
	"clausedesk/app/sign/online"
	"clausedesk/app/sign/tsp"
)

var now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

func client(w *authority.World) tsp.Client {
	return tsp.Client{Address: w.StampURL(), Poster: &online.Client{Timeout: 2 * time.Second}}
}

func stamp(t *testing.T, c tsp.Client, data string) (*tsp.Token, error) {
	t.Helper()
	sum := sha256.Sum256([]byte(data))
	return c.Stamp(context.Background(), crypto.SHA256, sum[:])
}

func TestStamp(t *testing.T) {
	w := authority.New(t, now)
	token, err := stamp(t, client(w), "a document")
	if err != nil {
		t.Fatal(err)
	}
	if !token.Time.Equal(now) || token.Accuracy != time.Second || token.Policy.String() != "1.2.3.4.1" ||
		!token.Certificate.Equal(w.Stamp.Certificate) || len(token.Certificates) != 3 {
		t.Errorf("%+v", token)
	}
	if err := token.Check([]byte("a document")); err != nil {
		t.Error(err)
	}
	if err := token.Check([]byte("another")); !errors.Is(err, tsp.ErrImprint) {
		t.Error(err)
	}
}

// TestWrongTokens: whatever an authority, or somebody in between, does wrong
// has its own kind of error.
func TestWrongTokens(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*authority.World, *tsp.Client)
		want   error
	}{
		"other imprint": {func(w *authority.World, _ *tsp.Client) {
			w.Token = func(i *authority.TSTInfo) { i.Imprint.Digest = make([]byte, 32) }
		}, tsp.ErrReply},
		"other nonce": {func(w *authority.World, _ *tsp.Client) {
			w.Token = func(i *authority.TSTInfo) { i.Nonce.SetInt64(7) }
		}, tsp.ErrReply},
		"no nonce": {func(w *authority.World, _ *tsp.Client) {
			w.Token = func(i *authority.TSTInfo) { i.Nonce = nil }
		}, tsp.ErrReply},
		"other policy": {func(_ *authority.World, c *tsp.Client) { c.Policy = asn1.ObjectIdentifier{1, 2, 9} }, tsp.ErrReply},
		"before its certificate": {func(w *authority.World, _ *tsp.Client) {
			w.Token = func(i *authority.TSTInfo) { i.Time = now.AddDate(-2, 0, 0) }
		}, tsp.ErrAuthority},
		"weak digest": {func(w *authority.World, _ *tsp.Client) {
			w.Token = func(i *authority.TSTInfo) {
				i.Imprint = authority.Imprint{
					Algorithm: pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}}, Digest: make([]byte, 20),
				}
			}
		}, tsp.ErrMalformed},
		"not for timestamps": {func(w *authority.World, _ *tsp.Client) {
			w.Stamp = w.Issue("Somebody", nil, nil)
		}, tsp.ErrAuthority},
		"purpose not critical": {func(w *authority.World, _ *tsp.Client) {
			w.Stamp = w.Issue("Lax", nil, func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping} })
		}, tsp.ErrAuthority},
		"certificate not named": {func(w *authority.World, _ *tsp.Client) { w.Unnamed = true }, tsp.ErrSignature},
		"refused": {func(w *authority.World, _ *tsp.Client) {
			w.Instead("/tsa", answer(authority.Refuse("closed today")))
		}, tsp.ErrRefused},
		"not a reply": {func(w *authority.World, _ *tsp.Client) { w.Instead("/tsa", answer([]byte("<html>"))) }, tsp.ErrMalformed},
		"nobody": {func(_ *authority.World, c *tsp.Client) {
			c.Address = "http://127.0.0.1:1/"
		}, online.ErrUnreachable},
		"no address": {func(_ *authority.World, c *tsp.Client) { c.Address = "ftp://example.org" }, online.ErrAddress},
		"slow": {func(w *authority.World, c *tsp.Client) {
			c.Poster = &online.Client{Timeout: 50 * time.Millisecond}
			w.Instead("/tsa", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
		}, online.ErrSlow},
		"too large": {func(w *authority.World, c *tsp.Client) {
			c.Poster = &online.Client{Limit: 1000}
			w.Instead("/tsa", answer(make([]byte, 1001)))
		}, online.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			w := authority.New(t, now)
			c2 := client(w)
			c.change(w, &c2)
			if _, err := stamp(t, c2, "a document"); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

func answer(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Write(data) } //nolint:errcheck // a test
}

func TestDownAuthority(t *testing.T) {
	w := authority.New(t, now)
	w.Instead("/tsa", func(out http.ResponseWriter, _ *http.Request) { out.WriteHeader(http.StatusServiceUnavailable) })
	var status *online.StatusError
	if _, err := stamp(t, client(w), "x"); !errors.As(err, &status) || status.Code != 503 {
		t.Error(err)
	}
}

// TestEveryByteOfATokenCounts flips each byte of a token: none of the changed
// ones is sound and the same.
func TestEveryByteOfATokenCounts(t *testing.T) {
	w := authority.New(t, now)
	token, err := stamp(t, client(w), "a document")
	if err != nil {
		t.Fatal(err)
	}
	for i := range token.DER {
		der := append([]byte{}, token.DER...)
		der[i] ^= 1
		changed, err := tsp.Parse(der)
		if err != nil || changed.Check([]byte("a document")) != nil {
			continue
		}
		// Only certificates that are not the authority's are unsigned here.
		if !changed.Time.Equal(token.Time) || !changed.Certificate.Equal(token.Certificate) {
			t.Errorf("byte %d", i)
		}
	}
}

// TestSecretsStayOut: a password goes over https or to this machine only, and
// into no error.
func TestSecretsStayOut(t *testing.T) {
	w := authority.New(t, now)
	var user, password string
	w.Instead("/tsa", func(out http.ResponseWriter, r *http.Request) {
		user, password, _ = r.BasicAuth()
		out.WriteHeader(http.StatusUnauthorized)
	})
	c := tsp.Client{Address: w.StampURL(), Poster: &online.Client{User: "studio", Password: "s3cret"}}
	_, err := stamp(t, c, "x")
	if user != "studio" || password != "s3cret" || err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("%q %q %v", user, password, err)
	}
	c.Address = "http://example.org/tsa"
	if _, err := stamp(t, c, "x"); !errors.Is(err, online.ErrAddress) {
		t.Error(err)
	}
}

func openssl(t *testing.T, dir string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		if os.Getenv("CLAUSEDESK_REQUIRE_TOOLS") == "1" {
			t.Fatal("openssl is required and not installed")
		}
		t.Skip("openssl is not installed")
	}
	cmd := exec.Command("openssl", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("openssl %v: %v\n%s", args, err, out)
	}
	return string(out)
}

const opensslConfig = `[tsa]
default_tsa = one
[one]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500
ess_cert_id_alg = %ALG%
[ext]
extendedKeyUsage = critical,timeStamping
`

// TestOpenSSLResponder asks an authority that OpenSSL plays, whose tokens name
// its certificate by SHA-256 and, as older ones do, by SHA-1.
func TestOpenSSLResponder(t *testing.T) {
	for _, alg := range []string{"sha256", "sha1"} {
		t.Run(alg, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "tsa.cnf", []byte(strings.ReplaceAll(opensslConfig, "%ALG%", alg)))
			write(t, dir, "serial", []byte("01"))
			openssl(t, dir, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem",
				"-subj", "/CN=OpenSSL TSA", "-days", "2", "-addext", "extendedKeyUsage=critical,timeStamping")
			c := tsp.Client{Address: "-", Poster: poster(func(body []byte) []byte {
				write(t, dir, "query.tsq", body)
				openssl(t, dir, "ts", "-query", "-in", "query.tsq", "-text")
				openssl(t, dir, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-signer", "tsa.pem",
					"-inkey", "tsa.key", "-out", "reply.tsr")
				data, err := os.ReadFile(filepath.Join(dir, "reply.tsr"))
				if err != nil {
					t.Fatal(err)
				}
				return data
			})}
			sum := sha256.Sum256([]byte("a document"))
			token, err := c.Stamp(context.Background(), crypto.SHA256, sum[:])
			if err != nil {
				t.Fatal(err)
			}
			if token.Accuracy != 1500*time.Millisecond || token.Algorithm() != "RSA-2048 SHA-256" {
				t.Errorf("%+v", token)
			}
		})
	}
}

type poster func(body []byte) []byte

func (p poster) Post(_ context.Context, _, _ string, body []byte) ([]byte, error) {
	return p(body), nil
}

func write(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestOpenSSLVerifies has OpenSSL judge the tokens of the authority that the
// other tests stand on.
func TestOpenSSLVerifies(t *testing.T) {
	w := authority.New(t, time.Now())
	token, err := stamp(t, client(w), "a document")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "token.der", token.DER)
	write(t, dir, "data", []byte("a document"))
	write(t, dir, "root.der", w.Root.Certificate.Raw)
	openssl(t, dir, "x509", "-inform", "DER", "-in", "root.der", "-out", "root.pem")
	out := openssl(t, dir, "ts", "-verify", "-token_in", "-in", "token.der", "-data", "data", "-CAfile", "root.pem")
	if !strings.Contains(out, "Verification: OK") {
		t.Error(out)
	}
}

func TestBrokenTokenHasItsCause(t *testing.T) {
	if _, err := tsp.Parse([]byte("no token")); !errors.Is(err, tsp.ErrMalformed) || !errors.Is(err, cms.ErrMalformed) {
		t.Error(err)
	}
}
