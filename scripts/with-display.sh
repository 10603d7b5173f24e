#!/bin/sh
# Runs a command with a display: the one that is here, or a virtual one.
set -eu
if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" != Linux ]; then
	exec "$@"
fi
exec xvfb-run -a -s '-screen 0 1280x800x24' "$@"
