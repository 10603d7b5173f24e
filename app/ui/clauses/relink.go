package clauses

import (
	"context"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/reading"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Unlock lets the selected clause be reworded, and takes the keyboard there.
func (s *Screen) Unlock() {
	if err := s.model.Unlock(); err != nil {
		s.try(err)
		return
	}
	s.desk.Window.Canvas().Focus(s.Body)
}

// withBase hands on the library's clause at the revision that the selected
// clause came from. It is read in the background.
func (s *Screen) withBase(do func(base library.Clause)) {
	c, ok := s.model.Selected()
	if !ok || c.Library.ID == "" {
		return
	}
	var base library.Clause
	s.desk.Runner.Go(task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			base, err = s.desk.Studio.LibraryBase(ctx, c.Library)
			return err
		},
		Done: func(err error) {
			now, _ := s.model.Selected()
			switch {
			case s.closed || now.ID != c.ID:
			case err != nil:
				s.desk.Fail(err)
			default:
				do(base)
			}
		},
	})
}

// SetTone words the selected clause in another tone.
func (s *Screen) SetTone(tone policy.Tone) {
	s.withBase(func(base library.Clause) { s.try(s.model.SetTone(base, tone)) })
}

// lossSize is the size of what relinking would lose; a longer text scrolls.
var lossSize = fyne.NewSize(640, 380)

// Relink shows what would be lost and then goes back to the library's wording.
func (s *Screen) Relink() {
	s.withBase(func(base library.Clause) {
		loss, err := s.model.Loss(base)
		if err != nil || loss.None() {
			s.try(s.model.Relink(base)) // which says what is wrong
			return
		}
		s.desk.Ask(s.desk.T("clauses.relink_title"), s.desk.T("clauses.relink_do"),
			desk.Wide(lossSize.Width, s.lossView(base, loss)), func() {
				s.try(s.model.Relink(base))
				s.desk.Window.Canvas().Focus(s.Outline) // the button that had the keyboard is gone
			})
	})
}

// lossView shows the text as it becomes: what goes struck, what comes marked.
func (s *Screen) lossView(base library.Clause, loss Loss) fyne.CanvasObject {
	c, _ := s.model.Selected()
	intro := []fyne.CanvasObject{paragraph(s.desk.T("clauses.relink_text", i18n.Data{"Revision": base.Revision}))}
	if newer := s.newer(c); newer > 0 {
		intro = append(intro, paragraph(s.desk.T("clauses.newer", i18n.Data{"Revision": newer})))
	}
	if loss.OtherWhen {
		intro = append(intro, paragraph(s.desk.T("clauses.relink_when", i18n.Data{"Condition": s.whenText(loss.When)})))
	}
	changes := reading.NewLanguages(s.desk.Loc, loss.Changes, true)
	scroll := container.NewVScroll(widgets.NewPanel("", widgets.Insets{Right: 14}, changes.Object))
	scroll.SetMinSize(lossSize)
	return widgets.NewPanel("", widgets.Insets{Bottom: 16},
		widgets.NewFrame(widgets.NewPanel("", widgets.Insets{Bottom: 12}, widgets.NewStack(6, intro...)), nil, scroll))
}

func paragraph(text string) fyne.CanvasObject {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	return widgets.NewFlush(label)
}

// newer is the library's revision of a clause where it is later than the one
// the clause follows, and 0 otherwise.
func (s *Screen) newer(c policy.Clause) int {
	if s.lib == nil {
		return 0
	}
	now, err := s.lib.Clause(c.Library.ID)
	if err != nil || now.Revision <= c.Library.Revision {
		return 0
	}
	return now.Revision
}
