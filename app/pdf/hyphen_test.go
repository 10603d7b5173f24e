package pdf

import (
	"strings"
	"testing"
)

// divided is a word with hyphens at all its places.
func divided(lang, word string) string {
	words := spellText(word, plain.body.look)
	points := hyphenator(lang).in(words[0])
	runes := []rune(word)
	var out strings.Builder
	for i, r := range runes {
		out.WriteRune(r)
		for _, at := range points {
			if at == i {
				out.WriteByte('-')
			}
		}
	}
	return out.String()
}

// Words of our field as the rules of each language divide them: the custom of
// French printers, and the spelling rules of Indonesian (2022) and Albanian.
func TestWordsAreDivided(t *testing.T) {
	for lang, words := range map[string][]string{
		"fr": {"trai-te-ment", "con-sen-te-ment", "res-pon-sable", "l’in-for-ma-tion", "com-mis-sion", "tech-niques", "exemple", "ache-mi-ner", "ap-pli-ca-tion"},
		"id": {"pem-ro-sesan", "ke-bi-ja-kan", "bera-khir", "in-for-masi"},
		"sq": {"për-pu-nimi", "mbroj-tjen", "për-gje-gjësi", "shfry-të-zues"},
	} {
		for _, want := range words {
			word := strings.ReplaceAll(want, "-", "")
			if got := divided(lang, word); got != want {
				t.Errorf("%s: %s, want %s", lang, got, want)
			}
		}
	}
}

// What is no plain word has no hyphens: names, addresses, figures, short forms.
func TestOnlyPlainWordsAreDivided(t *testing.T) {
	for _, word := range []string{
		"Harrington", "GDPR-compliant", "privacy@example.org", "www.example.org", "2026-10-01", "B.V.", "GitHub", "ENISA",
		"{{controller_name}}", "short", "a", "—", "(e.g.)", "and/or",
	} {
		if got := divided("fr", word); got != word {
			t.Errorf("%s became %s", word, got)
		}
	}
	for _, lang := range []string{"xx", "", "en", "nl", "de"} {
		if hyphenator(lang) != nil {
			t.Errorf("%q has hyphens, without rules to divide it by", lang)
		}
	}
	if hyphenator("fr-BE") == nil {
		t.Error("a country keeps a language from being hyphenated")
	}
}

// At least two letters stay before a hyphen and three after it.
func TestNoHyphenNearTheEdge(t *testing.T) {
	for _, lang := range []string{"fr", "id", "sq"} {
		for _, word := range []string{"information", "aberration", "überarbeitete", "évidemment", "organisasi", "informacione", "ideologie"} {
			parts := strings.Split(divided(lang, word), "-")
			if len(parts) > 1 && (len([]rune(parts[0])) < leastBefore || len([]rune(parts[len(parts)-1])) < leastAfter) {
				t.Errorf("%s: %s", lang, strings.Join(parts, "-"))
			}
		}
	}
}

// Many documents are set at one time: words are divided alike from every side.
func TestWordsAreDividedFromManySides(t *testing.T) {
	done := make(chan string)
	for range 8 {
		go func() {
			out := ""
			for _, word := range []string{"traitement", "consentement", "responsabilité", "finalités"} {
				out += divided("fr", word) + " "
			}
			done <- out
		}()
	}
	first := <-done
	for range 7 {
		if other := <-done; other != first {
			t.Errorf("%s and %s", first, other)
		}
	}
	if !strings.HasPrefix(first, "trai-te-ment ") {
		t.Error(first)
	}
}
