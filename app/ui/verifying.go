package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/sign"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// VerifyFile asks for a PDF and says who signed it.
func (w *Window) VerifyFile() {
	w.desk.Choose(func(path string, data []byte) {
		w.verify(path, func() ([]byte, error) { return data, nil })
	}, ".pdf")
}

// verifySignedLast says who signed the file of the open policy that was signed
// last.
func (w *Window) verifySignedLast() {
	if path := w.Policy.Versions.SignedLast(); path != "" {
		w.verifyPath(path)
	}
}

func lacksSigned(w *Window) string {
	if w.Policy.Versions.SignedLast() == "" {
		return "command.needs_signed"
	}
	return ""
}

func (w *Window) verifyPath(path string) {
	w.verify(path, func() ([]byte, error) { return os.ReadFile(path) })
}

func (w *Window) verify(path string, read func() ([]byte, error)) {
	var report sign.Report
	now := w.desk.Now()
	w.desk.Runner.Go(w.job(func(context.Context) error {
		data, err := read()
		if err != nil {
			return &explain.FileError{Path: path, Err: err}
		}
		report = studio.VerifyBytes(data, now)
		return nil
	}, func(err error) {
		if err != nil {
			w.desk.Fail(err)
			return
		}
		w.showReport(path, report)
	}))
}

var resultKinds = map[sign.Result]widgets.Kind{
	sign.Intact: widgets.KindSuccess, sign.Altered: widgets.KindError, sign.PartlyCovered: widgets.KindError,
	sign.Unsigned: widgets.KindWarning, sign.Unreadable: widgets.KindError,
}

func (w *Window) showReport(path string, report sign.Report) {
	lines := explain.Report(w.desk.Loc, filepath.Base(path), report)
	text := strings.Join(lines[1:], "\n")
	detail := widget.NewLabel(text)
	detail.Wrapping = fyne.TextWrapWord
	// A text that can be marked would hold the keyboard and let no key out.
	take := widgets.QuietButton(w.desk.T("fyne.copy"), func() { fyne.CurrentApp().Clipboard().SetContent(text) })
	content := widgets.NewStack(12, widgets.NewCallout(lines[0], resultKinds[report.Result], nil),
		widgets.NewFlush(detail), container.NewHBox(take))
	w.desk.Tell(w.desk.T("verify.title"), content)
}

func (w *Window) job(work func(ctx context.Context) error, done func(error)) task.Job {
	return task.Job{Work: func(ctx context.Context, _ task.Report) error { return work(ctx) }, Done: done}
}
