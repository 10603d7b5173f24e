package answers

import (
	"slices"
	"testing"

	"clausedesk/app/policy"
)

// The columns that give way come last: a transfer's ground is none of them, and
// a register without transfers keeps the order of the document.
func TestTheGroundOfATransferKeepsItsColumn(t *testing.T) {
	for register, want := range map[string][]policy.FactKey{
		"recipients": {"name", "country", "safeguard"}, "retention": {"name", "period", "reason"},
	} {
		def, _ := policy.RegisterDefOf(register)
		var got []policy.FactKey
		for _, field := range columnsOf(def) {
			got = append(got, field.Key)
		}
		if !slices.Equal(got[:min(3, len(got))], want) {
			t.Errorf("%s begins with %q, want %q", register, got, want)
		}
	}
}
