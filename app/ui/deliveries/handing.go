package deliveries

import (
	"context"
	"path/filepath"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// Subject is a version of which something is handed over.
type Subject struct {
	Policy     policy.ID
	Client     string
	Email      string // of the client, "" where it is not known
	Title      func(lang string) string
	Number     int
	Effective  string
	Files      []store.File // that were written of it
	Identities []store.Identity
}

// With is the subject with only files of a kind, such as "pdf"; the one at
// path comes first, and otherwise the one written last.
func (of Subject) With(kind, path string) Subject {
	var files []store.File
	for _, f := range of.Files {
		if kind == "" || strings.EqualFold(f.Kind, kind) {
			files = append(files, f)
		}
	}
	best := 0
	for i, f := range files {
		if files[best].Path != path && (f.Path == path || f.Created.After(files[best].Created)) {
			best = i
		}
	}
	if len(files) > 0 {
		chosen := files[best]
		files = append([]store.File{chosen}, append(files[:best:best], files[best+1:]...)...)
	}
	of.Files = files
	return of
}

// ask adds the field for the file where none was named and there are several,
// and answers the chosen one.
func (of Subject) ask(d *desk.Desk, form *desk.Form, named string) (chosen func() store.File, field *widgets.Select) {
	if named != "" || len(of.Files) < 2 {
		return func() store.File { return of.Files[0] }, nil
	}
	names := make([]string, len(of.Files))
	for i, f := range of.Files {
		names[i] = filepath.Base(f.Path)
	}
	field = widgets.NewSelect(names, nil)
	field.SetSelectedIndex(0)
	form.Add(d.T("versions.file"), field)
	return func() store.File { return of.Files[max(field.SelectedIndex(), 0)] }, field
}

// sent is what is known of a delivery before it is entered.
type sent struct {
	path, address string
	how           policy.Channel
}

// HandOver asks to whom a file of the version went, and enters it. Path is the
// file proposed, "" for the one written last.
func HandOver(d *desk.Desk, of Subject, path string) {
	handOver(d, of, sent{path, of.Email, policy.ByMail})
}

func handOver(d *desk.Desk, of Subject, known sent) {
	of = of.With("", known.path)
	var to, address, on, note *widgets.Line
	var by func() string
	var file func() store.File
	how := widgets.NewChips(channels(d))
	how.SetChosen(string(known.how))
	form := d.NewForm(d.T("deliveries.hand_over"), d.T("deliveries.hand_over_do"), func() {
		enter(d, studio.DeliveryRequest{
			Policy: of.Policy, Version: of.Number, Path: file().Path, To: to.Text, Address: strings.TrimSpace(address.Text),
			How: policy.Channel(how.One()), On: strings.TrimSpace(on.Text), Note: strings.TrimSpace(note.Text), By: by(),
		})
	})
	form.Put(widgets.NewSoftPassage(d.T("deliveries.hand_over_about")))
	file, _ = of.ask(d, form, known.path)
	to = form.Line(d.T("deliveries.to"), of.Client, "")
	address = form.Line(d.T("deliveries.address"), known.address, "")
	form.Add(d.T("deliveries.how"), how)
	on = form.Line(d.T("deliveries.on"), d.Studio.Today(), "")
	note = form.Line(d.T("deliveries.note"), "", "")
	by = form.Name()
	form.Check = func() (*widgets.Line, string) {
		day := strings.TrimSpace(on.Text)
		switch {
		case strings.TrimSpace(to.Text) == "":
			return to, d.Explain(store.ErrNoRecipient)
		case day == "" || !policy.ValidFact(policy.KindDate, day):
			return on, d.Explain(studio.ErrBadDate)
		}
		return nil, ""
	}
	form.Show()
}

func channels(d *desk.Desk) []widgets.Chip {
	var chips []widgets.Chip
	for _, how := range policy.Channels() {
		chips = append(chips, widgets.Chip{ID: string(how), Text: explain.Channel(d.Loc, how)})
	}
	return chips
}

// enter puts a delivery into the register and offers its sheet.
func enter(d *desk.Desk, req studio.DeliveryRequest) {
	var made policy.Delivery
	d.Do(func(ctx context.Context) (err error) {
		made, err = d.Studio.Deliver(ctx, req)
		return err
	}, func() {
		d.Offer(d.T("deliveries.entered", i18n.Data{"Entry": made.ID, "To": made.To}), d.T("deliveries.sheet"), func() { Sheet(d, made.ID) })
	})
}

// Sheet asks where the handover sheet of an entry goes, and writes it.
func Sheet(d *desk.Desk, entry int64) {
	var path *desk.PathField
	form := d.NewForm(d.T("deliveries.sheet"), d.T("versions.export_do"), func() {
		to, lang := path.Path(), d.Loc.Language()
		d.Long(d.T("versions.writing"), func(ctx context.Context, _ task.Report) error {
			return d.Studio.HandoverSheet(ctx, entry, lang, to)
		}, func() { wrote(d, to) })
	})
	path = form.Path(d.T("versions.file"), d.T("deliveries.sheet_name", i18n.Data{"Entry": entry})+".pdf")
	form.Check = path.Check
	form.Show()
}

// wrote offers to look at a file.
func wrote(d *desk.Desk, path string) {
	if d.Wrote != nil {
		d.Wrote(path)
	}
	d.Offer(d.T("versions.written", i18n.Data{"File": filepath.Base(path)}), d.T("versions.open"), func() { d.Fail(d.OpenFile(path)) })
}
