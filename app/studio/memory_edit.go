package studio

import (
	"context"
	"errors"
	"fmt"

	"clausedesk/app/memory"
	"clausedesk/app/store"
)

// DeleteMemory removes entries of the memory, all of them or, when one is not
// there, none, and returns how many these are. A dry run only counts them.
// Approved segments that they were made of stay as they are, and are remembered
// again when they are approved anew.
func (s *Studio) DeleteMemory(ctx context.Context, ids []int64, dryRun bool) (deleted int, err error) {
	return s.deleteMemory(ctx, dryRun, func(tx *store.Tx) (int, error) { return tx.DeleteMemory(ids) })
}

// DeleteMemoryFound removes every entry that ConcordanceOf finds, however many,
// and returns how many these are. A dry run only counts them.
func (s *Studio) DeleteMemoryFound(ctx context.Context, q MemoryQuery, dryRun bool) (deleted int, err error) {
	asked := q.asked()
	asked.Limit = memory.MaxLimit
	return s.deleteMemory(ctx, dryRun, func(tx *store.Tx) (deleted int, err error) {
		for {
			found, err := tx.MemoryContaining(asked)
			if err != nil || len(found) == 0 {
				return deleted, err
			}
			n, err := tx.DeleteMemory(memoryNumbers(found))
			if deleted += n; err != nil {
				return deleted, err
			}
		}
	})
}

func (s *Studio) deleteMemory(ctx context.Context, dryRun bool, work func(*store.Tx) (int, error)) (deleted int, err error) {
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		if deleted, err = work(tx); err == nil && dryRun {
			err = errDryRun
		}
		return err
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return 0, fmt.Errorf("delete from the memory: %w", err)
	}
	return deleted, nil
}

// errDryRun takes back what a dry run did.
var errDryRun = errors.New("dry run")

func memoryNumbers(found []memory.Match) []int64 {
	ids := make([]int64, len(found))
	for i, m := range found {
		ids[i] = m.ID
	}
	return ids
}

// CorrectMemory gives an entry of the memory other texts, inline Markdown; "" is
// the text it has. By is who corrected it. It returns the entry as it is then;
// segments that were filled from it stay as they are.
func (s *Studio) CorrectMemory(ctx context.Context, id int64, source, target, by string) (corrected memory.Entry, err error) {
	source, target = memory.Canonical(source), memory.Canonical(target)
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		was, err := tx.MemoryEntry(id)
		if err != nil {
			return err
		}
		if source == "" {
			source = was.Source
		}
		if target == "" {
			target = was.Target
		}
		if id, err = tx.CorrectMemory(id, source, target, by); err == nil {
			corrected, err = tx.MemoryEntry(id)
		}
		return err
	})
	if err != nil {
		return memory.Entry{}, fmt.Errorf("correct the memory: %w", err)
	}
	return corrected, nil
}
