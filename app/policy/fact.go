package policy

import (
	"net/mail"
	"net/url"
	"sort"
	"strings"
	"time"
)

// FactKey names a fact: "client.email". Placeholders use the same names.
type FactKey string

// FactKind decides which form field a fact gets and how it is written out.
type FactKind string

// The kinds of fact.
const (
	KindText    FactKind = "text"
	KindLong    FactKind = "long" // several lines: an address
	KindEmail   FactKind = "email"
	KindURL     FactKind = "url"
	KindPhone   FactKind = "phone"
	KindDate    FactKind = "date"    // ISO 8601, yyyy-mm-dd
	KindCountry FactKind = "country" // ISO 3166-1 alpha-2
)

// FactDef describes one fact that a form asks for.
type FactDef struct {
	Key      FactKey
	Kind     FactKind
	Required bool   // a policy under the GDPR cannot do without it
	Citation string // the law the fact serves
}

// FactDefs lists the facts the program knows, in the order of the form.
func FactDefs() []FactDef {
	return []FactDef{
		{"client.legal_name", KindText, true, "Art. 13(1)(a) GDPR"},
		{"client.trade_name", KindText, false, ""},
		{"client.address", KindLong, true, "Art. 13(1)(a) GDPR"},
		{"client.country", KindCountry, true, "Art. 3, 27 GDPR"},
		{"client.registration_number", KindText, false, ""},
		{"client.vat_number", KindText, false, ""},
		{"client.email", KindEmail, true, "Art. 13(1)(a) GDPR"},
		{"client.phone", KindPhone, false, "Art. 13(1)(a) GDPR"},
		{"client.website", KindURL, false, ""},
		{"client.dpo_email", KindEmail, false, "Art. 13(1)(b) GDPR"},
		{"client.authority", KindText, false, "Art. 13(2)(d) GDPR"},
		{"policy.last_updated", KindDate, false, ""},
	}
}

// FactDefOf returns the definition of a known fact.
func FactDefOf(key FactKey) (FactDef, bool) {
	for _, def := range FactDefs() {
		if def.Key == key {
			return def, true
		}
	}
	return FactDef{}, false
}

// OfPolicy reports that a fact belongs to one policy rather than its client.
func OfPolicy(key FactKey) bool { return strings.HasPrefix(string(key), "policy.") }

// Facts holds answers by key. An absent key and an empty value mean the same.
type Facts map[FactKey]string

// Merge returns the facts with those of over laid on top.
func (f Facts) Merge(over Facts) Facts {
	out := Facts{}
	for key, value := range f {
		out[key] = value
	}
	for key, value := range over {
		if value != "" {
			out[key] = value
		}
	}
	return out
}

// Keys lists the keys with a value, sorted.
func (f Facts) Keys() []FactKey {
	keys := make([]FactKey, 0, len(f))
	for key, value := range f {
		if value != "" {
			keys = append(keys, key)
		}
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

// ValidFact reports whether the value fits the kind. Empty always fits: a
// missing fact is a finding, not a wrong one.
func ValidFact(kind FactKind, value string) bool {
	if value == "" {
		return true
	}
	switch kind {
	case KindEmail:
		addr, err := mail.ParseAddress(value)
		return err == nil && addr.Address == value
	case KindURL:
		link, err := url.Parse(value)
		return err == nil && (link.Scheme == "https" || link.Scheme == "http") && link.Host != ""
	case KindDate:
		_, err := time.Parse(time.DateOnly, value)
		return err == nil
	case KindCountry:
		return len(value) == 2 && strings.ToUpper(value) == value
	}
	return true
}
