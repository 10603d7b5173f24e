package policy

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func treeGen(depth int) *rapid.Generator[[]Clause] {
	return rapid.Custom(func(t *rapid.T) []Clause {
		var out []Clause
		for range rapid.IntRange(0, 3).Draw(t, "n") {
			c := Clause{
				ID:      NewID(),
				Heading: rapid.SampledFrom([]string{"", "Scope", "Rights"}).Draw(t, "heading"),
				Hidden:  rapid.IntRange(0, 4).Draw(t, "hidden") == 0,
			}
			if depth > 1 {
				c.Children = treeGen(depth-1).Draw(t, "children")
			}
			out = append(out, c)
		}
		return out
	})
}

func idsOf(tree []Clause) []ID {
	var out []ID
	for _, placed := range Flatten(tree) {
		out = append(out, placed.ID)
	}
	return out
}

func same(a, b []Clause) bool { return cmp.Equal(a, b, cmpopts.EquateEmpty()) }

// operation is one edit of a tree and what it does to the set of clauses.
type operation struct {
	name    string
	apply   func(tree []Clause, id, other ID) ([]Clause, error)
	change  int // how many clauses come (1), stay (0) or go with their children (-1)
	allowed []error
}

func operations() []operation {
	move := func(step int) func([]Clause, ID, ID) ([]Clause, error) {
		return func(tree []Clause, id, _ ID) ([]Clause, error) { return Move(tree, id, step) }
	}
	nest := func(step int) func([]Clause, ID, ID) ([]Clause, error) {
		return func(tree []Clause, id, _ ID) ([]Clause, error) { return Nest(tree, id, step) }
	}
	place := func(where Where) func([]Clause, ID, ID) ([]Clause, error) {
		return func(tree []Clause, id, other ID) ([]Clause, error) { return Place(tree, id, other, where) }
	}
	insert := func(where Where) func([]Clause, ID, ID) ([]Clause, error) {
		return func(tree []Clause, id, _ ID) ([]Clause, error) {
			return Insert(tree, NewClause("New", ""), id, where)
		}
	}
	return []operation{
		{"up", move(-1), 0, []error{ErrCannotMove}},
		{"down", move(1), 0, []error{ErrCannotMove}},
		{"nest", nest(1), 0, []error{ErrCannotMove, ErrTooDeep}},
		{"unnest", nest(-1), 0, []error{ErrCannotMove}},
		{"before", place(Before), 0, []error{ErrCannotMove, ErrTooDeep}},
		{"after", place(After), 0, []error{ErrCannotMove, ErrTooDeep}},
		{"inside", place(Inside), 0, []error{ErrCannotMove, ErrTooDeep}},
		{"insert", insert(After), 1, nil},
		{"insert inside", insert(Inside), 1, []error{ErrTooDeep}},
		{"remove", func(tree []Clause, id, _ ID) ([]Clause, error) { return Remove(tree, id) }, -1, nil},
		{"duplicate", func(tree []Clause, id, _ ID) ([]Clause, error) {
			out, _, err := Duplicate(tree, id)
			return out, err
		}, 1, nil},
		{"update", func(tree []Clause, id, _ ID) ([]Clause, error) {
			return Update(tree, id, func(c *Clause) { c.Body = "changed" })
		}, 0, nil},
	}
}

func TestEditsLeaveTheOldTreeAndLoseNoClause(t *testing.T) {
	for _, op := range operations() {
		t.Run(op.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				tree := treeGen(MaxDepth).Filter(func(tree []Clause) bool { return len(tree) > 0 }).Draw(t, "tree")
				ids := idsOf(tree)
				id := rapid.SampledFrom(ids).Draw(t, "id")
				other := rapid.SampledFrom(ids).Draw(t, "other")
				before := CloneTree(tree)
				after, err := op.apply(tree, id, other)
				if !same(tree, before) {
					t.Fatal("the tree that went in was changed")
				}
				if err != nil {
					allowed := func(want error) bool { return errors.Is(err, want) }
					if !slices.ContainsFunc(op.allowed, allowed) || !same(after, before) {
						t.Fatalf("%v, tree changed: %v", err, !same(after, before))
					}
					return
				}
				checkEdit(t, op, before, after, id)
				mutate(after)
				if !same(tree, before) {
					t.Fatal("old and new tree share memory")
				}
			})
		})
	}
}

