package explain_test

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"clausedesk/app/exchange"
	"clausedesk/app/explain"
	"clausedesk/app/letterhead"
	"clausedesk/app/library"
	"clausedesk/app/pdf"
	"clausedesk/app/pdf/enclosed"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

var known = map[string]error{
	"store.ErrNotFound": store.ErrNotFound, "store.ErrHasVersions": store.ErrHasVersions, "store.ErrFrozen": store.ErrFrozen,
	"store.ErrChain": store.ErrChain, "store.ErrNameTaken": store.ErrNameTaken, "store.ErrExists": store.ErrExists,
	"store.ErrReadOnly": store.ErrReadOnly, "store.ErrNoSpace": store.ErrNoSpace, "store.ErrDisk": store.ErrDisk,
	"store.ErrForeign": store.ErrForeign, "store.ErrNotDatabase": store.ErrNotDatabase, "store.ErrOldSchema": store.ErrOldSchema,
	"store.ErrUnit":             store.ErrUnit,
	"policy.ErrWithdrawn":       policy.ErrWithdrawn,
	"policy.ErrWithdrawTooSoon": policy.ErrWithdrawTooSoon,
	"studio.ErrRestoreSource":   studio.ErrRestoreSource,
	"store.LockedError":         &store.LockedError{Path: "lib", Holder: store.Holder{Program: "window", PID: 7, Host: "h", Since: time.Unix(0, 0)}},
	"store.NewerSchemaError":    &store.NewerSchemaError{Path: "lib", Have: 9, Know: 1},
	"store.CorruptError":        &store.CorruptError{Path: "lib", Err: errors.New("page 3")},
	"store.MigrationError":      &store.MigrationError{Path: "lib", Backup: "lib.backup", Err: errors.New("syntax")},
	"store.AmbiguousError":      &store.AmbiguousError{Ref: "Privacy", Candidates: []store.Candidate{{ID: "a", Client: "C", Title: "T"}, {ID: "b"}}},
	"sign.ErrWrongPassphrase":   sign.ErrWrongPassphrase,
	"sign.ErrNoKey":             sign.ErrNoKey,
	"sign.ErrUnsupportedKey":    sign.ErrUnsupportedKey,
	"sign.ErrWeakKey":           sign.ErrWeakKey,
	"sign.ErrEffort":            sign.ErrEffort,
	"sign.ErrNotPKCS12":         sign.ErrNotPKCS12,
	"sign.ErrPassphraseEmpty":   sign.ErrPassphraseEmpty,
	"sign.ErrPassphraseShort":   sign.ErrPassphraseShort,
	"sign.ErrName":              sign.ErrName,
	"sign.ErrValidity":          sign.ErrValidity,
	"sign.ErrUnreadable":        sign.ErrUnreadable,
	"sign.ErrEncrypted":         sign.ErrEncrypted,
	"sign.ErrLocked":            sign.ErrLocked,
	"sign.ErrPage":              sign.ErrPage,
	"sign.ErrAppearance":        sign.ErrAppearance,
	"sign.ErrExpired":           sign.ErrExpired,
	"sign.ErrNotYetValid":       sign.ErrNotYetValid,
	"sign.ErrField":             sign.ErrField,
	"sign.ErrUnsigned":          sign.ErrUnsigned,
	"sign.ErrLevel":             sign.ErrLevel,
	"sign.LevelError":           &sign.LevelError{Level: sign.LevelBT, Err: sign.ErrNoAuthority},
	"sign.ErrNoAuthority":       sign.ErrNoAuthority,
	"sign.ErrMayNotAsk":         sign.ErrMayNotAsk,
	"sign.ErrChain":             sign.ErrChain,
	"sign.ErrRevoked":           sign.ErrRevoked,
	"sign.ErrTooLate":           sign.ErrTooLate,
	"studio.ErrAddress":         studio.ErrAddress,
	"studio.ErrNothingToSign":   studio.ErrNothingToSign,
	"studio.ErrNotIntact":       studio.ErrNotIntact,
	"exchange.ErrEmpty":         exchange.ErrEmpty,
	"exchange.ErrNotText":       exchange.ErrNotText,
	"exchange.ErrTooLarge":      exchange.ErrTooLarge,
	"exchange.ErrLineTooLong":   exchange.ErrLineTooLong,
	"exchange.ErrWordsLost":     exchange.ErrWordsLost,
	"enclosed.ErrAltered":       enclosed.ErrAltered,
	"enclosed.ErrNewer":         enclosed.ErrNewer,
	"exchange.NotTextError":     &exchange.NotTextError{Kind: "pdf"},
	"exchange.InvalidUTF8Error": &exchange.InvalidUTF8Error{Offset: 3},
	"exchange.PackageError":     &exchange.PackageError{Line: 4, Reason: exchange.UnreadXML, Detail: "element <file> closed by </xliff>"},
	"exchange.RewriteError":     &exchange.RewriteError{Line: 7, Reason: exchange.RewriteLocked},
	"studio.ErrSources":         studio.ErrSources,
	"studio.ErrNotDismissible":  studio.ErrNotDismissible,
	"studio.ErrBesideSame":      studio.ErrBesideSame,
	"studio.ErrBesideFormat":    studio.ErrBesideFormat,
	"studio.ErrPaper":           studio.ErrPaper,
	"studio.ErrNotExported":     studio.ErrNotExported,
	"studio.ErrPattern":         studio.ErrPattern,
	"studio.ErrNoCertificate":   studio.ErrNoCertificate,
	"store.ErrNoRecipient":      store.ErrNoRecipient,
	"studio.ErrPrint":           studio.ErrPrint,
	"letterhead.ErrColor":       letterhead.ErrColor,
	"letterhead.ErrTooBig":      letterhead.ErrTooBig,
	"letterhead.ErrTooMany":     letterhead.ErrTooMany,
	"letterhead.ErrKind":        letterhead.ErrKind,
	"letterhead.ErrBroken":      letterhead.ErrBroken,
	"letterhead.ErrActive":      letterhead.ErrActive,
	"letterhead.ErrNeedsFont":   letterhead.ErrNeedsFont,
	"letterhead.ErrLines":       letterhead.ErrLines,
	"studio.ErrNoSuchUnit":      studio.ErrNoSuchUnit,
	"store.ErrNoReason":         store.ErrNoReason,
	"studio.ErrBadDate":         studio.ErrBadDate,
	"studio.ErrBadLanguage":     studio.ErrBadLanguage,
	"studio.ErrNoSuchLang":      studio.ErrNoSuchLang,
	"studio.ErrNothingToSay":    studio.ErrNothingToSay,
	"studio.ErrFormat":          studio.ErrFormat,
	"studio.ErrSignOnlyPDF":     studio.ErrSignOnlyPDF,
	"studio.ErrSignOnlyDone":    studio.ErrSignOnlyDone,
	"studio.ErrTourNotIntact":   studio.ErrTourNotIntact,
	"studio.FileError":          &studio.FileError{Name: "notice.txt", Err: exchange.ErrEmpty},
	"studio.OpenFindingsError":  &studio.OpenFindingsError{Findings: []policy.Finding{{Severity: policy.SeverityError}}},
	"policy.ErrNoName":          policy.ErrNoName,
	"policy.ErrNoLanguage":      policy.ErrNoLanguage,
	"policy.ErrNoClause":        policy.ErrNoClause,
	"policy.ErrTooDeep":         policy.ErrTooDeep,
	"policy.ErrCannotMove":      policy.ErrCannotMove,
	"policy.ErrDuplicateID":     policy.ErrDuplicateID,
	"policy.ErrVersionDamaged":  policy.ErrVersionDamaged,
	"pdf.ErrInternal":           pdf.ErrInternal,
	"pdf.UncoveredError":        &pdf.UncoveredError{Missing: []pdf.Missing{{Rune: '🦄', Context: "a 🦄"}}},

	"sign.ErrPassphraseCharacters": sign.ErrPassphraseCharacters,

	"policy.ErrCondition":   policy.ErrCondition,
	"exchange.AnswersError": &exchange.AnswersError{Line: 3},
	"studio.AnswerError":    &studio.AnswerError{Key: "client.email", Value: "x"},
	"studio.ErrNotWorded":   studio.ErrNotWorded,
	"studio.ErrNoChange":    studio.ErrNoChange,
	"studio.ErrInUse":       studio.ErrInUse,
	"studio.ErrNotOwn":      studio.ErrNotOwn,
	"library.ErrNoClause":   library.ErrNoClause,
	"library.ErrNoService":  library.ErrNoService,
	"library.ErrNoKind":     library.ErrNoKind,
	"library.ErrBadClause":  library.ErrBadClause,
	"library.ErrBadService": library.ErrBadService,
}

