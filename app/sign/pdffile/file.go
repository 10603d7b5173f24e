package pdffile

import "bytes"

// File is a PDF held in memory. It is not safe for use by several goroutines.
type File struct {
	data     []byte
	sections []*Section
	merged   map[int]Location
	cache    map[int]Object
	objstms  map[int]*objectStream
	loading  map[int]bool
	work     *Budget // shared with Before
}

// Open reads the cross-reference chain of data. Objects are read when asked
// for. data must not change afterwards.
//
// Errors wrap ErrMalformed, ErrTooComplex or ErrUnsupported.
func Open(data []byte) (*File, error) { return OpenWithin(data, NewBudget(len(data))) }

// Budget bounds the bytes that may be parsed or decoded, over all files that
// share it.
type Budget struct{ left int }

// NewBudget is enough for several readings of a file of the length, and small
// enough that no file keeps a reader busy for more than a second or two.
func NewBudget(length int) *Budget { return &Budget{32*length + 64<<20} }

// OpenWithin is Open with a budget that is shared with other files.
func OpenWithin(data []byte, work *Budget) (*File, error) {
	if !bytes.HasPrefix(data, []byte("%PDF-1.")) && !bytes.HasPrefix(data, []byte("%PDF-2.")) {
		return nil, malformed(0, "no PDF header")
	}
	f := &File{
		data: data, cache: map[int]Object{}, objstms: map[int]*objectStream{},
		loading: map[int]bool{}, work: work,
	}
	start, keyword, err := finalStart(data)
	if err != nil {
		return nil, err
	}
	if err := f.readChain(start); err != nil {
		return nil, err
	}
	if err := f.closed(keyword); err != nil {
		return nil, err
	}
	if err := f.merge(); err != nil {
		return nil, err
	}
	if _, ok := f.Trailer().Get("Root").(Ref); !ok {
		return nil, malformed(start, "no Root in the trailer")
	}
	return f, nil
}

// merge lets newer sections hide older ones. Every entry costs work, so that
// a few compressed bytes cannot claim millions of objects again and again.
func (f *File) merge() error {
	total := 0
	for _, s := range f.sections {
		total += len(s.Entries)
	}
	if err := f.spend(entryWork * total); err != nil {
		return err
	}
	if len(f.sections) == 1 {
		f.merged = f.sections[0].Entries
		return nil
	}
	f.merged = make(map[int]Location, total)
	for i := len(f.sections) - 1; i >= 0; i-- {
		for num, loc := range f.sections[i].Entries {
			f.merged[num] = loc
		}
	}
	return nil
}

const (
	entryWork = 32
	// maxLoading bounds how many objects may need each other at once: an
	// object, its object stream, and that one's length are three.
	maxLoading = 16
)

// spend takes n from the work budget.
func (f *File) spend(n int) error {
	if f.work.left -= n; f.work.left < 0 {
		return ErrTooComplex
	}
	return nil
}

// Len is the length of the file in bytes.
func (f *File) Len() int { return len(f.data) }

// Sections returns the cross-reference sections, newest first.
func (f *File) Sections() []*Section { return f.sections }

// Trailer returns the newest trailer.
func (f *File) Trailer() Dict { return f.sections[0].Trailer }

// Encrypted tells whether any trailer names an encryption dictionary.
func (f *File) Encrypted() bool {
	for _, s := range f.sections {
		if s.Trailer.Has("Encrypt") {
			return true
		}
	}
	return false
}

// Size is the smallest number that no object uses.
func (f *File) Size() int {
	size := 1
	for _, s := range f.sections {
		if n, ok := s.Trailer.Get("Size").(Int); ok && n > 0 && n <= maxObjectNumber {
			size = max(size, int(n))
		}
	}
	for num := range f.merged {
		size = max(size, num+1)
	}
	return size
}

// Lookup returns where the object with the number lies in this file.
func (f *File) Lookup(num int) (Location, bool) {
	loc, ok := f.merged[num]
	return loc, ok
}

// Get reads an indirect object. An object that does not exist is null, as
// ISO 32000-1, 7.3.10 says.
func (f *File) Get(r Ref) (Object, error) {
	loc, ok := f.merged[r.Num]
	if !ok || loc.Kind == Free {
		return nil, nil
	}
	if loc.Kind == InUse && loc.Gen != r.Gen || loc.Kind == Compressed && r.Gen != 0 {
		return nil, nil
	}
	if o, ok := f.cache[r.Num]; ok {
		return o, nil
	}
	if f.loading[r.Num] {
		return nil, malformed(loc.Offset, "object that needs itself")
	}
	if len(f.loading) >= maxLoading {
		return nil, ErrTooComplex
	}
	f.loading[r.Num] = true
	defer delete(f.loading, r.Num)
	o, err := f.load(r.Num, loc)
	if err != nil {
		return nil, err
	}
	f.cache[r.Num] = o
	return o, nil
}

