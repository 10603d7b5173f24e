package sign

import (
	"crypto/x509"
	"errors"
	"hash"

	"clausedesk/app/sign/cms"
	"clausedesk/app/sign/pdffile"
)

// checker judges one signature.
type checker struct {
	*verifier
	field      sigField
	sig        Signature
	start, gap int           // the covered bytes are [0,start) and [gap,end)
	revision   *pdffile.File // the signed revision, read on its own
	cms        *cms.SignedData
}

func (c *checker) run() {
	c.sig = Signature{
		Field: plainText(c.field.name), Integrity: IntegrityUnknown, Trust: TrustUnknown,
		Level: LevelOther, TimeSource: TimeClaimed,
	}
	if m, ok := c.field.value.Get("M").(pdffile.String); ok {
		c.sig.Time = parseDate(textString(m.Data))
	}
	for _, step := range []func() bool{
		c.checkKind, c.checkByteRange, c.checkRevision, c.checkCMS, c.checkLater, c.checkCertificate,
	} {
		if !step() {
			return
		}
	}
}

// fail records a problem and ends the check.
func (c *checker) fail(i Integrity, p Problem) bool {
	c.sig.Integrity = i
	c.note(p)
	return false
}

func (c *checker) note(p Problem) { c.sig.Problems = append(c.sig.Problems, p) }

func (c *checker) checkKind() bool {
	switch c.field.value.Get("SubFilter") {
	case pdffile.Object(pdffile.Name("ETSI.CAdES.detached")), pdffile.Object(pdffile.Name("adbe.pkcs7.detached")):
	default:
		return c.fail(IntegrityUnknown, ProblemSubFilter)
	}
	t := c.field.value.Get("Type")
	if t != nil && t != pdffile.Object(pdffile.Name("Sig")) {
		return c.fail(IntegrityUnknown, ProblemSubFilter)
	}
	return true
}

// checkByteRange wants [0 a b c] with the gap [a,b) holding exactly the
// written form of this dictionary's Contents, as the reader placed it.
func (c *checker) checkByteRange() bool {
	r, ok := c.field.value.Get("ByteRange").(pdffile.Array)
	if !ok || !c.setRange(r) {
		return c.fail(IntegrityAltered, ProblemByteRange)
	}
	contents, ok := c.field.value.Get("Contents").(pdffile.String)
	if !ok || !contents.Hex || contents.Pos != c.start || contents.End != c.gap ||
		!onlyDigits(c.pdf[c.start+1:c.gap-1]) {
		return c.fail(IntegrityAltered, ProblemContents)
	}
	c.sig.CoversWholeFile = c.sig.end == len(c.pdf)
	return true
}

func (c *checker) setRange(r pdffile.Array) bool {
	if len(r) != 4 {
		return false
	}
	var n [4]int
	for i, o := range r {
		v, ok := o.(pdffile.Int)
		if !ok || v < 0 || int64(v) > int64(len(c.pdf)) {
			return false
		}
		n[i] = int(v)
	}
	c.start, c.gap, c.sig.end = n[1], n[2], n[2]+n[3]
	return n[0] == 0 && n[1] > 0 && n[2] > n[1] && n[3] > 0 && c.sig.end <= len(c.pdf)
}

// onlyDigits tells whether b is an even number of hexadecimal digits: white
// space inside the string would be unsigned room.
func onlyDigits(b []byte) bool {
	for _, c := range b {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') {
			return false
		}
	}
	return len(b)%2 == 0
}

// checkRevision reads the covered bytes as a file of their own: it must be a
// complete revision that holds this signature, and the whole file must build
// on it.
func (c *checker) checkRevision() bool {
	if c.sig.end > c.file.Len() {
		return c.fail(IntegrityAltered, ProblemRevision)
	}
	c.revision = c.file
	if c.sig.end < c.file.Len() {
		f, err := pdffile.Open(c.pdf[:c.sig.end:c.sig.end])
		if err != nil {
			return c.fail(IntegrityAltered, ProblemRevision)
		}
		c.revision = f
	}
	fields, err := signatureFields(c.revision)
	if err != nil {
		return c.fail(IntegrityAltered, ProblemRevision)
	}
	for _, f := range fields {
		if f.value != nil && f.place() == c.field.place() && f.name == c.field.name {
			p, err := docMDP(c.revision, f.value)
			if err != nil {
				return c.fail(IntegrityAltered, ProblemPerms)
			}
			c.sig.DocMDP = p
			return true
		}
	}
	return c.fail(IntegrityAltered, ProblemRevision)
}

