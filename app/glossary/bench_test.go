package glossary_test

import (
	"testing"

	"clausedesk/app/glossary"
)

const (
	benchSource = "The controller keeps your personal data for the retention period and asks its processors to do the same; you may withdraw your consent at any time and lodge a complaint with the supervisory authority."
	benchTarget = "De verwerkingsverantwoordelijke bewaart uw persoonsgegevens gedurende de bewaartermijn en vraagt zijn verwerkers hetzelfde te doen; u kunt uw toestemming op elk moment intrekken en een klacht indienen bij de toezichthoudende autoriteit."
)

// A segment as long as those of policies are.
func BenchmarkCheck(b *testing.B) {
	g := glossary.New(glossary.Shipped())
	if len(g.Check(benchSource, "en", benchTarget, "nl")) != 0 {
		b.Fatal("a faithful translation has problems")
	}
	for b.Loop() {
		g.Check(benchSource, "en", benchTarget, "nl")
	}
}

// Making ready what is looked up, for a pair of languages.
func BenchmarkFirstCheck(b *testing.B) {
	for b.Loop() {
		glossary.New(glossary.Shipped()).Check(benchSource, "en", benchTarget, "nl")
	}
}
