package quality

import (
	"slices"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// rule finds one kind of problem.
type rule func(*pair) []Problem

// pair is a segment and its translation, both read, and what is known.
type pair struct {
	Pair
	source, target *side
	known          *Knowledge
}

// both reports that there are words for both languages.
func (p *pair) both() bool { return p.source.tongue != nil && p.target.tongue != nil }

var rules = []rule{
	placeholders, marks, addresses, facts, names, negation, same, language, length, punctuation, terms, doubled, capital, typography, spelling,
}

// Check returns what is wrong with a translation, in the order of the rules.
// An empty translation is none, and has no problems.
func Check(p Pair, known *Knowledge) []Problem {
	if p.Target == "" || p.Source == "" {
		return nil
	}
	if known == nil {
		known = &Knowledge{}
	}
	read := &pair{Pair: p, source: sideOf(p.Source, p.From), target: sideOf(p.Target, p.To), known: known}
	var out []Problem
	for _, r := range rules {
		out = append(out, r(read)...)
	}
	if p.Kind == markup.SegmentAnswer {
		return slices.DeleteFunc(out, mayBeAnAnswer)
	}
	return out
}

// mayBeAnAnswer reports what is no mistake in words that go into a text: the
// text writes their first letter as it needs it, and "the French code" may well
// be "of France".
func mayBeAnAnswer(p Problem) bool {
	return p.Rule == RuleCapital || p.Rule == RuleCountry && p.Expected == ""
}

// facts compares what both sides say.
func facts(p *pair) []Problem {
	left, right := unmatched(once(p.source.facts), once(p.target.facts))
	left, right = settle(left, right)
	var out []Problem
	for _, name := range factRules {
		out = append(out, p.differing(name, of(left, name), of(right, name))...)
	}
	return out
}

var factRules = []string{RuleNumber, RuleDate, RuleTime, RuleDuration, RuleAmount, RulePercent, RuleReference, RuleLaw, RuleCountry}

func of(facts []fact, rule string) []fact {
	var out []fact
	for _, f := range facts {
		if f.rule == rule {
			out = append(out, f)
		}
	}
	return out
}

// once leaves out the second mention of a law or a country: a pronoun may stand
// for it in the other language. A name counts for more than its adjective.
func once(facts []fact) []fact {
	var out []fact
	for _, f := range facts {
		if f.rule != RuleLaw && f.rule != RuleCountry {
			out = append(out, f)
			continue
		}
		i := slices.IndexFunc(out, f.same)
		if i < 0 {
			out = append(out, f)
		} else if out[i].soft {
			out[i] = f
		}
	}
	return out
}

// unmatched takes away what both sides have, each fact once.
func unmatched(source, target []fact) (left, right []fact) {
	right = slices.Clone(target)
	for _, f := range source {
		i := slices.IndexFunc(right, f.same)
		if i < 0 {
			left = append(left, f)
			continue
		}
		right = slices.Delete(right, i, i+1)
	}
	return left, right
}

func (f fact) same(g fact) bool {
	if f.rule != g.rule {
		return false
	}
	return f.value == g.value || f.other != "" && f.other == g.value || g.other != "" && g.other == f.value
}

// settle takes away what only one side has where that is no difference: a
// plain number for a reference, an age or a time; the second mention of a law
// or a country.
func settle(left, right []fact) ([]fact, []fact) {
	for i := 0; i < len(left); {
		j := slices.IndexFunc(right, left[i].standsFor)
		if j < 0 {
			i++
			continue
		}
		left, right = slices.Delete(left, i, i+1), slices.Delete(right, j, j+1)
	}
	return left, right
}

// standsFor reports that one of two facts is the plain number of the other.
func (f fact) standsFor(g fact) bool {
	if f.rule == RuleNumber {
		f, g = g, f
	}
	if !f.loose || g.rule != RuleNumber && g.rule != f.rule {
		return false
	}
	return f.figure() == g.value
}

// figure is the plain number in a fact that is more than one.
func (f fact) figure() string {
	switch f.rule {
	case RuleDuration:
		return years(f.value)
	case RuleTime:
		return hours(f.value)
	}
	return f.value
}

// differing pairs what is left of one kind and says so. What is soft on one
// side alone is no difference.
func (p *pair) differing(name string, left, right []fact) []Problem {
	slices.SortStableFunc(left, hardFirst)
	slices.SortStableFunc(right, hardFirst)
	left, right = slices.DeleteFunc(left, isMute), slices.DeleteFunc(right, isMute)
	var out []Problem
	for i := range max(len(left), len(right)) {
		problem := Problem{Rule: name, Severity: policy.SeverityError}
		hard := false
		if i < len(left) {
			at := p.source.bytes(left[i].at)
			problem.Expected, problem.SourceStart, problem.SourceEnd = p.source.plain[at.start:at.end], at.start, at.end
			hard = !left[i].soft
		}
		if i < len(right) {
			at := p.target.bytes(right[i].at)
			problem.Evidence, problem.TargetStart, problem.TargetEnd = p.target.plain[at.start:at.end], at.start, at.end
			hard = hard || !right[i].soft
		}
		if hard || i < len(left) && i < len(right) && left[i].order == right[i].order {
			out = append(out, problem)
		}
	}
	return out
}

func hardFirst(a, b fact) int {
	switch {
	case a.soft == b.soft:
		return 0
	case a.soft:
		return 1
	}
	return -1
}

func isMute(f fact) bool { return f.mute }
