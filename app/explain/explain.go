// Package explain puts errors, findings and reports into people's words: what
// happened, what is safe, what to do. The window and the command line use the
// same words.
package explain

import (
	"context"
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"syscall"

	"clausedesk/app/check"
	"clausedesk/app/handover"
	"clausedesk/app/letterhead"
	"clausedesk/app/library"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// FileError is a file that could not be read or written.
type FileError struct {
	Path string
	Err  error
}

func (e *FileError) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }

// MissingError names what is not in the library. Kind is "policy", "version",
// "identity", "delivery", "client" or "library_entry".
type MissingError struct {
	Kind, Name string
	Err        error
}

func (e *MissingError) Error() string { return e.Kind + " " + e.Name + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *MissingError) Unwrap() error { return e.Err }

// plain lists the errors whose message needs nothing but the file or name in
// front. The first that fits is used.
var plain = []struct {
	err error
	key string
}{
	{context.Canceled, "error.canceled"},
	{studio.ErrNoCertificate, "error.trust_file"},
	{policy.ErrNoName, "error.no_name"},
	{policy.ErrTooDeep, "error.too_deep"},
	{policy.ErrCannotMove, "error.cannot_move"},
	{policy.ErrVersionDamaged, "error.version_damaged"},
	{policy.ErrWithdrawn, "error.withdrawn"},
	{policy.ErrWithdrawTooSoon, "error.withdraw_too_soon"},
	{studio.ErrRestoreSource, "error.restore_source"},
	{policy.ErrNoLanguage, "error.no_language"},
	{policy.ErrNoClause, "error.no_clause"},
	{policy.ErrDuplicateID, "error.duplicate_id"},
	{policy.ErrCondition, "error.condition"},
	{library.ErrNoClause, "error.no_library_clause"},
	{library.ErrNoService, "error.no_service"},
	{studio.ErrNotOwn, "error.not_own"},
	{studio.ErrBesideSame, "error.beside_same"},
	{studio.ErrBesideFormat, "error.beside_format"},
	{studio.ErrPaper, "error.paper"},
	{studio.ErrNotExported, "error.not_exported"},
	{studio.ErrPattern, "error.file_pattern"},
	{store.ErrNoRecipient, "error.no_recipient"},
	{handover.ErrNoPrinter, "error.no_printer"},
	{handover.ErrNoSpooler, "error.no_spooler"},
	{handover.ErrNoMailProgram, "error.no_mail_program"},
	{studio.ErrPrint, "error.print"},
	{letterhead.ErrColor, "error.color"},
	{letterhead.ErrTooBig, "error.logo_too_big"},
	{letterhead.ErrTooMany, "error.logo_too_many"},
	{letterhead.ErrKind, "error.logo_kind"},
	{letterhead.ErrBroken, "error.logo_broken"},
	{letterhead.ErrActive, "error.logo_active"},
	{letterhead.ErrNeedsFont, "error.logo_needs_font"},
	{letterhead.ErrLines, "error.letterhead_lines"},
	{studio.ErrNotDismissible, "error.not_dismissible"},
	{studio.ErrNoSuchUnit, "error.no_such_unit"},
	{store.ErrNoReason, "error.no_reason"},
	{studio.ErrNoChange, "error.no_change"},
	{studio.ErrInUse, "error.clause_in_use"},
	{studio.ErrBadDate, "error.bad_date"},
	{studio.ErrBadLanguage, "error.bad_language"},
	{studio.ErrNoSuchLang, "error.no_such_language"},
	{studio.ErrNothingToSay, "error.nothing_to_say"},
	{studio.ErrFormat, "error.format"},
	{studio.ErrSignOnlyPDF, "error.sign_only_pdf"},
	{studio.ErrSignOnlyDone, "error.sign_only_version"},
	{studio.ErrTourNotIntact, "error.tour_not_intact"},
	{sign.ErrWrongPassphrase, "error.wrong_passphrase"},
	{sign.ErrPassphraseEmpty, "error.passphrase_empty"},
	{sign.ErrPassphraseShort, "error.passphrase_short"},
	{sign.ErrPassphraseCharacters, "error.passphrase_characters"},
	{sign.ErrNoKey, "error.no_key"},
	{sign.ErrUnsupportedKey, "error.unsupported_key"},
	{sign.ErrWeakKey, "error.weak_key"},
	{sign.ErrEffort, "error.key_effort"},
	{sign.ErrNotPKCS12, "error.not_pkcs12"},
	{sign.ErrName, "error.no_name"},
	{sign.ErrValidity, "error.validity"},
	{sign.ErrUnreadable, "error.pdf_unreadable"},
	{sign.ErrEncrypted, "error.pdf_encrypted"},
	{sign.ErrLocked, "error.pdf_locked"},
	{sign.ErrPage, "error.signature_block"},
	{sign.ErrAppearance, "error.signature_block"},
	{pdf.ErrInternal, "error.layout"},
	{store.ErrNameTaken, "error.name_taken"},
	{store.ErrHasVersions, "error.has_versions"},
	{store.ErrFrozen, "error.frozen"},
	{store.ErrChain, "error.chain"},
	{store.ErrUnit, "error.unit"},
	{store.ErrOldSchema, "error.old_schema"},
	{store.ErrNoSpace, "error.no_space"},
	{store.ErrReadOnly, "error.read_only"},
	{store.ErrForeign, "error.foreign_database"},
	{store.ErrNotDatabase, "error.not_database"},
	{store.ErrExists, "error.exists"},
	{store.ErrDisk, "error.disk"},
	{store.ErrNotFound, "error.not_found"},
	{fs.ErrExist, "error.exists"},
	{fs.ErrNotExist, "error.no_file"},
	{syscall.ENOTDIR, "error.no_file"},
	{fs.ErrPermission, "error.permission"},
}

