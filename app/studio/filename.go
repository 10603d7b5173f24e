package studio

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// NamePattern is how exported files are named: a text with fields in braces.
type NamePattern string

// DefaultPattern names a file "bakery-privacy-policy-v3-nl".
const DefaultPattern NamePattern = "{client}-{policy}-v{version}-{lang}"

// patternSetting is where the library keeps the pattern.
const patternSetting = "file_pattern"

// maxName is the most letters that a field may put into a name.
const maxName = 60

// ErrPattern is returned for a pattern that is empty, has a field there is
// not, a character that a file name cannot have, or would give two languages or
// two versions one name.
var ErrPattern = errors.New("this pattern for file names cannot be used")

// NameFields lists the fields of a pattern.
func NameFields() []string { return []string{"client", "policy", "version", "lang", "effective"} }

// FileNamed is what a file is named after. Version 0 is the draft.
type FileNamed struct {
	Client, Policy string
	Version        int
	Lang           string
	Effective      string
	Format         Format
}

// Check reports ErrPattern for a pattern that cannot be used.
func (p NamePattern) Check() error {
	rest := string(p)
	for _, field := range NameFields() {
		rest = strings.ReplaceAll(rest, "{"+field+"}", "")
	}
	if strings.ContainsAny(rest, `{}/\:*?"<>|`) || strings.ContainsFunc(rest, func(r rune) bool { return r < ' ' }) {
		return fmt.Errorf("%q: %w", p, ErrPattern)
	}
	for _, needed := range []string{"{client}", "{version}", "{lang}"} {
		if !strings.Contains(string(p), needed) {
			return fmt.Errorf("%q lacks %s: %w", p, needed, ErrPattern)
		}
	}
	return nil
}

// Name names a file, in letters that every system takes. What is not known
// leaves no gap.
func (p NamePattern) Name(f FileNamed) string {
	version, client := strconv.Itoa(f.Version), plainName(f.Client)
	if client == "" {
		client = "policy"
	}
	pattern := string(p)
	if f.Version == 0 {
		pattern, version = strings.ReplaceAll(pattern, "v{version}", "{version}"), "draft"
	}
	name := strings.NewReplacer("{client}", client, "{policy}", plainName(f.Policy), "{version}", version,
		"{lang}", f.Lang, "{effective}", f.Effective).Replace(pattern)
	for strings.Contains(name, "--") {
		name = strings.ReplaceAll(name, "--", "-")
	}
	return strings.Trim(name, " .-_") + "." + string(f.Format)
}

// plainName is a text in small Latin letters and digits, with hyphens between
// its words.
func plainName(text string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		}
		return '-'
	}, Fold(text))
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' }), "-")
	if len(name) > maxName {
		name = strings.TrimRight(name[:maxName], "-")
	}
	return name
}

// NamePattern is how this library names the files it writes.
func (s *Studio) NamePattern(ctx context.Context) (NamePattern, error) {
	value, ok, err := s.Store.Setting(ctx, patternSetting)
	if err != nil || !ok || NamePattern(value).Check() != nil {
		return DefaultPattern, err
	}
	return NamePattern(value), nil
}

// SetNamePattern changes how files are named from now on; an empty one is the
// default. ErrPattern for one that cannot be used.
func (s *Studio) SetNamePattern(ctx context.Context, p NamePattern) error {
	if p = NamePattern(strings.TrimSpace(string(p))); p == "" {
		p = DefaultPattern
	}
	if err := p.Check(); err != nil {
		return err
	}
	return s.Store.SetSetting(ctx, patternSetting, string(p))
}
