package markup_test

import (
	"fmt"
	"testing"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// longPolicy is a policy of 120 clauses such as the clause library makes:
// headings with references, paragraphs under conditions, lists and tables
// made from registers, and a translation of all of it.
func longPolicy() policy.Snapshot {
	snap := policy.Snapshot{
		Client: policy.Client{Name: "Kweekwerk", Facts: policy.Facts{
			"client.legal_name": "Kweekwerk B.V.", "client.email": "privacy@kweekwerk.example",
			"client.country": "NL", "client.address": "Kade 1\nAalsmeer",
		}, Registers: policy.Registers{}},
		Policy: policy.Policy{
			Titles: map[string]string{"en": "Privacy policy", "nl": "Privacyverklaring"}, SourceLang: "en",
			TargetLang: []string{"nl"}, Numbered: true, Registers: policy.Registers{}, Facts: policy.Facts{},
		},
	}
	for i := range 8 {
		snap.Client.Registers["recipients"] = append(snap.Client.Registers["recipients"], policy.Record{
			"name": fmt.Sprintf("Supplier %d", i), "role": "processor", "country": "US", "function": "hosting", "safeguard": "scc",
		})
		snap.Client.Registers["retention"] = append(snap.Client.Registers["retention"], policy.Record{
			"name": fmt.Sprintf("letters of kind %d", i), "period": "P7Y",
		})
	}
	for i := range 40 {
		top := longClause(i * 3)
		top.Children = []policy.Clause{longClause(i*3 + 1), longClause(i*3 + 2)}
		snap.Policy.Clauses = append(snap.Policy.Clauses, top)
	}
	for _, placed := range policy.Flatten(snap.Policy.Clauses) {
		for _, segment := range markup.Segments(placed.Heading, placed.Body) {
			snap.Units = append(snap.Units, policy.Unit{
				ClauseID: placed.ID, Lang: "nl", Pos: segment.Pos, Source: segment.Source, Target: segment.Source, State: policy.Approved,
			})
		}
	}
	return snap
}

func longClause(i int) policy.Clause {
	body := fmt.Sprintf(`We use your data for this, number %d, and for nothing else (see {{section topic_%d}}). Write to {{client.email}}.

{{when recipients many}}We share them with {{count recipients}} recipients: {{list recipients where country outside eea}}.

{{when client.country is NL}}The authority of our country is {{authority.name}}.

You can:

- ask us which data we hold;
- ask us to **correct** or *delete* them;
- object, as [the law](https://law.example/%d) says.
`, i, (i*7)%120, i)
	if i%10 == 0 {
		body += "\n{{table recipients}}\n\n{{table retention}}\n"
	}
	return policy.Clause{
		ID: policy.ID(fmt.Sprintf("c%d", i)), Heading: fmt.Sprintf("What we do for purpose %d", i),
		Body: body, Topic: fmt.Sprintf("topic_%d", i), When: "client.country set",
	}
}

// BenchmarkKeystroke resolves the policy again after one letter more in one
// clause, as the page beside the editor does: within 16 ms it follows the hand.
func BenchmarkKeystroke(b *testing.B) {
	for _, lang := range []string{"en", "nl"} {
		b.Run(lang, func(b *testing.B) {
			snap := longPolicy()
			body, n := snap.Policy.Clauses[20].Body, 0
			markup.Resolve(snap, lang, markup.Issue{})
			for b.Loop() {
				n++
				snap.Policy.Clauses[20].Body = fmt.Sprint("Letters ", n, " ", body)
				markup.Resolve(snap, lang, markup.Issue{})
			}
		})
	}
}
