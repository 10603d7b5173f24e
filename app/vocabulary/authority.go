package vocabulary

import (
	"sync"

	"clausedesk/assets"

	"github.com/BurntSushi/toml"
)

// Authority is the supervisory authority of a country. Confirmed says that its
// address was looked up, not remembered.
type Authority struct {
	Name      string            `toml:"name"`
	Names     map[string]string `toml:"names"` // by language, where they differ
	Address   string            `toml:"address"`
	Website   string            `toml:"website"`
	Land      bool              `toml:"land"` // a state's own authority is competent for most
	Confirmed bool              `toml:"confirmed"`
}

// In returns the name in a language.
func (a Authority) In(lang string) string {
	if name := a.Names[lang]; name != "" {
		return name
	}
	return a.Name
}

var authorities = sync.OnceValue(func() map[string]Authority {
	out := map[string]Authority{}
	if _, err := toml.DecodeFS(assets.Vocabulary, "vocabulary/authorities.toml", &out); err != nil {
		panic("vocabulary: " + err.Error()) // an embedded file: a test reads it
	}
	return out
})

// AuthorityOf returns the authority of a country (ISO 3166-1 alpha-2); false
// when the program knows none.
func AuthorityOf(country string) (Authority, bool) {
	if country == "US" {
		country = "US-CA"
	}
	a, ok := authorities()[country]
	return a, ok
}
