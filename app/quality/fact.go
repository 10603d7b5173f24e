package quality

import (
	"strconv"
	"strings"

	"clausedesk/app/policy"
)

// fact is something a text says that every language says alike: a number, a
// period, a reference. Its value is the same in each.
type fact struct {
	rule  string
	value string
	other string // a second reading: the month before the day
	soft  bool   // may be missing on the other side, but not differ
	mute  bool   // only ever answers to the other side ("both")
	order bool   // an ordinal in words
	loose bool   // a plain number may stand for it
	at    span   // of tokens
}

// read finds the facts from left to right; each token belongs to one.
func (s *side) read() []fact {
	var out []fact
	for i := 0; i < len(s.tokens); {
		found, next := s.factsAt(i)
		out = append(out, found...)
		i = max(next, i+1)
	}
	return out
}

// readers each look for one kind of fact at a token, in the order in which
// they are asked: they return the facts and the token behind them.
var readers = []func(*side, int) ([]fact, int){
	(*side).address, (*side).law, (*side).place, (*side).reference, (*side).date, (*side).time,
	(*side).amount, (*side).percentage, (*side).duration, (*side).number,
}

func (s *side) factsAt(i int) ([]fact, int) {
	if !s.opens(i) {
		return nil, i
	}
	for _, reader := range readers {
		if found, next := reader(s, i); next > i {
			return found, next
		}
	}
	return nil, i
}

// opens reports that a fact could begin at a token: a quick no for most words.
func (s *side) opens(i int) bool {
	return s.tokens[i].kind == numberToken || s.tokens[i].kind == addressToken || len(s.hits[i]) > 0 || s.period(i)
}

// period reports that a token is a period as ISO 8601 writes it.
func (s *side) period(i int) bool {
	t := s.tokens[i]
	return t.kind == wordToken && len(t.text) > 2 && t.text[0] == 'P' && policy.ValidDuration(t.text)
}

func (s *side) address(i int) ([]fact, int) {
	if s.tokens[i].kind != addressToken {
		return nil, i
	}
	return nil, i + 1 // compared apart, with the addresses behind links
}

func (s *side) law(i int) ([]fact, int) {
	h, ok := s.at(i, isLaw)
	if !ok || len(h.value) < 5 && s.tokens[i].low == s.tokens[i].text {
		return nil, i
	}
	described := h.count > longestName // "the General Data Protection Regulation", which may be called otherwise
	return []fact{{rule: RuleLaw, value: h.value, soft: described, at: span{i, i + h.count}}}, i + h.count
}

// longestName is how many words the short name of a law has.
const longestName = 2

// place finds countries and regions, which begin with a capital, and their
// adjectives, which stand for them where the other side has the name.
func (s *side) place(i int) ([]fact, int) {
	if h, ok := s.at(i, isCountry); ok && s.upper(i) && (len(s.tokens[i].text) > 3 || h.count > 1 || s.acronym(i)) {
		soft := h.value == "EU" || h.value == "EEA" || s.adjective(i)
		return []fact{{rule: RuleCountry, value: h.value, soft: soft, at: span{i, i + h.count}}}, i + h.count
	}
	if h, ok := s.at(i, isDemonym); ok {
		return []fact{{rule: RuleCountry, value: h.value, soft: true, at: span{i, i + h.count}}}, i + h.count
	}
	return nil, i
}

// adjective reports that a country may stand as an adjective there: in
// Indonesian, behind a noun ("hukum Jerman"), but not behind these.
func (s *side) adjective(i int) bool {
	if s.tongue.lang != "id" || i == 0 || s.tokens[i-1].kind != wordToken {
		return false
	}
	switch s.tokens[i-1].low {
	case "di", "dari", "ke", "untuk", "dengan", "dan", "atau", "seperti", "pada", "antara", "oleh", "negara", "luar", "bagi", "kecuali", "selain":
		return false
	}
	return true
}

func (s *side) acronym(i int) bool {
	t := s.tokens[i]
	return len(t.text) > 1 && strings.ToUpper(t.text) == t.text
}

// figure reads a number in digits or words at a token, with a scale behind it.
func (s *side) figure(i int) (value string, next int, spelled bool) {
	switch {
	case s.isNumber(i):
		value, next = s.value(s.tokens[i].text), i+1
	default:
		h, ok := s.at(i, isNumber)
		if !ok {
			return "", i, false
		}
		value, next, spelled = h.value, i+h.count, true
	}
	if h, ok := s.at(next, isScale); ok {
		return times(value, h.value), next + h.count, spelled
	}
	return value, next, spelled
}

// number finds what no other reader took: digits, and numbers in words, which
// a translation may well leave out ("both").
func (s *side) number(i int) ([]fact, int) {
	value, next, spelled := s.figure(i)
	if next > i {
		return []fact{{rule: RuleNumber, value: value, soft: spelled, at: span{i, next}}}, next
	}
	if h, ok := s.at(i, isBoth); ok {
		return []fact{{rule: RuleNumber, value: h.value, soft: true, mute: true, at: span{i, i + h.count}}}, i + h.count
	}
	if h, ok := s.at(i, isOrdinal); ok {
		return []fact{{rule: RuleNumber, value: h.value, soft: true, order: true, at: span{i, i + h.count}}}, i + h.count
	}
	return nil, i
}

// value brings a number into the form "1234.5". One whose separators are not
// those of the language is taken as it can be read.
func (s *side) value(raw string) string {
	decimal, thousands := '.', ",  '’"
	if s.tongue != nil {
		decimal, thousands = s.tongue.decimal, s.tongue.thousands+"\u00a0\u202f’"
	}
	groups := strings.FieldsFunc(raw, func(r rune) bool { return r < '0' || r > '9' })
	if len(groups) == 1 {
		return trimZeros(raw)
	}
	separators := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, raw)
	return trimZeros(joined(groups, []rune(separators), decimal, thousands))
}

// joined puts the groups of a number together: a separator of thousands
// before three digits vanishes, everything else is a point.
func joined(groups []string, separators []rune, decimal rune, thousands string) string {
	out := groups[0]
	for i, r := range separators {
		group := groups[i+1]
		if r != decimal && len(group) == 3 && len(groups[0]) <= 3 && strings.ContainsRune(thousands, r) {
			out += group
			continue
		}
		out += "." + group
	}
	return out
}

func trimZeros(value string) string {
	if whole, fraction, found := strings.Cut(value, "."); found && !strings.Contains(fraction, ".") {
		fraction = strings.TrimRight(fraction, "0")
		if fraction == "" {
			return trimZeros(whole)
		}
		return trimZeros(whole) + "." + fraction
	}
	if trimmed := strings.TrimLeft(value, "0"); trimmed != "" && !strings.Contains(value, ".") {
		return trimmed
	}
	return value
}

// times multiplies a value with a power of ten.
func times(value, scale string) string {
	n, err := strconv.ParseFloat(value, 64)
	by, _ := strconv.ParseFloat(scale, 64)
	if err != nil {
		return value
	}
	return strconv.FormatFloat(n*by, 'f', -1, 64)
}
