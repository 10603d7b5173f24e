package glossary

import (
	"slices"
	"strings"
)

// Albanian: nouns are definite by an ending, in five cases; the article before
// an adjective or a genitive changes with them.
var albanian = &language{
	same:    pairs("i=te e=te se=te te=te"),
	fillers: set("tuaj tuaja tuajat tua juaj juaja juajin jone yne tone tona tane saj tij tyre ime im"),
	little:  set("te dhe ose ne me per nga tek te si nuk eshte jane tuaj tuaja tuajat tua juaj jone yne tone tona tane saj tij tyre qe do ju ne"),
	paradigms: []paradigm{
		{from: list("-"), to: list("- i in it un u ut et at ete ete eve ave ve sh esh ash e es en a as an"), least: 3},
		{from: list("e"), to: list("e a en es at ave ash et eve esh ve ne"), least: 3},
		{from: list("je"), to: list("je ja jen jes jet jeve jesh"), least: 3},
		{from: list("a"), to: list("a e at ave ash en es"), least: 3},
		{from: list("i"), to: list("i ia ie ine ise ive ite in it"), least: 4},
		{from: list("i"), to: list("i - a e u ve ut in it et eve en es sh"), least: 3, inner: true},
		{from: list("im"), to: list("im imi imin imit ime imet imeve imesh"), least: 3},
		{from: list("oj"), to: list(albanianVerb), least: 3},
		{from: list("im ese je"), to: list(albanianVerb), least: 4, wide: true},
		{from: list("im"), to: list("ej en eni ejme ejne yer yera yeri yem yen"), least: 3, wide: true},
		{from: list("ese"), to: list("ohem ohet oheni ohen uar ohemi"), least: 3, wide: true},
		{from: list("ueshmeri shmeri"), to: list("ueshem ueshme shem shme"), least: 3, wide: true},
	},
}

const albanianVerb = "oj on ojme oni ojne ohet ohen oheni ohej oheshin uar uara uari ua oi oje onte onin oja ohem ohemi"

// Indonesian: voice and kind stand before and behind the root.
var indonesian = &language{
	fillers:   set("anda kami kita mereka tersebut ini itu para"),
	little:    set("yang dan atau di ke dari untuk dengan pada anda kami kita mereka tersebut ini itu para tidak adalah oleh atas dalam"),
	paradigms: []paradigm{},
	roots:     indonesianRoots,
}

// The classes of what is made of an Indonesian root.
const (
	rootBare   = "id:bare"   // proses
	rootAction = "id:action" // memproses, diproses, pemrosesan
	rootAgent  = "id:agent"  // pengendali: not what an action is
	rootState  = "id:state"  // kegagalan
	rootResult = "id:result" // catatan
	rootHaving = "id:having" // berlaku
	rootAny    = "id:any"    // any of them but the agent
)

const leastRoot = 3

// indonesianRoots takes a word apart in every way it can be read.
func indonesianRoots(word string, term bool) []root {
	var out []root
	add := func(class, text string) {
		if len(text) < leastRoot {
			return
		}
		out = append(out, root{class, text, false})
		if class != rootAgent {
			out = append(out, root{rootAny, text, true})
		}
	}
	for _, base := range withoutClitics(word) {
		add(rootBare, base)
		if term && len(base) > leastRoot+1 { // what a bare term names is done by its verb
			add(rootAction, base)
		}
		for _, inner := range withoutEndings(base, "kan", "i", "") {
			addVoices(inner, add)
		}
		addNouns(base, add)
	}
	return out
}

func addVoices(word string, add func(class, text string)) {
	for _, r := range nasalRoots(word, "me") {
		add(rootAction, r)
	}
	for _, prefix := range []string{"di", "diper", "ter"} {
		if r, ok := strings.CutPrefix(word, prefix); ok && len(r) > leastRoot {
			add(rootAction, r)
		}
	}
	if r, ok := strings.CutPrefix(word, "ber"); ok && len(r) > leastRoot {
		add(rootHaving, r)
	}
}

func addNouns(base string, add func(class, text string)) {
	inner, an := strings.CutSuffix(base, "an")
	if an {
		for _, r := range nasalRoots(inner, "pe") {
			add(rootAction, r)
		}
		if r, ok := strings.CutPrefix(inner, "per"); ok && len(r) > leastRoot {
			add(rootAction, r)
		}
		if r, ok := strings.CutPrefix(inner, "ke"); ok && len(r) > 2 {
			add(rootState, r)
		}
		if len(inner) > leastRoot {
			add(rootResult, inner)
		}
	} else {
		for _, r := range nasalRoots(base, "pe") {
			add(rootAgent, r)
		}
	}
}

// withoutClitics lists a word, and what it is without what is hung on to it.
func withoutClitics(word string) []string {
	out := []string{word}
	for _, clitic := range []string{"lah", "kah", "pun", "nya", "ku", "mu"} {
		for _, known := range slices.Clone(out) {
			if rest, ok := strings.CutSuffix(known, clitic); ok && len(rest) > leastRoot {
				out = append(out, rest)
			}
		}
	}
	return out
}

func withoutEndings(word string, endings ...string) []string {
	var out []string
	for _, ending := range endings {
		if rest, ok := strings.CutSuffix(word, ending); ok && len(rest) > leastRoot {
			out = append(out, rest)
		}
	}
	return out
}

// nasals are the sounds between me- or pe- and a root: which letters may follow,
// and what letter of the root the sound took the place of.
var nasals = []struct{ sound, before, lost string }{
	{"", "lmnrwy", ""},
	{"m", "bfpv", ""},
	{"m", "aeiour", "p"}, // pemrosesan, memakai
	{"n", "cdjtsz", ""},
	{"n", "aeiour", "t"},
	{"ny", "aeiou", "s"},
	{"ng", "aeioughkq", ""},
	{"ng", "aeiou", "k"},
	{"nge", "bcdfghjklmnpqrstvwxyz", ""},
}

// nasalRoots lists what may stand behind me- or pe-.
func nasalRoots(word, prefix string) []string {
	rest, ok := strings.CutPrefix(word, prefix)
	if !ok {
		return nil
	}
	var out []string
	for _, n := range nasals {
		if r, ok := strings.CutPrefix(rest, n.sound); ok && len(r) > 2 && strings.IndexByte(n.before, r[0]) >= 0 {
			out = append(out, n.lost+r)
		}
	}
	return out
}
