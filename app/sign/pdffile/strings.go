package pdffile

import "strings"

// literal reads a string in parentheses (ISO 32000-1, 7.3.4.2).
func (p *parser) literal() (Object, error) {
	start := p.pos
	p.pos++
	var out []byte
	for open := 1; ; {
		if p.pos >= len(p.data) {
			p.passed += p.pos - start
			return nil, malformed(start, "string without end")
		}
		c := p.data[p.pos]
		p.pos++
		switch c {
		case '(':
			open++
		case ')':
			open--
		case '\\':
			out = p.escape(out)
			continue
		case '\r':
			c = '\n'
			p.skipByte('\n')
		}
		if open == 0 {
			return p.placed(out, false, start), nil
		}
		out = append(out, c)
	}
}

func (p *parser) skipByte(c byte) {
	if p.pos < len(p.data) && p.data[p.pos] == c {
		p.pos++
	}
}

func (p *parser) escape(out []byte) []byte {
	if p.pos >= len(p.data) {
		return out
	}
	c := p.data[p.pos]
	p.pos++
	if i := strings.IndexByte("nrtbf", c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	switch c {
	case '\r':
		p.skipByte('\n')
		return out
	case '\n':
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for range 2 {
		if p.pos < len(p.data) && p.data[p.pos] >= '0' && p.data[p.pos] <= '7' {
			v = v*8 + int(p.data[p.pos]-'0')
			p.pos++
		}
	}
	return append(out, byte(v))
}

// hex reads a string in angle brackets; anything but digits and white space
// is an error.
func (p *parser) hex() (Object, error) {
	start := p.pos
	p.pos++
	out := make([]byte, 0, 32)
	half, high := false, byte(0)
	for p.pos < len(p.data) {
		c := p.data[p.pos]
		p.pos++
		if c == '>' {
			if half {
				out = append(out, high<<4)
			}
			return p.placed(out, true, start), nil
		}
		if isSpace(c) {
			continue
		}
		v, ok := hexDigit(c)
		if !ok {
			p.passed += p.pos - start
			return nil, malformed(p.pos-1, "bad hex string")
		}
		if half {
			out = append(out, high<<4|v)
		}
		half, high = !half, v
	}
	p.passed += p.pos - start
	return nil, malformed(start, "hex string without end")
}

func (p *parser) placed(data []byte, hex bool, start int) String {
	p.passed += p.pos - start
	s := String{Data: data, Hex: hex}
	if !p.detached {
		s.Pos, s.End = start, p.pos
	}
	return s
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
