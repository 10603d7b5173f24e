package cli

import (
	"fmt"
	"io"
	"time"

	"clausedesk/app/explain"
	"clausedesk/app/sign"
	"clausedesk/app/studio"
)

type verifyCmd struct {
	File string `arg:"" type:"path" help:"${help_pdf}"`
}

type verifiedJSON struct {
	File       string          `json:"file"`
	Result     string          `json:"result"`
	Signatures []signatureJSON `json:"signatures"`
	Policy     *verifiedPolicy `json:"policy,omitempty"`
	Problems   []string        `json:"problems,omitempty"`
}

type signatureJSON struct {
	Signer          string   `json:"signer"`
	Time            string   `json:"time,omitempty"`
	TimeSource      string   `json:"time_source"`
	Integrity       string   `json:"integrity"`
	CoversWholeFile bool     `json:"covers_whole_file"`
	Trust           string   `json:"trust"`
	Level           string   `json:"level"`
	Fingerprint     string   `json:"fingerprint,omitempty"`
	Problems        []string `json:"problems,omitempty"`
}

type verifiedPolicy struct {
	Title    string `json:"title"`
	Version  int    `json:"version"`
	Language string `json:"language"`
	SHA256   string `json:"sha256"`
}

// Run says who signed a PDF and whether it is unchanged; it needs no library.
func (c *verifyCmd) Run(s *session) error {
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	report := studio.VerifyBytes(data, s.env.Now())
	out := verifiedToJSON(c.File, report)
	if err := s.result(out, func(w io.Writer) {
		for _, line := range explain.Report(s.loc, c.File, report) {
			fmt.Fprintln(w, line)
		}
	}); err != nil {
		return err
	}
	if report.Result != sign.Intact {
		return errNo
	}
	return nil
}

func verifiedToJSON(file string, report sign.Report) verifiedJSON {
	out := verifiedJSON{File: file, Result: string(report.Result), Signatures: []signatureJSON{}}
	for _, sig := range report.Signatures {
		item := signatureJSON{
			Signer: sig.Signer, TimeSource: string(sig.TimeSource), Integrity: string(sig.Integrity),
			CoversWholeFile: sig.CoversWholeFile, Trust: string(sig.Trust), Level: string(sig.Level),
			Fingerprint: sig.Fingerprint, Problems: codes(sig.Problems),
		}
		if !sig.Time.IsZero() {
			item.Time = sig.Time.Format(time.RFC3339)
		}
		out.Signatures = append(out.Signatures, item)
	}
	out.Problems = codes(report.Problems)
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
