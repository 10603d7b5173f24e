package studio_test

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/check"
	"clausedesk/app/exchange"
	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
	"clausedesk/app/vocabulary"
	"clausedesk/assets"
)

// sampleAnswers reads what a client of the sample answered.
func sampleAnswers(t testing.TB, folder string) policy.Answers {
	t.Helper()
	data, err := fs.ReadFile(assets.Sample, "sample/"+folder+"/answers.toml")
	if err != nil {
		t.Fatal(err)
	}
	answers, err := exchange.ReadAnswers(data)
	if err != nil {
		t.Fatal(err)
	}
	return answers
}

// request asks for a policy in six languages that is made of answers alone,
// with every clause that explains.
func request(client policy.ID, answers policy.Answers, source string) studio.NewPolicyRequest {
	return studio.NewPolicyRequest{
		Client: client, Kind: answers.Facts["policy.kind"], Countries: policy.SplitValues(answers.Facts["policy.countries"]),
		Source: source, Targets: vocabulary.Languages(), Answers: answers, Full: true,
	}
}

// rebuilt makes a policy of a new client from answers alone.
func (d *desk) rebuilt(answers policy.Answers, source string, tone policy.Tone, targets ...string) policy.Snapshot {
	d.t.Helper()
	client, err := d.Store.SaveClient(d.ctx, policy.Client{Name: answers.Facts["client.legal_name"]})
	ok(d.t, err)
	req := request(client.ID, answers, source)
	req.Tone, req.Targets = tone, targets
	p, err := d.NewPolicy(d.ctx, req)
	ok(d.t, err)
	d.approveAnswers(p.ID)
	return d.snapshot(p.ID)
}

// approveAnswers approves what a policy's answers have in other languages: what
// was typed in a form is a draft.
func (d *desk) approveAnswers(id policy.ID) {
	d.t.Helper()
	snap := d.snapshot(id)
	var units []policy.Unit
	for _, lang := range snap.Policy.TargetLang {
		for _, row := range translate.Rows(snap, lang) {
			if row.OfAnswer() && row.Target != "" {
				unit, err := translate.SetState(row, lang, policy.Approved, translate.Hand{Name: "Mira"})
				ok(d.t, err)
				units = append(units, unit)
			}
		}
	}
	ok(d.t, d.SaveUnits(d.ctx, id, units))
}

// TestClientsRebuiltFromAnswersAlone: the sample's three clients, and one that
// has no written policy, get a policy in six languages that can be published.
// Between them they are printed in each.
func TestClientsRebuiltFromAnswersAlone(t *testing.T) {
	for _, sample := range []struct {
		folder, source string
		tone           policy.Tone
		print          []string
	}{
		{"lumen", "en", policy.TonePlain, []string{"en", "nl"}},
		{"meridian", "fr", policy.ToneFormal, []string{"fr"}},
		{"surya", "id", policy.TonePlain, []string{"id"}},
		{"valbona", "en", policy.TonePlain, []string{"sq", "de"}},
	} {
		t.Run(sample.folder, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			snap := d.rebuilt(sampleAnswers(t, sample.folder), sample.source, sample.tone, vocabulary.Languages()...)
			for _, text := range isPublishable(t, snap) {
				isWhole(t, snap, text)
				if slices.Contains(sample.print, text.Lang) {
					isPrinted(t, text)
				}
			}
		})
	}
}

// isPublishable fails for what would keep a policy from being published, or
// what somebody would be told of it, and returns its text in every language.
func isPublishable(t *testing.T, snap policy.Snapshot) []policy.Text {
	t.Helper()
	langs := snap.Policy.Languages()
	if len(langs) != 6 {
		t.Errorf("languages %v", langs)
	}
	subject := check.Subject{Snapshot: snap, Languages: langs}.Prepare()
	for _, f := range studio.Findings(subject) { // among them what no font can print
		t.Errorf("%+v in clause %q", f, libraryOf(snap, f.ClauseID))
	}
	var out []policy.Text
	for _, lang := range langs {
		out = append(out, subject.Resolved(lang).Text)
	}
	return out
}

func libraryOf(snap policy.Snapshot, id policy.ID) string {
	if clause := policy.Find(snap.Policy.Clauses, id); clause != nil {
		return clause.Library.ID
	}
	return ""
}

