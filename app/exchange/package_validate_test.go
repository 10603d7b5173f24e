package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
)

const poHead = `msgid ""
msgstr ""
"Language: nl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

`

// poCases are PO files behind a header; a mark «reason» stands in the line
// that is wrong.
var poCases = []struct{ name, text string }{
	{"plain", "msgid \"a\"\nmsgstr \"b\"\n"},
	{"everything", "# me\n#. it\n#: a.c:1\n#, fuzzy, c-format\n#| msgctxt \"x\"\n#| msgid \"y\"\nmsgctxt \"z\"\nmsgid \"\"\n\"a\\n\"\n\"\\tb\\\"\\\\\"\nmsgstr \"c\"\n\n#~ msgid \"o\"\n#~ msgstr \"p\"\n"},
	{"no space, and Windows", "msgid\"a\"\r\nmsgstr\t\"b\"\r\n"},
	{"a string that does not end", "msgid \"a\"\n«po_syntax»msgstr \"b\n"},
	{"a keyword that there is not", "msgid \"a\"\n«po_syntax»msgtxt \"b\"\n"},
	{"a string of nothing", "# a\n«po_syntax»\"a\"\n"},
	{"a string behind a blank line", "msgid \"a\"\nmsgstr \"b\"\n\n\"c\"\n"},
	{"a quotation mark within", "msgid \"a\"\n«po_syntax»msgstr \"b\"c\"\n"},
	{"a message without a translation", "«po_incomplete»msgid \"a\"\n\n\nmsgid \"c\"\nmsgstr \"d\"\n"},
	{"a translation without a message", "«po_incomplete»msgctxt \"c\"\nmsgstr \"b\"\n"},
	{"a message twice", "msgid \"a\"\nmsgstr \"b\"\n\n«po_duplicate»msgid \"a\"\nmsgstr \"c\"\n"},
	{"a message twice, in two contexts", "msgid \"a\"\nmsgstr \"b\"\n\nmsgctxt \"x\"\nmsgid \"a\"\nmsgstr \"c\"\n"},
	{"a second header", "«po_header_twice»msgid \"\"\nmsgstr \"x\"\n"},
	{"a plural", "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"\n"},
	{"a plural with a form too few", "«po_plural_count»msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n"},
	{"a plural with a form too many", "«po_plural_count»msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"\nmsgstr[2] \"e\"\n"},
	{"a plural with a form left out", "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n«po_plural_count»msgstr[2] \"d\"\n"},
	{"a plural with one translation", "«po_incomplete»msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"\n"},
	{"forms of no plural", "«po_incomplete»msgid \"a\"\nmsgstr[0] \"b\"\nmsgstr[1] \"c\"\n"},
	{"a line end lost", "msgid \"a\\n\"\n«po_line_ends»msgstr \"b\"\n"},
	{"a line end before", "msgid \"a\"\n«po_line_ends»msgstr \"\\nb\"\n"},
	{"a line end lost, to look at", "#, fuzzy\nmsgid \"a\\n\"\nmsgstr \"b\"\n"},
	{"what is filled in", "#, c-format\nmsgid \"%s has %d%%\"\nmsgstr \"%2$d%% is van %1$s\"\n"},
	{"a number lost", "#, c-format\nmsgid \"%s has %d\"\n«po_format»msgstr \"%s\"\n"},
	{"a number made a text", "#, c-format\nmsgid \"%d\"\n«po_format»msgstr \"%s\"\n"},
	{"a number lost, of Python", "#, python-format\nmsgid \"%(n)d files\"\n«po_format»msgstr \"bestanden\"\n"},
	{"a name lost, in braces", "#, python-brace-format\nmsgid \"{n} files {{}}\"\n«po_format»msgstr \"bestanden\"\n"},
	{"one, without its number", "#, c-format\nmsgid \"one file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"een bestand\"\nmsgstr[1] \"%d bestanden\"\n"},
	{"per cent without a flag", "msgid \"100% s\"\nmsgstr \"100 %\"\n"},
}

var markShape = regexp.MustCompile(`«(\w+)»`)

// unmarked takes the marks out of a text and lists them with their lines.
func unmarked(text string) (string, []string) {
	var want []string
	for i, line := range strings.Split(text, "\n") {
		for _, m := range markShape.FindAllStringSubmatch(line, -1) {
			want = append(want, fmt.Sprintf("%d %s", i+1, m[1]))
		}
	}
	return markShape.ReplaceAllString(text, ""), want
}

func problemsOf(t testing.TB, data []byte) (Validation, []string) {
	t.Helper()
	v, err := ValidatePackage(context.Background(), bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range v.Problems {
		got = append(got, fmt.Sprintf("%d %s", p.Line, p.Reason))
	}
	return v, got
}

func TestPOIsJudged(t *testing.T) {
	for _, test := range poCases {
		text, want := unmarked(poHead + test.text)
		if v, got := problemsOf(t, []byte(text)); !slices.Equal(got, want) || v.Format != PO {
			t.Errorf("%s: %v, want %v\n%s", test.name, got, want, text)
		}
	}
	for text, want := range map[string][]string{
		strings.Replace(poHead, "(n != 1)", "n is 1", 1) + "msgid \"a\"\nmsgstr \"b\"\n":              {"1 po_plural_forms"},
		"msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"\n":                         {"1 po_plural_forms"},
		"msgid \"a\"\nmsgstr \"é\"\n":                                                                 {"1 po_charset"},
		strings.Replace(poHead, "UTF-8", "klingon-1", 1) + "msgid \"a\"\nmsgstr \"b\"\n":              {"1 po_charset"},
		poHead + "msgid \"a\"\nmsgstr \"\xe9\"\n":                                                     {"10 po_charset"},
		strings.Replace(poHead, "UTF-8", "ISO-8859-1", 1) + "msgid \"a\"\nmsgstr \"\xe9\"\n":          nil,
		poHead + "msgid \"a\"\nmsgstr \"" + strings.Repeat("x", maxPOLine) + "\"\n":                   {"10 too_much"},
		poHead + "msgid \"a\"\n" + strings.Repeat("\""+strings.Repeat("y", 1<<19)+"\"\n", 9):          {"17 too_much"},
		poHead + strings.Repeat("# "+strings.Repeat("z", 1<<19)+"\n", 9) + "msgid \"a\"\nmsgstr \"\"": {"16 too_much"},
	} {
		if _, got := problemsOf(t, []byte(text)); !slices.Equal(got, want) {
			t.Errorf("%v, want %v\n%.300s", got, want, text)
		}
	}
}

// gettext says of the same files whether they are right.
func TestGettextJudgesPOAlike(t *testing.T) {
	msgfmt := tool(t, "msgfmt", true)
	for _, test := range poCases {
		text, want := unmarked(poHead + test.text)
		path := filepath.Join(t.TempDir(), "x.po")
		keepFile(t, path, text)
		out, err := exec.Command(msgfmt, "--check", "--output-file=/dev/null", path).CombinedOutput()
		if (err == nil) != (len(want) == 0) {
			t.Errorf("%s: msgfmt says %v %s, we say %v", test.name, err, out, want)
		}
	}
}

func TestWhatIsJudged(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(foreign12)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(foreignPO)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Validation{
		foreign2:                 {Format: XLIFF, Version: "2.0", Units: 2},
		"\ufeff \n" + "<a/>":     {},
		utf16:                    {Format: XLIFF12, Version: "1.2", Units: 2},
		wide:                     {Format: PO, Units: 3},
		"\ufeff" + foreignPO:     {Format: PO, Units: 3},
		"Dear translator,\nhi\n": {},
		"":                       {},
	} {
		v, got := problemsOf(t, []byte(text))
		if want.Format == "" && len(got) == 0 {
			t.Errorf("%q is taken for a package", text)
		}
		v.Problems = nil
		if diff := cmp.Diff(want, v); diff != "" {
			t.Errorf("%.40q: %s %v", text, diff, got)
		}
	}
}

// endless makes a file of any size without having it.
type endless struct {
	head, unit, tail string
	units, at        int
	left             string
	peak             uint64 // of what the program held meanwhile
}

func (e *endless) Read(p []byte) (int, error) {
	for e.left == "" {
		switch {
		case e.at == 0:
			e.left = e.head
		case e.at <= e.units:
			e.left = fmt.Sprintf(e.unit, e.at)
		case e.at == e.units+1:
			e.left = e.tail
		default:
			return 0, io.EOF
		}
		e.at++
		if e.at%20_000 == 0 {
			e.peak = max(e.peak, held())
		}
	}
	n := copy(p, e.left)
	e.left = e.left[n:]
	return n, nil
}

func held() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

const huge2 = `<unit id="u%d"><segment><source>` + "We keep the orders of our customers for as long as the law of the country asks us to, and no longer.\n" +
	`</source></segment></unit>` + "\n"

// TestLargeFiles judges 200 MB, within 300 MB of memory, where
// CLAUSEDESK_LARGE is set; 4 MB otherwise.
func TestLargeFiles(t *testing.T) {
	units := 25_000
	if os.Getenv("CLAUSEDESK_LARGE") != "" {
		units = 1_250_000
	}
	for name, in := range map[string]*endless{
		"XLIFF": {
			head: `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f">` + "\n",
			unit: huge2, tail: "</file></xliff>", units: units,
		},
		"PO": {head: poHead, unit: "#: policy.c:%[1]d\nmsgid \"" + strings.Repeat("order ", 20) + "%[1]d\"\nmsgstr \"bestelling\"\n\n", units: units},
	} {
		runtime.GC()
		before := held()
		v, err := ValidatePackage(context.Background(), in)
		if err != nil || v.Units != units || len(v.Problems) > 0 {
			t.Errorf("%s: %d units, %v, %.3v", name, v.Units, err, v.Problems)
		}
		peak := (max(in.peak, before) - before) >> 20
		t.Logf("%s: %d units, %d MB of memory", name, units, peak)
		if peak > 300 {
			t.Errorf("%s takes %d MB of memory", name, peak)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	in := &endless{head: "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en'><file id='f'>", unit: huge2, units: 1 << 40}
	stop := &stopping{in: in, after: 1 << 20, stop: cancel}
	if _, err := ValidatePackage(ctx, stop); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// stopping calls stop when so many bytes were read.
type stopping struct {
	in    io.Reader
	after int
	stop  func()
}

func (s *stopping) Read(p []byte) (int, error) {
	n, err := s.in.Read(p)
	if s.after -= n; s.after < 0 {
		s.stop()
	}
	return n, err
}
