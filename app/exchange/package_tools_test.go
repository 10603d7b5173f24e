package exchange

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"clausedesk/app/policy"
)

// tool finds a program. Those that scripts/system-packages.sh installs must be
// there where CLAUSEDESK_REQUIRE_TOOLS is set.
func tool(t *testing.T, name string, installed bool) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if installed && os.Getenv("CLAUSEDESK_REQUIRE_TOOLS") != "" {
			t.Fatal(err)
		}
		t.Skip(name + " is not installed")
	}
	return path
}

func runTool(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "HOME="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func keepFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func fileText(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// threeStates has a segment without a translation, a stale and an approved one.
func threeStates() []PackageSegment {
	stale := segmentOf(1, richSource, richTarget, policy.Stale)
	stale.MadeFrom = "It was \"so\"."
	return []PackageSegment{segmentOf(0, "One", "", policy.Untranslated), stale, segmentOf(2, "Two", "Twee", policy.Approved)}
}

// wantTargets compares the translations of a file, and that names and bases
// are still there.
func wantTargets(t *testing.T, text string, sent []PackageSegment, want ...string) {
	t.Helper()
	got := readBack(t, text).Segments
	if len(got) != len(sent) {
		t.Fatalf("%d segments\n%s", len(got), text)
	}
	for i, s := range got {
		target, problems := s.Markdown(sent[i].Source, sent[i].Target)
		if s.Translated() && len(problems) > 0 || target != want[i] {
			t.Errorf("segment %d is %q, want %q; %v", i, target, want[i], problems)
		}
		if s.Name != sent[i].Name || s.Base != sent[i].Base {
			t.Errorf("segment %d: %+v, %q", i, s.Name, s.Base)
		}
	}
}

// gettext checks more than any editor does, and wraps lines in its own way.
func TestGettextTakesThePO(t *testing.T) {
	msgfmt, msgcat := tool(t, "msgfmt", true), tool(t, "msgcat", true)
	sent, path := threeStates(), filepath.Join(t.TempDir(), "x.po")
	keepFile(t, path, written(t, PO, packageOf(sent...)))
	out := runTool(t, msgfmt, "--check", "--statistics", "--output-file=/dev/null", path)
	if want := "1 translated message, 1 fuzzy translation, 1 untranslated message.\n"; out != want {
		t.Errorf("%q, want %q", out, want)
	}
	wantTargets(t, runTool(t, msgcat, "--width=40", path), sent, "", richTarget, "Twee")
}

// saveWithToolkit reads a file with translate-toolkit, translates the first
// segment, and saves it.
const saveWithToolkit = `
import sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
unit = [u for u in store.units if str(u.source) == "One"][0]
unit.target = "Een & <meer>"
unit.markfuzzy(False)
store.savefile(sys.argv[2])
`

func TestTranslateToolkitSavesPackages(t *testing.T) {
	const python = "/usr/bin/python3" // Debian's, which has Debian's packages
	if exec.Command(python, "-c", "import translate.storage").Run() != nil {
		t.Skip("translate-toolkit is not installed")
	}
	for format, name := range map[PackageFormat]string{XLIFF12: "x.xlf", PO: "x.po"} {
		sent, dir := threeStates(), t.TempDir()
		keepFile(t, filepath.Join(dir, name), written(t, format, packageOf(sent...)))
		runTool(t, python, "-c", saveWithToolkit, filepath.Join(dir, name), filepath.Join(dir, "out-"+name))
		text := fileText(t, filepath.Join(dir, "out-"+name))
		wantTargets(t, text, sent, "Een & \\<meer>", richTarget, "Twee")
		if state := readBack(t, text).Segments[0].State; state != policy.Reviewed {
			t.Errorf("%s: the toolkit's translation is %q", format, state)
		}
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
<tu><tuv lang="EN"><seg>One</seg></tuv><tuv lang="NL"><seg>Een</seg></tuv></tu></body></tmx>`

// OmegaT leaves what is translated in XLIFF, and of PO what is not fuzzy.
func TestOmegaTSavesPackages(t *testing.T) {
	omegat := tool(t, "omegat", false)
	dir, sent := t.TempDir(), threeStates()
	keepFile(t, filepath.Join(dir, "omegat.project"), omegatProject)
	keepFile(t, filepath.Join(dir, "omegat", "project_save.tmx"), omegatMemory)
	for _, name := range []string{"tm", "target", "glossary", "dictionary"} {
		keepFile(t, filepath.Join(dir, name, ".keep"), "")
	}
	keepFile(t, filepath.Join(dir, "source", "x.xlf"), written(t, XLIFF12, packageOf(sent...)))
	keepFile(t, filepath.Join(dir, "source", "x.po"), written(t, PO, packageOf(sent...)))
	runTool(t, omegat, dir, "--mode=console-translate")
	wantTargets(t, fileText(t, filepath.Join(dir, "target", "x.xlf")), sent, "Een", richTarget, "Twee")
	wantTargets(t, fileText(t, filepath.Join(dir, "target", "x.po")), sent, "Een", "", "Twee")
}