// isWhole fails for what no reader should see, and for what is not said.
func isWhole(t *testing.T, snap policy.Snapshot, text policy.Text) {
	t.Helper()
	if len(text.Clauses) < 25 {
		t.Errorf("%s has %d clauses", text.Lang, len(text.Clauses))
	}
	var all strings.Builder
	for i, clause := range text.Clauses {
		plain := markup.PlainInline(markup.ParseInline(clause.Heading)) + "\n" + markup.Plain(markup.Parse(clause.Body))
		all.WriteString(plain)
		for _, bad := range []string{markup.Gap, "{{", "}}", "  "} {
			if strings.Contains(plain, bad) {
				t.Errorf("%s: %q in %s: %s", text.Lang, bad, libraryOf(snap, clause.ID), plain)
			}
		}
		holds := i+1 < len(text.Clauses) && text.Clauses[i+1].Depth > clause.Depth
		if clause.Heading == "" || clause.Body == "" && !holds {
			t.Errorf("%s: %s is empty: %+v", text.Lang, libraryOf(snap, clause.ID), clause)
		}
	}
	saysAll(t, strings.ToLower(all.String()), text.Lang, snap)
}

// TestAPolicyIsEssentialUnlessAskedOtherwise: it leaves out exactly what the
// library calls optional, says every answer all the same, and can be published.
func TestAPolicyIsEssentialUnlessAskedOtherwise(t *testing.T) {
	for _, folder := range []string{"lumen", "valbona"} {
		d := newDesk(t)
		answers := sampleAnswers(t, folder)
		full := d.rebuilt(answers, "en", policy.TonePlain, vocabulary.Languages()...)
		req := request(full.Client.ID, answers, "en")
		req.Full = false
		p, err := d.NewPolicy(d.ctx, req)
		ok(t, err)
		d.approveAnswers(p.ID)
		essential := d.snapshot(p.ID)
		var want []string
		for _, c := range policy.Flatten(full.Policy.Clauses) {
			if !library.Builtin().Optional(c.Library.ID) {
				want = append(want, c.Library.ID)
			}
		}
		var got []string
		for _, c := range policy.Flatten(essential.Policy.Clauses) {
			got = append(got, c.Library.ID)
		}
		if !slices.Equal(got, want) || len(got) >= len(policy.Flatten(full.Policy.Clauses)) {
			t.Errorf("%s: clauses %v, want %v", folder, got, want)
		}
		for _, text := range isPublishable(t, essential) {
			isWhole(t, essential, text)
		}
	}
}

func isPrinted(t *testing.T, text policy.Text) {
	t.Helper()
	var out bytes.Buffer
	result, err := pdf.Write(t.Context(), &out, pdf.Input{Text: text, Version: 1, Effective: "2026-12-01"})
	ok(t, err)
	if result.Pages < 4 || !bytes.HasPrefix(out.Bytes(), []byte("%PDF-")) {
		t.Errorf("%s has %d pages", text.Lang, result.Pages)
	}
}

// saysAll fails where a language leaves out an answer: each row of what the
// law wants named stands in the text.
func saysAll(t *testing.T, text, lang string, snap policy.Snapshot) {
	t.Helper()
	words, _ := vocabulary.In(lang)
	registers := snap.Answers().Registers
	for _, name := range []string{"purposes", "data", "recipients", "retention", "cookies", "measures"} {
		def, _ := policy.RegisterDefOf(name)
		for _, record := range registers[name] {
			if want := words.RecordField(def.Fields[0], record); !strings.Contains(text, strings.ToLower(want)) {
				t.Errorf("%s does not name %s of %s", lang, want, name)
			}
		}
	}
}

func TestEverySampleDataCategoryHasARetention(t *testing.T) {
	for _, folder := range []string{"lumen", "meridian", "surya", "valbona"} {
		answers := sampleAnswers(t, folder)
		ok(t, studio.CheckAnswers(answers))
		kept := map[string]bool{}
		for _, record := range answers.Registers["retention"] {
			kept[record["name"]] = true
		}
		named := map[string]bool{}
		for _, record := range answers.Registers["data"] {
			named[record["name"]] = true
			if !kept[record["name"]] {
				t.Errorf("%s: how long is %s kept?", folder, record["name"])
			}
		}
		for _, record := range answers.Registers["purposes"] {
			for _, data := range policy.SplitValues(record["data"]) {
				if !named[data] {
					t.Errorf("%s: %s uses %s, which is no category", folder, record["name"], data)
				}
			}
		}
	}
}

