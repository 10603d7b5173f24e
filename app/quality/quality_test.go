package quality_test

import (
	"slices"
	"strings"
	"testing"

	"clausedesk/app/glossary"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/translate"

	"pgregory.net/rapid"
)

// found lists the rules that find something in a paragraph, each once.
func found(from, source, to, target string, known *quality.Knowledge) []string {
	var out []string
	pair := quality.Pair{Source: source, Target: target, From: from, To: to, Kind: markup.SegmentParagraph}
	for _, p := range quality.Check(pair, known) {
		if !slices.Contains(out, p.Rule) {
			out = append(out, p.Rule)
		}
	}
	return out
}

func TestTheSameSaidInAnotherWay(t *testing.T) {
	for _, c := range [][4]string{
		{"en", "Within thirty days.", "nl", "Binnen 30 dagen."},
		{"en", "Kept for one year.", "de", "Zwölf Monate aufbewahrt."},
		{"en", "Kept for a fortnight.", "fr", "Conservé deux semaines."},
		{"en", "Kept for P30D.", "sq", "Ruhet për 30 ditë."},
		{"en", "Kept for half a year.", "id", "Disimpan selama setengah tahun."},
		{"de", "Eine dreimonatige Frist gilt.", "nl", "Er geldt een termijn van drie maanden."},
		{"fr", "Article 6, paragraphe 1, point f, du RGPD.", "de", "Art. 6 Abs. 1 Buchst. f DSGVO."},
		{"en", "Point (f) of Article 6(1) GDPR.", "id", "Pasal 6 ayat (1) huruf f GDPR."},
		{"en", "Article 6(1)(f) GDPR.", "sq", "Neni 6(1)(f) i GDPR-së."},
		{"nl", "Artikel 13, eerste lid, AVG.", "en", "Article 13(1) GDPR."},
		{"en", "On 5 March 2026.", "de", "Am 05.03.2026."},
		{"en", "On 03/05/2026.", "fr", "Le 5 mars 2026."},
		{"en", "On March 5th, 2026.", "sq", "Më 5 mars 2026."},
		{"en", "It costs €1,250.50.", "fr", "Cela coûte 1\u202f250,50\u00a0€."},
		{"en", "It costs EUR 20 million.", "de", "Es kostet 20 Millionen Euro."},
		{"en", "It is 12.5%.", "sq", "Është 12,5 për qind."},
		{"en", "Open until 5 p.m.", "de", "Geöffnet bis 17:00 Uhr."},
		{"en", "Open until 17:30.", "id", "Buka sampai pukul 17.30."},
		{"en", "Servers in the United States.", "sq", "Serverë në Shtetet e Bashkuara."},
		{"en", "Under Dutch law.", "fr", "Selon le droit des Pays-Bas."},
		{"en", "Children under 16.", "nl", "Kinderen jonger dan 16 jaar."},
		{"en", "See <https://x.example/en/privacy>.", "nl", "Zie <https://x.example/nl/privacy>."},
		{"fr", "Nous ne traitons que le nom.", "en", "We process only the name."},
		{"en", "Only if you agree, unless the law says so.", "de", "Nur wenn Sie zustimmen, es sei denn, das Gesetz sagt es."},
		{"en", "No. 5 applies.", "nl", "Nr. 5 is van toepassing."},
		{"en", "Say the words “Do Not Sell My Data” there.", "nl", "Zeg daar de woorden ‘Do Not Sell My Data’."},
	} {
		if got := found(c[0], c[1], c[2], c[3], nil); len(got) > 0 {
			t.Errorf("%s\n%s\n%v", c[1], c[3], got)
		}
	}
}

