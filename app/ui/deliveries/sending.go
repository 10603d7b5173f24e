package deliveries

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/handover"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// Print asks how a PDF of the version is printed, and hands it to the spooler.
// Where the system's own program asks (handover.Chooses), that is all there is.
func Print(d *desk.Desk, of Subject, path string) {
	of = of.With("pdf", path)
	if !handover.Chooses {
		spool(d, handover.Job{Path: of.Files[0].Path})
		return
	}
	var printers []handover.Printer
	d.Do(func(ctx context.Context) (err error) {
		if printers, err = d.Hand.Printers(ctx); err == nil && len(printers) == 0 {
			err = handover.ErrNoPrinter
		}
		return err
	}, func() { askPrint(d, of, path, printers) })
}

// sides are the ways to print, in the order of the list.
var sides = []struct {
	sides handover.Sides
	key   string
}{
	{handover.SidesOfPrinter, "deliveries.sides_printer"},
	{handover.OneSided, "deliveries.sides_one"},
	{handover.LongEdge, "deliveries.sides_long"},
	{handover.ShortEdge, "deliveries.sides_short"},
}

// mostCopies is more than anybody hands over; a slip of the finger is not.
const mostCopies = 99

func askPrint(d *desk.Desk, of Subject, path string, printers []handover.Printer) {
	var copies *widgets.Line
	var file func() store.File
	names := make([]string, len(printers))
	for i, p := range printers {
		names[i] = p.Name
	}
	printer := widgets.NewSelect(names, nil)
	printer.SetSelectedIndex(max(slices.IndexFunc(printers, func(p handover.Printer) bool { return p.Default }), 0))
	ways := make([]string, len(sides))
	for i, way := range sides {
		ways[i] = d.T(way.key)
	}
	way := widgets.NewSelect(ways, nil)
	way.SetSelectedIndex(0)
	form := d.NewForm(d.T("deliveries.print"), d.T("deliveries.print_do"), func() {
		f := file()
		n, _ := strconv.Atoi(strings.TrimSpace(copies.Text))
		spool(d, handover.Job{
			Path: f.Path, Title: of.title(f), Copies: n,
			Printer: names[max(printer.SelectedIndex(), 0)], Sides: sides[max(way.SelectedIndex(), 0)].sides,
		})
	})
	file, _ = of.ask(d, form, path)
	form.Add(d.T("deliveries.printer"), printer)
	copies = form.Line(d.T("deliveries.copies"), "1", "")
	form.Add(d.T("deliveries.sides"), way)
	form.Check = func() (*widgets.Line, string) {
		if n, err := strconv.Atoi(strings.TrimSpace(copies.Text)); err != nil || n < 1 || n > mostCopies {
			return copies, d.T("deliveries.copies_number", i18n.Data{"Most": mostCopies})
		}
		return nil, ""
	}
	form.Show()
}

func spool(d *desk.Desk, job handover.Job) {
	d.Do(func(ctx context.Context) error { return fileError(job.Path, d.Hand.Print(ctx, job)) }, func() {
		d.Say(d.T("deliveries.printing", i18n.Data{"File": filepath.Base(job.Path)}))
	})
}

// Mail asks for the address and the words of a mail with a file of the version,
// and opens it as a draft. Nothing is sent.
func Mail(d *desk.Desk, of Subject, path string) {
	of = of.With("", path)
	var to, subject *widgets.Line
	var file func() store.File
	var body *widgets.TextArea
	form := d.NewForm(d.T("deliveries.mail"), d.T("deliveries.mail_do"), func() {
		m := handover.Message{
			To: strings.TrimSpace(to.Text), Subject: strings.TrimSpace(subject.Text), Body: body.Text, Files: []string{file().Path},
		}
		d.Do(func(ctx context.Context) error { return fileError(m.Files[0], d.Hand.Mail(ctx, m)) }, func() { drafted(d, of, m) })
	})
	form.Put(widgets.NewSoftPassage(d.T("deliveries.mail_about")))
	file, chosen := of.ask(d, form, path)
	to = form.Line(d.T("deliveries.mail_to"), of.Email, "")
	title, text := of.letter(file(), d)
	subject = form.Line(d.T("deliveries.mail_subject"), title, "")
	body = form.Area(d.T("deliveries.mail_text"), text, 7)
	if chosen != nil {
		chosen.OnChanged = func(string) {
			title, text := of.letter(file(), d)
			subject.SetText(title)
			body.SetText(text)
		}
	}
	form.Show()
}

// drafted offers to enter what the draft hands over.
func drafted(d *desk.Desk, of Subject, m handover.Message) {
	d.Offer(d.T("deliveries.drafted"), d.T("deliveries.enter"), func() {
		handOver(d, of, sent{m.Files[0], m.To, policy.ByMail})
	})
}

// letter proposes subject and text in the language of a file, where the program
// has words in it, and otherwise in its own.
func (of Subject) letter(f store.File, d *desk.Desk) (subject, text string) {
	loc := d.Loc
	lang, _, _ := strings.Cut(f.Lang, "+")
	if slices.Contains(i18n.Languages(), lang) {
		loc = i18n.New(lang)
	}
	about := i18n.Data{
		"Title": of.title(f), "Number": of.Number, "Client": of.Client, "Date": explain.Day(loc, of.Effective),
		"File": filepath.Base(f.Path), "Hash": f.SHA256,
	}
	return loc.T("deliveries.letter_subject", about), loc.T("deliveries.letter", about)
}

func (of Subject) title(f store.File) string {
	lang, _, _ := strings.Cut(f.Lang, "+")
	return of.Title(lang)
}

// fileError words an error of a file that could not be read.
func fileError(path string, err error) error {
	if at := (*fs.PathError)(nil); errors.As(err, &at) {
		return &explain.FileError{Path: path, Err: err}
	}
	return err
}
