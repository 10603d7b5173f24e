package quality

import "strings"

// spelled writes out the numbers from 1 to 99 by the rules of a language; words
// that stand apart are joined by _.
func spelled(lang string, ones, tens []string) map[int]string {
	out := map[int]string{}
	for i, word := range ones {
		out[i+1] = word
	}
	for i, ten := range tens {
		base := 20 + 10*i
		out[base] = ten
		for n := 1; n < 10; n++ {
			out[base+n] = joinTens(lang, ten, ones[n-1], n)
		}
	}
	if lang == "fr" {
		addTwenties(out, ones)
	}
	return out
}

func joinTens(lang, ten, one string, n int) string {
	switch {
	case lang == "nl" && strings.HasSuffix(one, "e"):
		return one + "ën" + ten
	case lang == "nl":
		return one + "en" + ten
	case lang == "de":
		return one + "und" + ten
	case lang == "sq":
		return ten + "_e_" + one
	case lang == "fr" && n == 1:
		return ten + "_et_un"
	}
	return ten + "_" + one
}

// addTwenties adds what French counts in twenties: 70 to 99.
func addTwenties(out map[int]string, ones []string) {
	for n := 10; n < 20; n++ {
		out[60+n] = "soixante_" + ones[n-1]
		out[80+n] = "quatre_vingt_" + ones[n-1]
	}
	out[71] = "soixante_et_onze"
	out[80] = "quatre_vingts"
	for n := 1; n < 10; n++ {
		out[80+n] = "quatre_vingt_" + ones[n-1]
	}
}
