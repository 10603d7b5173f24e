package library_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"

	"pgregory.net/rapid"
)

// started is a new policy as the program makes it: the tree of its kind and
// countries, translated by the library.
func started(lib *library.Library, answers policy.Answers, source string, tone policy.Tone, targets ...string) policy.Snapshot {
	p := policy.Policy{
		ID: "p", Titles: map[string]string{source: "Privacy"}, SourceLang: source, TargetLang: targets, Numbered: true,
		Facts: answers.Facts, Registers: answers.Registers,
	}
	regimes := policy.SplitValues(answers.Fact(policy.FactRegimes, ""))
	p.Clauses = lib.Start(answers.Facts["policy.kind"], source, regimes, tone)
	snap := policy.Snapshot{Client: policy.Client{Name: "Acme"}, Policy: p}
	for _, placed := range policy.Flatten(p.Clauses) {
		for _, lang := range p.TargetLang {
			snap.Units = append(snap.Units, translated(lib, *placed.Clause, source, lang)...)
		}
	}
	return snap
}

// known remembers the library's translations, which are the same in each of
// many policies.
var known = map[[4]string][]policy.Unit{}

func translated(lib *library.Library, clause policy.Clause, source, lang string) []policy.Unit {
	key := [4]string{clause.Library.ID, string(clause.Library.Tone), source, lang}
	if known[key] == nil {
		c, _ := lib.Clause(clause.Library.ID)
		known[key] = c.Units(clause, source, lang)
	}
	out := slices.Clone(known[key])
	for i := range out {
		out[i].ClauseID = clause.ID
	}
	return out
}

// flaws lists what no finished document may have, each after the clause.
func flaws(snap policy.Snapshot, resolved markup.Resolved) []string {
	var out []string
	names := map[policy.ID]string{}
	for _, placed := range policy.Flatten(snap.Policy.Clauses) {
		names[placed.ID] = placed.Library.ID
	}
	say := func(id policy.ID, format string, args ...any) {
		out = append(out, resolved.Text.Lang+" "+names[id]+": "+fmt.Sprintf(format, args...))
	}
	for _, missing := range resolved.Missing {
		say(missing.ClauseID, "nothing fills {{%s}}", missing.Expr)
	}
	for _, foreign := range resolved.OwnWords {
		say(foreign.ClauseID, "no words in this language for {{%s}}", foreign.Expr)
	}
	for _, id := range resolved.Untranslated {
		say(id, "a segment is not translated")
	}
	for i, clause := range resolved.Text.Clauses {
		holds := i+1 < len(resolved.Text.Clauses) && resolved.Text.Clauses[i+1].Depth > clause.Depth
		if strings.TrimSpace(clause.Body) == "" && !holds {
			say(clause.ID, "nothing stands under %q", clause.Heading)
		}
		for _, flaw := range blockFlaws(append(markup.Doc{heading(clause)}, markup.Parse(clause.Body)...)) {
			say(clause.ID, "%s", flaw)
		}
	}
	return out
}

func heading(clause policy.TextClause) markup.Block {
	return markup.Block{Kind: markup.Paragraph, Inlines: markup.ParseInline(clause.Heading)}
}

// badText matches braces, two spaces and punctuation after nothing.
var badText = regexp.MustCompile(`\{\{|\}\}|  |\( |\(\)| [,.)]|,,|\.\.|:\.|;\.|` + regexp.QuoteMeta(markup.Gap))

func blockFlaws(blocks []markup.Block) []string {
	var out []string
	check := func(inlines []markup.Inline) {
		text := markup.PlainInline(inlines)
		if bad := badText.FindString(text); bad != "" {
			out = append(out, fmt.Sprintf("%q in %q", bad, text))
		}
		if first, _ := utf8.DecodeRuneInString(text); strings.TrimSpace(text) == "" || unicode.IsPunct(first) && !strings.ContainsRune("“„«‘[(#-`*§", first) {
			out = append(out, fmt.Sprintf("%q begins so", text))
		}
		if strings.Contains(text, "**") {
			out = append(out, fmt.Sprintf("%q has a mark left over", text))
		}
	}
	for i, block := range blocks {
		if block.Kind == markup.Paragraph {
			check(block.Inlines)
			if strings.HasSuffix(markup.PlainInline(block.Inlines), ":") && i+1 == len(blocks) {
				out = append(out, fmt.Sprintf("nothing follows %q", markup.PlainInline(block.Inlines)))
			}
		}
		for _, item := range block.Items {
			out = append(out, blockFlaws(item)...)
		}
		for _, def := range block.Defs {
			check(def.Term)
		}
		for _, cell := range block.Header {
			check(cell)
		}
	}
	return out
}

