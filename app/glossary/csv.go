package glossary

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
)

// column is what a column of a CSV file holds.
type column struct {
	field string // "id", "domain", "definition", "note", "citation", "term", "status", "term_note", "" for others
	lang  string
	with  Status // of terms, when the column says
}

// fieldNames are what columns are called.
var fieldNames = map[string]string{
	"concept": "id", "concept id": "id", "entry": "id",
	"domain": "domain", "subject": "domain", "subject field": "domain",
	"definition": "definition", "note": "note", "notes": "note", "comment": "note", "comments": "note",
	"citation": "citation", "reference": "citation",
}

// languageNames are what people call languages at the head of a column.
var languageNames = map[string]string{
	"english": "en", "dutch": "nl", "nederlands": "nl", "french": "fr", "français": "fr", "german": "de", "deutsch": "de",
	"indonesian": "id", "bahasa indonesia": "id", "albanian": "sq", "shqip": "sq",
}

// statusNames are what files call a status.
var statusNames = map[string]Status{
	"preferred": Preferred, "approved": Preferred, "standard": Preferred,
	"allowed": Allowed, "admitted": Allowed, "synonym": Allowed,
	"forbidden": Forbidden, "deprecated": Forbidden, "do not use": Forbidden, "not": Forbidden, "superseded": Forbidden,
}

// readCSV reads rows of terms: with a header, a column for each language; or
// without one, as OmegaT keeps them, source, target and comment. Rows with one
// identifier are one concept, and so are rows without that have one first term.
func readCSV(text string, opts ReadOptions) (Contents, error) {
	rows, err := csvRows(text)
	if err != nil {
		return Contents{}, err
	}
	if len(rows) == 0 {
		return Contents{}, &FileError{Line: 1, Reason: ReasonNoConcepts}
	}
	columns, isHeader := header(rows[0].cells, opts)
	if isHeader {
		rows = rows[1:]
		identify(columns, rows)
	} else if columns = withoutHeader(opts); columns == nil {
		return Contents{}, &FileError{Line: rows[0].line, Reason: ReasonNoHeader, Detail: strings.Join(rows[0].cells, " ")}
	}
	r := csvReader{columns: columns, known: map[string]int{}}
	for _, row := range rows {
		r.take(row)
	}
	return r.contents(), nil
}

type csvRow struct {
	line  int
	cells []string
}

func csvRows(text string) ([]csvRow, error) {
	comma := separator(text)
	dec := csv.NewReader(strings.NewReader(text))
	dec.Comma, dec.FieldsPerRecord, dec.LazyQuotes = comma, -1, comma == '\t'
	dec.Comment = '#'
	var out []csvRow
	for {
		cells, err := dec.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			return nil, &FileError{Line: broken.StartLine, Reason: ReasonQuote, Detail: broken.Err.Error()}
		}
		if err != nil {
			return nil, err
		}
		line, _ := dec.FieldPos(0)
		for i, cell := range cells {
			cells[i] = tidy(cell)
		}
		isHint := len(out) == 0 && strings.HasPrefix(cells[0], "sep=")
		if !isHint && strings.Join(cells, "") != "" {
			out = append(out, csvRow{line, cells})
		}
	}
}

// separator is what stands between cells: what the first row has most of.
func separator(text string) rune {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if hint, ok := strings.CutPrefix(line, "sep="); ok && len(hint) == 1 {
			return rune(hint[0])
		}
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		best, most := ',', 0
		for _, r := range "\t;," {
			if n := strings.Count(unquoted(line), string(r)); n > most {
				best, most = r, n
			}
		}
		return best
	}
	return ','
}

func unquoted(line string) string {
	var out strings.Builder
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 0 {
			out.WriteString(part)
		}
	}
	return out.String()
}

// header reads a row as names of columns. It is one when it names a language
// and nothing in it is unknown, or when it names two.
func header(cells []string, opts ReadOptions) ([]column, bool) {
	columns := make([]column, len(cells))
	langs, unknown := 0, 0
	for i, cell := range cells {
		columns[i] = columnOf(cell, opts)
		switch {
		case columns[i].field == "term":
			langs++
		case columns[i].field == "" && cell != "":
			unknown++
		}
	}
	return columns, langs > 1 || langs == 1 && unknown == 0
}

// identify settles what a first column "id" is: identifiers, which have a digit
// and no space, or Indonesian.
func identify(columns []column, rows []csvRow) {
	first := column{field: "term", lang: "id"}
	if columns[0] != first || slices.ContainsFunc(columns, func(c column) bool { return c.field == "id" }) {
		return
	}
	for _, row := range rows {
		cell := row.cells[0]
		if cell != "" && (strings.Contains(cell, " ") || !strings.ContainsAny(cell, "0123456789")) {
			return
		}
	}
	columns[0] = column{field: "id"}
}

