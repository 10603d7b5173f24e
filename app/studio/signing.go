package studio

import (
	"context"
	"strings"
	"time"

	"clausedesk/app/imprint"
	"clausedesk/app/pdf"
	"clausedesk/app/sign"
)

// Signature says how a PDF is signed. An empty Identity signs nothing.
type Signature struct {
	Identity      string
	Passphrase    string
	Level         sign.Level // empty is B-B
	Reason        string     // shown, and written into the signature
	AcceptExpired bool       // signs with a certificate that is not valid now

	hand *hand // set where many files are signed by one
}

// hand is an identity that was opened, with the authorities it may ask.
type hand struct {
	identity *sign.Identity
	services *sign.Services
}

// hand opens the identity, unless that was done before.
func (s *Studio) hand(ctx context.Context, sig Signature) (*hand, error) {
	if sig.hand != nil {
		return sig.hand, nil
	}
	identity, err := s.OpenIdentity(ctx, sig.Identity, sig.Passphrase)
	if err != nil {
		return nil, err
	}
	services, err := s.services(ctx)
	if err != nil {
		return nil, err
	}
	return &hand{identity, services}, nil
}

// sign adds the signature of an identity, shown in the place that the layout
// kept free for it on the last page, and beside it, when asked for, an empty
// place for the client's.
func (s *Studio) sign(ctx context.Context, data []byte, ed edition, laid pdf.Result, req ExportRequest) ([]byte, error) {
	h, err := s.hand(ctx, req.Signature)
	if err != nil {
		return nil, err
	}
	opts := s.signOptions(h, req.Signature, ed.text.Lang)
	box := laid.Signature
	opts.Tooltip = imprint.Fill(imprint.In(ed.text.Lang).SignedBy, "name", opts.Name)
	opts.Lang, opts.Page, opts.Rect = ed.text.Lang, box.Page, rectOf(box)
	if opts.Appearance, err = appearance(h.identity, opts, ed.sha256, box.W, box.H); err != nil {
		return nil, err
	}
	if req.Countersign {
		if opts.Empty, err = emptyPlace(ed, laid.Counter); err != nil {
			return nil, err
		}
	}
	return sign.Sign(ctx, data, h.identity, opts)
}

// signOptions are those that do not depend on the place.
func (s *Studio) signOptions(h *hand, sig Signature, lang string) sign.SignOptions {
	return sign.SignOptions{
		Time: s.now().Truncate(time.Second), Name: h.identity.Name(), Reason: sig.Reason,
		Level: sig.Level, Services: h.services, AcceptExpired: sig.AcceptExpired,
	}
}

// appearance draws the visible signature. sha256 is that of the version, empty
// for a document that is none of ours.
func appearance(identity *sign.Identity, opts sign.SignOptions, sha256 string, w, h float64) ([]byte, error) {
	a := pdf.SignatureAppearance{
		Name: identity.Name(), Signed: opts.Time, Reason: opts.Reason, Lang: opts.Lang, W: w, H: h,
	}
	if sha256 != "" {
		a.Code = codeOf(sha256)
	}
	if a.Certificate = fingerprintShown(identity); !identity.SelfSigned() {
		a.Certificate, a.Detail = identity.Certificate.Issuer.CommonName, []string{a.Certificate}
	}
	return pdf.Appearance(a)
}

// codeOf is what a QR code says of a version, in the letters that make it
// small.
func codeOf(sha256 string) string { return "SHA256:" + strings.ToUpper(sha256) }

// fingerprintShown is as much of a fingerprint as fits a line beside the QR code:
// 96 bits, more than anybody hits by trying.
func fingerprintShown(identity *sign.Identity) string {
	// With a hyphen that no line breaks at.
	return "SHA\u2011256 " + grouped(identity.Fingerprint()[:24]) + "…"
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

func rectOf(b pdf.Box) sign.Rect {
	return sign.Rect{X0: b.X, Y0: b.Y, X1: b.X + b.W, Y1: b.Y + b.H}
}

// emptyPlace is the signature field for the client.
func emptyPlace(ed edition, box pdf.Box) (*sign.EmptyField, error) {
	drawn, err := pdf.CounterPlace(ed.text.Client, ed.text.Lang, box.W, box.H)
	if err != nil {
		return nil, err
	}
	return &sign.EmptyField{
		Name: CountersignField, Tooltip: pdf.CounterLabel(ed.text.Client, ed.text.Lang),
		Page: box.Page, Rect: rectOf(box), Appearance: drawn,
	}, nil
}

// CountersignField is the name of the place left for the client.
const CountersignField = "Countersignature"

// VerifyBytes says who signed a PDF and whether it is unchanged. It needs no
// library and trusts no authority: a self-made certificate is reported as such.
func VerifyBytes(data []byte, now time.Time) sign.Report {
	return sign.Verify(data, sign.VerifyOptions{Now: now})
}
