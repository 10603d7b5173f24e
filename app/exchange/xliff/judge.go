package xliff

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Validate judges a file. What is wrong with the file is in the report; an
// error says that it could not be read to its end, or that ctx is done.
func Validate(ctx context.Context, r io.Reader) (Report, error) {
	source := &failing{in: r}
	j := &judge{ctx: ctx, scan: NewScanner(source)}
	err := j.run()
	var unread *Error
	switch {
	case source.err != nil:
		return j.report, fmt.Errorf("read XLIFF: %w", source.err)
	case errors.As(err, &unread):
		j.add(Problem{Line: unread.Line, Reason: unread.Reason, Value: unread.Detail})
	case err != nil:
		return j.report, err
	}
	slices.SortStableFunc(j.report.Problems, func(a, b Problem) int { return a.Line - b.Line })
	return j.report, nil
}

// failing remembers that a file could not be read, which is not the file's
// fault.
type failing struct {
	in  io.Reader
	err error
}

func (f *failing) Read(p []byte) (int, error) {
	n, err := f.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		f.err = err
	}
	return n, err
}

// judge follows a file.
type judge struct {
	ctx    context.Context
	scan   *Scanner
	report Report
	space  string // of the core
	shapes map[string]*shape
	frames []*frame
	old    bool // XLIFF 1.2

	source, target string          // languages
	files          map[string]bool // identifiers
}

// frame is an element that is followed while it is open: xliff, file or group.
type frame struct {
	node    *Node
	key     string
	order   sequence
	lang    string
	space   string // xml:space
	file    *scope
	once    map[string]bool
	ids     map[string]bool // of its extensions
	sizes   map[string]bool // identifiers within its slr:data
	profile sizing
}

// scope is what has to be unique or reachable within a file.
type scope struct {
	id            string
	units, groups map[string]bool
	flows         []flow
}

// flow is a reference to a unit that may stand further down.
type flow struct {
	line               int
	element, attr, ref string
}

func (j *judge) add(p Problem) {
	if len(j.report.Problems) >= maxProblems {
		j.report.Cut = true
		return
	}
	j.report.Problems = append(j.report.Problems, p)
}

func (j *judge) wrong(n *Node, reason Reason, attribute, value string) {
	j.add(Problem{Line: n.Line, Reason: reason, Element: n.Name, Attribute: attribute, Value: value})
}

func (j *judge) run() error {
	for {
		kind, node, err := j.scan.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case j.ctx.Err() != nil:
			return j.ctx.Err()
		case kind == Opens && len(j.frames) == 0:
			if !j.root(node) {
				return nil
			}
		case kind == Opens:
			if err := j.child(node); err != nil {
				return err
			}
		case kind == Closes:
			j.leave()
		default:
			j.stray(node, j.top().node)
		}
	}
}

// stray complains of words where only elements may stand.
func (j *judge) stray(text, in *Node) {
	if trimmed := strings.TrimLeft(text.Text, " \t\r\n"); trimmed != "" {
		before := text.Text[:len(text.Text)-len(trimmed)]
		j.add(Problem{Line: text.Line + strings.Count(before, "\n"), Reason: StrayText, Element: in.Name})
	}
}

func (j *judge) top() *frame { return j.frames[len(j.frames)-1] }

// root looks at the first element; false ends it there, since no table fits.
func (j *judge) root(n *Node) bool {
	if n.Name != "xliff" {
		j.wrong(n, NotXLIFF, "", "")
		return false
	}
	j.report.Version = n.Attr("version")
	j.space = n.Space
	switch j.report.Version {
	case "2.0", "2.1":
		j.shapes = core
	case "2.2":
		j.shapes = core22
	case "1.2":
		j.shapes, j.old = core12, true
	default:
		if !n.has("version") {
			j.wrong(n, MissingAttribute, "version", "")
		} else {
			j.wrong(n, Version, "version", j.report.Version)
		}
		return false
	}
	if want := spaceOf(j.report.Version, n.Space); n.Space != want {
		j.wrong(n, Namespace, "", want)
		if n.Space != "" && !strings.HasPrefix(n.Space, "urn:oasis:names:tc:xliff:document:") {
			return false
		}
	}
	j.source, j.target = n.Attr("srcLang"), n.Attr("trgLang")
	j.files = map[string]bool{}
	j.enter(n, "xliff")
	return true
}

// spaceOf is the namespace of a version. The namespace of 2.2 takes the
// versions before as well.
func spaceOf(version, is string) string {
	switch {
	case version == "1.2":
		return space12
	case version == "2.2" || is == space22:
		return space22
	}
	return space20
}

