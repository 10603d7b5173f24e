package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// family is the keys that the program puts together from a prefix and a value
// of its own. The values are read from the source: each match of values in
// the files of from.
type family struct {
	prefix string
	from   string
	values string
	also   string // values that stand elsewhere
}

var families = []family{
	{"help.", "app/cli", `\$\{help_(\w+)\}`, ""},
	{"tour.", "app/studio/tour.go", `TourStep\{"(\w+)"`, ""},
	{"severity.", "app/policy/finding.go", `Severity\w* +Severity = "(\w+)"`, ""},
	{"finding.", "app/check", `Rule\w+ += "(\w+)"`, "with_citation"},
	{"finding.", "app/quality", `Rule\w+ += "(\w+)"`, ""},
	{"finding.", "app/explain/translation.go", `return "((?:only_in|negation)_\w+)"`, ""},
	{"fact.", "app/policy/fact.go", `Key: "([a-z]+\.[a-z_]+)", Kind`, "policy.effective_date policy.title policy.regimes version.number"},
	{"fact_hint.", "app/policy/fact.go", "", "date money"},
	{"fact_problem.", "app/policy/fact.go", "", "email url date number money duration choice"},
	{"verify.", "app/sign/report.go", `\w+ +Result = "(\w+)"`, ""},
	{"verify.time_", "app/sign/report.go", `\w+ +TimeSource = "(\w+)"`, ""},
	{"integrity.", "app/sign/report.go", `\w+ +Integrity = "(\w+)"`, ""},
	{"trust.", "app/sign/report.go", `\w+ +Trust = "(\w+)"`, ""},
	{"change.", "app/sign/report_change.go", `\w+ +ChangeKind = "(\w+)"`, ""},
	{"verify.revocation_", "app/sign/trust.go", `revocation\w+ += "(\w+)"`, ""},
	{"problem.", "app/sign/report.go", `\w+ +Problem = "(\w+)"`, ""},
	{"error.not_text_", "app/exchange/decode.go", `", "(\w+)"\}`, "binary"},
	{"left_out.", "app/exchange/doc.go", `Reason\w+ += "(\w+)"`, ""},
	{"import_warning.", "app/exchange/doc.go", `Warn\w+ += "(\w+)"`, ""},
	{"error.package_", "app/exchange/package.go", `Unread\w+ += "(\w+)"`, ""},
	{"validate.", "app/exchange/xliff/doc.go", `Reason = "(\w+)"`, "not_package po_syntax po_incomplete po_duplicate po_plural_forms po_plural_count po_line_ends po_format po_charset po_header_twice"},
	{"glossary.reason_", "app/glossary/import.go", `Reason\w+ += "(\w+)"`, ""},
	{"glossary.status_", "app/glossary/glossary.go", `\w+ +Status = "(\w+)"`, ""},
	{"error.tmx_", "app/memory/tmx_error.go", `TMXReason = "(\w+)"`, ""},
	{"package.kind_", "app/markup/segment.go", `SegmentKind = "(\w+)"`, ""},
	{"package.problem_", "app/exchange/package_codes.go", `Code\w+ += "(\w+)"`, "foreign no_policy no_language duplicate"},
	{"package.conflict_", "app/translate/packing.go", "", "source_changed target_changed source_gone"},
	{"state.", "app/policy/translation.go", `\w+ +State = "(\w+)"`, ""},
	{"history.", "app/policy/translation.go", `Via\w+ +Via = "(\w+)"`, "comment emptied unchanged draft reviewed approved"},
	{"translate.show_", "app/ui/translate/filter.go", `Show\w+ +Show = "(\w+)"`, "untranslated stale draft reviewed approved"},
	{"origin.", "app/policy/clause.go", `Origin\w+ +Origin = "(\w+)"`, ""},
	{"version_state.", "app/policy/version_state.go", `\w+ +VersionState = "(\w+)"`, "damaged"},
	{"chain.", "app/studio/chain.go", `Fault\w+ +ChainFault = "(\w+)"`, ""},
	{"due.", "app/policy/version_review.go", `Review\w+ +Review(?:State|Basis) += "(\w+)"`, ""},
	{"versions.file_", "app/studio/versions.go", `File\w+ +FileState = "(\w+)"`, ""},
	{"wizard.step_", "app/ui/publish/model.go", `Step\w+ +Step = "(\w+)"`, ""},
	{"weekday.day_", "app/explain/versions.go", "", "0 1 2 3 4 5 6"},
	{"theme.", "app/settings/settings.go", `\w+ +Theme = "(\w+)"`, ""},
	{"tab.", "app/ui", `tab[A-Z]\w+ += "(\w+)"`, ""},
	{"missing.", "app/explain/explain.go", "", "policy version identity client library_entry delivery"},
	{"channel.by_", "app/policy/delivery.go", `By\w+ +Channel = "(\w+)"`, ""},
	{"answer_takes.", "app/policy/field.go", "", "email url date duration lifetime country countries language money number yesno choice choices"},
	{"condition.op_", "app/policy/condition.go", `Op\w+ +Op = "(\w+)"`, ""},
	{"condition.says_", "app/policy/condition.go", `Op\w+ +Op = "(\w+)"`, ""},
	{"condition.region_", "app/policy/regions.go", `case "(\w+)":`, ""},
	{"clauses.offer_", "app/ui/clauses/uses.go", "", "section list bullets table count"},
	{"placeholder.", "app/ui/clauses/uses.go", "", "client.name contact.email service authority authority.name authority.address authority.website"},
	{"facts.section_", "app/policy/fact.go", `Section: "(\w+)"`, ""},
	{"facts.about_", "app/policy/fact.go", `Section: "(\w+)"`, ""},
	{"register.", "app/policy/register.go", `Name: "(\w+)", ?(?:Citation|Fields)`, ""},
	{"register.about_", "app/policy/register.go", `Name: "(\w+)", ?(?:Citation|Fields)`, ""},
	{"field.", "app/policy/register.go", "", "purposes.name purposes.basis purposes.interest purposes.law purposes.data purposes.duty " +
		"purposes.consequence data.name data.source data.source_name data.special data.ground recipients.name " +
		"recipients.entity recipients.role recipients.country recipients.function recipients.data " +
		"recipients.safeguard recipients.url recipients.arrangement retention.name retention.period " +
		"retention.from retention.criteria retention.reason cookies.name cookies.provider cookies.purpose " +
		"cookies.kind cookies.lifetime cookies.party channels.kind channels.address automated.name " +
		"automated.logic automated.effect automated.basis automated.review children.name children.age " +
		"children.consent measures.name definitions.name definitions.meaning"},
	{"law.", "app/policy/register.go", "", "art_13_1_a_gdpr art_3_27_gdpr art_37_gdpr art_13_1_b_gdpr art_27_gdpr art_27_uk_gdpr art_13_2_d_gdpr " +
		"art_3_2_gdpr art_13_directive_2002_58_ec art_22_gdpr art_8_gdpr art_7_3_gdpr art_13_1_c_gdpr " +
		"art_6_1_13_1_c_gdpr art_13_1_d_gdpr art_6_3_gdpr art_14_1_d_gdpr art_13_2_e_gdpr art_14_2_f_gdpr " +
		"art_9_10_gdpr art_9_2_gdpr art_13_1_e_gdpr art_26_28_gdpr art_13_1_f_gdpr art_13_1_f_46_gdpr " +
		"art_26_2_gdpr art_13_2_a_gdpr art_5_3_directive_2002_58_ec cjeu_c_673_17 art_12_2_gdpr " +
		"art_13_2_f_22_gdpr art_22_1_gdpr art_13_2_f_gdpr art_22_2_gdpr art_22_3_gdpr art_8_1_gdpr art_8_2_gdpr " +
		"art_32_gdpr art_32_1_gdpr"},
	{"library.which_", "app/ui/library/model.go", `Which = "(\w+)"`, ""},
	{"category.", "app/ui/library/services.go", "", "accounting advertising ai analytics apps auth automation calls chat cms " +
		"collaboration consent crm database development ecommerce email errors fonts forms hosting maps payments " +
		"recruitment scheduling security shipping signature social storage video"},
	{"structure.", "app/compare/structure.go", `\w+ +Issue = "(\w+)"`, "same"},
	{"changes.clauses_", "app/compare/diff.go", "", "added added_named removed removed_named moved moved_named changed changed_named"},
	{"command.", "app/ui/commands.go", `\{"(\w+)", (?:fyne|"")`, ""},
}

