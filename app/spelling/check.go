package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is how many bytes a word may have to be looked up.
const longest = 180

// knows tells whether a word is right as it stands, capitals and all.
func (d *Dictionary) knows(word string) bool {
	word = d.without(d.in.Replace(word))
	if word == "" || len(word) > longest || isNumber(word) {
		return true
	}
	word = strings.TrimRight(word, ".")
	if d.knowsCased(word) || d.knowsCased(word+".") {
		return true
	}
	return d.knowsBroken(word, 0)
}

// deepestBreak is how many times a word may be cut at hyphens.
const deepestBreak = 8

// knowsBroken cuts a word where the dictionary allows it and looks at the parts.
func (d *Dictionary) knowsBroken(word string, depth int) bool {
	if depth > deepestBreak {
		return false
	}
	whole := func(part string) bool { return part != "" && (d.knowsCased(part) || d.knowsBroken(part, depth+1)) }
	for _, at := range d.rules.breaks {
		switch {
		case strings.HasPrefix(at, "^"):
			if rest, ok := strings.CutPrefix(word, at[1:]); ok && whole(rest) {
				return true
			}
		case strings.HasSuffix(at, "$") && len(at) > 1:
			if rest, ok := strings.CutSuffix(word, at[:len(at)-1]); ok && whole(rest) {
				return true
			}
		default:
			if left, right, ok := strings.Cut(word, at); ok && left != "" && right != "" && (isNumber(left) || whole(left)) && (isNumber(right) || whole(right)) {
				return true
			}
		}
	}
	return false
}

// isNumber: digits, with dots, commas and hyphens between them.
func isNumber(word string) bool {
	digit := false
	for i, r := range word {
		switch {
		case r >= '0' && r <= '9':
			digit = true
		case (r == '.' || r == ',' || r == '-') && (i == 0 && r == '-' || digit):
		default:
			return false
		}
	}
	return digit
}

// capitals says where a word has capitals.
type capitals int

const (
	noCapital capitals = iota
	firstCapital
	allCapitals
	mixed
)

func capitalsOf(word string) capitals {
	first, upper, lower := false, 0, 0
	for i, r := range word {
		switch {
		case unicode.IsUpper(r):
			upper++
			first = first || i == 0
		case unicode.ToUpper(r) != r:
			lower++
		}
	}
	switch {
	case upper == 0:
		return noCapital
	case upper == 1 && first:
		return firstCapital
	case lower == 0:
		return allCapitals
	}
	return mixed
}

// knowsCased tries a word as it stands and, where it has capitals for its
// place in a sentence or for shouting, as it would stand without.
func (d *Dictionary) knowsCased(word string) bool {
	if ok, forbidden := d.right(word, false); ok || forbidden {
		return ok
	}
	small := strings.ToLower(word)
	switch capitalsOf(word) {
	case firstCapital:
		ok, _ := d.right(small, true)
		return ok
	case allCapitals:
		return d.knowsShouted(word, small)
	}
	return false
}

func (d *Dictionary) knowsShouted(word, small string) bool {
	forms := []string{small, titled(small)}
	if front, rest, ok := strings.Cut(small, "'"); ok && rest != "" { // L'ANNÉE, O'BRIEN
		forms = append(forms, titled(front)+"'"+titled(rest), front+"'"+titled(rest))
	}
	for _, form := range forms {
		if ok, _ := d.right(form, true); ok {
			return true
		}
	}
	if d.rules.sharps && strings.Contains(word, "SS") { // STRASSE
		sharp := strings.ReplaceAll(small, "ss", "ß")
		for _, form := range []string{sharp, titled(sharp)} {
			if ok, _ := d.right(form, false); ok {
				return true
			}
		}
	}
	return false
}

func titled(word string) string {
	r, size := utf8.DecodeRuneInString(word)
	if size == 0 {
		return word
	}
	return string(unicode.ToTitle(r)) + word[size:]
}

// right looks a word up, letter by letter. Recased words are not those that
// must keep their capitals.
func (d *Dictionary) right(word string, recased bool) (ok, forbidden bool) {
	homonyms := d.words[word]
	if len(homonyms) > 0 && homonyms[0].has(d.rules.forbidden) {
		return false, true
	}
	ok = d.parses(word, func(p parse) bool { return d.stands(p, recased) })
	return ok || d.isCompound(word, recased), false
}

// parse is one way that a word can have come about.
type parse struct {
	root           flags
	prefix         *affix
	suffix, second *affix // the suffix next to the root, and one after it
}

