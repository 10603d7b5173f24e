package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Command is one line of a CommandPalette. A command with a Reason cannot run
// now; the reason is shown in place of the shortcut.
type Command struct {
	ID, Title string
	Shortcut  string
	Reason    string
}

// CommandPalette finds commands by their words and runs one. Up and Down
// choose, Enter runs, Esc closes. Set the fields before Open.
type CommandPalette struct {
	Commands    []Command
	Placeholder string // in the empty search field
	NothingText string // when no command matches
	OnRun       func(id string)
	OnClosed    func() // also after a run, before OnRun

	popup   *widget.PopUp
	canvas  fyne.Canvas
	before  fyne.Focusable // had the keyboard when the palette opened
	search  *Line
	list    *markList
	matches []Command
}

// NewCommandPalette makes a closed palette.
func NewCommandPalette(commands []Command, run func(id string)) *CommandPalette {
	p := &CommandPalette{Commands: commands, OnRun: run}
	p.search = NewLine()
	p.search.OnChanged = p.filter
	p.search.OnKey = p.key
	p.list = &markList{
		row: func(i int) Command { return p.matches[i] }, note: func() string { return p.NothingText },
		tapped: func(bool) { p.tapped() }, follow: true,
		least: fyne.NewSize(paletteWidth, paletteRows*commandRow), page: paletteRows,
	}
	p.list.begin(p.list)
	return p
}

// Open shows the palette on a canvas with an empty search.
func (p *CommandPalette) Open(c fyne.Canvas) {
	if p.popup != nil {
		return
	}
	p.canvas, p.before = c, c.Focused()
	p.search.SetPlaceHolder(p.Placeholder)
	p.search.SetTextQuietly("")
	p.filter("")
	p.popup = widget.NewModalPopUp(newPaletteBox(p), c)
	p.popup.Show()
	c.Focus(p.search)
}

// IsOpen says whether the palette is on the screen.
func (p *CommandPalette) IsOpen() bool { return p.popup != nil }

// Close takes the palette away and gives the keyboard back.
func (p *CommandPalette) Close() {
	if p.popup == nil {
		return
	}
	p.popup.Hide()
	p.popup = nil
	if p.before != nil && p.canvas.Focused() != p.before {
		p.canvas.Focus(p.before)
	}
	if p.OnClosed != nil {
		p.OnClosed()
	}
}

// Search types a query, as the user does.
func (p *CommandPalette) Search(query string) { p.search.SetText(query) }

// Matches are the commands listed now, best first.
func (p *CommandPalette) Matches() []Command { return p.matches }

// Chosen is the command that Enter would run.
func (p *CommandPalette) Chosen() (Command, bool) {
	if p.list.at >= len(p.matches) {
		return Command{}, false
	}
	return p.matches[p.list.at], true
}

func (p *CommandPalette) filter(query string) {
	p.matches = matchCommands(p.Commands, query)
	p.list.fill(len(p.matches), 0)
}

func (p *CommandPalette) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyEscape:
		p.Close()
	case fyne.KeyReturn, fyne.KeyEnter:
		p.run()
	default:
		return p.list.Key(k)
	}
	return true
}

// tapped runs the command under the pointer; if it cannot run, the keyboard
// goes back to the search.
func (p *CommandPalette) tapped() {
	p.run()
	if p.IsOpen() {
		p.canvas.Focus(p.search)
	}
}

// run closes the palette and runs the chosen command unless it cannot run.
func (p *CommandPalette) run() {
	c, ok := p.Chosen()
	if !ok || c.Reason != "" {
		return
	}
	p.Close()
	if p.OnRun != nil {
		p.OnRun(c.ID)
	}
}
