#!/usr/bin/env bash
# The window, and every page of every PDF of the tour, as pictures to look at.
#
#   scripts/pictures.sh PROGRAM FOLDER
set -euo pipefail

program=$1
folder=$2
# shellcheck source=scripts/virtual-display.sh
. "$(dirname "$0")/virtual-display.sh"

rm -rf "$folder"
mkdir -p "$folder"

"$program" tour --out "$WORK/tour" >/dev/null
find "$WORK/tour" -name '*.pdf' | while read -r pdf; do
	pdftoppm -r 80 -png "$pdf" "$folder/$(basename "$pdf" .pdf)"
done

start_display 1440x900
start_program "$program"
wait_for_window 60
take_picture "$folder/window.png" 90 64 3
close_window 20
echo "pictures: $(find "$folder" -name '*.png' | wc -l) in $folder"
