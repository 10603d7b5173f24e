package policy

import (
	"sort"
	"strings"
)

// The kinds of policy, the ways to announce a change, and the other choices a
// policy's facts offer.
var (
	PolicyKinds   = []string{"website", "shop", "app", "saas", "employees", "applicants", "organisation"}
	marketings    = []string{"none", "opt_in", "soft_opt_in"}
	paymentKinds  = []string{"none", "provider", "own"}
	changeNotices = []string{"email", "website", "app"}
)

// factDefs is built once; FactDefs hands out copies.
var factDefs = []FieldDef{
	{Section: "company", Key: "client.legal_name", Kind: KindText, Required: true, Citation: "Art. 13(1)(a) GDPR"},
	{Section: "company", Key: "client.trade_name", Kind: KindText},
	{Section: "company", Key: "client.address", Kind: KindLong, Required: true, Citation: "Art. 13(1)(a) GDPR"},
	{Section: "company", Key: "client.country", Kind: KindCountry, Required: true, Citation: "Art. 3, 27 GDPR"},
	{Section: "company", Key: "client.registration_number", Kind: KindText},
	{Section: "company", Key: "client.vat_number", Kind: KindText},
	{Section: "company", Key: "client.email", Kind: KindEmail, Required: true, Citation: "Art. 13(1)(a) GDPR"},
	{Section: "company", Key: "client.privacy_email", Kind: KindEmail, Citation: "Art. 13(1)(a) GDPR"},
	{Section: "company", Key: "client.phone", Kind: KindPhone, Citation: "Art. 13(1)(a) GDPR"},
	{Section: "company", Key: "client.website", Kind: KindURL},
	{Section: "company", Key: "client.contact_form", Kind: KindURL},

	{Section: "officers", Key: "client.dpo_name", Kind: KindText, Citation: "Art. 37 GDPR"},
	{Section: "officers", Key: "client.dpo_email", Kind: KindEmail, Citation: "Art. 13(1)(b) GDPR"},
	{Section: "officers", Key: "client.dpo_address", Kind: KindLong, Citation: "Art. 13(1)(b) GDPR"},
	{Section: "officers", Key: "client.representative_name", Kind: KindText, Citation: "Art. 27 GDPR"},
	{Section: "officers", Key: "client.representative_address", Kind: KindLong, Citation: "Art. 27 GDPR"},
	{Section: "officers", Key: "client.representative_email", Kind: KindEmail, Citation: "Art. 27 GDPR"},
	{Section: "officers", Key: "client.uk_representative_name", Kind: KindText, Citation: "Art. 27 UK GDPR"},
	{Section: "officers", Key: "client.uk_representative_address", Kind: KindLong, Citation: "Art. 27 UK GDPR"},
	{Section: "officers", Key: "client.uk_representative_email", Kind: KindEmail, Citation: "Art. 27 UK GDPR"},

	{Section: "authority", Key: "client.authority", Kind: KindText, Citation: "Art. 13(2)(d) GDPR"},
	{Section: "authority", Key: "client.authority_address", Kind: KindLong, Citation: "Art. 13(2)(d) GDPR"},
	{Section: "authority", Key: "client.authority_website", Kind: KindURL, Citation: "Art. 13(2)(d) GDPR"},

	{Section: "document", Key: "policy.kind", Kind: KindChoice, List: "policy_kind", Choices: PolicyKinds},
	{Section: "document", Key: "policy.service", Kind: KindText, Localized: true},
	{Section: "document", Key: "policy.url", Kind: KindURL},
	{Section: "document", Key: "policy.countries", Kind: KindCountries, Citation: "Art. 3(2) GDPR"},
	{Section: "document", Key: "policy.last_updated", Kind: KindDate},
	{Section: "document", Key: "policy.prevailing_language", Kind: KindLanguage},
	{Section: "document", Key: "policy.change_notice", Kind: KindChoices, List: "change_notice", Choices: changeNotices},
	{Section: "document", Key: "policy.notice_period", Kind: KindDuration},
	{Section: "document", Key: "policy.answer_period", Kind: KindDuration, Citation: "Art. 12(3) GDPR"},
	{Section: "document", Key: "policy.reply_time", Kind: KindDuration},
	{Section: "document", Key: "policy.terms", Kind: KindText, Localized: true},
	{Section: "document", Key: "policy.terms_url", Kind: KindURL},

	{Section: "activities", Key: "policy.accounts", Kind: KindYesNo},
	{Section: "activities", Key: "policy.marketing", Kind: KindChoice, List: "marketing", Choices: marketings, Citation: "Art. 13 Directive 2002/58/EC"},
	{Section: "activities", Key: "policy.newsletter", Kind: KindYesNo},
	{Section: "activities", Key: "policy.payments", Kind: KindChoice, List: "payments", Choices: paymentKinds},
	{Section: "activities", Key: "policy.social_media", Kind: KindYesNo},
	{Section: "activities", Key: "policy.embeds", Kind: KindYesNo},
	{Section: "activities", Key: "policy.ai", Kind: KindYesNo},
	{Section: "activities", Key: "policy.ai_training", Kind: KindYesNo},
	{Section: "activities", Key: "policy.sells_data", Kind: KindYesNo},
	{Section: "activities", Key: "policy.shares_with_consent", Kind: KindYesNo},
	{Section: "activities", Key: "policy.profiling", Kind: KindYesNo, Citation: "Art. 22 GDPR"},
	{Section: "activities", Key: "policy.min_age", Kind: KindNumber, Citation: "Art. 8 GDPR"},
	{Section: "activities", Key: "policy.businesses_only", Kind: KindYesNo},
	{Section: "activities", Key: "policy.archive_reason", Kind: KindText, Localized: true, Citation: "Art. 5(1)(e) GDPR"},
	{Section: "activities", Key: "policy.cookie_tool", Kind: KindText, Citation: "Art. 7(3) GDPR"},
	{Section: "activities", Key: "policy.refuses_tracking_signal", Kind: KindYesNo},
	{Section: "activities", Key: "policy.bsn", Kind: KindYesNo},
	{Section: "activities", Key: "policy.transparency_url", Kind: KindURL},
}

// FactDefs lists the facts the program knows, in the order of the form.
func FactDefs() []FieldDef { return append([]FieldDef(nil), factDefs...) }

// FactDefOf returns the definition of a known fact, in any language.
func FactDefOf(key FactKey) (FieldDef, bool) {
	base := key.Base()
	for _, def := range factDefs {
		if def.Key == base {
			return def, base == key || def.Localized
		}
	}
	return FieldDef{}, false
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

// In returns the fact in a language, or without one where that language has
// none of its own.
func (f Facts) In(key FactKey, lang string) string {
	if value := f[key.In(lang)]; value != "" {
		return value
	}
	return f[key]
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
