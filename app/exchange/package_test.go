package exchange

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

var packageFormats = []PackageFormat{XLIFF, XLIFF12, PO}

func segmentOf(pos int, source, target string, state policy.State) PackageSegment {
	return PackageSegment{
		Name: SegmentName{"po1", "cl_1.x", pos, "0011aabb"}, Base: "aa11-" + string(state),
		Source: source, Target: target, State: state, Notes: []string{"A paragraph of clause 4.2 <Retention> & more."},
	}
}

func packageOf(segments ...PackageSegment) Package {
	return Package{
		Source: "en", Target: "nl", Made: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC),
		Files: []PackageFile{{Policy: "po1", Title: "Kweekwerk & <Zn> / Privacy", Segments: segments}},
	}
}

func written(t interface{ Fatal(...any) }, format PackageFormat, p Package) string {
	var out bytes.Buffer
	if err := WritePackage(&out, format, p); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func readBack(t interface{ Fatal(...any) }, text string) ReadPackageResult {
	got, err := ReadPackage([]byte(text))
	if err != nil {
		t.Fatal(err, text)
	}
	return got
}

const (
	richSource = "Write to {{client.email}} or **see *the* [list](<https://a.example/x?a=1&amp;b=2>)**,\\\nwithin {{retention.period}}."
	richTarget = "Binnen {{retention.period}}:\\\nschrijf aan {{client.email}} of **zie [de *lijst*](<https://a.example/x?a=1&amp;b=2>)**."
)

func TestAPackageComesBackAsItLeft(t *testing.T) {
	states := []policy.State{policy.Untranslated, policy.Draft, policy.Reviewed, policy.Approved, policy.Stale}
	for _, format := range packageFormats {
		t.Run(string(format), func(t *testing.T) {
			var segments []PackageSegment
			for i, state := range states {
				target := richTarget
				if state == policy.Untranslated {
					target = ""
				}
				segments = append(segments, segmentOf(i, richSource, target, state))
			}
			got := readBack(t, written(t, format, packageOf(segments...)))
			if got.Format != format || got.Source != "en" || got.Target != "nl" || len(got.Segments) != len(segments) {
				t.Fatalf("read %+v", got)
			}
			for i, s := range got.Segments {
				target, problems := s.Markdown(richSource, segments[i].Target)
				if target != segments[i].Target || len(problems) > 0 {
					t.Errorf("%s: target %q, problems %v", states[i], target, problems)
				}
				if !s.Ours || s.Name != segments[i].Name || s.Base != segments[i].Base {
					t.Errorf("%s: name %+v, base %q", states[i], s.Name, s.Base)
				}
				if s.State != s.SaidOf(states[i]) {
					t.Errorf("%s is read as %q, which is said of %q", states[i], s.State, s.SaidOf(states[i]))
				}
				if line := strings.Split(written(t, format, packageOf(segments...)), "\n")[s.Line-1]; !strings.Contains(line, s.ID) {
					t.Errorf("line %d is %q", s.Line, line)
				}
			}
		})
	}
}

// What a file says of a state when nobody touched it, by the standards' own
// meaning of the words.
func TestWhatFilesSayOfStates(t *testing.T) {
	want := map[PackageFormat][]policy.State{ // untranslated, draft, reviewed, approved, stale
		XLIFF:   {"", policy.Draft, policy.Reviewed, policy.Approved, ""},
		XLIFF12: {"", policy.Draft, policy.Reviewed, policy.Approved, ""},
		PO:      {"", "", policy.Reviewed, policy.Reviewed, ""},
	}
	for format, said := range want {
		for i, state := range []policy.State{policy.Untranslated, policy.Draft, policy.Reviewed, policy.Approved, policy.Stale} {
			if got := (ReturnedSegment{format: format}).SaidOf(state); got != said[i] {
				t.Errorf("%s says %q of %s, want %q", format, got, state, said[i])
			}
		}
	}
}

// drawText makes a text of a segment with words that tempt each format.
func drawText(t *rapid.T, label string) string {
	parts := rapid.SliceOfN(rapid.SampledFrom([]string{
		"data", "a<b", "&amp;", "\"q\"", "\\\\", "**bold**", "*it **in** it*", "[x](<https://a.example/?a=1&amp;b=2>)", "{{client.email}}",
		"{{list recipients}}", "info@x.example", "\u00a0%", "ë", "\\\nnext", "«»", "]]>", "%s", "#~", "\\{{x}}", "msgid", "<!--",
	}), 0, 7).Draw(t, label)
	return markup.WriteInline(markup.ParseInline(strings.Join(parts, " ")))
}

func TestAnyTextComesBackAsItLeft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		format := rapid.SampledFrom(packageFormats).Draw(t, "format")
		source, target := drawText(t, "source"), drawText(t, "target")
		state := policy.Draft
		if target == "" {
			state = policy.Untranslated
		}
		got := readBack(t, written(t, format, packageOf(segmentOf(0, source, target, state))))
		back, problems := got.Segments[0].Markdown(source, target)
		if len(problems) > 0 || back != target {
			t.Fatalf("%q came back as %q, problems %v", target, back, problems)
		}
	})
}

