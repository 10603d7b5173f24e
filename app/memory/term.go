package memory

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// termLetters is how much of a word an entry is found by: enough to tell words
// apart, and little enough that most forms of one word are one term.
const termLetters = 6

// Terms are what an entry is found by: the beginnings of its words, in lower
// case and without accents, and the kinds of what can be put in anew. Each
// stands for both languages too. Sorted, none twice.
type Terms struct {
	List []int64
	Size int // the group of texts of about this length
}

// mostTerms is how many terms a text is found by: counts of them stay small, and
// no text is that long.
const mostTerms = 200

// TermsOf returns the terms of a source in one language with a translation in
// another.
func TermsOf(from, to, source string) Terms {
	seed := pairHash(from, to)
	tokens := reader{lang: tongueOf(from)}.tokens(source)
	list := wordTerms(seed, source)
	for _, t := range tokens {
		switch {
		case t.kind != word:
			list = append(list, mix(seed, uint64(t.kind)))
		case len(tokens) <= fewWords:
			list = append(list, edgeTerms(seed, source[t.start:t.end])...)
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	return Terms{list[:min(len(list), mostTerms)], sizeOf(len(tokens))}
}

// weightsOf tells what each term of a text counts: about its share of the score,
// which is half of words and half of characters. All of them together are no
// more than a count holds.
func weightsOf(seed uint64, source string, tokens []token) map[int64]uint64 {
	words, letters := float64(len(tokens)), float64(utf8.RuneCountInString(source))
	shares, total := map[int64]float64{}, 0.0
	give := func(term int64, words, letters float64) {
		if _, twice := shares[term]; !twice && len(shares) < mostTerms {
			shares[term] = words + letters
			total += words + letters
		}
	}
	for _, t := range tokens {
		text := source[t.start:t.end]
		length := float64(utf8.RuneCountInString(text)+1) / letters
		switch {
		case t.kind != word:
			give(mix(seed, uint64(t.kind)), 1/words, 0)
			parts := wordTerms(seed, text)
			for _, part := range parts {
				give(part, 0, length/float64(len(parts)))
			}
		case len(tokens) <= fewWords:
			edges := edgeTerms(seed, text)
			whole := 1 / float64(1+len(edges))
			for _, edge := range append(edges, mix(seed, hashBeginning(text))) {
				give(edge, whole/words, whole*length)
			}
		default:
			give(mix(seed, hashBeginning(text)), 1/words, length)
		}
	}
	out := make(map[int64]uint64, len(shares))
	for term, share := range shares {
		out[term] = 1 + uint64((laneMost-mostTerms)*share/total)
	}
	return out
}

// In a text of so few words a slip of the pen in each would leave nothing to find
// it by: there, the first and last letters of a word count too.
const (
	fewWords    = 5
	edgeLetters = 3
)

func edgeTerms(seed uint64, text string) []int64 {
	letters := []rune(text)
	if len(letters) <= edgeLetters {
		return nil
	}
	first, last := string(letters[:edgeLetters]), string(letters[len(letters)-edgeLetters:])
	return []int64{mix(seed^'<', hashBeginning(first)), mix(seed^'>', hashBeginning(last))}
}

// wordTerms returns a term for each run of letters and digits.
func wordTerms(seed uint64, text string) []int64 {
	var out []int64
	for i := 0; i < len(text); {
		end := wordEnd(text, i)
		if end == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		out = append(out, mix(seed, hashBeginning(text[i:end])))
		i = end
	}
	return out
}

func hashBeginning(text string) uint64 {
	letters, count := 0, len(text)
	for i, r := range text {
		if r >= utf8.RuneSelf {
			return hashFolded(text)
		}
		if letters++; letters > termLetters {
			count = i
			break
		}
	}
	return hashOn(fnvOffset, text[:count])
}

// hashFolded is hashBeginning for words with more than ASCII letters.
func hashFolded(text string) uint64 {
	var folded strings.Builder
	letters := 0
	for _, r := range norm.NFD.String(text) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if letters++; letters > termLetters {
			break
		}
		folded.WriteRune(r)
	}
	return hashOn(fnvOffset, folded.String())
}

func hashOn(h uint64, text string) uint64 {
	for _, r := range text {
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
		} else {
			r = unicode.ToLower(r)
		}
		h = (h ^ uint64(r)) * fnvPrime
	}
	return h
}

func mix(seed, h uint64) int64 {
	h = (h ^ seed) * fnvPrime
	return int64(h ^ h>>29)
}

func pairHash(from, to string) uint64 {
	return hashOn(hashOn(fnvOffset, Base(from))*fnvPrime, Base(to))
}

// SourceHash is what the entries are found by that have just this source.
func SourceHash(from, to, source string) int64 {
	h := pairHash(from, to)
	for i := range len(source) {
		h = (h ^ uint64(source[i])) * fnvPrime
	}
	return int64(h ^ h>>32)
}

// sizes are the upper ends of the groups of lengths, in words.
var sizes = [...]int{0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 19, 24, 30, 38, 48, 60, 75, 95, 120, 150, 200, 300, 1 << 30}

func sizeOf(words int) int {
	size, _ := slices.BinarySearch(sizes[:], words)
	return size
}

// wordsOf returns a length in the middle of a group.
func wordsOf(size int) int {
	if size <= 6 || size >= len(sizes)-1 {
		return sizes[min(size, len(sizes)-2)]
	}
	return (sizes[size-1] + 1 + sizes[size]) / 2
}
