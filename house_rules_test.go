package main_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Each rule of the house is shown on made-up files: what it refuses and, beside
// it, the nearest thing that it lets pass.

// imported is a made-up file with one import, and words of the complaint that
// the rules must have about it; no words when it may pass.
type imported struct{ file, imports, complaint string }

func (c imported) check(t *testing.T) {
	t.Helper()
	expect(t, c.file+" with "+c.imports, inspect(source{path: c.file, imports: []string{c.imports}}), c.complaint)
}

const (
	wrongWay = "the wrong way"
	noFyne   = "where Fyne must not be"
	widget   = "fyne.io/fyne/v2/widget"
	fyneTest = "fyne.io/fyne/v2/test"
)

func TestRuleImportsRunOneWay(t *testing.T) {
	for _, c := range []imported{
		{"app/policy/client.go", "clausedesk/app/markup", wrongWay},
		{"app/markup/parse.go", "clausedesk/app/policy", ""},
		{"app/markup/parse.go", "clausedesk/app/store", wrongWay},
		{"app/store/client.go", "clausedesk/app/studio", wrongWay},
		{"app/store/client.go", "clausedesk/app/check", wrongWay},
		{"app/check/rules.go", "clausedesk/app/translate", ""},
		{"app/translate/align.go", "clausedesk/app/check", wrongWay},
		{"app/studio/publish.go", "clausedesk/app/store", ""},
		{"app/studio/publish.go", "clausedesk/app/pdf/raster", ""},
		{"app/studio/publish.go", "clausedesk/i18n", wrongWay},
		{"app/studio/publish.go", "clausedesk/app/cli", wrongWay},
		{"app/cli/publish.go", "clausedesk/app/studio", ""},
		{"app/cli/publish.go", "clausedesk/app/ui", wrongWay},
		{"app/cli/publish.go", "clausedesk/widgets", wrongWay},
		{"app/ui/clauses/screen.go", "clausedesk/app/cli", wrongWay},
		{"app/ui/clauses/screen.go", "clausedesk/app", wrongWay},
		{"app/sign/sign.go", "clausedesk/app/policy", wrongWay},
		{"app/sign/sign.go", "clausedesk/app/sign/cms", ""},
		{"app/sign/cms/parse.go", "clausedesk/app/sign", ""}, // the compiler refuses a circle
		{"app/explain/explain.go", "clausedesk/app/studio", ""},
		{"app/explain/explain.go", "clausedesk/app/cli", wrongWay},
		{"app/studio/publish.go", "clausedesk/app/explain", wrongWay},
		{"app/task/task.go", "clausedesk/app/policy", wrongWay},
		{"i18n/i18n.go", "clausedesk/app/policy", wrongWay},
		{"widgets/badge.go", "clausedesk/i18n", wrongWay},
		{"assets/fonts/fonts.go", "clausedesk/app/policy", wrongWay},
		{"app/app.go", "clausedesk/app/ui", ""},
		{"main.go", "clausedesk/app/cli", ""},
		{"main.go", "clausedesk/app/store", wrongWay},
		{"main_test.go", "clausedesk/app/store", ""},
	} {
		c.check(t)
	}
}

func TestRuleScreensDoNotMeet(t *testing.T) {
	for _, c := range []imported{
		{"app/ui/window.go", "clausedesk/app/ui/clauses", ""},
		{"app/ui/clauses/screen.go", "clausedesk/app/ui/versions", "sibling"},
		{"app/ui/clauses/page/view.go", "clausedesk/app/ui/versions", "sibling"},
		{"app/ui/clauses/screen.go", "clausedesk/app/ui/clauses/page", ""},
		{"app/ui/clauses/screen_test.go", "clausedesk/app/ui/versions", "sibling"},
		{"app/ui/clauses/screen.go", "clausedesk/app/ui/desk", ""},
		{"app/ui/clauses/model.go", "clausedesk/app/ui/draft", ""},
		{"app/ui/preview/preview.go", "clausedesk/app/ui/desk", ""},
		{"app/ui/preview/preview.go", "clausedesk/app/ui/clauses", wrongWay},
		{"app/ui/draft/draft.go", "clausedesk/app/ui/desk", wrongWay},
		{"app/ui/draft/draft.go", "clausedesk/widgets", wrongWay},
	} {
		c.check(t)
	}
}

