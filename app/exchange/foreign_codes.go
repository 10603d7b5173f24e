package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"clausedesk/app/markup"
)

// rawPiece is a piece of a text, with the bytes that it is in the file.
type rawPiece struct {
	piece
	raw string
}

// codeBook has the codes of a segment: what each is in Markdown, and the bytes
// that it is written as.
type codeBook struct {
	names map[string]string // placeholders by identifier
	raw   []rawCode
}

// rawCode is a code as Markdown has it, and as the file has it.
type rawCode struct {
	key         string
	open, close string
	wanted      bool // the source has it
}

// markdown writes pieces as Markdown and learns their codes.
func (b *codeBook) markdown(pieces []rawPiece, source bool) string {
	r := &rawReader{book: b, source: source, pieces: pieces, ends: nested(pieces)}
	inlines, _ := r.read(0, "")
	trimInlines(inlines)
	return markup.WriteInline(inlines)
}

// rawReader turns pieces into the tree that Markdown has.
type rawReader struct {
	book   *codeBook
	source bool
	pieces []rawPiece
	ends   map[int]int // of marks that are well nested: where they close
}

// nested finds the marks that Markdown can have: those that close within what
// they open in.
func nested(pieces []rawPiece) map[int]int {
	out := map[int]int{}
	var open []int
	for i, p := range pieces {
		switch p.kind {
		case opens:
			open = append(open, i)
		case closes:
			last := len(open) - 1
			if last >= 0 && pieces[open[last]].id == p.id {
				if _, is := markOf(pieces[open[last]].text, p.text); is {
					out[open[last]] = i
				}
				open = open[:last]
				continue
			}
			open = slices.DeleteFunc(open, func(at int) bool { return pieces[at].id == p.id })
		}
	}
	return out
}

// markOf is the mark of Markdown that two codes stand for.
func markOf(open, end string) (markup.Inline, bool) {
	address, isLink := strings.CutPrefix(end, "](<")
	switch {
	case open == "**" && end == "**":
		return markup.Inline{Kind: markup.Strong}, true
	case open == "*" && end == "*":
		return markup.Inline{Kind: markup.Emphasis}, true
	case open == "[" && isLink && strings.HasSuffix(address, ">)"):
		return markup.Inline{Kind: markup.Link, URL: strings.TrimSuffix(address, ">)")}, true
	}
	return markup.Inline{}, false
}

func (r *rawReader) read(from int, until string) ([]markup.Inline, int) {
	var out []markup.Inline
	for i := from; i < len(r.pieces); i++ {
		p := r.pieces[i]
		end, isMark := r.ends[i]
		switch {
		case until != "" && p.kind == closes && p.id == until:
			return out, i
		case p.kind == words:
			out = append(out, markup.Inline{Kind: markup.Text, Text: p.text})
		case isMark:
			code, _ := markOf(p.text, r.pieces[end].text)
			r.learn(code, p.raw, r.pieces[end].raw)
			code.Children, i = r.read(i+1, p.id)
			out = append(out, code)
		default:
			code := r.placeholder(p)
			r.learn(code, p.raw, "")
			out = append(out, code)
		}
	}
	return out, len(r.pieces)
}

func (r *rawReader) learn(code markup.Inline, open, end string) {
	r.book.raw = append(r.book.raw, rawCode{keyOf(code), open, end, r.source})
}

// placeholder names a code that is no mark.
func (r *rawReader) placeholder(p rawPiece) markup.Inline {
	expr, isOpen := strings.CutPrefix(p.text, "{{")
	expr, isClosed := strings.CutSuffix(expr, "}}")
	switch {
	case p.kind == alone && p.text == "\\\n":
		return markup.Inline{Kind: markup.Break}
	case p.kind == alone && isOpen && isClosed && markup.ValidExpr(expr) && strings.TrimSpace(expr) == expr:
		return markup.Inline{Kind: markup.Placeholder, Text: expr}
	}
	name, known := r.book.names[p.id]
	if !known {
		name = fmt.Sprintf("code.%d", len(r.book.names)+1)
		r.book.names[p.id] = name
	}
	if p.kind == closes {
		name += ".end"
	}
	return markup.Inline{Kind: markup.Placeholder, Text: name}
}

// trimInlines takes spaces from the ends of a text.
func trimInlines(inlines []markup.Inline) {
	if len(inlines) == 0 {
		return
	}
	if first := &inlines[0]; first.Kind == markup.Text {
		first.Text = strings.TrimLeft(first.Text, " \t\r\n")
	}
	if last := &inlines[len(inlines)-1]; last.Kind == markup.Text {
		last.Text = strings.TrimRight(last.Text, " \t\r\n")
	}
}

// write puts a text in Markdown back among the codes of the file: each code of
// the source once.
func (b *codeBook) write(markdown string, escape func(string) string) (string, []CodeProblem) {
	w := &rawWriter{left: slices.Clone(b.raw), escape: escape}
	slices.SortStableFunc(w.left, func(x, y rawCode) int { return -cmp.Compare(boolRank(x.wanted), boolRank(y.wanted)) })
	w.write(markup.ParseInline(markdown))
	met := map[string]bool{}
	for _, code := range w.left {
		if code.wanted && !met[code.key] {
			w.problems = append(w.problems, CodeProblem{CodeMissing, shownKey(code.key)})
		}
		met[code.key] = true
	}
	return w.out.String(), w.problems
}

func boolRank(is bool) int {
	if is {
		return 1
	}
	return 0
}

func shownKey(key string) string {
	if name, is := strings.CutPrefix(key, "placeholder "); is {
		return "{{" + name + "}}"
	}
	if url, is := strings.CutPrefix(key, "link "); is {
		return url
	}
	return key
}

type rawWriter struct {
	out      strings.Builder
	left     []rawCode
	escape   func(string) string
	problems []CodeProblem
}

func (w *rawWriter) write(inlines []markup.Inline) {
	for _, inline := range inlines {
		if inline.Kind == markup.Text {
			w.out.WriteString(w.escape(inline.Text))
			continue
		}
		key := keyOf(inline)
		i := slices.IndexFunc(w.left, func(c rawCode) bool { return c.key == key })
		switch {
		case i >= 0:
			code := w.left[i]
			w.left = slices.DeleteFunc(slices.Delete(w.left, i, i+1), func(c rawCode) bool { return !c.wanted && code.wanted && c.key == key })
			w.out.WriteString(code.open)
			w.write(inline.Children)
			w.out.WriteString(code.close)
		case inline.Kind == markup.Link && typedLink(inline):
			w.write(inline.Children)
		default:
			shown, _ := native(inline)
			w.problems = append(w.problems, CodeProblem{CodeUnknown, cmp.Or(inline.URL, shown)})
		}
	}
}

// typedLink reports an address among the words, which Markdown makes a link.
func typedLink(link markup.Inline) bool {
	label := markup.PlainInline(link.Children)
	return slices.Contains([]string{label, "mailto:" + label, "http://" + label, "https://" + label}, link.URL)
}
