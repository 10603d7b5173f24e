package exchange

import (
	"regexp"
	"slices"
	"strings"
)

// poEntry is one message of a PO file, with where its parts stand.
type poEntry struct {
	line     int // of its first keyword
	at       int // where that begins, in bytes
	comments []poComment
	fields   []poField
}

// poComment is a line that begins with "#".
type poComment struct {
	text     string
	from, to int
}

// poField is a keyword and the text behind it.
type poField struct {
	keyword  string
	text     string
	line     int
	from, to int // of the quoted strings, the first to the last
}

func (e poEntry) field(keyword string) (poField, bool) {
	for _, f := range e.fields {
		if f.keyword == keyword {
			return f, true
		}
	}
	return poField{}, false
}

func (e poEntry) text(keyword string) string {
	f, _ := e.field(keyword)
	return f.text
}

func (e poEntry) header() bool { return e.text("msgid") == "" && e.text("msgctxt") == "" }

func (e poEntry) complete() bool {
	return slices.ContainsFunc(e.fields, func(f poField) bool { return strings.HasPrefix(f.keyword, "msgstr") })
}

// flag reports one of the words behind "#,".
func (e poEntry) flag(name string) bool {
	return slices.ContainsFunc(e.comments, func(c poComment) bool { return slices.Contains(c.flags(), name) })
}

func (c poComment) flags() []string {
	rest, is := strings.CutPrefix(c.text, "#,")
	if !is {
		return nil
	}
	out := strings.Split(rest, ",")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// base finds how the translation stood when this program wrote it.
func (e poEntry) base() string {
	for _, c := range e.comments {
		rest, is := strings.CutPrefix(c.text, "#.")
		if base, ours := strings.CutPrefix(strings.TrimSpace(rest), poBase); is && ours {
			return strings.TrimSpace(base)
		}
	}
	return ""
}

// poScanner reads a PO file line by line and gives out its messages.
type poScanner struct {
	emit    func(poEntry) error
	now     poEntry
	going   bool // a string alone goes on with the last field
	any     bool // there was a message
	number  int
	comment int // how long the comments of the message are
}

// scanPO reads a whole file.
func scanPO(text string) ([]poEntry, error) {
	var out []poEntry
	s := &poScanner{emit: func(e poEntry) error {
		out = append(out, e)
		return nil
	}}
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		if err := s.take(line, at); err != nil {
			return nil, err
		}
		at += len(line)
	}
	return out, s.finish()
}

func (s *poScanner) failed() error {
	if !s.any && len(s.now.fields) == 0 {
		return &PackageError{Reason: UnreadKind}
	}
	return &PackageError{Line: s.number, Reason: UnreadPO}
}

var poKeyword = regexp.MustCompile(`^(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d{1,2}\])[ \t]*(".*)$`)

// take reads the next line, with its end, that begins at so many bytes.
func (s *poScanner) take(line string, at int) error {
	s.number++
	text := strings.TrimSpace(line)
	at += strings.Index(line, text)
	switch {
	case text == "":
		return nil // gettext goes on with a string behind it
	case strings.HasPrefix(text, "#"):
		return s.remark(text, at)
	case strings.HasPrefix(text, `"`):
		if !s.going {
			return s.failed()
		}
		return s.add(text, at)
	}
	m := poKeyword.FindStringSubmatchIndex(text)
	if m == nil {
		return s.failed()
	}
	keyword := text[m[2]:m[3]]
	if _, again := s.now.field(keyword); again || keyword == "msgctxt" && len(s.now.fields) > 0 || keyword == "msgid" && s.now.complete() {
		if err := s.finish(); err != nil {
			return err
		}
	}
	if len(s.now.fields) == 0 {
		s.now.line, s.now.at = s.number, at
	}
	s.going = true
	s.now.fields = append(s.now.fields, poField{keyword: keyword, line: s.number, from: at + m[4], to: at + m[4]})
	return s.add(text[m[4]:], at+m[4])
}

// remark keeps a comment, which ends the message before.
func (s *poScanner) remark(text string, at int) error {
	if s.now.complete() {
		if err := s.finish(); err != nil {
			return err
		}
	}
	s.going = false
	if s.comment += len(text); s.comment > maxPOComments {
		return &PackageError{Line: s.number, Reason: UnreadLarge}
	}
	s.now.comments = append(s.now.comments, poComment{text, at, at + len(text)})
	return nil
}

// Limits of one message, so that no file fills the memory.
const (
	maxPOComments = 4 << 20
	maxPOText     = 4 << 20
)

func (s *poScanner) add(quoted string, at int) error {
	text, ok := poUnquote(quoted)
	if !ok {
		return s.failed()
	}
	last := &s.now.fields[len(s.now.fields)-1]
	last.text += text
	last.to = at + len(quoted)
	if len(last.text) > maxPOText {
		return &PackageError{Line: s.number, Reason: UnreadLarge}
	}
	return nil
}

func (s *poScanner) finish() error {
	e := s.now
	s.now, s.going, s.comment = poEntry{}, false, 0
	if len(e.fields) == 0 {
		return nil // comments alone: messages that are no longer used
	}
	s.any = true
	return s.emit(e)
}
