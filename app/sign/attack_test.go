package sign

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/sign/pdffile"
)

// appendRevision adds an incremental update with the objects; trailer changes
// the trailer before it is written.
func appendRevision(tb testing.TB, pdf []byte, objects map[pdffile.Ref]pdffile.Object, trailer func(pdffile.Dict) pdffile.Dict) []byte {
	tb.Helper()
	f := open(tb, pdf)
	u := newUpdate(f, pdf, 1<<16)
	refs := slices.SortedFunc(maps.Keys(objects), func(a, b pdffile.Ref) int { return a.Num - b.Num })
	for _, r := range refs {
		u.write(r, objects[r])
		u.next = max(u.next, r.Num+1)
	}
	t := pdffile.Dict{{Key: "Root", Value: f.Trailer().Get("Root")}, {Key: "Info", Value: f.Trailer().Get("Info")}}
	t = t.With("Prev", pdffile.Int(f.Sections()[0].Offset))
	if trailer != nil {
		t = trailer(t)
	}
	return pdffile.AppendSection(u.out, u.offsets, t, u.next, pdffile.Ref{})
}

type victim struct {
	pdf      []byte
	file     *pdffile.File
	root     pdffile.Ref
	catalog  pdffile.Dict
	pages    []pdffile.Page
	field    sigField
	fieldObj pdffile.Dict
	valueRef pdffile.Ref
}

func newVictim(tb testing.TB) victim {
	tb.Helper()
	v := victim{pdf: mustSign(tb, samplePDF(tb, 3), testIdentity(tb, P256, signerNameInTests), visible(tb))}
	v.file = open(tb, v.pdf)
	v.root = v.file.Trailer().Get("Root").(pdffile.Ref)
	var err error
	if v.catalog, err = v.file.Catalog(); err != nil {
		tb.Fatal(err)
	}
	v.pages = pagesOf(tb, v.file)
	fields, err := signatureFields(v.file)
	if err != nil {
		tb.Fatal(err)
	}
	v.field = fields[0]
	if v.fieldObj, err = v.file.Dict(v.field.ref); err != nil {
		tb.Fatal(err)
	}
	v.valueRef = v.fieldObj.Get("V").(pdffile.Ref)
	return v
}

func (v victim) update(tb testing.TB, objects map[pdffile.Ref]pdffile.Object) []byte {
	return appendRevision(tb, v.pdf, objects, nil)
}

func (v victim) next() pdffile.Ref { return pdffile.Ref{Num: v.file.Size()} }

