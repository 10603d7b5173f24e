package quality_test

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/markup"
	"clausedesk/app/quality"
	"clausedesk/app/vocabulary"
)

// denials are what an error drops, with what it leaves.
var denials = map[string][][2]string{
	"en": {{` do not `, " "}, {` does not `, " "}, {` is not `, " is "}, {` are not `, " are "}, {`cannot`, "can"}, {` not `, " "}, {` never `, " "}, {` no `, " "}},
	"nl": {{` niet `, " "}, {` geen `, " "}, {` nooit `, " "}, {` niemand `, " iemand "}, {` niet([.,])`, "$1"}},
	"fr": {
		{` ne ([\p{L}’ ]{2,14}) pas `, " $1 "},
		{` n’([\p{L}]{2,14}) pas `, " $1 "},
		{` ne ([\p{L}’ ]{2,14}) jamais `, " $1 "},
		{` n’([\p{L}]{2,14}) aucune? `, " $1 un "},
		{` ne ([\p{L}]{2,14}) aucune? `, " $1 un "},
		{` ne ([\p{L}’ ]{2,14}) plus `, " $1 "},
	},
	"de": {{` nicht `, " "}, {` nicht([.,])`, "$1"}, {` keine `, " eine "}, {` kein `, " ein "}, {` keinen `, " einen "}, {` niemals `, " "}},
	"id": {{` tidak `, " "}, {` bukan `, " "}, {` jangan `, " "}},
	"sq": {{` nuk `, " "}, {` mos `, " "}, {` asnjë `, " një "}},
}

// affirmations are where an error puts a denial.
var affirmations = map[string][][2]string{
	"en": {{` can `, " cannot "}, {` is `, " is not "}, {` are `, " are not "}, {` must `, " must not "}, {` have `, " have not "}},
	"nl": {{` kunt u `, " kunt u niet "}, {` kunt `, " kunt niet "}, {` zijn `, " zijn niet "}, {` moet `, " moet niet "}},
	"fr": {{` pouvez `, " ne pouvez pas "}, {` est `, " n’est pas "}, {` sont `, " ne sont pas "}, {` nous conservons `, " nous ne conservons pas "}},
	"de": {{` können `, " können nicht "}, {` ist `, " ist nicht "}, {` werden `, " werden nicht "}, {` sind `, " sind nicht "}},
	"id": {{` dapat `, " tidak dapat "}, {` adalah `, " bukan "}, {` akan `, " tidak akan "}, {` kami menyimpan `, " kami tidak menyimpan "}},
	"sq": {{` mund `, " nuk mund "}, {` është `, " nuk është "}, {` janë `, " nuk janë "}, {` kemi `, " nuk kemi "}},
}

func (s seeder) oneOf(text string, rows [][2]string) (string, bool) {
	for _, i := range s.Perm(len(rows)) {
		re := compiled(rows[i][0])
		if at := re.FindStringSubmatchIndex(masked(text)); at != nil {
			return text[:at[0]] + string(re.ExpandString(nil, rows[i][1], text, at)) + text[at[1]:], true
		}
	}
	return "", false
}

// denied reports that the source surely denies something: only then is a lost
// denial an error of the translation.
func denied(c couple) bool {
	for _, row := range denials[c.From] {
		if compiled(row[0]).MatchString(c.Source) {
			return true
		}
	}
	return false
}

// knownNames are those that the studio knows to stay.
var knownNames = []string{"Kestrel Mail GmbH", "Aurelia Vault B.V.", "Nimbus Ridge Inc.", "PayBright", "CardWing"}

