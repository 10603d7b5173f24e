package translate

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// Change is how the answers of a policy, or of its client, change. Brought are
// the units that were written together with it; any other text that is new was
// typed in a form, by By.
type Change struct {
	Own           bool // the policy's, not its client's
	Before, After policy.Answers
	Brought       []policy.Unit
	By            string
}

// Follow carries the translations of answers over when these change: the texts
// go with their rows, and so does what is known of each. An answer that reads
// differently leaves its translations stale. A text that was typed in a form is
// a draft made from the answer as it reads then; one that went keeps a unit
// without a target, for the history. Translations of an answer that is gone
// wait as policy.Detached, and return with their text. Units are all of this
// owner's; those of other owners are left out.
func Follow(c Change, units []policy.Unit) []policy.Unit {
	f := follower{Change: c, now: segmentsOf(c.Own, c.After), came: map[unitPlace]policy.Unit{}, brought: map[unitPlace]policy.Unit{}}
	for _, unit := range c.Brought {
		f.brought[placeOfUnit(unit)] = unit
	}
	f.carry(units)
	var out []policy.Unit
	for _, s := range f.now {
		for _, lang := range f.languages(s) {
			if unit, worth := f.settle(s, lang); worth {
				out = append(out, unit)
			}
		}
	}
	for _, unit := range f.waiting {
		if unit.Pos = policy.Detached; !slices.Contains(out, unit) {
			out = append(out, unit)
		}
	}
	return out
}

type unitPlace struct {
	clause policy.ID
	lang   string
	pos    int
}

func placeOfUnit(u policy.Unit) unitPlace { return unitPlace{u.ClauseID, u.Lang, u.Pos} }

type follower struct {
	Change
	now     []segment
	came    map[unitPlace]policy.Unit // by the place where the answer is now
	brought map[unitPlace]policy.Unit
	waiting []policy.Unit // of answers that are gone
}

// carry moves units with the rows that they belong to. A text that has no unit
// is a draft that was made from the answer as it read before.
func (f *follower) carry(units []policy.Unit) {
	known := map[unitPlace]policy.Unit{}
	for _, unit := range units {
		if own, _, ok := policy.AnswerOf(unit.ClauseID); !ok || own != f.Own {
			continue
		}
		if unit.Pos == policy.Detached {
			f.waiting = append(f.waiting, unit)
		} else {
			known[placeOfUnit(unit)] = unit
		}
	}
	places := f.moved()
	for _, s := range segmentsOf(f.Own, f.Before) {
		to, stays := places[rowPlace{s.Register, s.Row, s.Key}]
		for key, text := range s.Texts {
			lang, translated := strings.CutPrefix(string(key), string(s.Key)+"@")
			text = strings.TrimSpace(text)
			if !translated || text == "" {
				continue
			}
			at := unitPlace{s.clause, lang, s.pos}
			unit, has := known[at]
			if !has || !says(unit, text) {
				unit = policy.Unit{
					ClauseID: s.clause, Lang: lang, Source: markup.Literal(s.Source("")), Target: markup.Literal(text), State: policy.Draft,
				}
			}
			unit.Pos = to
			if stays {
				f.came[placeOfUnit(unit)] = unit
			} else if has {
				f.waiting = append(f.waiting, unit)
			}
		}
	}
}

// rowPlace is where an answer stands in the forms.
type rowPlace struct {
	register string
	row      int
	key      policy.FactKey
}

// moved tells for each answer there was which place it has now.
func (f *follower) moved() map[rowPlace]int {
	was := map[string][]int{}
	for name, records := range f.After.Registers {
		was[name] = pairRows(f.Before.Registers[name], records)
	}
	out := map[rowPlace]int{}
	for _, s := range f.now {
		switch {
		case s.Register == "":
			out[rowPlace{"", 0, s.Key}] = s.pos
		case was[s.Register][s.Row] >= 0:
			out[rowPlace{s.Register, was[s.Register][s.Row], s.Key}] = s.pos
		}
	}
	return out
}

