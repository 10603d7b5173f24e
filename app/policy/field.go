package policy

import (
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// FactKey names a fact: "client.email". Placeholders use the same names. A
// fact that differs by language has the language after an at sign:
// "policy.service@nl".
type FactKey string

// In returns the key of the same fact in one language.
func (k FactKey) In(lang string) FactKey { return k + "@" + FactKey(lang) }

// Base returns the key without a language.
func (k FactKey) Base() FactKey {
	base, _, _ := strings.Cut(string(k), "@")
	return FactKey(base)
}

// FactKind decides which form field an answer gets and how it is written out.
type FactKind string

// The kinds of answer.
const (
	KindText      FactKind = "text"
	KindLong      FactKind = "long" // several lines: an address
	KindEmail     FactKind = "email"
	KindURL       FactKind = "url"
	KindPhone     FactKind = "phone"
	KindDate      FactKind = "date"      // ISO 8601, yyyy-mm-dd
	KindDuration  FactKind = "duration"  // ISO 8601: P7Y, P26M, P2W, P30D, PT30M
	KindLifetime  FactKind = "lifetime"  // of a cookie: a duration, "session" or "persistent"
	KindCountry   FactKind = "country"   // ISO 3166-1 alpha-2
	KindCountries FactKind = "countries" // several, comma-separated
	KindLanguage  FactKind = "language"  // BCP 47
	KindMoney     FactKind = "money"     // "1234.50 EUR"
	KindNumber    FactKind = "number"
	KindYesNo     FactKind = "yesno"   // "yes" or "no"
	KindChoice    FactKind = "choice"  // one of Choices
	KindChoices   FactKind = "choices" // several of Choices
	KindTerm      FactKind = "term"    // a key of the vocabulary list, or own words
	KindTerms     FactKind = "terms"   // several of those
)

// FieldDef describes one answer that a form asks for: a fact, or a field of a
// register's records.
type FieldDef struct {
	Key       FactKey
	Kind      FactKind
	Required  bool     // a policy under the GDPR cannot do without it
	Citation  string   // the law the answer serves
	Section   string   // groups the facts in the form
	List      string   // the vocabulary lists of a choice or term, a space between
	Choices   []string // of a choice, in the order of the form
	Localized bool     // own words, which may differ by language
	Proper    bool     // mostly a name, which is the same in every language
	When      string   // condition on the same record under which it is asked
	Abroad    bool     // the client's own country is none of the record's countries for that condition, unless a law makes it one
}

// Multiple reports whether an answer may hold several values.
func (d FieldDef) Multiple() bool {
	return d.Kind == KindCountries || d.Kind == KindChoices || d.Kind == KindTerms
}

// newKeys are the terms whose key is another now, by vocabulary list: the old
// one stays good in answers, conditions and files that were written with it.
// "reviews" was a purpose and a kind of data, and a retention row takes both.
var newKeys = map[string]map[string]string{"purpose": {"reviews": "publish_reviews"}}

// TermKey returns the key that a term of a list has now.
func TermKey(list, key string) string {
	if now, is := newKeys[list][key]; is {
		return now
	}
	return key
}

// Values splits an answer that may hold several values.
func (d FieldDef) Values(answer string) []string {
	if !d.Multiple() {
		if answer = strings.TrimSpace(answer); answer == "" {
			return nil
		}
		return []string{answer}
	}
	return SplitValues(answer)
}

// SplitValues splits "a, b" into its values; empty ones are left out.
func SplitValues(answer string) []string {
	var out []string
	for _, value := range strings.Split(answer, ",") {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, value)
		}
	}
	return out
}

var (
	durationShape = regexp.MustCompile(`^P([1-9]\d{0,3}Y)?([1-9]\d{0,3}M)?([1-9]\d{0,3}W)?([1-9]\d{0,3}D)?(T([1-9]\d{0,3}H)?([1-9]\d{0,3}M)?)?$`)
	moneyShape    = regexp.MustCompile(`^-?\d+(\.\d{1,4})? [A-Z]{3}$`)
	numberShape   = regexp.MustCompile(`^\d{1,9}$`)
	languageShape = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// Fits reports whether the answer fits the field. Empty always fits: a missing
// answer is a finding, not a wrong one.
func (d FieldDef) Fits(answer string) bool {
	switch d.Kind {
	case KindChoice:
		return answer == "" || slices.Contains(d.Choices, answer)
	case KindChoices:
		return !slices.ContainsFunc(SplitValues(answer), func(v string) bool { return !slices.Contains(d.Choices, v) })
	case KindCountries:
		return !slices.ContainsFunc(SplitValues(answer), func(v string) bool { return !ValidFact(KindCountry, v) })
	}
	return ValidFact(d.Kind, answer)
}

// ValidFact reports whether the value fits the kind. Empty always fits.
func ValidFact(kind FactKind, value string) bool {
	if value == "" {
		return true
	}
	switch kind {
	case KindEmail:
		addr, err := mail.ParseAddress(value)
		_, domain, _ := strings.Cut(value, "@")
		dot := strings.LastIndexByte(domain, '.') // none writes to a server without one
		return err == nil && addr.Address == value && dot > 0 && dot < len(domain)-1
	case KindURL:
		link, err := url.Parse(value)
		return err == nil && (link.Scheme == "https" || link.Scheme == "http") && link.Host != ""
	case KindDate:
		_, err := time.Parse(time.DateOnly, value)
		return err == nil
	case KindYesNo:
		return value == "yes" || value == "no"
	}
	return validShape(kind, value)
}

func validShape(kind FactKind, value string) bool {
	switch kind {
	case KindDuration:
		return ValidDuration(value)
	case KindLifetime:
		return value == "session" || value == "persistent" || ValidDuration(value)
	case KindCountry:
		return len(value) == 2 && strings.ToUpper(value) == value && strings.ToLower(value) != value
	case KindLanguage:
		return languageShape.MatchString(value)
	case KindMoney:
		return moneyShape.MatchString(value)
	case KindNumber:
		return numberShape.MatchString(value)
	}
	return true
}

// ValidDuration reports whether value is an ISO 8601 period of whole units,
// none of them zero.
func ValidDuration(value string) bool {
	return durationShape.MatchString(value) && !strings.HasSuffix(value, "P") && !strings.HasSuffix(value, "T")
}
