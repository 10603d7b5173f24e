package cli

import (
	"bytes"
	"crypto/x509"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"clausedesk/app/explain"
	"clausedesk/app/sign"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type verifyCmd struct {
	File    string   `arg:"" optional:"" type:"path" help:"${help_pdf}"`
	Trust   []string `placeholder:"FILE" type:"path" sep:"none" help:"${help_verify_trust}"`
	Details bool     `help:"${help_verify_details}"`
	Report  string   `placeholder:"FILE" type:"path" help:"${help_verify_report}"`
}

type verifiedJSON struct {
	File       string          `json:"file"`
	Result     string          `json:"result"`
	Signatures []signatureJSON `json:"signatures"`
	Policy     *verifiedPolicy `json:"policy,omitempty"`
	Problems   []string        `json:"problems,omitempty"`
	// Source says whether the policy inside is what the pages say.
	Source string `json:"source,omitempty"`
	// Library is the version of the named library that this file is made from.
	Library *matchedVersion `json:"library,omitempty"`
}

type matchedVersion struct {
	PolicyID string `json:"policy_id"`
	Title    string `json:"title"`
	Version  int    `json:"version"`
}

type signatureJSON struct {
	Kind            string   `json:"kind"`
	Signer          string   `json:"signer"`
	Time            string   `json:"time,omitempty"`
	TimeSource      string   `json:"time_source"`
	Integrity       string   `json:"integrity"`
	CoversWholeFile bool     `json:"covers_whole_file"`
	Trust           string   `json:"trust"`
	Level           string   `json:"level"`
	Fingerprint     string   `json:"fingerprint,omitempty"`
	Problems        []string `json:"problems,omitempty"`
	Field           string   `json:"field"`
	Algorithm       string   `json:"algorithm,omitempty"`
	Issuer          string   `json:"issuer,omitempty"`
	Revocation      string   `json:"revocation,omitempty"`
	DocMDP          int      `json:"docmdp,omitempty"`
	ClaimedTime     string   `json:"claimed_time,omitempty"`

	Timestamp *sign.Timestamp `json:"timestamp,omitempty"`
	Changes   []sign.Change   `json:"changes,omitempty"`
}

type verifiedPolicy struct {
	Title    string `json:"title"`
	Version  int    `json:"version"`
	Language string `json:"language"`
	SHA256   string `json:"sha256"`
}

// Run says who signed a PDF and whether it is unchanged; it needs no library.
func (c *verifyCmd) Run(s *session) error {
	if c.File == "" {
		return verifyLibrary(s)
	}
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	roots, err := c.roots(s)
	if err != nil {
		return err
	}
	report := studio.VerifyTrusting(data, s.env.Now(), roots)
	judged, err := s.judge(data, report)
	if err != nil {
		return err
	}
	if c.Report != "" {
		if err := c.writeReport(s, data, report, judged); err != nil {
			return err
		}
	}
	if err := s.result(verifiedToJSON(c.File, report, judged), func(w io.Writer) {
		for _, line := range explain.Verified(s.loc, c.File, report, judged, c.Details || c.Report != "") {
			fmt.Fprintln(w, line)
		}
	}); err != nil {
		return err
	}
	if report.Result != sign.Intact || judged.Pages.Wrong() {
		return errNo
	}
	return nil
}

// roots are the certificates that were named to be trusted, and those that the
// library trusts when one was named; nil for none.
func (c *verifyCmd) roots(s *session) (*x509.CertPool, error) {
	var pool *x509.CertPool
	if s.library != "" {
		st, err := s.studio()
		if err != nil {
			return nil, err
		}
		if pool, err = st.Roots(s.ctx); err != nil {
			return nil, err
		}
	}
	for _, path := range c.Trust {
		data, err := readFile(path)
		if err != nil {
			return nil, err
		}
		if pool == nil {
			pool = x509.NewCertPool()
		}
		if err := studio.Trust(pool, data); err != nil {
			return nil, &explain.FileError{Path: path, Err: err}
		}
	}
	return pool, nil
}

// judge holds a file of Clausedesk against what it carries and, when a library
// was named, against that.
func (s *session) judge(data []byte, report sign.Report) (studio.Judgement, error) {
	if s.library == "" {
		return studio.JudgeFile(s.ctx, data, report), nil
	}
	st, err := s.studio()
	if err != nil {
		return studio.Judgement{}, err
	}
	return st.Judge(s.ctx, data, report)
}

// writeReport writes the report to print; nothing is left behind when it fails.
func (c *verifyCmd) writeReport(s *session, data []byte, report sign.Report, judged studio.Judgement) error {
	made := s.env.Now()
	var out bytes.Buffer
	parts := explain.ReportParts(s.loc, filepath.Base(c.File), data, made, report, judged)
	if err := studio.WriteReport(s.ctx, &out, s.loc.Language(), s.loc.T("verify.report_title"), made, parts); err != nil {
		return err
	}
	if err := stage.WriteBytes(c.Report, 0o644, out.Bytes()); err != nil {
		return &explain.FileError{Path: c.Report, Err: err}
	}
	fmt.Fprintln(s.env.Err, s.loc.T("verify.report_saved", i18n.Data{"File": c.Report}))
	return nil
}

func verifiedToJSON(file string, report sign.Report, judged studio.Judgement) verifiedJSON {
	out := verifiedJSON{File: file, Result: string(report.Result), Signatures: []signatureJSON{}}
	for _, sig := range report.Signatures {
		item := signatureJSON{
			Signer: sig.Signer, TimeSource: string(sig.TimeSource), Integrity: string(sig.Integrity),
			CoversWholeFile: sig.CoversWholeFile, Trust: string(sig.Trust), Level: string(sig.Level),
			Fingerprint: sig.Fingerprint, Problems: codes(sig.Problems), Kind: string(sig.Kind), Field: sig.Field,
			Algorithm: sig.Algorithm, Issuer: sig.Issuer, Revocation: sig.Revocation, DocMDP: sig.DocMDP,
			Timestamp: sig.Timestamp, Changes: sig.Changes,
		}
		if !sig.Claimed.IsZero() {
			item.ClaimedTime = sig.Claimed.Format(time.RFC3339)
		}
		if !sig.Time.IsZero() {
			item.Time = sig.Time.Format(time.RFC3339)
		}
		out.Signatures = append(out.Signatures, item)
	}
	out.Problems = codes(report.Problems)
	out.Source = string(judged.Pages.State)
	if m := judged.Match; m != nil {
		out.Library = &matchedVersion{string(m.Policy), m.Title, m.Number}
	}
	if m := report.Policy; m != nil {
		out.Policy = &verifiedPolicy{m.Title, m.Number(), m.Language, m.SHA256}
	}
	return out
}

func codes(problems []sign.Problem) []string {
	var out []string
	for _, problem := range problems {
		out = append(out, string(problem))
	}
	return out
}
