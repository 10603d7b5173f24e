package ui_test

import "fyne.io/fyne/v2"

// letterheadScenes are the states of the form of a letterhead.
func letterheadScenes() []scene {
	return []scene{
		{"letterhead", func(j *journey) { j.palette("command.letterhead") }},
		{"letterhead-studio", func(j *journey) { j.palette("command.studio_letterhead") }},
		{"letterhead-problem", func(j *journey) {
			j.palette("command.letterhead")
			j.Type("yellow")
			j.Press(fyne.KeyReturn)
		}},
	}
}
