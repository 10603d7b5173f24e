package sign

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"time"

	"clausedesk/app/sign/pdffile"
)

const (
	maxSignatures = 128
	maxRevisions  = 256
)

// Verify judges every signature in a PDF. It needs no network and never
// fails: what cannot be read is reported as such.
//
// A signature is intact only if ByteRange is [0 a b c], the gap is exactly the
// hexadecimal /Contents of this very dictionary with nothing but zeros behind
// the CMS, the signed bytes are themselves a complete revision of this file,
// the CMS verifies, and what was added later is what the signatures allow:
// see additions.
func Verify(pdf []byte, opts VerifyOptions) Report {
	if opts.Now.IsZero() {
		opts.Now = time.Now()
	}
	v := &verifier{pdf: pdf, opts: opts, work: pdffile.NewBudget(len(pdf))}
	v.run()
	if v.report.Signatures == nil {
		v.report.Signatures = []Signature{}
	}
	return v.report
}

type verifier struct {
	pdf    []byte
	opts   VerifyOptions
	work   *pdffile.Budget
	file   *pdffile.File // what can be read; a prefix of pdf
	fields []sigField    // signed ones
	judged []*checker    // in the order of their revisions
	*evidence
	worths map[worthKey]worth
	report Report
}

func (v *verifier) problem(p Problem) { v.report.Problems = append(v.report.Problems, p) }

func (v *verifier) unreadable(err error) {
	v.report.Result = Unreadable
	switch {
	case errors.Is(err, ErrEncrypted):
		v.problem(ProblemEncrypted)
	case errors.Is(err, pdffile.ErrTooComplex):
		v.problem(ProblemTooComplex)
	default:
		v.problem(ProblemStructure)
	}
}

func (v *verifier) run() {
	if err := v.open(); err != nil {
		v.unreadable(err)
		return
	}
	if len(v.fields) == 0 && v.report.Result == "" {
		v.report.Result = Unsigned
		return
	}
	if len(v.fields) > maxSignatures {
		v.unreadable(pdffile.ErrTooComplex)
		return
	}
	for _, f := range v.fields {
		c := &checker{verifier: v, field: f}
		c.own()
		v.judged = append(v.judged, c)
	}
	slices.SortStableFunc(v.judged, func(a, b *checker) int { return cmp.Compare(a.sig.end, b.sig.end) })
	v.compareRevisions()
	v.judgeTrust()
	for _, c := range v.judged {
		v.report.Signatures = append(v.report.Signatures, c.sig)
	}
	v.judgeTogether()
	v.conclude()
}

// compareRevisions judges what was added behind each signature. What it allows
// is the strictest of all signatures up to it.
func (v *verifier) compareRevisions() {
	var allow permissions
	for _, c := range v.judged {
		if c.sig.Integrity != IntegrityIntact {
			continue
		}
		if c.sig.Kind == KindSignature {
			allow = allow.and(c.binds)
		}
		c.checkLater(allow)
	}
}

// open reads the file, or the longest prefix of it that is a signed PDF.
func (v *verifier) open() error {
	err := v.openPrefix(len(v.pdf))
	if err == nil || errors.Is(err, ErrEncrypted) {
		return err
	}
	end := len(v.pdf)
	for range 8 {
		end = bytes.LastIndex(v.pdf[:end], []byte("%%EOF"))
		if end < 0 {
			break
		}
		for _, n := range lineEnds(v.pdf, end+len("%%EOF")) {
			if v.openPrefix(n) == nil && len(v.fields) > 0 {
				v.problem(ProblemTrailingBytes)
				return nil
			}
		}
	}
	v.report = Report{}
	return err
}

// lineEnds gives the prefix lengths to try at an end-of-file marker: with its
// line end first.
func lineEnds(pdf []byte, at int) []int {
	rest := pdf[at:]
	switch {
	case bytes.HasPrefix(rest, []byte("\r\n")):
		return []int{at + 2, at + 1, at}
	case len(rest) > 0 && (rest[0] == '\n' || rest[0] == '\r'):
		return []int{at + 1, at}
	}
	return []int{at}
}

