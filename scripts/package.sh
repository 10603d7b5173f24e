#!/usr/bin/env bash
# Packs the program of this system for release into build/release, with icon
# and accessibility. Works on a copy: packing rewrites FyneApp.toml.
#
#   scripts/package.sh linux|darwin|windows      (needs the fyne tool)
set -euo pipefail

system=$1
version=$(sed -n 's/^Version *= *"\(.*\)"/\1/p' FyneApp.toml)
name=Clausedesk-$version-$system-$(go env GOARCH)
release=$PWD/build/release
copy=$(mktemp -d "${TMPDIR:-/tmp}/clausedesk-package.XXXXXX")
trap 'rm -rf "$copy"' EXIT

mkdir -p "$release"
git archive HEAD | tar -x -C "$copy"
cd "$copy"
# The fyne tool sets its own linker flags, so the version is a file here.
printf 'package main\n\nfunc init() { version = "%s" }\n' "$version" >version_release.go

case $system in
linux)
	fyne package --os linux --release
	mv Clausedesk.tar.xz "$release/$name.tar.xz"
	;;
darwin)
	fyne package --os darwin --release --tags accessibility
	ditto -c -k --keepParent Clausedesk.app "$release/$name.zip"
	;;
windows)
	fyne package --os windows --release --tags accessibility
	# Windows decides per file whether a program has a console, see
	# docs/dev/building.md: the .exe has the window, the .com the console.
	go build -trimpath -tags accessibility -ldflags '-s -w' -o clausedesk.com .
	mkdir "$name"
	mv Clausedesk.exe "$name/clausedesk.exe"
	mv clausedesk.com LICENSE "$name/"
	7z a -bso0 "$release/$name.zip" "$name"
	;;
*) echo "package.sh: unknown system $system" >&2; exit 2 ;;
esac
cd "$release"
sha256sum "$name".* >"$name.sha256" 2>/dev/null || shasum -a 256 "$name".* >"$name.sha256"
ls -l "$release"
