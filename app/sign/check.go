package sign

import (
	"crypto/x509"
	"errors"
	"hash"
	"slices"

	"clausedesk/app/sign/cms"
	"clausedesk/app/sign/pdffile"
	"clausedesk/app/sign/tsp"
)

// checker judges one signature.
type checker struct {
	*verifier
	field       sigField
	sig         Signature
	start, gap  int           // the covered bytes are [0,start) and [gap,end)
	revision    *pdffile.File // the signed revision, read on its own
	cms         *cms.SignedData
	token       *tsp.Token   // of a document timestamp
	authorities []*tsp.Token // timestamps of the signature that hold
	binds       permissions  // what this signature by itself allows afterwards
	store       *evidence    // see covered
	complete    bool         // nothing stands behind it that nobody vouches for
}

// own judges the signature by itself, without what was added later and
// without trust.
func (c *checker) own() {
	c.sig = Signature{
		Kind: KindSignature, Field: plainText(c.field.name), Integrity: IntegrityUnknown, Trust: TrustUnknown,
		Level: LevelOther, TimeSource: TimeClaimed,
		Reason: c.claim("Reason"), Location: c.claim("Location"),
	}
	if m, ok := c.field.value.Get("M").(pdffile.String); ok {
		c.sig.Time = parseDate(textString(m.Data))
		c.sig.Claimed = c.sig.Time
	}
	for _, step := range []func() bool{
		c.checkKind, c.checkByteRange, c.checkRevision, c.checkCMS,
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

// claim is a text that the signer wrote into the signature dictionary.
func (c *checker) claim(key pdffile.Name) string {
	t, _ := c.field.value.Get(key).(pdffile.String)
	text := []rune(plainText(textString(t.Data)))
	return string(text[:min(len(text), maxClaim)])
}

const (
	maxClaim           = 200 // letters of a claim that are told
	subFilterTimestamp = "ETSI.RFC3161"
)

func (c *checker) checkKind() bool {
	kind, _ := c.field.value.Get("SubFilter").(pdffile.Name)
	t, typed := c.field.value.Get("Type").(pdffile.Name)
	if !typed && c.field.value.Has("Type") || typed && t != "Sig" && t != "DocTimeStamp" {
		return c.fail(IntegrityUnknown, ProblemSubFilter)
	}
	switch kind {
	case subFilterTimestamp:
		c.sig.Kind = KindTimestamp
		return true
	case "ETSI.CAdES.detached", "adbe.pkcs7.detached":
		if t != "DocTimeStamp" {
			return true
		}
	case "adbe.pkcs7.sha1", "adbe.x509.rsa_sha1":
		return c.fail(IntegrityUnknown, ProblemOldSubFilter)
	}
	return c.fail(IntegrityUnknown, ProblemSubFilter)
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
		f, err := pdffile.OpenWithin(c.pdf[:c.sig.end:c.sig.end], c.work)
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
			if c.binds, c.sig.DocMDP, err = permissionsOf(c.revision, f); err != nil {
				return c.fail(IntegrityAltered, ProblemPerms)
			}
			return true
		}
	}
	return c.fail(IntegrityAltered, ProblemRevision)
}

