package sign

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"testing"
	"time"
)

// BenchmarkSign measures signing a thirty-page file with a visible signature,
// and reports how many times the bare work it takes: one use of the key plus
// one SHA-256 over the file.
func BenchmarkSign(b *testing.B) {
	in, opts := samplePDF(b, 30), visible(b)
	for _, algorithm := range []string{RSA3072, P256} {
		b.Run(algorithm, func(b *testing.B) {
			id := testIdentity(b, algorithm, signerNameInTests)
			out := mustSign(b, in, id, opts)
			s := id.signer()
			var bare time.Duration
			for b.Loop() {
				start := time.Now()
				digest := sha256.Sum256(out)
				if _, err := s.Key.Sign(rand.Reader, digest[:], s.Hash()); err != nil {
					b.Fatal(err)
				}
				bare += time.Since(start)
				if _, err := Sign(context.Background(), in, id, opts); err != nil {
					b.Fatal(err)
				}
			}
			ratio := float64(b.Elapsed()-bare) / float64(bare)
			b.ReportMetric(ratio, "x-bare")
			b.ReportMetric(float64(len(in)), "file-bytes")
		})
	}
}

// BenchmarkVerify measures the check of the same file.
func BenchmarkVerify(b *testing.B) {
	pdf := mustSign(b, samplePDF(b, 30), testIdentity(b, RSA3072, signerNameInTests), visible(b))
	for b.Loop() {
		if verifyAt(pdf).Result != Intact {
			b.Fatal("not intact")
		}
	}
}

// BenchmarkSeal measures what opening an identity costs a person in waiting.
func BenchmarkSeal(b *testing.B) {
	id := testIdentity(b, P256, signerNameInTests)
	p12, err := id.Seal("long enough")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Open(p12, "long enough"); err != nil {
			b.Fatal(err)
		}
	}
}
