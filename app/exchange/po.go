package exchange

import (
	"bytes"
	"fmt"
	"strings"

	"clausedesk/app/policy"
)

// poBase opens the comment that keeps how a translation stood.
const poBase = "clausedesk-base "

// fuzzyIn says which states PO has as fuzzy: those that need a look.
func fuzzyIn(state policy.State) bool {
	return state != policy.Reviewed && state != policy.Approved
}

func saidByPO(fuzzy bool) policy.State {
	if fuzzy {
		return ""
	}
	return policy.Reviewed
}

const poTime = "2006-01-02 15:04-0700"

func writePO(out *bytes.Buffer, p Package) {
	made := p.Made.UTC().Format(poTime)
	header := []string{
		"Project-Id-Version: Clausedesk", "Report-Msgid-Bugs-To: ", "POT-Creation-Date: " + made, "PO-Revision-Date: " + made,
		"Last-Translator: ", "Language-Team: ", "Language: " + strings.ReplaceAll(p.Target, "-", "_"), "MIME-Version: 1.0",
		"Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit", "X-Source-Language: " + p.Source,
	}
	out.WriteString("msgid \"\"\nmsgstr \"\"\n")
	for _, line := range header {
		out.WriteString(poQuote(line+"\n") + "\n")
	}
	for _, file := range p.Files {
		for _, segment := range file.Segments {
			writeEntry(out, file, segment)
		}
	}
}

func writeEntry(out *bytes.Buffer, file PackageFile, s PackageSegment) {
	out.WriteString("\n")
	for _, note := range append([]string{file.Title}, s.Notes...) {
		fmt.Fprintf(out, "#. %s\n", oneLine(note))
	}
	for _, line := range poContext(s) {
		fmt.Fprintf(out, "#. %s\n", oneLine(line))
	}
	fmt.Fprintf(out, "#. %s%s\n", poBase, s.Base)
	if s.Target != "" && fuzzyIn(s.State) {
		out.WriteString("#, fuzzy\n")
	}
	if s.MadeFrom != "" && s.MadeFrom != s.Source {
		writeString(out, "#| ", "msgid", s.MadeFrom)
	}
	writeString(out, "", "msgctxt", s.Name.String())
	writeString(out, "", "msgid", s.Source)
	writeString(out, "", "msgstr", s.Target)
}

// poContext lists what goes with a segment, in signs rather than words:
// neighbours, terms, and what the memory has.
func poContext(s PackageSegment) []string {
	var out []string
	if s.Before != "" {
		out = append(out, "↑ "+s.Before)
	}
	if s.After != "" {
		out = append(out, "↓ "+s.After)
	}
	for _, term := range s.Terms {
		out = append(out, term.text())
	}
	for _, m := range s.Matches {
		out = append(out, fmt.Sprintf("%d%% %s → %s", min(m.Score, 100), m.Source, m.Target))
	}
	return out
}

// writeString writes a keyword and its text, one line for each of the text's.
func writeString(out *bytes.Buffer, prefix, keyword, text string) {
	lines := strings.SplitAfter(text, "\n")
	if len(lines) > 1 {
		fmt.Fprintf(out, "%s%s \"\"\n", prefix, keyword)
		keyword = ""
	}
	for _, line := range lines {
		fmt.Fprintln(out, prefix+strings.TrimPrefix(keyword+" ", " ")+poQuote(line))
		keyword = ""
	}
}

var poEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`)

func poQuote(text string) string { return `"` + poEscapes.Replace(text) + `"` }

func readPO(text string) (ReadPackageResult, error) {
	entries, err := scanPO(text)
	if err != nil {
		return ReadPackageResult{}, err
	}
	return poResult(entries)
}

// poUnquote reads a string as C has it.
func poUnquote(quoted string) (string, bool) {
	if len(quoted) < 2 || quoted[0] != '"' || quoted[len(quoted)-1] != '"' {
		return "", false
	}
	var out strings.Builder
	escaped := false
	for _, r := range quoted[1 : len(quoted)-1] {
		switch {
		case escaped:
			r = unescapedPO(r)
			escaped = false
		case r == '"':
			return "", false
		case r == '\\':
			escaped = true
			continue
		}
		out.WriteRune(r)
	}
	return out.String(), !escaped
}

func unescapedPO(r rune) rune {
	switch r {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	}
	return r
}

func poResult(entries []poEntry) (ReadPackageResult, error) {
	out := ReadPackageResult{Format: PO}
	for _, e := range entries {
		if e.header() {
			header := e.text("msgstr")
			out.Target = strings.ReplaceAll(headerField(header, "Language"), "_", "-")
			out.Source = headerField(header, "X-Source-Language")
			continue
		}
		segment := ReturnedSegment{ID: e.text("msgctxt"), Base: e.base(), Line: e.line, format: PO}
		if e.text("msgstr") != "" {
			segment.State = saidByPO(e.flag("fuzzy"))
		}
		segment.Name, segment.Ours = parseName(segment.ID)
		segment.source.markdown, segment.target.markdown = e.text("msgid"), e.text("msgstr")
		out.Segments = append(out.Segments, segment)
	}
	if out.Target == "" {
		return out, &PackageError{Line: 1, Reason: UnreadLanguage}
	}
	return out, nil
}

func headerField(header, name string) string {
	for _, line := range strings.Split(header, "\n") {
		if key, value, found := strings.Cut(line, ":"); found && strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
