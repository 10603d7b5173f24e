package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"clausedesk/app/policy"
)

const foreign2 = `<?xml version='1.0'  encoding="UTF-8" ?>
<!-- of another tool -->
<x:xliff trgLang = 'nl' version="2.0"   srcLang="en" xmlns:x="urn:oasis:names:tc:xliff:document:2.0" xmlns:o="urn:o" o:a='1'>
	<x:file id="f" original='a &amp; b'><x:skeleton href="s"/><o:data id="1"><![CDATA[ <raw> ]]></o:data>
	<x:group id="g"  ><x:unit o:z="1" id="u1"><x:notes><x:note>Mind the
	tone</x:note></x:notes>
		<x:originalData><x:data id="d1">{{client.email}}</x:data><x:data id="d2">**</x:data></x:originalData>
		<x:segment id = "s1" state='initial' subState="o:new" >
			<x:source> Write to <x:ph id="1" dataRef='d1'/> or <x:pc id="2" dataRefStart="d2" dataRefEnd="d2">now</x:pc>.
			</x:source>
		</x:segment>
		<x:ignorable><x:source> </x:source></x:ignorable>
		<x:segment canResegment="no"><x:source>A &lt;tag&gt; and <x:mrk id="m" translate="no">Name</x:mrk><x:cp hex="0007"/></x:source><x:target order="3"  xml:lang="nl" >Oud</x:target></x:segment>
	</x:unit></x:group>
	<x:unit id="u2" translate="no"><x:segment><x:source>Fixed</x:source></x:segment></x:unit></x:file>
</x:xliff>
`

const foreign12 = "<?xml version=\"1.0\"?>\r\n" + `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:o="urn:o">` + "\r\n" +
	` <file original="a" source-language="en" target-language="nl" datatype="x-a" o:k="v"><body>` + "\r\n" +
	`  <trans-unit id="1" o:m="2">` + "\r\n" + `   <source>Press <g id="1">OK</g> <x id="2"/></source>` + "\r\n" + `   <note>n</note></trans-unit>` + "\r\n" +
	`  <trans-unit id='2' approved='yes'><source>Two</source><target state="final" state-qualifier="exact-match"/><alt-trans><target>Twee!</target></alt-trans></trans-unit>` + "\r\n" +
	` </body></file></xliff>`

const foreignPO = `# Somebody's
msgid ""
msgstr ""
"Language: nl\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=n != 1;\n"

#: a.c:1
#, c-format, fuzzy
#| msgid "Old"
msgid "%d orders\n"
msgstr ""
"%d "
"bestelling\n"

msgctxt "b"
msgid "Close"   
msgstr ""

msgid "one" 
msgid_plural "many"
msgstr[0] "een"
msgstr[1] "veel"

#~ msgid "gone"
#~ msgstr "weg"
`

