package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func tableOf(t *testing.T, rows int) (*RecordTable, *[]string) {
	t.Helper()
	var log []string
	note := func(what string) func(int) {
		return func(i int) { log = append(log, fmt.Sprint(what, " ", i)) }
	}
	table := NewRecordTable(TableColumn{"Name", 2}, TableColumn{"Country", 1})
	table.EmptyText = "Nothing yet"
	table.OnOpen, table.OnInsert, table.OnDuplicate, table.OnDelete = note("open"), note("insert"), note("duplicate"), note("delete")
	table.OnMove = func(i, d int) { log = append(log, fmt.Sprint("move ", i, " ", d)) }
	table.OnPaste = func(text string) { log = append(log, "paste "+text) }
	var data []TableRow
	for i := range rows {
		data = append(data, TableRow{Cells: []string{fmt.Sprint("Row ", i), "NL"}})
	}
	table.SetRows(data)
	show(t, table, 500, 300)
	return table, &log
}

func TestRecordTableKeys(t *testing.T) {
	startApp(t)
	table, log := tableOf(t, 4)
	press(table, fyne.KeyDelete, fyne.KeyReturn)
	heard(t, log) // nothing is selected
	table.FocusGained()
	equal(t, "selected with the keyboard", table.Selected(), 0)
	press(table, fyne.KeyDown, fyne.KeyReturn, fyne.KeyF2, fyne.KeyInsert, fyne.KeyDelete)
	chord(table, ctrl, fyne.KeyN)
	chord(table, ctrl, fyne.KeyD)
	chord(table, fyne.KeyModifierAlt, fyne.KeyUp)
	chord(table, fyne.KeyModifierAlt, fyne.KeyDown)
	heard(t, log, "open 1", "open 1", "insert 1", "delete 1", "insert 1", "duplicate 1", "move 1 -1", "move 1 1")
	press(table, fyne.KeyEnd, fyne.KeyDown)
	chord(table, fyne.KeyModifierAlt, fyne.KeyDown)
	press(table, fyne.KeyHome, fyne.KeyUp)
	chord(table, fyne.KeyModifierAlt, fyne.KeyUp)
	heard(t, log) // the ends hold
	equal(t, "at the top", table.Selected(), 0)
}

func TestRecordTablePastes(t *testing.T) {
	startApp(t)
	table, log := tableOf(t, 1)
	fyne.CurrentApp().Clipboard().SetContent("a\tb")
	chord(table, ctrl, fyne.KeyV)
	table.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	heard(t, log, "paste a\tb", "paste a\tb")
}

func TestAnEmptyRecordTableTakesItsFirstRow(t *testing.T) {
	startApp(t)
	table, log := tableOf(t, 0)
	table.FocusGained()
	press(table, fyne.KeyReturn, fyne.KeyDown, fyne.KeyDelete, fyne.KeyF2)
	heard(t, log, "insert -1")
}

func TestTheSelectionStaysAmongTheRows(t *testing.T) {
	startApp(t)
	table, _ := tableOf(t, 3)
	table.Select(2)
	table.SetRows(table.Rows[:2])
	equal(t, "after the last row went", table.Selected(), 1)
	table.SetRows(nil)
	equal(t, "without a row", table.Selected(), -1)
}

func TestOnlyVisibleRecordsHoldObjects(t *testing.T) {
	startApp(t)
	table, _ := tableOf(t, 3000)
	table.FocusGained()
	press(table, fyne.KeyEnd)
	equal(t, "selected", table.Selected(), 2999)
	if n := table.RowObjects(); n > 20 {
		t.Errorf("%d row objects for a view of 300", n)
	}
}

func TestNarrowTablesLeaveTheLastColumnsOut(t *testing.T) {
	startApp(t)
	table := NewRecordTable(TableColumn{"Name", 1}, TableColumn{"Country", 1}, TableColumn{"A safeguard for the transfer", 1})
	shown := func(width float32) (n int) {
		for _, w := range table.widths(width) {
			if w > 0 {
				n++
			}
		}
		return n
	}
	equal(t, "wide", shown(800), 3)
	equal(t, "narrow", shown(300), 2)
	equal(t, "too narrow for any", shown(40), 1)
}

// columnsShown names the columns that a table has room for.
func columnsShown(table *RecordTable, width float32) string {
	var shown []string
	for i, w := range table.widths(width) {
		if w > 0 {
			shown = append(shown, table.Columns[i].Title)
		}
	}
	return strings.Join(shown, " ")
}