// TestEveryErrorHasASentence reads the source of the packages for the errors
// that they export: a new one without words fails.
func TestEveryErrorHasASentence(t *testing.T) {
	for _, name := range []string{"store", "sign", "exchange", "studio", "policy", "pdf", "library"} {
		for _, found := range exportedErrors(t, name) {
			err := known[found]
			if err == nil {
				t.Errorf("%s is not in the list of this test, nor perhaps in package explain", found)
				continue
			}
			for _, lang := range i18n.Languages() {
				for _, wrapped := range []error{err, fmt.Errorf("op: %w", err), fmt.Errorf("other: %w", errors.Join(err, nil))} {
					wantSentence(t, lang, found, wrapped)
				}
			}
		}
	}
}

func wantSentence(t *testing.T, lang, name string, err error) {
	t.Helper()
	loc := listening(t, lang)
	got := explain.Error(loc, err)
	if marked(got) || strings.Contains(got, unexpected(loc)) {
		t.Errorf("%s in %s reads %q", name, lang, got)
	}
}

// listening returns a localizer that fails the test for a key it lacks.
func listening(t *testing.T, lang string) *i18n.Localizer {
	t.Helper()
	loc := i18n.New(lang)
	loc.OnMissing(func(key string) { t.Errorf("%s has no text for %q", lang, key) })
	return loc
}

