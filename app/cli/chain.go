package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/task"
)

type chainJSON struct {
	Library  string             `json:"library"`
	Holds    bool               `json:"holds"`
	Policies int                `json:"policies"`
	Versions int                `json:"versions"`
	Files    int                `json:"files"`
	Problems []chainProblemJSON `json:"problems"`
}

type chainProblemJSON struct {
	Policy  policy.ID         `json:"policy"`
	Client  string            `json:"client"`
	Title   string            `json:"title"`
	Version int               `json:"version"`
	Fault   studio.ChainFault `json:"fault"`
}

// verifyLibrary checks every version in the library. It writes nothing, and
// works while a window has the library open. A version that does not hold
// answers no.
func verifyLibrary(s *session) error {
	if s.library == "" {
		return &usageError{key: "cli.verify_what"}
	}
	path := s.libraryPath()
	st, err := store.Open(s.ctx, path, store.Options{Program: "command", Now: s.env.Now, ReadOnly: true})
	if err != nil {
		return &explain.FileError{Path: path, Err: err}
	}
	s.opened = studio.New(st, s.env.Now)
	report, err := s.opened.CheckLibrary(s.ctx, s.counting())
	if err != nil {
		return err
	}
	out := chainJSON{path, report.Holds(), report.Policies, report.Versions, report.Files, []chainProblemJSON{}}
	for _, p := range report.Problems {
		out.Problems = append(out.Problems, chainProblemJSON{p.Policy, p.Client, p.Title, p.Number, p.Fault})
	}
	if err := s.result(out, func(w io.Writer) { s.printChain(w, report) }); err != nil {
		return err
	}
	if !report.Holds() {
		return errNo
	}
	return nil
}

func (s *session) printChain(w io.Writer, report studio.ChainReport) {
	lines := explain.Chain(s.loc, report)
	switch {
	case report.Versions == 0 && len(lines) == 0:
		lines = []string{s.loc.T("chain.none")}
	case len(lines) == 0:
		lines = []string{s.loc.N("chain.holds", report.Versions)}
	}
	for _, line := range lines {
		fmt.Fprintln(w, line)
	}
}

// step is how many policies are checked between two lines of progress.
const step = 500

// counting tells on standard error how many policies are done, now and then.
func (s *session) counting() task.Report {
	return func(p task.Progress) {
		if p.Total > step && p.Done > 0 && (p.Done%step == 0 || p.Done == p.Total) {
			fmt.Fprintf(s.env.Err, "%d/%d\n", p.Done, p.Total)
		}
	}
}

// bareLibrary lets "verify --library" without a file mean the usual library.
func bareLibrary(args []string, usual string) []string {
	at := slices.Index(args, "--library")
	if at < 0 || !slices.Contains(args, "verify") || at+1 < len(args) && !strings.HasPrefix(args[at+1], "-") {
		return args
	}
	return slices.Insert(slices.Clone(args), at+1, usual)
}
