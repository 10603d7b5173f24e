package xliff_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausedesk/app/exchange/xliff"
)

// A case is a file, or a part of one. A mark «reason» stands at the start of
// each line in which something is wrong, and is taken out before the file is
// judged; a file without a mark is valid.
type testCase struct{ name, text string }

var mark = regexp.MustCompile(`«(\w+)»`)

// marked takes the marks out and lists them with their lines.
func marked(text string) (string, []string) {
	var want []string
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		for _, m := range mark.FindAllStringSubmatch(line, -1) {
			want = append(want, fmt.Sprintf("%d %s", i+1, m[1]))
		}
		lines[i] = mark.ReplaceAllString(line, "")
	}
	return strings.Join(lines, "\n"), want
}

func judged(t testing.TB, text string) []string {
	t.Helper()
	report, err := xliff.Validate(context.Background(), strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range report.Problems {
		got = append(got, fmt.Sprintf("%d %s", p.Line, p.Reason))
	}
	return got
}

// judge compares what is wrong with each case with its marks.
func judge(t *testing.T, cases []testCase, wrap func(string) string) {
	t.Helper()
	for _, test := range cases {
		text, want := marked(wrap(test.text))
		got := judged(t, text)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s%s", test.name, diff, text)
		}
	}
}

const spaces = ` xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"
 xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"
 xmlns:res="urn:oasis:names:tc:xliff:resourcedata:2.0" xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0"
 xmlns:val="urn:oasis:names:tc:xliff:validation:2.0" xmlns:ctr="urn:oasis:names:tc:xliff:changetracking:2.0"
 xmlns:its="http://www.w3.org/2005/11/its" xmlns:pgs="urn:oasis:names:tc:xliff:pgs:1.0" xmlns:o="urn:someone"`

func whole(text string) string { return text }

func inXLIFF(text string) string {
	return `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="nl"` + spaces + ">\n" + text + "\n</xliff>"
}

func inXLIFF22(text string) string {
	return `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.2" version="2.2" srcLang="en" trgLang="nl"` + spaces + ">\n" + text + "\n</xliff>"
}

func inFile(text string) string { return inXLIFF("<file id=\"f\">\n" + text + "\n</file>") }
func inUnit(text string) string { return inFile("<unit id=\"u\">\n" + text + "\n</unit>") }

// inSource puts text into the source of a unit that has data to refer to.
func inSource(text string) string {
	return inUnit("<notes><note id=\"n\">Mind the tone</note></notes>\n<originalData><data id=\"d\">{x}</data></originalData>\n" +
		"<segment>\n<source>" + text + "</source>\n</segment>")
}

const plainUnit = `<unit id="p"><segment><source>Plain</source></segment></unit>`

func TestDocuments(t *testing.T) {
	judge(t, []testCase{
		{"the least there is", `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f">` + plainUnit + `</file></xliff>`},
		{"no version", "\n" + `«missing_attribute»<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en"/>`},
		{"a version to come", `«version»<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="3.1" srcLang="en"/>`},
		{"no namespace", `«namespace»<xliff version="2.0" srcLang="en"><file id="f">` + plainUnit + `</file></xliff>`},
		{"2.2 in the namespace of 2.0", `«namespace»<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.2" srcLang="en"><file id="f">` + plainUnit + `</file></xliff>`},
		{"2.1 in the namespace of 2.2", `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.2" version="2.1" srcLang="en"><file id="f">` + plainUnit + `</file></xliff>`},
		{"no source language", `«missing_attribute»<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"><file id="f">` + plainUnit + `</file></xliff>`},
		{"languages that are none", `«bad_value»«bad_value»<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="english language" trgLang="n"><file id="f">` + plainUnit + `</file></xliff>`},
		{"long tags", `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="sr-Latn-RS" trgLang="x-klingon"><file id="f">` + plainUnit + `</file></xliff>`},
		{"another kind of file", "<?xml version='1.0'?>\n«not_xliff»<html/>"},
		{"not closed", "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en'>\n«xml»<file id='f'>\n"},
		{"closed by another", "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en'>\n<file id='f'>\n«xml»</xliff>"},
		{"an entity nobody declared", "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en'>\n«xml»&name;</xliff>"},
		{"a prefix nobody declared", "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en'>\n«xml»<a:b/></xliff>"},
		{"an attribute twice", "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en'>\n«xml»<file id='f' id='g'/></xliff>"},
		{"two roots", "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en'><file id='f'>" + plainUnit + "</file></xliff>\n«xml»<xliff/>"},
		{"a late declaration", "\n«xml»<?xml version='1.0'?><xliff/>"},
		{"a document type", "<?xml version='1.0'?>\n«doctype»<!DOCTYPE xliff [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n<xliff>&a;</xliff>"},
		{"entities within entities", "«doctype»<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>\n<xliff>&b;</xliff>"},
		{"nothing", "«xml»"},
	}, whole)
}

