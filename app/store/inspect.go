package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// applicationID marks a library among SQLite files: "ClDk".
const applicationID = 0x436c446b

// The header of an SQLite file: https://www.sqlite.org/fileformat.html §1.3.
const (
	headerSize        = 100
	headerMagic       = "SQLite format 3\x00"
	headerApplication = 68
)

// checkAlways is the size in bytes up to which a library is checked each time
// it is opened; a larger one only after its program died.
const checkAlways = 8 << 20

// checkHeader refuses what is no library, by its first bytes alone: SQLite,
// which may write beside a file when it opens one, never sees it.
func checkHeader(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // only read
	header := make([]byte, headerSize)
	_, err = io.ReadFull(file, header)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &CorruptError{Path: path, Err: ErrNotDatabase}
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	if string(header[:len(headerMagic)]) != headerMagic {
		return &CorruptError{Path: path, Err: ErrNotDatabase}
	}
	if binary.BigEndian.Uint32(header[headerApplication:]) != applicationID {
		return &CorruptError{Path: path, Err: ErrForeign}
	}
	return nil
}

// inspect returns the schema of a library without writing to it.
func inspect(ctx context.Context, path, dsn string, o Options, thorough bool) (int64, error) {
	if err := checkHeader(path); err != nil {
		return 0, err
	}
	db, err := connect(ctx, dsn, 1)
	if err != nil {
		return 0, typed("inspect", path, err)
	}
	defer db.Close() //nolint:errcheck // only read
	have, err := schemaOf(ctx, db)
	if err != nil {
		return 0, typed("inspect", path, err)
	}
	if newest, err := newestKnown(o.migrations); err != nil || have > newest {
		return 0, errors.Join(err, &NewerSchemaError{Path: path, Have: have, Know: newest})
	}
	if thorough || size(path) <= checkAlways {
		return have, integrity(ctx, db, path, "quick_check")
	}
	return have, nil
}

func schemaOf(ctx context.Context, db *sql.DB) (version int64, err error) {
	const query = `SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied`
	err = db.QueryRowContext(ctx, query).Scan(&version)
	return version, err
}

// integrity runs PRAGMA quick_check or integrity_check.
func integrity(ctx context.Context, db *sql.DB, path, check string) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA "+check+"(1)").Scan(&verdict); err != nil {
		return typed("check", path, err)
	}
	if verdict != "ok" {
		return &CorruptError{Path: path, Err: errors.New(verdict)}
	}
	return nil
}

func size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
