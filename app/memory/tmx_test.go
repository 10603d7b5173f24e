package memory_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"clausedesk/app/memory"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

func readTMX(r io.Reader) ([]memory.Entry, *memory.TMXReader, error) {
	t := memory.NewTMXReader(r, memory.Entry{})
	var out []memory.Entry
	for e, err := range t.Entries() {
		if err != nil {
			return out, t, err
		}
		out = append(out, e)
	}
	return out, t, nil
}

// pairs reads a file and returns "en>nl: source = target" for each entry.
func pairs(t *testing.T, file string) string {
	t.Helper()
	entries, _, err := readTMX(strings.NewReader(file))
	if err != nil {
		t.Fatalf("%v in %s", err, file)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.From+">"+e.To+": "+e.Source+" = "+e.Target)
	}
	return strings.Join(out, "\n")
}

// tu wraps a unit into a file whose sources are English.
func tu(unit string) string {
	return `<?xml version="1.0"?><tmx version="1.4"><header srclang="en" segtype="sentence" o-tmf="x" adminlang="en" datatype="x"/><body>` +
		unit + `</body></tmx>`
}

func seg(source, target string) string {
	return tu(`<tu><tuv xml:lang="en"><seg>` + source + `</seg></tuv><tuv xml:lang="nl"><seg>` + target + `</seg></tuv></tu>`)
}

