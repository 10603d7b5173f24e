#!/usr/bin/env bash
# Starts the real program on a virtual display with a sample studio, takes a
# picture (build/smoke.png), closes the window and looks at how it ended.
#
#   scripts/smoke.sh PROGRAM
set -euo pipefail

# shellcheck source=scripts/virtual-display.sh
. "$(dirname "$0")/virtual-display.sh"

start_display 1440x900
start_program "$1"
wait_for_window 60
take_picture build/smoke.png 90 64 3
close_window 20

# Two complaints say nothing about the program: a virtual display has no session
# bus, where Fyne would hear of a new theme; and Fyne may read its own settings,
# in which Clausedesk keeps nothing, while it writes them.
if grep -v -E 'Fyne error: +(failed to watch theme settings|Preferences load error)' "$WORK/stderr" |
	grep -n -E 'panic|Fyne error|fatal error|DATA RACE|goroutine [0-9]+ \['; then
	fail "the program complained"
fi
clients=$("$1" list clients --library "$WORK/sample.clausedesk" | wc -l)
[ "$clients" -ge 3 ] || fail "the sample studio has $clients clients"
echo "smoke: the window opened on a studio with $clients clients, showed itself and closed: build/smoke.png"
