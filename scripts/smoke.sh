#!/usr/bin/env bash
# Starts the real program on a virtual display with a sample studio, takes a
# picture (build/smoke.png), types a sentence into a clause by keyboard, waits
# until the page in the window changes (build/smoke-edited.png), closes the
# window, and looks for the sentence in the PDF that the library then gives.
#
#   scripts/smoke.sh PROGRAM
set -euo pipefail

# shellcheck source=scripts/virtual-display.sh
. "$(dirname "$0")/virtual-display.sh"

start_display 1440x900
start_program "$1"
wait_for_window 60
take_picture build/smoke.png 90 64 3
before=$(page_picture build/smoke.png)

# The outline has the keyboard: the clause after the first, its text, a sentence.
sentence='Kites are flown on Thursdays. '
xdotool key --delay 200 Down Return
xdotool type --delay 30 "$sentence"
wait_for_page "$before" 60 build/smoke-edited.png
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
pdf="$WORK/draft.pdf"
"$1" export 'Lumen Software/Privacy policy' --lang en -o "$pdf" --library "$WORK/sample.clausedesk" >/dev/null
pdftotext "$pdf" - | tr '\n' ' ' | grep -q 'Kites are flown on Thursdays' || fail "the edit is not in the exported PDF"
echo "smoke: a sentence typed into a clause changed the page and stands in the PDF: build/smoke-edited.png"
echo "smoke: the window opened on a studio with $clients clients, showed itself and closed: build/smoke.png"
