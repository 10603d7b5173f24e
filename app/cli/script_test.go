package cli_test

import (
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/charmap"
)

// TestScripts runs each command as a process of its own. The commands that
// the scripts know beyond those of testscript:
//
//	exits CODE PROGRAM ARG...       runs it and compares the exit code
//	json FILE PATH WORD...          compares a value ("policies.0.title") with the words
//	json FILE PATH ~ REGEXP         ... or matches it
//	json FILE PATH is KIND [LEN]    ... or says what it is: string, number, bool, null, list, object, absent
//	jsonset NAME FILE PATH          sets a variable of the script to a value
//	keep NAME LIBRARY               remembers what is in a library
//	same NAME LIBRARY               compares what is in a library with what was remembered
//	encode KIND FROM TO             writes a file anew as utf-16le, utf-16be, windows-1252 (+bom with a mark)
//	bytes FILE HEX                  writes a file of these bytes
//	fill FILE COUNT TEXT            writes a file that repeats a text
//	spoil FROM TO                   copies a file with one byte in its middle changed
//	sample LIBRARY                  fills a new library with the sample studio
//	tear FROM TO                    copies a library with all but its first page overwritten
//	foreign FILE                    makes the database of another program
//	none PATTERN...                 fails where a file has such a name
//	raise LIBRARY                   gives a library the schema of a later release
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv(envLibrary, e.Cd+"/library.clausedesk")
			e.Setenv(envNow, testDay)
			e.Setenv("TZ", "UTC")
			e.Setenv("LANG", "en_GB.UTF-8")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits, "json": compareJSON, "jsonset": setFromJSON, "keep": keep, "same": same,
			"encode": encode, "bytes": writeBytes, "fill": fill, "raise": raise, "spoil": spoil, "sample": sample, "tear": tear, "foreign": foreign, "none": none,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if neg || err != nil {
		ts.Fatalf("usage: exits CODE PROGRAM ARG...")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func compareJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 3 {
		ts.Fatalf("usage: json FILE PATH VALUE...")
	}
	value, there := at(ts, args[0], args[1])
	got, ok := printed(value), false
	switch args[2] {
	case "is":
		ok = isKind(value, there, args[3:])
	case "~":
		ok = there && regexp.MustCompile(args[3]).MatchString(got)
	default:
		ok = there && got == strings.Join(args[2:], " ")
	}
	if ok == neg {
		ts.Fatalf("%s is %s", args[1], got)
	}
}

func setFromJSON(ts *testscript.TestScript, neg bool, args []string) {
	value, there := at(ts, args[1], args[2])
	if neg || !there {
		ts.Fatalf("there is no %s", args[2])
	}
	ts.Setenv(args[0], printed(value))
}

// at walks into a JSON document: one whole value, with nothing behind it.
func at(ts *testscript.TestScript, file, path string) (value any, there bool) {
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(file)), &value))
	if path == "." {
		return value, true
	}
	for _, step := range strings.Split(path, ".") {
		switch inner := value.(type) {
		case map[string]any:
			if value, there = inner[step]; !there {
				return nil, false
			}
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(inner) {
				return nil, false
			}
			value = inner[i]
		default:
			return nil, false
		}
	}
	return value, true
}

func printed(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	data, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

func isKind(value any, there bool, want []string) bool {
	kind, size := "absent", -1
	switch v := value.(type) {
	case nil:
		if there {
			kind = "null"
		}
	case string:
		kind = "string"
	case float64:
		kind = "number"
	case bool:
		kind = "bool"
	case []any:
		kind, size = "list", len(v)
	case map[string]any:
		kind, size = "object", len(v)
	}
	if len(want) > 1 && want[1] != strconv.Itoa(size) {
		return false
	}
	return want[0] == kind
}

func encode(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[1])
	kind, mark := strings.CutSuffix(args[0], "+bom")
	if mark {
		text = "\ufeff" + text
	}
	var out []byte
	var err error
	switch kind {
	case "utf-16le":
		for _, unit := range utf16.Encode([]rune(text)) {
			out = binary.LittleEndian.AppendUint16(out, unit)
		}
	case "utf-16be":
		for _, unit := range utf16.Encode([]rune(text)) {
			out = binary.BigEndian.AppendUint16(out, unit)
		}
	case "windows-1252":
		out, err = charmap.Windows1252.NewEncoder().Bytes([]byte(text))
	default:
		err = fmt.Errorf("no encoding %q", kind)
	}
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), out, 0o600))
}

func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	data, err := hex.DecodeString(strings.Join(args[1:], ""))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

func fill(ts *testscript.TestScript, _ bool, args []string) {
	count, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(args[2], count)), 0o600))
}

func spoil(ts *testscript.TestScript, _ bool, args []string) {
	data := []byte(ts.ReadFile(args[0]))
	data[len(data)/2] ^= 0x20
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o600))
}

// tear copies a library with each page but the first overwritten.
func tear(ts *testscript.TestScript, _ bool, args []string) {
	data := []byte(ts.ReadFile(args[0]))
	for i := 4096; i < len(data); i++ {
		data[i] = 0x5a
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o600))
}

// foreign makes the database of another program.
func foreign(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(`CREATE TABLE recipe (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO recipe (name) VALUES ('bread')`)
	ts.Check(err)
	ts.Check(db.Close())
}

func none(ts *testscript.TestScript, _ bool, args []string) {
	for _, pattern := range args {
		found, err := filepath.Glob(ts.MkAbs(pattern))
		ts.Check(err)
		if len(found) > 0 {
			ts.Fatalf("left behind: %v", found)
		}
	}
}
