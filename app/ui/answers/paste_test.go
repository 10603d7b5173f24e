package answers

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/policy"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func registerOf(t testing.TB, name string) policy.RegisterDef {
	t.Helper()
	def, ok := policy.RegisterDefOf(name)
	if !ok {
		t.Fatalf("no register %s", name)
	}
	return def
}

func shout(f policy.FieldDef) []string { return []string{strings.ToUpper(string(f.Key)) + "!"} }

func TestPasteReadsWordsAsAPersonWritesThem(t *testing.T) {
	for _, c := range []struct {
		register, lang, text string
		want                 []policy.Record
		misfits              []string
	}{
		{
			"recipients", "en", "Recipient\tcountry\tROLE!\nHosting Ltd\tGermany\tProcessor\nMail Inc\tus\tcontroller\n",
			[]policy.Record{
				{"name": "Hosting Ltd", "country": "DE", "role": "processor"},
				{"name": "Mail Inc", "country": "US", "role": "controller"},
			},
			nil,
		},
		{
			"retention", "nl", "facturen\t7 jaar\t\t\tboekhouding\r\niets eigens\tP30D\r\n",
			[]policy.Record{{"name": "invoices", "period": "P7Y", "reason": "boekhouding"}, {"name": "iets eigens", "period": "P30D"}},
			nil,
		},
		{
			"cookies", "en", "name\tkind\tlifetime\tpurpose\n_ga\tstatistics\t26 months\tmy own purpose\nsid\tnecessary\tend of the session\t\nx\todd\tlong\t",
			[]policy.Record{
				{"name": "_ga", "kind": "statistics", "lifetime": "P26M", "purpose": "my own purpose"},
				{"name": "sid", "kind": "necessary", "lifetime": "session"},
				{"name": "x"},
			},
			[]string{"3 kind odd", "3 lifetime long"},
		},
		{
			"recipients", "en", "name\tdata\tfunction\n\"Two\nlines\"\tname, e-mail address; own thing\thosting",
			[]policy.Record{{"name": "Two lines", "data": "name, email_address, own thing", "function": "hosting"}},
			nil,
		},
	} {
		got, misfits := paste(registerOf(t, c.register), c.text, c.lang, shout)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", c.register, c.text, diff)
		}
		var said []string
		for _, m := range misfits {
			said = append(said, fmt.Sprint(m.row, " ", m.field.Key, " ", m.value))
		}
		if !slices.Equal(said, c.misfits) {
			t.Errorf("%s %q: left out %v, want %v", c.register, c.text, said, c.misfits)
		}
	}
}

// A first line is one of headings when most of it names fields, in whatever
// language, or when it is no answer and the lines below it are.
func TestAFirstLineOfHeadings(t *testing.T) {
	captions := func(f policy.FieldDef) []string {
		return map[policy.FactKey][]string{"period": {"How long", "Hoe lang"}, "reason": {"Why", "Waarom"}}[f.Key]
	}
	for _, c := range []struct {
		register, text string
		want           []policy.Record
		misfits        []string
	}{
		{
			"retention", "Name of it\tHOE LANG?\tWaarom dan\tRemarks\ninvoices\t7 years\tbooks\tnothing",
			[]policy.Record{{"name": "invoices", "period": "P7Y", "reason": "books"}},
			[]string{"0  Remarks"},
		},
		{
			"retention", "Object\tTermijn\ninvoices\t7 years\norders\t2 years",
			[]policy.Record{{"name": "invoices", "period": "P7Y"}, {"name": "orders", "period": "P2Y"}},
			[]string{"0 name Object · Termijn"},
		},
		{ // a name of a field among answers is an answer
			"retention", "invoices\t7 years\ncriteria\tP2Y",
			[]policy.Record{{"name": "invoices", "period": "P7Y"}, {"name": "criteria", "period": "P2Y"}},
			nil,
		},
		{ // nothing below fits better
			"retention", "Coffee\tever\nTea\talways",
			[]policy.Record{{"name": "Coffee"}, {"name": "Tea"}},
			[]string{"1 period ever", "2 period always"},
		},
	} {
		got, misfits := paste(registerOf(t, c.register), c.text, "en", captions)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
		var said []string
		for _, m := range misfits {
			said = append(said, fmt.Sprint(m.row, " ", m.field.Key, " ", m.value))
		}
		if !slices.Equal(said, c.misfits) {
			t.Errorf("%q: left out %v, want %v", c.text, said, c.misfits)
		}
	}
}

// What is pasted is either an answer that fits its field or reported, and a
// table written with keys under a header comes back as it was.
func TestPasteNeverStoresWhatDoesNotFit(t *testing.T) {
	cell := rapid.StringMatching(`[a-zA-Z0-9 ,;"\n@.:/é-]{0,14}`)
	rapid.Check(t, func(rt *rapid.T) {
		def := rapid.SampledFrom(policy.RegisterDefs()).Draw(rt, "register")
		lines := rapid.SliceOfN(rapid.SliceOfN(cell, 0, 6), 0, 5).Draw(rt, "cells")
		var text []string
		for _, line := range lines {
			text = append(text, strings.Join(line, "\t"))
		}
		records, misfits := paste(def, strings.Join(text, "\n"), "en", shout)
		for _, record := range records {
			if record.Empty() {
				rt.Fatal("an empty record")
			}
			for key, value := range record {
				if field, ok := def.Field(key); !ok || !field.Fits(value) {
					rt.Fatalf("%s: %q does not fit", key, value)
				}
			}
		}
		for _, m := range misfits {
			if m.value == "" || m.row < 0 {
				rt.Fatalf("reported %+v", m)
			}
		}
	})
}

func TestPasteTakesBackWhatWasWritten(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		def := registerOf(t, "recipients")
		var want []policy.Record
		var keys, lines []string
		for _, field := range def.Fields {
			keys = append(keys, string(field.Key))
		}
		lines = append(lines, strings.Join(keys, "\t"))
		for range rapid.IntRange(1, 6).Draw(rt, "rows") {
			record := policy.Record{"name": rapid.StringMatching(`[A-Z][a-z"]{0,8}`).Draw(rt, "name")}
			for _, field := range def.Fields {
				terms := termsOf(field, "en")
				if len(terms) > 0 && rapid.Bool().Draw(rt, "filled") {
					record[field.Key] = rapid.SampledFrom(terms).Draw(rt, string(field.Key)).key
				}
			}
			var cells []string
			for _, key := range keys {
				value := record[policy.FactKey(key)]
				cells = append(cells, `"`+strings.ReplaceAll(value, `"`, `""`)+`"`)
			}
			lines = append(lines, strings.Join(cells, "\t"))
			want = append(want, record)
		}
		got, misfits := paste(def, strings.Join(lines, "\r\n"), "nl", shout)
		if diff := cmp.Diff(want, got); diff != "" || len(misfits) > 0 {
			rt.Fatalf("left out %v (-want +got):\n%s", misfits, diff)
		}
	})
}
