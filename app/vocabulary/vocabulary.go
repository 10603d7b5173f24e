// Package vocabulary owns the words that answers are written out in: the terms
// behind choices, lists and durations, the headings of tables, dates and
// country names, authorities; each in every language of the library.
//
// It reads assets/vocabulary and knows fields and records of app/policy. It
// does not know clause text: app/markup puts these words into it.
package vocabulary

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"clausedesk/app/policy"
	"clausedesk/assets"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/language"
)

// Languages lists the languages the vocabulary and the clause library speak.
func Languages() []string { return []string{"en", "nl", "fr", "de", "id", "sq"} }

// Term is one entry of a list.
type Term struct {
	Key  string
	Text string
}

// Words are the words of one language.
type Words struct {
	lang      string
	tag       language.Tag
	lists     map[string]map[string]string
	order     map[string][]string
	registers map[string]Register
}

// Register is how the records of a register are written out.
type Register struct {
	Columns []string          `toml:"columns"`
	Heading map[string]string `toml:"heading"`
	Cell    map[string]string `toml:"cell"`   // a pattern, where a column holds more than its field
	Bullet  string            `toml:"bullet"` // the pattern of a record in a list
}

var (
	loadMu sync.Mutex
	loaded = map[string]*Words{}
)

// In returns the words of a language; false when the library does not speak
// it, and then the words are English.
func In(lang string) (*Words, bool) {
	base, _, _ := strings.Cut(lang, "-")
	known := slices.Contains(Languages(), base)
	if !known {
		base = "en"
	}
	loadMu.Lock()
	defer loadMu.Unlock()
	words := loaded[base]
	if words == nil {
		var err error
		if words, err = load(base); err != nil {
			panic("vocabulary: " + err.Error()) // an embedded file: a test reads each
		}
		loaded[base] = words
	}
	return words, known
}

// load reads one language's file.
func load(lang string) (*Words, error) {
	data, err := fs.ReadFile(assets.Vocabulary, "vocabulary/"+lang+".toml")
	if err != nil {
		return nil, err
	}
	var file map[string]toml.Primitive
	meta, err := toml.Decode(string(data), &file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", lang, err)
	}
	w := &Words{lang: lang, tag: language.Make(lang), lists: map[string]map[string]string{}, order: map[string][]string{}}
	for name, raw := range file {
		if name == "register" {
			err = meta.PrimitiveDecode(raw, &w.registers)
		} else {
			err = w.readList(meta, name, raw)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", lang, name, err)
		}
	}
	for _, key := range meta.Keys() {
		if len(key) == 2 {
			w.order[key[0]] = append(w.order[key[0]], key[1])
		}
	}
	return w, nil
}

// readList reads a table of texts, or a table of such tables (durations).
func (w *Words) readList(meta toml.MetaData, name string, raw toml.Primitive) error {
	if name != "duration" {
		var list map[string]string
		err := meta.PrimitiveDecode(raw, &list)
		w.lists[name] = list
		return err
	}
	var units map[string]map[string]string
	err := meta.PrimitiveDecode(raw, &units)
	for unit, forms := range units {
		w.lists["duration."+unit] = forms
	}
	return err
}

// Language returns the language of these words.
func (w *Words) Language() string { return w.lang }

// Term returns the words for a key of one of the lists, which are separated by
// spaces; false when none has it.
func (w *Words) Term(lists, key string) (string, bool) {
	for list := range strings.FieldsSeq(lists) {
		if text, ok := w.lists[list][policy.TermKey(list, key)]; ok {
			return text, true
		}
	}
	return "", false
}

// Terms lists the entries of the lists in the order of the file.
func (w *Words) Terms(lists string) []Term {
	var out []Term
	for list := range strings.FieldsSeq(lists) {
		for _, key := range w.order[list] {
			out = append(out, Term{key, w.lists[list][key]})
		}
	}
	return out
}

// Register returns how a register is written out.
func (w *Words) Register(name string) (Register, bool) {
	r, ok := w.registers[name]
	return r, ok
}