// read lists what a file has, as "source = target (state)".
func read(t testing.TB, data []byte) []string {
	t.Helper()
	f, err := ReadForeign(data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range f.Segments {
		line := fmt.Sprintf("%s/%s:%d %s = %s (%s)", s.Unit, s.ID, s.Line, s.Source, s.Target, s.State)
		if s.Locked {
			line += " locked"
		}
		out = append(out, line)
	}
	return out
}

func TestForeignFilesAreRead(t *testing.T) {
	for text, want := range map[string][]string{
		foreign2: {
			"u1/s1:8 Write to {{client.email}} or **now**. =  ()",
			"u1/:13 A \\<tag> and {{code.1}}Name{{code.1.end}}{{code.2}} = Oud ()",
			"u2/:15 Fixed =  () locked",
		},
		foreign12: {"1/:4 Press {{code.1}}OK{{code.1.end}} {{code.2}} =  ()", "2/:7 Two =  (approved)"},
		foreignPO: {"/:11 %d orders\n = %d bestelling\n ()", "b/:16 Close =  ()", "/:20 one =  () locked"},
	} {
		if diff := cmp.Diff(want, read(t, []byte(text))); diff != "" {
			t.Error(diff)
		}
	}
}

// Each change is in the file, and nothing else differs: the file with the
// change taken out again is the file as it was.
func TestRewriteChangesWhatItIsTold(t *testing.T) {
	for name, test := range map[string]struct {
		text   string
		at     int
		change Change
		splice []string // what was there, and what is there now
	}{
		"a new target of XLIFF 2": {foreign2, 0, Change{"Schrijf **nu** aan {{client.email}} & \\<wij>", policy.Reviewed}, []string{
			` state='initial' subState="o:new" >`, ` state="reviewed" >`,
			".\n\t\t\t</x:source>", ".\n\t\t\t</x:source>\n\t\t\t<x:target> Schrijf " +
				`<x:pc id="2" dataRefStart="d2" dataRefEnd="d2">nu</x:pc> aan <x:ph id="1" dataRef='d1'/> &amp; &lt;wij&gt;` + "\n\t\t\t</x:target>",
		}},
		"another target of XLIFF 2": {foreign2, 1, Change{"{{code.1}}Na{{code.2}}am{{code.1.end}}", ""}, []string{
			`<x:target order="3"  xml:lang="nl" >Oud</x:target>`,
			`<x:target order="3"  xml:lang="nl"><x:mrk id="m" translate="no">Na<x:cp hex="0007"/>am</x:mrk></x:target>`,
		}},
		"no target any more": {foreign2, 1, Change{"", ""}, []string{
			`<x:segment canResegment="no">`, `<x:segment canResegment="no" state="initial">`,
			`<x:target order="3"  xml:lang="nl" >Oud</x:target>`, `<x:target order="3"  xml:lang="nl"></x:target>`,
		}},
		"a new target of XLIFF 1.2": {foreign12, 0, Change{"Druk {{code.2}} {{code.1}}op{{code.1.end}}", policy.Approved}, []string{
			`<trans-unit id="1" o:m="2">`, `<trans-unit id="1" o:m="2" approved="yes">`,
			"</source>\r\n   <note>", "</source>\r\n   <target state=\"final\">Druk <x id=\"2\"/> <g id=\"1\">op</g></target>\r\n   <note>",
		}},
		"an empty target of XLIFF 1.2": {foreign12, 1, Change{"Twee", policy.Draft}, []string{
			`approved='yes'`, `approved="no"`,
			`<target state="final" state-qualifier="exact-match"/>`, `<target state="translated">Twee</target>`,
		}},
		"a message": {foreignPO, 1, Change{"Sluit \"af\"", policy.Reviewed}, []string{"msgstr \"\"\n\nmsgid \"one\"", "msgstr \"Sluit \\\"af\\\"\"\n\nmsgid \"one\""}},
		"a message to look at": {foreignPO, 1, Change{"a\nb", policy.Draft}, []string{
			"msgctxt \"b\"", "#, fuzzy\nmsgctxt \"b\"", "msgstr \"\"\n\nmsgid \"one\"", "msgstr \"\"\n\"a\\n\"\n\"b\"\n\nmsgid \"one\"",
		}},
		"a message that was looked at": {foreignPO, 0, Change{"%d bestelling\n", policy.Approved}, []string{
			"#, c-format, fuzzy", "#, c-format", "\"\"\n\"%d \"\n\"bestelling\\n\"", "\"%d bestelling\\n\"",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			want := test.text
			for i := 0; i < len(test.splice); i += 2 {
				if strings.Count(want, test.splice[i]) != 1 {
					t.Fatalf("%q stands %d times", test.splice[i], strings.Count(want, test.splice[i]))
				}
				want = strings.Replace(want, test.splice[i], test.splice[i+1], 1)
			}
			got, err := Rewrite([]byte(test.text), map[int]Change{test.at: test.change})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, string(got)); diff != "" {
				t.Error(diff)
			}
			if f, err := ReadForeign(got); err != nil || f.Segments[test.at].Target != test.change.Target {
				t.Errorf("reads %q, %v", f.Segments[test.at].Target, err)
			}
			if v, err := ValidatePackage(context.Background(), bytes.NewReader(got)); err != nil || len(v.Problems) > 0 {
				t.Errorf("not valid any more: %v %v", v.Problems, err)
			}
		})
	}
}