func (v *verifier) openPrefix(n int) error {
	v.file, v.fields, v.report = nil, nil, Report{}
	f, err := pdffile.OpenWithin(v.pdf[:n:n], v.work)
	if err != nil {
		return err
	}
	if f.Encrypted() {
		return ErrEncrypted
	}
	fields, err := signatureFields(f)
	if err != nil {
		return err
	}
	for _, field := range fields {
		if field.value != nil {
			v.fields = append(v.fields, field)
		}
	}
	v.file = f
	return v.lookForRemoved()
}

// lookForRemoved compares with every earlier revision: a signature that was
// there must still be there.
func (v *verifier) lookForRemoved() error {
	if len(v.file.Sections()) > maxRevisions {
		return pdffile.ErrTooComplex
	}
	present := map[int]bool{}
	for _, f := range v.fields {
		present[f.place()] = true
	}
	for n := 1; n < len(v.file.Sections()); n++ {
		older, err := v.file.Before(n)
		if err != nil {
			return err
		}
		fields, err := signatureFields(older)
		if errors.Is(err, pdffile.ErrTooComplex) {
			return err
		}
		if err != nil {
			// A linearized file has a first section without a catalog.
			continue
		}
		if anyMissing(fields, present) {
			v.report.Result = Altered
			v.problem(ProblemSignatureRemoved)
			return nil
		}
	}
	return nil
}

func anyMissing(fields []sigField, present map[int]bool) bool {
	for _, f := range fields {
		if f.value != nil && !present[f.place()] {
			return true
		}
	}
	return false
}

// judgeTogether checks what concerns several signatures: none may share its
// value or its name with another, and only the first may certify.
func (v *verifier) judgeTogether() {
	places, names := map[int]bool{}, map[string]bool{}
	for _, f := range v.fields {
		if places[f.place()] || names[f.name] {
			v.report.Result = Altered
			v.problem(ProblemSignatureTwice)
		}
		places[f.place()], names[f.name] = true, true
	}
	if len(v.fields) > 0 && !v.permsAgree() {
		v.report.Result = Altered
		v.problem(ProblemPerms)
	}
}

// permsAgree tells whether the catalog's DocMDP entry and the certifying
// signature are the same, and that one is the first of the signatures.
func (v *verifier) permsAgree() bool {
	certified, err := v.certifiedPlace()
	if err != nil {
		return false
	}
	first := true
	for _, c := range v.judged {
		if c.sig.Kind == KindTimestamp {
			continue
		}
		if c.sig.DocMDP != 0 && (!first || c.field.place() != certified) {
			return false
		}
		if first && certified != 0 && (c.sig.DocMDP == 0 || c.field.place() != certified) {
			return false
		}
		first = false
	}
	return true
}

// certifiedPlace is where the signature that Perms names has its value; 0
// when the catalog does not certify.
func (v *verifier) certifiedPlace() (int, error) {
	catalog, err := v.file.Catalog()
	if err != nil || !catalog.Has("Perms") {
		return 0, err
	}
	perms, err := v.file.Dict(catalog.Get("Perms"))
	if err != nil || !perms.Has("DocMDP") {
		return 0, err
	}
	value, err := v.file.Dict(perms.Get("DocMDP"))
	if err != nil {
		return 0, err
	}
	s, ok := value.Get("Contents").(pdffile.String)
	if !ok || s.Pos == 0 {
		return 0, pdffile.ErrMalformed
	}
	return s.Pos, nil
}

// conclude makes one result of all signatures: the worst wins. A timestamp
// that cannot be judged leaves the signatures what they are.
func (v *verifier) conclude() {
	covered, unknown := false, false
	for _, c := range v.judged {
		switch c.sig.Integrity {
		case IntegrityAltered:
			v.report.Result = Altered
		case IntegrityUnknown:
			unknown = unknown || c.sig.Kind != KindTimestamp
		case IntegrityIntact:
			covered = covered || c.complete
		}
	}
	switch {
	case v.report.Result != "":
	case unknown || len(v.report.Signatures) == 0:
		v.report.Result = Unreadable
	case !covered:
		v.report.Result = PartlyCovered
	default:
		v.report.Result = Intact
	}
}
