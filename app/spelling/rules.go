package spelling

import (
	"strconv"
	"strings"
)

// rules are what an .aff file says.
type rules struct {
	set      string
	style    flagStyle
	aliases  []flags
	prefixes map[string][]*affix // by what they add
	suffixes map[string][]*affix
	longest  int           // bytes that an affix adds
	inner    map[flag]bool // flags that affixes give to words

	needAffix, forbidden, keepCase, noSuggest, circumfix                 flag
	compound, begin, middle, end, onlyCompound, permit, forbidIn, upCase flag

	compoundMin  int
	compoundMax  int
	compoundRule [][]ruleItem
	checkCase    bool
	checkDouble  bool
	checkTriple  bool
	sharps       bool
	fullStrip    bool
	breaks       []string
	in           []string // ICONV, pairs
	ignore       string
	try          string
	replace      [][2]string
	wordChars    string
}

// ruleItem is a flag of a COMPOUNDRULE and how often it may come.
type ruleItem struct {
	flag flag
	many byte // 0, '*' or '?'
}

func parseRules(text string) *rules {
	r := &rules{
		prefixes: map[string][]*affix{}, suffixes: map[string][]*affix{}, inner: map[flag]bool{},
		compoundMin: 3, breaks: []string{"-", "^-", "-$"},
	}
	lines := strings.Split(text, "\n")
	for _, line := range lines { // flags can only be read when their style is known
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "FLAG" {
			r.style = flagStyle(strings.ToLower(fields[1]))
		}
	}
	seen := map[string]bool{}
	for _, line := range lines {
		switch fields := strings.Fields(line); {
		case len(fields) == 1:
			r.takeSingle(fields[0])
		case len(fields) > 1:
			r.take(fields, seen)
		}
	}
	return r
}

// take reads one line. Of tables, the first line is their length.
func (r *rules) take(fields []string, seen map[string]bool) {
	if r.takeFlag(fields[0], fields[1]) || r.takeSwitch(fields[0], fields[1]) {
		return
	}
	name := fields[0]
	if name == "PFX" || name == "SFX" {
		r.takeAffix(fields, seen)
		return
	}
	if !seen[name] {
		seen[name] = true
		if name == "BREAK" {
			r.breaks = nil
		}
		return
	}
	switch name {
	case "AF":
		r.aliases = append(r.aliases, r.style.parse(fields[1]))
	case "BREAK":
		r.breaks = append(r.breaks, fields[1])
	case "COMPOUNDRULE":
		r.compoundRule = append(r.compoundRule, r.parseCompoundRule(fields[1]))
	case "REP":
		if len(fields) > 2 {
			r.replace = append(r.replace, [2]string{fields[1], strings.ReplaceAll(fields[2], "_", " ")})
		}
	case "ICONV":
		if len(fields) > 2 {
			r.in = append(r.in, fields[1], fields[2])
		}
	}
}

func (r *rules) takeFlag(name, value string) bool {
	to := map[string]*flag{
		"NEEDAFFIX": &r.needAffix, "PSEUDOROOT": &r.needAffix, "FORBIDDENWORD": &r.forbidden, "KEEPCASE": &r.keepCase,
		"NOSUGGEST": &r.noSuggest, "CIRCUMFIX": &r.circumfix, "COMPOUNDFLAG": &r.compound, "COMPOUNDBEGIN": &r.begin,
		"COMPOUNDMIDDLE": &r.middle, "COMPOUNDEND": &r.end, "COMPOUNDLAST": &r.end, "ONLYINCOMPOUND": &r.onlyCompound,
		"COMPOUNDPERMITFLAG": &r.permit, "COMPOUNDFORBIDFLAG": &r.forbidIn, "FORCEUCASE": &r.upCase,
	}[name]
	if to == nil {
		return false
	}
	*to = r.style.one(value)
	return true
}

func (r *rules) takeSwitch(name, value string) bool {
	switch name {
	case "SET":
		r.set = value
	case "TRY":
		r.try = value
	case "WORDCHARS":
		r.wordChars = value
	case "IGNORE":
		r.ignore = value
	case "COMPOUNDMIN":
		r.compoundMin = number(value, 1)
	case "COMPOUNDWORDMAX":
		r.compoundMax = number(value, 0)
	case "FLAG", "KEY", "LANG", "NAME", "VERSION", "HOME", "MAXNGRAMSUGS", "MAXDIFF", "MAXCPDSUGS":
	default:
		return false
	}
	return true
}

func number(text string, least int) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return least
	}
	return max(n, least)
}

// takeSingle reads lines that are one word.
func (r *rules) takeSingle(name string) {
	switch name {
	case "CHECKCOMPOUNDCASE":
		r.checkCase = true
	case "CHECKCOMPOUNDDUP":
		r.checkDouble = true
	case "CHECKCOMPOUNDTRIPLE":
		r.checkTriple = true
	case "CHECKSHARPS":
		r.sharps = true
	case "FULLSTRIP":
		r.fullStrip = true
	}
}

// takeAffix reads "SFX flag cross count" and "SFX flag strip add/flags when".
func (r *rules) takeAffix(fields []string, crossing map[string]bool) {
	name := fields[0] + " " + fields[1]
	cross, known := crossing[name]
	if !known {
		crossing[name] = len(fields) > 2 && fields[2] == "Y"
		return
	}
	if len(fields) < 4 {
		return
	}
	a := &affix{flag: r.style.one(fields[1]), suffix: fields[0] == "SFX", cross: cross}
	add, more, _ := strings.Cut(fields[3], "/")
	a.strip, a.add = zero(fields[2]), zero(add)
	a.more = r.flags(more)
	for _, f := range a.more {
		r.inner[f] = true
	}
	if len(fields) > 4 {
		a.when = parseCondition(fields[4])
	}
	r.keep(a)
}

func zero(text string) string {
	if text == "0" {
		return ""
	}
	return text
}

func (r *rules) keep(a *affix) {
	r.longest = max(r.longest, len(a.add))
	if a.suffix {
		r.suffixes[a.add] = append(r.suffixes[a.add], a)
	} else {
		r.prefixes[a.add] = append(r.prefixes[a.add], a)
	}
}

// flags reads flags as words and affixes have them: themselves, or the number
// of a list.
func (r *rules) flags(text string) flags {
	if text == "" {
		return nil
	}
	if len(r.aliases) > 0 {
		if n, err := strconv.Atoi(text); err == nil && n > 0 && n <= len(r.aliases) {
			return r.aliases[n-1]
		}
	}
	return r.style.parse(text)
}

// parseCompoundRule reads "n*1t", or "(aa)*(bb)?" with long flags.
func (r *rules) parseCompoundRule(text string) []ruleItem {
	var out []ruleItem
	for text != "" {
		one := string([]rune(text)[0])
		rest := text[len(one):]
		switch {
		case one == "(":
			inside, after, _ := strings.Cut(rest, ")")
			out = append(out, ruleItem{flag: r.style.one(inside)})
			rest = after
		case (one == "*" || one == "?") && len(out) > 0:
			out[len(out)-1].many = one[0]
		default:
			out = append(out, ruleItem{flag: r.style.one(one)})
		}
		text = rest
	}
	return out
}
