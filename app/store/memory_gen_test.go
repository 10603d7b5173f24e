package store

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"clausedesk/app/memory"
)

// A memory as studios have it: phrases that come back again and again, with
// other recipients, data, numbers and dates in them, beside sentences that
// stand once, and headings of a few words. The words for what differs follow
// Zipf's law.
var (
	genSubjects = strings.Split("we|our company|the controller|the processor|our hosting provider|the service|this site|our team|the data protection officer|the authority", "|")
	genVerbs    = strings.Split("process|collect|store|share|delete|review|transfer|protect|use|receive|keep|disclose|correct|restrict|combine|encrypt", "|")
	genObjects  = strings.Split("your name and e-mail address|your order history|payment details|technical logs|your IP address|cookie identifiers|support messages|photographs|your curriculum vitae|location data|delivery addresses|invoices|survey answers|your preferences", "|")
	genPurposes = strings.Split("to send our newsletter|to perform the contract|to answer your questions|to meet a legal obligation|to prevent fraud|to improve the service|to measure visits|to show advertisements|to ship what you ordered|to handle complaints", "|")
	genEnds     = strings.Split("for {n} days|for {n} months after the contract ended|until you object|as long as the law requires|within {n} days of your request|since {d}|for at most {n} years|unless you withdraw your consent", "|")
	genHeads    = strings.Split("Your rights|Cookies|Retention|Who we are|Transfers to third countries|Security|Recipients|Contact|Changes to this notice|Automated decisions|Minors|Legal bases", "|")
)

type memoryGen struct {
	*rand.Rand
	zipf  *rand.Zipf
	words []string
}

func newMemoryGen(seed uint64) *memoryGen {
	r := rand.New(rand.NewPCG(seed, 4))
	g := &memoryGen{Rand: rand.New(rand.NewPCG(7, 7)), zipf: rand.NewZipf(r, 1.1, 4, 29999)}
	for range 30000 { // the same words for every seed
		g.words = append(g.words, g.word())
	}
	g.Rand = r
	return g
}

func (g *memoryGen) word() string {
	parts := strings.Fields("ba ce di fo gu lan mer nis por tas vel xin dro kle sti qua re con pro ter ment tion ing al ous er")
	var out strings.Builder
	for range 2 + g.IntN(3) {
		out.WriteString(parts[g.IntN(len(parts))])
	}
	return out.String()
}

func (g *memoryGen) one(list []string) string { return list[g.IntN(len(list))] }
func (g *memoryGen) rare() string             { return g.words[g.zipf.Uint64()] }

func (g *memoryGen) source() string {
	switch g.IntN(10) {
	case 0:
		return g.one(genHeads) + " " + g.rare()
	case 1, 2, 3:
		return g.free(4 + g.IntN(25))
	}
	text := fmt.Sprintf("%s %s %s %s %s", g.one(genSubjects), g.one(genVerbs), g.one(genObjects), g.one(genPurposes), g.one(genEnds))
	if g.IntN(2) == 0 {
		text += " and " + g.one(genVerbs) + " the " + g.rare() + " " + g.rare() + " " + g.one(genPurposes)
	}
	text = strings.ReplaceAll(text, "{n}", fmt.Sprint(1+g.IntN(120)))
	text = strings.ReplaceAll(text, "{d}", g.date())
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

func (g *memoryGen) date() string {
	return time.Date(2015+g.IntN(12), time.Month(1+g.IntN(12)), 1+g.IntN(28), 0, 0, 0, 0, time.UTC).Format("2 January 2006")
}

// free is a sentence that is no pattern's.
func (g *memoryGen) free(words int) string {
	var out []string
	for range words {
		switch g.IntN(3) {
		case 0:
			out = append(out, g.one([]string{"the", "of", "and", "to", "in", "for", "a", "your", "or", "by", "with", "is"}))
		default:
			out = append(out, g.rare())
		}
	}
	return strings.Join(out, " ") + "."
}

// entries makes a memory; the targets only have to differ.
func (g *memoryGen) entries(n int) iter.Seq2[memory.Entry, error] {
	return func(yield func(memory.Entry, error) bool) {
		for i := range n {
			source := g.source()
			e := memory.Entry{
				From: "en", To: "nl", Source: source, Target: fmt.Sprintf("%s (%d)", strings.ReplaceAll(source, " the ", " de "), i),
				Origin: "generated.tmx", Changed: time.Date(2026, 1, 1, 0, 0, i, 0, time.UTC),
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

// mutate changes what a translator meets changed: a few words, a letter, a
// number.
func (g *memoryGen) mutate(text string) string {
	words := strings.Fields(text)
	for range 1 + g.IntN(3) {
		at := g.IntN(len(words))
		switch g.IntN(5) {
		case 0:
			words[at] = g.rare()
		case 1:
			words = append(words[:at:at], append([]string{g.rare()}, words[at:]...)...)
		case 2:
			if len(words) > 2 {
				words = append(words[:at:at], words[at+1:]...)
			}
		case 3:
			words[at] += "s"
		default:
			if strings.Trim(words[at], "0123456789") == "" {
				words[at] = fmt.Sprint(1 + g.IntN(120))
			} else if len(words[at]) > 3 {
				words[at] = words[at][:1] + words[at][2:]
			}
		}
	}
	return strings.Join(words, " ")
}
