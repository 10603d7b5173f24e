package studio_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausedesk/app/exchange"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

// conflicting makes a package that changed three translations, and changes two
// of the three here: the source of one, the translation of another.
func (d *desk) conflicting(format exchange.PackageFormat) (policy.ID, string) {
	d.t.Helper()
	id := d.notice()
	text := d.pack(format, id)
	for old, now := range map[string]string{
		"Wie wij zijn": "Over ons", "Wij kweken zaailingen.": "Wij kweken planten.", "Wij bewaren bestellingen.": "Bestellingen blijven.",
	} {
		text = strings.Replace(text, old, now, 1)
	}
	d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep all orders." })
	ok(d.t, d.SaveUnits(d.ctx, id, []policy.Unit{{
		ClauseID: "who", Lang: "nl", Pos: 1, Source: "We grow seedlings.", Target: "Hier groeien zaailingen.", State: policy.Draft,
	}}))
	return id, text
}

// translation is what a policy says at a place, and its state.
func (d *desk) translation(id policy.ID, clause policy.ID, pos int) string {
	d.t.Helper()
	for _, unit := range d.snapshot(id).Units {
		if unit.ClauseID == clause && unit.Pos == pos && unit.Lang == "nl" {
			return unit.Target + " " + string(unit.State) + " of " + unit.Source
		}
	}
	return ""
}

func TestResolvePackageTakesWhatIsChosen(t *testing.T) {
	for _, format := range packageFormats {
		d := newDesk(t)
		id, text := d.conflicting(format)
		first := d.unpack(text, studio.PackageOptions{DryRun: true}).Conflicts
		target, source := first[0].Unit, first[1].Unit
		report, err := d.ResolvePackage(d.ctx, []byte(text), map[string]studio.PackageChoice{
			target: studio.PackageKeep, source: studio.PackageTake,
		}, studio.PackageOptions{})
		ok(t, err)
		if len(report.Changes) != 2 || report.Kept != 1 || report.Unchanged != 2 || len(report.Conflicts)+len(report.Rejected) > 0 {
			t.Fatalf("%s: %+v", format, report)
		}
		got := []string{d.translation(id, "who", 1), d.translation(id, "keep", 1), d.translation(id, "who", 0)}
		want := []string{
			"Hier groeien zaailingen. draft of We grow seedlings.", "Bestellingen blijven. draft of We keep all orders.",
			"Over ons reviewed of Who we are",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n%s", format, diff)
		}
		report, err = d.ResolvePackage(d.ctx, []byte(text), map[string]studio.PackageChoice{target: studio.PackageTake}, studio.PackageOptions{})
		ok(t, err)
		if len(report.Changes) != 1 || d.translation(id, "who", 1) != "Wij kweken planten. reviewed of We grow seedlings." {
			t.Errorf("%s: %+v, %s", format, report, d.translation(id, "who", 1))
		}
	}
}

func TestResolvePackageRefusesAChoiceAboutNoConflict(t *testing.T) {
	d := newDesk(t)
	id, text := d.conflicting(exchange.XLIFF)
	d.untouched(id, func() {
		for unit, choice := range map[string]studio.PackageChoice{"someone.else.0.1": studio.PackageTake, d.unpack(text, studio.PackageOptions{DryRun: true}).Conflicts[0].Unit: "maybe"} {
			_, err := d.ResolvePackage(d.ctx, []byte(text), map[string]studio.PackageChoice{unit: choice}, studio.PackageOptions{})
			wantError(t, err, studio.ErrNoSuchUnit)
		}
	})
}

func TestResolvePackageTakesNoBrokenCodes(t *testing.T) {
	d := newDesk(t)
	id, text := d.conflicting(exchange.PO)
	d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep orders for {{retention.period}}." })
	unit := d.unpack(text, studio.PackageOptions{DryRun: true}).Conflicts[1].Unit
	report, err := d.ResolvePackage(d.ctx, []byte(text), map[string]studio.PackageChoice{unit: studio.PackageTake}, studio.PackageOptions{})
	ok(t, err)
	if len(report.Rejected) != 1 || report.Rejected[0].Code != "{{retention.period}}" || strings.HasPrefix(d.translation(id, "keep", 1), "Bestellingen") {
		t.Errorf("%+v", report)
	}
}

func TestPackageCarriesMemoryTermsAndNeighbours(t *testing.T) {
	d := newDesk(t)
	d.notice() // whose approved translations the memory has
	other := d.add(policy.Policy{TargetLang: []string{"nl"}, Clauses: []policy.Clause{{
		ID: "c", Heading: "Storage", Body: "We keep orders for long.\n\nThe controller is us.",
	}}})
	for format, want := range map[exchange.PackageFormat][]string{
		exchange.XLIFF:   {"<mtc:match ", "<target>Wij bewaren bestellingen.</target>", "<gls:term>controller</gls:term>", `<note category="before">Storage</note>`},
		exchange.XLIFF12: {"<alt-trans match-quality=", "<target>Wij bewaren bestellingen.</target>", "controller = verwerkingsverantwoordelijke"},
		exchange.PO:      {"We keep orders. → Wij bewaren bestellingen.", "controller = verwerkingsverantwoordelijke"},
	} {
		var out bytes.Buffer
		_, err := d.ExportPackage(d.ctx, studio.PackageRequest{
			Policies: []policy.ID{other}, Lang: "nl", Format: format, Matches: true, Terms: true,
		}, &out)
		ok(t, err)
		for _, part := range want {
			if !strings.Contains(out.String(), part) {
				t.Errorf("%s has no %s\n%s", format, part, out.String())
			}
		}
		d.untouched(other, func() {
			if report := d.unpack(out.String(), studio.PackageOptions{}); len(report.Changes)+len(report.Conflicts)+len(report.Rejected) > 0 {
				t.Errorf("%s: %+v", format, report)
			}
		})
	}
}
