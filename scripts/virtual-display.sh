# Sourced by scripts that show the real window: its own virtual display, its
# own home, and the program on a sample library. Sets WORK, DISPLAY, WINDOW.
# shellcheck shell=bash

fail() {
	echo "$(basename "$0"): $*" >&2
	[ ! -s "$WORK/stderr" ] || head -n 30 "$WORK/stderr" | sed 's/^/  stderr: /' >&2
	exit 1
}

clean_up() {
	for process in "${PROGRAM_PID:-}" "${XVFB_PID:-}"; do
		[ -z "$process" ] || kill "$process" 2>/dev/null || true
	done
	wait 2>/dev/null || true
	rm -rf "$WORK"
}

WORK=$(mktemp -d "${TMPDIR:-/tmp}/clausedesk-window.XXXXXX")
trap clean_up EXIT

# Xvfb picks a free display number itself and writes it once it is ready.
start_display() { # size
	mkfifo "$WORK/display"
	Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp 3>"$WORK/display" 2>"$WORK/xvfb" &
	XVFB_PID=$!
	local number
	read -r -t 30 number <"$WORK/display" || fail "Xvfb did not start: $(cat "$WORK/xvfb")"
	export DISPLAY=":$number"
	unset WAYLAND_DISPLAY
}

start_program() { # program
	mkdir "$WORK/home"
	HOME="$WORK/home" XDG_CONFIG_HOME='' XDG_DATA_HOME='' XDG_CACHE_HOME='' \
		LC_ALL=en_GB.UTF-8 LIBGL_ALWAYS_SOFTWARE=1 \
		"$1" --library "$WORK/sample.clausedesk" --sample >"$WORK/stdout" 2>"$WORK/stderr" &
	PROGRAM_PID=$!
}

# Waits for the window, or for the program's end if that comes first.
wait_for_window() { # seconds
	timeout "$1" xdotool search --sync --onlyvisible --pid "$PROGRAM_PID" \
		>"$WORK/window" 2>/dev/null &
	local search=$!
	wait -n "$search" "$PROGRAM_PID" || true
	kill -0 "$PROGRAM_PID" 2>/dev/null || fail "the program ended before it showed a window"
	wait "$search" 2>/dev/null || true
	WINDOW=$(head -n 1 "$WORK/window")
	[ -n "$WINDOW" ] || fail "no window after $1 seconds"
}

# Takes the picture again until it shows something and no longer changes: a
# window is there before its content, lists are filled after that, and the page
# beside a clause comes last. It is paper: so many per cent of the picture are
# white when it is there.
take_picture() { # file, seconds, least number of colours, least per cent of white
	local end=$((SECONDS + $2)) before='' now white
	while :; do
		import -window root "$1" || fail "no picture could be taken"
		now=$(identify -format '%#' "$1")
		COLOURS=$(identify -format '%k' "$1")
		white=$(convert "$1" -fill black +opaque white -format '%[fx:int(100*mean)]' info:)
		if [ "$now" = "$before" ] && [ "$COLOURS" -ge "$3" ] && [ "$white" -ge "$4" ]; then
			return 0
		fi
		before=$now
		[ "$SECONDS" -lt "$end" ] ||
			fail "no picture of the page after $2 seconds: $1 has $COLOURS colours and $white % white"
		sleep 0.3
	done
}

# The pane of the window where the page is drawn, as a checksum.
page_picture() { # file
	convert "$1" -gravity East -crop '28%x80%+0+0' +repage -format '%#' info:
}

# Waits until the page is drawn otherwise than it was, and holds still.
wait_for_page() { # checksum before, seconds, file
	local end=$((SECONDS + $2)) last='' now
	while :; do
		import -window root "$3" || fail "no picture could be taken"
		now=$(page_picture "$3")
		[ "$now" = "$1" ] || [ "$now" != "$last" ] || return 0
		last=$now
		[ "$SECONDS" -lt "$end" ] || fail "the page did not change after $2 seconds: $3"
		sleep 0.3
	done
}

close_window() { # seconds
	gcc -o "$WORK/close-window" "$(dirname "${BASH_SOURCE[0]}")/close-window.c" -lX11
	"$WORK/close-window" "$WINDOW"
	local end=$((SECONDS + $1)) code=0
	while kill -0 "$PROGRAM_PID" 2>/dev/null; do
		[ "$SECONDS" -lt "$end" ] || fail "the window was closed, but the program runs on"
		sleep 0.1
	done
	wait "$PROGRAM_PID" || code=$?
	PROGRAM_PID=''
	[ "$code" -eq 0 ] || fail "the program ended with exit code $code"
}
