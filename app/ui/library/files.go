package library

import (
	"context"
	"path/filepath"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/stage"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
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

// Export writes the clause that is shown to a file.
func (c *Clauses) Export() {
	if clause, ok := c.Selected(); ok {
		c.screen.export(clause.ID, func() ([]byte, error) { return library.EncodeClause(clause) })
	}
}

// Import reads a clause from a file and keeps it as the studio's own.
func (c *Clauses) Import() {
	c.screen.desk.Choose(func(_ string, data []byte) { c.ImportData(data) }, fileEnding)
}

// ImportData keeps a clause as the studio's own. One whose name the library
// has already takes its place only for who confirms it.
func (c *Clauses) ImportData(data []byte) {
	clause, err := library.DecodeClause(data)
	if err != nil {
		c.screen.desk.Fail(err)
		return
	}
	if c.screen.shelf.ClientName(clause.Client) == "" {
		clause.Client = "" // a client of another studio
	}
	d := c.screen.desk
	heading := clause.HeadingIn(d.Loc.Language())
	keep := func() {
		c.screen.change(func(ctx context.Context) (err error) {
			clause, err = d.Studio.SaveLibraryClause(ctx, clause)
			return err
		}, func() {
			c.Select(clause.ID)
			d.Say(d.T("library.imported", i18n.Data{"Name": heading}))
		})
	}
	if _, err := c.screen.shelf.Library.Clause(clause.ID); err != nil {
		keep()
		return
	}
	c.screen.ask(d.T("library.replace"), widgets.NewPassage(d.T("library.sure_replace", i18n.Data{"Name": heading})), keep)
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

// Import reads services from a file and keeps them as the studio's own.
func (p *Services) Import() {
	p.screen.desk.Choose(func(_ string, data []byte) { p.ImportData(data) }, fileEnding)
}

// ImportData keeps services as the studio's own.
func (p *Services) ImportData(data []byte) {
	d := p.screen.desk
	services, err := library.DecodeServices(data)
	if err != nil {
		d.Fail(err)
		return
	}
	p.screen.change(func(ctx context.Context) error { return d.Studio.SaveService(ctx, services...) },
		func() { d.Say(d.Loc.N("library.services_imported", len(services))) })
}