// Join writes a list: "A, B and C".
func (w *Words) Join(items []string) string {
	join := w.lists["join"]
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	case 2:
		return pair(join["two"], items[0], items[1])
	}
	out := items[0]
	for _, item := range items[1 : len(items)-1] {
		out = pair(join["middle"], out, item)
	}
	return pair(join["last"], out, items[len(items)-1])
}

// Enumerate is Join, but with semicolons where an item has a joining word or a
// comma of its own: "letters and calls; photographs".
func (w *Words) Enumerate(items []string) string {
	join := w.lists["join"]
	marks := []string{pair(join["middle"], "", ""), pair(join["two"], "", "")}
	divided := func(item string) bool {
		return slices.ContainsFunc(marks, func(mark string) bool { return strings.Contains(item, mark) })
	}
	if len(items) < 2 || !slices.ContainsFunc(items, divided) {
		return w.Join(items)
	}
	out := items[0]
	for _, item := range items[1:] {
		out = pair(join["apart"], out, item)
	}
	return out
}

// BeforeColon returns what stands between a word and the colon behind it: a
// no-break space in French.
func (w *Words) BeforeColon() string {
	before, _, _ := strings.Cut(w.lists["join"]["definition"], ":")
	return strings.TrimPrefix(before, "{term}")
}

func pair(pattern, a, b string) string {
	return strings.NewReplacer("{a}", a, "{b}", b).Replace(pattern)
}

// Section names a clause by its number, or by its heading where clauses are
// not numbered.
func (w *Words) Section(number, heading string) string {
	if number == "" {
		return strings.ReplaceAll(w.lists["section"]["unnumbered"], "{heading}", heading)
	}
	return strings.ReplaceAll(w.lists["section"]["numbered"], "{number}", number)
}

// Answer writes an answer out in these words. What is no key of the field's
// lists is somebody's own words and stays.
func (w *Words) Answer(def policy.FieldDef, answer string) string {
	switch def.Kind {
	case policy.KindChoice, policy.KindTerm:
		return w.termOr(def.List, answer)
	case policy.KindChoices, policy.KindTerms, policy.KindCountries:
		values := def.Values(answer)
		for i, value := range values {
			if def.Kind == policy.KindCountries {
				values[i] = formatCountry(value, w.lang)
			} else {
				values[i] = w.termOr(def.List, value)
			}
		}
		return w.Enumerate(values)
	case policy.KindLifetime:
		if text, ok := w.Term("lifetime", answer); ok {
			return text
		}
		return w.Duration(answer)
	}
	return w.Value(def.Kind, answer)
}

func (w *Words) termOr(lists, answer string) string {
	if text, ok := w.Term(lists, answer); ok {
		return text
	}
	return answer
}

// RecordField writes a field of a record out. Own words are taken in this
// language where the record has them.
func (w *Words) RecordField(def policy.FieldDef, record policy.Record) string {
	answer := record[def.Key]
	if _, isTerm := w.Term(def.List, answer); def.Localized && !isTerm {
		return w.own(def, record.In(def.Key, w.lang))
	}
	return w.Answer(def, answer)
}

// own writes somebody's own words so that they fit where they go. An event
// follows a period, and whether it was typed as "after the treatment" or as
// "end of treatment", the row has to read well.
func (w *Words) own(def policy.FieldDef, answer string) string {
	pattern, has := w.lists[def.List+"_own"]["pattern"]
	first, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(answer, "’", " ")), " ")
	if !has || answer == "" || slices.Contains(strings.Fields(w.lists[def.List+"_own"]["begins"]), first) {
		return w.Answer(def, answer)
	}
	return strings.ReplaceAll(pattern, "{words}", strings.TrimSpace(answer))
}

// OwnWords reports whether a field of a record holds words of its own that
// have no version in this language, where the document's source is another.
func (w *Words) OwnWords(def policy.FieldDef, record policy.Record, lang, source string) bool {
	answer := record[def.Key]
	if !def.Localized || def.Proper || answer == "" || lang == source || record[def.Key.In(lang)] != "" {
		return false
	}
	_, isTerm := w.Term(def.List, answer)
	return !isTerm && def.Kind != policy.KindTerms
}
