package studio_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/glossary"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

func customer(nl string) glossary.Concept {
	return glossary.Concept{Terms: []glossary.Term{
		{Lang: "en", Text: "customer", Status: glossary.Preferred}, {Lang: "nl", Text: nl, Status: glossary.Preferred},
	}}
}

// wants is what a glossary wants for "customer" in a Dutch text without it.
func (d *desk) wants(client policy.ID) string {
	d.t.Helper()
	g, err := d.Glossary(d.ctx, client)
	ok(d.t, err)
	var out []string
	for _, p := range g.Check("The customer and the controller", "en", "Zij", "nl") {
		out = append(out, p.Want[0])
	}
	return strings.Join(out, " ")
}

func (d *desk) client(name string) policy.ID {
	d.t.Helper()
	c, err := d.Store.SaveClient(d.ctx, policy.Client{Name: name})
	ok(d.t, err)
	return c.ID
}

func TestGlossaryIsShippedAndTheStudiosAndTheClients(t *testing.T) {
	d := newDesk(t)
	ours, other := d.client("Kweekwerk"), d.client("Ander")
	if got := d.wants(ours); got != "verwerkingsverantwoordelijke" {
		t.Errorf("shipped: %q", got)
	}
	saved, err := d.SaveConcept(d.ctx, customer("klant"))
	ok(t, err)
	if !policy.ValidID(saved.ID) || !slices.Contains(d.events, studio.Event{Kind: studio.GlossaryChanged}) {
		t.Errorf("saved as %q, events %v", saved.ID, d.events)
	}
	if got := d.wants(ours); got != "klant verwerkingsverantwoordelijke" {
		t.Errorf("the studio's: %q", got)
	}
	theirs := customer("afnemer")
	theirs.Client = ours
	theirs, err = d.SaveConcept(d.ctx, theirs)
	ok(t, err)
	if got := d.wants(ours) + "|" + d.wants(other) + "|" + d.wants(""); got != "afnemer verwerkingsverantwoordelijke|klant verwerkingsverantwoordelijke|klant verwerkingsverantwoordelijke" {
		t.Errorf("the client's: %q", got)
	}
	ok(t, d.DeleteConcept(d.ctx, ours, theirs.ID))
	if got := d.wants(ours); got != "klant verwerkingsverantwoordelijke" {
		t.Errorf("deleted: %q", got)
	}
}

func TestAShippedConceptIsReplacedAndComesBack(t *testing.T) {
	d := newDesk(t)
	c := customer("klant")
	c.ID = "gdpr.controller"
	c.Shipped = true
	saved, err := d.SaveConcept(d.ctx, c)
	ok(t, err)
	if got := d.wants(""); got != "klant" || saved.Shipped {
		t.Errorf("replaced: %q", got)
	}
	ok(t, d.DeleteConcept(d.ctx, "", "gdpr.controller"))
	if got := d.wants(""); got != "verwerkingsverantwoordelijke" {
		t.Errorf("back: %q", got)
	}
	if err := d.DeleteConcept(d.ctx, "", "gdpr.controller"); !errors.Is(err, studio.ErrNotOwn) {
		t.Errorf("deleting what is shipped: %v", err)
	}
	if err := d.DeleteConcept(d.ctx, "", "nothing"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("deleting nothing: %v", err)
	}
	if _, err := d.SaveConcept(d.ctx, glossary.Concept{}); !errors.Is(err, glossary.ErrNoTerms) {
		t.Errorf("saving nothing: %v", err)
	}
	c.Client = "nobody"
	if _, err := d.SaveConcept(d.ctx, c); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("saving for nobody: %v", err)
	}
}

func (d *desk) takeIn(format glossary.Format, text string, opts studio.GlossaryOptions) studio.GlossaryReport {
	d.t.Helper()
	report, err := d.ImportGlossary(d.ctx, strings.NewReader(text), format, opts)
	ok(d.t, err)
	return report
}

func (d *desk) own() string {
	d.t.Helper()
	var out bytes.Buffer
	_, err := d.ExportGlossary(d.ctx, &out, glossary.CSV, studio.GlossaryExport{Own: true})
	ok(d.t, err)
	var lines []string
	for line := range strings.Lines(out.String()) {
		_, terms, _ := strings.Cut(line, ",,,,,") // behind the identifier and four empty fields
		lines = append(lines, strings.TrimSpace(terms))
	}
	return strings.Join(lines[1:], "; ")
}

