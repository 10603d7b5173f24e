package library

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"clausedesk/app/vocabulary"
	"clausedesk/assets"

	"github.com/BurntSushi/toml"
)

// Builtin returns the library that comes with the program.
var Builtin = sync.OnceValue(func() *Library {
	l, err := load(assets.Library)
	if err != nil {
		panic("library: " + err.Error()) // embedded files: a test reads each
	}
	return l
})

// rank is the place of a language among the library's own.
func rank(lang string) int {
	if i := slices.Index(vocabulary.Languages(), lang); i >= 0 {
		return i
	}
	return len(vocabulary.Languages())
}

func load(files fs.FS) (*Library, error) {
	l := &Library{clauses: map[string]Clause{}}
	var order struct {
		Optional []string  `toml:"optional"`
		Section  []Section `toml:"section"`
	}
	if _, err := toml.DecodeFS(files, "library/order.toml", &order); err != nil {
		return nil, fmt.Errorf("order: %w", err)
	}
	l.sections, l.optional = order.Section, order.Optional
	if err := l.loadKinds(files); err != nil {
		return nil, fmt.Errorf("kinds: %w", err)
	}
	if err := each(files, "library/clauses", l.loadClause); err != nil {
		return nil, err
	}
	if err := each(files, "library/services", l.loadServices); err != nil {
		return nil, err
	}
	sortServices(l.services)
	return l, nil
}

// each reads every TOML file of a folder.
func each(files fs.FS, folder string, read func(data []byte) error) error {
	names, err := fs.Glob(files, path.Join(folder, "*.toml"))
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err == nil {
			err = read(data)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path.Base(name), err)
		}
	}
	return nil
}

func (l *Library) loadClause(data []byte) error {
	c, err := DecodeClause(data)
	if err == nil && l.clauses[c.ID].ID != "" {
		err = fmt.Errorf("clause %s stands twice", c.ID)
	}
	l.clauses[c.ID] = c
	return err
}

func (l *Library) loadServices(data []byte) error {
	services, err := DecodeServices(data)
	l.services = append(l.services, services...)
	return err
}

// Kind is a kind of policy one can start from.
type Kind struct {
	ID     string
	Titles map[string]string // by language
}

func (l *Library) loadKinds(files fs.FS) error {
	var file map[string]struct{ Title map[string]string }
	meta, err := toml.DecodeFS(files, "library/kinds.toml", &file)
	if err != nil {
		return err
	}
	for _, key := range meta.Keys() {
		if len(key) == 1 {
			l.kinds = append(l.kinds, Kind{ID: key[0], Titles: file[key[0]].Title})
		}
	}
	return nil
}

// Kinds lists the kinds of policy in the order of the form.
func (l *Library) Kinds() []Kind { return slices.Clone(l.kinds) }

// Kind returns a kind of policy, or ErrNoKind.
func (l *Library) Kind(id string) (Kind, error) {
	i := slices.IndexFunc(l.kinds, func(k Kind) bool { return k.ID == id })
	if i < 0 {
		return Kind{}, fmt.Errorf("%w: %s", ErrNoKind, strings.TrimSpace(id))
	}
	return l.kinds[i], nil
}
