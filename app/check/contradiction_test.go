package check_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/check"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/assets"

	"github.com/BurntSushi/toml"
)

type (
	facts  = policy.Facts
	lists  = policy.Registers
	record = policy.Record
)

// aPurpose and data answer what would otherwise be found beside a contradiction.
var (
	aPurpose = record{"name": "contract", "basis": "contract"}
	consent  = record{"name": "surveys", "basis": "consent"}
	aName    = record{"name": "name", "source": "person"}
)

func recipient(name, function, country, safeguard string) record {
	return record{"name": name, "role": "processor", "country": country, "function": function, "safeguard": safeguard}
}

func cookie(name, purpose, kind string) record {
	return record{"name": name, "purpose": purpose, "kind": kind, "lifetime": "session", "party": "third"}
}

// contradicting are answers that contradict each other: the finding there is,
// and what makes them agree. The answers mended are laid over the others.
var contradicting = []struct {
	want          string // rule, fact, evidence
	facts         facts
	lists         lists
	mended        facts
	mendedLists   lists
	lang          string // lang is the source language, English where it is empty
	libraryClause string
}{
	{
		want: "warning marketing_no_purpose purposes ", facts: facts{"policy.marketing": "opt_in"},
		lists: lists{"purposes": {aPurpose}}, mendedLists: lists{"purposes": {aPurpose, {"name": "our monthly newsletter", "basis": "consent"}}},
	},
	{
		want: "warning marketing_denied policy.marketing direct marketing", facts: facts{"policy.marketing": "none"},
		lists: lists{"purposes": {{"name": "direct_marketing", "basis": "consent"}}}, mended: facts{"policy.marketing": "opt_in"},
	},
	{
		want: "error opt_in_without_consent policy.marketing direct marketing", facts: facts{"policy.marketing": "opt_in"},
		lists:  lists{"purposes": {{"name": "direct_marketing", "basis": "contract"}}},
		mended: facts{"policy.marketing": "soft_opt_in"},
	},
	{
		want: "warning newsletter_no_purpose purposes ", facts: facts{"policy.newsletter": "yes"}, lang: "nl",
		lists: lists{"purposes": {aPurpose}}, mendedLists: lists{"purposes": {{"name": "de nieuwsbrief maken", "basis": "contract"}}},
	},
	{
		want: "warning newsletter_denied policy.newsletter sending the newsletter and Post", facts: facts{"policy.newsletter": "no"},
		lists: lists{
			"purposes":   {{"name": "newsletter", "basis": "contract"}},
			"recipients": {recipient("Post", "newsletters", "NL", "")},
		}, mended: facts{"policy.newsletter": "yes"},
	},
	{
		want: "warning recruitment_no_purpose purposes ", facts: facts{"policy.kind": "applicants"}, lists: lists{"purposes": {aPurpose}},
		mended: facts{"policy.kind": "website"},
	},
	{
		want: "warning statistics_no_purpose purposes _st and Count", lists: lists{
			"purposes": {consent}, "cookies": {cookie("_st", "statistics", "statistics")}, "recipients": {recipient("Count", "analytics", "NL", "")},
		}, mendedLists: lists{"purposes": {{"name": "analytics", "basis": "consent"}}},
	},
	{
		want: "warning advertising_no_purpose purposes _ad", lists: lists{"purposes": {consent}, "cookies": {cookie("_ad", "marketing", "marketing")}},
		mendedLists: lists{"purposes": {{"name": "advertising", "basis": "consent"}}},
	},
	{
		want: "error cookie_not_necessary cookies.kind _ad", lists: lists{"cookies": {cookie("_ad", "marketing", "necessary"), cookie("_s", "session", "necessary")}},
		mendedLists: lists{"cookies": {cookie("_s", "session", "necessary")}},
	},
	{
		want: "error cookies_denied cookies ", facts: facts{"policy.cookie_tool": "Settings"}, lists: lists{"cookies": {}},
		mendedLists: lists{"cookies": {cookie("_s", "session", "necessary")}},
	},
	{
		want: "warning cookies_unlisted cookies statistics on use", lists: lists{"purposes": {{"name": "analytics", "basis": "consent"}}},
		mendedLists: lists{"cookies": {cookie("_st", "statistics", "statistics")}},
	},
	{
		want:        "warning cookies_unlisted cookies showing and measuring advertising",
		lists:       lists{"purposes": {{"name": "advertising", "basis": "consent"}}, "cookies": {}},
		mendedLists: lists{"cookies": {cookie("_ad", "marketing", "marketing")}},
	},
	{
		want: "warning consent_no_purpose purposes.basis Seen", lists: lists{
			"purposes": {{"name": "analytics", "basis": "contract"}}, "recipients": {recipient("Seen", "session_replay", "NL", "")},
			"cookies": {cookie("_s", "session", "necessary")},
		}, mendedLists: lists{"purposes": {{"name": "analytics", "basis": "consent"}}},
	},
	{
		want: "error consent_no_channel channels ", facts: facts{"client.email": ""}, lists: lists{"purposes": {consent}},
		mendedLists: lists{"channels": {{"kind": "account"}}},
	},
	{
		want:        "error consent_demanded purposes.duty conducting surveys",
		lists:       lists{"purposes": {{"name": "surveys", "basis": "consent", "duty": "contract", "consequence": "no_contract"}}},
		mendedLists: lists{"purposes": {{"name": "surveys", "basis": "consent", "duty": "none"}}},
	},
	{
		want: "error talent_pool_basis purposes.basis keeping applications for later vacancies", libraryClause: "job_applicants",
		facts: facts{"policy.kind": "applicants"}, lists: lists{"purposes": {{"name": "talent_pool", "basis": "contract"}}},
		mendedLists: lists{"purposes": {{"name": "talent_pool", "basis": "consent"}}},
	},
	{
		want: "warning decision_consent purposes.basis credit", lists: lists{
			"purposes": {aPurpose}, "automated": {{"name": "credit", "logic": "points", "effect": "no loan", "basis": "explicit_consent"}},
		}, mendedLists: lists{"purposes": {consent}},
	},
	{
		want: "error recipients_denied recipients ", facts: facts{"policy.payments": "provider"}, lists: lists{"recipients": {}},
		mended: facts{"policy.payments": "own"},
	},
	{
		want: "warning accounts_denied policy.accounts account settings", facts: facts{"policy.accounts": "no"},
		lists: lists{"channels": {{"kind": "account"}}}, mended: facts{"policy.accounts": "yes"},
	},
	{
		want: "warning channel_no_address channels.address telephone", lists: lists{"channels": {{"kind": "phone"}, {"kind": "email"}}},
		mended: facts{"client.phone": "+31 10 555 01 42"},
	},
	{
		want: "warning payments_denied policy.payments Pay", facts: facts{"policy.payments": "none"},
		lists: lists{"recipients": {recipient("Pay", "payments", "NL", "")}}, mended: facts{"policy.payments": "provider"},
	},
	{
		want: "warning payment_no_provider recipients ", facts: facts{"policy.payments": "provider"},
		lists: lists{"recipients": {recipient("Host", "hosting", "NL", "")}}, mended: facts{"policy.payments": "none"},
	},
	{
		want: "warning social_media_denied policy.social_media Net", facts: facts{"policy.social_media": "no"},
		lists: lists{"recipients": {recipient("Net", "social_media", "NL", "")}}, mended: facts{"policy.social_media": "yes"},
	},
	{
		want: "warning embeds_denied policy.embeds Film", facts: facts{"policy.embeds": "no"},
		lists: lists{"recipients": {recipient("Film", "video", "NL", "")}}, mended: facts{"policy.embeds": "yes"},
	},
	{
		want: "warning ai_denied policy.ai Chat", facts: facts{"policy.ai": "no"},
		lists: lists{"recipients": {recipient("Chat", "ai_text", "NL", "")}}, mended: facts{"policy.ai": "yes"},
	},
	{
		want: "error ai_training_denied policy.ai_training training AI models", facts: facts{"policy.ai_training": "no"},
		lists: lists{"purposes": {{"name": "ai_training", "basis": "consent"}}}, mended: facts{"policy.ai_training": "yes"},
	},
	{
		want: "warning ai_training_no_purpose purposes ", facts: facts{"policy.ai_training": "yes"}, lists: lists{"purposes": {aPurpose}},
		mended: facts{"policy.ai_training": "no"},
	},
	{
		want: "warning profiling_denied policy.profiling personalising content and offers", facts: facts{"policy.profiling": "no"},
		lists: lists{"purposes": {{"name": "personalisation", "basis": "consent"}}}, mended: facts{"policy.profiling": "yes"},
	},
	{
		want: "warning sharing_denied policy.sells_data Ads", facts: facts{"policy.sells_data": "no", "policy.countries": "US"},
		lists: lists{"recipients": {recipient("Ads", "advertising", "NL", "")}}, mended: facts{"policy.sells_data": "yes"},
	},
	{
		want: "error special_denied data.special health data", lists: lists{"data": {{"name": "health", "source": "person", "special": "no"}}},
		mendedLists: lists{"data": {{"name": "health", "source": "person", "special": "health", "ground": "health_care"}}},
	},
	{
		want: "warning special_unwanted data.special health data", libraryClause: "minimisation",
		lists:       lists{"data": {{"name": "health", "source": "person", "special": "health", "ground": "health_care"}}},
		mendedLists: lists{"data": {aName}},
	},
	{
		want: "warning purpose_data data search terms", lists: lists{
			"data": {aName}, "purposes": {{"name": "contract", "basis": "contract", "data": "name, search_terms"}},
		}, mendedLists: lists{"data": {aName, {"name": "usage", "source": "device"}}},
	},
	{
		want: "warning recipient_data data genetic data", lists: lists{
			"data": {aName}, "recipients": {{"name": "Lab", "role": "processor", "country": "NL", "function": "hosting", "data": "genetic, browser"}},
		}, mendedLists: lists{"recipients": {recipient("Lab", "hosting", "NL", "")}},
	},
	{
		want: "warning retention_unknown retention.name photo; managing bookings, reservations and appointments", lists: lists{
			"data": {aName}, "purposes": {aPurpose},
			"retention": {{"name": "photo", "period": "P1Y"}, {"name": "bookings", "period": "P1Y"}, {"name": "name", "period": "P1Y"}, {"name": "paper", "period": "P1Y"}},
		}, mendedLists: lists{
			"data": {aName, {"name": "photo", "source": "person"}}, "purposes": {{"name": "afspraken en bookings: managing", "basis": "contract"}, {"name": "bookings", "basis": "contract"}},
		},
	},
	{
		want: "warning row_twice retention name", lists: lists{"retention": {{"name": "name", "period": "P1Y"}, {"name": "name", "period": "P2Y"}}},
		mendedLists: lists{"retention": {{"name": "name", "period": "P1Y"}, {"name": "name", "period": "P2Y", "reason": "tax_law"}}},
	},
	{
		want: "error adequacy_missing recipients.safeguard Far", lists: lists{"recipients": {recipient("Far", "hosting", "IN", "adequacy"), recipient("Near", "hosting", "JP", "adequacy")}},
		mendedLists: lists{"recipients": {recipient("Far", "hosting", "IN", "scc")}},
	},
	{
		want: "error framework_elsewhere recipients.safeguard Far", lists: lists{"recipients": {recipient("Far", "hosting", "IN", "dpf"), recipient("Near", "hosting", "IE, US", "dpf")}},
		mendedLists: lists{"recipients": {recipient("Far", "hosting", "US", "dpf")}},
	},
	{
		want: "warning british_safeguard recipients.safeguard Far", lists: lists{"recipients": {recipient("Far", "hosting", "IN", "uk_idta")}},
		mended: facts{"policy.countries": "NL, GB"},
	},
	{
		want: "error union_hosting measures Far", lists: lists{
			"measures": {{"name": "eu_hosting"}}, "recipients": {recipient("Far", "hosting", "IN", "scc"), recipient("Mail", "email_delivery", "IN", "scc")},
		}, mendedLists: lists{"measures": {{"name": "backups"}}},
	},
	{
		want: "error child_under_age policy.min_age Playground (14)", facts: facts{"policy.min_age": "18"},
		lists: lists{"children": {{"name": "Playground", "age": "14"}, {"name": "Theatre", "age": "18"}}}, mended: facts{"policy.min_age": "14"},
	},
	{
		want: "warning child_consent_age children.age Playground (9)", lists: lists{"purposes": {consent}, "children": {{"name": "Playground", "age": "9"}}},
		mendedLists: lists{"children": {{"name": "Playground", "age": "13"}}},
	},
	{
		want:  "warning children_denied children data about children",
		lists: lists{"children": {}, "data": {{"name": "children_data", "source": "person"}}}, mended: facts{"policy.kind": "employees"},
	},
	{
		want: "error officer_denied client.dpo_name Geen.", facts: facts{"client.dpo_name": "Geen.", "client.dpo_email": "dpo@kweekwerk.example"},
		mended: facts{"client.dpo_name": "A. Bos"},
	},
	{
		want: "warning officer_unreachable client.dpo_email A. Bos", facts: facts{"client.dpo_name": "A. Bos"},
		mended: facts{"client.dpo_email": "dpo@kweekwerk.example"},
	},
	{
		want: "warning says_none client.vat_number n/a", facts: facts{"client.vat_number": "n/a"}, mended: facts{"client.vat_number": "NL000000000B01"},
	},
	{
		want: "warning representative_inside client.representative_name ", facts: facts{"client.representative_name": "Rep"},
		mended: facts{"client.country": "ID"},
	},
	{
		want: "warning uk_representative_home client.uk_representative_name ", facts: facts{"client.uk_representative_name": "Rep", "client.country": "GB"},
		mended: facts{"client.country": "NL"},
	},
	{
		want: "warning authority_unnamed client.authority ", facts: facts{"client.authority_website": "https://board.example"},
		mended: facts{"client.authority": "Board"},
	},
	{
		want: "warning number_no_data data ", facts: facts{"policy.bsn": "yes"}, lists: lists{"data": {aName}},
		mendedLists: lists{"data": {{"name": "national_id", "source": "person"}}},
	},
	{
		want: "error prevailing_absent policy.prevailing_language French", facts: facts{"policy.prevailing_language": "fr"},
		mended: facts{"policy.prevailing_language": "en"},
	},
}

