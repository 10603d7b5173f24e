package sign

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"
)

var signedAt = time.Date(2026, 11, 21, 18, 12, 0, 0, time.FixedZone("", 3600))

// fontFile is a real TrueType font: the one gofpdf carries for its own tests.
var fontFile = sync.OnceValue(func() []byte {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/jung-kurt/gofpdf").Output()
	if err != nil {
		return nil
	}
	data, _ := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "font", "DejaVuSansCondensed.ttf"))
	return data
})

func newPDF(tb testing.TB, size gofpdf.SizeType) *gofpdf.Fpdf {
	tb.Helper()
	if len(fontFile()) == 0 {
		tb.Fatal("the font that comes with gofpdf was not found")
	}
	p := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: size})
	p.SetCatalogSort(true)
	p.SetCreationDate(signedAt)
	p.SetModificationDate(signedAt)
	p.SetAutoPageBreak(false, 0)
	p.AddUTF8FontFromBytes("body", "", fontFile())
	p.SetFont("body", "", 11)
	return p
}

const sampleXMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:clausedesk="https://clausedesk.app/ns/policy/1.0/">
<clausedesk:title>Privacy &amp; cookies</clausedesk:title><clausedesk:client>Molen B.V.</clausedesk:client>
<clausedesk:version>4</clausedesk:version><clausedesk:language>nl</clausedesk:language>
<clausedesk:sha256>ab12</clausedesk:sha256>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

// samplePDF is a document with links on every page and XMP metadata.
func samplePDF(tb testing.TB, pages int) []byte {
	tb.Helper()
	p := newPDF(tb, gofpdf.SizeType{Wd: 595, Ht: 842})
	p.SetTitle("Privacy statement", true)
	p.SetXmpMetadata([]byte(sampleXMP))
	first := p.AddLink()
	for n := 1; n <= pages; n++ {
		p.AddPage()
		if n == 1 {
			p.SetLink(first, 0, 1)
		}
		p.SetXY(60, 60)
		p.CellFormat(300, 16, "To the first page", "", 1, "", false, first, "")
		p.LinkString(60, 90, 200, 16, "https://example.org/rights")
		p.SetXY(60, 120)
		p.MultiCell(470, 15, fmt.Sprintf("Bladzijde %d. Wij bewaren gegevens niet langer dan nodig – één jaar. ", n)+
			strings.Repeat("Përpunimi i të dhënave është i nevojshëm. ", 20), "", "", false)
	}
	return output(tb, p)
}

// sampleAppearance is a signature block of 240 by 70 points.
func sampleAppearance(tb testing.TB) []byte {
	tb.Helper()
	p := newPDF(tb, gofpdf.SizeType{Wd: 240, Ht: 70})
	p.AddPage()
	p.SetDrawColor(70, 90, 160)
	p.Rect(1, 1, 238, 68, "D")
	p.SetXY(8, 8)
	p.MultiCell(224, 15, "Signed by Élodie Đorđević\n21 November 2026, 18:12 +01:00\nCertificate 4f:a1:…", "", "", false)
	return output(tb, p)
}

func output(tb testing.TB, p *gofpdf.Fpdf) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

var identities = struct {
	sync.Mutex
	made map[string]*Identity
}{made: map[string]*Identity{}}

// testIdentity makes one identity per algorithm and name for the whole run.
func testIdentity(tb testing.TB, algorithm, name string) *Identity {
	tb.Helper()
	identities.Lock()
	defer identities.Unlock()
	if id := identities.made[algorithm+name]; id != nil {
		return id
	}
	id, err := NewIdentity(context.Background(), Params{
		Name: name, Organization: "Studio Molen", Email: "post@example.org", Algorithm: algorithm,
		Now: signedAt.Add(-time.Hour),
	})
	if err != nil {
		tb.Fatal(err)
	}
	identities.made[algorithm+name] = id
	return id
}

const signerNameInTests = "Élodie Đorđević"

func visible(tb testing.TB) SignOptions {
	tb.Helper()
	return SignOptions{
		Time: signedAt, Reason: "Published", Location: "Den Haag", ContactInfo: "post@example.org",
		Name: "somebody else entirely", Lang: "nl", Rect: Rect{60, 60, 300, 130}, Appearance: sampleAppearance(tb),
	}
}

func mustSign(tb testing.TB, in []byte, id *Identity, opts SignOptions) []byte {
	tb.Helper()
	out, err := Sign(context.Background(), in, id, opts)
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

func verifyAt(pdf []byte) Report { return Verify(pdf, VerifyOptions{Now: signedAt.Add(time.Hour)}) }

// tool finds an outside program; where tools are required its absence fails.
func tool(tb testing.TB, name string) string {
	tb.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("CLAUSEDESK_REQUIRE_TOOLS") == "1" {
		tb.Fatalf("%s is required and not installed", name)
	}
	tb.Skipf("%s is not installed", name)
	return ""
}

// run runs a tool in dir and returns all it says.
func run(tb testing.TB, dir, name string, args ...string) (string, error) {
	tb.Helper()
	cmd := exec.Command(tool(tb, name), args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func mustRun(tb testing.TB, dir, name string, args ...string) string {
	tb.Helper()
	out, err := run(tb, dir, name, args...)
	if err != nil {
		tb.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return out
}

func writeFile(tb testing.TB, dir, name string, data []byte) string {
	tb.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}
