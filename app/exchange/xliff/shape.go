package xliff

import (
	"fmt"
	"slices"
	"strings"
)

// shape is what an element may have: its attributes, and what stands in it.
type shape struct {
	attrs   map[string]value
	needs   []string
	foreign string // attributes of other namespaces: "any", "modules" or none
	content []particle
	text    bool
}

// particle is a place in the content of an element: some names, of which one
// may stand there so many times.
type particle struct {
	names       []string
	least, most int
}

// shapes reads a table. A line names an element, its attributes (with "=kind",
// and "!" where it is required), after a bar its content (with "?", "*" or
// "+"), and after another bar "text" and which foreign attributes it takes.
func shapes(table string) map[string]*shape {
	out := map[string]*shape{}
	for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
		columns := strings.Split(line, "|")
		if len(columns) != 3 {
			panic(fmt.Sprintf("xliff: a line of a table has %d columns: %s", len(columns), line))
		}
		words := strings.Fields(columns[0])
		s := &shape{attrs: map[string]value{}}
		for _, attr := range words[1:] {
			s.attribute(attr)
		}
		for _, place := range strings.Fields(columns[1]) {
			s.content = append(s.content, particleOf(place))
		}
		for _, word := range strings.Fields(columns[2]) {
			if word == "text" {
				s.text = true
			} else {
				s.foreign = word
			}
		}
		out[words[0]] = s
	}
	return out
}

func (s *shape) attribute(text string) {
	name, kind, typed := strings.Cut(strings.TrimSuffix(text, "!"), "=")
	if !typed {
		kind = "any"
	}
	judge, known := values[kind]
	if !known {
		panic("xliff: no kind " + kind)
	}
	s.attrs[name] = judge
	if strings.HasSuffix(text, "!") {
		s.needs = append(s.needs, name)
	}
}

const unbounded = 1 << 30

func particleOf(text string) particle {
	p := particle{least: 1, most: 1}
	switch text[len(text)-1] {
	case '?':
		p.least = 0
	case '*':
		p.least, p.most = 0, unbounded
	case '+':
		p.most = unbounded
	}
	p.names = strings.Split(strings.TrimRight(text, "?*+"), ",")
	return p
}

// other is the name, in tables, of elements of namespaces that are not the
// core's.
const other = "other"

func (p particle) fits(key string, foreign bool) bool {
	return slices.Contains(p.names, key) || foreign && slices.Contains(p.names, other)
}

// foreign says whether an element is of another namespace than the one around
// it; one of none is of no other.
func foreign(key, around string) bool {
	module, _, _ := strings.Cut(key, ":")
	in, _, _ := strings.Cut(around, ":")
	switch {
	case key == unspaced:
		return false
	case key == other:
		return true
	case strings.Contains(key, ":"):
		return module != in
	}
	return strings.Contains(around, ":")
}

// unspaced is the name, in tables, of elements of no namespace.
const unspaced = "no namespace"

// sequence follows the children of one element.
type sequence struct {
	content  []particle
	at, seen int
	missing  []string
}

// take says whether a child may stand here.
func (s *sequence) take(key string, foreign bool) bool {
	var skipped []string
	for i := s.at; i < len(s.content); i++ {
		seen := 0
		if i == s.at {
			seen = s.seen
		}
		p := s.content[i]
		if p.fits(key, foreign) && seen < p.most {
			s.at, s.seen = i, seen+1
			s.missing = append(s.missing, skipped...)
			return true
		}
		if seen < p.least {
			skipped = append(skipped, p.names[0])
		}
	}
	return false
}

// end returns what is missing when there are no more children.
func (s *sequence) end() []string {
	for i := s.at; i < len(s.content); i++ {
		if p := s.content[i]; p.least > 0 && (i > s.at || s.seen < p.least) {
			s.missing = append(s.missing, p.names[0])
		}
	}
	return s.missing
}
