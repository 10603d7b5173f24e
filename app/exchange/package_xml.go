package exchange

import (
	"errors"
	"strings"

	"clausedesk/app/exchange/xliff"
)

// node is an element of an XML file, or a text in it.
type node = xliff.Node

// parseXML reads a whole file.
func parseXML(text string) (*node, error) {
	root, err := xliff.Parse(text, maxNodes)
	var unread *xliff.Error
	if errors.As(err, &unread) {
		return nil, &PackageError{Line: unread.Line, Reason: string(unread.Reason), Detail: unread.Detail}
	}
	return root, err
}

// anyAttr returns an attribute, whatever its namespace; empty when absent.
func anyAttr(n *node, name string) string {
	for _, attr := range n.Attrs {
		if attr.Name == name {
			return attr.Value
		}
	}
	return ""
}

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// xmlText escapes text for an element or an attribute. Characters that XML
// does not know become the replacement character.
func xmlText(text string) string {
	return xmlEscapes.Replace(strings.Map(func(r rune) rune {
		if !isXMLChar(r) {
			return 0xfffd
		}
		return r
	}, text))
}

func isXMLChar(r rune) bool {
	return (r >= ' ' || r == '\t' || r == '\n' || r == '\r') && r != 0xfffe && r != 0xffff
}
