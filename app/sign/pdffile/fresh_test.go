package pdffile

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// crafted writes objects 1 to n, each by its own function, with a table.
func crafted(n int, object func(i int) string, trailer string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, n+1)
	for i := 1; i <= n; i++ {
		at[i] = b.Len()
		b.WriteString(object(i))
	}
	return withTable(b.Bytes(), at, trailer)
}

func withTable(body []byte, at []int, trailer string) []byte {
	b := bytes.NewBuffer(body)
	start := b.Len()
	fmt.Fprintf(b, "xref\n0 %d\n0000000000 65535 f \n", len(at))
	for _, off := range at[1:] {
		fmt.Fprintf(b, "%010d 00000 n \n", off)
	}
	fmt.Fprintf(b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(at), trailer, start)
	return b.Bytes()
}

func squeezed(data string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(data))
	_ = z.Close()
	return b.String()
}

// TestLengthChain: every stream's Length is the next stream. The reader must
// give up long before its stack does.
func TestLengthChain(t *testing.T) {
	const n = 200_000
	pdf := crafted(n, func(i int) string {
		return fmt.Sprintf("%d 0 obj<</Length %d 0 R>>stream\nendstream endobj\n", i, i+1)
	}, "")
	f, err := Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Get(Ref{Num: 1}); !errors.Is(err, ErrTooComplex) {
		t.Errorf("%v", err)
	}
}

// TestSharedTail: thousands of objects in one comment line share a long run of
// white space up to one endobj. Each looks short and costs the whole run.
func TestSharedTail(t *testing.T) {
	const n = 20_000
	var body strings.Builder
	body.WriteString("%PDF-1.7\n")
	at := make([]int, n+1)
	var refs strings.Builder
	for i := 2; i <= n; i++ {
		fmt.Fprintf(&refs, "%d 0 R ", i)
	}
	at[1] = body.Len()
	fmt.Fprintf(&body, "1 0 obj[%s]endobj\n", refs.String())
	for i := 2; i <= n; i++ {
		at[i] = body.Len()
		fmt.Fprintf(&body, "%d 0 obj 5 %%", i)
	}
	body.WriteString("\n" + strings.Repeat(" ", 4<<20) + "endobj\n")
	f, err := Open(withTable([]byte(body.String()), at, ""))
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if _, err := f.Graph(); !errors.Is(err, ErrTooComplex) {
		t.Errorf("%v", err)
	}
	t.Log(time.Since(start))
}

// TestSharedTailCompressed is the same inside an object stream: all objects
// stand at one offset, and looking ahead for a reference costs everything.
func TestSharedTailCompressed(t *testing.T) {
	const n = 20_000
	var index strings.Builder
	for i := range n {
		fmt.Fprintf(&index, "%d 0 ", i+10)
	}
	raw := squeezed(index.String() + "5" + strings.Repeat(" ", 4<<20) + "6")
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var refs strings.Builder
	for i := range n {
		fmt.Fprintf(&refs, "%d 0 R ", i+10)
	}
	root := b.Len()
	fmt.Fprintf(&b, "1 0 obj[%s]endobj\n", refs.String())
	box := b.Len()
	fmt.Fprintf(&b, "2 0 obj<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n",
		n, index.Len(), len(raw), raw)
	start := b.Len()
	rows := row(1, root) + row(1, box) + row(1, start)
	for i := range n {
		rows += row(2, 2<<16|i)
	}
	packed := squeezed(rows)
	fmt.Fprintf(&b, "3 0 obj<</Type/XRef/W[1 6 0]/Size %d/Index[1 3 10 %d]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\nstartxref\n%d\n%%%%EOF\n",
		n+10, n, len(packed), packed, start)
	pdf := bytes.Replace(b.Bytes(), []byte("/W[1 6 0]"), []byte("/W[1 4 2]"), 1)
	f, err := Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if _, err := f.Graph(); !errors.Is(err, ErrTooComplex) {
		t.Errorf("%v", err)
	}
	t.Log(time.Since(began), len(pdf))
}

// row is a cross-reference entry of 1+4+2 bytes; a compressed one holds the
// stream's number above the index.
func row(kind, v int) string {
	first, second := v, 0
	if kind == 2 {
		first, second = v>>16, v&0xFFFF
	}
	return string([]byte{byte(kind), byte(first >> 24), byte(first >> 16), byte(first >> 8), byte(first), byte(second >> 8), byte(second)})
}

// TestManyValues: a small file may not claim gigabytes by arrays of the
// shortest objects there are.
func TestManyValues(t *testing.T) {
	const boxes = 60
	raw := squeezed("9 0 [" + strings.Repeat("/", 1_000_000) + "]")
	pdf := crafted(boxes+1, func(i int) string {
		if i == 1 {
			return "1 0 obj<<>>endobj\n"
		}
		return fmt.Sprintf("%d 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n", i, len(raw), raw)
	}, "")
	f, err := Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	for i := 2; i <= boxes+1; i++ {
		f.merged[1000+i] = Location{Compressed, i, 0}
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := 2; i <= boxes+1; i++ {
		s, err := f.objectStream(i)
		if err != nil {
			break
		}
		s.numbers[0] = 1000 + i
		if _, err = f.Get(Ref{Num: 1000 + i}); err != nil {
			break
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	held := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) >> 20
	if held > 400 {
		t.Errorf("%d kB of PDF hold %d MB", len(pdf)>>10, held)
	}
	t.Logf("%d kB of PDF hold %d MB", len(pdf)>>10, held)
	runtime.KeepAlive(f)
}