// key is the name that the tables have for an element.
func (j *judge) key(n *Node) string {
	if n.Space == j.space {
		return n.Name
	}
	if module, known := modules[n.Space]; known && !open[module] && !j.old {
		return module + ":" + n.Name
	}
	if n.Space == "" {
		return unspaced
	}
	return other
}

func (j *judge) enter(n *Node, key string) {
	f := &frame{node: n, key: key, once: map[string]bool{}, ids: map[string]bool{}}
	if len(j.frames) > 0 {
		up := j.top()
		f.lang, f.space, f.file, f.profile, f.sizes = up.lang, up.space, up.file, up.profile, up.sizes
	}
	if lang, said := n.Lookup(XMLSpace, "lang"); said {
		f.lang = lang
	}
	if space, said := n.Lookup(XMLSpace, "space"); said {
		f.space = space
	}
	if s := j.shapes[key]; s != nil {
		f.order.content = s.content
		j.attributes(n, key, s)
	}
	switch {
	case key == "file":
		j.openFile(f)
	case key == "group" && f.file != nil && !j.old:
		j.unique(f.file.groups, n, n.Attr("id"))
		j.modulesOn(n, f)
	}
	j.frames = append(j.frames, f)
}

func (j *judge) openFile(f *frame) {
	f.file = &scope{id: f.node.Attr("id"), units: map[string]bool{}, groups: map[string]bool{}}
	if j.old {
		return
	}
	j.unique(j.files, f.node, f.file.id)
	j.modulesOn(f.node, f)
}

// unique complains of an identifier that was there before.
func (j *judge) unique(met map[string]bool, n *Node, id string) {
	if id == "" {
		return
	}
	if met[id] {
		j.wrong(n, DuplicateID, "id", id)
	}
	met[id] = true
}

// child takes an element within xliff, file, group, or the body of 1.2.
func (j *judge) child(n *Node) error {
	up, key := j.top(), j.key(n)
	j.placed(up, n, key)
	if key == "file" || key == "group" || j.old && (key == "body" || key == "header") {
		j.enter(n, key)
		return nil
	}
	if err := j.scan.Fill(n); err != nil {
		return err
	}
	j.whole(up, n, key)
	return nil
}

// placed judges where an element stands.
func (j *judge) placed(up *frame, n *Node, key string) {
	if !up.order.take(key, foreign(key, up.key)) || !atHome(key, up.key) {
		j.wrong(n, Misplaced, "", up.node.Name)
	}
	if listed(once, key) {
		if up.once[key] {
			j.wrong(n, Repeated, "", up.node.Name)
		}
		up.once[key] = true
	}
}

// atHome says whether an element of a module may stand in an element.
func atHome(key, in string) bool {
	if !strings.Contains(key, ":") {
		return true
	}
	home, known := homes[key]
	return known && listed(" "+home+" ", in)
}

// whole judges an element that was read to its end.
func (j *judge) whole(up *frame, n *Node, key string) {
	j.shape(n, key)
	switch {
	case j.old:
		j.whole12(up, n, key)
	case key == "unit":
		j.report.Units++
		j.unit(up, n)
	case key == "notes":
		j.noteIDs(n)
	case key == "skeleton":
		j.hrefOrContent(n)
	case key != unspaced:
		j.extension(up, n, key)
	}
}

// shape judges attributes and children of an element that the tables have, and
// of all within.
func (j *judge) shape(n *Node, key string) {
	s := j.shapes[key]
	if s == nil {
		return
	}
	j.attributes(n, key, s)
	order := sequence{content: s.content}
	met := map[string]bool{}
	for _, kid := range n.Kids {
		if kid.Name == "" {
			if !s.text {
				j.stray(kid, n)
			}
			continue
		}
		inside := j.key(kid)
		if !order.take(inside, foreign(inside, key)) || !atHome(inside, key) && !strings.Contains(key, ":") {
			j.wrong(kid, Misplaced, "", n.Name)
		}
		if listed(once, inside) && met[inside] {
			j.wrong(kid, Repeated, "", n.Name)
		}
		met[inside] = true
		j.shape(kid, inside)
	}
	for _, name := range order.end() {
		j.wrong(n, MissingElement, "", name)
	}
}

func (j *judge) leave() {
	f := j.top()
	j.frames = j.frames[:len(j.frames)-1]
	for _, name := range f.order.end() {
		j.wrong(f.node, MissingElement, "", name)
	}
	if f.key != "file" || j.old {
		return
	}
	for _, flow := range f.file.flows {
		if !f.file.units[flow.ref] {
			j.add(Problem{Line: flow.line, Reason: NoSuch, Element: flow.element, Attribute: flow.attr, Value: flow.ref})
		}
	}
}