func TestStructure(t *testing.T) {
	judge(t, []testCase{
		{"all there is", `<file id="f" original="a.md" canResegment="no" translate="yes" srcDir="ltr" trgDir="auto" xml:space="preserve" o:x="1">
<skeleton href="a.skl"/><o:tool/><mda:metadata><mda:metaGroup><mda:meta type="t">v</mda:meta></mda:metaGroup></mda:metadata>
<notes><note id="n" appliesTo="source" category="c" priority="10" o:x="1">Text</note></notes>
<group id="g" name="n" type="o:t" o:x="1"><o:e/><notes><note>Text</note></notes><group id="h"/>` + plainUnit + `</group></file>`},
		{"no file", `<!-- nothing -->`},
		{"an extension beside files", "<file id='f'>" + plainUnit + "</file>\n«misplaced»<o:x/>"},
		{"two files of one name", "<file id='f'>" + plainUnit + "</file>\n«duplicate_id»<file id='f'>" + plainUnit + "</file>"},
		{"notes for all, which are for 2.2", "«misplaced»<notes><note>Text</note></notes><file id='f'>" + plainUnit + "</file>"},
		{"text between", "<file id='f'>\n«stray_text»text" + plainUnit + "</file>"},
	}, func(text string) string {
		if strings.HasPrefix(text, "<!--") {
			return strings.Replace(inXLIFF(text), "<xliff", "«missing_element»<xliff", 1)
		}
		return inXLIFF(text)
	})
	judge(t, []testCase{
		{"a skeleton of its own", "<skeleton>Dear {x}<o:e/></skeleton>" + plainUnit},
		{"an empty skeleton", "«empty_no_href»<skeleton></skeleton>" + plainUnit},
		{"a skeleton here and there", "«href_and_content»<skeleton href='a'>b</skeleton>" + plainUnit},
		{"a skeleton too late", plainUnit + "\n«misplaced»<skeleton href='a'/>"},
		{"an extension too late", plainUnit + "\n«misplaced»<o:e/>"},
		{"an element of no namespace", "«misplaced»<e xmlns=''/>" + plainUnit},
		{"an element that there is not", "«misplaced»<para id='1'/>" + plainUnit},
		{"a segment without a unit", plainUnit + "\n«misplaced»<segment><source>a</source></segment>"},
		{"notes too late", plainUnit + "\n«misplaced»<notes><note>a</note></notes>"},
		{"no notes in notes", "«missing_element»<notes/>" + plainUnit},
		{"notes of one name", "<notes><note id='n'>a</note>\n«duplicate_id»<note id='n'>b</note></notes>" + plainUnit},
		{"a note of no importance", "<notes>\n«bad_value»<note priority='11'>a</note></notes>" + plainUnit},
		{"a note about nothing", "<notes>\n«bad_value»<note appliesTo='both'>a</note></notes>" + plainUnit},
		{"a group without a name", "«missing_attribute»<group/>" + plainUnit},
		{"a group with a bad name", "«bad_value»<group id='a b'/>" + plainUnit},
		{"groups of one name", "<group id='g'>\n«duplicate_id»<group id='g'/></group>" + plainUnit},
		{"a type without whose it is", "«bad_value»<group id='g' type='button'/>" + plainUnit},
		{"units of one name, in a group", plainUnit + "<group id='g'>\n«duplicate_id»" + plainUnit + "</group>"},
		{"a direction that is none", "«bad_value»<group id='g' srcDir='up'/>" + plainUnit},
		{"extensions of one name", "<o:e id='1'/>\n«duplicate_id»<o:e><o:f xml:id='1'/></o:e>" + plainUnit},
		{"extensions of one name, each in its own", "<o:e id='1'/><group id='g'><o:e id='1'/></group><unit id='u'><o:e id='1'/><segment><source>a</source></segment></unit>"},
		{"extensions of one name, of two namespaces", "<o:e id='1'/><e id='1' xmlns='urn:else'/>" + plainUnit},
		{"another language", "<unit id='u' xml:lang='nl'><segment>\n«other_language»<source>a</source></segment></unit>"},
		{"another language, put right", "<unit id='u' xml:lang='de'><segment><source xml:lang='en-GB'>a</source><target xml:lang='nl'>b</target></segment></unit>"},
		{"an attribute of nobody's", "«unknown_attribute»<group id='g' colour='red'/>" + plainUnit},
	}, inFile)
}

