package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// atEveryStop runs a command again and again, kills it each time at a later
// place within its work, and calls after with whether it had come to its end.
// It returns at how many places it was killed.
func atEveryStop(t *testing.T, p *place, after func(done bool), args ...string) int {
	t.Helper()
	for stop := 1; ; stop++ {
		if stop > 60 {
			t.Fatal("it never comes to its end")
		}
		p.env = append(p.env[:0], envStopAt+"="+strconv.Itoa(stop))
		a := p.start("stopping", args...)
		if a.out.Scan() && a.out.Text() == stopped {
			a.kill()
			after(false)
			continue
		}
		if err := a.cmd.Wait(); err != nil {
			t.Fatalf("%v: %s", err, a.out.Text())
		}
		after(true)
		return stop - 1
	}
}

// intact fails unless the library opens and is in order.
func (p *place) intact() {
	p.t.Helper()
	p.env = p.env[:0]
	checked := p.path("checked")
	p.must("backup", checked, "--replace") // it reads every page, and checks them
}

func TestKillInAnImport(t *testing.T) {
	p := newPlace(t, t.TempDir())
	p.must("import", p.write("first.md", noticeText), "--client", "First")
	a, b := p.write("a.md", noticeText), p.write("b.md", strings.Repeat(noticeText, 200))
	none := 0
	stops := atEveryStop(t, p, func(done bool) {
		p.intact()
		switch n := len(p.policies().Policies); {
		case n == 1 && !done:
			none++
		case n == 3 && done:
		default:
			t.Errorf("%d policies after a kill (done: %v), want 1 before the end and 3 at it", n, done)
		}
	}, "import", a, b, "--client", "Second")
	if none < 4 {
		t.Errorf("killed at %d places, %d of them before the end", stops, none)
	}
}

func TestKillInPublishing(t *testing.T) {
	p := newPlace(t, t.TempDir())
	id := p.published()
	before := content(t, p.library)
	stops := atEveryStop(t, p, func(done bool) {
		p.intact()
		switch version := p.policies().Policies[0].Version; {
		case version == 1 && !done:
			wantContent(t, p.library, before)
		case version == 2 && done:
			var frozen struct{ Number int }
			p.json(&frozen, "show", id+"@2") // it checks the hash
		default:
			t.Errorf("version %d after a kill (done: %v)", version, done)
		}
	}, "publish", id, "--effective", "2027-01-01")
	if stops < 3 {
		t.Errorf("killed at %d places only", stops)
	}
}

func TestKillInAnExport(t *testing.T) {
	p := newPlace(t, t.TempDir())
	id := p.published()
	want := p.path("want.pdf")
	p.must("export", id+"@1", "-o", want)
	out := filepath.Join(t.TempDir(), "out.pdf")
	stops := atEveryStop(t, p, func(done bool) {
		p.intact()
		wholeOrNone(t, out, read(t, want), done)
		check(t, remove(out))
	}, "export", id+"@1", "-o", out)
	if stops < 3 {
		t.Errorf("killed at %d places only", stops)
	}
}

func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// wholeOrNone fails when half a file stands under its own name. What was
// being written may stay, hidden, under another name.
func wholeOrNone(t *testing.T, path string, want []byte, done bool) {
	t.Helper()
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if done {
			t.Error("there is no file")
		}
	case err != nil:
		t.Fatal(err)
	case !bytes.Equal(data, want):
		t.Errorf("half a file of %d bytes, want %d", len(data), len(want))
	}
	for _, name := range files(t, filepath.Dir(path)) {
		if name != filepath.Base(path) && !(strings.HasPrefix(name, ".") && strings.HasSuffix(name, ".part")) {
			t.Errorf("%s is left behind", name)
		}
	}
}

// TestKillWhileAFileIsWritten kills an export as soon as anything stands in
// the folder it writes to.
func TestKillWhileAFileIsWritten(t *testing.T) {
	p := newPlace(t, t.TempDir())
	id := p.published()
	want := p.path("want.pdf")
	p.must("export", id+"@1", "-o", want)
	before := content(t, p.library)
	caught, parts := 0, 0
	for range 6 {
		folder := t.TempDir()
		out := filepath.Join(folder, "out.pdf")
		a := p.start("clausedesk", "export", id+"@1", "-o", out)
		ended := make(chan struct{})
		go func() { a.out.Scan(); close(ended) }()
		if !awaitAnyFile(folder, ended) {
			t.Fatal("nothing was written")
		}
		a.kill()
		if len(files(t, folder)) == 1 && files(t, folder)[0] != "out.pdf" {
			parts++
		}
		if _, err := os.Stat(out); err != nil {
			caught++
			wantContent(t, p.library, before) // no note of a file that is not there
		}
		wholeOrNone(t, out, read(t, want), false)
		p.intact()
		p.must("export", id+"@1", "-o", out) // nothing stands in the way of the next try
		wholeOrNone(t, out, read(t, want), true)
		before = content(t, p.library)
	}
	t.Logf("of 6 kills, %d came before the file had its name; %d left a hidden .part file", caught, parts)
}

// awaitAnyFile returns when there is a file in the folder; false when the
// program ended without.
func awaitAnyFile(folder string, ended <-chan struct{}) bool {
	for {
		entries, err := os.ReadDir(folder)
		if err == nil && len(entries) > 0 {
			return true
		}
		select {
		case <-ended:
			entries, err := os.ReadDir(folder)
			return err == nil && len(entries) > 0
		default:
		}
	}
}

// TestKillAtAnyMoment kills imports at random moments of their life.
func TestKillAtAnyMoment(t *testing.T) {
	p := newPlace(t, t.TempDir())
	begin := time.Now()
	p.must("import", p.write("first.md", noticeText), "--client", "First")
	life := time.Since(begin)
	text := p.write("long.md", strings.Repeat(noticeText, 300))
	before := 1
	for range 6 {
		a := p.start("clausedesk", "import", text, text, "--client", "Second")
		killer := time.AfterFunc(time.Duration(rand.Int64N(int64(life)*2)), func() { _ = a.cmd.Process.Kill() })
		for a.out.Scan() {
			_ = a.out.Text()
		}
		_ = a.cmd.Wait()
		killer.Stop()
		p.intact()
		n := len(p.policies().Policies)
		if n != before && n != before+2 {
			t.Fatalf("%d policies after %d: half an import", n, before)
		}
		before = n
	}
	var versions struct{ Versions []json.RawMessage }
	p.json(&versions, "list", "versions")
	if len(versions.Versions) != 0 {
		t.Errorf("%d versions", len(versions.Versions))
	}
}
