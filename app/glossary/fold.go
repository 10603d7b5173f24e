package glossary

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters that no decomposition takes apart.
var letters = strings.NewReplacer("ß", "ss", "œ", "oe", "æ", "ae", "ø", "o", "đ", "d", "ł", "l", "ı", "i")

// foldRune is a letter in lower case without its accents; nothing for a mark.
func foldRune(r rune) string {
	if r < utf8.RuneSelf {
		return string(unicode.ToLower(r))
	}
	if unicode.Is(unicode.Mn, r) || r == '\u00ad' {
		return ""
	}
	var out strings.Builder
	for _, part := range norm.NFKD.String(string(unicode.ToLower(r))) {
		if !unicode.Is(unicode.Mn, part) {
			out.WriteRune(unicode.ToLower(part))
		}
	}
	return letters.Replace(out.String())
}

// foldText is a text as terms are compared: words folded, one space between.
func foldText(text string) string {
	var out strings.Builder
	for _, t := range split(text, plain) {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(t.fold)
	}
	return out.String()
}

// gap is what stands between a word and the one before it.
type gap int

const (
	gapSpace gap = iota
	gapHyphen
	gapApostrophe
	gapBreak // punctuation, a line break, or something that is no text
)

// token is a word of a text.
type token struct {
	start, end int
	fold       string // as words are compared
	at         []int  // the byte of the text that each byte of fold comes from
	gap        gap
}

// orig is the word as it stands.
func (t token) orig(text string) string { return text[t.start:t.end] }

// notText are addresses and placeholders, whose words mean nothing.
var notText = regexp.MustCompile(`\{\{.*?\}\}|\S+@\S+|https?://\S+|www\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|eu|nl|be|de|fr|id|al|xk|html?|pdf)\b\S*`)

// split cuts a text into words.
func split(text string, l *language) []token {
	var out []token
	var skip [][]int
	if strings.ContainsAny(text, ".@{") {
		skip = notText.FindAllStringIndex(text, -1)
	}
	between := gapBreak
	for i := 0; i < len(text); {
		if len(skip) > 0 && i >= skip[0][0] {
			i, between = max(i, skip[0][1]), gapBreak
			skip = skip[1:]
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) {
			between = wider(between, r)
			i += size
			continue
		}
		end := wordEnd(text, i, skip)
		t := token{start: i, end: end, gap: between}
		t.fold, t.at = l.foldWord(text[i:end], i)
		if t.fold != "" {
			out = append(out, t)
			between = gapSpace
		}
		i = end
	}
	return out
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '\u00ad'
}

func wordEnd(text string, i int, skip [][]int) int {
	for i < len(text) && (len(skip) == 0 || i < skip[0][0]) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) {
			break
		}
		i += size
	}
	return i
}

// wider is the gap with one more character in it.
func wider(g gap, r rune) gap {
	switch {
	case r == '\n':
		return max(g, gapBreak)
	case unicode.IsSpace(r), r == '*', r == '_', r == '/', isQuote(r):
		return g
	case r == '-' || r == '\u2010' || r == '\u2011':
		return max(g, gapHyphen)
	case r == '\'' || r == '’' || r == 'ʼ':
		return max(g, gapApostrophe)
	}
	return gapBreak
}

func isQuote(r rune) bool { return strings.ContainsRune("\"“”„«»‹›‘", r) }

// foldWord folds a word, and says from which byte each byte came.
func (l *language) foldWord(word string, offset int) (string, []int) {
	out := make([]byte, 0, len(word))
	at := make([]int, 0, len(word))
	for i, r := range word {
		for _, b := range []byte(foldRune(r)) {
			if len(out) > 0 && out[len(out)-1] == b && strings.IndexByte(l.single, b) >= 0 {
				continue
			}
			out = append(out, b)
			at = append(at, offset+i)
		}
	}
	fold := string(out)
	if same, ok := l.same[fold]; ok {
		return same, make([]int, len(same))
	}
	return fold, at
}