// marked reports what a text shows when a key or a value is missing.
func marked(text string) bool {
	return text == "" || strings.HasPrefix(text, "[") || strings.Contains(text, "<no value>") || strings.Contains(text, "{{")
}

// unexpected is the sentence for errors without words, up to its detail.
func unexpected(loc *i18n.Localizer) string {
	before, _, _ := strings.Cut(loc.T("error.unexpected", i18n.Data{"Detail": "|"}), "|")
	return before
}

// exportedErrors lists the exported sentinels and error types of a package.
func exportedErrors(t *testing.T, name string) []string {
	t.Helper()
	var out []string
	for _, file := range sources(t, filepath.Join("..", name)) {
		for _, decl := range file.Decls {
			gen, isGen := decl.(*ast.GenDecl)
			if !isGen {
				continue
			}
			for _, spec := range gen.Specs {
				for _, id := range errorNames(spec) {
					out = append(out, name+"."+id)
				}
			}
		}
	}
	if len(out) == 0 {
		t.Fatalf("no errors found in %s", name)
	}
	return out
}

func errorNames(spec ast.Spec) []string {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		if ast.IsExported(s.Name.Name) && strings.HasSuffix(s.Name.Name, "Error") {
			return []string{s.Name.Name}
		}
	case *ast.ValueSpec:
		var out []string
		for _, id := range s.Names {
			if strings.HasPrefix(id.Name, "Err") && ast.IsExported(id.Name) {
				out = append(out, id.Name)
			}
		}
		return out
	}
	return nil
}

func sources(t *testing.T, dir string) []*ast.File {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []*ast.File
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, entry.Name()), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, file)
	}
	return out
}

// constants lists the values of the constants of a type of a package, or,
// with an empty type, of the constants whose name has a prefix.
func constants(t *testing.T, dir, typ, prefix string) []string {
	t.Helper()
	var out []string
	for _, file := range sources(t, dir) {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, isValue := n.(*ast.ValueSpec)
			if !isValue || len(spec.Values) == 0 || !strings.HasPrefix(spec.Names[0].Name, prefix) {
				return true
			}
			if named, _ := spec.Type.(*ast.Ident); typ != "" && (named == nil || named.Name != typ) {
				return true
			}
			if lit, isLit := spec.Values[0].(*ast.BasicLit); isLit && lit.Kind == token.STRING {
				value, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, value)
			}
			return true
		})
	}
	if len(out) < 2 {
		t.Fatalf("only %v found for %s %s", out, typ, prefix)
	}
	return out
}

// TestEveryAnswerHasWords: each constant that names a key, in each language.
func TestEveryAnswerHasWords(t *testing.T) {
	for _, c := range []struct{ dir, typ, prefix, key string }{
		{"../sign", "Result", "", "verify."},
		{"../sign", "Trust", "", "trust."},
		{"../sign", "Integrity", "", "integrity."},
		{"../sign", "Problem", "", "problem."},
		{"../sign", "TimeSource", "", "verify.time_"},
		{"../exchange", "", "Reason", "left_out."},
		{"../exchange", "", "Warn", "import_warning."},
		{"../check", "", "Rule", "finding."},
		{"../policy", "Severity", "", "severity."},
		{"../policy", "State", "", "state."},
		{"../policy", "VersionState", "", "version_state."},
		{"../policy", "Origin", "", "origin."},
	} {
		for _, value := range constants(t, c.dir, c.typ, c.prefix) {
			for _, lang := range i18n.Languages() {
				if got := listening(t, lang).T(c.key+value, everything); marked(got) {
					t.Errorf("%s in %s reads %q", c.key+value, lang, got)
				}
			}
		}
	}
	for _, def := range policy.FactDefs() {
		for _, lang := range i18n.Languages() {
			if got := listening(t, lang).T("fact." + string(def.Key)); marked(got) {
				t.Errorf("fact %s in %s reads %q", def.Key, lang, got)
			}
		}
	}
}

