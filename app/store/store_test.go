package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"clausedesk/app/policy"
)

var testNow = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

func fixed() time.Time { return testNow }

func testOptions() Options { return Options{Program: "command", Now: fixed} }

func libraryPath(t testing.TB) string {
	return filepath.Join(t.TempDir(), "my studio?#%20é.clausedesk")
}

func open(t testing.TB, path string, o Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, o)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func newStore(t testing.TB) *Store { return open(t, libraryPath(t), testOptions()) }

func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantError(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got error %v, want %v", err, want)
	}
}

// wantAs demands an error of a type and returns it.
func wantAs[E error](t testing.TB, err error) E {
	t.Helper()
	var e E
	if !errors.As(err, &e) {
		t.Fatalf("got error %v (%T), want a %T", err, err, e)
	}
	return e
}

func addClient(t testing.TB, s *Store, name string) policy.Client {
	t.Helper()
	return must(s.SaveClient(t.Context(), policy.Client{Name: name}))(t)
}

func addPolicy(t testing.TB, s *Store, client policy.ID, title string) policy.Policy {
	t.Helper()
	return must(s.CreatePolicy(t.Context(), policy.Policy{
		ClientID: client, SourceLang: "en", Titles: map[string]string{"en": title},
		Clauses: []policy.Clause{policy.NewClause("Who we are", "We are {{client.legal_name}}.")},
	}))(t)
}

// publish adds the next version of a policy.
func publish(t testing.TB, s *Store, id policy.ID) policy.Version {
	t.Helper()
	next := must(s.NextVersion(t.Context(), id))(t)
	v := versionOf(t, id, next)
	ok(t, s.AddVersion(t.Context(), v))
	v.Manuscript = nil // is read apart
	return v
}

func versionOf(t testing.TB, id policy.ID, next NextVersion) policy.Version {
	t.Helper()
	content := policy.Content{
		Format: policy.ContentFormat, PolicyID: id, Number: next.Number, Effective: "2027-01-01",
		Published: testNow, Previous: next.Previous, Manuscript: policy.HashOf(testManuscript),
	}
	canonical := must(content.Canonical())(t)
	return policy.Version{
		PolicyID: id, Number: next.Number, Effective: "2027-01-01", Created: testNow,
		SHA256: policy.HashOf(canonical), Previous: next.Previous, Canonical: canonical, Manuscript: testManuscript,
	}
}

// testManuscript stands for what a version was made from.
var testManuscript = []byte("{}\n")

// raw opens the library file with nothing of this package around it.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db := must(sql.Open("sqlite", fileURI(path)))(t)
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func fileHash(t testing.TB, path string) [32]byte {
	t.Helper()
	return sha256.Sum256(must(os.ReadFile(path))(t))
}

// names lists the files beside a library, without their folder.
func names(t testing.TB, path string) []string {
	t.Helper()
	var out []string
	for _, entry := range must(os.ReadDir(filepath.Dir(path)))(t) {
		out = append(out, entry.Name())
	}
	return out
}

func TestEverythingSavedIsReadAfterReopening(t *testing.T) {
	path := libraryPath(t)
	s, err := Open(t.Context(), path, testOptions())
	ok(t, err)
	ctx := t.Context()
	ok(t, s.SetStudio(ctx, policy.Studio{Name: "Noord"}))
	client := must(s.SaveClient(ctx, policy.Client{Name: "Åkers & Zoon", Facts: policy.Facts{
		"client.email": "info@akers.example", "client.address": "Straat 1\nUtrecht",
	}}))(t)
	p := must(s.CreatePolicy(ctx, policy.Policy{
		ClientID: client.ID, SourceLang: "nl", TargetLang: []string{"fr", "en"}, Numbered: true,
		Titles: map[string]string{"nl": "Privacyverklaring", "en": "Privacy policy"},
		Facts:  policy.Facts{"client.email": "app@akers.example"},
		Clauses: []policy.Clause{{
			ID: policy.NewID(), Heading: "Een", Body: "a\n\nb", Topic: "controller", Origin: policy.OriginImported,
			Children: []policy.Clause{policy.NewClause("Een een", ""), {ID: policy.NewID(), Hidden: true, Origin: policy.OriginSample}},
		}, policy.NewClause("", "slot")},
	}))(t)
	unit := policy.Unit{ClauseID: p.Clauses[0].ID, Lang: "en", Source: "Een", Target: "One", State: policy.Reviewed}
	ok(t, s.PutUnits(ctx, p.ID, []policy.Unit{unit}))
	v := publish(t, s, p.ID)
	file := File{PolicyID: p.ID, Number: 1, Lang: "nl", Kind: "pdf", SHA256: "ab", Bytes: 7, SignedBy: "cd", Created: testNow, Path: "/x/y.pdf"}
	ok(t, s.AddFile(ctx, file))
	identity := Identity{
		Name: "Noord", Subject: "CN=Noord", Algorithm: "p256", Fingerprint: "ef", NotBefore: testNow,
		NotAfter: testNow.AddDate(3, 0, 0), Created: testNow, Certificate: "PEM", Sealed: []byte{0, 1, 2},
	}
	ok(t, s.AddIdentity(ctx, identity))
	ok(t, s.AddImportReport(ctx, p.ID, []byte(`{"left_out":[]}`)))
	ok(t, s.SetSetting(ctx, "ui.lang", "nl"))
	ok(t, s.Close())
	ok(t, s.Close())

	s = open(t, path, Options{Program: "window", Now: fixed})
	want := policy.Snapshot{Studio: policy.Studio{Name: "Noord"}, Client: client, Policy: p, Units: []policy.Unit{unit}}
	same := func(what string, got, want any) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", what, diff)
		}
	}
	same("snapshot", must(s.Snapshot(ctx, p.ID))(t), want)
	same("clients", must(s.Clients(ctx))(t), []policy.Client{client})
	same("versions", must(s.Versions(ctx, p.ID))(t), []policy.Version{v})
	same("version", must(s.Version(ctx, p.ID, 1))(t), v)
	same("files", must(s.Files(ctx, p.ID, 0))(t), []File{file})
	same("identities", must(s.Identities(ctx))(t), []Identity{identity})
	same("identity", must(s.Identity(ctx, "Noord"))(t), identity)
	same("report", string(must(s.ImportReport(ctx, p.ID))(t)), `{"left_out":[]}`)
	value, has, err := s.Setting(ctx, "ui.lang")
	same("setting", []any{value, has, err}, []any{"nl", true, error(nil)})
	_, has, err = s.Setting(ctx, "none")
	same("no setting", []any{has, err}, []any{false, error(nil)})
	same("rows", must(s.PolicyRows(ctx, ""))(t), []PolicyRow{{
		ID: p.ID, ClientID: client.ID, ClientName: "Åkers & Zoon", Title: "Privacyverklaring", SourceLang: "nl",
		Languages: []string{"nl", "fr", "en"}, ClauseCount: 4, LatestVersion: 1, LatestEffective: "2027-01-01", Changed: testNow,
	}})
}

