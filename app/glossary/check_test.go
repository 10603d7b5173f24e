package glossary_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"clausedesk/app/glossary"

	"pgregory.net/rapid"
)

func concept(id string, terms ...glossary.Term) glossary.Concept {
	return glossary.Concept{ID: id, Terms: terms}
}

func preferred(lang, text string) glossary.Term {
	return glossary.Term{Lang: lang, Text: text, Status: glossary.Preferred}
}

func allowed(lang, text string) glossary.Term {
	return glossary.Term{Lang: lang, Text: text, Status: glossary.Allowed}
}

func forbidden(lang, text string) glossary.Term {
	return glossary.Term{Lang: lang, Text: text, Status: glossary.Forbidden}
}

func weak(lang, text string) glossary.Term {
	return glossary.Term{Lang: lang, Text: text, Status: glossary.Allowed, Weak: true}
}

// checks are pairs of texts and what is wrong with them, by the shipped terms:
// kind, concept, and what was found.
var checks = []struct{ from, source, to, target, want string }{
	{"en", "The controller decides.", "nl", "De verwerkingsverantwoordelijke beslist.", ""},
	{"en", "The controller decides.", "nl", "De gegevensbeheerder beslist.", "forbidden controller gegevensbeheerder"},
	{"en", "The controller decides.", "nl", "Die beslist.", "missing controller controller"},
	{"en", "The controller decides.", "nl", "De verwerker beslist.", "missing controller controller"},
	{"en", "Our processors help.", "nl", "Onze verwerkingsverantwoordelijken helpen.", "missing processor processors"},
	{"en", "We are processing your personal data.", "nl", "Wij verwerken uw persoonsgegevens.", ""},
	{"en", "Processing of personal data", "nl", "Persoonsgegevensverwerking", ""},
	{"en", "The data protection officer", "nl", "Onze functionaris voor gegevensbescherming (FG)", ""},
	{"en", "You may withdraw your consent.", "nl", "U kunt uw toestemming altijd weer intrekken.", ""},
	{"en", "You may withdraw your consent.", "nl", "U kunt uw toestemming herroepen.", "forbidden withdrawal_of_consent toestemming herroepen"},
	{"en", "The controller decides.", "fr", "Le contrôleur décide.", "forbidden controller contrôleur"},
	{"en", "The controllers decide.", "fr", "Les responsables du traitement décident.", ""},
	{"en", "The right of access", "fr", "Le droit d'accès", ""},
	{"en", "Personal data", "fr", "Une donnée à caractère personnel", ""},
	{"en", "Retention period", "fr", "Période de conservation", "forbidden retention_period Période de conservation"},
	{"en", "The supervisory authority", "fr", "L’autorité de surveillance", "forbidden supervisory_authority autorité de surveillance"},
	{"en", "The controller decides.", "de", "Der Verantwortliche entscheidet.", ""},
	{"en", "The controller decides.", "de", "Der Datenkontrolleur entscheidet.", "forbidden controller Datenkontrolleur"},
	{"en", "Ask the data protection officer.", "de", "Fragen Sie unsere Datenschutzbeauftragte.", ""},
	{"en", "Consent", "de", "Sie haben eingewilligt.", ""},
	{"en", "A data breach", "de", "Eine Datenpanne", "forbidden breach Datenpanne"},
	{"en", "Contracts", "de", "Im Mietvertrag steht es.", ""},
	{"en", "The controller decides.", "id", "Pengendali Data Pribadi memutuskan.", ""},
	{"en", "The controller decides.", "id", "Pengontrol data memutuskan.", "forbidden controller Pengontrol data"},
	{"en", "Processing stops.", "id", "Data tidak lagi diproses.", ""},
	{"en", "Processing stops.", "id", "Semua berhenti.", "missing processing Processing"},
	{"en", "The controller decides.", "sq", "Kontrolluesi vendos.", ""},
	{"en", "The controllers decide.", "sq", "Ua themi kontrolluesve.", ""},
	{"en", "The controller decides.", "sq", "Kontrollori vendos.", "forbidden controller Kontrollori"},
	{"en", "The data subject", "sq", "Të drejtat e subjektit të të dhënave", ""},
	{"nl", "De verwerker beslist.", "en", "The processor decides.", ""},
	{"nl", "De verwerker beslist.", "en", "The controller decides.", "missing processor verwerker"},
	{"nl", "Uw toestemming", "de", "Ihre Einwilligung", ""},
	{"de", "Der Verantwortliche", "fr", "Le responsable du traitement", ""},
	// Names, placeholders and addresses name no concept; hyphens make other words of two.
	{"en", "The Data Protection Act 2018 applies.", "nl", "De Britse wet van 2018 is van toepassing.", ""},
	{"en", "Write to {{consent}} or consent@example.org.", "nl", "Schrijf ons.", ""},
	{"en", "third-party cookies", "nl", "cookies van anderen", ""},
	// Where the source does not speak of the concept, its forbidden words may mean something else.
	{"en", "The management accountant", "fr", "Le contrôleur de gestion", ""},
	{"en", "The controller decides.", "nl", "", ""},
	{"en", "The controller decides.", "en-GB", "They decide.", ""},
	{"en", "The controller decides.", "xx", "Abc def.", ""},
}

