package library_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// wordings calls f with every wording of the library that comes with the
// program.
func wordings(t *testing.T, f func(t *testing.T, c library.Clause, lang string, tone policy.Tone, words library.Wording)) {
	for _, c := range library.Builtin().Clauses() {
		for _, lang := range vocabulary.Languages() {
			f(t, c, lang, policy.TonePlain, c.Plain[lang])
			if len(c.Formal) > 0 {
				f(t, c, lang, policy.ToneFormal, c.Formal[lang])
			}
		}
	}
}

func TestTheLibraryHoldsWhatItPromises(t *testing.T) {
	lib := library.Builtin()
	if n := len(lib.Clauses()); n < 70 {
		t.Errorf("%d clauses, want at least 70", n)
	}
	if n := len(lib.Services()); n < 250 {
		t.Errorf("%d services, want at least 250", n)
	}
	formal := 0
	for _, c := range lib.Clauses() {
		if err := c.Validate(); err != nil {
			t.Errorf("%s: %v", c.ID, err)
		}
		if len(c.Formal) > 0 {
			formal++
		}
		for _, regime := range c.Regimes {
			if !slices.Contains(policy.Regimes(), regime) {
				t.Errorf("%s: regime %q", c.ID, regime)
			}
		}
		for _, kind := range c.Kinds {
			if _, err := lib.Kind(kind); err != nil {
				t.Errorf("%s: %v", c.ID, err)
			}
		}
		for _, lang := range vocabulary.Languages() {
			if c.Purpose[lang] == "" {
				t.Errorf("%s: no purpose in %s", c.ID, lang)
			}
		}
	}
	if formal < 8 {
		t.Errorf("%d clauses have a formal tone, want at least 8", formal)
	}
}

// TestEveryClauseHasAPlace holds the order of documents against the clauses.
func TestEveryClauseHasAPlace(t *testing.T) {
	count := map[string]int{}
	for _, section := range library.Builtin().Sections() {
		for _, id := range append([]string{section.Clause}, section.Children...) {
			count[id]++
			if _, err := library.Builtin().Clause(id); err != nil {
				t.Errorf("order names %s: %v", id, err)
			}
		}
	}
	for _, c := range library.Builtin().Clauses() {
		if count[c.ID] != 1 {
			t.Errorf("%s stands %d times in the order", c.ID, count[c.ID])
		}
	}
}

// TestWhatIsReferredToIsAlwaysThere: an essential policy keeps every clause that
// another one refers to.
func TestWhatIsReferredToIsAlwaysThere(t *testing.T) {
	lib := library.Builtin()
	named := map[string]bool{}
	for _, c := range lib.Clauses() {
		if lib.Optional(c.ID) {
			continue
		}
		for _, expr := range markup.Placeholders(c.Plain["en"].Heading, c.Plain["en"].Body) {
			if topic, ok := markup.SectionTopic(expr); ok {
				named[topic] = true
			}
		}
	}
	for _, c := range lib.Clauses() {
		if lib.Optional(c.ID) && named[c.Topic] {
			t.Errorf("%s is optional, but others refer to %s", c.ID, c.Topic)
		}
	}
}

// shape is what a clause's languages must have in common: the blocks, and in
// each the placeholders and addresses.
func shape(words library.Wording) []string {
	var out []string
	for _, segment := range markup.Segments(words.Heading, words.Body) {
		marks := markup.Placeholders("", segment.Source)
		for inline := range links(markup.ParseInline(segment.Source)) {
			marks = append(marks, inline)
		}
		slices.Sort(marks)
		out = append(out, string(segment.Kind)+" "+strings.Join(marks, " "))
	}
	for _, block := range markup.Parse(words.Body) {
		out = append(out, blockShape(block))
	}
	return out
}

func blockShape(block markup.Block) string {
	text := strings.Repeat("#", int(block.Kind)+1)
	if block.Kind == markup.Paragraph && len(block.Inlines) == 1 && block.Inlines[0].Kind == markup.Placeholder {
		text += block.Inlines[0].Text
	}
	for _, item := range block.Items {
		text += "("
		for _, inner := range item {
			text += blockShape(inner)
		}
		text += ")"
	}
	return text
}

func links(inlines []markup.Inline) map[string]bool {
	out := map[string]bool{}
	for _, inline := range inlines {
		if inline.Kind == markup.Link {
			out[inline.URL] = true
		}
		maps.Copy(out, links(inline.Children))
	}
	return out
}

func TestEveryLanguageHasTheSameShape(t *testing.T) {
	wordings(t, func(t *testing.T, c library.Clause, lang string, tone policy.Tone, words library.Wording) {
		english := c.Plain["en"]
		if tone == policy.ToneFormal {
			english = c.Formal["en"]
		}
		if words.Heading == "" || words.Body == "" {
			t.Errorf("%s has no %s wording in %s", c.ID, tone, lang)
			return
		}
		if got, want := shape(words), shape(english); !slices.Equal(got, want) {
			t.Errorf("%s in %s %s:\n%s\nEnglish:\n%s", c.ID, lang, tone, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

func TestPlaceholdersCanBeFilled(t *testing.T) {
	topics := map[string]bool{}
	for _, c := range library.Builtin().Clauses() {
		topics[c.Topic] = true
	}
	wordings(t, func(t *testing.T, c library.Clause, lang string, _ policy.Tone, words library.Wording) {
		for _, expr := range markup.Placeholders(words.Heading, words.Body) {
			if !markup.KnownPlaceholder(expr) {
				t.Errorf("%s in %s: {{%s}}", c.ID, lang, expr)
			}
			if topic, ok := markup.SectionTopic(expr); ok && !topics[topic] {
				t.Errorf("%s in %s: no clause has the topic %s", c.ID, lang, topic)
			}
		}
		if text := markup.Plain(markup.Parse(words.Body)); strings.Contains(text, "{{") != (len(markup.Placeholders("", words.Body)) > 0) {
			t.Errorf("%s in %s: braces that are no placeholder", c.ID, lang)
		}
	})
}

func TestHeadingsAreShortAndUnpunctuated(t *testing.T) {
	wordings(t, func(t *testing.T, c library.Clause, lang string, _ policy.Tone, words library.Wording) {
		if n := len(strings.Fields(words.Heading)); n > 9 {
			t.Errorf("%s in %s: %d words: %s", c.ID, lang, n, words.Heading)
		}
		if last := []rune(words.Heading); !unicode.IsLetter(last[len(last)-1]) && !strings.ContainsRune(")»”}?0123456789", last[len(last)-1]) {
			t.Errorf("%s in %s ends so: %s", c.ID, lang, words.Heading)
		}
	})
}
