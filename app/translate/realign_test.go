package translate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// paragraphs makes segments of plain paragraphs.
func paragraphs(sources ...string) []markup.Segment {
	return markup.Segments("", strings.Join(sources, "\n\n"))
}

func unit(pos int, source, target string) policy.Unit {
	return policy.Unit{ClauseID: "c", Lang: "nl", Pos: pos, Source: source, Target: target, State: policy.Approved}
}

func TestRealign(t *testing.T) {
	for name, test := range map[string]struct {
		old, now    []markup.Segment
		units, want []policy.Unit
	}{
		"a new paragraph before the others moves them down": {
			old: paragraphs("One", "Two"), now: paragraphs("Zero", "One", "Two"),
			units: []policy.Unit{unit(0, "One", "Een"), unit(1, "Two", "Twee")},
			want:  []policy.Unit{unit(1, "One", "Een"), unit(2, "Two", "Twee")},
		},
		"a reworded paragraph keeps its translation and the source that was made from": {
			old: paragraphs("We keep data for two years", "Two"), now: paragraphs("We keep data for three years", "Two"),
			units: []policy.Unit{unit(0, "We keep data for two years", "Twee jaar"), unit(1, "Two", "Twee")},
			want:  []policy.Unit{unit(0, "We keep data for two years", "Twee jaar"), unit(1, "Two", "Twee")},
		},
		"of two candidates the one more alike is taken": {
			old: paragraphs("We sell nothing", "We keep data for two years"), now: paragraphs("We keep data for three years"),
			units: []policy.Unit{unit(0, "We sell nothing", "Niets"), unit(1, "We keep data for two years", "Twee jaar")},
			want:  []policy.Unit{unit(0, "We keep data for two years", "Twee jaar"), unit(-1, "We sell nothing", "Niets")},
		},
		"a paragraph that goes leaves its translation waiting": {
			old: paragraphs("One", "Two"), now: paragraphs("Two"),
			units: []policy.Unit{unit(0, "One", "Een"), unit(1, "Two", "Twee")},
			want:  []policy.Unit{unit(0, "Two", "Twee"), unit(-1, "One", "Een")},
		},
		"and when it comes back, so does the translation": {
			old: paragraphs("Two"), now: paragraphs("One", "Two"),
			units: []policy.Unit{unit(0, "Two", "Twee"), unit(-1, "One", "Een")},
			want:  []policy.Unit{unit(0, "One", "Een"), unit(1, "Two", "Twee")},
		},
		"paragraphs that change places take their translations along": {
			old: paragraphs("One", "Two"), now: paragraphs("Two", "One"),
			units: []policy.Unit{unit(0, "One", "Een"), unit(1, "Two", "Twee")},
			want:  []policy.Unit{unit(0, "Two", "Twee"), unit(1, "One", "Een")},
		},
		"a heading's translation never lands on a paragraph": {
			old: markup.Segments("Cookies", ""), now: paragraphs("Cookies are small"),
			units: []policy.Unit{unit(0, "Cookies", "Koekjes")},
			want:  []policy.Unit{unit(-1, "Cookies", "Koekjes")},
		},
		"a waiting translation does not displace one in place": {
			old: paragraphs("A", "B"), now: paragraphs("A", "B"),
			units: []policy.Unit{unit(0, "A", "stays"), unit(-1, "A", "waits")},
			want:  []policy.Unit{unit(0, "A", "stays"), unit(-1, "A", "waits")},
		},
		"an empty unit of a paragraph that goes is not kept": {
			old: paragraphs("One", "Two"), now: paragraphs("Two"),
			units: []policy.Unit{unit(0, "One", "")},
			want:  nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := Realign(test.old, test.now, test.units)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestRealignHandlesLanguagesApart(t *testing.T) {
	french := unit(1, "Two", "Deux")
	french.Lang = "fr"
	got := Realign(paragraphs("One", "Two"), paragraphs("Two"), []policy.Unit{unit(0, "One", "Een"), french})
	moved := french
	moved.Pos = 0
	want := []policy.Unit{unit(-1, "One", "Een"), moved}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// drawSegments draws few distinct texts, so that repeats are common.
func drawSegments(t *rapid.T, label string) []markup.Segment {
	texts := []string{"We keep it", "We keep it long", "Cookies", "Rights you have", "Ask us", "Ask us first", "X", "Y", "Z"}
	kinds := []markup.SegmentKind{markup.SegmentParagraph, markup.SegmentItem}
	n := rapid.IntRange(0, 8).Draw(t, label)
	out := make([]markup.Segment, n)
	for i := range out {
		out[i] = markup.Segment{
			Pos: i, Source: rapid.SampledFrom(texts).Draw(t, label+" text"),
			Kind: rapid.SampledFrom(kinds).Draw(t, label+" kind"),
		}
	}
	return out
}

// drawUnits translates some of the segments, each into a text of its own.
func drawUnits(t *rapid.T, segments []markup.Segment) []policy.Unit {
	var out []policy.Unit
	for _, lang := range []string{"nl", "fr"} {
		for _, s := range segments {
			if rapid.Bool().Draw(t, "translated") {
				u := unit(s.Pos, s.Source, fmt.Sprintf("%s of %d", lang, s.Pos))
				u.Lang = lang
				out = append(out, u)
			}
		}
	}
	return out
}

func targets(units []policy.Unit) []string {
	var out []string
	for _, u := range units {
		if u.Target != "" {
			out = append(out, u.Lang+"|"+u.Source+"|"+u.Target+"|"+string(u.State))
		}
	}
	slices.Sort(out)
	return out
}

func TestRealignLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		segments := drawSegments(t, "first")
		units := drawUnits(t, segments)
		want := targets(units)
		for range rapid.IntRange(1, 5).Draw(t, "edits") {
			next := drawSegments(t, "next")
			units = Realign(segments, next, units)
			segments = next
			checkPlaces(t, segments, units)
		}
		if diff := cmp.Diff(want, targets(units)); diff != "" {
			t.Fatalf("translations changed, -want +got\n%s", diff)
		}
	})
}

// checkPlaces demands that each place holds one unit of a language at most,
// and that no translation waits while a segment of its source has none.
func checkPlaces(t *rapid.T, segments []markup.Segment, units []policy.Unit) {
	taken := map[string]bool{}
	for _, u := range units {
		place := fmt.Sprint(u.Lang, u.Pos)
		if u.Pos >= len(segments) || u.Pos >= 0 && taken[place] {
			t.Fatalf("%v has no place of its own", u)
		}
		taken[place] = true
	}
	for _, u := range units {
		for _, s := range segments {
			if u.Pos == policy.Detached && s.Source == u.Source && !taken[fmt.Sprint(u.Lang, s.Pos)] {
				t.Fatalf("%v waits although segment %d could have it", u, s.Pos)
			}
		}
	}
}

func TestRealignOfNoChangeChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		segments := drawSegments(t, "segments")
		units := drawUnits(t, segments)
		if diff := cmp.Diff(units, Realign(segments, segments, units)); diff != "" {
			t.Fatalf("-before +after\n%s", diff)
		}
	})
}

