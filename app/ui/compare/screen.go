package compare

import (
	"context"
	"strconv"
	"strings"

	"clausedesk/app/compare"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Screen shows changes in the window. F7 goes to the next change, Shift+F7 to
// the one before, Escape leaves.
type Screen struct {
	Before, After *widgets.Select
	View          *widgets.Segmented
	OnlyChanges   *widgets.Check
	Clauses       *widgets.NavList
	Text          *widgets.RedlineList
	SaveAs, Copy  *widgets.Button

	desk    *desk.Desk
	model   *Model
	snap    policy.Snapshot
	leave   func()
	latest  task.Latest
	sheet   *sheet
	filling bool
	content fyne.CanvasObject
}

// The values of View.
const (
	viewInline = "inline"
	viewBeside = "beside"
)

// New builds the screen for a model and begins to compare.
func New(d *desk.Desk, snap policy.Snapshot, m *Model, leave func()) *Screen {
	s := &Screen{desk: d, model: m, snap: snap, leave: leave, sheet: &sheet{}}
	s.Before = widgets.NewSelect(nil, func(string) { s.chosen() })
	s.After = widgets.NewSelect(nil, func(string) { s.chosen() })
	s.View = widgets.NewSegmented([]widgets.Option{
		{Key: viewInline, Text: d.T("compare.inline")}, {Key: viewBeside, Text: d.T("compare.beside")},
	}, viewInline, func(key string) { m.Beside = key == viewBeside; s.fill() })
	s.OnlyChanges = widgets.NewCheck(d.T("compare.only_changes"), func(only bool) { m.OnlyChanges = only; s.fill() })
	s.OnlyChanges.Checked = m.OnlyChanges
	s.Clauses = widgets.NewNavList(nil, s.goTo)
	s.Clauses.OnActivated = func(id string) { s.goTo(id); d.Focus(s.Text) }
	s.Clauses.OnKey = func(k *fyne.KeyEvent) bool { return s.key(k, shiftDown()) }
	s.Text = widgets.NewRedlineList()
	s.Text.OnKey = s.key
	s.Text.OnScrolled = s.scrolled
	s.content = s.build()
	s.compare()
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Shown puts the keyboard into the text.
func (s *Screen) Shown() { s.desk.Focus(s.Text) }

// Close drops what is still being compared.
func (s *Screen) Close() { s.latest.Ticket() }

func (s *Screen) build() fyne.CanvasObject {
	d, p := s.desk, s.snap.Policy
	about := widget.NewLabel(s.snap.Client.Name + " · " + p.Title(p.SourceLang))
	about.Importance, about.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	title := widget.NewLabel(d.T("compare.title"))
	title.TextStyle.Bold, title.SizeName = true, theme.SizeNameHeadingText
	s.SaveAs = widgets.QuietButton(d.T("compare.save"), func() { s.Save() })
	s.Copy = widgets.QuietButton(d.T("compare.copy"), s.CopySummary)
	leave := widgets.QuietButton(d.T("compare.leave"), s.leave)
	top := widgets.NewRow(8, widgets.NewFlush(title), layout.NewSpacer(), s.Copy, s.SaveAs, leave)
	choose := widgets.NewWrap(10,
		s.Before, container.NewCenter(widgets.NewFlush(widget.NewLabel("→"))), s.After,
		widgets.QuietButton(d.T("compare.swap"), func() { s.model.Swap(); s.compare() }),
		widgets.QuietButton(d.T("compare.file"), s.chooseFile),
		s.View, s.OnlyChanges,
		widgets.QuietButton(d.T("compare.previous"), func() { s.Step(-1) }),
		widgets.QuietButton(d.T("compare.next"), func() { s.Step(1) }),
	)
	head := widgets.NewStack(6, widgets.NewFlush(about), top, choose)
	frame := widgets.NewPanel(widgets.ColorPaper, widgets.Insets{},
		widgets.NewFrame(nil, widgets.NewHairline(), widgets.NewPanel("", widgets.Insets{Top: 10, Left: 20, Right: 20, Bottom: 10}, head)))
	body := widgets.NewColumns(
		widgets.Column{Width: 270, Min: 180, Content: widgets.NewPanel(widgets.ColorCanvas, widgets.InsetXY(4, 8), s.Clauses)},
		widgets.Column{Min: 380, Content: widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, s.Text)},
	)
	return widgets.NewFrame(frame, nil, body)
}

// chosen compares what the two lists say.
func (s *Screen) chosen() {
	sources := s.model.Sources()
	before, after := s.Before.SelectedIndex(), s.After.SelectedIndex()
	if s.filling || before < 0 || after < 0 || before >= len(sources) || after >= len(sources) {
		return
	}
	s.model.Before, s.model.After = sources[before], sources[after]
	s.compare()
}

// compare reads both texts and shows what changed.
func (s *Screen) compare() {
	current := s.latest.Ticket()
	before, after := s.model.Before, s.model.After
	var found studio.Comparison
	s.desk.Runner.Go(task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			found, err = s.desk.Studio.Compare(ctx, before, after, "")
			return err
		},
		Done: func(err error) {
			switch {
			case !current():
			case err != nil:
				s.desk.Fail(err)
			default:
				s.model.Show(found)
				s.fill()
			}
		},
	})
}

