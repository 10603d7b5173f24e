# Clausedesk: `make run` on a fresh machine, `make test` before a commit.
# docs/dev/building.md tells the rest.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test build lint unit smoke wine-tour tour bench windows pictures clean

# Go is often unpacked here and, above all under sudo, not on the path.
export PATH := $(PATH):/usr/local/go/bin:/usr/lib/go/bin

# Without a home that can be written to, everything Go keeps lies in build/.
# The dot keeps the folder out of "./...".
ifneq ($(shell test -n "$$HOME" && test -d "$$HOME" && test -w "$$HOME" && echo yes),yes)
export HOME := $(CURDIR)/build/.home
export GOFLAGS := $(GOFLAGS) -modcacherw
$(shell mkdir -p "$(HOME)")
endif

VERSION := $(shell sed -n 's/^Version *= *"\(.*\)"/\1/p' FyneApp.toml)
EXE     := $(if $(filter Windows_NT,$(OS)),.exe,)
PROGRAM := build/clausedesk$(EXE)

# The same flags for building, vetting and checking, and none that would keep
# them from sharing Go's cache with a plain "go test". Git may distrust a clone
# that belongs to somebody else, so nothing is asked of it.
FLAGS   := -buildvcs=false
LDFLAGS := -X main.version=$(VERSION)

help:
	@echo "make run       build, and open the window on a sample studio (a tour without a display)"
	@echo "make test      everything: linters, tests, the real window, Windows under Wine if it is here"
	@echo "make build     the program as $(PROGRAM)"
	@echo "make lint      gofumpt, go vet, staticcheck, the rules of the house"
	@echo "make unit      the tests, with the race detector"
	@echo "make smoke     the real window on a virtual display; its picture is build/smoke.png"
	@echo "make bench     the benchmarks"
	@echo "make windows   build/clausedesk.exe"
	@echo "make pictures  the window and every page of the tour as pictures in build/pictures"
	@echo "make clean     removes build"

PACKAGES := packages-run packages-test packages-windows
.PHONY: $(PACKAGES)
$(PACKAGES): packages-%:
	@sh scripts/system-packages.sh $*
	@command -v go >/dev/null || { echo "Go is missing: see https://go.dev/dl/" >&2; exit 1; }
	@mkdir -p build

build: packages-run
	go build $(FLAGS) -ldflags '$(LDFLAGS)' -o $(PROGRAM) .

run: build
	@sh scripts/run.sh $(PROGRAM)

tour: build
	@sh scripts/run.sh $(PROGRAM) tour

test: packages-test lint unit smoke wine-tour
	@echo "make test: all passed"

GOFILES = $(shell find . \( -name '.?*' -o -path ./build \) -prune -o -name '*.go' -print)

lint: packages-test
	@echo "gofumpt"; files=$$(go tool gofumpt -l $(GOFILES)) && test -z "$$files" || \
		{ echo "These files want 'go tool gofumpt -w':"; echo "$$files"; exit 1; }
	go test -vet=off $(wildcard house*_test.go)
	go vet $(FLAGS) ./...
	GOFLAGS="$$GOFLAGS $(FLAGS)" go tool staticcheck ./...

# Packages that start no goroutine and share nothing between any, and the command
# line, whose tests start the program again and again: the race detector would
# find nothing in them and makes them up to ten times slower. What they call is
# raced by the tests of store, studio, ui and apptest. The top package would
# need the window's C code compiled a second time. The journeys through the
# window run eight times slower raced: all of them run without, and those that
# save, draw, check and sign in the background run raced as well.
UNRACED := . ./app/cli/... ./app/check/... ./app/exchange/... ./app/policy/... ./app/translate/... ./app/sign/... \
	./app/vocabulary/... ./app/library/... ./app/quality ./app/imprint ./app/bilingual ./app/pdf ./app/ui
RACED_JOURNEYS := ^Test(WritingAClause|TheLastPolicyAskedForIsShown|LiveLanguageSwitch|PublishSignVerify|ALinkedClauseIsReworded|ABatchAndAConflict|ARecipientByKeyboard|AnUpdateWaitsForTheLastEdit)$$
TESTED  := '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}'

# SQLite is C turned into Go, over memory of its own: watching each of its accesses
# makes a write twenty times slower and tells nothing about our code. Its locks are
# Go's and are still seen. Writing a PDF is ten times slower watched, and others
# write hundreds: that package is watched by its own tests that write from many sides.
RACE    := -race '-gcflags=modernc.org/...=-race=false'
RACED   := $(RACE) '-gcflags=clausedesk/app/pdf=-race=false' '-gcflags=github.com/jung-kurt/gofpdf=-race=false'

unit: packages-test
	CLAUSEDESK_REQUIRE_TOOLS=1 go test $(FLAGS) -vet=off $(UNRACED)
	CLAUSEDESK_REQUIRE_TOOLS=1 go test $(RACE) -vet=off -run FromManySides ./app/pdf
	CLAUSEDESK_REQUIRE_TOOLS=1 go test $(RACED) -vet=off -run '$(RACED_JOURNEYS)' ./app/ui
	CLAUSEDESK_REQUIRE_TOOLS=1 go test $(RACED) -vet=off $$(go list -f $(TESTED) ./... | grep -vxF "$$(go list $(UNRACED))")

smoke: packages-test build
	bash scripts/smoke.sh $(PROGRAM)

wine-tour:
	@if command -v wine >/dev/null 2>&1; then \
		$(MAKE) --no-print-directory windows && bash scripts/wine-tour.sh build/clausedesk.exe; \
	else echo "wine-tour: skipped: wine not installed"; fi

bench: packages-test build
	sh scripts/with-display.sh go test $(FLAGS) -vet=off -run '^$$' -bench . -benchmem ./...
	sh scripts/bench-pages.sh $(PROGRAM)

windows: packages-windows
	GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc \
		go build $(FLAGS) -trimpath -ldflags '-s -w $(LDFLAGS)' -o build/clausedesk.exe .

pictures: packages-test build
	bash scripts/pictures.sh $(PROGRAM) build/pictures

clean:
	rm -rf build
