package spelling

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// Dictionary is one pair of hunspell files.
type Dictionary struct {
	rules *rules
	words map[string][]flags // homonyms have a list each
	in    *strings.Replacer

	mu   sync.Mutex
	seen map[string]bool // words that were asked for, and the answer
}

// mostSeen is how many answers are remembered: the words of a few documents.
const mostSeen = 20000

// remembered returns the answer to a word, and asks only when it is new: the
// same words come with every key that is typed.
func (d *Dictionary) remembered(word string, ask func(string) bool) bool {
	d.mu.Lock()
	answer, known := d.seen[word]
	d.mu.Unlock()
	if known {
		return answer
	}
	answer = ask(word)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.seen == nil || len(d.seen) >= mostSeen {
		d.seen = map[string]bool{}
	}
	d.seen[word] = answer
	return answer
}

// maxDictionary is how many bytes a file may have.
const maxDictionary = 64 << 20

// Load reads a pair of hunspell files.
func Load(aff, dic string) (*Dictionary, error) {
	affText, err := read(aff)
	if err != nil {
		return nil, err
	}
	dicText, err := read(dic)
	if err != nil {
		return nil, err
	}
	set := encodingOf(affText)
	return newDictionary(parseRules(decoded(affText, set)), decoded(dicText, set)), nil
}

func read(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if info.Size() > maxDictionary {
		return "", fmt.Errorf("%s: too large for a dictionary", path)
	}
	data, err := os.ReadFile(path) //nolint:gosec // a dictionary of the system
	return strings.TrimPrefix(string(data), "\ufeff"), err
}

// encodings are those that dictionaries name, in their spellings.
var encodings = map[string]encoding.Encoding{
	"iso88591": charmap.Windows1252, "iso88592": charmap.ISO8859_2, "iso88593": charmap.ISO8859_3, "iso88594": charmap.ISO8859_4,
	"iso88595": charmap.ISO8859_5, "iso88597": charmap.ISO8859_7, "iso88599": charmap.ISO8859_9,
	"iso885910": charmap.ISO8859_10, "iso885913": charmap.ISO8859_13, "iso885914": charmap.ISO8859_14,
	"iso885915": charmap.ISO8859_15, "koi8r": charmap.KOI8R, "koi8u": charmap.KOI8U,
	"cp1251": charmap.Windows1251, "microsoftcp1251": charmap.Windows1251, "windows1252": charmap.Windows1252,
}

func encodingOf(aff string) encoding.Encoding {
	for line := range strings.Lines(aff) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "SET" {
			name := strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(fields[1]))
			if name == "utf8" {
				return nil
			}
			return encodings[name]
		}
	}
	return charmap.Windows1252 // what hunspell takes it for
}

func decoded(text string, set encoding.Encoding) string {
	if set == nil {
		return text
	}
	out, err := set.NewDecoder().String(text)
	if err != nil {
		return text
	}
	return out
}

func newDictionary(r *rules, dic string) *Dictionary {
	d := &Dictionary{rules: r, words: map[string][]flags{}, in: strings.NewReplacer(append([]string{"’", "'"}, r.in...)...)}
	first := true
	for line := range strings.Lines(dic) {
		line = strings.TrimRight(line, "\r\n")
		if first { // how many words there are
			first = false
			continue
		}
		if word, f := d.entry(line); word != "" {
			d.words[word] = append(d.words[word], f)
		}
	}
	return d
}

// entry reads "word/flags" with what is known of the word behind it.
func (d *Dictionary) entry(line string) (string, flags) {
	if at := strings.IndexByte(line, '\t'); at >= 0 {
		line = line[:at]
	}
	if at := strings.Index(line, " "); at >= 0 && isMorphology(line[at+1:]) {
		line = line[:at]
	}
	word, marks := line, ""
	for i := 1; i < len(line); i++ {
		if line[i] == '/' && line[i-1] != '\\' {
			word, marks = line[:i], line[i+1:]
			break
		}
	}
	if at := strings.IndexFunc(marks, unicode.IsSpace); at >= 0 {
		marks = marks[:at]
	}
	word = strings.ReplaceAll(strings.TrimSpace(word), `\/`, "/")
	return d.without(word), d.rules.flags(marks)
}

// isMorphology tells whether text is "po:noun is:plural".
func isMorphology(text string) bool {
	return len(text) > 2 && text[2] == ':' && strings.ToLower(text[:2]) == text[:2]
}

// without takes out the letters that a dictionary ignores.
func (d *Dictionary) without(word string) string {
	if d.rules.ignore == "" {
		return word
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(d.rules.ignore, r) {
			return -1
		}
		return r
	}, word)
}
