package translate

import (
	"strings"

	"clausedesk/app/vocabulary"

	"clausedesk/app/policy"
	"clausedesk/app/translate"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Screen is the tab in the window.
type Screen struct {
	Grid     *widgets.SegmentGrid
	Language *widget.Select

	// AddLanguage asks for a further target language.
	AddLanguage func()

	desk     *desk.Desk
	model    *Model
	progress *widget.Label
	moved    *widgets.Redline
	checks   *widget.Label
	body     fyne.CanvasObject
	empty    fyne.CanvasObject
	content  fyne.CanvasObject
	closed   bool
	behind   bool // the draft changed while the tab was not shown
}

// New builds the tab over an open draft.
func New(d *desk.Desk, open *draft.Draft, addLanguage func()) *Screen {
	s := &Screen{desk: d, model: NewModel(open), AddLanguage: addLanguage}
	s.buildGrid()
	s.buildLanguage()
	s.body = widgets.NewFrame(s.head(), s.aids(), s.Grid)
	s.empty = widgets.NewEmptyState(d.T("translate.empty_title"), d.T("translate.empty_text"),
		widgets.PrimaryButton(d.T("translate.add_language"), func() { s.AddLanguage() }))
	s.content = widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, container.NewStack(s.body, s.empty))
	open.Listen(s.changed)
	s.fill()
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Shown selects the segment worked on and puts the caret there.
func (s *Screen) Shown() {
	if s.behind {
		s.behind = false
		s.model.Reload()
		s.fill()
	}
	if len(s.model.Rows()) > 0 {
		s.Grid.Select(s.model.Index())
		s.Grid.EditOn(s.desk.Window.Canvas())
	}
}

// Close ends listening.
func (s *Screen) Close() { s.closed = true }

func (s *Screen) buildGrid() {
	s.Grid = widgets.NewSegmentGrid("", "", s.desk.T("translate.state"), nil)
	s.Grid.OnSelected = s.selected
	s.Grid.OnChanged = s.model.SetTarget
	s.Grid.OnApprove = func(int) { s.Approve() }
	s.Grid.OnShortcut = s.desk.Shortcut
}

func (s *Screen) buildLanguage() {
	s.Language = widget.NewSelect(nil, nil)
	s.progress = widget.NewLabel("")
	s.progress.Wrapping = fyne.TextWrapWord
}

func (s *Screen) head() fyne.CanvasObject {
	button := func(key string, do func()) fyne.CanvasObject { return widgets.QuietButton(s.desk.T(key), do) }
	left := container.NewHBox(s.Language, button("translate.add_language", func() { s.AddLanguage() }))
	right := container.NewHBox(button("translate.copy_source", s.CopySource),
		button("translate.next", s.Next), button("translate.review", s.Review), widgets.QuietButton(s.desk.T("translate.approve"), s.Approve))
	return widgets.NewPanel("", widgets.InsetXY(16, 8), container.NewBorder(nil, nil, left, right))
}

func (s *Screen) aids() fyne.CanvasObject {
	s.moved = widgets.NewRedline(nil)
	s.checks = widget.NewLabel("")
	s.checks.Wrapping = fyne.TextWrapWord
	pane := func(title string, content fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewPanel(widgets.ColorPaper, widgets.InsetXY(18, 12), container.NewVScroll(
			widgets.NewField(s.desk.T(title), content)))
	}
	columns := widgets.NewColumns(
		widgets.Column{Content: pane("translate.moved", s.moved), Min: 220},
		widgets.Column{Content: pane("translate.checks", widgets.NewFlush(s.checks)), Min: 220},
		widgets.Column{Content: pane("translate.progress_title", widgets.NewFlush(s.progress)), Min: 180, Width: 260},
	)
	return widgets.NewFrame(widgets.NewHairline(), nil, container.New(tall{150}, columns))
}

// tall gives its content a fixed height.
type tall struct{ height float32 }

func (l tall) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (l tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	for _, o := range objects {
		width = max(width, o.MinSize().Width)
	}
	return fyne.NewSize(width, l.height)
}

func (s *Screen) selected(i int) {
	s.model.Select(i)
	s.fillAids()
}

// Approve approves the selected segment and goes to the next that needs work.
func (s *Screen) Approve() { s.settle(policy.Approved) }

func (s *Screen) settle(state policy.State) {
	if err := s.model.SetState(state); err != nil {
		s.desk.Say(s.desk.T("translate.nothing_to_approve"))
		return
	}
	s.Next()
}

// Review marks the selected segment as read by another pair of eyes, and goes
// to the next that needs work.
func (s *Screen) Review() { s.settle(policy.Reviewed) }

// Next goes to the next segment that needs work.
func (s *Screen) Next() {
	i := s.model.Next()
	if i < 0 {
		s.desk.Say(s.desk.T("translate.all_done"))
		return
	}
	s.Grid.Select(i)
}

// CopySource makes the source the target of the selected segment.
func (s *Screen) CopySource() {
	s.model.CopySource()
	s.Grid.Select(s.model.Index())
}

func (s *Screen) changed(c draft.Change) {
	switch {
	case s.closed || !c.Units && !c.Clauses:
	case s.model.Putting():
		i := s.model.Index()
		s.Grid.SetRow(i, s.row(s.model.Rows()[i]))
		s.fillProgress()
		s.fillAids()
	case s.content.Visible():
		s.model.Reload()
		s.fill()
	default:
		s.behind = true
	}
}

func (s *Screen) fill() {
	show := s.model.Language() != ""
	widgets.SetVisible(s.body, show)
	widgets.SetVisible(s.empty, !show)
	if !show {
		return
	}
	s.fillLanguage()
	rows := s.model.Rows()
	if len(rows) == len(s.Grid.Rows) {
		for i, row := range rows {
			if shown := s.row(row); shown != s.Grid.Rows[i] {
				s.Grid.SetRow(i, shown)
			}
		}
	} else {
		shown := make([]widgets.Segment, len(rows))
		for i, row := range rows {
			shown[i] = s.row(row)
		}
		s.Grid.SetRows(shown)
	}
	s.fillAids()
}

func (s *Screen) fillLanguage() {
	source := vocabulary.LanguageName(s.model.Draft.Snapshot().Policy.SourceLang)
	target := vocabulary.LanguageName(s.model.Language())
	s.Grid.SourceTitle, s.Grid.TargetTitle = source, target
	options := make([]string, len(s.model.Languages()))
	for i, lang := range s.model.Languages() {
		options[i] = vocabulary.LanguageName(lang)
	}
	s.Language.OnChanged = nil
	s.Language.SetOptions(options)
	s.Language.SetSelected(target)
	s.Language.OnChanged = s.languageChosen
	s.fillProgress()
}

func (s *Screen) fillProgress() {
	percent, left := s.model.Progress()
	s.progress.SetText(s.desk.T("translate.progress", i18n.Data{"Percent": percent, "Left": left}))
}

func (s *Screen) languageChosen(name string) {
	for _, lang := range s.model.Languages() {
		if vocabulary.LanguageName(lang) == name && lang != s.model.Language() {
			s.model.SetLanguage(lang)
			s.Grid.SetRows(nil)
			s.fill()
			s.Shown()
		}
	}
}

var stateKinds = map[policy.State]widgets.Kind{
	policy.Untranslated: widgets.KindNeutral, policy.Draft: widgets.KindAccent,
	policy.Reviewed: widgets.KindAccent, policy.Approved: widgets.KindSuccess, policy.Stale: widgets.KindWarning,
}

func (s *Screen) row(row translate.Row) widgets.Segment {
	return widgets.Segment{
		Source: row.Source, Target: row.Target,
		State: s.desk.T("state." + string(row.State)), Kind: stateKinds[row.State],
	}
}

func (s *Screen) fillAids() {
	spans := s.model.Moved()
	shown := make([]widgets.Span, len(spans))
	for i, span := range spans {
		shown[i] = widgets.Span{Text: span.Text, Kind: map[translate.SpanKind]widgets.SpanKind{
			translate.Same: widgets.SpanSame, translate.Inserted: widgets.SpanInserted, translate.Deleted: widgets.SpanDeleted,
		}[span.Kind]}
	}
	if len(shown) == 0 {
		shown = []widgets.Span{{Text: s.desk.T("translate.not_moved")}}
	}
	s.moved.SetSpans(shown)
	s.checks.SetText(s.checkText())
}

func (s *Screen) checkText() string {
	lost, added := s.model.Lost()
	var lines []string
	for _, expr := range lost {
		lines = append(lines, s.desk.T("translate.placeholder_lost", i18n.Data{"Placeholder": "{{" + expr + "}}"}))
	}
	for _, expr := range added {
		lines = append(lines, s.desk.T("translate.placeholder_added", i18n.Data{"Placeholder": "{{" + expr + "}}"}))
	}
	if len(lines) == 0 {
		return s.desk.T("translate.checks_agree")
	}
	return strings.Join(lines, "\n")
}
