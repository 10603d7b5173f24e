package markup

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxMarks is how deep emphasis and links nest; deeper marks are dropped and
// their words kept.
const maxMarks = 6

func inlinesOf(parent ast.Node, src []byte) []Inline {
	return tidy(childrenOf(parent, src, 0))
}

func childrenOf(parent ast.Node, src []byte, depth int) []Inline {
	var out []Inline
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, inlineOf(n, src, depth)...)
	}
	return out
}

func inlineOf(n ast.Node, src []byte, depth int) []Inline {
	switch n := n.(type) {
	case *ast.Text:
		return textOf(n, src)
	case *ast.String:
		return []Inline{{Kind: Text, Text: string(n.Value)}}
	case *ast.AutoLink:
		label := string(n.Label(src))
		return []Inline{{Kind: Link, URL: autoURL(n, src), Children: []Inline{{Kind: Text, Text: label}}}}
	case *placeholderNode:
		return []Inline{{Kind: Placeholder, Text: n.expr}}
	}
	children := childrenOf(n, src, depth+1)
	if depth >= maxMarks {
		return children
	}
	switch n := n.(type) {
	case *ast.Emphasis:
		kind := Emphasis
		if n.Level == 2 {
			kind = Strong
		}
		return []Inline{{Kind: kind, Children: children}}
	case *ast.Link:
		return []Inline{{Kind: Link, URL: unescape(n.Destination), Children: children}}
	}
	return children
}

func textOf(n *ast.Text, src []byte) []Inline {
	out := []Inline{{Kind: Text, Text: unescape(n.Segment.Value(src))}}
	switch {
	case n.HardLineBreak():
		out = append(out, Inline{Kind: Break})
	case n.SoftLineBreak():
		out = append(out, Inline{Kind: Text, Text: " "})
	}
	return out
}

func autoURL(n *ast.AutoLink, src []byte) string {
	url := string(n.URL(src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(url, "mailto:") {
		return "mailto:" + url
	}
	return url
}

type placeholderNode struct {
	ast.BaseInline
	expr string
}

var kindPlaceholder = ast.NewNodeKind("Placeholder")

func (*placeholderNode) Kind() ast.NodeKind { return kindPlaceholder }

func (n *placeholderNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"expr": n.expr}, nil)
}

// placeholderParser reads {{expression}} within one line.
type placeholderParser struct{}

func (placeholderParser) Trigger() []byte { return []byte{'{'} }

// maxExpr is the longest expression between braces, in bytes.
const maxExpr = 200

func (placeholderParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	rest, ok := bytes.CutPrefix(line, []byte("{{"))
	if !ok {
		return nil
	}
	end := bytes.Index(rest[:min(len(rest), maxExpr)], []byte("}}"))
	if end < 0 || !ValidExpr(string(rest[:end])) {
		return nil
	}
	block.Advance(end + 4)
	return &placeholderNode{expr: strings.Join(strings.Fields(string(rest[:end])), " ")}
}

// ValidExpr reports whether text may stand between the braces of a
// placeholder: words of lower-case letters, digits, dots and underscores. What
// computes (a list, a table, a condition) may also hold commas, hyphens and
// the capitals of country codes.
func ValidExpr(text string) bool {
	if strings.TrimSpace(text) == "" {
		return false
	}
	computes := computing(text)
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '.', r == '_', r == ' ':
		case computes && (r >= 'A' && r <= 'Z' || r == ',' || r == '-'):
		default:
			return false
		}
	}
	return true
}
