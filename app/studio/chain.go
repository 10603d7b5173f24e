package studio

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/task"
)

// ChainFault says what of a version does not hold.
type ChainFault string

// The faults, gravest first: each version is named with its first.
const (
	FaultMissing    ChainFault = "missing"    // the version is gone
	FaultHash       ChainFault = "altered"    // its bytes do not match its hash
	FaultContent    ChainFault = "content"    // its bytes cannot be read, or are not canonical
	FaultPrevious   ChainFault = "previous"   // it does not follow the version before
	FaultColumns    ChainFault = "columns"    // lists show something else than it says
	FaultManuscript ChainFault = "manuscript" // what it was made from is gone or another
	FaultFile       ChainFault = "file"       // the record of a file that was made from it is none
)

// ChainProblem is a version that does not hold.
type ChainProblem struct {
	Policy policy.ID
	Client string
	Title  string
	Number int
	Fault  ChainFault
}

// ChainReport is what a check of versions found.
type ChainReport struct {
	Policies, Versions, Files int
	Problems                  []ChainProblem
}

// Holds reports that every version is as it was published.
func (r ChainReport) Holds() bool { return len(r.Problems) == 0 }

// CheckChain checks the versions of one policy: number, hash, hash of the
// version before, what is recorded beside them.
//
// Whoever rewrites every version from one on, with all hashes, makes a chain
// that holds again; that they are other versions than those which were handed
// over shows on the files, which carry the hash of theirs.
func (s *Studio) CheckChain(ctx context.Context, id policy.ID) (ChainReport, error) {
	return s.checkChains(ctx, id, func(task.Progress) {})
}

// CheckLibrary checks the versions of every policy.
func (s *Studio) CheckLibrary(ctx context.Context, report task.Report) (ChainReport, error) {
	return s.checkChains(ctx, "", report)
}

func (s *Studio) checkChains(ctx context.Context, id policy.ID, report task.Report) (ChainReport, error) {
	var all []store.Published
	var out ChainReport
	err := s.Store.View(ctx, func(tx *store.Tx) (err error) {
		all, err = tx.Published(id)
		return err
	})
	for i, p := range all {
		if err != nil {
			break
		}
		report(task.Progress{Done: i, Total: len(all)})
		err = s.Store.View(ctx, func(tx *store.Tx) error { return out.add(tx, p) })
	}
	if err != nil {
		return ChainReport{}, fmt.Errorf("check versions: %w", err)
	}
	report(task.Progress{Done: len(all), Total: len(all)})
	return out, nil
}

// add checks one policy.
func (r *ChainReport) add(tx *store.Tx, p store.Published) error {
	records, err := tx.VersionRecords(p.ID)
	if err != nil {
		return err
	}
	files, err := tx.Files(p.ID, 0)
	if err != nil {
		return err
	}
	beside, err := tx.BesideNumbers(p.ID)
	if err != nil {
		return err
	}
	r.Policies++
	r.Versions += len(records)
	r.Files += len(files)
	faults := chainFaults(p, records)
	for _, f := range files {
		if sum, err := hex.DecodeString(f.SHA256); err != nil || len(sum) != 32 || f.Bytes < 0 || f.Path == "" {
			faults.add(f.Number, FaultFile)
		}
	}
	for _, number := range beside {
		if !slices.ContainsFunc(records, func(v store.VersionRecord) bool { return v.Number == number }) {
			faults.add(number, FaultMissing)
		}
	}
	for _, number := range faults.numbers() {
		r.Problems = append(r.Problems, ChainProblem{p.ID, p.Client, p.Title, number, faults[number]})
	}
	return nil
}

// faults are the gravest fault of each version.
type faults map[int]ChainFault

var gravity = []ChainFault{FaultMissing, FaultHash, FaultContent, FaultPrevious, FaultColumns, FaultManuscript, FaultFile}

func (f faults) add(number int, fault ChainFault) {
	if had, is := f[number]; !is || slices.Index(gravity, fault) < slices.Index(gravity, had) {
		f[number] = fault
	}
}

func (f faults) numbers() []int {
	var out []int
	for number := range f {
		out = append(out, number)
	}
	slices.Sort(out)
	return out
}

func chainFaults(p store.Published, records []store.VersionRecord) faults {
	found := faults{}
	next, previous, effective := 1, "", ""
	for _, v := range records {
		for ; next < v.Number; next++ {
			found.add(next, FaultMissing)
		}
		if fault := recordFault(p.ID, v, previous); fault != "" {
			found.add(v.Number, fault)
		}
		next, previous, effective = v.Number+1, v.SHA256, v.Effective
	}
	// The row of the policy remembers its last version: one that was taken off
	// the end leaves no gap in the chain itself.
	for ; next <= p.Latest; next++ {
		found.add(next, FaultMissing)
	}
	if len(records) > 0 && p.Title != "" && p.Latest == next-1 && p.Effective != effective {
		found.add(p.Latest, FaultColumns)
	}
	return found
}

// recordFault returns the gravest fault of a version, "" for none.
func recordFault(id policy.ID, v store.VersionRecord, previous string) ChainFault {
	if policy.HashOf(v.Canonical) != v.SHA256 {
		return FaultHash
	}
	var content policy.Content
	if json.Unmarshal(v.Canonical, &content) != nil || content.Format > policy.ContentFormat {
		return FaultContent
	}
	if again, err := content.Canonical(); err != nil || !bytes.Equal(again, v.Canonical) {
		return FaultContent
	}
	switch {
	case content.Previous != previous || v.Previous != previous:
		return FaultPrevious
	case content.PolicyID != id || content.Number != v.Number || content.Effective != v.Effective:
		return FaultColumns
	case content.Manuscript != "" && policy.HashOf(v.Manuscript) != content.Manuscript,
		content.Manuscript == "" && v.Manuscript != nil:
		return FaultManuscript
	}
	return ""
}