// languages lists those that an answer has a version in, or had.
func (f *follower) languages(s segment) []string {
	met := map[string]bool{}
	for key := range s.Texts {
		if lang, translated := strings.CutPrefix(string(key), string(s.Key)+"@"); translated {
			met[lang] = true
		}
	}
	for _, units := range []map[unitPlace]policy.Unit{f.came, f.brought} {
		for at := range units {
			if at.clause == s.clause && at.pos == s.pos {
				met[at.lang] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(met))
}

// settle returns the unit of an answer in a language; false where it would say
// no more than the answers do.
func (f *follower) settle(s segment, lang string) (policy.Unit, bool) {
	at, text := unitPlace{s.clause, lang, s.pos}, s.In(lang)
	came, had := f.came[at]
	if unit, is := f.brought[at]; is && says(unit, text) {
		return unit, text != "" || had
	}
	source := markup.Literal(s.Source(""))
	switch {
	case text == "":
		return policy.Unit{ClauseID: s.clause, Lang: lang, Pos: s.pos, Source: source, State: policy.Untranslated, By: f.By}, had
	case had && says(came, text):
		return came, came.Source != source || came != bare(came)
	}
	if unit, found := f.returned(s, lang, text); found {
		return unit, true
	}
	return policy.Unit{
		ClauseID: s.clause, Lang: lang, Pos: s.pos, Source: source, Target: markup.Literal(text), State: policy.Draft,
		By: f.By, Via: policy.ViaTyped,
	}, true
}

// returned finds what waits for a text that comes back: best one made from the
// answer as it reads; any other was stale when it went, and is so again.
func (f *follower) returned(s segment, lang, text string) (policy.Unit, bool) {
	best := -1
	for i, unit := range f.waiting {
		if unit.ClauseID != s.clause || unit.Lang != lang || !says(unit, text) {
			continue
		}
		if made := s.made(unit.Source, lang); made || best < 0 {
			best = i
			if made {
				break
			}
		}
	}
	if best < 0 {
		return policy.Unit{}, false
	}
	unit := f.waiting[best]
	f.waiting = slices.Delete(f.waiting, best, best+1)
	unit.Pos = s.pos
	return unit, true
}

// bare is a unit of which nothing is known but its texts: a row without one
// reads the same.
func bare(u policy.Unit) policy.Unit {
	return policy.Unit{
		ClauseID: u.ClauseID, Lang: u.Lang, Pos: u.Pos, Source: u.Source,
		Target: markup.Literal(markup.Plainly(u.Target)), State: policy.Draft,
	}
}

// pairRows tells for each row of a register which row it was before, -1 for a
// new one: rows that read the same, in order and then wherever they went, and
// of the others those that are most alike.
func pairRows(before, after []policy.Record) []int {
	was := slices.Repeat([]int{-1}, len(after))
	spent := make([]bool, len(before))
	join := func(a, b int) { was[b], spent[a] = a, true }
	texts := func(records []policy.Record) []string {
		out := make([]string, len(records))
		for i, record := range records {
			out[i] = fmt.Sprint(record) // in the order of its keys
		}
		return out
	}
	old, now := texts(before), texts(after)
	for _, p := range lcs(old, now) {
		join(p.a, p.b)
	}
	for best := always; best >= 0; best-- {
		for b := range after {
			for a := range before {
				if was[b] < 0 && !spent[a] && (old[a] == now[b] || best < always && min(alike(before[a], after[b]), always-1) == best) {
					join(a, b)
				}
			}
		}
	}
	return was
}

// always is more fields than a row has.
const always = 40

// alike counts the fields in which two rows agree.
func alike(a, b policy.Record) int {
	n := 0
	for key, text := range a {
		if text != "" && b[key] == text {
			n++
		}
	}
	return n
}

// Inherit prepares a change by which a policy gets registers of its own in
// place of its client's: their rows come from there, and what is known of their
// translations with them. Units are those of both; it returns the policy's.
func Inherit(c *Change, client policy.Answers, units []policy.Unit) []policy.Unit {
	var out []policy.Unit
	before := c.Before.Registers.Clone()
	fresh := map[string]bool{}
	for name := range c.After.Registers {
		if _, had := before[name]; !had && client.Registers[name] != nil {
			before[name], fresh[name] = client.Registers[name], true
		}
	}
	c.Before.Registers = before
	for _, unit := range units {
		own, name, ok := policy.AnswerOf(unit.ClauseID)
		switch {
		case ok && own:
			out = append(out, unit)
		case ok && fresh[name] && unit.Pos != policy.Detached:
			unit.ClauseID = policy.AnswerClause(true, name)
			out = append(out, unit)
		}
	}
	return out
}
