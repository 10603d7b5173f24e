package quality

import (
	"reflect"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/markup"
)

// TestPlainTextNeedsNoParser: what is taken as it stands is what the parser makes
// of it.
func TestPlainTextNeedsNoParser(t *testing.T) {
	for _, c := range library.Builtin().Clauses() {
		for _, words := range c.Plain {
			for _, segment := range markup.Segments(words.Heading, words.Body) {
				if got, want := parsed(segment.Source), markup.ParseInline(segment.Source); !reflect.DeepEqual(got, want) {
					t.Errorf("%q: %+v, want %+v", segment.Source, got, want)
				}
			}
		}
	}
	for _, text := range []string{"", " a", "a.  b", "3 - 4", "1. One", "- one", "+ a", "a – b", "§ 5", "a | b", "“a”", "www.a.example"} {
		if got, want := parsed(text), markup.ParseInline(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}
