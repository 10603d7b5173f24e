package pdffile

import "slices"

// AppendSection writes a cross-reference section for the objects at the
// offsets, its trailer and the end-of-file marker behind out. The trailer
// takes Size and, for a cross-reference stream, Type, Index and W from here.
// When stream is not the zero Ref the section is written as that object.
func AppendSection(out []byte, offsets map[Ref]int, trailer Dict, size int, stream Ref) []byte {
	start := len(out)
	if stream != (Ref{}) {
		offsets[stream] = start
		size = max(size, stream.Num+1)
	}
	trailer = trailer.With("Size", Int(size))
	refs := sortedRefs(offsets)
	if stream != (Ref{}) {
		out = appendXRefStream(out, refs, offsets, trailer, stream)
	} else {
		out = appendTable(out, refs, offsets)
		out = append(out, "trailer\n"...)
		out = append(Append(out, trailer), '\n')
	}
	out = append(out, "startxref\n"...)
	out = Append(out, Int(start))
	return append(out, "\n%%EOF\n"...)
}

func sortedRefs(offsets map[Ref]int) []Ref {
	refs := make([]Ref, 0, len(offsets))
	for r := range offsets {
		refs = append(refs, r)
	}
	slices.SortFunc(refs, func(a, b Ref) int { return a.Num - b.Num })
	return refs
}

// run is the number of consecutive object numbers at the head of refs.
func run(refs []Ref) int {
	n := 1
	for n < len(refs) && refs[n].Num == refs[0].Num+n {
		n++
	}
	return n
}

func appendTable(out []byte, refs []Ref, offsets map[Ref]int) []byte {
	out = append(out, "xref\n"...)
	for len(refs) > 0 {
		n := run(refs)
		out = Append(out, Int(refs[0].Num))
		out = append(out, ' ')
		out = append(Append(out, Int(n)), '\n')
		for _, r := range refs[:n] {
			out = append(appendPadded(out, offsets[r], 10), ' ')
			out = append(appendPadded(out, r.Gen, 5), " n \n"...)
		}
		refs = refs[n:]
	}
	return out
}

// appendPadded writes n with leading zeros in the given number of digits.
func appendPadded(out []byte, n, width int) []byte {
	at := len(out)
	for range width {
		out = append(out, '0')
	}
	for i := at + width - 1; i >= at; i-- {
		out[i] = byte('0' + n%10)
		n /= 10
	}
	return out
}

func appendXRefStream(out []byte, refs []Ref, offsets map[Ref]int, trailer Dict, self Ref) []byte {
	var data []byte
	index := Array{}
	for len(refs) > 0 {
		n := run(refs)
		index = append(index, Int(refs[0].Num), Int(n))
		for _, r := range refs[:n] {
			off := offsets[r]
			data = append(data, 1, byte(off>>32), byte(off>>24), byte(off>>16), byte(off>>8), byte(off),
				byte(r.Gen>>8), byte(r.Gen))
		}
		refs = refs[n:]
	}
	d := Dict{{"Type", Name("XRef")}, {"W", Array{Int(1), Int(5), Int(2)}}, {"Index", index}}
	return AppendIndirect(out, self, &Stream{Dict: append(d, trailer...), Raw: data})
}
