package sign

import (
	"crypto/x509/pkix"
	"encoding/asn1"
)

// MaxIterations bounds the rounds of key derivation that a PKCS#12 file may
// ask for altogether. Identities sealed here ask for 1.8 million, other
// software for some thousands; the count is part of the file, and without a
// bound a small file could keep a computer busy for years.
const MaxIterations = 10_000_000

// effort is the sum of the iteration counts that stand in the open in a
// PKCS#12 file (RFC 7292), at most MaxIterations+1. Bytes that are no such
// file count nothing: opening them fails anyway. It cannot see counts inside
// an encrypted part, where no common software puts a key.
func effort(p12 []byte) int {
	var pfx struct {
		Version  int
		AuthSafe container
		MacData  struct {
			Mac struct {
				Algorithm pkix.AlgorithmIdentifier
				Digest    []byte
			}
			Salt       []byte
			Iterations int `asn1:"optional,default:1"`
		} `asn1:"optional"`
	}
	var safes []container
	if _, err := asn1.Unmarshal(p12, &pfx); err != nil {
		return 0
	}
	total := bounded(pfx.MacData.Iterations) + rounds(pfx.MacData.Mac.Algorithm)
	if !pfx.AuthSafe.octets(&safes) {
		return min(total, MaxIterations+1)
	}
	for _, safe := range safes {
		total = min(total+safe.rounds(), MaxIterations+1)
	}
	return total
}

// container is a ContentInfo.
type container struct {
	Type    asn1.ObjectIdentifier
	Content asn1.RawValue `asn1:"tag:0,explicit,optional"`
}

// octets reads the structure in the OCTET STRING that is the content.
func (c container) octets(into any) bool {
	var data []byte
	if _, err := asn1.Unmarshal(c.Content.Bytes, &data); err != nil {
		return false
	}
	_, err := asn1.Unmarshal(data, into)
	return err == nil
}

// rounds are those of encrypted data, or of the keys in plain data.
func (c container) rounds() int {
	var encrypted struct {
		Version int
		Info    struct {
			Type      asn1.ObjectIdentifier
			Algorithm pkix.AlgorithmIdentifier
			Content   asn1.RawValue `asn1:"tag:0,optional"`
		}
	}
	if _, err := asn1.Unmarshal(c.Content.Bytes, &encrypted); err == nil {
		return rounds(encrypted.Info.Algorithm)
	}
	var bags []struct {
		ID         asn1.ObjectIdentifier
		Value      asn1.RawValue `asn1:"tag:0,explicit"`
		Attributes asn1.RawValue `asn1:"set,optional"`
	}
	if !c.octets(&bags) {
		return 0
	}
	total := 0
	for _, bag := range bags {
		var key struct {
			Algorithm pkix.AlgorithmIdentifier
			Data      []byte
		}
		if _, err := asn1.Unmarshal(bag.Value.Bytes, &key); err == nil {
			total = min(total+rounds(key.Algorithm), MaxIterations+1)
		}
	}
	return total
}

// rounds reads the iteration count out of the parameters of a password-based
// scheme: directly behind the salt, or in the first algorithm they nest
// (PBES2 and PBMAC1, RFC 8018).
func rounds(a pkix.AlgorithmIdentifier) int {
	for range 2 {
		var direct struct {
			Salt       asn1.RawValue
			Iterations int
		}
		if _, err := asn1.Unmarshal(a.Parameters.FullBytes, &direct); err == nil {
			return bounded(direct.Iterations)
		}
		var nested struct{ Derivation pkix.AlgorithmIdentifier }
		if _, err := asn1.Unmarshal(a.Parameters.FullBytes, &nested); err != nil {
			return 0
		}
		a = nested.Derivation
	}
	return 0
}

func bounded(n int) int { return max(0, min(n, MaxIterations+1)) }