// edited writes a package of one segment, changes its text and reads it.
func edited(t *testing.T, format PackageFormat, old, now string) (string, []CodeProblem) {
	t.Helper()
	text := written(t, format, packageOf(segmentOf(0, richSource, richTarget, policy.Draft)))
	at := strings.LastIndex(text, old)
	if at < 0 {
		t.Fatalf("no %q in\n%s", old, text)
	}
	return readBack(t, text[:at]+now+text[at+len(old):]).Segments[0].Markdown(richSource, richTarget)
}

func TestBrokenCodesAreNamed(t *testing.T) {
	email := `<ph id="1" ctype="x-placeholder">{{client.email}}</ph>`
	for name, test := range map[string]struct {
		format   PackageFormat
		old, now string
		want     []CodeProblem
	}{
		"missing, PO":             {PO, "{{client.email}}", "ons", []CodeProblem{{CodeMissing, "{{client.email}}"}}},
		"doubled, PO":             {PO, "{{client.email}}", "{{client.email}} {{client.email}}", []CodeProblem{{CodeDoubled, "{{client.email}}"}}},
		"unknown, PO":             {PO, "schrijf", "{{client.name}}", []CodeProblem{{CodeUnknown, "{{client.name}}"}}},
		"missing mark, PO":        {PO, "**zie", "zie", []CodeProblem{{CodeMissing, "**"}}},
		"missing, XLIFF 1.2":      {XLIFF12, email, "ons", []CodeProblem{{CodeMissing, "{{client.email}}"}}},
		"doubled, XLIFF 1.2":      {XLIFF12, email, email + email, []CodeProblem{{CodeDoubled, "{{client.email}}"}}},
		"unknown, XLIFF 1.2":      {XLIFF12, "schrijf", `<x id="77"/>`, []CodeProblem{{CodeUnknown, "77"}}},
		"typed by hand":           {XLIFF12, "schrijf", "{{client.name}}", []CodeProblem{{CodeUnknown, "{{client.name}}"}}},
		"a mark left open, 2":     {XLIFF, "zie", `zie <sc id="9"/>`, []CodeProblem{{CodeUnknown, "9"}, {CodeCrossed, "**"}}},
		"nothing is wrong, PO":    {PO, "schrijf", "schrijft u", nil},
		"nothing is wrong, 2":     {XLIFF, "schrijf", "schrijft u", nil},
		"nothing is wrong, 1.2":   {XLIFF12, "schrijf", "schrijft u", nil},
		"an address typed by one": {XLIFF, "schrijf", "zie www.x.example en schrijf", nil},
	} {
		t.Run(name, func(t *testing.T) {
			markdown, problems := edited(t, test.format, test.old, test.now)
			if diff := cmp.Diff(test.want, problems); diff != "" {
				t.Errorf("-want +got\n%s\n%s", diff, markdown)
			}
		})
	}
}

