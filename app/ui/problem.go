package ui

import (
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// ShowProblem fills a window with the reason why the program cannot start.
func ShowProblem(window fyne.Window, loc *i18n.Localizer, text string) {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	button := widgets.PrimaryButton(loc.T("action.close"), window.Close)
	window.SetContent(widgets.NewPanel(widgets.ColorPaper, widgets.Inset(20),
		widgets.NewStack(16, desk.Wide(480, widgets.NewFlush(label)), container.NewCenter(button))))
	window.SetPadded(false)
	window.CenterOnScreen()
	window.Canvas().Focus(button)
}
