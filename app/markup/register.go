package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// nothing stands in a cell that its record has no answer for, so that no cell
// looks forgotten.
const nothing = "–"

// list writes the first field of each record: "A, B and C".
func (r *resolver) list(expr, query string, records []policy.Record) []Inline {
	def := registerOf(query)
	items := make([]string, 0, len(records))
	for _, record := range records {
		if text := r.field(def, def.Fields[0], record, expr); text != "" {
			items = append(items, text)
		}
	}
	if len(items) == 0 {
		return r.miss(expr)
	}
	return []Inline{{Kind: Text, Text: r.answers.words.Enumerate(items)}}
}

func registerOf(query string) policy.RegisterDef {
	q, _ := policy.ParseQuery(query)
	def, _ := policy.RegisterDefOf(q.Register)
	return def
}

// block makes a table or a list of the records.
func (r *resolver) block(expr string) []Block {
	verb, query, _ := strings.Cut(expr, " ")
	records, ok := r.answers.records(query)
	def := registerOf(query)
	pattern, known := r.answers.words.Register(def.Name)
	if !ok || !known || len(records) == 0 {
		return []Block{{Kind: Paragraph, Inlines: r.miss(expr)}}
	}
	w := recordWriter{r, def, pattern, expr}
	if verb == exprBullets {
		return []Block{w.bullets(records)}
	}
	return []Block{w.table(records)}
}

// field writes a field of a record out, and notes what has no words in this
// language.
func (r *resolver) field(def policy.RegisterDef, field policy.FieldDef, record policy.Record, expr string) string {
	if !r.answers.all.Asks(def, field, record) {
		return ""
	}
	if r.answers.words.OwnWords(field, record, r.lang, r.answers.source) {
		r.foreign(expr)
	}
	if field.Localized {
		r.now.uses = append(r.now.uses, AnswerUse{def.Name, field.Key, strings.TrimSpace(record[field.Key])})
	}
	return strings.TrimSpace(r.answers.words.RecordField(field, record))
}

// recordWriter writes the records of one register.
type recordWriter struct {
	r       *resolver
	def     policy.RegisterDef
	pattern vocabulary.Register
	expr    string
}

func (w recordWriter) expand(pattern string, record policy.Record) []Inline {
	text := vocabulary.Expand(pattern, func(name string) string {
		field, known := w.def.Field(policy.FactKey(name))
		if !known {
			return ""
		}
		return Escape(w.r.field(w.def, field, record, w.expr))
	})
	if w.begins(pattern) {
		text = capitalised(text)
	}
	return parsedInline(text)
}

// begins reports whether a pattern begins with words, not with a name that is
// written as its owner writes it (a cookie, a company).
func (w recordWriter) begins(pattern string) bool {
	_, rest, _ := strings.Cut(pattern, "{")
	name, _, _ := strings.Cut(rest, "}")
	field, known := w.def.Field(policy.FactKey(name))
	return known && field.Kind != policy.KindText
}

func (w recordWriter) bullets(records []policy.Record) Block {
	block := Block{Kind: List}
	for _, record := range records {
		block.Items = append(block.Items, []Block{{Kind: Paragraph, Inlines: w.expand(w.pattern.Bullet, record)}})
	}
	return block
}

// table leaves out the columns that no record has anything in.
func (w recordWriter) table(records []policy.Record) Block {
	block := Block{Kind: Table, Rows: make([][]Cell, len(records))}
	for _, column := range w.pattern.Columns {
		pattern := w.pattern.Cell[column]
		if pattern == "" {
			pattern = "{" + column + "}"
		}
		cells := make([]Cell, len(records))
		filled := false
		for i, record := range records {
			cells[i] = Cell(w.expand(pattern, record))
			filled = filled || len(cells[i]) > 0
		}
		if !filled {
			continue
		}
		block.Header = append(block.Header, Cell(parsedInline(w.pattern.Heading[column])))
		block.Align = append(block.Align, AlignNone)
		for i := range cells {
			if len(cells[i]) == 0 {
				cells[i] = Cell{{Kind: Text, Text: nothing}}
			}
			block.Rows[i] = append(block.Rows[i], cells[i])
		}
	}
	return block
}

// capitalised makes the first letter of a cell or bullet a capital, past the
// marks before it.
func capitalised(text string) string {
	at := strings.IndexFunc(text, func(r rune) bool { return r != '*' })
	if at < 0 {
		return text
	}
	first, size := utf8.DecodeRuneInString(text[at:])
	return text[:at] + string(unicode.ToUpper(first)) + text[at+size:]
}
