package answers

import (
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// translations lets a person's own words be given in each language of the
// policy: a switch, and a line for the languages it is not written in.
type translations struct {
	field  *Field
	lacks  *widgets.Text // which versions are still missing
	lang   *widgets.Segmented
	lines  map[string]*widgets.Line
	bar    fyne.CanvasObject
	object *fyne.Container
	// left says that the keyboard came from the text just now: Tab went on.
	left bool
}

func newTranslations(f *Field) *translations {
	t := &translations{field: f, lines: map[string]*widgets.Line{}}
	var options []widgets.Option
	parts := []fyne.CanvasObject{f.input.object}
	source := f.from.languages[0]
	for i, lang := range f.from.languages {
		options = append(options, widgets.Option{Key: lang, Text: strings.ToUpper(lang)})
		if i == 0 {
			continue
		}
		line := t.line(f.Def.Key.In(lang))
		if f.Def.Proper {
			line.SetPlaceHolder(f.desk.T("answers.as_source", i18n.Data{"Language": f.languageName(source)}))
		} else {
			line.SetPlaceHolder(f.desk.T("answers.missing_in", i18n.Data{"Languages": f.languageName(lang)}))
		}
		t.lines[lang] = line
		parts = append(parts, line)
	}
	t.lang = widgets.NewSegmented(options, source, func(string) { t.show(); t.focusText() })
	t.lang.Small = true
	t.lang.OnShortcut, t.lang.OnKey, t.lang.OnFocusGained = f.shortcut, t.key, t.reached
	label := widgets.NewText(f.desk.T("answers.language"), widgets.TextCaption, widgets.ColorSoft)
	t.lacks = widgets.NewText("", widgets.TextCaption, widgets.ColorError)
	t.bar = widgets.NewRow(8, t.lacks, layout.NewSpacer(), label, t.lang)
	t.object = container.New(below{}, container.NewStack(parts...), t.bar)
	t.refresh()
	return t
}

func (t *translations) line(key policy.FactKey) *widgets.Line {
	f := t.field
	line := widgets.NewLine()
	line.OnShortcut, line.OnKey, line.OnFocusGained = f.shortcut, f.key, f.gained
	line.OnFocusLost = func() { t.left = true }
	line.OnChanged = func(text string) { f.changed(key, strings.TrimSpace(text)) }
	return line
}

// key takes a letter for the text: the switch has no use for it, and who types
// it has not seen that the keyboard is there.
func (t *translations) key(k *fyne.KeyEvent) bool {
	if len(k.Name) == 1 {
		t.focusText()
		return true
	}
	return t.field.key(k)
}

// reached lets Tab go on from a name to the next field: a name is the same in
// all languages, and few people stop at its switch. Shift+Tab comes to it.
func (t *translations) reached() {
	if left := t.left; left && t.field.Def.Proper {
		t.left = false
		t.field.desk.Window.Canvas().FocusNext()
	}
}

// focusText puts the keyboard into the text of the chosen language.
func (t *translations) focusText() {
	target := t.field.input.focus
	if line := t.lines[t.lang.Value()]; line != nil {
		target = line
	}
	t.field.desk.Focus(target)
}

// refresh shows what is stored. A term of the vocabulary has its words in
// every language already.
func (t *translations) refresh() {
	f := t.field
	for lang, line := range t.lines {
		showText(line.Text, f.from.get(f.Def.Key.In(lang)), line.SetTextQuietly)
	}
	value := f.from.get(f.Def.Key)
	own := value != "" && !isTerm(f.Def, value)
	if !own {
		t.lang.SetValue(f.from.languages[0])
	}
	t.lacks.SetText(t.missing(own))
	widgets.SetVisible(t.bar, own)
	t.show()
}

// missing names the languages that have no version of a person's own words. A
// name is the same in all of them.
func (t *translations) missing(own bool) string {
	f := t.field
	var names []string
	for _, lang := range f.from.languages[1:] {
		if own && !f.Def.Proper && f.from.get(f.Def.Key.In(lang)) == "" {
			names = append(names, f.languageName(lang))
		}
	}
	if len(names) == 0 {
		return ""
	}
	words, _ := vocabulary.In(f.desk.Loc.Language())
	return f.desk.T("answers.missing_in", i18n.Data{"Languages": words.Join(names)})
}

func (f *Field) languageName(lang string) string {
	return vocabulary.FormatValue(policy.KindLanguage, lang, f.desk.Loc.Language())
}

func (t *translations) show() {
	widgets.SetVisible(t.field.input.object, t.lang.Value() == t.field.from.languages[0])
	for lang, line := range t.lines {
		widgets.SetVisible(line, lang == t.lang.Value())
	}
	t.object.Refresh()
}

// below draws the switch under the text, where Tab comes to it.
type below struct{}

const belowGap float32 = 4

func (below) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	text, bar := objects[0], objects[1]
	room := float32(0)
	if bar.Visible() {
		room = bar.MinSize().Height + belowGap
	}
	text.Resize(fyne.NewSize(size.Width, size.Height-room))
	bar.Move(fyne.NewPos(0, size.Height-room+belowGap))
	bar.Resize(fyne.NewSize(size.Width, max(0, room-belowGap)))
}

func (below) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	if objects[1].Visible() {
		size.Height += objects[1].MinSize().Height + belowGap
	}
	return size
}
