package sign

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/sign/pdffile"
)

// documents are PDFs by different programs, to be signed here.
var documents = []struct {
	name, tool string
	args       string // the input is in.pdf, in.html, in.ms or in.svg; the output out.pdf
}{
	{"qpdf", "qpdf", "in.pdf out.pdf"},
	{"qpdf with object streams", "qpdf", "--object-streams=generate in.pdf out.pdf"},
	{"qpdf without object streams", "qpdf", "--object-streams=disable in.pdf out.pdf"},
	{"qpdf linearized", "qpdf", "--linearize in.pdf out.pdf"},
	{"qpdf linearized with object streams", "qpdf", "--linearize --object-streams=generate in.pdf out.pdf"},
	{"qpdf in readable form", "qpdf", "--qdf in.pdf out.pdf"},
	{"qpdf uncompressed", "qpdf", "--stream-data=uncompress in.pdf out.pdf"},
	{"qpdf of a form", "qpdf", "--object-streams=generate form.pdf out.pdf"},
	{"mutool clean", "mutool", "clean in.pdf out.pdf"},
	{"mutool clean, thoroughly", "mutool", "clean -gggg -z in.pdf out.pdf"},
	{"mutool clean, pretty", "mutool", "clean -d -a in.pdf out.pdf"},
	{"mutool of a form", "mutool", "clean -z form.pdf out.pdf"},
	{"pdfunite", "pdfunite", "in.pdf in.pdf out.pdf"},
	{"cairo", "pdftocairo", "-pdf in.pdf out.pdf"},
	{"rsvg", "rsvg-convert", "-f pdf -o out.pdf in.svg"},
	{"WeasyPrint", "weasyprint", "-q in.html out.pdf"},
	{"groff", "sh", "-c groff\u00a0-Tpdf\u00a0-ms\u00a0in.ms>out.pdf"},
}

// TestDocumentsByOthers signs what other programs wrote, once and twice, with
// both kinds of key. All of it is intact.
func TestDocumentsByOthers(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "in.pdf", samplePDF(t, 2))
	writeFile(t, dir, "form.pdf", corpusForm())
	writeFile(t, dir, "in.html", []byte("<h1>Order</h1><p>We pay 100 euro.<a href='https://example.org'>x</a>"))
	writeFile(t, dir, "in.ms", []byte(".TL\nOrder\n.PP\nWe pay 100 euro.\n"))
	writeFile(t, dir, "in.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><text y="40">Order</text></svg>`))
	for _, d := range documents {
		t.Run(d.name, func(t *testing.T) {
			args := strings.Fields(d.args)
			for i := range args {
				args[i] = strings.ReplaceAll(args[i], "\u00a0", " ")
			}
			if d.name == "groff" {
				tool(t, "groff")
			}
			mustRun(t, dir, d.tool, args...)
			in := readFile(t, dir, "out.pdf")
			once := mustSign(t, in, testIdentity(t, RSA3072, signerNameInTests), visible(t))
			twice := mustSign(t, once, testIdentity(t, P256, "Second"), SignOptions{Time: signedAt})
			for n, pdf := range [][]byte{once, twice} {
				r := verifyAt(pdf)
				if r.Result != Intact || len(r.Signatures) != n+1 || r.Signatures[0].Level != LevelBB {
					t.Errorf("%s %v %+v", r.Result, r.Problems, r.Signatures)
				}
			}
		})
	}
}

// TestSignaturesByPoppler and by mutool, on a form, on a file with a
// cross-reference stream, and behind a certification of ours.
func TestSignaturesByPoppler(t *testing.T) {
	dir := t.TempDir()
	tool(t, "pdfsig")
	nss := nssWith(t, dir)
	writeFile(t, dir, "plain.pdf", samplePDF(t, 2))
	writeFile(t, dir, "form.pdf", corpusForm())
	writeFile(t, dir, "ours.pdf", mustSign(t, samplePDF(t, 1), testIdentity(t, P256, signerNameInTests), SignOptions{Time: signedAt}))
	writeFile(t, dir, "certified.pdf", newSignedForm(t, 2, "").pdf)
	mustRun(t, dir, "qpdf", "--object-streams=generate", "plain.pdf", "streams.pdf")
	mustRun(t, dir, "qpdf", "--linearize", "plain.pdf", "linear.pdf")
	for _, in := range []string{"plain", "form", "streams", "linear", "ours", "certified"} {
		t.Run(in, func(t *testing.T) {
			mustRun(t, dir, "pdfsig", "-nssdir", nss, "-nick", "signer", "-add-signature", "-new-signature-field-name", "Theirs",
				"-reason", "test", in+".pdf", "out.pdf")
			r := verifyAt(readFile(t, dir, "out.pdf"))
			if r.Result != Intact {
				t.Errorf("%s %v %+v", r.Result, r.Problems, r.Signatures[0].Changes)
			}
			if last := r.Signatures[len(r.Signatures)-1]; last.Field != "Theirs" || !last.CoversWholeFile {
				t.Errorf("%+v", last)
			}
		})
	}
}

