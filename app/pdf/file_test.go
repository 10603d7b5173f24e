package pdf

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"clausedesk/app/policy"

	"github.com/jung-kurt/gofpdf"
)

const outputVariable = "CLAUSEDESK_TEST_PDF_OUTPUT"

// TestWriteInAnotherProcess is not a test of its own: another process runs it
// to write the sample where the variable says.
func TestWriteInAnotherProcess(t *testing.T) {
	file := os.Getenv(outputVariable)
	if file == "" {
		t.Skip("runs only in the process that TestSameBytes starts")
	}
	in := sample(t, "en", "Title")
	in.Created = in.Created.In(time.Local)
	document, _ := written(t, in)
	if err := os.WriteFile(file, document, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestSameBytes(t *testing.T) {
	here, _ := written(t, sample(t, "en", "Title"))
	again, _ := written(t, sample(t, "en", "Title"))
	if !bytes.Equal(here, again) {
		t.Fatal("two documents of one input differ")
	}
	for _, zone := range []string{"Pacific/Auckland", "America/New_York"} {
		file := filepath.Join(t.TempDir(), "there.pdf")
		cmd := exec.Command(os.Args[0], "-test.run=^TestWriteInAnotherProcess$")
		cmd.Env = append(os.Environ(), "TZ="+zone, outputVariable+"="+file)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		there, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(here, there) {
			t.Errorf("another process in %s wrote other bytes", zone)
		}
	}
}

// The fonts are shared by all documents of a process.
func TestWritesSideBySide(t *testing.T) {
	want := map[string][]byte{}
	langs := []string{"en", "de", "el", "ru"}
	for _, lang := range langs {
		want[lang], _ = written(t, sample(t, lang, "Title"))
	}
	var wait sync.WaitGroup
	for i := range 12 {
		in := sample(t, langs[i%len(langs)], "Title")
		wait.Go(func() {
			var out bytes.Buffer
			if _, err := Write(context.Background(), &out, in); err != nil || !bytes.Equal(out.Bytes(), want[in.Text.Lang]) {
				t.Errorf("%s: other bytes beside other documents, %v", in.Text.Lang, err)
			}
		})
	}
	wait.Wait()
}

// A text without a date must not take the clock's.
func TestNoDateIsNotNow(t *testing.T) {
	in := oneClause("Body.")
	in.Created = time.Time{}
	document, _ := written(t, in)
	if !bytes.Contains(document, []byte("/CreationDate (D:19700101000000Z)")) || bytes.Contains(document, []byte(time.Now().Format("D:2006"))) {
		t.Error("the creation date is not that of the input")
	}
}

func TestToolsAcceptTheFile(t *testing.T) {
	for _, lang := range []string{"en", "de", "el", "ru"} {
		in := sample(t, lang, "Title (with \\ parentheses)")
		document, _ := written(t, in)
		if out := outputOf(t, document, "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Errorf("%s: qpdf: %s", lang, out)
		}
		if out := outputOf(t, document, "pdfinfo", "FILE"); !strings.Contains(out, "Title (with \\ parentheses)") || !strings.Contains(out, "Clausedesk") {
			t.Errorf("%s: pdfinfo: %s", lang, out)
		}
		outputOf(t, document, "mutool", "info", "FILE")
		if out := outputOf(t, document, "mutool", "show", "FILE", "trailer/Root/Lang"); !strings.Contains(out, "("+lang+")") {
			t.Errorf("%s: catalog language %s", lang, out)
		}
	}
}

func TestOutlineAndLinks(t *testing.T) {
	in := sample(t, "en", "Title")
	document, result := written(t, in)
	outline := outputOf(t, document, "mutool", "show", "FILE", "outline")
	depth := func(title string) int {
		for line := range strings.Lines(outline) {
			if strings.Contains(line, `"`+title+`"`) {
				return strings.Count(line[:strings.IndexByte(line, '"')], "\t")
			}
		}
		t.Errorf("%q is not in the outline:\n%s", title, outline)
		return 0
	}
	if a, b, c := depth("8  Cookies"), depth("8.2  Statistics"), depth("8.2.1  How to change your mind"); b != a+1 || c != b+1 {
		t.Errorf("outline depths %d, %d, %d are not nested", a, b, c)
	}
	for _, url := range []string{"mailto:privacy@harbourlane.example", "https://eur-lex.europa.eu/eli/dec_impl/2021/914/oj"} {
		if !bytes.Contains(document, []byte("/URI ("+url+")")) {
			t.Errorf("no link to %s", url)
		}
	}
	if got, want := bytes.Count(document, []byte("/Dest [")), 2*len(in.Text.Clauses); got != want {
		t.Errorf("%d destinations, want one per heading in the contents and in the outline: %d", got, want)
	}
	if result.Pages < 4 {
		t.Errorf("%d pages", result.Pages)
	}
}

// Depths that jump still make a tree that holds every heading.
func TestOutlineOfJumpingDepths(t *testing.T) {
	in := oneClause("")
	in.Text.Clauses = nil
	titles := map[string]int{"alpha": 2, "beta": 0, "gamma": 3, "delta": 1}
	for _, title := range []string{"alpha", "beta", "gamma", "delta"} {
		in.Text.Clauses = append(in.Text.Clauses, policy.TextClause{ID: policy.ID(title), Heading: title, Depth: titles[title]})
	}
	document, _ := written(t, in)
	outline := outputOf(t, document, "mutool", "show", "FILE", "outline")
	for title := range titles {
		if strings.Count(outline, `"`+title+`"`) != 1 {
			t.Errorf("%q is not in the outline once:\n%s", title, outline)
		}
	}
}

func TestUnsafeLinksStayText(t *testing.T) {
	document, _ := written(t, oneClause("[a](javascript:alert) [b](file:///etc/passwd) [c](#top) [d](https://x.example/é)"))
	for _, word := range []string{"javascript", "file:", "#top"} {
		if bytes.Contains(document, []byte(word)) {
			t.Errorf("%q is in the file", word)
		}
	}
	if !bytes.Contains(document, []byte("/URI (https://x.example/%C3%A9)")) {
		t.Error("the safe link is not there, in ASCII")
	}
}

func TestMetadata(t *testing.T) {
	in := oneClause("Body.")
	in.Text.Title, in.Text.Client, in.Text.Lang, in.Version = "A <b> & “c”", "Müller & Söhne", "de", 7
	in.SHA256 = strings.Repeat("0f", 32)
	document, _ := written(t, in)
	_, rest, _ := bytes.Cut(document, []byte("<x:xmpmeta"))
	packet, _, _ := bytes.Cut(rest, []byte("<?xpacket end"))
	got := map[string]string{}
	decoder := xml.NewDecoder(io.MultiReader(strings.NewReader("<x:xmpmeta"), bytes.NewReader(packet)))
	name := ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name = token.Name.Local
			if token.Name.Space == Namespace {
				name = "clausedesk:" + name
			}
		case xml.CharData:
			got[name] += strings.TrimSpace(string(token))
		}
	}
	for element, want := range map[string]string{
		"clausedesk:title": in.Text.Title, "clausedesk:client": in.Text.Client, "clausedesk:version": "7",
		"clausedesk:language": "de", "clausedesk:sha256": in.SHA256, "CreateDate": "2026-10-01T09:30:00Z",
	} {
		if got[element] != want {
			t.Errorf("%s is %q, want %q", element, got[element], want)
		}
	}
	if out := outputOf(t, document, "mutool", "show", "FILE", "trailer/Root/Metadata/Subtype"); !strings.Contains(out, "/XML") {
		t.Errorf("the catalog does not lead to the metadata: %s", out)
	}
}

