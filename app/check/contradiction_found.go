package check

import (
	"slices"
	"strconv"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// specialOf says which special category a kind of data is of by its name.
var specialOf = map[string]string{
	"health": "health", "biometric": "biometric", "genetic": "genetic", "ethnic_origin": "ethnic",
	"political_opinions": "political", "religion": "religion", "union_membership": "union",
	"sex_life": "sex_life", "criminal": "criminal",
}

// specialDenied finds the data that are special by their name and not by the
// answer beside it.
func specialDenied(_ policy.Snapshot, b *book) []string {
	var out []string
	for _, record := range b.Registers["data"] {
		if category := specialOf[record["name"]]; category != "" && record["special"] != category {
			out = append(out, b.term("data", record["name"]))
		}
	}
	return out
}

// purposeData finds the data that a purpose uses and the list of data lacks.
func purposeData(_ policy.Snapshot, b *book) []string {
	return b.unlisted("purposes", func(string) bool { return true })
}

// recipientData looks at special categories only: the catalogue of services
// names the usual data of each, which say more finely what a policy lists
// broadly ("contact details").
func recipientData(_ policy.Snapshot, b *book) []string {
	return b.unlisted("recipients", func(key string) bool { return specialOf[key] != "" })
}

// broad are the data that contain others: who lists them need not list those.
var broad = map[string][]string{
	"contact_details": {"email_address", "phone_number", "postal_address"},
	"profile":         {"photo", "date_of_birth", "age", "gender", "language", "nationality", "preferences"},
	"device":          {"browser", "operating_system"},
	"usage":           {"clicks", "pages_visited", "referrer", "search_terms"},
	"log_data":        {"ip_address", "access_logs"},
	"communications":  {"messages", "support_requests", "chat_transcripts"},
	"payment_details": {"bank_account", "card_partial"},
}

func (b *book) unlisted(register string, counts func(key string) bool) []string {
	var out []string
	for _, record := range b.Registers[register] {
		for _, key := range policy.SplitValues(record["data"]) {
			if _, isTerm := b.words.Term("data", key); isTerm && counts(key) && !b.lists(key) {
				out = append(out, b.term("data", key))
			}
		}
	}
	return out
}

// lists reports whether the list of data has a kind of data, or one that
// contains it or that it contains.
func (b *book) lists(key string) bool {
	return slices.ContainsFunc(b.Registers["data"], func(r policy.Record) bool {
		have := r["name"]
		return have == key || slices.Contains(broad[have], key) || slices.Contains(broad[key], have)
	})
}

func (b *book) term(lists, key string) string {
	text, _ := b.say.Term(lists, key)
	return text
}

// retentionUnknown finds the rows about data and purposes that the policy does
// not have.
func retentionUnknown(_ policy.Snapshot, b *book) []string {
	var out []string
	for _, record := range b.Registers["retention"] {
		key := record["name"]
		text, isTerm := b.say.Term("data purpose", key)
		_, isPurpose := b.words.Term("purpose", key)
		has := b.lists(key) || isPurpose && b.agrees("purposes.name is "+key)
		if isTerm && !has {
			out = append(out, text)
		}
	}
	return out
}

// twice finds rows of one name that answer the first of the fields
// differently, where the rest of the fields, which could tell them apart, are
// the same.
func twice(register string, differs policy.FactKey, same ...policy.FactKey) func(policy.Snapshot, *book) []string {
	return func(_ policy.Snapshot, b *book) []string {
		def, _ := policy.RegisterDefOf(register)
		alike := func(x, y policy.Record) bool {
			return !slices.ContainsFunc(append(same, def.Fields[0].Key), func(key policy.FactKey) bool { return x[key] != y[key] })
		}
		var out []string
		records := b.Registers[register]
		for i, record := range records {
			if slices.ContainsFunc(records[:i], func(r policy.Record) bool { return alike(r, record) && r[differs] != record[differs] }) {
				out = append(out, b.name(def, record))
			}
		}
		return out
	}
}

// underAge finds the services for children younger than those whom the policy
// says it is not for.
func underAge(_ policy.Snapshot, b *book) []string { return b.younger(b.Facts["policy.min_age"]) }

// digitalAge is the lowest age at which a Member State may let children consent
// by themselves.
const digitalAge = "13"

func underDigitalAge(_ policy.Snapshot, b *book) []string { return b.younger(digitalAge) }

func (b *book) younger(than string) []string {
	limit, err := strconv.Atoi(than)
	if err != nil {
		return nil
	}
	def, _ := policy.RegisterDefOf("children")
	var out []string
	for _, record := range b.Registers["children"] {
		if age, err := strconv.Atoi(record["age"]); err == nil && age < limit {
			out = append(out, b.name(def, record)+" ("+strconv.Itoa(age)+")")
		}
	}
	return out
}

// denials are what people type to say that there is nothing, in the languages
// of the library, folded.
var denials = []string{
	"none", "no", "n/a", "na", "not applicable", "nobody", "nothing", "-", "--", "–", "—", "/", "x", "geen", "nee", "nvt", "n.v.t.", "n.v.t",
	"niet van toepassing", "aucun", "aucune", "non", "néant", "sans objet", "keine", "keiner", "kein", "nein", "entfällt",
	"tidak ada", "tidak", "asnjë", "nuk ka", "jo", "nicht vorhanden",
}

func denies(answer string) bool {
	return slices.Contains(denials, strings.ToLower(strings.TrimRight(strings.TrimSpace(answer), " .!"))) ||
		slices.Contains(denials, strings.ToLower(strings.TrimSpace(answer)))
}

// officerDenied finds an officer who is said not to be there and has an
// address all the same.
func officerDenied(_ policy.Snapshot, b *book) []string { return b.denied("client.dpo_name") }

func (b *book) denied(key policy.FactKey) []string {
	if denies(b.Facts[key]) {
		return []string{b.Facts[key]}
	}
	return nil
}

// officerNamed is the officer's name or address.
func officerNamed(_ policy.Snapshot, b *book) []string {
	for _, key := range []policy.FactKey{"client.dpo_name", "client.dpo_address"} {
		if b.Facts[key] != "" && !denies(b.Facts[key]) {
			return []string{strings.ReplaceAll(b.Facts[key], "\n", ", ")}
		}
	}
	return nil
}

// prevailingAbsent is the language that decides between the versions of a
// policy and is none of them.
func prevailingAbsent(snap policy.Snapshot, b *book) []string {
	lang := b.Facts["policy.prevailing_language"]
	if lang == "" || slices.Contains(snap.Policy.Languages(), lang) {
		return nil
	}
	return []string{vocabulary.FormatValue(policy.KindLanguage, lang, b.say.Language())}
}

// typedNone finds the facts in words that say there is nothing: the document
// would print that word as a name or an address.
func typedNone(s Subject) []policy.Finding {
	var out []policy.Finding
	facts := s.Snapshot.Facts()
	for _, key := range facts.Keys() {
		def, known := policy.FactDefOf(key)
		inWords := def.Kind == policy.KindText || def.Kind == policy.KindLong || def.Kind == policy.KindPhone
		if !known || !inWords || !denies(facts[key]) || key == "client.dpo_name" && facts["client.dpo_email"] != "" {
			continue
		}
		out = append(out, policy.Finding{Rule: RuleSaysNone, Severity: policy.SeverityWarning, Fact: key, Evidence: facts[key]})
	}
	return out
}

// channelNoAddress finds the ways to reach the client that nothing leads to.
func channelNoAddress(_ policy.Snapshot, b *book) []string {
	elsewhere := map[string]policy.FactKey{
		"email": "client.email", "form": "client.contact_form", "phone": "client.phone", "post": "client.address",
	}
	def, _ := policy.RegisterDefOf("channels")
	var out []string
	for _, record := range b.Registers["channels"] {
		fact, needs := elsewhere[record["kind"]]
		if needs && record["address"] == "" && b.Facts[fact] == "" {
			out = append(out, b.name(def, record))
		}
	}
	return out
}
