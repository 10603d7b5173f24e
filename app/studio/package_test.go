package studio_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausedesk/app/exchange"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

var packageFormats = []exchange.PackageFormat{exchange.XLIFF, exchange.XLIFF12, exchange.PO}

func (d *desk) pack(format exchange.PackageFormat, ids ...policy.ID) string {
	d.t.Helper()
	var out bytes.Buffer
	_, err := d.ExportPackage(d.ctx, studio.PackageRequest{Policies: ids, Lang: "nl", Format: format}, &out)
	ok(d.t, err)
	return out.String()
}

func (d *desk) unpack(text string, opts studio.PackageOptions) studio.PackageReport {
	d.t.Helper()
	report, err := d.ImportPackage(d.ctx, []byte(text), opts)
	ok(d.t, err)
	return report
}

// untouched fails when the translations of a policy change within f.
func (d *desk) untouched(id policy.ID, f func()) {
	d.t.Helper()
	before := d.snapshot(id)
	d.unchanged(f)
	if diff := cmp.Diff(before, d.snapshot(id)); diff != "" {
		d.t.Errorf("the policy changed\n%s", diff)
	}
}

func TestPackageThatComesBackUntouchedChangesNothing(t *testing.T) {
	for _, format := range packageFormats {
		d := newDesk(t)
		id := d.notice()
		d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep **orders** for {{retention.period}}.\n\nNew." })
		d.untouched(id, func() {
			report := d.unpack(d.pack(format, id), studio.PackageOptions{AcceptApproved: true})
			if report.Unchanged != 6 || len(report.Changes)+len(report.Conflicts)+len(report.Rejected) > 0 {
				t.Errorf("%s: %+v", format, report)
			}
		})
	}
}

func TestPackageSetsWhatTheTranslatorSet(t *testing.T) {
	for _, format := range packageFormats {
		d := newDesk(t)
		id := d.notice()
		text := strings.Replace(d.pack(format, id), "Wij antwoorden op ", "U bereikt ons op ", 1)
		d.untouched(id, func() {
			if report := d.unpack(text, studio.PackageOptions{DryRun: true}); len(report.Changes) != 1 {
				t.Errorf("%s: %+v", format, report)
			}
		})
		want := d.snapshot(id)
		for i, unit := range want.Units {
			if unit.ClauseID == "who" && unit.Pos == 2 {
				want.Units[i].Target, want.Units[i].State = "U bereikt ons op {{client.email}}.", policy.Reviewed
				want.Units[i].Via = policy.ViaPackage
			}
		}
		report := d.unpack(text, studio.PackageOptions{})
		if report.Unchanged != 4 || len(report.Changes) != 1 || report.Changes[0].Before != "Wij antwoorden op {{client.email}}." {
			t.Errorf("%s: %+v", format, report)
		}
		got := d.snapshot(id)
		want.Policy.Changed = got.Policy.Changed
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n%s", format, diff)
		}
	}
}

func TestPackageApprovesOnlyWhenItMay(t *testing.T) {
	for accept, want := range map[bool]policy.State{false: policy.Reviewed, true: policy.Approved} {
		d := newDesk(t)
		id := d.notice()
		text := strings.Replace(d.pack(exchange.XLIFF, id), "Bewaren", "Bewaartermijn", 1)
		report := d.unpack(text, studio.PackageOptions{AcceptApproved: accept})
		if len(report.Changes) != 1 || report.Changes[0].State != want {
			t.Errorf("%+v, want %s", report.Changes, want)
		}
	}
	// A file does not say who approved: with four eyes it is nobody here.
	d := newDesk(t)
	id := d.notice()
	ok(t, d.AskFourEyes(d.ctx, true))
	text := strings.Replace(d.pack(exchange.XLIFF, id), "Bewaren", "Bewaartermijn", 1)
	report := d.unpack(text, studio.PackageOptions{AcceptApproved: true})
	if len(report.Changes) != 1 || report.Changes[0].State != policy.Reviewed {
		t.Errorf("with four eyes: %+v", report.Changes)
	}
}

func TestPackageOverwritesNothingThatChangedHere(t *testing.T) {
	for _, format := range packageFormats {
		d := newDesk(t)
		id := d.notice()
		text := d.pack(format, id)
		for old, now := range map[string]string{
			"Wie wij zijn": "Over ons", "Wij kweken zaailingen.": "Wij kweken planten.", "Wij bewaren bestellingen.": "Bestellingen blijven.",
		} {
			text = strings.Replace(text, old, now, 1)
		}
		d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep all orders." })
		ok(t, d.SaveUnits(d.ctx, id, []policy.Unit{{
			ClauseID: "who", Lang: "nl", Pos: 1, Source: "We grow seedlings.", Target: "Hier groeien zaailingen.", State: policy.Draft,
		}}))
		report := d.unpack(text, studio.PackageOptions{})
		if len(report.Changes) != 1 || report.Changes[0].Target != "Over ons" || report.Unchanged != 2 || len(report.Conflicts) != 2 {
			t.Fatalf("%s: %+v", format, report)
		}
		first, second := report.Conflicts[0], report.Conflicts[1]
		if first.Reason != "target_changed" || first.Ours.Target != "Hier groeien zaailingen." || first.Theirs.Target != "Wij kweken planten." {
			t.Errorf("%s: %+v", format, first)
		}
		if second.Reason != "source_changed" || second.Ours.Source != "We keep all orders." ||
			second.Theirs.Source != "We keep orders." || second.Theirs.Target != "Bestellingen blijven." {
			t.Errorf("%s: %+v", format, second)
		}
	}
}

