package pdffile

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// build writes a PDF with a cross-reference table from object bodies; body n
// becomes object n+1 and the catalog is object 1.
func build(trailer string, bodies ...string) []byte {
	out := []byte("%PDF-1.7\n")
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(bodies)+1)
	for i, b := range bodies {
		table += fmt.Sprintf("%010d 00000 n \n", len(out))
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", i+1, b)
	}
	start := len(out)
	return fmt.Appendf(out, "%strailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", table, len(bodies)+1, trailer, start)
}

func TestObjects(t *testing.T) {
	for in, want := range map[string]Object{
		"null": nil, "true": true, "-17": Int(-17), "+4": Int(4), "1.": Real("1."), "-.5": Real("-.5"),
		"/A#20b": Name("A b"), "7 0 R": Ref{7, 0}, "(a(b)\\)\\101\\\nc\\n)": "a(b))Ac\n",
		"(a\r\nb)": "a\nb", "<48 65 6>": "He`", "[1 2 3 0 R]": Array{Int(1), Int(2), Ref{3, 0}},
		"<</A 1/B[/C]>>": Dict{{"A", Int(1)}, {"B", Array{Name("C")}}}, "0 0 R": Int(0),
	} {
		p := &parser{data: []byte(in), detached: true}
		got, err := p.object(0)
		if text, ok := want.(string); ok {
			want = String{Data: []byte(text)}
		}
		if err != nil || !Equal(got, want) {
			t.Errorf("%q gave %#v, %v", in, got, err)
		}
	}
	for _, in := range []string{
		"", "(", "<", "[1 R]", "<4g>", "<</A>>", "<</A 1/A 2>>", "<</A 1", "[", "]", "tru", "1.2.3", "--1", "/A#2", "/A#zz",
		"{", strings.Repeat("[", 100) + strings.Repeat("]", 100), "99999999999999999999",
	} {
		p := &parser{data: []byte(in)}
		if o, err := p.object(0); err == nil {
			t.Errorf("%q gave %#v", in, o)
		}
	}
}

func TestStringPlace(t *testing.T) {
	p := &parser{data: []byte("  <</Contents <4142>>>")}
	o, err := p.object(0)
	if err != nil {
		t.Fatal(err)
	}
	s := o.(Dict).Get("Contents").(String)
	if got := string(p.data[s.Pos:s.End]); got != "<4142>" || !s.Hex {
		t.Errorf("place of %q", got)
	}
}

