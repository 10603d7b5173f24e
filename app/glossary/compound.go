package glossary

import "strings"

// compounding is how a language writes words as one.
type compounding struct {
	least    int             // letters of a part
	links    []string        // between the parts
	notFront map[string]bool // prefixes that make another word: "toestemming" is no "stemming"
	notTail  []string        // endings that make another word: "vertraglich"
}

// inflected are the endings that compounds do not keep.
var inflected = []string{"er", "en", "e"}

// stem is what a compound has of a word: "datenschutzbeauftragt".
func (c *compounding) stem(word string) string {
	if c == nil {
		return ""
	}
	for _, ending := range inflected {
		if stem, ok := strings.CutSuffix(word, ending); ok && len(stem) >= 2*c.least {
			return stem
		}
	}
	return word
}

// part finds a stem inside a longer word, as a whole part of it: where it
// begins and ends.
func (c *compounding) part(word, stem string) (start, end int, ok bool) {
	if c == nil || len(stem) < c.least || len(word) <= len(stem) {
		return 0, 0, false
	}
	for from := 0; ; {
		i := strings.Index(word[from:], stem)
		if i < 0 {
			return 0, 0, false
		}
		start = from + i
		end = start + len(stem)
		if c.front(word[:start], stem) && c.back(word[end:]) {
			return start, end, true
		}
		from = start + 1
	}
}

// front: nothing, or a word. A long stem is itself whatever stands before it.
func (c *compounding) front(text, stem string) bool {
	return text == "" || len(text) >= 3 && (len(stem) >= 2*c.least || !c.notFront[text])
}

// back: nothing, an ending, or a link and another word.
func (c *compounding) back(text string) bool {
	for _, link := range c.links {
		rest, ok := strings.CutPrefix(text, link)
		if ok && (rest == "" || len(rest) >= 4 && !c.derives(rest)) {
			return true
		}
	}
	return false
}

func (c *compounding) derives(tail string) bool {
	for _, ending := range c.notTail {
		if strings.HasPrefix(tail, ending) {
			return true
		}
	}
	return false
}