// TestIncrementalAttacks adds revisions behind a signature. None may be
// reported intact; most must be reported altered.
func TestIncrementalAttacks(t *testing.T) {
	v := newVictim(t)
	page := v.pages[0]
	content := page.Dict.Get("Contents").(pdffile.Ref)
	other := &pdffile.Stream{Raw: []byte("BT ET")}
	annot := pdffile.Dict{{Key: "Type", Value: pdffile.Name("Annot")}, {Key: "Subtype", Value: pdffile.Name("FreeText")}}
	ref := func(o pdffile.Object) pdffile.Ref { return o.(pdffile.Ref) }
	formRef := ref(v.catalog.Get("AcroForm"))
	form, err := v.file.Dict(formRef)
	if err != nil {
		t.Fatal(err)
	}
	one := func(r pdffile.Ref, o pdffile.Object) []byte { return v.update(t, map[pdffile.Ref]pdffile.Object{r: o}) }
	withAnnot := func(a pdffile.Object, more map[pdffile.Ref]pdffile.Object) []byte {
		list := append(slices.Clone(array(t, v.file, page.Dict.Get("Annots"))), a)
		objects := map[pdffile.Ref]pdffile.Object{page.Ref: page.Dict.With("Annots", list)}
		maps.Copy(objects, more)
		return v.update(t, objects)
	}
	swapped := pdffile.Array{v.pages[1].Ref, v.pages[0].Ref, v.pages[2].Ref}
	pagesRef := ref(v.catalog.Get("Pages"))
	tree, err := v.file.Dict(pagesRef)
	if err != nil {
		t.Fatal(err)
	}
	value, err := v.file.Dict(v.valueRef)
	if err != nil {
		t.Fatal(err)
	}
	for name, pdf := range map[string][]byte{
		"content replaced":   one(content, other),
		"page replaced":      one(page.Ref, page.Dict.With("Contents", v.next())),
		"page rotated":       one(page.Ref, page.Dict.With("Rotate", pdffile.Int(180))),
		"pages swapped":      one(pagesRef, tree.With("Kids", swapped)),
		"annotation added":   withAnnot(annot, nil),
		"annotation object":  withAnnot(v.next(), map[pdffile.Ref]pdffile.Object{v.next(): annot}),
		"links removed":      one(page.Ref, page.Dict.Without("Annots")),
		"open action":        one(v.root, v.catalog.With("OpenAction", pdffile.Dict{})),
		"language changed":   one(v.root, v.catalog.With("Lang", pdfText("fr"))),
		"perms removed":      one(v.root, v.catalog.Without("Perms")),
		"form removed":       one(v.root, v.catalog.Without("AcroForm")),
		"fields emptied":     one(formRef, form.With("Fields", pdffile.Array{})),
		"appearances needed": one(formRef, form.With("NeedAppearances", true)),
		"field moved":        one(v.field.ref, v.fieldObj.With("Rect", rectangle(Rect{0, 0, 595, 842}))),
		"value emptied":      one(v.field.ref, v.fieldObj.Without("V")),
		"value rewritten":    one(v.valueRef, value),
		"value renamed":      one(v.valueRef, value.With("Name", pdfText("Other"))),
		"metadata replaced":  one(ref(v.catalog.Get("Metadata")), &pdffile.Stream{Raw: []byte("<x/>")}),
		"info replaced":      one(ref(v.file.Trailer().Get("Info")), pdffile.Dict{}),
		"root replaced": appendRevision(t, v.pdf, map[pdffile.Ref]pdffile.Object{v.next(): v.catalog.With("PageMode", pdffile.Name("UseNone"))},
			func(d pdffile.Dict) pdffile.Dict { return d.With("Root", v.next()) }),
		"text field added": v.update(t, map[pdffile.Ref]pdffile.Object{
			formRef:  form.With("Fields", append(slices.Clone(array(t, v.file, form.Get("Fields"))), v.next())),
			v.next(): pdffile.Dict{{Key: "FT", Value: pdffile.Name("Tx")}, {Key: "T", Value: pdfText("x")}},
		}),
		"value in two fields": v.update(t, map[pdffile.Ref]pdffile.Object{
			formRef:  form.With("Fields", append(slices.Clone(array(t, v.file, form.Get("Fields"))), v.next())),
			v.next(): v.fieldObj.With("T", pdfText("Copy")),
		}),
	} {
		t.Run(name, func(t *testing.T) {
			r := verifyAt(pdf)
			if r.Result != Altered {
				t.Errorf("%s: %+v", r.Result, r)
			}
		})
	}
}

// TestHarmlessRevision shows that the attacks above fail for what they change:
// the same page written again is not a change, but nobody signed it.
func TestHarmlessRevision(t *testing.T) {
	v := newVictim(t)
	pdf := v.update(t, map[pdffile.Ref]pdffile.Object{v.pages[0].Ref: v.pages[0].Dict})
	if r := verifyAt(pdf); r.Result != PartlyCovered || r.Signatures[0].Integrity != IntegrityIntact {
		t.Errorf("%+v", r)
	}
}

