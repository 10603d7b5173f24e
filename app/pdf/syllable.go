package pdf

import "strings"

// Albanian and Indonesian are spelt as they are spoken, and French keeps rules of
// its own, so their words are divided by rules: before the last consonant between
// two vowels, or before the pair that begins a syllable. Vowels are not parted.
// English, Dutch and German divide by the parts of a word, which takes a list of
// words; they are not divided.

// spelling is what the rules know of a language.
type spelling struct {
	vowels string
	double []string // letters written with two signs
	begins string   // pairs that begin a syllable, with spaces around each
}

var (
	albanianSpelling = spelling{
		vowels: "aeëiouyâê",
		double: []string{"dh", "gj", "ll", "nj", "rr", "sh", "th", "xh", "zh"},
		begins: " bj bl br dr fj fl fr gl gr kl kr lj mj pj pl pr rj tj tr vj vr sk sp st ",
	}
	indonesianSpelling = spelling{
		vowels: "aeiou",
		double: []string{"kh", "ng", "ny", "sy"},
		begins: " bl br dr fl fr gl gr kl kr pl pr tr ",
	}
)

var frenchSpelling = spelling{
	vowels: "aeiouyàâäéèêëîïôöùûüÿæœ",
	double: []string{"ch", "ph", "th", "gn", "qu", "gu"},
	begins: " bl br cl cr chl chr dr fl fr gl gr pl pr phl phr thr tr vr ",
}

// french divides each word behind an apostrophe for itself, leaves an x between
// vowels where it is, and keeps a last syllable that is not heard ("-ble", "-tes")
// with the one before it.
func french(word string) []int {
	if at := strings.LastIndexByte(word, '\''); at >= 0 {
		before := len([]rune(word[:at+1]))
		points := french(word[at+1:])
		for i := range points {
			points[i] += before
		}
		return points
	}
	letters := []rune(word)
	mute := mutedFrom(letters)
	var out []int
	for _, at := range frenchSpelling.divide(word) {
		if at < mute && letters[at] != 'x' && letters[at-1] != 'x' {
			out = append(out, at)
		}
	}
	return out
}

// mutedFrom is where the last syllable begins if its e is not heard, and the
// length of the word otherwise.
func mutedFrom(letters []rune) int {
	end := len(letters)
	if end > 0 && letters[end-1] == 's' {
		end--
	}
	if end < 2 || letters[end-1] != 'e' {
		return len(letters)
	}
	at := end - 1
	if at >= 2 && letters[at-1] == 'u' && (letters[at-2] == 'q' || letters[at-2] == 'g') {
		return at - 2
	}
	for at > 0 && !strings.ContainsRune(frenchSpelling.vowels, letters[at-1]) {
		at--
	}
	if at == end-1 {
		return len(letters)
	}
	return at
}

// albanian returns the numbers of letters before each place in a word.
func albanian(word string) []int { return albanianSpelling.divide(word) }

// indonesian keeps prefixes and the suffix -an whole where a syllable would
// run over their edge: "ber-akhir", not "be-rakhir"; "proses-an".
func indonesian(word string) []int {
	points := indonesianSpelling.divide(word)
	n := len([]rune(word))
	if n == 0 {
		return nil
	}
	var out []int
	for _, at := range points {
		prefix := at == 2 && strings.Contains(" be te pe ", " "+word[:2]+" ") && word[2] == 'r'
		suffix := strings.HasSuffix(word, "an") && at >= n-4 && !strings.HasSuffix(word, "kan")
		if !prefix && !suffix {
			out = append(out, at)
		}
	}
	return out
}

// divide walks from vowel to vowel.
func (s spelling) divide(word string) []int {
	signs := s.signs(word)
	var points []int
	last, at := -1, 0 // the sign of the vowel before; letters up to here
	starts := make([]int, len(signs))
	for i, sign := range signs {
		starts[i] = at
		at += len([]rune(sign))
	}
	for i, sign := range signs {
		if !strings.Contains(s.vowels, sign) {
			continue
		}
		if between := i - last - 1; last >= 0 && between > 0 {
			cut := i - 1
			if between > 1 && strings.Contains(s.begins, " "+signs[i-2]+signs[i-1]+" ") {
				cut = i - 2
			}
			points = append(points, starts[cut])
		}
		last = i
	}
	return points
}

// signs are the letters of a word, those written with two signs as one.
func (s spelling) signs(word string) []string {
	var out []string
next:
	for word != "" {
		for _, pair := range s.double {
			if strings.HasPrefix(word, pair) {
				out, word = append(out, pair), word[len(pair):]
				continue next
			}
		}
		size := len(string([]rune(word)[:1]))
		out, word = append(out, word[:size]), word[size:]
	}
	return out
}
