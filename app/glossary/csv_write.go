package glossary

import (
	"encoding/csv"
	"io"
	"slices"

	"clausedesk/app/policy"
)

// writeCSV writes a row for each concept, and more where a language has
// several terms.
func writeCSV(w io.Writer, concepts []Concept) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // else spreadsheets take it for another encoding
		return err
	}
	out := csv.NewWriter(w)
	langs := languagesOf(concepts)
	head := []string{"concept", "domain", "definition", "note", "citation"}
	for _, lang := range langs {
		head = append(head, lang, lang+" status", lang+" note")
	}
	_ = out.Write(head) // Error below says what went wrong
	for _, c := range concepts {
		if c.ID == "" {
			c.ID = string(policy.NewID())
		}
		for n := 0; n < mostTerms(c); n++ {
			_ = out.Write(csvLine(c, langs, n))
		}
	}
	out.Flush()
	return out.Error()
}

func csvLine(c Concept, langs []string, n int) []string {
	cells := []string{c.ID, "", "", "", ""}
	if n == 0 {
		cells = []string{c.ID, c.Domain, c.Definition, c.Note, c.Citation}
	}
	for _, lang := range langs {
		terms := slices.DeleteFunc(slices.Clone(c.Terms), func(t Term) bool { return t.Lang != lang })
		if n >= len(terms) {
			cells = append(cells, "", "", "")
			continue
		}
		cells = append(cells, terms[n].Text, string(terms[n].Status), terms[n].Note)
	}
	return cells
}

func mostTerms(c Concept) int {
	count, most := map[string]int{}, 0
	for _, t := range c.Terms {
		count[t.Lang]++
		most = max(most, count[t.Lang])
	}
	return most
}

func languagesOf(concepts []Concept) []string {
	var out []string
	for i := range concepts {
		for _, lang := range concepts[i].Languages() {
			if !slices.Contains(out, lang) {
				out = append(out, lang)
			}
		}
	}
	return out
}