func TestRuleTestsMayUseApptestAndAssets(t *testing.T) {
	for _, c := range []imported{
		{"app/studio/publish.go", "clausedesk/app/apptest", "for tests"},
		{"app/studio/publish_test.go", "clausedesk/app/apptest", ""},
		{"app/studio/publish_test.go", "clausedesk/app/cli", wrongWay},
		{"app/markup/parse_test.go", "clausedesk/app/markup", ""},
		{"app/markup/parse_test.go", "clausedesk/assets", ""},
		{"app/markup/parse.go", "clausedesk/assets", wrongWay},
		{"app/markup/parse_test.go", "clausedesk/app/store", wrongWay},
	} {
		c.check(t)
	}
}

func TestRuleFyneStaysInItsRooms(t *testing.T) {
	for _, c := range []imported{
		{"widgets/badge.go", widget, ""},
		{"app/ui/window.go", widget, ""},
		{"app/ui/clauses/screen.go", widget, ""},
		{"app/ui/clauses/model.go", widget, "a model knows no Fyne"},
		{"app/ui/clauses/model.go", "fyne.io/fyne/v2", "a model knows no Fyne"},
		{"app/ui/draft/draft.go", widget, noFyne},
		{"app/app.go", widget, ""},
		{"app/events.go", widget, noFyne},
		{"app/studio/publish.go", widget, noFyne},
		{"app/cli/tour.go", fyneTest, noFyne},
		{"i18n/i18n.go", "fyne.io/fyne/v2/lang", noFyne},
		{"app/studio/publish_test.go", fyneTest, noFyne},
		{"app/apptest/driver.go", fyneTest, ""},
		{"app/app.go", "fyne.io/fyne/v2/app", ""},
		{"app/ui/window.go", "fyne.io/fyne/v2/app", "only app/app.go"},
		{"app/apptest/driver.go", "fyne.io/fyne/v2/app", "only app/app.go"},
		{"main.go", "fyne.io/fyne/v2/app", "only app/app.go"},
	} {
		c.check(t)
	}
}

func TestRuleOneDoorForEachForeignPackage(t *testing.T) {
	for _, c := range []imported{
		{"app/store/open.go", "modernc.org/sqlite", ""},
		{"app/studio/publish.go", "modernc.org/sqlite", "only"},
		{"app/pdf/page.go", "github.com/jung-kurt/gofpdf", ""},
		{"app/ui/clauses/screen.go", "github.com/jung-kurt/gofpdf", "only"},
		{"app/studio/import.go", "github.com/yuin/goldmark/ast", "only"},
		{"app/studio/import_test.go", "github.com/yuin/goldmark/ast", ""},
		{"app/sign/sign.go", "net/http", "only"},
		{"app/sign/sign.go", "net/url", ""},
	} {
		c.check(t)
	}
}

func TestRuleUnknownPackageHasNoRoom(t *testing.T) {
	expect(t, "app/attic", inspect(source{path: "app/attic/box.go"}), "no room")
	expect(t, "tools", inspect(source{path: "tools/box.go"}), "no room")
}

func TestRuleNames(t *testing.T) {
	expect(t, "file", inspect(source{path: "app/store/utils.go"}), "says nothing")
	expect(t, "test file", inspect(source{path: "app/store/helpers_test.go"}), "says nothing")
	expect(t, "package", inspect(source{path: "widgets/common/row.go"}), "says nothing")
	expect(t, "part of a name", inspect(source{path: "widgets/commonmark.go"}), "")
}