func TestTMXOfOtherTools(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"plain": {seg("Data", "Gegevens"), "en>nl: Data = Gegevens"},
		"several languages": {
			tu(`<tu><tuv xml:lang="nl"><seg>b</seg></tuv><tuv xml:lang="EN-us"><seg>a</seg></tuv><tuv xml:lang="fr_BE"><seg>c</seg></tuv></tu>`),
			"en-US>nl: a = b\nen-US>fr-BE: a = c",
		},
		"no source language": {
			strings.Replace(seg("a", "b"), `srclang="en"`, `srclang="*all*"`, 1),
			"en>nl: a = b\nnl>en: b = a",
		},
		"a unit with a source of its own": {
			tu(`<tu srclang="nl"><tuv lang="en"><seg>a</seg></tuv><tuv lang="nl"><seg>b</seg></tuv></tu>`), "nl>en: b = a",
		},
		"two translations": {
			tu(`<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="nl"><seg>b</seg></tuv><tuv xml:lang="nl"><seg>c</seg></tuv></tu>`),
			"en>nl: a = b\nen>nl: a = c",
		},
		"one language":      {tu(`<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="en-GB"><seg>b</seg></tuv></tu>`), ""},
		"an empty text":     {seg("a", " "), ""},
		"no unit":           {tu(""), ""},
		"text in CDATA":     {seg("<![CDATA[a < b]]>", "c &amp; d &#233;"), `en>nl: a \< b = c & d é`},
		"Markdown as text":  {seg("2 * 3 * 4_x", "[a](b)"), `en>nl: 2 \* 3 \* 4\_x = \[a\](b)`},
		"wrapped":           {seg("\n   one\n   two  ", "drie"), "en>nl: one two = drie"},
		"bold by type":      {seg(`a <bpt i="1" type="bold">\b </bpt>b<ept i="1">\b0</ept>`, "c"), "en>nl: a **b** = c"},
		"bold by code":      {seg(`a <bpt i="2">&lt;strong&gt;</bpt>b<ept i="2">&lt;/strong&gt;</ept>`, "c"), "en>nl: a **b** = c"},
		"a link":            {seg(`see <bpt i="1">&lt;a href="https://x.example"&gt;</bpt>here<ept i="1">&lt;/a&gt;</ept>`, "c"), "en>nl: see [here](<https://x.example>) = c"},
		"highlighted":       {seg(`a <hi type="italic">b <hi>c</hi></hi> d`, "e"), "en>nl: a *b c* d = e"},
		"codes we know not": {seg(`a<it pos="begin">{\f1}</it> <ph>{1}</ph>b<ut>x</ut>`, "c"), "en>nl: a b = c"},
		"text in a code":    {seg(`a <ph>note <sub>sub text</sub></ph>b`, "c"), "en>nl: a b = c"},
		"overlapping codes": {
			seg(`<bpt i="1" type="bold"/>a <bpt i="2" type="italic"/>b<ept i="1"/> c<ept i="2"/>`, "d"), "en>nl: **a b** c = d",
		},
		"an open code":       {seg(`<bpt i="1" type="bold"/>a`, "b"), "en>nl: a = b"},
		"a placeholder":      {seg(`Hi {{ client.name }}, <ph type="x">{{client.email}}</ph>`, "a"), "en>nl: Hi {{client.name}}, {{client.email}} = a"},
		"a line break":       {seg(`a<ph type="lb"/>b`, "c"), "en>nl: a\\\nb = c"},
		"notes and the like": {tu(`<note>n<x/></note><prop type="p">q</prop><tu><note>n</note><prop type="x">p</prop><tuv xml:lang="en"><prop type="t">u</prop><seg>a</seg></tuv><tuv xml:lang="nl"><seg>b</seg></tuv></tu>`), "en>nl: a = b"},
		"a document type":    {strings.Replace(seg("a", "b"), "<tmx", `<!DOCTYPE tmx SYSTEM "tmx14.dtd"><!-- x --><tmx`, 1), "en>nl: a = b"},
		"Latin 1":            {strings.Replace(seg("caf\xe9", "b"), `"1.0"`, `"1.0" encoding="ISO-8859-1"`, 1), "en>nl: café = b"},
		"a mark of order":    {"\xef\xbb\xbf" + seg("a", "b"), "en>nl: a = b"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := pairs(t, c.file); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestTMXInUTF16(t *testing.T) {
	file := strings.Replace(seg("privatësi 🔒", "ė"), `"1.0"`, `"1.0" encoding="UTF-16"`, 1)
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		for _, mark := range []unicode.BOMPolicy{unicode.UseBOM, unicode.IgnoreBOM} {
			data, err := unicode.UTF16(order, mark).NewEncoder().String(file)
			if err != nil {
				t.Fatal(err)
			}
			if got := pairs(t, data); got != "en>nl: privatësi 🔒 = ė" {
				t.Errorf("%v, %v: %q", order, mark, got)
			}
		}
	}
}

func TestTMXThatCannotBeRead(t *testing.T) {
	bomb := "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx [\n<!ENTITY a \"aaaa\">\n]>\n<tmx version=\"1.4\"/>"
	for name, c := range map[string]struct {
		file   string
		reason memory.TMXReason
		line   int
	}{
		"nothing":            {"", memory.TMXNone, 1},
		"text":               {"hello\nthere", memory.TMXNone, 2},
		"another format":     {"\n<xliff/>", memory.TMXNone, 2},
		"an entity bomb":     {bomb, memory.TMXEntity, 4},
		"a file from afar":   {strings.Replace(bomb, `"aaaa"`, `SYSTEM "file:///etc/passwd"`, 1), memory.TMXEntity, 4},
		"an unknown entity":  {strings.Replace(seg("\n\n&xxe;", "b"), "<tmx", "\n<tmx", 1), memory.TMXDamaged, 4},
		"torn":               {strings.TrimSuffix(seg("a\n", "b"), "</body></tmx>"), memory.TMXDamaged, 2},
		"torn in a unit":     {strings.TrimSuffix(tu("<tu>\n<tuv xml:lang=\"en\"><seg>a"), "</body></tmx>"), memory.TMXDamaged, 2},
		"crossed":            {tu("<tu>\n<tuv xml:lang=\"en\"></tu></tuv>"), memory.TMXDamaged, 2},
		"no language":        {tu("<tu>\n<tuv><seg>a</seg></tuv></tu>"), memory.TMXLanguage, 2},
		"an encoding":        {strings.Replace(seg("a", "b"), `"1.0"`, `"1.0" encoding="klingon"`, 1), memory.TMXEncoding, 1},
		"too deep":           {tu(strings.Repeat("<x>", 70)), memory.TMXDeep, 1},
		"a huge text":        {seg(strings.Repeat("a", 9<<20), "b"), memory.TMXLarge, 1},
		"a huge comment":     {tu("<!--" + strings.Repeat("a", 9<<20) + "-->"), memory.TMXLarge, 1},
		"not UTF-8":          {seg("\xff", "b"), memory.TMXDamaged, 1},
		"after its end":      {seg("a", "b") + "<more>", memory.TMXDamaged, 1},
		"an unclosed string": {"<tmx><header srclang=\"en", memory.TMXDamaged, 1},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := readTMX(strings.NewReader(c.file))
			var unread *memory.TMXError
			if !errors.As(err, &unread) || unread.Reason != c.reason || unread.Line != c.line {
				t.Errorf("got %v, want %s in line %d", err, c.reason, c.line)
			}
		})
	}
}

