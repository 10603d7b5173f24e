package quality_test

import (
	"testing"
	"time"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/translate"
)

// twoHundred is a policy of about 200 segments with its translation.
func twoHundred() policy.Snapshot {
	snap := policy.Snapshot{Policy: policy.Policy{SourceLang: "en", TargetLang: []string{"nl"}}}
	segments := 0
	for _, c := range library.Builtin().Clauses() {
		words, target := c.Plain["en"], c.Plain["nl"]
		clause := policy.Clause{ID: policy.ID(c.ID), Heading: words.Heading, Body: words.Body}
		from, to := markup.Segments(words.Heading, words.Body), markup.Segments(target.Heading, target.Body)
		for i := range from {
			snap.Units = append(snap.Units, policy.Unit{
				ClauseID: clause.ID, Lang: "nl", Pos: i, Source: from[i].Source, Target: to[i].Source, State: policy.Approved,
			})
		}
		snap.Policy.Clauses = append(snap.Policy.Clauses, clause)
		if segments += len(from); segments >= 200 {
			break
		}
	}
	return snap
}

func checkAll(rows []translate.Row) (problems int) {
	for _, row := range rows {
		problems += len(quality.Check(quality.Pair{Source: row.Source, Target: row.Target, From: "en", To: "nl", Kind: row.Kind}, nil))
	}
	return problems
}

// BenchmarkCheckAgain checks a policy whose texts were read before.
func BenchmarkCheckAgain(b *testing.B) {
	rows := translate.Rows(twoHundred(), "nl")
	checkAll(rows)
	for b.Loop() {
		checkAll(rows)
	}
}

// BenchmarkCheck checks a policy of 200 segments in one language, and says how
// that compares with putting the policy into words.
func BenchmarkCheck(b *testing.B) {
	snap := twoHundred()
	rows := translate.Rows(snap, "nl")
	checkAll(rows) // reads the words of both languages
	b.ResetTimer()
	for b.Loop() {
		quality.Forget()
		checkAll(rows)
	}
	perCheck := b.Elapsed() / time.Duration(b.N)
	b.StopTimer()
	start := time.Now()
	for i := range 10 {
		markup.Resolve(snap, "nl", markup.Issue{Number: i + 1}) // another version: nothing is remembered
	}
	perResolve := time.Since(start) / 10
	b.ReportMetric(float64(perCheck.Microseconds())/1000, "ms/policy")
	b.ReportMetric(float64(perCheck)/float64(perResolve), "x-resolve")
	b.ReportMetric(float64(len(rows)), "segments")
}
