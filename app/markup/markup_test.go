package markup

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func differ(a, b any) string { return cmp.Diff(a, b, cmpopts.EquateEmpty()) }

func TestParsedTreesAreWrittenAndReadBackUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.OneOf(sourceGen, rapid.String()).Draw(t, "source")
		doc := Parse(source)
		if diff := differ(doc, Parse(Write(doc))); diff != "" {
			t.Fatalf("%q was written as %q:\n%s", source, Write(doc), diff)
		}
	})
}

func TestWritingKeepsTheWordsAndShapeOfAnyTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := Doc(blocksGen(2).Draw(t, "doc"))
		back := Parse(Write(doc))
		if diff := differ(Words(Plain(doc)), Words(Plain(back))); diff != "" {
			t.Fatalf("%q:\n%s", Write(doc), diff)
		}
	})
}

func TestPlainTreesAreReadBackExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := plainTextOnly(Doc(blocksGen(2).Draw(t, "doc")))
		if diff := differ(doc, Parse(Write(doc))); diff != "" {
			t.Fatalf("%q:\n%s", Write(doc), diff)
		}
	})
}

// plainTextOnly replaces inline content by simple words, so that the shape
// alone is on trial, and separates what Markdown always joins.
func plainTextOnly(doc Doc) Doc {
	word := func(SegmentKind, []Inline) []Inline { return []Inline{{Kind: Text, Text: "a word"}} }
	return apart(visitBlocks(doc, SegmentParagraph, word))
}

func apart(blocks []Block) []Block {
	if len(blocks) == 0 {
		return []Block{{Kind: Paragraph, Inlines: []Inline{{Kind: Text, Text: "filler"}}}}
	}
	var out []Block
	for i, block := range blocks {
		if i > 0 && (block.Kind == Definitions || block.Kind == Quote) {
			out = append(out, Block{Kind: Table, Header: []Cell{{{Kind: Text, Text: "h"}}}, Align: []Align{AlignNone}})
		}
		for j := range block.Items {
			block.Items[j] = apart(block.Items[j])
		}
		for j := range block.Defs {
			for k := range block.Defs[j].Details {
				block.Defs[j].Details[k] = apart(block.Defs[j].Details[k])
			}
		}
		out = append(out, block)
	}
	return out
}

func TestParseKeepsEveryWord(t *testing.T) {
	link := strings.NewReplacer("[t](u)", "", "[ a](u)b", "", "![pic](u)", "", "&", "", "](", "", "1.", "", "2)", "", "![", "", "\u00a0", " ")
	rapid.Check(t, func(t *rapid.T) {
		source := link.Replace(sourceGen.Draw(t, "source"))
		// Marks inside a word join what the source shows apart: compare letters.
		got, want := strings.Join(Words(Plain(Parse(source))), ""), strings.Join(Words(clean(source)), "")
		if diff := differ(got, want); diff != "" {
			t.Fatalf("%q:\n%s", source, diff)
		}
	})
}

func TestEscapedTextIsReadBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(textGen, rapid.String()).Draw(t, "text")
		want := strings.Trim(foldSpaces(clean(text)), " ")
		inlines := ParseInline(Escape(clean(text)))
		if got := PlainInline(inlines); got != want {
			t.Fatalf("%q is read as %q, want %q", Escape(clean(text)), got, want)
		}
		for _, inline := range inlines {
			if inline.Kind != Text && inline.Kind != Link {
				t.Fatalf("%q became markup: %+v", text, inline)
			}
		}
	})
}

func TestSegmentsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.OneOf(sourceGen, textGen).Draw(t, "source")
		inlines := ParseInline(source)
		if diff := differ(inlines, ParseInline(WriteInline(inlines))); diff != "" {
			t.Fatalf("%q is written %q:\n%s", source, WriteInline(inlines), diff)
		}
	})
}

func TestTranslatingByIdentityChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := Write(Parse(sourceGen.Draw(t, "body")))
		heading := WriteInline(oneLine(ParseInline(textGen.Draw(t, "heading"))))
		h, b := Translate(heading, body, func(s Segment) (string, bool) { return s.Source, true })
		if h != heading || b != body {
			t.Fatalf("heading %q became %q\nbody %q became %q", heading, h, body, b)
		}
	})
}

func TestTranslateReachesEverySegmentInOrder(t *testing.T) {
	body := "One *two*\\\nthree\n\n- four\n  - five\n- –\n\n| six | – |\n| --- | --- |\n| seven | eight |\n\nnine\n: ten\n\n> eleven"
	var kinds []SegmentKind
	_, got := Translate("Head", body, func(s Segment) (string, bool) {
		kinds = append(kinds, s.Kind)
		return strings.ToUpper(s.Source), true
	})
	if want := strings.ToUpper(Write(Parse(body))); got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
	want := []SegmentKind{
		SegmentHeading, SegmentParagraph, SegmentItem, SegmentItem, SegmentCell, SegmentCell, SegmentCell,
		SegmentTerm, SegmentParagraph, SegmentParagraph,
	}
	if diff := differ(kinds, want); diff != "" {
		t.Fatal(diff)
	}
}

func TestFillPutsValuesIntoTextCellsAndAddresses(t *testing.T) {
	value := func(expr string) []Inline {
		if expr == "client.address" {
			return []Inline{{Kind: Text, Text: "1 *Main* Rd"}, {Kind: Break}, {Kind: Text, Text: "- Town"}}
		}
		return []Inline{{Kind: Text, Text: "a|b@x.example"}}
	}
	heading, body := Fill("At {{client.address}}",
		"{{client.address}}\n\n| {{client.email}} |\n| --- |\n\n[mail](<mailto:{{client.email}}>)", value)
	if heading != `At 1 \*Main\* Rd - Town` {
		t.Errorf("heading %q", heading)
	}
	doc := Parse(body)
	if got := PlainInline(doc[0].Inlines); got != "1 *Main* Rd\n- Town" {
		t.Errorf("address %q", got)
	}
	if got := PlainInline(doc[1].Header[0]); len(doc[1].Header) != 1 || got != "a|b@x.example" {
		t.Errorf("cell %q of %d", got, len(doc[1].Header))
	}
	if got := doc[2].Inlines[0].URL; got != "mailto:a|b@x.example" {
		t.Errorf("address of the link %q", got)
	}
	if got := Placeholders("At {{client.address}}", "[m](<mailto:{{client.email}}>) {{a.b}}"); len(got) != 3 {
		t.Errorf("placeholders %q", got)
	}
}

