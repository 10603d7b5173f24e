package exchange

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/ianaindex"

	"clausedesk/app/exchange/xliff"
)

// Problems of PO files, beside those of package xliff.
const (
	POSyntax       xliff.Reason = "po_syntax"
	POIncomplete   xliff.Reason = "po_incomplete" // a message without Element
	PODuplicate    xliff.Reason = "po_duplicate"  // Value is the line of the first
	POPluralForms  xliff.Reason = "po_plural_forms"
	POPluralCount  xliff.Reason = "po_plural_count" // Value is how many there should be
	POLineEnds     xliff.Reason = "po_line_ends"
	POFormat       xliff.Reason = "po_format" // Value is the directive
	POCharset      xliff.Reason = "po_charset"
	POHeaderTwice  xliff.Reason = "po_header_twice"
	maxPOLine                   = 1 << 20
	mostPOProblems              = 1000
)

// poJudge follows a PO file.
type poJudge struct {
	out     *Validation
	seed    maphash.Seed
	first   map[uint64]int // where each message stands
	plurals int            // how many forms the header promises; 0 is unsaid
	charset string
	bytes   bool // something is not ASCII
	headed  bool
	broken  bool // something is not UTF-8
}

func (j *poJudge) add(line int, reason xliff.Reason, element, value string) {
	if len(j.out.Problems) >= mostPOProblems {
		j.out.Cut = true
		return
	}
	j.out.Problems = append(j.out.Problems, xliff.Problem{Line: line, Reason: reason, Element: element, Value: value})
}

// validatePO judges a file as gettext would, one message at a time.
func validatePO(ctx context.Context, in *bufio.Reader, out *Validation) error {
	j := &poJudge{out: out, seed: maphash.MakeSeed(), first: map[uint64]int{}}
	s := &poScanner{emit: j.message}
	for {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		line, err := poLine(in)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			j.add(s.number+1, xliff.TooMuch, "", "")
			return nil
		case err != nil && !errors.Is(err, io.EOF):
			return fmt.Errorf("read PO: %w", err)
		}
		j.look(line, s.number+1)
		if failed := j.scan(s, line, errors.Is(err, io.EOF)); failed {
			return nil
		}
		if err != nil {
			j.end()
			return nil
		}
	}
}

// poLine reads a line, as long as none is without end.
func poLine(in *bufio.Reader) (string, error) {
	var out []byte
	for {
		part, err := in.ReadSlice('\n')
		out = append(out, part...)
		switch {
		case len(out) > maxPOLine:
			return "", bufio.ErrBufferFull
		case !errors.Is(err, bufio.ErrBufferFull):
			return string(out), err
		}
	}
}

// scan reads a line; true says that the file cannot be read on.
func (j *poJudge) scan(s *poScanner, line string, last bool) bool {
	err := s.take(line, 0)
	if err == nil && last {
		err = s.finish()
	}
	var unread *PackageError
	if !errors.As(err, &unread) {
		return false
	}
	reason := POSyntax
	switch unread.Reason {
	case UnreadLarge:
		reason = xliff.TooMuch
	case UnreadKind:
		reason, j.out.Format = UnreadKind, ""
	}
	j.add(s.number, reason, "", "")
	return true
}

// look notes which characters a file has.
func (j *poJudge) look(line string, number int) {
	for i := 0; i < len(line); i++ {
		if line[i] >= utf8.RuneSelf {
			j.bytes = true
			break
		}
	}
	if !j.broken && !utf8.ValidString(line) && (j.charset == "" || strings.EqualFold(j.charset, "utf-8")) {
		j.broken = true
		j.add(number, POCharset, "", cmp.Or(j.charset, "UTF-8"))
	}
}

func (j *poJudge) message(e poEntry) error {
	if e.header() && e.complete() {
		j.header(e)
		return nil
	}
	j.out.Units++
	if _, there := e.field("msgid"); !there {
		j.add(e.line, POIncomplete, "msgid", "")
		return nil
	}
	if !e.complete() {
		j.add(e.line, POIncomplete, "msgstr", "")
		return nil
	}
	key := maphash.String(j.seed, e.text("msgctxt")+"\x04"+e.text("msgid"))
	if line, twice := j.first[key]; twice {
		j.add(e.line, PODuplicate, "", strconv.Itoa(line))
	} else {
		j.first[key] = e.line
	}
	j.forms(e)
	if !e.flag("fuzzy") {
		j.texts(e)
	}
	return nil
}

var pluralShape = regexp.MustCompile(`^\s*nplurals\s*=\s*([1-9]\d?)\s*;\s*plural\s*=\s*([n\d\s?:()!=<>&|%*+/-]+);?\s*$`)

