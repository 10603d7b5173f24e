package policy

import "slices"

// The countries of the European Union and of the European Economic Area, and
// those the European Commission found to protect data adequately (decisions
// under Art. 45 GDPR; the state of mid 2025). The decision for the United
// States covers certified companies only, and so is a safeguard of its own.
var (
	eu = []string{
		"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
		"LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
	}
	eea      = append(slices.Clone(eu), "IS", "LI", "NO")
	adequate = append(slices.Clone(eea), "AD", "AR", "CA", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "UY")
)

// Regions are the names of groups of countries a condition may use.
func Regions() []string { return []string{"eu", "eea", "adequate"} }

// InRegion reports whether a country belongs to a region, or is the country
// that region names.
func InRegion(country, region string) bool {
	switch region {
	case "eu":
		return slices.Contains(eu, country)
	case "eea":
		return slices.Contains(eea, country)
	case "adequate":
		return slices.Contains(adequate, country)
	}
	return country == region
}

// regimeCountries says which national law adds to a policy.
var regimeCountries = []struct{ country, regime string }{
	{"FR", "fr"},
	{"NL", "nl"},
	{"DE", "de"},
	{"GB", "uk"},
	{"CH", "ch"},
	{"ID", "id"},
	{"XK", "xk"},
	{"BR", "br"},
	{"US", "us-ca"},
}

// Regimes lists the laws the program knows, in the order of documents.
func Regimes() []string {
	out := []string{"gdpr", "eprivacy"}
	for _, row := range regimeCountries {
		out = append(out, row.regime)
	}
	return out
}

// RegimesOf lists the laws that apply where the client is and whom its policy
// addresses.
func RegimesOf(countries []string) []string {
	var out []string
	if slices.ContainsFunc(countries, func(c string) bool { return InRegion(c, "eea") }) {
		out = append(out, "gdpr", "eprivacy")
	}
	for _, row := range regimeCountries {
		if slices.Contains(countries, row.country) {
			out = append(out, row.regime)
		}
	}
	return out
}

// territories are where data may go under each law without being a transfer to
// another country: outside, the law asks for a ground of its own.
var territories = map[string]string{"gdpr": "eea", "uk": "GB", "ch": "CH", "id": "ID", "xk": "XK", "br": "BR"}

// transfersAtHome reports whether a recipient in the client's own country is
// one in another country by a law that applies.
//
// What counts is the law, not the place of the client. Law 06/L-082 of Kosovo
// and Law 27/2022 of Indonesia (Art. 56) speak of data that leave the country:
// a client there whose processor is there as well transfers nothing, and
// neither does one in London under the UK GDPR alone. Art. 44 GDPR, though,
// follows the data of a client that Art. 3(2) brings under it: a third country
// is whatever lies outside the EEA, and the European Data Protection Board
// (Guidelines 05/2021) asks only whether the exporter is under the GDPR and the
// importer in a third country, which may be the exporter's own. The UK GDPR is
// read alike. For disclosure abroad (Art. 16 FADP, Art. 33 LGPD) that is less
// settled; the careful reading is taken, since their clauses list every
// recipient outside the country with its safeguard. The laws without an entry
// restrict no transfers.
func (a Answers) transfersAtHome() bool {
	home := a.Facts["client.country"]
	return home == "" || slices.ContainsFunc(SplitValues(a.Fact(FactRegimes, "")), func(regime string) bool {
		territory, restricts := territories[regime]
		return restricts && !InRegion(home, territory)
	})
}
