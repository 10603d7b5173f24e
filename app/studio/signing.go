package studio

import (
	"context"
	"strings"
	"time"

	"clausedesk/app/pdf"
	"clausedesk/app/sign"
)

// sign adds the signature of an identity, shown in the place that the layout
// kept free for it on the last page.
func (s *Studio) sign(ctx context.Context, data []byte, ed edition, laid pdf.Result, identity *sign.Identity) ([]byte, error) {
	at := s.now().Truncate(time.Second)
	box := laid.Signature
	appearance, err := pdf.Appearance(pdf.SignatureAppearance{
		Name: identity.Name(), Signed: at, Certificate: certificateOf(identity),
		Lang: ed.text.Lang, W: box.W, H: box.H,
	})
	if err != nil {
		return nil, err
	}
	return sign.Sign(ctx, data, identity, sign.SignOptions{
		Time: at, Name: identity.Name(), Lang: ed.text.Lang, Page: box.Page,
		Rect:       sign.Rect{X0: box.X, Y0: box.Y, X1: box.X + box.W, Y1: box.Y + box.H},
		Appearance: appearance,
	})
}

// certificateOf names a certificate: who issued it, and its fingerprint.
func certificateOf(identity *sign.Identity) string {
	fingerprint := "SHA-256 " + grouped(identity.Fingerprint())
	if identity.SelfSigned() {
		return fingerprint
	}
	return identity.Certificate.Issuer.CommonName + ", " + fingerprint
}

// grouped parts a fingerprint into groups of eight, so that people can
// compare it and lines can break.
func grouped(hex string) string {
	var out strings.Builder
	for i, r := range hex {
		if i > 0 && i%8 == 0 {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// VerifyBytes says who signed a PDF and whether it is unchanged. It needs no
// library and trusts no authority: a self-made certificate is reported as such.
func VerifyBytes(data []byte, now time.Time) sign.Report {
	return sign.Verify(data, sign.VerifyOptions{Now: now})
}