func TestNewPolicySharesAnswersBetweenClientAndPolicy(t *testing.T) {
	d := newDesk(t)
	purposes := []policy.Record{{"name": "security", "basis": "consent"}}
	client, err := d.Store.SaveClient(d.ctx, policy.Client{
		Name: "Acme", Facts: policy.Facts{"client.email": "a@acme.example", "client.country": "NL"},
		Registers: policy.Registers{"purposes": purposes, "measures": {{"name": "backups"}}},
	})
	ok(t, err)
	cookies := []policy.Record{{"name": "sid", "purpose": "session", "kind": "necessary", "lifetime": "session"}}
	p, err := d.NewPolicy(d.ctx, studio.NewPolicyRequest{
		Client: client.ID, Kind: "shop", Countries: []string{"NL", "FR"}, Source: "nl", Targets: []string{"nl", "en", "en"},
		Title: "Privacy bij Acme", Answers: policy.Answers{
			Facts: policy.Facts{"client.email": "b@acme.example", "client.phone": "1", "client.country": "NL", "policy.ai": "yes"},
			Registers: policy.Registers{
				"cookies": cookies, "purposes": purposes, "measures": {{"name": "updates"}},
			},
		},
	})
	ok(t, err)
	snap := d.snapshot(p.ID)
	if got := snap.Client.Facts; got["client.email"] != "a@acme.example" || got["client.phone"] != "1" || got["policy.ai"] != "" {
		t.Errorf("the client's facts: %v", got)
	}
	want := policy.Facts{"client.email": "b@acme.example", "policy.ai": "yes", "policy.kind": "shop", "policy.countries": "NL, FR"}
	if got := snap.Policy.Facts; !slices.Equal(got.Keys(), want.Keys()) || got["client.email"] != want["client.email"] {
		t.Errorf("the policy's facts: %v", got)
	}
	if len(snap.Client.Registers["cookies"]) != 1 || snap.Client.Registers["measures"][0]["name"] != "backups" {
		t.Errorf("the client's registers: %v", snap.Client.Registers)
	}
	if got := snap.Policy.Registers; len(got) != 1 || got["measures"][0]["name"] != "updates" {
		t.Errorf("the policy's registers: %v", got)
	}
	if got := snap.Policy.TargetLang; !slices.Equal(got, []string{"en"}) {
		t.Errorf("targets %v", got)
	}
	if got := snap.Policy.Titles; got["nl"] != "Privacy bij Acme" || got["en"] != "Privacy policy" {
		t.Errorf("titles %v", got)
	}
}

func TestNewPolicyThatCannotBeChangesNothing(t *testing.T) {
	d := newDesk(t)
	client, err := d.Store.SaveClient(d.ctx, policy.Client{Name: "Acme"})
	ok(t, err)
	for _, c := range []struct {
		req  studio.NewPolicyRequest
		want error
	}{
		{studio.NewPolicyRequest{Client: client.ID, Kind: "blog", Source: "en"}, library.ErrNoKind},
		{studio.NewPolicyRequest{Client: client.ID, Kind: "website", Source: "ja"}, studio.ErrNotWorded},
		{studio.NewPolicyRequest{Client: "nobody", Kind: "website", Source: "en"}, store.ErrNotFound},
	} {
		d.unchanged(func() {
			_, err := d.NewPolicy(d.ctx, c.req)
			wantError(t, err, c.want)
		})
	}
	d.unchanged(func() {
		_, err := d.NewPolicy(d.ctx, studio.NewPolicyRequest{
			Client: client.ID, Kind: "website", Source: "en",
			Answers: policy.Answers{Facts: policy.Facts{"client.email": "no address"}},
		})
		if err == nil {
			t.Error("an address that is none was taken")
		}
	})
}

// BenchmarkNewPolicy is a new policy in six languages, stored.
func BenchmarkNewPolicy(b *testing.B) {
	d := newBenchDesk(b)
	answers := sampleAnswers(b, "lumen")
	client, err := d.Store.SaveClient(b.Context(), policy.Client{Name: "Lumen"})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := d.NewPolicy(b.Context(), request(client.ID, answers, "en")); err != nil {
			b.Fatal(err)
		}
	}
}
