package main_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

// A room is a package, or with "/..." a package and all below it, and what of
// ours it may import. A room may always use its own floor: what lies below it.
type room struct {
	path string
	uses string // rooms, separated by spaces; "*" is every room but main
	fyne string // files that may import Fyne: "*", a name, or nothing
}

// house is the whole program from the ground up: a room uses only what stands
// above it in this table. The first room that fits a package is its room.
var house = []room{
	{path: "assets/..."},
	{path: "widgets/...", fyne: "*"},
	{path: "i18n/...", uses: "assets/..."},
	{path: "app/stage"},
	{path: "app/handover", uses: "app/stage"},
	{path: "app/task"},
	{path: "app/locale"},
	{path: "app/settings", uses: "app/stage"},
	{path: "app/sign/..."},

	{path: "app/policy"},
	{path: "app/letterhead", uses: "app/policy"},
	{path: "app/vocabulary", uses: "app/policy assets/..."},
	{path: "app/markup", uses: "app/policy app/vocabulary"},
	{path: "app/imprint", uses: "app/policy app/vocabulary assets/..."},
	{path: "app/bilingual", uses: "app/policy app/markup"},
	{path: "app/compare", uses: "app/policy app/markup app/imprint"},
	{path: "app/translate", uses: "app/policy app/markup"},
	{path: "app/memory", uses: "app/policy app/vocabulary app/markup app/translate"},
	{path: "app/glossary", uses: "app/policy assets/..."},
	{path: "app/spelling"},
	{path: "app/library", uses: "app/policy app/vocabulary app/markup app/translate app/glossary assets/..."},
	{path: "app/quality", uses: "app/policy app/vocabulary app/markup app/translate app/library app/glossary"},
	{path: "app/store/...", uses: "app/policy app/markup app/translate app/memory app/glossary app/stage"},
	{path: "app/check", uses: "app/policy app/vocabulary app/markup app/translate app/library app/glossary app/quality"},
	{path: "app/exchange/xliff"},
	{path: "app/exchange/...", uses: "app/exchange/xliff app/policy app/vocabulary app/markup app/compare app/imprint app/bilingual app/glossary app/stage assets/..."},
	{path: "app/pdf/conform", uses: "app/sign/..."},
	{path: "app/pdf/enclosed", uses: "app/policy app/sign/..."},
	{path: "app/pdf/pagetext", uses: "app/sign/..."},
	{path: "app/pdf/...", uses: "app/policy app/vocabulary app/markup app/compare app/imprint app/bilingual app/letterhead app/stage assets/..."},

	{path: "app/studio", uses: business + " app/sign/... app/stage app/task assets/..."},

	{path: "app/explain", uses: belowFaces + " app/studio"},
	{path: "app/cli", uses: belowFaces + " app/studio app/explain"},

	{path: "app/ui/draft", uses: belowFaces + " app/studio"}, // shared by all screens, no Fyne
	{path: "app/ui/desk", uses: screen + " app/ui/draft", fyne: "*"},
	{path: "app/ui/answers", uses: screen + " app/ui/draft app/ui/desk", fyne: "*"},
	{path: "app/ui/preview", uses: screen + " app/ui/draft app/ui/desk", fyne: "*"},
	{path: "app/ui/reading", uses: screen, fyne: "*"},
	{path: "app/ui", uses: screen + " app/ui/...", fyne: "*"},
	{path: "app/ui/...", uses: screen + " app/ui/draft app/ui/desk app/ui/answers app/ui/preview app/ui/reading", fyne: "*"},

	{path: "app", uses: "*", fyne: "app.go"},
	{path: "app/apptest/...", uses: "*", fyne: "*"},
	{path: "", uses: "app app/cli app/explain app/locale app/settings i18n/..."},
}

// business is every package that knows the domain and is below the use cases.
const business = "app/policy app/vocabulary app/markup app/compare app/imprint app/bilingual app/library app/translate app/memory app/glossary app/spelling app/quality app/store/... app/check " +
	"app/exchange/... app/letterhead app/pdf/..."

// belowFaces is what the command line and the window may both use.
const belowFaces = business + " app/handover app/sign/... app/stage app/task app/settings i18n/... assets/..."

// screen is what any part of the window may use.
const screen = belowFaces + " app/studio app/explain widgets/..."

// shared are the parts of the window that screens stand on; every other folder
// of app/ui is a screen.
var shared = []string{"draft", "desk", "answers", "preview", "reading"}

// onlyIn says which foreign packages have one door into the program. Tests
// may use them anywhere.
var onlyIn = []struct{ imported, rooms string }{
	{"github.com/alecthomas/kong", "app/cli"},
	{"github.com/jung-kurt/gofpdf", "app/pdf"},
	{"github.com/klippa-app/go-pdfium", "app/pdf/raster"},
	{"github.com/nicksnyder/go-i18n", "i18n"},
	{"github.com/pressly/goose", "app/store"},
	{"github.com/tetratelabs/wazero", "app/pdf/raster"},
	{"github.com/yuin/goldmark", "app/markup"},
	{"modernc.org/sqlite", "app/store"},
	{"software.sslmate.com/src/go-pkcs12", "app/sign"},
	{"net", "app/sign/online"}, // the one door to the network
	{"net/http", "app/sign/online"},
	{"net/rpc", ""},
	{"net/smtp", ""},
	{"unsafe", ""},
}

const (
	module        = "clausedesk"
	fyne          = "fyne.io/fyne/v2"
	fyneApp       = "fyne.io/fyne/v2/app"
	testRoom      = "app/apptest"
	maxFile       = 400
	maxTestFile   = 600
	maxFunction   = 80
	maxComplexity = 20 // 15 is the aim
)