func TestAnswersThatContradictEachOther(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range contradicting {
		s := subject("Text.")
		if c.lang != "" {
			s.Snapshot.Policy.SourceLang, s.Languages = c.lang, []string{c.lang}
		}
		if c.libraryClause != "" {
			s.Snapshot.Policy.Clauses = []policy.Clause{fromLibrary(c.libraryClause)}
		}
		s.Snapshot.Client.Facts, s.Snapshot.Client.Registers = complete().Merge(c.facts), c.lists
		for key, value := range c.facts {
			s.Snapshot.Client.Facts[key] = value // an empty one too
		}
		if got := contradictions(s); !slices.Equal(got, []string{c.want}) {
			t.Errorf("found %q, want %q", got, c.want)
		}
		s.Snapshot.Policy.Facts, s.Snapshot.Policy.Registers = c.mended, c.mendedLists
		if got := contradictions(s); len(got) > 0 {
			t.Errorf("%q is mended, and there is %q", c.want, got)
		}
		seen[strings.Fields(c.want)[1]] = true
	}
	for _, rule := range check.ContradictionRules() {
		if !seen[rule] {
			t.Errorf("no case of %s", rule)
		}
	}
}

// contradictions lists what was found about contradictions.
func contradictions(s check.Subject) []string {
	var out []string
	for _, f := range check.Run(s) {
		if slices.Contains(check.ContradictionRules(), f.Rule) {
			out = append(out, strings.Join([]string{string(f.Severity), f.Rule, string(f.Fact), f.Evidence}, " "))
		}
	}
	return out
}

