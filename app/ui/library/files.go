package library

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// fileEnding is that of clauses and services as files.
const fileEnding = ".toml"

// ask lets a person confirm what cannot be taken back.
func (s *Screen) ask(title string, content fyne.CanvasObject, do func()) {
	const width = 460
	title = strings.TrimSuffix(title, "…")
	s.desk.Ask(title, title, desk.Wide(width, widgets.NewPanel("", widgets.Insets{Bottom: 16}, content)), do)
}

// export asks for a path and writes data there.
func (s *Screen) export(name string, encode func() ([]byte, error)) {
	var path *desk.PathField
	form := s.desk.NewForm(s.desk.T("library.export"), s.desk.T("library.export_do"), func() {
		s.write(path.Path(), encode)
	})
	path = form.Path(s.desk.T("library.file"), name+fileEnding)
	form.Check = path.Check
	form.Show()
}

func (s *Screen) write(path string, encode func() ([]byte, error)) {
	s.desk.Runner.Go(task.Job{
		Work: func(context.Context, task.Report) error {
			data, err := encode()
			if err != nil {
				return err
			}
			return stage.WriteBytes(path, 0o644, data)
		},
		Done: func(err error) {
			if err != nil {
				s.desk.Fail(err)
				return
			}
			if s.desk.Wrote != nil {
				s.desk.Wrote(path)
			}
			s.desk.Say(s.desk.T("library.written", i18n.Data{"File": filepath.Base(path)}))
		},
	})
}

// Import reads a file of clauses, services or both, and keeps them as the
// studio's own.
func (s *Screen) Import() {
	s.desk.Choose(func(_ string, data []byte) { s.ImportData(data) }, fileEnding)
}

// ImportData keeps what a file holds as the studio's own. What the library has
// already is replaced only for who confirms it.
func (s *Screen) ImportData(data []byte) {
	shared, err := studio.ReadShared(data)
	if err != nil {
		s.desk.Fail(err)
		return
	}
	var replaced []string
	for i, clause := range shared.Clauses {
		if s.shelf.ClientName(clause.Client) == "" {
			shared.Clauses[i].Client = "" // a client of another studio
		}
		if had, err := s.shelf.Library.Clause(clause.ID); err == nil {
			replaced = append(replaced, had.HeadingIn(s.desk.Loc.Language()))
		}
	}
	for _, service := range shared.Services {
		if had, err := s.shelf.Library.Service(service.ID); err == nil && had.Own {
			replaced = append(replaced, had.Name)
		}
	}
	switch keep := func() { s.keep(shared) }; len(replaced) {
	case 0:
		keep()
	case 1:
		s.ask(s.desk.T("library.replace"), widgets.NewPassage(s.desk.T("library.sure_replace", i18n.Data{"Name": replaced[0]})), keep)
	default:
		s.ask(s.desk.T("library.replace"), s.several(replaced), keep)
	}
}

// listRoom is how high a list of names grows before it scrolls.
const listRoom = 220

// several asks about more than one at once, each by its name.
func (s *Screen) several(names []string) fyne.CanvasObject {
	list := widgets.NewStack(4)
	for _, name := range names {
		list.Add(widgets.NewPassage("•  " + name))
	}
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(0, min(listRoom, float32(len(names))*26)))
	return widgets.NewStack(10, widgets.NewPassage(s.desk.Loc.N("library.sure_replace_several", len(names))), scroll)
}

// keep saves what a file holds and shows the first of it.
func (s *Screen) keep(shared studio.Shared) {
	d := s.desk
	var kept []library.Clause
	s.change(func(ctx context.Context) (err error) {
		kept, err = d.Studio.SaveShared(ctx, shared)
		return err
	}, func() {
		said := d.Loc.N("library.services_imported", len(shared.Services))
		switch {
		case len(kept) == 1 && len(shared.Services) == 0:
			said = d.T("library.imported", i18n.Data{"Name": kept[0].HeadingIn(d.Loc.Language())})
		case len(kept) > 0 && len(shared.Services) == 0:
			said = d.Loc.N("library.clauses_imported", len(kept))
		case len(kept) > 0:
			said = d.Loc.N("library.clauses_imported", len(kept)) + " " + said
		}
		if len(kept) > 0 {
			s.Show(PartClauses)
			s.Clauses.Select(kept[0].ID)
		} else if len(shared.Services) > 0 {
			s.Show(PartServices)
			s.Services.Select(shared.Services[0].ID)
		}
		d.Say(said)
	})
}

// Export writes the clause that is shown to a file.
func (c *Clauses) Export() {
	if clause, ok := c.Selected(); ok {
		c.screen.export(clause.ID, func() ([]byte, error) { return library.EncodeClause(clause) })
	}
}

// ExportOwn writes all clauses of the studio's own to one file.
func (c *Clauses) ExportOwn() {
	own := slices.DeleteFunc(c.screen.shelf.Library.Clauses(), func(clause library.Clause) bool { return !clause.Own })
	c.screen.export("clauses", func() ([]byte, error) { return studio.EncodeClauses(own) })
}

// Export writes the service that is shown to a file.
func (p *Services) Export() {
	if service, ok := p.Selected(); ok {
		p.screen.export(service.ID, func() ([]byte, error) { return library.EncodeServices([]library.Service{service}) })
	}
}

// ExportOwn writes all services of the studio's own to a file.
func (p *Services) ExportOwn() {
	services := p.screen.shelf.Services("", "", true)
	p.screen.export("services", func() ([]byte, error) { return library.EncodeServices(services) })
}
