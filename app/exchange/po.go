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

// entry is one message of a PO file.
type entry struct {
	line  int
	fuzzy bool
	base  string
	texts map[string]string // by keyword
}

// poReader reads a PO file line by line.
type poReader struct {
	entries []entry
	now     entry
	keyword string // what a line of text alone goes on with
	number  int
}

func readPO(text string) (ReadPackageResult, error) {
	r := &poReader{now: entry{texts: map[string]string{}}}
	for i, line := range strings.Split(text, "\n") {
		r.number = i + 1
		if err := r.take(strings.TrimSpace(line)); err != nil {
			return ReadPackageResult{}, err
		}
	}
	r.finish()
	return poResult(r.entries)
}

func (r *poReader) failed() error {
	if len(r.entries) == 0 && len(r.now.texts) == 0 {
		return &PackageError{Reason: UnreadKind}
	}
	return &PackageError{Line: r.number, Reason: UnreadPO}
}

func (r *poReader) take(line string) error {
	switch {
	case line == "":
		r.keyword = ""
		return nil
	case strings.HasPrefix(line, "#"):
		r.comment(line)
		return nil
	case strings.HasPrefix(line, `"`):
		if r.keyword == "" {
			return r.failed()
		}
		return r.add(line)
	}
	keyword, rest, _ := strings.Cut(line, " ")
	switch keyword {
	case "msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr[0]", "msgstr[1]", "msgstr[2]", "msgstr[3]", "msgstr[4]", "msgstr[5]":
	default:
		return r.failed()
	}
	if _, again := r.now.texts[keyword]; again || keyword == "msgctxt" || keyword == "msgid" && r.complete() {
		r.finish()
	}
	if len(r.now.texts) == 0 {
		r.now.line = r.number
	}
	r.keyword = keyword
	r.now.texts[keyword] = ""
	return r.add(strings.TrimSpace(rest))
}

func (r *poReader) complete() bool {
	_, there := r.now.texts["msgstr"]
	_, plural := r.now.texts["msgstr[0]"]
	return there || plural
}

// comment reads what stands before a message; it ends the one before.
func (r *poReader) comment(line string) {
	if r.complete() {
		r.finish()
	}
	r.keyword = ""
	switch {
	case strings.HasPrefix(line, "#,"):
		for _, flag := range strings.Split(line[2:], ",") {
			r.now.fuzzy = r.now.fuzzy || strings.TrimSpace(flag) == "fuzzy"
		}
	case strings.HasPrefix(line, "#."):
		if base, is := strings.CutPrefix(strings.TrimSpace(line[2:]), poBase); is {
			r.now.base = strings.TrimSpace(base)
		}
	}
}

func (r *poReader) add(quoted string) error {
	text, ok := poUnquote(quoted)
	if !ok {
		return r.failed()
	}
	r.now.texts[r.keyword] += text
	return nil
}

func (r *poReader) finish() {
	if len(r.now.texts) > 0 {
		r.entries = append(r.entries, r.now)
		r.now = entry{texts: map[string]string{}}
	}
	r.keyword = ""
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

func poResult(entries []entry) (ReadPackageResult, error) {
	out := ReadPackageResult{Format: PO}
	for _, e := range entries {
		if e.texts["msgid"] == "" && e.texts["msgctxt"] == "" {
			out.Target = strings.ReplaceAll(headerField(e.texts["msgstr"], "Language"), "_", "-")
			out.Source = headerField(e.texts["msgstr"], "X-Source-Language")
			continue
		}
		segment := ReturnedSegment{ID: e.texts["msgctxt"], Base: e.base, Line: e.line, format: PO}
		if e.texts["msgstr"] != "" {
			segment.State = saidByPO(e.fuzzy)
		}
		segment.Name, segment.Ours = parseName(segment.ID)
		segment.source.markdown, segment.target.markdown = e.texts["msgid"], e.texts["msgstr"]
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