func checkEdit(t *rapid.T, op operation, before, after []Clause, id ID) {
	if err := ValidateTree(after); err != nil {
		t.Fatal(err)
	}
	subtree := idsOf([]Clause{*Find(before, id)})
	old, now := idsOf(before), idsOf(after)
	switch op.change {
	case 0:
		slices.Sort(old)
		slices.Sort(now)
		if !slices.Equal(old, now) {
			t.Fatalf("clauses %v became %v", old, now)
		}
	case 1:
		kept := slices.DeleteFunc(now, func(id ID) bool { return !slices.Contains(old, id) })
		if !slices.Equal(kept, old) {
			t.Fatal("an old clause moved or went")
		}
	case -1:
		left := slices.DeleteFunc(old, func(id ID) bool { return slices.Contains(subtree, id) })
		if !slices.Equal(left, now) {
			t.Fatal("more or less went than the clause and its children")
		}
	}
}

func mutate(tree []Clause) {
	for _, placed := range Flatten(tree) {
		placed.Heading += "!"
	}
}

func TestMovingUpUndoesMovingDown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tree := treeGen(MaxDepth).Filter(func(tree []Clause) bool { return len(tree) > 0 }).Draw(t, "tree")
		id := rapid.SampledFrom(idsOf(tree)).Draw(t, "id")
		down, err := Move(tree, id, 1)
		if err != nil {
			return
		}
		back, err := Move(down, id, -1)
		if err != nil || !same(back, tree) {
			t.Fatalf("%v: %v became %v", err, idsOf(tree), idsOf(back))
		}
	})
}

func TestEditsRefuseWhatDoesNotExist(t *testing.T) {
	tree := []Clause{NewClause("a", "")}
	for _, op := range operations() {
		if out, err := op.apply(tree, "missing", tree[0].ID); !errors.Is(err, ErrNoClause) || !same(out, tree) {
			t.Errorf("%s: %v", op.name, err)
		}
	}
	twice := append(CloneTree(tree), tree[0])
	if err := ValidateTree(twice); !errors.Is(err, ErrDuplicateID) {
		t.Errorf("a clause twice: %v", err)
	}
	if _, err := Insert(tree, tree[0], "", After); !errors.Is(err, ErrDuplicateID) {
		t.Errorf("inserted twice: %v", err)
	}
}

func TestNumbersCountWhatIsSeen(t *testing.T) {
	tree := []Clause{
		{ID: "a"},
		{ID: "b", Heading: "One", Children: []Clause{
			{ID: "c", Heading: "Hidden", Hidden: true, Children: []Clause{{ID: "d", Heading: "Below hidden"}}},
			{ID: "e", Heading: "First seen", Children: []Clause{{ID: "f", Heading: "Deep"}}},
		}},
		{ID: "g", Children: []Clause{{ID: "h", Heading: "Under no heading"}}},
		{ID: "i", Heading: "Two"},
	}
	want := map[ID]string{"b": "1", "e": "1.1", "f": "1.1.1", "h": "2", "i": "3"}
	for _, placed := range Flatten(tree) {
		if placed.Number != want[placed.ID] {
			t.Errorf("%s is number %q, want %q", placed.ID, placed.Number, want[placed.ID])
		}
	}
}

func TestVisibleNumbersAreNeverTwiceTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seen := map[string]ID{}
		tree := treeGen(MaxDepth).Draw(t, "tree")
		for _, placed := range Flatten(tree) {
			if first, twice := seen[placed.Number]; placed.Number != "" && twice {
				t.Fatalf("%s and %s are both %s", first, placed.ID, placed.Number)
			}
			seen[placed.Number] = placed.ID
			if placed.Number != "" && (placed.Hidden || placed.Heading == "") {
				t.Fatalf("number %s for a clause that shows none", placed.Number)
			}
		}
	})
}