func TestWhatOtherProgramsSave(t *testing.T) {
	const name = "po1.cl_5f1_2ex.0.0011aabb"
	want := "Schrijf aan {{client.email}} of **nu**."
	source := "Write to {{client.email}} or **now**."
	for title, text := range map[string]string{
		"prefixes, another order, unknown extensions, wrapped, a mark at the start": "\ufeff" + `<?xml version='1.0' encoding='utf-8'?>
<x:xliff trgLang="nl" srcLang="en" version="2.0" xmlns:x="urn:oasis:names:tc:xliff:document:2.0" xmlns:o="urn:other">
<o:tool>me</o:tool><x:file id="f"><x:skeleton href="a"/><x:group id="g">
<x:unit o:z="1" id="` + name + `"><o:meta><o:source>no</o:source></o:meta><x:segment id="1" state="reviewed">
<x:source>Write to <x:ph id="1"/> or <x:pc id="2">now</x:pc>.</x:source>
<x:target>Schrijf
   aan <x:ph id="1"/> of<x:pc id="2"> <x:mrk id="m" type="comment">nu</x:mrk></x:pc>.</x:target>
</x:segment></x:unit></x:group></x:file></x:xliff>`,
		"a unit cut into segments, in another order": `<xliff version="2.2" srcLang="en" trgLang="nl" xmlns="urn:oasis:names:tc:xliff:document:2.2">
<file id="f"><unit id="` + name + `"><segment state="final"><source>Write to <ph id="1"/></source><target order="3">of <sc id="2"/>nu<ec startRef="2"/>.</target></segment>
<ignorable><source> </source></ignorable><segment state="reviewed"><source>or <pc id="2">now</pc>.</source><target order="1">Schrijf aan <ph id="1"/></target></segment></unit></file></xliff>`,
		"bpt, ept and segments marked": `<xliff version="1.2"><file original="x" source-language="en" target-language="nl" datatype="plaintext"><body>
<group><trans-unit approved="yes" id="` + name + `"><source>Write</source><seg-source><mrk mtype="seg" mid="0">Write</mrk></seg-source>
<target><mrk mtype="seg" mid="0">Schrijf aan <x id="1"/> of <bpt id="2" rid="5">**</bpt>nu<ept id="3" rid="5">**</ept>.</mrk></target></trans-unit></group></body></file></xliff>`,
		"PO, wrapped, with Windows line ends": strings.ReplaceAll(`# Somebody
msgid ""
msgstr "Language: nl\n"

#~ msgid "old"
#~ msgstr "oud"

#: x:1
msgctxt ""
"po1.cl_5f1_2ex."
"0.0011aabb"
msgid "Write to {{client.email}} or **now**."
msgstr ""
"Schrijf aan {{client.email}} "
"of **nu**."
`, "\n", "\r\n"),
	} {
		t.Run(title, func(t *testing.T) {
			got := readBack(t, text)
			if len(got.Segments) != 1 || got.Target != "nl" {
				t.Fatalf("%+v", got)
			}
			s := got.Segments[0]
			target, problems := s.Markdown(source, "")
			if target != want || len(problems) > 0 || !s.Ours || s.State != policy.Reviewed {
				t.Errorf("%q %v, ours %v, state %q", target, problems, s.Ours, s.State)
			}
		})
	}
}

func TestHostilePackages(t *testing.T) {
	head := `<?xml version="1.0"?>` + "\n"
	for name, test := range map[string]struct {
		text string
		want PackageError
	}{
		"entities":    {head + `<!DOCTYPE x [<!ENTITY a "ha">]>` + "\n<xliff/>", PackageError{Line: 2, Reason: UnreadDoctype}},
		"depth":       {head + "<xliff>\n" + strings.Repeat("<a>", 500), PackageError{Line: 3, Reason: UnreadDeep}},
		"nodes":       {"<xliff>" + strings.Repeat("<a/>", maxNodes+1) + "</xliff>", PackageError{Line: 1, Reason: UnreadLarge}},
		"size":        {strings.Repeat("<", MaxPackage+1), PackageError{Reason: UnreadLarge}},
		"another":     {head + "<html/>", PackageError{Line: 2, Reason: UnreadKind}},
		"version":     {head + `<xliff version="3.0"/>`, PackageError{Line: 2, Reason: UnreadVersion, Detail: "3.0"}},
		"no language": {head + `<xliff version="2.1" srcLang="en"/>`, PackageError{Line: 2, Reason: UnreadLanguage}},
		"text":        {"Dear translator,\n", PackageError{Reason: UnreadKind}},
		"PO, damaged": {"msgid \"a\"\nmsgstr \"b\n", PackageError{Line: 2, Reason: UnreadPO}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadPackage([]byte(test.text))
			var got *PackageError
			if !errors.As(err, &got) || *got != test.want {
				t.Errorf("%v, want %v", err, &test.want)
			}
		})
	}
	for name, text := range map[string]string{
		"unclosed": head + "<xliff version='2.1'>\n<file>\n</xliff>", "an entity": head + "\n<xliff>&x;</xliff>", "cut off": head + "<xliff>\n\n",
	} {
		_, err := ReadPackage([]byte(text))
		var got *PackageError
		if !errors.As(err, &got) || got.Reason != UnreadXML || got.Line < 2 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzReadPackage(f *testing.F) {
	for _, format := range packageFormats {
		f.Add([]byte(written(f, format, packageOf(segmentOf(0, richSource, richTarget, policy.Stale)))))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := ReadPackage(data)
		if err != nil {
			return
		}
		for _, s := range got.Segments {
			markdown, problems := s.Markdown(richSource, richTarget)
			if len(problems) == 0 && !bytes.Contains(data, []byte("{{")) && strings.Contains(markdown, "{{") && len(s.target.pieces) == 0 {
				t.Fatalf("%q comes from nowhere", markdown)
			}
		}
	})
}

