package glossary

import "strings"

// language is what is known of how words of a language change.
type language struct {
	single    string            // letters of which two count as one: "bewaren", "bewaart"
	same      map[string]string // function words that stand for each other
	fillers   map[string]bool   // words that may stand inside a term: "uw", "notre"
	little    map[string]bool   // words that carry no meaning, when a translation is read generously
	paradigms []paradigm
	endings   map[string][]int // of texts: ending → paradigms
	longest   int              // ending
	forms     func(word string, verb bool) []string
	roots     func(word string, term bool) []root
	compounds *compounding
}

// paradigm is one way that words change: a word of a glossary that ends in one
// of from is found where it ends in one of to.
type paradigm struct {
	from, to []string
	least    int    // letters before the ending
	after    string // the letters before the ending end in one of these; a space between
	verb     bool   // participles and infinitives with a prefix inside count
	inner    bool   // for words of a term but the last: adjectives
	wide     bool   // the verb of a noun: enough for a translation, not for a source
}

// root is a word without its prefixes and endings, of languages whose words
// change in front. Class tells apart what is made of one root.
type root struct {
	class string
	root  string
	wide  bool
}

// key names a form that words share.
type key struct {
	class string
	stem  string
}

func (l *language) prepare() *language {
	l.endings = map[string][]int{}
	for i, p := range l.paradigms {
		for _, ending := range p.to {
			l.endings[ending] = append(l.endings[ending], i)
			l.longest = max(l.longest, len(ending))
		}
	}
	return l
}

func (p paradigm) fits(stem string) bool {
	if len(stem) < p.least {
		return false
	}
	if p.after == "" {
		return true
	}
	for _, end := range strings.Fields(p.after) {
		if strings.HasSuffix(stem, end) {
			return true
		}
	}
	return false
}

// classOf names a paradigm in keys.
func classOf(i int) string { return string(rune('A' + i)) }

// termKeys lists what a word of a glossary is found by: surely, and generously.
func (l *language) termKeys(word string, last bool) (strict, wide []key) {
	strict = append(strict, key{"", word})
	for i, p := range l.paradigms {
		if p.inner && last {
			continue
		}
		for _, ending := range p.from {
			stem, ok := strings.CutSuffix(word, ending)
			if !ok || !p.fits(stem) {
				continue
			}
			if p.wide {
				wide = append(wide, key{classOf(i), stem})
			} else {
				strict = append(strict, key{classOf(i), stem})
			}
		}
	}
	return l.withRoots(word, true, strict, wide)
}

// textKeys lists what a word of a text may be a form of.
func (l *language) textKeys(word string) (strict, wide []key) {
	strict = append(strict, key{"", word})
	for n := 0; n <= l.longest && n < len(word); n++ {
		stem, ending := word[:len(word)-n], word[len(word)-n:]
		for _, i := range l.endings[ending] {
			p := l.paradigms[i]
			for _, form := range l.stems(stem, p.verb) {
				if !p.fits(form) {
					continue
				}
				if p.wide {
					wide = append(wide, key{classOf(i), form})
				} else {
					strict = append(strict, key{classOf(i), form})
				}
			}
		}
	}
	return l.withRoots(word, false, strict, wide)
}

func (l *language) stems(stem string, verb bool) []string {
	if l.forms == nil {
		return []string{stem}
	}
	return append(l.forms(stem, verb), stem)
}

func (l *language) withRoots(word string, term bool, strict, wide []key) ([]key, []key) {
	if l.roots == nil {
		return strict, wide
	}
	for _, r := range l.roots(word, term) {
		if r.wide {
			wide = append(wide, key{r.class, r.root})
		} else {
			strict = append(strict, key{r.class, r.root})
		}
	}
	return strict, wide
}

// languageOf returns what is known of a language; of others, little is.
func languageOf(lang string) *language {
	if l, ok := languages[baseOf(lang)]; ok {
		return l
	}
	return plain
}

// plain is a language of which nothing is known but plurals in -s and -n.
var plain = (&language{paradigms: []paradigm{
	{from: list("-"), to: list("- s es n en"), least: 4},
}}).prepare()

var languages = map[string]*language{
	"en": english.prepare(), "nl": dutch.prepare(), "fr": french.prepare(),
	"de": german.prepare(), "id": indonesian.prepare(), "sq": albanian.prepare(),
}

// list reads endings or words with spaces between; "-" is none.
func list(text string) []string {
	words := strings.Fields(text)
	for i, word := range words {
		if word == "-" {
			words[i] = ""
		}
	}
	return words
}

func set(text string) map[string]bool {
	out := map[string]bool{}
	for _, word := range strings.Fields(text) {
		out[word] = true
	}
	return out
}

// pairs reads "a=b c=d".
func pairs(text string) map[string]string {
	out := map[string]string{}
	for _, pair := range strings.Fields(text) {
		from, to, _ := strings.Cut(pair, "=")
		out[from] = to
	}
	return out
}
