package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// source is one Go file as the rules see it.
type source struct {
	path    string // slash-separated, from the module's root
	imports []string
	lines   int
	funcs   []function
	exits   []string // calls that end the process
}

type function struct {
	name       string
	lines      int
	complexity int
}

func (s source) pkg() string {
	if dir := path.Dir(s.path); dir != "." {
		return dir
	}
	return ""
}

func (s source) isTest() bool {
	return strings.HasSuffix(s.path, "_test.go") || covers(testRoom+"/...", s.pkg())
}

func readHouse(root string) ([]source, error) {
	var files []source
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name != root && (strings.HasPrefix(entry.Name(), ".") || slices.Contains([]string{"build", "testdata"}, entry.Name())) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		file, err := readSource(name, nil)
		files = append(files, file)
		return err
	})
	return files, err
}

// readSource parses a file; content replaces what is on disk when it is given.
func readSource(name string, content any) (source, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, name, content, parser.SkipObjectResolution)
	if err != nil {
		return source{}, err
	}
	file := source{path: filepath.ToSlash(name), lines: set.File(tree.Pos()).LineCount()}
	for _, spec := range tree.Imports {
		file.imports = append(file.imports, strings.Trim(spec.Path.Value, "`\""))
	}
	ast.Inspect(tree, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.FuncDecl:
			lines := set.Position(n.End()).Line - set.Position(n.Pos()).Line + 1
			file.funcs = append(file.funcs, function{n.Name.Name, lines, complexity(n)})
		case *ast.SelectorExpr:
			if call := selector(n); endsProcess(call) {
				file.exits = append(file.exits, call)
			}
		}
		return true
	})
	return file, nil
}

func selector(n *ast.SelectorExpr) string {
	if x, ok := n.X.(*ast.Ident); ok {
		return x.Name + "." + n.Sel.Name
	}
	return ""
}

func endsProcess(call string) bool {
	return call == "os.Exit" || call == "syscall.Exit" || strings.HasPrefix(call, "log.Fatal")
}

// complexity counts the ways through a function: one, and one more for each
// branch, loop, case, && and ||. Functions written inside count with it.
func complexity(f *ast.FuncDecl) int {
	ways := 1
	ast.Inspect(f, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.CaseClause, *ast.CommClause:
			ways++
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				ways++
			}
		}
		return true
	})
	return ways
}
