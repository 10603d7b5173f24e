package reading

import (
	"slices"

	"clausedesk/app/library"
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

const (
	rowGap   = 8
	indent   = 20
	markRoom = 22
)

// Text shows a clause to be read.
func Text(loc *i18n.Localizer, words library.Wording) fyne.CanvasObject {
	return widgets.NewStack(rowGap, objects(Rows(Names{loc}, words, words))...)
}

// Redline shows how a clause changes; words that stay are shown as well.
func Redline(loc *i18n.Localizer, before, after library.Wording) fyne.CanvasObject {
	return widgets.NewStack(rowGap, objects(Rows(Names{loc}, before, after))...)
}

func objects(rows []Row) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, row := range rows {
		if len(row.Spans)+len(row.Mark) == 0 {
			row.Spans = []widgets.Span{{Text: "…", Soft: true}}
		}
		out = append(out, row.object())
	}
	return out
}

// object is the line as it stands in a list: its words beside the mark.
func (r Row) object() fyne.CanvasObject {
	words := widgets.NewRedline(r.Spans)
	if r.Depth == 0 && len(r.Mark) == 0 {
		return words
	}
	left := max(0, float32(r.Depth-1)) * indent
	if len(r.Mark) == 0 {
		return widgets.NewPanel("", widgets.Insets{Left: left + markRoom}, words)
	}
	mark := widgets.NewPanel("", widgets.Insets{Left: left}, widgets.NewRedline(r.Mark))
	return container.New(&beside{left + markRoom}, mark, words)
}

// beside puts a mark into a column of its own and the words to its right.
type beside struct{ column float32 }

func (b *beside) MinSize(of []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(b.column, max(of[0].MinSize().Height, of[1].MinSize().Height))
}

func (b *beside) Layout(of []fyne.CanvasObject, size fyne.Size) {
	of[0].Move(fyne.NewPos(0, 0))
	of[0].Resize(fyne.NewSize(b.column, size.Height))
	of[1].Move(fyne.NewPos(b.column, 0))
	of[1].Resize(fyne.NewSize(size.Width-b.column, size.Height))
}

// Languages shows how a clause changes in one language at a time.
type Languages struct {
	Chips  *widgets.Chips
	Object fyne.CanvasObject

	loc     *i18n.Localizer
	around  bool
	changes []studio.Change
	body    *fyne.Container
}

// NewLanguages shows the changes in the first language. With around it leaves
// out what is far from any change.
func NewLanguages(loc *i18n.Localizer, changes []studio.Change, around bool) *Languages {
	l := &Languages{loc: loc, around: around, body: widgets.NewStack(rowGap)}
	l.Chips = widgets.NewChips(nil)
	l.Chips.OnChanged = l.fill
	l.Object = widgets.NewStack(12, l.Chips, l.body)
	l.Set(changes)
	return l
}

// Set shows other changes, in the language that is chosen where there is one.
func (l *Languages) Set(changes []studio.Change) {
	l.changes = changes
	chips := make([]widgets.Chip, len(changes))
	for i, change := range changes {
		chips[i] = widgets.Chip{ID: change.Lang, Text: Capital(vocabulary.LanguageName(change.Lang))}
	}
	if !slices.Equal(chips, l.Chips.Chips()) {
		l.Chips.SetChips(chips)
	}
	widgets.SetVisible(l.Chips, len(changes) > 1)
	l.fill()
}

func (l *Languages) fill() {
	at := max(0, slices.IndexFunc(l.changes, func(c studio.Change) bool { return c.Lang == l.Chips.One() }))
	l.body.Objects = nil
	if len(l.changes) > 0 {
		rows := Rows(Names{l.loc}, l.changes[at].Before, l.changes[at].After)
		if !slices.ContainsFunc(rows, Row.Changed) {
			l.body.Objects = append(l.body.Objects, widgets.NewSoftPassage(l.loc.T("library.same_here")))
		}
		if l.around {
			rows = Around(rows)
		}
		l.body.Objects = append(l.body.Objects, objects(rows)...)
	}
	l.body.Refresh()
}