func TestANarrowTableShowsItsWordsWhole(t *testing.T) {
	startApp(t)
	table := NewRecordTable(TableColumn{"Name", 1.5}, TableColumn{"Provider", 1}, TableColumn{"Purpose", 1}, TableColumn{"Kind", 1})
	table.SetRows([]TableRow{
		{Cells: []string{"lumen_session", "", "remembering the choice of cookies", "necessary"}},
		{Cells: []string{"stats", "", "statistics", "analytics"}},
	})
	equal(t, "with room for all", columnsShown(table, 900), "Name Provider Purpose Kind")
	equal(t, "without the empty one", columnsShown(table, 520), "Name Purpose Kind")
	equal(t, "in a pane", columnsShown(table, 420), "Name Purpose")
	show(t, table, 330, 300)
	for width := float32(330); width < 1000; width += 7 {
		table.Resize(fyne.NewSize(width, 300))
		for _, row := range table.stack.live {
			for _, cell := range row.(*recordRow).cells {
				if cell.Visible() && strings.HasSuffix(cell.Text, "…") {
					t.Fatalf("%.0f wide: %q", width, cell.Text)
				}
			}
		}
	}
	table.SetRows([]TableRow{{Cells: []string{"sid", "Stripe", "login", "necessary"}}})
	equal(t, "with other rows", columnsShown(table, 420), "Name Provider Purpose Kind")
}

func TestOneColumnIsNeverWiderThanTheTable(t *testing.T) {
	startApp(t)
	table := NewRecordTable(TableColumn{"Name", 1}, TableColumn{"Country", 1})
	table.SetRows([]TableRow{{Cells: []string{strings.Repeat("word ", 100), "NL"}}})
	equal(t, "columns", columnsShown(table, 250), "Name")
	if w := table.widths(250)[0]; w > 250 {
		t.Errorf("%.0f of 250", w)
	}
}

func TestF1AsksAboutATable(t *testing.T) {
	startApp(t)
	table, log := tableOf(t, 0)
	table.OnHelp = func() { *log = append(*log, "help") }
	press(table, fyne.KeyF1)
	heard(t, log, "help")
}

func optionsOf(words string) []Option {
	var out []Option
	for word := range strings.FieldsSeq(words) {
		out = append(out, Option{Key: strings.ToLower(word[:1] + word[len(word)-2:]), Text: strings.ReplaceAll(word, "_", " ")})
	}
	return out
}

func TestAPickerFindsByWords(t *testing.T) {
	startApp(t)
	var chosen []string
	p := NewPicker(optionsOf("Germany Netherlands United_Kingdom United_States Austria"), func(key string) { chosen = append(chosen, key) })
	w := show(t, NewStack(0, p), 400, 500)
	w.Canvas().Focus(p)
	for _, r := range "kin" {
		w.Canvas().Focused().TypedRune(r)
	}
	if !p.IsOpen() {
		t.Fatal("a letter opens no list")
	}
	press(w.Canvas().Focused(), fyne.KeyReturn)
	if p.IsOpen() || w.Canvas().Focused() != fyne.Focusable(p) {
		t.Fatal("Enter does not go back to the picker")
	}
	press(p, fyne.KeyDown)
	equal(t, "marked when it opens", p.list.matches[p.list.at].Text, "United Kingdom")
	press(w.Canvas().Focused(), fyne.KeyDown, fyne.KeyEscape)
	press(p, fyne.KeyDelete)
	equal(t, "chosen", strings.Join(chosen, ","), "uom,")
	equal(t, "read", p.AccessibilityLabel(), "")
}

