package pdffile

import (
	"bytes"
)

const (
	maxObjectNumber = 8388607 // ISO 32000-1, annex C
	maxObjects      = 1 << 20
	maxSections     = 512
	maxLead         = 8    // white space that an offset may point in front of
	maxTrail        = 1024 // white space behind the end of the file
)

// Kind says where an object number leads to.
type Kind uint8

// The kinds of cross-reference entries (ISO 32000-1, 7.5.8.3).
const (
	Free Kind = iota
	InUse
	Compressed
)

// Location is a cross-reference entry. For InUse, Offset is the byte offset
// and Gen the generation; for Compressed, Offset is the number of the object
// stream and Gen the index in it.
type Location struct {
	Kind   Kind
	Offset int
	Gen    int
}

// Section is one cross-reference section with its trailer.
type Section struct {
	Offset  int
	Trailer Dict
	Stream  bool // written as a cross-reference stream
	Entries map[int]Location
	end     int      // behind the trailer or the stream object
	hidden  *Section // what XRefStm of a hybrid section leads to
}

// finalStart returns the startxref value at the very end of data, and where
// that keyword stands. Behind %%EOF nothing but white space may follow.
func finalStart(data []byte) (start, keyword int, err error) {
	window := max(0, len(bytes.TrimRight(data, whiteSpace))-64)
	at := bytes.LastIndex(data[window:], []byte("startxref"))
	if at < 0 {
		return 0, 0, malformed(len(data), "no startxref at the end")
	}
	rest := data[window+at+len("startxref"):]
	trimmed := bytes.TrimLeft(rest, "\r\n \t")
	num := trimmed[:len(trimmed)-len(bytes.TrimLeft(trimmed, "0123456789"))]
	n, ok := digits(num)
	if !ok || len(trimmed) == len(rest) {
		return 0, 0, malformed(window+at, "bad startxref")
	}
	tail, ended := bytes.CutPrefix(bytes.TrimLeft(trimmed[len(num):], "\r\n \t"), []byte("%%EOF"))
	if !ended || len(tail) > maxTrail || len(bytes.TrimRight(tail, whiteSpace)) > 0 {
		return 0, 0, malformed(len(data), "bytes behind the end-of-file marker")
	}
	if n <= 0 || n >= int64(len(data)) {
		return 0, 0, malformed(window+at, "startxref out of range")
	}
	return int(n), window + at, nil
}

// readChain reads the sections from the newest to the oldest.
func (f *File) readChain(start int) error {
	seen := map[int]bool{}
	total, hybrid := 0, false
	for off := start; ; {
		if seen[off] {
			return malformed(off, "cross-reference loop")
		}
		if len(f.sections) >= maxSections {
			return ErrTooComplex
		}
		seen[off] = true
		s, err := f.readSection(off)
		if err != nil {
			return err
		}
		if s.Trailer.Has("XRefStm") {
			if err := f.readHidden(s); err != nil {
				return err
			}
		}
		total += len(s.Entries)
		if s.hidden != nil {
			total += len(s.hidden.Entries)
			hybrid = true
		}
		if total > maxObjects {
			return ErrTooComplex
		}
		f.sections = append(f.sections, s)
		if !s.Trailer.Has("Prev") {
			if hybrid {
				return f.hybrids()
			}
			return nil
		}
		prev, ok := s.Trailer.Get("Prev").(Int)
		if !ok || prev <= 0 || int64(prev) >= int64(len(f.data)) {
			return malformed(off, "bad Prev")
		}
		off = int(prev)
	}
}

// closed checks that the last startxref belongs to the newest section and
// stands right behind it: a startxref appended later would lead a reader back
// to an older state of the file. Only in a linearized file does the newest
// section stand at the front, with Prev pointing forward.
func (f *File) closed(keyword int) error {
	newest := f.sections[0]
	if prev, ok := newest.Trailer.Get("Prev").(Int); ok && int(prev) > newest.Offset {
		return nil
	}
	p := &parser{data: f.data, pos: newest.end}
	if p.skipSpace(); p.pos != keyword {
		return malformed(keyword, "startxref away from its section")
	}
	return nil
}

func (f *File) readSection(off int) (*Section, error) {
	at := off
	for at < len(f.data) && at < off+maxLead && isSpace(f.data[at]) {
		at++
	}
	if bytes.HasPrefix(f.data[at:], []byte("xref")) {
		return f.readTable(at)
	}
	return f.readXRefStream(at)
}

func (f *File) readTable(off int) (*Section, error) {
	p := &parser{data: f.data, pos: off + len("xref")}
	s := &Section{Offset: off}
	for !p.keyword("trailer") {
		first, count, err := p.subsection()
		if err != nil {
			return nil, err
		}
		if s.Entries == nil {
			s.Entries = make(map[int]Location, count)
		}
		if err := p.tableEntries(s, first, count); err != nil {
			return nil, err
		}
	}
	t, err := p.object(0)
	if err != nil {
		return nil, err
	}
	trailer, ok := t.(Dict)
	if !ok {
		return nil, malformed(p.pos, "trailer is no dictionary")
	}
	s.Trailer, s.end = trailer, p.pos
	return s, f.spend(max(p.pos-off, p.cost()))
}

// subsection reads "first count" and the line end behind it.
func (p *parser) subsection() (first, count int, err error) {
	p.skipSpace()
	a, ok1 := digits(p.word())
	p.skipSpace()
	b, ok2 := digits(p.word())
	for p.pos < len(p.data) && p.data[p.pos] == ' ' {
		p.pos++
	}
	p.skipByte('\r')
	p.skipByte('\n')
	left := int64(len(p.data)-p.pos) / 20
	if !ok1 || !ok2 || a > maxObjectNumber || b > left || a+b > maxObjectNumber+1 {
		return 0, 0, malformed(p.pos, "bad cross-reference subsection")
	}
	return int(a), int(b), nil
}

func (p *parser) tableEntries(s *Section, first, count int) error {
	for i := range count {
		loc, ok := tableEntry(p.data[p.pos : p.pos+20])
		if !ok {
			return malformed(p.pos, "bad cross-reference entry")
		}
		if _, twice := s.Entries[first+i]; twice {
			return malformed(p.pos, "object listed twice in one section")
		}
		s.Entries[first+i] = loc
		p.pos += 20
	}
	return nil
}

// tableEntry reads the twenty bytes "oooooooooo ggggg n" and a two-byte end.
func tableEntry(line []byte) (Location, bool) {
	off, ok1 := digits(line[:10])
	gen, ok2 := digits(line[11:16])
	end := string(line[18:])
	if !ok1 || !ok2 || line[10] != ' ' || line[16] != ' ' ||
		(end != " \n" && end != " \r" && end != "\r\n") {
		return Location{}, false
	}
	switch line[17] {
	case 'n':
		return Location{InUse, int(off), int(gen)}, gen <= 65535
	case 'f':
		return Location{Free, int(off), int(gen)}, true
	}
	return Location{}, false
}