func TestPackageFollowsTextThatMovedAndLeavesWhatIsGone(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	text := d.pack(exchange.XLIFF, id)
	text = strings.Replace(text, "Wij kweken zaailingen.", "Wij kweken planten.", 1)
	text = strings.Replace(text, "Bewaren", "Bewaartermijn", 1)
	d.edit(id, "who", func(c *policy.Clause) { c.Body = "New.\n\n" + c.Body })
	ok(t, d.SaveClauses(d.ctx, id, d.snapshot(id).Policy.Clauses[:1]))
	report := d.unpack(text, studio.PackageOptions{})
	if len(report.Changes) != 1 || report.Changes[0].Pos != 2 || len(report.Conflicts) != 1 || report.Conflicts[0].Reason != "source_gone" {
		t.Errorf("%+v", report)
	}
}

func TestPackageRejectsWhatIsBroken(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	text := d.pack(exchange.PO, id)
	text = strings.Replace(text, "Wij antwoorden op {{client.email}}.", "Wij antwoorden.", 1)
	text = strings.Replace(text, "Wij kweken zaailingen.", "", 1)
	text += "\nmsgctxt \"x.y\"\nmsgid \"a\"\nmsgstr \"b\"\n\nmsgctxt \"nobody.who.0.00\"\nmsgid \"a\"\nmsgstr \"b\"\n"
	at := strings.LastIndex(text, "msgctxt \""+string(id))
	text += "\n" + strings.Replace(text[at:at+strings.Index(text[at:], "\n\n")], "Wij bewaren", "Ze bewaren", 1) + "\n"
	d.untouched(id, func() {
		var got []string
		for _, r := range d.unpack(text, studio.PackageOptions{}).Rejected {
			got = append(got, r.Reason+" "+r.Code)
			if r.Line == 0 {
				t.Errorf("no line: %+v", r)
			}
		}
		want := []string{"missing {{client.email}}", "duplicate ", "foreign ", "no_policy "}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
	german := strings.Replace(d.pack(exchange.XLIFF, id), `trgLang="nl"`, `trgLang="de"`, 1)
	if report := d.unpack(german, studio.PackageOptions{}); len(report.Rejected) != 5 || report.Rejected[0].Reason != "no_language" {
		t.Errorf("%+v", report)
	}
	_, err := d.ImportPackage(d.ctx, []byte("<xliff>\n<file>"), studio.PackageOptions{})
	var unread *exchange.PackageError
	if !errors.As(err, &unread) || unread.Line != 2 {
		t.Errorf("%v", err)
	}
}

func TestPackageOfSeveralPolicies(t *testing.T) {
	d := newDesk(t)
	one := d.notice()
	other := d.add(policy.Policy{TargetLang: []string{"nl"}, Clauses: []policy.Clause{{ID: "other", Heading: "Cookies", Body: "None."}}})
	text := strings.Replace(d.pack(exchange.XLIFF12, one, other, one), "Bewaren", "Bewaartermijn", 1)
	text = strings.Replace(text, `<target state="needs-translation">Cookies</target>`, "<target>Cookies hier</target>", 1)
	report := d.unpack(text, studio.PackageOptions{})
	if len(report.Changes) != 2 || report.Changes[0].Policy != one || report.Changes[1].Policy != other || report.Unchanged != 5 {
		t.Errorf("%+v", report)
	}
	french := d.add(policy.Policy{SourceLang: "fr", TargetLang: []string{"nl"}, Titles: map[string]string{"fr": "Vie privée"}})
	_, err := d.ExportPackage(d.ctx, studio.PackageRequest{Policies: []policy.ID{one, french}, Lang: "nl", Format: exchange.PO}, nil)
	wantError(t, err, studio.ErrSources)
	_, err = d.ExportPackage(d.ctx, studio.PackageRequest{Policies: []policy.ID{one}, Lang: "fr", Format: exchange.PO}, nil)
	wantError(t, err, studio.ErrNoSuchLang)
}

func TestPackageOfAState(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep all orders." })
	var out bytes.Buffer
	packed, err := d.ExportPackage(d.ctx, studio.PackageRequest{
		Policies: []policy.ID{id}, Lang: "NL", Format: exchange.PO, States: []policy.State{policy.Stale},
	}, &out)
	ok(t, err)
	if packed != (studio.Packed{Segments: 1, Words: 4}) || !strings.Contains(out.String(), `#| msgid "We keep orders."`) {
		t.Errorf("%+v\n%s", packed, out.String())
	}
}

func TestPackageGivesOneTextToOneSegment(t *testing.T) {
	d := newDesk(t)
	id := d.add(policy.Policy{TargetLang: []string{"nl"}, Clauses: []policy.Clause{{ID: "twice", Body: "Same.\n\nSame."}}})
	text := d.pack(exchange.XLIFF, id)
	text = strings.ReplaceAll(text, "<source>Same.</source>", "<source>Same.</source><target>Eender.</target>")
	last := strings.LastIndex(text, "Eender.")
	text = text[:last] + "Gelijk." + text[last+len("Eender."):]
	d.edit(id, "twice", func(c *policy.Clause) { c.Body = "Same." })
	report := d.unpack(text, studio.PackageOptions{})
	if len(report.Changes) != 1 || report.Changes[0].Target != "Eender." ||
		len(report.Conflicts) != 1 || report.Conflicts[0].Reason != "source_gone" || report.Conflicts[0].Theirs.Target != "Gelijk." {
		t.Errorf("%+v", report)
	}
}