// TestSignedAttacks signs an attacked file once more: the new signature covers
// the whole file, yet the first one must not be called intact.
func TestSignedAttacks(t *testing.T) {
	v := newVictim(t)
	evil := testIdentity(t, P256, "Evil")
	content := v.pages[0].Dict.Get("Contents").(pdffile.Ref)
	changed := v.update(t, map[pdffile.Ref]pdffile.Object{content: &pdffile.Stream{Raw: []byte("BT ET")}})
	r := verifyAt(mustSign(t, changed, evil, SignOptions{Time: signedAt}))
	if r.Result != Altered || r.Signatures[0].Integrity != IntegrityAltered || r.Signatures[1].Integrity != IntegrityIntact {
		t.Errorf("%+v", r)
	}
	removed := v.update(t, map[pdffile.Ref]pdffile.Object{v.root: v.catalog.Without("AcroForm", "Perms")})
	r = verifyAt(mustSign(t, removed, evil, SignOptions{Time: signedAt}))
	if r.Result != Altered || !slices.Contains(r.Problems, ProblemSignatureRemoved) {
		t.Errorf("removed and signed anew: %+v", r)
	}
}

// TestHiddenObject is the shadow attack "hide and replace": the signed file
// carries an unused page content, and a later cross-reference section without
// any new object brings it to light.
func TestHiddenObject(t *testing.T) {
	in := samplePDF(t, 1)
	f := open(t, in)
	content := pagesOf(t, f)[0].Dict.Get("Contents").(pdffile.Ref)
	hidden := fmt.Appendf(nil, "%d 0 obj\n<</Length 5>>\nstream\nBT ET\nendstream\nendobj\n", content.Num)
	withHidden := plant(t, in, hidden)
	signed := mustSign(t, withHidden, testIdentity(t, P256, signerNameInTests), visible(t))
	if r := verifyAt(signed); r.Result != Intact {
		t.Fatalf("before the attack: %+v", r)
	}
	u := newUpdate(open(t, signed), signed, 1024)
	u.offsets[content] = bytes.Index(signed, hidden)
	u.close("x")
	if r := verifyAt(u.out); r.Result != Altered {
		t.Errorf("%+v", r)
	}
}

// plant puts bytes that no cross-reference entry names in front of a new,
// otherwise empty revision.
func plant(tb testing.TB, pdf, hidden []byte) []byte {
	tb.Helper()
	u := newUpdate(open(tb, pdf), pdf, 1024)
	u.out = append(u.out, hidden...)
	u.add(pdffile.Dict{})
	u.close("plant")
	return u.out
}

// TestDanglingReference: the signed page refers to an object that does not
// exist yet; a second signature brings it along.
func TestDanglingReference(t *testing.T) {
	in := samplePDF(t, 1)
	f := open(t, in)
	page := pagesOf(t, f)[0]
	later := pdffile.Ref{Num: f.Size() + 40}
	contents := pdffile.Array{page.Dict.Get("Contents"), later}
	prepared := appendRevision(t, in, map[pdffile.Ref]pdffile.Object{page.Ref: page.Dict.With("Contents", contents)}, nil)
	signed := mustSign(t, prepared, testIdentity(t, P256, signerNameInTests), visible(t))
	if r := verifyAt(signed); r.Result != Intact {
		t.Fatalf("before the attack: %+v", r)
	}
	filled := appendRevision(t, signed, map[pdffile.Ref]pdffile.Object{later: &pdffile.Stream{Raw: []byte("BT ET")}}, nil)
	if r := verifyAt(filled); r.Result != Altered {
		t.Errorf("unsigned: %+v", r)
	}
	if r := verifyAt(mustSign(t, filled, testIdentity(t, P256, "Evil"), SignOptions{Time: signedAt})); r.Result != Altered {
		t.Errorf("signed: %+v", r)
	}
}

