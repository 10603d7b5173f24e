package sign

import (
	"bytes"
	"encoding/hex"
	"encoding/pem"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/sign/pdffile"
)

// withCMS replaces the signature in a signed file by one that make returns for
// the covered bytes. The file has room for it, since it was signed with RSA.
func withCMS(t *testing.T, pdf []byte, make func(content []byte) []byte) []byte {
	t.Helper()
	fields, err := signatureFields(open(t, pdf))
	if err != nil {
		t.Fatal(err)
	}
	contents := fields[0].value.Get("Contents").(pdffile.String)
	content := append(slices.Clone(pdf[:contents.Pos]), pdf[contents.End:]...)
	der := make(content)
	out := slices.Clone(pdf)
	room := out[contents.Pos+1 : contents.End-1]
	if 2*len(der) > len(room) {
		t.Fatalf("%d bytes of CMS do not fit", len(der))
	}
	copy(room, bytes.Repeat([]byte{'0'}, len(room)))
	copy(room, hex.EncodeToString(der))
	return out
}

// TestOtherSignatures puts CMS made by OpenSSL in place of ours.
func TestOtherSignatures(t *testing.T) {
	base := mustSign(t, samplePDF(t, 1), testIdentity(t, RSA3072, signerNameInTests), visible(t))
	dir := t.TempDir()
	for _, name := range []string{"one", "two"} {
		mustRun(t, dir, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
			"-keyout", name+".key", "-out", name+".pem", "-subj", "/CN=OpenSSL "+name, "-days", "3650")
	}
	mustRun(t, dir, "openssl", "req", "-x509", "-newkey", "rsa:1024", "-nodes", "-keyout", "weak.key", "-out", "weak.pem",
		"-subj", "/CN=W", "-days", "3650")
	cases := map[string]struct {
		args      string
		integrity Integrity
		level     Level
		problem   Problem
	}{
		"cades":          {"-cades -signer one.pem -inkey one.key", IntegrityIntact, LevelOther, ""},
		"plain":          {"-signer one.pem -inkey one.key", IntegrityIntact, LevelOther, ""},
		"key identifier": {"-keyid -cades -signer one.pem -inkey one.key", IntegrityIntact, LevelOther, ""},
		"sha-512":        {"-md sha512 -cades -signer one.pem -inkey one.key", IntegrityIntact, LevelOther, ""},
		"sha-1":          {"-md sha1 -cades -signer one.pem -inkey one.key", IntegrityUnknown, LevelOther, ProblemDigestAlgorithm},
		"md5":            {"-md md5 -signer weak.pem -inkey weak.key", IntegrityUnknown, LevelOther, ProblemDigestAlgorithm},
		"weak key":       {"-md sha256 -signer weak.pem -inkey weak.key", IntegrityUnknown, LevelOther, ProblemWeakKey},
		"pss": {
			"-md sha256 -signer weak.pem -inkey weak.key -keyopt rsa_padding_mode:pss",
			IntegrityUnknown, LevelOther, ProblemWeakKey,
		},
		"no certificate": {"-nocerts -signer one.pem -inkey one.key", IntegrityUnknown, LevelOther, ProblemNoCertificate},
		"no attributes":  {"-noattr -signer one.pem -inkey one.key", IntegrityAltered, LevelOther, ProblemCMS},
		"two signers":    {"-nosmimecap -signer one.pem -inkey one.key -signer two.pem -inkey two.key", IntegrityAltered, LevelOther, ProblemCMS},
		"with content":   {"-nodetach -signer one.pem -inkey one.key", IntegrityAltered, LevelOther, ProblemCMS},
		"content type":   {"-econtent_type 1.2.3.4 -signer one.pem -inkey one.key", IntegrityAltered, LevelOther, ProblemContentType},
		"stream (BER)":   {"-stream -nodetach -indef -signer one.pem -inkey one.key", IntegrityAltered, LevelOther, ProblemCMS},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			pdf := withCMS(t, base, func(content []byte) []byte {
				if strings.Contains(c.args, "-nodetach") {
					content = []byte("short")
				}
				writeFile(t, dir, "content", content)
				args := []string{"cms", "-sign", "-binary", "-in", "content", "-outform", "DER", "-out", "sig.der"}
				mustRun(t, dir, "openssl", append(args, strings.Fields(c.args)...)...)
				return readFile(t, dir, "sig.der")
			})
			r := verifyAt(pdf)
			s := r.Signatures[0]
			if s.Integrity != c.integrity || s.Level != c.level || (c.problem != "" && !slices.Contains(s.Problems, c.problem)) {
				t.Errorf("%+v", s)
			}
			if (r.Result == Intact) != (c.integrity == IntegrityIntact) {
				t.Errorf("result %s", r.Result)
			}
		})
	}
}

