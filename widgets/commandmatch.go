package widgets

import (
	"sort"
	"strings"
	"unicode"
)

// matchCommands keeps the commands in which every word of the query is found
// and puts the best first: words that begin so before words that contain it,
// before three or more letters that merely come in this order. The worst of
// the words decides, then all of them; what cannot run comes after its equals.
// Equal ones keep their order.
func matchCommands(commands []Command, query string) []Command {
	words := strings.Fields(strings.ToLower(query))
	type scored struct {
		Command
		score int
	}
	var found []scored
	for _, c := range commands {
		if score, ok := matchTitle(strings.ToLower(c.Title), words); ok {
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

// A score is the worst way in which a word was found, then the sum of all.
const (
	worstCounts = 1000
	cannotRun   = 2
)

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