// TestAClauseThatWasRewordedContradictsNothing: what it says now is not known.
func TestAClauseThatWasRewordedContradictsNothing(t *testing.T) {
	clause := fromLibrary("minimisation")
	s := subject("")
	s.Snapshot.Client.Registers = lists{"data": {{"name": "health", "source": "person", "special": "health", "ground": "health_care"}}}
	for want, change := range map[int]func(*policy.Clause){
		1: func(*policy.Clause) {},
		0: func(c *policy.Clause) { c.Origin = policy.OriginUnlocked },
	} {
		changed := clause
		change(&changed)
		s.Snapshot.Policy.Clauses = []policy.Clause{changed}
		if got := contradictions(s); len(got) != want {
			t.Errorf("found %q, want %d", got, want)
		}
	}
	clause.Hidden = true
	s.Snapshot.Policy.Clauses = []policy.Clause{clause}
	if got := contradictions(s); len(got) > 0 {
		t.Errorf("a hidden clause: %q", got)
	}
}

// TestTheSampleClientsContradictNothing: four clients answered with care, each
// with every clause of the library, in every language.
func TestTheSampleClientsContradictNothing(t *testing.T) {
	clauses := everyClause(t)
	for _, name := range []string{"lumen", "meridian", "surya", "valbona"} {
		answers := sampleAnswers(t, name)
		for _, lang := range vocabulary.Languages() {
			s := check.Subject{Languages: []string{lang}, Snapshot: policy.Snapshot{
				Client: policy.Client{Name: name, Facts: answers.Facts, Registers: answers.Registers},
				Policy: policy.Policy{SourceLang: lang, Clauses: clauses},
			}}
			if got := contradictions(s); len(got) > 0 {
				t.Errorf("%s in %s: %q", name, lang, got)
			}
		}
	}
}

