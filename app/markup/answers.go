package markup

import (
	"strconv"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// answers is what placeholders are made of, in one language.
type answers struct {
	all    policy.Answers
	words  *vocabulary.Words
	lang   string
	source string
	issue  map[string]string
}

func newAnswers(snap policy.Snapshot, lang string, issue Issue) answers {
	words, _ := vocabulary.In(lang)
	a := answers{all: snap.Answers(), words: words, lang: lang, source: snap.Policy.SourceLang}
	a.issue = map[string]string{"policy.title": snap.Policy.Title(lang)}
	if issue.Number > 0 {
		a.issue["version.number"] = strconv.Itoa(issue.Number)
		a.issue["policy.effective_date"] = vocabulary.FormatValue(policy.KindDate, issue.Effective, lang)
	}
	return a
}

// composed are the placeholders that take the first of several facts that is
// answered.
var composed = map[string][]policy.FactKey{
	"client.name":       {"client.trade_name", "client.legal_name"},
	"contact.email":     {"client.privacy_email", "client.email"},
	"service":           {"policy.service", "policy.url", "client.website", "client.trade_name", "client.legal_name"},
	"authority.name":    {"client.authority"}, // or that of client.country
	"authority.address": {"client.authority_address"},
	"authority.website": {"client.authority_website"},
	exprAuthority:       {"client.authority", "client.authority_address", "client.authority_website"}, // all that is known
}

// exprAuthority writes out what is known of the supervisory authority.
const exprAuthority = "authority"

// FactsOf lists the facts that a placeholder is filled from.
func FactsOf(expr string) []policy.FactKey {
	if keys, ok := composed[expr]; ok {
		return keys
	}
	return []policy.FactKey{policy.FactKey(expr)}
}

// value writes a fact out, or what is composed of facts, and says of what kind
// it is. It is empty where nothing was answered.
func (a answers) value(expr string) (string, policy.FactKind) {
	if text := a.issue[expr]; text != "" {
		return text, policy.KindText
	}
	keys, isComposed := composed[expr]
	if !isComposed {
		return a.fact(policy.FactKey(expr))
	}
	for _, key := range keys {
		if text, kind := a.fact(key); text != "" {
			return text, kind
		}
	}
	return a.authority(expr)
}

func (a answers) fact(key policy.FactKey) (string, policy.FactKind) {
	answer := strings.TrimSpace(a.all.Fact(key, a.lang))
	def, known := policy.FactDefOf(key)
	switch {
	case answer == "" || !known:
		return answer, policy.KindText
	case def.List == "":
		return vocabulary.FormatValue(def.Kind, answer, a.lang), def.Kind
	case def.Kind == policy.KindCountries:
		return a.words.Answer(def, answer), def.Kind
	}
	return a.words.Answer(def, answer), def.Kind
}

// authority returns what is known of the authority of the client's country,
// where the client named none of its own.
func (a answers) authority(expr string) (string, policy.FactKind) {
	if a.all.Facts["client.authority"] != "" {
		return "", policy.KindText // another's address would be wrong
	}
	found, _ := vocabulary.AuthorityOf(a.all.Facts["client.country"])
	switch expr {
	case "authority.name":
		return found.In(a.lang), policy.KindText
	case "authority.address":
		return found.Address, policy.KindText
	case "authority.website":
		return found.Website, policy.KindURL
	}
	return "", policy.KindText
}

// ownWords reports whether a fact is in words of the source language that this
// language has no version of.
func (a answers) ownWords(expr string) bool {
	use, own := a.use(expr)
	return own && a.lang != a.source && a.all.Facts[use.Key.In(a.lang)] == ""
}

// use names the fact in somebody's own words that an expression shows; false
// where it shows none.
func (a answers) use(expr string) (AnswerUse, bool) {
	key := policy.FactKey(expr)
	if expr == "service" {
		key = "policy.service" // the only one of its facts that is in words
	}
	def, _ := policy.FactDefOf(key)
	text := strings.TrimSpace(a.all.Facts[key])
	return AnswerUse{Key: key, Text: text}, def.Localized && text != ""
}

// records returns the records that a query names; false for one that cannot
// be read.
func (a answers) records(query string) ([]policy.Record, bool) {
	q, err := policy.ParseQuery(query)
	if err != nil {
		return nil, false
	}
	return q.Of(a.all), true
}

// KnownPlaceholder reports whether the program can ever fill the expression.
func KnownPlaceholder(expr string) bool {
	switch expr {
	case "policy.title", "policy.effective_date", "version.number", string(policy.FactRegimes):
		return true
	}
	verb, rest, _ := strings.Cut(expr, " ")
	switch {
	case composed[expr] != nil:
		return true
	case !computing(expr):
		_, known := policy.FactDefOf(policy.FactKey(expr))
		return known
	case verb == exprSection:
		return true
	case verb == exprWhen:
		_, err := policy.ParseCondition(rest)
		return err == nil
	}
	_, err := policy.ParseQuery(rest)
	return err == nil
}

// SectionTopic returns the topic of a "section" placeholder.
func SectionTopic(expr string) (string, bool) { return strings.CutPrefix(expr, exprSection+" ") }

// Condition returns the condition of a "when" placeholder.
func Condition(expr string) (string, bool) { return strings.CutPrefix(expr, exprWhen+" ") }

// QueryOf returns the query of a "list", "bullets", "table" or "count"
// placeholder.
func QueryOf(expr string) (policy.Query, bool) {
	verb, rest, _ := strings.Cut(expr, " ")
	if !computing(expr) || verb == exprSection || verb == exprWhen {
		return policy.Query{}, false
	}
	q, err := policy.ParseQuery(rest)
	return q, err == nil
}

func countText(n int) string { return strconv.Itoa(n) }
