package vocabulary

import "strings"

// Expand writes a pattern out: "{field}" becomes value("field"), and a part in
// square brackets appears only when every field inside it has a value.
func Expand(pattern string, value func(field string) string) string {
	var out strings.Builder
	for pattern != "" {
		open := strings.IndexByte(pattern, '[')
		if open < 0 {
			part, _ := fields(pattern, value)
			out.WriteString(part)
			break
		}
		part, _ := fields(pattern[:open], value)
		out.WriteString(part)
		inside, after, _ := strings.Cut(pattern[open+1:], "]")
		if part, complete := fields(inside, value); complete {
			out.WriteString(part)
		}
		pattern = after
	}
	return out.String()
}

// fields fills in the fields of a part; false when one has no value.
func fields(part string, value func(string) string) (string, bool) {
	var out strings.Builder
	complete := true
	for {
		before, rest, found := strings.Cut(part, "{")
		out.WriteString(before)
		if !found {
			return out.String(), complete
		}
		name, after, _ := strings.Cut(rest, "}")
		text := value(name)
		complete = complete && text != ""
		out.WriteString(text)
		part = after
	}
}
