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
	list    *commandList
	matches []Command
	at      int
}

// NewCommandPalette makes a closed palette.
func NewCommandPalette(commands []Command, run func(id string)) *CommandPalette {
	p := &CommandPalette{Commands: commands, OnRun: run}
	p.search = NewLine()
	p.search.OnChanged = p.filter
	p.search.OnKey = p.key
	p.list = newCommandList(p)
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
	if p.at < 0 || p.at >= len(p.matches) {
		return Command{}, false
	}
	return p.matches[p.at], true
}

func (p *CommandPalette) filter(query string) {
	p.matches = matchCommands(p.Commands, query)
	p.at = 0
	p.list.changed()
}

func (p *CommandPalette) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyDown:
		p.choose(p.at + 1)
	case fyne.KeyUp:
		p.choose(p.at - 1)
	case fyne.KeyPageDown:
		p.choose(min(p.at+paletteRows, len(p.matches)-1))
	case fyne.KeyPageUp:
		p.choose(max(p.at-paletteRows, 0))
	case fyne.KeyEscape:
		p.Close()
	case fyne.KeyReturn, fyne.KeyEnter:
		p.run()
	default:
		return false
	}
	return true
}

func (p *CommandPalette) choose(i int) {
	if i < 0 || i >= len(p.matches) {
		return
	}
	old := p.at
	p.at = i
	p.list.stack.refreshRow(old)
	p.list.stack.refreshRow(i)
	p.list.stack.reveal(i)
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
