#!/usr/bin/env bash
# Runs the tour of the cross-built program under Wine, in a Wine folder of its
# own, and checks the signatures of the PDFs it makes with pdfsig.
#
#   scripts/wine-tour.sh build/clausedesk.exe
set -euo pipefail

if ! command -v wine >/dev/null 2>&1; then
	echo "wine-tour: skipped: wine not installed"
	exit 0
fi

here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
work=$(mktemp -d "${TMPDIR:-/tmp}/clausedesk-wine.XXXXXX")

export WINEPREFIX=$work/prefix WINEARCH=win64 WINEDEBUG=-all
# No downloads of .NET and a browser, no menu entries; our library, not Wine's.
export WINEDLLOVERRIDES='mscoree,mshtml,winemenubuilder.exe=;bcryptprimitives=n,b'
export HOME=$work/home
unset DISPLAY WAYLAND_DISPLAY
mkdir -p "$HOME"

clean_up() {
	wineserver -k 2>/dev/null || true # of this Wine folder only
	wineserver -w 2>/dev/null || true
	rm -rf "$work"
}
trap clean_up EXIT

fail() {
	echo "wine-tour: $*" >&2
	[ ! -s "$work/out" ] || tail -n 30 "$work/out" | sed 's/^/  /' >&2
	exit 1
}

command -v wineserver >/dev/null 2>&1 || PATH=$PATH:/usr/lib/wine
timeout 180 wine wineboot --init >"$work/out" 2>&1 || fail "Wine could not make its folder"
x86_64-w64-mingw32-gcc -O1 -shared -o "$work/bcryptprimitives.dll" "$here/wine-prng.c" -ladvapi32
cp "$work/bcryptprimitives.dll" "$WINEPREFIX/drive_c/windows/system32/"

cd "$work"
timeout 300 wine "$program" tour --out tour >"$work/out" 2>&1 || fail "the tour failed (exit code $?)"

signed=0
while read -r pdf; do
	report=$(pdfsig -nocert "$pdf" 2>&1) || continue # 2: no signature in it
	grep -q 'Signature is Valid' <<<"$report" || fail "$(basename "$pdf"): $report"
	grep -q 'Total document signed' <<<"$report" || fail "$(basename "$pdf") is partly signed: $report"
	signed=$((signed + 1))
done < <(find tour -name '*.pdf')
[ "$signed" -gt 0 ] || fail "no signed PDF came out"
echo "wine-tour: $signed signed PDFs made by the Windows program; pdfsig says valid"
