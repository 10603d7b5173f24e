package desk

import (
	"strings"

	"clausedesk/widgets"
)

// AskReason asks for words that are needed, such as why something is left as it
// is, and for a name if nobody said one. About is what it is about, "" for
// nothing; title and caption are texts.
func (d *Desk) AskReason(title, caption, about string, do func(words, by string)) {
	var line *widgets.Line
	var by func() string
	form := d.NewForm(title, d.T("action.save"), func() { do(strings.TrimSpace(line.Text), by()) })
	if about != "" {
		form.Put(widgets.NewSoftPassage(about))
	}
	line = form.Line(caption, "", "")
	by = form.Name()
	form.Check = func() (*widgets.Line, string) {
		if strings.TrimSpace(line.Text) == "" {
			return line, d.T("translate.words_needed")
		}
		return nil, ""
	}
	form.Show()
}
