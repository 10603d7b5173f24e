#!/bin/sh
# Shows the program: the window on a sample studio where there is a display,
# else the tour on the command line.
#
#   scripts/run.sh PROGRAM [tour]
set -eu

program=$1
what=${2:-window}

if [ "$what" = window ] && [ "$(uname -s)" = Linux ] &&
	[ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
	echo "There is no display here (DISPLAY and WAYLAND_DISPLAY are empty),"
	echo "so the program takes its tour on the command line instead of opening its window."
	what=tour
fi

if [ "$what" = window ]; then
	exec "$program" --library build/sample.clausedesk --sample
fi

rm -rf build/tour
"$program" tour --out build/tour # says at its end where the signed PDFs lie
