package policy

import (
	"errors"
	"strings"
	"time"
)

// Studio is the owner of the library: one per library file.
//
// FourEyes asks that a translation is approved by somebody else than who wrote
// it.
type Studio struct {
	Name     string `json:"name"`
	FourEyes bool   `json:"four_eyes,omitempty"`
}

// Client is a company whose policies the studio keeps.
type Client struct {
	ID        ID        `json:"id"`
	Name      string    `json:"name"`
	Facts     Facts     `json:"facts,omitempty"`
	Registers Registers `json:"registers,omitempty"`
	Created   time.Time `json:"created"`
}

// ErrNoName is returned for a client, policy or identity without a name.
var ErrNoName = errors.New("a name is missing")

// Validate checks what must hold before a client is saved.
func (c Client) Validate() error {
	if strings.TrimSpace(c.Name) == "" {
		return ErrNoName
	}
	return nil
}

// Policy is one document of a client. Clauses is its ordered tree.
// Facts override those of the client; a register replaces the client's.
type Policy struct {
	ID         ID                `json:"id"`
	ClientID   ID                `json:"client_id"`
	Titles     map[string]string `json:"titles"` // by language tag; the source language is always there
	SourceLang string            `json:"source_lang"`
	TargetLang []string          `json:"target_langs,omitempty"`
	Numbered   bool              `json:"numbered"` // headings carry outline numbers
	Facts      Facts             `json:"facts,omitempty"`
	Registers  Registers         `json:"registers,omitempty"`
	Clauses    []Clause          `json:"clauses"`
	Created    time.Time         `json:"created"`
	Changed    time.Time         `json:"changed"`
}

// Title returns the title in a language, or the source title when that
// language has none yet.
func (p Policy) Title(lang string) string {
	if title := p.Titles[lang]; title != "" {
		return title
	}
	return p.Titles[p.SourceLang]
}

// Languages lists the source language and then the targets, in order.
func (p Policy) Languages() []string {
	return append([]string{p.SourceLang}, p.TargetLang...)
}

// HasLanguage reports whether the policy is kept in that language.
func (p Policy) HasLanguage(lang string) bool {
	for _, have := range p.Languages() {
		if have == lang {
			return true
		}
	}
	return false
}

// Validate checks what must hold before a policy is saved.
func (p Policy) Validate() error {
	if strings.TrimSpace(p.Titles[p.SourceLang]) == "" {
		return ErrNoName
	}
	if p.SourceLang == "" {
		return ErrNoLanguage
	}
	return ValidateTree(p.Clauses)
}

// ErrNoLanguage is returned for a policy without a source language.
var ErrNoLanguage = errors.New("a source language is missing")
