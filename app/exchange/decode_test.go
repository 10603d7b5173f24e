package exchange

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

const western = "Beëindiging: we keep “it” for 7 years – née Société.\nEnd of it."

func utf16Bytes(text string, order binary.ByteOrder, mark bool) []byte {
	if mark {
		text = "\ufeff" + text
	}
	var out bytes.Buffer
	_ = binary.Write(&out, order, utf16.Encode([]rune(text)))
	return out.Bytes()
}

var westernBytes = []byte("Be\xebindiging: we keep \x93it\x94 for 7 years \x96 n\xe9e Soci\xe9t\xe9.\nEnd of it.")

func TestDecodeReadsEveryEncoding(t *testing.T) {
	greek := "Πολιτική απορρήτου και δεδομένα, με κενά και σημεία 🙂."
	rows := map[string]struct {
		data           []byte
		text, encoding string
	}{
		"utf-8":              {[]byte(western), western, EncodingUTF8},
		"utf-8 mark":         {[]byte("\ufeff" + western), western, EncodingUTF8},
		"utf-16le mark":      {utf16Bytes(western, binary.LittleEndian, true), western, EncodingUTF16LE},
		"utf-16be mark":      {utf16Bytes(western, binary.BigEndian, true), western, EncodingUTF16BE},
		"utf-16le":           {utf16Bytes(western, binary.LittleEndian, false), western, EncodingUTF16LE},
		"utf-16be":           {utf16Bytes(western, binary.BigEndian, false), western, EncodingUTF16BE},
		"greek utf-16le":     {utf16Bytes(greek, binary.LittleEndian, false), greek, EncodingUTF16LE},
		"greek utf-16be":     {utf16Bytes(greek, binary.BigEndian, false), greek, EncodingUTF16BE},
		"windows-1252":       {westernBytes, western, EncodingWin1252},
		"one western letter": {[]byte("caf\xe9"), "café", EncodingWin1252},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			text, encoding, err := Decode(row.data)
			if err != nil || text != row.text || encoding != row.encoding {
				t.Errorf("%q in %s, %v", text, encoding, err)
			}
		})
	}
}

func TestDecodeRefusesWhatIsNoText(t *testing.T) {
	rows := map[string]struct {
		data []byte
		want error
		kind string
	}{
		"empty":       {nil, ErrEmpty, ""},
		"blank":       {[]byte(" \n\t\r\n"), ErrEmpty, ""},
		"only a mark": {[]byte("\xef\xbb\xbf"), ErrEmpty, ""},
		"pdf":         {[]byte("%PDF-1.7\n%\xe2\xe3"), ErrNotText, "pdf"},
		"docx":        {[]byte("PK\x03\x04rest"), ErrNotText, "zip"},
		"rtf":         {[]byte(`{\rtf1 text}`), ErrNotText, "rtf"},
		"png":         {[]byte("\x89PNG\r\n\x1a\n"), ErrNotText, "image"},
		"zeros":       {make([]byte, 500), ErrNotText, "binary"},
		"controls":    {bytes.Repeat([]byte{1, 2, 3, 'a'}, 100), ErrNotText, "binary"},
		"too large":   {bytes.Repeat([]byte("a "), MaxBytes/2+1), ErrTooLarge, ""},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			_, _, err := Decode(row.data)
			var notText *NotTextError
			if !errors.Is(err, row.want) || row.kind != "" && (!errors.As(err, &notText) || notText.Kind != row.kind) {
				t.Errorf("got %v, want %v %s", err, row.want, row.kind)
			}
		})
	}
}

func TestDamagedUTF8NamesTheByte(t *testing.T) {
	data := []byte("één vóór ën – " + "damage \xff here, ë again, in a text that is long enough to be read as Western European otherwise")
	var invalid *InvalidUTF8Error
	if _, _, err := Decode(data); !errors.As(err, &invalid) || invalid.Offset != bytes.IndexByte(data, 0xff) {
		t.Errorf("got %v", err)
	}
}

func TestOtherEncodingsAreReported(t *testing.T) {
	im, err := Import(context.Background(), "a.txt", westernBytes, "")
	if err != nil || !warned(im, WarnEncodingGuessed) {
		t.Errorf("%v, warnings %v", err, im.Warnings)
	}
}

func TestLargeInputIsReadOrRefused(t *testing.T) {
	var headings, bullets strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&headings, "Head %d\nText.\n", i)
	}
	for i := range 3000 {
		bullets.WriteString(strings.Repeat(" ", i%500) + "- x\n")
	}
	rows := map[string]struct {
		source string
		want   error
	}{
		"50 MB in a line":    {strings.Repeat("word ", 10<<20), ErrTooLarge},
		"2 MB in a line":     {strings.Repeat("word ", 400_000), ErrLineTooLong},
		"1 MB in a line":     {strings.Repeat("word ", MaxLine/5), nil},
		"200,000 headings":   {headings.String(), nil},
		"deep bullets":       {bullets.String(), nil},
		"bullets in a line":  {strings.Repeat("- ", 100_000) + "x", nil},
		"only blank lines":   {strings.Repeat("\n", MaxBytes-1) + "x", nil},
		"bars":               {strings.Repeat("|", 20_000) + "\n" + strings.Repeat("|", 20_000), nil},
		"contents":           {strings.Repeat("Title ..... 3\n", 50_000), nil},
		"contents headings":  {strings.Repeat("Contents\n", 50_000), nil},
		"dots and spaces":    {strings.Repeat(". ", 100_000) + "\n" + strings.Repeat(" \t", 100_000) + "x", nil},
		"list numbers":       {strings.Repeat("1. x\n", 100_000), nil},
		"numbers that count": {countTo(50_000), nil},
	}
	for name, row := range rows {
		for _, file := range []string{"a.txt", "a.md"} {
			t.Run(name+" "+file, func(t *testing.T) {
				_, err := Import(context.Background(), file, []byte(row.source), "")
				if !errors.Is(err, row.want) {
					t.Errorf("got %v, want %v", err, row.want)
				}
			})
		}
	}
}

