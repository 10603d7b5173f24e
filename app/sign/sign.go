package sign

import (
	"context"
	"errors"
	"fmt"
	"slices"
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
	// Appearance is a PDF of one page that is drawn into Rect, or into the
	// place of Field.
	Appearance []byte
	// Tooltip is what readers say about the field of the signature.
	Tooltip string
	// Field names an empty signature field to be filled, which has its own
	// place; Page and Rect then count for nothing.
	Field string
	// Empty is a field that is left for somebody else to sign.
	Empty *EmptyField
	// Level is that of PAdES baseline; empty is B-B. What is above it needs
	// Services.
	Level    Level
	Services *Services
	// AcceptExpired signs although the certificate has expired or is not valid
	// yet.
	AcceptExpired bool
}

// Sign returns the PDF with a signature by id added in incremental updates: in
// is a prefix of the result, so earlier signatures stay as they were. The
// signature is PAdES baseline (EN 319 142-1, 6): SubFilter ETSI.CAdES.detached,
// time in /M, at the level asked for or not at all.
//
// Errors: ErrUnreadable, ErrEncrypted, ErrLocked, ErrPage, ErrAppearance,
// ErrField, ErrExpired, ErrNotYetValid, a *LevelError, the context's, and those
// of the key.
func Sign(ctx context.Context, in []byte, id *Identity, opts SignOptions) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if opts.Time.IsZero() {
		opts.Time = time.Now()
	}
	if err := opts.check(id); err != nil {
		return nil, err
	}
	out, err := signOnce(ctx, in, id, opts)
	if err != nil || opts.Level.rank() < LevelBLT.rank() {
		return out, err
	}
	return Extend(ctx, out, ExtendOptions{Level: opts.Level, Services: opts.Services, Now: opts.Time})
}

func (o SignOptions) check(id *Identity) error {
	if o.Level != "" && o.Level.rank() == 0 {
		return ErrLevel
	}
	switch {
	case o.AcceptExpired:
	case o.Time.After(id.Certificate.NotAfter):
		return ErrExpired
	case o.Time.Before(id.Certificate.NotBefore):
		return ErrNotYetValid
	}
	return nil
}

// rank orders the levels, B-B first; 0 is none of them.
func (l Level) rank() int {
	return 1 + slices.Index([]Level{LevelBB, LevelBT, LevelBLT, LevelBLTA}, l)
}

// maxTries is how often a file is made anew because a token was longer than
// those before it.
const maxTries = 3

// signOnce adds the signature itself, with a timestamp from level B-T on.
func signOnce(ctx context.Context, in []byte, id *Identity, opts SignOptions) ([]byte, error) {
	for try := 1; ; try++ {
		j := &signing{ctx: ctx, id: id, signer: id.signer(), opts: opts}
		if err := j.open(in); err != nil {
			return nil, err
		}
		if err := j.build(in); err != nil {
			return nil, fmt.Errorf("sign: %w", err)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		err := j.seal()
		if err == nil {
			return j.out, nil
		}
		if !errors.Is(err, errRoom) || try == maxTries {
			return nil, fmt.Errorf("sign: %w", err)
		}
	}
}

// signing is one run of Sign.
type signing struct {
	*update
	ctx    context.Context
	id     *Identity
	signer cms.Signer
	opts   SignOptions
	fields []sigField // of the form before this signature
	signed bool       // the file holds a signature already
	target target     // the field that is signed
	tags   *tags      // nil where there is nothing to tag
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
	size, err := j.size()
	if err != nil {
		return err
	}
	j.update = newUpdate(j.file, in, 2*size+len(j.opts.Appearance)+16<<10)
	value := j.reserve()
	if err := j.writeFields(value); err != nil {
		return err
	}
	if err := j.writeCatalog(value); err != nil {
		return unreadable(err)
	}
	j.value = len(j.out)
	j.write(value, j.valueDict(size))
	j.close(j.opts.Time.Format(time.RFC3339Nano) + j.id.Fingerprint())
	return nil
}

// stamped tells whether the signature itself has a timestamp.
func (j *signing) stamped() bool { return j.opts.Level.rank() >= LevelBT.rank() }

// size is what the signature takes, with its timestamp.
func (j *signing) size() (int, error) {
	if !j.stamped() {
		return j.signer.Size(0)
	}
	token, err := j.opts.Services.room(j.ctx, j.signer.Hash())
	if err != nil {
		return 0, &LevelError{Level: j.opts.Level, Err: err}
	}
	return j.signer.Size(token)
}

func (u *update) page(n int) (pdffile.Page, error) {
	page, err := u.file.Page(n)
	if err != nil {
		return pdffile.Page{}, unreadable(err)
	}
	if page == nil {
		return pdffile.Page{}, fmt.Errorf("%w: %d", ErrPage, n)
	}
	return *page, nil
}

// valueDict is the signature dictionary with room for ByteRange and Contents,
// which stand before any text of the user.
func (j *signing) valueDict(size int) pdffile.Dict {
	d := pdffile.Dict{
		{Key: "Type", Value: pdffile.Name("Sig")},
		{Key: "Filter", Value: pdffile.Name("Adobe.PPKLite")},
		{Key: "SubFilter", Value: pdffile.Name("ETSI.CAdES.detached")},
	}
	d = append(d, contentsRoom(size)...)
	d = d.With("M", pdfDate(j.opts.Time))
	texts := []struct {
		key  pdffile.Name
		text string
	}{{"Name", j.opts.Name}, {"Reason", j.opts.Reason}, {"Location", j.opts.Location}, {"ContactInfo", j.opts.ContactInfo}}
	for _, t := range texts {
		if t.text != "" {
			d = d.With(t.key, pdfText(t.text))
		}
	}
	var references pdffile.Array
	if j.certifies() {
		references = append(references, reference("DocMDP", pdffile.Dict{{Key: "P", Value: pdffile.Int(2)}}))
	}
	if j.target.lock != nil {
		references = append(references, reference("FieldMDP", j.target.lock))
	}
	if references != nil {
		d = d.With("Reference", references)
	}
	return d
}

// certifies tells whether this signature certifies with DocMDP P=2: later
// signatures only.
func (j *signing) certifies() bool { return !j.signed && !j.opts.NoCertify }

// reference is a signature reference with its transform (ISO 32000-1,
// 12.8.2).
func reference(method pdffile.Name, params pdffile.Dict) pdffile.Dict {
	params = params.With("Type", pdffile.Name("TransformParams")).With("V", pdffile.Name("1.2"))
	return pdffile.Dict{
		{Key: "Type", Value: pdffile.Name("SigRef")},
		{Key: "TransformMethod", Value: method},
		{Key: "TransformParams", Value: params},
	}
}

// seal fills ByteRange, signs, and fills Contents.
func (j *signing) seal() error {
	gap := j.findGap(j.value)
	var stamp cms.Stamp
	if j.stamped() {
		stamp = j.stamp
	}
	der, err := j.signer.SignStamped(j.digest(j.signer.Hash().New(), gap), stamp)
	if err != nil {
		return err
	}
	return j.fill(gap, der)
}

// stamp asks for a timestamp over the signature value.
func (j *signing) stamp(value []byte) ([]byte, error) {
	h := j.signer.Hash()
	sum := h.New()
	sum.Write(value)
	der, err := j.opts.Services.stamp(j.ctx, h, sum.Sum(nil))
	if err != nil {
		return nil, &LevelError{Level: j.opts.Level, Err: err}
	}
	return der, nil
}
