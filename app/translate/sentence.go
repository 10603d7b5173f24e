package translate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences cuts inline Markdown in a language into its sentences, each with
// the spaces behind it: joined, they are the text. It knows the language's
// abbreviations, initials, article references and ordinal numbers; where a full
// stop could be read both ways, it does not cut. A line break always cuts, a
// placeholder, an address or what is in brackets never is cut.
func Sentences(text, lang string) []string {
	rules := sentenceRulesOf(lang)
	var out []string
	start, depth := 0, 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		next := i + size
		switch {
		case strings.HasPrefix(text[i:], "{{"):
			if end := strings.Index(text[i:], "}}"); end > 0 {
				next = i + end + 2
			}
		case r == '\\' && next < len(text) && text[next] != '\n':
			next++ // escaped: no bracket
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth = max(0, depth-1)
		case r == '\n':
			depth = 0
			next = skipSpace(text, next)
			out, start = append(out, text[start:next]), next
		case isStop(r) && depth == 0:
			end := closed(text, next)
			if after := skipSpace(text, end); after > end && after < len(text) && rules.ends(text[start:i], r, text[after:]) {
				out, start, end = append(out, text[start:after]), after, after
			}
			next = end
		}
		i = next
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

func isStop(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }

// closed skips further stops, and quotation marks and emphasis that close
// behind a sentence.
func closed(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) && strings.HasPrefix(text[i+size:], "»") {
			size += len("»")
		} else if !isStop(r) && !strings.ContainsRune("\"'”’“»*_", r) {
			break
		}
		i += size
	}
	return i
}

func skipSpace(text string, i int) int {
	rest := text[i:]
	return i + len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
}

// ends decides whether a stop between two texts ends a sentence.
func (s *sentenceRules) ends(before string, stop rune, after string) bool {
	first := opening(after)
	switch {
	case unicode.IsLower(first):
		return false
	case stop != '.':
		return true
	}
	last := lastWord(before)
	lower := strings.ToLower(last)
	switch {
	case last == "":
		return true
	case isNumber(last):
		return s.endsWithNumber(before, last, after)
	case s.never[lower], s.numbered[lower] && startsNumber(after):
		return false
	case isInitial(last):
		return s.annex[strings.ToLower(lastWord(strings.TrimSuffix(before, last)))]
	case strings.Contains(last, "."):
		return s.final[lower] || !isAbbreviation(last)
	}
	return true
}

// isAbbreviation reports a word with dots within that is no address and no
// number.
func isAbbreviation(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		if len(part) > 2 {
			return false
		}
	}
	return !startsNumber(word)
}

// endsWithNumber tells the end of a sentence from an ordinal number and from
// the number of a point in a list.
func (s *sentenceRules) endsWithNumber(before, number, after string) bool {
	rest := strings.TrimSpace(strings.TrimSuffix(before, number))
	if rest == "" || len(number) > 2 || !s.ordinals {
		return rest != ""
	}
	return !s.counted[firstWord(after)] && !s.article[strings.ToLower(lastWord(rest))]
}

// opening returns the first letter or digit of what comes next, past quotation
// marks and emphasis.
func opening(text string) rune {
	for _, r := range text {
		if !strings.ContainsRune("\"'“„‘«(*_[¿¡", r) && !unicode.IsSpace(r) {
			return r
		}
	}
	return 0
}

// lastWord returns the end of a text that has no space, without what opens it.
func lastWord(text string) string {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	if i := strings.LastIndexFunc(text, unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[i:])
		text = text[i+size:]
	}
	for _, joint := range []string{"/", "-", "(", "’", "'"} {
		if i := strings.LastIndex(text, joint); i >= 0 && i+len(joint) < len(text) {
			text = text[i+len(joint):]
		}
	}
	return strings.TrimLeft(text, "\"'“„‘«*_[")
}

func firstWord(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(text)
	}
	return strings.ToLower(text[:end])
}

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }

func startsNumber(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsDigit(first) || first == '{' || isRoman(firstWord(text))
}

func isRoman(word string) bool { return word != "" && strings.Trim(word, "ivxlc") == "" }

// isInitial reports a single letter, as in a person's name or in "z. B.".
func isInitial(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsLetter(r)
}
