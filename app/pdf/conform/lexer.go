package conform

import (
	"encoding/hex"
	"strings"
)

// token is a piece of content: text is the bytes of a string, a name without
// its slash, or what stands there.
type token struct {
	kind tokenKind
	text string
}

type tokenKind int

const (
	operator tokenKind = iota
	number
	nameToken
	stringToken
	bracket
)

// lexer cuts content into tokens (ISO 32000-1, 7.2).
type lexer struct {
	data []byte
	at   int
}

const (
	blanks     = "\x00\t\n\f\r "
	delimiters = "()<>[]{}/%"
)

func (l *lexer) next() (token, bool) {
	l.skip()
	if l.at >= len(l.data) {
		return token{}, false
	}
	switch b := l.data[l.at]; {
	case b == '(':
		return token{stringToken, l.literal()}, true
	case b == '<' && l.peek(1) != '<':
		return token{stringToken, l.hex()}, true
	case b == '/':
		l.at++
		return token{nameToken, l.word()}, true
	case strings.IndexByte(delimiters, b) >= 0:
		if l.at++; b == '<' {
			l.at++
		}
		return token{bracket, string(b)}, true
	}
	word := l.word()
	if strings.Trim(word, "+-.0123456789") == "" || word == "true" || word == "false" || word == "null" {
		return token{number, word}, true
	}
	return token{operator, word}, true
}

func (l *lexer) peek(ahead int) byte {
	if l.at+ahead < len(l.data) {
		return l.data[l.at+ahead]
	}
	return 0
}

// skip passes over blanks and comments.
func (l *lexer) skip() {
	for l.at < len(l.data) {
		switch b := l.data[l.at]; {
		case b == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		case strings.IndexByte(blanks, b) < 0:
			return
		default:
			l.at++
		}
	}
}

func (l *lexer) word() string {
	from := l.at
	for l.at < len(l.data) && strings.IndexByte(blanks+delimiters, l.data[l.at]) < 0 {
		l.at++
	}
	return string(l.data[from:l.at])
}

func (l *lexer) hex() string {
	from := l.at + 1
	for l.at < len(l.data) && l.data[l.at] != '>' {
		l.at++
	}
	digits := strings.Join(strings.Fields(string(l.data[from:l.at])), "")
	l.at++
	if len(digits)%2 == 1 {
		digits += "0"
	}
	out, _ := hex.DecodeString(digits)
	return string(out)
}

// literal reads a string in parentheses.
func (l *lexer) literal() string {
	var out []byte
	depth := 0
	for ; l.at < len(l.data); l.at++ {
		switch b := l.data[l.at]; b {
		case '(':
			if depth++; depth > 1 {
				out = append(out, b)
			}
		case ')':
			if depth--; depth == 0 {
				l.at++
				return string(out)
			}
			out = append(out, b)
		case '\\':
			out = l.escape(out)
		default:
			out = append(out, b)
		}
	}
	return string(out)
}

// escape reads what a backslash begins; the last byte of it is current after.
func (l *lexer) escape(out []byte) []byte {
	l.at++
	b := l.peek(0)
	if named := strings.IndexByte("nrtbf", b); named >= 0 {
		return append(out, "\n\r\t\b\f"[named])
	}
	if b < '0' || b > '7' {
		if b == '\n' {
			return out
		}
		return append(out, b)
	}
	code := 0
	for i := 0; i < 3 && l.peek(0) >= '0' && l.peek(0) <= '7'; i++ {
		code = code*8 + int(l.peek(0)-'0')
		l.at++
	}
	l.at--
	return append(out, byte(code))
}
