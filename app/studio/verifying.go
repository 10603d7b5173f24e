package studio

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"clausedesk/app/markup"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/store"
)

// ErrNoCertificate means a file in which there is no certificate to trust.
var ErrNoCertificate = errors.New("no certificate in PEM form")

// Trust adds the certificates of a file in PEM form to those that are trusted.
func Trust(pool *x509.CertPool, data []byte) error {
	found := false
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil || block.Type != "CERTIFICATE" {
			continue
		}
		pool.AddCert(c)
		found = true
	}
	if !found {
		return ErrNoCertificate
	}
	return nil
}

// VerifyTrusting is VerifyBytes with a list of authorities to trust; nil is
// none.
func VerifyTrusting(data []byte, now time.Time, roots *x509.CertPool) sign.Report {
	return sign.Verify(data, sign.VerifyOptions{Now: now, Roots: roots})
}

// ReportPart is a heading with the lines under it.
type ReportPart struct {
	Heading string
	Lines   []string
}

// WriteReport writes a verification as a PDF to print, in the look of every
// document. The wording is the caller's; the first part is the answer.
func WriteReport(ctx context.Context, w io.Writer, lang, title string, made time.Time, parts []ReportPart) error {
	text := policy.Text{Lang: lang, Title: title}
	for i, part := range parts {
		body := ""
		for _, line := range part.Lines {
			body += markup.Escape(line) + "\n\n"
		}
		text.Clauses = append(text.Clauses, policy.TextClause{
			ID: policy.ID(fmt.Sprintf("part%d", i)), Heading: part.Heading, Body: body,
		})
	}
	in := pdf.Input{Text: text, Created: made}
	if err := pdf.WriteAccount(ctx, w, in, made.Format(time.DateTime)); err != nil {
		return fmt.Errorf("verification report: %w", err)
	}
	return nil
}

// settingTrust holds the certificates that the studio trusts, in PEM form.
const settingTrust = "authority.trusted"

// Roots are the certificates that the studio trusts when it verifies; nil when
// there are none.
func (s *Studio) Roots(ctx context.Context) (*x509.CertPool, error) {
	kept, _, err := s.Store.Setting(ctx, settingTrust)
	if err != nil {
		return nil, fmt.Errorf("read trusted certificates: %w", err)
	}
	if kept == "" {
		return nil, nil
	}
	pool := x509.NewCertPool()
	return pool, Trust(pool, []byte(kept))
}

// TrustCertificate adds a certificate to those that the studio trusts: that of
// a signer, or of an authority.
func (s *Studio) TrustCertificate(ctx context.Context, c *x509.Certificate) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		kept, _, err := tx.Setting(settingTrust)
		if err != nil {
			return err
		}
		added := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
		if strings.Contains(kept, added) {
			return nil
		}
		return tx.SetSetting(settingTrust, kept+added)
	})
	if err != nil {
		return fmt.Errorf("trust a certificate: %w", err)
	}
	return nil
}

// Verify is VerifyTrusting with the certificates that the studio trusts.
func (s *Studio) Verify(ctx context.Context, data []byte) (sign.Report, error) {
	roots, err := s.Roots(ctx)
	if err != nil {
		return sign.Report{}, err
	}
	return VerifyTrusting(data, s.now(), roots), nil
}
