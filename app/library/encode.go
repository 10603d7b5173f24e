package library

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"

	"clausedesk/app/policy"

	"github.com/BurntSushi/toml"
)

// clauseHead is a clause's file without its wordings.
type clauseHead struct {
	ID        string            `toml:"clause"`
	Revision  int               `toml:"revision"`
	Topic     string            `toml:"topic"`
	Regimes   []string          `toml:"regimes,omitempty"`
	Kinds     []string          `toml:"kinds,omitempty"`
	When      string            `toml:"when,omitempty"`
	Citation  string            `toml:"citation,omitempty"`
	Confirmed bool              `toml:"confirmed"`
	Client    policy.ID         `toml:"client,omitempty"`
	Purpose   map[string]string `toml:"purpose,omitempty"`
}

// clauseWording is a table of the file named after its language.
type clauseWording struct {
	Wording
	Formal *Wording `toml:"formal,omitempty"`
}

// ErrBadClause is returned for a clause file that cannot be one.
var ErrBadClause = errors.New("not a library clause")

var (
	nameShape = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)
	langShape = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$`)
)

// heads are the keys of a clause file that name no language.
var heads = map[string]bool{
	"clause": true, "revision": true, "topic": true, "regimes": true, "kinds": true, "when": true,
	"citation": true, "confirmed": true, "client": true, "purpose": true,
}

// DecodeClause reads the TOML file of one clause. It returns ErrBadClause with
// what is wrong.
func DecodeClause(data []byte) (Clause, error) {
	var head clauseHead
	if _, err := toml.Decode(string(data), &head); err != nil {
		return Clause{}, fmt.Errorf("%w: %w", ErrBadClause, err)
	}
	c := Clause{
		ID: head.ID, Revision: head.Revision, Topic: head.Topic, Regimes: head.Regimes, Kinds: head.Kinds,
		When: head.When, Citation: head.Citation, Confirmed: head.Confirmed, Client: head.Client, Purpose: head.Purpose,
		Plain: map[string]Wording{}, Formal: map[string]Wording{},
	}
	var tables map[string]toml.Primitive
	meta, err := toml.Decode(string(data), &tables)
	if err != nil {
		return Clause{}, fmt.Errorf("%w: %w", ErrBadClause, err)
	}
	for key, raw := range tables {
		if heads[key] {
			continue
		}
		var words clauseWording
		if err := meta.PrimitiveDecode(raw, &words); err != nil || !langShape.MatchString(key) {
			return Clause{}, fmt.Errorf("%w: %q is neither a field nor a language", ErrBadClause, key)
		}
		c.Plain[key] = words.Wording
		if words.Formal != nil {
			c.Formal[key] = *words.Formal
		}
	}
	return c, c.Validate()
}

// Validate checks what must hold before a clause is used.
func (c Clause) Validate() error {
	switch _, err := policy.ParseCondition(c.When); {
	case !nameShape.MatchString(c.ID):
		return fmt.Errorf("%w: %q is no identifier", ErrBadClause, c.ID)
	case c.Revision < 1:
		return fmt.Errorf("%w: a revision counts from 1", ErrBadClause)
	case len(c.Plain) == 0:
		return fmt.Errorf("%w: it is worded in no language", ErrBadClause)
	case err != nil:
		return fmt.Errorf("%w: %w", ErrBadClause, err)
	}
	return nil
}

// EncodeClause writes a clause as DecodeClause reads it.
func EncodeClause(c Clause) ([]byte, error) {
	var out bytes.Buffer
	enc := toml.NewEncoder(&out)
	enc.Indent = ""
	head := clauseHead{
		c.ID, c.Revision, c.Topic, c.Regimes, c.Kinds, c.When, c.Citation, c.Confirmed, c.Client, c.Purpose,
	}
	if err := enc.Encode(head); err != nil {
		return nil, err
	}
	for _, lang := range c.Languages() {
		words := clauseWording{Wording: c.Plain[lang]}
		if formal, ok := c.Formal[lang]; ok {
			words.Formal = &formal
		}
		out.WriteByte('\n')
		if err := enc.Encode(map[string]clauseWording{lang: words}); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}
