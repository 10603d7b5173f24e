package markup

import (
	"testing"

	"clausedesk/app/policy"
)

func TestTitles(t *testing.T) {
	for want, c := range map[string]policy.Clause{
		"Bold and plain": {Heading: "**Bold** and *plain*", Body: "x"},
		"One two three":  {Body: "One **two** three"},
		"One two three four five six seven eight…": {Body: "One two three four five six seven eight nine"},
		"": {},
	} {
		if got := Title(c); got != want {
			t.Errorf("title %q, want %q", got, want)
		}
	}
}
