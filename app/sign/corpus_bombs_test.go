package sign

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// Every hostile file is answered within this time, and takes no more than this
// memory altogether; a machine that does other things meanwhile gets no slack,
// for the answers take a fraction of it.
const (
	bombTime   = 2 * time.Second
	bombMemory = 1 << 30
)

// bombs are files that cost a careless reader its time or its memory.
func bombs(tb testing.TB) map[string][]byte {
	tb.Helper()
	form := newSignedForm(tb, 2, "")
	zeros := compressed(strings.Repeat("\x00", 80<<20))
	wide := func(bodies ...string) []byte { return looseFile(bodies...) }
	catalog := "<</Type/Catalog/Pages 2 0 R/AcroForm 3 0 R>>"
	pages := "<</Type/Pages/Kids[]/Count 0>>"
	many := func(n int, item string) string { return "[" + strings.Repeat(item, n) + "]" }
	return map[string][]byte{
		"nested arrays":                       wide(catalog, strings.Repeat("[", 1<<20)),
		"nested dictionaries":                 wide(catalog, strings.Repeat("<</A", 1<<18)),
		"nested strings":                      wide(catalog, strings.Repeat("(", 1<<20)),
		"names with escapes":                  wide(catalog, pages, "<</Fields["+strings.Repeat("/#41", 1<<19)+"]>>"),
		"a field a million times":             wide(catalog, pages, "<</Fields"+many(1<<20, "4 0 R ")+">>", "<</FT/Sig/T(x)>>"),
		"kids in a circle":                    wide(catalog, pages, "<</Fields[4 0 R]>>", "<</T(x)/Kids[5 0 R]>>", "<</T(y)/Kids[4 0 R]>>"),
		"length of its own":                   wide(catalog, "<</Length 2 0 R>>\nstream\n\nendstream"),
		"length out of bounds":                wide(catalog, "<</Length 999999999999>>\nstream\n\nendstream"),
		"object stream that inflates":         objectStreamUpdateRaw(form, streamOf("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", zeros)),
		"object stream of a billion":          objectStreamUpdateRaw(form, streamOf("/Type/ObjStm/N 1000000000/First 9", "1 0      <<>>")),
		"section that inflates":               xrefStreamFile("/Filter/FlateDecode/Size 8388607/W[1 3 1]", zeros),
		"section of a billion":                xrefStreamFile("/Size 8388607/Index[0 1000000000]/W[1 3 1]", "x"),
		"section without width":               xrefStreamFile("/Size 8388607/W[0 0 0]", "x"),
		"section inflated twice":              xrefStreamFile("/Filter[/FlateDecode/FlateDecode]/Size 9/W[1 3 1]", compressed(zeros)),
		"table of a billion":                  []byte("%PDF-1.7\nxref\n0 1000000000\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Size 9>>\nstartxref\n9\n%%EOF"),
		"chain onto itself":                   []byte("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Size 9/Prev 9>>\nstartxref\n9\n%%EOF"),
		"chain of ten thousand":               longChain(10_000),
		"hybrid onto itself":                  []byte("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Size 9/XRefStm 9>>\nstartxref\n9\n%%EOF"),
		"signature without end":               overwriteCMS(tb, form.pdf, bytes.Repeat([]byte{0x30, 0x80}, 9000)),
		"signature of four gigabytes":         overwriteCMS(tb, form.pdf, []byte{0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0x06}),
		"signature of 2^63 bytes":             overwriteCMS(tb, form.pdf, []byte{0x30, 0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}),
		"signature of many parts":             overwriteCMS(tb, form.pdf, slices.Concat([]byte{0x30, 0x80, 0x24, 0x80}, bytes.Repeat([]byte{4, 0}, 9000), []byte{0, 0, 0, 0})),
		"updates by the thousand":             manyUpdates(form, 300),
		"signatures by the hundred":           manySignatures(form, 200),
		"store with a hundred thousand lists": form.changed(objects{formCatalog: form.set(formCatalog, "DSS", "<</CRLs"+many(100_000, "6 0 R ")+">>")}),
		"metadata in a thousand levels":       form.changed(objects{formXMP: stream("/Type/Metadata/Subtype/XML", strings.Repeat("<a>", 1<<18))}),
		"metadata that inflates":              form.changed(objects{formXMP: stream("/Type/Metadata/Subtype/XML/Filter/FlateDecode", zeros)}),
		"only zeros":                          make([]byte, 32<<20),
		"only white space behind":             append(slices.Clone(form.pdf), bytes.Repeat([]byte(" "), 16<<20)...),
		"only markers":                        bytes.Repeat([]byte("%PDF-1.7\nstartxref\n0\n%%EOF\n"), 1<<19),
	}
}

