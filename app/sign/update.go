package sign

import (
	"crypto/sha256"
	"strconv"

	"clausedesk/app/sign/pdffile"
)

// update collects the objects of one incremental update behind a PDF.
type update struct {
	file    *pdffile.File
	out     []byte // the whole new file
	next    int    // next free object number
	offsets map[pdffile.Ref]int
}

func newUpdate(f *pdffile.File, in []byte, room int) *update {
	out := make([]byte, len(in), len(in)+room)
	copy(out, in)
	if c := in[len(in)-1]; c != '\n' && c != '\r' {
		out = append(out, '\n')
	}
	return &update{file: f, out: out, next: f.Size(), offsets: map[pdffile.Ref]int{}}
}

// reserve takes a new object number.
func (u *update) reserve() pdffile.Ref {
	r := pdffile.Ref{Num: u.next}
	u.next++
	return r
}

func (u *update) write(r pdffile.Ref, o pdffile.Object) {
	u.offsets[r] = len(u.out)
	u.out = pdffile.AppendIndirect(u.out, r, o)
}

func (u *update) add(o pdffile.Object) pdffile.Ref {
	r := u.reserve()
	u.write(r, o)
	return r
}

// close writes the cross-reference section in the form the file uses. stamp
// makes the second half of the file identifier new.
func (u *update) close(stamp string) {
	newest := u.file.Sections()[0]
	trailer := pdffile.Dict{{Key: "Root", Value: newest.Trailer.Get("Root")}}
	if newest.Trailer.Has("Info") {
		trailer = trailer.With("Info", newest.Trailer.Get("Info"))
	}
	if id, ok := newest.Trailer.Get("ID").(pdffile.Array); ok && len(id) == 2 {
		sum := sha256.Sum256([]byte(stamp + strconv.Itoa(len(u.out))))
		second := pdffile.String{Data: sum[:16], Hex: true}
		trailer = trailer.With("ID", pdffile.Array{id[0], second})
	}
	trailer = trailer.With("Prev", pdffile.Int(newest.Offset))
	var stream pdffile.Ref
	if newest.Stream {
		stream = u.reserve()
	}
	u.out = pdffile.AppendSection(u.out, u.offsets, trailer, u.next, stream)
}
