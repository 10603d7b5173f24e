package conform

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"clausedesk/app/sign/pdffile"
)

// font is a composite font, with the codes that text shows in it.
type font struct {
	dict, below pdffile.Dict
	used        map[int]bool
}

func (r *reader) selectFont() {
	if len(r.operands) == 0 {
		return
	}
	o := r.dict(r.resources.Get("Font")).Get(pdffile.Name(r.operands[0].text))
	d := r.dict(o)
	if d == nil {
		r.fail("A-6.2.2", "page %d uses font %s, which is not there", r.page+1, r.operands[0].text)
		return
	}
	key := fmt.Sprint(o)
	if r.fonts[key] == nil {
		f := &font{dict: d, used: map[int]bool{}}
		if below := r.array(d.Get("DescendantFonts")); len(below) == 1 {
			f.below = r.dict(below[0])
		}
		r.fonts[key] = f
	}
	r.font = r.fonts[key]
}

// show notes the codes of text, two bytes each.
func (r *reader) show() {
	if r.font == nil {
		r.fail("A-6.2.2", "page %d shows text in no font", r.page+1)
		return
	}
	for _, t := range r.operands {
		if t.kind != stringToken {
			continue
		}
		for i := 0; i+1 < len(t.text); i += 2 {
			r.font.used[int(t.text[i])<<8|int(t.text[i+1])] = true
		}
	}
}

// glyphs checks the fonts that text is shown in (ISO 14289-1, 7.21; ISO 19005-3,
// 6.2.11).
func (c *checker) glyphs() {
	for _, f := range c.fonts {
		c.fontDictionaries(f)
		c.unicode(f)
		c.program(f)
	}
}

func (c *checker) fontDictionaries(f *font) {
	name := c.name(f.dict.Get("BaseFont"))
	c.need(c.name(f.dict.Get("Type")) == "Font" && c.name(f.dict.Get("Subtype")) == "Type0", "A-6.2.11.2", "%s is no composite font", name)
	c.need(c.name(f.below.Get("Subtype")) == "CIDFontType2" && c.name(f.below.Get("BaseFont")) == name, "A-6.2.11.2", "%s stands on another font", name)
	c.need(c.name(f.dict.Get("Encoding")) == "Identity-H" || c.stream(f.dict.Get("Encoding")) != nil, "31-006", "%s", name)
	d := c.dict(f.below.Get("FontDescriptor"))
	c.need(c.name(d.Get("FontName")) == name, "A-6.2.11.2", "%s is described as %s", name, c.name(d.Get("FontName")))
	for _, key := range []pdffile.Name{"Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"} {
		c.need(d.Has(key), "A-6.2.11.2", "%s does not say %s", name, key)
	}
	c.need(f.below.Has("CIDToGIDMap"), "31-005", "%s", name)
	mapped := f.below.Get("CIDToGIDMap")
	c.need(mapped == nil || c.name(mapped) == "Identity" || c.stream(mapped) != nil, "31-004", "%s", name)
	info := c.dict(f.below.Get("CIDSystemInfo"))
	c.need(c.text(info.Get("Registry")) != "" && c.text(info.Get("Ordering")) != "", "A-6.2.11.2", "%s does not say whose codes it has", name)
}

// unicode checks that every code that is shown has its character.
func (c *checker) unicode(f *font) {
	name := c.name(f.dict.Get("BaseFont"))
	table := c.stream(f.dict.Get("ToUnicode"))
	if table == nil {
		c.fail("31-027", "%s", name)
		return
	}
	characters := readUnicode(table)
	for code, text := range characters {
		c.need(!strings.ContainsRune(text, 0), "31-028", "%s, code %04X", name, code)
		c.need(!strings.ContainsAny(text, "\uFEFF\uFFFE"), "31-029", "%s, code %04X", name, code)
	}
	for code := range f.used {
		c.need(characters[code] != "", "10-001", "%s, code %04X", name, code)
	}
}

// readUnicode reads the characters of a table, single ones and ranges.
func readUnicode(table []byte) map[int]string {
	out := map[int]string{}
	l := lexer{data: table}
	var strung []string
	for {
		t, ok := l.next()
		if !ok {
			return out
		}
		switch {
		case t.kind == stringToken:
			strung = append(strung, t.text)
		case t.text == "endbfchar":
			for i := 0; i+1 < len(strung); i += 2 {
				out[codeOf(strung[i])] = decodeUTF16(strung[i+1])
			}
			strung = nil
		case t.text == "endbfrange":
			for i := 0; i+2 < len(strung); i += 3 {
				from, to, first := codeOf(strung[i]), codeOf(strung[i+1]), codeOf(strung[i+2])
				for code := from; code <= to; code++ {
					out[code] = string(rune(first + code - from))
				}
			}
			strung = nil
		case t.kind == operator:
			strung = nil
		}
	}
}

func codeOf(s string) int {
	n := 0
	for i := range len(s) {
		n = n<<8 | int(s[i])
	}
	return n
}

func decodeUTF16(s string) string {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return string(utf16.Decode(units))
}

