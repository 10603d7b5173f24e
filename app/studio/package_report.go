package studio

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"clausedesk/app/exchange"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/translate"
)

// PackageOptions says how a package is taken back.
type PackageOptions struct {
	DryRun         bool // report, and change nothing
	AcceptApproved bool // let the file approve; otherwise reviewed is the most

	choices map[string]PackageChoice
}

// PackageChoice says what becomes of a conflict.
type PackageChoice string

// The choices.
const (
	PackageKeep PackageChoice = "keep" // the translation here stays
	PackageTake PackageChoice = "take" // the one in the file takes its place
)

// PackageReport says what became of a package.
type PackageReport struct {
	Format    exchange.PackageFormat
	Version   string
	Lang      string
	Changes   []PackageChange
	Unchanged int
	Kept      int // conflicts in which the translation here stays
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

	Answer translate.AnswerPlace `json:"-"` // where the segment is an answer
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

// ErrNoSuchUnit is returned for a choice about a unit that is in no conflict.
var ErrNoSuchUnit = errors.New("no conflict has this unit")

// ResolvePackage takes a package back like ImportPackage, and settles the
// conflicts that somebody looked at, by the identifiers of their units. What is
// taken for a source that has changed since is a draft; what has no source here
// any more cannot be taken and stays a conflict. With a choice about anything
// else nothing is taken over.
func (s *Studio) ResolvePackage(
	ctx context.Context, data []byte, choices map[string]PackageChoice, opts PackageOptions,
) (PackageReport, error) {
	plan, err := s.ImportPackage(ctx, data, PackageOptions{DryRun: true, AcceptApproved: opts.AcceptApproved})
	if err != nil {
		return PackageReport{}, err
	}
	known := map[string]bool{}
	for _, conflict := range plan.Conflicts {
		known[conflict.Unit] = true
	}
	for _, unit := range slices.Sorted(maps.Keys(choices)) {
		if choice := choices[unit]; !known[unit] || choice != PackageKeep && choice != PackageTake {
			return PackageReport{}, fmt.Errorf("%s %q: %w", choice, unit, ErrNoSuchUnit)
		}
	}
	opts.choices = choices
	return s.ImportPackage(ctx, data, opts)
}
