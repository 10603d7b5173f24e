// Package i18n holds every text a person sees, in every language the program
// ships, and picks the one to show. It knows no domain.
//
// The texts lie in active.<language>.toml: whole sentences by key, with named
// placeholders. A translator edits these files and needs no compiler.
package i18n

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed active.*.toml
var files embed.FS

// Fallback is the language every text exists in.
const Fallback = "en"

// languages lists what the program ships, the fallback first.
var languages = []string{Fallback, "nl", "de", "fr", "id", "sq"}

// Languages returns the tags of the languages the program's texts exist in.
func Languages() []string { return append([]string(nil), languages...) }

// Match returns the shipped language that fits the wishes best, in order.
// Wishes may be BCP 47 tags or POSIX locales such as nl_NL.UTF-8.
func Match(wishes ...string) string {
	for _, wish := range wishes {
		wish, _, _ = strings.Cut(wish, ".")
		wish, _, _ = strings.Cut(wish, "@") // nl_NL@euro
		tag, err := language.Parse(strings.ReplaceAll(wish, "_", "-"))
		if err != nil {
			continue
		}
		base, _ := tag.Base()
		for _, have := range languages {
			if have == base.String() {
				return have
			}
		}
	}
	return Fallback
}

// Data fills the placeholders of a text.
type Data map[string]any

// Localizer gives the texts of one language. It is safe for concurrent use
// and can be switched while the program runs.
type Localizer struct {
	mu     sync.RWMutex
	lang   string
	inner  *goi18n.Localizer
	missed func(key string)
}

// bundles holds the texts of each language, read when it is first asked for.
var bundles = func() map[string]func() *goi18n.Bundle {
	all := map[string]func() *goi18n.Bundle{}
	for _, lang := range languages {
		all[lang] = sync.OnceValue(func() *goi18n.Bundle { return loadBundle(lang) })
	}
	return all
}()

// loadBundle reads the texts of a language, and those that stand in for what it
// lacks.
func loadBundle(of string) *goi18n.Bundle {
	b := goi18n.NewBundle(language.English)
	b.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	for _, lang := range slices.Compact([]string{Fallback, of}) {
		if _, err := b.LoadMessageFileFS(files, "active."+lang+".toml"); err != nil {
			panic("i18n: an embedded message file is broken: " + err.Error())
		}
	}
	return b
}

// New returns a localizer for a shipped language.
func New(lang string) *Localizer {
	l := &Localizer{}
	l.Switch(lang)
	return l
}

// Switch changes the language of every text from now on.
func (l *Localizer) Switch(lang string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lang = Match(lang)
	l.inner = goi18n.NewLocalizer(bundles[l.lang](), l.lang)
}

// Language returns the tag of the language in use.
func (l *Localizer) Language() string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.lang
}

// OnMissing registers a listener for keys that the language in use lacks.
func (l *Localizer) OnMissing(f func(key string)) { l.missed = f }

// T returns the text of a key. A key without a text comes back in brackets.
func (l *Localizer) T(key string, data ...Data) string {
	return l.localize(&goi18n.LocalizeConfig{MessageID: key, TemplateData: merged(data)})
}

// N returns the text of a key in the plural form of count, which the text can
// show as {{.Count}}.
func (l *Localizer) N(key string, count int, data ...Data) string {
	all := merged(data)
	all["Count"] = count
	return l.localize(&goi18n.LocalizeConfig{MessageID: key, PluralCount: count, TemplateData: all})
}

func (l *Localizer) localize(cfg *goi18n.LocalizeConfig) string {
	l.mu.RLock()
	inner, missed := l.inner, l.missed
	l.mu.RUnlock()
	text, err := inner.Localize(cfg)
	if err != nil && missed != nil {
		missed(cfg.MessageID)
	}
	if text == "" {
		return fmt.Sprintf("[%s]", cfg.MessageID)
	}
	return text
}

func merged(all []Data) Data {
	out := Data{}
	for _, data := range all {
		for key, value := range data {
			out[key] = value
		}
	}
	return out
}
