package compare

import (
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// Issue says in what two languages of one policy differ.
type Issue string

// The issues.
const (
	ClauseMissing Issue = "clause_missing" // in the language that is named
	BlocksMissing Issue = "blocks_missing" // paragraphs, items or rows
	WrongLanguage Issue = "wrong_language" // the text is in Found
	OrderDiffers  Issue = "order_differs"
)

// Mismatch is a place where two languages of one policy differ.
type Mismatch struct {
	Issue   Issue
	ID      policy.ID
	Number  string
	Heading string // where there is one, in the language that has it
	Lang    string // in which something is missing or wrong
	Count   int    // of blocks that are missing
	Found   string // the language that was recognised instead
}

// Recognise names the language of a text, and says whether that is sure.
type Recognise func(text string) (lang string, sure bool)

// Structure lists where two languages of one policy differ in what they have:
// clauses, and the blocks within them. Each clause that is surely in another
// language than it should be is listed too. It does not judge translations.
func Structure(first, second policy.Text, recognise Recognise) []Mismatch {
	c := newComparison(first, second)
	c.byID()
	c.findMoved()
	var out []Mismatch
	for _, p := range c.inOrder() {
		switch {
		case p.b == none:
			out = append(out, c.a[p.a].mismatch(ClauseMissing, second.Lang))
			out = append(out, c.a[p.a].inOther(first.Lang, recognise)...)
		case p.a == none:
			out = append(out, c.b[p.b].mismatch(ClauseMissing, first.Lang))
			out = append(out, c.b[p.b].inOther(second.Lang, recognise)...)
		default:
			out = append(out, c.inBoth(p, first.Lang, second.Lang)...)
			out = append(out, c.a[p.a].inOther(first.Lang, recognise)...)
			out = append(out, c.b[p.b].inOther(second.Lang, recognise)...)
		}
	}
	return out
}

func (s *side) mismatch(issue Issue, lang string) Mismatch {
	return Mismatch{
		Issue: issue, ID: s.ID, Number: s.Number, Heading: markup.PlainInline(markup.ParseInline(s.Heading)), Lang: lang,
	}
}

// inBoth compares the shapes of a clause in both languages.
func (c *comparison) inBoth(p pair, first, second string) []Mismatch {
	var out []Mismatch
	a, b := &c.a[p.a], &c.b[p.b]
	if c.moved[p.b] {
		out = append(out, a.mismatch(OrderDiffers, second))
	}
	common := commonWords(shapes(a.leaves), shapes(b.leaves))
	for _, side := range []struct {
		lang    string
		missing int
	}{{second, len(a.leaves) - common}, {first, len(b.leaves) - common}} {
		if side.missing > 0 {
			m := a.mismatch(BlocksMissing, side.lang)
			m.Count = side.missing
			out = append(out, m)
		}
	}
	return out
}

// shapes numbers what blocks are, but for their words.
func shapes(leaves []leaf) []int {
	out := make([]int, len(leaves))
	for i := range leaves {
		number := 0
		for _, r := range leaves[i].shape() {
			number = number*31 + int(r)
		}
		out[i] = number + len(leaves[i].cells)<<40
	}
	return out
}

// inOther says that a clause is surely in another language than it should be.
func (s *side) inOther(lang string, recognise Recognise) []Mismatch {
	text := ""
	for i := range s.leaves {
		text += s.leaves[i].text() + "\n"
	}
	found, sure := recognise(text)
	if !sure || found == lang || baseOf(found) == baseOf(lang) {
		return nil
	}
	m := s.mismatch(WrongLanguage, lang)
	m.Found = found
	return []Mismatch{m}
}

func baseOf(lang string) string {
	for i, r := range lang {
		if r == '-' {
			return lang[:i]
		}
	}
	return lang
}
