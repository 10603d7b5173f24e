package pdffile

import (
	"bytes"
	"strconv"
	"strings"
)

// Object is one of: nil (null), bool, Int, Real, String, Name, Array, Dict,
// Ref or *Stream.
type Object any

// Int is an integer object.
type Int int64

// Real is a real number in its written form, so that it is copied unchanged.
type Real string

// Name is a name object without its slash and with #xx resolved.
type Name string

// Ref is an indirect reference.
type Ref struct{ Num, Gen int }

// String is a string object. Pos and End are the byte range of its written
// form in the file, delimiters included, when it was read from a direct place
// in the file (both are zero inside object streams).
type String struct {
	Data     []byte
	Hex      bool
	Pos, End int
}

// Array is an array object.
type Array []Object

// Entry is one key and value of a dictionary.
type Entry struct {
	Key   Name
	Value Object
}

// Dict is a dictionary in written order; keys are unique.
type Dict []Entry

// Stream is a stream object; Raw is still encoded by its filters.
type Stream struct {
	Dict Dict
	Raw  []byte
}

// Get returns the value of key, or nil.
func (d Dict) Get(key Name) Object {
	for i := range d {
		if d[i].Key == key {
			return d[i].Value
		}
	}
	return nil
}

// Has tells whether key is present.
func (d Dict) Has(key Name) bool {
	for i := range d {
		if d[i].Key == key {
			return true
		}
	}
	return false
}

// With returns a copy of d in which key has the value.
func (d Dict) With(key Name, value Object) Dict {
	out := make(Dict, 0, len(d)+1)
	found := false
	for _, e := range d {
		if e.Key == key {
			e.Value, found = value, true
		}
		out = append(out, e)
	}
	if !found {
		out = append(out, Entry{key, value})
	}
	return out
}

// Without returns a copy of d that lacks the keys.
func (d Dict) Without(keys ...Name) Dict {
	out := make(Dict, 0, len(d))
	for _, e := range d {
		if !hasName(keys, e.Key) {
			out = append(out, e)
		}
	}
	return out
}

func hasName(names []Name, n Name) bool {
	for _, x := range names {
		if x == n {
			return true
		}
	}
	return false
}

// Equal compares two objects by value: key order, string notation and source
// positions do not matter, references are compared as references.
func Equal(a, b Object) bool {
	switch a := a.(type) {
	case String:
		b, ok := b.(String)
		return ok && bytes.Equal(a.Data, b.Data)
	case Array:
		b, ok := b.(Array)
		return ok && equalArray(a, b)
	case Dict:
		b, ok := b.(Dict)
		return ok && equalDict(a, b)
	case *Stream:
		b, ok := b.(*Stream)
		return ok && equalDict(a.Dict, b.Dict) && bytes.Equal(a.Raw, b.Raw)
	case nil:
		return b == nil
	case Int, Real:
		return equalNumber(a, b)
	default:
		switch b.(type) {
		case String, Array, Dict, *Stream:
			return false
		}
		return a == b
	}
}

// equalNumber compares what is written: 612 and 612.0 are one number.
func equalNumber(a, b Object) bool {
	if a == b {
		return true
	}
	x, ok1 := plainNumber(a)
	y, ok2 := plainNumber(b)
	return ok1 && ok2 && x == y
}

// plainNumber is a number without what its notation adds: zeros behind the
// point, in front, and a plus.
func plainNumber(o Object) (string, bool) {
	var s string
	switch o := o.(type) {
	case Int:
		s = strconv.FormatInt(int64(o), 10)
	case Real:
		s = strings.TrimPrefix(string(o), "+")
	default:
		return "", false
	}
	minus := strings.HasPrefix(s, "-")
	whole, part, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	whole, part = strings.TrimLeft(whole, "0"), strings.TrimRight(part, "0")
	if minus && whole+part != "" {
		whole = "-" + whole
	}
	return whole + "." + part, true
}

func equalArray(a, b Array) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

func equalDict(a, b Dict) bool {
	if len(a) != len(b) {
		return false
	}
	values := make(map[Name]Object, len(b))
	for _, e := range b {
		values[e.Key] = e.Value
	}
	for _, e := range a {
		v, ok := values[e.Key]
		if !ok || !Equal(e.Value, v) {
			return false
		}
	}
	return true
}
