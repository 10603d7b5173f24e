package ui

import (
	"context"
	"strings"
	"time"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/widgets"
)

// standing is where every published policy stands today, as the window knows it.
type standing struct {
	window *Window
	day    string // that it is of
	all    map[policy.ID]studio.Standing
	reader task.Repeater
}

func newStanding(w *Window) *standing {
	s := &standing{window: w, day: w.desk.Studio.Today()}
	s.reader = task.Repeater{Runner: w.desk.Runner, Make: s.job}
	s.reader.Ask()
	s.watch()
	return s
}

func (s *standing) job() task.Job {
	var all map[policy.ID]studio.Standing
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			all, err = s.window.desk.Studio.Standings(ctx)
			return err
		},
		Done: func(err error) {
			if err != nil {
				s.window.desk.Fail(err)
				return
			}
			s.all = all
			s.show()
		},
	}
}

// show brings it to whatever is on the screen.
func (s *standing) show() {
	w := s.window
	w.Side.SetStandings(s.all)
	if w.Policy != nil {
		w.Policy.header.showDue()
		w.Policy.Versions.Reload()
	}
}

// watched is how long a computer may sleep through midnight unnoticed.
const watched = 15 * time.Minute

// watch notices that another day begins: versions take effect by their dates,
// and nothing else tells of it.
func (s *standing) watch() {
	if s.window.desk.After == nil {
		return
	}
	now := s.window.desk.Now()
	midnight := time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 1, 0, now.Location())
	s.window.desk.After(min(midnight.Sub(now), watched), func() {
		if day := s.window.desk.Studio.Today(); day != s.day {
			s.day = day
			s.reader.Ask()
		}
		s.watch()
	})
}

// showDue says in the header that the policy is to be looked at again.
func (h *header) showDue() {
	at := h.view.window.standing.all[h.view.id()]
	kind := widgets.KindNeutral
	if at.State == policy.ReviewOverdue {
		kind = widgets.KindWarning
	}
	if at.Due() {
		h.due.Set(explain.Due(h.view.window.desk.Loc, at), kind)
	}
	widgets.SetVisible(h.due, at.Due())
	h.object.Refresh()
}

// checkChain checks the versions of the open policy away from the screen, and
// says so above everything when one does not hold.
func (v *policyView) checkChain() {
	id := v.id()
	var report studio.ChainReport
	v.window.desk.Runner.Go(task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			report, err = v.window.desk.Studio.CheckChain(ctx, id)
			return err
		},
		Done: func(err error) {
			switch {
			case v.closed:
			case err != nil:
				v.window.desk.Fail(err)
			default:
				v.showChain(report)
			}
		},
	})
}

func (v *policyView) showChain(report studio.ChainReport) {
	if lines := explain.Chain(v.window.desk.Loc, report); len(lines) > 0 {
		v.broken.Text = strings.Join(lines[1:], "\n")
	}
	v.broken.Refresh()
	widgets.SetVisible(v.banner, !report.Holds())
	v.object.Refresh()
}