func (f *File) load(num int, loc Location) (Object, error) {
	if loc.Kind == Compressed {
		return f.fromObjectStream(num, loc)
	}
	got, o, err := f.objectAt(loc.Offset, loc.Gen, false)
	if err == nil && got != num {
		err = malformed(loc.Offset, "another object stands here")
	}
	return o, err
}

// Resolve follows o when it is a reference.
func (f *File) Resolve(o Object) (Object, error) {
	for range 8 {
		r, ok := o.(Ref)
		if !ok {
			return o, nil
		}
		var err error
		if o, err = f.Get(r); err != nil {
			return nil, err
		}
	}
	return nil, malformed(0, "references that lead in a circle")
}

// Dict resolves o to a dictionary; anything else is an error.
func (f *File) Dict(o Object) (Dict, error) {
	o, err := f.Resolve(o)
	if err != nil {
		return nil, err
	}
	if d, ok := o.(Dict); ok {
		return d, nil
	}
	return nil, malformed(0, "dictionary expected")
}

// Array resolves o to an array; null counts as an empty one.
func (f *File) Array(o Object) (Array, error) {
	o, err := f.Resolve(o)
	if err != nil {
		return nil, err
	}
	switch a := o.(type) {
	case nil:
		return nil, nil
	case Array:
		return a, nil
	}
	return nil, malformed(0, "array expected")
}

// Catalog returns the document catalog.
func (f *File) Catalog() (Dict, error) { return f.Dict(f.Trailer().Get("Root")) }

// objectAt reads "num gen obj …" at the offset. gen -1 accepts any
// generation. While the cross-reference chain is being read (direct), a
// stream's Length must be direct too.
func (f *File) objectAt(off, gen int, direct bool) (int, Object, error) {
	num, o, _, err := f.placedObject(off, gen, direct)
	return num, o, err
}

// placedObject is objectAt that also returns where the object ends.
func (f *File) placedObject(off, gen int, direct bool) (number int, o Object, end int, err error) {
	if err := f.spend(1); err != nil {
		return 0, nil, 0, err
	}
	if off <= 0 || off >= len(f.data) {
		return 0, nil, 0, malformed(off, "offset out of range")
	}
	p := &parser{data: f.data, pos: off}
	number, o, err = f.indirect(p, gen, direct)
	if serr := f.spend(p.cost()); serr != nil {
		return 0, nil, 0, serr
	}
	if err != nil {
		return 0, nil, 0, err
	}
	return number, o, p.pos, nil
}

// indirect reads "num gen obj … endobj".
func (f *File) indirect(p *parser, gen int, direct bool) (int, Object, error) {
	off := p.pos
	num, g, ok := p.objectHeader()
	if !ok || gen >= 0 && gen != g {
		return 0, nil, malformed(off, "no object here")
	}
	o, err := p.object(0)
	if err != nil {
		return 0, nil, err
	}
	if d, ok := o.(Dict); ok && p.keyword("stream") {
		if o, err = f.stream(p, d, direct); err != nil {
			return 0, nil, err
		}
	}
	if !p.keyword("endobj") {
		return 0, nil, malformed(p.pos, "endobj expected")
	}
	return num, o, nil
}

// objectHeader reads "num gen obj".
func (p *parser) objectHeader() (num, gen int, ok bool) {
	n, ok1 := digits(p.word())
	p.skipSpace()
	g, ok2 := digits(p.word())
	ok = ok1 && ok2 && n > 0 && n <= maxObjectNumber && g <= 65535 && p.keyword("obj")
	return int(n), int(g), ok
}

// Before returns the file as it was before its n newest cross-reference
// sections were added, over the same bytes.
func (f *File) Before(n int) (*File, error) {
	if n < 0 || n >= len(f.sections) {
		return nil, malformed(0, "no such revision")
	}
	older := &File{
		data: f.data, sections: f.sections[n:], cache: map[int]Object{},
		objstms: map[int]*objectStream{}, loading: map[int]bool{}, work: f.work,
	}
	return older, older.merge()
}

// HeaderVersion is the version in the first line, such as "1.3".
func (f *File) HeaderVersion() string {
	if len(f.data) < 8 {
		return ""
	}
	return string(f.data[5:8])
}