func meaningOperators() []operator {
	return []operator{
		{"negation dropped", quality.RuleNegation, func(s seeder, c couple) (string, bool) {
			if !denied(c) {
				return "", false
			}
			return s.oneOf(c.Target, denials[c.To])
		}},
		{"negation added", quality.RuleNegation, func(s seeder, c couple) (string, bool) {
			return s.oneOf(c.Target, affirmations[c.To])
		}},
		{"name changed", quality.RuleName, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `Kestrel Mail|Aurelia Vault|Nimbus Ridge|PayBright|CardWing`, func(m string) string { return m[:2] + m[3:] })
		}},
		{"name of another", quality.RuleName, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `Kestrel Mail GmbH|Aurelia Vault B\.V\.|PayBright`, fixed("Nimbus Ridge Ltd"))
		}},
		{"country changed", quality.RuleCountry, func(s seeder, c couple) (string, bool) {
			return s.country(c, vocabulary.FormatValue("country", []string{"BR", "JP", "CA", "IN"}[s.pick(4)], c.To))
		}},
		{"country dropped", quality.RuleCountry, func(s seeder, c couple) (string, bool) {
			return s.country(c, "")
		}},
	}
}

// country replaces a country that both sides name, once on this side.
func (s seeder) country(c couple, with string) (string, bool) {
	for _, code := range strings.Fields("IE CH FR BE XK NL US DE") {
		from, to := vocabulary.FormatValue("country", code, c.From), vocabulary.FormatValue("country", code, c.To)
		if strings.Count(c.Source, from) == 1 && compiled(`(^| )`+to+`([ .,:]|$)`).MatchString(c.Target) && strings.Count(c.Target, to[:4]) == 1 {
			return strings.Replace(c.Target, to, with, 1), true
		}
	}
	return "", false
}

const wholeRules = quality.RuleSame + " " + quality.RuleLanguage + " " + quality.RuleLength + " " + anyFact + " " +
	quality.RuleNegation + " " + quality.RulePunctuation + " " + quality.RulePlaceholder + " " + quality.RuleMarks + " " +
	quality.RuleCountry + " " + quality.RuleCapital

// sentencesOf cuts a text where a small letter and a full stop come before a
// capital.
func sentencesOf(text string) []string {
	var out []string
	for {
		at := compiled(`[\p{Ll}][.?!] [\p{Lu}]`).FindStringIndex(text)
		if at == nil {
			return append(out, text)
		}
		_, size := utf8.DecodeLastRuneInString(text[:at[1]])
		cut := at[1] - size
		out, text = append(out, text[:cut]), text[cut:]
	}
}

func words(text string) int { return len(strings.Fields(text)) }

func wholeOperators() []operator {
	return []operator{
		{"left in the source language", quality.RuleSame, func(_ seeder, c couple) (string, bool) {
			return c.Source, words(c.Source) > 1 && c.Source != c.Target
		}},
		{"in a third language", quality.RuleLanguage, func(s seeder, c couple) (string, bool) {
			for _, lang := range strings.Fields("en nl fr de id sq") {
				if lang != c.From && lang != c.To && words(c.Target) > 6 {
					return c.sources[lang], true
				}
			}
			return "", false
		}},
		{"a sentence left in the source language", quality.RuleSame + " " + quality.RuleLanguage, func(s seeder, c couple) (string, bool) {
			from, to := sentencesOf(c.Source), sentencesOf(c.Target)
			i := s.pick(len(to))
			if len(from) != len(to) || len(from) < 2 || words(from[i]) < 6 {
				return "", false
			}
			to[i] = from[i]
			return strings.Join(to, ""), true
		}},
		{"a sentence lost", wholeRules, func(s seeder, c couple) (string, bool) {
			to := sentencesOf(c.Target)
			i := s.pick(len(to))
			if len(to) < 2 || words(to[i]) < 5 {
				return "", false
			}
			return strings.TrimSpace(strings.Join(append(append([]string{}, to[:i]...), to[i+1:]...), "")), true
		}},
		{"cut off in the middle", wholeRules, func(_ seeder, c couple) (string, bool) {
			fields := strings.Fields(c.Target)
			return strings.Join(fields[:len(fields)/2], " "), len(fields) > 7
		}},
		{"with a sentence of another", wholeRules, func(s seeder, c couple) (string, bool) {
			other := s.pool[s.pick(len(s.pool))].Target
			if words(other) < 10 || words(c.Target) < 5 || strings.Contains(other, "{{") || !strings.HasSuffix(other, ".") {
				return "", false
			}
			return c.Target + " " + other, true
		}},
	}
}

