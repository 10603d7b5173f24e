package spelling

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func dictionary(aff, dic string) *Dictionary {
	return newDictionary(parseRules(aff), "0\n"+dic)
}

// said is a dictionary and words that it knows and does not know.
var said = []struct {
	name, aff, dic, right, wrong string
}{
	{
		"words alone", "", "house\nParis\nUNO", "house House HOUSE Paris PARIS UNO house. 12 3.5",
		"hous paris hoUse uno housex",
	},
	{
		"suffix with condition", "SFX S Y 3\nSFX S y ies [^aeiou]y\nSFX S 0 s [aeiou]y\nSFX S 0 es [sx]",
		"party/S\nday/S\nbox/S\nlamp", "parties days boxes Parties PARTIES", "partys daies boxs lampes",
	},
	{
		"prefix and suffix cross", "PFX U Y 1\nPFX U 0 un .\nSFX D Y 1\nSFX D 0 ed .\nSFX X N 1\nSFX X 0 er .",
		"lock/UDX\ntie/D", "unlock locked unlocked locker", "unlocker untie untieed unlockd",
	},
	{
		"two levels", "SFX A Y 1\nSFX A 0 ize/B .\nSFX B Y 1\nSFX B 0 d .\nSFX C Y 1\nSFX C 0 ist .",
		"modern/AC\ncivil", "modernize modernized modernist", "modernd modernistd civilize civilized",
	},
	{
		"long flags", "FLAG long\nSFX Aa Y 1\nSFX Aa 0 s .\nSFX Ab Y 1\nSFX Ab 0 en .", "tafel/Aa\nboek/AbAa", "tafels boeken boeks", "tafelen",
	},
	{
		"number flags", "FLAG num\nSFX 101 Y 1\nSFX 101 0 s .\nSFX 7 Y 1\nSFX 7 0 en .", "tafel/101\nboek/7,101", "tafels boeken boeks", "tafelen",
	},
	{
		"flags by alias", "AF 2\nAF SX\nAF S\nSFX S Y 1\nSFX S 0 s .\nSFX X Y 1\nSFX X 0 x .", "a1\nab/1\ncd/2", "abs abx cds", "cdx",
	},
	{
		"needs an affix", "NEEDAFFIX N\nSFX S Y 1\nSFX S 0 en .", "lop/NS", "lopen", "lop",
	},
	{
		"forbidden", "FORBIDDENWORD F\nSFX S Y 1\nSFX S 0 s .", "foot/S\nfoots/F", "foot", "foots Foots",
	},
	{
		"keeps its case", "KEEPCASE K", "kg/K\nmeter", "kg meter Meter METER", "Kg KG",
	},
	{
		"compound of any", "COMPOUNDFLAG C\nCOMPOUNDMIN 3", "kantoor/C\nstoel/C\nde", "kantoorstoel Kantoorstoel stoelkantoorstoel",
		"kantoorde dekantoor kantoorst",
	},
	{
		"compound by place", "COMPOUNDBEGIN B\nCOMPOUNDMIDDLE M\nCOMPOUNDEND E", "daten/B\nschutz/ME\nrecht/E",
		"datenschutz datenrecht datenschutzrecht", "rechtdaten schutzrecht rechtschutz",
	},
	{
		"endings at the end of a compound only", "COMPOUNDFLAG C\nSFX S Y 1\nSFX S 0 es .", "haus/CS\nhof/C", "haushof hofhauses hauses", "hauseshof",
	},
	{
		"link in a compound", "COMPOUNDBEGIN B\nCOMPOUNDEND E\nONLYINCOMPOUND O\nCOMPOUNDPERMITFLAG P\nSFX S Y 1\nSFX S 0 s/BOP .",
		"arbeit/S\nrecht/E", "arbeitsrecht", "arbeits arbeitrecht",
	},
	{
		"compound rule", "COMPOUNDMIN 1\nCOMPOUNDRULE 1\nCOMPOUNDRULE n*t\nONLYINCOMPOUND c", "one/n\ntwo/n\nth/tc", "oneth twooneth", "th thone",
	},
	{
		"case inside a compound", "COMPOUNDFLAG C\nCHECKCOMPOUNDCASE", "haus/C\nHof/C", "haushaus", "hausHof",
	},
	{
		"cut at hyphens", "", "well\nknown", "well-known Well-known", "well-knwn",
	},
	{
		"whole word is the affix", "FULLSTRIP\nSFX A Y 1\nSFX A aller va aller", "aller/A", "va", "ller",
	},
	{
		"circumfix", "CIRCUMFIX X\nPFX A Y 1\nPFX A 0 ge/X .\nSFX B Y 1\nSFX B 0 t/AX .", "mach/B", "gemacht", "gemach macht",
	},
	{
		"apostrophes", "", "l'eau\ndon't", "l’eau don't L'EAU", "l’eux",
	},
	{
		"morphology is not the word", "SFX S Y 1\nSFX S 0 s .", "mouse/S po:noun\ncat po:noun\nice cream", "mouse mouses cat", "po noun",
	},
}