// TestByteAttacks edits the signed file itself.
func TestByteAttacks(t *testing.T) {
	v := newVictim(t)
	contents := v.field.value.Get("Contents").(pdffile.String)
	r := v.field.value.Get("ByteRange").(pdffile.Array)
	written := regionOf(v.pdf, "/ByteRange [", "]")
	byteRange := func(format string, a ...any) []byte {
		out := slices.Clone(v.pdf)
		text := fmt.Sprintf(format, a...)
		if len(text) > len(written) {
			t.Fatal("no room")
		}
		copy(out[bytes.Index(out, written):], text+strings.Repeat(" ", len(written)-len(text)))
		return out
	}
	n := func(i int) int { return int(r[i].(pdffile.Int)) }
	set := func(at int, s string) []byte {
		out := slices.Clone(v.pdf)
		copy(out[at:], s)
		return out
	}
	lastDigit := contents.End - 2
	for name, pdf := range map[string][]byte{
		"range negative":       byteRange("0 %d %d -1", n(1), n(2)),
		"range huge":           byteRange("0 %d %d 99999999999", n(1), n(2)),
		"range starts late":    byteRange("1 %d %d %d", n(1)-1, n(2), n(3)),
		"range overlaps":       byteRange("0 %d %d %d", n(2), n(1), n(3)),
		"range short":          byteRange("0 %d %d %d", n(1), n(2), n(3)-1),
		"gap wider":            byteRange("0 %d %d %d", n(1)-4, n(2), n(3)),
		"range real":           byteRange("0 %d. %d %d", n(1), n(2), n(3)),
		"range of two":         byteRange("0 %d", n(1)),
		"range of six":         byteRange("0 9 9 9 9 9"),
		"padding used":         set(lastDigit, "1"),
		"padding not hex":      set(lastDigit, "g"),
		"padding blank":        set(lastDigit, " "),
		"contents closed":      set(lastDigit, ">"),
		"indefinite length":    set(contents.Pos+3, "80"),
		"cut by one":           v.pdf[:len(v.pdf)-1],
		"cut in half":          v.pdf[:len(v.pdf)/2],
		"line end added":       append(slices.Clone(v.pdf), '\n'),
		"junk added":           append(slices.Clone(v.pdf), "junk"...),
		"marker added":         append(slices.Clone(v.pdf), "%%EOF\n"...),
		"second startxref":     append(slices.Clone(v.pdf), "startxref\n9\n%%EOF\n"...),
		"old startxref again":  append(slices.Clone(v.pdf), fmt.Sprintf("startxref\n%d\n%%%%EOF\n", v.file.Sections()[1].Offset)...),
		"same startxref again": append(slices.Clone(v.pdf), fmt.Sprintf("startxref\n%d\n%%%%EOF\n", v.file.Sections()[0].Offset)...),
		"bytes in front":       append([]byte("x\n"), v.pdf...),
	} {
		t.Run(name, func(t *testing.T) {
			report := verifyAt(pdf)
			if report.Result == Intact || report.Result == Unsigned {
				t.Errorf("%+v", report)
			}
		})
	}
	if r := verifyAt(v.pdf); r.Result != Intact {
		t.Errorf("unedited: %+v", r)
	}
	if r := verifyAt(append(slices.Clone(v.pdf), "junk"...)); r.Result != PartlyCovered ||
		r.Signatures[0].Integrity != IntegrityIntact || r.Signatures[0].CoversWholeFile {
		t.Errorf("junk: %+v", r)
	}
}

func regionOf(pdf []byte, from, to string) []byte {
	start := bytes.Index(pdf, []byte(from)) + len(from)
	return pdf[start : start+bytes.Index(pdf[start:], []byte(to))]
}

// TestWrappedSignature moves the tail of the signed bytes away and points
// ByteRange at it, leaving room for other objects in the gap.
func TestWrappedSignature(t *testing.T) {
	v := newVictim(t)
	r := v.field.value.Get("ByteRange").(pdffile.Array)
	a, b := int(r[1].(pdffile.Int)), int(r[2].(pdffile.Int))
	tail := v.pdf[b:]
	wrapped := slices.Clone(v.pdf)
	evil := []byte("\nstartxref\n9\n%%EOF\n")
	wrapped = append(wrapped, evil...)
	start := len(wrapped)
	wrapped = append(wrapped, tail...)
	written := regionOf(v.pdf, "/ByteRange [", "]")
	text := fmt.Sprintf("0 %d %d %d", a, start, len(tail))
	text += strings.Repeat(" ", len(written)-len(text))
	wrapped = bytes.Replace(wrapped, written, []byte(text), 1)
	if rep := verifyAt(wrapped); rep.Result == Intact || rep.Result == Unsigned {
		t.Errorf("%+v", rep)
	}
}
