package pdf

import (
	"crypto/sha256"
	"fmt"
	"strings"
)

// runes are the characters that a face was used for.
type runes [(lastRune + 1) / 64]uint64

func (r *runes) add(s string) {
	for _, c := range s {
		if c <= lastRune {
			r[c/64] |= 1 << (c % 64)
		}
	}
}

// all are the characters in order.
func (r *runes) all() []rune {
	var out []rune
	for i, bits := range r {
		for b := range 64 {
			if bits&(1<<b) != 0 {
				out = append(out, rune(i*64+b))
			}
		}
	}
	return out
}

// What gofpdf writes for a face: this many objects, one after another.
const (
	fontComposite = iota // the font that text names
	fontCID
	fontUnicode // code to character
	fontOrdering
	fontDescriptor
)

// fontObject is how the first of them begins.
const fontObject = "<</Type /Font\n/Subtype /Type0\n/BaseFont /utf8"

// mend sets right what gofpdf writes of fonts: a name that says that the font
// is a part of itself (ISO 32000-1, 9.6.4), and a table that gives every
// character that is used its Unicode and no others (ISO 14289-1, 7.21.7).
func (p *painter) mend(f *file) error {
	names := map[string]faceID{}
	for id, used := range p.fonts {
		if used {
			names[strings.ToLower(faceNames[id])] = faceID(id)
		}
	}
	for n := range f.objects {
		rest, ok := strings.CutPrefix(f.objects[n], fontObject)
		if !ok {
			continue
		}
		name, _, _ := strings.Cut(rest, "\n")
		id, ok := names[name]
		if !ok || n+fontDescriptor >= len(f.objects) {
			return fmt.Errorf("%w: font %s", errShape, name)
		}
		used := p.used[id].all()
		proper := subsetTag(faceNames[id], used) + "+" + faceNames[id]
		for _, at := range []int{fontComposite, fontCID, fontDescriptor} {
			if !strings.Contains(f.objects[n+at], "/utf8"+name) {
				return fmt.Errorf("%w: font %s", errShape, name)
			}
			f.objects[n+at] = strings.ReplaceAll(f.objects[n+at], "/utf8"+name, "/"+proper)
		}
		f.objects[n+fontUnicode] = f.stream("", []byte(unicodeOf(used)), deflated)
		f.objects[n+fontOrdering] = "<</Registry (Adobe)\n/Ordering (Identity)\n/Supplement 0>>"
	}
	return nil
}

// subsetTag is six letters that stand for a choice of characters.
func subsetTag(name string, used []rune) string {
	sum := sha256.Sum256([]byte(name + string(used)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// mappings is how many a block of a table may hold.
const mappings = 100

// unicodeOf is the table from codes to characters (ISO 32000-1, 9.10.3). gofpdf
// takes the character itself for the code.
func unicodeOf(used []rune) string {
	var out strings.Builder
	out.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for len(used) > 0 {
		n := min(len(used), mappings)
		fmt.Fprintf(&out, "%d beginbfchar\n", n)
		for _, r := range used[:n] {
			fmt.Fprintf(&out, "<%04X> <%04X>\n", r, r)
		}
		out.WriteString("endbfchar\n")
		used = used[n:]
	}
	out.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return out.String()
}