// Error words an error for people, in whole sentences.
func Error(loc *i18n.Localizer, err error) string {
	var file *FileError
	var doc *studio.FileError
	var at *fs.PathError
	var missing *MissingError
	switch {
	case errors.As(err, &missing):
		return loc.T("missing."+missing.Kind, i18n.Data{"Name": missing.Name})
	case errors.As(err, &file):
		return named(loc, file.Path, fileProblem(loc, file.Err))
	case errors.As(err, &doc):
		return named(loc, doc.Name, fileProblem(loc, doc.Err))
	case isFolder(err) && errors.As(err, &at):
		return named(loc, at.Path, loc.T("error.is_folder"))
	}
	return problem(loc, err)
}

func named(loc *i18n.Localizer, file, problem string) string {
	return loc.T("error.file", i18n.Data{"File": file, "Problem": problem})
}

// fileProblem words what is wrong with a file that is not the library: where
// it cannot be written, another library is no help.
func fileProblem(loc *i18n.Localizer, err error) string {
	if errors.Is(err, store.ErrReadOnly) {
		return loc.T("error.permission")
	}
	return problem(loc, err)
}

func problem(loc *i18n.Localizer, err error) string {
	if text := detailed(loc, err); text != "" {
		return text
	}
	if text := answering(loc, err); text != "" {
		return text
	}
	if text := packaging(loc, err); text != "" {
		return text
	}
	if text := terming(loc, err); text != "" {
		return text
	}
	if text := remembering(loc, err); text != "" {
		return text
	}
	if text := signing(loc, err); text != "" {
		return text
	}
	if text := importing(loc, err); text != "" {
		return text
	}
	switch {
	case full(err):
		return loc.T("error.no_space")
	case writeProtected(err) && !errors.Is(err, store.ErrReadOnly):
		return loc.T("error.permission")
	case isFolder(err):
		return loc.T("error.is_folder")
	}
	for _, known := range plain {
		if errors.Is(err, known.err) {
			return loc.T(known.key)
		}
	}
	return loc.T("error.unexpected", i18n.Data{"Detail": err.Error()})
}

// detailed words the errors that carry facts of their own.
func detailed(loc *i18n.Localizer, err error) string {
	var locked *store.LockedError
	var newer *store.NewerSchemaError
	var corrupt *store.CorruptError
	var migration *store.MigrationError
	var ambiguous *store.AmbiguousError
	var uncovered *pdf.UncoveredError
	var open *studio.OpenFindingsError
	switch {
	case errors.As(err, &open):
		return loc.T("error.findings_open")
	case errors.As(err, &locked):
		return lockedText(loc, locked)
	case errors.As(err, &newer):
		return loc.T("error.newer", i18n.Data{"File": newer.Path, "Have": newer.Have, "Know": newer.Know})
	case errors.As(err, &corrupt):
		return corruptText(loc, corrupt)
	case errors.As(err, &migration):
		return loc.T("error.migration", i18n.Data{"File": migration.Path, "Backup": migration.Backup})
	case errors.As(err, &ambiguous):
		return ambiguousText(loc, ambiguous)
	case errors.As(err, &uncovered):
		return uncoveredText(loc, uncovered)
	}
	return ""
}