func (p parse) affixes(f func(a *affix) bool) bool {
	for _, a := range []*affix{p.prefix, p.suffix, p.second} {
		if a != nil && f(a) {
			return true
		}
	}
	return false
}

// outer is the affix that was put on last.
func (p parse) outer() *affix {
	switch {
	case p.second != nil:
		return p.second
	case p.suffix != nil:
		return p.suffix
	}
	return p.prefix
}

// stands tells whether a word can stand alone.
func (d *Dictionary) stands(p parse, recased bool) bool {
	r := d.rules
	if p.root.has(r.onlyCompound) || p.root.has(r.forbidden) || p.affixes(func(a *affix) bool { return a.more.has(r.onlyCompound) }) {
		return false
	}
	return d.complete(p) && (!recased || !p.root.has(r.keepCase))
}

// complete: what needs an affix has one, and a circumfix has both ends.
func (d *Dictionary) complete(p parse) bool {
	r := d.rules
	outer := p.outer()
	if outer == nil {
		return !p.root.has(r.needAffix)
	}
	if outer.more.has(r.needAffix) && (p.prefix == nil || p.suffix == nil || p.prefix.more.has(r.needAffix)) {
		return false
	}
	around := func(a *affix) bool { return a != nil && a.more.has(r.circumfix) }
	return around(p.prefix) == (around(p.suffix) || around(p.second))
}

// parses calls accept with every way to read a word, until it says yes.
func (d *Dictionary) parses(word string, accept func(parse) bool) bool {
	for _, root := range d.words[word] {
		if accept(parse{root: root}) {
			return true
		}
	}
	if d.suffixed(word, nil, accept) {
		return true
	}
	return d.affixed(d.rules.prefixes, word, false, func(prefix *affix, stem string) bool {
		for _, root := range d.words[stem] {
			if root.has(prefix.flag) && accept(parse{root: root, prefix: prefix}) {
				return true
			}
		}
		return prefix.cross && d.suffixed(stem, prefix, accept)
	})
}

// affixed calls f with each affix that a word may have, and what it was before.
func (d *Dictionary) affixed(by map[string][]*affix, word string, suffix bool, f func(a *affix, stem string) bool) bool {
	for n := 0; n <= d.rules.longest && n <= len(word); n++ {
		end := word[:n]
		if suffix {
			end = word[len(word)-n:]
		}
		for _, a := range by[end] {
			if stem, ok := a.take(word, d.rules.fullStrip); ok && f(a, stem) {
				return true
			}
		}
	}
	return false
}

// take returns a word without the affix, if it can have it.
func (a *affix) take(word string, fullStrip bool) (string, bool) {
	var rest, stem string
	var ok bool
	if a.suffix {
		rest, ok = strings.CutSuffix(word, a.add)
		stem = rest + a.strip
	} else {
		rest, ok = strings.CutPrefix(word, a.add)
		stem = a.strip + rest
	}
	if !ok || stem == "" || rest == "" && !fullStrip || !a.when.fits(stem, a.suffix) {
		return "", false
	}
	return stem, true
}

// suffixed reads a word as a root with one suffix or two, beside a prefix.
func (d *Dictionary) suffixed(word string, prefix *affix, accept func(parse) bool) bool {
	if word == "" {
		return false
	}
	return d.affixed(d.rules.suffixes, word, true, func(last *affix, stem string) bool {
		if prefix != nil && !last.cross {
			return false
		}
		for _, root := range d.words[stem] {
			if goes(root, prefix, last, nil) && accept(parse{root: root, prefix: prefix, suffix: last}) {
				return true
			}
		}
		if !d.rules.inner[last.flag] {
			return false // no affix brings it
		}
		return d.affixed(d.rules.suffixes, stem, true, func(first *affix, inner string) bool {
			if !first.more.has(last.flag) {
				return false
			}
			for _, root := range d.words[inner] {
				if goes(root, prefix, first, last) && accept(parse{root: root, prefix: prefix, suffix: first, second: last}) {
					return true
				}
			}
			return false
		})
	})
}

// goes tells whether a root can have these affixes: each is a flag of the root,
// or of another of the affixes.
func goes(root flags, prefix, suffix, second *affix) bool {
	brought := func(one flag, others ...*affix) bool {
		for _, a := range others {
			if a != nil && a.more.has(one) {
				return true
			}
		}
		return root.has(one)
	}
	if prefix != nil && !brought(prefix.flag, suffix, second) {
		return false
	}
	return brought(suffix.flag, prefix)
}
