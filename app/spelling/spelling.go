// Package spelling owns the dictionaries of the system: it finds the hunspell
// dictionaries that an office suite or a package manager has put there, reads
// them, and says which words of a text they do not know. It brings none itself,
// and where a language has none it says so.
//
// It follows hunspell 1.7 where that is about which words are right: affixes in
// two levels, their crossing, compounds and capitals.
package spelling

import "sync"

// Range is a word of a text: bytes Start to End.
type Range struct{ Start, End int }

// Speller knows the words of a language. It may be used by several goroutines.
type Speller interface {
	// Unknown lists the words of a plain text that are not in the dictionary,
	// in order. Numbers, addresses and single letters are no words.
	Unknown(text string) []Range
	// Suggest lists what may have been meant by a word, the likeliest first.
	Suggest(word string) []string
}

var opened struct {
	sync.Mutex
	by map[string]*Dictionary // by path
}

// Open returns the dictionary of a language, of its country where there is one,
// and whether the system has it. One that was read stays in memory.
func Open(lang string) (Speller, bool) {
	for _, path := range candidates(lang) {
		if d, err := load(path); err == nil {
			return d, true
		}
	}
	return nil, false
}

func load(path string) (*Dictionary, error) {
	opened.Lock()
	defer opened.Unlock()
	if d, ok := opened.by[path]; ok {
		return d, nil
	}
	d, err := Load(path+".aff", path+".dic")
	if err != nil {
		return nil, err
	}
	if opened.by == nil {
		opened.by = map[string]*Dictionary{}
	}
	opened.by[path] = d
	return d, nil
}
