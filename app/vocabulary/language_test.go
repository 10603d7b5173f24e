package vocabulary_test

import (
	"testing"

	"clausedesk/app/vocabulary"
)

func TestLanguagesAreNamedWithACapital(t *testing.T) {
	for lang, want := range map[string]string{"fr": "Français", "sq": "Shqip", "de": "Deutsch", "id": "Indonesia", "sl": "Slovenščina"} {
		if got := vocabulary.LanguageName(lang); got != want {
			t.Errorf("%s is %q, want %q", lang, got, want)
		}
	}
}
