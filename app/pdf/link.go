package pdf

import (
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// linkTarget returns the address of a link as a PDF may carry it: ASCII, and
// of a scheme that a reader may safely open, or the clause it leads to. Other
// links stay text.
func linkTarget(address string) string {
	address = strings.TrimSpace(address)
	if _, inside := clauseTarget(address); inside {
		return address
	}
	if outward, ok := markup.Outward(address); ok {
		return asciiURL(outward)
	}
	return ""
}

// clauseTarget returns the clause that a link inside the document leads to.
func clauseTarget(address string) (policy.ID, bool) {
	id, inside := strings.CutPrefix(address, markup.ClauseAnchor)
	return policy.ID(id), inside
}

// asciiURL percent-encodes what is not printable ASCII (RFC 3986, section
// 2.1).
func asciiURL(address string) string {
	var out strings.Builder
	for i := range len(address) {
		if c := address[i]; c > ' ' && c < 0x7F {
			out.WriteByte(c)
		} else {
			const digits = "0123456789ABCDEF"
			out.WriteByte('%')
			out.WriteByte(digits[c>>4])
			out.WriteByte(digits[c&15])
		}
	}
	return out.String()
}
