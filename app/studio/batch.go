package studio

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"clausedesk/app/policy"
	"clausedesk/app/task"
)

// BatchRequest asks to sign the current versions of many policies with one
// identity, each in several languages, into one folder.
type BatchRequest struct {
	Policies    []policy.ID // none means all
	Languages   []string    // none means all of each version
	Folder      string
	Countersign bool
	GoOn        bool // after a file that failed
	Signature
}

// BatchFile is one file of a batch. Err is nil when it was written.
type BatchFile struct {
	Policy  policy.ID
	Title   string
	Version int
	Lang    string
	Path    string
	SHA256  string
	Err     error
}

// BatchResult is what came of a batch. Left counts files that were not begun,
// because it was stopped or cancelled.
type BatchResult struct {
	Files  []BatchFile // in the order of the library, then of the languages
	Left   int
	Failed int
}

// ErrNothingToSign means that no policy asked for has a version in any of the
// languages.
var ErrNothingToSign = errors.New("there is no version to sign")

// SignBatch signs the version in effect of each policy, or the latest where
// none is. The passphrase opens the identity once. Files that were written
// stay when the batch stops, and are noted in the library; one that failed
// leaves nothing behind. Without GoOn the first failure ends the batch.
//
// The error is of the whole batch: the identity, the library, or the
// context's; those of single files are in the result.
func (s *Studio) SignBatch(ctx context.Context, req BatchRequest, report task.Report) (BatchResult, error) {
	var err error
	if req.hand, err = s.hand(ctx, req.Signature); err != nil {
		return BatchResult{}, fmt.Errorf("sign batch: %w", err)
	}
	files, err := s.batchFiles(ctx, req)
	if err != nil {
		return BatchResult{}, fmt.Errorf("sign batch: %w", err)
	}
	if len(files) == 0 {
		return BatchResult{}, ErrNothingToSign
	}
	b := &batch{studio: s, req: req, files: files, report: report}
	b.run(ctx)
	b.tell()
	return b.result(), ctx.Err()
}

// batchFiles plans the batch: what is to be written where.
func (s *Studio) batchFiles(ctx context.Context, req BatchRequest) ([]BatchFile, error) {
	rows, err := s.Store.PolicyRows(ctx, "")
	if err != nil {
		return nil, err
	}
	pattern, err := s.NamePattern(ctx)
	if err != nil {
		return nil, err
	}
	var files []BatchFile
	taken := map[string]bool{}
	for _, row := range rows {
		if len(req.Policies) > 0 && !slices.Contains(req.Policies, row.ID) || row.LatestVersion == 0 {
			continue
		}
		version, err := s.current(ctx, row.ID)
		if err != nil {
			return nil, err
		}
		content, err := version.Content()
		if err != nil {
			return nil, err
		}
		for _, text := range content.Texts {
			if len(req.Languages) > 0 && !slices.Contains(req.Languages, text.Lang) {
				continue
			}
			name := unusedName(pattern.Name(FileNamed{
				Client: content.Client, Policy: text.Title, Version: content.Number, Lang: text.Lang,
				Effective: content.Effective, Format: PDF,
			}), taken)
			files = append(files, BatchFile{
				Policy: row.ID, Title: text.Title, Version: content.Number, Lang: text.Lang,
				Path: filepath.Join(req.Folder, name),
			})
		}
	}
	return files, nil
}

// unusedName gives the second policy of a name a number.
func unusedName(name string, taken map[string]bool) string {
	base, ending := strings.TrimSuffix(name, filepath.Ext(name)), filepath.Ext(name)
	for n := 2; taken[name]; n++ {
		name = base + "-" + strconv.Itoa(n) + ending
	}
	taken[name] = true
	return name
}

// current is the version in effect, or the latest where none is.
func (s *Studio) current(ctx context.Context, id policy.ID) (policy.Version, error) {
	versions, err := s.Store.Versions(ctx, id)
	if err != nil {
		return policy.Version{}, err
	}
	withdrawals, err := s.Store.Withdrawals(ctx, id)
	if err != nil {
		return policy.Version{}, err
	}
	if v, ok := policy.InEffectOn(versions, withdrawals, s.Today()); ok {
		return v, nil
	}
	return slices.MaxFunc(versions, func(a, b policy.Version) int { return a.Number - b.Number }), nil
}

// batch is one run of SignBatch. Each worker takes the next file; a file
// belongs to the worker that took it.
type batch struct {
	studio *Studio
	req    BatchRequest
	files  []BatchFile
	report task.Report

	next, done atomic.Int64
	stop       atomic.Bool
}

func (b *batch) run(ctx context.Context) {
	var workers sync.WaitGroup
	b.report(task.Progress{Total: len(b.files)})
	for range min(runtime.GOMAXPROCS(0), len(b.files)) {
		workers.Go(func() { b.work(ctx) })
	}
	workers.Wait()
}

func (b *batch) work(ctx context.Context) {
	for !b.stop.Load() && ctx.Err() == nil {
		i := int(b.next.Add(1)) - 1
		if i >= len(b.files) {
			return
		}
		b.sign(ctx, &b.files[i])
		b.report(task.Progress{Done: int(b.done.Add(1)), Total: len(b.files)})
	}
}

func (b *batch) sign(ctx context.Context, f *BatchFile) {
	result, err := b.studio.exportFile(ctx, ExportRequest{
		Policy: f.Policy, Version: f.Version, Lang: f.Lang, Format: PDF,
		Signature: b.req.Signature, Countersign: b.req.Countersign,
	}, f.Path)
	f.SHA256, f.Err = result.SHA256, err
	if err != nil && !b.req.GoOn {
		b.stop.Store(true)
	}
}

// tell says which policies have new files, when all workers are done.
func (b *batch) tell() {
	var last policy.ID
	for _, f := range b.files {
		if f.Err == nil && f.SHA256 != "" && f.Policy != last {
			b.studio.emit(Event{VersionsChanged, f.Policy})
			last = f.Policy
		}
	}
}

// result leaves out what was not begun or was cut off.
func (b *batch) result() BatchResult {
	var out BatchResult
	for _, f := range b.files {
		switch {
		case f.Err == nil && f.SHA256 == "", errors.Is(f.Err, context.Canceled):
			out.Left++
			continue
		case f.Err != nil:
			out.Failed++
		}
		out.Files = append(out.Files, f)
	}
	return out
}
