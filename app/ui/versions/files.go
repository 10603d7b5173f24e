package versions

import (
	"context"
	"path/filepath"
	"strings"

	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

func (s *Screen) files(row Row) fyne.CanvasObject {
	if len(row.Files) == 0 {
		return widgets.NewField(s.desk.T("versions.files"), widgets.NewFlush(widget.NewLabel(s.desk.T("versions.no_files"))))
	}
	var lines []fyne.CanvasObject
	for _, f := range row.Files {
		lines = append(lines, s.fileLine(f), widgets.NewHairline())
	}
	lines = append(lines, widgets.NewWrap(6, s.button("versions.check_files", "", s.CheckFiles)))
	return widgets.NewField(s.desk.T("versions.files"), widgets.NewStack(6, lines...))
}

func (s *Screen) fileLine(f store.File) fyne.CanvasObject {
	name := widget.NewLabel(filepath.Base(f.Path))
	name.Truncation = fyne.TextTruncateEllipsis
	badges := container.NewHBox()
	if state, checked := s.model.Checked[f.Path+f.SHA256]; checked {
		badges.Add(container.NewCenter(widgets.NewBadge(s.desk.T("versions.file_"+string(state)), fileKinds[state])))
	}
	if f.SignedBy != "" {
		badges.Add(container.NewCenter(widgets.NewBadge(s.desk.T("versions.signed"), widgets.KindSuccess)))
	}
	return widgets.NewStack(4, container.NewBorder(nil, nil, nil, badges, widgets.NewFlush(name)),
		widgets.NewWrap(6, s.fileButtons(f)...))
}

// fileButtons are what can be done with a file. Only a PDF is verified or
// printed.
func (s *Screen) fileButtons(f store.File) []fyne.CanvasObject {
	of := f.Path + f.SHA256
	buttons := []fyne.CanvasObject{s.button("versions.open", of, func() { s.desk.Fail(s.desk.OpenFile(f.Path)) })}
	if strings.EqualFold(f.Kind, "pdf") {
		buttons = append(buttons,
			s.button("versions.verify", of, func() { s.actions.VerifyFile(f.Path) }),
			s.button("deliveries.print", of, func() { s.actions.Print(f.Path) }))
	}
	return append(buttons,
		s.button("deliveries.mail", of, func() { s.actions.Mail(f.Path) }),
		s.button("deliveries.hand_over", of, func() { s.actions.HandOver(f.Path) }))
}

var fileKinds = map[studio.FileState]widgets.Kind{
	studio.FileSame: widgets.KindSuccess, studio.FileChanged: widgets.KindError,
	studio.FileGone: widgets.KindWarning, studio.FileUnreadable: widgets.KindWarning,
}

// CheckFiles holds the files of the selected version against what was recorded
// of them.
func (s *Screen) CheckFiles() {
	row, ok := s.model.Selected()
	if !ok || len(row.Files) == 0 {
		return
	}
	var states []studio.FileState
	s.desk.Runner.Go(task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			states, err = studio.CheckFiles(ctx, row.Files)
			return err
		},
		Done: func(err error) {
			if err != nil {
				s.desk.Fail(err)
				return
			}
			s.model.Checked = map[string]studio.FileState{}
			for i, f := range row.Files {
				s.model.Checked[f.Path+f.SHA256] = states[i]
			}
			s.fillDetail()
		},
	})
}