// nssWith makes a key store of NSS with one signer.
func nssWith(t *testing.T, dir string) string {
	t.Helper()
	nss := filepath.Join(dir, "nss")
	mustRun(t, dir, "mkdir", "-p", nss)
	mustRun(t, dir, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "nss.key", "-out", "nss.pem",
		"-subj", "/CN=Poppler signer", "-days", "3650", "-addext", "keyUsage=digitalSignature")
	mustRun(t, dir, "openssl", "pkcs12", "-export", "-inkey", "nss.key", "-in", "nss.pem", "-name", "signer", "-out", "nss.p12", "-passout", "pass:x")
	mustRun(t, dir, "certutil", "-N", "-d", "sql:"+nss, "--empty-password")
	mustRun(t, dir, "pk12util", "-i", "nss.p12", "-d", "sql:"+nss, "-W", "x", "-K", "")
	return nss
}

// opensslSigners are the keys and methods that OpenSSL signs with.
var opensslSigners = []struct{ name, key, args string }{
	{"RSA-2048 SHA-256", "rsa:2048", "-cades"},
	{"RSA-3072 SHA-384", "rsa:3072", "-cades -md sha384"},
	{"RSA-2048 SHA-512", "rsa:2048", "-cades -md sha512"},
	{"RSA-PSS-2048 SHA-256", "rsa:2048", "-md sha256 -keyopt rsa_padding_mode:pss"},
	{"RSA-PSS-2048 SHA-512", "rsa:2048", "-md sha512 -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:32"},
	{"ECDSA P-256 SHA-256", "ec:P-256", "-cades"},
	{"ECDSA P-384 SHA-384", "ec:P-384", "-cades -md sha384"},
	{"ECDSA P-521 SHA-512", "ec:P-521", "-md sha512"},
	{"RSA-2048 SHA-256", "rsa:2048", "-keyid"},
	{"RSA-2048 SHA-256", "rsa:2048", "-nosmimecap"},
	{"RSA-2048 SHA-256", "rsa:2048", "-noattr"},
	{"ECDSA P-256 SHA-256", "ec:P-256", "-cades -certfile other.pem"},
}

// TestSignaturesByOpenSSL: every key and method that is known is verified.
func TestSignaturesByOpenSSL(t *testing.T) {
	dir := t.TempDir()
	base := adobeStyle(t)
	mustRun(t, dir, "cp", opensslKey(t, dir, "rsa:2048")+".pem", "other.pem")
	for i, c := range opensslSigners {
		t.Run(c.name+" "+c.args, func(t *testing.T) {
			pem := opensslKey(t, dir, c.key)
			writeFile(t, dir, "content", signedBytes(t, base))
			args := []string{"cms", "-sign", "-binary", "-in", "content", "-outform", "DER", "-out", "sig.der", "-signer", pem + ".pem", "-inkey", pem + ".key"}
			mustRun(t, dir, "openssl", append(args, strings.Fields(c.args)...)...)
			pdf := overwriteCMS(t, base, readFile(t, dir, "sig.der"))
			r := verifyAt(pdf)
			if r.Result != Intact || r.Signatures[0].Algorithm != c.name {
				t.Errorf("%s %+v", r.Result, r.Signatures)
			}
			broken := slices.Clone(pdf)
			broken[len(broken)/3] ^= 1
			if r := verifyAt(broken); r.Result == Intact {
				t.Errorf("case %d is intact with a byte changed", i)
			}
		})
	}
}

// signedBytes is what the signature of a file covers.
func signedBytes(t *testing.T, pdf []byte) []byte {
	t.Helper()
	fields, err := signatureFields(open(t, pdf))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(fields, func(f sigField) bool { return f.value != nil })
	contents := fields[i].value.Get("Contents").(pdffile.String)
	return append(slices.Clone(pdf[:contents.Pos]), pdf[contents.End:]...)
}