// A picker finds by the beginning of any word, whatever the case, the accents
// and the marks in it, and by the key; what reads so stands first.
func TestWhatAPickerFinds(t *testing.T) {
	options := []Option{
		{Key: "website", Text: "the website's address"},
		{Key: "email_address", Text: "e-mail address"},
		{Key: "BE", Text: "Belgium"},
		{Key: "BY", Text: "Belarus"},
		{Key: "SB", Text: "Big Bell"},
		{Key: "LB", Text: "bel"},
		{Key: "analytics", Text: "statistics on use"},
		{Key: "RE", Text: "Réunion"},
		{Key: "DE", Text: "Germany"},
		{Key: "desk", Text: "Service e-mail"},
	}
	for query, want := range map[string]string{
		"ema": "e-mail address|Service e-mail", "e-ma": "e-mail address|Service e-mail", "email a": "e-mail address", "addr mail": "e-mail address",
		"addr": "the website's address|e-mail address",
		"bel":  "bel|Belgium|Belarus|Big Bell",
		"ana":  "statistics on use", "an": "", "reun": "Réunion", "RÉU": "Réunion", "de": "Germany", "xyz": "", "!": "",
	} {
		var got []string
		for _, o := range matchOptions(options, query) {
			got = append(got, o.Text)
		}
		equal(t, query, strings.Join(got, "|"), want)
	}
}

// A few letters that nothing begins with are not taken for words of a person's
// own, neither by Enter nor by Tab, until they are asked for.
func TestAFragmentIsNoAnswer(t *testing.T) {
	startApp(t)
	p := NewPicker(optionsOf("Invoices Orders"), nil)
	p.OwnText = func(s string) string { return "Use " + s }
	p.FewText = "too few"
	w := show(t, NewStack(0, p, NewLine()), 400, 500)
	w.Canvas().Focus(p)
	for _, r := range "xyz" {
		w.Canvas().Focused().TypedRune(r)
	}
	press(w.Canvas().Focused(), fyne.KeyReturn, fyne.KeyTab)
	if !p.IsOpen() || p.Value() != "" {
		t.Fatalf("open %v, value %q", p.IsOpen(), p.Value())
	}
	equal(t, "told", p.list.nothing.Visible() && p.list.nothing.Text == "too few", true)
	press(w.Canvas().Focused(), fyne.KeyDown, fyne.KeyReturn)
	equal(t, "asked for", p.Value(), "xyz")
	p.Open("inv")
	press(w.Canvas().Focused(), fyne.KeyReturn)
	equal(t, "what matches comes first", p.AccessibilityLabel(), "Invoices")
	p.Open("wxyz")
	press(w.Canvas().Focused(), fyne.KeyReturn)
	equal(t, "four letters", p.Value(), "wxyz")
}

func TestAPickerTakesOwnWords(t *testing.T) {
	startApp(t)
	p := NewPicker(optionsOf("Invoices Orders"), nil)
	p.OwnText = func(s string) string { return "Use " + s }
	w := show(t, NewStack(0, p, NewLine()), 400, 500)
	w.Canvas().Focus(p)
	for _, r := range "ord book" {
		w.Canvas().Focused().TypedRune(r)
	}
	press(w.Canvas().Focused(), fyne.KeyTab)
	equal(t, "value", p.Value(), "ord book")
	equal(t, "read", p.AccessibilityLabel(), "ord book")
	if w.Canvas().Focused() == fyne.Focusable(p) {
		t.Error("Tab does not go on")
	}
	p.Open("orders")
	equal(t, "an option by its whole words", len(p.list.matches), 1)
}

func TestManyValuesAreAddedAndTakenAway(t *testing.T) {
	startApp(t)
	var told []string
	m := NewManyPicker(optionsOf("Germany Netherlands"), func(key string) string { return "<" + key + ">" },
		func(keys []string) { told = append(told, strings.Join(keys, "+")) })
	show(t, m, 400, 500)
	m.SetKeys([]string{"xx"})
	m.Picker.choose(Option{Key: "ge"})
	m.Picker.choose(Option{Key: "ge"}) // it is there already
	m.Picker.choose(Option{Key: "ne"})
	press(m.Picker, fyne.KeyBackspace)
	m.flow.Objects[0].(*token).Tapped(nil)
	equal(t, "told", strings.Join(told, " "), "xx+ge xx+ge+ne xx+ge ge")
}

func TestSegmentedByKeys(t *testing.T) {
	startApp(t)
	var chosen []string
	s := NewSegmented([]Option{{Key: "yes", Text: "Yes"}, {Key: "no", Text: "No"}, {Text: "Not answered"}}, "", func(key string) {
		chosen = append(chosen, key)
	})
	show(t, s, 300, 40)
	s.TypedRune('n')
	press(s, fyne.KeyRight, fyne.KeyLeft)
	s.TypedRune('y')
	press(s, fyne.KeyLeft)
	tapAt(s, 290, 10)
	equal(t, "chosen", strings.Join(chosen, ","), "no,,no,yes")
}
