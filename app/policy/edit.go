package policy

// The operations in this file take a tree and return a new one; the tree they
// were given stays as it was, so an undo is the old value.

// Where says on which side of the target a moved clause lands.
type Where int

// The sides of a target clause.
const (
	Before Where = iota
	After
	Inside // as its last child
)

// Update returns the tree with change applied to one clause.
func Update(tree []Clause, id ID, change func(*Clause)) ([]Clause, error) {
	out := CloneTree(tree)
	c := Find(out, id)
	if c == nil {
		return tree, ErrNoClause
	}
	change(c)
	return out, nil
}

// Insert returns the tree with c placed next to target. With an empty target
// c becomes the last top clause.
func Insert(tree []Clause, c Clause, target ID, where Where) ([]Clause, error) {
	out := CloneTree(tree)
	if target == "" {
		return checked(tree, append(out, c))
	}
	placed, ok := place(out, c, target, where)
	if !ok {
		return tree, ErrNoClause
	}
	return checked(tree, placed)
}

// Remove returns the tree without the clause and its children.
func Remove(tree []Clause, id ID) ([]Clause, error) {
	out, _, ok := cut(CloneTree(tree), id)
	if !ok {
		return tree, ErrNoClause
	}
	return out, nil
}

// Place moves a clause, with its children, next to target.
// It returns ErrCannotMove for a target inside the clause itself.
func Place(tree []Clause, id, target ID, where Where) ([]Clause, error) {
	moving := Find(tree, id)
	if moving == nil || Find(tree, target) == nil {
		return tree, ErrNoClause
	}
	if id == target || Find(moving.Children, target) != nil {
		return tree, ErrCannotMove
	}
	out, c, _ := cut(CloneTree(tree), id)
	placed, _ := place(out, c, target, where)
	return checked(tree, placed)
}

// Move shifts a clause up (-1) or down (+1) among its siblings.
func Move(tree []Clause, id ID, step int) ([]Clause, error) {
	siblings, index := siblingsOf(tree, id)
	if index < 0 {
		return tree, ErrNoClause
	}
	to := index + step
	if to < 0 || to >= len(siblings) || step == 0 {
		return tree, ErrCannotMove
	}
	where := After
	if step < 0 {
		where = Before
	}
	return Place(tree, id, siblings[to].ID, where)
}

// Nest makes a clause the last child of the sibling before it (+1), or the
// next sibling of its parent (-1).
func Nest(tree []Clause, id ID, step int) ([]Clause, error) {
	siblings, index := siblingsOf(tree, id)
	if index < 0 {
		return tree, ErrNoClause
	}
	if step > 0 {
		if index == 0 {
			return tree, ErrCannotMove
		}
		return Place(tree, id, siblings[index-1].ID, Inside)
	}
	for _, placed := range Flatten(tree) {
		if placed.ID == id && placed.Parent != "" {
			return Place(tree, id, placed.Parent, After)
		}
	}
	return tree, ErrCannotMove
}

// Duplicate inserts a copy of the clause, with fresh identifiers, after it
// and returns the identifier of the copy.
func Duplicate(tree []Clause, id ID) ([]Clause, ID, error) {
	c := Find(tree, id)
	if c == nil {
		return tree, "", ErrNoClause
	}
	copied := renamed(*c)
	out, err := Insert(tree, copied, id, After)
	return out, copied.ID, err
}

func renamed(c Clause) Clause {
	c.ID = NewID()
	children := make([]Clause, len(c.Children))
	for i, child := range c.Children {
		children[i] = renamed(child)
	}
	c.Children = children
	return c
}

func checked(old, changed []Clause) ([]Clause, error) {
	if err := ValidateTree(changed); err != nil {
		return old, err
	}
	return changed, nil
}

func siblingsOf(tree []Clause, id ID) ([]Clause, int) {
	for i := range tree {
		if tree[i].ID == id {
			return tree, i
		}
		if siblings, index := siblingsOf(tree[i].Children, id); index >= 0 {
			return siblings, index
		}
	}
	return nil, -1
}

// cut takes a clause out of a tree that the caller owns.
func cut(tree []Clause, id ID) ([]Clause, Clause, bool) {
	for i := range tree {
		if tree[i].ID == id {
			c := tree[i]
			return append(tree[:i:i], tree[i+1:]...), c, true
		}
		if rest, c, ok := cut(tree[i].Children, id); ok {
			tree[i].Children = rest
			return tree, c, true
		}
	}
	return tree, Clause{}, false
}

// place puts a clause into a tree that the caller owns.
func place(tree []Clause, c Clause, target ID, where Where) ([]Clause, bool) {
	for i := range tree {
		if tree[i].ID == target {
			return placeAt(tree, c, i, where), true
		}
		if children, ok := place(tree[i].Children, c, target, where); ok {
			tree[i].Children = children
			return tree, true
		}
	}
	return tree, false
}

func placeAt(tree []Clause, c Clause, i int, where Where) []Clause {
	if where == Inside {
		tree[i].Children = append(tree[i].Children, c)
		return tree
	}
	if where == After {
		i++
	}
	out := append([]Clause{}, tree[:i]...)
	out = append(out, c)
	return append(out, tree[i:]...)
}
