package exchange

import (
	"strings"
	"unicode"

	"clausedesk/app/markup"
)

// functionWords are frequent small words by language: enough to tell whole
// documents apart, not sentences.
var functionWords = map[string]string{
	"en": "the of and to in is that for with are we you your our or by not this be as on it have any may which will from us if can when",
	"nl": "de het een en van wij we je jouw uw ons onze dat niet zijn op voor met aan te door die deze worden wordt hebben ook naar bij als om kunnen is in of geen maar",
	"fr": "le la les des du et une un que qui dans pour par sur est sont vous nous votre nos vos ne pas au aux ce cette ces avec ou ainsi leur peut de en notre",
	"de": "der die das und ist nicht mit von zu den dem ein eine einer wir sie ihre ihren unsere unser für auf werden wird oder auch bei durch im des zur zum sich nach wenn als",
	"id": "yang dan di ke dari untuk dengan tidak ini itu kami anda adalah pada atau akan dapat oleh dalam sebagai kepada bila jika data setiap kita juga telah bagi",
	"sq": "dhe të në për nga një me që është janë ne ju tuaj tona tuaja nuk mund ose kjo këto ky si kur do më e i se duke jonë apo te së prej",
	"es": "el la los las de y que en un una por para con no es su sus se del al como o nuestro nuestra usted más este esta puede son",
	"it": "il lo la gli le di e che in un una per con non è sono del della dei delle alla nel suo suoi si da al come o nostro nostra può questo questa",
	"pt": "o a os as de e que em um uma por para com não é são do da dos das seu sua se ao como ou nosso nossa você mais este esta pode",
}

// Bounds of the decision: enough words, a fair share of them function words,
// and a clear lead over the next language.
const (
	languageSample  = 4000 // words
	languageMinimum = 8    // function words seen
	languageLead    = 1.25
)

// Recognise returns the language of a text and whether that is sure.
func Recognise(text string) (lang string, sure bool) { return recogniseLanguage(text) }

// recogniseLanguage returns the language of a document and whether that is
// sure.
func recogniseLanguage(text string) (lang string, sure bool) {
	if lang, sure = languageOfScript(text); lang != "" {
		return lang, sure
	}
	scores, hits := languageScores(text)
	best, next := "en", 0.0
	for lang := range functionWords {
		tie := scores[lang] == scores[best] && best != "en" && lang < best
		if scores[lang] > scores[best] || lang == "en" && scores[lang] == scores[best] || tie {
			best = lang
		}
	}
	for lang, score := range scores {
		if lang != best {
			next = max(next, score)
		}
	}
	return best, hits[best] >= languageMinimum && scores[best] >= next*languageLead
}

func languageScores(text string) (scores map[string]float64, hits map[string]int) {
	scores, hits = map[string]float64{}, map[string]int{}
	words := markup.Words(firstBytes(text, languageSample*8))
	for _, word := range words[:min(len(words), languageSample)] {
		langs := wordLanguages[strings.ToLower(word)]
		for _, lang := range langs {
			scores[lang] += 1 / float64(len(langs))
			hits[lang]++
		}
	}
	return scores, hits
}

func firstBytes(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "")
}

var wordLanguages = func() map[string][]string {
	out := map[string][]string{}
	for lang, words := range functionWords {
		for _, word := range strings.Fields(words) {
			out[word] = append(out[word], lang)
		}
	}
	return out
}()

// languageOfScript answers for text that is mostly Greek or Cyrillic.
func languageOfScript(text string) (lang string, sure bool) {
	letters, greek, cyrillic := 0, 0, 0
	for _, r := range firstBytes(text, languageSample*8) {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch {
		case unicode.Is(unicode.Greek, r):
			greek++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		}
	}
	switch {
	case greek*2 > letters:
		return "el", letters > 40
	case cyrillic*2 > letters:
		return cyrillicLanguage(strings.ToLower(text), letters)
	}
	return "", false
}

func cyrillicLanguage(text string, letters int) (lang string, sure bool) {
	for _, row := range []struct{ letters, lang string }{
		{"ђћ", "sr"}, {"ѓќѕ", "mk"}, {"ўі", "be"}, {"їєґ", "uk"}, {"ыэ", "ru"},
	} {
		if row.lang == "be" && !strings.ContainsRune(text, 'ў') {
			continue
		}
		if strings.ContainsAny(text, row.letters) {
			return row.lang, letters > 40
		}
	}
	if strings.Contains(text, "ъ") {
		return "bg", letters > 40
	}
	return "ru", false
}
