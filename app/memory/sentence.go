package memory

import (
	"strings"
	"unicode"

	"clausedesk/app/markup"
	"clausedesk/app/translate"
)

// Sentences makes an entry of each sentence of an entry, where both texts have
// as many, more than one, and no mark spans several. A sentence has no context
// of its own.
func Sentences(e Entry) []Entry {
	source, target := translate.Sentences(e.Source, e.From), translate.Sentences(e.Target, e.To)
	if len(source) < 2 || len(source) != len(target) {
		return nil
	}
	var out []Entry
	for i := range source {
		part := e
		part.Source, part.Target = strings.TrimSpace(source[i]), strings.TrimSpace(target[i])
		part.Before, part.After = "", ""
		if part.Source == "" || part.Target == "" || !whole(part.Source) || !whole(part.Target) {
			return nil
		}
		out = append(out, part)
	}
	return out
}

// whole reports a text that stands on its own: no mark opens in it that another
// sentence closes.
func whole(text string) bool {
	return Canonical(text) == text
}

// Canonical returns inline Markdown in canonical form.
func Canonical(text string) string {
	return markup.WriteInline(markup.ParseInline(text))
}

// WithJoined puts a match made of sentences before others: parts has one for
// each sentence, or too few when the memory does not know them all. Its
// neighbours and its flow are nobody's, so it is not called exact.
func WithJoined(q Query, matches []Match, sentences []string, parts []Match) []Match {
	if len(sentences) < 2 || len(parts) != len(sentences) || mostAlike < q.Threshold {
		return matches
	}
	joined := parts[0]
	joined.ID, joined.Source, joined.Score = NoEntry, q.Source, mostAlike
	var target strings.Builder
	for i, sentence := range sentences {
		target.WriteString(parts[i].Target)
		target.WriteString(sentence[len(strings.TrimRightFunc(sentence, unicode.IsSpace)):])
	}
	joined.Target = strings.TrimSpace(target.String())
	joined.Adapted, joined.Diff = joined.Target, translate.Diff(q.Source, q.Source)
	out := append([]Match{joined}, matches...)
	return out[:min(len(out), q.Limit)]
}
