package pagetext

import (
	"unicode/utf16"

	"clausedesk/app/sign/pdffile"
)

// charset says what the codes of a font mean, by its ToUnicode map.
type charset struct {
	wide   bool // codes of two bytes
	single map[int]string
	ranges []codeRange
}

// codeRange is codes in a row with characters in a row.
type codeRange struct {
	first, last int
	text        []uint16
}

const maxMappings = 1 << 17

// readCharset reads a font's ToUnicode map (ISO 32000-1, 9.10.3).
func readCharset(f *pdffile.File, font pdffile.Dict) (*charset, error) {
	o, err := f.Resolve(font.Get("ToUnicode"))
	if err != nil {
		return nil, err
	}
	s, ok := o.(*pdffile.Stream)
	if !ok {
		return nil, ErrUnreadable
	}
	data, err := f.Decode(s)
	if err != nil {
		return nil, err
	}
	c := &charset{wide: font.Get("Subtype") == pdffile.Object(pdffile.Name("Type0")), single: map[int]string{}}
	err = pdffile.EachOperator(data, func(name string, args []pdffile.Object) error {
		switch name {
		case "endbfchar":
			c.chars(args)
		case "endbfrange":
			c.spans(args)
		}
		if len(c.single)+len(c.ranges) > maxMappings {
			return pdffile.ErrTooComplex
		}
		return nil
	})
	return c, err
}

func (c *charset) chars(args []pdffile.Object) {
	for i := 0; i+1 < len(args); i += 2 {
		code, ok1 := args[i].(pdffile.String)
		text, ok2 := args[i+1].(pdffile.String)
		if ok1 && ok2 {
			c.single[number(code.Data)] = string(utf16.Decode(units(text.Data)))
		}
	}
}

func (c *charset) spans(args []pdffile.Object) {
	for i := 0; i+2 < len(args); i += 3 {
		first, ok1 := args[i].(pdffile.String)
		last, ok2 := args[i+1].(pdffile.String)
		if !ok1 || !ok2 {
			continue
		}
		from, to := number(first.Data), number(last.Data)
		switch text := args[i+2].(type) {
		case pdffile.String:
			c.ranges = append(c.ranges, codeRange{from, to, units(text.Data)})
		case pdffile.Array:
			for n, one := range text {
				if s, ok := one.(pdffile.String); ok && from+n <= to {
					c.single[from+n] = string(utf16.Decode(units(s.Data)))
				}
			}
		}
	}
}

func (c *charset) decode(codes []byte) (string, bool) {
	var out []byte
	step := 1
	if c.wide {
		step = 2
	}
	for ; len(codes) >= step; codes = codes[step:] {
		text, ok := c.meaning(number(codes[:step]))
		if !ok {
			return "", false
		}
		out = append(out, text...)
	}
	return string(out), len(codes) == 0
}

func (c *charset) meaning(code int) (string, bool) {
	if text, ok := c.single[code]; ok {
		return text, true
	}
	for _, r := range c.ranges {
		if code < r.first || code > r.last || len(r.text) == 0 {
			continue
		}
		text := append([]uint16(nil), r.text...)
		text[len(text)-1] += uint16(code - r.first)
		return string(utf16.Decode(text)), true
	}
	return "", false
}

func number(b []byte) int {
	n := 0
	for _, c := range b[:min(len(b), 4)] {
		n = n<<8 | int(c)
	}
	return n
}

func units(b []byte) []uint16 {
	var out []uint16
	for i := 0; i+1 < len(b); i += 2 {
		out = append(out, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return out
}
