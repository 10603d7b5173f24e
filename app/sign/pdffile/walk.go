package pdffile

// Graph says what refers to what in the objects that the trailer leads to.
type Graph struct {
	// Missing are the numbers of references in the document that lead nowhere.
	// Entries of a trailer other than Root and Info, in which some programs
	// keep such, belong to nobody.
	Missing map[int]bool
	Uses    map[int]int // how often an object is referred to
}

// Graph walks the document, and then the rest of the trailer.
func (f *File) Graph() (*Graph, error) {
	w := &walk{file: f, seen: map[Ref]bool{}, graph: &Graph{map[int]bool{}, map[int]int{}}}
	w.visit(f.Trailer().Get("Root"))
	w.visit(f.Trailer().Get("Info"))
	if err := w.all(); err != nil {
		return nil, err
	}
	w.rest = true
	w.visit(f.Trailer().Without("Root", "Info"))
	return w.graph, w.all()
}

type walk struct {
	file    *File
	seen    map[Ref]bool
	pending []Ref
	graph   *Graph
	rest    bool
}

func (w *walk) all() error {
	for len(w.pending) > 0 {
		r := w.pending[len(w.pending)-1]
		w.pending = w.pending[:len(w.pending)-1]
		if err := w.follow(r); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) follow(r Ref) error {
	o, err := w.file.Get(r)
	if err != nil {
		return err
	}
	if o == nil && !w.rest {
		w.graph.Missing[r.Num] = true
	}
	w.visit(o)
	return nil
}

func (w *walk) visit(o Object) {
	EachRef(o, func(r Ref) {
		w.graph.Uses[r.Num]++
		if !w.seen[r] {
			w.seen[r] = true
			w.pending = append(w.pending, r)
		}
	})
}

// EachRef calls found for every reference in an object, without following it.
func EachRef(o Object, found func(Ref)) {
	switch o := o.(type) {
	case Ref:
		found(o)
	case Array:
		for _, v := range o {
			EachRef(v, found)
		}
	case Dict:
		for _, e := range o {
			EachRef(e.Value, found)
		}
	case *Stream:
		EachRef(o.Dict, found)
	}
}
