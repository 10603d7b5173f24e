package quality

import (
	"strconv"
	"strings"
)

// date reads a day or a month of a year in any of its forms.
func (s *side) date(i int) ([]fact, int) {
	for _, reader := range []func(*side, int) (fact, int){(*side).figuresDate, (*side).dottedDate, (*side).dayFirst, (*side).monthFirst} {
		if f, next := reader(s, i); next > i {
			f.rule, f.at = RuleDate, span{i, next}
			return []fact{f}, next
		}
	}
	return nil, i
}

func (s *side) digits(i int) string {
	if !s.isNumber(i) || strings.Trim(s.tokens[i].text, "0123456789") != "" {
		return ""
	}
	return s.tokens[i].text
}

// figuresDate reads "2024-05-01", "01-05-2024" and "1/5/2024".
func (s *side) figuresDate(i int) (fact, int) {
	a, b, c := s.digits(i), s.digits(i+2), s.digits(i+4)
	if a == "" || b == "" || c == "" || !s.mark(i+1, "-/") || s.tokens[i+1].text != s.tokens[i+3].text ||
		!s.glued(i+1) || !s.glued(i+2) || !s.glued(i+3) || !s.glued(i+4) {
		return fact{}, i
	}
	return inFigures(a, b, c, i, i+5)
}

// dottedDate reads "1.5.2024".
func (s *side) dottedDate(i int) (fact, int) {
	if !s.isNumber(i) {
		return fact{}, i
	}
	parts := strings.Split(s.tokens[i].text, ".")
	if len(parts) != 3 {
		return fact{}, i
	}
	return inFigures(parts[0], parts[1], parts[2], i, i+1)
}

func inFigures(a, b, c string, i, next int) (fact, int) {
	switch {
	case len(a) == 4 && len(b) <= 2 && len(c) <= 2 && possible(c, b):
		return fact{value: dayOf(a, b, c)}, next
	case len(c) != 4 || len(a) > 2 || len(b) > 2:
		return fact{}, i
	case possible(a, b) && possible(b, a):
		return fact{value: dayOf(c, b, a), other: dayOf(c, a, b)}, next
	case possible(a, b):
		return fact{value: dayOf(c, b, a)}, next
	case possible(b, a):
		return fact{value: dayOf(c, a, b)}, next
	}
	return fact{}, i
}

func possible(day, month string) bool {
	d, _ := strconv.Atoi(day)
	m, _ := strconv.Atoi(month)
	return d >= 1 && d <= 31 && m >= 1 && m <= 12
}

func dayOf(year, month, day string) string {
	return year + "-" + trimZeros(month) + "-" + trimZeros(day)
}

// dayFirst reads "1 May 2024", "1st of May", "1. Mai 2024", "1er mai 2024".
func (s *side) dayFirst(i int) (fact, int) {
	day := s.digits(i)
	if day == "" || len(day) > 2 {
		return fact{}, i
	}
	at := s.skipOrdinal(i + 1)
	month, ok := s.at(at, isMonth)
	if !ok {
		return fact{}, i
	}
	year, next := s.yearBehind(at + month.count)
	return fact{value: year + "-" + month.value + "-" + trimZeros(day)}, next
}

// skipOrdinal passes what may stand between a day and its month.
func (s *side) skipOrdinal(i int) int {
	if s.mark(i, ".°") && s.glued(i) {
		return i + 1
	}
	if k, ok := s.kind(i); ok && k == wordToken && s.glued(i) {
		i++
	}
	if k, ok := s.kind(i); ok && k == wordToken && (s.tokens[i].low == "of" || s.tokens[i].low == "de") {
		i++
	}
	return i
}

func (s *side) yearBehind(i int) (string, int) {
	if s.mark(i, ",.") && s.isNumber(i+1) {
		i++
	}
	if year := s.digits(i); len(year) == 4 {
		return year, i + 1
	}
	return "", i
}

