#!/bin/sh
# Renders one text of about thirty pages with the program and, where they are
# installed, with WeasyPrint, LibreOffice and pandoc with groff: whole processes,
# from start to file, one after the other. Prints the best time of each and fails
# where the program is not 20 times faster than the first two or not faster
# than groff.
#   scripts/bench-pages.sh build/clausedesk
set -eu
program=$(realpath "$1")
texts=$(realpath "$(dirname "$0")/../app/pdf/testdata")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export HOME="$work" SOURCE_DATE_EPOCH=1
times=6

{
	echo "# Privacy statement"
	i=0
	while [ $i -lt $times ]; do
		echo
		# Headings one level down, and apart from each other.
		sed "s/^\(#*\) \(.*\)/#\1 \2 ($i)/" "$texts/en.md"
		i=$((i + 1))
	done
} >text.md

lib="--library=$work/bench.clausedesk"
id=$("$program" "$lib" import text.md --client Bench --json | sed -n 's/.*"id": *"\([^"]*\)".*/\1/p' | head -n 1)
"$program" "$lib" export "$id" -o page.html >/dev/null

ours() { "$program" "$lib" export "$id" -o ours.pdf >/dev/null; }
weasyprint_() { weasyprint -q page.html weasyprint.pdf; }
libreoffice_() { soffice --headless --convert-to pdf --outdir lo page.html >/dev/null 2>&1 && mv lo/page.pdf libreoffice.pdf; }
groff_() { pandoc -f markdown -t ms -s text.md 2>/dev/null | groff -k -t -ms "-T$device" >"groff.$device" 2>/dev/null || true; }

# groff writes PDF only where the PostScript fonts are installed; PostScript is
# less work, so it is no unfair measure.
device=pdf
if command -v pandoc >/dev/null 2>&1 && command -v groff >/dev/null 2>&1; then
	groff_
	head -c 4096 groff.pdf | grep -q obj || device=ps
fi

now() { date +%s%N; }
best() { # name: the best time in microseconds goes to best_NAME
	least=0
	runs=0
	while [ $runs -lt "$2" ]; do
		from=$(now)
		"$1"
		took=$((($(now) - from) / 1000))
		[ $least -eq 0 ] || [ $took -lt $least ] && least=$took
		runs=$((runs + 1))
	done
	echo "$least"
}

pages() { if [ "${1%.pdf}" != "$1" ] && command -v pdfinfo >/dev/null 2>&1; then pdfinfo "$1" | sed -n 's/^Pages: *//p'; else echo "?"; fi; }

ours # once, so that nothing is read from the disk for the first time
mine=$(best ours 5)
printf '%-14s %6s pages %10d µs\n' clausedesk "$(pages ours.pdf)" "$mine"
failed=0
against() { # command, function, file, factor, runs
	if ! command -v "$1" >/dev/null 2>&1; then
		printf '%-14s not installed: skipped\n' "$1"
		return
	fi
	theirs=$(best "$2" "$5")
	again=$(best ours 3) # the machine may have been busier before than it is now
	[ "$again" -ge "$mine" ] || mine=$again
	ratio=$((theirs * 10 / mine))
	printf '%-14s %6s pages %10d µs  %4d.%d times ours\n' "$1" "$(pages "$3")" "$theirs" $((ratio / 10)) $((ratio % 10))
	if [ "$theirs" -lt $((mine * $4)) ]; then
		echo "  promised: at least $4 times" >&2
		failed=1
	fi
}
against weasyprint weasyprint_ weasyprint.pdf 20 2
against soffice libreoffice_ libreoffice.pdf 20 2
if command -v pandoc >/dev/null 2>&1; then against groff groff_ "groff.$device" 1 5; else echo "pandoc         not installed: skipped"; fi
exit $failed