func TestUnits(t *testing.T) {
	judge(t, []testCase{
		{"all there is", `<o:e/><notes><note>a</note></notes><originalData><data id="d" dir="ltr" xml:space="preserve">a<cp hex="001F"/></data></originalData>
<segment id="s" canResegment="no" state="final" subState="o:s"><source xml:space="preserve">a</source><target xml:space="preserve" order="1">b</target></segment><ignorable id="i"><source> </source></ignorable>`},
		{"nothing to translate", "<ignorable><source> </source></ignorable>"},
		{"two sources", "<segment><source>a</source>\n«misplaced»<source>b</source></segment>"},
		{"no source", "«missing_element»<segment><target>b</target></segment>"},
		{"target first", "«missing_element»<segment><target>b</target>\n«misplaced»<source>a</source></segment>"},
		{"a part without a source", "<segment><source>a</source></segment>\n«missing_element»<ignorable/>"},
		{"a state that is none", "«bad_value»<segment state='done'><source>a</source></segment>"},
		{"a finer state alone", "«needs_attribute»<segment subState='o:s'><source>a</source></segment>"},
		{"a finer state of nobody's", "«bad_value»<segment state='initial' subState='s'><source>a</source></segment>"},
		{"segments of one name", "<segment id='s'><source>a</source></segment>\n«duplicate_id»<segment id='s'><source>b</source></segment>"},
		{"a part of a segment's name", "<segment id='s'><source>a</source></segment>\n«duplicate_id»<ignorable id='s'><source> </source></ignorable>"},
		{"a code of a segment's name", "<segment id='s'><source>\n«duplicate_id»<ph id='s'/></source></segment>"},
		{"translate is not for segments", "«unknown_attribute»<segment translate='no'><source>a</source></segment>"},
		{"an extension in a segment", "<segment><source>a</source>\n«misplaced»<o:e/></segment>"},
		{"an extension's attribute on a segment", "«unknown_attribute»<segment o:x='1'><source>a</source></segment>"},
		{"an extension's attribute on a source", "<segment>\n«unknown_attribute»<source o:x='1'>a</source></segment>"},
		{"an extension's attribute on a target", "<segment><source>a</source>\n«unknown_attribute»<target o:x='1'>b</target></segment>"},
		{"a direction on a source", "<segment>\n«unknown_attribute»<source dir='rtl'>a</source></segment>"},
		{"no data in data", "«missing_element»<originalData/><segment><source>a</source></segment>"},
		{"data of one name", "<originalData><data id='d'>a</data>\n«duplicate_id»<data id='d'>b</data></originalData><segment><source>a</source></segment>"},
		{"data without a name", "<originalData>\n«missing_attribute»<data>a</data></originalData><segment><source>a</source></segment>"},
		{"data that folds spaces", "<originalData>\n«bad_value»<data id='d' xml:space='default'>a</data></originalData><segment><source>a</source></segment>"},
		{"an extension in data", "<originalData><data id='d'>\n«misplaced»<o:e/></data></originalData><segment><source>a</source></segment>"},
		{"an extension among data", "<originalData><data id='d'/>\n«misplaced»<o:e/></originalData><segment><source>a</source></segment>"},
		{"data before notes", "<originalData><data id='d'/></originalData>\n«misplaced»<notes><note>a</note></notes><segment><source>a</source></segment>"},
		{"spaces here and not there", "<segment><source xml:space='preserve'>a</source>\n«other_space»<target>b</target></segment>"},
		{"a target in another language", "<segment><source>a</source>\n«other_language»<target xml:lang='fr'>b</target></segment>"},
		{"a target in no language", "<segment><source>a</source>\n«bad_value»«other_language»<target xml:lang='n l'>b</target></segment>"},
		{"a place taken", "<segment><source>a</source><target order='2'>b</target></segment><segment><source>c</source>\n«order_taken»<target>d</target></segment>"},
		{"a place that there is not", "<segment><source>a</source>\n«order_range»<target order='2'>b</target></segment>"},
		{"a place that is no number", "<segment><source>a</source>\n«bad_value»<target order='first'>b</target></segment>"},
		{"places changed", "<segment><source>a</source><target order='3'>b</target></segment><ignorable><source> </source></ignorable><segment><source>c</source><target order='1'>d</target></segment>"},
	}, func(text string) string {
		if strings.HasPrefix(text, "<ignorable><source> </source></ignorable>") {
			return strings.Replace(inUnit(text), "<unit", "«missing_element»<unit", 1)
		}
		return inUnit(text)
	})
	judge(t, []testCase{{"targets in no language", "<file id='f'><unit id='u'><ignorable><source> </source>\n«no_target_language»<target> </target></ignorable>" +
		"<segment><source>a</source>\n«no_target_language»<target>b</target></segment></unit></file></xliff>"}}, func(text string) string {
		return `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en">` + text
	})
}