func TestDraftIsMarked(t *testing.T) {
	in := oneClause("Body.")
	in.Draft, in.Version = true, 41
	document, _ := written(t, in)
	text := extract(t, document)
	if strings.Count(text, "Draft") != 2 || strings.Contains(text, "Version") || bytes.Contains(document, []byte("41</clausedesk:version>")) {
		t.Errorf("a draft reads:\n%s", text)
	}
}

func TestUncovered(t *testing.T) {
	text := policy.Text{Title: "Fine — “title” № cafe\u0301 e\u200D\u0301", Client: "Smile 😀 Ltd", Clauses: []policy.TextClause{
		{ID: "a", Heading: "Ok é ő ș ж ґ ά", Body: "| x | y |\n|---|---|\n| plain | cell 漢 here |\n"},
		{ID: "b", Body: "عربي then x\u0331 ц\u0483, and\n\n- शब्द\n"},
		{ID: "c", Body: "fine: e\u0301 → ✓ ≥ \u200D\uFE0F"},
	}}
	got := map[policy.ID]string{}
	for _, m := range Uncovered(text) {
		got[m.Clause] += string(m.Rune)
		if !strings.ContainsRune(m.Context, m.Rune) {
			t.Errorf("context %q is without %U", m.Context, m.Rune)
		}
	}
	for id, want := range map[policy.ID]string{"": "😀", "a": "漢", "b": "عربي\u0331\u0483शब\u094dद", "c": ""} {
		if got[id] != want {
			t.Errorf("clause %q: named %q, want %q", id, got[id], want)
		}
	}
	var out bytes.Buffer
	_, err := Write(context.Background(), &out, Input{Text: text})
	var uncovered *UncoveredError
	if !errors.As(err, &uncovered) || len(uncovered.Missing) != len(Uncovered(text)) || out.Len() > 0 {
		t.Errorf("Write: %v, %d bytes", err, out.Len())
	}
}

