package studio

import (
	"slices"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

// fromManuscript returns, for each clause of a manuscript, its translations: as
// they were in the languages it had, carried along in those that came later.
// What a language has now and had not then waits, detached, for its text.
func fromManuscript(snap policy.Snapshot, m policy.Manuscript) map[policy.ID][]policy.Unit {
	then, now := byClause(m.Units), byClause(snap.Units)
	out := map[policy.ID][]policy.Unit{}
	for _, placed := range policy.Flatten(m.Clauses) {
		id := placed.ID
		units := keepIn(then[id], snap.Policy.TargetLang)
		for _, unit := range carried(snap, *placed.Clause, now[id]) {
			if !slices.Contains(m.TargetLang, unit.Lang) {
				units = append(units, unit)
			}
		}
		out[id] = withWaiting(units, keepIn(now[id], m.TargetLang))
	}
	return out
}

func byClause(units []policy.Unit) map[policy.ID][]policy.Unit {
	out := map[policy.ID][]policy.Unit{}
	for _, unit := range units {
		out[unit.ClauseID] = append(out[unit.ClauseID], unit)
	}
	return out
}

func keepIn(units []policy.Unit, langs []string) []policy.Unit {
	return slices.DeleteFunc(slices.Clone(units), func(u policy.Unit) bool { return !slices.Contains(langs, u.Lang) })
}

// carried are the translations of a clause moved along to how it reads then.
func carried(snap policy.Snapshot, to policy.Clause, units []policy.Unit) []policy.Unit {
	var before []markup.Segment
	if now := policy.Find(snap.Policy.Clauses, to.ID); now != nil {
		before = markup.Segments(now.Heading, now.Body)
	}
	return translate.Realign(before, markup.Segments(to.Heading, to.Body), units)
}

// withWaiting adds what is translated now and has no place then.
func withWaiting(units, now []policy.Unit) []policy.Unit {
	type text struct{ lang, source string }
	known := map[text]bool{}
	for _, unit := range units {
		known[text{unit.Lang, unit.Source}] = true
	}
	for _, unit := range now {
		key := text{unit.Lang, unit.Source}
		if unit.Target == "" || known[key] {
			continue
		}
		known[key], unit.Pos = true, policy.Detached
		units = append(units, unit)
	}
	return units
}

// fromTexts makes a draft of a version that has no manuscript. A clause that
// still reads as it did then is kept as it is edited; another takes the words
// of then, with the answers filled in. Hidden clauses, and those whose
// condition does not hold, are in no version and stay.
func fromTexts(snap policy.Snapshot, content policy.Content) ([]policy.Clause, map[policy.ID][]policy.Unit, error) {
	source := snap.Policy.SourceLang
	text, has := content.TextIn(source)
	if !has {
		return nil, nil, ErrRestoreSource
	}
	issue := markup.Issue{Number: content.Number, Effective: content.Effective}
	reads := inText(markup.Resolve(snap, source, issue).Text)
	var flat []leveled
	units := map[policy.ID][]policy.Unit{}
	now := byClause(snap.Units)
	for _, then := range text.Clauses {
		c := clauseOf(snap, then)
		if read, is := reads[then.ID]; is && read.Heading == then.Heading && read.Body == then.Body {
			c = *policy.Find(snap.Policy.Clauses, then.ID)
		}
		c.Children = nil
		flat = append(flat, leveled{then.Depth, c})
		units[c.ID] = carried(snap, c, now[c.ID])
	}
	for _, lang := range snap.Policy.TargetLang {
		if then, has := content.TextIn(lang); has {
			translateAsThen(units, flat, then, inText(markup.Resolve(snap, lang, issue).Text))
		}
	}
	tree, _ := nested(flat, 0)
	return append(tree, unseen(snap.Shown(), inText(text))...), units, nil
}

func inText(text policy.Text) map[policy.ID]policy.TextClause {
	out := map[policy.ID]policy.TextClause{}
	for _, c := range text.Clauses {
		out[c.ID] = c
	}
	return out
}

// clauseOf is a clause with the words of a version, and what the draft knows of
// it beside them.
func clauseOf(snap policy.Snapshot, then policy.TextClause) policy.Clause {
	c := policy.Clause{ID: then.ID, Origin: policy.OriginWritten}
	if now := policy.Find(snap.Policy.Clauses, then.ID); now != nil {
		c.Topic, c.Origin, c.Library = now.Topic, now.Origin, now.Library
	}
	if c.Origin == policy.OriginLinked {
		c.Origin = policy.OriginUnlocked
	}
	c.Heading, c.Body = then.Heading, then.Body
	return c
}

// translateAsThen puts the words of a version in one language to its clauses,
// as drafts, where the two have the same structure and the language does not
// read so already.
func translateAsThen(units map[policy.ID][]policy.Unit, flat []leveled, then policy.Text, reads map[policy.ID]policy.TextClause) {
	said := inText(then)
	for _, at := range flat {
		was, has := said[at.clause.ID]
		if now := reads[at.clause.ID]; !has || now.Heading == was.Heading && now.Body == was.Body {
			continue
		}
		target := policy.Clause{ID: at.clause.ID, Heading: was.Heading, Body: was.Body}
		made, err := translate.Align([]policy.Clause{at.clause}, []policy.Clause{target}, then.Lang)
		if err != nil {
			continue
		}
		all := slices.DeleteFunc(slices.Clone(units[at.clause.ID]), func(u policy.Unit) bool {
			return u.Lang == then.Lang && u.Pos != policy.Detached
		})
		for _, unit := range made {
			if unit.Target != unit.Source {
				unit.State = policy.Draft
				all = append(all, unit)
			}
		}
		units[at.clause.ID] = all
	}
}

// leveled is a clause with its depth.
type leveled struct {
	depth  int
	clause policy.Clause
}

// nested makes a tree of clauses in reading order, and returns what comes
// after it: a clause that is less deep.
func nested(flat []leveled, depth int) (tree []policy.Clause, rest []leveled) {
	for len(flat) > 0 && flat[0].depth >= depth {
		c := flat[0].clause
		c.Children, flat = nested(flat[1:], flat[0].depth+1)
		tree = append(tree, c)
	}
	return tree, flat
}

// unseen are the clauses that no document shows, with what is below them, less
// what a text has.
func unseen(shown []policy.Clause, in map[policy.ID]policy.TextClause) []policy.Clause {
	var out []policy.Clause
	for _, c := range shown {
		if _, has := in[c.ID]; has || !c.Hidden && !c.Absent {
			out = append(out, unseen(c.Children, in)...)
			continue
		}
		c.Children = unseen(c.Children, in)
		out = append(out, c)
	}
	return out
}
