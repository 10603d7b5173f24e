package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"clausedesk/app/policy"
)

// The tests run themselves again as another program; these variables tell
// that program what to do and with which library.
const (
	envRole    = "CLAUSEDESK_STORE_TEST_ROLE"
	envLibrary = "CLAUSEDESK_STORE_TEST_LIBRARY"
)

func TestMain(m *testing.M) {
	if role := os.Getenv(envRole); role != "" {
		if err := roles[role](context.Background(), os.Getenv(envLibrary)); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		return
	}
	code := m.Run()
	_ = os.RemoveAll(large.folder) // of the benchmarks
	os.Exit(code)
}

// A role prints one line for each thing it has done and waits for a line
// where it is to go on.
var roles = map[string]func(context.Context, string) error{
	"hold":    holdLibrary,
	"write":   writeAndStop,
	"migrate": migrateAndStop,
}

func holdLibrary(ctx context.Context, path string) error {
	s, err := Open(ctx, path, Options{Program: "window"})
	if err != nil {
		return err
	}
	fmt.Println("open")
	readLine()
	return s.Close()
}

// writeAndStop saves one client, and stops in the middle of saving more than
// the page cache holds, so that half of it is in the log already.
func writeAndStop(ctx context.Context, path string) error {
	s, err := Open(ctx, path, Options{Program: "command"})
	if err != nil {
		return err
	}
	if _, err := s.SaveClient(ctx, policy.Client{Name: "Saved"}); err != nil {
		return err
	}
	fmt.Println("saved")
	return s.InTx(ctx, func(tx *Tx) error {
		if _, err := tx.exec(`PRAGMA cache_size = 10`); err != nil {
			return err
		}
		client, err := tx.SaveClient(policy.Client{Name: "Half"})
		if err != nil {
			return err
		}
		clauses := make([]policy.Clause, 500)
		for i := range clauses {
			clauses[i] = policy.NewClause("Heading", strings.Repeat("words ", 200))
		}
		_, err = tx.CreatePolicy(policy.Policy{
			ClientID: client.ID, SourceLang: "en", Titles: map[string]string{"en": "Half"}, Clauses: clauses,
		})
		if err != nil {
			return err
		}
		fmt.Println("inside")
		readLine()
		return nil
	})
}

func readLine() { _, _ = bufio.NewReader(os.Stdin).ReadString('\n') }

// program is this test binary in a role.
type program struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

func start(t *testing.T, role, path string) *program {
	t.Helper()
	cmd := exec.Command(must(os.Executable())(t))
	cmd.Env = append(os.Environ(), envRole+"="+role, envLibrary+"="+path)
	p := &program{cmd: cmd, in: must(cmd.StdinPipe())(t), out: bufio.NewScanner(must(cmd.StdoutPipe())(t))}
	ok(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return p
}

func (p *program) says(t *testing.T, want string) {
	t.Helper()
	if !p.out.Scan() || p.out.Text() != want {
		t.Fatalf("the other program said %q, want %q", p.out.Text(), want)
	}
}

func (p *program) goOn(t *testing.T) {
	t.Helper()
	must(io.WriteString(p.in, "\n"))(t)
}

// kill is kill -9.
func (p *program) kill(t *testing.T) {
	t.Helper()
	ok(t, p.cmd.Process.Kill())
	_ = p.cmd.Wait() // it reports the signal
}

func TestASecondProgramLearnsWhoHasTheLibrary(t *testing.T) {
	path := libraryPath(t)
	other := start(t, "hold", path)
	other.says(t, "open")

	_, err := Open(t.Context(), path, testOptions())
	locked := wantAs[*LockedError](t, err)
	host := must(os.Hostname())(t)
	if h := locked.Holder; h.Program != "window" || h.PID != other.cmd.Process.Pid || h.Host != host || h.Since.IsZero() {
		t.Errorf("holder %+v, want the window of process %d", h, other.cmd.Process.Pid)
	}

	o := testOptions()
	o.ReadOnly = true
	reading := open(t, path, o)
	must(reading.Clients(t.Context()))(t)
}

func TestAWaitingProgramGetsTheLibraryWhenItIsClosed(t *testing.T) {
	path := libraryPath(t)
	other := start(t, "hold", path)
	other.says(t, "open")
	o := testOptions()
	o.Wait = time.Hour
	o.waiting = func() { other.goOn(t) }
	open(t, path, o)
}

func TestWaitingEnds(t *testing.T) {
	path := libraryPath(t)
	open(t, path, testOptions())
	o := testOptions()
	o.Wait = time.Millisecond
	_, err := Open(t.Context(), path, o)
	wantAs[*LockedError](t, err)

	ctx, cancel := context.WithCancel(t.Context())
	o.Wait = time.Hour
	o.waiting = cancel
	_, err = Open(ctx, path, o)
	wantError(t, err, context.Canceled)
}

func TestALibraryClosedCanBeOpenedAgain(t *testing.T) {
	path := libraryPath(t)
	s, err := Open(t.Context(), path, testOptions())
	ok(t, err)
	ok(t, s.Close())
	if exists(path+".owner") || exists(path+"-wal") {
		t.Errorf("left behind: %v", names(t, path))
	}
	open(t, path, testOptions())
}

func TestWhatWasSavedSurvivesKill(t *testing.T) {
	path := libraryPath(t)
	other := start(t, "write", path)
	other.says(t, "saved")
	other.says(t, "inside")
	if size(path+"-wal") < 500*1000 {
		t.Fatalf("the log has %d bytes: the transaction was not under way", size(path+"-wal"))
	}
	other.kill(t)

	s := open(t, path, testOptions())
	clients := must(s.Clients(t.Context()))(t)
	if len(clients) != 1 || clients[0].Name != "Saved" {
		t.Errorf("clients after kill -9: %v, want Saved alone", clients)
	}
	if rows := must(s.PolicyRows(t.Context(), ""))(t); len(rows) != 0 {
		t.Errorf("policies after kill -9: %v", rows)
	}
	ok(t, integrity(t.Context(), s.writer, path, "integrity_check"))
}

func TestKillInAMigrationLeavesTheLibraryAsItWas(t *testing.T) {
	path := libraryPath(t)
	s, err := Open(t.Context(), path, testOptions())
	ok(t, err)
	addClient(t, s, "Kept")
	ok(t, s.Close())

	other := start(t, "migrate", path)
	other.says(t, "inside")
	other.kill(t)

	s = open(t, path, testOptions())
	if clients := must(s.Clients(t.Context()))(t); len(clients) != 1 || clients[0].Name != "Kept" {
		t.Errorf("clients after a killed migration: %v", clients)
	}
}

func TestReadOnlyRefusesToWrite(t *testing.T) {
	path := libraryPath(t)
	s, err := Open(t.Context(), path, testOptions())
	ok(t, err)
	ok(t, s.Close())
	o := testOptions()
	o.ReadOnly = true
	s = open(t, path, o)
	_, err = s.SaveClient(t.Context(), policy.Client{Name: "No"})
	wantError(t, err, ErrReadOnly)

	_, err = Open(t.Context(), path+".none", o)
	wantError(t, err, os.ErrNotExist)
	if errors.Is(err, ErrReadOnly) || exists(path+".none") {
		t.Error("a library that is not there was made or called read-only")
	}
}
