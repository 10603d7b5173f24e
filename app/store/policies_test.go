package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"clausedesk/app/policy"
)

// edit makes one random change to a tree with the operations the screens use.
func edit(t *rapid.T, tree []policy.Clause) []policy.Clause {
	flat := policy.Flatten(tree)
	pick := func() policy.ID { return rapid.SampledFrom(flat).Draw(t, "clause").ID }
	where := rapid.SampledFrom([]policy.Where{policy.Before, policy.After, policy.Inside})
	step := rapid.SampledFrom([]int{-1, 1})
	text := rapid.StringN(0, 20, -1)
	op := rapid.IntRange(0, 7).Draw(t, "operation")
	if len(flat) == 0 {
		op = 0
	}
	var next []policy.Clause
	var err error
	switch op {
	case 0:
		next, err = policy.Insert(tree, policy.NewClause(text.Draw(t, "heading"), ""), "", policy.After)
	case 1:
		next, err = policy.Insert(tree, policy.NewClause("", text.Draw(t, "body")), pick(), where.Draw(t, "where"))
	case 2:
		next, err = policy.Remove(tree, pick())
	case 3:
		next, err = policy.Place(tree, pick(), pick(), where.Draw(t, "where"))
	case 4:
		next, err = policy.Move(tree, pick(), step.Draw(t, "step"))
	case 5:
		next, err = policy.Nest(tree, pick(), step.Draw(t, "step"))
	case 6:
		next, _, err = policy.Duplicate(tree, pick())
	default:
		next, err = policy.Update(tree, pick(), func(c *policy.Clause) {
			c.Body, c.Hidden, c.Topic = text.Draw(t, "body"), !c.Hidden, text.Draw(t, "topic")
		})
	}
	if err != nil {
		return tree // the operation was not possible there
	}
	return next
}

func TestTreesAreReadAsTheyWereSaved(t *testing.T) {
	s := newStore(t)
	client := addClient(t, s, "C")
	neighbour := addPolicy(t, s, client.ID, "Neighbour")
	before := must(s.Snapshot(t.Context(), neighbour.ID))(t)
	rapid.Check(t, func(rt *rapid.T) {
		p := addPolicy(t, s, client.ID, "P")
		tree := p.Clauses
		for range rapid.IntRange(1, 4).Draw(rt, "saves") {
			for range rapid.IntRange(1, 5).Draw(rt, "edits") {
				tree = edit(rt, tree)
			}
			ok(t, s.SaveClauses(t.Context(), p.ID, tree))
			got := must(s.Policy(t.Context(), p.ID))(t)
			if diff := cmp.Diff(tree, got.Clauses, cmpopts.EquateEmpty()); diff != "" {
				rt.Fatalf("-saved +read\n%s", diff)
			}
		}
		rows := must(s.PolicyRows(t.Context(), "P"))(t)
		if want := len(policy.Flatten(tree)); rows[len(rows)-1].ClauseCount != want {
			rt.Fatalf("count %d, want %d", rows[len(rows)-1].ClauseCount, want)
		}
		ok(t, s.DeletePolicy(t.Context(), p.ID))
	})
	if diff := cmp.Diff(before, must(s.Snapshot(t.Context(), neighbour.ID))(t)); diff != "" {
		t.Errorf("another policy changed: %s", diff)
	}
}

func TestSavingWritesOnlyWhatDiffers(t *testing.T) {
	s := newStore(t)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	tree := p.Clauses
	for range 50 {
		tree = must(policy.Insert(tree, policy.NewClause("H", "B"), "", policy.After))(t)
	}
	ok(t, s.SaveClauses(t.Context(), p.ID, tree))
	changed := must(policy.Update(tree, tree[7].ID, func(c *policy.Clause) { c.Body = "other" }))(t)
	err := s.InTx(t.Context(), func(tx *Tx) error {
		var before, after int
		if err := tx.tx.QueryRow(`SELECT total_changes()`).Scan(&before); err != nil {
			return err
		}
		if err := tx.SaveClauses(p.ID, changed); err != nil {
			return err
		}
		if err := tx.tx.QueryRow(`SELECT total_changes()`).Scan(&after); err != nil {
			return err
		}
		if after-before != 2 { // the clause, and the policy's time of change
			t.Errorf("%d rows written for one clause", after-before)
		}
		return nil
	})
	ok(t, err)
}

