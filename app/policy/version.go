package policy

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Text is a policy as it reads in one language: hidden clauses left out,
// placeholders filled, headings numbered. Every output is made from a Text.
type Text struct {
	Lang     string       `json:"lang"`
	Title    string       `json:"title"`
	Client   string       `json:"client"`
	Numbered bool         `json:"numbered"`
	Clauses  []TextClause `json:"clauses"`
}

// TextClause is one clause of a Text, in reading order. Number is empty when
// the policy is not numbered or the clause has no heading.
type TextClause struct {
	ID      ID     `json:"id"`
	Depth   int    `json:"depth"`
	Number  string `json:"number,omitempty"`
	Heading string `json:"heading,omitempty"`
	Body    string `json:"body,omitempty"`
}

// ContentFormat is the shape of Content; it goes up when that shape changes.
// Format 2 names the manuscript the version was made from; a version of format
// 1 has none and is otherwise read alike.
const ContentFormat = 2

// Content is what a version freezes. Its canonical form is what the SHA-256
// of the version is taken over.
type Content struct {
	Format    int         `json:"format"`
	PolicyID  ID          `json:"policy_id"`
	Number    int         `json:"number"`
	Client    string      `json:"client"`
	Effective string      `json:"effective"` // yyyy-mm-dd
	Published time.Time   `json:"published"` // UTC, whole seconds
	Note      string      `json:"note,omitempty"`
	Source    string      `json:"source_lang"`
	Texts     []Text      `json:"texts"` // source language first
	Facts     Facts       `json:"facts,omitempty"`
	Registers Registers   `json:"registers,omitempty"`
	Findings  []Finding   `json:"findings,omitempty"`
	Dismissed []Dismissal `json:"dismissed,omitempty"`
	Accepted  string      `json:"accepted_reason,omitempty"`
	// Manuscript is the SHA-256, hex, of the canonical form of the Manuscript.
	Manuscript string `json:"manuscript_sha256,omitempty"`
	Previous   string `json:"previous,omitempty"` // SHA-256 of the version before, hex
}

// Canonical returns the bytes a version is hashed and stored as: JSON in the
// field order of Content, maps by sorted key, no insignificant space, no HTML
// escapes, one final newline.
func (c Content) Canonical() ([]byte, error) {
	return canonical("a version", c)
}

func canonical(what string, value any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return nil, fmt.Errorf("canonical form of %s: %w", what, err)
	}
	return out.Bytes(), nil
}

// TextIn returns the frozen text of a language.
func (c Content) TextIn(lang string) (Text, bool) {
	for _, text := range c.Texts {
		if text.Lang == lang {
			return text, true
		}
	}
	return Text{}, false
}

// Languages lists the frozen languages, source first.
func (c Content) Languages() []string {
	langs := make([]string, len(c.Texts))
	for i, text := range c.Texts {
		langs[i] = text.Lang
	}
	return langs
}

// Version is a published version as it is stored: its canonical bytes and
// their hash never change. Manuscript is set when a version is added; reading
// one leaves it out.
type Version struct {
	PolicyID  ID
	Number    int
	Effective string
	Created   time.Time
	SHA256    string
	Previous  string
	Canonical []byte

	Manuscript []byte // canonical form of the Manuscript
}

// ErrVersionDamaged is returned when stored bytes no longer match their hash.
var ErrVersionDamaged = errors.New("the stored version does not match its hash")

// Content decodes the frozen content after checking it against its hash.
func (v Version) Content() (Content, error) {
	if HashOf(v.Canonical) != v.SHA256 {
		return Content{}, ErrVersionDamaged
	}
	var content Content
	if err := json.Unmarshal(v.Canonical, &content); err != nil {
		return Content{}, fmt.Errorf("%w: %w", ErrVersionDamaged, err)
	}
	return content, nil
}

// HashOf returns the SHA-256 of data in lower-case hex.
func HashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
