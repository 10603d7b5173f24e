package pagetext

import (
	"errors"
	"fmt"
	"strings"

	"clausedesk/app/sign/pdffile"
)

// readPage returns the text of a page by the number of its marked content.
func readPage(f *pdffile.File, page pdffile.Page) (map[int]string, error) {
	data, err := contents(f, page.Dict.Get("Contents"))
	if err != nil {
		return nil, err
	}
	resources, err := f.Dict(page.Attribute("Resources"))
	if err != nil {
		return nil, err
	}
	s := &scanner{file: f, resources: resources, fonts: map[pdffile.Name]*charset{}, text: map[int]*strings.Builder{}}
	if err := pdffile.EachOperator(data, s.operator); err != nil {
		return nil, errors.Join(ErrUnreadable, err)
	}
	out := map[int]string{}
	for id, b := range s.text {
		out[id] = b.String()
	}
	return out, nil
}

func contents(f *pdffile.File, o pdffile.Object) ([]byte, error) {
	o, err := f.Resolve(o)
	if err != nil {
		return nil, err
	}
	switch o := o.(type) {
	case *pdffile.Stream:
		return f.Decode(o)
	case pdffile.Array:
		var out []byte
		for _, part := range o {
			data, err := contents(f, part)
			if err != nil {
				return nil, err
			}
			out = append(append(out, data...), '\n')
		}
		return out, nil
	}
	return nil, nil
}

// artifact is the number of marked content that is no text of the document.
const artifact = -1

// scanner follows the operators of a page.
type scanner struct {
	file      *pdffile.File
	resources pdffile.Dict
	fonts     map[pdffile.Name]*charset
	font      *charset
	marks     []int
	text      map[int]*strings.Builder
}

func (s *scanner) operator(name string, args []pdffile.Object) error {
	switch name {
	case "BDC", "BMC":
		s.marks = append(s.marks, s.mark(name, args))
	case "EMC":
		if len(s.marks) == 0 {
			return pdffile.ErrMalformed
		}
		s.marks = s.marks[:len(s.marks)-1]
	case "Tf":
		return s.choose(args)
	case "Tj", "'", "\"":
		if len(args) > 0 {
			return s.show(args[len(args)-1])
		}
	case "TJ":
		if len(args) == 1 {
			return s.show(args[0])
		}
	}
	return nil
}

// mark is the number that a marked content has; what lies in another keeps
// that one's.
func (s *scanner) mark(name string, args []pdffile.Object) int {
	if name == "BDC" && len(args) == 2 {
		if d, ok := args[1].(pdffile.Dict); ok {
			if id, ok := d.Get("MCID").(pdffile.Int); ok {
				return int(id)
			}
		}
	}
	if len(args) > 0 && args[0] == pdffile.Object(pdffile.Name("Artifact")) || len(s.marks) == 0 {
		return artifact
	}
	return s.marks[len(s.marks)-1]
}

func (s *scanner) choose(args []pdffile.Object) error {
	if len(args) != 2 {
		return pdffile.ErrMalformed
	}
	name, _ := args[0].(pdffile.Name)
	if s.font = s.fonts[name]; s.font != nil {
		return nil
	}
	all, err := s.file.Dict(s.resources.Get("Font"))
	if err != nil {
		return err
	}
	font, err := s.file.Dict(all.Get(name))
	if err != nil {
		return err
	}
	s.font, err = readCharset(s.file, font)
	s.fonts[name] = s.font
	return err
}

func (s *scanner) show(o pdffile.Object) error {
	switch o := o.(type) {
	case pdffile.String:
		return s.write(o.Data)
	case pdffile.Array:
		for _, part := range o {
			if t, ok := part.(pdffile.String); ok {
				if err := s.write(t.Data); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (s *scanner) write(codes []byte) error {
	id := artifact
	if len(s.marks) > 0 {
		id = s.marks[len(s.marks)-1]
	}
	if id == artifact || len(codes) == 0 {
		return nil
	}
	if s.font == nil {
		return fmt.Errorf("%w: text without a font", ErrUnreadable)
	}
	text, ok := s.font.decode(codes)
	if !ok {
		return fmt.Errorf("%w: a character without a meaning", ErrUnreadable)
	}
	b := s.text[id]
	if b == nil {
		b = &strings.Builder{}
		s.text[id] = b
	}
	b.WriteString(text)
	return nil
}
