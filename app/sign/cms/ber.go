package cms

import (
	"encoding/binary"
	"math"
)

const (
	maxBERDepth = 48
	endOfValue  = 0 // the tag of the two zero bytes that end an indefinite length
)

// ToDER returns the one value at the head of b with definite, shortest lengths
// and with strings in one piece (X.690, 10), and how many bytes of b it took.
// Signatures of some tools use indefinite lengths. Nothing else is changed: a
// value in DER comes back as it was. ok is false when no whole value stands
// there.
func ToDER(b []byte) (der []byte, taken int, ok bool) {
	r := &berReader{in: b}
	der, ok = r.value(make([]byte, 0, min(len(b), math.MaxUint16)), 0)
	return der, r.at, ok
}

type berReader struct {
	in []byte
	at int
}

// berHeader is tag and length; size is -1 for an indefinite length.
type berHeader struct {
	tag         []byte
	constructed bool
	size        int
}

func (r *berReader) header() (berHeader, bool) {
	start := r.at
	if !r.skipTag() || r.at >= len(r.in) {
		return berHeader{}, false
	}
	h := berHeader{tag: r.in[start:r.at], constructed: r.in[start]&0x20 != 0}
	first := r.in[r.at]
	r.at++
	switch {
	case first < 0x80:
		h.size = int(first)
	case first == 0x80:
		h.size = -1
		return h, h.constructed
	default:
		count := int(first & 0x7F)
		if count > 8 || count > len(r.in)-r.at {
			return berHeader{}, false
		}
		var wide [8]byte
		copy(wide[8-count:], r.in[r.at:r.at+count])
		r.at += count
		size := binary.BigEndian.Uint64(wide[:])
		if size > uint64(len(r.in)) {
			return berHeader{}, false
		}
		h.size = int(size)
	}
	return h, h.size <= len(r.in)-r.at
}

// skipTag passes the identifier, whose number may take several bytes.
func (r *berReader) skipTag() bool {
	if r.at >= len(r.in) {
		return false
	}
	long := r.in[r.at]&0x1F == 0x1F
	r.at++
	for n := 0; long; n++ {
		if r.at >= len(r.in) || n > 3 {
			return false
		}
		long = r.in[r.at]&0x80 != 0
		r.at++
	}
	return true
}

// value appends the next value to out.
func (r *berReader) value(out []byte, depth int) ([]byte, bool) {
	h, ok := r.header()
	if !ok || depth > maxBERDepth {
		return nil, false
	}
	if !h.constructed {
		out = appendBERHeader(out, h.tag, h.size)
		out = append(out, r.in[r.at:r.at+h.size]...)
		r.at += h.size
		return out, true
	}
	content, ok := r.content(h, depth)
	if !ok {
		return nil, false
	}
	tag := h.tag
	if octets := tag[0] == 0x24; octets {
		// Read again: the pieces are primitive by now.
		if content, ok = joined(content); !ok {
			return nil, false
		}
		tag = []byte{0x04}
	}
	return append(appendBERHeader(out, tag, len(content)), content...), true
}

// content returns the values inside a constructed one, one behind the other.
func (r *berReader) content(h berHeader, depth int) ([]byte, bool) {
	var out []byte
	end := r.at + h.size
	for h.size < 0 || r.at < end {
		if h.size < 0 && r.at+1 < len(r.in) && r.in[r.at] == endOfValue && r.in[r.at+1] == 0 {
			r.at += 2
			return out, true
		}
		var ok bool
		if out, ok = r.value(out, depth+1); !ok || h.size >= 0 && r.at > end {
			return nil, false
		}
	}
	return out, true
}

// joined puts the pieces of a string together.
func joined(pieces []byte) ([]byte, bool) {
	r := &berReader{in: pieces}
	var out []byte
	for r.at < len(pieces) {
		h, ok := r.header()
		if !ok || len(h.tag) != 1 || h.tag[0] != 0x04 {
			return nil, false
		}
		out = append(out, pieces[r.at:r.at+h.size]...)
		r.at += h.size
	}
	return out, true
}

func appendBERHeader(out, tag []byte, size int) []byte {
	out = append(out, tag...)
	if size < 0x80 {
		return append(out, byte(size))
	}
	var wide [8]byte
	binary.BigEndian.PutUint64(wide[:], uint64(size))
	skip := 0
	for wide[skip] == 0 {
		skip++
	}
	out = append(out, 0x80|byte(8-skip))
	return append(out, wide[skip:]...)
}
