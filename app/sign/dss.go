package sign

import (
	"crypto/x509"
	"slices"
	"time"

	"clausedesk/app/sign/pdffile"
	"clausedesk/app/sign/revocation"
)

// store is a document security store (ISO 32000-2, 12.8.4.3; EN 319 142-1,
// 5.4) that is being added to. What a file had stays.
type store struct {
	certs, ocsps, crls pile
	vri                []*vriEntry
	old                pdffile.Dict // as the file has it
	oldVRI             pdffile.Dict
}

// pile is one of the lists of a store: what the file had, then what is new.
type pile struct {
	refs  pdffile.Array // of the old ones
	items [][]byte      // old and new
}

// put returns the number of a piece in the pile, which holds it once.
func (p *pile) put(der []byte) int {
	for i, item := range p.items {
		if slices.Equal(item, der) {
			return i
		}
	}
	p.items = append(p.items, der)
	return len(p.items) - 1
}

func (p *pile) fresh() bool { return len(p.items) > len(p.refs) }

// numbers are places in a pile.
type numbers []int

func (n *numbers) add(i int) {
	if !slices.Contains(*n, i) {
		*n = append(*n, i)
	}
}

// vriEntry says what belongs to one signature.
type vriEntry struct {
	key                string
	certs, ocsps, crls numbers
}

func (s *store) entry(key string) *vriEntry {
	e := &vriEntry{key: key}
	s.vri = append(s.vri, e)
	return e
}

// grown tells whether there is anything that the file does not have.
func (s *store) grown() bool { return s.certs.fresh() || s.ocsps.fresh() || s.crls.fresh() }

func (s *store) certificates() []*x509.Certificate {
	var out []*x509.Certificate
	for _, der := range s.certs.items {
		if c, err := x509.ParseCertificate(der); err == nil {
			out = append(out, c)
		}
	}
	return out
}

func (s *store) evidence() revocation.Evidence {
	var e revocation.Evidence
	for _, der := range s.ocsps.items {
		if r, err := revocation.ParseOCSP(der); err == nil {
			e.Responses = append(e.Responses, r)
		}
	}
	for _, der := range s.crls.items {
		if list, err := revocation.ParseCRL(der); err == nil {
			e.CRLs = append(e.CRLs, list)
		}
	}
	return e
}

// readStore reads the store of a file, an empty one when it has none.
func readStore(f *pdffile.File) (*store, error) {
	s := &store{}
	catalog, err := f.Catalog()
	if err != nil || !catalog.Has("DSS") {
		return s, err
	}
	if s.old, err = f.Dict(catalog.Get("DSS")); err != nil {
		return nil, err
	}
	if s.old.Has("VRI") {
		if s.oldVRI, err = f.Dict(s.old.Get("VRI")); err != nil {
			return nil, err
		}
	}
	for key, p := range s.piles() {
		if p.refs, err = f.Array(s.old.Get(key)); err != nil {
			return nil, err
		}
		p.refs = slices.Clone(p.refs)
		for _, ref := range p.refs {
			der, err := pieceOf(f, ref)
			if err != nil {
				return nil, err
			}
			p.items = append(p.items, der)
		}
	}
	return s, nil
}

func pieceOf(f *pdffile.File, o pdffile.Object) ([]byte, error) {
	o, err := f.Resolve(o)
	if err != nil {
		return nil, err
	}
	stream, ok := o.(*pdffile.Stream)
	if !ok {
		return nil, pdffile.ErrMalformed
	}
	return f.Decode(stream)
}

func (s *store) piles() map[pdffile.Name]*pile {
	return map[pdffile.Name]*pile{"Certs": &s.certs, "OCSPs": &s.ocsps, "CRLs": &s.crls}
}

// append writes the store in an update behind in and returns the new file.
func (s *store) append(f *pdffile.File, in []byte, now time.Time) ([]byte, error) {
	room := 8 << 10
	for _, p := range s.piles() {
		for _, item := range p.items[len(p.refs):] {
			room += len(item) + 128
		}
	}
	u := newUpdate(f, in, room)
	catalog, err := f.Catalog()
	if err != nil {
		return nil, unreadable(err)
	}
	d := s.old.With("Type", pdffile.Name("DSS"))
	for _, key := range []pdffile.Name{"Certs", "OCSPs", "CRLs"} {
		p := s.piles()[key]
		for _, item := range p.items[len(p.refs):] {
			p.refs = append(p.refs, u.add(&pdffile.Stream{Raw: item}))
		}
		if len(p.refs) > 0 {
			d = d.With(key, p.refs)
		}
	}
	d = d.With("VRI", u.add(s.index(now)))
	u.writeRoot(catalog, catalog.With("DSS", u.add(d)))
	u.close(now.Format(time.RFC3339Nano) + "store")
	return u.out, nil
}

// index is the VRI dictionary: for each signature what belongs to it.
func (s *store) index(now time.Time) pdffile.Dict {
	all := s.oldVRI
	for _, e := range s.vri {
		one := pdffile.Dict{{Key: "Type", Value: pdffile.Name("VRI")}}
		for _, list := range []struct {
			key pdffile.Name
			of  numbers
			in  pile
		}{{"Cert", e.certs, s.certs}, {"OCSP", e.ocsps, s.ocsps}, {"CRL", e.crls, s.crls}} {
			var refs pdffile.Array
			for _, i := range list.of {
				refs = append(refs, list.in.refs[i])
			}
			if refs != nil {
				one = one.With(list.key, refs)
			}
		}
		all = all.With(pdffile.Name(e.key), one.With("TU", pdfDate(now.UTC())))
	}
	return all
}
