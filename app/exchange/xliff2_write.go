package exchange

import (
	"bytes"
	"fmt"
	"slices"

	"clausedesk/app/markup"
)

// packageSpace is the XML namespace of what only this program understands.
const packageSpace = "urn:clausedesk:package:1"

func writeXLIFF2(out *bytes.Buffer, p Package, version string) {
	fmt.Fprintf(out, `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:clausedesk="%s"%s version="%s" srcLang="%s" trgLang="%s">
`, packageSpace, modulesOf(p), version, xmlText(p.Source), xmlText(p.Target))
	for _, file := range p.Files {
		fmt.Fprintf(out, " <file id=\"%s\" original=\"%s\">\n", escapeName(file.Policy), xmlText(file.Title))
		for _, segment := range file.Segments {
			writeUnit2(out, segment)
		}
		out.WriteString(" </file>\n")
	}
	out.WriteString("</xliff>\n")
}

// modulesOf declares the modules that a package uses.
func modulesOf(p Package) string {
	var matches, terms string
	for _, file := range p.Files {
		for _, s := range file.Segments {
			if len(s.Matches) > 0 {
				matches = ` xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"`
			}
			if len(s.Terms) > 0 {
				terms = ` xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"`
			}
		}
	}
	return matches + terms
}

func writeUnit2(out *bytes.Buffer, s PackageSegment) {
	source, target := packed(s.Source, s.Target)
	fmt.Fprintf(out, "  <unit id=\"%s\" clausedesk:base=\"%s\">\n", s.Name, xmlText(s.Base))
	writeMatches2(out, s.Matches)
	writeTerms2(out, s.Terms)
	writeNotes2(out, s)
	data := dataOf(append(slices.Clone(source), target...))
	writeData2(out, "   ", data)
	state, id := states2[s.State], ""
	if len(s.Matches) > 0 {
		id = ` id="s"`
	}
	fmt.Fprintf(out, "   <segment%s state=\"%s\"%s>\n", id, state.state, attribute("subState", state.sub))
	fmt.Fprintf(out, "    <source>%s</source>\n", xml2(source, data, kept2(target)))
	if s.Target != "" {
		fmt.Fprintf(out, "    <target>%s</target>\n", xml2(target, data, kept2(target)))
	}
	out.WriteString("   </segment>\n  </unit>\n")
}

// kept2 says of which codes a file can say that they may not be deleted: of
// those that a translation which is there has not lost already.
func kept2(target []piece) func(id string) bool {
	return func(id string) bool {
		return len(target) == 0 || slices.ContainsFunc(target, func(p piece) bool { return p.id == id })
	}
}

func writeMatches2(out *bytes.Buffer, matches []PackageMatch) {
	if len(matches) == 0 {
		return
	}
	out.WriteString("   <mtc:matches>\n")
	for _, m := range matches {
		kind := ""
		if m.Score > 100 {
			kind = ` type="icm"`
		}
		fmt.Fprintf(out, "    <mtc:match ref=\"#s\"%s similarity=\"%d\"%s>\n", kind, min(m.Score, 100), attribute("origin", m.Origin))
		source, target := packed(m.Source, m.Target)
		data := dataOf(append(slices.Clone(source), target...))
		writeData2(out, "     ", data)
		fmt.Fprintf(out, "     <source>%s</source>\n     <target>%s</target>\n    </mtc:match>\n",
			xml2(source, data, kept2(target)), xml2(target, data, kept2(target)))
	}
	out.WriteString("   </mtc:matches>\n")
}

func writeTerms2(out *bytes.Buffer, terms []PackageTerm) {
	if len(terms) == 0 {
		return
	}
	out.WriteString("   <gls:glossary>\n")
	for _, t := range terms {
		fmt.Fprintf(out, "    <gls:glossEntry>\n     <gls:term>%s</gls:term>\n", xmlText(t.Term))
		for _, translation := range t.Translations {
			fmt.Fprintf(out, "     <gls:translation>%s</gls:translation>\n", xmlText(translation))
		}
		if t.Definition != "" || len(t.Forbidden) > 0 || len(t.Translations) == 0 {
			fmt.Fprintf(out, "     <gls:definition>%s</gls:definition>\n", xmlText(t.meaning()))
		}
		out.WriteString("    </gls:glossEntry>\n")
	}
	out.WriteString("   </gls:glossary>\n")
}

func writeNotes2(out *bytes.Buffer, s PackageSegment) {
	if len(s.Notes) == 0 && s.Before == "" && s.After == "" {
		return
	}
	out.WriteString("   <notes>\n")
	write := func(category, text string) {
		if text != "" {
			fmt.Fprintf(out, "    <note category=\"%s\">%s</note>\n", category, xmlText(text))
		}
	}
	for _, note := range s.Notes {
		write("context", note)
	}
	write("before", s.Before)
	write("after", s.After)
	out.WriteString("   </notes>\n")
}

func writeData2(out *bytes.Buffer, indent string, data []string) {
	if len(data) == 0 {
		return
	}
	out.WriteString(indent + "<originalData>\n")
	for i, text := range data {
		fmt.Fprintf(out, "%s <data id=\"d%d\">%s</data>\n", indent, i+1, xmlText(text))
	}
	out.WriteString(indent + "</originalData>\n")
}

func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + xmlText(value) + `"`
}

// dataOf lists what codes stand for, each once.
func dataOf(pieces []piece) []string {
	var out []string
	for _, p := range pieces {
		if p.kind != words && !slices.Contains(out, p.text) {
			out = append(out, p.text)
		}
	}
	return out
}

// xml2 writes pieces as XLIFF 2 has them.
func xml2(pieces []piece, data []string, kept func(id string) bool) string {
	var out bytes.Buffer
	for i, p := range pieces {
		ref := func(p piece) int { return slices.Index(data, p.text) + 1 }
		hints := ` canCopy="no"`
		if kept(p.id) {
			hints += ` canDelete="no"`
		}
		switch p.kind {
		case words:
			out.WriteString(xmlText(p.text))
		case alone:
			fmt.Fprintf(&out, `<ph id="%s" dataRef="d%d"%s%s%s/>`, p.id, ref(p), kind2(p.code), hints, attribute("disp", disp(p)))
		case opens:
			end := slices.IndexFunc(pieces[i:], func(e piece) bool { return e.kind == closes && e.id == p.id })
			fmt.Fprintf(&out, `<pc id="%s" dataRefStart="d%d" dataRefEnd="d%d"%s%s>`, p.id, ref(p), ref(pieces[i+end]), kind2(p.code), hints)
		case closes:
			out.WriteString("</pc>")
		}
	}
	return out.String()
}

func disp(p piece) string {
	if p.code.Kind == markup.Placeholder {
		return p.text
	}
	return ""
}

func kind2(code markup.Inline) string {
	switch code.Kind {
	case markup.Strong:
		return ` type="fmt" subType="xlf:b"`
	case markup.Emphasis:
		return ` type="fmt" subType="xlf:i"`
	case markup.Link:
		return ` type="link"`
	case markup.Break:
		return ` type="fmt" subType="xlf:lb"`
	}
	return ` type="ui" subType="xlf:var"`
}
