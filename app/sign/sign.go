package sign

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"clausedesk/app/sign/cms"
	"clausedesk/app/sign/pdffile"
)

// Rect is a rectangle in points, origin at the lower left corner of the page.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// SignOptions says how a signature is made and shown. All fields may be empty.
type SignOptions struct {
	// Time is the claimed time of signing, written with its zone; the zero
	// time means now. Equal input at an equal time gives equal bytes.
	Time time.Time
	// Reason, Location, ContactInfo and Name are entries of the signature
	// dictionary. They are claims of the signer, nothing verifies them.
	Reason, Location, ContactInfo, Name string
	// Lang is the language of the document (BCP 47), set in the catalog of a
	// PDF that was not signed before.
	Lang string
	// NoCertify makes an approval signature of the first one. Without it the
	// first signature certifies with DocMDP P=2: only further signatures are
	// allowed. Later signatures never certify.
	NoCertify bool
	// Page is the page of the visible signature from 1; 0 is the last.
	Page int
	// Rect is where Appearance is shown. Without Appearance the signature is
	// invisible.
	Rect Rect
	// Appearance is a PDF of one page that is drawn into Rect.
	Appearance []byte
}

// Sign returns the PDF with a signature by id added in an incremental update:
// in is a prefix of the result, so earlier signatures stay as they were. The
// signature is PAdES baseline B-B: SubFilter ETSI.CAdES.detached, time in /M.
//
// Errors: ErrUnreadable, ErrEncrypted, ErrLocked, ErrPage, ErrAppearance, the
// context's, and those of the key.
func Sign(ctx context.Context, in []byte, id *Identity, opts SignOptions) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if opts.Time.IsZero() {
		opts.Time = time.Now()
	}
	j := &signing{id: id, signer: id.signer(), opts: opts}
	if err := j.open(in); err != nil {
		return nil, err
	}
	if err := j.build(in); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := j.seal(); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return j.out, nil
}

// signing is one run of Sign.
type signing struct {
	*update
	id     *Identity
	signer cms.Signer
	opts   SignOptions
	fields []sigField // of the form before this signature
	signed bool       // the file holds a signature already
	value  int        // offset of the signature dictionary
}

func unreadable(err error) error {
	if errors.Is(err, ErrUnreadable) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrUnreadable, err)
}

func (j *signing) open(in []byte) error {
	f, err := pdffile.Open(in)
	if err != nil {
		return unreadable(err)
	}
	if f.Encrypted() {
		return ErrEncrypted
	}
	if j.fields, err = signatureFields(f); err != nil {
		return unreadable(err)
	}
	for _, field := range j.fields {
		if field.value == nil {
			continue
		}
		j.signed = true
		p, err := docMDP(f, field.value)
		if err != nil {
			return unreadable(err)
		}
		if p == 1 {
			return ErrLocked
		}
	}
	j.update = &update{file: f}
	return nil
}

// build writes everything but the signature value itself.
func (j *signing) build(in []byte) error {
	size, err := j.signer.Size()
	if err != nil {
		return err
	}
	j.update = newUpdate(j.file, in, 2*size+len(j.opts.Appearance)+16<<10)
	page, err := j.page()
	if err != nil {
		return err
	}
	value, field := j.reserve(), j.reserve()
	if err := j.writeField(field, value, page.Ref); err != nil {
		return err
	}
	if err := j.writeAnnots(page, field); err != nil {
		return unreadable(err)
	}
	if err := j.writeCatalog(field, value); err != nil {
		return unreadable(err)
	}
	j.value = len(j.out)
	j.write(value, j.valueDict(size))
	j.close(j.opts.Time.Format(time.RFC3339Nano) + j.id.Fingerprint())
	return nil
}

func (j *signing) page() (pdffile.Page, error) {
	page, err := j.file.Page(j.opts.Page)
	if err != nil {
		return pdffile.Page{}, unreadable(err)
	}
	if page == nil {
		return pdffile.Page{}, fmt.Errorf("%w: %d", ErrPage, j.opts.Page)
	}
	return *page, nil
}

// byteRangeWidth is the room for each number of ByteRange.
const byteRangeWidth = 10

// valueDict is the signature dictionary with room for ByteRange and Contents,
// which stand before any text of the user.
func (j *signing) valueDict(size int) pdffile.Dict {
	room := bytes.Repeat([]byte{'0'}, 2*size+2)
	room[0], room[len(room)-1] = '<', '>'
	d := pdffile.Dict{
		{Key: "Type", Value: pdffile.Name("Sig")},
		{Key: "Filter", Value: pdffile.Name("Adobe.PPKLite")},
		{Key: "SubFilter", Value: pdffile.Name("ETSI.CAdES.detached")},
		{Key: "ByteRange", Value: pdffile.Verbatim("[0" + string(bytes.Repeat([]byte{' '}, 3*(byteRangeWidth+1))) + "]")},
		{Key: "Contents", Value: pdffile.Verbatim(room)},
		{Key: "M", Value: pdfDate(j.opts.Time)},
	}
	texts := []struct {
		key  pdffile.Name
		text string
	}{{"Name", j.opts.Name}, {"Reason", j.opts.Reason}, {"Location", j.opts.Location}, {"ContactInfo", j.opts.ContactInfo}}
	for _, t := range texts {
		if t.text != "" {
			d = d.With(t.key, pdfText(t.text))
		}
	}
	if !j.signed && !j.opts.NoCertify {
		d = d.With("Reference", certification())
	}
	return d
}

// certification is the DocMDP transform with P=2: later signatures only.
func certification() pdffile.Array {
	return pdffile.Array{pdffile.Dict{
		{Key: "Type", Value: pdffile.Name("SigRef")},
		{Key: "TransformMethod", Value: pdffile.Name("DocMDP")},
		{Key: "TransformParams", Value: pdffile.Dict{
			{Key: "Type", Value: pdffile.Name("TransformParams")},
			{Key: "P", Value: pdffile.Int(2)},
			{Key: "V", Value: pdffile.Name("1.2")},
		}},
	}}
}

// seal fills ByteRange, signs, and fills Contents.
func (j *signing) seal() error {
	const mark = "/Contents "
	start := j.value + bytes.Index(j.out[j.value:], []byte(mark)) + len(mark)
	end := start + bytes.IndexByte(j.out[start:], '>') + 1
	at := j.value + bytes.Index(j.out[j.value:], []byte("/ByteRange [0")) + len("/ByteRange [0")
	for _, n := range []int{start, end, len(j.out) - end} {
		copy(j.out[at:], fmt.Sprintf(" %-*d", byteRangeWidth, n))
		at += byteRangeWidth + 1
	}
	h := j.signer.Hash().New()
	h.Write(j.out[:start])
	h.Write(j.out[end:])
	der, err := j.signer.Sign(h.Sum(nil))
	if err != nil {
		return err
	}
	return fillContents(j.out[start+1:end-1], der)
}

func fillContents(room, der []byte) error {
	if 2*len(der) > len(room) {
		return fmt.Errorf("signature of %d bytes does not fit %d", len(der), len(room)/2)
	}
	const digits = "0123456789abcdef"
	for i, c := range der {
		room[2*i], room[2*i+1] = digits[c>>4], digits[c&15]
	}
	return nil
}
