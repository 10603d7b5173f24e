package markup

import (
	"strings"
	"testing"

	"clausedesk/app/policy"
)

// listed is what a clause says with the answers.
func listed(t *testing.T, lang, body string, registers policy.Registers) string {
	t.Helper()
	snap := policy.Snapshot{Client: policy.Client{Registers: registers}, Policy: policy.Policy{
		SourceLang: lang, Clauses: []policy.Clause{{ID: "a", Body: body}},
	}}
	return strings.TrimSpace(Plain(Parse(Resolve(snap, lang, Issue{}).Text.Clauses[0].Body)))
}

// Items that are lists themselves stand apart: "A, B and C" would be three.
func TestAListOfListsHasSemicolons(t *testing.T) {
	named := func(names ...string) policy.Registers {
		var records []policy.Record
		for _, name := range names {
			records = append(records, policy.Record{"name": name})
		}
		return policy.Registers{"recipients": records}
	}
	for _, c := range []struct {
		lang, want string
		names      []string
	}{
		{"en", "To: Post, Bank and Shop.", []string{"Post", "Bank", "Shop"}},
		{"en", "To: Post; Berg and Dal; AC PM, LLC.", []string{"Post", "Berg and Dal", "AC PM, LLC"}},
		{"en", "To: Berg and Dal.", []string{"Berg and Dal"}},
		{"nl", "To: Post en Berg and Dal.", []string{"Post", "Berg and Dal"}},
		{"nl", "To: Post; Berg en Dal.", []string{"Post", "Berg en Dal"}},
		{"de", "To: Post; Berg und Tal.", []string{"Post", "Berg und Tal"}},
		{"sq", "To: Post; mal dhe det.", []string{"Post", "mal dhe det"}},
		{"fr", "To: Post\u202f; mont et mer.", []string{"Post", "mont et mer"}},
		{"id", "To: Post; gunung dan laut.", []string{"Post", "gunung dan laut"}},
	} {
		if got := listed(t, c.lang, "To: {{list recipients}}.", named(c.names...)); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
}

// A period reads well whatever its beginning was called.
func TestAPeriodFromAnEventInOwnWords(t *testing.T) {
	rows := policy.Registers{"retention": {
		{"name": "name", "period": "P20Y", "from": "end of treatment"},
		{"name": "photo", "period": "P2Y", "from": "contract_end"},
		{"name": "cv", "period": "P1Y", "from": "after *her* reply"},
	}}
	got := strings.ReplaceAll(listed(t, "en", "{{bullets retention}}", rows), "\u00a0", " ")
	for _, want := range []string{"20 years from: end of treatment", "2 years after the end of the contract", "1 year after *her* reply"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
}
