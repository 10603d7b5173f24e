package widgets

import "strings"

// Option is one line of a Picker, or one part of a Segmented: Key is what is
// stored, Text what is read. Hint stands soft at the right.
type Option struct{ Key, Text, Hint string }

// matchOptions keeps the options that have a word beginning with each word of
// the query, those that begin with the query first.
func matchOptions(options []Option, query string) []Option {
	words := strings.Fields(strings.ToLower(query))
	var first, others []Option
	for _, o := range options {
		text := strings.ToLower(o.Text)
		switch {
		case !hasWords(text, words):
		case strings.HasPrefix(text, strings.ToLower(query)):
			first = append(first, o)
		default:
			others = append(others, o)
		}
	}
	return append(first, others...)
}

func hasWords(text string, words []string) bool {
	for _, word := range words {
		if !strings.HasPrefix(text, word) && !strings.Contains(text, " "+word) &&
			!strings.Contains(text, "-"+word) && !strings.Contains(text, "("+word) {
			return false
		}
	}
	return true
}
