package settings

import (
	"strings"

	"clausedesk/app/studio"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// ShowNames asks how files are named, and shows a name while it is typed. Like
// is a file to name.
func ShowNames(d *desk.Desk, now studio.NamePattern, like studio.FileNamed, save func(studio.NamePattern)) {
	var line *widgets.Line
	form := d.NewForm(d.T("settings.file_names"), d.T("action.save"), func() { save(typed(line)) })
	var fields []string
	for _, field := range studio.NameFields() {
		fields = append(fields, "{"+field+"}")
	}
	form.Put(widgets.NewSoftPassage(d.T("settings.file_names_about", i18n.Data{"Fields": strings.Join(fields, " ")})))
	line = form.Line(d.T("settings.file_names_pattern"), string(now), "")
	example := widgets.NewSoftPassage("")
	form.Put(example)
	show := func() {
		if p := typed(line); p.Check() == nil {
			example.SetText(d.T("settings.file_names_example", i18n.Data{"Name": p.Name(like)}))
		}
	}
	show()
	cleared := line.OnChanged
	line.OnChanged = func(text string) { cleared(text); show() }
	form.Check = func() (*widgets.Line, string) {
		if err := typed(line).Check(); err != nil {
			return line, d.Explain(err)
		}
		return nil, ""
	}
	form.Show()
}

// typed is the pattern in a line; an empty one is the default.
func typed(line *widgets.Line) studio.NamePattern {
	if p := strings.TrimSpace(line.Text); p != "" {
		return studio.NamePattern(p)
	}
	return studio.DefaultPattern
}
