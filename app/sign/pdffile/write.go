package pdffile

import (
	"strconv"
)

// Append writes an object in PDF syntax behind out. Equal objects always give
// equal bytes.
func Append(out []byte, o Object) []byte {
	switch o := o.(type) {
	case nil:
		return append(out, "null"...)
	case bool:
		return strconv.AppendBool(out, o)
	case Int:
		return strconv.AppendInt(out, int64(o), 10)
	case Real:
		return append(out, o...)
	case Name:
		return appendName(out, o)
	case String:
		return appendString(out, o)
	case Ref:
		out = strconv.AppendInt(out, int64(o.Num), 10)
		out = append(out, ' ')
		out = strconv.AppendInt(out, int64(o.Gen), 10)
		return append(out, " R"...)
	case Array:
		return appendArray(out, o)
	case Dict:
		return appendDict(out, o)
	case *Stream:
		return appendStream(out, o)
	case Verbatim:
		return append(out, o...)
	}
	return append(out, "null"...)
}

// Verbatim is text that is written as it stands, for places whose exact
// layout matters. The reader never returns it.
type Verbatim string

func appendArray(out []byte, a Array) []byte {
	out = append(out, '[')
	for i, v := range a {
		if i > 0 {
			out = append(out, ' ')
		}
		out = Append(out, v)
	}
	return append(out, ']')
}

func appendDict(out []byte, d Dict) []byte {
	out = append(out, "<<"...)
	for _, e := range d {
		out = append(out, '\n')
		out = appendName(out, e.Key)
		out = append(out, ' ')
		out = Append(out, e.Value)
	}
	return append(out, "\n>>"...)
}

func appendStream(out []byte, s *Stream) []byte {
	out = appendDict(out, s.Dict.With("Length", Int(len(s.Raw))))
	out = append(out, "\nstream\n"...)
	out = append(out, s.Raw...)
	return append(out, "\nendstream"...)
}

const hexDigits = "0123456789ABCDEF"

func appendName(out []byte, n Name) []byte {
	out = append(out, '/')
	for i := range len(n) {
		c := n[i]
		if c < '!' || c > '~' || c == '#' || isDelimiter(c) {
			out = append(out, '#', hexDigits[c>>4], hexDigits[c&15])
			continue
		}
		out = append(out, c)
	}
	return out
}

func appendString(out []byte, s String) []byte {
	if !s.Hex && printable(s.Data) {
		out = append(out, '(')
		for _, c := range s.Data {
			if c == '(' || c == ')' || c == '\\' {
				out = append(out, '\\')
			}
			out = append(out, c)
		}
		return append(out, ')')
	}
	out = append(out, '<')
	for _, c := range s.Data {
		out = append(out, hexDigits[c>>4], hexDigits[c&15])
	}
	return append(out, '>')
}

func printable(b []byte) bool {
	for _, c := range b {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// AppendIndirect writes "num gen obj … endobj" and a line end behind out.
func AppendIndirect(out []byte, r Ref, o Object) []byte {
	out = strconv.AppendInt(out, int64(r.Num), 10)
	out = append(out, ' ')
	out = strconv.AppendInt(out, int64(r.Gen), 10)
	out = append(out, " obj\n"...)
	out = Append(out, o)
	return append(out, "\nendobj\n"...)
}
