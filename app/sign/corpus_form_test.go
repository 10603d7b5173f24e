package sign

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/sign/pdffile"
)

// The numbers of the objects in the form that the corpus attacks.
const (
	formCatalog  = 1
	formPages    = 2
	formFirst    = 3 // pages
	formSecond   = 4
	formForm     = 5
	formContent  = 6
	formFont     = 7
	formName     = 8 // text field, empty
	formAmount   = 9 // text field that says 100
	formAgree    = 10
	formClient   = 11 // signature field, empty
	formNames    = 12
	formBlank    = 13 // appearances
	formXMP      = 14
	formLink     = 15
	formImage    = 16
	formContent2 = 17
	formHundred  = 18
	formYes      = 19
	formOff      = 20
	formFile     = 21
	formData     = 22
	formInfo     = 23
	formShared   = 24 // appearance of a field and drawn on page 2
	formBoth     = 25 // text field with that appearance
	formSize     = 26
)

func streamOf(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

const formBox = "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</Helv 7 0 R>>>>"

const corpusXMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
	`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ` +
	`xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:ModifyDate="2026-11-21T10:00:00Z">` +
	`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Order</rdf:li></rdf:Alt></dc:title>` +
	`</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

func formObjects() map[int]string {
	widget := "/Type/Annot/Subtype/Widget/F 4/P 3 0 R"
	return map[int]string{
		formCatalog:  "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R/Names<</EmbeddedFiles 12 0 R>>/Metadata 14 0 R/Lang(en)>>",
		formPages:    "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>",
		formFirst:    "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</Font<</Helv 7 0 R>>/XObject<</Im 16 0 R>>>>/Annots[8 0 R 9 0 R 10 0 R 11 0 R 15 0 R]>>",
		formSecond:   "<</Type/Page/Parent 2 0 R/Contents 17 0 R/Resources<</Font<</Helv 7 0 R>>/XObject<</Sh 24 0 R>>>>/Annots[25 0 R]>>",
		formForm:     "<</Fields[8 0 R 9 0 R 10 0 R 11 0 R 25 0 R]/DR<</Font<</Helv 7 0 R>>>>/DA(/Helv 10 Tf 0 g)>>",
		formContent:  streamOf("", "BT /Helv 12 Tf 60 700 Td (We pay 100 euro) Tj ET q 1 0 0 1 60 400 cm /Im Do Q"),
		formFont:     "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		formName:     "<<" + widget + "/FT/Tx/T(name)/Rect[60 600 260 620]/AP<</N 13 0 R>>>>",
		formAmount:   "<<" + widget + "/FT/Tx/T(amount)/V(100)/Rect[60 560 260 580]/AP<</N 18 0 R>>>>",
		formAgree:    "<<" + widget + "/FT/Btn/T(agree)/V/Off/AS/Off/Rect[60 520 80 540]/AP<</N<</Yes 19 0 R/Off 20 0 R>>>>>>",
		formClient:   "<<" + widget + "/FT/Sig/T(Client)/Rect[60 60 260 120]>>",
		formNames:    "<</Names[(policy.json) 21 0 R]>>",
		formBlank:    streamOf(formBox, "/Tx BMC EMC"),
		formXMP:      streamOf("/Type/Metadata/Subtype/XML", corpusXMP),
		formLink:     "<</Type/Annot/Subtype/Link/Rect[60 300 160 320]/A<</S/URI/URI(https://example.org)>>>>",
		formImage:    streamOf("/Type/XObject/Subtype/Form/BBox[0 0 100 100]", "0 0 50 50 re f"),
		formContent2: streamOf("", "BT /Helv 12 Tf 60 700 Td (Second page) Tj ET q 1 0 0 1 60 400 cm /Sh Do Q"),
		formHundred:  streamOf(formBox, "/Tx BMC BT /Helv 10 Tf (100) Tj ET EMC"),
		formYes:      streamOf(formBox, "BT /Helv 10 Tf (X) Tj ET"),
		formOff:      streamOf(formBox, ""),
		formFile:     "<</Type/Filespec/F(policy.json)/UF(policy.json)/EF<</F 22 0 R>>>>",
		formData:     streamOf("/Type/EmbeddedFile", `{"amount":100}`),
		formInfo:     "<</Title(Order)/Producer(hand)/ModDate(D:20261121100000Z)>>",
		formShared:   streamOf(formBox, "/Tx BMC EMC"),
		formBoth:     "<</Type/Annot/Subtype/Widget/F 4/P 4 0 R/FT/Tx/T(both)/Rect[60 600 260 620]/AP<</N 24 0 R>>>>",
	}
}

// corpusForm is a form of two pages with one field of each kind.
func corpusForm() []byte {
	objects := formObjects()
	out := []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	offsets := map[pdffile.Ref]int{}
	for _, num := range slices.Sorted(maps.Keys(objects)) {
		r := pdffile.Ref{Num: num}
		offsets[r] = len(out)
		out = pdffile.AppendIndirect(out, r, pdffile.Verbatim(objects[num]))
	}
	start := len(out)
	out = append(out, fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", formSize)...)
	for num := 1; num < formSize; num++ {
		out = fmt.Appendf(out, "%010d 00000 n \n", offsets[pdffile.Ref{Num: num}])
	}
	return fmt.Appendf(out, "trailer\n<</Size %d/Root 1 0 R/Info 23 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF\n", formSize, start)
}

// signedForm is the form with a signature that certifies with P, or approves
// for 0. reference, when set, is another transform of the signature.
type signedForm struct {
	tb   testing.TB
	pdf  []byte
	file *pdffile.File
}

func docMDPReference(p int) string {
	if p == 0 {
		return ""
	}
	return fmt.Sprintf("<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P %d/V/1.2>>>>", p)
}

// newSignedForm signs by hand, so that it can say anything in the signature.
func newSignedForm(tb testing.TB, p int, reference string) *signedForm {
	tb.Helper()
	pdf := handSigned(tb, corpusForm(), "Author", docMDPReference(p)+reference, p > 0)
	return &signedForm{tb, pdf, open(tb, pdf)}
}

func handSigned(tb testing.TB, pdf []byte, name, references string, certify bool) []byte {
	tb.Helper()
	return sealedByHand(tb, newRaw(tb, pdf), open(tb, pdf), name, references, certify)
}

// sealedByHand adds an invisible signature to what r holds already.
func sealedByHand(tb testing.TB, r *raw, f *pdffile.File, name, references string, certify bool) []byte {
	tb.Helper()
	return sealValue(tb, r, fieldByHand(tb, r, f, name, certify), references, name)
}

// fieldByHand adds an invisible signature field and returns the number that
// its value is to have.
func fieldByHand(tb testing.TB, r *raw, f *pdffile.File, name string, certify bool) int {
	tb.Helper()
	field, value := f.Size(), f.Size()+1
	ref := func(n int) pdffile.Ref { return pdffile.Ref{Num: n} }
	dict := func(n int) pdffile.Dict {
		d, err := f.Dict(ref(n))
		if err != nil {
			tb.Fatal(err)
		}
		return d
	}
	form := dict(formForm)
	fields := append(slices.Clone(array(tb, f, form.Get("Fields"))), ref(field))
	r.object(formForm, string(pdffile.Append(nil, form.With("Fields", fields).With("SigFlags", pdffile.Int(3)))))
	page := dict(formSecond)
	annots := append(slices.Clone(array(tb, f, page.Get("Annots"))), ref(field))
	r.object(formSecond, string(pdffile.Append(nil, page.With("Annots", annots))))
	if certify {
		catalog := dict(formCatalog).With("Perms", pdffile.Dict{{Key: "DocMDP", Value: ref(value)}})
		r.object(formCatalog, string(pdffile.Append(nil, catalog)))
	}
	r.object(field, fmt.Sprintf("<</Type/Annot/Subtype/Widget/FT/Sig/T(%s)/F 132/Rect[0 0 0 0]/P 4 0 R/V %d 0 R>>", name, value))
	return value
}

func sealValue(tb testing.TB, r *raw, value int, references, name string) []byte {
	tb.Helper()
	signer := testIdentity(tb, P256, name).signer()
	return sealWith(tb, r, value, references, signer.Hash().New(), func(digest []byte) ([]byte, error) { return signer.Sign(digest) })
}

// sealWith writes the signature value and signs; there is room for 20 kB.
func sealWith(tb testing.TB, r *raw, value int, references string, h hash.Hash, sign func([]byte) ([]byte, error)) []byte {
	tb.Helper()
	room, blank := strings.Repeat("0", 40_000), strings.Repeat(" ", 40)
	if references != "" {
		references = "/Reference[" + references + "]"
	}
	r.object(value, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:20261121181200+01'00')"+
		references+"/ByteRange["+blank+"]/Contents<"+room+">>>")
	return resign(tb, r.close(""), blank, room, func(digest []byte) []byte {
		der, err := sign(digest)
		if err != nil {
			tb.Fatal(err)
		}
		return der
	}, h)
}

type objects map[int]pdffile.Object

func (s *signedForm) dict(num int) pdffile.Dict {
	s.tb.Helper()
	d, err := s.file.Dict(pdffile.Ref{Num: num})
	if err != nil {
		s.tb.Fatal(err)
	}
	return d
}

// set is the dictionary with a key changed; text is PDF syntax, empty to take
// the key away.
func (s *signedForm) set(num int, key pdffile.Name, text string) pdffile.Dict {
	if text == "" {
		return s.dict(num).Without(key)
	}
	return s.dict(num).With(key, pdffile.Verbatim(text))
}

// next is the nth number that is free.
func (s *signedForm) next(n int) int { return s.file.Size() + n }

func (s *signedForm) changed(o objects) []byte {
	s.tb.Helper()
	refs := map[pdffile.Ref]pdffile.Object{}
	for num, v := range o {
		refs[pdffile.Ref{Num: num}] = v
	}
	return appendRevision(s.tb, s.pdf, refs, nil)
}

func written(text string) pdffile.Object { return pdffile.Verbatim(text) }

// hasChange looks for a kind of change among what a report tells.
func hasChange(r Report, what ChangeKind, allowed bool) bool {
	return slices.ContainsFunc(r.Signatures, func(s Signature) bool {
		return slices.ContainsFunc(s.Changes, func(c Change) bool { return c.What == what && c.Allowed == allowed })
	})
}

func hasProblem(r Report, p Problem) bool {
	return slices.Contains(r.Problems, p) || slices.ContainsFunc(r.Signatures, func(s Signature) bool {
		return slices.Contains(s.Problems, p)
	})
}

// overwriteCMS puts other bytes in place of the signature value.
func overwriteCMS(tb testing.TB, pdf, der []byte) []byte {
	tb.Helper()
	fields, err := signatureFields(open(tb, pdf))
	if err != nil {
		tb.Fatal(err)
	}
	i := slices.IndexFunc(fields, func(f sigField) bool { return f.value != nil })
	contents := fields[i].value.Get("Contents").(pdffile.String)
	out := slices.Clone(pdf)
	room := out[contents.Pos+1 : contents.End-1]
	copy(room, bytes.Repeat([]byte{'0'}, len(room)))
	copy(room, hex.EncodeToString(der))
	return out
}
