package check_test

import (
	"slices"
	"testing"

	"clausedesk/app/check"
	"clausedesk/app/policy"
)

// about returns a subject with a second clause on a topic.
func about(body string, second policy.Clause) check.Subject {
	s := subject(body)
	second.ID = "r"
	s.Snapshot.Policy.Clauses = append(s.Snapshot.Policy.Clauses, second)
	return s
}

func TestAReferenceLeadsToAClauseThatIsShown(t *testing.T) {
	const body = "See {{section rights}}, and again {{section rights}}."
	wantFindings(t, about(body, policy.Clause{Heading: "Your rights", Topic: "rights"}))
	missing := "error reference_missing c en  rights"
	wantFindings(t, subject(body), missing)
	wantFindings(t, about(body, policy.Clause{Heading: "Your rights", Topic: "rights", Hidden: true}), missing)
	wantFindings(t, about(body, policy.Clause{Heading: "Your rights", Topic: "rights", When: "cookies any"}), missing)
	wantFindings(t, about(body, policy.Clause{Body: "No heading to name.", Topic: "rights"}), missing)
}

func TestAConditionThatCannotBeRead(t *testing.T) {
	s := subject("Text.\n\n{{when client.shoe_size set}}More.")
	s.Snapshot.Policy.Clauses[0].When = "cookies perhaps"
	wantFindings(t, s,
		"error condition_invalid c en  client.shoe_size set",
		"error condition_invalid c   cookies perhaps")
	s.Snapshot.Policy.Clauses[0].Hidden = true
	wantFindings(t, s)
}

// translated is a policy in two languages whose second has a translation of
// every segment.
func translated(body, target string) check.Subject {
	s := subject(body)
	s.Languages = []string{"en", "nl"}
	s.Snapshot.Policy.TargetLang = []string{"nl"}
	s.Snapshot.Units = []policy.Unit{
		{ClauseID: "c", Lang: "nl", Pos: 0, Source: "Heading", Target: "Kop", State: policy.Approved},
		{ClauseID: "c", Lang: "nl", Pos: 1, Source: body, Target: target, State: policy.Approved},
	}
	return s
}

func TestAnAnswerInOwnWordsNeedsEveryLanguage(t *testing.T) {
	s := translated("It is about {{service}}, and {{service}}.", "Het gaat over {{service}}, en {{service}}.")
	s.Snapshot.Policy.Facts = policy.Facts{"policy.service": "our shop"}
	wantFindings(t, s, "error answer_untranslated c nl policy.service {{service}}")
	s.Snapshot.Policy.Facts["policy.service@nl"] = "onze winkel"
	wantFindings(t, s, "warning not_approved  nl  1") // there, and nobody has judged it
	s.Snapshot.Units = append(s.Snapshot.Units, policy.Unit{
		ClauseID: "answer-policy-policy.service", Lang: "nl", Source: "our shop", Target: "onze winkel", State: policy.Approved,
	})
	wantFindings(t, s)
	s.Snapshot.Policy.Facts["policy.service"] = "our shops"
	wantFindings(t, s, "error stale  nl  1")
	s.Snapshot.Policy.Facts["policy.service"] = "our shop"
	s.Snapshot.Policy.Clauses[0].Body = "It is about {{client.name}}, and {{client.name}}."
	s.Snapshot.Units[1].Source, s.Snapshot.Units[1].Target = s.Snapshot.Policy.Clauses[0].Body, "Het gaat over {{client.name}}, en {{client.name}}."
	s.Snapshot.Client.Facts["client.trade_name"] = "Kweekwerk"
	s.Snapshot.Units[2].State = policy.Draft
	wantFindings(t, s) // no clause shows it any more

	s = translated("We use {{list purposes}}.", "Wij gebruiken {{list purposes}}.")
	s.Snapshot.Client.Registers = policy.Registers{"purposes": {{"name": "feeding the cat", "basis": "contract"}}}
	wantFindings(t, s, "error answer_untranslated c nl purposes {{list purposes}}")
}

