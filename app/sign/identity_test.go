package sign

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestNewIdentity(t *testing.T) {
	for _, algorithm := range []string{RSA3072, P256} {
		id := testIdentity(t, algorithm, signerNameInTests)
		c := id.Certificate
		if id.Name() != signerNameInTests || id.Algorithm() != algorithm || !id.SelfSigned() {
			t.Errorf("%q %q %v", id.Name(), id.Algorithm(), id.SelfSigned())
		}
		if c.Version != 3 || c.KeyUsage != x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment ||
			len(c.SubjectKeyId) != 20 || c.IsCA || c.SerialNumber.Sign() <= 0 || len(c.SerialNumber.Bytes()) > 20 {
			t.Errorf("%s: certificate %+v", algorithm, c)
		}
		if len(c.UnknownExtKeyUsage) != 1 || !c.UnknownExtKeyUsage[0].Equal(oidDocumentSigning) {
			t.Errorf("%s: extended key usage %v", algorithm, c.UnknownExtKeyUsage)
		}
	}
	for _, c := range []struct {
		p    Params
		want error
	}{
		{Params{Name: " "}, ErrName},
		{Params{Name: "A", Years: 31}, ErrValidity},
		{Params{Name: "A", Algorithm: "rsa1024"}, ErrUnsupportedKey},
	} {
		if _, err := NewIdentity(context.Background(), c.p); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v", c.p, err)
		}
	}
}

func TestCheckPassphrase(t *testing.T) {
	for pass, want := range map[string]error{
		"": ErrPassphraseEmpty, "1234567": ErrPassphraseShort, "ëëëëëëë": ErrPassphraseShort,
		"12345678": nil, "ëëëëëëëë": nil, "12345678🔑": ErrPassphraseCharacters, "1234567\xff8": ErrPassphraseCharacters,
	} {
		if err := CheckPassphrase(pass); !errors.Is(err, want) {
			t.Errorf("%q: %v", pass, err)
		}
	}
}

func TestSealAndOpen(t *testing.T) {
	for _, algorithm := range []string{RSA3072, P256} {
		id := testIdentity(t, algorithm, signerNameInTests)
		p12, err := id.seal("geheim é ключ", 1000)
		if err != nil {
			t.Fatal(err)
		}
		back, err := Open(p12, "geheim é ключ")
		if err != nil {
			t.Fatal(err)
		}
		if back.Fingerprint() != id.Fingerprint() || len(back.Chain) != 0 {
			t.Errorf("%s came back as another", algorithm)
		}
		if verifyAt(mustSign(t, samplePDF(t, 1), back, visible(t))).Result != Intact {
			t.Errorf("%s: the key that came back does not sign", algorithm)
		}
		if _, err := Open(p12, "geheim e ключ"); !errors.Is(err, ErrWrongPassphrase) {
			t.Errorf("wrong passphrase: %v", err)
		}
		if _, err := Open(p12, ""); !errors.Is(err, ErrWrongPassphrase) {
			t.Errorf("no passphrase: %v", err)
		}
		if _, err := id.Seal("short"); !errors.Is(err, ErrPassphraseShort) {
			t.Errorf("short: %v", err)
		}
		if bytes.Contains(p12, id.Certificate.Raw[len(id.Certificate.Raw)-64:]) {
			t.Error("the certificate stands in clear")
		}
	}
}

