package tsp

import (
	"crypto"
	"encoding/asn1"
	"fmt"
	"math/big"
	"regexp"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

var oidExtKeyUsage = asn1.ObjectIdentifier{2, 5, 29, 37}

// hashes are the digests accepted for data.
var hashes = []struct {
	oid  asn1.ObjectIdentifier
	hash crypto.Hash
}{
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}, crypto.SHA256},
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}, crypto.SHA384},
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}, crypto.SHA512},
}

func bad(what string) error { return fmt.Errorf("%w: %s", ErrMalformed, what) }

// readInfo reads a TSTInfo (RFC 3161, 2.4.2).
func (t *Token) readInfo(der []byte) error {
	in := cryptobyte.String(der)
	var info, imprint, genTime cryptobyte.String
	var version int
	t.Serial = new(big.Int)
	if !in.ReadASN1(&info, cbasn1.SEQUENCE) || !in.Empty() ||
		!info.ReadASN1Integer(&version) || version != 1 ||
		!info.ReadASN1ObjectIdentifier(&t.Policy) ||
		!info.ReadASN1(&imprint, cbasn1.SEQUENCE) ||
		!info.ReadASN1Integer(t.Serial) ||
		!info.ReadASN1(&genTime, cbasn1.GeneralizedTime) {
		return bad("TSTInfo")
	}
	if err := t.readImprint(imprint); err != nil {
		return err
	}
	var err error
	if t.Time, err = parseTime(string(genTime)); err != nil {
		return err
	}
	return t.readOptional(info)
}

func (t *Token) readImprint(in cryptobyte.String) error {
	var alg, none cryptobyte.String
	var oid asn1.ObjectIdentifier
	if !in.ReadASN1(&alg, cbasn1.SEQUENCE) || !alg.ReadASN1ObjectIdentifier(&oid) ||
		!alg.Empty() && (!alg.ReadASN1(&none, cbasn1.NULL) || !none.Empty() || !alg.Empty()) ||
		!in.ReadASN1Bytes(&t.Imprint, cbasn1.OCTET_STRING) || !in.Empty() {
		return bad("message imprint")
	}
	for _, h := range hashes {
		if h.oid.Equal(oid) && len(t.Imprint) == h.hash.Size() {
			t.Hash = h.hash
			return nil
		}
	}
	return bad("digest of the data is not accepted")
}

var generalizedTime = regexp.MustCompile(`^\d{14}(\.\d{1,9})?Z$`)

// parseTime reads a GeneralizedTime in UTC, with or without parts of a second.
func parseTime(s string) (time.Time, error) {
	if !generalizedTime.MatchString(s) {
		return time.Time{}, bad("time")
	}
	t, err := time.Parse("20060102150405Z", s)
	if err != nil {
		return time.Time{}, bad("time")
	}
	return t, nil
}

// readOptional reads what may stand behind the time: accuracy, ordering,
// nonce, name of the authority, extensions. An extension that is critical is
// not understood here.
func (t *Token) readOptional(in cryptobyte.String) error {
	if in.PeekASN1Tag(cbasn1.SEQUENCE) {
		var accuracy cryptobyte.String
		if !in.ReadASN1(&accuracy, cbasn1.SEQUENCE) || !t.readAccuracy(accuracy) {
			return bad("accuracy")
		}
	}
	if in.PeekASN1Tag(cbasn1.BOOLEAN) && !in.SkipASN1(cbasn1.BOOLEAN) {
		return bad("ordering")
	}
	if in.PeekASN1Tag(cbasn1.INTEGER) {
		t.Nonce = new(big.Int)
		if !in.ReadASN1Integer(t.Nonce) {
			return bad("nonce")
		}
	}
	var extensions cryptobyte.String
	var present bool
	if !in.SkipOptionalASN1(cbasn1.Tag(0).Constructed().ContextSpecific()) ||
		!in.ReadOptionalASN1(&extensions, &present, cbasn1.Tag(1).Constructed().ContextSpecific()) || !in.Empty() {
		return bad("TSTInfo tail")
	}
	return noneCritical(extensions)
}

func noneCritical(extensions cryptobyte.String) error {
	for !extensions.Empty() {
		var one cryptobyte.String
		var oid asn1.ObjectIdentifier
		var critical bool
		if !extensions.ReadASN1(&one, cbasn1.SEQUENCE) || !one.ReadASN1ObjectIdentifier(&oid) ||
			!one.ReadOptionalASN1Boolean(&critical, cbasn1.BOOLEAN, false) {
			return bad("extension")
		}
		if critical {
			return bad("critical extension " + oid.String())
		}
	}
	return nil
}

func (t *Token) readAccuracy(in cryptobyte.String) bool {
	if in.PeekASN1Tag(cbasn1.INTEGER) {
		var seconds int64
		if !in.ReadASN1Integer(&seconds) || seconds < 0 || seconds > 1<<31 {
			return false
		}
		t.Accuracy = time.Duration(seconds) * time.Second
	}
	for n, unit := range []time.Duration{time.Millisecond, time.Microsecond} {
		tag := cbasn1.Tag(n).ContextSpecific()
		if !in.PeekASN1Tag(tag) {
			continue
		}
		var v int64
		if !in.ReadASN1Int64WithTag(&v, tag) || v < 1 || v > 999 {
			return false
		}
		t.Accuracy += time.Duration(v) * unit
	}
	return in.Empty()
}