func TestWriteAndReadBack(t *testing.T) {
	leaf := rapid.OneOf(
		rapid.Just[Object](nil), rapid.Just[Object](true),
		rapid.Map(rapid.Int64Range(-1<<50, 1<<50), func(n int64) Object { return Int(n) }),
		rapid.Map(rapid.IntRange(1, 100), func(n int) Object { return Ref{n, n % 3} }),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) Object { return String{Data: b} }),
		rapid.Map(rapid.SliceOf(rapid.ByteRange(1, 255)), func(b []byte) Object { return Name(b) }),
		rapid.Map(rapid.StringMatching(`-?[0-9]{0,4}\.[0-9]{1,4}`), func(s string) Object { return Real(s) }),
	)
	rapid.Check(t, func(t *rapid.T) {
		o := Object(Array(rapid.SliceOf(leaf).Draw(t, "array")))
		d := Dict{}
		for i, v := range rapid.SliceOf(leaf).Draw(t, "values") {
			d = append(d, Entry{Name(fmt.Sprintf("K%d", i)), v})
		}
		o = Array{o, d}
		text := Append(nil, o)
		p := &parser{data: text}
		back, err := p.object(0)
		if err != nil || !Equal(o, back) || p.pos != len(text) {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

func TestOpenRefuses(t *testing.T) {
	good := build("", "<</Type/Catalog/Pages 2 0 R>>", "<</Kids[]/Count 0>>")
	if _, err := Open(good); err != nil {
		t.Fatal(err)
	}
	replace := func(from, to string) []byte { return bytes.Replace(good, []byte(from), []byte(to), 1) }
	self := fmt.Sprintf("/Prev %d", bytes.Index(good, []byte("xref\n0")))
	for name, in := range map[string][]byte{
		"empty": nil, "no header": replace("%PDF", "%PDX"), "bytes in front": append([]byte(" "), good...),
		"no marker": replace("%%EOF", "%%EOX"), "bytes behind": append(bytes.Clone(good), "x\n"...),
		"too much white space": append(bytes.Clone(good), bytes.Repeat([]byte("\n"), maxTrail+2)...), "no Root": replace("/Root 1 0 R", "/Boot 1 0 R"),
		"entry of 19 bytes": replace(" 65535 f \n", " 65535 f\n"), "count too high": replace("0 3\n", "0 9\n"),
		"entry kind": replace("00000 n", "00000 x"), "hybrid": build("/XRefStm 9", "<<>>"),
		"loop": build(self, "<</Type/Catalog/Pages 2 0 R>>", "<</Kids[]/Count 0>>"), "Prev out of range": build("/Prev 99999", "<<>>"),
		"Prev is a reference": build("/Prev 1 0 R", "<<>>"), "startxref twice": append(bytes.Clone(good), "startxref\n9\n%%EOF"...),
	} {
		if _, err := Open(in); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestObjectLoops(t *testing.T) {
	f, err := Open(build("", "<</Pages 2 0 R/A 3 0 R>>", "<</Kids[2 0 R]/Count 1>>", "4 0 R", "3 0 R",
		"<</Length 5 0 R>>\nstream\nx\nendstream"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Pages(); !errors.Is(err, ErrMalformed) {
		t.Errorf("page tree in a circle: %v", err)
	}
	if _, err := f.Resolve(Ref{3, 0}); !errors.Is(err, ErrMalformed) {
		t.Errorf("references in a circle: %v", err)
	}
	if _, err := f.Get(Ref{5, 0}); !errors.Is(err, ErrMalformed) {
		t.Errorf("length of itself: %v", err)
	}
	if o, err := f.Get(Ref{99, 0}); o != nil || err != nil {
		t.Errorf("missing object: %v, %v", o, err)
	}
	if graph, err := f.Graph(); err != nil || len(graph.Missing) != 0 {
		t.Errorf("missing: %v, %v", graph, err)
	}
}

// TestNestedStringsCostLittle: every object's text lies inside a string of the
// one before, so naive reading takes quadratic time.
func TestNestedStringsCostLittle(t *testing.T) {
	const n = 60_000
	out := []byte("%PDF-1.7\n")
	table := fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", n+1)
	for i := 1; i <= n; i++ {
		table = fmt.Appendf(table, "%010d 00000 n \n", len(out))
		out = fmt.Appendf(out, "%d 0 obj(", i)
	}
	start := len(out)
	out = fmt.Appendf(out, "%strailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n", table, n+1, start)
	f, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	for i := 1; i <= n; i++ {
		_, _ = f.Get(Ref{i, 0})
	}
	if d := time.Since(begin); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
	if _, err := f.Get(Ref{n, 0}); !errors.Is(err, ErrTooComplex) {
		t.Errorf("the budget was not used up: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(build("", "<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R>>"))
	f.Add(build("/Prev 9", "<</Length 3>>\nstream\nabc\nendstream", "(x\\101)", "<</Filter/FlateDecode/Length 1>>\nstream\nx\nendstream"))
	f.Fuzz(func(_ *testing.T, in []byte) {
		file, err := Open(in)
		if err != nil {
			return
		}
		_, _ = file.Pages()
		_, _ = file.Graph()
		for num := range min(file.Size(), 100) {
			if o, err := file.Get(Ref{Num: num}); err == nil {
				if s, ok := o.(*Stream); ok {
					_, _ = file.Decode(s)
				}
			}
		}
	})
}
