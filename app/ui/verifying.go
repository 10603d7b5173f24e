package ui

import (
	"bytes"
	"context"
	"crypto/x509"
	"os"
	"path/filepath"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/sign"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
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
	v := &verified{Window: w, path: path}
	w.desk.Runner.Go(w.job(func(ctx context.Context) error {
		data, err := read()
		if err != nil {
			return &explain.FileError{Path: path, Err: err}
		}
		if v.report, err = w.desk.Studio.Verify(ctx, data); err != nil {
			return err
		}
		v.data = data
		v.judged, err = w.desk.Studio.Judge(ctx, data, v.report)
		return err
	}, func(err error) {
		if err != nil {
			w.desk.Fail(err)
			return
		}
		v.show()
	}))
}

var resultKinds = map[sign.Result]widgets.Kind{
	sign.Intact: widgets.KindSuccess, sign.Altered: widgets.KindError, sign.PartlyCovered: widgets.KindError,
	sign.Unsigned: widgets.KindWarning, sign.Unreadable: widgets.KindError,
}

// verified is a file that was verified, with what was found.
type verified struct {
	*Window
	path   string
	data   []byte
	report sign.Report
	judged studio.Judgement
}

// show says what was found: the answer, then who signed, and what can be done
// with it.
func (v *verified) show() {
	lines := v.lines(false)
	text := strings.Join(lines[1:], "\n")
	detail := widget.NewLabel(text)
	detail.Wrapping = fyne.TextWrapWord
	kind := resultKinds[v.report.Result]
	if v.judged.Pages.Wrong() {
		kind = widgets.KindError
	}
	var shown interface{ Hide() }
	buttons := widgets.NewWrap(8)
	// A text that can be marked would hold the keyboard and let no key out.
	buttons.Add(widgets.QuietButton(v.desk.T("fyne.copy"), func() { fyne.CurrentApp().Clipboard().SetContent(text) }))
	then := func(key string, do func()) {
		buttons.Add(widgets.QuietButton(v.desk.T(key), func() {
			shown.Hide()
			do()
		}))
	}
	then("verify.details", v.details)
	then("verify.save_report", v.askReport)
	if v.untrusted() != nil {
		then("verify.trust", v.askTrust)
	}
	if v.desk.Studio.CarriesPolicy(v.data) {
		then("verify.open_policy", func() { v.importFiles([]studio.File{{Name: v.path, Data: v.data}}) })
	}
	content := widgets.NewStack(12, widgets.NewCallout(lines[0], kind, nil), widgets.NewFlush(detail), buttons)
	shown = v.desk.Tell(v.desk.T("verify.title"), content)
}

// lines words what was found.
func (v *verified) lines(details bool) []string {
	return explain.Verified(v.desk.Loc, filepath.Base(v.path), v.report, v.judged, details)
}

// details shows everything that was found.
func (v *verified) details() {
	text := widget.NewLabel(strings.Join(v.lines(true), "\n"))
	text.Wrapping = fyne.TextWrapWord
	v.desk.TellLong(v.desk.T("verify.title"), detailsHeight, widgets.NewFlush(text))
}

// detailsHeight fits a window of 700 points.
const detailsHeight = 460

// askReport asks where the report to print goes, and writes it.
func (v *verified) askReport() {
	var path *desk.PathField
	form := v.desk.NewForm(v.desk.T("verify.report_title"), v.desk.T("action.save"), func() { v.writeReport(path.Path()) })
	name := strings.TrimSuffix(filepath.Base(v.path), filepath.Ext(v.path))
	path = form.Path(v.desk.T("versions.file"), v.desk.T("verify.report_name", i18n.Data{"Name": name})+".pdf")
	form.Check = path.Check
	form.Show()
}

func (v *verified) writeReport(path string) {
	made := v.desk.Now()
	title, lang := v.desk.T("verify.report_title"), v.desk.Loc.Language()
	parts := explain.ReportParts(v.desk.Loc, filepath.Base(v.path), v.data, made, v.report, v.judged)
	v.desk.Runner.Go(v.job(func(ctx context.Context) error {
		var out bytes.Buffer
		if err := studio.WriteReport(ctx, &out, lang, title, made, parts); err != nil {
			return err
		}
		if err := stage.WriteBytes(path, 0o644, out.Bytes()); err != nil {
			return &explain.FileError{Path: path, Err: err}
		}
		return nil
	}, func(err error) {
		if err != nil {
			v.desk.Fail(err)
			return
		}
		if v.desk.Wrote != nil {
			v.desk.Wrote(path)
		}
		v.desk.Say(v.desk.T("verify.report_saved", i18n.Data{"File": filepath.Base(path)}))
	}))
}

// untrusted is the certificate of the first intact signature that nobody
// vouches for, nil where there is none.
func (v *verified) untrusted() *x509.Certificate {
	for _, s := range v.report.Signatures {
		if s.Integrity == sign.IntegrityIntact && s.Kind == sign.KindSignature &&
			(s.Trust == sign.TrustSelfSigned || s.Trust == sign.TrustUnknown) {
			return s.Certificate
		}
	}
	return nil
}

// askTrust has the person compare the fingerprint before the certificate is
// trusted from now on.
func (v *verified) askTrust() {
	cert := v.untrusted()
	text := widget.NewLabel(v.desk.T("verify.trust_ask", i18n.Data{
		"Name": cert.Subject.CommonName, "Fingerprint": explain.Fingerprint(sign.Fingerprint(cert)),
	}))
	text.Wrapping = fyne.TextWrapWord
	title := strings.TrimSuffix(v.desk.T("verify.trust"), "…")
	content := desk.Wide(trustWidth, widgets.NewPanel("", widgets.Insets{Bottom: 16}, widgets.NewFlush(text)))
	v.desk.Ask(title, title, content, func() {
		v.desk.Runner.Go(v.job(func(ctx context.Context) error {
			return v.desk.Studio.TrustCertificate(ctx, cert)
		}, func(err error) {
			if err != nil {
				v.desk.Fail(err)
				return
			}
			v.verifyAgain()
		}))
	})
}

const trustWidth = 460

// verifyAgain shows what is found now.
func (v *verified) verifyAgain() {
	v.verify(v.path, func() ([]byte, error) { return v.data, nil })
}

func (w *Window) job(work func(ctx context.Context) error, done func(error)) task.Job {
	return task.Job{Work: func(ctx context.Context, _ task.Report) error { return work(ctx) }, Done: done}
}