// TestAnyAnswersMakeAWholeDocument is the promise of the clause library:
// whatever was answered, every language has a document without a gap. Each
// draw compares two languages.
func TestAnyAnswersMakeAWholeDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		answers := drawAnswers(t)
		answers.Facts["policy.kind"] = rapid.SampledFrom(policy.PolicyKinds).Draw(t, "kind")
		source := rapid.SampledFrom(vocabulary.Languages()).Draw(t, "source")
		tone := rapid.SampledFrom([]policy.Tone{policy.TonePlain, policy.ToneFormal}).Draw(t, "tone")
		target := rapid.SampledFrom(slices.DeleteFunc(vocabulary.Languages(), func(l string) bool { return l == source })).Draw(t, "target")
		snap := started(library.Builtin(), answers, source, tone, target)
		snap.Policy.Numbered = rapid.Bool().Draw(t, "numbered")
		if rapid.Bool().Draw(t, "answered anew") { // the tree stays, and follows
			later := drawAnswers(t)
			snap.Policy.Facts, snap.Policy.Registers = later.Facts, later.Registers
		}
		shown := -1
		for _, lang := range snap.Policy.Languages() {
			resolved := markup.Resolve(snap, lang, markup.Issue{Number: 1, Effective: "2026-12-01"})
			for _, flaw := range flaws(snap, resolved) {
				t.Error(flaw)
			}
			if n := len(resolved.Text.Clauses); shown >= 0 && n != shown {
				t.Errorf("%s shows %d clauses, %s %d", lang, n, source, shown)
			} else {
				shown = n
			}
		}
	})
}

// TestTheAuthorityIsNamedWhereItIsKnown holds the condition of the clause on
// complaints, which lists countries, against the authorities there are.
func TestTheAuthorityIsNamedWhereItIsKnown(t *testing.T) {
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			country := string(a) + string(b)
			facts := policy.Facts{"client.country": country, "client.email": "a@acme.example", "policy.kind": "website"}
			authority, known := vocabulary.AuthorityOf(country)
			c, err := library.Builtin().Clause("complaint")
			if err != nil {
				t.Fatal(err)
			}
			snap := policy.Snapshot{Policy: policy.Policy{
				SourceLang: "en", Facts: facts, Clauses: []policy.Clause{c.Linked("en", policy.TonePlain)},
			}}
			body := markup.Plain(markup.Parse(markup.Resolve(snap, "en", markup.Issue{}).Text.Clauses[0].Body))
			if named := strings.Contains(body, "supervises us:"); named != known || named && !strings.Contains(body, authority.In("en")) {
				t.Errorf("%s: its authority %q, known %v:\n%s", country, authority.In("en"), known, body)
			}
		}
	}
}

// TestAnAuthorityOfOnesOwnHasItsOwnAddress: never that of the country's.
func TestAnAuthorityOfOnesOwnHasItsOwnAddress(t *testing.T) {
	c, err := library.Builtin().Clause("complaint")
	if err != nil {
		t.Fatal(err)
	}
	for _, facts := range []policy.Facts{
		{"client.authority": "Acme Board"},
		{"client.authority": "Acme Board", "client.authority_address": "Kade 1\nUtrecht", "client.authority_website": "https://board.example"},
	} {
		facts["client.country"], facts["client.email"] = "NL", "a@acme.example"
		snap := policy.Snapshot{Policy: policy.Policy{
			SourceLang: "en", Facts: facts, Clauses: []policy.Clause{c.Linked("en", policy.TonePlain)},
		}}
		body := markup.Resolve(snap, "en", markup.Issue{}).Text.Clauses[0].Body
		want := "supervises us: Acme Board."
		if facts["client.authority_address"] != "" {
			want = "supervises us: Acme Board, Kade 1, Utrecht, https://board.example."
		}
		if !strings.Contains(body, want) {
			t.Errorf("want %q in\n%s", want, body)
		}
	}
}
