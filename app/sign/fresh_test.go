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

// raw builds an update byte by byte, so that it can break rules that update
// keeps.
type raw struct {
	out     []byte
	entries map[int]int
	size    int
	root    string
	prev    int
}

func newRaw(tb testing.TB, pdf []byte) *raw {
	tb.Helper()
	f := open(tb, pdf)
	root := f.Trailer().Get("Root").(pdffile.Ref)
	return &raw{
		out: slices.Clone(pdf), entries: map[int]int{}, size: f.Size(), prev: f.Sections()[0].Offset,
		root: string(pdffile.Append(nil, root)) + "/Info " + string(pdffile.Append(nil, f.Trailer().Get("Info"))),
	}
}

func (r *raw) add(format string, a ...any) { r.out = fmt.Appendf(r.out, format, a...) }

func (r *raw) object(num int, body string) {
	r.entries[num] = len(r.out)
	r.size = max(r.size, num+1)
	r.add("%d 0 obj\n%s\nendobj\n", num, body)
}

func (r *raw) table() string {
	var b strings.Builder
	b.WriteString("xref\n")
	for _, num := range slices.Sorted(maps.Keys(r.entries)) {
		fmt.Fprintf(&b, "%d 1\n%010d 00000 n \n", num, r.entries[num])
	}
	return b.String()
}

func (r *raw) close(extra string) []byte {
	start := len(r.out)
	r.add("%strailer\n<</Size %d/Root %s/Prev %d%s>>\nstartxref\n%d\n%%%%EOF\n", r.table(), r.size, r.root, r.prev, extra, start)
	return r.out
}

// TestRepairBait adds revisions that are harmless by their cross-reference
// sections, but lead a reader that repairs files to other content. A second
// signature, by anybody, then covers the whole file. The first signature must
// not be called intact.
func TestRepairBait(t *testing.T) {
	v := newVictim(t)
	content := v.pages[0].Dict.Get("Contents").(pdffile.Ref).Num
	for name, make := range baits(v, v.file.Size(), content) {
		t.Run(name, func(t *testing.T) {
			pdf := make(newRaw(t, v.pdf))
			if r := verifyAt(pdf); r.Result == Intact || r.Result == PartlyCovered {
				t.Errorf("unsigned: %s %+v", r.Result, r.Problems)
			}
			again, err := Sign(t.Context(), pdf, testIdentity(t, P256, "Evil"), SignOptions{Time: signedAt})
			if err != nil {
				return
			}
			if r := verifyAt(again); r.Result == Intact {
				t.Errorf("signed: %+v", r.Signatures[0])
			}
		})
	}
}

// baits are updates that a strict reader must not pass over: each makes a
// repairing reader find other objects than the table lists.
func baits(v victim, next, content int) map[string]func(r *raw) []byte {
	evil := fmt.Sprintf("%d 0 obj\n<</Length 5>>\nstream\nBT ET\nendstream\nendobj\n", content)
	return map[string]func(r *raw) []byte{
		"object not listed": func(r *raw) []byte {
			r.object(next, "<<>>")
			r.add("%s", evil)
			return r.close("")
		},
		"object in a comment": func(r *raw) []byte {
			r.object(next, "<<>>")
			r.add("%%%s\n", strings.ReplaceAll(evil, "\n", "\r"))
			return r.close("")
		},
		"object inside a stream": func(r *raw) []byte {
			r.object(next, fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(evil), evil))
			r.entries[next+1] = r.entries[next] + 3
			return r.close("")
		},
		"entry leads nowhere": func(r *raw) []byte {
			r.entries[next] = len(r.out)
			r.size = next + 1
			r.add("\n")
			return r.close("")
		},
		"entry leads to another": func(r *raw) []byte {
			r.object(next, "<<>>")
			r.entries[next+1] = r.entries[next]
			r.size = next + 2
			return r.close("")
		},
		"size too small": func(r *raw) []byte {
			r.object(next, "<<>>")
			r.size = 3
			return r.close("")
		},
		"older section behind": func(r *raw) []byte {
			// The newest section names the first of two versions.
			r.object(next, "<<>>")
			first := r.entries[next]
			r.object(next, "<</Type/Catalog>>")
			mid := slices.Clone(r.close(""))
			r.out, r.prev = mid, bytes.LastIndex(mid, []byte("xref\n"+fmt.Sprint(next)))
			r.entries[next] = first
			return r.close("")
		},
		"other root between": func(r *raw) []byte {
			r.object(next, "<</Type/Catalog>>")
			root := r.root
			r.root = fmt.Sprintf("%d 0 R", next)
			mid := slices.Clone(r.close(""))
			r.prev = bytes.LastIndex(mid, []byte("xref\n"+fmt.Sprint(next)))
			r.root, r.entries = root, map[int]int{}
			r.object(next+1, "<<>>")
			return r.close("")
		},
		"second document": func(r *raw) []byte {
			r.add("%%PDF-1.7\n")
			r.object(next, "<<>>")
			return r.close("")
		},
		"hidden in an object stream": func(r *raw) []byte {
			body := fmt.Sprintf("%d 0 %d 3 <<>><</Type/Catalog>>", next+1, v.root.Num)
			r.object(next, fmt.Sprintf("<</Type/ObjStm/N 2/First 12/Length %d>>\nstream\n%s\nendstream", len(body), body))
			return r.close("")
		},
	}
}

