package exchange

import (
	"strings"

	"clausedesk/app/policy"
)

// openPO lists the messages of a PO file.
func (f *foreignFile) openPO() error {
	f.Format = PO
	entries, err := scanPO(f.text)
	if err != nil {
		return err
	}
	end := "\n"
	if strings.Contains(f.text, "\r\n") {
		end = "\r\n"
	}
	for _, e := range entries {
		if e.header() && len(f.spots) == 0 {
			header := e.text("msgstr")
			f.Target = strings.ReplaceAll(headerField(header, "Language"), "_", "-")
			f.Source = headerField(header, "X-Source-Language")
			continue
		}
		target, single := e.field("msgstr")
		s := spot{ForeignSegment: ForeignSegment{
			Unit: e.text("msgctxt"), Line: e.line, Source: e.text("msgid"), Target: target.text, Locked: !single,
		}}
		if target.text != "" {
			s.State = saidByPO(e.flag("fuzzy"))
		}
		s.write = func(change Change) ([]splice, []CodeProblem) {
			out := []splice{{target.from, target.to, poString(change.Target, end)}}
			return append(out, f.flagged(e, change, end)...), nil
		}
		f.spots = append(f.spots, s)
	}
	return nil
}

// poString writes a text behind its keyword, a line for each of the text's.
func poString(text, end string) string {
	lines := strings.SplitAfter(text, "\n")
	if last := len(lines) - 1; lines[last] == "" {
		lines = lines[:last]
	}
	if len(lines) < 2 {
		return poQuote(text)
	}
	out := []string{`""`}
	for _, line := range lines {
		out = append(out, poQuote(line))
	}
	return strings.Join(out, end)
}

// flagged sets or takes away the word fuzzy.
func (f *foreignFile) flagged(e poEntry, change Change, end string) []splice {
	want := change.Target != "" && fuzzyIn(change.State)
	if change.State == "" || want == e.flag("fuzzy") {
		return nil
	}
	if want {
		return []splice{f.fuzzy(e, end)}
	}
	var out []splice
	for _, c := range e.comments {
		var kept []string
		flags := c.flags()
		for _, flag := range flags {
			if flag != "fuzzy" {
				kept = append(kept, flag)
			}
		}
		switch {
		case len(kept) == len(flags):
		case len(kept) > 0:
			out = append(out, splice{c.from, c.to, "#, " + strings.Join(kept, ", ")})
		default:
			out = append(out, splice{c.from, f.behindLine(c.to), ""})
		}
	}
	return out
}

// behindLine is where the next line begins.
func (f *foreignFile) behindLine(at int) int {
	if i := strings.IndexByte(f.text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(f.text)
}

// fuzzy puts the flag with the others, or on a line of its own before what
// stands last: the source that was, and the message.
func (f *foreignFile) fuzzy(e poEntry, end string) splice {
	at := e.at
	for _, c := range e.comments {
		if c.flags() != nil {
			return splice{c.from, c.to, "#, fuzzy, " + strings.TrimSpace(strings.TrimPrefix(c.text, "#,"))}
		}
		if strings.HasPrefix(c.text, "#|") {
			at = min(at, c.from)
		}
	}
	return splice{at, at, "#, fuzzy" + end}
}

// stateOf says what a change makes of a state, for formats that have it.
func stateOf(change Change) policy.State {
	if change.Target == "" {
		return policy.Untranslated
	}
	return change.State
}
