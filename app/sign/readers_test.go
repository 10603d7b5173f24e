package sign

import (
	"strings"
	"testing"

	"clausedesk/app/sign/pdffile"
)

// TestReadersAgree asks pdfsig, qpdf, openssl and mutool about what Sign made.
func TestReadersAgree(t *testing.T) {
	for _, algorithm := range []string{RSA3072, P256} {
		t.Run(algorithm, func(t *testing.T) {
			id := testIdentity(t, algorithm, signerNameInTests)
			signed := mustSign(t, samplePDF(t, 3), id, visible(t))
			dir := t.TempDir()
			writeFile(t, dir, "cert.pem", id.PEM())
			for _, once := range []struct {
				name  string
				bytes []byte
			}{
				{"once", signed},
				{"twice", mustSign(t, signed, testIdentity(t, P256, "Second"), visible(t))},
			} {
				writeFile(t, dir, once.name+".pdf", once.bytes)
				t.Run(once.name+"/qpdf", func(t *testing.T) { checkQPDF(t, dir, once.name) })
				t.Run(once.name+"/pdfsig", func(t *testing.T) { checkPDFSig(t, dir, once.name) })
				t.Run(once.name+"/mutool", func(t *testing.T) { checkMutool(t, dir, once.name) })
				t.Run(once.name+"/openssl", func(t *testing.T) { checkOpenSSL(t, dir, once.bytes) })
			}
		})
	}
}

func checkQPDF(t *testing.T, dir, name string) {
	out := mustRun(t, dir, "qpdf", "--check", name+".pdf")
	if !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Error(out)
	}
}

func checkPDFSig(t *testing.T, dir, name string) {
	out, _ := run(t, dir, "pdfsig", "-nocert", name+".pdf")
	wanted := []string{
		"Signer Certificate Common Name: " + signerNameInTests, "Signature Type: ETSI.CAdES.detached",
		"Total document signed", "Signature is Valid.",
	}
	for _, w := range wanted {
		if !strings.Contains(out, w) {
			t.Errorf("%q is missing in\n%s", w, out)
		}
	}
	if strings.Count(out, "Signature is Valid.") != strings.Count(out, "Signature #") {
		t.Error(out)
	}
}

// checkMutool wants the last signature unchanged. Of an earlier one mutool
// says "valid but there have been edits" for whatever was added, even for a
// further signature without appearance; it must not find the digest wrong.
func checkMutool(t *testing.T, dir, name string) {
	out, _ := run(t, dir, "mutool", "sign", "-v", name+".pdf")
	if !strings.HasSuffix(strings.TrimSpace(out), "The document is unchanged since signing.") {
		t.Error(out)
	}
	valid := strings.Count(out, "unchanged since signing") + strings.Count(out, "signature is valid")
	if valid != strings.Count(out, "Verifying signature") {
		t.Error(out)
	}
}

// checkOpenSSL verifies the first signature's CMS over its byte range.
func checkOpenSSL(t *testing.T, dir string, pdf []byte) {
	f, err := pdffile.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	fields, err := signatureFields(f)
	if err != nil {
		t.Fatal(err)
	}
	value := fields[0].value
	contents := value.Get("Contents").(pdffile.String)
	der, problem := cutPadding(contents.Data)
	if problem != "" {
		t.Fatal(problem)
	}
	r := value.Get("ByteRange").(pdffile.Array)
	end := int(r[2].(pdffile.Int) + r[3].(pdffile.Int))
	content := append(append([]byte{}, pdf[:contents.Pos]...), pdf[contents.End:end]...)
	writeFile(t, dir, "sig.der", der)
	writeFile(t, dir, "content.bin", content)
	out := mustRun(t, dir, "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "sig.der",
		"-content", "content.bin", "-CAfile", "cert.pem", "-no_check_time", "-out", "out.bin")
	if !strings.Contains(out, "successful") {
		t.Error(out)
	}
}
