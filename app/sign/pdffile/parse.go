package pdffile

import (
	"bytes"
	"strconv"
)

const (
	maxDepth    = 64      // nested arrays and dictionaries in one object
	maxElements = 1 << 20 // values in one object
)

// parser reads objects out of data[:]; it never reads behind len(data).
type parser struct {
	data     []byte
	pos      int
	elements int
	passed   int  // bytes looked at, those looked at again included
	detached bool // data is not the file itself, so positions mean nothing
}

const (
	space     = 1
	delimiter = 2
)

// classes sorts bytes as ISO 32000-1, 7.2.2 does; regular ones are 0.
var classes = func() (t [256]byte) {
	for _, c := range "\x00\t\n\f\r " {
		t[c] = space
	}
	for _, c := range "()<>[]{}/%" {
		t[c] = delimiter
	}
	return t
}()

func isSpace(c byte) bool     { return classes[c] == space }
func isDelimiter(c byte) bool { return classes[c] == delimiter }
func isRegular(c byte) bool   { return classes[c] == 0 }

// cost is what has been read so far in units of work: bytes, and for each
// value what it takes in memory beyond them.
func (p *parser) cost() int { return p.passed + elementWork*p.elements }

const elementWork = 8

func (p *parser) skipSpace() {
	start := p.pos
	for p.pos < len(p.data) {
		c := p.data[p.pos]
		if isSpace(c) {
			p.pos++
			continue
		}
		if c != '%' {
			break
		}
		p.skipComment()
	}
	p.passed += p.pos - start
}

func (p *parser) skipComment() {
	for p.pos < len(p.data) && p.data[p.pos] != '\n' && p.data[p.pos] != '\r' {
		p.pos++
	}
}

// word reads a run of regular characters.
func (p *parser) word() []byte {
	start := p.pos
	for p.pos < len(p.data) && isRegular(p.data[p.pos]) {
		p.pos++
	}
	p.passed += p.pos - start
	return p.data[start:p.pos]
}

// keyword consumes kw when it stands next, after white space.
func (p *parser) keyword(kw string) bool {
	p.skipSpace()
	end := p.pos + len(kw)
	if end > len(p.data) || string(p.data[p.pos:end]) != kw || end < len(p.data) && isRegular(p.data[end]) {
		return false
	}
	p.pos = end
	return true
}

func (p *parser) object(depth int) (Object, error) {
	p.skipSpace()
	if p.elements++; p.elements > maxElements || depth > maxDepth {
		return nil, ErrTooComplex
	}
	if p.pos >= len(p.data) {
		return nil, malformed(p.pos, "end of file inside an object")
	}
	switch c := p.data[p.pos]; {
	case c == '/':
		return p.name()
	case c == '(':
		return p.literal()
	case c == '[':
		return p.array(depth)
	case c == '<' && p.pos+1 < len(p.data) && p.data[p.pos+1] == '<':
		return p.dict(depth)
	case c == '<':
		return p.hex()
	case isRegular(c):
		return p.scalar()
	}
	return nil, malformed(p.pos, "unexpected delimiter")
}

func (p *parser) scalar() (Object, error) {
	start := p.pos
	w := p.word()
	switch string(w) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	}
	if n, ok := integer(w); ok {
		return p.refOrInt(n), nil
	}
	if isReal(w) {
		return Real(w), nil
	}
	return nil, malformed(start, "unknown word")
}

// refOrInt looks ahead for "gen R" behind a positive integer.
func (p *parser) refOrInt(n int64) Object {
	save := p.pos
	if n > 0 && n <= maxObjectNumber && p.digitAhead() {
		if gen, ok := digits(p.word()); ok && gen <= 65535 && p.keyword("R") {
			return Ref{int(n), int(gen)}
		}
	}
	p.pos = save
	return Int(n)
}

// digitAhead skips white space and tells whether a digit follows.
func (p *parser) digitAhead() bool {
	p.skipSpace()
	return p.pos < len(p.data) && p.data[p.pos] >= '0' && p.data[p.pos] <= '9'
}

func digits(w []byte) (int64, bool) {
	if len(w) == 0 || len(w) > 18 {
		return 0, false
	}
	var n int64
	for _, c := range w {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

func integer(w []byte) (int64, bool) {
	if len(w) > 1 && (w[0] == '-' || w[0] == '+') {
		n, ok := digits(w[1:])
		if w[0] == '-' {
			n = -n
		}
		return n, ok
	}
	return digits(w)
}

func isReal(w []byte) bool {
	if len(w) > 0 && (w[0] == '-' || w[0] == '+') {
		w = w[1:]
	}
	whole, frac, ok := bytes.Cut(w, []byte{'.'})
	return ok && len(whole)+len(frac) > 0 && len(w) < 64 && allDigits(whole) && allDigits(frac)
}

func allDigits(w []byte) bool {
	for _, c := range w {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func (p *parser) name() (Object, error) {
	p.pos++
	w := p.word()
	if bytes.IndexByte(w, '#') < 0 {
		return Name(w), nil
	}
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		if w[i] != '#' {
			out = append(out, w[i])
			continue
		}
		if i+2 >= len(w) {
			return nil, malformed(p.pos, "bad # in a name")
		}
		v, err := strconv.ParseUint(string(w[i+1:i+3]), 16, 8)
		if err != nil || v == 0 {
			return nil, malformed(p.pos, "bad # in a name")
		}
		out = append(out, byte(v))
		i += 2
	}
	return Name(out), nil
}

func (p *parser) array(depth int) (Object, error) {
	p.pos++
	out := make(Array, 0, 4)
	for {
		p.skipSpace()
		if p.pos < len(p.data) && p.data[p.pos] == ']' {
			p.pos++
			return out, nil
		}
		v, err := p.object(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
}

// dict reads a dictionary and refuses a repeated key: readers differ in which
// of the two they use.
func (p *parser) dict(depth int) (Object, error) {
	start := p.pos
	p.pos += 2
	out := make(Dict, 0, 8)
	for {
		p.skipSpace()
		if p.pos+1 < len(p.data) && p.data[p.pos] == '>' && p.data[p.pos+1] == '>' {
			p.pos += 2
			break
		}
		if p.pos >= len(p.data) || p.data[p.pos] != '/' {
			return nil, malformed(p.pos, "dictionary key expected")
		}
		key, err := p.name()
		if err != nil {
			return nil, err
		}
		value, err := p.object(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, Entry{key.(Name), value})
	}
	if repeatedKey(out) {
		return nil, malformed(start, "dictionary with a repeated key")
	}
	return out, nil
}

func repeatedKey(d Dict) bool {
	if len(d) <= 16 {
		for i := range d {
			for j := range i {
				if d[i].Key == d[j].Key {
					return true
				}
			}
		}
		return false
	}
	seen := make(map[Name]bool, len(d))
	for _, e := range d {
		if seen[e.Key] {
			return true
		}
		seen[e.Key] = true
	}
	return false
}
