package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"clausedesk/app/pdf/conform"
)

// pieces is a document taken apart, to be broken and put together again.
type pieces struct {
	*testing.T
	objects []string
	end     func([]byte) []byte // a change to the whole file
}

// apart takes a document apart, its content unpacked.
func apart(t *testing.T, document []byte) *pieces {
	t.Helper()
	offsets, err := offsetsOf(document)
	if err != nil {
		t.Fatal(err)
	}
	l := &pieces{T: t, objects: make([]string, len(offsets))}
	for n := 1; n < len(offsets); n++ {
		body := document[offsets[n]+len(fmt.Sprintf("%d 0 obj\n", n)):]
		l.objects[n] = unpacked(t, string(body[:endOf(body)]))
	}
	return l
}

var packedStream = regexp.MustCompile(`(?s)^<<(.*?)/Filter /FlateDecode /Length \d+>>\nstream\n(.*)\nendstream$`)

// unpacked is a stream without its filter, anything else as it is.
func unpacked(t *testing.T, object string) string {
	found := packedStream.FindStringSubmatch(object)
	if found == nil {
		return object
	}
	reader, err := zlib.NewReader(strings.NewReader(found[2]))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return streamOf(found[1], string(data))
}

func streamOf(dict, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// change replaces what a pattern finds, in every object, and in a stream keeps
// its length true.
func (l *pieces) change(pattern, with string) {
	l.Helper()
	re, changed := regexp.MustCompile(pattern), false
	for n, object := range l.objects {
		broken := re.ReplaceAllString(object, with)
		if broken == object {
			continue
		}
		changed = true
		if dict, data, ok := strings.Cut(broken, " >>\nstream\n"); ok {
			broken = dict + ">>\nstream\n" + data
		}
		if dict, data, ok := strings.Cut(broken, ">>\nstream\n"); ok {
			dict = regexp.MustCompile(` /Length \d+$`).ReplaceAllString(dict, "")
			broken = streamOf(strings.TrimPrefix(dict, "<<"), strings.TrimSuffix(data, "\nendstream"))
		}
		l.objects[n] = broken
	}
	if !changed {
		l.Fatalf("nothing like %s", pattern)
	}
}

func (l *pieces) catalog(entry string) { l.change(`<</Type /Catalog`, "<</Type /Catalog "+entry) }

func (l *pieces) add(object string) int {
	// before the last two, which are info and catalog
	l.objects = append(l.objects, object)
	return len(l.objects) - 1
}

// content puts operators at the start of a page.
func (l *pieces) content(operators string) {
	l.change(`>>\nstream\n0 J`, ">>\nstream\n"+operators+"\n0 J")
}

func (l *pieces) together() []byte {
	f := &file{objects: l.objects}
	for n, object := range l.objects {
		if strings.HasPrefix(object, "<</Type /Catalog") {
			f.root = n
		}
		if strings.HasPrefix(object, "<</Title (") && strings.Contains(object, "/Producer") {
			f.info = n
		}
	}
	data := f.bytes()
	if l.end != nil {
		data = l.end(data)
	}
	return data
}

// breaks are ways to break every checkpoint.
var breaks = map[string]func(*pieces){
	"01-003": func(l *pieces) { l.change(`/P <</MCID 0>> BDC\n`, "/P <</MCID 0>> BDC\n/Artifact BMC\nEMC\n") },
	"01-004": func(l *pieces) { l.change(`/Artifact <</Type /Layout>> BDC\n`, "${0}/P <</MCID 0>> BDC\nEMC\n") },
	"01-005": func(l *pieces) { l.change(`/Artifact <</Type /Layout>>`, "/Span <<>>") },
	"01-007": func(l *pieces) { l.change(`/Marked true`, "/Marked true /Suspects true") },
	"02-001": func(l *pieces) { l.change(`/S /BlockQuote`, "/S /Riddle") },
	"02-003": func(l *pieces) { l.change(`/Type /StructTreeRoot`, "${0} /RoleMap <</A /B /B /A>>") },
	"02-004": func(l *pieces) { l.change(`/Type /StructTreeRoot`, "${0} /RoleMap <</P /H1>>") },
	"06-001": func(l *pieces) { l.change(`/Metadata \d+ 0 R`, "") },
	"06-002": func(l *pieces) { l.change(`<pdfuaid:part>1`, "<pdfuaid:part>2") },
	"06-003": func(l *pieces) { l.change(`(<dc:title>.*x-default">)Policy`, "${1}") },
	"07-001": func(l *pieces) { l.change(`/DisplayDocTitle true`, "") },
	"07-002": func(l *pieces) { l.change(`/DisplayDocTitle true`, "/DisplayDocTitle false") },
	"09-004": func(l *pieces) { l.change(`/S /THead`, "/S /Sect") },
	"09-005": func(l *pieces) { l.change(`/S /LBody`, "/S /P") },
	"09-006": func(l *pieces) { l.change(`/S /TOCI`, "/S /P") },
	"10-001": func(l *pieces) { l.change(`<0020> <0020>\n`, "") },
	"11-001": func(l *pieces) { l.change(`/Lang \(en\)`, "") },
	"13-004": func(l *pieces) { l.change(`/S /BlockQuote`, "/S /Figure") },
	"14-002": func(l *pieces) { l.change(`/S /H1`, "/S /P") },
	"14-003": func(l *pieces) { l.change(`/S /H2`, "/S /H3") },
	"14-007": func(l *pieces) { l.change(`/S /H2`, "/S /H") },
	"15-003": func(l *pieces) { l.change(`/Scope /Column`, "") },
	"17-002": func(l *pieces) { l.change(`/S /BlockQuote`, "/S /Formula") },
	"19-003": func(l *pieces) { l.change(`/S /BlockQuote`, "/S /Note") },
	"19-004": func(l *pieces) { l.change(`/S /P /P`, "/S /Note /ID (same) /P") },
	"20-001": func(l *pieces) { l.catalog("/OCProperties <</D <<>>>>") },
	"21-001": func(l *pieces) { l.change(`/UF \(policy.json\)`, "") },
	"25-001": func(l *pieces) { l.catalog("/AcroForm <</XFA (x)>>") },
	"28-002": func(l *pieces) { l.change(`/Subtype /Link`, "/Subtype /Text") },
	"28-004": func(l *pieces) { l.change(`/Subtype /Link((?s).*)/Contents \(https.*?\)`, "/Subtype /Text${1}") },
	"28-005": func(l *pieces) { l.change(`/Subtype /Link`, "/Subtype /Widget") },
	"28-006": func(l *pieces) { l.change(`/Subtype /Link`, "/Subtype /Chain") },
	"28-008": func(l *pieces) { l.change(`/Tabs /S`, "") },
	"28-009": func(l *pieces) { l.change(`/Tabs /S`, "/Tabs /R") },
	"28-010": func(l *pieces) { l.change(`/Subtype /Link`, "/Subtype /Widget /TU (Name)") },
	"28-011": func(l *pieces) { l.change(`/S /Link`, "/S /Span") },
	"28-012": func(l *pieces) { l.change(`/Contents \(https.*?\)`, "") },
	"30-001": func(l *pieces) { l.add("<</Subtype /Form /Ref <<>>>>") },
	"30-002": twiceUsed,
	"31-004": func(l *pieces) { l.change(`/CIDToGIDMap \d+ 0 R`, "/CIDToGIDMap /Other") },
	"31-005": func(l *pieces) { l.change(`/CIDToGIDMap \d+ 0 R`, "") },
	"31-006": func(l *pieces) { l.change(`/Identity-H`, "/Elsewhere-H") },
	"31-009": func(l *pieces) { l.change(`/FontFile2 \d+ 0 R`, "") },
	"31-011": func(l *pieces) { l.glyphs("\x7F\xFF") },
	"31-014": func(l *pieces) {
		l.change(`/FontFile2`, fmt.Sprintf("/CIDSet %d 0 R ${0}", l.add(streamOf("", "\x80"))))
	},
	"31-016": func(l *pieces) { l.change(`(?s)/W \[.*? \]\n/CID`, "/W [0 65535 999]\n/CID") },
	"31-027": func(l *pieces) { l.change(`/ToUnicode \d+ 0 R`, "") },
	"31-028": func(l *pieces) { l.change(`<0020> <0020>`, "<0020> <0000>") },
	"31-029": func(l *pieces) { l.change(`<0020> <0020>`, "<0020> <FEFF>") },
	"31-030": func(l *pieces) { l.glyphs("\x00\x00") },

	"A-6.1.2": func(l *pieces) {
		l.end = func(data []byte) []byte { return bytes.Replace(data, []byte("\xE2\xE3"), []byte("ab"), 1) }
	},
	"A-6.1.3": func(l *pieces) {
		l.end = func(data []byte) []byte { return bytes.Replace(data, []byte("/ID"), []byte("/IX"), 1) }
	},
	"A-6.1.6":    func(l *pieces) { l.change(`/CheckSum <.`, "/CheckSum <") },
	"A-6.1.7":    func(l *pieces) { l.change(`/Type /EmbeddedFile`, "${0} /F (elsewhere)") },
	"A-6.1.8":    func(l *pieces) { l.catalog("/X#FF true") },
	"A-6.1.12":   func(l *pieces) { l.catalog("/Perms <</Anything 1>>") },
	"A-6.1.13":   func(l *pieces) { l.content(strings.Repeat("q ", 29) + strings.Repeat("Q ", 29)) },
	"A-6.2.2":    func(l *pieces) { l.content("1 2 draw") },
	"A-6.2.3":    func(l *pieces) { l.change(`/OutputIntents \[.*\]`, "") },
	"A-6.2.4.3":  func(l *pieces) { l.content("0 0 0 1 k") },
	"A-6.2.5":    func(l *pieces) { l.add("<</TR /Identity>>") },
	"A-6.2.8":    func(l *pieces) { l.add("<</Subtype /Image /Interpolate true>>") },
	"A-6.2.9":    func(l *pieces) { l.add("<</Subtype /Form /PS 1>>") },
	"A-6.2.10":   func(l *pieces) { l.add("<</BM /Strange>>") },
	"A-6.2.11.2": func(l *pieces) { l.change(`/FontName /[A-Z]+\+`, "/FontName /") },
	"A-6.3.1":    func(l *pieces) { l.change(`/Subtype /Link`, "/Subtype /Movie") },
	"A-6.3.2":    func(l *pieces) { l.change(`/F 4`, "/F 6") },
	"A-6.3.3":    func(l *pieces) { l.change(`/Subtype /Link`, "/Subtype /Widget") },
	"A-6.4.1":    func(l *pieces) { l.catalog("/AcroForm <</NeedAppearances true>>") },
	"A-6.5.1":    func(l *pieces) { l.change(`/S /URI`, "/S /Launch") },
	"A-6.5.2":    func(l *pieces) { l.catalog("/AA <<>>") },
	"A-6.6.2.1":  func(l *pieces) { l.change(`</rdf:RDF>`, "") },
	"A-6.6.2.3":  func(l *pieces) { l.change(`<pdfaProperty:name>sha256`, "<pdfaProperty:name>other") },
	"A-6.6.3":    func(l *pieces) { l.change(`/ModDate \(D:2026(\d+Z\)>>)$`, "/ModDate (D:2025${1}") },
	"A-6.6.4":    func(l *pieces) { l.change(`<pdfaid:conformance>A`, "<pdfaid:conformance>B") },
	"A-6.7.2":    func(l *pieces) { l.change(`/Marked true`, "/Marked false") },
	"A-6.7.3":    func(l *pieces) { l.change(`/StructParents 0`, "/StructParents 1") },
	"A-6.8":      func(l *pieces) { l.change(`/AFRelationship /Source`, "") },
	"A-6.10":     func(l *pieces) { l.change(`/Tabs /S`, "/Tabs /S /PresSteps <<>>") },
	"A-6.11":     func(l *pieces) { l.catalog("/Requirements []") },
}

// twiceUsed draws a form that has marked content two times.
func twiceUsed(l *pieces) {
	form := l.add(streamOf("/Type /XObject /Subtype /Form /BBox [0 0 1 1]", "/P <</MCID 0>> BDC EMC"))
	l.change(`/XObject <<`, fmt.Sprintf("/XObject <</Twice %d 0 R", form))
	l.content("/Artifact BMC /Twice Do /Twice Do EMC")
}

// glyphs makes every code of every font mean one glyph.
func (l *pieces) glyphs(number string) {
	table := l.add(streamOf("", strings.Repeat(number, 1<<16)))
	l.change(`/CIDToGIDMap \d+`, fmt.Sprintf("/CIDToGIDMap %d", table))
}

// Every checkpoint fires on a document that is broken there, and on none that
// was only taken apart.
func TestEveryCheckpointFires(t *testing.T) {
	document, _ := written(t, everything())
	conforms(t, "put together again", apart(t, document).together())
	for point := range conform.Points {
		t.Run(point, func(t *testing.T) {
			if breaks[point] == nil {
				t.Fatal("nothing breaks it")
			}
			l := apart(t, document)
			breaks[point](l)
			failures, err := conform.Check(l.together())
			if err != nil {
				t.Fatal(err)
			}
			for _, failure := range failures {
				if failure.Point == point {
					return
				}
			}
			t.Errorf("did not fire; these did: %v", failures)
		})
	}
}
