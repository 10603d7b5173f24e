package exchange

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"clausedesk/app/policy"

	"github.com/BurntSushi/toml"
)

// AnswersError says where a file of answers cannot be read: in which line, or
// at which key the value has a shape that no answer has.
type AnswersError struct {
	Line int    // from 1; 0 where the file can be read
	Key  string // "registers.cookies.2.name"
}

func (e *AnswersError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("line %d cannot be read", e.Line)
	}
	return e.Key + " has no place in a file of answers"
}

// ReadAnswers reads answers from TOML or JSON: "facts" by key, "registers" as
// lists of records. In TOML the parts of a key may also be tables. Besides
// texts a value may be a number, true or false for yes or no, a date, or a
// list for several values. Whether the answers fit is not looked at.
//
// It returns the errors of Decode, and an *AnswersError.
func ReadAnswers(data []byte) (policy.Answers, error) {
	text, _, err := Decode(data)
	if err != nil {
		return policy.Answers{}, err
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	parse := parseTOML
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		parse = parseJSON
	}
	file, err := parse(text)
	if err != nil {
		return policy.Answers{}, err
	}
	return answersOf(file)
}

func parseTOML(text string) (map[string]any, error) {
	var file map[string]any
	_, err := toml.Decode(text, &file)
	var parsing toml.ParseError
	switch {
	case errors.As(err, &parsing):
		return nil, &AnswersError{Line: max(1, parsing.Position.Line)}
	case err != nil:
		return nil, &AnswersError{Line: 1}
	}
	return file, nil
}

func parseJSON(text string) (map[string]any, error) {
	var file map[string]any
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	err := dec.Decode(&file)
	if err == nil {
		if _, behind := dec.Token(); !errors.Is(behind, io.EOF) {
			err = errors.New("more than one value")
		}
	}
	if err != nil {
		at := dec.InputOffset()
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at = syntax.Offset
		}
		at = min(at, int64(len(text)))
		return nil, &AnswersError{Line: 1 + strings.Count(text[:at], "\n")}
	}
	return file, nil
}

func answersOf(file map[string]any) (policy.Answers, error) {
	out := policy.Answers{Facts: policy.Facts{}, Registers: policy.Registers{}}
	for _, key := range slices.Sorted(maps.Keys(file)) {
		table, isTable := file[key].(map[string]any)
		switch {
		case !isTable:
			return out, &AnswersError{Key: key}
		case key == "facts":
			if err := flatten(out.Facts, "", table); err != nil {
				return out, err
			}
		case key == "registers":
			if err := readRegisters(out.Registers, table); err != nil {
				return out, err
			}
		default:
			return out, &AnswersError{Key: key}
		}
	}
	return out, nil
}

// flatten joins the names of nested tables with dots.
func flatten(out policy.Facts, prefix string, table map[string]any) error {
	for _, name := range slices.Sorted(maps.Keys(table)) {
		key := prefix + name
		if inner, isTable := table[name].(map[string]any); isTable {
			if err := flatten(out, key+".", inner); err != nil {
				return err
			}
			continue
		}
		answer, ok := answerOf(table[name])
		if _, twice := out[policy.FactKey(key)]; twice || !ok {
			return &AnswersError{Key: fmt.Sprintf("facts.%s", key)}
		}
		out[policy.FactKey(key)] = answer
	}
	return nil
}

func readRegisters(out policy.Registers, table map[string]any) error {
	for _, name := range slices.Sorted(maps.Keys(table)) {
		rows, ok := rowsOf(table[name])
		if !ok {
			return &AnswersError{Key: "registers." + name}
		}
		out[name] = make([]policy.Record, len(rows))
		for i, row := range rows {
			record, err := recordOf(fmt.Sprintf("registers.%s.%d", name, i+1), row)
			if err != nil {
				return err
			}
			out[name][i] = record
		}
	}
	return nil
}

// rowsOf returns a list of records, which TOML gives with a type of its own.
func rowsOf(value any) ([]any, bool) {
	switch v := value.(type) {
	case []any:
		return v, true
	case []map[string]any:
		out := make([]any, len(v))
		for i, row := range v {
			out[i] = row
		}
		return out, true
	}
	return nil, false
}

func recordOf(at string, row any) (policy.Record, error) {
	table, ok := row.(map[string]any)
	if !ok {
		return nil, &AnswersError{Key: at}
	}
	out := policy.Record{}
	for _, field := range slices.Sorted(maps.Keys(table)) {
		answer, ok := answerOf(table[field])
		if !ok {
			return nil, &AnswersError{Key: at + "." + field}
		}
		out[policy.FactKey(field)] = answer
	}
	return out, nil
}

