package reading_test

import (
	"slices"
	"testing"

	"clausedesk/app/ui/reading"
	"clausedesk/widgets"
)

func TestInlineMarksAsTheyLook(t *testing.T) {
	got := reading.Inline("Write to **us, _now_,** at [{{client.email}}](<https://a.example>)\\\nor \\*call\\*.")
	want := []widgets.Span{
		{Text: "Write to "},
		{Text: "us, ", Bold: true},
		{Text: "now", Bold: true, Italic: true},
		{Text: ",", Bold: true},
		{Text: " at "},
		{Text: "{{client.email}}", Chip: true, Link: true},
		{Text: "\n"},
		{Text: "or *call*."},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	if got := reading.Inline("Plain words, {{client.email}} among them."); got != nil {
		t.Errorf("%+v", got)
	}
}