// looseFile has the objects from 1 on, whether they make sense or not.
func looseFile(bodies ...string) []byte {
	out := []byte("%PDF-1.7\n")
	var table strings.Builder
	for i, body := range bodies {
		fmt.Fprintf(&table, "%010d 00000 n \n", len(out))
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	return fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n",
		len(bodies)+1, table.String(), len(bodies)+1, len(out))
}

func xrefStreamFile(dict, data string) []byte {
	out := []byte("%PDF-1.7\n")
	return fmt.Appendf(out, "1 0 obj\n%s\nendobj\nstartxref\n9\n%%%%EOF\n", streamOf("/Type/XRef/Root 1 0 R"+dict, data))
}

// objectStreamUpdateRaw says that the catalog is in an object stream.
func objectStreamUpdateRaw(s *signedForm, box string) []byte {
	at := len(s.pdf)
	out := fmt.Appendf(slices.Clone(s.pdf), "%d 0 obj\n%s\nendobj\n", s.next(0), box)
	start := len(out)
	rows := []byte{2, 0, 0, byte(s.next(0)), 0, 1, byte(at >> 16), byte(at >> 8), byte(at), 0}
	dict := fmt.Sprintf("/Type/XRef/W[1 3 1]/Size %d/Index[1 1 %d 1]/Root 1 0 R/Prev %d", s.next(2), s.next(0), s.file.Sections()[0].Offset)
	return fmt.Appendf(out, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", s.next(1), streamOf(dict, string(rows)), start)
}

func longChain(n int) []byte {
	out := []byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")
	prev := ""
	for range n {
		start := len(out)
		out = fmt.Appendf(out, "xref\n0 0\ntrailer\n<</Root 1 0 R/Size 2%s>>\nstartxref\n%d\n%%%%EOF\n", prev, start)
		prev = fmt.Sprintf("/Prev %d", start)
	}
	return out
}

func manyUpdates(s *signedForm, n int) []byte {
	out := &signedForm{tb: s.tb, pdf: s.pdf, file: s.file}
	for range n {
		out.pdf = out.changed(objects{formInfo: out.dict(formInfo)})
		out.file = open(s.tb, out.pdf)
	}
	return out.pdf
}

// manySignatures has fields whose values are all the one signature.
func manySignatures(s *signedForm, n int) []byte {
	o := objects{}
	fields := "["
	for i := range n {
		o[s.next(i)] = written(fmt.Sprintf("<</FT/Sig/T(S%d)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/V 27 0 R>>", i))
		fields += fmt.Sprintf("%d 0 R ", s.next(i))
	}
	o[formForm] = s.set(formForm, "Fields", fields+"]")
	return s.changed(o)
}

// TestBombs: each is answered in time, and none is intact.
func TestBombs(t *testing.T) {
	for name, pdf := range bombs(t) {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			r := verifyAt(pdf)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if took > bombTime {
				t.Errorf("took %s", took)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > bombMemory {
				t.Errorf("took %d MB", used>>20)
			}
			// A store may always be added, with nonsense in it too.
			if r.Result == Intact && !strings.HasPrefix(name, "store") {
				t.Errorf("%+v", r)
			}
		})
	}
}
