package quality

import (
	"slices"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// inside is what stands within the words of a segment and is no word: marks
// with what they enclose, placeholders, addresses and line breaks.
type inside struct {
	marks        []string // "strong", "strong>link"
	placeholders []string
	links        []string // addresses behind words, in order
	breaks       int
	leading      string // a condition at the very start
}

func (s *side) inside() inside {
	var out inside
	out.walk(s.inlines, "")
	if len(s.inlines) > 0 && s.inlines[0].Kind == markup.Placeholder {
		if _, conditional := markup.Condition(s.inlines[0].Text); conditional {
			out.leading = s.inlines[0].Text
		}
	}
	return out
}

func (in *inside) walk(inlines []markup.Inline, path string) {
	for _, inline := range inlines {
		switch inline.Kind {
		case markup.Placeholder:
			in.placeholders = append(in.placeholders, inline.Text)
			if path != "" {
				in.marks = append(in.marks, path+"{{"+inline.Text+"}}")
			}
		case markup.Break:
			in.breaks++
		case markup.Emphasis:
			in.mark(path+"_", inline)
		case markup.Strong:
			in.mark(path+"**", inline)
		case markup.Link:
			in.links = append(in.links, inline.URL)
			in.mark(path+"[]", inline)
		}
	}
}

func (in *inside) mark(path string, inline markup.Inline) {
	in.marks = append(in.marks, path)
	in.walk(inline.Children, path)
}

// placeholders finds those that are lost, added or altered, and braces that
// are none any more.
func placeholders(p *pair) []Problem {
	source, target := p.source.inside(), p.target.inside()
	var out []Problem
	lost, added := leftOver(source.placeholders, target.placeholders)
	for i := range max(len(lost), len(added)) {
		problem := Problem{Rule: RulePlaceholder, Severity: policy.SeverityError}
		if i < len(lost) {
			problem.Expected = "{{" + lost[i] + "}}"
			problem.SourceStart, problem.SourceEnd = placeOf(p.source.plain, problem.Expected)
		}
		if i < len(added) {
			problem.Evidence = "{{" + added[i] + "}}"
			problem.TargetStart, problem.TargetEnd = placeOf(p.target.plain, problem.Evidence)
		}
		out = append(out, problem)
	}
	if len(out) == 0 && source.leading != target.leading {
		out = append(out, Problem{
			Rule: RulePlaceholder, Severity: policy.SeverityError,
			Expected: "{{" + source.leading + "}}", Evidence: firstWords(p.target.plain),
		})
	}
	if brace := strayBrace(p.target); brace != "" && strayBrace(p.source) == "" && len(added) == 0 {
		start, end := placeOf(p.target.plain, brace)
		out = append(out, Problem{
			Rule: RulePlaceholder, Severity: policy.SeverityError, Evidence: brace, TargetStart: start, TargetEnd: end,
		})
	}
	return out
}

// strayBrace is a brace in the text that belongs to no placeholder.
func strayBrace(s *side) string {
	for _, t := range s.tokens {
		if t.kind == markToken && (t.text == "{" || t.text == "}") {
			return t.text
		}
		if t.kind == placeholderToken && !markup.ValidExpr(strings.Trim(t.text, "{}")) {
			return t.text
		}
	}
	return ""
}

// leftOver returns what of two lists the other does not have, each as often.
func leftOver(a, b []string) (onlyA, onlyB []string) {
	onlyB = slices.Clone(b)
	for _, item := range a {
		if i := slices.Index(onlyB, item); i >= 0 {
			onlyB = slices.Delete(onlyB, i, i+1)
		} else {
			onlyA = append(onlyA, item)
		}
	}
	return onlyA, onlyB
}

func placeOf(text, part string) (int, int) {
	if at := strings.Index(text, part); at >= 0 {
		return at, at + len(part)
	}
	return 0, 0
}

// marks compares bold, italics, links and line breaks, with what they enclose.
func marks(p *pair) []Problem {
	source, target := p.source.inside(), p.target.inside()
	lost, added := leftOver(source.marks, target.marks)
	var out []Problem
	if len(lost)+len(added) > 0 {
		out = append(out, Problem{
			Rule: RuleMarks, Severity: policy.SeverityWarning,
			Expected: strings.Join(lost, " "), Evidence: strings.Join(added, " "),
		})
	}
	if source.breaks != target.breaks {
		out = append(out, Problem{
			Rule: RuleMarks, Severity: policy.SeverityWarning,
			Expected: strings.Repeat("↵", source.breaks), Evidence: strings.Repeat("↵", target.breaks),
		})
	}
	if stray := strayMark(p.target.plain); stray != "" && strayMark(p.source.plain) == "" {
		start, end := placeOf(p.target.plain, stray)
		out = append(out, Problem{
			Rule: RuleMarks, Severity: policy.SeverityWarning, Evidence: stray, TargetStart: start, TargetEnd: end,
		})
	}
	return out
}

// strayMark is a sign of Markdown that stayed in the text: the other half of
// it is missing.
func strayMark(plain string) string {
	for _, sign := range []string{"**", "](", "*"} {
		if strings.Contains(plain, sign) {
			return sign
		}
	}
	return ""
}

// addresses compares the web and e-mail addresses in the words and behind
// links. Pages that differ by nothing but their language are the same.
func addresses(p *pair) []Problem {
	source, target := p.source.addresses(), p.target.addresses()
	lost, added := leftOver(source, target)
	if out := p.words(RuleAddress, lost, added); len(out) > 0 {
		return out
	}
	if from, to := p.source.inside().links, p.target.inside().links; swapped(from, to) {
		return []Problem{{
			Rule: RuleAddress, Severity: policy.SeverityWarning,
			Expected: strings.Join(from, " "), Evidence: strings.Join(to, " "),
		}}
	}
	return nil
}

// addresses lists the addresses of a text, those behind links included, with
// the language they may hold left out.
func (s *side) addresses() []string {
	var out []string
	for _, t := range s.tokens {
		if t.kind == addressToken {
			out = append(out, s.sameInAll(t.text))
		}
	}
	for _, url := range s.inside().links {
		out = append(out, s.sameInAll(strings.TrimPrefix(url, "mailto:")))
	}
	return out
}

// sameInAll takes the language out of an address: "/nl/", "nl.", "NL".
func (s *side) sameInAll(address string) string {
	base, _, _ := strings.Cut(strings.ToLower(s.lang), "-")
	parts := strings.Split(address, "/")
	kept := parts[:0:0]
	for i, part := range parts {
		if i > 0 && strings.EqualFold(part, base) {
			part = "*"
		}
		if rest, found := strings.CutPrefix(part, base+"."); found && i > 0 {
			part = "*." + rest
		}
		kept = append(kept, part)
	}
	return strings.TrimSuffix(strings.Join(kept, "/"), "/")
}

// swapped reports that links lead to the same places in another order.
func swapped(a, b []string) bool {
	sortedA, sortedB := slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(sortedA, sortedB) && !slices.Equal(a, b)
}

// firstWords is the beginning of a text, to show where something is.
func firstWords(text string) string {
	const room = 40
	for i := range text {
		if i > room {
			return text[:i] + "…"
		}
	}
	return text
}