func TestRuleSizes(t *testing.T) {
	expect(t, "400", inspect(source{path: "app/store/tx.go", lines: 400}), "")
	expect(t, "401", inspect(source{path: "app/store/tx.go", lines: 401}), "has 401 lines")
	expect(t, "test of 600", inspect(source{path: "app/store/tx_test.go", lines: 600}), "")
	expect(t, "test of 601", inspect(source{path: "app/store/tx_test.go", lines: 601}), "has 601 lines")
	for _, name := range []string{"app/store/tx.go", "app/store/tx_test.go"} {
		expect(t, "short", inspect(source{path: name, funcs: []function{{"Do", 80, 20}}}), "")
		expect(t, "long", inspect(source{path: name, funcs: []function{{"Do", 81, 1}}}), "Do has 81 lines")
		expect(t, "tangled", inspect(source{path: name, funcs: []function{{"Do", 1, 21}}}), "Do branches 21 times")
	}
}

func TestRuleExit(t *testing.T) {
	const body = "package x\n\nimport \"os\"\n\nfunc stop() {\n\tif true && false {\n\t\tos.Exit(1)\n\t}\n}\n"
	for name, complaint := range map[string]string{
		"main.go": "", "app/cli/tour.go": "os.Exit", "app/cli/tour_test.go": "",
	} {
		file, err := readSource(name, body)
		if err != nil {
			t.Fatal(err)
		}
		if file.lines != 9 || !slices.Equal(file.funcs, []function{{"stop", 5, 3}}) || !slices.Equal(file.imports, []string{"os"}) {
			t.Errorf("read %+v", file)
		}
		expect(t, name, inspect(file), complaint)
	}
	fatal, err := readSource("app/cli/tour.go", "package x\n\nfunc stop() { log.Fatalf(\"x\") }\n")
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "log.Fatalf", inspect(fatal), "log.Fatalf")
}

func TestRuleEveryFileIsRead(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{
		"main.go", "app/store/tx_windows.go", "app/store/tx_test.go", "widgets/row.go",
		"build/x.go", "app/cli/testdata/x.go", ".home/x.go", "app/notes.txt",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("package x\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, err := readHouse(".")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, file := range files {
		got = append(got, file.path)
	}
	want := []string{"app/store/tx_test.go", "app/store/tx_windows.go", "main.go", "widgets/row.go"}
	if !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

// A room further down the table may be used by none above it: that is what
// makes the table itself run one way.
func TestRuleTableRunsOneWay(t *testing.T) {
	seen := []string{}
	for _, r := range house {
		for _, used := range strings.Fields(r.uses) {
			if used != "*" && used != "app/ui/..." && !slices.Contains(seen, used) && r.path != "" {
				t.Errorf("%s uses %s, which stands below it in the table", r.path, used)
			}
		}
		seen = append(seen, r.path)
	}
}

// expect checks for one complaint with these words, or for none at all.
func expect(t *testing.T, what string, got []string, words string) {
	t.Helper()
	switch {
	case words == "" && len(got) > 0:
		t.Errorf("%s: refused: %s", what, got)
	case words != "" && (len(got) != 1 || !strings.Contains(got[0], words)):
		t.Errorf("%s: got %q, want one complaint about %q", what, got, words)
	}
}

// Every direct dependency says in docs/dev/dependencies.md why it is there.
func TestRuleDependenciesAreExplained(t *testing.T) {
	modules, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("docs/dev/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	direct := directDependencies(string(modules))
	if len(direct) == 0 {
		t.Fatal("no dependency found in go.mod")
	}
	for _, name := range direct {
		if !strings.Contains(string(page), "| "+name+" |") {
			t.Errorf("docs/dev/dependencies.md has no line for %s", name)
		}
	}
}

func directDependencies(mod string) []string {
	var direct []string
	for line := range strings.Lines(mod) {
		fields := strings.Fields(strings.TrimPrefix(line, "require "))
		if len(fields) == 2 && strings.HasPrefix(fields[1], "v") && strings.Contains(fields[0], ".") {
			direct = append(direct, fields[0])
		}
	}
	return direct
}
