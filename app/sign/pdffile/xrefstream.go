package pdffile

// readXRefStream reads a cross-reference stream (ISO 32000-1, 7.5.8).
func (f *File) readXRefStream(off int) (*Section, error) {
	num, o, end, err := f.placedObject(off, -1, true)
	if err != nil {
		return nil, err
	}
	st, ok := o.(*Stream)
	if !ok || st.Dict.Get("Type") != Object(Name("XRef")) {
		return nil, malformed(off, "no cross-reference section")
	}
	data, err := f.decode(st)
	if err != nil {
		return nil, err
	}
	w, err := widths(st.Dict)
	if err != nil {
		return nil, err
	}
	ranges, err := indexRanges(st.Dict)
	if err != nil {
		return nil, err
	}
	s := &Section{Offset: off, Trailer: st.Dict, Stream: true, Entries: map[int]Location{}, end: end}
	if err := s.fill(data, w, ranges); err != nil {
		return nil, err
	}
	if loc := s.Entries[num]; loc.Kind == InUse && loc.Offset != off {
		return nil, malformed(off, "cross-reference stream lists itself elsewhere")
	}
	return s, nil
}

func widths(d Dict) ([3]int, error) {
	var w [3]int
	a, ok := d.Get("W").(Array)
	if !ok || len(a) != 3 {
		return w, malformed(0, "bad W in a cross-reference stream")
	}
	for i, v := range a {
		n, ok := v.(Int)
		if !ok || n < 0 || n > 7 {
			return w, malformed(0, "bad W in a cross-reference stream")
		}
		w[i] = int(n)
	}
	if w[1] == 0 {
		return w, malformed(0, "bad W in a cross-reference stream")
	}
	return w, nil
}

func indexRanges(d Dict) ([]int, error) {
	size, ok := d.Get("Size").(Int)
	if !ok || size < 0 || size > maxObjectNumber+1 {
		return nil, malformed(0, "bad Size")
	}
	if !d.Has("Index") {
		return []int{0, int(size)}, nil
	}
	a, ok := d.Get("Index").(Array)
	if !ok || len(a)%2 != 0 {
		return nil, malformed(0, "bad Index")
	}
	out := make([]int, 0, len(a))
	for _, v := range a {
		n, ok := v.(Int)
		if !ok || n < 0 || n > maxObjectNumber+1 {
			return nil, malformed(0, "bad Index")
		}
		out = append(out, int(n))
	}
	return out, nil
}

func (s *Section) fill(data []byte, w [3]int, ranges []int) error {
	row := w[0] + w[1] + w[2]
	for i := 0; i < len(ranges); i += 2 {
		for n := range ranges[i+1] {
			if len(data) < row {
				return malformed(s.Offset, "short cross-reference stream")
			}
			num := ranges[i] + n
			loc, ok := streamEntry(data[:row], w)
			if _, twice := s.Entries[num]; twice || !ok || num > maxObjectNumber {
				return malformed(s.Offset, "bad entry in a cross-reference stream")
			}
			if len(s.Entries) >= maxObjects {
				return ErrTooComplex
			}
			s.Entries[num] = loc
			data = data[row:]
		}
	}
	if len(data) != 0 {
		return malformed(s.Offset, "long cross-reference stream")
	}
	return nil
}

func streamEntry(row []byte, w [3]int) (Location, bool) {
	kind := 1
	if w[0] > 0 {
		kind = bigEndian(row[:w[0]])
	}
	a := bigEndian(row[w[0] : w[0]+w[1]])
	b := bigEndian(row[w[0]+w[1]:])
	return Location{Kind(kind), a, b}, kind >= 0 && kind <= 2 && (kind != 1 || b <= 65535)
}

func bigEndian(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}
