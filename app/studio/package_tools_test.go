package studio_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausedesk/app/exchange"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

// outside runs a program that is not ours in a folder; without it the test is
// skipped, or fails where CLAUSEDESK_REQUIRE_TOOLS is set and it is one of
// those that scripts/system-packages.sh installs.
func outside(t *testing.T, required bool, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if required && os.Getenv("CLAUSEDESK_REQUIRE_TOOLS") != "" {
			t.Fatal(err)
		}
		t.Skip(name + " is not installed")
	}
	cmd := exec.Command(path, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "HOME="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// python is Debian's, which has Debian's packages.
const python = "/usr/bin/python3"

func needToolkit(t *testing.T) {
	t.Helper()
	if exec.Command(python, "-c", "import translate.storage").Run() != nil {
		t.Skip("translate-toolkit is not installed")
	}
}

// outbound is a policy with a clause that nobody has translated, packed with
// all that helps, in a file of its own.
func (d *desk) outbound(format exchange.PackageFormat, path string) policy.ID {
	d.t.Helper()
	id := d.notice()
	d.edit(id, "keep", func(c *policy.Clause) {
		c.Body = "We keep orders.\n\nThe controller answers.\n\nWrite to {{client.email}} or **now**."
	})
	var out bytes.Buffer
	_, err := d.ExportPackage(d.ctx, studio.PackageRequest{
		Policies: []policy.ID{id}, Lang: "nl", Format: format, Matches: true, Terms: true,
	}, &out)
	ok(d.t, err)
	ok(d.t, os.MkdirAll(filepath.Dir(path), 0o700))
	ok(d.t, os.WriteFile(path, out.Bytes(), 0o600))
	return id
}

// changedBy takes a file back and lists what it changed; nothing else may
// have happened.
func (d *desk) changedBy(path string) []string {
	d.t.Helper()
	data, err := os.ReadFile(path)
	ok(d.t, err)
	report := d.unpack(string(data), studio.PackageOptions{})
	if len(report.Conflicts)+len(report.Rejected) > 0 || report.Unchanged+len(report.Changes) != 7 {
		d.t.Errorf("%+v", report)
	}
	var out []string
	for _, change := range report.Changes {
		out = append(out, change.Source+" = "+change.Target+" "+string(change.State))
	}
	return out
}

const toolkitScript = `
import sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
for unit in store.units:
    if str(unit.source) == sys.argv[3]:
        unit.target = sys.argv[4]
        unit.markfuzzy(False)
store.savefile(sys.argv[2])
`

func TestToolkitBringsBackWhatItTranslated(t *testing.T) {
	needToolkit(t)
	for format, name := range map[exchange.PackageFormat]string{exchange.XLIFF12: "x.xlf", exchange.PO: "x.po"} {
		d, dir := newDesk(t), t.TempDir()
		in, out := filepath.Join(dir, name), filepath.Join(dir, "out-"+name)
		d.outbound(format, in)
		outside(t, false, python, "-c", toolkitScript, in, out, "The controller answers.", "De verwerkingsverantwoordelijke antwoordt.")
		want := []string{"The controller answers. = De verwerkingsverantwoordelijke antwoordt. reviewed"}
		if diff := cmp.Diff(want, d.changedBy(out)); diff != "" {
			t.Errorf("%s\n%s", format, diff)
		}
	}
}

// What it translates of a client's own words is the client's answer then.
func TestToolkitBringsBackAnswers(t *testing.T) {
	needToolkit(t)
	for format, name := range map[exchange.PackageFormat]string{exchange.XLIFF12: "x.xlf", exchange.PO: "x.po"} {
		d, dir := newDesk(t), t.TempDir()
		first, _ := d.shop()
		in, out := filepath.Join(dir, name), filepath.Join(dir, "out-"+name)
		ok(t, os.WriteFile(in, []byte(d.pack(format, first)), 0o600))
		outside(t, false, python, "-c", toolkitScript, in, out, seedling, "de zaailing van het jaar kiezen")
		data, err := os.ReadFile(out)
		ok(t, err)
		report := d.unpack(string(data), studio.PackageOptions{})
		if len(report.Changes) != 1 || report.Unchanged != 2 || d.answer(first, seedling).Target != "de zaailing van het jaar kiezen" {
			t.Errorf("%s: %+v", format, report)
		}
	}
}

// The toolkit's programs read a package as what it is.
func TestToolkitProgramsReadPackages(t *testing.T) {
	needToolkit(t)
	d, dir := newDesk(t), t.TempDir()
	xlf, po := filepath.Join(dir, "x.xlf"), filepath.Join(dir, "x.po")
	d.outbound(exchange.XLIFF12, xlf)
	newDesk(t).outbound(exchange.PO, po)
	if out := outside(t, false, "pocount", "--csv", po); !strings.Contains(strings.ReplaceAll(out, " ", ""), po+",5,") {
		t.Errorf("pocount counts other segments than 5 translated ones\n%s", out)
	}
	for _, path := range []string{xlf, po} {
		filtered := filepath.Join(t.TempDir(), "f"+filepath.Ext(path))
		outside(t, false, "pofilter", "--test=xmltags", "--test=printf", path, filtered)
		if found, err := os.ReadFile(filtered); err == nil && strings.Contains(string(found), "answers") {
			t.Errorf("%s", found)
		}
	}
	converted := filepath.Join(dir, "from-xlf.po")
	outside(t, false, "xliff2po", xlf, converted)
	data, err := os.ReadFile(converted)
	ok(t, err)
	if v, err := exchange.ValidatePackage(d.ctx, bytes.NewReader(data)); err != nil || v.Units != 7 || len(v.Problems) > 0 {
		t.Errorf("%+v %v\n%s", v, err, data)
	}
}

// msgmerge brings a package up to date with a newer one, as projects do.
func TestMsgmergeKeepsWhatWasTranslated(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	before, after := filepath.Join(dir, "before.po"), filepath.Join(dir, "after.po")
	id := d.outbound(exchange.PO, before)
	text, err := os.ReadFile(before)
	ok(t, err)
	done := strings.Replace(string(text), "msgid \"The controller answers.\"\nmsgstr \"\"", "msgid \"The controller answers.\"\nmsgstr \"Zij antwoordt.\"", 1)
	ok(t, os.WriteFile(before, []byte(done), 0o600))
	ok(t, os.WriteFile(after, []byte(d.pack(exchange.PO, id)), 0o600))
	outside(t, true, "msgmerge", "--quiet", "--update", "--backup=none", before, after)
	if diff := cmp.Diff([]string{"The controller answers. = Zij antwoordt. reviewed"}, d.changedBy(before)); diff != "" {
		t.Error(diff)
	}
}

const omegatProject = `<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>NL</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations></project></omegat>`

const omegatMemory = `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
 creationtoolversion="3.6" segtype="paragraph" srclang="EN"/><body>
<tu><tuv lang="EN"><seg>The controller answers.</seg></tuv><tuv lang="NL"><seg>Zij antwoordt.</seg></tuv></tu>
</body></tmx>`

func TestOmegaTBringsBackWhatItTranslated(t *testing.T) {
	for format, name := range map[exchange.PackageFormat]string{exchange.XLIFF12: "x.xlf", exchange.PO: "x.po"} {
		d, dir := newDesk(t), t.TempDir()
		for path, text := range map[string]string{
			"omegat.project": omegatProject, "omegat/project_save.tmx": omegatMemory,
			"tm/.keep": "", "target/.keep": "", "glossary/.keep": "", "dictionary/.keep": "",
		} {
			ok(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o700))
			ok(t, os.WriteFile(filepath.Join(dir, path), []byte(text), 0o600))
		}
		d.outbound(format, filepath.Join(dir, "source", name))
		outside(t, false, "omegat", dir, "--mode=console-translate")
		got := d.changedBy(filepath.Join(dir, "target", name))
		if len(got) != 1 || !strings.HasPrefix(got[0], "The controller answers. = Zij antwoordt. ") {
			t.Errorf("%s: %v", format, got)
		}
	}
}
