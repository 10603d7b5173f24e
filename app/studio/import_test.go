package studio_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"clausedesk/app/exchange"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/task"
)

var (
	goodFile = studio.File{Name: "folder/good.md", Data: []byte("# Privacy statement\n\n## Who we are\n\nKweekwerk grows seedlings.\n")}
	badFile  = studio.File{Name: "folder/bad.txt", Data: []byte("%PDF-1.7\n")}
)

func TestImportIsAllOrNothing(t *testing.T) {
	d := newDesk(t)
	d.notice()
	for _, files := range [][]studio.File{{goodFile, badFile}, {badFile, goodFile}, {goodFile, badFile, goodFile}} {
		d.unchanged(func() {
			_, err := d.Import(d.ctx, studio.ImportRequest{Files: files, Client: "New"}, noProgress)
			var bad *studio.FileError
			if !errors.As(err, &bad) || bad.Name != badFile.Name {
				t.Errorf("error %v does not name the bad file", err)
			}
			wantError(t, err, exchange.ErrNotText)
		})
	}
	results, err := d.Import(d.ctx, studio.ImportRequest{Files: []studio.File{goodFile, goodFile}, Client: " New "}, noProgress)
	ok(t, err)
	if len(results) != 2 || results[0].Policy == results[1].Policy || results[0].Client != "New" {
		t.Errorf("results %+v", results)
	}
	if c := d.census(); c.clients != 2 || c.policies != 3 {
		t.Errorf("%+v", c)
	}
}

// TestACanceledImportLeavesNothing, wherever it is canceled.
func TestACanceledImportLeavesNothing(t *testing.T) {
	d := newDesk(t)
	for at := 0; at <= 2; at++ {
		d.unchanged(func() {
			ctx, cancel := context.WithCancel(d.ctx)
			defer cancel()
			if at == 0 {
				cancel()
			}
			_, err := d.Import(ctx, studio.ImportRequest{Files: []studio.File{goodFile, goodFile}}, func(p task.Progress) {
				if p.Total != 2 {
					t.Errorf("progress %+v", p)
				}
				if p.Done == at {
					cancel()
				}
			})
			wantError(t, err, context.Canceled)
		})
	}
}

// TestWhoseTextItIs: the name given, else what the text says, else the file.
func TestWhoseTextItIs(t *testing.T) {
	for _, c := range []struct{ given, text, want string }{
		{"Given", "# P\n\nSee https://www.kweekwerk.example/\n", "Given"},
		{"", "# P\n\nVisit https://www.kweekwerk.example for more.\n", "kweekwerk.example"},
		{"", "# P\n\nWrite to privacy@bloemhof.example.\n", "bloemhof.example"},
		{"", "# P\n\nNothing to go by.\n", "notice"},
		{"  ", "# P\n\nNothing to go by.\n", "notice"},
	} {
		d := newDesk(t)
		results, err := d.Import(d.ctx, studio.ImportRequest{Files: []studio.File{{Name: "a/notice.md", Data: []byte(c.text)}}, Client: c.given}, noProgress)
		if err != nil {
			t.Errorf("%q, %q: %v", c.given, c.text, err)
			continue
		}
		if got := results[0].Client; got != c.want {
			t.Errorf("%q, %q: client %q, want %q", c.given, c.text, got, c.want)
		}
	}
}

// TestTheImportReportIsKept with the policy.
func TestTheImportReportIsKept(t *testing.T) {
	d := newDesk(t)
	results, err := d.Import(d.ctx, studio.ImportRequest{Files: []studio.File{goodFile}}, noProgress)
	ok(t, err)
	data, err := d.Store.ImportReport(d.ctx, results[0].Policy)
	ok(t, err)
	var kept studio.ImportResult
	ok(t, json.Unmarshal(data, &kept))
	if kept.Policy != results[0].Policy || kept.Clauses != results[0].Clauses || len(kept.Warnings) != len(results[0].Warnings) {
		t.Errorf("kept %+v, want %+v", kept, results[0])
	}
	for _, placed := range policy.Flatten(d.snapshot(kept.Policy).Policy.Clauses) {
		if placed.Origin != policy.OriginImported {
			t.Errorf("clause %q is %q", placed.Heading, placed.Origin)
		}
	}
}

func TestTheLanguageOfAnImport(t *testing.T) {
	d := newDesk(t)
	for lang, want := range map[string]error{"nl": nil, "pt-BR": nil, "../x": studio.ErrBadLanguage, "not a tag": studio.ErrBadLanguage} {
		results, err := d.Import(d.ctx, studio.ImportRequest{Files: []studio.File{goodFile}, Lang: lang}, noProgress)
		wantError(t, err, want)
		if err == nil && results[0].Language != lang {
			t.Errorf("%q became %q", lang, results[0].Language)
		}
	}
}
