package widgets

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// matchCommands keeps the commands in which every word of the query is found
// and puts the best first: words that begin so before words that contain it,
// before three or more letters that merely come in this order. The worst of
// the words decides, then whether the query stands in the title as it was
// typed, then all of the words; what cannot run comes after its equals. Equal
// ones keep their order.
func matchCommands(commands []Command, query string) []Command {
	words := strings.Fields(strings.ToLower(query))
	phrase := strings.Join(words, " ")
	type scored struct {
		Command
		score int
	}
	var found []scored
	for _, c := range commands {
		title := strings.ToLower(c.Title)
		if score, ok := matchTitle(title, words); ok {
			score += phraseCounts * matchPhrase(title, phrase)
			if c.Reason != "" {
				score += cannotRun
			}
			found = append(found, scored{c, score})
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].score < found[j].score })
	list := make([]Command, len(found))
	for i, f := range found {
		list[i] = f.Command
	}
	return list
}

// A score is the worst way in which a word was found, then how the query was
// found as a whole, then the sum of all words.
const (
	worstCounts  = 1000
	phraseCounts = 100
	cannotRun    = phraseCounts + 2
)

// matchPhrase tells how a whole query stands in a title: 0 at the start of it or
// of what comes after a colon, 1 at the start of another word, 2 not so.
func matchPhrase(title, phrase string) int {
	best := 2
	for i := range title {
		switch {
		case !strings.HasPrefix(title[i:], phrase):
		case i == 0 || strings.HasSuffix(title[:i], ": "):
			return 0
		case !endsInWord(title[:i]):
			best = 1
		}
	}
	return best
}

// endsInWord reports whether a text breaks off in the middle of a word.
func endsInWord(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(last) || unicode.IsDigit(last)
}

func matchTitle(title string, words []string) (score int, ok bool) {
	worst := 0
	for _, w := range words {
		s := matchWord(title, w)
		if s < 0 {
			return 0, false
		}
		score += s
		worst = max(worst, matchClass(s))
	}
	return worst*worstCounts + score, true
}

// matchClass puts the start of a title and of a word in one class.
func matchClass(score int) int { return max(0, score-1) }

// matchWord scores one word of the query: 0 at the start of the title, 1 at
// the start of a word, 3 inside one, 8 letter by letter, -1 for none.
func matchWord(title, word string) int {
	if strings.HasPrefix(title, word) {
		return 0
	}
	for _, part := range titleWords(title) {
		if strings.HasPrefix(part, word) {
			return 1
		}
	}
	if strings.Contains(title, word) {
		return 3
	}
	if inOrder(title, word) {
		return 8
	}
	return -1
}

func titleWords(title string) []string {
	return strings.FieldsFunc(title, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

func inOrder(title, letters string) bool {
	rest := []rune(letters)
	if len(rest) < 3 {
		return false
	}
	for _, r := range title {
		if len(rest) > 0 && r == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}