type brokenWriter struct{}

var errBroken = errors.New("disk full")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestFailures(t *testing.T) {
	if _, err := Write(context.Background(), brokenWriter{}, oneClause("x")); !errors.Is(err, errBroken) {
		t.Errorf("broken writer: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out bytes.Buffer
	if _, err := Write(ctx, &out, oneClause("x")); !errors.Is(err, context.Canceled) || out.Len() > 0 {
		t.Errorf("cancelled: %v, %d bytes", err, out.Len())
	}
}

func TestAppearanceHasItsSize(t *testing.T) {
	_, result := written(t, oneClause("x"))
	document, err := Appearance(SignatureAppearance{
		Name: "Zoë 😀 Ωμέγα", Signed: published, Certificate: strings.Repeat("AB:", 31) + "AB", Lang: "nl",
	})
	if err != nil {
		t.Fatal(err)
	}
	if out := outputOf(t, document, "pdfinfo", "FILE"); !strings.Contains(out, "220 x 64 pts") || result.Signature.W != 220 || result.Signature.H != 64 {
		t.Errorf("size: %s", out)
	}
	text := extract(t, document)
	for _, want := range []string{"Ondertekend door Zoë \uFFFD Ωμέγα", "Datum: 1 oktober 2026, 09:30 (UTC+00:00)", "Certificaat: AB:AB"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in:\n%s", want, text)
		}
	}
}

// gofpdf measures with its own reading of the fonts; layout relies on both
// agreeing.
func TestWidthsAgreeWithGofpdf(t *testing.T) {
	for id := range faceID(nFaces) {
		doc := gofpdf.New("P", "pt", "A4", "")
		doc.AddUTF8FontFromBytes(faceNames[id], "", faceOf(id).data)
		doc.SetFont(faceNames[id], "", 10)
		for r := rune(' '); r < lastRune; r++ {
			w, ok := faceOf(id).width(r, 1000)
			if got := doc.GetStringSymbolWidth(string(r)); ok && float64(got) != w {
				t.Fatalf("%s %U: gofpdf says %d, we %v", faceNames[id], r, got, w)
			}
		}
	}
}

func TestFontsCoverTheScripts(t *testing.T) {
	for id := range maths {
		for _, block := range [][2]rune{{0x20, 0x7E}, {0xA0, 0x17F}, {0x218, 0x21B}, {0x386, 0x3CE}, {0x400, 0x45F}, {0x490, 0x491}, {0x2010, 0x2015}, {0x2018, 0x201F}} {
			for r := block[0]; r <= block[1]; r++ {
				if r == 0x038B || r == 0x038D || r == 0x03A2 { // not assigned in Unicode
					continue
				}
				if !faceOf(id).has(r) {
					t.Errorf("%s lacks %U", faceNames[id], r)
				}
			}
		}
	}
}
