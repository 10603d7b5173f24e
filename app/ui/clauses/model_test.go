package clauses_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/ui/clauses"
	"clausedesk/app/ui/draft"

	"pgregory.net/rapid"
)

// open returns the model over a small policy in a real library.
func open(t testing.TB, tree ...policy.Clause) (*clauses.Model, *apptest.Queue) {
	t.Helper()
	l, q := apptest.NewLibrary(t), apptest.NewQueue()
	p := l.Policy(t, l.Client(t, "Lumen").ID, "Privacy policy", tree...)
	snap, err := l.Store.Snapshot(context.Background(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Drain)
	return clauses.NewModel(draft.Open(l.Studio, q.Runner(), l.Clock.Now, snap)), q
}

// outline writes the rows as "1 Who we are|-1.1 Orders", hidden in brackets
// and the selected one with a star.
func outline(m *clauses.Model) string {
	selected, _ := m.Selected()
	var lines []string
	for _, row := range m.Rows() {
		line := strings.TrimSpace(row.Number + " " + row.Title)
		if row.Hidden {
			line = "(" + line + ")"
		}
		if row.ID == selected.ID {
			line += "*"
		}
		lines = append(lines, strings.Repeat("-", row.Depth)+line)
	}
	return strings.Join(lines, "|")
}

func id(m *clauses.Model, title string) policy.ID {
	for _, row := range m.Rows() {
		if row.Title == title {
			return row.ID
		}
	}
	return ""
}

const start = "1 Who we are*|2 What we keep|-2.1 Orders|-2.2 Letters|3 How long"

func TestRowsAndTheFirstSelection(t *testing.T) {
	m, _ := open(t, apptest.Clauses()...)
	if got := outline(m); got != start {
		t.Fatalf("outline %q, want %q", got, start)
	}
	rows := m.Rows()
	if !rows[1].HasChildren || rows[0].HasChildren {
		t.Fatal("only the second clause has children")
	}
}

func TestEveryOperationMovesTheSelection(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(m *clauses.Model) error
		want string
	}{
		"select": {
			func(m *clauses.Model) error { m.Select(id(m, "Orders")); return nil },
			"1 Who we are|2 What we keep|-2.1 Orders*|-2.2 Letters|3 How long",
		},
		"add": {
			func(m *clauses.Model) error { return m.Add() },
			"1 Who we are|*|2 What we keep|-2.1 Orders|-2.2 Letters|3 How long",
		},
		"duplicate with children": {
			func(m *clauses.Model) error { m.Select(id(m, "What we keep")); return m.Duplicate() },
			"1 Who we are|2 What we keep|-2.1 Orders|-2.2 Letters|3 What we keep*|-3.1 Orders|-3.2 Letters|4 How long",
		},
		"delete selects the next beside it": {
			func(m *clauses.Model) error { return m.Delete(id(m, "What we keep")) },
			"1 Who we are|2 How long*",
		},
		"delete the last selects the one before": {
			func(m *clauses.Model) error { return m.Delete(id(m, "How long")) },
			"1 Who we are|2 What we keep|-2.1 Orders|-2.2 Letters*",
		},
		"delete the last child selects what follows": {
			func(m *clauses.Model) error { return m.Delete(id(m, "Letters")) },
			"1 Who we are|2 What we keep|-2.1 Orders|3 How long*",
		},
		"move": {
			func(m *clauses.Model) error { return m.Move(id(m, "How long"), -1) },
			"1 Who we are|2 How long*|3 What we keep|-3.1 Orders|-3.2 Letters",
		},
		"nest": {
			func(m *clauses.Model) error { return m.Nest(id(m, "How long"), 1) },
			"1 Who we are|2 What we keep|-2.1 Orders|-2.2 Letters|-2.3 How long*",
		},
		"lift": {
			func(m *clauses.Model) error { return m.Nest(id(m, "Orders"), -1) },
			"1 Who we are|2 What we keep|-2.1 Letters|3 Orders*|4 How long",
		},
		"place inside": {func(m *clauses.Model) error {
			return m.Place(id(m, "Who we are"), id(m, "How long"), policy.Inside)
		}, "1 What we keep|-1.1 Orders|-1.2 Letters|2 How long|-2.1 Who we are*"},
		"hide takes its number": {
			func(m *clauses.Model) error { return m.ToggleHidden() },
			"(Who we are)*|1 What we keep|-1.1 Orders|-1.2 Letters|2 How long",
		},
	} {
		t.Run(name, func(t *testing.T) {
			m, q := open(t, apptest.Clauses()...)
			if err := c.do(m); err != nil {
				t.Fatal(err)
			}
			if got := outline(m); got != c.want {
				t.Fatalf("outline\n%q, want\n%q", got, c.want)
			}
			q.Drain()
			if name != "select" && (!m.Draft.Undo() || strings.ReplaceAll(outline(m), "*", "") != strings.ReplaceAll(start, "*", "")) {
				t.Fatalf("after an undo %q", outline(m))
			}
		})
	}
}

