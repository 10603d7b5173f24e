// Package conform judges whether a PDF keeps to PDF/UA-1 (ISO 14289-1) and
// PDF/A-3 level A (ISO 19005-3), as far as a machine can tell. It owns the
// checkpoints, named by the Matterhorn Protocol 1.1 where that has one, else by
// the clause of ISO 19005-3; what only a person can judge is listed in
// docs/dev/page.md.
//
// It is for tests: it shares no code with what writes documents, and the
// program does not use it.
package conform

import (
	"fmt"
	"slices"

	"clausedesk/app/sign/pdffile"
)

// Failure is a checkpoint that a document does not pass. Point is a key of
// Points.
type Failure struct{ Point, Detail string }

func (f Failure) String() string { return f.Point + " " + Points[f.Point] + ": " + f.Detail }

// Check returns what a document fails, in no particular order; the error is
// that of a file that cannot be read at all.
func Check(data []byte) ([]Failure, error) {
	f, err := pdffile.Open(data)
	if err != nil {
		return nil, fmt.Errorf("open the document: %w", err)
	}
	c := &checker{data: data, file: f, marked: map[place]*element{}, elements: map[pdffile.Ref]*element{}, fonts: map[string]*font{}, refs: map[pdffile.Ref]pdffile.Object{}}
	if c.catalog, err = f.Catalog(); err != nil {
		return nil, err
	}
	if c.pages, err = f.Pages(); err != nil {
		return nil, err
	}
	if err := c.readAll(); err != nil {
		return nil, err
	}
	c.syntax()
	c.actions()
	c.metadata()
	c.dictionaries()
	c.colors()
	c.structure()
	for i := range c.pages {
		c.page(i)
	}
	c.parents()
	c.annotations()
	c.files()
	c.glyphs()
	return c.failures, nil
}

// checker is one document being judged.
type checker struct {
	data     []byte
	file     *pdffile.File
	catalog  pdffile.Dict
	pages    []pdffile.Page
	refs     map[pdffile.Ref]pdffile.Object // every object in use
	root     *element
	elements map[pdffile.Ref]*element
	marked   map[place]*element // what the structure says of marked content
	fonts    map[string]*font   // by the place of their dictionary
	forms    map[pdffile.Ref]int
	failures []Failure
}

// place is marked content of a page, by its index and identifier.
type place struct{ page, id int }

// fail notes a failure, each only once.
func (c *checker) fail(point, format string, args ...any) {
	if Points[point] == "" {
		panic("no checkpoint " + point)
	}
	failure := Failure{point, fmt.Sprintf(format, args...)}
	if !slices.Contains(c.failures, failure) {
		c.failures = append(c.failures, failure)
	}
}

// need notes a failure unless a condition holds.
func (c *checker) need(holds bool, point, format string, args ...any) {
	if !holds {
		c.fail(point, format, args...)
	}
}

// readAll reads every object that is in use.
func (c *checker) readAll() error {
	for n := 1; n < c.file.Size(); n++ {
		at, ok := c.file.Lookup(n)
		if !ok || at.Kind == pdffile.Free {
			continue
		}
		r := pdffile.Ref{Num: n}
		if at.Kind == pdffile.InUse {
			r.Gen = at.Gen
		}
		object, err := c.file.Get(r)
		if err != nil {
			return err
		}
		c.refs[r] = object
	}
	return nil
}

// dict is what an object resolves to, or nothing.
func (c *checker) dict(o pdffile.Object) pdffile.Dict {
	switch o := c.get(o).(type) {
	case pdffile.Dict:
		return o
	case *pdffile.Stream:
		return o.Dict
	}
	return nil
}

func (c *checker) get(o pdffile.Object) pdffile.Object {
	o, _ = c.file.Resolve(o)
	return o
}

func (c *checker) array(o pdffile.Object) pdffile.Array {
	list, _ := c.get(o).(pdffile.Array)
	return list
}

// stream decodes a stream; nothing when it is none.
func (c *checker) stream(o pdffile.Object) []byte {
	s, ok := c.get(o).(*pdffile.Stream)
	if !ok {
		return nil
	}
	data, _ := c.file.Decode(s)
	return data
}

// text is the string an object is, empty when it is none.
func (c *checker) text(o pdffile.Object) string {
	s, _ := c.get(o).(pdffile.String)
	return string(s.Data)
}

func (c *checker) name(o pdffile.Object) string {
	n, _ := c.get(o).(pdffile.Name)
	return string(n)
}

func (c *checker) int(o pdffile.Object, otherwise int) int {
	n, ok := c.get(o).(pdffile.Int)
	if !ok {
		return otherwise
	}
	return int(n)
}

// isTrue tells whether an object is the value true.
func (c *checker) isTrue(o pdffile.Object) bool {
	b, _ := c.get(o).(bool)
	return b
}

// eachDict calls visit for every dictionary in an object, streams' too, without
// following references.
func eachDict(o pdffile.Object, visit func(pdffile.Dict)) {
	switch o := o.(type) {
	case pdffile.Dict:
		visit(o)
		for _, entry := range o {
			eachDict(entry.Value, visit)
		}
	case pdffile.Array:
		for _, kid := range o {
			eachDict(kid, visit)
		}
	case *pdffile.Stream:
		eachDict(o.Dict, visit)
	}
}
