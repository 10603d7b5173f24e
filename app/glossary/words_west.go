package glossary

import "strings"

const consonants = "bcdfghjklmnpqrstvwxz"

// English: plurals, and the forms of verbs that stand in a glossary as
// infinitives ("transfer" is in "transferring").
var english = &language{
	single:  consonants,
	fillers: set("the a an your our their its his her my this that these those any such"),
	little:  set("the a an of to in on by for with and or your our their its his her my this that any not is are be at as from"),
	paradigms: []paradigm{
		{from: list("-"), to: list("- s"), least: 3},
		{from: list("-"), to: list("es"), least: 4, after: "s x ch sh z"},
		{from: list("y"), to: list("y ies"), least: 3},
		{from: list("is"), to: list("is es"), least: 3},
		{from: list("-"), to: list("ed ing"), least: 5},
		{from: list("e"), to: list("e es ed ing"), least: 4},
		{from: list("y"), to: list("y ies ied ying"), least: 4},
		{from: list("ing"), to: list("- s es e ed ing"), least: 4, wide: true},
		{from: list("ation ition"), to: list("e es ed ing ate ates ated ating y ies ied ying"), least: 4, wide: true},
		{from: list("ication"), to: list("y ies ied ying"), least: 4, wide: true},
		{from: list("ion"), to: list("- s ed ing e es"), least: 4, wide: true},
		{from: list("ure"), to: list("e es ed ing"), least: 4, wide: true},
		{from: list("al"), to: list("- s ing n e es"), least: 5, wide: true},
		{from: list("-"), to: list("ion ions al ment"), least: 5, wide: true},
		{from: list("ability"), to: list("able"), least: 4, wide: true},
		{from: list("ness"), to: list("-"), least: 4, wide: true},
	},
}

// Dutch: plurals, adjectives, verbs, and words written as one.
var dutch = &language{
	single:  consonants + "aeou",
	fillers: set("de het een uw ons onze hun haar zijn mijn je jouw deze dit die dat al"),
	little:  set("de het een en of van voor in op te bij aan met tot uw ons onze hun haar zijn deze dit die dat is niet als om door naar uit tegen u"),
	paradigms: []paradigm{
		{from: list("-"), to: list("- s en e n es"), least: 3},
		{from: list("e"), to: list("e en es s n"), least: 4},
		{from: list("s f"), to: list("s zen ven zes f"), least: 3},
		{from: list("s"), to: list("- s"), least: 7},
		{from: list("en"), to: list("en - e s"), least: 5},
		{from: list("heid"), to: list("heid heden"), least: 3},
		{from: list("e"), to: list("- e en"), least: 4, inner: true},
		{from: list("en"), to: list("en t - te ten de den d end ende"), least: 3, verb: true},
		{from: list("ing"), to: list("en t - te ten de den d end ende"), least: 4, verb: true, wide: true},
		{from: list("heid"), to: list("- e"), least: 5, wide: true},
		{from: list("-"), to: list("en t te ten de den d end ende"), least: 5, verb: true, wide: true},
	},
	forms: germanicForms("aan af in op uit toe over mee vast be ver ont", "ge te"),
	compounds: &compounding{
		least:    5,
		links:    list("- s e en n es"),
		notFront: set("be ver ont her ge er aan af in op uit toe over mee bij na om door voor tegen onder ach tus mis on"),
		notTail:  list("lijk rijk heid ing schap loos bar elijk achtig ig sel"),
	},
}

