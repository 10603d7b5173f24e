package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"modernc.org/sqlite"
)

// withNext returns the released history and one more migration.
func withNext(t testing.TB, sql string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for _, name := range must(fs.Glob(released(), "*.sql"))(t) {
		out[name] = &fstest.MapFile{Data: must(fs.ReadFile(released(), name))(t)}
	}
	out[fmt.Sprintf("%05d_next.sql", must(newestKnown(released()))(t)+1)] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + sql)}
	return out
}

func libraryWithClient(t testing.TB, name string) string {
	t.Helper()
	path := libraryPath(t)
	s, err := Open(t.Context(), path, testOptions())
	ok(t, err)
	addClient(t, s, name)
	ok(t, s.Close())
	return path
}

func TestAnOlderLibraryIsCopiedThenMigrated(t *testing.T) {
	path := libraryWithClient(t, "Kept")
	o := testOptions()
	o.migrations = withNext(t, `ALTER TABLE studio ADD COLUMN motto TEXT NOT NULL DEFAULT 'none';`)
	s := open(t, path, o)
	var motto string
	ok(t, s.reader.QueryRow(`SELECT motto FROM studio`).Scan(&motto))

	kept := fmt.Sprintf("%s.backup-v%d-20261121-093000", path, must(newestKnown(released()))(t))
	before := open(t, kept, testOptions()) // the older release still opens it
	for name, s := range map[string]*Store{"library": s, "backup": before} {
		if clients := must(s.Clients(t.Context()))(t); len(clients) != 1 || clients[0].Name != "Kept" {
			t.Errorf("clients in the %s: %v", name, clients)
		}
	}
}

func TestAReaderDoesNotMigrate(t *testing.T) {
	path := libraryWithClient(t, "Kept")
	hash := fileHash(t, path)
	o := testOptions()
	o.ReadOnly = true
	o.migrations = withNext(t, `CREATE TABLE extra (id INTEGER) STRICT;`)
	_, err := Open(t.Context(), path, o)
	wantError(t, err, ErrOldSchema)
	if fileHash(t, path) != hash {
		t.Error("the library was changed")
	}
}

func TestAFailedMigrationLeavesTheLibraryAsItWas(t *testing.T) {
	path := libraryWithClient(t, "Kept")
	o := testOptions()
	o.migrations = withNext(t, `CREATE TABLE extra (id INTEGER) STRICT; DELETE FROM client; SELECT no_such_function();`)
	_, err := Open(t.Context(), path, o)
	failed := wantAs[*MigrationError](t, err)
	if !exists(failed.Backup) {
		t.Errorf("no backup at %s", failed.Backup)
	}
	s := open(t, path, testOptions())
	if clients := must(s.Clients(t.Context()))(t); len(clients) != 1 {
		t.Errorf("clients after a failed migration: %v", clients)
	}
	var tables int
	ok(t, s.reader.QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name = 'extra'`).Scan(&tables))
	if tables != 0 {
		t.Error("half a migration stayed")
	}
}

func TestAFailedCreationLeavesNoFile(t *testing.T) {
	path := libraryPath(t)
	o := testOptions()
	o.migrations = withNext(t, `SELECT no_such_function();`)
	if _, err := Open(t.Context(), path, o); err == nil {
		t.Fatal("no error")
	}
	want := []string{filepath.Base(path) + ".lock"}
	if got := names(t, path); !slices.Equal(got, want) {
		t.Errorf("files %v, want %v", got, want)
	}
}

func TestANewerLibraryIsRefusedUntouched(t *testing.T) {
	path := libraryPath(t)
	o := testOptions()
	o.migrations = withNext(t, `CREATE TABLE extra (id INTEGER) STRICT;`)
	s, err := Open(t.Context(), path, o)
	ok(t, err)
	ok(t, s.Close())
	hash, before := fileHash(t, path), names(t, path)

	for _, readOnly := range []bool{false, true} {
		o := testOptions()
		o.ReadOnly = readOnly
		_, err = Open(t.Context(), path, o)
		newer := wantAs[*NewerSchemaError](t, err)
		if know := must(newestKnown(released()))(t); newer.Have != know+1 || newer.Know != know {
			t.Errorf("have %d, know %d", newer.Have, newer.Know)
		}
	}
	if fileHash(t, path) != hash {
		t.Error("the library was changed")
	}
	if after := withoutLog(names(t, path)); !slices.Equal(before, after) {
		t.Errorf("files %v, before %v", after, before)
	}
}

// withoutLog leaves out what a reader of a library in WAL mode may leave.
func withoutLog(files []string) []string {
	return slices.DeleteFunc(files, func(name string) bool {
		return strings.HasSuffix(name, "-wal") || strings.HasSuffix(name, "-shm")
	})
}

func TestTheLogOfALostLibraryIsNotPlayedIntoANewOne(t *testing.T) {
	path := libraryPath(t)
	other := start(t, "write", path)
	other.says(t, "saved")
	other.says(t, "inside")
	other.kill(t)
	ok(t, os.Remove(path))
	s := open(t, path, testOptions())
	if clients := must(s.Clients(t.Context()))(t); len(clients) != 0 {
		t.Errorf("clients of the lost library: %v", clients)
	}
	if !exists(path + "-wal.left-20261121-093000") {
		t.Errorf("the log was not kept: %v", names(t, path))
	}
}

// Migrations are history: each has its number, and none is left out.
func TestMigrationsAreNumberedInOrder(t *testing.T) {
	shape := regexp.MustCompile(`^\d{5}_[a-z_]+\.sql$`)
	for i, name := range must(fs.Glob(released(), "*"))(t) {
		if !shape.MatchString(name) || !strings.HasPrefix(name, fmt.Sprintf("%05d_", i+1)) {
			t.Errorf("migration %d is called %s", i+1, name)
		}
	}
}

// migrateAndStop stops in the middle of a migration, after it emptied a table.
func migrateAndStop(ctx context.Context, path string) error {
	stop := func(*sqlite.FunctionContext, []driver.Value) (driver.Value, error) {
		fmt.Println("inside")
		readLine()
		return nil, errors.New("the other program was not killed")
	}
	if err := sqlite.RegisterScalarFunction("stop_here", 0, stop); err != nil {
		return err
	}
	history := fstest.MapFS{}
	names, err := fs.Glob(released(), "*.sql")
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := fs.ReadFile(released(), name)
		if err != nil {
			return err
		}
		history[name] = &fstest.MapFile{Data: data}
	}
	history["99999_stop.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nDELETE FROM client;\nUPDATE studio SET name = coalesce(stop_here(), '');\n")}
	_, err = Open(ctx, path, Options{Program: "window", Now: time.Now, migrations: history})
	return err
}