// TestTrailingRevision adds a revision that is written a little wrong: readers
// repair or overlook that and show it. It may not pass for mere trailing bytes.
func TestTrailingRevision(t *testing.T) {
	v := newVictim(t)
	content := v.pages[0].Dict.Get("Contents").(pdffile.Ref).Num
	evil := func() *raw {
		r := newRaw(t, v.pdf)
		r.object(content, "<</Length 5>>\nstream\nBT ET\nendstream")
		return r
	}
	for name, pdf := range map[string][]byte{
		"hybrid":          evil().close("/XRefStm 15"),
		"blank lines":     append(evil().close(""), "\n\n\n"...),
		"nul behind":      append(evil().close(""), 0),
		"two startxref":   append(evil().close(""), "startxref\n0\n%%EOF\n"...),
		"key twice":       evil().close("/Size 99"),
		"prev real":       bytes.Replace(evil().close(""), fmt.Appendf(nil, "/Prev %d", v.file.Sections()[0].Offset), fmt.Appendf(nil, "/Prev %d.0", v.file.Sections()[0].Offset), 1),
		"short entries":   bytes.ReplaceAll(evil().close(""), []byte(" 00000 n \n0"), []byte(" 00000 n\n0")),
		"no table":        append(evil().out, fmt.Sprintf("trailer\n<</Size 99/Root %s>>\n", evil().root)...),
		"objects only":    evil().out,
		"other document":  append(slices.Clone(v.pdf), samplePDF(t, 1)...),
		"long white tail": append(slices.Clone(v.pdf), bytes.Repeat([]byte{' '}, 5000)...),
	} {
		t.Run(name, func(t *testing.T) {
			r := verifyAt(pdf)
			if r.Result != Altered && r.Result != Unreadable {
				t.Errorf("%s", r.Result)
			}
			for _, s := range r.Signatures {
				if s.Integrity == IntegrityIntact {
					t.Errorf("%s: %v", s.Integrity, s.Problems)
				}
			}
		})
	}
}

// TestLaterWidget: readers draw the background of a signature field that has
// no appearance, so it can hide text like one that has.
func TestLaterWidget(t *testing.T) {
	v := newVictim(t)
	second := mustSign(t, v.pdf, testIdentity(t, P256, "Evil"), SignOptions{Time: signedAt})
	if r := verifyAt(second); slices.Contains(r.Signatures[0].Problems, ProblemLaterAppearance) {
		t.Errorf("invisible: %+v", r.Signatures[0])
	}
	evil := laterWidget(t, v, "/Rect[0 0 595 842]/MK<</BG[1 1 1]>>")
	r := verifyAt(evil)
	if s := r.Signatures[0]; s.Integrity == IntegrityIntact && !slices.Contains(s.Problems, ProblemLaterAppearance) {
		t.Errorf("%+v", s)
	}
	for _, keys := range []string{"/A<<>>", "/AA<<>>", "/Parent 1 0 R", "/Kids[]", "/OC 1 0 R", "/RV(x)"} {
		if r := verifyAt(laterWidget(t, v, keys)); r.Signatures[0].Integrity == IntegrityIntact {
			t.Errorf("%s: %+v", keys, r.Signatures[0])
		}
	}
}