// TestSealIsSlowToGuess looks at the rounds that OpenSSL reads from the file.
func TestSealIsSlowToGuess(t *testing.T) {
	p12, err := testIdentity(t, P256, signerNameInTests).Seal("long enough")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	writeFile(t, dir, "id.p12", p12)
	out := mustRun(t, dir, "openssl", "pkcs12", "-info", "-noout", "-in", "id.p12", "-passin", "pass:long enough")
	for _, want := range []string{
		"MAC: sha256, Iteration 600000", "PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256",
	} {
		if !bytes.Contains([]byte(out), []byte(want)) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, in := range [][]byte{nil, []byte("hello"), {0x30, 0x80, 0, 0}} {
		if _, err := Open(in, "whatever"); !errors.Is(err, ErrNotPKCS12) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

// opensslChain makes a root, an intermediate and a leaf for the key made by
// newkey, and packs leaf and chain with the given PKCS#12 options.
func opensslChain(t *testing.T, newkey []string, p12 ...string) (file []byte, dir string) {
	t.Helper()
	dir = t.TempDir()
	config := "[ca]\nbasicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n" +
		"[leaf]\nbasicConstraints=CA:false\nkeyUsage=critical,digitalSignature\n"
	writeFile(t, dir, "x.cnf", []byte(config+"[req]\ndistinguished_name=dn\n[dn]\n"))
	ssl := func(args ...string) { mustRun(t, dir, "openssl", args...) }
	ssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-out", "root.pem",
		"-subj", "/CN=Root", "-days", "3650", "-config", "x.cnf", "-extensions", "ca")
	ssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "mid.key", "-out", "mid.csr", "-subj", "/CN=Middle", "-config", "x.cnf")
	ssl("x509", "-req", "-in", "mid.csr", "-CA", "root.pem", "-CAkey", "root.key", "-out", "mid.pem", "-days", "3650",
		"-extfile", "x.cnf", "-extensions", "ca", "-CAcreateserial")
	ssl(append([]string{"genpkey", "-out", "leaf.key"}, newkey...)...)
	ssl("req", "-new", "-key", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=Imported signer", "-config", "x.cnf")
	ssl("x509", "-req", "-in", "leaf.csr", "-CA", "mid.pem", "-CAkey", "mid.key", "-out", "leaf.pem", "-days", "3650",
		"-extfile", "x.cnf", "-extensions", "leaf", "-CAcreateserial")
	chain := append(readFile(t, dir, "root.pem"), readFile(t, dir, "mid.pem")...) // in the wrong order
	writeFile(t, dir, "chain.pem", chain)
	ssl(append([]string{
		"pkcs12", "-export", "-inkey", "leaf.key", "-in", "leaf.pem", "-certfile", "chain.pem",
		"-out", "id.p12", "-passout", "pass:from openssl",
	}, p12...)...)
	return readFile(t, dir, "id.p12"), dir
}

func readFile(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestOpenFromOpenSSL(t *testing.T) {
	rsa2048 := []string{"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"}
	ec := func(curve string) []string {
		return []string{"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + curve}
	}
	for name, c := range map[string]struct {
		key  []string
		p12  []string
		want error
	}{
		"rsa modern":  {key: rsa2048},
		"rsa legacy":  {key: rsa2048, p12: []string{"-legacy"}},
		"p256 modern": {key: ec("P-256")},
		"p384 legacy": {key: ec("P-384"), p12: []string{"-legacy"}},
		"rsa1024":     {key: []string{"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"}, want: ErrWeakKey},
		"p521":        {key: ec("P-521"), want: ErrUnsupportedKey},
		"ed25519":     {key: []string{"-algorithm", "ED25519"}, want: ErrUnsupportedKey},
		"no key":      {key: rsa2048, p12: []string{"-nokeys"}, want: ErrNoKey},
	} {
		t.Run(name, func(t *testing.T) {
			p12, dir := opensslChain(t, c.key, c.p12...)
			id, err := Open(p12, "from openssl")
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if c.want == nil {
				checkImported(t, id, dir)
			}
		})
	}
}

func checkImported(t *testing.T, id *Identity, dir string) {
	t.Helper()
	if id.Name() != "Imported signer" || len(id.Chain) != 2 || id.Chain[0].Subject.CommonName != "Middle" {
		t.Fatalf("%s with %d others", id.Name(), len(id.Chain))
	}
	opts := visible(t)
	opts.Time = id.Certificate.NotBefore.Add(1)
	pdf := mustSign(t, samplePDF(t, 1), id, opts)
	roots := x509.NewCertPool()
	r := Verify(pdf, VerifyOptions{Now: opts.Time})
	if r.Result != Intact || r.Signatures[0].Trust != TrustUnknown {
		t.Errorf("without roots: %s %s", r.Result, r.Signatures[0].Trust)
	}
	roots.AppendCertsFromPEM(readFile(t, dir, "root.pem"))
	r = Verify(pdf, VerifyOptions{Now: opts.Time, Roots: roots})
	if r.Result != Intact || r.Signatures[0].Trust != TrustTrusted || r.Signatures[0].Signer != "Imported signer" {
		t.Errorf("with its root: %+v", r)
	}
	writeFile(t, dir, "cert.pem", readFile(t, dir, "root.pem"))
	checkOpenSSL(t, dir, pdf)
}