// monthFirst reads "May 1, 2024" and "May 2024".
func (s *side) monthFirst(i int) (fact, int) {
	month, ok := s.at(i, isMonth)
	if !ok {
		return fact{}, i
	}
	at := i + month.count
	if s.mark(at, ".") && s.glued(at) {
		at++
	}
	if year := s.digits(at); len(year) == 4 {
		return fact{value: year + "-" + month.value + "-"}, at + 1
	}
	day := s.digits(at)
	if day == "" || len(day) > 2 || s.lang != "en" && !strings.HasPrefix(s.lang, "en-") {
		return fact{}, i
	}
	next := at + 1
	if k, found := s.kind(next); found && k == wordToken && s.glued(next) {
		next++
	}
	year, next := s.yearBehind(next)
	return fact{value: year + "-" + month.value + "-" + trimZeros(day)}, next
}

// time reads a time of day: "9:00", "17.00 uur", "5 p.m.", "17h30".
func (s *side) time(i int) ([]fact, int) {
	if h, ok := s.at(i, isClock); ok && s.isNumber(i+h.count) {
		if hour, minute, next := s.hour(i + h.count); next > 0 {
			return timeFact(hour, minute, i, next)
		}
		hour, minute, _ := strings.Cut(s.tokens[i+h.count].text, ".")
		return timeFact(hour, minute, i, i+h.count+1)
	}
	if hour, minute, next := s.hour(i); next > 0 {
		return timeFact(hour, minute, i, next)
	}
	return nil, i
}

func timeFact(hour, minute string, start, next int) ([]fact, int) {
	minute = strings.TrimLeft(minute, "0")
	return []fact{{rule: RuleTime, value: trimZeros(hour) + ":" + minute, loose: true, at: span{start, next}}}, next
}

// hour reads an hour with its minutes, and returns the token behind it; 0 where
// none stands there.
func (s *side) hour(i int) (hour, minute string, next int) {
	if !s.isNumber(i) {
		return "", "", 0
	}
	hour, next = s.tokens[i].text, i+1
	before, after, dotted := strings.Cut(hour, ".")
	switch {
	case s.hourWord(next) && len(s.digits(next+1)) == 2: // "17 h 30"
		return hour, s.digits(next + 1), next + 2
	case dotted && len(after) == 2 && len(before) <= 2 && s.hourWord(next): // "17.30 uur"
		return before, after, next + 1
	case s.colonTime(next):
		minute, next = s.digits(next+1), next+2
	case !s.halfDay(next):
		return "", "", 0
	}
	if s.halfDay(next) {
		return s.twelveHours(hour, next), minute, s.halfDayEnd(next)
	}
	if s.hourWord(next) {
		next++
	}
	return hour, minute, next
}

// colonTime reports minutes behind a colon.
func (s *side) colonTime(i int) bool {
	return s.mark(i, ":") && s.glued(i) && s.glued(i+1) && len(s.digits(i+1)) == 2 && !s.letterBehind(i+2)
}

// twelveHours turns an hour of the afternoon into one of the day.
func (s *side) twelveHours(hour string, half int) string {
	if s.tokens[half].low[0] == 'p' {
		return afternoon(hour)
	}
	return hour
}

// halfDayEnd is the token behind "p.m." or "pm".
func (s *side) halfDayEnd(i int) int {
	i++
	if s.mark(i, ".") && s.glued(i) && i+1 < len(s.tokens) && s.tokens[i+1].low == "m" {
		i += 2
		if s.mark(i, ".") && i+1 < len(s.tokens) {
			i++
		}
	}
	return i
}

// letterBehind tells an article such as 3:15d from a time.
func (s *side) letterBehind(i int) bool {
	k, ok := s.kind(i)
	return ok && k == wordToken && s.glued(i)
}

func (s *side) hourWord(i int) bool {
	h, ok := s.at(i, isUnit)
	return ok && h.value == "hour" || i < len(s.tokens) && s.tokens[i].text == "Uhr"
}

