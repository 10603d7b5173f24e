package library

import (
	"strings"
	"testing"

	"clausedesk/app/explain"
	"clausedesk/app/library"
	"clausedesk/i18n"
)

// Whatever a clause of the program cites is read back as it is stored, from
// the way it is shown in every language.
func TestCitationsOfTheProgramAreReadBack(t *testing.T) {
	n := 0
	for _, lang := range i18n.Languages() {
		for _, clause := range library.Builtin().Clauses() {
			shown := explain.Citation(i18n.New(lang), clause.Citation)
			read, flaw := ReadCitation(shown)
			if flaw != nil || read != strings.ReplaceAll(clause.Citation, "\u00a0", " ") {
				t.Errorf("%s: %q, stored as %q, is read as %q, %v", lang, shown, clause.Citation, read, flaw)
			}
			n++
		}
	}
	if n < 300 {
		t.Fatalf("only %d citations", n)
	}
}

func TestCitationsAsPeopleWriteThem(t *testing.T) {
	for written, want := range map[string]string{
		"":                                     "",
		" ; ":                                  "",
		"Art. 13(2)(e) GDPR":                   "Art. 13(2)(e) GDPR",
		"article 13(2)(e) of the GDPR":         "Art. 13(2)(e) GDPR",
		"13(2)(e) GDPR":                        "Art. 13(2)(e) GDPR",
		"art.13 (2) (e)  GDPR":                 "Art. 13(2)(e) GDPR",
		"artikel 13 lid 2 onder e) AVG":        "Art. 13(2)(e) GDPR",
		"art. 13, lid 2, sub e AVG":            "Art. 13(2)(e) GDPR",
		"Art. 13 Abs. 2 lit. e DSGVO":          "Art. 13(2)(e) GDPR",
		"Artikel 13 Absatz 2 Buchst. e DS-GVO": "Art. 13(2)(e) GDPR",
		"article 13, paragraphe 2, point e) du RGPD": "Art. 13(2)(e) GDPR",
		"Art. 44-49 GDPR":                                    "Art. 44–49 GDPR",
		"Art. 6(1)(b) and 13 GDPR":                           "Art. 6(1)(b), 13 GDPR",
		"art. 5 lid 3 richtlijn 2002/58/EG; HvJ EU C-673/17": "Art. 5(3) Directive 2002/58/EC; CJEU C-673/17",
		"art. 27 UK AVG":                                     "Art. 27 UK GDPR",
		"§ 25 TDDDG":                                         "§ 25 TDDDG",
		"Art. L123-22 Code de commerce":                      "Art. L123-22 Code de commerce",
	} {
		if read, flaw := ReadCitation(written); flaw != nil || read != want {
			t.Errorf("%q is read as %q, %+v, want %q", written, read, flaw, want)
		}
	}
}

func TestWhatACitationLacksIsNamed(t *testing.T) {
	for written, want := range map[string]citationFlaw{
		"Art. 13(2)(e)":                    {part: "Art. 13(2)(e)", law: true},
		"Art. 7 GDPR; 13(2)":               {part: "13(2)", law: true},
		"Art. 13(2(e) GDPR":                {part: "Art. 13(2(e) GDPR", bracket: true},
		"artikel 113 AVG":                  {part: "artikel 113 AVG", article: 113},
		"Art. 6, 131(1) UK GDPR; Art. 1 X": {part: "Art. 6, 131(1) UK GDPR", article: 131},
	} {
		if read, flaw := ReadCitation(written); flaw == nil || *flaw != want {
			t.Errorf("%q: %+v, want %+v; read as %q", written, flaw, want, read)
		}
	}
}

// Whatever is typed, reading ends, and what was read once is read as the same
// again.
func FuzzReadCitation(f *testing.F) {
	for _, seed := range []string{"Art. 13(2)(e) GDPR", "artikel 13 lid 2 onder e AVG", "§ 5; 13 (2) (e", "of the of the GDPR", "art. 1 - 2 - 3 UK-AVG"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read, flaw := ReadCitation(text)
		if flaw != nil {
			return
		}
		if again, flaw := ReadCitation(read); flaw != nil || again != read {
			t.Fatalf("%q is read as %q and then as %q, %+v", text, read, again, flaw)
		}
	})
}
