package pdf

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"clausedesk/app/policy"
)

// published is when the documents of these tests are made.
var published = time.Date(2026, 10, 1, 9, 30, 0, 0, time.UTC)

// clausesOf reads "# heading" lines and bodies into numbered clauses.
func clausesOf(md string) []policy.TextClause {
	var clauses []policy.TextClause
	var counts [6]int
	for line := range strings.Lines(md) {
		trimmed := strings.TrimLeft(line, "#")
		depth := len(line) - len(trimmed) - 1
		if depth < 0 || !strings.HasPrefix(trimmed, " ") {
			clauses[len(clauses)-1].Body += line
			continue
		}
		counts[depth]++
		clear(counts[depth+1:])
		number := make([]string, depth+1)
		for i := range number {
			number[i] = strconv.Itoa(counts[i])
		}
		clauses = append(clauses, policy.TextClause{
			ID: policy.ID("c" + strings.Join(number, "-")), Depth: depth,
			Number: strings.Join(number, "."), Heading: strings.TrimSpace(trimmed),
		})
	}
	return clauses
}

// sample reads a text of testdata in a language.
func sample(tb testing.TB, lang, title string) Input {
	tb.Helper()
	md, err := os.ReadFile(filepath.Join("testdata", lang+".md"))
	if err != nil {
		tb.Fatal(err)
	}
	return Input{
		Text: policy.Text{
			Lang: lang, Title: title, Client: "Harbour Lane Studio", Numbered: true, Clauses: clausesOf(string(md)),
		},
		Version: 3, Effective: "2026-10-01", SHA256: strings.Repeat("ab", 32), Created: published,
	}
}

// oneClause is a document of one clause with a body.
func oneClause(body string) Input {
	return Input{
		Text: policy.Text{Lang: "en", Title: "Policy", Client: "Client", Clauses: []policy.TextClause{
			{ID: "only", Heading: "Heading", Number: "1", Body: body},
		}},
		Version: 1, Created: published,
	}
}

// written makes the document or fails the test.
func written(tb testing.TB, in Input) ([]byte, Result) {
	tb.Helper()
	var out bytes.Buffer
	result, err := Write(context.Background(), &out, in)
	if err != nil {
		tb.Fatalf("Write: %v", err)
	}
	return out.Bytes(), result
}