func (s *side) halfDay(i int) bool {
	if k, ok := s.kind(i); !ok || k != wordToken || s.tongue == nil || s.tongue.lang != "en" {
		return false
	}
	switch s.tokens[i].low {
	case "am", "pm":
		return true
	case "a", "p":
		return s.mark(i+1, ".") && s.glued(i+1) && i+2 < len(s.tokens) && s.tokens[i+2].low == "m" && s.glued(i+2)
	}
	return false
}

func afternoon(hour string) string {
	if n, err := strconv.Atoi(hour); err == nil && n < 12 {
		return strconv.Itoa(n + 12)
	}
	return hour
}

// duration reads a period: "30 days", "a month", "zes maanden", "P30D".
func (s *side) duration(i int) ([]fact, int) {
	if s.period(i) {
		return []fact{{rule: RuleDuration, value: isoValue(s.tokens[i].text), at: span{i, i + 1}}}, i + 1
	}
	if h, ok := s.at(i, isSpan); ok {
		return []fact{periodFact(h.value, false, i, i+h.count)}, i + h.count
	}
	if h, ok := s.at(i, isSoftSpan); ok {
		return []fact{periodFact(h.value, true, i, i+h.count)}, i + h.count
	}
	value, at, _ := s.figure(i)
	single := at == i
	if single {
		h, ok := s.at(i, isSingle)
		if !ok {
			return nil, i
		}
		value, at = h.value, i+h.count
	}
	unit, next := s.unitBehind(at)
	if unit == "" {
		return nil, i
	}
	return []fact{periodFact(value+" "+unit, single, i, next)}, next
}

// unitBehind returns the unit at a token, past a hyphen or one word that may
// stand between ("calendar").
func (s *side) unitBehind(i int) (string, int) {
	if s.mark(i, "-‑") {
		i++
	}
	h, ok := s.at(i, isUnit)
	if !ok {
		between, found := s.at(i, isBetween)
		if !found {
			return "", i
		}
		i += between.count
		if h, ok = s.at(i, isUnit); !ok {
			return "", i
		}
	}
	// "Nomor 27 Tahun 2022" is no period.
	if h.value == "year" && len(s.digits(i+h.count)) == 4 {
		return "", i
	}
	return h.value, i + h.count
}

// periodFact puts a period into days or months where it is one of them.
func periodFact(period string, soft bool, start, next int) fact {
	value, unit, _ := strings.Cut(period, " ")
	f := fact{rule: RuleDuration, soft: soft, at: span{start, next}, loose: unit == "year"}
	f.value = inBaseUnit(value, unit)
	return f
}

func inBaseUnit(value, unit string) string {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return value + " " + unit
	}
	switch unit {
	case "year":
		n, unit = n*12, "month"
	case "week":
		n, unit = n*7, "day"
	}
	return strconv.FormatFloat(n, 'f', -1, 64) + " " + unit
}

// isoValue is the value of a period in ISO 8601 with one unit, or itself.
func isoValue(iso string) string {
	digits := strings.Trim(iso, "PTYMWDHS")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return iso
	}
	units := map[byte]string{'Y': "year", 'M': "month", 'W': "week", 'D': "day", 'H': "hour"}
	if strings.HasPrefix(iso, "PT") {
		units['M'] = "minute"
	}
	return inBaseUnit(digits, units[iso[len(iso)-1]])
}

// years returns the number of years in a period of months, or none.
func years(value string) string {
	months, found := strings.CutSuffix(value, " month")
	n, err := strconv.Atoi(months)
	if !found || err != nil || n%12 != 0 {
		return ""
	}
	return strconv.Itoa(n / 12)
}

// hours returns the hour of a full hour, or none.
func hours(value string) string {
	hour, found := strings.CutSuffix(value, ":")
	if !found {
		return ""
	}
	return hour
}
