package library

import (
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/translate"
)

// Conflict is a passage that was changed here and in the library alike.
type Conflict struct {
	Base   string `json:"base"`
	Theirs string `json:"yours"`   // the policy's wording
	New    string `json:"library"` // the library's new wording
}

// Merged is a clause after a three-way merge. Where both sides changed the
// same passage the policy's wording stays, and the conflict is listed.
type Merged struct {
	Wording
	Conflicts []Conflict
}

// Merge brings what changed in the library from base to now into the wording
// of a policy that began from base. Passages are lines of clause text: a
// paragraph, an item, a row.
func Merge(base, policy, now Wording) Merged {
	out := Merged{}
	heading, conflict := mergeLine(base.Heading, policy.Heading, now.Heading)
	out.Heading = heading
	out.Conflicts = append(out.Conflicts, conflict...)
	lines, conflicts := diff3(lines(base.Body), lines(policy.Body), lines(now.Body))
	out.Conflicts = append(out.Conflicts, conflicts...)
	out.Body = markup.Write(markup.Parse(strings.Join(lines, "\n")))
	return out
}

func mergeLine(base, theirs, now string) (string, []Conflict) {
	switch {
	case theirs == base:
		return now, nil
	case now == base || now == theirs:
		return theirs, nil
	}
	return theirs, []Conflict{{base, theirs, now}}
}

// lines cuts clause text, in its canonical form, into lines.
func lines(body string) []string {
	return strings.Split(strings.TrimRight(markup.Write(markup.Parse(body)), "\n"), "\n")
}

// diff3 merges line by line: stretches that only one side changed take that
// side's lines.
func diff3(base, theirs, now []string) ([]string, []Conflict) {
	inTheirs, inNow := matches(base, theirs), matches(base, now)
	var out []string
	var conflicts []Conflict
	b, t, n := 0, 0, 0
	for b < len(base) || t < len(theirs) || n < len(now) {
		if b < len(base) && inTheirs[b] == t && inNow[b] == n {
			out = append(out, base[b])
			b, t, n = b+1, t+1, n+1
			continue
		}
		b2, t2, n2 := nextStable(b, len(base), inTheirs, inNow, len(theirs), len(now))
		lines, conflict := stretch(base[b:b2], theirs[t:t2], now[n:n2])
		out = append(out, lines...)
		conflicts = append(conflicts, conflict...)
		b, t, n = b2, t2, n2
	}
	return out, conflicts
}

// matches says for each line of base which line of other it is, or -1.
func matches(base, other []string) []int {
	out := make([]int, len(base))
	for i := range out {
		out[i] = -1
	}
	for _, pair := range translate.Common(base, other) {
		out[pair.A] = pair.B
	}
	return out
}

// nextStable finds the next line of base that both sides kept.
func nextStable(from, end int, inTheirs, inNow []int, lenTheirs, lenNow int) (b, t, n int) {
	for i := from; i < end; i++ {
		if inTheirs[i] >= 0 && inNow[i] >= 0 {
			return i, inTheirs[i], inNow[i]
		}
	}
	return end, lenTheirs, lenNow
}

func stretch(base, theirs, now []string) ([]string, []Conflict) {
	b, t, n := text(base), text(theirs), text(now)
	switch {
	case t == b:
		return now, nil
	case n == b || n == t:
		return theirs, nil
	}
	return theirs, []Conflict{{b, t, n}}
}

func text(lines []string) string { return strings.TrimSpace(strings.Join(lines, "\n")) }
