package memory

import (
	"slices"
	"strconv"
	"strings"
)

// side is a text and its tokens.
type side struct {
	text   string
	tokens []token
}

func (s side) of(t token) string { return s.text[t.start:t.end] }

// exchange is a token of an entry's source and what stands in its place in the
// text that was asked for.
type exchange struct {
	old, now token
	grouped  bool // the new number has its thousands set apart
}

func (x exchange) same() bool { return sameValue(x.old, x.now) }

// exchanges pairs the tokens of two texts that may differ in value, kind by
// kind in order, and reports whether any does. Where one text has more of a
// kind, the rest is a difference in words already.
func exchanges(entry, asked side) (out []exchange, differ bool) {
	for kind := numeral; kind <= name; kind++ {
		now := ofKind(asked.tokens, kind)
		for i, old := range ofKind(entry.tokens, kind) {
			if i < len(now) {
				x := exchange{old, now[i], strings.ContainsAny(asked.of(now[i]), ".,\u00a0\u202f")}
				out, differ = append(out, x), differ || !x.same()
			}
		}
	}
	return out, differ
}

func ofKind(tokens []token, kind tokenKind) []token {
	var out []token
	for _, t := range tokens {
		if t.kind == kind {
			out = append(out, t)
		}
	}
	return out
}

func sameValue(a, b token) bool { return a.value == b.value && a.unit == b.unit }

// contradicts reports that the same value becomes two: in the target nobody
// knows which is which.
func contradicts(all []exchange, x exchange) bool {
	return slices.ContainsFunc(all, func(other exchange) bool {
		return other.old.kind == x.old.kind && sameValue(other.old, x.old) && !sameValue(other.now, x.now)
	})
}

// place is a stretch of the target and what is put there.
type place struct {
	start, end int
	text       string
}

// adapt puts the new values into an entry's target, and returns how many of
// them have no place there.
func adapt(target side, lang *tongue, all []exchange) (adapted string, missing int) {
	var places []place
	for _, x := range all {
		if x.same() {
			continue
		}
		at, ok := place{}, false
		if !contradicts(all, x) {
			at, ok = placeFor(target, lang, x, places)
		}
		if !ok {
			missing++
			continue
		}
		places = append(places, at)
	}
	slices.SortFunc(places, func(a, b place) int { return b.start - a.start })
	adapted = target.text
	for _, p := range places {
		adapted = adapted[:p.start] + p.text + adapted[p.end:]
	}
	return adapted, missing
}

// placeFor finds the value in the target and writes the new one in its manner.
func placeFor(target side, lang *tongue, x exchange, taken []place) (place, bool) {
	for _, t := range target.tokens {
		if slices.ContainsFunc(taken, func(p place) bool { return p.start < t.end && t.start < p.end }) {
			continue
		}
		if text, ok := inPlaceOf(target, lang, x, t); ok {
			return place{t.start, t.end, text}, true
		}
	}
	return place{}, false
}

func inPlaceOf(target side, lang *tongue, x exchange, t token) (string, bool) {
	if t.value != x.old.value {
		return "", false
	}
	here := target.of(t)
	switch {
	case t.kind == duration && (x.old.kind == numeral || x.old.kind == duration && x.old.unit == t.unit):
		return lang.writePeriod(x, t, here)
	case t.kind == numeral && x.old.kind == duration:
		return lang.writeNumber(x.now.value, x.grouped), x.now.unit == x.old.unit
	case t.kind != x.old.kind:
		return "", false
	case t.kind == numeral:
		return lang.writeNumber(x.now.value, x.grouped), true
	case t.kind == date:
		return lang.writeDate(x.now.value, here)
	}
	return x.now.value, true
}

// writePeriod puts a duration in the place of another. Where the word for the
// unit stays, only the number is put in, so that its case stays too; where it
// does not, the word there must be one that is not bent.
func (t *tongue) writePeriod(x exchange, at token, here string) (string, bool) {
	old, errOld := strconv.Atoi(x.old.value)
	now, errNow := strconv.Atoi(x.now.value)
	unit := x.now.unit
	if unit == "" {
		unit = at.unit
	}
	if errOld != nil || errNow != nil {
		return "", false
	}
	digits := numberEnd(here, 0)
	was, is := longestWord(t.period(old, at.unit)), longestWord(t.period(now, unit))
	if was == is {
		return t.writeNumber(x.now.value, x.grouped) + here[digits:], true
	}
	_, size := firstRune(here[digits:])
	if here[digits+size:] != was {
		return "", false
	}
	return t.writeNumber(x.now.value, x.grouped) + here[digits:digits+size] + is, true
}
