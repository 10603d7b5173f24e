package pdf

import (
	"fmt"
	"strings"
	"sync"

	"clausedesk/assets"

	"github.com/BurntSushi/toml"
)

// labels are the words a document says by itself in one language.
type labels struct {
	Contents    string `toml:"contents"`
	Version     string `toml:"version"`
	Draft       string `toml:"draft"`
	Effective   string `toml:"effective"`
	Page        string `toml:"page"`
	SignedBy    string `toml:"signed_by"`
	Date        string `toml:"date"`
	Certificate string `toml:"certificate"`
}

// allLabels reads the table once. It is part of the program: a table that
// cannot be read is a fault of the build.
var allLabels = sync.OnceValue(func() map[string]labels {
	data, err := assets.Document.ReadFile("document/labels.toml")
	if err != nil {
		panic(fmt.Errorf("read the document labels: %w", err))
	}
	table := map[string]labels{}
	if err := toml.Unmarshal(data, &table); err != nil {
		panic(fmt.Errorf("parse the document labels: %w", err))
	}
	return table
})

// labelsFor returns the words of a language: of its base language when the
// region has none, and English where there are none at all.
func labelsFor(lang string) labels {
	base, _, _ := strings.Cut(lang, "-")
	for _, tag := range []string{lang, base} {
		if found, ok := allLabels()[tag]; ok {
			return found
		}
	}
	return allLabels()["en"]
}

// fill puts values into a label: fill("Page {{page}}", "page", "3").
func fill(label string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		label = strings.ReplaceAll(label, "{{"+pairs[i]+"}}", pairs[i+1])
	}
	return label
}