func opensslKey(t *testing.T, dir, kind string) string {
	t.Helper()
	name := strings.NewReplacer(":", "-").Replace(kind)
	if _, err := os.Stat(filepath.Join(dir, name+".pem")); err == nil {
		return name
	}
	args := []string{"req", "-x509", "-nodes", "-keyout", name + ".key", "-out", name + ".pem", "-subj", "/CN=OpenSSL " + name, "-days", "3650"}
	algorithm, size, _ := strings.Cut(kind, ":")
	switch algorithm {
	case "rsa":
		args = append(args, "-newkey", kind)
	case "ec":
		args = append(args, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:"+size)
	default:
		args = append(args, "-newkey", kind)
	}
	mustRun(t, dir, "openssl", args...)
	return name
}

// adobeStyle is a signed file of the older kind, adbe.pkcs7.detached, with room
// for any signature value.
func adobeStyle(t *testing.T) []byte {
	t.Helper()
	in := corpusForm()
	r := newRaw(t, in)
	value := fieldByHand(t, r, open(t, in), "Author", true)
	room, blank := strings.Repeat("0", 20_000), strings.Repeat(" ", 40)
	r.object(value, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/M(D:20261121181200+01'00')/Reference["+
		docMDPReference(2)+"]/ByteRange["+blank+"]/Contents<"+room+">>>")
	out := r.close("")
	at := bytes.LastIndex(out, []byte("["+blank+"]")) + 1
	start := at + bytes.Index(out[at:], []byte("<"+room+">"))
	end := start + len(room) + 2
	copy(out[at:], fmt.Sprintf("0 %d %d %d", start, end, len(out)-end))
	copy(out[start+1:], hex.EncodeToString([]byte{0x30, 0}))
	return out
}

// TestSignatureByMutool fills the field that the form has. mutool signs with
// SHA-1, so its own signature cannot be judged; the one before it stands.
func TestSignatureByMutool(t *testing.T) {
	dir := t.TempDir()
	p12, err := testIdentity(t, RSA3072, "Client").seal("long enough", 1)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, dir, "id.p12", p12)
	for name, in := range map[string][]byte{
		"form": corpusForm(), "certified": newSignedForm(t, 2, "").pdf, "approved": newSignedForm(t, 0, "").pdf,
		"commented": newSignedForm(t, 3, "").pdf, "locked elsewhere": newSignedForm(t, 2, lockOf("/Action/Exclude/Fields[(Client)]")).pdf,
	} {
		t.Run(name, func(t *testing.T) {
			writeFile(t, dir, "in.pdf", in)
			mustRun(t, dir, "mutool", "sign", "-s", "id.p12", "-P", "long enough", "-o", "out.pdf", "in.pdf", fmt.Sprint(formClient))
			r := verifyAt(readFile(t, dir, "out.pdf"))
			last := r.Signatures[len(r.Signatures)-1]
			if r.Result != Unreadable || last.Field != "Client" || !slices.Contains(last.Problems, ProblemDigestAlgorithm) {
				t.Errorf("%s %+v", r.Result, r.Signatures)
			}
			if first := r.Signatures[0]; len(r.Signatures) == 2 && first.Integrity != IntegrityIntact {
				t.Errorf("%+v", first.Changes)
			}
		})
	}
}

// TestHybridFiles: what Word and others write for readers of old.
func TestHybridFiles(t *testing.T) {
	pdf := hybridForm()
	if _, err := pdffile.Open(pdf); err != nil {
		t.Fatal(err)
	}
	once := mustSign(t, pdf, testIdentity(t, P256, "Author"), SignOptions{Time: signedAt})
	twice := mustSign(t, once, testIdentity(t, P256, "Second"), SignOptions{Time: signedAt})
	for _, pdf := range [][]byte{once, twice} {
		if r := verifyAt(pdf); r.Result != Intact {
			t.Errorf("%s %+v", r.Result, r.Signatures)
		}
	}
}

// hybridForm hides an attachment's data in an object stream that only the
// stream of a second, empty section leads to.
func hybridForm() []byte {
	out := corpusForm()
	old := bytes.LastIndex(out, []byte("xref\n0 "))
	box := len(out)
	out = fmt.Appendf(out, "26 0 obj\n%s\nendobj\n", streamOf("/Type/ObjStm/N 1/First 5", "28 0 <</Hidden true>>"))
	self := len(out)
	rows := string([]byte{1, byte(box >> 16), byte(box >> 8), byte(box), 0, 1, byte(self >> 16), byte(self >> 8), byte(self), 0, 2, 0, 0, 26, 0})
	out = fmt.Appendf(out, "27 0 obj\n%s\nendobj\n", streamOf("/Type/XRef/W[1 3 1]/Size 29/Index[26 3]", rows))
	start := len(out)
	return fmt.Appendf(out, "xref\n0 0\ntrailer\n<</Size 29/Root 1 0 R/Info 23 0 R/Prev %d/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n", old, self, start)
}
