package memory

import (
	"clausedesk/app/markup"
	"clausedesk/app/ui/answers"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// result is an entry as it is read.
type result struct {
	Source []Piece
	Target string
	Origin string
}

// plain is a text as people read it.
func plain(text string) string { return markup.PlainInline(markup.ParseInline(text)) }

// resultList shows results side by side with their translations. Up, Down, Home
// and End select, Enter takes, Delete deletes, F2 edits, Up on the first leaves.
type resultList struct {
	widget.BaseWidget
	OnTaken    func(i int)
	OnDeleted  func(i int)
	OnEdited   func(i int)
	OnLeft     func()
	OnShortcut func(fyne.Shortcut) bool

	rows     []*resultRow
	stack    *fyne.Container
	scroll   *container.Scroll
	selected int
	focused  bool
}

var (
	_ fyne.Widget       = (*resultList)(nil)
	_ fyne.Focusable    = (*resultList)(nil)
	_ fyne.Shortcutable = (*resultList)(nil)
)

func newResultList() *resultList {
	l := &resultList{stack: widgets.NewStack(0)}
	l.scroll = container.NewVScroll(l.stack)
	l.ExtendBaseWidget(l)
	return l
}

func (l *resultList) setRows(results []result) {
	l.rows, l.stack.Objects, l.selected = nil, nil, 0
	for i, r := range results {
		row := newResultRow(r, func() { l.tapped(i) })
		l.rows = append(l.rows, row)
		l.stack.Objects = append(l.stack.Objects, row)
	}
	l.scroll.ScrollToTop()
	l.stack.Refresh()
	l.paint()
}

// paint shows the selection while the list has the keyboard.
func (l *resultList) paint() {
	for i, row := range l.rows {
		ground := fyne.ThemeColorName("")
		if l.focused && i == l.selected {
			ground = widgets.ColorSelection
		}
		row.setGround(ground)
	}
}

func (l *resultList) tapped(i int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	l.selectRow(i)
}

func (l *resultList) selectRow(i int) {
	if i < 0 || i >= len(l.rows) {
		return
	}
	l.selected = i
	l.paint()
	row := l.rows[i]
	answers.Reveal(l.scroll, row.Position().Y, row.Size().Height)
}

// FocusGained shows the selection.
func (l *resultList) FocusGained() { l.focused = true; l.paint() }

// FocusLost hides it.
func (l *resultList) FocusLost() { l.focused = false; l.paint() }

// TypedRune does nothing.
func (l *resultList) TypedRune(rune) {}

// TypedKey moves the selection, takes the result or leaves.
func (l *resultList) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		l.selectRow(l.selected + 1)
	case fyne.KeyUp:
		if l.selected == 0 {
			l.OnLeft()
		}
		l.selectRow(l.selected - 1)
	case fyne.KeyHome:
		l.selectRow(0)
	case fyne.KeyEnd:
		l.selectRow(len(l.rows) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.selected < len(l.rows) {
			l.OnTaken(l.selected)
		}
	case fyne.KeyDelete:
		l.OnDeleted(l.selected)
	case fyne.KeyF2:
		l.OnEdited(l.selected)
	case fyne.KeyEscape:
		l.OnLeft()
	}
}

// TypedShortcut copies, or asks OnShortcut.
func (l *resultList) TypedShortcut(s fyne.Shortcut) {
	if _, copies := s.(*fyne.ShortcutCopy); copies && l.selected < len(l.rows) {
		l.OnTaken(l.selected)
		return
	}
	if l.OnShortcut != nil {
		l.OnShortcut(s)
	}
}

// CreateRenderer links the list to Fyne.
func (l *resultList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.scroll) }

// resultRow is one result. A click selects it.
type resultRow struct {
	widget.BaseWidget
	panel  *widgets.Panel
	tapped func()
}

var _ fyne.Tappable = (*resultRow)(nil)

func newResultRow(r result, tapped func()) *resultRow {
	var source []widgets.Span
	for _, piece := range r.Source {
		source = append(source, widgets.Span{Text: piece.Text, Bold: piece.Hit, Chip: piece.Hit})
	}
	columns := container.New(&shares{weights: []float32{5, 5, 3}, gap: 20},
		widgets.NewRedline(source), widgets.NewPassage(r.Target), widgets.NewSoftPassage(r.Origin))
	row := &resultRow{tapped: tapped}
	row.panel = widgets.NewPanel("", widgets.Insets{}, widgets.NewStack(0,
		widgets.NewPanel("", widgets.InsetXY(20, 10), columns), widgets.NewHairline()))
	row.ExtendBaseWidget(row)
	return row
}

func (r *resultRow) setGround(ground fyne.ThemeColorName) {
	if r.panel.Ground != ground {
		r.panel.Ground = ground
		r.panel.Refresh()
	}
}

// Tapped selects the row.
func (r *resultRow) Tapped(*fyne.PointEvent) { r.tapped() }

// CreateRenderer links the row to Fyne.
func (r *resultRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.panel) }

// shares gives its contents shares of its width, and is as high as the highest
// of them is at that width.
type shares struct {
	weights []float32
	gap     float32
}

func (l *shares) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	total := float32(0)
	for _, w := range l.weights {
		total += w
	}
	room, x := size.Width-l.gap*float32(len(objects)-1), float32(0)
	for i, o := range objects {
		width := room * l.weights[i] / total
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + l.gap
	}
}

func (l *shares) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var height float32
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(0, height)
}

// roomFor is how wide a list to choose from is that shows each of its options
// whole.
func roomFor(options ...string) float32 {
	width := float32(0)
	for _, option := range options {
		width = max(width, fyne.MeasureText(option, theme.TextSize(), fyne.TextStyle{}).Width)
	}
	return width + 4*theme.InnerPadding() + theme.IconInlineSize()
}

// atLeast keeps its content from being narrower than a width.
type atLeast struct{ width float32 }

func (l *atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (l *atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(max(l.width, least.Width), least.Height)
}
