package sign

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"clausedesk/app/sign/pdffile"
)

// TestNoFlippedByteIsIntact changes single bytes anywhere in the covered
// ranges, and everywhere in the gap except where only the case of a
// hexadecimal digit changes, which is the same value written differently.
func TestNoFlippedByteIsIntact(t *testing.T) {
	v := newVictim(t)
	contents := v.field.value.Get("Contents").(pdffile.String)
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(v.pdf)-1).Draw(t, "at")
		flip := byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		pdf := slices.Clone(v.pdf)
		pdf[at] ^= flip
		if at > contents.Pos && at < contents.End && flip == 0x20 {
			t.Skip("case of a digit")
		}
		if r := verifyAt(pdf); r.Result == Intact {
			t.Fatalf("byte %d xor %x: %+v", at, flip, r)
		}
	})
}

// TestFlipsAllOver goes through the file in small steps instead of at random.
func TestFlipsAllOver(t *testing.T) {
	v := newVictim(t)
	for at := 0; at < len(v.pdf); at += 7 {
		pdf := slices.Clone(v.pdf)
		pdf[at] ^= 1
		if r := verifyAt(pdf); r.Result == Intact {
			t.Fatalf("byte %d: %+v", at, r)
		}
	}
}

// TestEverySignatureDigitCounts goes through the whole gap.
func TestEverySignatureDigitCounts(t *testing.T) {
	v := newVictim(t)
	contents := v.field.value.Get("Contents").(pdffile.String)
	for at := contents.Pos; at < contents.End; at++ {
		pdf := slices.Clone(v.pdf)
		pdf[at] ^= 1
		if r := verifyAt(pdf); r.Result == Intact {
			t.Fatalf("digit %d (%q to %q): %+v", at-contents.Pos, v.pdf[at], pdf[at], r)
		}
	}
}

// TestEditsAreNeverIntact inserts, deletes, and moves pieces, also of a file
// with two signatures.
func TestEditsAreNeverIntact(t *testing.T) {
	once := newVictim(t).pdf
	twice := mustSign(t, once, testIdentity(t, P256, "Second"), visible(t))
	rapid.Check(t, func(t *rapid.T) {
		pdf := slices.Clone(rapid.SampledFrom([][]byte{once, twice}).Draw(t, "file"))
		before := slices.Clone(pdf)
		a := rapid.IntRange(0, len(pdf)).Draw(t, "a")
		b := rapid.IntRange(a, min(len(pdf), a+200)).Draw(t, "b")
		switch rapid.IntRange(0, 3).Draw(t, "edit") {
		case 0:
			pdf = slices.Delete(pdf, a, b)
		case 1:
			pdf = slices.Insert(pdf, a, rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "bytes")...)
		case 2:
			piece := slices.Clone(pdf[a:b])
			pdf = slices.Insert(pdf, rapid.IntRange(0, len(pdf)).Draw(t, "to"), piece...)
		case 3:
			copy(pdf[a:b], rapid.SliceOfN(rapid.Byte(), b-a, b-a).Draw(t, "bytes"))
		}
		r := verifyAt(pdf)
		cut := len(pdf) == len(once) && slices.Equal(pdf, once)
		if r.Result == Intact && !slices.Equal(pdf, before) && !cut {
			t.Fatalf("%+v", r)
		}
	})
}
