package widgets

import (
	"slices"
	"testing"
)

// A term that is stored under what was typed is as good a find as one with a
// later word that begins so; one that reads so is a better one.
func TestAPickerFindsByWhatATermIsStoredAs(t *testing.T) {
	p := NewPicker([]Option{
		{Key: "analytics", Text: "statistics on use"}, {Key: "computer_vision", Text: "image analysis"}, {Key: "quality", Text: "analysing quality"},
	}, nil)
	for query, want := range map[string][]string{
		"analy": {"quality", "analytics", "computer_vision"}, "an": {"quality", "computer_vision"}, "stat": {"analytics"},
	} {
		var found []string
		for _, o := range p.matches(query) {
			found = append(found, o.Key)
		}
		if !slices.Equal(found, want) {
			t.Errorf("%q finds %q, want %q", query, found, want)
		}
	}
}
