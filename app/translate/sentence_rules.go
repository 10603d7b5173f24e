package translate

import "strings"

// sentenceRules are what a language writes a full stop behind that ends no
// sentence. All words are in lower case, without their last full stop.
type sentenceRules struct {
	never    map[string]bool // abbreviations that something follows
	numbered map[string]bool // abbreviations when a number follows, words otherwise
	final    map[string]bool // abbreviations with a dot within that may end a sentence
	annex    map[string]bool // words that a single letter names: "Annex A."
	ordinals bool            // "1. Januar": a full stop makes a number an ordinal
	counted  map[string]bool // words that an ordinal stands before
	article  map[string]bool // words that an ordinal stands behind
}

// ruleWords are the words of a language, with spaces between.
type ruleWords struct{ never, numbered, final, annex, counted, article string }

var allLanguages = ruleWords{
	never:    "art arts vs prof dr mr mrs ms st ca cf approx tel fax nr incl excl resp ir ing drs dipl",
	numbered: "no nos p pp par para sec sect ch cl vol fig ed n pt",
	final:    "b.v n.v s.a s.r.l s.p.a u.s u.k e.u a.m p.m g.m.b.h v.o.f s.a.r.l d.c sh.p.k sh.a",
	annex:    "annex appendix schedule part exhibit bijlage deel anlage anhang teil annexe partie lampiran bagian shtojca shtojcë aneks pjesa",
}

var languageRules = map[string]ruleWords{
	"en": {
		never: "eg ie viz jr sr gen gov dept messrs rev hon capt lt col asst fn",
		final: "etc",
	},
	"nl": {
		never:    "bijv bv evt m.b.t o.a d.w.z m.a.w m.u.v t.a.v i.v.m jo z.g zgn c.q c.s mw dhr mevr jhr lid aanh blz afd hfst ev m.n i.c",
		numbered: "nr nrs lid sub bijl stb stcrt",
		final:    "e.d e.v",
	},
	"fr": {
		never:    "mme mmes mlle me mm al p.ex env ex c.-à-d n°",
		numbered: "al chap tit ann",
	},
	"de": {
		never:    "bzw z.b u.a d.h i.d.r i.s.d i.v.m gem ggf vgl sog bspw evtl inkl zzgl str hr fr abs ziff rn rdnr kap insb i.s.v o.ä z.t m.w.n lit buchst bgbl dgl einschl ff f",
		numbered: "s abs nr nrn lit satz art anh",
		counted: "januar februar märz april mai juni juli august september oktober november dezember tag tage woche monat monats jahr " +
			"quartal halbjahr kapitel absatz abschnitt auflage lebensjahr jahrhundert geburtstag kammer senat instanz alternative stufe",
		article: "der die das dem den des am zum zur vom beim im ab bis seit einem einer jeder jedem jeden ihrem seinem",
	},
	"id": {
		never:    "dll dst yth sdr sdri bpk jl kec kab prov jend ayat psl hlm no kel rt rw gg ttd",
		numbered: "ps pasal hal hlm uu pp",
		final:    "s.h m.h",
	},
	"sq": {
		never:    "p.sh d.m.th etj.p z znj sh nj d.m.t th neni pika rr",
		numbered: "nr neni fq pika par shk",
		final:    "e.r p.e.s",
	},
}

func sentenceRulesOf(lang string) *sentenceRules {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if rules := sentenceTables[base]; rules != nil {
		return rules
	}
	return sentenceTables[""]
}

var sentenceTables = func() map[string]*sentenceRules {
	out := map[string]*sentenceRules{"": newSentenceRules(ruleWords{})}
	for lang, words := range languageRules {
		out[lang] = newSentenceRules(words)
	}
	return out
}()

func newSentenceRules(words ruleWords) *sentenceRules {
	return &sentenceRules{
		never:    wordSet(allLanguages.never, words.never),
		numbered: wordSet(allLanguages.numbered, words.numbered),
		final:    wordSet(allLanguages.final, words.final),
		annex:    wordSet(allLanguages.annex),
		ordinals: words.counted != "",
		counted:  wordSet(words.counted),
		article:  wordSet(words.article),
	}
}

func wordSet(lists ...string) map[string]bool {
	out := map[string]bool{}
	for _, list := range lists {
		for word := range strings.FieldsSeq(list) {
			out[word] = true
		}
	}
	return out
}
