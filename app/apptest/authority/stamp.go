package authority

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"time"
)

// Imprint is the digest a timestamp is for.
type Imprint struct {
	Algorithm pkix.AlgorithmIdentifier
	Digest    []byte
}

// TSTInfo is what a timestamp says (RFC 3161, 2.4.2).
type TSTInfo struct {
	Version  int
	Policy   asn1.ObjectIdentifier
	Imprint  Imprint
	Serial   *big.Int
	Time     time.Time `asn1:"generalized"`
	Accuracy struct{ Seconds int }
	Nonce    *big.Int `asn1:"optional"`
}

type query struct {
	Version int
	Imprint Imprint
	Policy  asn1.ObjectIdentifier `asn1:"optional"`
	Nonce   *big.Int              `asn1:"optional"`
	Cert    bool                  `asn1:"optional"`
}

// Reply answers a TimeStampReq.
func (w *World) Reply(body []byte) []byte {
	var q query
	if rest, err := asn1.Unmarshal(body, &q); err != nil || len(rest) > 0 || !q.Cert {
		return marshal(struct{ Status struct{ Status int } }{struct{ Status int }{2}})
	}
	w.mu.Lock()
	w.tokens++
	info := TSTInfo{
		Version: 1, Policy: asn1.ObjectIdentifier{1, 2, 3, 4, 1}, Imprint: q.Imprint, Serial: big.NewInt(w.tokens),
		Time: w.Now, Nonce: q.Nonce,
	}
	info.Accuracy.Seconds = 1
	w.mu.Unlock()
	if w.Token != nil {
		w.Token(&info)
	}
	return marshal(struct {
		Status struct{ Status int }
		Token  asn1.RawValue
	}{Token: asn1.RawValue{FullBytes: w.SignToken(info, w.Stamp)}})
}

// Refuse is a reply that gives no token, with words.
func Refuse(words string) []byte {
	type status struct {
		Status int
		Words  []asn1.RawValue
	}
	text := asn1.RawValue{Tag: asn1.TagUTF8String, Bytes: []byte(words)}
	return marshal(struct{ Status status }{status{2, []asn1.RawValue{text}}})
}

func marshal(v any) []byte {
	der, err := asn1.Marshal(v)
	if err != nil {
		panic("authority: " + err.Error())
	}
	return der
}

type attribute struct {
	Type   asn1.ObjectIdentifier
	Values []asn1.RawValue `asn1:"set"`
}

func attributeOf(oid asn1.ObjectIdentifier, value any) attribute {
	return attribute{oid, []asn1.RawValue{{FullBytes: marshal(value)}}}
}

// SignToken makes a token: SignedData with the TSTInfo, the certificates of
// the signer and its chain, and the attributes RFC 3161 and RFC 5816 ask for.
func (w *World) SignToken(info TSTInfo, by Pair) []byte {
	pkcs9 := func(n ...int) asn1.ObjectIdentifier {
		return append(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9}, n...)
	}
	var (
		tst        = pkcs9(16, 1, 4)
		signedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
		sha        = pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}}
		ecdsaSHA   = pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}}
	)
	content := marshal(info)
	digest, named := sha256.Sum256(content), sha256.Sum256(by.Certificate.Raw)
	type certID struct{ Hash []byte }
	list := []attribute{attributeOf(pkcs9(3), tst), attributeOf(pkcs9(4), digest[:])}
	if !w.Unnamed {
		list = append(list, attributeOf(pkcs9(16, 2, 47), struct{ Certs []certID }{[]certID{{named[:]}}}))
	}
	attrs := marshal(struct {
		Attributes []attribute `asn1:"set"`
	}{list})
	var set asn1.RawValue // the SET inside the SEQUENCE made for it
	var outer asn1.RawValue
	if _, err := asn1.Unmarshal(attrs, &outer); err != nil {
		panic("authority: " + err.Error())
	}
	if _, err := asn1.Unmarshal(outer.Bytes, &set); err != nil {
		panic("authority: " + err.Error())
	}
	sum := sha256.Sum256(set.FullBytes)
	value, err := by.Key.Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		panic("authority: " + err.Error())
	}
	certs := append([]byte{}, by.Certificate.Raw...)
	for _, c := range w.Chain() {
		certs = append(certs, c.Raw...)
	}
	explicit := func(tag int, der []byte) asn1.RawValue {
		return asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: tag, IsCompound: true, Bytes: der}
	}
	type signer struct {
		Version int
		ID      struct {
			Issuer asn1.RawValue
			Serial *big.Int
		}
		Digest     pkix.AlgorithmIdentifier
		Attributes asn1.RawValue
		Scheme     pkix.AlgorithmIdentifier
		Value      []byte
	}
	one := signer{Version: 1, Digest: sha, Attributes: explicit(0, set.Bytes), Scheme: ecdsaSHA, Value: value}
	one.ID.Issuer, one.ID.Serial = asn1.RawValue{FullBytes: by.Certificate.RawIssuer}, by.Certificate.SerialNumber
	data := marshal(struct {
		Version int
		Digests []pkix.AlgorithmIdentifier `asn1:"set"`
		Content struct {
			Type    asn1.ObjectIdentifier
			Content asn1.RawValue
		}
		Certs   asn1.RawValue
		Signers []signer `asn1:"set"`
	}{3, []pkix.AlgorithmIdentifier{sha}, struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue
	}{tst, explicit(0, marshal(content))}, explicit(0, certs), []signer{one}})
	return marshal(struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue
	}{signedData, explicit(0, data)})
}
