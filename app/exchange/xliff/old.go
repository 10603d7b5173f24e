package xliff

// whole12 judges an element of XLIFF 1.2 that was read to its end.
func (j *judge) whole12(up *frame, n *Node, key string) {
	if key != "trans-unit" || up.file == nil {
		return
	}
	j.report.Units++
	j.unique(up.file.units, n, n.Attr("id"))
	for _, text := range n.All("source", "seg-source", "target") {
		j.codes12(text)
	}
}

// codes12 judges the codes of one text: identifiers are unique, and what
// begins ends.
func (j *judge) codes12(text *Node) {
	met := map[string]*Node{}
	var starts, ends []*Node
	text.walk(func(n *Node) {
		if n.Space != text.Space {
			return
		}
		switch n.Name {
		case "g", "x", "ph", "it":
			j.claim(met, n)
		case "bpt", "bx":
			j.claim(met, n)
			starts = append(starts, n)
		case "ept", "ex":
			ends = append(ends, n)
		}
	})
	closed := map[*Node]bool{}
	for _, end := range ends {
		start := startOf(starts, end)
		switch {
		case start == nil && end.Name == "ept":
			j.wrong(end, NoStart, "rid", end.or("rid", end.Attr("id")))
		case start == nil:
		case closed[start]:
			j.wrong(end, DuplicateID, "rid", end.or("rid", end.Attr("id")))
		default:
			closed[start] = true
		}
	}
	for _, start := range starts {
		if start.Name == "bpt" && !closed[start] {
			j.wrong(start, NoEnd, "rid", start.or("rid", start.Attr("id")))
		}
	}
}

// startOf finds what an end belongs to: the start of the same rid or, where
// they have none, of the same id.
func startOf(starts []*Node, end *Node) *Node {
	kind := map[string]string{"ept": "bpt", "ex": "bx"}[end.Name]
	for _, start := range starts {
		if start.Name == kind && start.or("rid", start.Attr("id")) == end.or("rid", end.Attr("id")) {
			return start
		}
	}
	return nil
}
