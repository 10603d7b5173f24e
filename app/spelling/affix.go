package spelling

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// flag marks a word or an affix.
type flag uint32

// flags are few, so a list is quicker than a set.
type flags []flag

func (f flags) has(one flag) bool {
	if one == 0 {
		return false
	}
	for _, have := range f {
		if have == one {
			return true
		}
	}
	return false
}

// affix is one line of a prefix or suffix.
type affix struct {
	flag   flag
	suffix bool
	cross  bool // goes together with affixes of the other end
	strip  string
	add    string
	when   condition
	more   flags // what a word with it is marked with
}

// condition is what a stem looks like at the end of the affix, a set of letters
// for each place.
type condition []letterSet

type letterSet struct {
	letters string // of the set; "" is any letter
	not     bool
}

// fits tells whether a stem meets the condition.
func (c condition) fits(stem string, atEnd bool) bool {
	if !atEnd {
		for _, set := range c {
			r, size := utf8.DecodeRuneInString(stem)
			if size == 0 || !set.has(r) {
				return false
			}
			stem = stem[size:]
		}
		return true
	}
	for i := len(c) - 1; i >= 0; i-- {
		r, size := utf8.DecodeLastRuneInString(stem)
		if size == 0 || !c[i].has(r) {
			return false
		}
		stem = stem[:len(stem)-size]
	}
	return true
}

func (s letterSet) has(r rune) bool {
	return s.letters == "" && !s.not || strings.ContainsRune(s.letters, r) != s.not
}

func parseCondition(text string) condition {
	if text == "." {
		return nil
	}
	var out condition
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == '.':
			out = append(out, letterSet{})
		case r == '[':
			end := strings.IndexByte(text, ']')
			if end < 0 {
				return out
			}
			letters, not := strings.CutPrefix(text[1:end], "^")
			out = append(out, letterSet{letters, not})
			size = end + 1
		default:
			out = append(out, letterSet{letters: string(r)})
		}
		text = text[size:]
	}
	return out
}

// flagStyle is how a dictionary writes flags.
type flagStyle string

func (s flagStyle) parse(text string) flags {
	switch s {
	case "num":
		var out flags
		for _, number := range strings.Split(text, ",") {
			if n, err := strconv.ParseUint(strings.TrimSpace(number), 10, 32); err == nil {
				out = append(out, flag(n))
			}
		}
		return out
	case "long":
		var out flags
		runes := []rune(text)
		for i := 0; i+1 < len(runes); i += 2 {
			out = append(out, flag(runes[i]<<16|runes[i+1])) //nolint:gosec // two letters
		}
		return out
	}
	out := make(flags, 0, len(text))
	for _, r := range text {
		out = append(out, flag(r)) //nolint:gosec // a letter
	}
	return out
}

// one reads a single flag; 0 for none.
func (s flagStyle) one(text string) flag {
	if all := s.parse(text); len(all) > 0 {
		return all[0]
	}
	return 0
}
