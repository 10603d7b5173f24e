package policy_test

import (
	"testing"

	"clausedesk/app/policy"
)

// A term that was given another key is the same in answers and conditions of
// either time.
func TestATermKeepsItsMeaningUnderEitherKey(t *testing.T) {
	for _, key := range []string{"reviews", "publish_reviews"} {
		answers := policy.Answers{Registers: policy.Registers{"purposes": {{"name": key}}, "data": {{"name": "reviews"}}}}
		for condition, want := range map[string]bool{
			"purposes.name is reviews,surveys": true, "purposes.name is publish_reviews": true,
			"purposes.name not reviews": false, "purposes.name is surveys": false,
			"data.name is reviews": true, "data.name is publish_reviews": false,
		} {
			parsed, err := policy.ParseCondition(condition)
			if err != nil {
				t.Fatal(err)
			}
			if got := parsed.Holds(answers); got != want {
				t.Errorf("%s, answered %s: %v", condition, key, got)
			}
		}
	}
}