// fromLibrary is a clause that follows the library.
func fromLibrary(id string) policy.Clause {
	return policy.Clause{ID: policy.ID(id), Heading: id, Body: "Text.", Origin: policy.OriginLinked, Library: policy.LibraryRef{ID: id, Revision: 1}}
}

// everyClause is the whole library with its conditions.
func everyClause(t *testing.T) []policy.Clause {
	t.Helper()
	files, err := fs.Glob(assets.Library, "library/clauses/*.toml")
	if err != nil || len(files) < 100 {
		t.Fatalf("%d clauses: %v", len(files), err)
	}
	var out []policy.Clause
	for _, name := range files {
		var file struct{ Clause, When string }
		if _, err := toml.DecodeFS(assets.Library, name, &file); err != nil {
			t.Fatal(err)
		}
		clause := fromLibrary(file.Clause)
		clause.When = file.When
		out = append(out, clause)
	}
	return out
}

func sampleAnswers(t *testing.T, name string) policy.Answers {
	t.Helper()
	data, err := fs.ReadFile(assets.Sample, "sample/"+name+"/answers.toml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Facts     policy.Facts
		Registers policy.Registers
	}
	if err := toml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Facts) == 0 || len(file.Registers["purposes"]) == 0 {
		t.Fatalf("%s answered nothing", name)
	}
	return policy.Answers{Facts: file.Facts, Registers: file.Registers}
}
