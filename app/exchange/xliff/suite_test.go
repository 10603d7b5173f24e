package xliff_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/exchange/xliff"
)

// suiteErrata are files of the official suites that are not what their folder
// says.
var suiteErrata = map[string]string{
	"Good-mda_top-level.xlf":                  "its meta is of the core's namespace, which has none",
	"Good-pgs_plural.xlf":                     "not well-formed",
	"Bad-ctr-property-not-legit-category.xlf": "the standard names no categories",
}

// TestOfficialSuites judges the files of the technical committee's own test
// suites, core and modules, where CLAUSEDESK_XLIFF_SUITES names a copy of
// them: its folders "valid" and "invalid" say what is right.
func TestOfficialSuites(t *testing.T) {
	root := os.Getenv("CLAUSEDESK_XLIFF_SUITES")
	if root == "" {
		t.Skip("CLAUSEDESK_XLIFF_SUITES does not name a copy of the suites")
	}
	count := map[string][2]int{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		folder := filepath.Base(filepath.Dir(path))
		if err != nil || filepath.Ext(path) != ".xlf" || folder != "valid" && folder != "invalid" {
			return err
		}
		name := filepath.Base(path)
		if suiteErrata[name] != "" {
			return nil
		}
		file, err := os.Open(path) //nolint:gosec // a folder the caller names
		if err != nil {
			return err
		}
		defer file.Close()
		report, err := xliff.Validate(context.Background(), file)
		group := filepath.Base(filepath.Dir(filepath.Dir(path))) + "/" + folder
		n := count[group]
		n[1]++
		if right := (len(report.Problems) == 0) == (folder == "valid"); right && err == nil {
			n[0]++
		} else {
			t.Errorf("%s: %v %v", strings.TrimPrefix(path, root), err, report.Problems)
		}
		t.Logf("%s: %v", name, report.Problems)
		count[group] = n
		return nil
	})
	if err != nil || len(count) == 0 {
		t.Fatal(err, count)
	}
	for group, n := range count {
		t.Logf("%s: %d of %d as the suite says", group, n[0], n[1])
	}
}