func TestWordsAreRightAsTheDictionarySays(t *testing.T) {
	for _, c := range said {
		d := dictionary(c.aff, c.dic)
		for _, word := range strings.Fields(c.right) {
			if !d.knows(word) {
				t.Errorf("%s: %q is unknown", c.name, word)
			}
		}
		for _, word := range strings.Fields(c.wrong) {
			if d.knows(word) {
				t.Errorf("%s: %q is known", c.name, word)
			}
		}
	}
}

func TestSuggestions(t *testing.T) {
	d := dictionary("TRY esianrtolcdugmphbyfvkwz\nREP 1\nREP f ph\nNOSUGGEST !\n", "receive\nphone\ncat\na\nlot\nrude/!\nprivacy\nbuilding")
	for wrong, want := range map[string]string{
		"recieve": "receive", "fone": "phone", "catt": "cat", "ct": "cat", "cet": "cat", "alot": "lot", "catlot": "cat lot",
		"Privcay": "privacy", "biulding": "building",
	} {
		if got := d.Suggest(wrong); !slices.ContainsFunc(got, func(s string) bool { return strings.EqualFold(s, want) }) {
			t.Errorf("%q: %q, want %q in it", wrong, got, want)
		}
	}
	if got := d.Suggest("rudee"); slices.Contains(got, "rude") {
		t.Errorf("rude is suggested: %q", got)
	}
	if got := d.Suggest(strings.Repeat("x", 5000)); len(got) != 0 {
		t.Errorf("%q for a long word", got)
	}
}

func TestUnknownWordsOfAText(t *testing.T) {
	d := dictionary("", "we\nkeep\nyour\ndata\nsafe\nwell\nknown\nit\nis\nthe\nend")
	text := "We keep ’your’ dta safe – wel-known: info@exmple.com, www.exmple.com/x, {{client.nme}} 12 3rd B2B. It's the ennd."
	var got []string
	for _, at := range d.Unknown(text) {
		got = append(got, text[at.Start:at.End])
	}
	if want := []string{"dta", "wel-known", "It's", "ennd"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A dictionary in an encoding of its own, found by language and country.
func TestDictionariesOfTheSystem(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("sq_AL.aff", "SET ISO8859-1\nTRY e\xeb\nSFX N Y 1\nSFX N \xeb \xebs \xeb\n")
	write("sq_AL.dic", "1\npun\xeb/N\n")
	write("xx_XX.dic", "1\nlonely\n")
	write("zz_AA.aff", "SET UTF-8\n")
	write("zz_AA.dic", "1\nfirst\n")
	write("zz_BB.aff", "SET UTF-8\n")
	write("zz_BB.dic", "1\nsecond\n")
	t.Setenv(envPath, dir)
	for _, lang := range []string{"sq", "sq-AL", "sq_AL", "SQ-xk"} {
		s, ok := Open(lang)
		if !ok {
			t.Fatalf("%s: no dictionary", lang)
		}
		if got := s.Unknown("Punë punës punen"); !slices.Equal(got, []Range{{13, 18}}) {
			t.Errorf("%s: %v", lang, got)
		}
	}
	if s, ok := Open("zz-BB"); !ok || len(s.Unknown("second")) != 0 || len(s.Unknown("first")) != 1 {
		t.Error("zz-BB is not the dictionary of zz_BB")
	}
	for _, lang := range []string{"xx", "", "..", "s", "../sq_AL", "*"} {
		if _, ok := Open(lang); ok {
			t.Errorf("%q has a dictionary", lang)
		}
	}
}

// Whatever a file of the system says, reading it ends, and so does asking it.
func FuzzDictionary(f *testing.F) {
	for _, c := range said {
		f.Add(c.aff, c.dic, c.right)
	}
	f.Add("SFX A Y 1\nSFX A 0 0/A .\nCOMPOUNDRULE 1\nCOMPOUNDRULE (a)*?*(", "a/A\n/\n\\/", "aaaaaaaaaaaaaaaaaaaaaaaa")
	f.Fuzz(func(t *testing.T, aff, dic, text string) {
		if len(aff)+len(dic) > 4000 || len(text) > 300 {
			return
		}
		d := dictionary(aff, dic)
		for _, at := range d.Unknown(text) {
			if at.Start >= at.End || at.End > len(text) || utf8.ValidString(text) && !utf8.ValidString(text[at.Start:at.End]) {
				t.Errorf("%v in %q", at, text)
			}
		}
	})
}
