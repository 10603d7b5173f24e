// Package imprint owns what a document says about itself beside the text of
// the policy: its version, date and pages, who signed it, and in an edition
// in two languages which of them decides. All of it is in the document's own
// language, whatever that of the program.
//
// It lays nothing out and writes no files.
package imprint

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/assets"

	"github.com/BurntSushi/toml"
)

// Words are what a document says by itself in one language. Values are put
// into them with Fill.
type Words struct {
	Lang              string `toml:"-"` // of these words
	Contents          string `toml:"contents"`
	Version           string `toml:"version"`
	Draft             string `toml:"draft"`
	Effective         string `toml:"effective"`
	Page              string `toml:"page"`
	SignedBy          string `toml:"signed_by"`
	Date              string `toml:"date"`
	Certificate       string `toml:"certificate"`
	Agreed            string `toml:"agreed"`
	AgreedPlace       string `toml:"agreed_place"`
	Prevails          string `toml:"prevails"`
	PrevailsElsewhere string `toml:"prevails_elsewhere"`
	PrevailsNone      string `toml:"prevails_none"`

	Changes         string `toml:"changes"`
	ChangesSummary  string `toml:"changes_summary"`
	ChangesOnly     string `toml:"changes_only"`
	ChangesWords    string `toml:"changes_words"`
	ChangesLegend   string `toml:"changes_legend"`
	ChangesBefore   string `toml:"changes_before"`
	ChangesTitle    string `toml:"changes_title"`
	ClauseAdded     string `toml:"clause_added"`
	ClauseRemoved   string `toml:"clause_removed"`
	ClauseMoved     string `toml:"clause_moved"`
	ClauseMovedFrom string `toml:"clause_moved_from"`
	ClauseMovedTo   string `toml:"clause_moved_to"`
	ClauseUnnamed   string `toml:"clause_unnamed"`
	WordsAdded      string `toml:"words_added"`
	WordsRemoved    string `toml:"words_removed"`
	WordsMoved      string `toml:"words_moved"`
}

// all reads the table once. It is part of the program: a table that cannot be
// read is a fault of the build.
var all = sync.OnceValue(func() map[string]Words {
	data, err := assets.Document.ReadFile("document/labels.toml")
	if err != nil {
		panic(fmt.Errorf("read the document labels: %w", err))
	}
	table := map[string]Words{}
	if err := toml.Unmarshal(data, &table); err != nil {
		panic(fmt.Errorf("parse the document labels: %w", err))
	}
	for lang, words := range table {
		words.Lang = lang
		table[lang] = words
	}
	return table
})

// In returns the words of a language: of its base language when the region
// has none, and English where there are none at all.
func In(lang string) Words {
	base, _, _ := strings.Cut(lang, "-")
	for _, tag := range []string{lang, base} {
		if found, ok := all()[tag]; ok {
			return found
		}
	}
	return all()["en"]
}

// Fill puts values into a label: Fill("Page {{page}}", "page", "3").
func Fill(label string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		label = strings.ReplaceAll(label, "{{"+pairs[i]+"}}", pairs[i+1])
	}
	return label
}

// Language is the name of a language in itself, its first letter a capital
// because it stands alone.
func Language(lang string) string {
	name := vocabulary.LanguageName(lang)
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToTitle(first)) + name[size:]
}

// Prevailing is the fact that says which language decides between the
// versions of a policy.
const Prevailing policy.FactKey = "policy.prevailing_language"

// Statement says which language decides where the texts of an edition in two
// languages differ. Where the policy names none, it says so and no more: what
// the law then makes of two texts is not for a document to guess. A version
// that decides and is not one of the two shown is said to be elsewhere.
func (w Words) Statement(prevailing string, shown ...string) string {
	if prevailing == "" {
		return w.PrevailsNone
	}
	name := vocabulary.FormatValue(policy.KindLanguage, prevailing, w.Lang)
	for _, lang := range shown {
		if lang == prevailing {
			return Fill(w.Prevails, "language", name)
		}
	}
	return Fill(w.PrevailsElsewhere, "language", name)
}
