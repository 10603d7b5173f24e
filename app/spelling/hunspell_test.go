package spelling

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// wordList makes right and wrong words of a dictionary's roots: as they are,
// with endings and beginnings that may or may not fit, two as one, broken by a
// letter, and with capitals.
func wordList(d *Dictionary, endings, fronts []string, count int) []string {
	random := rand.New(rand.NewPCG(11, 22)) //nolint:gosec // a test that is the same each time
	var roots []string
	for word := range d.words {
		if !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) && len(word) > 1 {
			roots = append(roots, word)
		}
	}
	slices.Sort(roots)
	seen := map[string]bool{}
	var out []string
	for len(out) < count {
		root := roots[random.IntN(len(roots))]
		word := changed(random, root, roots[random.IntN(len(roots))], endings, fronts)
		if len(word) > 1 && !seen[word] {
			seen[word] = true
			out = append(out, word)
		}
	}
	return out
}

func changed(random *rand.Rand, root, other string, endings, fronts []string) string {
	switch random.IntN(8) {
	case 0, 1:
		return root
	case 2, 3:
		return root + endings[random.IntN(len(endings))]
	case 4:
		return fronts[random.IntN(len(fronts))] + root
	case 5:
		runes := []rune(root)
		i := random.IntN(len(runes))
		return string(slices.Delete(runes, i, i+1))
	case 6:
		return [...]string{strings.ToUpper(root), titled(root), strings.ToLower(root)}[random.IntN(3)]
	}
	return root + strings.ToLower(other)
}

// unknownTo asks hunspell itself, one word to a line.
func unknownTo(t *testing.T, path string, words []string) map[string]bool {
	t.Helper()
	program, err := exec.LookPath("hunspell")
	if err != nil {
		t.Skip("no hunspell to compare with: Debian's package hunspell has it")
	}
	cmd := exec.Command(program, "-i", "UTF-8", "-d", path, "-l") //nolint:gosec // the program of the system
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	cmd.Stdin = strings.NewReader(strings.Join(words, "\n") + "\n")
	var problems bytes.Buffer
	cmd.Stderr = &problems
	said, err := cmd.Output()
	if err != nil {
		t.Fatalf("hunspell: %v: %s", err, problems.String())
	}
	out := map[string]bool{}
	for word := range strings.Lines(string(said)) {
		out[strings.TrimRight(word, "\r\n")] = true
	}
	return out
}

// TestAgreesWithHunspell holds the dictionaries of the system against hunspell
// itself; what is asked of each is what docs/dev/glossary.md says.
func TestAgreesWithHunspell(t *testing.T) {
	for _, c := range []struct {
		lang            string
		endings, fronts []string
		count           int
	}{
		{"en-US", strings.Fields("s es ed d ing ly 's er ers ion ions able ness ment th"), strings.Fields("un re in dis over non"), 24000},
		{"nl-NL", strings.Fields("s en e de te t heid tje sregel 's"), strings.Fields("on ge her ver hoofd be"), 8000},
		{"de-DE", strings.Fields("s es en er e em n ung lich te sgesetz"), strings.Fields("un ge be ver haupt vor"), 8000},
		{"fr-FR", strings.Fields("s e es x ons ez ait ment er ées"), strings.Fields("re dé in l' d' qu'"), 8000},
	} {
		t.Run(c.lang, func(t *testing.T) {
			paths := candidates(c.lang)
			if len(paths) == 0 {
				t.Skip("no dictionary of this language on the system")
			}
			d, err := load(paths[0])
			if err != nil {
				t.Fatal(err)
			}
			words := wordList(d, c.endings, c.fronts, c.count)
			wrong := unknownTo(t, paths[0], words)
			agreed, differ, unknown := 0, []string{}, 0
			for _, word := range words {
				if wrong[word] {
					unknown++
				}
				if d.knows(word) != wrong[word] {
					agreed++
				} else {
					differ = append(differ, fmt.Sprintf("%s (hunspell: %v)", word, !wrong[word]))
				}
			}
			share := float64(agreed) / float64(len(words))
			t.Logf("%d words, %d unknown to hunspell, agreement %.4f", len(words), unknown, share)
			if share < .99 {
				t.Errorf("agreement %.4f; such as %q", share, differ[:min(25, len(differ))])
			}
			if unknown < len(words)/10 || unknown > len(words)*9/10 {
				t.Errorf("%d of %d words are unknown: no fair list", unknown, len(words))
			}
		})
	}
}