// answerOf writes a value as answers are kept.
func answerOf(value any) (string, bool) {
	switch v := value.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case bool:
		if v {
			return "yes", true
		}
		return "no", true
	case json.Number:
		return v.String(), true
	case int64:
		return strconv.FormatInt(v, 10), true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true
	case time.Time:
		return v.Format(time.DateOnly), true
	case []any:
		return severalOf(v)
	}
	return "", false
}

func severalOf(values []any) (string, bool) {
	out := make([]string, len(values))
	for i, value := range values {
		if _, isList := value.([]any); isList {
			return "", false
		}
		var ok bool
		if out[i], ok = answerOf(value); !ok {
			return "", false
		}
	}
	return strings.Join(out, ", "), true
}

// WriteAnswersJSON writes answers as ReadAnswers reads them. What is not
// answered is left out; a register without a record stays an empty list.
func WriteAnswersJSON(w io.Writer, a policy.Answers) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(Answered(a)); err != nil {
		return fmt.Errorf("write answers: %w", err)
	}
	return nil
}

// Answered returns the answers without what is empty, and without a nil map.
func Answered(a policy.Answers) policy.Answers {
	out := policy.Answers{Facts: policy.Facts{}.Merge(a.Facts), Registers: a.Registers.Clone()}
	for _, records := range out.Registers {
		for _, record := range records {
			maps.DeleteFunc(record, func(_ policy.FactKey, value string) bool { return value == "" })
		}
	}
	return out
}

// WriteAnswersTOML writes answers as ReadAnswers reads them, in the order of
// the forms. What is not answered is left out; a register without a record
// stays an empty list.
func WriteAnswersTOML(w io.Writer, a policy.Answers) error {
	a = Answered(a)
	var out bytes.Buffer
	out.WriteString("[facts]\n")
	writeRecord(&out, policy.FactDefs(), a.Facts)
	names := slices.SortedFunc(maps.Keys(a.Registers), func(x, y string) int {
		return cmp.Or(cmp.Compare(registerRank(x), registerRank(y)), cmp.Compare(x, y))
	})
	empty := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return len(a.Registers[name]) > 0 })
	if len(empty) > 0 {
		out.WriteString("\n[registers]\n")
	}
	for _, name := range empty {
		fmt.Fprintf(&out, "%s = []\n", tomlKey(name))
	}
	for _, name := range names {
		def, _ := policy.RegisterDefOf(name)
		for _, record := range a.Registers[name] {
			fmt.Fprintf(&out, "\n[[registers.%s]]\n", tomlKey(name))
			writeRecord(&out, def.Fields, policy.Facts(record))
		}
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write answers: %w", err)
	}
	return nil
}

func registerRank(name string) int {
	return rankIn(policy.RegisterDefs(), func(d policy.RegisterDef) bool { return d.Name == name })
}

// rankIn is the place of what fits, or the place behind all.
func rankIn[T any](all []T, fits func(T) bool) int {
	if i := slices.IndexFunc(all, fits); i >= 0 {
		return i
	}
	return len(all)
}

func writeRecord(out *bytes.Buffer, order []policy.FieldDef, answers policy.Facts) {
	rank := func(key policy.FactKey) int {
		return rankIn(order, func(d policy.FieldDef) bool { return d.Key == key.Base() })
	}
	keys := answers.Keys()
	slices.SortStableFunc(keys, func(a, b policy.FactKey) int { return cmp.Compare(rank(a), rank(b)) })
	for _, key := range keys {
		fmt.Fprintf(out, "%s = %s\n", tomlKey(string(key)), tomlText(answers[key]))
	}
}

var bareKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

func tomlKey(key string) string {
	if bareKey.MatchString(key) {
		return key
	}
	return `"` + tomlEscaped(key) + `"`
}

// tomlText writes a text of several lines as one reads it.
func tomlText(text string) string {
	if !strings.Contains(text, "\n") {
		return `"` + tomlEscaped(text) + `"`
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = tomlEscaped(line)
	}
	return "\"\"\"\n" + strings.Join(lines, "\n") + `"""`
}

// tomlEscaped escapes what a basic string of TOML cannot hold as it is.
func tomlEscaped(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r < ' ' || r >= 0x7f && r < 0xa0:
			fmt.Fprintf(&out, `\u%04X`, r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
