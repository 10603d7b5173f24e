package memory

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// tmxEnding is that of memories as files.
const tmxEnding = ".tmx"

// Import asks for a file and takes its translations into the memory.
func (m *Memory) Import() { m.screen.desk.ChooseFile(m.ImportFile, tmxEnding) }

// ImportFile asks whose the translations of a file are, and takes them in.
func (m *Memory) ImportFile(path string) {
	d := m.screen.desk
	opts := studio.MemoryImport{Origin: filepath.Base(path)}
	form := d.NewForm(d.T("memory.import"), d.T("memory.import_do"), func() { m.read(path, opts) })
	form.Put(widgets.NewSoftPassage(d.T("memory.import_about", i18n.Data{"File": opts.Origin})))
	form.Add(d.T("memory.whose"), m.screen.clientPicker(m.clients(), d.T("memory.whose_everybody"),
		func(id policy.ID) { opts.Client = id }))
	form.Show()
}

func (m *Memory) clients() []policy.Client {
	if m.contents == nil {
		return nil
	}
	return m.contents.Clients
}

// read takes a file in, all of it or nothing, while a person can go on.
func (m *Memory) read(path string, opts studio.MemoryImport) {
	d := m.screen.desk
	var read studio.MemoryRead
	d.Long(d.T("memory.importing"), func(ctx context.Context, report task.Report) error {
		file, err := os.Open(path)
		if err != nil {
			return &explain.FileError{Path: path, Err: err}
		}
		defer file.Close() //nolint:errcheck // only read
		if read, err = d.Studio.ReadMemoryFile(ctx, file, opts, report); err != nil && ctx.Err() == nil {
			return &studio.FileError{Name: path, Err: err}
		}
		return err
	}, func() {
		m.loader.Ask()
		m.tell(read)
	})
}

// tell says what became of a file.
func (m *Memory) tell(read studio.MemoryRead) {
	d := m.screen.desk
	lines := []fyne.CanvasObject{
		widgets.NewPassage(d.Loc.N("memory.read_units", read.Units)),
		widgets.NewPassage(d.Loc.N("memory.read_added", read.Added)),
	}
	if read.Duplicate > 0 {
		lines = append(lines, widgets.NewPassage(d.Loc.N("memory.read_known", read.Duplicate)))
	}
	if read.Skipped > 0 {
		lines = append(lines, widgets.NewPassage(d.Loc.N("memory.read_skipped", read.Skipped)))
	}
	d.Tell(d.T("memory.imported"), widgets.NewStack(6, lines...))
}

// Export asks for a path and writes the memory there.
func (m *Memory) Export() {
	d := m.screen.desk
	if len(m.pairs()) == 0 {
		d.Say(d.T("memory.nothing_to_export"))
		return
	}
	pair := m.pair
	all := widgets.NewCheck(d.T("memory.every_language"), nil)
	var path *desk.PathField
	form := d.NewForm(d.T("memory.export"), d.T("memory.export_do"), func() {
		if all.Checked {
			pair = Pair{}
		}
		m.write(path.Path(), pair)
	})
	form.Put(widgets.NewSoftPassage(d.T("memory.export_about", i18n.Data{"Languages": pairName(pair)})))
	path = form.Path(d.T("library.file"), "memory-"+pair.From+"-"+pair.To+tmxEnding)
	if len(m.pairs()) > 1 {
		form.Put(all)
	}
	form.Check = path.Check
	form.Show()
}

func (m *Memory) pairs() []Pair {
	if m.contents == nil {
		return nil
	}
	return m.contents.Pairs
}

func (m *Memory) write(path string, pair Pair) {
	d := m.screen.desk
	d.Long(d.T("memory.exporting"), func(ctx context.Context, _ task.Report) error {
		err := stage.Write(path, 0o644, func(w io.Writer) error {
			_, err := d.Studio.ExportMemory(ctx, w, pair.From, pair.To)
			return err
		})
		if err != nil && ctx.Err() == nil {
			return &explain.FileError{Path: path, Err: err}
		}
		return err
	}, func() { m.screen.wrote(path) })
}

// privateShown is how many clients one can tick at once: a search finds the
// others.
const privateShown = 100

// privateRoom is how high the list of clients is before it scrolls.
var privateRoom = fyne.NewSize(0, 260)

// AskPrivate asks which clients keep their translations to themselves.
func (m *Memory) AskPrivate() {
	d := m.screen.desk
	if len(m.clients()) == 0 {
		d.Say(d.T("memory.no_clients"))
		return
	}
	chosen := map[policy.ID]bool{}
	for id, private := range m.contents.Private {
		chosen[id] = private
	}
	contents := m.contents
	list := widgets.NewStack(0)
	form := d.NewForm(d.T("memory.private"), d.T("action.save"), func() { m.setPrivate(contents, chosen) })
	form.Put(widgets.NewSoftPassage(d.T("memory.private_about")))
	search := form.Line(d.T("memory.private_search"), "", "")
	search.OnChanged = func(query string) { fillPrivate(list, contents.Named(query), chosen) }
	fillPrivate(list, contents.Clients, chosen)
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(privateRoom)
	form.Put(scroll)
	form.Show()
}

func fillPrivate(list *fyne.Container, clients []policy.Client, chosen map[policy.ID]bool) {
	list.Objects = nil
	for _, client := range clients[:min(len(clients), privateShown)] {
		check := widgets.NewCheck(client.Name, nil)
		check.SetChecked(chosen[client.ID])
		check.OnChanged = func(on bool) { chosen[client.ID] = on }
		list.Objects = append(list.Objects, check)
	}
	list.Refresh()
}

// setPrivate keeps what differs from before.
func (m *Memory) setPrivate(before *Contents, chosen map[policy.ID]bool) {
	d := m.screen.desk
	m.screen.desk.Do(func(ctx context.Context) error {
		for _, client := range before.Clients {
			if chosen[client.ID] == before.Private[client.ID] {
				continue
			}
			if err := d.Studio.SetMemoryPrivate(ctx, client.ID, chosen[client.ID]); err != nil {
				return err
			}
		}
		return nil
	}, func() {
		m.loader.Ask()
		d.Say(d.T("memory.private_saved"))
	})
}