func TestRewriteKeepsTheEncoding(t *testing.T) {
	utf16 := func(order unicode.Endianness, bom unicode.BOMPolicy) []byte {
		out, err := unicode.UTF16(order, bom).NewEncoder().Bytes([]byte(strings.Replace(foreign12, `"1.0"?`, `"1.0" encoding="UTF-16"?`, 1)))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	latin, err := charmap.ISO8859_1.NewEncoder().String(strings.Replace(foreign12, `"1.0"?>`, `"1.0" encoding='iso-8859-1'?><!-- é -->`, 1))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"a mark":              []byte("\ufeff" + foreign12),
		"UTF-16LE":            utf16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16BE":            utf16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16LE, no mark":   utf16(unicode.LittleEndian, unicode.IgnoreBOM),
		"Latin-1":             []byte(latin),
		"Latin-1, ASCII only": []byte(strings.Replace(foreign12, `"1.0"?`, `"1.0" encoding="ISO-8859-1"?`, 1)),
	} {
		if same, err := Rewrite(data, nil); err != nil || !bytes.Equal(same, data) {
			t.Errorf("%s: not the same bytes, %v", name, err)
		}
		got, err := Rewrite(data, map[int]Change{1: {"Eén €", ""}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		f, err := ReadForeign(got)
		if err != nil || f.Segments[1].Target != "Eén €" {
			t.Errorf("%s: %v %v", name, f.Segments, err)
		}
		back, err := Rewrite(got, map[int]Change{1: {"", ""}})
		if err != nil || len(back) <= len(data)/2 || !bytes.Equal(back[:len(data)/2], data[:len(data)/2]) {
			t.Errorf("%s: the encoding changed, %v", name, err)
		}
	}
	if _, err := Rewrite([]byte("<xliff a='\xff\xfe\x00'/>"), nil); err == nil {
		t.Error("damaged bytes are taken")
	}
}

func TestRewriteRefuses(t *testing.T) {
	noTarget := strings.Replace(foreign2, "trgLang = 'nl'", "", 1)
	for name, test := range map[string]struct {
		text     string
		at       int
		target   string
		reason   string
		problems []CodeProblem
	}{
		"what is not to be translated": {foreign2, 2, "Vast", RewriteLocked, nil},
		"a plural":                     {foreignPO, 2, "een", RewriteLocked, nil},
		"no language":                  {noTarget, 0, "x", RewriteNoLanguage, nil},
		"no such segment":              {foreign2, 9, "x", RewriteNoSuch, nil},
		"codes that are missing":       {foreign2, 0, "Schrijf nu", RewriteCodes, []CodeProblem{{CodeMissing, "{{client.email}}"}, {CodeMissing, "2"}}},
		"a code that there is not": {
			foreign12, 0, "{{code.1}}{{code.1.end}}{{code.2}}{{code.3}}", RewriteCodes, []CodeProblem{{CodeUnknown, "{{code.3}}"}},
		},
		"a code twice": {foreign12, 0, "{{code.1}}{{code.1.end}}{{code.2}}{{code.2}}", RewriteCodes, []CodeProblem{{CodeUnknown, "{{code.2}}"}}},
		"a link":       {foreign12, 1, "[twee](<https://a.example>)", RewriteCodes, []CodeProblem{{CodeUnknown, "https://a.example"}}},
	} {
		_, err := Rewrite([]byte(test.text), map[int]Change{test.at: {test.target, policy.Draft}})
		var got *RewriteError
		if !errors.As(err, &got) || got.Reason != test.reason || !cmp.Equal(got.Problems, test.problems) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Rewrite([]byte(foreign12), map[int]Change{1: {"Zie www.a.example", ""}}); err != nil {
		t.Errorf("an address typed by a translator: %v", err)
	}
}

// Whatever is put into whichever segments, what is read back is that, the rest
// is as it was, and with every change undone the bytes are the first ones.
func TestRewriteOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		format := rapid.SampledFrom(packageFormats).Draw(t, "format")
		var segments []PackageSegment
		for i := range rapid.IntRange(1, 4).Draw(t, "segments") {
			segments = append(segments, segmentOf(i, drawText(t, "source"), "", policy.Untranslated))
		}
		data := []byte(written(t, format, packageOf(segments...)))
		if rapid.Bool().Draw(t, "Windows") {
			data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
		}
		before, err := ReadForeign(data)
		if err != nil {
			t.Fatal(err)
		}
		same, err := Rewrite(data, map[int]Change{})
		if err != nil || !bytes.Equal(same, data) {
			t.Fatalf("other bytes with no change, %v", err)
		}
		changes, want := map[int]Change{}, before.Segments
		for i, s := range before.Segments {
			if rapid.Bool().Draw(t, "change") && s.Source != "" {
				changes[i] = Change{s.Source, policy.Reviewed}
				want[i].Target, want[i].State = s.Source, policy.Reviewed
			}
		}
		got, err := Rewrite(data, changes)
		if err != nil {
			t.Fatal(err)
		}
		after, err := ReadForeign(got)
		for i := range after.Segments {
			after.Segments[i].Line, want[i].Line = 0, 0
		}
		if diff := cmp.Diff(want, after.Segments); diff != "" || err != nil {
			t.Fatalf("%v\n%s\n%s", err, diff, got)
		}
	})
}