func TestVersion22(t *testing.T) {
	judge(t, []testCase{
		{"notes and metadata for all", `<notes><note id="n">a</note></notes><mda:metadata><mda:metaGroup><mda:meta type="t">v</mda:meta></mda:metaGroup></mda:metadata><file id="f">` + plainUnit + `</file>`},
		{"notes for all too late", `<file id="f">` + plainUnit + "</file>\n«misplaced»<notes><note>a</note></notes>"},
		{"notes for all of one name", "<notes><note id='n'>a</note>\n«duplicate_id»<note id='n'>b</note></notes><file id='f'>" + plainUnit + "</file>"},
		{"a note about a segment", `<file id="f"><unit id="u"><notes><note ref="#s">a</note></notes><segment id="s"><source>a</source></segment></unit></file>`},
		{"a note about nothing here", "<file id='f'><unit id='u'><notes>\n«no_such»<note ref='#t'>a</note></notes><segment id='s'><source>a</source></segment></unit></file>"},
		{"plurals", `<file id="f"><unit id="u" pgs:switch="plural:n"><segment pgs:case="one"><source>a</source></segment><segment pgs:case="other"><source>b</source></segment></unit></file>`},
		{"an extension beside metadata", "«misplaced»<o:e/><file id='f'>" + plainUnit + "</file>"},
	}, inXLIFF22)
}

func TestValidateStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := xliff.Validate(ctx, strings.NewReader(inFile(plainUnit))); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	broken := errors.New("the disk is gone")
	if _, err := xliff.Validate(context.Background(), failing{broken}); !errors.Is(err, broken) {
		t.Error(err)
	}
	many := "<file id='f'>" + strings.Repeat("<unit/>", 2000) + "</file>"
	report, _ := xliff.Validate(context.Background(), strings.NewReader(inXLIFF(many)))
	if len(report.Problems) != 1000 || !report.Cut || report.Units != 2000 {
		t.Errorf("%d problems, cut %v, %d units", len(report.Problems), report.Cut, report.Units)
	}
	for reason, text := range map[xliff.Reason]string{
		xliff.TooDeep: "<file id='f'>" + strings.Repeat("<group id='g'>", 200),
		xliff.TooMuch: "<file id='f'><unit id='" + strings.Repeat("x", 9<<20) + "'/></file>",
	} {
		report, _ := xliff.Validate(context.Background(), strings.NewReader(inXLIFF(text)))
		if last := report.Problems[len(report.Problems)-1]; last.Reason != reason {
			t.Errorf("%s, want %s", last, reason)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