// unseen are values that a family never shows: a second shortcut, and the
// palette that shows the commands.
var unseen = map[string]bool{"command.redo_too": true, "command.palette": true}

// otherNames look like keys and are names of files, of the program, and of
// texts of Fyne's own.
var otherNames = map[string]bool{
	"app.clausedesk.desktop": true, "tour.clausedesk": true, "settings.toml": true, "answers.toml": true, "library.clausedesk": true,
	"file.name": true, "file.parent": true,
}

// keys lists the keys of a family.
func (f family) keys(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, value := range strings.Fields(f.also) {
		out = append(out, f.prefix+value)
	}
	if f.values == "" {
		return out
	}
	names := []string{filepath.Join("..", f.from)}
	if !strings.HasSuffix(f.from, ".go") {
		names, _ = filepath.Glob(filepath.Join("..", f.from, "*.go"))
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range regexp.MustCompile(f.values).FindAllStringSubmatch(string(data), -1) {
			if len(match) > 1 && !unseen[f.prefix+match[1]] {
				out = append(out, f.prefix+match[1])
			}
		}
	}
	if len(out) < 2 {
		t.Errorf("the values of %q are no longer found in %s", f.prefix, f.from)
	}
	return out
}

// use is a key or the prefix of a family where it stands in the source.
type use struct {
	text   string
	at     string
	prefix bool
	plural bool     // given to N
	single bool     // given to T or say
	data   []string // the names of the data it is given; nil when that cannot be told
}

