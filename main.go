// Clausedesk keeps the privacy policies of a studio's clients: without
// arguments it opens its window, with a command it runs that and exits.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"

	"clausedesk/app"
	"clausedesk/app/cli"
	"clausedesk/app/explain"
	_ "clausedesk/app/locale" // before Fyne reads the locale
	"clausedesk/app/settings"
	"clausedesk/i18n"
)

// version is set by the build.
var version = "dev"

func main() {
	args := os.Args[1:]
	if cli.Wants(args) {
		os.Exit(command(args))
	}
	os.Exit(window(args))
}

func command(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return cli.Run(ctx, args, cli.Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv,
		Now: time.Now, Version: version, Library: settings.LibraryPath(),
	})
}

// window opens the window. Its own flags are --library FILE and --sample.
func window(args []string) int {
	cfg := app.Config{Library: settings.LibraryPath(), Getenv: os.Getenv, Version: version}
	for i, arg := range args {
		switch {
		case arg == "--sample":
			cfg.Sample = true
		case arg == "--library" && i+1 < len(args):
			cfg.Library = args[i+1]
		case strings.HasPrefix(arg, "--library="):
			cfg.Library = strings.TrimPrefix(arg, "--library=")
		}
	}
	loc := i18n.New(app.Language(os.Getenv))
	if !app.HasDisplay(os.Getenv) {
		fmt.Fprintln(os.Stderr, loc.T("window.no_display"))
		return cli.ExitFailed
	}
	running, err := app.Open(context.Background(), cfg)
	if err != nil {
		text := explain.Error(loc, err)
		fmt.Fprintln(os.Stderr, text)
		app.ShowProblem(loc, text)
		return cli.ExitFailed
	}
	running.Run()
	if err := running.Close(); err != nil {
		fmt.Fprintln(os.Stderr, explain.Error(loc, err))
		return cli.ExitFailed
	}
	return cli.ExitDone
}
