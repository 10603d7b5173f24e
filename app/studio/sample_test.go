package studio_test

import (
	"slices"
	"testing"

	"clausedesk/app/check"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

// TestTheSampleIsReadyToPublish: no error finding, each segment approved, a
// fact for every required one, and each character can be printed.
func TestTheSampleIsReadyToPublish(t *testing.T) {
	d := newDesk(t)
	samples, err := d.AddSample(d.ctx)
	ok(t, err)
	if len(samples) != 3 {
		t.Fatalf("%d policies", len(samples))
	}
	var languages []string
	for _, sample := range samples {
		snap := d.snapshot(sample.ID)
		findings, err := d.Check(d.ctx, sample.ID)
		ok(t, err)
		for _, f := range findings {
			if f.Severity == policy.SeverityError || f.Rule == check.RuleFactMissing || f.Rule == check.RuleFactInvalid {
				t.Errorf("%s: %+v", snap.Client.Name, f)
			}
		}
		for _, lang := range snap.Policy.TargetLang {
			p := translate.ProgressOf(snap, lang)
			if n := p.ByState[policy.Approved].Segments; n != p.Total.Segments || n == 0 {
				t.Errorf("%s in %s: %+v", snap.Client.Name, lang, p.ByState)
			}
		}
		for _, lang := range snap.Policy.Languages() {
			languages = append(languages, lang)
			if snap.Policy.Titles[lang] == "" {
				t.Errorf("%s has no title in %s", snap.Client.Name, lang)
			}
			text, err := d.Text(d.ctx, sample.ID, 0, lang)
			ok(t, err)
			if missing := pdf.Uncovered(text); len(missing) > 0 {
				t.Errorf("%s in %s cannot print %+v", snap.Client.Name, lang, missing)
			}
		}
		d.publish(sample.ID, sample.Effective)
	}
	slices.Sort(languages)
	if want := []string{"en", "en", "en", "fr", "id", "nl"}; !slices.Equal(languages, want) {
		t.Errorf("languages %v, want %v", languages, want)
	}
}

func TestTheSampleIsAddedToAnEmptyLibraryOnly(t *testing.T) {
	d := newDesk(t)
	d.notice()
	before := d.census()
	samples, err := d.AddSample(d.ctx)
	ok(t, err)
	if len(samples) != 0 || d.census() != before {
		t.Errorf("added %v", samples)
	}
}
