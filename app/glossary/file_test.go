package glossary_test

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/glossary"

	"pgregory.net/rapid"
)

func read(t *testing.T, format glossary.Format, text string, opts glossary.ReadOptions) glossary.Contents {
	t.Helper()
	got, err := glossary.Read(strings.NewReader(text), format, opts)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return got
}

// summary is "id: lang=text(status) …" for each concept.
func summary(concepts []glossary.Concept) string {
	var out []string
	for _, c := range concepts {
		terms := []string{}
		for _, t := range c.Terms {
			terms = append(terms, t.Lang+"="+t.Text+"("+string(t.Status[0])+")")
		}
		out = append(out, c.ID+": "+strings.Join(terms, " "))
	}
	return strings.Join(out, "; ")
}

func TestCSVAsPeopleWriteIt(t *testing.T) {
	omegat := glossary.ReadOptions{Source: "en", Target: "nl"}
	for name, c := range map[string]struct {
		text string
		opts glossary.ReadOptions
		want string
	}{
		"semicolons and a mark": {"\ufeffen;nl\r\ncontroller;verwerkingsverantwoordelijke\r\n", glossary.ReadOptions{}, ": en=controller(p) nl=verwerkingsverantwoordelijke(p)"},
		"commas, quotes":        {"en,nl\n\"a, b\",\"c \"\"d\"\"\"\n", glossary.ReadOptions{}, `: en=a, b(p) nl=c "d"(p)`},
		"tabs":                  {"nl\tfr-BE\nklant\tclient\n", glossary.ReadOptions{}, ": nl=klant(p) fr-BE=client(p)"},
		"a hint for Excel":      {"sep=;\nen;nl\na;b\n", glossary.ReadOptions{}, ": en=a(p) nl=b(p)"},
		"names of languages":    {"English;Nederlands;Comment\na;b;why\n", glossary.ReadOptions{}, ": en=a(p) nl=b(p)"},
		"several terms":         {"en;nl\na;b|c\n", glossary.ReadOptions{}, ": en=a(p) nl=b(p) nl=c(a)"},
		"rows of one source":    {"en;nl\na;b\na;c\nd;e\n", glossary.ReadOptions{}, ": en=a(p) nl=b(p) nl=c(a); : en=d(p) nl=e(p)"},
		"rows of one id":        {"id;en;nl\n7;a;b\n7;x;c\n", glossary.ReadOptions{}, "7: en=a(p) en=x(a) nl=b(p) nl=c(a)"},
		"Indonesian":            {"id;en\npelanggan;customer\n", glossary.ReadOptions{}, ": id=pelanggan(p) en=customer(p)"},
		"identifiers of it":     {"id;en;id\nx1;customer;pelanggan\n", glossary.ReadOptions{}, "x1: en=customer(p) id=pelanggan(p)"},
		"statuses":              {"en;nl;nl status\na;b;forbidden\na;c;Preferred\n", glossary.ReadOptions{}, ": en=a(p) nl=b(f) nl=c(p)"},
		"columns of statuses":   {"en;nl;nl forbidden;nl_allowed\na;b;c;d\n", glossary.ReadOptions{}, ": en=a(p) nl=b(p) nl=c(f) nl=d(a)"},
		"OmegaT":                {"# Glossary -*- coding: utf-8 -*-\na\tb\tthe \"why\nc\td\n", omegat, ": en=a(p) nl=b(p); : en=c(p) nl=d(p)"},
		"OmegaT with commas":    {"\"a\",\"b\",\"why\"\n", omegat, ": en=a(p) nl=b(p)"},
		"source and target":     {"Source;Target\na;b\n", omegat, ": en=a(p) nl=b(p)"},
		"empty cells":           {"en;nl;fr\na;;b\n\n;;\n", glossary.ReadOptions{}, ": en=a(p) fr=b(p)"},
		"windows-1252":          {"en;fr\ncaf\xe9;\x93b\x94\n", glossary.ReadOptions{}, ": en=café(p) fr=“b”(p)"},
		"utf-16":                {"\xff\xfee\x00n\x00;\x00n\x00l\x00\n\x00a\x00;\x00\xeb\x00", glossary.ReadOptions{}, ": en=a(p) nl=ë(p)"},
	} {
		if got := summary(read(t, glossary.CSV, c.text, c.opts).Concepts); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestBadRowsAreLeftOutWithTheirLine(t *testing.T) {
	got := read(t, glossary.CSV, "en;nl;nl status\na;b;\n\"two\nlines\";---;\nc;d;best\ne;f;;more\ng;h;\n"+strings.Repeat("x", 201)+";y;\n", glossary.ReadOptions{})
	if want := ": en=a(p) nl=b(p); : en=g(p) nl=h(p)"; summary(got.Concepts) != want {
		t.Errorf("%s, want %s", summary(got.Concepts), want)
	}
	var lines []int
	var reasons []string
	for _, r := range got.Rejected {
		lines, reasons = append(lines, r.Line), append(reasons, r.Reason)
	}
	if !slices.Equal(lines, []int{3, 5, 6, 8}) ||
		!slices.Equal(reasons, []string{glossary.ReasonEmptyTerm, glossary.ReasonStatus, glossary.ReasonColumns, glossary.ReasonLongTerm}) {
		t.Errorf("%v %q", lines, reasons)
	}
}

const (
	martif = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader><text><body>
<termEntry id="c5"><descrip type="subjectField">law</descrip><descripGrp><descrip type="definition">who <hi>decides</hi></descrip></descripGrp><note>why</note>
 <langSet xml:lang="en-US"><ntig><termGrp><term>controller</term><termNote type="partOfSpeech">noun</termNote><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig></langSet>
 <langSet xml:lang="nl"><tig><term>verwerkings<hi>verantwoordelijke</hi></term><note>AVG</note></tig><tig><term>beheerder</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>`
	tbx = `<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="c5"><min:subjectField>law</min:subjectField><basic:definition>who decides</basic:definition><note>why</note>
 <langSec xml:lang="en-US"><termSec><term>controller</term><min:partOfSpeech>noun</min:partOfSpeech><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
 <langSec xml:lang="nl"><termSec><term>verwerkingsverantwoordelijke</term><note>AVG</note></termSec><termSec><term>beheerder</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>`
)

func TestBothDialectsOfTBX(t *testing.T) {
	for name, text := range map[string]string{"2008": martif, "2019": tbx} {
		got := read(t, glossary.TBX, text, glossary.ReadOptions{})
		want := []glossary.Concept{{
			ID: "c5", Domain: "law", Definition: "who decides", Note: "why",
			Terms: []glossary.Term{
				preferred("en-US", "controller"),
				{Lang: "nl", Text: "verwerkingsverantwoordelijke", Status: glossary.Preferred, Note: "AVG"},
				forbidden("nl", "beheerder"),
			},
		}}
		if !reflect.DeepEqual(got.Concepts, want) || len(got.Rejected) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func entry(inside string) string {
	return "<martif><text><body>\n" + inside + "\n<termEntry id='ok'><langSet xml:lang='nl'><tig><term>goed</term></tig></langSet></termEntry></body></text></martif>"
}

func TestBadEntriesOfTBX(t *testing.T) {
	for reason, inside := range map[string]string{
		glossary.ReasonLanguage:  "<termEntry><langSet xml:lang='klingonish'><tig><term>a</term></tig></langSet></termEntry>",
		glossary.ReasonStatus:    "<termEntry><langSet xml:lang='nl'><tig><term>a</term><termNote type='administrativeStatus'>x</termNote></tig></langSet></termEntry>",
		glossary.ReasonNoTerms:   "<termEntry id='none'></termEntry>",
		glossary.ReasonEmptyTerm: "<termEntry><langSet xml:lang='nl'><tig><term> </term></tig></langSet></termEntry>",
		glossary.ReasonTwice:     "<termEntry><langSet xml:lang='nl'><tig><term>a</term></tig><tig><term>a</term></tig></langSet></termEntry>",
	} {
		got := read(t, glossary.TBX, entry(inside), glossary.ReadOptions{})
		if len(got.Concepts) != 1 || len(got.Rejected) != 1 || got.Rejected[0].Reason != reason || got.Rejected[0].Line != 2 {
			t.Errorf("%s: %+v", reason, got)
		}
	}
	again := read(t, glossary.TBX, entry("<termEntry id='ok'><langSet xml:lang='nl'><tig><term>eerst</term></tig></langSet></termEntry>"), glossary.ReadOptions{})
	if len(again.Concepts) != 1 || again.Concepts[0].Terms[0].Text != "eerst" || again.Rejected[0].Line != 3 || again.Rejected[0].Reason != glossary.ReasonDuplicate {
		t.Errorf("one identifier twice: %+v", again)
	}
}

func TestFilesThatMakeNoSense(t *testing.T) {
	for _, c := range []struct {
		format       glossary.Format
		text, reason string
		line         int
	}{
		{glossary.TBX, "<martif>\n<text>\n</martif>", glossary.ReasonXML, 3},
		{glossary.TBX, "<!DOCTYPE martif [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><martif>&x;</martif>", glossary.ReasonDoctype, 1},
		{glossary.TBX, "<martif>\n&lol;</martif>", glossary.ReasonXML, 2},
		{glossary.TBX, "<martif>" + strings.Repeat("<a>", 100), glossary.ReasonXML, 1},
		{glossary.TBX, "<html/>", glossary.ReasonNotTBX, 1},
		{glossary.TBX, "", glossary.ReasonNotTBX, 1},
		{glossary.TBX, "<martif/>", glossary.ReasonNoConcepts, 1},
		{glossary.CSV, "en;nl\na;b\n\"c;d\n", glossary.ReasonQuote, 3},
		{glossary.CSV, "a;b\n", glossary.ReasonNoHeader, 1},
		{glossary.CSV, "", glossary.ReasonNoConcepts, 1},
		{glossary.CSV, "\x00\x01\x02", glossary.ReasonEncoding, 1},
		{glossary.CSV, strings.Repeat("x", 64<<20+1), glossary.ReasonTooLarge, 1},
	} {
		_, err := glossary.Read(strings.NewReader(c.text), c.format, glossary.ReadOptions{})
		var broken *glossary.FileError
		if !errors.As(err, &broken) || broken.Reason != c.reason || broken.Line != c.line {
			t.Errorf("%.40q: %v, want %s in line %d", c.text, err, c.reason, c.line)
		}
	}
}

// anyConcepts draws concepts that can be kept, as files bring them.
func anyConcepts(t *rapid.T) []glossary.Concept {
	text := rapid.StringMatching(`[a-zé&<>"';,|#=]{0,6}[a-z][ à-ü'"]{0,3}[a-zß]`)
	var out []glossary.Concept
	for i := range rapid.IntRange(1, 6).Draw(t, "concepts") {
		c := glossary.Concept{ID: "id." + string(rune('a'+i))}
		c.Note = strings.Join(strings.Fields(rapid.StringMatching(`[a-z&<>"';, ]{0,12}`).Draw(t, "note")), " ")
		for _, lang := range rapid.Permutation([]string{"en", "nl", "fr-BE"}).Draw(t, "languages")[:rapid.IntRange(1, 3).Draw(t, "n")] {
			for _, word := range rapid.SliceOfNDistinct(text, 1, 3, rapid.ID[string]).Draw(t, "terms") {
				word = strings.ReplaceAll(strings.Join(strings.Fields(word), " "), "|", "")
				c.Terms = append(c.Terms, glossary.Term{
					Lang: lang, Text: word, Status: rapid.SampledFrom([]glossary.Status{glossary.Preferred, glossary.Allowed, glossary.Forbidden}).Draw(t, "status"),
				})
			}
		}
		if c.Validate() == nil {
			out = append(out, c)
		}
	}
	return out
}

// What is written is read back: concepts in order, terms in order.
func TestFilesComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		concepts := anyConcepts(t)
		if len(concepts) == 0 {
			return
		}
		for _, format := range []glossary.Format{glossary.TBX, glossary.TBX2, glossary.CSV} {
			var file bytes.Buffer
			if err := glossary.Write(&file, format, concepts); err != nil {
				t.Fatal(err)
			}
			got, err := glossary.Read(&file, format, glossary.ReadOptions{})
			if err != nil {
				t.Fatalf("%s: %v: %+v", format, err, concepts)
			}
			if len(got.Rejected) != 0 || len(got.Concepts) != len(concepts) {
				t.Fatalf("%s: %+v", format, got)
			}
			for i, c := range got.Concepts {
				if c.ID != concepts[i].ID || c.Note != concepts[i].Note || !sameByLanguage(c, concepts[i], format) {
					t.Fatalf("%s:\n%+v\n%+v", format, c, concepts[i])
				}
			}
		}
	})
}

