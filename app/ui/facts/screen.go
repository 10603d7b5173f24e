package facts

import (
	"context"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Screen is the tab in the window.
type Screen struct {
	Entries map[policy.FactKey]*widgets.Line

	desk    *desk.Desk
	model   Model
	client  policy.ID
	policy  policy.ID
	saver   task.Repeater
	dirty   dirty
	saving  func(done bool, err error)
	scroll  *container.Scroll
	content fyne.CanvasObject
}

// dirty holds the answers that are not on the disk yet: only what changed is
// written, so that nothing else the library holds is overwritten.
type dirty struct{ client, policy policy.Facts }

func newDirty() dirty { return dirty{policy.Facts{}, policy.Facts{}} }

// with returns the answers of d with the newer ones of over on top.
func (d dirty) with(over dirty) dirty {
	for key, value := range over.client {
		d.client[key] = value
	}
	for key, value := range over.policy {
		d.policy[key] = value
	}
	return d
}

// New builds the tab for a policy and its client. Saving is told when answers
// are being saved and when they are on the disk, or why they are not.
func New(d *desk.Desk, snap policy.Snapshot, saving func(done bool, err error)) *Screen {
	s := &Screen{
		desk: d, model: Model{Client: snap.Client, Policy: snap.Policy}, client: snap.Client.ID, policy: snap.Policy.ID,
		Entries: map[policy.FactKey]*widgets.Line{}, saving: saving, dirty: newDirty(),
	}
	s.saver = task.Repeater{Runner: d.Runner, Make: s.saveJob}
	s.scroll = container.NewVScroll(widgets.NewPanel("", widgets.InsetXY(24, 18), s.form()))
	s.content = widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, s.scroll)
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Shown puts the caret into the first field.
func (s *Screen) Shown() {
	if first := s.Entries[policy.FactDefs()[0].Key]; first != nil {
		s.desk.Window.Canvas().Focus(first)
	}
}

// Close has nothing to end: saving goes on by itself.
func (s *Screen) Close() {}

func (s *Screen) form() fyne.CanvasObject {
	var fields []fyne.CanvasObject
	for _, field := range s.model.Fields() {
		fields = append(fields, s.field(field))
	}
	intro := widget.NewLabel(s.desk.T("facts.intro", i18n.Data{"Client": s.model.Client.Name}))
	intro.Wrapping = fyne.TextWrapWord
	intro.Importance = widget.LowImportance
	return container.New(column{560}, widgets.NewFieldStack(append([]fyne.CanvasObject{widgets.NewFlush(intro)}, fields...)...))
}

func (s *Screen) field(f Field) fyne.CanvasObject {
	entry := widgets.NewLine()
	entry.OnShortcut = s.desk.Elsewhere
	entry.SetTextQuietly(f.Value)
	s.Entries[f.Def.Key] = entry
	caption := s.desk.T("fact." + string(f.Def.Key))
	if f.Def.Required {
		caption = s.desk.T("facts.required", i18n.Data{"Fact": caption})
	}
	field := widgets.NewField(caption, entry)
	field.Hint = s.hint(f)
	check := func() { field.SetProblem(s.problem(f, strings.TrimSpace(entry.Text))) }
	entry.OnChanged = func(text string) { s.changed(f.Def.Key, strings.TrimSpace(text)) }
	entry.OnFocusLost = check
	entry.OnFocusGained = func() { s.reveal(field) }
	entry.OnSubmitted = func(string) { check() }
	return field
}

// reveal scrolls until a field is in sight.
func (s *Screen) reveal(field fyne.CanvasObject) {
	const margin = 30
	top, bottom := field.Position().Y, field.Position().Y+field.Size().Height+margin
	switch {
	case top < s.scroll.Offset.Y:
		s.scroll.ScrollToOffset(fyne.NewPos(0, max(0, top-margin)))
	case bottom > s.scroll.Offset.Y+s.scroll.Size().Height:
		s.scroll.ScrollToOffset(fyne.NewPos(0, bottom-s.scroll.Size().Height))
	}
}

func (s *Screen) hint(f Field) string {
	var parts []string
	if f.Overrides {
		parts = append(parts, s.desk.T("facts.overrides"))
	}
	if key := "fact_hint." + string(f.Def.Kind); f.Def.Kind == policy.KindDate || f.Def.Kind == policy.KindCountry {
		parts = append(parts, s.desk.T(key))
	}
	if f.Def.Citation != "" {
		parts = append(parts, f.Def.Citation)
	}
	return strings.Join(parts, " · ")
}

func (s *Screen) problem(f Field, value string) string {
	if !f.Problem(value) {
		return ""
	}
	return s.desk.T("fact_problem." + string(f.Def.Kind))
}

func (s *Screen) changed(key policy.FactKey, value string) {
	client, changed := s.model.Set(key, value)
	if changed {
		if client {
			s.dirty.client[key] = value
		} else {
			s.dirty.policy[key] = value
		}
		s.saving(false, nil)
		s.saver.Ask()
	}
}

func (s *Screen) saveJob() task.Job {
	taken := s.dirty
	s.dirty = newDirty()
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) error { return s.save(ctx, taken) },
		Done: func(err error) {
			if err != nil {
				s.dirty = taken.with(s.dirty)
			}
			s.saving(len(s.dirty.client)+len(s.dirty.policy) == 0, err)
		},
	}
}

// save runs outside the screen's goroutine and touches only the library.
func (s *Screen) save(ctx context.Context, changed dirty) error {
	if len(changed.client) > 0 {
		err := s.desk.Studio.ChangeClient(ctx, s.client, func(c *policy.Client) { apply(&c.Facts, changed.client) })
		if err != nil {
			return err
		}
	}
	if len(changed.policy) == 0 {
		return nil
	}
	return s.desk.Studio.ChangePolicy(ctx, s.policy, func(p *policy.Policy) { apply(&p.Facts, changed.policy) })
}

func apply(facts *policy.Facts, changed policy.Facts) {
	for key, value := range changed {
		set(facts, key, value)
	}
}

// Dirty reports whether answers are not on the disk, and Retry saves them.
func (s *Screen) Dirty() bool {
	return len(s.dirty.client)+len(s.dirty.policy) > 0 || s.saver.Running()
}

// Retry saves again after a failure.
func (s *Screen) Retry() { s.saver.Ask() }

// column keeps a form from growing wider than people read.
type column struct{ width float32 }

func (l column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(min(l.width, size.Width), size.Height))
	}
}

func (l column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var out fyne.Size
	for _, o := range objects {
		out = out.Max(o.MinSize())
	}
	return out
}
