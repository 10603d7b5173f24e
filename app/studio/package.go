package studio

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"clausedesk/app/exchange"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/translate"

	"golang.org/x/text/language"
)

// ErrSources is returned for a package of policies in several languages: a
// translator gets work from one.
var ErrSources = errors.New("the policies are not written in one language")

// PackageRequest says what goes to a translator: the segments of some
// policies, in one language, that are in one of the states; all where none is
// named. Notes words what helps to translate a segment of a clause. With
// Matches and Terms go what the memory and the glossary have for segments that
// are neither reviewed nor approved.
type PackageRequest struct {
	Policies []policy.ID
	Lang     string
	Format   exchange.PackageFormat
	States   []policy.State
	Notes    func(row translate.Row, clause string) []string
	Matches  bool
	Terms    bool
}

// Packed says what a package holds.
type Packed struct {
	Segments, Words int
}

// ExportPackage writes work for a translator. It changes nothing. A package
// without a segment is not written.
func (s *Studio) ExportPackage(ctx context.Context, req PackageRequest, w io.Writer) (Packed, error) {
	var out Packed
	pkg := exchange.Package{Made: s.now()}
	clients := map[policy.ID]policy.ID{}
	err := s.Store.View(ctx, func(tx *store.Tx) error {
		for i, id := range req.Policies {
			if slices.Contains(req.Policies[:i], id) {
				continue
			}
			snap, err := tx.Snapshot(id)
			if err != nil {
				return err
			}
			if err := out.add(&pkg, snap, req); err != nil {
				return err
			}
			clients[id] = snap.Client.ID
		}
		return nil
	})
	if err != nil || out.Segments == 0 {
		return out, err
	}
	for _, file := range pkg.Files {
		if err := s.helped(ctx, req, pkg, file, clients[file.Policy]); err != nil {
			return out, err
		}
	}
	return out, exchange.WritePackage(w, req.Format, pkg)
}

// add puts one policy into a package.
func (out *Packed) add(pkg *exchange.Package, snap policy.Snapshot, req PackageRequest) error {
	lang, ok := targetOf(snap.Policy, req.Lang)
	switch {
	case !ok:
		return fmt.Errorf("%q: %w", req.Lang, ErrNoSuchLang)
	case pkg.Source != "" && pkg.Source != snap.Policy.SourceLang:
		return fmt.Errorf("%q, %q: %w", pkg.Source, snap.Policy.SourceLang, ErrSources)
	}
	pkg.Source, pkg.Target = snap.Policy.SourceLang, lang
	file := exchange.PackageFile{
		Policy: snap.Policy.ID, Title: snap.Client.Name + " / " + snap.Policy.Title(snap.Policy.SourceLang),
	}
	rows := translate.Rows(snap, lang)
	beside := neighbours(rows)
	for _, row := range translate.ForPackage(rows, req.States) {
		segment := packRow(snap.Policy.ID, row)
		segment.Before, segment.After = beside[placeOf(row)][0], beside[placeOf(row)][1]
		if req.Notes != nil {
			segment.Notes = req.Notes(row, titleOf(snap.Policy, row.ClauseID))
		}
		file.Segments = append(file.Segments, segment)
		out.Segments++
		out.Words += len(markup.Words(markup.PlainInline(markup.ParseInline(row.Source))))
	}
	if len(file.Segments) > 0 {
		pkg.Files = append(pkg.Files, file)
	}
	return nil
}

// titleOf names a clause; empty for an answer.
func titleOf(p policy.Policy, id policy.ID) string {
	if clause := policy.Find(p.Clauses, id); clause != nil {
		return markup.Title(*clause)
	}
	return ""
}

func packRow(id policy.ID, row translate.Row) exchange.PackageSegment {
	return exchange.PackageSegment{
		Name: exchange.SegmentName{
			Policy: id, Clause: row.ClauseID, Pos: row.Pos, Source: translate.Fingerprint(row.Source),
		},
		Base: translate.Base(row), Source: row.Source, Target: row.Target, State: row.State, MadeFrom: row.MadeFrom,
	}
}

// targetOf finds the language of a policy that a tag names, however it is
// spelt.
func targetOf(p policy.Policy, tag string) (string, bool) {
	want, err := language.Parse(tag)
	for _, lang := range p.TargetLang {
		have, errHave := language.Parse(lang)
		if lang == tag || err == nil && errHave == nil && have == want {
			return lang, true
		}
	}
	return "", false
}
