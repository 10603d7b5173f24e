package pdffile

import (
	"bytes"
	"compress/zlib"
	"io"
)

const maxDecoded = 64 << 20

// stream reads the data behind the keyword "stream".
func (f *File) stream(p *parser, d Dict, direct bool) (Object, error) {
	p.skipByte('\r')
	if p.pos >= len(p.data) || p.data[p.pos] != '\n' {
		return nil, malformed(p.pos, "line end expected behind stream")
	}
	p.pos++
	var length Object = d.Get("Length")
	if _, isRef := length.(Ref); isRef && direct {
		return nil, malformed(p.pos, "cross-reference stream with an indirect length")
	}
	length, err := f.Resolve(length)
	if err != nil {
		return nil, err
	}
	n, ok := length.(Int)
	if !ok || n < 0 || int64(n) > int64(len(p.data)-p.pos) {
		return nil, malformed(p.pos, "bad stream length")
	}
	raw := p.data[p.pos : p.pos+int(n)]
	p.pos += int(n)
	p.skipByte('\r')
	p.skipByte('\n')
	if string(p.word()) != "endstream" {
		return nil, malformed(p.pos, "endstream expected")
	}
	return &Stream{Dict: d, Raw: raw}, nil
}

// Decode returns the data of a stream without its filters. Only no filter and
// FlateDecode (with or without PNG predictors) are supported.
func (f *File) Decode(s *Stream) ([]byte, error) { return f.decode(s) }

func (f *File) decode(s *Stream) ([]byte, error) {
	if s.Dict.Has("F") { // the data is in another file
		return nil, ErrUnsupported
	}
	filter, params := s.Dict.Get("Filter"), s.Dict.Get("DecodeParms")
	if a, ok := filter.(Array); ok && len(a) == 1 {
		filter = a[0]
	}
	if a, ok := params.(Array); ok && len(a) == 1 {
		params = a[0]
	}
	if a, ok := filter.(Array); filter == nil || ok && len(a) == 0 {
		return s.Raw, nil
	}
	if filter != Object(Name("FlateDecode")) {
		return nil, ErrUnsupported
	}
	data, err := f.inflate(s.Raw)
	if err != nil {
		return nil, err
	}
	if params == nil {
		return data, nil
	}
	d, ok := params.(Dict)
	if !ok {
		return nil, ErrUnsupported
	}
	return unpredict(data, d)
}

func (f *File) inflate(raw []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, malformed(0, "bad compressed stream")
	}
	data, err := io.ReadAll(io.LimitReader(z, int64(min(max(f.work.left, 0), maxDecoded))+1))
	if len(data) > maxDecoded {
		return nil, ErrTooComplex
	}
	if serr := f.spend(len(data)); serr != nil {
		return nil, serr
	}
	if err != nil {
		return nil, malformed(0, "bad compressed stream")
	}
	return data, nil
}

func intOr(d Dict, key Name, standard int) int {
	if n, ok := d.Get(key).(Int); ok && n >= 0 && n < 1<<16 {
		return int(n)
	}
	return standard
}

// unpredict undoes PNG prediction (ISO 32000-1, 7.4.4.4) for 8-bit samples.
func unpredict(data []byte, d Dict) ([]byte, error) {
	predictor := intOr(d, "Predictor", 1)
	if predictor == 1 {
		return data, nil
	}
	colors, bits := intOr(d, "Colors", 1), intOr(d, "BitsPerComponent", 8)
	row := intOr(d, "Columns", 1) * colors
	if predictor < 10 || bits != 8 || row == 0 || colors > 32 || len(data)%(row+1) != 0 {
		return nil, ErrUnsupported
	}
	out := make([]byte, 0, len(data))
	prior := make([]byte, row)
	for len(data) > 0 {
		line := append([]byte(nil), data[1:row+1]...)
		if !pngRow(data[0], line, prior, colors) {
			return nil, malformed(0, "bad predictor")
		}
		out = append(out, line...)
		prior, data = line, data[row+1:]
	}
	return out, nil
}

func pngRow(kind byte, line, prior []byte, bpp int) bool {
	for i := range line {
		var left, corner byte
		if i >= bpp {
			left, corner = line[i-bpp], prior[i-bpp]
		}
		switch kind {
		case 0:
			return true
		case 1:
			line[i] += left
		case 2:
			line[i] += prior[i]
		case 3:
			line[i] += byte((int(left) + int(prior[i])) / 2)
		case 4:
			line[i] += paeth(left, prior[i], corner)
		default:
			return false
		}
	}
	return true
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := distance(p, a), distance(p, b), distance(p, c)
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func distance(p int, x byte) int {
	if d := p - int(x); d >= 0 {
		return d
	}
	return int(x) - p
}

type objectStream struct {
	data    []byte
	numbers []int
	offsets []int
}

// fromObjectStream reads a compressed object (ISO 32000-1, 7.5.7).
func (f *File) fromObjectStream(num int, loc Location) (Object, error) {
	s, err := f.objectStream(loc.Offset)
	if err != nil {
		return nil, err
	}
	if loc.Gen >= len(s.numbers) || s.numbers[loc.Gen] != num {
		return nil, malformed(0, "object missing in its object stream")
	}
	if err := f.spend(1); err != nil {
		return nil, err
	}
	p := &parser{data: s.data, pos: s.offsets[loc.Gen], detached: true}
	o, err := p.object(0)
	if serr := f.spend(p.cost()); serr != nil {
		return nil, serr
	}
	return o, err
}

func (f *File) objectStream(num int) (*objectStream, error) {
	if s, ok := f.objstms[num]; ok {
		return s, nil
	}
	if loc := f.merged[num]; loc.Kind != InUse || loc.Gen != 0 {
		return nil, malformed(0, "object stream is no direct object")
	}
	o, err := f.Get(Ref{num, 0})
	if err != nil {
		return nil, err
	}
	st, ok := o.(*Stream)
	if !ok || st.Dict.Get("Type") != Object(Name("ObjStm")) {
		return nil, malformed(0, "object stream expected")
	}
	data, err := f.decode(st)
	if err != nil {
		return nil, err
	}
	s, err := objectStreamIndex(st.Dict, data)
	if err == nil {
		f.objstms[num] = s
	}
	return s, err
}

func objectStreamIndex(d Dict, data []byte) (*objectStream, error) {
	n, ok1 := d.Get("N").(Int)
	first, ok2 := d.Get("First").(Int)
	if !ok1 || !ok2 || n < 0 || first < 0 || int64(first) > int64(len(data)) || int64(n) > int64(first) {
		return nil, malformed(0, "bad object stream")
	}
	p := &parser{data: data[:first], detached: true}
	s := &objectStream{data: data}
	for range n {
		p.skipSpace()
		num, ok1 := digits(p.word())
		p.skipSpace()
		off, ok2 := digits(p.word())
		if !ok1 || !ok2 || num > maxObjectNumber || off >= int64(len(data))-int64(first) {
			return nil, malformed(0, "bad object stream index")
		}
		s.numbers = append(s.numbers, int(num))
		s.offsets = append(s.offsets, int(first)+int(off))
	}
	return s, nil
}