// uses finds every key in the source of the program. A literal is one when it
// looks like a key and begins with a section of the catalogue.
func uses(t *testing.T, sections map[string]bool) []use {
	t.Helper()
	var out []use
	walk := func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != ".." && (strings.HasPrefix(name, ".") || name == "build" || name == "testdata" || name == "apptest") {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			out = append(out, usesIn(t, path, sections)...)
		}
		return nil
	}
	if err := filepath.WalkDir("..", walk); err != nil {
		t.Fatal(err)
	}
	if len(out) < 100 {
		t.Fatalf("only %d keys found in the source", len(out))
	}
	return out
}

var (
	keyShape    = regexp.MustCompile(`^[a-z][a-z_0-9]*(\.[a-z0-9_]+)+$`)
	prefixShape = regexp.MustCompile(`^[a-z][a-z_]*\.([a-z_]+_)?$`)
)

func usesIn(t *testing.T, path string, sections map[string]bool) []use {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var out []use
	called := map[*ast.BasicLit]use{}
	prefixes := map[*ast.BasicLit]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.BinaryExpr:
			if lit, isLit := n.X.(*ast.BasicLit); isLit && n.Op == token.ADD {
				prefixes[lit] = true
			}
		case *ast.CallExpr:
			if lit, u, is := call(n); is {
				called[lit] = u
			}
		case *ast.BasicLit:
			text, err := strconv.Unquote(n.Value)
			if n.Kind != token.STRING || err != nil {
				return true
			}
			u, isCalled := called[n]
			u.text, u.at = text, set.Position(n.Pos()).String()
			section, _, _ := strings.Cut(text, ".")
			switch {
			case otherNames[text]:
				return true
			case prefixes[n] && prefixShape.MatchString(text) && sections[section]:
				u.prefix = true
			case isCalled || keyShape.MatchString(text) && sections[section]:
			default:
				return true
			}
			out = append(out, u)
		}
		return true
	})
	return out
}

// call recognises T("key", Data{…}), N("key", n, Data{…}) and say("key", …).
func call(c *ast.CallExpr) (*ast.BasicLit, use, bool) {
	name := ""
	switch fun := c.Fun.(type) {
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	case *ast.Ident:
		name = fun.Name
	}
	if name != "T" && name != "N" && name != "say" || len(c.Args) == 0 {
		return nil, use{}, false
	}
	lit, isLit := c.Args[0].(*ast.BasicLit)
	if !isLit || lit.Kind != token.STRING {
		return nil, use{}, false
	}
	u := use{plural: name == "N", single: name != "N", data: []string{}}
	rest := c.Args[1:]
	if u.plural {
		u.data = append(u.data, "Count")
		rest = rest[min(1, len(rest)):]
	}
	for _, arg := range rest {
		composite, isComposite := arg.(*ast.CompositeLit)
		if !isComposite {
			u.data = nil // a variable
			break
		}
		for _, element := range composite.Elts {
			if pair, isPair := element.(*ast.KeyValueExpr); isPair {
				if key, isLit := pair.Key.(*ast.BasicLit); isLit {
					data, _ := strconv.Unquote(key.Value)
					u.data = append(u.data, data)
				}
			}
		}
	}
	return lit, u, true
}

// TestTheProgramAndTheCatalogueAgree: no key in the source that has no text,
// no text that nothing shows, no placeholder that is never filled.
func TestTheProgramAndTheCatalogueAgree(t *testing.T) {
	texts := catalogue(t, Fallback)
	sections := map[string]bool{}
	for key := range texts {
		section, _, _ := strings.Cut(key, ".")
		sections[section] = true
	}
	shown := map[string]bool{}
	byPrefix := map[string]family{}
	for _, f := range families {
		byPrefix[f.prefix] = f
	}
	met := map[string]bool{}
	for _, u := range uses(t, sections) {
		if u.prefix {
			if _, there := byPrefix[u.text]; !there {
				t.Errorf("%s puts keys together from %q: give it a family in this test", u.at, u.text)
			}
			met[u.text] = true
			continue
		}
		e, there := texts[u.text]
		if !there {
			t.Errorf("%s: there is no text %q", u.at, u.text)
			continue
		}
		shown[u.text] = true
		checkUse(t, u, e)
	}
	for _, f := range families {
		if !met[f.prefix] {
			t.Errorf("nothing puts keys together from %q any more", f.prefix)
		}
		for _, key := range f.keys(t) {
			if texts[key] == nil {
				t.Errorf("there is no text %q (%s)", key, f.from)
			}
			shown[key] = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		if !shown[key] {
			t.Errorf("nothing shows %q", key)
		}
	}
}

func checkUse(t *testing.T, u use, e entry) {
	t.Helper()
	isPlural := e["other"] != ""
	if u.plural && !isPlural || u.single && isPlural {
		t.Errorf("%s: %q is plural: %v", u.at, u.text, isPlural)
	}
	if u.data == nil {
		return
	}
	for _, name := range e.marks() {
		if !slices.Contains(u.data, name) {
			t.Errorf("%s: %q shows {{.%s}}, which it is not given", u.at, u.text, name)
		}
	}
	for _, name := range u.data {
		if name != "Count" && !slices.Contains(e.marks(), name) {
			t.Errorf("%s: %q does not show %s, which it is given", u.at, u.text, name)
		}
	}
}