var everything = i18n.Data{
	"Count": 2, "File": "f", "Time": "t", "Text": "t", "Detail": "d", "Evidence": "e", "Lang": "l", "Fact": "f", "Citation": "c",
}

// TestEveryKindOfFileThatIsNoText has a sentence.
func TestEveryKindOfFileThatIsNoText(t *testing.T) {
	kinds := []string{"binary"}
	for _, start := range []string{"%PDF-1", "PK\x03\x04", "\xd0\xcf\x11\xe0", "{\\rtf1", "\x89PNG", "\xff\xd8\xff", "GIF89a", "\x1f\x8b", "SQLite format 3\x00"} {
		_, _, err := exchange.Decode([]byte(start))
		var kind *exchange.NotTextError
		if !errors.As(err, &kind) {
			t.Fatalf("%q: %v", start, err)
		}
		kinds = append(kinds, kind.Kind)
	}
	for _, kind := range kinds {
		for _, lang := range i18n.Languages() {
			wantSentence(t, lang, kind, &exchange.NotTextError{Kind: kind})
		}
	}
}

// TestAnUnknownErrorSaysThatTheLibraryIsAsItWas, and keeps the detail.
func TestAnUnknownErrorSaysThatTheLibraryIsAsItWas(t *testing.T) {
	said := map[string]string{
		"en": "Your library is as it was", "nl": "Uw bibliotheek is zoals zij was", "de": "Ihre Bibliothek ist, wie sie war",
		"fr": "Votre bibliothèque est intacte", "id": "Pustaka Anda tidak berubah", "sq": "Biblioteka juaj është siç ishte",
	}
	for lang, want := range said {
		got := explain.Error(i18n.New(lang), errors.New("the moon is full"))
		if !strings.Contains(got, want) || !strings.Contains(got, "the moon is full") {
			t.Errorf("%s: %q", lang, got)
		}
	}
	if langs := i18n.Languages(); len(langs) != len(said) {
		t.Errorf("the sentence is not looked at in %v", langs)
	}
}

func TestWords(t *testing.T) {
	loc := listening(t, "en")
	locked := func(h store.Holder) error { return &store.LockedError{Path: "/lib", Holder: h} }
	since := time.Date(2026, 11, 21, 10, 0, 0, 0, time.Local)
	many := &pdf.UncoveredError{}
	for i := range 10 {
		many.Missing = append(many.Missing, pdf.Missing{Rune: rune(0x5d0 + i), Context: "x"})
	}
	for _, c := range []struct {
		err  error
		want []string
	}{
		{locked(store.Holder{Program: "window", PID: 7, Host: "desk", Since: since}), []string{"/lib is open in a Clausedesk window (process 7 on desk, since 2026-11-21 10:00)"}},
		{locked(store.Holder{Program: "command", PID: 7, Host: "desk", Since: since}), []string{"in use by a Clausedesk command"}},
		{locked(store.Holder{}), []string{"/lib is open in another program"}},
		{&store.CorruptError{Path: "/lib", Err: store.ErrForeign}, []string{"/lib: This file belongs to another program"}},
		{&store.CorruptError{Path: "/lib", Err: fmt.Errorf("x: %w", store.ErrNotDatabase)}, []string{"/lib: This file is no Clausedesk library"}},
		{&store.CorruptError{Path: "/lib", Err: errors.New("page 3")}, []string{"/lib is damaged", "clausedesk restore"}},
		{&store.NewerSchemaError{Path: "/lib", Have: 9, Know: 1}, []string{"/lib", "schema 9", "knows 1"}},
		{&store.MigrationError{Path: "/lib", Backup: "/kept", Err: store.ErrNoSpace}, []string{"/lib", "/kept"}},
		{&store.AmbiguousError{Ref: "Privacy", Candidates: []store.Candidate{{ID: "a1", Client: "C", Title: "T"}}}, []string{"“Privacy”", "a1  C / T"}},
		{many, []string{"U+05D0 in “x”", "U+05D7 in", "and 2 more"}},
		{&explain.FileError{Path: "/f", Err: fs.ErrNotExist}, []string{"/f: There is no such file"}},
		{&explain.FileError{Path: "/f", Err: fmt.Errorf("%w: %w", store.ErrReadOnly, fs.ErrPermission)}, []string{"/f: You may not read or write"}},
		{&studio.FileError{Name: "/f", Err: exchange.ErrEmpty}, []string{"/f: The file holds no text"}},
		{fmt.Errorf("import: %w", context.Canceled), []string{"Nothing was changed"}},
		{fmt.Errorf("%w: %w", context.Canceled, store.ErrDisk), []string{"Stopped, as you asked"}},
		{&explain.FileError{Path: "/f", Err: &fs.PathError{Op: "open", Path: "/f", Err: fs.ErrPermission}}, []string{"/f: You may not"}},
	} {
		got := explain.Error(loc, c.err)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%v reads %q, want %q", c.err, got, want)
			}
		}
	}
}

