package vocabulary

import (
	"cmp"
	"slices"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

var countries sync.Map // by language

// Countries lists every country with its name in a language, in that
// language's alphabetical order.
func Countries(lang string) []Country {
	if known, ok := countries.Load(lang); ok {
		return slices.Clone(known.([]Country))
	}
	var out []Country
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			region, err := language.ParseRegion(code)
			if err != nil || !region.IsCountry() || region.Canonicalize() != region || region.String() != code {
				continue
			}
			// CLDR names no country that is no more; of groups it names these.
			if name := formatCountry(code, lang); name != "" && name != code && code != "UN" && code != "EU" {
				out = append(out, Country{code, name})
			}
		}
	}
	order := collate.New(language.Make(lang))
	slices.SortFunc(out, func(a, b Country) int {
		return cmp.Or(order.CompareString(a.Name, b.Name), cmp.Compare(a.Code, b.Code))
	})
	countries.Store(lang, slices.Clone(out))
	return out
}
