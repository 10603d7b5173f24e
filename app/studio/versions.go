package studio

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// Withdraw notes that a version holds no more from a day on. Errors:
// ErrBadDate, store.ErrNotFound, store.ErrNoReason, policy.ErrWithdrawn,
// policy.ErrWithdrawTooSoon.
func (s *Studio) Withdraw(ctx context.Context, w policy.Withdrawal) error {
	if !isDay(w.From) {
		return fmt.Errorf("withdraw: %q: %w", w.From, ErrBadDate)
	}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		version, err := tx.Version(w.PolicyID, w.Number)
		if err != nil {
			return err
		}
		if w.From < version.Created.In(s.now().Location()).Format(time.DateOnly) {
			return policy.ErrWithdrawTooSoon
		}
		return tx.Withdraw(w)
	})
	if err != nil {
		return fmt.Errorf("withdraw version %d: %w", w.Number, err)
	}
	s.emit(Event{VersionsChanged, w.PolicyID})
	return nil
}

func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// standing is the last version that was not withdrawn before it could take
// effect: what the next one must not precede. Zero when there is none.
func standing(versions []policy.Version, withdrawals []policy.Withdrawal) policy.Version {
	var last policy.Version
	for _, v := range versions {
		never := false
		for _, w := range withdrawals {
			never = never || w.Number == v.Number && w.From <= v.Effective
		}
		if !never {
			last = v
		}
	}
	return last
}

// FileState says how an exported file is now.
type FileState string

// The states of an exported file.
const (
	FileSame       FileState = "same"
	FileChanged    FileState = "changed"
	FileGone       FileState = "gone"
	FileUnreadable FileState = "unreadable"
)

// CheckFiles holds exported files against what was recorded of them, in their
// order. It reads the disk alone.
func CheckFiles(ctx context.Context, files []store.File) ([]FileState, error) {
	out := make([]FileState, len(files))
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[i] = fileState(f)
	}
	return out, nil
}

func fileState(f store.File) FileState {
	file, err := os.Open(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return FileGone
	}
	if err != nil {
		return FileUnreadable
	}
	defer file.Close() //nolint:errcheck // only read
	sum := sha256.New()
	switch _, err := io.Copy(sum, file); {
	case err != nil:
		return FileUnreadable
	case hex.EncodeToString(sum.Sum(nil)) != f.SHA256:
		return FileChanged
	}
	return FileSame
}