func TestImportedTermsJoinThoseThatAreThere(t *testing.T) {
	d := newDesk(t)
	report := d.takeIn(glossary.CSV, "en;nl;fr\ncustomer;klant;client\nseller;verkoper;\n", studio.GlossaryOptions{})
	if report.Concepts != 2 || report.Terms != 5 || report.Changed != 2 {
		t.Errorf("%+v", report)
	}
	heard := len(d.events)
	report = d.takeIn(glossary.CSV, "en;nl\ncustomer;klant\nseller;verkoper\n", studio.GlossaryOptions{})
	if report.Changed != 0 || len(d.events) != heard {
		t.Errorf("again: %+v, %v", report, d.events[heard:])
	}
	dry := d.takeIn(glossary.CSV, "en;nl\ncustomer;afnemer\n", studio.GlossaryOptions{DryRun: true})
	before := d.own()
	report = d.takeIn(glossary.CSV, "en;nl\ncustomer;afnemer\nbuyer;koper\n", studio.GlossaryOptions{})
	if dry.Changed != 1 || report.Changed != 2 {
		t.Errorf("changed: %+v, dry %+v", report, dry)
	}
	after := d.own()
	if !strings.Contains(before, "klant") || strings.Contains(after, "klant") || !strings.Contains(after, "afnemer") ||
		!strings.Contains(after, "client") || strings.Index(after, "customer") > strings.Index(after, "seller") || strings.Index(after, "seller") > strings.Index(after, "buyer") {
		t.Errorf("before %s\nafter %s", before, after)
	}
}

// Other programs number their concepts anew in each file.
func TestForeignIdentifiersDoNotOverwrite(t *testing.T) {
	d := newDesk(t)
	d.takeIn(glossary.CSV, "id;en;nl\n1;customer;klant\n2;bank;bank\n3;bank;oever\n", studio.GlossaryOptions{})
	report := d.takeIn(glossary.CSV, "id;en;nl\n1;seller;verkoper\n", studio.GlossaryOptions{})
	got := d.own()
	for _, word := range []string{"klant", "verkoper", "oever"} {
		if !strings.Contains(got, word) {
			t.Errorf("%q is gone: %s", word, got)
		}
	}
	if report.Changed != 1 || strings.Count(got, "; ") != 3 {
		t.Errorf("%+v: %s", report, got)
	}
}

func TestABrokenFileChangesNothing(t *testing.T) {
	d := newDesk(t)
	d.unchanged(func() {
		_, err := d.ImportGlossary(d.ctx, strings.NewReader("en;nl\na;b\n\"c;d\n"), glossary.CSV, studio.GlossaryOptions{})
		var broken *glossary.FileError
		if !errors.As(err, &broken) || broken.Line != 3 {
			t.Errorf("%v", err)
		}
		if _, err := d.ImportGlossary(d.ctx, strings.NewReader("en;nl\na;b\n"), glossary.CSV, studio.GlossaryOptions{Client: "nobody"}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("for nobody: %v", err)
		}
	})
}

// What goes out and comes back as it is changes nothing, shipped or not.
func TestExportsComeBackUnchanged(t *testing.T) {
	d := newDesk(t)
	_, err := d.SaveConcept(d.ctx, customer("klant"))
	ok(t, err)
	for _, format := range []glossary.Format{glossary.CSV, glossary.TBX, glossary.TBX2} {
		var file bytes.Buffer
		written, err := d.ExportGlossary(d.ctx, &file, format, studio.GlossaryExport{})
		ok(t, err)
		report := d.takeIn(format, file.String(), studio.GlossaryOptions{})
		if written < 100 || report.Concepts != written || report.Changed != 0 || len(report.Rejected) != 0 {
			t.Errorf("%s: %d written, %+v", format, written, report)
		}
		changed := strings.Replace(file.String(), "verwerkingsverantwoordelijke", "regievoerder", 1)
		if report := d.takeIn(format, changed, studio.GlossaryOptions{DryRun: true}); report.Changed != 1 {
			t.Errorf("%s: %d changed", format, report.Changed)
		}
	}
}
