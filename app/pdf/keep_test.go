package pdf

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"clausedesk/app/policy"
)

// A heading has its first two rows with it, wherever on the page it comes: the
// heading of a clause, and bold words above a table, a list or a line.
func TestAHeadingTakesTwoRowsAlong(t *testing.T) {
	table := "| a | b |\n|---|---|\n| first | x |\n| next | y |\n| third | z |\n"
	for name, c := range map[string]struct{ heading, body string }{
		"a clause over a table":      {"Lead", table},
		"a clause over single lines": {"Lead", "first\n\nnext\n\nthird"},
		"bold words over a table":    {"", "**Lead**\n\n" + table},
		"bold words over a list":     {"", "**Lead**\n\n- first\n- next\n- third"},
		"bold words over a line":     {"", "**Lead**\n\nfirst\n\nnext\n\nthird"},
	} {
		for filling := 20; filling < 60; filling++ {
			text := policy.Text{Lang: "en", Title: "Title", Clauses: []policy.TextClause{
				{ID: "filling", Body: strings.Repeat("filling\n\n", filling)},
				{ID: "lead", Heading: c.heading, Body: c.body},
			}}
			pages, err := compose(context.Background(), Input{Text: text}, parse(text))
			if err != nil {
				t.Fatal(err)
			}
			at := map[string]int{}
			for i, p := range pages {
				for _, row := range p.rows {
					for _, piece := range row.row.texts {
						at[piece.text] = i + 1
					}
				}
			}
			if at["Lead"] == 0 || at["Lead"] != at["first"] || at["Lead"] != at["next"] {
				t.Errorf("%s after %d lines: %s", name, filling, fmt.Sprint(at))
			}
		}
	}
}
