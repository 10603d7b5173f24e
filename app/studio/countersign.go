package studio

import (
	"context"
	"errors"
	"fmt"
	"os"

	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/stage"
)

// ErrNotIntact keeps a file whose signatures do not hold from being signed or
// extended.
var ErrNotIntact = errors.New("the signatures in the file do not hold")

// SignedFile describes a file that was signed or extended.
type SignedFile struct {
	Bytes  int
	SHA256 string
	Field  string // that was filled, empty for a new one
	Report sign.Report
}

// SignFileRequest asks to sign a PDF from anywhere. Field names an empty
// signature field in it; without one the first empty field is filled, and where
// there is none, a signature is added that shows nothing on the page. Lang is
// the language of what is shown, for a file that does not say its own.
type SignFileRequest struct {
	Signature
	Field string
	Lang  string
}

// SignFile signs a PDF, also one that is signed already, and writes the result
// to another path or over it. What is signed in the file must hold before and
// after; else no file is written.
//
// Errors: ErrNotIntact, *FileError, and those of sign.Sign.
func (s *Studio) SignFile(ctx context.Context, req SignFileRequest, in, out string) (SignedFile, error) {
	return s.resign(in, out, func(data []byte, before sign.Report) ([]byte, string, error) {
		h, err := s.hand(ctx, req.Signature)
		if err != nil {
			return nil, "", err
		}
		opts, err := s.fileOptions(h, req, data, before)
		if err != nil {
			return nil, "", err
		}
		signed, err := sign.Sign(ctx, data, h.identity, opts)
		return signed, opts.Field, err
	})
}

// fileOptions finds the place in a file and draws the signature for it. Somebody
// else's file is approved, not certified: what may be done with it is not for
// us to limit.
func (s *Studio) fileOptions(h *hand, req SignFileRequest, data []byte, before sign.Report) (sign.SignOptions, error) {
	opts := s.signOptions(h, req.Signature, req.Lang)
	opts.NoCertify = true
	var sha256 string
	lang := req.Lang
	if before.Policy != nil {
		lang, sha256 = before.Policy.Language, before.Policy.SHA256
	}
	fields, err := sign.Fields(data)
	if err != nil {
		return opts, err
	}
	for _, f := range fields {
		if f.Signed || req.Field != "" && f.Name != req.Field {
			continue
		}
		opts.Field = f.Name
		w, h2 := f.Rect.X1-f.Rect.X0, f.Rect.Y1-f.Rect.Y0
		if w < leastShown || h2 < leastShown/2 {
			return opts, nil
		}
		opts.Lang = lang
		opts.Appearance, err = appearance(h.identity, opts, sha256, w, h2)
		return opts, err
	}
	if req.Field != "" {
		return opts, fmt.Errorf("%w: %q", sign.ErrField, req.Field)
	}
	return opts, nil
}

// leastShown is the width in points under which nothing legible fits a field.
const leastShown = 40

// ExtendFile brings the signatures in a PDF to a level of PAdES baseline, or
// renews the last timestamp, and writes the result to another path or over it.
//
// Errors: ErrNotIntact, *FileError, and those of sign.Extend.
func (s *Studio) ExtendFile(ctx context.Context, level sign.Level, in, out string) (SignedFile, error) {
	return s.resign(in, out, func(data []byte, _ sign.Report) ([]byte, string, error) {
		services, err := s.services(ctx)
		if err != nil {
			return nil, "", err
		}
		extended, err := sign.Extend(ctx, data, sign.ExtendOptions{Level: level, Services: services, Now: s.now()})
		return extended, "", err
	})
}

// resign changes a file whose signatures hold into another one of the kind.
func (s *Studio) resign(in, out string, change func([]byte, sign.Report) ([]byte, string, error)) (SignedFile, error) {
	data, err := os.ReadFile(in)
	if err != nil {
		return SignedFile{}, &FileError{in, err}
	}
	before := VerifyBytes(data, s.now())
	if before.Result == sign.Altered {
		return SignedFile{}, ErrNotIntact
	}
	changed, field, err := change(data, before)
	if err != nil {
		return SignedFile{}, fmt.Errorf("sign file: %w", err)
	}
	report := VerifyBytes(changed, s.now())
	if report.Result == sign.Altered {
		return SignedFile{}, ErrNotIntact
	}
	if err := stage.WriteBytes(out, 0o644, changed); err != nil {
		return SignedFile{}, &FileError{out, err}
	}
	return SignedFile{Bytes: len(changed), SHA256: policy.HashOf(changed), Field: field, Report: report}, nil
}
