package store

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"clausedesk/app/memory"
)

// What translate-toolkit bears in less than a minute.
const (
	besideEntries = 2000
	besideTexts   = 10
)

// besideAnswer is what testdata/tmdb.py says.
type besideAnswer struct {
	Read  float64   `json:"read"`  // seconds
	Asked float64   `json:"asked"` // seconds, for all texts
	Best  []float64 `json:"best"`  // percent; 0 for nothing
}

// toolkitPython returns a Python that has translate-toolkit.
func toolkitPython(tb testing.TB) string {
	tb.Helper()
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import translate.storage.tmdb").Run() == nil {
			return python
		}
	}
	tb.Skip("no Python here has translate-toolkit")
	return ""
}

// BenchmarkMemoryBesideTmdb reads the same file and asks for the same texts in
// both programs, one after the other, and reports how many times longer
// translate-toolkit's tmdb takes. It has no substitution and one direction, as we.
func BenchmarkMemoryBesideTmdb(b *testing.B) {
	python := toolkitPython(b)
	dir := b.TempDir()
	tmx := filepath.Join(dir, "memory.tmx")
	ok(b, writeMemoryFile(tmx, besideEntries))
	s := newStore(b)
	var texts []string
	for b.Loop() {
		begun := time.Now()
		ok(b, readMemoryFile(b.Context(), s, tmx))
		ourRead := time.Since(begun).Seconds()
		x, g := everythingIn(b, s), newMemoryGen(8)
		texts = nil
		for range besideTexts {
			texts = append(texts, mutated(g, x.entries))
		}
		var ours []float64
		begun = time.Now()
		for _, text := range texts {
			ours = append(ours, bestScore(b, s, text))
		}
		ourAsked := time.Since(begun).Seconds()

		theirs := askToolkit(b, python, tmx, filepath.Join(b.TempDir(), "tmdb.sqlite"), texts)
		b.ReportMetric(theirs.Read/ourRead, "x-read")
		b.ReportMetric(theirs.Asked/ourAsked, "x-asked")
		b.ReportMetric(ourAsked*1000/besideTexts, "ms/ours")
		b.ReportMetric(theirs.Asked*1000/besideTexts, "ms/tmdb")
		b.ReportMetric(float64(answered(ours)), "found-ours")
		b.ReportMetric(float64(answered(theirs.Best)), "found-tmdb")
	}
}

func bestScore(tb testing.TB, s *Store, text string) float64 {
	tb.Helper()
	found := must(view(tb.Context(), s, func(tx *Tx) ([]memory.Match, error) {
		return tx.MemoryMatches(memory.Query{From: "en", To: "nl", Source: text, Limit: 3})
	}))(tb)
	if len(found) == 0 {
		return 0
	}
	return float64(found[0].Score)
}

func answered(best []float64) int {
	return len(slices.DeleteFunc(slices.Clone(best), func(score float64) bool { return score == 0 }))
}

func askToolkit(tb testing.TB, python, tmx, db string, texts []string) (out besideAnswer) {
	tb.Helper()
	asked := must(json.Marshal(texts))(tb)
	cmd := exec.CommandContext(tb.Context(), python, filepath.Join("testdata", "tmdb.py"), tmx, db)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(asked), os.Stderr
	said := must(cmd.Output())(tb)
	ok(tb, json.Unmarshal(said, &out))
	return out
}
