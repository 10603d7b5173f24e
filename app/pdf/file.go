package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// errShape is returned when gofpdf wrote a file of another shape than this
// package knows.
var errShape = errors.New("unexpected shape of the written file")

// file is a PDF as a list of objects: objects[n] is what stands between
// "n 0 obj" and "endobj". Number 0 is none.
type file struct {
	objects    []string
	packer     *zlib.Writer
	root, info int
	height     float64 // of a page, in points
}

var (
	startxref  = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
	crossRef   = regexp.MustCompile(`^xref\n0 (\d+)\n`)
	bareStream = regexp.MustCompile(`^<</Length (\d+)>>\nstream\n`)
)

const (
	xrefEntry = 20 // bytes of a cross-reference entry (ISO 32000-1, 7.5.4)
	header    = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"
)

// stored keeps a stream as it is; deflated compresses it.
const (
	stored   = false
	deflated = true
)

// pageObject is the number that gofpdf gives to a page, counted from 0.
func pageObject(page int) int { return 3 + 2*page }

func ref(object int) string { return strconv.Itoa(object) + " 0 R" }

// read takes the objects out of what gofpdf wrote, all but the last two, which
// are info and catalog, and compresses streams that are not yet.
func read(data []byte) (*file, error) {
	if !bytes.HasPrefix(data, []byte("%PDF-1.")) {
		return nil, fmt.Errorf("%w: header", errShape)
	}
	offsets, err := offsetsOf(data)
	if err != nil {
		return nil, err
	}
	f := &file{objects: make([]string, len(offsets)-2)}
	f.packer, _ = zlib.NewWriterLevel(nil, zlib.BestSpeed)
	for n := 1; n < len(f.objects); n++ {
		if err := f.take(n, data[offsets[n]:]); err != nil {
			return nil, fmt.Errorf("object %d: %w", n, err)
		}
	}
	return f, nil
}

// take reads object n at the start of data.
func (f *file) take(n int, data []byte) error {
	body, ok := bytes.CutPrefix(data, []byte(strconv.Itoa(n)+" 0 obj\n"))
	if !ok {
		return fmt.Errorf("%w: no object", errShape)
	}
	if found := bareStream.FindSubmatch(body[:min(len(body), 64)]); found != nil {
		length, err := strconv.Atoi(string(found[1]))
		start := len(found[0])
		if err != nil || start+length > len(body) {
			return fmt.Errorf("%w: stream length", errShape)
		}
		f.objects[n] = f.stream("", body[start:start+length], deflated)
		return nil
	}
	end := endOf(body)
	if end < 0 {
		return fmt.Errorf("%w: no end", errShape)
	}
	f.objects[n] = string(body[:end])
	return nil
}

var streamLength = regexp.MustCompile(`/Length (\d+)`)

// endOf is where an object ends. A stream is passed over by its length: its
// bytes may read like an end.
func endOf(body []byte) int {
	end, stream := bytes.Index(body, []byte("\nendobj\n")), bytes.Index(body, []byte("\nstream\n"))
	if stream < 0 || end < stream {
		return end
	}
	found := streamLength.FindSubmatch(body[:stream])
	if found == nil {
		return -1
	}
	length, err := strconv.Atoi(string(found[1]))
	from := stream + len("\nstream\n") + length
	if err != nil || from > len(body) {
		return -1
	}
	if end = bytes.Index(body[from:], []byte("\nendobj\n")); end < 0 {
		return -1
	}
	return from + end
}

// offsetsOf reads the cross-reference table: the offset of every object, by
// its number.
func offsetsOf(data []byte) ([]int, error) {
	found := startxref.FindSubmatch(data[max(0, len(data)-64):])
	if found == nil {
		return nil, fmt.Errorf("%w: no startxref", errShape)
	}
	at, err := strconv.Atoi(string(found[1]))
	if err != nil || at >= len(data) {
		return nil, fmt.Errorf("%w: startxref", errShape)
	}
	head := crossRef.FindSubmatch(data[at:min(len(data), at+64)])
	if head == nil {
		return nil, fmt.Errorf("%w: cross-reference table", errShape)
	}
	count, err := strconv.Atoi(string(head[1]))
	table := data[at+len(head[0]):]
	if err != nil || count < 5 || len(table) < count*xrefEntry {
		return nil, fmt.Errorf("%w: cross-reference table", errShape)
	}
	offsets := make([]int, count)
	for i := 1; i < count; i++ {
		entry := table[i*xrefEntry : i*xrefEntry+10]
		if offsets[i], err = strconv.Atoi(string(entry)); err != nil || offsets[i] >= len(data) {
			return nil, fmt.Errorf("%w: object %d", errShape, i)
		}
	}
	return offsets, nil
}

// reserve takes a number for an object that is set later.
func (f *file) reserve() int {
	f.objects = append(f.objects, "")
	return len(f.objects) - 1
}

// add enters an object and returns its number.
func (f *file) add(body string) int {
	n := f.reserve()
	f.objects[n] = body
	return n
}

func (f *file) addStream(dict string, data []byte, packed bool) int {
	return f.add(f.stream(dict, data, packed))
}

// stream is a stream object with these entries besides length and filter.
func (f *file) stream(dict string, data []byte, packed bool) string {
	if packed {
		var out bytes.Buffer
		f.packer.Reset(&out)
		_, _ = f.packer.Write(data) // a buffer does not fail
		_ = f.packer.Close()
		dict, data = strings.TrimSpace(dict+" /Filter /FlateDecode"), out.Bytes()
	}
	return "<<" + dict + " /Length " + strconv.Itoa(len(data)) + ">>\nstream\n" + string(data) + "\nendstream"
}

// bytes writes the file. Its identifier is taken over all the objects.
func (f *file) bytes() []byte {
	var out bytes.Buffer
	out.WriteString(header)
	offsets := make([]int, len(f.objects))
	for n, body := range f.objects[1:] {
		offsets[n+1] = out.Len()
		out.WriteString(strconv.Itoa(n+1) + " 0 obj\n" + body + "\nendobj\n")
	}
	sum := sha256.Sum256(out.Bytes())
	at := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets))
	for _, offset := range offsets[1:] {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d\n/Root %s\n/Info %s\n/ID [<%X> <%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(offsets), ref(f.root), ref(f.info), sum[:16], sum[:16], at)
	return out.Bytes()
}

// pdfText writes a text string (ISO 32000-1, 7.9.2.2): ASCII as it is,
// anything else in UTF-16 with its mark.
func pdfText(s string) string {
	if isPlain(s) {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
	}
	var out strings.Builder
	out.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&out, "%04X", unit)
	}
	return out.String() + ">"
}