func TestSomethingElseIsSaid(t *testing.T) {
	for _, c := range [][5]string{
		{"en", "Within 30 days.", "fr", "Dans un délai d’un mois.", quality.RuleDuration},
		{"en", "Within 72 hours.", "nl", "Binnen 3 dagen.", quality.RuleDuration},
		{"en", "After 14 days.", "nl", "Na 14 weken.", quality.RuleDuration},
		{"en", "Within 10 working days.", "de", "Innerhalb von 10 Tagen.", quality.RuleDuration},
		{"en", "Kept for one year.", "nl", "Twee jaar bewaard.", quality.RuleDuration},
		{"en", "We send three letters.", "nl", "Wij sturen vier brieven.", quality.RuleNumber},
		{"en", "We sent 1,000 letters.", "nl", "Wij stuurden 1,000 brieven.", quality.RuleNumber},
		{"en", "Article 6(1)(f) GDPR.", "de", "Art. 9 Abs. 1 Buchst. f DSGVO.", quality.RuleReference},
		{"en", "Article 6(1)(f) GDPR.", "fr", "Article 6, paragraphe 1, point c), du RGPD.", quality.RuleReference},
		{"en", "On 5 March 2026.", "nl", "Op 5 mei 2026.", quality.RuleDate},
		{"en", "Open until 5 p.m.", "de", "Geöffnet bis 5:00 Uhr.", quality.RuleTime},
		{"en", "It costs €100.", "nl", "Het kost $ 100.", quality.RuleAmount},
		{"en", "It is 4%.", "id", "Itu 40%.", quality.RulePercent},
		{"en", "Under the GDPR.", "nl", "Volgens de UK GDPR.", quality.RuleLaw},
		{"en", "Servers in Ireland.", "fr", "Serveurs en Islande.", quality.RuleCountry},
		{"en", "PayBright pays.", "nl", "PayBrite betaalt.", quality.RuleName},
		{"en", "Acme Ltd hosts this.", "nl", "Acne Ltd host dit.", quality.RuleName},
		{"en", "We do not sell your data.", "nl", "Wij verkopen uw gegevens.", quality.RuleNegation},
		{"en", "We sell your data.", "fr", "Nous ne vendons pas vos données.", quality.RuleNegation},
		{"en", "You pay nothing.", "sq", "Ju paguani gjithçka.", quality.RuleNegation},
		{"en", "Write to {{contact.email}}.", "nl", "Schrijf naar {{contact.phone}}.", quality.RulePlaceholder},
		{"en", "Write to {{contact.email}}.", "nl", "Schrijf naar {{contact.email}.", quality.RulePlaceholder},
		{"en", "{{when cookies any}}We place cookies.", "nl", "Wij plaatsen cookies.{{when cookies any}}", quality.RulePlaceholder},
		{"en", "**Phone:** call us.", "nl", "Telefoon: bel ons.", quality.RuleMarks},
		{"en", "Mail a@b.example now.", "nl", "Mail a@c.example nu.", quality.RuleAddress},
		{"en", "What is it?", "nl", "Wat is het.", quality.RulePunctuation},
		{"en", "Who (and why) it is.", "nl", "Wie (en waarom het is.", quality.RulePunctuation},
		{"en", "What is it?", "fr", "Qu’est-ce que c’est?", quality.RuleTypography},
		{"en", "The word “data” is here.", "de", "Das Wort “Daten” steht hier.", quality.RuleTypography},
		{"en", "The word “data” is here.", "fr", "Le mot «données» est ici.", quality.RuleTypography},
		{"en", "We tell you about it.", "nl", "Wij vertellen , het u.", quality.RuleTypography},
		{"en", "Your rights and our duties", "nl", "Your rights and our duties", quality.RuleSame},
		{"en", "We keep it. You can ask us to delete all of it.", "nl", "Wij bewaren het. You can ask us to delete all of it.", quality.RuleSame},
		{"en", "We use it for the purposes that you know.", "nl", "Wir verwenden sie für die Zwecke, die Sie kennen.", quality.RuleLanguage},
		{"en", "We keep your data.", "nl", "Wij bewaren uw uw gegevens.", quality.RuleDoubled},
		{"en", "We keep your data.", "nl", "wij bewaren uw gegevens.", quality.RuleCapital},
		{"en", "We keep your data for as long as the law tells us to and no longer than that.", "nl", "Wij bewaren uw gegevens.", quality.RuleLength},
	} {
		if got := found(c[0], c[1], c[2], c[3], nil); !slices.Contains(got, c[4]) {
			t.Errorf("%s\n%s\nwant %s, got %v", c[1], c[3], c[4], got)
		}
	}
}

