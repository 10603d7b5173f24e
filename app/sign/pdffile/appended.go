package pdffile

import (
	"bytes"
	"slices"
)

// Appended checks that the n newest sections were added behind byte end as
// plainly as can be: every byte from there on belongs to an object that a
// section lists, to a section, to its startxref, or is white space; every
// listed object can be read; and of several versions of an object the one in
// force stands last. Such bytes mean the same to a reader that follows the
// cross-reference sections and to one that repairs files by looking for
// objects. Errors wrap ErrMalformed or ErrTooComplex.
func (f *File) Appended(n, end int) error {
	if n < 1 || n >= len(f.sections) || end > len(f.data) {
		return malformed(end, "nothing appended")
	}
	a := &appended{File: f, end: end, last: map[int]int{}}
	for i, s := range f.sections[:n] {
		if err := a.section(s, f.sections[i+1]); err != nil {
			return err
		}
	}
	for num, off := range a.last {
		if loc := f.merged[num]; f.position(loc) != off {
			return malformed(off, "an older version of an object stands last")
		}
	}
	if err := a.gaps(); err != nil {
		return err
	}
	return a.tokens()
}

// span is the place of an object or section; only a section has startxref
// behind it.
type span struct {
	start, end int
	section    bool
}

type appended struct {
	*File
	end   int
	spans []span
	last  map[int]int // object number to the last place it is written at
}

// position is where an object's bytes, or those of its object stream, are.
func (f *File) position(loc Location) int {
	if loc.Kind == Compressed {
		loc = f.merged[loc.Offset]
	}
	if loc.Kind != InUse {
		return -1
	}
	return loc.Offset
}

func (a *appended) section(s, older *Section) error {
	size, ok := s.Trailer.Get("Size").(Int)
	before, _ := older.Trailer.Get("Size").(Int)
	if !ok || size < before || s.Offset < max(a.end, older.Offset) {
		return malformed(s.Offset, "section out of order")
	}
	a.spans = append(a.spans, span{s.Offset, s.end, true})
	if s.hidden != nil {
		if err := a.hidden(s); err != nil {
			return err
		}
	}
	for num, loc := range s.Entries {
		if Int(num) >= size {
			return malformed(s.Offset, "object beyond Size")
		}
		if loc.Kind != InUse || loc.Offset == s.Offset {
			continue
		}
		if err := a.object(num, loc); err != nil {
			return err
		}
	}
	if s.Stream {
		num, _, _, err := a.placedObject(s.Offset, -1, true)
		if err != nil {
			return err
		}
		if _, listed := a.merged[num]; listed {
			a.stands(num, s.Offset)
		}
	}
	return nil
}

// hidden takes the stream of a hybrid section for one of the objects; it may
// also be one that an older section named.
func (a *appended) hidden(s *Section) error {
	for _, older := range a.sections {
		if older.Offset < a.end && older.hidden != nil && older.hidden.Offset == s.hidden.Offset {
			return nil
		}
	}
	if s.hidden.Offset < a.end {
		return malformed(s.Offset, "section out of order")
	}
	a.spans = append(a.spans, span{start: s.hidden.Offset, end: s.hidden.end})
	return nil
}

func (a *appended) stands(num, off int) { a.last[num] = max(a.last[num], off) }

func (a *appended) object(num int, loc Location) error {
	got, o, end, err := a.placedObject(loc.Offset, loc.Gen, false)
	if err != nil {
		return err
	}
	if got != num || loc.Offset < a.end {
		return malformed(loc.Offset, "another object stands here")
	}
	a.spans = append(a.spans, span{start: loc.Offset, end: end})
	a.stands(num, loc.Offset)
	st, ok := o.(*Stream)
	if !ok || st.Dict.Get("Type") != Object(Name("ObjStm")) {
		return nil
	}
	data, err := a.decode(st)
	if err != nil {
		return err
	}
	index, err := objectStreamIndex(st.Dict, data)
	if err != nil {
		return err
	}
	for _, held := range index.numbers {
		a.stands(held, loc.Offset)
	}
	return nil
}

// gaps looks at what stands between the objects and sections.
func (a *appended) gaps() error {
	slices.SortFunc(a.spans, func(x, y span) int { return x.start - y.start })
	at, section := a.end, false
	for _, s := range append(a.spans, span{start: len(a.data)}) {
		if s.start < at || !plainGap(a.data[at:s.start], section) {
			return malformed(at, "bytes that belong to no object")
		}
		at, section = s.end, s.section
	}
	first := a.data[a.end-1 : a.spans[0].start]
	if !bytes.ContainsAny(first, "\r\n") {
		return malformed(a.end, "no line end in front of what is added")
	}
	return nil
}

// plainGap accepts white space and, behind a section, its startxref with the
// end-of-file marker; programs also leave their name in a comment there.
func plainGap(gap []byte, section bool) bool {
	p := &parser{data: gap}
	if section {
		if !p.keyword("startxref") {
			return false
		}
		p.skipSpace()
		if _, ok := digits(p.word()); !ok {
			return false
		}
		rest := bytes.TrimLeft(gap[p.pos:], "\r\n \t")
		if !bytes.HasPrefix(rest, []byte("%%EOF")) {
			return false
		}
		p.pos = len(gap) - len(rest) + len("%%EOF")
	}
	for _, c := range gap[p.pos:] {
		if !isSpace(c) {
			return false
		}
	}
	return true
}

// tokens refuses object headers and trailers in places where no object or
// section begins, as inside strings, streams and comments.
func (a *appended) tokens() error {
	starts := map[int]bool{}
	for _, s := range a.spans {
		starts[s.start] = true
	}
	trailers := 0
	for _, s := range a.sections {
		if s.Offset >= a.end && !s.Stream {
			trailers++
		}
	}
	added := a.data[a.end:]
	if bytes.Count(added, []byte("trailer")) != trailers {
		return malformed(a.end, "trailer of no section")
	}
	for at := 0; ; at += len("obj") {
		i := bytes.Index(added[at:], []byte("obj"))
		if i < 0 {
			return nil
		}
		at += i
		if start, ok := headerAt(added[:at]); ok && !starts[a.end+start] {
			return malformed(a.end+start, "object listed nowhere")
		}
	}
}

// headerAt tells where the "num gen " at the end of b begins.
func headerAt(b []byte) (int, bool) {
	rest := bytes.TrimRight(b, whiteSpace)
	gen := bytes.TrimRight(rest, "0123456789")
	space := bytes.TrimRight(gen, whiteSpace)
	num := bytes.TrimRight(space, "0123456789")
	return len(num), len(gen) < len(rest) && len(space) < len(gen) && len(num) < len(space)
}

const whiteSpace = "\x00\t\n\f\r "
