package markup

import (
	"net/url"
	"strings"
)

// Outward returns the address of a link as a document may carry it: with its
// scheme, and only where that leads to a page, to mail or to a telephone. False
// for any other, which stays text.
func Outward(address string) (string, bool) {
	address = strings.TrimSpace(address)
	if at := strings.IndexByte(address, '@'); at > 0 && !strings.ContainsAny(address, ":/ ") {
		address = "mailto:" + address
	}
	if strings.HasPrefix(strings.ToLower(address), "www.") {
		address = "https://" + address
	}
	parsed, err := url.Parse(address)
	if err != nil {
		return "", false
	}
	switch strings.ToLower(parsed.Scheme) {
	case "http", "https", "mailto", "tel":
		return address, true
	}
	return "", false
}
