// Package cli is the command line: one file per command, results on standard
// output, progress and errors on standard error. It words what people read
// through i18n and does everything else through app/studio.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"clausedesk/app/explain"
	"clausedesk/i18n"

	"github.com/alecthomas/kong"
)

// The exit codes of every command.
const (
	ExitDone   = 0 // done
	ExitFailed = 1 // failed; the message says what and what to do
	ExitUsage  = 2 // wrong usage
	ExitNo     = 3 // it ran, and the answer is no
)

// Env is what the program gets from its surroundings.
type Env struct {
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
	Getenv  func(string) string
	Now     func() time.Time
	Version string
	Library string // the library when none is named
}

// errNo ends a command with ExitNo; what there is to say was already said.
var errNo = errors.New("the answer is no")

type grammar struct {
	Library string `placeholder:"FILE" type:"path" help:"${help_library}"`
	JSON    bool   `name:"json" help:"${help_json}"`

	Tour      tourCmd      `cmd:"" help:"${help_tour}"`
	Import    importCmd    `cmd:"" help:"${help_import}"`
	List      listCmd      `cmd:"" help:"${help_list}"`
	Policy    policyCmd    `cmd:"" help:"${help_policies}"`
	Facts     factsCmd     `cmd:"" help:"${help_facts}"`
	Show      showCmd      `cmd:"" help:"${help_show}"`
	Check     checkCmd     `cmd:"" help:"${help_check}"`
	Translate translateCmd `cmd:"" help:"${help_translate}"`
	Memory    memoryCmd    `cmd:"" help:"${help_memory}"`
	Publish   publishCmd   `cmd:"" help:"${help_publish}"`
	Export    exportCmd    `cmd:"" help:"${help_export}"`
	Diff      diffCmd      `cmd:"" help:"${help_diff}"`
	Look      lookCmd      `cmd:"" name:"letterhead" help:"${help_letterhead}"`
	Glossary  glossaryCmd  `cmd:"" help:"${help_glossary}"`
	Clauses   libraryCmd   `cmd:"" name:"library" help:"${help_clause_library}"`
	Identity  identityCmd  `cmd:"" help:"${help_identity}"`
	Sign      signCmd      `cmd:"" help:"${help_sign_file}"`
	SignAll   signAllCmd   `cmd:"" name:"sign-all" help:"${help_sign_all}"`
	Extend    extendCmd    `cmd:"" help:"${help_extend}"`
	Authority authorityCmd `cmd:"" help:"${help_authority}"`
	Verify    verifyCmd    `cmd:"" help:"${help_verify}"`
	Deliver   deliverCmd   `cmd:"" help:"${help_deliver}"`
	Sheet     sheetCmd     `cmd:"" help:"${help_sheet}"`
	Void      voidCmd      `cmd:"" help:"${help_void}"`
	Bundle    bundleCmd    `cmd:"" help:"${help_bundle}"`
	Print     printCmd     `cmd:"" help:"${help_print}"`
	Mail      mailCmd      `cmd:"" help:"${help_mail}"`
	Backup    backupCmd    `cmd:"" help:"${help_backup}"`
	Restore   restoreCmd   `cmd:"" help:"${help_restore}"`
	Version   versionCmd   `cmd:"" help:"${help_version}"`
}

// exited carries the exit code out of kong, which wants to end the process.
type exited int