func TestTranslationsAreHeldAgainstTheGlossary(t *testing.T) {
	g := glossary.New(glossary.Shipped())
	for _, c := range checks {
		var got []string
		for _, p := range g.Check(c.source, c.from, c.target, c.to) {
			got = append(got, strings.TrimPrefix(p.Kind, "term_")+" "+strings.TrimPrefix(p.Concept.ID, "gdpr.")+" "+p.Found)
			place := c.target[p.TargetStart:p.TargetEnd]
			if p.Kind == glossary.KindMissing {
				place = c.source[p.SourceStart:p.SourceEnd]
			}
			if place != p.Found || len(p.Want) == 0 {
				t.Errorf("%q: %+v: at %q", c.target, p, place)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s %q, %s %q: %q, want %q", c.from, c.source, c.to, c.target, got, c.want)
		}
	}
}

func TestLongestTermWins(t *testing.T) {
	g := glossary.New([]glossary.Concept{
		concept("data", preferred("en", "data")), concept("personal", preferred("en", "personal data")),
		concept("breach", preferred("en", "personal data breach"), forbidden("en", "data breaches")),
	})
	text := "A personal data breach concerns data; personal datas; data breaches."
	var got []string
	for _, hit := range g.Find(text, "en-GB") {
		got = append(got, hit.Concept.ID+"="+text[hit.Start:hit.End])
	}
	want := []string{"breach=personal data breach", "data=data", "personal=personal datas", "breach=data breaches"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Of two spellings that are forms of one another, the one that stands there is meant.
func TestTheSpellingDecides(t *testing.T) {
	g := glossary.New(glossary.Shipped())
	for text, want := range map[string]glossary.Status{
		"pelindungan data": glossary.Preferred, "perlindungan data": glossary.Forbidden,
		"pemrosesannya": glossary.Preferred, "pemprosesannya": glossary.Forbidden,
	} {
		hits := g.Find(text, "id")
		if len(hits) != 1 || want == glossary.Forbidden != (hits[0].Term.Status == glossary.Forbidden) {
			t.Errorf("%q: %+v, want %s", text, hits, want)
		}
	}
	for text, want := range map[string]glossary.Status{"sous-traitants": glossary.Preferred, "sous traitant": glossary.Forbidden} {
		if hits := g.Find(text, "fr"); len(hits) != 1 || hits[0].Term.Status != want {
			t.Errorf("%q: %+v, want %s", text, hits, want)
		}
	}
	if hits := g.Find("an aipd, une AIPD", "fr"); len(hits) != 1 || hits[0].Start != 13 {
		t.Errorf("acronyms: %+v", hits)
	}
}

func TestWhatAClientSaysWins(t *testing.T) {
	studio := []glossary.Concept{concept("s1", preferred("en", "customer"), preferred("nl", "klant"), forbidden("nl", "afnemer"), preferred("de", "Kunde"))}
	client := []glossary.Concept{concept("c1", preferred("en", "customer"), preferred("nl", "afnemer"))}
	g := glossary.New(glossary.Merge(studio, client))
	if got := g.Check("The customer pays.", "en", "De afnemer betaalt.", "nl"); len(got) != 0 {
		t.Errorf("the client's term: %+v", got)
	}
	got := g.Check("The customer pays.", "en", "De klant betaalt.", "nl")
	if len(got) != 1 || got[0].Concept.ID != "c1" || !slices.Equal(got[0].Want, []string{"afnemer"}) {
		t.Errorf("the studio's term: %+v", got)
	}
	if got := g.Check("The customer pays.", "en", "Er zahlt.", "de"); len(got) != 1 || got[0].Concept.ID != "s1" {
		t.Errorf("a language the client says nothing of: %+v", got)
	}
	replaced := glossary.Merge(studio, []glossary.Concept{concept("s1", preferred("en", "buyer"))})
	if len(replaced) != 1 || replaced[0].Terms[0].Text != "buyer" {
		t.Errorf("under one identifier: %+v", replaced)
	}
}

func TestWeakTermsSatisfyButDoNotOblige(t *testing.T) {
	g := glossary.New([]glossary.Concept{concept("c", preferred("en", "erasure"), weak("en", "wipe"), preferred("nl", "wissing"), weak("nl", "weghalen"))})
	if got := g.Check("Erasure", "en", "Wij halen het weg; dat weghalen gaat snel.", "nl"); len(got) != 0 {
		t.Errorf("satisfied: %+v", got)
	}
	if got := g.Check("We wipe it.", "en", "Dat doen wij.", "nl"); len(got) != 0 {
		t.Errorf("obliged: %+v", got)
	}
}

// What is forbidden, and what only satisfies a translation, is not found in words
// that merely share a root or a part with it.
func TestWordsOfTheSameRootAreNotForbidden(t *testing.T) {
	g := glossary.New(glossary.Shipped())
	for text, lang := range map[string]string{
		"Wij controleren dit.": "nl", "Nous le contrôlons.": "fr", "Kami membuat profil.": "id", "De contractperiode telt.": "nl", "Die Vertrauensperson": "de",
	} {
		if hits := g.Find(text, lang); len(hits) != 0 {
			t.Errorf("%q: %q", text, hits[0].Term.Text)
		}
	}
}

// Positions are whole letters of the text, in order, and do not overlap.
func TestHitsLieInTheText(t *testing.T) {
	g := glossary.New(glossary.Shipped())
	words := strings.Fields("persoonsgegevens’ l’accès à données— Verträge ß ﬁ 𝔄 İ é {{x}} a@b.nl — të dhënave\u00a0personale data-data de\u00adcontroller \xff")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(words)).Draw(t, "words"), rapid.SampledFrom([]string{" ", "", "-", "'", "\n"}).Draw(t, "between"))
		lang := rapid.SampledFrom([]string{"en", "nl", "fr", "de", "id", "sq", "pt-BR", ""}).Draw(t, "lang")
		last := 0
		for _, hit := range g.Find(text, lang) {
			if hit.Start < last || hit.End <= hit.Start || hit.End > len(text) {
				t.Fatalf("%q: %d to %d after %d", text, hit.Start, hit.End, last)
			}
			last = hit.End
		}
	})
}