func (c *checker) checkCMS() bool {
	contents := c.field.value.Get("Contents").(pdffile.String).Data
	der, problem := cutPadding(contents)
	if problem == ProblemCMSEncoding {
		return c.fail(IntegrityUnknown, problem)
	}
	if problem != "" {
		return c.fail(IntegrityAltered, problem)
	}
	sd, err := cms.Parse(der)
	if err != nil {
		return c.failCMS(err)
	}
	c.cms = sd
	c.describe(sd.Signer)
	if err := sd.Check(c.digest(sd.Hash.New())); err != nil {
		return c.failCMS(err)
	}
	c.sig.Integrity = IntegrityIntact
	c.setLevel()
	if c.report.Policy == nil {
		c.report.Policy = policyOf(c.revision)
	}
	return true
}

func (c *checker) describe(cert *x509.Certificate) {
	c.sig.Certificate = cert
	c.sig.Signer = signerName(cert)
	c.sig.Fingerprint = Fingerprint(cert)
	c.sig.Algorithm = c.cms.Algorithm()
}

// setLevel gives B-B when the signature is CAdES as PAdES baseline wants it
// (EN 319 142-1, 6.3): certificate named in the signed attributes, time in M
// and not in the CMS.
func (c *checker) setLevel() {
	etsi := c.field.value.Get("SubFilter") == pdffile.Object(pdffile.Name("ETSI.CAdES.detached"))
	if etsi && c.cms.SigningCertificate && !c.cms.SigningTime && !c.sig.Time.IsZero() {
		c.sig.Level = LevelBB
	}
	if len(c.cms.Timestamps) > 0 {
		c.note(ProblemTimestampIgnored)
	}
}

func (c *checker) digest(h hash.Hash) []byte {
	h.Write(c.pdf[:c.start])
	h.Write(c.pdf[c.gap:c.sig.end])
	return h.Sum(nil)
}

// cutPadding separates the CMS from the zeros that fill up Contents. Anything
// but zeros there is refused: those bytes are not signed, and no signer needs
// them.
func cutPadding(contents []byte) ([]byte, Problem) {
	n, ok := derLength(contents)
	if !ok {
		if len(contents) > 1 && contents[1] == 0x80 {
			return nil, ProblemCMSEncoding
		}
		return nil, ProblemCMS
	}
	for _, b := range contents[n:] {
		if b != 0 {
			return nil, ProblemPadding
		}
	}
	return contents[:n], ""
}

// derLength is the length of the SEQUENCE at the head of b, with its header.
func derLength(b []byte) (int, bool) {
	if len(b) < 2 || b[0] != 0x30 {
		return 0, false
	}
	if b[1] < 0x80 {
		return int(b[1]) + 2, int(b[1])+2 <= len(b)
	}
	count := int(b[1] & 0x7F)
	if count == 0 || count > 4 || len(b) < 2+count {
		return 0, false
	}
	n := 2 + count
	size := 0
	for _, c := range b[2:n] {
		size = size<<8 | int(c)
	}
	return n + size, size <= len(b)-n
}

var cmsProblems = []struct {
	err       error
	integrity Integrity
	problem   Problem
}{
	{cms.ErrDigest, IntegrityAltered, ProblemDigest},
	{cms.ErrSignature, IntegrityAltered, ProblemSignatureValue},
	{cms.ErrCertificateMismatch, IntegrityAltered, ProblemCertificateSwapped},
	{cms.ErrContentType, IntegrityAltered, ProblemContentType},
	{cms.ErrWeakDigest, IntegrityUnknown, ProblemDigestAlgorithm},
	{cms.ErrWeakKey, IntegrityUnknown, ProblemWeakKey},
	{cms.ErrAlgorithm, IntegrityUnknown, ProblemAlgorithm},
	{cms.ErrNoSigner, IntegrityUnknown, ProblemNoCertificate},
}

func (c *checker) failCMS(err error) bool {
	for _, p := range cmsProblems {
		if errors.Is(err, p.err) {
			return c.fail(p.integrity, p.problem)
		}
	}
	return c.fail(IntegrityAltered, ProblemCMS)
}

// checkLater judges what was added behind the signed revision.
func (c *checker) checkLater() bool {
	if c.sig.CoversWholeFile {
		return true
	}
	if !harmlessTail(c.pdf[c.file.Len():]) {
		c.fail(IntegrityAltered, ProblemChangedLater)
		return true
	}
	if c.revision == c.file {
		// Only unreadable bytes follow.
		c.note(ProblemUncovered)
		return true
	}
	later := &additions{old: c.revision, now: c.file, end: c.sig.end}
	if err := later.check(); err != nil || c.sig.DocMDP == 1 {
		c.fail(IntegrityAltered, ProblemChangedLater)
		return true
	}
	if later.visible {
		c.note(ProblemLaterAppearance)
	}
	return true
}
