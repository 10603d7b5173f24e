package pdffile

// Missing walks everything that the trailer leads to and returns the numbers
// of references that lead nowhere.
func (f *File) Missing() (map[int]bool, error) {
	w := &walk{file: f, seen: map[Ref]bool{}, missing: map[int]bool{}}
	w.visit(f.Trailer())
	for len(w.pending) > 0 {
		r := w.pending[len(w.pending)-1]
		w.pending = w.pending[:len(w.pending)-1]
		if err := w.follow(r); err != nil {
			return nil, err
		}
	}
	return w.missing, nil
}

type walk struct {
	file    *File
	seen    map[Ref]bool
	pending []Ref
	missing map[int]bool
}

func (w *walk) follow(r Ref) error {
	o, err := w.file.Get(r)
	if err != nil {
		return err
	}
	if o == nil {
		w.missing[r.Num] = true
	}
	w.visit(o)
	return nil
}

func (w *walk) visit(o Object) {
	switch o := o.(type) {
	case Ref:
		if !w.seen[o] {
			w.seen[o] = true
			w.pending = append(w.pending, o)
		}
	case Array:
		for _, v := range o {
			w.visit(v)
		}
	case Dict:
		for _, e := range o {
			w.visit(e.Value)
		}
	case *Stream:
		w.visit(o.Dict)
	}
}