func styleOperators() []operator {
	return []operator{
		{"final mark lost", quality.RulePunctuation, func(_ seeder, c couple) (string, bool) {
			return strings.TrimRight(strings.TrimRight(c.Target, ".:?"), "\u00a0\u202f "), compiled(`[.:?]$`).MatchString(c.Target)
		}},
		{"final mark changed", quality.RulePunctuation, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `[\p{L}]\.$`, func(m string) string { return m[:len(m)-1] + "?" })
		}},
		{"bracket lost", quality.RulePunctuation, func(s seeder, c couple) (string, bool) {
			return s.outside(c.Target, ` \(`, fixed(" "))
		}},
		{"space before a comma", quality.RuleTypography, func(s seeder, c couple) (string, bool) {
			return s.outside(c.Target, `[\p{L}], `, func(m string) string { return strings.Replace(m, ",", " ,", 1) })
		}},
		{"no space behind a comma", quality.RuleTypography, func(s seeder, c couple) (string, bool) {
			return s.outside(c.Target, `[\p{L}], [\p{L}]`, func(m string) string { return strings.Replace(m, ", ", ",", 1) })
		}},
		{"French mark without its space", quality.RuleTypography, func(s seeder, c couple) (string, bool) {
			if c.To != "fr" {
				return "", false
			}
			return s.outside(c.Target, `[\x{a0}\x{202f}][:;?!]`, func(m string) string { return m[len(m)-1:] })
		}},
		{"French mark with a soft space", quality.RuleTypography, func(s seeder, c couple) (string, bool) {
			if c.To != "fr" {
				return "", false
			}
			return s.outside(c.Target, `[\x{a0}\x{202f}][:;?!]`, func(m string) string { return " " + m[len(m)-1:] })
		}},
		{"space before a colon", quality.RuleTypography, func(s seeder, c couple) (string, bool) {
			if c.To == "fr" {
				return "", false
			}
			return s.outside(c.Target, `[\p{L}][:;?]( |$)`, func(m string) string {
				_, size := utf8.DecodeRuneInString(m)
				return m[:size] + " " + m[size:]
			})
		}},
		{"quotes of another language", quality.RuleTypography, foreignQuotes},
		{"typewriter quotes", quality.RuleTypography, func(_ seeder, c couple) (string, bool) {
			out := compiled(`[„“”«»‘]`).ReplaceAllString(c.Target, `"`)
			return out, out != c.Target
		}},
		{"typewriter apostrophe", quality.RuleTypography, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `[\p{L}]’[\p{L}]`, func(m string) string { return strings.Replace(m, "’", "'", 1) })
		}},
		{"word twice", quality.RuleDoubled, func(s seeder, c couple) (string, bool) {
			return s.outside(c.Target, ` [\p{L}]{4,} `, func(m string) string { return m + m[1:] })
		}},
		{"first letter small", quality.RuleCapital, func(_ seeder, c couple) (string, bool) {
			r, size := utf8.DecodeRuneInString(c.Target)
			next, _ := utf8.DecodeRuneInString(c.Target[size:])
			prose := c.Kind == markup.SegmentHeading || c.Kind == markup.SegmentParagraph
			return string(unicode.ToLower(r)) + c.Target[size:], prose && unicode.IsUpper(r) && unicode.IsLower(next)
		}},
		{"letter lost", quality.RuleSpelling, func(s seeder, c couple) (string, bool) {
			return s.outside(c.Target, ` [\p{Ll}]{7,}[ .,]`, func(m string) string {
				runes := []rune(m)
				return string(append(runes[:4:4], runes[5:]...))
			})
		}},
	}
}

func foreignQuotes(s seeder, c couple) (string, bool) {
	for _, own := range []string{"„“", "“”", "«»", "‘’"} {
		runes := []rune(own)
		if !strings.ContainsRune(c.Target, runes[0]) {
			continue
		}
		with := strings.NewReplacer(string(runes[0]), "„", string(runes[1]), "“")
		switch c.To {
		case "de", "sq":
			with = strings.NewReplacer(string(runes[0]), "‹", string(runes[1]), "›")
		}
		return with.Replace(c.Target), true
	}
	return "", false
}
