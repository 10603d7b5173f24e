package clauses

import (
	"context"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/task"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// head names the clause and says where its wording comes from.
type head struct {
	title  *widget.Label
	origin *widgets.Badge
}

func newHead() *head {
	h := &head{title: widget.NewLabel(""), origin: widgets.NewBadge("", widgets.KindAccent)}
	h.title.TextStyle.Bold, h.title.SizeName = true, theme.SizeNameSubHeadingText
	h.title.Truncation = fyne.TextTruncateEllipsis
	return h
}

// whenLine stands below the title and says when the clause is shown and
// whether it is now.
type whenLine struct {
	text   *widget.Label
	state  *widgets.Badge
	badges *fyne.Container // where the wording comes from, and the state
	object fyne.CanvasObject
}

func (s *Screen) newWhenLine() *whenLine {
	w := &whenLine{text: widget.NewLabel(""), state: widgets.NewBadge("", widgets.KindAccent)}
	w.text.Wrapping = fyne.TextWrapWord
	w.badges = widgets.NewWrap(6, s.head.origin, w.state)
	change := widgets.QuietButton(s.desk.T("clauses.condition"), s.EditCondition)
	w.object = widgets.NewStack(6, widgets.NewFlush(s.head.title), w.badges,
		container.NewBorder(nil, nil, nil, container.NewVBox(change), widgets.NewFlush(w.text)))
	return w
}

// foot holds what can be done with the clause as a whole.
type foot struct {
	unlock, relink *widgets.Button
	buttons        *fyne.Container
	object         fyne.CanvasObject
}

func (s *Screen) newFoot() *foot {
	f := &foot{
		unlock: widgets.QuietButton(s.desk.T("clauses.unlock"), s.Unlock),
		relink: widgets.QuietButton(s.desk.T("clauses.relink"), s.Relink),
	}
	f.buttons = widgets.NewWrap(8, f.unlock, f.relink, widgets.QuietButton(s.desk.T("clauses.delete"), s.deleteSelected), s.Hidden)
	f.object = widgets.NewPanel("", widgets.Insets{Top: 10}, widgets.NewStack(0, f.buttons))
	return f
}

func (s *Screen) buildForm() {
	s.Hidden = widget.NewCheck(s.desk.T("clauses.hidden"), func(bool) {
		if !s.filling {
			s.ToggleHidden()
		}
	})
	s.head = newHead()
	s.when, s.foot = s.newWhenLine(), s.newFoot()
	s.linked = newLinkedPane(s)
	s.editor = s.buildEditor()
	top := widgets.NewPanel("", widgets.Insets{Bottom: 12}, widgets.NewStack(10, s.when.object, widgets.NewHairline()))
	s.form = widgets.NewPanel(widgets.ColorPaper, widgets.InsetXY(24, 18),
		widgets.NewFrame(top, s.foot.object, container.NewStack(s.linked.object, s.editor)))
	s.empty = widgets.NewEmptyState(s.desk.T("clauses.empty_title"), s.desk.T("clauses.empty_text"),
		widgets.PrimaryButton(s.desk.T("clauses.add"), s.Add))
}

// buildEditor makes the pane in which a clause is written.
func (s *Screen) buildEditor() fyne.CanvasObject {
	s.Heading = widgets.NewLine()
	s.Heading.OnShortcut = s.desk.Shortcut
	s.Heading.OnChanged = func(text string) { s.typed(s.model.SetHeading, text) }
	s.Heading.OnSubmitted = func(string) { s.desk.Window.Canvas().Focus(s.Body) }
	s.Body = widgets.NewTextArea()
	s.Body.SetMinRowsVisible(1) // it takes what is left; a low window has little
	s.Body.OnShortcut = s.shortcut
	s.Body.OnChanged = func(text string) { s.typed(s.model.SetBody, text) }
	s.used, s.terms = widgets.NewWrap(6), newTermsPane(s)
	s.counter = task.Repeater{Runner: s.desk.Runner, Make: s.usesJob}
	s.about = container.NewVScroll(widgets.NewStack(8, s.used, s.terms.object))
	s.about.SetMinSize(fyne.NewSize(0, chipsHeight))
	s.terms.scroll, s.terms.shown = s.about, s.roomForTerms
	s.unseen = widgets.NewCallout("", widgets.KindWarning, nil)
	s.unseen.Hide()
	top := widgets.NewPanel("", widgets.Insets{Bottom: 6},
		widgets.NewFieldStack(s.unseen, widgets.NewField(s.desk.T("clauses.heading"), s.Heading), s.toolbar()))
	below := widgets.NewPanel("", widgets.Insets{Top: 8}, s.about)
	editor := widgets.NewFrame(top, below, s.Body)
	editor.Objects = []fyne.CanvasObject{top, s.Body, below} // as Tab goes through them
	return editor
}

// chipsHeight is two lines of chips; more of them scroll. A chip is at most
// longestChip characters long, so that it fits a narrow window.
const (
	chipsHeight = 52
	termsHeight = 108 // with the terms that a clause defines
	longestChip = 34
)

func (s *Screen) roomForTerms(some bool) {
	height := float32(chipsHeight)
	if some {
		height = termsHeight
	}
	if s.about.MinSize().Height != height {
		s.about.SetMinSize(fyne.NewSize(0, height))
		s.editor.Refresh()
	}
}

func (s *Screen) fillForm(c policy.Clause, ok bool) {
	widgets.SetVisible(s.form, ok)
	widgets.SetVisible(s.empty, !ok)
	title := markup.Title(c)
	if title == "" {
		title = s.desk.T("clauses.untitled")
	}
	setIfOther(s.head.title.Text, title, s.head.title.SetText)
	setIfOther(s.head.origin.Text, s.originOf(c), func(text string) { s.head.origin.Set(text, widgets.KindAccent) })
	setIfOther(s.Heading.Text, c.Heading, s.Heading.SetTextQuietly)
	s.fillBody(c)
	s.Hidden.SetChecked(c.Hidden)
	widgets.SetVisible(s.editor, !c.Linked())
	widgets.SetVisible(s.linked.object, c.Linked())
	widgets.SetVisible(s.foot.unlock, c.Linked())
	widgets.SetVisible(s.foot.relink, !c.Linked() && c.Library.ID != "")
	s.foot.buttons.Refresh()
	s.fillWhen(c)
	if c.Linked() {
		s.linked.fill(c)
		return
	}
	s.terms.fill(c)
	s.counter.Ask()
}

func (s *Screen) originOf(c policy.Clause) string {
	text := s.desk.T("origin." + string(c.Origin))
	if c.Library.ID == "" {
		return text
	}
	return s.desk.T("clauses.origin_revision", i18n.Data{"Origin": text, "Revision": c.Library.Revision})
}

// whenText says when a clause is shown.
func (s *Screen) whenText(condition string) string { return s.words().When(condition) }

func (s *Screen) fillWhen(c policy.Clause) {
	rule, readable := RuleOf(c.When)
	text := s.whenText(c.When)
	setIfOther(s.when.text.Text, text, s.when.text.SetText)
	state, kind := "clauses.shown_now", widgets.KindSuccess
	off := readable && !rule.Holds(s.model.Draft.Snapshot().Answers())
	if c.Hidden || off {
		state, kind = "clauses.hidden_now", widgets.KindWarning
	}
	s.fillUnseen(c, off, text)
	widgets.SetVisible(s.when.state, c.When != "")
	defer s.when.badges.Refresh()
	setIfOther(s.when.state.Text, s.desk.T(state), func(text string) { s.when.state.Set(text, kind) })
}

// fillUnseen says, before one words a clause, that no document has it now.
func (s *Screen) fillUnseen(c policy.Clause, off bool, when string) {
	said := ""
	switch {
	case c.Hidden:
		said = s.desk.T("clauses.unseen_by_hand")
	case off:
		said = s.desk.T("clauses.unseen_by_condition", i18n.Data{"When": when})
	}
	widgets.SetVisible(s.unseen, said != "")
	setIfOther(s.unseen.Text, said, func(text string) { s.unseen.Text = text; s.unseen.Refresh() })
	s.editor.Refresh()
}

// fillBody shows the text without the line end that texts of files close with: the
// caret would go behind it to a line of its own. What the person types stands as
// it was typed.
func (s *Screen) fillBody(c policy.Clause) {
	text := strings.TrimRight(c.Body, "\n")
	if c.ID == s.bodyOf && s.Body.Text != text {
		text = c.Body
	}
	s.bodyOf = c.ID
	setIfOther(s.Body.Text, text, s.Body.SetTextQuietly)
}

// usesJob finds the placeholders of the clause outside the screen's goroutine:
// a long text takes longer to read than a key may.
func (s *Screen) usesJob() task.Job {
	snap, id := s.model.Draft.Snapshot(), s.model.selected
	var uses []Use
	return task.Job{
		Work: func(context.Context, task.Report) error { uses = UsesOf(snap, id); return nil },
		Done: func(error) {
			if !s.closed && id == s.model.selected {
				s.showUses(uses)
			}
		},
	}
}

// showUses lists the placeholders of the text with what they are now.
func (s *Screen) showUses(uses []Use) {
	var chips []fyne.CanvasObject
	for _, use := range ByNeed(uses) {
		kind := widgets.KindAccent
		if use.Gap {
			kind = widgets.KindWarning
		}
		chips = append(chips, widgets.NewBadge(cut(s.words().use(use), longestChip), kind))
	}
	if len(chips) == 0 {
		chips = append(chips, layout.NewSpacer())
	}
	s.used.Objects = chips
	s.used.Refresh()
}

// setIfOther leaves an entry alone that shows the text already, so that the
// caret stays where the person types.
func setIfOther(have, want string, set func(string)) {
	if have != want {
		set(want)
	}
}
