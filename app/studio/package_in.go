package studio

import (
	"errors"
	"maps"
	"slices"

	"clausedesk/app/exchange"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/translate"
)

// incoming is a package on its way in.
type incoming struct {
	opts     PackageOptions
	report   PackageReport
	policies map[policy.ID]*opened
}

// opened is a policy that a package has segments of.
type opened struct {
	snap   policy.Snapshot
	lang   string // as the policy spells it
	reason string // why nothing of it can be taken
	places translate.Places
	taken  map[exchange.SegmentName]bool // rows that a segment has found
	units  []policy.Unit
}

func (in *incoming) take(tx *store.Tx, file exchange.ReadPackageResult) error {
	twice := differing(file.Segments)
	met := map[string]bool{}
	for _, segment := range file.Segments {
		if met[segment.ID] && segment.Ours {
			continue // the same once more, or rejected already
		}
		met[segment.ID] = true
		at := PackagePlace{Unit: segment.ID, Line: segment.Line}
		if !segment.Ours {
			in.reject(at, PackageForeign, "", segment)
			continue
		}
		at.Policy, at.Clause, at.Pos = segment.Name.Policy, segment.Name.Clause, segment.Name.Pos
		p, err := in.open(tx, segment.Name.Policy, file.Target)
		switch {
		case err != nil:
			return err
		case p.reason != "":
			in.reject(at, p.reason, "", segment)
		case twice[segment.ID]:
			in.reject(p.placed(at, translate.Row{}), PackageDuplicate, "", segment)
		default:
			in.settle(p, at, segment)
		}
	}
	if in.opts.DryRun {
		return nil
	}
	for _, id := range in.changed() {
		if err := tx.PutUnits(id, in.policies[id].units); err != nil {
			return err
		}
	}
	return nil
}

// differing names the segments that a file has more than once, with different
// translations: no one can say which is meant.
func differing(segments []exchange.ReturnedSegment) map[string]bool {
	first := map[string]exchange.ReturnedSegment{}
	out := map[string]bool{}
	for _, s := range segments {
		before, again := first[s.ID]
		if again && (before.TargetText() != s.TargetText() || before.State != s.State) {
			out[s.ID] = true
		}
		first[s.ID] = s
	}
	return out
}

// changed lists the policies that get translations.
func (in *incoming) changed() []policy.ID {
	var out []policy.ID
	for _, id := range slices.Sorted(maps.Keys(in.policies)) {
		if len(in.policies[id].units) > 0 {
			out = append(out, id)
		}
	}
	return out
}

func (in *incoming) open(tx *store.Tx, id policy.ID, lang string) (*opened, error) {
	if p, done := in.policies[id]; done {
		return p, nil
	}
	p := &opened{taken: map[exchange.SegmentName]bool{}}
	in.policies[id] = p
	snap, err := tx.Snapshot(id)
	switch {
	case errors.Is(err, store.ErrNotFound):
		p.reason = PackageNoPolicy
		return p, nil
	case err != nil:
		return nil, err
	}
	var known bool
	if p.lang, known = targetOf(snap.Policy, lang); !known {
		p.reason = PackageNoLanguage
		return p, nil
	}
	p.snap = snap
	p.places = translate.NewPlaces(translate.Rows(snap, p.lang))
	return p, nil
}

// placed adds what people call the place.
func (p *opened) placed(at PackagePlace, row translate.Row) PackagePlace {
	at.Number, at.Answer = row.ClauseNumber, row.Answer
	if clause := policy.Find(p.snap.Policy.Clauses, at.Clause); clause != nil {
		at.Title = markup.Title(*clause)
	}
	return at
}

// settle decides what becomes of one segment.
func (in *incoming) settle(p *opened, at PackagePlace, segment exchange.ReturnedSegment) {
	row, found := p.find(segment.Name)
	at = p.placed(at, row)
	back := translate.Returned{Source: segment.Name.Source, Base: segment.Base, State: segment.State}
	if _, state, known := translate.SplitBase(segment.Base); known {
		back.Before = segment.SaidOf(state)
	}
	var problems []exchange.CodeProblem
	back.Target, problems = segment.Markdown(row.Source, row.Target)
	if !found || translate.Fingerprint(row.Source) != segment.Name.Source {
		// The codes are those of a source that is gone; the translation here may
		// still remember it. Either way it is for showing: nothing is taken over.
		if back.Target, problems = segment.Markdown(row.MadeFrom, row.Target); len(problems) > 0 {
			back.Target = segment.TargetText()
		}
		problems = nil
	}
	if len(problems) > 0 && segment.Translated() {
		in.rejectCodes(at, problems, segment)
		return
	}
	if back.State == policy.Approved && back.Before != policy.Approved {
		back.State = in.most(p)
	}
	unit, outcome := translate.Receive(row, p.lang, back)
	if unit.State == policy.Approved {
		unit.State = in.most(p)
	}
	in.record(p, at, segment, row, unit, outcome, found)
}