func TestWhatCannotBeIsRefused(t *testing.T) {
	m, _ := open(t, apptest.Clauses()...)
	for name, c := range map[string]struct {
		err  error
		want error
	}{
		"up from the top":      {m.Move(id(m, "Who we are"), -1), policy.ErrCannotMove},
		"nest the first":       {m.Nest(id(m, "Who we are"), 1), policy.ErrCannotMove},
		"lift from the top":    {m.Nest(id(m, "How long"), -1), policy.ErrCannotMove},
		"into itself":          {m.Place(id(m, "What we keep"), id(m, "Orders"), policy.Inside), policy.ErrCannotMove},
		"delete what is gone":  {m.Delete("nothing"), policy.ErrNoClause},
		"nest deeper than max": {m.Place(id(m, "What we keep"), id(m, "Who we are"), policy.Inside), nil},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", name, c.err, c.want)
		}
	}
	if err := m.Place(id(m, "How long"), id(m, "Orders"), policy.Inside); !errors.Is(err, policy.ErrTooDeep) {
		t.Errorf("a fourth level: %v", err)
	}
}

func TestTypingTheSameChangesNothing(t *testing.T) {
	m, _ := open(t, apptest.Clauses()...)
	c, _ := m.Selected()
	if err := errors.Join(m.SetHeading(c.Heading), m.SetBody(c.Body)); err != nil || m.Draft.CanUndo() {
		t.Fatalf("err %v, an undo: %v", err, m.Draft.CanUndo())
	}
	if err := m.SetHeading("Two\nlines"); err != nil {
		t.Fatal(err)
	}
	if c, _ := m.Selected(); c.Heading != "Two lines" {
		t.Fatalf("a heading with a line break: %q", c.Heading)
	}
}

func TestAnEmptyPolicy(t *testing.T) {
	m, _ := open(t)
	if _, ok := m.Selected(); ok {
		t.Fatal("a clause is selected in an empty policy")
	}
	if err := m.SetHeading("x"); !errors.Is(err, policy.ErrNoClause) {
		t.Fatalf("write without a clause: %v", err)
	}
	if err := m.Add(); err != nil || outline(m) != "*" {
		t.Fatalf("the first clause: %v, %q", err, outline(m))
	}
	c, _ := m.Selected()
	if err := m.Delete(c.ID); err != nil || len(m.Rows()) != 0 {
		t.Fatalf("deleting the only clause: %v, %q", err, outline(m))
	}
}

func TestWordsLeaveHiddenClausesOut(t *testing.T) {
	parent := policy.NewClause("One two", "three")
	parent.Children = []policy.Clause{policy.NewClause("four", "five six")}
	m, _ := open(t, parent)
	if got := clauses.Words(m.Draft.Clauses()); got != 6 {
		t.Fatalf("%d words, want 6", got)
	}
	if err := m.ToggleHidden(); err != nil {
		t.Fatal(err)
	}
	if got := clauses.Words(m.Draft.Clauses()); got != 0 {
		t.Fatalf("%d words although the clause and so its child are hidden", got)
	}
}

// Whatever is done, one clause is selected as long as there is one, and every
// row stands at most three deep.
func TestSelectionNeverGetsLost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		q := apptest.NewQueue()
		tree := apptest.Clauses()
		d := draft.Open(nowhere{}, q.Runner(), time.Now, policy.Snapshot{Policy: policy.Policy{ID: "p", SourceLang: "en", Clauses: tree}})
		m := clauses.NewModel(d)
		for range rapid.IntRange(1, 30).Draw(rt, "acts") {
			if rows := m.Rows(); len(rows) > 0 {
				m.Select(rapid.SampledFrom(rows).Draw(rt, "row").ID)
			}
			c, _ := m.Selected()
			step := rapid.SampledFrom([]int{-1, 1}).Draw(rt, "step")
			switch rapid.IntRange(0, 6).Draw(rt, "act") {
			case 0:
				_ = m.Add()
			case 1:
				_ = m.Duplicate()
			case 2:
				_ = m.Delete(c.ID)
			case 3:
				_ = m.Move(c.ID, step)
			case 4:
				_ = m.Nest(c.ID, step)
			case 5:
				d.Undo()
			case 6:
				d.Redo()
			}
			m.Select(c.ID) // what the screen does after each change
			if _, ok := m.Selected(); ok != (len(m.Rows()) > 0) {
				rt.Fatalf("selected %v of %d rows", ok, len(m.Rows()))
			}
			if err := policy.ValidateTree(d.Clauses()); err != nil {
				rt.Fatal(err)
			}
		}
		q.Drain()
	})
}

// nowhere saves nothing.
type nowhere struct{}

func (nowhere) SaveDraft(context.Context, policy.ID, []policy.Clause, map[policy.ID][]policy.Unit) error {
	return nil
}