func TestEachLanguageWithoutAnAnswerIsAThingOfItsOwn(t *testing.T) {
	finding := policy.Finding{Rule: check.RuleAnswerUntranslated, ClauseID: "c", Fact: "policy.service", Evidence: "{{service}}"}
	dutch, french := finding, finding
	dutch.Lang, french.Lang = "nl", "fr"
	second := dutch
	second.ClauseID = "d"
	groups := check.Groups([]policy.Finding{dutch, french, second})
	if len(groups) != 2 || !slices.Equal(groups[0].Clauses, []policy.ID{"c", "d"}) {
		t.Fatalf("groups %+v", groups)
	}
}

func TestRecordsThatLackSomething(t *testing.T) {
	s := subject("Text.")
	s.Snapshot.Client.Registers = policy.Registers{"recipients": {
		{"name": "Lumen", "role": "processor", "country": "NL", "function": "hosting"},
		{"name": "Far", "role": "processor", "country": "US", "function": "hosting"},
		{"name": "Odd", "role": "friend", "country": "NL", "function": "hosting"},
	}}
	wantFindings(t, s,
		"error record_incomplete   recipients.safeguard recipients, row 2, safeguard",
		"warning fact_invalid   recipients.role friend")
	for _, f := range check.Run(s) {
		if row, ok := check.RowOf(f); ok != (f.Rule == check.RuleRecordIncomplete) || ok && row != 2 {
			t.Errorf("%s stands in row %d, %v", f.Evidence, row, ok)
		}
	}
	// The policy's own list stands in place of the client's.
	s.Snapshot.Policy.Registers = policy.Registers{"recipients": nil}
	wantFindings(t, s)
}

func TestAChoiceThatIsNone(t *testing.T) {
	s := subject("Text.")
	s.Snapshot.Policy.Facts = policy.Facts{"policy.kind": "newsreel", "policy.change_notice": "email, pigeon"}
	wantFindings(t, s,
		"warning fact_invalid   policy.change_notice email, pigeon",
		"warning fact_invalid   policy.kind newsreel")
}

func TestAnEmptyRegisterIsAnAnswerOnlyWhenSomebodyGaveIt(t *testing.T) {
	none := policy.Clause{Heading: "No cookies", Body: "We place none.", When: "cookies none"}
	wantFindings(t, about("Text.", none), "warning register_unanswered r  cookies ")

	confirmed := about("Text.", none)
	confirmed.Snapshot.Policy.Registers = policy.Registers{"cookies": {}}
	wantFindings(t, confirmed)

	none.Hidden = true
	wantFindings(t, about("Text.", none))
}

func TestAPolicyFromTheLibraryNeedsItsRegisters(t *testing.T) {
	s := about("Text.", policy.Clause{Heading: "H", Body: "B.", Library: policy.LibraryRef{ID: "intro", Revision: 1}})
	wantFindings(t, s,
		"error register_empty   purposes ",
		"warning register_empty   data ",
		"warning register_empty   retention ")
	s.Snapshot.Client.Registers = policy.Registers{
		"purposes": {{"name": "newsletter", "basis": "consent"}}, "data": {{"name": "name", "source": "person"}},
		"retention": {{"name": "name", "period": "P1Y"}},
	}
	wantFindings(t, s)
}

// A recipient in the client's own country is no transfer, unless the law of
// another place reaches the client.
func TestARecipientAtHomeLacksNoSafeguard(t *testing.T) {
	s := subject("Text.")
	s.Snapshot.Client.Facts["client.country"] = "ID"
	s.Snapshot.Client.Registers = policy.Registers{"recipients": {
		{"name": "Bandung", "role": "processor", "country": "ID", "function": "hosting"},
	}}
	wantFindings(t, s)
	s.Snapshot.Policy.Facts = policy.Facts{"policy.countries": "NL"}
	wantFindings(t, s, "error record_incomplete   recipients.safeguard recipients, row 1, safeguard")
}
