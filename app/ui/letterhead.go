package ui

import (
	"context"
	"errors"
	"strings"

	"clausedesk/app/letterhead"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2/widget"
)

// EditStudioLetterhead asks for the look of all documents.
func (w *Window) EditStudioLetterhead() { w.EditLetterhead("", "") }

func editOpenLetterhead(w *Window) {
	client := w.draft.Snapshot().Client
	w.EditLetterhead(client.ID, client.Name)
}

// EditLetterhead asks for the look of the documents of a client, or of the
// studio without one, and shows the open policy in it.
func (w *Window) EditLetterhead(client policy.ID, name string) {
	var now policy.Letterhead
	w.desk.Do(func(ctx context.Context) (err error) {
		now, err = w.desk.Studio.Letterhead(ctx, client)
		return err
	}, func() { w.showLetterhead(client, name, now) })
}

// letterheadForm is the form of a letterhead, with what it holds.
type letterheadForm struct {
	window *Window
	client policy.ID
	logo   policy.Logo
	form   *desk.Form
	state  *widget.Label
	drop   *widgets.Button
	lines  *widgets.TextArea
	color  *widgets.Line
	paper  *widgets.Chips
	print  *widgets.Chips
}

func (w *Window) showLetterhead(client policy.ID, name string, now policy.Letterhead) {
	d := w.desk
	f := &letterheadForm{window: w, client: client, logo: now.Logo}
	title := d.T("letterhead.title")
	if client != "" {
		title = d.T("letterhead.title_client", i18n.Data{"Client": name})
	}
	f.form = d.NewForm(title, d.T("letterhead.save"), f.save)
	f.state = widget.NewLabel("")
	choose := widgets.QuietButton(d.T("letterhead.choose"), f.choose)
	f.drop = widgets.QuietButton(d.T("letterhead.remove"), func() { f.set(policy.Logo{}) })
	f.form.Add(d.T("letterhead.logo"), widgets.NewStack(6, widgets.NewFlush(f.state), widgets.NewRow(8, choose, f.drop)))
	f.lines = widgets.NewTextArea()
	f.lines.SetText(strings.Join(now.Lines, "\n"))
	lines := widgets.NewField(d.T("letterhead.lines"), f.lines)
	lines.Hint = d.T("letterhead.lines_hint")
	f.form.Put(lines)
	f.color = f.form.Line(d.T("letterhead.color"), now.Color, d.T("letterhead.color_hint"))
	f.paper = f.choice(client, now.Paper,
		widgets.Chip{ID: policy.PaperA4, Text: d.T("letterhead.paper_a4")},
		widgets.Chip{ID: policy.PaperLetter, Text: d.T("letterhead.paper_letter")})
	f.form.Add(d.T("letterhead.paper"), f.paper)
	f.print = f.choice(client, now.Print,
		widgets.Chip{ID: policy.PrintNormal, Text: d.T("letterhead.print_normal")},
		widgets.Chip{ID: policy.PrintLarge, Text: d.T("letterhead.print_large")})
	f.form.Add(d.T("letterhead.print"), f.print)
	f.form.Check = f.check
	f.set(now.Logo)
	f.form.Show()
}

// choice offers the values of a setting; a client may leave it to the studio,
// and the studio's is the first where nothing was said.
func (f *letterheadForm) choice(client policy.ID, now string, chips ...widgets.Chip) *widgets.Chips {
	if client != "" {
		chips = append([]widgets.Chip{{ID: "", Text: f.window.desk.T("letterhead.as_studio")}}, chips...)
	} else if now == "" {
		now = chips[0].ID
	}
	choice := widgets.NewChips(chips)
	choice.SetChosen(now)
	return choice
}

// set takes a logo, or none, and says so.
func (f *letterheadForm) set(logo policy.Logo) {
	f.logo = logo
	if logo.IsZero() {
		f.state.SetText(f.window.desk.T("letterhead.logo_none"))
		f.drop.Disable()
		return
	}
	f.state.SetText(f.window.desk.T("letterhead.logo_set"))
	f.drop.Enable()
}

// choose asks for a file and reads it beside the window.
func (f *letterheadForm) choose() {
	f.window.desk.ChooseFile(func(path string) {
		var logo policy.Logo
		f.window.desk.Do(func(context.Context) (err error) {
			logo, err = studio.ReadLogo(path)
			return err
		}, func() { f.set(logo) })
	}, ".png", ".jpg", ".jpeg", ".svg")
}

func (f *letterheadForm) check() (*widgets.Line, string) {
	given := strings.TrimSpace(f.color.Text)
	if _, err := letterhead.ParseColor(given); given != "" && errors.Is(err, letterhead.ErrColor) {
		return f.color, f.window.desk.Explain(err)
	}
	return nil, ""
}

func (f *letterheadForm) save() {
	w := f.window
	given := policy.Letterhead{
		Logo: f.logo, Lines: strings.Split(f.lines.Text, "\n"), Color: strings.TrimSpace(f.color.Text), Paper: f.paper.One(), Print: f.print.One(),
	}
	var saved policy.Letterhead
	w.desk.Do(func(ctx context.Context) (err error) {
		saved, err = w.desk.Studio.SetLetterhead(ctx, f.client, given)
		return err
	}, func() {
		w.reloadOpen()
		asked, err := letterhead.ParseColor(given.Color)
		if err == nil && asked.String() != saved.Color {
			w.desk.Say(w.desk.T("letterhead.darkened", i18n.Data{"Color": saved.Color}))
			return
		}
		w.desk.Say(w.desk.T("letterhead.saved"))
	})
}