// sameByLanguage: a spreadsheet has one order of languages for all rows.
func sameByLanguage(a, b glossary.Concept, format glossary.Format) bool {
	if format != glossary.CSV {
		return reflect.DeepEqual(a.Terms, b.Terms)
	}
	for _, lang := range b.Languages() {
		other := func(t glossary.Term) bool { return t.Lang != lang }
		if !reflect.DeepEqual(slices.DeleteFunc(slices.Clone(a.Terms), other), slices.DeleteFunc(slices.Clone(b.Terms), other)) {
			return false
		}
	}
	return len(a.Terms) == len(b.Terms)
}

// Whatever a file holds, reading it ends, and what it takes can be kept.
func FuzzRead(f *testing.F) {
	f.Add(martif, true)
	f.Add(tbx, true)
	f.Add(entry("<termEntry><langSet/></termEntry>"), true)
	f.Add("en;nl;nl status\na;b|c;forbidden\n\"x\";y\n", false)
	f.Add("# x\na\tb\tc\n", false)
	f.Add("sep=,\nid,en,nl_forbidden\n1,a,b\n", false)
	f.Fuzz(func(t *testing.T, text string, isTBX bool) {
		format := glossary.CSV
		if isTBX {
			format = glossary.TBX
		}
		got, err := glossary.Read(strings.NewReader(text), format, glossary.ReadOptions{Source: "en", Target: "nl"})
		var broken *glossary.FileError
		if err != nil && !errors.As(err, &broken) {
			t.Fatalf("%v", err)
		}
		for _, c := range got.Concepts {
			if err := c.Validate(); err != nil {
				t.Fatalf("%+v: %v", c, err)
			}
		}
		g := glossary.New(got.Concepts)
		g.Check(text, "en", text, "nl")
	})
}