func TestParseReadsTheSyntax(t *testing.T) {
	text := func(s string) []Inline { return []Inline{{Kind: Text, Text: s}} }
	para := func(s string) Block { return Block{Kind: Paragraph, Inlines: text(s)} }
	rows := map[string]struct {
		source string
		want   Doc
	}{
		"escaped entity stays":       {`\&amp; &amp;`, Doc{para("&amp; &")}},
		"code and headings are text": {"# Head `code`", Doc{para("# Head `code`")}},
		"raw HTML is text":           {"a <b>c</b>", Doc{para("a <b>c</b>")}},
		"no-break space stays":       {"7\u00a0jaar", Doc{para("7\u00a0jaar")}},
		"a row may widen the table": {"| a |\n|---|\n| 1 | 2 |", Doc{{
			Kind: Table, Align: []Align{AlignNone, AlignNone},
			Header: []Cell{text("a"), nil}, Rows: [][]Cell{{text("1"), text("2")}},
		}}},
		"details belong to their term": {"Term\n: one\n: two", Doc{{Kind: Definitions, Defs: []Definition{
			{Term: text("Term"), Details: [][]Block{{para("one")}, {para("two")}}},
		}}}},
		"text before a table": {"intro\n| a |\n|:-:|", Doc{para("intro"), {
			Kind: Table, Align: []Align{AlignCenter}, Header: []Cell{text("a")},
		}}},
		"marks do not swallow spaces": {"x[ a](u)b", Doc{{Kind: Paragraph, Inlines: []Inline{
			{Kind: Text, Text: "x "},
			{Kind: Link, URL: "u", Children: text("a")},
			{Kind: Text, Text: "b"},
		}}}},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			if diff := differ(row.want, Parse(row.source)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// hostile is input made to cost much: n is how often its pattern repeats.
func hostile(n int) map[string]string {
	nested := strings.Builder{}
	for i := range n * 6 / 100 {
		nested.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return map[string]string{
		"quotes":    strings.Repeat(">", n) + " a",
		"bullets":   strings.Repeat("- ", n) + "a",
		"stars":     strings.Repeat("*", n),
		"openers":   strings.Repeat("*a ", n),
		"pairs":     strings.Repeat("*a **b ", n),
		"nested":    strings.Repeat("*_", n) + "a" + strings.Repeat("_*", n),
		"brackets":  strings.Repeat("[", n),
		"links":     strings.Repeat("[a](", n),
		"braces":    strings.Repeat("{", 10*n),
		"entities":  strings.Repeat("&", 10*n),
		"indented":  nested.String(),
		"terms":     strings.Repeat(": ", n) + "a",
		"numbers":   strings.Repeat("1. ", n) + "a",
		"cells":     "|" + strings.Repeat("a|", n) + "\n|" + strings.Repeat("-|", n),
		"backslash": strings.Repeat("\\", n),
		"addresses": strings.Repeat("www.a.example/(", n),
		"at signs":  strings.Repeat("a@", n),
		"angles":    strings.Repeat("<a:", n),
	}
}

// The nesting of what comes out is bounded, whatever goes in. How the time
// grows is BenchmarkHostileInput's; input that took more than linear time by
// much would not end before the tests do.
func TestHostileInputStaysBounded(t *testing.T) {
	for name, source := range hostile(10_000) {
		t.Run(name, func(t *testing.T) {
			doc := Parse(source)
			if Write(Parse(Write(doc))) != Write(doc) {
				t.Error("not stable")
			}
			if d := depthOf(doc); d > maxNesting+1 {
				t.Errorf("%d blocks deep", d)
			}
		})
	}
}

// BenchmarkHostileInput reports how much longer twice the input takes: 2 is
// linear, 4 quadratic.
func BenchmarkHostileInput(b *testing.B) {
	small, large := hostile(5_000), hostile(10_000)
	for name := range small {
		b.Run(name, func(b *testing.B) {
			var half, whole time.Duration
			for b.Loop() {
				half += timed(small[name])
				whole += timed(large[name])
			}
			b.ReportMetric(float64(whole)/float64(half), "growth")
		})
	}
}

func timed(source string) time.Duration {
	start := time.Now()
	Parse(source)
	return time.Since(start)
}

func depthOf(blocks []Block) int {
	deepest := 0
	for _, block := range blocks {
		for _, item := range block.Items {
			deepest = max(deepest, depthOf(item))
		}
		for _, def := range block.Defs {
			for _, detail := range def.Details {
				deepest = max(deepest, depthOf(detail))
			}
		}
	}
	return deepest + 1
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "- a\n  - b", "| a |\n|---|\n| b | c |", "T\n: d", "*a **b***", "{{client.email}}", "> > - 1. x", "a\\\n- b", "<http://a.b>c",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		doc := Parse(source)
		if diff := differ(doc, Parse(Write(doc))); diff != "" {
			t.Fatalf("%q is written %q:\n%s", source, Write(doc), diff)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	body := Write(Parse(strings.Repeat("We keep *some* data of {{client.legal_name}} at https://a.example for a year.\n\n- **One:** two\n", 50)))
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		Parse(body)
	}
}
