package handover

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// desk records which programs were asked and answers in their place.
type desk struct {
	asked   [][]string
	answers map[string]string
	fails   map[string]error
}

func (d *desk) run(_ context.Context, name string, args ...string) (string, error) {
	d.asked = append(d.asked, append([]string{name}, args...))
	key := name
	if name == "lpstat" {
		key += " " + args[0]
	}
	return d.answers[key], d.fails[key]
}

func file(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "policy – v2.pdf")
	if err := os.WriteFile(path, []byte("%PDF"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func twoPrinters() *desk {
	return &desk{answers: map[string]string{
		"lpstat -e": "hall\nupstairs\n", "lpstat -d": "system default destination: upstairs\n",
	}}
}

func TestTheSpoolerGetsWhatWasChosen(t *testing.T) {
	path, d := file(t), twoPrinters()
	job := Job{Path: path, Title: "Privacy statement", Printer: "hall", Copies: 3, Sides: LongEdge}
	if err := (System{Run: d.run}).Print(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	want := []string{"lp", "-d", "hall", "-n", "3", "-o", "sides=two-sided-long-edge", "-t", "Privacy statement", "--", path}
	if got := d.asked[len(d.asked)-1]; !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
}

func TestPrintersWithTheSystemsChoice(t *testing.T) {
	got, err := System{Run: twoPrinters().run}.Printers(t.Context())
	if want := []Printer{{"hall", false}, {"upstairs", true}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}

func TestNothingIsPrintedWithoutAPrinter(t *testing.T) {
	for name, c := range map[string]struct {
		desk *desk
		job  Job
		want error
	}{
		"no such printer": {twoPrinters(), Job{Printer: "cellar"}, ErrNoPrinter},
		"none at all":     {&desk{fails: map[string]error{"lpstat -e": errors.New("exit 1")}}, Job{}, ErrNoPrinter},
		"no spooler":      {&desk{fails: map[string]error{"lpstat -e": fmt.Errorf("run: %w", exec.ErrNotFound)}}, Job{}, ErrNoSpooler},
		"no file":         {twoPrinters(), Job{Path: "missing.pdf"}, os.ErrNotExist},
	} {
		t.Run(name, func(t *testing.T) {
			if c.job.Path == "" {
				c.job.Path = file(t)
			}
			if err := (System{Run: c.desk.run}).Print(t.Context(), c.job); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			for _, asked := range c.desk.asked {
				if asked[0] == "lp" {
					t.Errorf("printed all the same: %q", asked)
				}
			}
		})
	}
}

func TestADraftCarriesItsFiles(t *testing.T) {
	path, d := file(t), &desk{}
	m := Message{To: "anna@example.com", Subject: "Déclaration, version 2", Body: "Hello\nthere", Files: []string{path}}
	if err := (System{Run: d.run}).Mail(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	want := []string{"xdg-email", "--utf8", "--subject", m.Subject, "--body", m.Body, "--attach", path, m.To}
	if !slices.Equal(d.asked[0], want) {
		t.Errorf("asked %q, want %q", d.asked[0], want)
	}
	d = &desk{fails: map[string]error{"xdg-email": exec.ErrNotFound}}
	if err := (System{Run: d.run}).Mail(t.Context(), m); !errors.Is(err, ErrNoMailProgram) {
		t.Errorf("got %v, want ErrNoMailProgram", err)
	}
}