func TestUndoRestoresEveryTranslation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawSegments(t, "before"), drawSegments(t, "after")
		if repeats(before) {
			before = distinct(before)
		}
		units := drawUnits(t, before)
		back := Realign(after, before, Realign(before, after, units))
		slices.SortFunc(back, byPlace)
		want := slices.Clone(units)
		slices.SortFunc(want, byPlace)
		if diff := cmp.Diff(want, back); diff != "" {
			t.Fatalf("-before +after undo\n%s", diff)
		}
	})
}

// With a text that occurs twice, which of its translations stands first may
// be open; that each stands at a segment of its source may not.
func TestUndoWithRepeatedTextsRestoresFreshTranslations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawSegments(t, "before"), drawSegments(t, "after")
		units := drawUnits(t, before)
		back := Realign(after, before, Realign(before, after, units))
		for _, u := range back {
			if u.Pos == policy.Detached || before[u.Pos].Source != u.Source {
				t.Fatalf("%v is not at a segment of its source", u)
			}
		}
	})
}

func byPlace(a, b policy.Unit) int {
	if a.Lang != b.Lang {
		return strings.Compare(a.Lang, b.Lang)
	}
	return a.Pos - b.Pos
}

func repeats(segments []markup.Segment) bool { return len(distinct(segments)) != len(segments) }

func distinct(segments []markup.Segment) []markup.Segment {
	var out []markup.Segment
	for _, s := range segments {
		if !slices.ContainsFunc(out, func(o markup.Segment) bool { return o.Source == s.Source }) {
			s.Pos = len(out)
			out = append(out, s)
		}
	}
	return out
}

func TestLikeness(t *testing.T) {
	near := Likeness("We keep data for two years", "We keep data for three years")
	far := Likeness("We keep data for two years", "Cookies")
	if near < 0.7 || far > 0.2 || Likeness("", "") != 1 || Likeness("a", "b") != 0 {
		t.Errorf("near %v, far %v", near, far)
	}
}

func BenchmarkRealignReworded(b *testing.B) {
	var old, now []markup.Segment
	for i := range 200 {
		text := fmt.Sprintf("Paragraph %d says what we keep and for how long in some words", i)
		old = append(old, markup.Segment{Pos: i, Kind: markup.SegmentParagraph, Source: text})
		now = append(now, markup.Segment{Pos: i, Kind: markup.SegmentParagraph, Source: text + " more"})
	}
	units := []policy.Unit{unit(0, old[0].Source, "x"), unit(100, old[100].Source, "y")}
	for b.Loop() {
		Realign(old, now, units)
	}
}