// program compares the font with what is embedded.
func (c *checker) program(f *font) {
	name := c.name(f.dict.Get("BaseFont"))
	d := c.dict(f.below.Get("FontDescriptor"))
	data := c.stream(d.Get("FontFile2"))
	if data == nil {
		c.fail("31-009", "%s", name)
		return
	}
	c.need(c.int(c.dict(d.Get("FontFile2")).Get("Length1"), -1) == len(data), "A-6.2.11.2", "%s is of another length than it says", name)
	program, err := readTrueType(data)
	if err != nil {
		c.fail("31-009", "%s: %v", name, err)
		return
	}
	widths, otherwise := c.widths(f.below)
	glyphOf := c.glyphMap(f.below)
	for code := range f.used {
		glyph := glyphOf(code)
		c.need(glyph != 0, "31-030", "%s, code %04X", name, code)
		c.need(glyph < len(program.advance), "31-011", "%s, code %04X", name, code)
		if glyph >= len(program.advance) {
			continue
		}
		width, ok := widths[code]
		if !ok {
			width = otherwise
		}
		c.need(math.Abs(width-program.advance[glyph]) <= 1, "31-016", "%s, code %04X: %.0f, in the font %.1f", name, code, width, program.advance[glyph])
	}
	if set := c.stream(d.Get("CIDSet")); set != nil {
		for code := range f.used {
			c.need(code/8 < len(set) && set[code/8]&(0x80>>(code%8)) != 0, "31-014", "%s, code %04X", name, code)
		}
	}
}

// glyphMap says which glyph a code means.
func (c *checker) glyphMap(below pdffile.Dict) func(code int) int {
	table := c.stream(below.Get("CIDToGIDMap"))
	return func(code int) int {
		switch {
		case table == nil:
			return code
		case 2*code+1 >= len(table):
			return 0
		}
		return int(binary.BigEndian.Uint16(table[2*code:]))
	}
}

// widths reads the widths of a font (ISO 32000-1, 9.7.4.3).
func (c *checker) widths(below pdffile.Dict) (map[int]float64, float64) {
	out := map[int]float64{}
	list := c.array(below.Get("W"))
	for i := 0; i+1 < len(list); {
		from := c.int(list[i], 0)
		if each, ok := c.get(list[i+1]).(pdffile.Array); ok {
			for k, w := range each {
				out[from+k] = c.number(w)
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			break
		}
		for code := from; code <= c.int(list[i+1], 0); code++ {
			out[code] = c.number(list[i+2])
		}
		i += 3
	}
	return out, float64(c.int(below.Get("DW"), 1000))
}

// trueType is what is read of a font program: the advance of every glyph, in
// thousandths.
type trueType struct{ advance []float64 }

// readTrueType reads the tables that a composite font needs (ISO 32000-1, 9.9).
func readTrueType(data []byte) (trueType, error) {
	tables, err := tablesOf(data)
	if err != nil {
		return trueType{}, err
	}
	be := binary.BigEndian
	for name, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0} {
		if table, ok := tables[name]; !ok || len(table) < least {
			return trueType{}, fmt.Errorf("no table %s", name)
		}
	}
	glyphs, metrics := int(be.Uint16(tables["maxp"][4:])), int(be.Uint16(tables["hhea"][34:]))
	size := 2 + 2*int(be.Uint16(tables["head"][50:]))
	hmtx, loca := tables["hmtx"], tables["loca"]
	if metrics < 1 || metrics > glyphs || len(hmtx) < 4*metrics || len(loca) < size*(glyphs+1) {
		return trueType{}, fmt.Errorf("tables of %d glyphs are cut", glyphs)
	}
	if err := outlines(loca, size, glyphs, len(tables["glyf"])); err != nil {
		return trueType{}, err
	}
	units := float64(be.Uint16(tables["head"][18:]))
	out := trueType{make([]float64, glyphs)}
	for i := range out.advance {
		out.advance[i] = float64(be.Uint16(hmtx[4*min(i, metrics-1):])) * 1000 / units
	}
	return out, nil
}

// tablesOf cuts a font program into its tables.
func tablesOf(data []byte) (map[string][]byte, error) {
	be := binary.BigEndian
	if len(data) < 12 || len(data) < 12+16*int(be.Uint16(data[4:])) {
		return nil, fmt.Errorf("no table directory")
	}
	tables := map[string][]byte{}
	for i := range int(be.Uint16(data[4:])) {
		entry := data[12+16*i:]
		from, size := int(be.Uint32(entry[8:])), int(be.Uint32(entry[12:]))
		if from+size > len(data) {
			return nil, fmt.Errorf("table %s lies outside", strconv.Quote(string(entry[:4])))
		}
		tables[string(entry[:4])] = data[from : from+size]
	}
	return tables, nil
}

// outlines checks that the places of the glyphs rise and lie in their table.
func outlines(loca []byte, size, glyphs, end int) error {
	at := make([]int, glyphs+1)
	for i := range at {
		if size == 2 {
			at[i] = 2 * int(binary.BigEndian.Uint16(loca[2*i:]))
		} else {
			at[i] = int(binary.BigEndian.Uint32(loca[4*i:]))
		}
	}
	if !slices.IsSorted(at) || at[glyphs] > end {
		return fmt.Errorf("outlines lie outside their table")
	}
	return nil
}