// The folder of a copy of the official suites, as in package xliff.
func TestOfficialSuitesStayAsTheyAre(t *testing.T) {
	root := os.Getenv("CLAUSEDESK_XLIFF_SUITES")
	if root == "" {
		t.Skip("CLAUSEDESK_XLIFF_SUITES does not name a copy of the suites")
	}
	files, err := filepath.Glob(root + "/*/test-suite/*/valid/*.xlf")
	if err != nil || len(files) == 0 {
		t.Fatal(err, root)
	}
	rewritten := 0
	for _, path := range files {
		data, err := os.ReadFile(path) //nolint:gosec // a folder the caller names
		if err != nil {
			t.Fatal(err)
		}
		same, err := Rewrite(data, nil)
		var unread *PackageError
		if errors.As(err, &unread) && strings.HasSuffix(path, "Good-pgs_plural.xlf") {
			continue // not well-formed
		}
		if err != nil || !bytes.Equal(same, data) {
			t.Errorf("%s: %v", path, err)
		}
		f, err := ReadForeign(data)
		if err != nil || f.Target == "" {
			continue
		}
		changes := map[int]Change{}
		for i, s := range f.Segments {
			if !s.Locked && s.Source != "" && s.Target == "" {
				changes[i] = Change{s.Source, policy.Draft}
			}
		}
		got, err := Rewrite(data, changes)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		before, err := ValidatePackage(context.Background(), bytes.NewReader(data))
		after, errAfter := ValidatePackage(context.Background(), bytes.NewReader(got))
		if len(before.Problems) != len(after.Problems) || err != nil || errAfter != nil {
			t.Errorf("%s: was %v, is %v", path, before.Problems, after.Problems)
		}
		rewritten += len(changes)
	}
	t.Logf("%d files keep every byte; %d segments were translated, and the files are valid still", len(files), rewritten)
}

// Files of any kind never break what reads them; with no change they stay as
// they are, and a change leaves a file with the same segments.
func FuzzRewrite(f *testing.F) {
	for _, text := range []string{foreign2, foreign12, foreignPO, "\ufeff" + foreign12} {
		f.Add([]byte(text))
	}
	for _, format := range packageFormats {
		f.Add([]byte(written(f, format, packageOf(full(richSource, richTarget, policy.Stale)))))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		before, err := ReadForeign(data)
		if err != nil {
			return
		}
		if same, err := Rewrite(data, nil); err != nil || !bytes.Equal(same, data) {
			t.Fatalf("other bytes, %v", err)
		}
		for i, s := range before.Segments {
			got, err := Rewrite(data, map[int]Change{i: {s.Source, policy.Reviewed}})
			if err != nil || i > 20 {
				continue
			}
			after, err := ReadForeign(got)
			if err != nil || len(after.Segments) != len(before.Segments) || after.Segments[i].Source != s.Source {
				t.Fatalf("%q became\n%q\n%v %+v", data, got, err, after)
			}
		}
	})
}

func FuzzValidatePackage(f *testing.F) {
	for _, text := range []string{foreign2, foreign12, foreignPO, poHead + "msgid \"%d\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n"} {
		f.Add([]byte(text))
	}
	f.Add([]byte(written(f, XLIFF, packageOf(full(richSource, richTarget, policy.Stale)))))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := ValidatePackage(context.Background(), bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		lines := 1 + bytes.Count(data, []byte("\n"))
		for _, p := range v.Problems {
			if p.Reason == "" || p.Line < 1 || p.Line > lines {
				t.Fatalf("%v of %d lines", p, lines)
			}
		}
	})
}
