package studio

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"

	"clausedesk/app/compare"
	"clausedesk/app/exchange"
	"clausedesk/app/imprint"
	"clausedesk/app/markup"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
)

// Source is a text to compare: a version of a policy, its draft (version 0), or
// a file from elsewhere.
type Source struct {
	Policy  policy.ID
	Version int
	File    *File
}

// Compared is a text as it was compared.
type Compared struct {
	Source  Source
	Text    policy.Text
	Answers policy.Answers // none of a file
}

// Name is what a text is called in a language: "Version 2", "Draft", or the
// name of its file.
func (c Compared) Name(lang string) string {
	words := imprint.In(lang)
	switch {
	case c.Source.File != nil:
		return filepath.Base(c.Source.File.Name)
	case c.Source.Version == 0:
		return words.Draft
	}
	return imprint.Fill(words.Version, "version", strconv.Itoa(c.Source.Version))
}

// Comparison is two texts and what changed from one to the other.
type Comparison struct {
	Before, After Compared
	Diff          compare.Diff
}

// Edition makes what is handed to people of a comparison, in the words of a
// language.
func (c Comparison) Edition(lang, summary string) compare.Edition {
	return compare.Edition{Diff: c.Diff, Lang: lang, From: c.Before.Name(lang), To: c.After.Name(lang), Summary: summary}
}

// Compare compares two texts in a language. An empty lang is the source
// language of the policy, or that of the file where the policy has it. A file
// may be anything that can be imported, or a version written as JSON.
//
// Errors: ErrNoSuchLang, store.ErrNotFound, and a *FileError with those of
// exchange.Import.
func (s *Studio) Compare(ctx context.Context, before, after Source, lang string) (Comparison, error) {
	sides := [2]*compareSide{}
	for i, source := range []Source{before, after} {
		side, err := s.compareSide(ctx, source, lang)
		if err != nil {
			return Comparison{}, fmt.Errorf("compare: %w", err)
		}
		sides[i] = side
	}
	if lang == "" {
		lang = commonLanguage(sides)
	}
	var out Comparison
	for i, into := range []*Compared{&out.Before, &out.After} {
		other := sides[1-i]
		compared, err := sides[i].in(lang, other)
		if err != nil {
			return Comparison{}, fmt.Errorf("compare: %w", err)
		}
		*into = compared
	}
	out.Diff = compare.Texts(out.Before.Text, out.After.Text)
	return out, nil
}

// compareSide is one of the two texts, in all its languages.
type compareSide struct {
	source  Source
	langs   []string // source language first
	content *policy.Content
	snap    *policy.Snapshot
}

func (s *Studio) compareSide(ctx context.Context, source Source, lang string) (*compareSide, error) {
	side := &compareSide{source: source}
	switch {
	case source.File != nil:
		return side, side.readFile(ctx, lang)
	case source.Version == 0:
		snap, err := s.Store.Snapshot(ctx, source.Policy)
		if err != nil {
			return nil, err
		}
		side.snap, side.langs = &snap, snap.Policy.Languages()
		return side, nil
	}
	version, err := s.Store.Version(ctx, source.Policy, source.Version)
	if err != nil {
		return nil, err
	}
	content, err := version.Content()
	if err != nil {
		return nil, err
	}
	side.content, side.langs = &content, content.Languages()
	return side, nil
}

// readFile reads a version written as JSON, or imports any other text.
func (c *compareSide) readFile(ctx context.Context, lang string) error {
	file := c.source.File
	var content policy.Content
	if json.Unmarshal(file.Data, &content) == nil && content.Format > 0 && len(content.Texts) > 0 {
		c.content, c.langs = &content, content.Languages()
		return nil
	}
	imported, err := exchange.Import(ctx, file.Name, file.Data, lang)
	if err != nil {
		return &FileError{file.Name, err}
	}
	snap := snapshotOf(imported)
	c.snap, c.langs = &snap, snap.Policy.Languages()
	return nil
}

