package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// released is the history of the schema. A file in it never changes once a
// release has gone out: libraries out there have run it.
func released() fs.FS {
	sub, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		panic("store: embedded migrations: " + err.Error())
	}
	return sub
}

func newestKnown(migrations fs.FS) (int64, error) {
	names, err := fs.Glob(migrations, "*.sql")
	if err != nil {
		return 0, err
	}
	var newest int64
	for _, name := range names {
		number, err := goose.NumericComponent(name)
		if err != nil {
			return 0, fmt.Errorf("migration %s: %w", name, err)
		}
		newest = max(newest, number)
	}
	return newest, nil
}

// create builds a new library beside path and gives it its name when it is
// whole.
func create(ctx context.Context, path string, o Options) error {
	if err := setAsideLog(path, o); err != nil {
		return err
	}
	stage, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+staging+"*")
	if err != nil {
		return err
	}
	name := stage.Name()
	defer removeDatabase(name)
	if err := stage.Close(); err != nil {
		return err
	}
	if err := build(ctx, name, o); err != nil {
		return typed("create", path, err)
	}
	return moveInto(name, path)
}

func build(ctx context.Context, path string, o Options) error {
	db, err := connect(ctx, writerDSN(path), 1)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID))
	if err == nil {
		err = migrate(ctx, db, o.migrations)
	}
	return errors.Join(err, db.Close())
}

// setAsideLog renames the log of a library that is gone, which SQLite would
// otherwise play into the new one.
func setAsideLog(path string, o Options) error {
	if !exists(path + "-wal") {
		return nil
	}
	return os.Rename(path+"-wal", path+"-wal.left-"+o.Now().Format(fileStamp))
}

// prepare checks an existing library and brings it to the newest schema.
func prepare(ctx context.Context, path string, o Options, thorough bool) error {
	dsn := readerDSN(path)
	if !exists(path + "-wal") {
		dsn = immutableDSN(path) // the lock is ours, so nobody writes
	}
	have, err := inspect(ctx, path, dsn, o, thorough)
	if err != nil {
		return err
	}
	newest, err := newestKnown(o.migrations)
	if err != nil || have == newest {
		return err
	}
	kept := fmt.Sprintf("%s.backup-v%d-%s", path, have, o.Now().Format(fileStamp))
	if err := copyLibrary(ctx, path, kept, false); err != nil {
		return fmt.Errorf("back up before migrating: %w", err)
	}
	if err := upgrade(ctx, path, o); err != nil {
		return &MigrationError{Path: path, Backup: kept, Err: typed("migrate", path, err)}
	}
	return nil
}

func upgrade(ctx context.Context, path string, o Options) error {
	db, err := connect(ctx, writerDSN(path), 1)
	if err != nil {
		return err
	}
	return errors.Join(migrate(ctx, db, o.migrations), db.Close())
}

// migrate runs what is missing, each migration in a transaction of its own.
func migrate(ctx context.Context, db *sql.DB, migrations fs.FS) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}
