package desk

import (
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Page is a screen of several parts: a caption, a title and the tabs above the
// part that is shown. One of a single part has nil tabs.
func Page(caption, title string, tabs *widgets.TabBar, part fyne.CanvasObject) fyne.CanvasObject {
	name := widget.NewLabel(title)
	name.TextStyle.Bold, name.SizeName = true, theme.SizeNameHeadingText
	about := widget.NewLabel(caption)
	about.Importance, about.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	lines := []fyne.CanvasObject{widgets.NewFlush(about), widgets.NewFlush(name)}
	insets := widgets.Insets{Top: 10, Left: 20, Right: 20, Bottom: 10}
	if tabs != nil {
		lines, insets.Bottom = append(lines, tabs), 0 // their line ends the head
	}
	head := widgets.NewStack(2, lines...)
	return widgets.NewFrame(widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, widgets.NewFrame(nil,
		widgets.NewHairline(), widgets.NewPanel("", insets, head))), nil, part)
}
