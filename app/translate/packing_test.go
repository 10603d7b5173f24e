package translate

import (
	"testing"

	"clausedesk/app/policy"
)

func rowOf(source, target, madeFrom string, state policy.State) Row {
	row := Row{ClauseID: "c", Pos: 1, Source: source, Target: target, MadeFrom: madeFrom, State: state, Kept: state}
	if state == policy.Stale {
		row.Kept = policy.Approved
	}
	return row
}

func TestReceive(t *testing.T) {
	none := rowOf("One", "", "", policy.Untranslated)
	draft := rowOf("One", "Een", "One", policy.Draft)
	approved := rowOf("One", "Een", "One", policy.Approved)
	stale := rowOf("One", "Ene", "On", policy.Stale)
	reworded := rowOf("Once", "Een", "One", policy.Stale)
	for name, test := range map[string]struct {
		left, here    Row // as it went out; as it is now
		target        string
		state, before policy.State
		base          string // instead of that of left
		want          Outcome
		unit          policy.State
	}{
		"untouched":                            {left: draft, here: draft, target: "Een", state: policy.Draft, before: policy.Draft, want: Unchanged},
		"translated":                           {left: none, here: none, target: "Een", state: policy.Reviewed, want: Applied, unit: policy.Reviewed},
		"translated, the file says no state":   {left: none, here: none, target: "Een", want: Applied, unit: policy.Draft},
		"reworded by the translator":           {left: draft, here: draft, target: "Eén", state: policy.Draft, before: policy.Draft, want: Applied, unit: policy.Draft},
		"only reviewed":                        {left: draft, here: draft, target: "Een", state: policy.Reviewed, before: policy.Draft, want: Applied, unit: policy.Reviewed},
		"an approval is not taken back":        {left: approved, here: approved, target: "Een", state: policy.Draft, before: policy.Approved, want: Unchanged},
		"a stale one, untouched":               {left: stale, here: stale, target: "Ene", want: Unchanged},
		"a stale one, confirmed":               {left: stale, here: stale, target: "Ene", state: policy.Reviewed, want: Applied, unit: policy.Reviewed},
		"untouched, and reopened here":         {left: approved, here: draft, target: "Een", state: policy.Approved, before: policy.Approved, want: Unchanged},
		"untouched, and the source changed":    {left: approved, here: reworded, target: "Een", state: policy.Approved, before: policy.Approved, want: Unchanged},
		"reworded, and the source changed":     {left: approved, here: reworded, target: "Eén", state: policy.Approved, before: policy.Approved, want: SourceChanged},
		"translated, and here as well":         {left: none, here: draft, target: "Eén", state: policy.Draft, want: TargetChanged},
		"translated, and the same here":        {left: none, here: draft, target: "Een", state: policy.Draft, want: Unchanged},
		"reworded, and approved here":          {left: draft, here: approved, target: "Eén", state: policy.Draft, before: policy.Draft, want: TargetChanged},
		"untouched, and emptied here":          {left: draft, here: none, target: "Een", state: policy.Draft, before: policy.Draft, want: Unchanged},
		"emptied in the file":                  {left: draft, here: draft, before: policy.Draft, want: Unchanged},
		"never translated":                     {left: none, here: draft, want: Unchanged},
		"base lost, nothing here":              {left: none, here: none, base: "?", target: "Een", want: Applied, unit: policy.Draft},
		"base lost, another one here":          {left: draft, here: draft, base: "?", target: "Eén", want: TargetChanged},
		"base lost, the same here":             {left: draft, here: draft, base: "?", target: "Een", want: Unchanged},
		"Markdown written in another way here": {left: rowOf("One", "__Een__", "One", policy.Draft), here: rowOf("One", "__Een__", "One", policy.Draft), target: "**Een**", state: policy.Draft, before: policy.Draft, want: Unchanged},
	} {
		t.Run(name, func(t *testing.T) {
			back := Returned{Source: Fingerprint(test.left.Source), Base: Base(test.left), Target: test.target, State: test.state, Before: test.before}
			if test.base != "" {
				back.Base = test.base
			}
			unit, got := Receive(test.here, "nl", back)
			if got != test.want {
				t.Fatalf("%s, want %s", got, test.want)
			}
			want := policy.Unit{}
			if got == Applied {
				want = policy.Unit{ClauseID: "c", Lang: "nl", Pos: 1, Source: test.here.Source, Target: test.target, State: test.unit}
				if test.target != test.here.Target {
					want.Via = policy.ViaPackage
				}
			}
			if unit != want {
				t.Errorf("%+v, want %+v", unit, want)
			}
		})
	}
}

func TestPlacesFollowTheText(t *testing.T) {
	rows := func(sources ...string) []Row {
		var out []Row
		for i, source := range sources {
			out = append(out, Row{ClauseID: "c", Pos: i, Source: source})
		}
		return out
	}
	for name, test := range map[string]struct {
		rows []Row
		pos  int
		want int // -1 for none
	}{
		"in place":                {rows("Zero", "One"), 1, 1},
		"in place, though twice":  {rows("One", "One"), 1, 1},
		"moved down":              {rows("New", "Zero", "One"), 1, 2},
		"twice, and not in place": {rows("One", "New", "One"), 1, 1},
		"reworded":                {rows("Zero", "Once"), 1, 1},
		"gone":                    {rows("Zero"), 1, -1},
	} {
		row, found := NewPlaces(test.rows).Find("c", test.pos, Fingerprint("One"))
		if found != (test.want >= 0) || found && row.Pos != test.want {
			t.Errorf("%s: %v, %d", name, found, row.Pos)
		}
	}
}

func TestForPackageLeavesOutWhatNoDocumentShows(t *testing.T) {
	rows := []Row{{Pos: 0, State: policy.Stale}, {Pos: 1, State: policy.Stale, Hidden: true}, {Pos: 2, State: policy.Approved}}
	if got := ForPackage(rows, []policy.State{policy.Stale, policy.Draft}); len(got) != 1 || got[0].Pos != 0 {
		t.Errorf("%+v", got)
	}
	if got := ForPackage(rows, nil); len(got) != 2 {
		t.Errorf("%+v", got)
	}
}
