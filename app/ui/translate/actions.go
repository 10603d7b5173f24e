package translate

import (
	"errors"
	"runtime"

	"clausedesk/app/check"
	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/translate"
	"clausedesk/app/ui/preview"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Approve approves the selected segment and goes to the next that needs work.
func (s *Screen) Approve() { s.settle(policy.Approved) }

// Review marks the selected segment as read by another pair of eyes, and goes
// to the next that needs work.
func (s *Screen) Review() { s.settle(policy.Reviewed) }

// refusals words why a translation cannot be put in a state.
var refusals = map[error]string{
	translate.ErrEmpty:    "translate.nothing_to_approve",
	translate.ErrOwnWork:  "translate.own_work",
	translate.ErrNameless: "translate.nameless",
	policy.ErrNoClause:    "translate.nothing_shown",
}

func (s *Screen) settle(state policy.State) {
	if err := s.model.SetState(state); err != nil {
		for refusal, key := range refusals {
			if errors.Is(err, refusal) {
				s.desk.Say(s.desk.T(key))
				return
			}
		}
		s.desk.Fail(err)
		return
	}
	s.Next()
}

// Next goes to the next segment that needs work.
func (s *Screen) Next() { s.goNext(s.model.Next(), "translate.all_done") }

// NextUntranslated goes to the next segment without a translation.
func (s *Screen) NextUntranslated() { s.goNext(s.model.NextUntranslated(), "translate.all_translated") }

func (s *Screen) goNext(i int, none string) {
	if i < 0 {
		s.desk.Say(s.desk.T(none))
		return
	}
	s.Grid.Select(i)
}

// CopySource makes the source the target of the selected segment.
func (s *Screen) CopySource() {
	s.model.CopySource()
	s.Grid.Select(s.model.Index())
}

// Take makes the n-th match, counted from 0, the target.
func (s *Screen) Take(n int) {
	if n >= len(s.answers.Matches) {
		s.desk.Say(s.desk.T("translate.no_such_match"))
		return
	}
	s.model.Take(s.answers.Matches[n].Adapted)
	s.Grid.Select(s.model.Index())
}

// InsertPlaceholder puts the n-th placeholder of the source, counted from 0, in
// at the caret.
func (s *Screen) InsertPlaceholder(n int) {
	all := s.model.Placeholders()
	if n >= len(all) || s.Grid.Selected() < 0 {
		s.desk.Say(s.desk.T("translate.no_such_placeholder"))
		return
	}
	s.Grid.Insert("{{" + all[n] + "}}")
}

// Search puts the caret into the search.
func (s *Screen) Search() { s.desk.Focus(s.head.search) }

// TogglePage shows or hides the page in the language worked on.
func (s *Screen) TogglePage() {
	if s.Preview == nil {
		s.shown[s.model.Draft.Snapshot().Policy.ID] = s.model.Language()
		s.Preview = preview.New(s.desk, s.model.Draft, s.shown)
		s.beside.Objects = []fyne.CanvasObject{s.Preview.Object()}
	}
	widgets.SetVisible(s.beside, !s.beside.Visible())
	if s.beside.Visible() {
		s.Preview.SetLanguage(s.model.Language())
		s.Preview.Refresh()
		s.follow()
	}
	s.middle.Refresh()
	s.Grid.Choose(s.model.Index()) // the rows have other heights now
}

// follow shows the clause of the selected segment on the page.
func (s *Screen) follow() {
	if row, ok := s.model.Selected(); ok && s.Preview != nil && s.beside.Visible() {
		s.Preview.Show(s.model.ClauseOf(row))
	}
}

// finding is a problem of a row as the checks of the policy report it.
func (s *Screen) finding(row translate.Row, problem quality.Problem) policy.Finding {
	return check.TranslationFinding(row, s.model.Language(), problem)
}

func (s *Screen) dismissed(f policy.Finding) bool {
	open, _ := check.Open([]policy.Finding{f}, s.model.Draft.Snapshot().Dismissals)
	return len(open) == 0
}

// history reads the selected segment's history again.
func (s *Screen) history() { s.ask() }

// digitModifier is held with a digit to take a match, or with Shift put a placeholder in. On a Mac the
// Option key writes letters, so it is Control there.
func digitModifier() fyne.KeyModifier {
	if runtime.GOOS == "darwin" {
		return fyne.KeyModifierControl
	}
	return fyne.KeyModifierAlt
}

// MatchKey names the key that takes a match, PlaceholderKey the one that puts a
// placeholder in; digit is the digit, or all of them as "1…9".
func MatchKey(digit string) string {
	if runtime.GOOS == "darwin" {
		return "⌃" + digit
	}
	return "Alt+" + digit
}

// PlaceholderKey is described at MatchKey.
func PlaceholderKey(digit string) string {
	if runtime.GOOS == "darwin" {
		return "⌃⇧" + digit
	}
	return "Alt+Shift+" + digit
}

// shortcut is asked before the window's own shortcuts.
func (s *Screen) shortcut(pressed fyne.Shortcut) bool {
	c, ok := pressed.(*desktop.CustomShortcut)
	if ok && len(c.KeyName) == 1 && c.KeyName[0] >= '1' && c.KeyName[0] <= '9' {
		n := int(c.KeyName[0] - '1')
		switch c.Modifier {
		case digitModifier():
			s.Take(n)
			return true
		case digitModifier() | fyne.KeyModifierShift:
			s.InsertPlaceholder(n)
			return true
		}
	}
	return s.desk.Shortcut != nil && s.desk.Shortcut(pressed)
}