func countTo(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "%d. x\n", i+1)
	}
	return out.String()
}

func TestImportStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, name := range []string{"a.txt", "a.md"} {
		if _, err := Import(ctx, name, []byte("Scope\nWe keep it.\n"), "en"); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWhatIsWrittenIsReadBackTheSame(t *testing.T) {
	eachFile(t, "../../assets/sample/import/*.txt", func(t *testing.T, name, text string) {
		first := importString(t, name, text)
		var out bytes.Buffer
		if err := WriteMarkdown(&out, textOf(first)); err != nil {
			t.Fatal(err)
		}
		second := importString(t, "a.md", out.String())
		if plainOf(t, first) != plainOf(t, second) {
			t.Errorf("Markdown reads back as\n%s\nwas\n%s", plainOf(t, second), plainOf(t, first))
		}
	})
}

func TestWriters(t *testing.T) {
	text := policy.Text{Lang: "en", Title: "A *title*", Numbered: true, Clauses: []policy.TextClause{
		{Number: "1", Heading: "Sc*o*pe #", Body: "- **a**\n  - b"},
		{Depth: 1, Number: "1.1", Heading: "Who", Body: "T\n: d"},
		{Body: `\# no heading`},
	}}
	var md, txt, js bytes.Buffer
	if err := errors.Join(WriteMarkdown(&md, text), WriteText(&txt, text), WriteDraftJSON(&js, text)); err != nil {
		t.Fatal(err)
	}
	wantMD := "# A \\*title\\*\n\n## 1. Sc*o*pe \\#\n\n- **a**\n  - b\n\n### 1.1 Who\n\nT\n: d\n\n\\# no heading\n"
	if md.String() != wantMD {
		t.Errorf("Markdown %q", md.String())
	}
	wantTXT := "A *title*\n\n1. Scope #\n\n- a\n  - b\n\n1.1 Who\n\nT: d\n\n# no heading\n"
	if txt.String() != wantTXT {
		t.Errorf("text %q", txt.String())
	}
	content := policy.Content{Format: policy.ContentFormat, Texts: []policy.Text{text}}
	canonical, err := content.Canonical()
	var out bytes.Buffer
	if err != nil || WriteJSON(&out, content) != nil || !bytes.Equal(out.Bytes(), canonical) {
		t.Errorf("JSON is not the canonical form: %s", out.String())
	}
	for name, err := range map[string]error{
		"markdown": WriteMarkdown(fullDisk{}, text), "text": WriteText(fullDisk{}, text),
		"json": WriteJSON(fullDisk{}, content), "draft": WriteDraftJSON(fullDisk{}, text),
	} {
		if err == nil {
			t.Errorf("%s: a full disk went unnoticed", name)
		}
	}
	if markup.PlainInline(markup.ParseInline(text.Clauses[0].Heading)) != "Scope #" {
		t.Error("the heading of this test is not what it seems")
	}
}

// French sets a no-break space before the colon that plain text puts behind a
// term, wherever the list stands; what is read back has the same words.
func TestAFrenchTermStandsApartFromItsColon(t *testing.T) {
	body := "Finalité\n: sécurité\n\n  Détail\n  : dedans\n\n- une liste\n\n  Durée\n  : un an\n\n> Base\n> : contrat"
	for lang, want := range map[string][]string{
		"fr":    {"Finalité\u00a0: sécurité", "Détail\u00a0: dedans", "Durée\u00a0: un an", "Base\u00a0: contrat"},
		"fr-CA": {"Finalité\u00a0: sécurité"},
		"nl":    {"Finalité: sécurité", "Durée: un an", "Base: contrat"},
		"es":    {"Finalité: sécurité"},
	} {
		var txt, md bytes.Buffer
		text := policy.Text{Lang: lang, Title: "Titre", Clauses: []policy.TextClause{{Heading: "Données", Body: body}}}
		if err := errors.Join(WriteText(&txt, text), WriteMarkdown(&md, text)); err != nil {
			t.Fatal(err)
		}
		for _, line := range want {
			if !strings.Contains(txt.String(), line) {
				t.Errorf("%s: %q lacks %q", lang, txt.String(), line)
			}
		}
		if !strings.Contains(md.String(), "Finalité\n: sécurité\n") {
			t.Errorf("%s: Markdown %q", lang, md.String())
		}
	}
}
