package sign

import (
	"errors"
	"slices"

	"clausedesk/app/sign/pdffile"
)

// errUnclear means that what was added cannot be judged at all: readers may
// see different files in it.
var errUnclear = errors.New("unclear what was added")

// additions compares a signed revision with the file that builds on it. It
// knows only what may be added (ISO 32000-2, 12.8.2.2 and 12.8.2.4); everything
// else is a change that is not allowed. All objects that a newer section
// replaces must be accounted for by a rule, so what no rule knows stays.
type additions struct {
	old, now *pdffile.File
	end      int // of the signed revision
	allow    permissions

	newer    []*pdffile.Section
	graph    *pdffile.Graph // of the signed revision
	fresh    map[int]bool   // numbers the old revision did not use
	replaced map[int]bool   // numbers it used
	judged   map[int]bool   // replaced numbers that a rule accounts for
	reached  map[int]int    // how often release came by, see there
	fields   map[pdffile.Ref]bool
	painted  map[pdffile.Ref]bool // widgets with another look than before
	pages    []pdffile.Page       // of the signed revision
	visible  bool                 // a new signature draws something
	changes  []Change
	refused  bool
}

// check fills changes; an error means that a rule could not be applied.
func (a *additions) check() error {
	a.fresh, a.replaced, a.judged = map[int]bool{}, map[int]bool{}, map[int]bool{}
	a.reached, a.painted = map[int]int{}, map[pdffile.Ref]bool{}
	a.fields = map[pdffile.Ref]bool{}
	for _, step := range []func() error{
		a.collect, a.written, a.dangling, a.readPages, a.trailers, a.catalogs, a.comparePages, a.leftovers,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	if len(a.changes) == 0 {
		a.found(true, Change{What: ChangeRewritten})
	}
	return nil
}

func (a *additions) found(allowed bool, c Change) {
	c.Allowed = allowed
	a.refused = a.refused || !allowed
	if len(a.changes) < maxChanges && !slices.Contains(a.changes, c) {
		a.changes = append(a.changes, c)
	}
}

// refuse records a change that nothing allows.
func (a *additions) refuse(what ChangeKind, page int, name string) {
	a.found(false, Change{What: what, Page: page, Name: plainText(name)})
}

// collect reads the newer cross-reference sections. They must stand behind
// the signed bytes and lead only to objects there: a section that reaches
// back could bring hidden objects to light.
func (a *additions) collect() error {
	base := a.old.Sections()[0].Offset
	for i, s := range a.now.Sections() {
		if s.Offset == base {
			a.newer = a.now.Sections()[:i]
			return nil
		}
		if s.Offset < a.end {
			break
		}
		for num, loc := range s.Entries {
			a.entry(num, loc)
		}
	}
	return errUnclear // not built on the signed revision
}

func (a *additions) entry(num int, loc pdffile.Location) {
	before, used := a.old.Lookup(num)
	used = used && before.Kind != pdffile.Free
	if loc.Kind == pdffile.Free {
		if used {
			a.replaced[num] = true
		}
		return
	}
	gen := -1
	if used && before.Kind == pdffile.InUse {
		gen = before.Gen
	}
	if loc != before && !a.behind(loc, gen) {
		a.refuse(ChangeHidden, 0, "")
	}
	if used {
		a.replaced[num] = true
	} else {
		a.fresh[num] = true
	}
}

// behind tells whether an entry leads to an object behind the signed bytes,
// of the generation wanted; -1 is any.
func (a *additions) behind(loc pdffile.Location, gen int) bool {
	switch loc.Kind {
	case pdffile.InUse:
		return loc.Offset >= a.end && (gen < 0 || loc.Gen == gen)
	case pdffile.Compressed:
		box, ok := a.now.Lookup(loc.Offset)
		return ok && box.Kind == pdffile.InUse && box.Offset >= a.end && gen <= 0
	}
	return false
}

// written refuses an update that a reader which repairs files, or scans them
// for objects, could take for another one than the cross-reference sections
// describe.
func (a *additions) written() error { return a.now.Appended(len(a.newer), a.end) }

// dangling refuses a new object that the signed revision already refers to:
// the reference was empty when signed and would be filled now.
func (a *additions) dangling() error {
	graph, err := a.old.Graph()
	if err != nil {
		return err
	}
	a.graph = graph
	for num := range graph.Missing {
		if a.fresh[num] {
			a.refuse(ChangeHidden, 0, "")
		}
	}
	return nil
}

func (a *additions) readPages() error {
	pages, err := a.old.Pages()
	a.pages = pages
	return err
}

// release accounts for the replaced objects that belong to what o, a value of
// the signed revision, leads to and to nothing else: an object counts when all
// references to it were come by. So the text of a page cannot be replaced by
// way of a field that shows the same object. No value may be released twice.
func (a *additions) release(o pdffile.Object) error {
	var pending []pdffile.Ref
	visit := func(o pdffile.Object) {
		pdffile.EachRef(o, func(r pdffile.Ref) {
			if a.reached[r.Num]++; a.reached[r.Num] == a.graph.Uses[r.Num] {
				pending = append(pending, r)
			}
		})
	}
	visit(o)
	for len(pending) > 0 {
		r := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		a.judged[r.Num] = true
		held, err := a.old.Get(r)
		if err != nil {
			return err
		}
		visit(held)
	}
	return nil
}

// judge marks a reference whose object a rule has compared.
func (a *additions) judge(o pdffile.Object) {
	if r, ok := o.(pdffile.Ref); ok {
		a.judged[r.Num] = true
	}
}

// differing are the keys whose values differ, in the order of before and then
// of after.
func differing(before, after pdffile.Dict) []pdffile.Name {
	var out []pdffile.Name
	for _, e := range before {
		if !after.Has(e.Key) || !pdffile.Equal(e.Value, after.Get(e.Key)) {
			out = append(out, e.Key)
		}
	}
	for _, e := range after {
		if !before.Has(e.Key) {
			out = append(out, e.Key)
		}
	}
	return out
}

// added returns what the newer array has that the older one has not, and what
// of the older one is gone. All of it is gone when its order changed.
func (a *additions) added(before, after pdffile.Object) (more, gone pdffile.Array, err error) {
	old, err := a.old.Array(before)
	if err != nil {
		return nil, nil, err
	}
	now, err := a.now.Array(after)
	if err != nil {
		return nil, nil, err
	}
	if r, ok := before.(pdffile.Ref); ok && (pdffile.Equal(before, after) || a.graph.Uses[r.Num] == 1) {
		a.judge(before)
	}
	at := 0
	for _, o := range now {
		if at < len(old) && pdffile.Equal(old[at], o) {
			at++
			continue
		}
		more = append(more, o)
	}
	if at == len(old) {
		return more, nil, nil
	}
	for _, o := range old {
		if !slices.ContainsFunc(now, func(n pdffile.Object) bool { return pdffile.Equal(o, n) }) {
			gone = append(gone, o)
		}
	}
	if len(gone) == 0 { // only their order changed
		gone = old
	}
	return more, gone, nil
}

// leftovers refuses every replaced object that no rule above has judged,
// unless it was only written again with the same value.
func (a *additions) leftovers() error {
	var left []int
	for num := range a.replaced {
		if a.judged[num] {
			continue
		}
		before, err := numbered(a.old, num)
		if err != nil {
			return err
		}
		after, err := numbered(a.now, num)
		if err != nil {
			return err
		}
		if pdffile.Equal(before, after) {
			a.found(true, Change{What: ChangeRewritten})
			continue
		}
		left = append(left, num)
	}
	if len(left) == 0 {
		return nil
	}
	slices.Sort(left)
	return a.locate(left)
}

// numbered is the object with the number, of the generation in force.
func numbered(f *pdffile.File, num int) (pdffile.Object, error) {
	loc, _ := f.Lookup(num)
	gen := 0
	if loc.Kind == pdffile.InUse {
		gen = loc.Gen
	}
	return f.Get(pdffile.Ref{Num: num, Gen: gen})
}