func TestALibraryIsOneUnderEveryName(t *testing.T) {
	path := libraryWithClient(t, "Kept")
	link := filepath.Join(t.TempDir(), "link")
	ok(t, os.Symlink(path, link))
	s := open(t, link, testOptions())
	_, err := Open(t.Context(), path, testOptions())
	wantAs[*LockedError](t, err)
	if s.Path() != must(filepath.EvalSymlinks(path))(t) {
		t.Errorf("path %s", s.Path())
	}
}

func TestASavedClientKeepsWhenItWasCreated(t *testing.T) {
	s := newStore(t)
	c := addClient(t, s, "C")
	again := must(s.SaveClient(t.Context(), policy.Client{ID: c.ID, Name: "D", Created: testNow.AddDate(1, 0, 0)}))(t)
	if !again.Created.Equal(c.Created) {
		t.Errorf("created %v, at first %v", again.Created, c.Created)
	}
	_, err := s.SaveClient(t.Context(), policy.Client{Name: " "})
	wantError(t, err, policy.ErrNoName)
}

func TestWhatADeadProgramStagedIsCleared(t *testing.T) {
	path := libraryWithClient(t, "Kept")
	ok(t, os.WriteFile(path+staging+"123", []byte("half"), 0o600))
	ok(t, os.MkdirAll(path+staging+"456/in", 0o700))
	open(t, path, testOptions())
	for _, name := range names(t, path) {
		if strings.Contains(name, staging) {
			t.Errorf("%s is still there", name)
		}
	}
}

func TestEveryConnectionHasItsPragmas(t *testing.T) {
	s := newStore(t)
	for name, want := range map[string]int{"foreign_keys": 1, "recursive_triggers": 1, "busy_timeout": 10000} {
		for _, db := range []*sql.DB{s.writer, s.reader} {
			var conns []*sql.Conn
			for range db.Stats().MaxOpenConnections {
				conn := must(db.Conn(t.Context()))(t)
				conns = append(conns, conn)
				var got int
				ok(t, conn.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&got))
				if got != want {
					t.Errorf("%s is %d, want %d", name, got, want)
				}
			}
			for _, conn := range conns {
				ok(t, conn.Close())
			}
		}
	}
	var mode string
	var sync int
	ok(t, s.writer.QueryRow("PRAGMA journal_mode").Scan(&mode))
	ok(t, s.writer.QueryRow("PRAGMA synchronous").Scan(&sync))
	if mode != "wal" || sync != 2 {
		t.Errorf("journal_mode %s, synchronous %d; want wal and 2 (FULL)", mode, sync)
	}
}

func TestAFailedTransactionLeavesNothing(t *testing.T) {
	s := newStore(t)
	failure := errors.New("stop")
	err := s.InTx(t.Context(), func(tx *Tx) error {
		must(tx.SaveClient(policy.Client{Name: "Gone"}))(t)
		return failure
	})
	if err != failure { //nolint:errorlint // it must be the very error
		t.Fatalf("got %v, want the error as it was", err)
	}
	if got := must(s.Clients(t.Context()))(t); len(got) != 0 {
		t.Fatalf("clients after a failed transaction: %v", got)
	}
}

func TestACancelledTransactionSaysSo(t *testing.T) {
	s := newStore(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := s.InTx(ctx, func(tx *Tx) error {
		must(tx.SaveClient(policy.Client{Name: "Gone"}))(t)
		cancel()
		_, err := tx.SaveClient(policy.Client{Name: "Gone too"})
		return err
	})
	wantError(t, err, context.Canceled)
	if got := must(s.Clients(t.Context()))(t); len(got) != 0 {
		t.Fatalf("clients after a cancelled transaction: %v", got)
	}
}
