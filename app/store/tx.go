package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Tx is a transaction. Its methods see and change the library as one step;
// it must not be kept after the function it was given to has returned.
type Tx struct {
	ctx context.Context
	tx  *sql.Tx
	now time.Time
}

// Now returns the time of the transaction, UTC.
func (tx *Tx) Now() time.Time { return tx.now }

// InTx runs fn in one write transaction: all of it is saved, or, when fn or
// the commit fails, none. The error of fn comes back as it is.
// A store opened for reading only returns ErrReadOnly. Within fn, write
// through tx alone: a second write transaction would wait for this one.
func (s *Store) InTx(ctx context.Context, fn func(*Tx) error) error {
	if s.writer == nil {
		return fmt.Errorf("change %s: %w", s.path, ErrReadOnly)
	}
	return s.run(ctx, s.writer, fn)
}

// View runs fn in one read transaction: it sees one state of the library.
func (s *Store) View(ctx context.Context, fn func(*Tx) error) error {
	return s.run(ctx, s.reader, fn)
}

func (s *Store) run(ctx context.Context, db *sql.DB, fn func(*Tx) error) error {
	raw, err := db.BeginTx(ctx, nil)
	if err != nil {
		return s.failed(ctx, "begin", err)
	}
	defer raw.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if err := fn(&Tx{ctx: ctx, tx: raw, now: s.now().UTC().Round(0)}); err != nil {
		return s.failed(ctx, "transaction", err)
	}
	if err := raw.Commit(); err != nil {
		return s.failed(ctx, "commit", err)
	}
	return nil
}

// failed types an error of a transaction. What SQLite says when it was
// interrupted also tells by whom.
func (s *Store) failed(ctx context.Context, op string, err error) error {
	err = typedSQL(op, s.path, err)
	if stop := ctx.Err(); stop != nil && !errors.Is(err, stop) {
		return fmt.Errorf("%w: %w", stop, err)
	}
	return err
}

func view[T any](ctx context.Context, s *Store, fn func(*Tx) (T, error)) (T, error) {
	return in(ctx, s.View, fn)
}

func change[T any](ctx context.Context, s *Store, fn func(*Tx) (T, error)) (T, error) {
	return in(ctx, s.InTx, fn)
}

func in[T any](ctx context.Context, run func(context.Context, func(*Tx) error) error, fn func(*Tx) (T, error)) (T, error) {
	var out, none T
	err := run(ctx, func(tx *Tx) (err error) {
		out, err = fn(tx)
		return err
	})
	if err != nil {
		return none, err
	}
	return out, nil
}

func (tx *Tx) exec(query string, args ...any) (int64, error) {
	result, err := tx.tx.ExecContext(tx.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// scan runs a query and calls row for each of its rows.
func (tx *Tx) scan(row func(*sql.Rows) error, query string, args ...any) error {
	rows, err := tx.tx.QueryContext(tx.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err has the error
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// list runs a query and collects what row makes of each of its rows.
func list[T any](tx *Tx, row func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	var out []T
	err := tx.scan(func(rows *sql.Rows) error {
		item, err := row(rows)
		out = append(out, item)
		return err
	}, query, args...)
	return out, err
}

// timeFormat sorts as text.
const timeFormat = "2006-01-02T15:04:05.000000000Z"

func stamp(t time.Time) string { return t.UTC().Format(timeFormat) }

// moment reads a stamp from a column.
type moment struct{ to *time.Time }

// Scan implements sql.Scanner.
func (m moment) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a time is stored as %T", value)
	}
	t, err := time.Parse(timeFormat, text)
	*m.to = t
	return err
}
