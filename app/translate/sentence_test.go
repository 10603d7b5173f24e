package translate_test

import (
	"strings"
	"testing"

	"clausedesk/app/translate"

	"pgregory.net/rapid"
)

// Each text is written with | where it is to be cut.
var sentenceCases = map[string][]string{
	"en": {
		"We keep data.| You may object.",
		"See Art. 6(1)(f) GDPR for this.| It applies to us.",
		"Under no. 5 of the list, Mr. Smith and J. R. Jones decide.| Nobody else does.",
		"The answer is no.| We do not sell data.",
		"Data of Acme Ltd. and others, e.g. names, i.e. words.| Done!| Really?| Yes.",
		"We pay 3.5 percent.| It was 4.2 before.",
		"Visit www.example.com.| Then write to a.b@example.com.| Thanks.",
		"He said “Stop.” Then he left.", // quotation: a cut behind the closing mark
		"See Annex A.| We list them there.",
		"Ask {{client.name. Inc}} first.| Then act.",
		"Version 2.1 (see sec. 4. It says more) applies.| The rest does not.",
		"1. We collect data.| 2. We delete it.",
		"First line.\\\n|Second line",
		"It ended in 2024.| Then it began again.",
		"We **delete it.**| Then we stop.",
		"Wait... and see.| Good.",
	},
	"nl": {
		"Wij bewaren gegevens.| U kunt bezwaar maken.",
		"Zie art. 6 lid 1 sub f AVG.| Dat geldt ook hier.",
		"Wij delen o.a. namen, d.w.z. bijv. uw naam.| Verder niets.",
		"Kweekwerk B.V. verwerkt uw gegevens.| Dat doet zij zorgvuldig.",
		"Bel nr. 12 of mw. De Vries.| Graag.",
		"Dit geldt t.a.v. klanten enz.| Ook voor u.",
	},
	"fr": {
		"Nous gardons vos données.| Vous pouvez vous opposer.",
		"Qui sommes-nous ?| Une société.",
		"Selon l’art. 6, al. 1, p. ex. le consentement.| C’est tout.",
		"M. Dupont et Mme. Durand décident.| Personne d’autre.",
		"« Vos droits. »| Nous les respectons.",
	},
	"de": {
		"Wir speichern Daten.| Sie können widersprechen.",
		"Ab dem 1. Januar 2025 gilt Art. 6 Abs. 1 lit. f DSGVO.| Das ist neu.",
		"Das gilt z. B. für Namen bzw. Adressen, d. h. für alles.| Mehr nicht.",
		"Am 3. Tag löschen wir.| Danach nicht mehr.",
		"Siehe Kapitel 12.| Wir erklären es dort.",
		"Nach Ablauf der 2. Stufe, vgl. Nr. 5 und S. 7, enden wir.| Schluss.",
	},
	"id": {
		"Kami menyimpan data.| Anda dapat menolak.",
		"Lihat Ps. 20 UU No. 27 Tahun 2022.| Itu berlaku.",
		"Hubungi Sdr. Budi, dll. untuk bantuan.| Terima kasih.",
	},
	"sq": {
		"Ne ruajmë të dhëna.| Ju mund të kundërshtoni.",
		"Sipas nr. 5 dhe neni. 6, p.sh. emri.| Kaq.",
		"Znj. Hoxha dhe z. Leka vendosin.| Askush tjetër.",
	},
	"xx": {"One.| Two."},
}

func TestSentences(t *testing.T) {
	for lang, texts := range sentenceCases {
		for _, text := range texts {
			got := translate.Sentences(strings.ReplaceAll(text, "|", ""), lang)
			want := strings.Split(text, "|")
			if text == "He said “Stop.” Then he left." {
				want = []string{"He said “Stop.” ", "Then he left."}
			}
			if !equalCut(got, want) {
				t.Errorf("%s: cut as %q, want %q", lang, got, want)
			}
		}
	}
}

// equalCut lets the space between two sentences stand on either side.
func equalCut(got, want []string) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if strings.TrimSpace(got[i]) != strings.TrimSpace(want[i]) {
			return false
		}
	}
	return true
}

func TestSentencesJoinedAreTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.SampledFrom([]string{
			"Art.", "no.", "5", "1.", "Januar", "J.", "We", "e.g.", "?", "!", "…", ".", "“", "”", "(", ")", "[", "](", "{{a.b}}", "{{",
			" ", "\u00a0", "\n", "\\\n", "\\", "\\(", "**", "*", "ë", "www.x.example", "\xff", "usw.",
		})).Draw(t, "words")
		text := strings.Join(words, rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
		lang := rapid.SampledFrom([]string{"en", "nl", "fr", "de", "id", "sq", "xx", ""}).Draw(t, "lang")
		got := translate.Sentences(text, lang)
		if joined := strings.Join(got, ""); joined != text {
			t.Fatalf("joined %q, was %q", joined, text)
		}
		for _, s := range got {
			if s == "" {
				t.Fatalf("an empty sentence in %q", got)
			}
		}
	})
}