// TestSwappedCertificate: the same key in another certificate is another
// signer; signing-certificate-v2 is there to notice.
func TestSwappedCertificate(t *testing.T) {
	real := testIdentity(t, P256, signerNameInTests)
	dir := t.TempDir()
	p12, err := real.seal("long enough", 1)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, dir, "id.p12", p12)
	mustRun(t, dir, "openssl", "pkcs12", "-in", "id.p12", "-nodes", "-passin", "pass:long enough", "-nocerts", "-out", "key.pem")
	serial := "0x" + real.Certificate.SerialNumber.Text(16)
	mustRun(t, dir, "openssl", "req", "-x509", "-key", "key.pem", "-out", "other.pem", "-subj",
		"/O=Studio Molen/CN="+signerNameInTests, "-utf8", "-set_serial", serial, "-days", "3650")
	block, _ := pem.Decode(readFile(t, dir, "other.pem"))
	base := mustSign(t, samplePDF(t, 1), testIdentity(t, RSA3072, signerNameInTests), visible(t))
	pdf := withCMS(t, base, func(content []byte) []byte {
		s := real.signer()
		h := s.Hash().New()
		h.Write(content)
		der, err := s.Sign(h.Sum(nil))
		if err != nil {
			t.Fatal(err)
		}
		return swapCertificate(t, der, real.Certificate.Raw, block.Bytes)
	})
	s := verifyAt(pdf).Signatures[0]
	if s.Integrity == IntegrityIntact {
		t.Errorf("%+v", s)
	}
	t.Log(s.Problems)
}

// swapCertificate replaces a certificate inside the DER by one of another
// length: all the SEQUENCE headers around it are written anew.
func swapCertificate(t *testing.T, der, old, other []byte) []byte {
	t.Helper()
	at := bytes.Index(der, old)
	if at < 0 {
		t.Fatal("certificate not found")
	}
	diff := len(other) - len(old)
	out := slices.Concat(der[:at], other, der[at+len(old):])
	// ContentInfo, [0], SignedData and certificates [0] all use two length bytes.
	for _, tag := range [][]byte{{0x30, 0x82}, {0xA0, 0x82}} {
		for i := 0; i+4 < at; i++ {
			n := int(out[i+2])<<8 | int(out[i+3])
			if bytes.Equal(out[i:i+2], tag) && i+4+n >= at+len(old) {
				n += diff
				out[i+2], out[i+3] = byte(n>>8), byte(n)
			}
		}
	}
	return out
}

// TestXRefStreamInput signs files that qpdf wrote with object streams, once
// and twice, and linearized ones.
func TestXRefStreamInput(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "in.pdf", samplePDF(t, 3))
	for name, args := range map[string][]string{
		"object streams": {"--object-streams=generate"},
		"linearized":     {"--linearize"},
		"both":           {"--linearize", "--object-streams=generate"},
	} {
		t.Run(name, func(t *testing.T) {
			mustRun(t, dir, "qpdf", append(args, "in.pdf", "out.pdf")...)
			in := readFile(t, dir, "out.pdf")
			once := mustSign(t, in, testIdentity(t, RSA3072, signerNameInTests), visible(t))
			twice := mustSign(t, once, testIdentity(t, P256, "Second"), visible(t))
			for _, pdf := range [][]byte{once, twice} {
				if r := verifyAt(pdf); r.Result != Intact {
					t.Errorf("%+v", r)
				}
				writeFile(t, dir, "signed.pdf", pdf)
				checkQPDF(t, dir, "signed")
				checkPDFSig(t, dir, "signed")
			}
		})
	}
}

func TestVerifyOtherFiles(t *testing.T) {
	for name, c := range map[string]struct {
		pdf  []byte
		want Result
	}{
		"empty":    {nil, Unreadable},
		"text":     {[]byte("hello"), Unreadable},
		"unsigned": {samplePDF(t, 1), Unsigned},
	} {
		if r := verifyAt(c.pdf); r.Result != c.want || r.Signatures == nil || r.Policy != nil {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestParsePolicyInfo(t *testing.T) {
	const open = `<rdf:RDF xmlns:rdf="r" xmlns:c="https://clausedesk.app/ns/policy/1.0/">`
	for in, want := range map[string]PolicyInfo{
		open + `<rdf:Description c:title="T" c:version="2"/></rdf:RDF>`:                                              {Title: "T", Version: "2"},
		open + `<c:title><rdf:Alt><rdf:li>T</rdf:li><rdf:li>U</rdf:li></rdf:Alt></c:title><c:sha256> ab </c:sha256>`: {Title: "T", SHA256: "ab"},
		open + `<c:client>X &amp; Y</c:client><broken`:                                                               {Client: "X & Y"},
		`<a xmlns:clausedesk="other"><clausedesk:title>T</clausedesk:title></a>`:                                     {},
		strings.Repeat("<a>", 100_000):                                                                               {},
		"":                                                                                                           {},
	} {
		got, found := ParsePolicyInfo([]byte(in))
		if got != want || found != (want != PolicyInfo{}) {
			t.Errorf("%.80s: %+v", in, got)
		}
	}
}