// Run carries out one command and returns its exit code.
func Run(ctx context.Context, args []string, env Env) (code int) {
	loc := i18n.New(i18n.Match(env.Getenv("LC_ALL"), env.Getenv("LC_MESSAGES"), env.Getenv("LANG")))
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(exited)
			if !ok {
				panic(r)
			}
			code = int(e)
		}
	}()
	var g grammar
	parser, err := kong.New(&g, kong.Name("clausedesk"), kong.Description(loc.T("cli.about")),
		helpVars(loc), kong.Writers(env.Out, env.Err), kong.Exit(func(c int) { panic(exited(c)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.ShortUsageOnError())
	if err != nil {
		panic("cli: the grammar is broken: " + err.Error())
	}
	kctx, err := parser.Parse(bareLibrary(args, env.Library))
	if err != nil {
		fmt.Fprintln(env.Err, loc.T("cli.usage_error", i18n.Data{"Problem": err.Error()}))
		return ExitUsage
	}
	out := &output{to: env.Out}
	env.Out = out
	s := &session{ctx: ctx, env: env, out: out, loc: loc, json: g.JSON, library: g.Library}
	return s.finish(kctx.Run(s))
}

func (s *session) finish(err error) int {
	if closing := s.close(); err == nil {
		err = closing
	}
	var usage *usageError
	switch {
	case s.out.err != nil:
		s.say("cli.output_failed")
		return ExitFailed
	case err == nil:
		return ExitDone
	case errors.Is(err, errNo):
		return ExitNo
	case errors.As(err, &usage):
		fmt.Fprintln(s.env.Err, s.loc.T("cli.usage_error", i18n.Data{"Problem": s.loc.T(usage.key, usage.data)}))
		return ExitUsage
	}
	fmt.Fprintln(s.env.Err, explain.Error(s.loc, err))
	return ExitFailed
}

// usageError is wrong usage that the grammar alone cannot see.
type usageError struct {
	key  string
	data i18n.Data
}

func (e *usageError) Error() string { return e.key }

// helpVars gives kong the help texts under the names the grammar uses.
func helpVars(loc *i18n.Localizer) kong.Vars {
	vars := kong.Vars{}
	for _, name := range strings.Fields(helpNames) {
		vars["help_"+name] = loc.T("help." + name)
	}
	return vars
}

const helpNames = `deliver deliver_file deliver_of deliver_to deliver_address deliver_how deliver_on deliver_note deliver_by
 deliver_sheet deliver_entry sheet void void_reason bundle bundle_policy out_bundle print print_file printer copies sides
 mail mail_files mail_to mail_subject mail_body
 library json tour import list show check translate publish export identity
 verify backup restore version out client lang file policy format effective langs note accept
 sign passphrase_file name algorithm organization email what status new identity_import
 identity_list replace pdf backup_file restore_file search p12 file_or_policy
 policies policy_new new_client kind country answers to title full tone facts facts_get facts_set facts_export
 facts_import key value out_answers clause_library library_list library_services library_show library_export
 library_import library_uses library_update topic regime search_library search_services category library_id
 library_ids own_services out_library library_file one_client update_policy apply
 translate_export translate_import policies_packed package_lang package_format package_states out_package package_file
 translate_validate validate_file package_take package_keep
 dry_run accept_approved translate_check check_langs pretranslate fill_langs fill_what fill_out threshold
 memory memory_import memory_export memory_search memory_private memory_file memory_of memory_from memory_to out_memory
 beside format_file memory_text memory_for memory_threshold memory_limit memory_words memory_client memory_state
 memory_delete memory_correct memory_entries memory_entry memory_delete_words memory_new_source memory_new_target
 glossary glossary_import glossary_export glossary_find glossary_file glossary_client glossary_format glossary_format_out
 glossary_from glossary_to glossary_langs glossary_own glossary_text out_glossary
 diff diff_before diff_after diff_lang diff_format diff_out diff_side_by_side diff_only_changes diff_beside
 due publish_dry_run policy_restore policy_withdraw policy_review a_version restore_answers withdraw_from
 withdraw_reason withdraw_by review_on
 sign_file sign_pdf sign_field sign_lang sign_all sign_policies level reason accept_expired countersign go_on
 out_signed out_folder extend extend_pdf extend_level authority authority_timestamps authority_user
 authority_password authority_ask authority_try
 letterhead letterhead_client letterhead_logo letterhead_no_logo letterhead_line letterhead_no_lines letterhead_color
 letterhead_paper letterhead_print export_paper export_large
 verify_trust verify_details verify_report`

// Wants reports whether arguments ask for the command line rather than the
// window: anything but the window's own flags.
func Wants(args []string) bool {
	for i := 0; i < len(args); i++ {
		switch {
		case args[i] == "--library":
			i++
		case args[i] == "--sample" || strings.HasPrefix(args[i], "--library="):
		default:
			return true
		}
	}
	return false
}

func readFile(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &explain.FileError{Path: path, Err: err}
	}
	return data, nil
}
