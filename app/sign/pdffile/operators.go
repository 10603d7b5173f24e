package pdffile

const (
	maxOperands  = 1 << 12
	maxOperators = 1 << 22
)

// EachOperator reads a content stream, or a character map, and hands over each
// operator with the operands in front of it (ISO 32000-1, 7.8.2). The data of
// inline images is passed over.
//
// Errors wrap ErrMalformed or ErrTooComplex, or are those of found.
func EachOperator(data []byte, found func(name string, args []Object) error) error {
	p := &parser{data: data, detached: true}
	var args []Object
	for n := 0; ; n++ {
		if p.skipSpace(); p.pos >= len(data) {
			return nil
		}
		if n > maxOperators || len(args) > maxOperands {
			return ErrTooComplex
		}
		start := p.pos
		if name := p.operatorName(); name != "" {
			if name == "BI" {
				return ErrUnsupported
			}
			if err := found(name, args); err != nil {
				return err
			}
			args = args[:0]
			continue
		}
		p.pos, p.elements = start, 0
		o, err := p.object(0)
		if err != nil {
			return err
		}
		args = append(args, o)
	}
}

// operatorName reads a word that is an operator: it begins with a letter or is
// one of ' and ", and is no value.
func (p *parser) operatorName() string {
	c := p.data[p.pos]
	if (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '\'' && c != '"' {
		return ""
	}
	name := string(p.word())
	switch name {
	case "true", "false", "null":
		return ""
	}
	return name
}