// full is a segment with all that may go with it.
func full(source, target string, state policy.State) PackageSegment {
	s := segmentOf(0, source, target, state)
	s.Before, s.After = "The <one> before", richSource
	s.Matches = []PackageMatch{
		{Source: richSource, Target: richTarget, Score: 101, Origin: "Kweekwerk & Zn"}, {Source: "A", Target: "*B*", Score: 71},
	}
	s.Terms = []PackageTerm{
		{Term: "order", Translations: []string{"bestelling", "order"}, Forbidden: []string{"bevel"}, Definition: "What <somebody> buys"}, {Term: "seed"},
	}
	return s
}

// readAs is what a format is when it comes back.
func readAs(format PackageFormat) PackageFormat {
	if format == XLIFF20 {
		return XLIFF
	}
	return format
}

// What this program writes is what the standards ask for, whatever the texts.
func TestPackagesAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		format := rapid.SampledFrom([]PackageFormat{XLIFF, XLIFF20, XLIFF12, PO}).Draw(t, "format")
		state := rapid.SampledFrom([]policy.State{policy.Untranslated, policy.Draft, policy.Reviewed, policy.Approved, policy.Stale}).Draw(t, "state")
		s := full(drawText(t, "source"), drawText(t, "target"), state)
		if s.Target == "" {
			s.State = policy.Untranslated
		}
		for i := range s.Matches {
			s.Matches[i].Source, s.Matches[i].Target = drawText(t, "match"), drawText(t, "its target")
		}
		if s.Source == "" && format == PO {
			return // which is the header of a PO file
		}
		text := written(t, format, packageOf(s))
		got, err := ValidatePackage(context.Background(), strings.NewReader(text))
		if err != nil || got.Format != readAs(format) || got.Units != 1 || len(got.Problems) > 0 {
			t.Fatalf("%+v %v\n%s", got, err, text)
		}
		if back := readBack(t, text); len(back.Segments) != 1 || back.Segments[0].Base != s.Base {
			t.Fatalf("%+v", back)
		}
	})
}

func TestPackagesCarryWhatHelps(t *testing.T) {
	for format, want := range map[PackageFormat][]string{
		XLIFF: {
			`<mtc:match ref="#s" type="icm" similarity="100" origin="Kweekwerk &amp; Zn">`, `<mtc:match ref="#s" similarity="71">`, `<segment id="s" `,
			`<gls:term>order</gls:term>`, `<gls:translation>bestelling</gls:translation>`, "<gls:definition>≠ bevel\nWhat &lt;somebody&gt; buys</gls:definition>",
			`<note category="before">The &lt;one&gt; before</note>`, `<note category="after">`,
		},
		XLIFF12: {
			`<alt-trans match-quality="100%" origin="Kweekwerk &amp; Zn">`, `<target><g id="t1" ctype="italic">B</g></target>`,
			`<note from="glossary">order = bestelling, order (≠ bevel)</note>`, `<context context-type="x-before">The &lt;one&gt; before</context>`,
		},
		PO: {"#. ↑ The <one> before\n", "#. order = bestelling, order (≠ bevel)\n", "#. 71% A → *B*\n"},
	} {
		text := written(t, format, packageOf(full(richSource, "", policy.Untranslated)))
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%s has no %s\n%s", format, part, text)
			}
		}
	}
}
