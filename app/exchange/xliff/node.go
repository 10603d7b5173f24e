package xliff

import "strings"

// Attr returns an attribute without a namespace.
func (n *Node) Attr(name string) string {
	value, _ := n.Lookup("", name)
	return value
}

// Lookup returns an attribute and whether it is there.
func (n *Node) Lookup(space, name string) (string, bool) {
	for _, attr := range n.Attrs {
		if attr.Name == name && attr.Space == space {
			return attr.Value, true
		}
	}
	return "", false
}

func (n *Node) has(name string) bool {
	_, there := n.Lookup("", name)
	return there
}

// or returns an attribute, or what it is when unsaid.
func (n *Node) or(name, unsaid string) string {
	if value, there := n.Lookup("", name); there {
		return value
	}
	return unsaid
}

// All lists the children of a name in the namespace of n.
func (n *Node) All(names ...string) []*Node {
	var out []*Node
	for _, kid := range n.Kids {
		for _, name := range names {
			if kid.Name == name && kid.Space == n.Space {
				out = append(out, kid)
			}
		}
	}
	return out
}

// First returns the first such child, or nil.
func (n *Node) First(name string) *Node {
	if all := n.All(name); len(all) > 0 {
		return all[0]
	}
	return nil
}

// Content returns all text within.
func (n *Node) Content() string {
	if n.Name == "" {
		return n.Text
	}
	var out strings.Builder
	for _, kid := range n.Kids {
		out.WriteString(kid.Content())
	}
	return out.String()
}

// walk calls visit for each element within, in order, and n itself.
func (n *Node) walk(visit func(*Node)) {
	if n.Name == "" {
		return
	}
	visit(n)
	for _, kid := range n.Kids {
		kid.walk(visit)
	}
}
