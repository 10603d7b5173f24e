package library

import (
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// CountryFinder chooses among all countries, by their names in the language of
// the program.
func CountryFinder(loc *i18n.Localizer) *widgets.Finder {
	var all []widgets.Chip
	for _, country := range vocabulary.Countries(loc.Language()) {
		all = append(all, widgets.Chip{ID: country.Code, Text: country.Name})
	}
	return finder(loc, all, loc.T("library.find_country"))
}

// termFinder chooses among the entries of vocabulary lists.
func termFinder(loc *i18n.Localizer, lists string) *widgets.Finder {
	words, _ := vocabulary.In(loc.Language())
	var all []widgets.Chip
	for _, term := range words.Terms(lists) {
		all = append(all, widgets.Chip{ID: term.Key, Text: term.Text})
	}
	return finder(loc, all, loc.T("library.find_term"))
}

func finder(loc *i18n.Localizer, all []widgets.Chip, placeholder string) *widgets.Finder {
	p := widgets.NewFinder(all, studio.Fold)
	p.Line.SetPlaceHolder(placeholder)
	p.Hint = func(found widgets.Chip, ok bool) string {
		if !ok {
			return loc.T("library.nothing_found")
		}
		return loc.T("library.enter_adds", i18n.Data{"Name": found.Text})
	}
	return p
}
