package sign

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/sign/pdffile"
)

// forged is a signed file whose bytes were worked on, with what must be said.
type forged struct {
	name    string
	make    func(tb testing.TB, s *signedForm) []byte
	problem Problem
}

// edit replaces the last occurrence of a text by one of equal length.
func edit(from, to string) func(testing.TB, *signedForm) []byte {
	return func(tb testing.TB, s *signedForm) []byte {
		tb.Helper()
		at := bytes.LastIndex(s.pdf, []byte(from))
		if at < 0 || len(from) != len(to) {
			tb.Fatalf("%q cannot become %q", from, to)
		}
		out := slices.Clone(s.pdf)
		copy(out[at:], to)
		return out
	}
}

func cmsOf(tb testing.TB, pdf []byte) []byte {
	tb.Helper()
	fields, err := signatureFields(open(tb, pdf))
	if err != nil {
		tb.Fatal(err)
	}
	i := slices.IndexFunc(fields, func(f sigField) bool { return f.value != nil })
	der, problem := cutPadding(fields[i].value.Get("Contents").(pdffile.String).Data)
	if problem != "" {
		tb.Fatal(problem)
	}
	return der
}

// inCMS edits the signature value: a piece of DER for another as long.
func inCMS(from, to string) func(testing.TB, *signedForm) []byte {
	return func(tb testing.TB, s *signedForm) []byte {
		tb.Helper()
		old, err1 := hex.DecodeString(from)
		other, err2 := hex.DecodeString(to)
		der := cmsOf(tb, s.pdf)
		if err1 != nil || err2 != nil || !bytes.Contains(der, old) || len(old) != len(other) {
			tb.Fatal("no such DER")
		}
		return overwriteCMS(tb, s.pdf, bytes.ReplaceAll(der, old, other))
	}
}

func transplanted(from func(tb testing.TB) []byte) func(testing.TB, *signedForm) []byte {
	return func(tb testing.TB, s *signedForm) []byte { return overwriteCMS(tb, s.pdf, cmsOf(tb, from(tb))) }
}

func compressed(data string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(data))
	_ = z.Close()
	return b.String()
}

// objectStreamUpdate adds objects in an object stream, with a cross-reference
// stream, behind the signed form.
func objectStreamUpdate(s *signedForm, bodies map[int]string, more string) []byte {
	box, self := s.next(0), s.next(1)
	var index, content strings.Builder
	var rows []byte
	var sections []string
	n := 0
	row := func(kind byte, a int, b byte) {
		rows = append(rows, kind, byte(a>>16), byte(a>>8), byte(a), b)
	}
	for num := 1; num < box; num++ {
		body, ok := bodies[num]
		if !ok {
			continue
		}
		fmt.Fprintf(&index, "%d %d ", num, content.Len())
		content.WriteString(body + " ")
		row(2, box, byte(n))
		sections = append(sections, fmt.Sprintf("%d 1", num))
		n++
	}
	out := slices.Clone(s.pdf)
	boxAt := len(out)
	data := index.String() + content.String()
	out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", box,
		streamOf(fmt.Sprintf("/Type/ObjStm/N %d/First %d", n, index.Len()), data))
	start := len(out)
	row(1, boxAt, 0)
	row(1, start, 0)
	sections = append(sections, fmt.Sprintf("%d 2", box))
	dict := fmt.Sprintf("/Type/XRef/W[1 3 1]/Size %d/Index[%s]/Root 1 0 R/Info 23 0 R/Prev %d%s",
		self+1, strings.Join(sections, " "), s.file.Sections()[0].Offset, more)
	return fmt.Appendf(out, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", self, streamOf(dict, string(rows)), start)
}

// otherTail puts a whole other document behind the signed bytes, one whose
// catalog names the old signature.
func otherTail(prev bool) func(testing.TB, *signedForm) []byte {
	return func(_ testing.TB, s *signedForm) []byte {
		r := newRaw(s.tb, s.pdf)
		r.object(formCatalog, string(pdffile.Append(nil, s.dict(formCatalog))))
		r.object(formContent, streamOf("", "BT ET"))
		if !prev {
			r.prev = bytes.Index(s.pdf, []byte("xref\n0")) // skips the signed revision
		}
		return r.close("")
	}
}

func hybridUpdate(_ testing.TB, s *signedForm) []byte {
	r := newRaw(s.tb, s.pdf)
	content := len(r.out)
	r.add("6 0 obj\n%s\nendobj\n", streamOf("", "BT ET"))
	at := len(r.out)
	rows := string([]byte{1, byte(content >> 16), byte(content >> 8), byte(content), 0})
	r.object(s.next(0), streamOf(fmt.Sprintf("/Type/XRef/W[1 3 1]/Size %d/Index[6 1]", s.next(1)), rows))
	return r.close(fmt.Sprintf("/XRefStm %d", at))
}