func TestABadTreeIsNotSaved(t *testing.T) {
	s := newStore(t)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	twice := []policy.Clause{p.Clauses[0], p.Clauses[0]}
	wantError(t, s.SaveClauses(t.Context(), p.ID, twice), policy.ErrDuplicateID)
	wantError(t, s.SaveClauses(t.Context(), "nobody", p.Clauses), ErrNotFound)
	got := must(s.Policy(t.Context(), p.ID))(t)
	if diff := cmp.Diff(p, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestWhatIsMissingIsNotFound(t *testing.T) {
	s := newStore(t)
	ctx := t.Context()
	valid := policy.Policy{ID: "nobody", ClientID: "nobody", SourceLang: "en", Titles: map[string]string{"en": "x"}}
	_, getClient := s.Client(ctx, "nobody")
	_, getPolicy := s.Policy(ctx, "nobody")
	_, create := s.CreatePolicy(ctx, valid)
	_, find := s.FindPolicy(ctx, "nobody")
	_, report := s.ImportReport(ctx, "nobody")
	for name, err := range map[string]error{
		"client": getClient, "policy": getPolicy, "create for nobody": create, "find": find, "report": report,
		"delete client": s.DeleteClient(ctx, "nobody"), "save meta": s.SavePolicyMeta(ctx, valid),
		"put units": s.PutUnits(ctx, "nobody", nil), "add report": s.AddImportReport(ctx, "nobody", []byte(`{}`)),
	} {
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSearchAndFind(t *testing.T) {
	s := newStore(t)
	ctx := t.Context()
	noord, sud := addClient(t, s, "Ästhetik Noord"), addClient(t, s, "Sud-Est \"Nord\"")
	a := addPolicy(t, s, noord.ID, "Website privacy")
	b := addPolicy(t, s, sud.ID, "Website privacy")
	c := addPolicy(t, s, sud.ID, "App/Panel")
	c.Titles["fr"] = "Politique de confidentialité"
	ok(t, s.SavePolicyMeta(ctx, c))

	for search, want := range map[string][]policy.ID{
		"":                    {a.ID, c.ID, b.ID},
		"  ":                  {a.ID, c.ID, b.ID},
		"-":                   {a.ID, c.ID, b.ID},
		"web":                 {a.ID, b.ID},
		"PRIV noo":            {a.ID},
		"asth":                {a.ID},
		"confidentialite":     {c.ID},
		"sud-e":               {c.ID, b.ID},
		"nord":                {c.ID, b.ID},
		`"`:                   {a.ID, c.ID, b.ID},
		"web OR app":          nil,
		"priv* NEAR(":         nil,
		"ebsite":              nil,
		"panel":               {c.ID},
		"words:privacy":       nil,
		"site web":            nil,
		"website app privacy": nil,
	} {
		var got []policy.ID
		for _, row := range must(s.PolicyRows(ctx, search))(t) {
			got = append(got, row.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("search %q: %v, want %v", search, got, want)
		}
	}

	for ref, want := range map[string]policy.ID{
		string(a.ID): a.ID, "app/panel": c.ID, " POLITIQUE  de confidentialité": c.ID,
		"ästhetik noord/website privacy": a.ID, "ÄSTHETIK NOORD/Website Privacy": a.ID,
		`sud-est "nord"/app/panel`: c.ID,
	} {
		if got, err := s.FindPolicy(ctx, ref); got != want || err != nil {
			t.Errorf("find %q: %v, %v; want %v", ref, got, err, want)
		}
	}
	_, err := s.FindPolicy(ctx, "website PRIVACY")
	ambiguous := wantAs[*AmbiguousError](t, err)
	want := []Candidate{{a.ID, noord.Name, "Website privacy"}, {b.ID, sud.Name, "Website privacy"}}
	if diff := cmp.Diff(want, ambiguous.Candidates); diff != "" {
		t.Errorf("candidates: %s", diff)
	}

	noord.Name = "Zuid"
	must(s.SaveClient(ctx, noord))(t)
	if rows := must(s.PolicyRows(ctx, "zuid"))(t); len(rows) != 1 || rows[0].ID != a.ID {
		t.Errorf("a renamed client is found as %v", rows)
	}
	if rows := must(s.PolicyRows(ctx, "noord"))(t); len(rows) != 0 {
		t.Errorf("the old name still finds %v", rows)
	}
}

func TestUnits(t *testing.T) {
	s := newStore(t)
	ctx := t.Context()
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	at := func(clause policy.ID, pos int, source, target string) policy.Unit {
		return policy.Unit{ClauseID: clause, Lang: "nl", Pos: pos, Source: source, Target: target, State: policy.Draft}
	}
	ok(t, s.PutUnits(ctx, p.ID, []policy.Unit{at("a", 0, "One", "Een"), at("a", 1, "Two", "Twee"), at("b", 0, "B", "Be")}))
	ok(t, s.PutUnits(ctx, p.ID, []policy.Unit{
		at("a", 1, "Two", "Dos"), at("a", -1, "X", "Iks"), at("a", -1, "Y", "Ypsilon"), at("a", -1, "X", "iks"),
	}))
	check := func(want ...policy.Unit) {
		t.Helper()
		if diff := cmp.Diff(want, must(s.Units(ctx, p.ID))(t)); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	}
	check(at("a", -1, "Y", "Ypsilon"), at("a", -1, "X", "iks"), at("a", 0, "One", "Een"), at("a", 1, "Two", "Dos"), at("b", 0, "B", "Be"))
	ok(t, s.ReplaceUnits(ctx, p.ID, "a", []policy.Unit{at("a", 0, "Two", "Dos"), at("a", -1, "One", "Een")}))
	check(at("a", -1, "One", "Een"), at("a", 0, "Two", "Dos"), at("b", 0, "B", "Be"))

	ok(t, s.SaveClauses(ctx, p.ID, nil)) // an undo will want them back
	check(at("a", -1, "One", "Een"), at("a", 0, "Two", "Dos"), at("b", 0, "B", "Be"))
	wantError(t, s.ReplaceUnits(ctx, p.ID, "a", []policy.Unit{at("b", 0, "", "")}), ErrUnit)
	wantError(t, s.PutUnits(ctx, p.ID, []policy.Unit{at("b", -2, "", "")}), ErrUnit)
	check(at("a", -1, "One", "Een"), at("a", 0, "Two", "Dos"), at("b", 0, "B", "Be"))
}

func TestBackupAndRestore(t *testing.T) {
	ctx := t.Context()
	path := libraryPath(t)
	s, err := Open(ctx, path, testOptions())
	ok(t, err)
	addClient(t, s, "Backed up")
	dst := filepath.Join(t.TempDir(), "copy")
	ok(t, s.Backup(ctx, dst, false))
	wantError(t, s.Backup(ctx, dst, false), ErrExists)
	ok(t, s.Backup(ctx, dst, true))
	wantError(t, s.Backup(ctx, path, true), ErrExists)
	wantError(t, s.Backup(ctx, filepath.Join(t.TempDir(), "no", "such"), false), errNotExist)
	if mode := must(os.Stat(dst))(t).Mode().Perm(); runtime.GOOS != "windows" && mode != 0o600 {
		t.Errorf("others may read the backup: %v", mode)
	}
	if got := names(t, dst); !slices.Equal(got, []string{"copy"}) {
		t.Errorf("files beside the backup: %v", got)
	}
	addClient(t, s, "Later")

	_, err = Restore(ctx, dst, path, testOptions())
	wantAs[*LockedError](t, err)
	ok(t, s.Close())
	kept := must(Restore(ctx, dst, path, testOptions()))(t)
	if kept != path+".before-restore-20261121-093000" {
		t.Errorf("kept as %s", kept)
	}
	checkClients(t, path, "Backed up")
	checkClients(t, kept, "Backed up", "Later")

	_, err = Restore(ctx, dst, path, testOptions()) // the kept file has this very second's name
	wantError(t, err, ErrExists)
	checkClients(t, kept, "Backed up", "Later")

	fresh := libraryPath(t)
	if kept := must(Restore(ctx, dst, fresh, testOptions()))(t); kept != "" {
		t.Errorf("kept %s where there was nothing", kept)
	}
	checkClients(t, fresh, "Backed up")
}

func checkClients(t *testing.T, path string, want ...string) {
	t.Helper()
	s, err := Open(context.Background(), path, testOptions())
	ok(t, err)
	defer func() { ok(t, s.Close()) }()
	var got []string
	for _, c := range must(s.Clients(context.Background()))(t) {
		got = append(got, c.Name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("clients of %s: %v, want %v", filepath.Base(path), got, want)
	}
}