func (c *checker) checkCMS() bool {
	contents := c.field.value.Get("Contents").(pdffile.String).Data
	der, problem := cutPadding(contents)
	if problem != "" {
		return c.fail(IntegrityAltered, problem)
	}
	if c.sig.Kind == KindTimestamp {
		return c.checkToken(der)
	}
	sd, err := cms.Parse(der)
	if err != nil {
		return c.failCMS(err)
	}
	if sd.NoAttributes && c.cades() {
		return c.fail(IntegrityAltered, ProblemCMS)
	}
	c.cms = sd
	c.describe(sd.Signer, sd.Algorithm())
	if c.sig.Time.IsZero() {
		c.sig.Time, c.sig.Claimed = sd.ClaimedTime, sd.ClaimedTime
	}
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

// checkToken checks a document timestamp (ISO 32000-2, 12.8.5).
func (c *checker) checkToken(der []byte) bool {
	token, err := tsp.Parse(der)
	if err != nil {
		return c.failToken(err)
	}
	c.token = token
	c.describe(token.Certificate, token.Algorithm())
	if err := token.CheckDigest(c.digest(token.Hash.New())); err != nil {
		return c.failToken(err)
	}
	c.sig.Integrity = IntegrityIntact
	c.sig.Time, c.sig.TimeSource = token.Time, TimeTimestamp
	return true
}

func (c *checker) failToken(err error) bool {
	switch {
	case errors.Is(err, tsp.ErrImprint):
		return c.fail(IntegrityAltered, ProblemDigest)
	case errors.Is(err, tsp.ErrAuthority):
		return c.fail(IntegrityUnknown, ProblemDocumentTimestamp)
	}
	for _, p := range cmsProblems {
		if errors.Is(err, p.err) {
			return c.fail(p.integrity, p.problem)
		}
	}
	return c.fail(IntegrityUnknown, ProblemDocumentTimestamp)
}

func (c *checker) describe(cert *x509.Certificate, algorithm string) {
	c.sig.Certificate = cert
	c.sig.Signer = signerName(cert)
	c.sig.Fingerprint = Fingerprint(cert)
	c.sig.Algorithm = algorithm
	c.sig.Issuer = plainText(nameOf(cert.Issuer))
}

// setLevel gives B-B when the signature is CAdES as PAdES baseline wants it
// (EN 319 142-1, 6.3): certificate named in the signed attributes, time in M
// and not in the CMS.
func (c *checker) setLevel() {
	if c.cades() && c.cms.SigningCertificate && !c.cms.SigningTime && !c.sig.Time.IsZero() {
		c.sig.Level = LevelBB
	}
}

func (c *checker) cades() bool {
	return c.field.value.Get("SubFilter") == Object(pdffile.Name("ETSI.CAdES.detached"))
}

func (c *checker) digest(h hash.Hash) []byte {
	h.Write(c.pdf[:c.start])
	h.Write(c.pdf[c.gap:c.sig.end])
	return h.Sum(nil)
}

// cutPadding separates the CMS, made DER of, from the zeros that fill up
// Contents. Anything but zeros there is refused: those bytes are not signed,
// and no signer needs them.
func cutPadding(contents []byte) ([]byte, Problem) {
	if len(contents) == 0 || contents[0] != 0x30 {
		return nil, ProblemCMS
	}
	der, n, ok := cms.ToDER(contents)
	if !ok {
		return nil, ProblemCMS
	}
	for _, b := range contents[n:] {
		if b != 0 {
			return nil, ProblemPadding
		}
	}
	return der, ""
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
func (c *checker) checkLater(allow permissions) {
	c.complete = c.sig.CoversWholeFile
	if c.complete {
		return
	}
	if !harmlessTail(c.pdf[c.file.Len():]) {
		c.sig.Changes = []Change{{What: ChangeUnclear}}
		c.fail(IntegrityAltered, ProblemChangedLater)
		return
	}
	if c.sameSections() && harmlessTail(c.pdf[c.sig.end:]) {
		// Only bytes that belong to no document follow.
		c.note(ProblemUncovered)
		return
	}
	later := &additions{old: c.revision, now: c.file, end: c.sig.end, allow: allow}
	err := later.check()
	c.sig.Changes = later.changes
	if err != nil || later.refused {
		if err != nil {
			c.sig.Changes = append(c.sig.Changes, Change{What: ChangeUnclear})
		}
		c.fail(IntegrityAltered, ProblemChangedLater)
		return
	}
	c.complete = len(c.pdf) == c.file.Len() && !slices.ContainsFunc(later.changes, unvouched)
	c.notices(later)
}

// sameSections tells whether the file has nothing behind the signed revision
// but white space or bytes that are no part of it.
func (c *checker) sameSections() bool {
	return c.revision == c.file || c.revision.Sections()[0].Offset == c.file.Sections()[0].Offset
}

// unvouched tells whether a change is one that somebody should have signed.
func unvouched(change Change) bool {
	switch change.What {
	case ChangeValidation, ChangeTimestamp, ChangeDates:
		return false
	}
	return true
}

// notices say what was allowed and may still matter to who reads the file.
func (c *checker) notices(later *additions) {
	if later.visible {
		c.note(ProblemLaterAppearance)
	}
	for _, n := range []struct {
		problem Problem
		kinds   []ChangeKind
	}{
		{ProblemFilledLater, []ChangeKind{ChangeFieldFilled, ChangeFieldValue}},
		{ProblemCommentsLater, []ChangeKind{ChangeAnnotAdded, ChangeAnnot, ChangeAnnotRemoved}},
	} {
		if slices.ContainsFunc(later.changes, func(ch Change) bool { return slices.Contains(n.kinds, ch.What) }) {
			c.note(n.problem)
		}
	}
}
