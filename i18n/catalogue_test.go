package i18n

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// entry is the text of a key by plural form; "" stands for one without forms.
type entry map[string]string

// catalogue reads a language's file as a translator sees it.
func catalogue(t *testing.T, lang string) map[string]entry {
	t.Helper()
	data, err := fs.ReadFile(files, "active."+lang+".toml")
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := toml.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	out := map[string]entry{}
	collect(out, "", tree)
	return out
}

func collect(out map[string]entry, prefix string, tree map[string]any) {
	for name, value := range tree {
		switch v := value.(type) {
		case string:
			out[prefix+name] = entry{"": v}
		case map[string]any:
			if _, isPlural := v["other"].(string); isPlural {
				out[prefix+name] = entry{}
				for form, text := range v {
					out[prefix+name][form], _ = text.(string)
				}
				continue
			}
			collect(out, prefix+name+".", v)
		}
	}
}

func TestEveryLanguageHasItsFile(t *testing.T) {
	names, err := fs.Glob(files, "active.*.toml")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, lang := range Languages() {
		want = append(want, "active."+lang+".toml")
	}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("files %v, languages %v", names, want)
	}
}

func TestEveryLanguageHasTheSameKeys(t *testing.T) {
	base := catalogue(t, Fallback)
	for _, lang := range Languages()[1:] {
		other := catalogue(t, lang)
		for key := range maps.Keys(base) {
			if _, there := other[key]; !there {
				t.Errorf("%s lacks %q", lang, key)
			}
		}
		for key := range maps.Keys(other) {
			if _, there := base[key]; !there {
				t.Errorf("%s has %q, which %s lacks", lang, key, Fallback)
			}
		}
	}
}

var mark = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// marks lists the placeholders of a text.
func marks(text string) []string {
	var out []string
	for _, match := range mark.FindAllStringSubmatch(text, -1) {
		out = append(out, match[1])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (e entry) marks() []string { return marks(strings.Join(slices.Collect(maps.Values(e)), " ")) }

func TestEveryLanguageHasTheSamePlaceholders(t *testing.T) {
	base := catalogue(t, Fallback)
	for _, lang := range Languages() {
		for key, e := range catalogue(t, lang) {
			if got, want := e.marks(), base[key].marks(); !slices.Equal(got, want) {
				t.Errorf("%s in %s has %v, in %s %v", key, lang, got, Fallback, want)
			}
			for form, text := range e {
				// Only "one" may put the number in words.
				if form != "one" && !slices.Equal(marks(text), base[key].marks()) {
					t.Errorf("%s.%s in %s has %v", key, form, lang, marks(text))
				}
				if rest := mark.ReplaceAllString(text, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
					t.Errorf("%s in %s has a mark that is none: %q", key, lang, text)
				}
			}
		}
	}
}

// forms lists the plural forms that whole numbers take in a language.
func forms(lang string) []string {
	names := map[plural.Form]string{
		plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many",
	}
	seen := map[string]bool{}
	for n := range 200 {
		seen[names[plural.Cardinal.MatchPlural(language.MustParse(lang), n, 0, 0, 0, 0)]] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

func TestPluralTextsHaveTheFormsTheLanguageNeeds(t *testing.T) {
	if got := forms("en"); !slices.Equal(got, []string{"one", "other"}) {
		t.Fatalf("forms of English: %v", got)
	}
	if got := forms("pl"); !slices.Equal(got, []string{"few", "many", "one"}) {
		t.Fatalf("forms of Polish: %v", got)
	}
	base := catalogue(t, Fallback)
	for _, lang := range Languages() {
		want := forms(lang)
		if !slices.Contains(want, "other") { // the library asks for it always
			want = append(want, "other")
		}
		for key, e := range catalogue(t, lang) {
			isPlural := e["other"] != ""
			if isPlural != (base[key]["other"] != "") {
				t.Errorf("%s is plural in one of %s and %s only", key, lang, Fallback)
			}
			if got := slices.Sorted(maps.Keys(e)); isPlural && !slices.Equal(got, slices.Sorted(slices.Values(want))) {
				t.Errorf("%s in %s has the forms %v, want %v", key, lang, got, want)
			}
		}
	}
}

func ending(text string) string {
	text = strings.TrimRight(text, "”’»")
	if text == "" {
		return ""
	}
	last := []rune(text)[len([]rune(text))-1]
	if strings.ContainsRune(".:?!…", last) {
		return string(last)
	}
	return ""
}

// TestTextsEndAlike: a sentence in one language is one in the others.
func TestTextsEndAlike(t *testing.T) {
	base := catalogue(t, Fallback)
	for _, lang := range Languages() {
		for key, e := range catalogue(t, lang) {
			for form, text := range e {
				want, there := base[key][form]
				if !there {
					want = base[key]["other"]
				}
				if ending(text) != ending(want) {
					t.Errorf("%s in %s ends %q, in %s %q", key, lang, ending(text), Fallback, ending(want))
				}
				if strings.TrimSpace(text) == "" || strings.Contains(strings.TrimSpace(text), "  ") && !strings.Contains(want, "  ") {
					t.Errorf("%s in %s has odd space: %q", key, lang, text)
				}
				if lead(text) != lead(want) || strings.HasSuffix(text, " ") != strings.HasSuffix(want, " ") {
					t.Errorf("%s in %s is spaced unlike %s: %q, %q", key, lang, Fallback, text, want)
				}
				if strings.ContainsAny(text, `'"`) {
					t.Errorf("%s in %s has a straight quotation mark: %s", key, lang, text)
				}
			}
		}
	}
}

func lead(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }

// whole are the parts of the catalogue that hold whole sentences.
var whole = regexp.MustCompile(`^(error|problem|trust|integrity|help|finding|import_warning|tour)\.`)

// notSentences are parts of messages that stand in lists or join others.
var notSentences = regexp.MustCompile(`^(error\.(file|uncovered|uncovered_rune|uncovered_more|ambiguous|unexpected)|help\.(what|format|algorithm|format_file|glossary_format|glossary_format_out|memory_state)|finding\.with_citation)$`)

func TestMessagesAreWholeSentences(t *testing.T) {
	for _, lang := range Languages() {
		for key, e := range catalogue(t, lang) {
			if !whole.MatchString(key) || notSentences.MatchString(key) {
				continue
			}
			for _, text := range e {
				if ending(text) != "." {
					t.Errorf("%s in %s is no sentence: %q", key, lang, text)
				}
				if first := []rune(mark.ReplaceAllString(text, "X"))[0]; strings.ToUpper(string(first)) != string(first) {
					t.Errorf("%s in %s does not begin like a sentence: %q", key, lang, text)
				}
			}
		}
	}
}
