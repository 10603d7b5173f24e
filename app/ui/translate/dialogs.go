package translate

import (
	"context"
	"strconv"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/task"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// AskUnchanged asks why the selected stale translation still holds.
func (s *Screen) AskUnchanged() {
	if row, ok := s.model.Selected(); !ok || row.State != policy.Stale {
		s.desk.Say(s.desk.T("translate.not_stale"))
		return
	}
	s.desk.AskReason(s.desk.T("translate.unchanged"), s.desk.T("translate.unchanged_reason"), "", func(reason, by string) {
		if err := s.model.Unchanged(reason, by); err != nil {
			s.desk.Fail(err)
			return
		}
		s.edit()
	})
}

// AskComment asks for a comment on the selected segment.
func (s *Screen) AskComment() {
	unit, ok := s.model.Unit()
	if !ok {
		s.desk.Say(s.desk.T("translate.nothing_shown"))
		return
	}
	s.desk.AskReason(s.desk.T("translate.comment"), s.desk.T("translate.comment_text"), "", func(words, by string) {
		s.Actions.Change(func(ctx context.Context, id policy.ID) error {
			return s.desk.Studio.Comment(ctx, id, unit, words, by)
		}, s.history)
	})
}

// AskDismiss asks why a finding is left as it is.
func (s *Screen) AskDismiss(f policy.Finding) {
	s.desk.AskReason(s.desk.T("review.dismiss"), s.desk.T("review.dismiss_reason"), explain.Finding(s.desk.Loc, f), func(reason, by string) {
		s.Actions.Change(func(ctx context.Context, id policy.ID) error {
			return s.desk.Studio.Dismiss(ctx, id, reason, by, f)
		}, s.fillAids)
	})
}

// previewRows is how many replacements a person sees before they are made.
const previewRows = 40

// AskReplace asks what to replace in the translations and shows what would
// become of each before anything changes.
func (s *Screen) AskReplace() {
	var old, with *widgets.Line
	anyCase := widgets.NewCheck(s.desk.T("translate.replace_any_case"), nil)
	list := widgets.NewStack(8)
	count := widgets.NewSoftPassage(s.desk.T("translate.replace_hint"))
	show := func() {
		found := s.model.Replacements(old.Text, with.Text, anyCase.Checked)
		count.SetText(s.desk.Loc.N("translate.replace_found", len(found)))
		list.Objects = nil
		for _, r := range found[:min(len(found), previewRows)] {
			list.Objects = append(list.Objects, widgets.NewRedline(spansOf(r.Spans)))
		}
		list.Refresh()
	}
	form := s.desk.NewForm(s.desk.T("translate.replace"), s.desk.T("translate.replace_all"), func() {
		found := s.model.Replacements(old.Text, with.Text, anyCase.Checked)
		if len(found) == 0 {
			return
		}
		s.model.Replace(found)
		s.desk.Say(s.desk.Loc.N("translate.replaced", len(found)))
	})
	old = form.Line(s.desk.T("translate.replace_old"), "", "")
	with = form.Line(s.desk.T("translate.replace_with"), "", "")
	old.OnChanged, with.OnChanged, anyCase.OnChanged = func(string) { show() }, func(string) { show() }, func(bool) { show() }
	form.Put(anyCase)
	form.Put(count)
	form.Put(container.New(tall{180}, container.NewVScroll(list)))
	form.Show()
}

// AskConcordance looks words up in the sources of the whole memory.
func (s *Screen) AskConcordance() {
	from, to := s.model.Draft.Snapshot().Policy.SourceLang, s.model.Language()
	list := widgets.NewStack(0)
	var asked task.Latest
	var line *widgets.Line
	look := func(words string) {
		current := asked.Ticket()
		var found []memory.Match
		s.desk.Runner.Go(task.Job{
			Work: func(ctx context.Context, _ task.Report) (err error) {
				if strings.TrimSpace(words) != "" {
					found, err = s.desk.Studio.Concordance(ctx, words, from, to, previewRows)
				}
				return err
			},
			Done: func(err error) {
				if err == nil && current() {
					list.Objects = s.concordanceRows(found, words)
					list.Refresh()
				}
			},
		})
	}
	form := s.desk.NewForm(s.desk.T("translate.concordance"), s.desk.T("action.close"), func() {})
	line = form.Line(s.desk.T("translate.concordance_words"), strings.TrimSpace(s.Grid.Editor().SelectedText()), "")
	line.OnChanged = look
	form.Put(container.New(tall{240}, container.NewVScroll(list)))
	form.Show()
	look(line.Text)
}

func (s *Screen) concordanceRows(found []memory.Match, words string) []fyne.CanvasObject {
	if strings.TrimSpace(words) == "" {
		return nil
	}
	if len(found) == 0 {
		return []fyne.CanvasObject{widgets.NewSoftPassage(s.desk.T("translate.concordance_none", i18n.Data{"Words": words}))}
	}
	var out []fyne.CanvasObject
	for i, match := range found {
		source := []widgets.Span{{Text: plainOf(match.Source), Soft: true}}
		out = append(out, widgets.NewMatchRow(strconv.Itoa(i+1), source, match.Target, match.Origin, "", nil))
	}
	return out
}