var forgeries = []forged{
	{"text of a page", edit("(We pay 100 euro)", "(We pay 900 euro)"), ProblemDigest},
	{"text of the second page", edit("(Second page)", "(Sacond page)"), ProblemDigest},
	{"value of a field", edit("/V(100)", "/V(900)"), ProblemDigest},
	{"attachment", edit(`{"amount":100}`, `{"amount":900}`), ProblemDigest},
	{"title", edit("/Title(Order)", "/Title(Older)"), ProblemDigest},
	{"metadata", edit("x-default\">Order", "x-default\">Older"), ProblemDigest},
	{"link", edit("https://example.org", "https://example.com"), ProblemDigest},
	{"box", edit("/MediaBox[0 0 595", "/MediaBox[0 0 195"), ProblemDigest},
	{"comment in the header", edit("%\xE2\xE3", "%\xE2\xE4"), ProblemDigest},
	{"time of signing", edit("20261121181200", "20161121181200"), ProblemDigest},
	{"permission", edit("/P 2/V", "/P 3/V"), ProblemDigest},
	{"certification dropped", edit("/Perms", "/Permz"), ProblemPerms},
	{"identifier", edit("/ID[<00>", "/ID[<01>"), ProblemDigest},
	{"field name", edit("/T(Author)", "/T(Auther)"), ProblemDigest},
	{"signature emptied", func(tb testing.TB, s *signedForm) []byte { return overwriteCMS(tb, s.pdf, nil) }, ProblemCMS},
	{"signature of four bytes", func(tb testing.TB, s *signedForm) []byte { return overwriteCMS(tb, s.pdf, []byte{0x30, 2, 5, 0}) }, ProblemCMS},
	{"signature of another file", transplanted(func(tb testing.TB) []byte {
		return mustSign(tb, samplePDF(tb, 1), testIdentity(tb, P256, "Author"), SignOptions{Time: signedAt})
	}), ProblemDigest},
	{"signature cut", func(tb testing.TB, s *signedForm) []byte {
		der := cmsOf(tb, s.pdf)
		return overwriteCMS(tb, s.pdf, der[:len(der)-9])
	}, ProblemSignatureValue},
	{"bytes behind the signature", func(tb testing.TB, s *signedForm) []byte {
		return overwriteCMS(tb, s.pdf, append(cmsOf(tb, s.pdf), 0, 0, 7))
	}, ProblemPadding},
	{"two signatures in one value", func(tb testing.TB, s *signedForm) []byte {
		der := cmsOf(tb, s.pdf)
		return overwriteCMS(tb, s.pdf, append(der, der...))
	}, ProblemPadding},
	{"digest said to be SHA-1", inCMS("608648016503040201", "608648016503040204"), ProblemDigestAlgorithm},
	{"digest said to be SHA-384", inCMS("608648016503040201", "608648016503040202"), ProblemCMS},
	{"algorithm said to be RSA", inCMS("2a8648ce3d040302", "2a864886f70d0101"), ProblemAlgorithm},
	{"attribute renamed", inCMS("2a864886f70d010904", "2a864886f70d010905"), ProblemCMS},
	{"certificate name taken off", inCMS("2a864886f70d010910022f", "2a864886f70d010910022e"), ProblemSignatureValue},
	{"content type", inCMS("2a864886f70d010701", "2a864886f70d010702"), ProblemContentType},
	{"signer's name in the certificate", inCMS(hex.EncodeToString([]byte("Author")), hex.EncodeToString([]byte("Outher"))), ProblemCertificateSwapped},
	{"update that skips the signed state", otherTail(false), ""}, // no signature is left in it
	{"update with another content", otherTail(true), ProblemChangedLater},
	{"content by way of a hybrid section", hybridUpdate, ProblemChangedLater},
	{"page by way of an object stream", func(_ testing.TB, s *signedForm) []byte {
		return objectStreamUpdate(s, map[int]string{formFirst: "<</Type/Page/Parent 2 0 R/Contents 17 0 R>>"}, "")
	}, ProblemChangedLater},
	{"catalog by way of an object stream", func(_ testing.TB, s *signedForm) []byte {
		return objectStreamUpdate(s, map[int]string{formCatalog: "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>"}, "")
	}, ProblemChangedLater},
	{"object stream that shadows", func(_ testing.TB, s *signedForm) []byte {
		// An unused object of the stream has the number of a page.
		body := "<<>>  " + "<</Type/Page>>"
		r := newRaw(s.tb, s.pdf)
		r.object(s.next(0), streamOf("/Type/ObjStm/N 2/First 10", fmt.Sprintf("%-4d 0 3 6 ", s.next(1))[:10]+body))
		return r.close("")
	}, ProblemChangedLater},
	{"page freed", func(_ testing.TB, s *signedForm) []byte {
		r := newRaw(s.tb, s.pdf)
		start := len(r.out)
		r.add("xref\n6 1\n0000000000 00001 f \ntrailer\n<</Size %d/Root %s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n", s.file.Size(), r.root, r.prev, start)
		return r.out
	}, ProblemChangedLater},
	{"older object brought back", func(_ testing.TB, s *signedForm) []byte {
		r := newRaw(s.tb, s.pdf)
		r.entries[formCatalog] = bytes.Index(s.pdf, []byte("1 0 obj"))
		return r.close("")
	}, ProblemChangedLater},
	{"object with another generation", func(_ testing.TB, s *signedForm) []byte {
		r := newRaw(s.tb, s.pdf)
		at := len(r.out)
		r.add("6 1 obj\n%s\nendobj\n", streamOf("", "BT ET"))
		start := len(r.out)
		r.add("xref\n6 1\n%010d 00001 n \ntrailer\n<</Size %d/Root %s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n", at, s.file.Size(), r.root, r.prev, start)
		return r.out
	}, ProblemChangedLater},
	{"encryption added", func(_ testing.TB, s *signedForm) []byte {
		return appendRevision(s.tb, s.pdf, map[pdffile.Ref]pdffile.Object{{Num: s.next(0)}: written("<<>>")},
			func(d pdffile.Dict) pdffile.Dict { return d.With("Encrypt", pdffile.Dict{}) })
	}, ProblemEncrypted},
	{"value of the signature rewritten", func(_ testing.TB, s *signedForm) []byte {
		value := s.dict(26).Get("V").(pdffile.Ref).Num
		return s.changed(objects{value: s.set(value, "Name", "(Other)")})
	}, ProblemSignatureRemoved},
	{"value in a second field", func(_ testing.TB, s *signedForm) []byte {
		value := s.dict(26).Get("V").(pdffile.Ref).Num
		return s.changed(fieldAdded(fmt.Sprintf("<</FT/Sig/T(Copy)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/V %d 0 R>>", value))(s))
	}, ProblemSignatureTwice},
	{"second field of the same name", func(_ testing.TB, s *signedForm) []byte {
		return sealedByHand(s.tb, newRaw(s.tb, s.pdf), s.file, "Author", "", false)
	}, ProblemSignatureTwice},
	{"form taken away", func(_ testing.TB, s *signedForm) []byte {
		return s.changed(objects{formCatalog: s.set(formCatalog, "AcroForm", "")})
	}, ProblemSignatureRemoved},
	{"form emptied", func(_ testing.TB, s *signedForm) []byte {
		return s.changed(objects{formForm: s.set(formForm, "Fields", "[]")})
	}, ProblemSignatureRemoved},
	{"signature taken out of its field", func(_ testing.TB, s *signedForm) []byte {
		return s.changed(objects{26: s.set(26, "V", "")})
	}, ProblemSignatureRemoved},
	{"line ends turned", func(_ testing.TB, s *signedForm) []byte {
		return bytes.ReplaceAll(s.pdf, []byte("\n"), []byte("\r\n"))
	}, ""},
	{"cut at the end", func(_ testing.TB, s *signedForm) []byte { return s.pdf[:len(s.pdf)-40] }, ""},
	{"a byte taken out", func(_ testing.TB, s *signedForm) []byte { return slices.Delete(slices.Clone(s.pdf), 400, 401) }, ""},
	{"a byte put in", func(_ testing.TB, s *signedForm) []byte { return slices.Insert(slices.Clone(s.pdf), 400, ' ') }, ""},
	{"long comment behind", func(_ testing.TB, s *signedForm) []byte {
		return append(slices.Clone(s.pdf), "%"+strings.Repeat("x", 2000)...)
	}, ""},
	{"white space behind", func(_ testing.TB, s *signedForm) []byte { return append(slices.Clone(s.pdf), "\n\n\n"...) }, ProblemUncovered},
	{"comment behind", func(_ testing.TB, s *signedForm) []byte { return append(slices.Clone(s.pdf), "%x\n"...) }, ProblemTrailingBytes},
}

// TestForgedFiles: none of these is intact, and the reason is told.
func TestForgedFiles(t *testing.T) {
	s := newSignedForm(t, 2, "")
	if r := verifyAt(s.pdf); r.Result != Intact || r.Signatures[0].Level != LevelBB {
		t.Fatalf("unforged: %+v", r)
	}
	for _, c := range forgeries {
		t.Run(c.name, func(t *testing.T) {
			r := verifyAt(c.make(t, s))
			if r.Result == Intact {
				t.Errorf("%s", r.Result)
			}
			if c.problem != "" && !hasProblem(r, c.problem) {
				t.Errorf("%s %v %+v", r.Result, r.Problems, r.Signatures)
			}
			for _, sig := range r.Signatures {
				if sig.Integrity == IntegrityIntact && r.Result != PartlyCovered && r.Result != Altered {
					t.Errorf("%+v", sig)
				}
			}
		})
	}
}

// TestCorpusIsLargeEnough: what was promised.
func TestCorpusIsLargeEnough(t *testing.T) {
	if n := len(tamperings) + len(forgeries); n < 120 {
		t.Errorf("%d attacked files", n)
	}
}
