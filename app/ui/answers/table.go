package answers

import (
	"cmp"
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Table is a register in a form: its records, and all that can be done to
// them by keys, by the buttons and by a click with the other mouse button.
type Table struct {
	Def     policy.RegisterDef
	Records *widgets.RecordTable
	// OnShortcut is asked about a shortcut that the table has no use for; may
	// be nil.
	OnShortcut func(fyne.Shortcut) bool

	book    *Book
	desk    *desk.Desk
	shared  *widget.Label
	missing *widget.Label
	warning *fyne.Container // around missing
	own     *widgets.Link
	none    *widgets.Button // says that there are no records
	unnone  *widgets.Button // takes that back
	object  fyne.CanvasObject
	steps   steps
	stop    func()
}

// NewTable makes the table of a register of the book.
func NewTable(b *Book, def policy.RegisterDef) *Table {
	t := &Table{Def: def, book: b, desk: b.desk, shared: quiet(""), missing: quiet("")}
	t.missing.Importance = widget.WarningImportance
	var columns []widgets.TableColumn
	words, _ := vocabulary.In(t.desk.Loc.Language())
	printed, _ := words.Register(def.Name)
	for _, field := range columnsOf(def) {
		title := cmp.Or(printed.Heading[string(field.Key)], t.caption(field))
		columns = append(columns, widgets.TableColumn{Title: title, Weight: weight(field)})
	}
	t.Records = widgets.NewRecordTable(columns...)
	t.wire()
	t.own = widgets.NewLink("", t.toggleOwn)
	t.own.Accent = true
	t.none = widgets.QuietButton(t.desk.T("answers.none"), t.confirm)
	t.unnone = widgets.QuietButton(t.desk.T("answers.none_back"), t.unconfirm)
	buttons := widgets.NewWrap(8, t.none, t.unnone,
		widgets.QuietButton(t.desk.T("answers.insert"), func() { t.insert(t.Records.Selected()) }),
		widgets.QuietButton(t.desk.T("answers.paste"), func() { t.paste(fyne.CurrentApp().Clipboard().Content()) }))
	keys := quiet(t.desk.T("answers.keys"))
	t.warning = widgets.NewFlush(t.missing)
	t.object = widgets.NewStack(8, widgets.NewCaptionLine(12, t.shared, t.own), t.Records, t.warning, buttons, widgets.NewFlush(keys))
	t.refresh()
	t.stop = b.Listen(t.refresh)
	return t
}

func quiet(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.Wrapping, label.Importance, label.SizeName = fyne.TextWrapWord, widget.LowImportance, theme.SizeNameCaptionText
	return label
}

func (t *Table) wire() {
	r := t.Records
	r.OnShortcut, r.OnHelp = t.shortcut, t.ShowLaw
	r.OnSelected = func(int) { t.tellMissing() }
	r.OnOpen, r.OnInsert = t.edit, t.insert
	r.OnDuplicate, r.OnMove, r.OnDelete = t.duplicate, t.move, t.remove
	r.OnPaste, r.OnMenu = t.paste, t.menu
}

// Object is what goes into the form.
func (t *Table) Object() fyne.CanvasObject { return t.object }

// Input is what takes the keyboard.
func (t *Table) Input() fyne.Focusable { return t.Records }

// Close ends hearing of changes.
func (t *Table) Close() { t.stop() }

func (t *Table) caption(field policy.FieldDef) string {
	return t.desk.T("field." + t.Def.Name + "." + string(field.Key))
}

func (t *Table) records() []policy.Record {
	records, _ := t.book.Records(t.Def.Name)
	return records
}

// set replaces the records and selects one. That the last one went says
// nothing: a person confirms that there are none.
func (t *Table) set(records []policy.Record, at int) {
	if len(records) == 0 {
		records = nil
	}
	t.change(func() { t.book.SetRecords(t.Def.Name, records) })
	t.Records.Select(at)
	t.tellMissing()
}

func (t *Table) refresh() {
	records, own := t.book.Records(t.Def.Name)
	fields := columnsOf(t.Def)
	rows := make([]widgets.TableRow, len(records))
	for i, record := range records {
		for _, field := range fields {
			rows[i].Cells = append(rows[i].Cells, t.cell(field, record))
		}
		if len(t.holes(record)) > 0 {
			rows[i].Dot = widgets.KindError
		}
	}
	confirmed := t.book.Confirmed(t.Def.Name)
	t.Records.EmptyText = t.desk.T("answers.empty")
	if confirmed {
		t.Records.EmptyText = t.desk.T("answers.confirmed")
	}
	widgets.SetVisible(t.none, len(records) == 0 && !confirmed)
	widgets.SetVisible(t.unnone, confirmed)
	t.Records.SetRows(rows)
	t.shared.SetText(t.desk.T("answers.shared", i18n.Data{"Client": t.book.Snapshot().Client.Name}))
	t.own.SetText(t.desk.T("answers.make_own"))
	if own {
		t.shared.SetText(t.desk.T("answers.own_list"))
		t.own.SetText(t.desk.T("answers.use_shared"))
	}
	t.tellMissing()
	t.object.Refresh()
}

// cell is how a field of a record reads, or that it is missing: a column without
// a word gives way where there is no room.
func (t *Table) cell(field policy.FieldDef, record policy.Record) string {
	text := cellText(field, record, t.desk.Loc.Language())
	if text == "" && field.Required && t.book.Snapshot().Answers().Asks(t.Def, field, record) {
		return t.desk.T("answers.cell_missing")
	}
	if field.Abroad {
		text, _, _ = strings.Cut(text, " (") // what follows is for the document
	}
	return text
}

// holes names what a record lacks: needed fields, and a person's own words in
// the other languages of the policy.
func (t *Table) holes(record policy.Record) []string {
	answers := t.book.Snapshot().Answers()
	var names []string
	for _, field := range answers.Missing(t.Def, record) {
		names = append(names, t.caption(field))
	}
	languages := t.book.Snapshot().Policy.Languages()
	for _, field := range t.Def.Fields {
		for _, lang := range languages[1:] {
			words, _ := vocabulary.In(lang)
			if answers.Asks(t.Def, field, record) && words.OwnWords(field, record, lang, languages[0]) {
				name := vocabulary.FormatValue(policy.KindLanguage, lang, t.desk.Loc.Language())
				names = append(names, t.desk.T("answers.field_in", i18n.Data{"Field": t.caption(field), "Language": name}))
			}
		}
	}
	return names
}

// tellMissing says what the selected record still needs.
func (t *Table) tellMissing() {
	var names []string
	if i, records := t.Records.Selected(), t.records(); i >= 0 && i < len(records) {
		names = t.holes(records[i])
	}
	words, _ := vocabulary.In(t.desk.Loc.Language())
	text := ""
	if len(names) > 0 {
		text = t.desk.T("answers.row_missing", i18n.Data{"Fields": words.Join(names)})
	}
	if t.missing.Text != text {
		t.missing.SetText(text)
	}
	widgets.SetVisible(t.warning, text != "")
	t.object.Refresh()
}

func (t *Table) insert(after int) {
	t.form("answers.insert_title", policy.Record{}, func(record policy.Record) {
		at := min(after+1, len(t.records()))
		if after < 0 {
			at = len(t.records())
		}
		t.set(slices.Insert(slices.Clone(t.records()), at, record), at)
	})
}

func (t *Table) edit(i int) {
	t.form("answers.edit_title", t.records()[i], func(record policy.Record) {
		records := slices.Clone(t.records())
		if i < len(records) {
			records[i] = record
			t.set(records, i)
		}
	})
}

func (t *Table) form(title string, record policy.Record, keep func(policy.Record)) {
	name := t.desk.T("register." + t.Def.Name)
	newForm(t, t.desk.T(title, i18n.Data{"Register": name}), record, keep).show()
}

func (t *Table) duplicate(i int) {
	copied := policy.CloneRecords(t.records()[i : i+1])
	t.set(slices.Insert(slices.Clone(t.records()), i+1, copied...), i+1)
}

func (t *Table) move(i, delta int) {
	records := slices.Clone(t.records())
	records[i], records[i+delta] = records[i+delta], records[i]
	t.set(records, i+delta)
}

func (t *Table) remove(i int) {
	before := t.records()
	if len(before) == 1 && t.book.Replaces(t.Def.Name) {
		t.askEmptied()
		return
	}
	t.set(slices.Delete(slices.Clone(before), i, i+1), min(i, len(before)-2))
	t.desk.Offer(t.desk.T("answers.deleted"), t.desk.T("action.undo"), func() {
		now := slices.Clone(t.records())
		at := min(i, len(now))
		t.set(slices.Insert(now, at, before[i]), at)
	})
}

// askEmptied asks what holds when the last row of a policy's own list goes.
// Nobody said yet that there are none, and without the list the client's rows
// would hold: neither may follow from a key that deletes a row.
func (t *Table) askEmptied() {
	var shown dialog.Dialog
	shared := widgets.QuietButton(t.desk.T("answers.use_shared"), func() {
		shown.Hide()
		t.unconfirm()
	})
	text := passage(t.desk.T("answers.emptied", i18n.Data{"Client": t.book.Snapshot().Client.Name}))
	content := container.New(fixedSize{fyne.NewSize(formWidth, emptiedHeight)}, widgets.NewStack(8, text, widgets.NewRow(0, shared)))
	shown = t.desk.Ask(t.desk.T("answers.emptied_title"), t.desk.T("answers.none"), content, t.confirm)
}

// emptiedHeight has room for the question in every language.
const emptiedHeight float32 = 128

// confirm says that there are no records, which is an answer as well.
func (t *Table) confirm() {
	t.change(func() { t.book.SetRecords(t.Def.Name, []policy.Record{}) })
	t.desk.Window.Canvas().Focus(t.Records)
}

// unconfirm leaves the register unanswered again. An own list that stands in
// place of an answer of the client's goes.
func (t *Table) unconfirm() {
	t.change(func() { t.book.SetRecords(t.Def.Name, nil) })
	t.desk.Window.Canvas().Focus(t.Records)
}

func (t *Table) toggleOwn() {
	records, own := t.list().records, t.list().own
	t.change(func() { t.book.SetOwn(t.Def.Name, !own) })
	if !own {
		return
	}
	t.desk.Offer(t.desk.T("answers.went_back"), t.desk.T("action.undo"), func() {
		t.change(func() {
			t.book.SetOwn(t.Def.Name, true)
			t.book.SetRecords(t.Def.Name, records)
		})
	})
}

func (t *Table) menu(i int, at fyne.Position) {
	item := func(key string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(t.desk.T(key), do) }
	up := item("answers.up", func() { t.move(i, -1) })
	down := item("answers.down", func() { t.move(i, 1) })
	up.Disabled, down.Disabled = i == 0, i == len(t.records())-1
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("",
		item("answers.edit", func() { t.edit(i) }), item("answers.duplicate", func() { t.duplicate(i) }),
		up, down, fyne.NewMenuItemSeparator(), item("action.delete", func() { t.remove(i) }),
	), t.desk.Window.Canvas(), at)
}
