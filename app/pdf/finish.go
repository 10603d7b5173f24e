package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

const producer = "Clausedesk, gofpdf"

// info is the document information dictionary.
type info struct{ title, author, subject, date string }

func infoOf(in Input) info {
	subject := joinParts([]string{edition(in, in.Text.Lang), languages(in)})
	return info{
		title: flat(in.Text.Title), author: flat(in.Text.Client), subject: subject,
		date: stamp(in.Created).Format("20060102150405") + "Z",
	}
}

// errShape is returned when gofpdf wrote a file of another shape than this
// package knows.
var errShape = errors.New("unexpected shape of the written file")

var (
	startxref  = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
	crossRef   = regexp.MustCompile(`^xref\n0 (\d+)\n`)
	bareStream = regexp.MustCompile(`^(\d+ 0 obj\n)<</Length (\d+)>>\nstream\n`)
	outlineRef = regexp.MustCompile(`/Outlines (\d+) 0 R`)
)

const (
	xrefEntry = 20 // bytes of a cross-reference entry (ISO 32000-1, 7.5.4)
	header13  = "%PDF-1.3"
	header17  = "%PDF-1.7"
)

// finish turns what gofpdf wrote into the file that goes out: streams
// compressed, and a new end. The old end is always metadata, info, catalog,
// cross-reference table and trailer; the new one links the metadata and gives
// language, dates with a zone and a file identifier.
func finish(data []byte, about info, lang string) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte(header13)) {
		return nil, fmt.Errorf("%w: header", errShape)
	}
	offsets, err := offsetsOf(data)
	if err != nil {
		return nil, err
	}
	objects := len(offsets) - 1
	outline := outlineRef.FindSubmatch(data[offsets[objects]:])
	var out bytes.Buffer
	out.Grow(len(data))
	out.WriteString(header17 + "\n")
	if err := packObjects(&out, data, offsets[:objects]); err != nil {
		return nil, err
	}
	id := sha256.Sum256(out.Bytes())
	offsets[objects-1] = out.Len()
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", objects-1, about.dictionary())
	offsets[objects] = out.Len()
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", objects, catalog(outline, objects-2, lang))
	writeTrailer(&out, offsets, id[:16])
	return out.Bytes(), nil
}

// packObjects copies the objects in their order in the file, all but the
// last, and sets offsets to their new places.
func packObjects(out *bytes.Buffer, data []byte, offsets []int) error {
	order := make([]int, 0, len(offsets)-1)
	for i := 1; i < len(offsets); i++ {
		order = append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int { return offsets[a] - offsets[b] })
	if order[len(order)-1] != len(offsets)-1 {
		return fmt.Errorf("%w: order of objects", errShape)
	}
	packer, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	for i, object := range order[:len(order)-1] {
		from, to := offsets[object], offsets[order[i+1]]
		offsets[object] = out.Len()
		if err := packObject(out, data[from:to], packer); err != nil {
			return fmt.Errorf("object %d: %w", object, err)
		}
	}
	return nil
}

// packObject copies an object, compressing its stream if nothing has yet.
func packObject(out *bytes.Buffer, object []byte, packer *zlib.Writer) error {
	found := bareStream.FindSubmatch(object[:min(len(object), 64)])
	if found == nil {
		out.Write(object)
		return nil
	}
	length, err := strconv.Atoi(string(found[2]))
	start := len(found[0])
	if err != nil || start+length > len(object) {
		return fmt.Errorf("%w: stream length", errShape)
	}
	var packed bytes.Buffer
	packer.Reset(&packed)
	if _, err := packer.Write(object[start : start+length]); err != nil {
		return err
	}
	if err := packer.Close(); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s<</Filter /FlateDecode /Length %d>>\nstream\n", found[1], packed.Len())
	out.Write(packed.Bytes())
	out.Write(object[start+length:])
	return nil
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
		if offsets[i], err = strconv.Atoi(string(entry)); err != nil {
			return nil, fmt.Errorf("%w: object %d", errShape, i)
		}
	}
	return offsets, nil
}

func (i info) dictionary() string {
	return "<</Title " + pdfText(i.title) + "\n/Author " + pdfText(i.author) + "\n/Subject " + pdfText(i.subject) +
		"\n/Creator " + pdfText(creator) + "\n/Producer " + pdfText(producer) +
		"\n/CreationDate (D:" + i.date + ")\n/ModDate (D:" + i.date + ")>>"
}

func catalog(outline [][]byte, metadata int, lang string) string {
	var out strings.Builder
	out.WriteString("<</Type /Catalog\n/Pages 1 0 R\n")
	if outline != nil {
		fmt.Fprintf(&out, "/Outlines %s 0 R\n/PageMode /UseOutlines\n", outline[1])
	}
	if tag := languageTag(lang); tag != "" {
		fmt.Fprintf(&out, "/Lang (%s)\n", tag)
	}
	fmt.Fprintf(&out, "/Metadata %d 0 R\n/ViewerPreferences <</DisplayDocTitle true>>>>", metadata)
	return out.String()
}

// languageTag keeps what may stand in a BCP 47 tag.
func languageTag(lang string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, lang)
}

func writeTrailer(out *bytes.Buffer, offsets []int, id []byte) {
	at := out.Len()
	fmt.Fprintf(out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets))
	for _, offset := range offsets[1:] {
		fmt.Fprintf(out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(out, "trailer\n<</Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [<%X> <%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(offsets), len(offsets)-1, len(offsets)-2, id, id, at)
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