// edition is what is shown, in the words of the window.
func (s *Screen) edition() compare.Edition {
	e := s.model.Shown.Edition(s.desk.Loc.Language(), s.Summary())
	e.OnlyChanges, e.SideBySide = s.model.OnlyChanges, s.model.Beside
	return e
}

// Summary is what changed in one paragraph.
func (s *Screen) Summary() string { return explain.Comparison(s.desk.Loc, s.model.Shown) }

func (s *Screen) fill() {
	s.fillSources()
	e := s.edition()
	counts := s.desk.Loc.N("compare.clauses", s.model.Shown.Diff.Changes()) + " · " + e.Words()
	clauses := s.model.Clauses()
	s.sheet = newSheet(e, counts, clauses, s.model.Beside)
	s.Text.Beside = s.model.Beside
	s.Text.SetRows(s.sheet.rows)
	s.Clauses.SetItems(s.items(clauses))
	s.model.at = -1
}

func (s *Screen) fillSources() {
	s.filling = true
	var names []string
	for _, source := range s.model.Sources() {
		names = append(names, studio.Compared{Source: source}.Name(s.desk.Loc.Language()))
	}
	for _, list := range []struct {
		of *widgets.Select
		at int
	}{{s.Before, s.model.Index(s.model.Before)}, {s.After, s.model.Index(s.model.After)}} {
		list.of.Options = names
		if list.at >= 0 {
			list.of.SetSelectedIndex(list.at)
		}
		list.of.Refresh()
	}
	s.filling = false
}

// items are the clauses that changed.
func (s *Screen) items(clauses []compare.Clause) []widgets.NavItem {
	var out []widgets.NavItem
	for i, c := range clauses {
		if c.Change() == compare.Same {
			continue
		}
		title := c.Heading
		if title == "" {
			title = s.desk.T("compare.unnamed")
		}
		place := c.After
		if place == nil {
			place = c.Before
		}
		out = append(out, widgets.NavItem{ID: strconv.Itoa(i), Title: strings.TrimSpace(place.Number + "  " + title), Hint: s.hint(c)})
	}
	return out
}

// hint says in a word or a count what became of a clause.
func (s *Screen) hint(c compare.Clause) string {
	var parts []string
	switch c.Change() {
	case compare.Added:
		return s.desk.T("compare.added")
	case compare.Removed:
		return s.desk.T("compare.removed")
	case compare.Moved:
		parts = append(parts, s.desk.T("compare.moved"))
	}
	if c.Added+c.Removed > 0 {
		parts = append(parts, s.desk.T("compare.count", i18n.Data{"Added": c.Added, "Removed": c.Removed}))
	}
	return strings.Join(parts, " ")
}

// goTo shows a clause.
func (s *Screen) goTo(id string) {
	i, err := strconv.Atoi(id)
	if err != nil || i >= len(s.sheet.clauses) {
		return
	}
	s.Text.ScrollTo(s.sheet.clauses[i])
	s.model.at = s.sheet.next(s.sheet.clauses[i]-1, 1)
}

// Step goes to the next change, or to the one before.
func (s *Screen) Step(way int) {
	to := s.model.at + way
	if s.model.at < 0 {
		to = s.sheet.next(s.Text.First()-1, way)
	}
	if to < 0 || to >= len(s.sheet.changes) {
		s.desk.Say(s.desk.T("compare.no_more"))
		return
	}
	s.model.at = to
	s.Text.ScrollTo(s.sheet.changes[to])
	s.mark(s.sheet.changes[to])
}

// mark shows at the left which clause a row is of.
func (s *Screen) mark(row int) { s.Clauses.SetSelected(strconv.Itoa(s.sheet.clauseAt(row))) }

func (s *Screen) scrolled(first int) {
	s.model.at = -1
	if len(s.sheet.clauses) > 0 {
		s.mark(first)
	}
}

func (s *Screen) key(k *fyne.KeyEvent, shift bool) bool {
	switch {
	case k.Name == fyne.KeyEscape:
		s.leave()
	case k.Name == fyne.KeyF7 && shift:
		s.Step(-1)
	case k.Name == fyne.KeyF7:
		s.Step(1)
	default:
		return false
	}
	return true
}

// shiftDown asks the system, for who has no way to note it.
func shiftDown() bool {
	driver, is := fyne.CurrentApp().Driver().(desktop.Driver)
	return is && driver.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// Take lets a command mean what it does here; false for any other.
func (s *Screen) Take(command string) bool {
	switch command {
	case "next_segment":
		s.Step(1)
	case "undo", "redo", "redo_too", "save":
	default:
		return false
	}
	return true
}

// CopySummary puts the summary on the clipboard.
func (s *Screen) CopySummary() {
	fyne.CurrentApp().Clipboard().SetContent(s.Summary())
	s.desk.Say(s.desk.T("compare.copied"))
}

func (s *Screen) chooseFile() {
	s.desk.Choose(func(path string, data []byte) {
		s.model.Take(studio.File{Name: path, Data: data})
		s.compare()
	})
}