func TestWhatAStudioKnows(t *testing.T) {
	known := &quality.Knowledge{
		Names:    []string{"Lumen Hosting"},
		Spelling: func(word string) bool { return word != "gegvens" },
		Glossary: glossary.New([]glossary.Concept{{ID: "c", Terms: []glossary.Term{
			{Lang: "en", Text: "controller", Status: glossary.Preferred},
			{Lang: "nl", Text: "verwerkingsverantwoordelijke", Status: glossary.Preferred},
			{Lang: "nl", Text: "verantwoordelijke partij", Status: glossary.Forbidden},
		}}}),
	}
	for _, c := range [][3]string{
		{"Lumen Hosting keeps it.", "Lumen Hosten bewaart het.", quality.RuleName},
		{"It is kept.", "Lumen Hosting bewaart het.", quality.RuleName},
		{"Our data.", "Onze gegvens.", quality.RuleSpelling},
		{"We are the controller.", "Wij zijn de verantwoordelijke partij.", quality.RuleTerm},
	} {
		if got := found("en", c[0], "nl", c[1], known); !slices.Contains(got, c[2]) {
			t.Errorf("%s: want %s, got %v", c[1], c[2], got)
		}
	}
	if got := found("en", "Lumen Hosting’s data.", "nl", "Gegevens van Lumen Hosting.", known); len(got) > 0 {
		t.Error(got)
	}
}

func TestAProblemSaysWhereItIs(t *testing.T) {
	source, target := "We answer **within** 30 days.", "Wij antwoorden **binnen** 13 dagen."
	problems := quality.Check(quality.Pair{Source: source, Target: target, From: "en", To: "nl", Kind: markup.SegmentParagraph}, nil)
	if len(problems) != 1 {
		t.Fatalf("%+v", problems)
	}
	p := problems[0]
	left, right := markup.PlainInline(markup.ParseInline(source)), markup.PlainInline(markup.ParseInline(target))
	if p.Expected != "30 days" || p.Evidence != "13 dagen" || p.Severity != policy.SeverityError ||
		left[p.SourceStart:p.SourceEnd] != p.Expected || right[p.TargetStart:p.TargetEnd] != p.Evidence {
		t.Errorf("%+v", p)
	}
}

// TestAnyTextIsRead: nothing that anybody types ends the program, every place
// lies within its text, and a text has no problem beside itself but that it was
// left standing.
func TestAnyTextIsRead(t *testing.T) {
	piece := rapid.SampledFrom(strings.Split("30| |days|1.000,50|€|%|Art.|§|6|(1)|(f)|lid|P30D|{{|}}|{{client.name}}|**|[a](<b>)|a@b.nl|9:00|«|„|’|no|ne|pas|May|2026|GDPR|1er|-|–|\u00a0|é|\U0001f600|uur|Uhr|p.m.|Rp", "|"))
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) string {
			return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, name), rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
		}
		langs := rapid.SampledFrom([]string{"en", "nl", "fr", "de", "id", "sq", "es", "pt-BR", ""})
		p := quality.Pair{Source: draw("source"), Target: draw("target"), From: langs.Draw(t, "from"), To: langs.Draw(t, "to")}
		left, right := markup.PlainInline(markup.ParseInline(p.Source)), markup.PlainInline(markup.ParseInline(p.Target))
		for _, problem := range quality.Check(p, nil) {
			_, _ = left[problem.SourceStart:problem.SourceEnd], right[problem.TargetStart:problem.TargetEnd]
		}
		p.Target, p.To = p.Source, p.From
		for _, problem := range quality.Check(p, nil) {
			if quality.Means(problem.Rule) {
				t.Fatalf("%q beside itself: %+v", p.Source, problem)
			}
		}
	})
}

func TestConsistency(t *testing.T) {
	row := func(source, target string) translate.Row {
		return translate.Row{Kind: markup.SegmentParagraph, Source: source, Target: target, State: policy.Approved}
	}
	rows := []translate.Row{
		row("Your rights", "Uw rechten"), row("Your rights", "Uw rechten."), row("Your **rights**", "Je rechten"),
		row("We keep names for a year.", "Wij bewaren alles zo lang het nodig is."),
		row("Cameras watch the entrance at night.", "Wij bewaren alles zo lang het nodig is."),
		row("Nothing yet", ""), row("Name", "Naam"), row("Names", "Naam"),
	}
	found := quality.Consistency(rows)
	if len(found) != 2 || len(found[2]) != 1 || found[2][0].Rule != quality.RuleInconsistent || found[2][0].Expected != "Uw rechten" ||
		len(found[4]) != 1 || found[4][0].Rule != quality.RuleOneForMany {
		t.Errorf("%+v", found)
	}
}
