package desk

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// folder is where somebody looks for a file, and what of it is shown.
type folder struct {
	path    string
	endings []string // ".pdf" and the like; none for every file

	read    string // the folder that entries are of
	entries []entry
}

// entry is a file or a folder by its name.
type entry struct {
	name   string
	folder bool
}

// shown is how a name is read: a folder's ends as a path to it does.
func (e entry) shown() string {
	if e.folder {
		return e.name + string(filepath.Separator)
	}
	return e.name
}

// within turns what was typed into a path: "~" is one's own folder, a name that is
// no whole path is in this folder. Quotes and "file://", which other programs put
// around a path that is copied, do not count.
func (f *folder) within(typed string) string {
	typed = strings.Trim(strings.TrimSpace(typed), `"'`)
	if at, err := url.Parse(typed); err == nil && at.Scheme == "file" {
		typed = filepath.FromSlash(at.Path)
	}
	if rest, own := strings.CutPrefix(typed, "~"); own && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home, err := os.UserHomeDir(); err == nil {
			typed = home + rest
		}
	}
	if f.path != "" && !filepath.IsAbs(typed) {
		typed = f.path + string(filepath.Separator) + typed
	}
	return typed
}

// parts splits what was typed into the folder it leads to and the beginning of a
// name in it.
func (f *folder) parts(typed string) (in, name string) {
	in, name = filepath.Split(f.within(typed))
	if name == ".." || name == "." {
		in, name = in+name, ""
	}
	return filepath.Clean(in), name
}

// matches lists what can be meant by what was typed: folders, and files with a
// wanted ending. The name itself comes first, then those that begin so, then those
// that have it somewhere; folders before files.
func (f *folder) matches(typed string) (in string, found []entry, err error) {
	in, name := f.parts(typed)
	if err := f.list(in); err != nil {
		return in, nil, err
	}
	ranked := make([][]entry, nowhere)
	for _, e := range f.entries {
		if rank := rankOf(e.name, name); rank < nowhere && f.wanted(e, name) {
			ranked[rank] = append(ranked[rank], e)
		}
	}
	return in, slices.Concat(ranked...), nil
}

const (
	isName = iota
	beginsName
	inName
	nowhere
)

func rankOf(name, typed string) int {
	name, typed = strings.ToLower(name), strings.ToLower(typed)
	switch {
	case name == typed:
		return isName
	case strings.HasPrefix(name, typed):
		return beginsName
	case strings.Contains(name, typed):
		return inName
	}
	return nowhere
}

// wanted leaves out what the system hides, unless it is typed, and files of
// another kind.
func (f *folder) wanted(e entry, typed string) bool {
	if strings.HasPrefix(e.name, ".") && !strings.HasPrefix(typed, ".") {
		return false
	}
	return e.folder || len(f.endings) == 0 || slices.Contains(f.endings, strings.ToLower(filepath.Ext(e.name)))
}

// list reads a folder, once for all that is typed in it.
func (f *folder) list(path string) error {
	if f.read == path {
		return nil
	}
	found, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	f.read, f.entries = path, nil
	for _, e := range found {
		f.entries = append(f.entries, entry{e.Name(), isFolder(path, e)})
	}
	slices.SortStableFunc(f.entries, func(a, b entry) int {
		switch {
		case a.folder == b.folder:
			return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
		case a.folder:
			return -1
		}
		return 1
	})
	return nil
}

// isFolder follows a link to what it leads to.
func isFolder(in string, e os.DirEntry) bool {
	if e.Type()&os.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := os.Stat(filepath.Join(in, e.Name()))
	return err == nil && info.IsDir()
}