func lockedText(loc *i18n.Localizer, e *store.LockedError) string {
	h := e.Holder
	if h.PID == 0 {
		return loc.T("error.locked_by_someone", i18n.Data{"File": e.Path})
	}
	key := "error.locked_by_command"
	if h.Program == "window" {
		key = "error.locked_by_window"
	}
	return loc.T(key, i18n.Data{
		"File": e.Path, "PID": h.PID, "Host": h.Host, "Since": h.Since.Local().Format("2006-01-02 15:04"),
	})
}

func corruptText(loc *i18n.Localizer, e *store.CorruptError) string {
	switch {
	case errors.Is(e.Err, store.ErrForeign):
		return named(loc, e.Path, loc.T("error.foreign_database"))
	case errors.Is(e.Err, store.ErrNotDatabase):
		return named(loc, e.Path, loc.T("error.not_database"))
	}
	return loc.T("error.corrupt", i18n.Data{"File": e.Path})
}

func ambiguousText(loc *i18n.Localizer, e *store.AmbiguousError) string {
	lines := []string{loc.T("error.ambiguous", i18n.Data{"Name": e.Ref})}
	for _, c := range e.Candidates {
		lines = append(lines, "  "+string(c.ID)+"  "+c.Client+" / "+c.Title)
	}
	return strings.Join(lines, "\n")
}

// maxNamed is how many characters without a glyph a message names.
const maxNamed = 8

func uncoveredText(loc *i18n.Localizer, e *pdf.UncoveredError) string {
	lines := []string{loc.T("error.uncovered")}
	for i, missing := range e.Missing {
		if i == maxNamed {
			lines = append(lines, loc.N("error.uncovered_more", len(e.Missing)-maxNamed))
			break
		}
		lines = append(lines, "  "+uncoveredRune(loc, missing))
	}
	return strings.Join(lines, "\n")
}

// Severity names a severity.
func Severity(loc *i18n.Localizer, s policy.Severity) string { return loc.T("severity." + string(s)) }

// findingText words a finding; some have a number as their evidence.
func findingText(loc *i18n.Localizer, f policy.Finding, data i18n.Data) string {
	switch f.Rule {
	case check.RuleUntranslated, check.RuleStale, check.RuleNotApproved:
		if count, err := strconv.Atoi(f.Evidence); err == nil {
			return loc.N("finding."+f.Rule, count, data)
		}
	}
	return loc.T("finding."+wordingOf(f), data)
}

// LanguageName names a language in the language of the program.
func LanguageName(loc *i18n.Localizer, lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return lang
	}
	if name := display.Languages(language.Make(loc.Language())).Name(tag); name != "" {
		return name
	}
	return lang
}

// AnswerName names what a form asks for: a fact, a register, or a field of one.
func AnswerName(loc *i18n.Localizer, key policy.FactKey) string {
	name, field, _ := strings.Cut(string(key.Base()), ".")
	_, isFact := policy.FactDefOf(key)
	_, isRegister := policy.RegisterDefOf(name)
	switch {
	case isFact || !isRegister:
		return loc.T("fact." + string(key.Base()))
	case field == "":
		return loc.T("register." + name)
	}
	return loc.T("answer.field", i18n.Data{
		"Register": loc.T("register." + name), "Field": loc.T("field." + name + "." + field),
	})
}

// Finding words what a check found.
func Finding(loc *i18n.Localizer, f policy.Finding) string {
	data := i18n.Data{"Evidence": f.Evidence, "Expected": f.Expected, "Lang": LanguageName(loc, f.Lang), "Citation": Citation(loc, f.Citation)}
	if f.Fact != "" {
		data["Fact"] = AnswerName(loc, f.Fact)
	}
	switch f.Rule {
	case check.RuleDateEarlier:
		data["Evidence"] = vocabulary.FormatValue(policy.KindDate, f.Evidence, loc.Language())
	case check.RuleRecordIncomplete:
		if row, ok := check.RowOf(f); ok {
			data["Evidence"] = row
		}
	}
	text := findingText(loc, f, data)
	if f.Citation == "" {
		return text
	}
	return loc.T("finding.with_citation", i18n.Data{"Text": text, "Citation": Citation(loc, f.Citation)})
}
