package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// place is where a part stands in a compound.
type place int

const (
	atBegin place = iota
	inMiddle
	atEnd
)

// mostParts is how many words a compound is read as at most.
const mostParts = 8

// isCompound tells whether a word is made of words that may be written as one.
func (d *Dictionary) isCompound(word string, recased bool) bool {
	r := d.rules
	if len(r.compoundRule) > 0 && d.followsRule(word) {
		return true
	}
	if !d.compounds() || utf8.RuneCountInString(word) < 2*r.compoundMin {
		return false
	}
	c := compounding{d: d, word: word, recased: recased, dead: map[int]bool{}}
	return c.from(0, 0)
}

// compounds tells whether the dictionary makes words of words.
func (d *Dictionary) compounds() bool {
	return d.rules.compound != 0 || d.rules.begin != 0 || d.rules.end != 0
}

// compounding is one word being cut. dead are places no good cut comes after.
type compounding struct {
	d       *Dictionary
	word    string
	recased bool
	dead    map[int]bool
}

func (c *compounding) from(start, parts int) bool {
	if parts >= mostParts || parts > 0 && c.dead[start] {
		return false
	}
	if parts > 0 && c.fits(start, len(c.word), atEnd) {
		return true
	}
	where := inMiddle
	if parts == 0 {
		where = atBegin
	}
	for end := c.skip(start); end < len(c.word) && c.enough(end); {
		if c.joins(end) && c.fits(start, end, where) && c.from(end, parts+1) {
			return true
		}
		_, size := utf8.DecodeRuneInString(c.word[end:])
		end += size
	}
	if parts > 0 {
		c.dead[start] = true
	}
	return false
}

// skip is the first place after start where a part may end.
func (c *compounding) skip(start int) int {
	for range c.d.rules.compoundMin {
		_, size := utf8.DecodeRuneInString(c.word[start:])
		start += size
	}
	return start
}

func (c *compounding) enough(end int) bool {
	return utf8.RuneCountInString(c.word[end:]) >= c.d.rules.compoundMin
}

// joins tells whether words may meet at a place: not with a capital behind a
// letter, not with three times the same letter.
func (c *compounding) joins(at int) bool {
	before, _ := utf8.DecodeLastRuneInString(c.word[:at])
	after, size := utf8.DecodeRuneInString(c.word[at:])
	if c.d.rules.checkCase && before != '-' && after != '-' && (unicode.IsUpper(before) || unicode.IsUpper(after)) {
		return false
	}
	if !c.d.rules.checkTriple || before != after {
		return true
	}
	next, _ := utf8.DecodeRuneInString(c.word[at+size:])
	last, _ := utf8.DecodeLastRuneInString(c.word[:at-utf8.RuneLen(before)])
	return next != after && last != before
}

func (c *compounding) fits(start, end int, where place) bool {
	part := c.word[start:end]
	if c.d.rules.checkDouble && where != atBegin && strings.HasSuffix(c.word[:start], part) {
		return false
	}
	return c.d.parses(part, func(p parse) bool { return c.d.partFits(p, where) })
}

// partFits tells whether a word can stand at a place of a compound.
func (d *Dictionary) partFits(p parse, where place) bool {
	r := d.rules
	if p.root.has(r.forbidden) || !d.complete(p) || !d.mayInflect(p, where) {
		return false
	}
	has := func(one flag) bool {
		return p.root.has(one) || p.affixes(func(a *affix) bool { return a.more.has(one) })
	}
	switch {
	case p.affixes(func(a *affix) bool { return a.more.has(r.forbidIn) }):
		return false
	case has(r.compound):
		return true
	case where == atBegin:
		return has(r.begin)
	case where == inMiddle:
		return has(r.middle)
	}
	return has(r.end)
}

// mayInflect: inside a compound only affixes that are meant for it.
func (d *Dictionary) mayInflect(p parse, where place) bool {
	permitted := func(a *affix) bool { return a == nil || a.more.has(d.rules.permit) }
	if where != atBegin && !permitted(p.prefix) {
		return false
	}
	return where == atEnd || permitted(p.outerSuffix())
}

func (p parse) outerSuffix() *affix {
	if p.second != nil {
		return p.second
	}
	return p.suffix
}

// followsRule tells whether a word can be cut into words whose flags follow one
// another as a rule of the dictionary says: "21st".
func (d *Dictionary) followsRule(word string) bool {
	for _, rule := range d.rules.compoundRule {
		if d.follows(word, rule, 0) {
			return true
		}
	}
	return false
}

func (d *Dictionary) follows(word string, rule []ruleItem, parts int) bool {
	if word == "" {
		for _, item := range rule {
			if item.many == 0 {
				return false
			}
		}
		return parts > 1
	}
	if len(rule) == 0 {
		return false
	}
	item := rule[0]
	if item.many != 0 && d.follows(word, rule[1:], parts) {
		return true
	}
	rest := rule[1:]
	if item.many == '*' {
		rest = rule
	}
	for end := 1; end <= len(word); end++ {
		if d.isMarked(word[:end], item.flag) && utf8.RuneCountInString(word[:end]) >= d.rules.compoundMin && d.follows(word[end:], rest, parts+1) {
			return true
		}
	}
	return false
}

func (d *Dictionary) isMarked(word string, one flag) bool {
	for _, root := range d.words[word] {
		if root.has(one) {
			return true
		}
	}
	return false
}
