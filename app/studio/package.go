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
// named. Notes words what helps to translate a segment of a clause.
type PackageRequest struct {
	Policies []policy.ID
	Lang     string
	Format   exchange.PackageFormat
	States   []policy.State
	Notes    func(row translate.Row, clause string) []string
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
		}
		return nil
	})
	if err != nil || out.Segments == 0 {
		return out, err
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
	for _, row := range translate.ForPackage(translate.Rows(snap, lang), req.States) {
		segment := packRow(snap.Policy.ID, row)
		if req.Notes != nil {
			segment.Notes = req.Notes(row, markup.Title(*policy.Find(snap.Policy.Clauses, row.ClauseID)))
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

// PackageOptions says how a package is taken back.
type PackageOptions struct {
	DryRun         bool // report, and change nothing
	AcceptApproved bool // let the file approve; otherwise reviewed is the most
}

// PackageReport says what became of a package.
type PackageReport struct {
	Format    exchange.PackageFormat
	Version   string
	Lang      string
	Changes   []PackageChange
	Unchanged int
	Conflicts []PackageConflict
	Rejected  []PackageRejected
}

// PackagePlace is where a segment stands: in the file and in the library.
type PackagePlace struct {
	Unit   string    `json:"unit"`
	Line   int       `json:"line"`
	Policy policy.ID `json:"policy,omitempty"`
	Clause policy.ID `json:"clause,omitempty"`
	Pos    int       `json:"pos"`
	Number string    `json:"number,omitempty"`
	Title  string    `json:"title,omitempty"` // of the clause
}

// PackageChange is a translation that was taken over.
type PackageChange struct {
	PackagePlace
	Source string       `json:"source"`
	Before string       `json:"before"`
	Target string       `json:"target"`
	State  policy.State `json:"state"`
}

// PackageConflict is a translation left out because what it belongs to changed
// here since: the source, or the translation.
type PackageConflict struct {
	PackagePlace
	Reason string `json:"reason"` // source_changed, target_changed or source_gone
	Ours   Sides  `json:"ours"`
	Theirs Sides  `json:"theirs"`
}

// Sides is a source and its translation.
type Sides struct {
	Source string       `json:"source"`
	Target string       `json:"target"`
	State  policy.State `json:"state,omitempty"`
}

// PackageRejected is a segment that cannot be taken over as it is.
type PackageRejected struct {
	PackagePlace
	Reason string `json:"reason"`
	Code   string `json:"code,omitempty"` // the mark or placeholder
	Target string `json:"target"`
}

// Reasons beside those of exchange.CodeProblem and translate.Outcome.
const (
	PackageSourceGone = "source_gone"
	PackageForeign    = "foreign"
	PackageNoPolicy   = "no_policy"
	PackageNoLanguage = "no_language"
	PackageDuplicate  = "duplicate"
)

// ImportPackage takes back what a translator did: all that can be taken over,
// in one transaction, and a report of the rest. Nothing that changed here
// since is overwritten. It returns the errors of exchange.ReadPackage.
func (s *Studio) ImportPackage(ctx context.Context, data []byte, opts PackageOptions) (PackageReport, error) {
	file, err := exchange.ReadPackage(data)
	if err != nil {
		return PackageReport{}, err
	}
	in := &incoming{
		opts: opts, report: PackageReport{Format: file.Format, Version: file.Version, Lang: file.Target},
		policies: map[policy.ID]*opened{},
	}
	run := s.Store.InTx
	if opts.DryRun {
		run = s.Store.View
	}
	if err := run(ctx, func(tx *store.Tx) error { return in.take(tx, file) }); err != nil {
		return PackageReport{}, fmt.Errorf("import package: %w", err)
	}
	if !opts.DryRun {
		for _, id := range in.changed() {
			s.emit(Event{PolicyChanged, id})
		}
	}
	return in.report, nil
}
