package cli_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/store"
	"clausedesk/app/studio"

	"github.com/rogpeppe/go-internal/testscript"
)

// contentOf sums up what is in a library: every row of every table, whatever
// the file's bytes. A file that is no library is summed up by its bytes, one
// that is not there as "none". The file itself is never opened by SQLite: a
// copy is, with its log.
func contentOf(path string) (string, error) {
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return "none", nil
	}
	if err != nil {
		return "", err
	}
	folder, err := os.MkdirTemp("", "content-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "copy")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return "", err
	}
	if log, err := os.ReadFile(path + "-wal"); err == nil {
		if err := os.WriteFile(file+"-wal", log, 0o600); err != nil {
			return "", err
		}
	}
	sum := sha256.New()
	if err := dump(sum, file); err != nil {
		sum = sha256.New()
		sum.Write(data)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// dump writes the rows of every table of a database.
func dump(w io.Writer, path string) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer db.Close()
	if verdict, err := column(db, "PRAGMA integrity_check"); err != nil || len(verdict) != 1 || verdict[0] != "ok" {
		return fmt.Errorf("%v: %w", verdict, err)
	}
	tables, err := column(db, `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
	if err != nil {
		return err
	}
	for _, table := range tables {
		fmt.Fprintln(w, "table", table)
		if err := dumpTable(w, db, table); err != nil {
			return err
		}
	}
	return nil
}

func dumpTable(w io.Writer, db *sql.DB, table string) error {
	rows, err := db.Query(`SELECT * FROM "` + table + `" ORDER BY 1, 2`)
	if err != nil {
		rows, err = db.Query(`SELECT * FROM "` + table + `" ORDER BY 1`)
	}
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	for rows.Next() {
		values := make([]any, len(names))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			return err
		}
		for _, value := range values {
			fmt.Fprintf(w, "%q ", fmt.Sprint(*value.(*any)))
		}
		fmt.Fprintln(w)
	}
	return rows.Err()
}

func column(db *sql.DB, query string) ([]string, error) {
	rows, err := db.Query(query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		out = append(out, text)
	}
	return out, rows.Err()
}

func wantContent(t *testing.T, path, want string) {
	t.Helper()
	got, err := contentOf(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("the content of %s changed", filepath.Base(path))
	}
}

func content(t *testing.T, path string) string {
	t.Helper()
	got, err := contentOf(path)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// remembered is where a script keeps what was in a library.
func remembered(ts *testscript.TestScript, name string) string {
	return ts.MkAbs("." + name + ".content")
}

func keep(ts *testscript.TestScript, _ bool, args []string) {
	sum, err := contentOf(ts.MkAbs(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(remembered(ts, args[0]), []byte(sum), 0o600))
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	sum, err := contentOf(ts.MkAbs(args[1]))
	ts.Check(err)
	want := strings.TrimSpace(ts.ReadFile(remembered(ts, args[0])))
	if (sum == want) == neg {
		ts.Fatalf("the content of %s: same %v", args[1], sum == want)
	}
}

// raise gives a library the schema number of a later release.
func raise(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (900, 1)`)
	ts.Check(err)
	ts.Check(db.Close())
}

// sample fills a new library with the sample studio.
func sample(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(addSample(context.Background(), ts.MkAbs(args[0])))
}

func addSample(ctx context.Context, path string) error {
	st, err := store.Open(ctx, path, store.Options{Program: "command", Now: clock})
	if err != nil {
		return err
	}
	_, err = studio.New(st, clock).AddSample(ctx)
	return errors.Join(err, st.Close())
}
