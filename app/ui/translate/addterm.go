package translate

import (
	"context"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/glossary"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/task"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// AskTerm asks for a term of the source and what stands for it. What is
// selected in the translation is proposed; the source stands there to read.
func (s *Screen) AskTerm() {
	row, ok := s.model.Selected()
	if !ok {
		s.desk.Say(s.desk.T("translate.nothing_shown"))
		return
	}
	snap := s.model.Draft.Snapshot()
	t := NewTerm{From: snap.Policy.SourceLang, To: s.model.Language(), Status: glossary.Preferred, Client: snap.Client.ID}
	var source, target, note *widgets.Line
	form := s.desk.NewForm(s.desk.T("translate.add_term"), s.desk.T("action.add"), func() {
		t.Source, t.Target, t.Note = source.Text, target.Text, note.Text
		s.saveTerm(t)
	})
	form.Put(widgets.NewSoftPassage(plainOf(row.Source)))
	chosen := strings.TrimSpace(s.Grid.Editor().SelectedText())
	source = form.Line(reading.Capital(vocabulary.LanguageName(t.From)), inBoth(chosen, row.Source), "")
	target = form.Line(reading.Capital(vocabulary.LanguageName(t.To)), chosen, "")
	var uses []widgets.Option
	for _, status := range []glossary.Status{glossary.Preferred, glossary.Allowed, glossary.Forbidden} {
		uses = append(uses, widgets.Option{Key: string(status), Text: s.desk.T("glossary.status_" + string(status))})
	}
	form.Add(s.desk.T("translate.term_use"), widgets.NewSegmented(uses, string(t.Status), func(key string) { t.Status = glossary.Status(key) }))
	form.Put(s.wholeStudio(snap.Client, &t))
	note = form.Line(s.desk.T("term.note"), "", "")
	form.Check = func() (*widgets.Line, string) { return s.lackingTerm(source, target) }
	form.Show()
}

// inBoth proposes what is selected for the source too where it stands there:
// names and words that languages share.
func inBoth(chosen, source string) string {
	if chosen != "" && contains(plainOf(source), chosen) {
		return chosen
	}
	return ""
}

// wholeStudio chooses between the client and all clients.
func (s *Screen) wholeStudio(client policy.Client, t *NewTerm) *widgets.Check {
	check := widgets.NewCheck(s.desk.T("translate.term_for_all"), nil)
	check.OnChanged = func(all bool) {
		t.Client = client.ID
		if all {
			t.Client = ""
		}
	}
	return check
}

// lackingTerm finds a line that is no term.
func (s *Screen) lackingTerm(lines ...*widgets.Line) (*widgets.Line, string) {
	for _, line := range lines {
		c := glossary.Concept{Terms: []glossary.Term{{Lang: "en", Text: tidy(line.Text), Status: glossary.Allowed}}}
		if reason := glossary.Reason(c.Validate()); reason != "" {
			return line, explain.GlossaryProblem(s.desk.Loc, reason)
		}
	}
	return nil, ""
}

// saveTerm keeps the term for whom it is. The checks learn of it when the
// glossary says that it changed.
func (s *Screen) saveTerm(t NewTerm) {
	s.desk.Runner.Go(task.Job{
		Work: func(ctx context.Context, _ task.Report) error {
			holding, err := s.desk.Studio.Glossary(ctx, t.Client)
			if err != nil {
				return err
			}
			var owned []glossary.Concept
			err = s.desk.Studio.Store.View(ctx, func(tx *store.Tx) error {
				owned, err = tx.GlossaryConcepts(t.Client)
				return err
			})
			if err == nil {
				_, err = s.desk.Studio.SaveConcept(ctx, t.Into(owned, holding.Concepts()))
			}
			return err
		},
		Done: func(err error) {
			if err != nil {
				s.desk.Fail(err)
				return
			}
			s.desk.Say(s.desk.T("translate.term_added", i18n.Data{"Source": tidy(t.Source), "Target": tidy(t.Target)}))
		},
	})
}

// GlossaryChanged checks all segments by the terms as they are now.
func (s *Screen) GlossaryChanged() {
	if !s.closed && s.content.Visible() {
		s.learn()
	}
}
