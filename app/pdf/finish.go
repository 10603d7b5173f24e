package pdf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

const producer = "Clausedesk, gofpdf"

// info is the document information dictionary.
type info struct{ title, author, subject, keywords, date string }

func infoOf(in Input) info {
	subject := joinParts([]string{edition(in, in.Text.Lang), languages(in)})
	return info{
		title: flat(in.Text.Title), author: flat(in.Text.Client), subject: subject, keywords: keywords(in.Text),
		date: stamp(in.Created).Format("20060102150405") + "Z",
	}
}

// mostKeywords is how many headings say what a document is about.
const mostKeywords = 12

// keywords are the first headings of the highest level.
func keywords(t policy.Text) string {
	var words []string
	for _, clause := range t.Clauses {
		if title := flat(markup.PlainInline(markup.ParseInline(clause.Heading))); clause.Depth == 0 && title != "" && len(words) < mostKeywords {
			words = append(words, title)
		}
	}
	return strings.Join(words, ", ")
}

// finish turns what gofpdf wrote into the file that goes out: of pages, fonts
// and pictures it takes the drawing, and adds structure, links, outline,
// metadata, colours and the attachment (ISO 19005-3, ISO 14289-1).
func (p *painter) finish(data []byte, marks []*mark) ([]byte, error) {
	f, err := read(data)
	if err != nil {
		return nil, err
	}
	if err := p.mend(f); err != nil {
		return nil, err
	}
	f.height = p.height
	pages := len(p.tree.pages)
	catalog := []string{"/Type /Catalog", "/Pages 1 0 R", "/MarkInfo <</Marked true>>", "/ViewerPreferences <</DisplayDocTitle true>>"}
	if lang := languageTag(p.in.Text.Lang); lang != "" {
		catalog = append(catalog, "/Lang ("+lang+")")
	}
	if err := f.annotate(p.tree, pages); err != nil {
		return nil, err
	}
	p.tree.title = flat(p.in.Text.Title)
	root := f.structure(p.tree, languageTag(p.in.Text.Lang))
	catalog = append(catalog, "/StructTreeRoot "+ref(root))
	if outline := f.outline(marks); outline > 0 {
		catalog = append(catalog, "/Outlines "+ref(outline), "/PageMode /UseOutlines")
	}
	catalog = append(catalog, "/OutputIntents ["+ref(f.outputIntent())+"]")
	if in := p.in; len(in.Content) > 0 {
		catalog = append(catalog, f.attach(in)...)
	}
	metadata := f.addStream("/Type /Metadata /Subtype /XML", xmpOf(p.in), stored)
	catalog = append(catalog, "/Metadata "+ref(metadata))
	f.info = f.add(infoOf(p.in).dictionary())
	f.root = f.add("<<" + strings.Join(catalog, "\n") + ">>")
	return f.bytes(), nil
}

// repaired is what gofpdf wrote, mended, with nothing added.
func (p *painter) repaired(data []byte) ([]byte, error) {
	f, err := read(data)
	if err != nil {
		return nil, err
	}
	if err := p.mend(f); err != nil {
		return nil, err
	}
	f.info = f.add("<</Producer " + pdfText(producer) + ">>")
	f.root = f.add("<</Type /Catalog /Pages 1 0 R>>")
	return f.bytes(), nil
}

// annotate gives every page its place in the structure and its links.
func (f *file) annotate(t *tree, pages int) error {
	annots := make([]string, pages)
	for i, a := range t.links {
		a.object = f.add(a.dictionary(pages+i, f.height))
		annots[a.page] += ref(a.object) + " "
	}
	for i := range pages {
		entries := "\n/StructParents " + strconv.Itoa(i) + "\n/Tabs /S"
		if annots[i] != "" {
			entries += "\n/Annots [" + strings.TrimSpace(annots[i]) + "]"
		}
		number := pageObject(i)
		body, ok := strings.CutSuffix(f.objects[number], ">>")
		if !ok || !strings.Contains(body, "/Type /Page\n") {
			return fmt.Errorf("%w: page %d", errShape, i+1)
		}
		f.objects[number] = body + entries + ">>"
	}
	return nil
}

// dictionary is a link annotation that the page's tab order and a screen
// reader take up (ISO 14289-1, 7.18) and that is printed as it is shown (ISO
// 19005-3, 6.3).
func (a *annotation) dictionary(structParent int, height float64) string {
	var out strings.Builder
	fmt.Fprintf(&out, "<</Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /F 4\n/P %s /StructParent %d\n",
		a.rect[0], a.rect[1], a.rect[2], a.rect[3], ref(pageObject(a.page)), structParent)
	if a.to != nil {
		out.WriteString("/Contents " + pdfText(a.to.label()) + "\n/Dest " + a.to.destination(height) + ">>")
	} else {
		out.WriteString("/Contents " + pdfText(a.uri) + "\n/A <</Type /Action /S /URI /URI " + pdfText(a.uri) + ">>>>")
	}
	return out.String()
}

// destination is the place of a heading, a little above it, on a page so high.
func (m *mark) destination(height float64) string {
	return fmt.Sprintf("[%s /XYZ 0 %.2f null]", ref(pageObject(m.page-1)), height-m.top+6)
}

// outline writes the bookmarks and returns the number of their root, 0 where
// there are none. A level never jumps down by more than one.
func (f *file) outline(marks []*mark) int {
	if len(marks) == 0 {
		return 0
	}
	root := &bookmark{object: f.reserve()}
	path := []*bookmark{root}
	for _, m := range marks {
		level := min(m.level, len(path)-1)
		up := path[level]
		b := &bookmark{mark: m, object: f.reserve(), up: up}
		up.kids = append(up.kids, b)
		path = append(path[:level+1], b)
	}
	f.bookmarks(root)
	return root.object
}

// bookmark is an entry of the outline; the root has no mark.
type bookmark struct {
	*mark
	object int
	up     *bookmark
	kids   []*bookmark
}

// bookmarks writes a bookmark and all below it. Those at the top are shown,
// the others folded.
func (f *file) bookmarks(b *bookmark) {
	var body string
	if b.mark == nil {
		body = "/Type /Outlines /Count " + strconv.Itoa(len(b.kids))
	} else {
		body = "/Title " + pdfText(b.label()) + "\n/Parent " + ref(b.up.object) + " /Dest " + b.destination(f.height)
		at := slices.Index(b.up.kids, b)
		if at > 0 {
			body += " /Prev " + ref(b.up.kids[at-1].object)
		}
		if at+1 < len(b.up.kids) {
			body += " /Next " + ref(b.up.kids[at+1].object)
		}
		if len(b.kids) > 0 {
			body += " /Count -" + strconv.Itoa(len(b.kids))
		}
	}
	if len(b.kids) > 0 {
		body += "\n/First " + ref(b.kids[0].object) + " /Last " + ref(b.kids[len(b.kids)-1].object)
	}
	f.objects[b.object] = "<<" + body + ">>"
	for _, kid := range b.kids {
		f.bookmarks(kid)
	}
}

func (i info) dictionary() string {
	return "<</Title " + pdfText(i.title) + "\n/Author " + pdfText(i.author) + "\n/Subject " + pdfText(i.subject) +
		"\n/Keywords " + pdfText(i.keywords) + "\n/Creator " + pdfText(creator) + "\n/Producer " + pdfText(producer) +
		"\n/CreationDate (D:" + i.date + ")\n/ModDate (D:" + i.date + ")>>"
}

// languageTag keeps what may stand in a BCP 47 tag.
func languageTag(lang string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, lang)
}
