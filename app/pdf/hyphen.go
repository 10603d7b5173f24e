package pdf

import (
	"strings"
	"sync"
	"unicode"
)

// Letters that stay together at the start and at the end of a word that is
// hyphenated, and the shortest word that is.
const (
	leastBefore = 2
	leastAfter  = 3
	leastWord   = 6
)

// hyphens says where the words of one language may be hyphenated.
type hyphens interface {
	// in returns the glyphs of a word after which a hyphen may be added.
	in(w word) []int
}

// tongue hyphenates one language.
type tongue struct {
	rules func(lower string) []int // numbers of letters before each place
	mutex sync.Mutex
	known map[string][]int
}

// knownWords is how many words of a language are remembered.
const knownWords = 20_000

// ruled are the languages whose spelling says where a word is divided.
var ruled = map[string]*tongue{"fr": {rules: french}, "id": {rules: indonesian}, "sq": {rules: albanian}}

// hyphenator returns what hyphenates a language, nil when nothing does.
func hyphenator(lang string) hyphens {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	t := ruled[base]
	if t == nil {
		return nil
	}
	return t
}

// in leaves alone what is no plain word: with digits, dots, slashes or
// capitals, which names have.
func (t *tongue) in(w word) []int {
	first, last := core(w.glyphs)
	if last-first < leastWord {
		return nil
	}
	var lower strings.Builder
	for _, g := range w.glyphs[first:last] {
		if unicode.IsUpper(g.r) {
			return nil
		}
		lower.WriteRune(unicode.ToLower(g.r))
	}
	points := t.points(lower.String())
	if len(points) == 0 {
		return nil
	}
	ends := make([]int, len(points))
	for i, n := range points {
		ends[i] = first + n - 1
	}
	return ends
}

// core is the part of a word that is only letters: what stands between opening
// and closing punctuation, empty when anything else is inside.
func core(glyphs []glyph) (first, last int) {
	for first < len(glyphs) && strings.ContainsRune("(\"'“‘„‚«‹[¿¡", glyphs[first].r) {
		first++
	}
	last = first
	for last < len(glyphs) && (unicode.IsLetter(glyphs[last].r) || apostrophe(glyphs, last)) {
		last++
	}
	for _, g := range glyphs[last:] {
		if !strings.ContainsRune(".,;:!?)\"'”’“‘»›]…", g.r) {
			return 0, 0
		}
	}
	return first, last
}

// apostrophe reports whether glyph i joins two letters: "l’accès".
func apostrophe(glyphs []glyph, i int) bool {
	return i > 0 && i+1 < len(glyphs) && strings.ContainsRune("'’", glyphs[i].r) &&
		unicode.IsLetter(glyphs[i-1].r) && unicode.IsLetter(glyphs[i+1].r)
}

// points are the numbers of letters before each place in a word.
func (t *tongue) points(lower string) []int {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if points, ok := t.known[lower]; ok {
		return points
	}
	if t.known == nil || len(t.known) >= knownWords {
		t.known = map[string][]int{}
	}
	points := kept(t.rules(strings.ReplaceAll(lower, "’", "'")), []rune(lower))
	t.known[lower] = points
	return points
}

// kept are the places with letters enough on either side, an apostrophe being
// none.
func kept(points []int, word []rune) []int {
	var out []int
	for _, n := range points {
		before, after := lettersIn(word[:n]), lettersIn(word[n:])
		if before >= leastBefore && after >= leastAfter {
			out = append(out, n)
		}
	}
	return out
}

// lettersIn counts the letters up to the nearest apostrophe.
func lettersIn(part []rune) int {
	n := 0
	for _, r := range part {
		if unicode.IsLetter(r) {
			n++
		}
	}
	if len(part) > 0 && (part[0] == '\'' || part[0] == '’' || part[len(part)-1] == '\'' || part[len(part)-1] == '’') {
		return 0
	}
	return n
}