// German: the endings of nouns and adjectives, verbs, and words written as one.
var german = &language{
	fillers: set("der die das den dem des ein eine einen einer eines einem ihr ihre ihren ihrer ihres ihrem unser unsere unseren unserer unseres unserem sein seine seiner dieser diese dieses"),
	little: set("der die das den dem des ein eine einen einer eines einem und oder von vom fur in im an am auf zu zum zur bei mit ihr ihre ihren ihrer unser unsere " +
		"ist sind nicht sie wir als um durch nach aus gegen"),
	paradigms: []paradigm{
		{from: list("-"), to: list("- s es e en n in innen"), least: 3},
		{from: list("-"), to: list("er ern"), least: 4, after: "and ucht echt ort aut eld ild"},
		{from: list("e"), to: list("e en n es s"), least: 4},
		{
			from: list("e er es en"), to: list("- e er en em es"), least: 4,
			after: "lich tragt troffen igt end isch ichtet zogen onder sam",
		},
		{from: list("e er es en em -"), to: list("- e er en em es"), least: 3, inner: true},
		{from: list("n en"), to: list("- n en"), least: 7},
		{from: list("en"), to: list("e t te ten et ete eten st end ende enden endes"), least: 4, verb: true},
		{from: list("us"), to: list("us en usses"), least: 4},
		{from: list("ung"), to: list("en e t te ten et ete eten st end ende enden est"), least: 4, verb: true, wide: true},
		{from: list("keit"), to: list("- e er en es"), least: 4, wide: true},
		{from: list("-"), to: list("en t te ten et ete eten st end ende enden"), least: 4, verb: true, wide: true},
	},
	forms: germanicForms("ein an ab auf aus mit zu vor bei weiter nach wider ver be", "ge zu"),
	compounds: &compounding{
		least:    5,
		links:    list("- s es n en e er"),
		notFront: set("be ver ent er ge zer an ab auf aus ein mit zu vor bei nach wider uber unter um durch un miss be her hin"),
		notTail:  list("lich isch ung heit keit schaft los bar haft ig sam er "),
	},
}

// French: plurals, feminines and verbs. What is elided is a word of its own.
var french = &language{
	single:  consonants,
	same:    pairs("d=de l=le qu=que j=je n=ne s=se m=me c=ce"),
	fillers: set("vos nos votre notre ses son sa leur leurs mes mon ma tes ton ta le la les ces cet cete ce un une"),
	little: set("le la les de du des un une et ou a au aux en dans par pour sur avec vos nos votre notre ses son sa leur leurs ce cete ces que qui se " +
		"ne pas est sont vous nous"),
	paradigms: []paradigm{
		{from: list("-"), to: list("- s x e es"), least: 4},
		{from: list("e"), to: list("e es"), least: 4},
		{from: list("al"), to: list("al aux ale ales"), least: 3},
		{from: list("eur"), to: list("eur eurs rice rices euse euses"), least: 4},
		{from: list("if"), to: list("if ifs ive ives"), least: 4},
		{from: list("s"), to: list("- s e es"), least: 4},
		{from: list("er"), to: list(frenchEr), least: 4},
		{from: list("ir"), to: list("ir i ie is ies it isons isez isent isant ira irez"), least: 4},
		{from: list("ement age ation"), to: list(frenchEr), least: 4, wide: true},
		{from: list("ement"), to: list("ir i ie is ies it ons ez ent ant"), least: 4, wide: true},
		{from: list("cation"), to: list(frenchEr), least: 4, wide: true},
		{from: list("ition"), to: list("er e ez ons ent ant"), least: 4, wide: true},
		{from: list("ilite"), to: list("le les"), least: 4, wide: true},
	},
}

const frenchEr = "er e es ez ons ent ant ais ait aient ions iez a era erez erons erait ees"

// germanicForms returns stems of verbs without the ge- or te-/zu- that stands
// before them, or after a prefix that can be taken off: "gewist", "eingewilligt",
// "einzuwilligen".
func germanicForms(prefixes, inside string) func(string, bool) []string {
	front, middle := strings.Fields(prefixes), strings.Fields(inside)
	return func(stem string, verb bool) []string {
		if !verb {
			return nil
		}
		var out []string
		for _, m := range middle {
			if rest, ok := strings.CutPrefix(stem, m); ok && len(rest) > 2 {
				out = append(out, rest)
			}
			for _, f := range front {
				if rest, ok := strings.CutPrefix(stem, f+m); ok && len(rest) > 2 {
					out = append(out, f+rest)
				}
			}
		}
		return out
	}
}