func columnOf(name string, opts ReadOptions) column {
	name = strings.ToLower(name)
	if field, ok := fieldNames[name]; ok {
		return column{field: field}
	}
	if lang, ok := languageOfColumn(name, opts); ok {
		return column{field: "term", lang: lang}
	}
	at := strings.LastIndexAny(name, " _:")
	if at < 0 {
		return column{}
	}
	lang, ok := languageOfColumn(strings.TrimSpace(name[:at]), opts)
	rest := name[at+1:]
	switch status, known := statusNames[rest]; {
	case !ok:
		return column{}
	case known:
		return column{field: "term", lang: lang, with: status}
	case rest == "status":
		return column{field: "status", lang: lang}
	case rest == "note" || rest == "comment":
		return column{field: "term_note", lang: lang}
	}
	return column{}
}

func languageOfColumn(name string, opts ReadOptions) (string, bool) {
	switch name {
	case "source", "source term":
		return opts.Source, opts.Source != ""
	case "target", "target term":
		return opts.Target, opts.Target != ""
	}
	if lang, ok := languageNames[name]; ok {
		return lang, true
	}
	if base, _, _ := strings.Cut(strings.ReplaceAll(name, "_", "-"), "-"); len(base) > 3 {
		return "", false // a word, not a tag
	}
	return canonicalTag(name)
}

func withoutHeader(opts ReadOptions) []column {
	if opts.Source == "" || opts.Target == "" {
		return nil
	}
	return []column{{field: "term", lang: opts.Source}, {field: "term", lang: opts.Target}, {field: "note"}}
}

// csvReader gathers rows into concepts.
type csvReader struct {
	columns []column
	entries []csvEntry
	known   map[string]int // identifier, or first term → entry
}

type csvEntry struct {
	line    int
	concept Concept
	reason  string // why it is rejected
}

func (r *csvReader) take(row csvRow) {
	for i, cell := range row.cells {
		if i >= len(r.columns) && cell != "" {
			r.entries = append(r.entries, csvEntry{line: row.line, reason: ReasonColumns, concept: Concept{ID: cell}})
			return
		}
	}
	c, reason := r.concept(row.cells)
	key := "id:" + c.ID
	if c.ID == "" && len(c.Terms) > 0 {
		key = "term:" + c.Terms[0].Lang + ":" + c.Terms[0].Text
	}
	at, known := r.known[key]
	if !known || reason != "" {
		r.known[key] = len(r.entries)
		r.entries = append(r.entries, csvEntry{row.line, c, reason})
		return
	}
	have := &r.entries[at].concept
	for _, t := range c.Terms {
		if !hasTerm(have.Terms, t) {
			have.Terms = append(have.Terms, t)
		}
	}
	have.Note = or(have.Note, c.Note)
}

// concept reads a row. A cell may hold several terms with a bar between.
func (r *csvReader) concept(cells []string) (Concept, string) {
	var c Concept
	reason := ""
	for i, cell := range cells {
		col := r.columns[min(i, len(r.columns)-1)]
		if i >= len(r.columns) || cell == "" {
			continue
		}
		switch col.field {
		case "term":
			for _, text := range strings.Split(cell, "|") {
				if text = tidy(text); text != "" {
					c.Terms = append(c.Terms, Term{Lang: col.lang, Text: text, Status: col.with})
				}
			}
		case "status", "term_note":
			reason = or(reason, describe(c.Terms, col, cell))
		default:
			c.set(col.field, cell)
		}
	}
	return c, reason
}

func (c *Concept) set(field, text string) {
	switch field {
	case "id":
		c.ID = text
	case "domain":
		c.Domain = text
	case "definition":
		c.Definition = text
	case "note":
		c.Note = text
	case "citation":
		c.Citation = text
	}
}

// describe gives the terms of a language in this row their status or note.
func describe(terms []Term, col column, cell string) (reason string) {
	for i := range terms {
		if terms[i].Lang != col.lang {
			continue
		}
		if col.field == "term_note" {
			terms[i].Note = cell
			continue
		}
		status, ok := statusNames[strings.ToLower(cell)]
		if !ok {
			return ReasonStatus
		}
		terms[i].Status = status
	}
	return ""
}

// contents judges the concepts when all rows are in.
func (r *csvReader) contents() Contents {
	var out Contents
	for _, e := range r.entries {
		if e.reason != "" {
			out.reject(e.line, e.reason, firstText(e.concept))
			continue
		}
		e.concept.Terms = withStatus(inOrder(e.concept.Terms, e.concept.Languages()))
		out.add(e.line, e.concept)
	}
	return out
}

// withStatus: of terms that say nothing, the first of its language is the one
// to use, and others may be used too.
func withStatus(terms []Term) []Term {
	has := map[string]bool{}
	for _, t := range terms {
		has[t.Lang] = has[t.Lang] || t.Status == Preferred
	}
	for i, t := range terms {
		if t.Status != "" {
			continue
		}
		terms[i].Status = Allowed
		if !has[t.Lang] {
			terms[i].Status, has[t.Lang] = Preferred, true
		}
	}
	return terms
}
