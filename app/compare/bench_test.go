package compare

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"clausedesk/app/policy"
)

// longPolicy writes about that many words in clauses of three paragraphs and a
// list.
func longPolicy(words int) policy.Text {
	random := rand.New(rand.NewSource(7))
	vocabulary := strings.Fields("the of and to we you your data is are for with by in on processing personal information account service " +
		"contract consent retention provider hosting period request access rectification erasure portability objection authority complaint " +
		"analytics cookie device browser address invoice payment customer website application employee controller processor transfer country " +
		"adequacy clause security measure encryption backup newsletter marketing legitimate interest obligation law purpose category recipient")
	sentence := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = vocabulary[random.Intn(len(vocabulary))]
		}
		return strings.Join(out, " ") + "."
	}
	text := policy.Text{Lang: "en", Title: "Privacy", Client: "Studio"}
	for n := 0; words > 0; n++ {
		body := sentence(30) + " " + sentence(20) + "\n\n" + sentence(35) + "\n\n- " + sentence(8) + "\n- " + sentence(6)
		text.Clauses = append(text.Clauses, policy.TextClause{
			ID: policy.ID(fmt.Sprint(n)), Number: fmt.Sprint(n + 1), Heading: fmt.Sprintf("Clause %d", n), Body: body,
		})
		words -= 101
	}
	return text
}

// revised changes words here and there, moves a clause, drops one and adds one.
func revised(text policy.Text, every int) policy.Text {
	random := rand.New(rand.NewSource(8))
	out := text
	out.Clauses = append([]policy.TextClause(nil), text.Clauses...)
	for i := range out.Clauses {
		fields := strings.SplitAfter(out.Clauses[i].Body, " ")
		for k := range fields {
			if random.Intn(every) == 0 && len(fields[k]) > 3 {
				fields[k] = "other "
			}
		}
		out.Clauses[i].Body = strings.Join(fields, "")
	}
	out.Clauses = append(out.Clauses[:3], out.Clauses[4:]...)
	moved := out.Clauses[10]
	out.Clauses = append(out.Clauses[:10], out.Clauses[11:]...)
	return policy.Text{Lang: out.Lang, Title: out.Title, Client: out.Client, Clauses: append(out.Clauses, moved)}
}

func BenchmarkTexts(b *testing.B) {
	before := longPolicy(10_000)
	for _, every := range []int{50, 3} {
		after := revised(before, every)
		b.Run(fmt.Sprintf("one word in %d", every), func(b *testing.B) {
			for b.Loop() {
				Texts(before, after)
			}
		})
	}
	foreign := revised(before, 50)
	for i := range foreign.Clauses {
		foreign.Clauses[i].ID += "x"
	}
	b.Run("from elsewhere", func(b *testing.B) {
		for b.Loop() {
			Texts(before, foreign)
		}
	})
}
