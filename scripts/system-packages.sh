#!/bin/sh
# Installs what this machine lacks to build Clausedesk and to test it.
#
#   scripts/system-packages.sh run       compiler, OpenGL, X11 and Wayland headers
#   scripts/system-packages.sh test      the same, and the tools tests compare with
#   scripts/system-packages.sh windows   the cross-compiler for Windows
#
# Looks for programs and headers first and asks the package manager for
# nothing when nothing is missing. Installs on Debian and Ubuntu; elsewhere it
# names what to install.
set -eu

mode=${1:?usage: system-packages.sh run|test|windows}
missing=''

need_program() { # program, package
	command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

need_headers() { # package, its headers
	package=$1
	shift
	for header in "$@"; do printf '#include <%s>\n' "$header"; done |
		gcc -E -x c - >/dev/null 2>&1 || missing="$missing $package"
}

need_library() { # pkg-config name, package
	pkg-config --exists "$1" >/dev/null 2>&1 || missing="$missing $2"
}

look_for_build() {
	need_program gcc gcc
	need_headers libc6-dev stdlib.h
	need_program pkg-config pkg-config
	need_library gl libgl1-mesa-dev
	need_headers xorg-dev X11/Xlib.h X11/Xcursor/Xcursor.h X11/extensions/Xrandr.h \
		X11/extensions/Xinerama.h X11/extensions/XInput2.h X11/extensions/xf86vmode.h
	need_library wayland-egl libwayland-dev
	need_library xkbcommon libxkbcommon-dev
}

look_for_tests() {
	need_program pdfsig poppler-utils
	need_program qpdf qpdf
	need_program mutool mupdf-tools
	need_program openssl openssl
	need_program msgfmt gettext
	need_program Xvfb xvfb
	need_program xauth xauth
	need_program xdotool xdotool
	need_program import imagemagick
	need_program xwininfo x11-utils
}

apt() { # apt-get as root, by way of sudo where we are not
	if [ "$(id -u)" -eq 0 ]; then
		DEBIAN_FRONTEND=noninteractive apt-get "$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo DEBIAN_FRONTEND=noninteractive apt-get "$@"
	else
		echo "Clausedesk needs packages that only root can install, and sudo is not here." >&2
		echo "As root: apt-get install --no-install-recommends$missing" >&2
		exit 1
	fi
}

install_packages() {
	# shellcheck disable=SC2086 # one word per package
	apt -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends $missing
}

on_linux() {
	case $mode in
	run) look_for_build ;;
	test) look_for_build; look_for_tests ;;
	windows) need_program x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64 ;;
	esac
	[ -n "$missing" ] || return 0
	if ! command -v apt-get >/dev/null 2>&1; then
		echo "Missing on this system, under the names Debian gives them:$missing" >&2
		echo "Install them with the package manager of this system and run make again." >&2
		exit 1
	fi
	echo "Installing what this machine lacks:$missing"
	# A fresh image has no package lists; old lists may name files that are gone.
	if ! ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1; then
		apt -q update
		install_packages
	else
		install_packages || { apt -q update && install_packages; }
	fi
}

on_macos() {
	if ! xcode-select -p >/dev/null 2>&1; then
		echo "The compiler of macOS is missing. Run: xcode-select --install" >&2
		exit 1
	fi
	[ "$mode" != windows ] || need_program x86_64-w64-mingw32-gcc mingw-w64
	if [ "$mode" = test ]; then
		need_program pdfsig poppler
		need_program qpdf qpdf
		need_program mutool mupdf-tools
		need_program openssl openssl@3
	fi
	[ -z "$missing" ] || { echo "Missing. Run: brew install$missing" >&2; exit 1; }
}

on_windows() {
	command -v gcc >/dev/null 2>&1 && return 0
	echo "A C compiler is missing. In an MSYS2 UCRT64 window run:" >&2
	echo "  pacman -S --needed make mingw-w64-ucrt-x86_64-gcc" >&2
	exit 1
}

case $mode in
run | test | windows) ;;
*) echo "system-packages.sh: unknown mode $mode" >&2; exit 2 ;;
esac

case $(uname -s) in
Linux) on_linux ;;
Darwin) on_macos ;;
MINGW* | MSYS* | CYGWIN*) on_windows ;;
*) echo "This system is unknown here; a C compiler and OpenGL headers are needed." ;;
esac