// find returns the row of a segment that no other segment has taken.
func (p *opened) find(name exchange.SegmentName) (translate.Row, bool) {
	row, found := p.places.Find(name.Clause, name.Pos, name.Source)
	if own, answer, is := policy.AnswerOf(name.Clause); is && !found {
		// The policy has a list of its own since, or its client's again.
		row, found = p.places.Find(policy.AnswerClause(!own, answer), name.Pos, name.Source)
	}
	place := exchange.SegmentName{Clause: row.ClauseID, Pos: row.Pos}
	if !found || p.taken[place] {
		return translate.Row{}, false
	}
	p.taken[place] = true
	return row, true
}

// most is the highest state that a file can give. Where somebody else than the
// writer must approve, a file cannot: it does not say who did.
func (in *incoming) most(p *opened) policy.State {
	if in.opts.AcceptApproved && !p.snap.Studio.FourEyes {
		return policy.Approved
	}
	return policy.Reviewed
}

func (in *incoming) rejectCodes(at PackagePlace, problems []exchange.CodeProblem, segment exchange.ReturnedSegment) {
	for _, problem := range problems {
		in.reject(at, problem.Reason, problem.Code, segment)
	}
}

func (in *incoming) record(p *opened, at PackagePlace, segment exchange.ReturnedSegment,
	row translate.Row, unit policy.Unit, outcome translate.Outcome, found bool,
) {
	switch {
	case outcome == translate.Applied:
		p.units = append(p.units, unit)
		at.Pos = row.Pos
		in.report.Changes = append(in.report.Changes, PackageChange{at, row.Source, row.Target, unit.Target, unit.State})
	case outcome == translate.Unchanged:
		in.report.Unchanged++
	case found && in.opts.choices[at.Unit] == PackageTake:
		in.overrule(p, at, segment, row)
	case in.opts.choices[at.Unit] == PackageKeep:
		in.report.Kept++
	default:
		reason := string(outcome)
		if !found {
			reason = PackageSourceGone
		}
		in.report.Conflicts = append(in.report.Conflicts, PackageConflict{
			at, reason,
			Sides{row.Source, row.Target, row.State},
			Sides{segment.SourceText(), segment.TargetText(), segment.State},
		})
	}
}

// overrule takes over a translation that somebody preferred to the one here.
func (in *incoming) overrule(p *opened, at PackagePlace, segment exchange.ReturnedSegment, row translate.Row) {
	target, problems := chosen(segment, row)
	if len(problems) > 0 {
		in.rejectCodes(at, problems, segment)
		return
	}
	unit := policy.Unit{
		ClauseID: row.ClauseID, Lang: p.lang, Pos: row.Pos,
		Source: row.Source, Target: translate.Canonical(target), State: segment.State, Via: policy.ViaPackage,
	}
	switch {
	case segment.State == "", segment.Name.Source != translate.Fingerprint(row.Source):
		unit.State = policy.Draft
	case segment.State == policy.Approved:
		unit.State = in.most(p)
	}
	at.Pos = row.Pos
	p.units = append(p.units, unit)
	in.report.Changes = append(in.report.Changes, PackageChange{at, row.Source, row.Target, unit.Target, unit.State})
}

// chosen reads a translation with the codes of the source it was made from,
// and judges them by those of the source there is now.
func chosen(segment exchange.ReturnedSegment, row translate.Row) (string, []exchange.CodeProblem) {
	from := row.Source
	if translate.Fingerprint(from) != segment.Name.Source && translate.Fingerprint(row.MadeFrom) == segment.Name.Source {
		from = row.MadeFrom
	}
	target, problems := segment.Markdown(from, row.Target)
	if len(problems) == 0 {
		problems = exchange.CompareCodes(row.Source, target)
	}
	return target, problems
}

func (in *incoming) reject(at PackagePlace, reason, code string, segment exchange.ReturnedSegment) {
	in.report.Rejected = append(in.report.Rejected, PackageRejected{at, reason, code, segment.TargetText()})
}