// hollow are names that say nothing about what is inside.
var hollow = []string{"util", "utils", "helper", "helpers", "common", "misc", "manager"}

// TestHouse reads every Go file, for every system, and reports each broken rule.
func TestHouse(t *testing.T) {
	files, err := readHouse(".")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no Go file found")
	}
	for _, file := range files {
		for _, complaint := range inspect(file) {
			t.Errorf("%s: %s", file.path, complaint)
		}
	}
}

// inspect applies every rule to one file.
func inspect(file source) []string {
	home, known := roomOf(file.pkg())
	if !known {
		return []string{"package has no room: give it one in house_test.go"}
	}
	var complaints []string
	for _, imported := range file.imports {
		complaints = append(complaints, inspectImport(file, home, imported)...)
	}
	complaints = append(complaints, inspectName(file)...)
	complaints = append(complaints, inspectSize(file)...)
	if file.path != "main.go" && !file.isTest() {
		for _, call := range file.exits {
			complaints = append(complaints, "calls "+call+": only main.go ends the process")
		}
	}
	return complaints
}

func inspectImport(file source, home room, imported string) []string {
	ours, isOurs := strings.CutPrefix(imported, module+"/")
	switch {
	case isOurs:
		return inspectOwn(file, home, ours)
	case under(imported, fyne):
		return inspectFyne(file, home, imported)
	default:
		return inspectForeign(file, imported)
	}
}

func inspectOwn(file source, home room, ours string) []string {
	pkg := file.pkg()
	switch {
	case under(ours, testRoom):
		if !file.isTest() {
			return []string{"imports " + testRoom + ", which is for tests"}
		}
		return nil
	case screenOf(pkg) != "" && screenOf(ours) != "" && screenOf(pkg) != screenOf(ours):
		return []string{"imports the sibling screen " + ours}
	case file.isTest() && strings.HasSuffix(file.path, "_test.go") && ours == pkg:
		return nil // an external test imports what it tests
	case mayUse(home, pkg, ours, file.isTest()):
		return nil
	}
	return []string{"imports " + ours + ", the wrong way"}
}

// mayUse tells whether a package of a room may import another. Every test may
// also read the samples and fixtures in assets, and tests of the whole program,
// beside main.go, may use all of it.
func mayUse(home room, pkg, ours string, test bool) bool {
	if pkg != "" && screenOf(pkg) == "" && under(ours, strings.TrimSuffix(home.path, "/...")) &&
		strings.HasSuffix(home.path, "/...") {
		return true
	}
	if screenOf(pkg) != "" && screenOf(pkg) == screenOf(ours) {
		return true
	}
	if test && (pkg == "" || covers("assets/...", ours)) {
		return true
	}
	for _, used := range strings.Fields(home.uses) {
		if used == "*" || covers(used, ours) {
			return true
		}
	}
	return false
}

func inspectFyne(file source, home room, imported string) []string {
	base := path.Base(file.path)
	switch {
	case imported == fyneApp && file.path != "app/app.go":
		return []string{"imports " + imported + ", which only app/app.go may"}
	case base == "model.go":
		return []string{"imports " + imported + ": a model knows no Fyne"}
	case home.fyne == "*" || home.fyne == base || home.fyne != "" && file.isTest():
		return nil
	}
	return []string{"imports " + imported + " where Fyne must not be"}
}

func inspectForeign(file source, imported string) []string {
	if file.isTest() {
		return nil
	}
	for _, door := range onlyIn {
		exact := !strings.Contains(door.imported, ".")
		if imported != door.imported && (exact || !under(imported, door.imported)) {
			continue
		}
		allowed := slices.ContainsFunc(strings.Fields(door.rooms), func(r string) bool { return under(file.pkg(), r) })
		if !allowed {
			return []string{fmt.Sprintf("imports %s, which only %q may", imported, door.rooms)}
		}
	}
	return nil
}

func inspectName(file source) []string {
	for _, name := range append(strings.Split(file.pkg(), "/"), strings.TrimSuffix(path.Base(file.path), ".go")) {
		if slices.Contains(hollow, strings.TrimSuffix(name, "_test")) {
			return []string{fmt.Sprintf("the name %q says nothing: name it by its concept", name)}
		}
	}
	return nil
}

func inspectSize(file source) []string {
	var complaints []string
	most := maxFile
	if file.isTest() {
		most = maxTestFile
	}
	if file.lines > most {
		complaints = append(complaints, fmt.Sprintf("has %d lines, more than %d", file.lines, most))
	}
	for _, f := range file.funcs {
		if f.lines > maxFunction {
			complaints = append(complaints, fmt.Sprintf("%s has %d lines, more than %d", f.name, f.lines, maxFunction))
		}
		if f.complexity > maxComplexity {
			complaints = append(complaints, fmt.Sprintf("%s branches %d times, more than %d", f.name, f.complexity, maxComplexity))
		}
	}
	return complaints
}

func roomOf(pkg string) (room, bool) {
	for _, r := range house {
		if covers(r.path, pkg) {
			return r, true
		}
	}
	return room{}, false
}

// covers tells whether a room, with or without "/...", holds a package.
func covers(roomPath, pkg string) bool {
	if tree, ok := strings.CutSuffix(roomPath, "/..."); ok {
		return under(pkg, tree)
	}
	return roomPath == pkg
}

func under(pkg, tree string) bool { return pkg == tree || strings.HasPrefix(pkg, tree+"/") }

// screenOf names the screen a package belongs to: "clauses" for app/ui/clauses
// and all below it, nothing for the window itself and what screens share.
func screenOf(pkg string) string {
	rest, ok := strings.CutPrefix(pkg, "app/ui/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	if slices.Contains(shared, name) {
		return ""
	}
	return name
}