func TestTMXReadingFails(t *testing.T) {
	broken := errors.New("the disk broke")
	_, _, err := readTMX(io.MultiReader(strings.NewReader(`<tmx version="1.4"><body>`), failing{broken}))
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestTMXSaysWhoAndWhen(t *testing.T) {
	entries, reader, err := readTMX(strings.NewReader(tu(`<tu creationid="ann" creationdate="20240503T101500Z">` +
		`<prop type="prev">Before</prop><prop type="x-context-post">After</prop>` +
		`<tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="nl" changeid="bob" changedate="20250604T000000Z"><seg>b</seg></tuv></tu><tu/>`)))
	want := memory.Entry{
		From: "en", To: "nl", Source: "a", Target: "b", Before: "Before", After: "After", By: "bob",
		Changed: time.Date(2025, 6, 4, 0, 0, 0, 0, time.UTC),
	}
	if err != nil || len(entries) != 1 || !cmp.Equal(entries[0], want) || reader.Units != 1 || reader.Skipped != 1 {
		t.Errorf("%v, %d units, %d skipped: %s", err, reader.Units, reader.Skipped, cmp.Diff(entries[0], want))
	}
}

// What we write, we read again.
func TestTMXThereAndBack(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{
			"words", " ", "**bold**", " *it* ", "[a link](https://x.example/a?b=1&c)", "{{client.name}}", `\*`, "&amp;", "<", ">", `"`, "'",
			"https://x.example", "a@b.example", "é", "\\\n", "…", "🔒", "[", "]", "_", "1.", "\u00a0", "***both***",
		}), 1, 12).Draw(t, "parts")
		return memory.Canonical("x" + strings.Join(parts, " "))
	})
	rapid.Check(t, func(t *rapid.T) {
		want := memory.Entry{
			From: "en-GB", To: "nl", Source: text.Draw(t, "source"), Target: text.Draw(t, "target"),
			Before: text.Draw(t, "before"), By: "ann & \"co\"", Changed: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		}
		var file bytes.Buffer
		w := memory.NewTMXWriter(&file, "")
		if err := errors.Join(w.Add(want), w.Close()); err != nil {
			t.Fatal(err)
		}
		got, _, err := readTMX(&file)
		if err != nil || len(got) != 1 || !cmp.Equal(got[0], want) {
			t.Fatalf("%v: %s", err, cmp.Diff(got, []memory.Entry{want}))
		}
	})
}

func FuzzTMX(f *testing.F) {
	f.Add([]byte(seg(`a <bpt i="1" type="bold"/>b<ept i="1"/> {{client.name}}`, `c<ph type="lb"/>d`)))
	f.Add([]byte(tu(`<tu><tuv xml:lang="en"><seg><hi type="italic">a<hi/></hi></seg></tuv></tu>`)))
	f.Add([]byte("\xff\xfe<\x00t\x00m\x00x\x00"))
	f.Add([]byte(`<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, _, err := readTMX(bytes.NewReader(data))
		var unread *memory.TMXError
		if err != nil && (!errors.As(err, &unread) || unread.Line < 1) {
			t.Errorf("an error without a line: %v", err)
		}
		for _, e := range entries {
			if e.Source == "" || e.Target == "" || e.From == "" || e.To == "" || memory.Canonical(e.Source) != e.Source {
				t.Errorf("read %+v, canonical %q", e, memory.Canonical(e.Source))
			}
			s := memory.NewScorer(memory.Query{From: e.From, To: e.To, Source: e.Target})
			s.Best([]memory.Candidate{{Entry: e, Alike: s.Likeness(e.Source, nil)}})
		}
	})
}
