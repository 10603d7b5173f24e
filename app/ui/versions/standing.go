package versions

import (
	"context"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

func (s *Screen) day(day string) string { return explain.Day(s.desk.Loc, day) }

// acts are what can be done with a version as a whole.
func (s *Screen) acts(row Row) fyne.CanvasObject {
	buttons := []fyne.CanvasObject{s.button("versions.restore", "", func() { s.actions.Restore(row.Number) })}
	if row.Withdrawn == nil {
		buttons = append(buttons, s.button("versions.withdraw", "", func() { s.Withdraw(row.Number) }))
	}
	if before, is := s.model.Earlier(row.Number); is {
		buttons = append(buttons, s.button("versions.compare_earlier", "", func() { s.actions.Compare(before, row.Number) }))
	}
	buttons = append(buttons, s.button("versions.compare_draft", "", func() { s.actions.Compare(row.Number, 0) }))
	buttons = append(buttons, s.button("deliveries.bundle", "", s.actions.Bundle))
	return widgets.NewWrap(6, buttons...)
}

// withdrawal says from when and why, and by whom.
func (s *Screen) withdrawal(w policy.Withdrawal) fyne.CanvasObject {
	why := w.Reason
	if w.By != "" {
		why = s.desk.T("versions.withdrawn_by", i18n.Data{"By": w.By, "Reason": w.Reason})
	}
	field := s.line("versions.withdrawn_from", s.day(w.From))
	field.Hint = why
	return field
}

// Withdraw asks from when a version holds no more, and why.
func (s *Screen) Withdraw(number int) {
	var from, reason *widgets.Line
	var by func() string
	form := s.desk.NewForm(s.desk.T("versions.withdraw_title", i18n.Data{"Number": number}), s.desk.T("versions.withdraw_do"), func() {
		s.withdraw(policy.Withdrawal{
			PolicyID: s.policy.ID, Number: number, From: strings.TrimSpace(from.Text), Reason: strings.TrimSpace(reason.Text), By: by(),
		})
	})
	form.Put(widgets.NewSoftPassage(s.desk.T("versions.withdraw_hint")))
	from = form.Line(s.desk.T("versions.withdrawn_from"), s.desk.Studio.Today(), s.desk.T("fact_hint.date"))
	reason = form.Line(s.desk.T("versions.withdraw_reason"), "", "")
	by = form.Name()
	form.Check = func() (*widgets.Line, string) {
		switch day := strings.TrimSpace(from.Text); {
		case day == "" || !policy.ValidFact(policy.KindDate, day):
			return from, s.desk.Explain(studio.ErrBadDate)
		case strings.TrimSpace(reason.Text) == "":
			return reason, s.desk.T("versions.withdraw_reason_needed")
		}
		return nil, ""
	}
	form.Show()
}

func (s *Screen) withdraw(w policy.Withdrawal) {
	s.desk.Do(func(ctx context.Context) error { return s.desk.Studio.Withdraw(ctx, w) }, func() {
		s.desk.Say(s.desk.T("versions.withdrawn_done", i18n.Data{"Number": w.Number, "Date": s.day(w.From)}))
	})
}

// review says when the policy is to be looked at again, and why then.
func (s *Screen) review() fyne.CanvasObject {
	at := s.actions.Standing()
	field := widgets.NewField(s.desk.T("versions.review"), widgets.NewWrap(12,
		container.NewCenter(widgets.NewFlush(widget.NewLabel(explain.Due(s.desk.Loc, at)))), s.button("versions.review_change", "", s.ChooseReview)))
	field.Hint = explain.DueBasis(s.desk.Loc, at)
	return field
}

// ChooseReview asks for the day to look at the policy again.
func (s *Screen) ChooseReview() {
	var day *widgets.Line
	form := s.desk.NewForm(s.desk.T("versions.review"), s.desk.T("action.save"), func() {
		chosen := strings.TrimSpace(day.Text)
		s.desk.Do(func(ctx context.Context) error { return s.desk.Studio.SetReview(ctx, s.policy.ID, chosen) }, func() {})
	})
	day = form.Line(s.desk.T("versions.review_day"), s.actions.Standing().Chosen, s.desk.T("versions.review_hint"))
	form.Check = func() (*widgets.Line, string) {
		if !policy.ValidFact(policy.KindDate, strings.TrimSpace(day.Text)) {
			return day, s.desk.Explain(studio.ErrBadDate)
		}
		return nil, ""
	}
	form.Show()
}
