package explain

import (
	"strings"

	"clausedesk/app/compare"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

// mostNamed is how many clauses, records or changes of one kind a summary
// names; of more it says how many there are.
const mostNamed = 4

// Changes sums up what changed in one paragraph, by topic: the answers first,
// then figures and addresses in the wording, then the clauses. The answers may
// be empty where they are not known.
func Changes(loc *i18n.Localizer, d compare.Diff, before, after policy.Answers) string {
	s := summary{loc: loc}
	s.words, _ = vocabulary.In(loc.Language())
	points := compare.Answers(before, after)
	for _, def := range policy.RegisterDefs() {
		s.register(def, points)
	}
	s.facts(points)
	s.wording(compare.Wording(d))
	for _, change := range []compare.Change{compare.Added, compare.Removed, compare.Moved, compare.Changed} {
		s.clauses(d, change)
	}
	if d.Before.Title != d.After.Title && d.Before.Lang == d.After.Lang {
		s.say("changes.title", i18n.Data{"From": d.Before.Title, "To": d.After.Title})
	}
	if len(s.sentences) == 0 {
		return loc.T("changes.none")
	}
	return strings.Join(s.sentences, " ")
}

type summary struct {
	loc       *i18n.Localizer
	words     *vocabulary.Words
	sentences []string
	told      []string // what the answers said already
}

func (s *summary) say(key string, data i18n.Data) {
	s.sentences = append(s.sentences, s.loc.T(key, data))
}

func (s *summary) count(key string, n int, data i18n.Data) {
	s.sentences = append(s.sentences, s.loc.N(key, n, data))
}

// register tells what came, went and changed in a register.
func (s *summary) register(def policy.RegisterDef, points []compare.Point) {
	topic := s.loc.T("register." + def.Name)
	changes := 0
	for _, p := range points {
		switch {
		case p.Register != def.Name:
		case p.Key != "":
			if changes++; changes <= mostNamed {
				s.field(topic, def, p)
			}
		default:
			s.records("changes.records_added", topic, def, p.Added)
			s.records("changes.records_removed", topic, def, p.Removed)
		}
	}
	if changes > mostNamed {
		s.count("changes.records_more", changes-mostNamed, i18n.Data{"Topic": topic})
	}
}

func (s *summary) records(key, topic string, def policy.RegisterDef, records []policy.Record) {
	if len(records) == 0 {
		return
	}
	var names []string
	for _, record := range records {
		names = append(names, s.name(def, record))
	}
	s.count(key, len(records), i18n.Data{"Topic": topic, "Names": s.list(names)})
}

func (s *summary) name(def policy.RegisterDef, record policy.Record) string {
	return s.answer(def.Fields[0], record[def.Fields[0].Key])
}

func (s *summary) field(topic string, def policy.RegisterDef, p compare.Point) {
	field, _ := def.Field(p.Key)
	s.changed([3]string{"changes.field", "changes.field_set", "changes.field_unset"}, p, field, i18n.Data{
		"Topic": topic, "Name": s.name(def, p.Record), "Field": s.loc.T("field." + def.Name + "." + string(field.Key)),
	})
}

// changed tells from what to what an answer changed, or that it came or went:
// a key for each.
func (s *summary) changed(keys [3]string, p compare.Point, def policy.FieldDef, data i18n.Data) {
	data["From"], data["To"] = s.answer(def, p.From), s.answer(def, p.To)
	switch {
	case p.From == "":
		s.say(keys[1], data)
	case p.To == "":
		s.say(keys[2], data)
	default:
		s.say(keys[0], data)
	}
}

func (s *summary) answer(def policy.FieldDef, value string) string {
	text := strings.Join(strings.Fields(strings.ReplaceAll(s.words.Answer(def, value), "\n", ", ")), " ")
	s.told = append(s.told, text)
	return text
}

func (s *summary) facts(points []compare.Point) {
	for _, p := range points {
		if p.Register != "" {
			continue
		}
		def, _ := policy.FactDefOf(p.Key)
		s.changed([3]string{"changes.fact", "changes.fact_set", "changes.fact_unset"}, p, def, i18n.Data{"Field": AnswerName(s.loc, p.Key)})
	}
}

// wording tells what the answers did not tell yet.
func (s *summary) wording(points []compare.Point) {
	said := map[string]bool{}
	n := 0
	for _, p := range points {
		if s.knows(p.To) || said[p.Clause+p.From+p.To] {
			continue
		}
		said[p.Clause+p.From+p.To] = true
		data := i18n.Data{"Clause": p.Clause, "From": p.From, "To": p.To}
		switch n++; {
		case n > mostNamed:
		case p.Clause == "":
			s.say("changes.figure", data)
		default:
			s.say("changes.figure_in", data)
		}
	}
	if n > mostNamed {
		s.count("changes.figures_more", n-mostNamed, nil)
	}
}

func (s *summary) knows(text string) bool {
	plain := strings.ReplaceAll(text, "\u00a0", " ")
	for _, told := range s.told {
		if strings.Contains(strings.ReplaceAll(told, "\u00a0", " "), plain) {
			return true
		}
	}
	return false
}

// clauses tells of which clauses that became.
func (s *summary) clauses(d compare.Diff, change compare.Change) {
	n := 0
	var names []string
	for _, c := range d.Clauses {
		if c.Change() != change {
			continue
		}
		n++
		if c.Heading != "" {
			names = append(names, s.loc.T("changes.quoted", i18n.Data{"Name": c.Heading}))
		}
	}
	key := "changes.clauses_" + string(change)
	switch unnamed := n - len(names); {
	case n == 0:
	case unnamed == n:
		s.count(key, n, nil)
	default:
		if unnamed > 0 {
			names = append(names, s.loc.N("changes.unnamed", unnamed))
		}
		s.count(key+"_named", n, i18n.Data{"Names": s.list(names)})
	}
}

// list joins names; of many it names the first.
func (s *summary) list(names []string) string {
	if len(names) > mostNamed {
		more := s.loc.N("changes.and_more", len(names)-mostNamed+1)
		names = append(names[:mostNamed-1:mostNamed-1], more)
	}
	return s.words.Join(names)
}

// Comparison is Changes of what was compared.
func Comparison(loc *i18n.Localizer, c studio.Comparison) string {
	return Changes(loc, c.Diff, c.Before.Answers, c.After.Answers)
}

// Mismatch words where two languages of a policy differ in what they have.
func Mismatch(loc *i18n.Localizer, m compare.Mismatch) string {
	name := strings.TrimSpace(m.Number + " " + m.Heading)
	if name == "" {
		name = loc.T("compare.unnamed")
	}
	data := i18n.Data{"Clause": name, "Lang": LanguageName(loc, m.Lang), "Found": LanguageName(loc, m.Found)}
	if m.Issue == compare.BlocksMissing {
		return loc.N("structure.blocks_missing", m.Count, data)
	}
	return loc.T("structure."+string(m.Issue), data)
}
