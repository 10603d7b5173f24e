package check

import "slices"

// ContradictionRules lists the rules about answers that contradict each other.
func ContradictionRules() []string {
	out := []string{RuleSaysNone}
	for _, c := range contradictions {
		if !slices.Contains(out, c.rule) {
			out = append(out, c.rule)
		}
	}
	return out
}