func TestOneGlossaryServesMany(t *testing.T) {
	g := glossary.New(glossary.Shipped())
	var all sync.WaitGroup
	for i := range 12 {
		lang := []string{"nl", "fr", "de"}[i%3]
		all.Go(func() {
			if got := g.Check("The controller and the processing", "en", "Xxxx yyyy", lang); len(got) != 2 {
				t.Errorf("%s: %d problems", lang, len(got))
			}
		})
	}
	all.Wait()
}

func TestConceptsAreValidated(t *testing.T) {
	for want, c := range map[string]glossary.Concept{
		"":                       concept("x", preferred("nl", "a"), allowed("nl", "b"), preferred("fr", "a")),
		glossary.ReasonNoTerms:   concept("x"),
		glossary.ReasonEmptyTerm: concept("x", preferred("nl", " – ")),
		glossary.ReasonLongTerm:  concept("x", preferred("nl", strings.Repeat("é", 201))),
		glossary.ReasonLanguage:  concept("x", preferred("nederlands", "a")),
		glossary.ReasonStatus:    concept("x", glossary.Term{Lang: "nl", Text: "a", Status: "best"}),
		glossary.ReasonTwice:     concept("x", preferred("nl", "a"), forbidden("nl", "a")),
	} {
		if got := glossary.Reason(c.Validate()); got != want {
			t.Errorf("%s: %q", fmt.Sprint(c.Terms), got)
		}
	}
}
