package pdf

import (
	"strings"
	"unicode"
)

// What a reader takes in at one glance is not parted by the end of a line: a
// number and what it counts, a label and its number, a dash and what comes
// before it.

// labels are words that a number follows, in the languages of the program.
const labels = " § §§ art article articles artikel artikelen artikels articolo pasal ayat neni nenit neneve pika pikat" +
	" lid leden overweging abs absatz satz lit nr no num paragraph paragraphs section sections clause clauses" +
	" recital recitals sectie paragraaf bab huruf angka chapitre alinéa considérant shkronja paragrafi kapitel" +
	" bijlage annex annexe anhang lampiran shtojca page pages pagina seite halaman faqe p pp stage telephone tel "

// titles are abbreviations before a name, and a legal form before one.
const titles = " mr mrs ms dr drs ir prof m mme mlle hr fr st pt cv ud "

// forms are legal forms after a name.
const forms = " bv nv ltd gmbh ag kg sa sas sarl inc llc plc llp tbk shpk sha "

// loose are words that a number leaves alone: it counts nothing there.
const loose = " and or of to in on at by for from the is are en of van in op aan bij door voor uit de het is und oder von im am zu der die das ist" +
	" et ou du le la les des est dan atau dari di ke yang adalah dhe ose nga në të e është "

// shortWords are languages whose one-letter words lean on the next.
const shortWords = " pl cs sk ru uk bg sr "

// tied reports whether two neighbouring words had better stay on one line.
func tied(lang string, a, b word) bool {
	left, right := a.glyphs, b.glyphs
	if len(left) == 0 || len(right) == 0 {
		return false
	}
	first, last := right[0].r, left[len(left)-1].r
	switch {
	case len(right) <= 2 && strings.ContainsRune("–—:;!?»%€$£", first) && !letterOrDigit(right[len(right)-1].r):
		return true // a dash, or punctuation with a space before it
	case len(left) == 1 && strings.ContainsRune("«§€$£", last), len(right) <= 4 && first == '(':
		return true // “§ 5”, “Article 6 (b)”
	case unicode.IsDigit(first):
		return unicode.IsDigit(last) && len(left) <= 4 && len(right) <= 4 || strings.Contains(labels, bareWord(left))
	case unicode.IsDigit(last) && unicode.IsLetter(first):
		return !strings.Contains(loose, bareWord(right))
	case len(left) == 1 && unicode.IsLetter(last):
		base, _, _ := strings.Cut(lang, "-")
		return strings.Contains(shortWords, " "+base+" ")
	}
	return titled(left, first) || formed(left, right)
}

// titled reports whether a title stands before a name.
func titled(left []glyph, first rune) bool {
	return len(left) <= 5 && unicode.IsUpper(first) && unicode.IsUpper(left[0].r) && left[len(left)-1].r == '.' &&
		strings.Contains(titles, bareWord(left))
}

// formed reports whether a legal form stands after a name.
func formed(left, right []glyph) bool {
	return len(right) <= 6 && unicode.IsUpper(left[0].r) && unicode.IsUpper(right[0].r) &&
		strings.Contains(forms, bareWord(right))
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// bareWord is a word in small letters, without dots and punctuation, with
// spaces around it.
func bareWord(glyphs []glyph) string {
	var out strings.Builder
	out.WriteByte(' ')
	for _, g := range glyphs {
		if unicode.IsLetter(g.r) || g.r == '§' {
			out.WriteRune(unicode.ToLower(g.r))
		}
	}
	out.WriteByte(' ')
	return out.String()
}
