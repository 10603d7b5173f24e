package studio

import (
	"context"
	"errors"
	"fmt"

	"clausedesk/app/exchange"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// PretranslateFile fills the segments without a translation of an XLIFF or PO
// file of any program from the memory, as drafts, and leaves every other byte of
// it as it is. Threshold is the least likeness of a match, in percent. It returns
// the errors of exchange.ReadForeign and exchange.Rewrite.
func (s *Studio) PretranslateFile(ctx context.Context, data []byte, threshold int) ([]byte, Pretranslated, error) {
	file, err := exchange.ReadForeign(data)
	if err != nil {
		return nil, Pretranslated{}, err
	}
	filling := &filling{file: file, matches: map[int]memory.Match{}}
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		return filling.find(ctx, threshold, func(q memory.Query) ([]memory.Match, error) { return s.offers(tx, q) })
	})
	if err != nil {
		return nil, Pretranslated{}, fmt.Errorf("fill a file: %w", err)
	}
	out, err := filling.write(data)
	if err != nil {
		return nil, Pretranslated{}, fmt.Errorf("fill a file: %w", err)
	}
	return out, filling.report(), nil
}

// filling is a file and the matches for its segments, by their place.
type filling struct {
	file    exchange.Foreign
	asked   int
	matches map[int]memory.Match
}

func (f *filling) find(ctx context.Context, threshold int, offers func(memory.Query) ([]memory.Match, error)) error {
	for i, segment := range f.file.Segments {
		if segment.Locked || segment.Target != "" {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		f.asked++
		found, err := offers(memory.Query{
			From: f.file.Source, To: f.file.Target, Source: segment.Source, Limit: 1, Threshold: threshold,
		})
		if err != nil {
			return err
		}
		if len(found) > 0 {
			f.matches[i] = found[0]
		}
	}
	return nil
}

// write puts the matches into the file. One with other codes than the segment
// has does not fit and is left out.
func (f *filling) write(data []byte) ([]byte, error) {
	for {
		changes := map[int]exchange.Change{}
		for i, match := range f.matches {
			changes[i] = exchange.Change{Target: match.Adapted, State: policy.Draft}
		}
		out, err := exchange.Rewrite(data, changes)
		var misfit *exchange.RewriteError
		if !errors.As(err, &misfit) || misfit.Reason != exchange.RewriteCodes {
			return out, err
		}
		delete(f.matches, misfit.Segment)
	}
}

func (f *filling) report() Pretranslated {
	out := Pretranslated{Asked: f.asked}
	for i, match := range f.matches {
		out.count(f.file.Segments[i].Source, match)
	}
	return out
}
