// Package enclosed reads the policy that a PDF of Clausedesk carries: the
// canonical form of the version it was made from, as an associated file (ISO
// 19005-3, 6.8). It owns finding it and holding it against what the PDF says of
// itself; it does not judge signatures (sign does) and does not compare it with
// what the pages show.
package enclosed

import (
	"encoding/json"
	"errors"
	"fmt"

	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/sign/pdffile"
)

// Errors of reading. Those of a file that is no PDF at all are of pdffile.
var (
	// ErrNone means a PDF without a policy inside: of another program, of a
	// draft, or of an earlier release.
	ErrNone = errors.New("the PDF carries no policy")
	// ErrAltered means that the policy inside is not the one that the PDF says
	// it was made from, or that there is more than one.
	ErrAltered = errors.New("the policy in the PDF is not the one it was made from")
	// ErrNewer means a policy in the form of a later release.
	ErrNewer = errors.New("the policy in the PDF is of a later release")
)

// File is the name of the policy among the files of a PDF.
const File = "policy.json"

// Policy returns the version that a PDF carries, and its canonical form. That
// form has the SHA-256 that the metadata names.
func Policy(data []byte) (policy.Content, []byte, error) {
	f, err := pdffile.Open(data)
	if err != nil {
		return policy.Content{}, nil, fmt.Errorf("open the PDF: %w", err)
	}
	canonical, err := attachment(f)
	if err != nil {
		return policy.Content{}, nil, err
	}
	if policy.HashOf(canonical) != namedHash(f) {
		return policy.Content{}, nil, ErrAltered
	}
	var content policy.Content
	if err := json.Unmarshal(canonical, &content); err != nil {
		return policy.Content{}, nil, fmt.Errorf("%w: %w", ErrAltered, err)
	}
	if content.Format > policy.ContentFormat {
		return policy.Content{}, nil, ErrNewer
	}
	return content, canonical, nil
}

// attachment is the one associated file of the document by that name.
func attachment(f *pdffile.File) ([]byte, error) {
	catalog, err := f.Catalog()
	if err != nil {
		return nil, err
	}
	files, err := f.Array(catalog.Get("AF"))
	if err != nil {
		return nil, err
	}
	var found pdffile.Dict
	for _, o := range files {
		spec, err := f.Dict(o)
		if err != nil {
			return nil, err
		}
		name, _ := spec.Get("UF").(pdffile.String)
		if string(name.Data) != File || spec.Get("AFRelationship") != pdffile.Object(pdffile.Name("Source")) {
			continue
		}
		if found != nil {
			return nil, ErrAltered
		}
		found = spec
	}
	if found == nil {
		return nil, ErrNone
	}
	return decoded(f, found)
}

func decoded(f *pdffile.File, spec pdffile.Dict) ([]byte, error) {
	files, err := f.Dict(spec.Get("EF"))
	if err != nil {
		return nil, err
	}
	o, err := f.Resolve(files.Get("UF"))
	if err != nil {
		return nil, err
	}
	stream, ok := o.(*pdffile.Stream)
	if !ok {
		return nil, ErrAltered
	}
	return f.Decode(stream)
}

// namedHash is the hash that the metadata of the document names.
func namedHash(f *pdffile.File) string {
	catalog, err := f.Catalog()
	if err != nil {
		return ""
	}
	o, err := f.Resolve(catalog.Get("Metadata"))
	stream, ok := o.(*pdffile.Stream)
	if err != nil || !ok {
		return ""
	}
	xmp, err := f.Decode(stream)
	if err != nil {
		return ""
	}
	info, _ := sign.ParsePolicyInfo(xmp)
	return info.SHA256
}