func (j *poJudge) header(e poEntry) {
	if j.headed {
		j.add(e.line, POHeaderTwice, "", "")
		return
	}
	j.headed = true
	text := e.text("msgstr")
	if forms := headerField(text, "Plural-Forms"); forms != "" {
		if m := pluralShape.FindStringSubmatch(forms); m != nil {
			j.plurals, _ = strconv.Atoi(m[1])
		} else {
			j.add(e.line, POPluralForms, "", forms)
			j.plurals = -1
		}
	}
	if _, charset, said := strings.Cut(headerField(text, "Content-Type"), "charset="); said {
		j.charset = strings.TrimSpace(charset)
		if enc, err := ianaindex.IANA.Encoding(j.charset); (err != nil || enc == nil) && j.charset != "CHARSET" {
			j.add(e.line, POCharset, "", j.charset)
		}
	}
}

// forms judges how many forms a message with a plural has.
func (j *poJudge) forms(e poEntry) {
	_, plural := e.field("msgid_plural")
	count := 0
	for _, f := range e.fields {
		if strings.HasPrefix(f.keyword, "msgstr[") {
			if f.keyword != "msgstr["+strconv.Itoa(count)+"]" {
				j.add(f.line, POPluralCount, "", strconv.Itoa(max(j.plurals, 1)))
				return
			}
			count++
		}
	}
	switch {
	case plural != (count > 0):
		j.add(e.line, POIncomplete, map[bool]string{true: "msgstr[0]", false: "msgid_plural"}[plural], "")
	case count > 0 && j.plurals == 0:
		j.add(e.line, POPluralForms, "", "")
	case count > 0 && j.plurals > 0 && count != j.plurals:
		j.add(e.line, POPluralCount, "", strconv.Itoa(j.plurals))
	}
}

// texts judges each translation beside its source.
func (j *poJudge) texts(e poEntry) {
	source := e.text("msgid")
	for _, f := range e.fields {
		if !strings.HasPrefix(f.keyword, "msgstr") || f.text == "" {
			continue
		}
		if source != "" && (strings.HasPrefix(source, "\n") != strings.HasPrefix(f.text, "\n") ||
			strings.HasSuffix(source, "\n") != strings.HasSuffix(f.text, "\n")) {
			j.add(f.line, POLineEnds, "", "")
		}
		against := []string{source}
		if plural, has := e.field("msgid_plural"); has {
			against = append(against, plural.text)
		}
		j.directives(e, f, against)
	}
}

var (
	printfShape = regexp.MustCompile(`%(?:%|(?:\d+\$)?(?:\([^)]*\))?[-+ #0']*(?:\*|\d+)?(?:\.(?:\*|\d+)?)?(?:hh|h|ll|l|L|q|j|z|t)?([a-zA-Z]))`)
	braceShape  = regexp.MustCompile(`\{\{|\}\}|\{([^{}:!]*)[^{}]*\}`)
)

// directives judges that what programs fill in is the same on both sides. A
// form of a plural may have those of the singular or of the plural.
func (j *poJudge) directives(e poEntry, f poField, against []string) {
	var list func(string) []string
	switch {
	case e.flag("c-format"), e.flag("python-format"), e.flag("objc-format"):
		list = printfDirectives
	case e.flag("python-brace-format"):
		list = braceDirectives
	default:
		return
	}
	have := list(f.text)
	var off string
	for _, source := range against {
		want := list(source)
		if slices.Equal(want, have) {
			return
		}
		off = firstDifference(want, have)
	}
	j.add(f.line, POFormat, "", off)
}

// firstDifference is the first of two sorted lists that only one has.
func firstDifference(want, have []string) string {
	for _, pair := range [][2][]string{{want, have}, {have, want}} {
		for _, directive := range pair[0] {
			if !slices.Contains(pair[1], directive) {
				return directive
			}
		}
	}
	return strings.Join(want, " ")
}

// printfDirectives lists what printf would fill in, each with the argument it
// takes.
func printfDirectives(text string) []string {
	var out []string
	next := 0
	for _, m := range printfShape.FindAllStringSubmatch(text, -1) {
		if m[0] == "%%" {
			continue
		}
		argument, numbered, _ := strings.Cut(m[0][1:], "$")
		if name, _, named := strings.Cut(m[0], ")"); named {
			out = append(out, name+")"+m[1])
			continue
		}
		next++
		if numbered == "" {
			argument = strconv.Itoa(next)
		}
		out = append(out, argument+"$"+m[1])
	}
	slices.Sort(out)
	return out
}

func braceDirectives(text string) []string {
	var out []string
	for _, m := range braceShape.FindAllStringSubmatch(text, -1) {
		if m[0] != "{{" && m[0] != "}}" {
			out = append(out, "{"+m[1]+"}")
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (j *poJudge) end() {
	if !j.headed && j.out.Units == 0 {
		j.add(1, UnreadKind, "", "")
		j.out.Format = ""
	}
	if j.bytes && j.charset == "" && j.out.Units > 0 {
		j.add(1, POCharset, "", "")
	}
}