func TestAFinding(t *testing.T) {
	loc := listening(t, "en")
	got := explain.Finding(loc, policy.Finding{Rule: "fact_missing", Fact: "client.email", Citation: "Art. 13(1)(a) GDPR"})
	if want := "The fact “E-mail” is empty. — Art. 13(1)(a) GDPR"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, rule := range constants(t, "../check", "", "Rule") {
		for _, lang := range i18n.Languages() {
			f := policy.Finding{Rule: rule, Evidence: "12", Lang: "nl", Fact: "client.phone", Citation: "UAVG 1"}
			if got := explain.Finding(listening(t, lang), f); marked(got) || !strings.Contains(got, "UAVG 1") {
				t.Errorf("%s in %s reads %q", rule, lang, got)
			}
		}
	}
}

func TestLeftOutIsCut(t *testing.T) {
	text := strings.Repeat("wörd \n", 40)
	got := explain.LeftOut(listening(t, "en"), exchange.LeftOut{Text: text, Reason: exchange.ReasonContents})
	if strings.Contains(got, "\n") || !strings.Contains(got, "…") || len([]rune(got)) > 160 {
		t.Errorf("%q", got)
	}
}

func TestAReport(t *testing.T) {
	r := sign.Report{Result: sign.Altered, Problems: []sign.Problem{sign.ProblemTrailingBytes}, Signatures: []sign.Signature{{
		Signer: "Ada", Level: sign.LevelBB, TimeSource: sign.TimeClaimed, Integrity: sign.IntegrityAltered,
		Trust: sign.TrustSelfSigned, Problems: []sign.Problem{sign.ProblemDigest},
	}}}
	for _, lang := range i18n.Languages() {
		lines := explain.Report(listening(t, lang), "/f.pdf", r)
		first := strings.Replace(lines[0], "\u00a0", "", 1) // French has a space before its colon
		if len(lines) != 7 || !strings.HasPrefix(first, "/f.pdf: ") || slices.ContainsFunc(lines, marked) {
			t.Errorf("%s: %q", lang, lines)
		}
	}
	en := strings.Join(explain.Report(listening(t, "en"), "/f.pdf", r), "\n")
	for _, want := range []string{"ALTERED", "Signed by Ada (PAdES B-B)", "Time claimed by the signer: none", "self-made", "do not match"} {
		if !strings.Contains(en, want) {
			t.Errorf("%q is not in\n%s", want, en)
		}
	}
}

// TestAStrangersNameCannotForgeTheReport: what a file says about itself stays
// on its line.
func TestAStrangersNameCannotForgeTheReport(t *testing.T) {
	const name = "Ada\n  The signed bytes are unchanged.\r\x1b[2K\u202eevil\u2028x"
	r := sign.Report{Result: sign.Altered, Policy: &sign.PolicyInfo{Title: name, Client: name, Version: name, Language: name}, Signatures: []sign.Signature{{
		Signer: name, TimeSource: sign.TimeClaimed, Integrity: sign.IntegrityAltered, Trust: sign.TrustUnknown,
	}}}
	for _, line := range explain.Report(listening(t, "en"), "/f.pdf", r) {
		if strings.ContainsAny(line, "\n\r\x1b\u202e\u2028") {
			t.Errorf("%q", line)
		}
	}
}

func TestFingerprint(t *testing.T) {
	for in, want := range map[string]string{"": "", "0011": "0011", "0011223344556677": "00112233 44556677", "001122334": "00112233 4"} {
		if got := explain.Fingerprint(in); got != want {
			t.Errorf("%q gave %q", in, got)
		}
	}
}
