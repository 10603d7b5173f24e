package imprint

import (
	"reflect"
	"testing"

	"clausedesk/app/policy"
)

// Every language of the program has every word, with the values that English has.
func TestSheetWordsAreComplete(t *testing.T) {
	english := reflect.ValueOf(SheetIn("en"))
	for _, lang := range []string{"en", "nl", "fr", "de", "id", "sq"} {
		v := reflect.ValueOf(SheetIn(lang))
		for i := range v.NumField() {
			name, got, want := v.Type().Field(i).Name, v.Field(i).String(), english.Field(i).String()
			if got == "" || !sameValues(got, want) {
				t.Errorf("%s, %s: %q does not fit %q", lang, name, got, want)
			}
		}
	}
	if SheetIn("xx") != SheetIn("en") || SheetIn("nl") == SheetIn("en") {
		t.Error("a language the program is not in does not fall back to English")
	}
	words := map[string]bool{}
	for _, how := range policy.Channels() {
		words[SheetIn("de").Channel(how)] = true
	}
	if len(words) != len(policy.Channels()) {
		t.Errorf("two channels are worded alike: %v", words)
	}
}
