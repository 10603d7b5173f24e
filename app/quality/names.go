package quality

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/policy"
)

// names compares the names that stay as they are: those that are known, and
// those that can be told by how they are written.
func names(p *pair) []Problem {
	var lost, added []string
	for _, name := range p.known.Names {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		switch in, there := holds(p.source.plain, name), holds(p.target.plain, name); {
		case in && !there:
			lost = append(lost, name)
		case there && !in:
			added = append(added, name)
		}
	}
	for _, name := range writtenNames(p.source) {
		if !strings.Contains(p.target.plain, name) && !slices.ContainsFunc(lost, contains(name)) {
			lost = append(lost, name)
		}
	}
	for _, name := range writtenNames(p.target) {
		if !strings.Contains(p.source.plain, name) && !slices.ContainsFunc(added, contains(name)) {
			added = append(added, name)
		}
	}
	return p.words(RuleName, lost, added)
}

func contains(part string) func(string) bool {
	return func(whole string) bool { return strings.Contains(whole, part) }
}

// holds reports that a name stands in a text as a word of its own; endings of
// its case may follow ("Lumens", "Google-it").
func holds(text, name string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], name)
		if at < 0 {
			return false
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		if !unicode.IsLetter(before) && !unicode.IsDigit(before) && endsSoon(text[at+len(name):]) {
			return true
		}
		from = at + len(name)
	}
}

// endsSoon reports that no more than an ending follows.
func endsSoon(rest string) bool {
	const longestEnding = 3
	letters := 0
	for _, r := range rest {
		if !unicode.IsLetter(r) {
			break
		}
		letters++
	}
	return letters <= longestEnding
}

// legalForms end the name of a company.
var legalForms = setOf("B.V. BV N.V. NV GmbH AG KG OHG UG SE Ltd LLC LLP Inc Corp PLC SARL S.A.R.L. SAS S.A.S. S.A. SpA S.r.l. Tbk Sh.p.k. Sh.A. ApS AB Oy Oyj AS A/S")

// writtenNames are the words of a text that can only be names: those with a
// capital in the middle ("PayPal"), and what stands before a legal form.
func writtenNames(s *side) []string {
	var out []string
	for i, t := range s.tokens {
		if t.kind != wordToken {
			continue
		}
		if camel(t.text) {
			out = append(out, t.text)
		}
		if i > 0 && s.tokens[i-1].kind == wordToken && s.upper(i-1) && s.legalForm(i) {
			out = append(out, s.tokens[i-1].text)
		}
		if t.text == "PT" && i+1 < len(s.tokens) && s.tokens[i+1].kind == wordToken && s.upper(i+1) {
			out = append(out, s.tokens[i+1].text)
		}
	}
	return out
}

// legalForm reports that a legal form begins at a token, with or without the
// full stops in it.
func (s *side) legalForm(i int) bool {
	word := s.tokens[i].text
	for j := i + 1; j < len(s.tokens) && j < i+6 && !s.tokens[j].spaced; j++ {
		if s.tokens[j].kind != wordToken && s.tokens[j].text != "." && s.tokens[j].text != "/" {
			break
		}
		word += s.tokens[j].text
	}
	return legalForms[word] || legalForms[s.tokens[i].text]
}

// camel reports a capital behind a small letter, but for words that German
// writes so to mean all genders.
func camel(word string) bool {
	small := false
	for at, r := range word {
		if unicode.IsUpper(r) && small {
			rest := word[at:]
			return rest != "In" && rest != "Innen" && utf8.RuneCountInString(word) > keyLetters
		}
		small = unicode.IsLower(r)
	}
	return false
}

// words makes a problem of each word that only one side has: what was lost beside
// what came in its place.
func (p *pair) words(rule string, lost, added []string) []Problem {
	var out []Problem
	for i := range max(len(lost), len(added)) {
		problem := Problem{Rule: rule, Severity: policy.SeverityError}
		if i < len(lost) {
			problem.Expected = lost[i]
			problem.SourceStart, problem.SourceEnd = placeOf(p.source.plain, lost[i])
		}
		if i < len(added) {
			problem.Evidence = added[i]
			problem.TargetStart, problem.TargetEnd = placeOf(p.target.plain, added[i])
		}
		out = append(out, problem)
	}
	return out
}