// snapshotOf takes what was imported for a policy of nobody's.
func snapshotOf(imported exchange.Imported) policy.Snapshot {
	return policy.Snapshot{Policy: policy.Policy{
		Titles: map[string]string{imported.Language: imported.Title}, SourceLang: imported.Language,
		Numbered: imported.Numbered, Facts: imported.Facts, Clauses: imported.Clauses,
	}}
}

// commonLanguage is the first language of a file that the other side has too,
// and the source language of the text before where there is none.
func commonLanguage(sides [2]*compareSide) string {
	for i, side := range sides {
		for _, lang := range side.langs {
			if side.source.File != nil && slices.Contains(sides[1-i].langs, lang) {
				return lang
			}
		}
	}
	return sides[0].langs[0]
}

// in reads the side in a language. A draft is read as the version it is
// compared with would be: that it has no number and date yet is no change. A
// file that has another language is read in its own.
func (c *compareSide) in(lang string, other *compareSide) (Compared, error) {
	out := Compared{Source: c.source}
	if c.source.File != nil && !slices.Contains(c.langs, lang) {
		lang = c.langs[0]
	}
	if !slices.Contains(c.langs, lang) {
		return out, fmt.Errorf("%q: %w", lang, ErrNoSuchLang)
	}
	if c.content != nil {
		out.Text, _ = c.content.TextIn(lang)
		out.Answers = policy.Answers{Facts: c.content.Facts, Registers: c.content.Registers}
		return out, nil
	}
	var issue markup.Issue
	if other.content != nil {
		issue = markup.Issue{Number: other.content.Number, Effective: other.content.Effective}
	}
	out.Text = markup.Resolve(*c.snap, lang, issue).Text
	if c.source.File == nil {
		answers := c.snap.Answers()
		out.Answers = policy.Answers{Facts: answers.Facts, Registers: answers.Registers}
	}
	return out, nil
}

// CompareLanguages lists where two languages of a version, or of the draft,
// differ in what they have. Errors: ErrNoSuchLang, ErrBesideSame and
// store.ErrNotFound.
func (s *Studio) CompareLanguages(ctx context.Context, of Source, first, second string) ([]compare.Mismatch, error) {
	ed, err := s.edition(ctx, of.Policy, of.Version, first, second)
	if err != nil {
		return nil, fmt.Errorf("compare languages: %w", err)
	}
	return compare.Structure(ed.text, *ed.beside, exchange.Recognise), nil
}

// Terminal is changes in plain text with marks.
const Terminal Format = "text"

// WriteChanges writes changes as a PDF, as HTML or as plain text. A PDF has the
// letterhead of the policy, if one is given.
func (s *Studio) WriteChanges(ctx context.Context, of policy.ID, e compare.Edition, format Format, w io.Writer) error {
	var err error
	switch format {
	case PDF:
		var look pdf.Look
		if of != "" {
			if look, err = s.look(ctx, of, ExportRequest{}); err != nil {
				return fmt.Errorf("write changes: %w", err)
			}
		}
		err = pdf.WriteRedline(ctx, w, e, look)
	case HTML:
		err = exchange.WriteRedlineHTML(w, e)
	case Terminal, Plain:
		err = exchange.WriteRedlineText(w, e)
	default:
		err = fmt.Errorf("%q: %w", format, ErrFormat)
	}
	if err != nil {
		return fmt.Errorf("write changes: %w", err)
	}
	return nil
}

// ChangesName names a file of changes: client, from and to.
func ChangesName(e compare.Edition, format Format) string {
	return plainName(e.Diff.After.Client+" "+e.From+" "+e.To) + "." + string(format)
}

// WriteChangesFile is WriteChanges to a file, which appears only when it is
// complete.
func (s *Studio) WriteChangesFile(ctx context.Context, of policy.ID, e compare.Edition, format Format, path string) error {
	var out bytes.Buffer
	if err := s.WriteChanges(ctx, of, e, format, &out); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := stage.WriteBytes(path, 0o644, out.Bytes()); err != nil {
		return &FileError{path, err}
	}
	return nil
}
