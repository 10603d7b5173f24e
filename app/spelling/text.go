package spelling

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// notWords are addresses, placeholders and file names.
var notWords = regexp.MustCompile(`\{\{.*?\}\}|\S+@\S+|https?://\S+|www\.\S+|\b[\pL\d-]+(?:\.[\pL\d-]+)+(?:/\S*)?`)

// Unknown lists the words of a plain text that are not in the dictionary.
func (d *Dictionary) Unknown(text string) []Range {
	var out []Range
	skip := notWords.FindAllStringIndex(text, -1)
	for i := 0; i < len(text); {
		if len(skip) > 0 && i >= skip[0][0] {
			i, skip = max(i, skip[0][1]), skip[1:]
			continue
		}
		end := d.wordEnd(text, i, skip)
		if end == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		if word := Range(trimmed(text, i, end)); d.isUnknown(text, word) {
			out = append(out, word)
		}
		i = end
	}
	return out
}

// isUnknown: single letters and what has a digit in it are no words. A word at
// the end of a sentence may be an abbreviation.
func (d *Dictionary) isUnknown(text string, at Range) bool {
	word := text[at.Start:at.End]
	if utf8.RuneCountInString(word) < 2 || strings.ContainsFunc(word, unicode.IsDigit) {
		return false
	}
	return !d.remembered(word, d.knows)
}

// wordEnd is where the word that begins at i ends: letters, with apostrophes
// and hyphens between them.
func (d *Dictionary) wordEnd(text string, i int, skip [][]int) int {
	for i < len(text) && (len(skip) == 0 || i < skip[0][0]) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune("'’-\u00ad", r) {
			break
		}
		i += size
	}
	return i
}

// trimmed leaves out quotation marks and hyphens at the ends of a word.
func trimmed(text string, start, end int) Range {
	word := text[start:end]
	left := strings.TrimLeft(word, "'’-\u00ad")
	right := strings.TrimRight(left, "'’-\u00ad")
	start += len(word) - len(left)
	return Range{start, start + len(right)}
}
