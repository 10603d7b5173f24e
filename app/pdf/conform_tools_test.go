package pdf

import (
	"bytes"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// Programs of others find nothing to complain of in any kind of document.
func TestOthersAcceptEveryDocument(t *testing.T) {
	api.DisableConfigDir()
	for name, in := range editions(t) {
		document, _ := written(t, in)
		if err := api.Validate(bytes.NewReader(document), model.NewDefaultConfiguration()); err != nil {
			t.Errorf("%s: pdfcpu: %v", name, err)
		}
		if out := outputOf(t, document, "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Errorf("%s: qpdf: %s", name, out)
		}
		if out := outputOf(t, document, "pdfinfo", "FILE"); !strings.Contains(out, "Tagged:          yes") {
			t.Errorf("%s: pdfinfo: %s", name, out)
		}
		outputOf(t, document, "mutool", "show", "FILE", "trailer/Root/StructTreeRoot")
	}
}