// laterWidget signs v once more by hand, with further keys in the field.
func laterWidget(tb testing.TB, v victim, keys string) []byte {
	tb.Helper()
	id := testIdentity(tb, P256, "Evil")
	signer := id.signer()
	f := v.file
	formRef := v.catalog.Get("AcroForm").(pdffile.Ref)
	form, err := f.Dict(formRef)
	if err != nil {
		tb.Fatal(err)
	}
	r := newRaw(tb, v.pdf)
	field, value := f.Size(), f.Size()+1
	ref := pdffile.Ref{Num: field}
	fields := append(slices.Clone(array(tb, f, form.Get("Fields"))), ref)
	r.object(formRef.Num, string(pdffile.Append(nil, form.With("Fields", fields))))
	page := v.pages[0]
	annots := append(slices.Clone(array(tb, f, page.Dict.Get("Annots"))), ref)
	r.object(page.Ref.Num, string(pdffile.Append(nil, page.Dict.With("Annots", annots))))
	r.object(field, fmt.Sprintf("<</Type/Annot/Subtype/Widget/FT/Sig/T(Evil)/F 4/V %d 0 R%s>>", value, keys))
	room := strings.Repeat("0", 6000)
	blank := strings.Repeat(" ", 40)
	r.object(value, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange["+blank+"]/Contents<"+room+">>>")
	out := r.close("")
	return resign(tb, out, blank, room, func(digest []byte) []byte {
		der, err := signer.Sign(digest)
		if err != nil {
			tb.Fatal(err)
		}
		return der
	}, signer.Hash().New())
}

// resign fills a blank ByteRange and an empty Contents and signs.
func resign(tb testing.TB, out []byte, blank, room string, sign func([]byte) []byte, h hash.Hash) []byte {
	tb.Helper()
	at := bytes.LastIndex(out, []byte("["+blank+"]")) + 1
	start := at + bytes.Index(out[at:], []byte("<"+room+">"))
	end := start + len(room) + 2
	copy(out[at:], fmt.Sprintf("0 %d %d %d", start, end, len(out)-end))
	h.Write(out[:start])
	h.Write(out[end:])
	copy(out[start+1:], hex.EncodeToString(sign(h.Sum(nil))))
	return out
}

// TestLargeLaterWidget: a later signature may not paint over a page.
func TestLargeLaterWidget(t *testing.T) {
	v := newVictim(t)
	for keys, want := range map[string]Integrity{
		"/Rect[60 60 300 130]":      IntegrityIntact,
		"/Rect[0 0 595 842]":        IntegrityAltered,
		"/Rect[595 842 0 0]":        IntegrityAltered,
		"/Rect[0 0 99999 99999]":    IntegrityAltered,
		"/Rect[0 0 1 (x)]":          IntegrityAltered,
		"/Rect 1 0 R":               IntegrityAltered,
		"/Rect[-600.5 0 595. 842.]": IntegrityAltered,
	} {
		if r := verifyAt(laterWidget(t, v, keys)); r.Signatures[0].Integrity != want {
			t.Errorf("%s: %+v", keys, r.Signatures[0])
		}
	}
}

// TestTailsWithinLimits: whatever stands behind the document, the whole file
// is never called intact.
func TestTailsWithinLimits(t *testing.T) {
	v := newVictim(t)
	for tail, want := range map[string]Integrity{
		"\n\n": IntegrityIntact, "junk": IntegrityIntact, "5 0 obj": IntegrityAltered, "%PDF-1.7": IntegrityAltered,
		strings.Repeat("x", maxTail): IntegrityIntact, strings.Repeat("x", maxTail+1): IntegrityAltered,
	} {
		r := verifyAt(append(slices.Clone(v.pdf), tail...))
		if r.Result == Intact || r.Signatures[0].Integrity != want {
			t.Errorf("%.20q: %s %s", tail, r.Result, r.Signatures[0].Integrity)
		}
	}
}

// TestForgedDictionaries changes the kind of what a signature is found by,
// without moving a byte behind it.
func TestForgedDictionaries(t *testing.T) {
	v := newVictim(t)
	for _, swap := range [][2]string{
		{"/ByteRange [", "/ByteRangf ["},
		{"/ByteRange [", "/ByteRange ("},
		{"/ByteRange [0", "/ByteRange [-"},
		{"/ByteRange [0 ", "/ByteRange [+0"},
		{"/ByteRange [0 ", "/ByteRange [0."},
		{"/ByteRange [0", "/Byte#52an [0"},
		{"/Contents <", "/Contentt <"},
		{"/Contents <", "/Contents ("},
		{"/Contents <3", "/Contents <>"},
		{"/Contents <30", "/Contents null"[:13]},
		{"/SubFilter /ETSI.CAdES.detached", "/SubFilter /ETSI.CAdES.detachex"},
		{"/SubFilter /ETSI.CAdES.detached", "/SubFilter /adbe.x509.rsa_sha1 "},
		{"/Type /Sig\n", "/Type /Sih\n"},
		{"/TransformMethod /DocMDP", "/TransformMethod /FieldM"},
		{"/P 2", "/P 3"},
		{"/FT /Sig", "/FT /Sih"},
		{"/SubFilter /ETSI.CAdES.detached", "/SubFilter /adbe.pkcs7.detached"},
		{"/Filter /Adobe", "/Filter /Adobf"},
		{"/Perms", "/Permz"},
		{"/DocMDP ", "/DocMDQ "},
		{"/SigFlags 3", "/SigFlags 0"},
		{"/AcroForm", "/AcroForn"},
	} {
		at := bytes.LastIndex(v.pdf, []byte(swap[0]))
		if at < 0 {
			t.Fatalf("%q is not in the file", swap[0])
		}
		pdf := slices.Clone(v.pdf)
		copy(pdf[at:], swap[1])
		r := verifyAt(pdf)
		if r.Result == Intact || len(r.Signatures) > 0 && r.Signatures[0].Integrity == IntegrityIntact {
			t.Errorf("%q: %+v", swap[1], r)
		}
	}
}
