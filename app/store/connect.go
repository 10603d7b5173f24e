package store

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"
)

// readers is the number of connections that read beside the one that writes.
const readers = 4

// A PRAGMA holds for one connection only, so each stands in the name by which
// every connection of the pool is opened. synchronous FULL makes a saved edit
// survive a power failure; recursive_triggers makes REPLACE fire the triggers
// that guard versions.
const (
	always = "_dqs=0&_defensive=1&_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)" +
		"&_pragma=recursive_triggers(1)"
	writing = "&_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=journal_size_limit(16777216)"
	immutable = "&immutable=1"
)

func writerDSN(path string) string { return fileURI(path) + "?" + always + writing }
func readerDSN(path string) string {
	return fileURI(path) + "?" + always + "&mode=ro&_pragma=query_only(1)"
}
func immutableDSN(path string) string { return readerDSN(path) + immutable }
func copyDSN(path string) string      { return fileURI(path) + "?" + always + "&mode=ro" }

// fileURI writes a path so that SQLite takes no character of it for its own.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	return "file://" + (&url.URL{Path: path}).EscapedPath()
}

// connect opens a pool and checks that it works.
func connect(ctx context.Context, dsn string, size int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	if err := db.PingContext(ctx); err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}
