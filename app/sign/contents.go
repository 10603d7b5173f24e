package sign

import (
	"bytes"
	"errors"
	"fmt"
	"hash"

	"clausedesk/app/sign/pdffile"
)

// byteRangeWidth is the room for each number of ByteRange.
const byteRangeWidth = 10

// errRoom means that a signature is longer than was expected.
var errRoom = errors.New("signature does not fit its room")

// contentsRoom are the entries ByteRange and Contents of a signature
// dictionary, to be filled when all of the file is written. Size is that of the
// signature in bytes.
func contentsRoom(size int) []pdffile.Entry {
	room := bytes.Repeat([]byte{'0'}, 2*size+2)
	room[0], room[len(room)-1] = '<', '>'
	return []pdffile.Entry{
		{Key: "ByteRange", Value: pdffile.Verbatim("[0" + string(bytes.Repeat([]byte{' '}, 3*(byteRangeWidth+1))) + "]")},
		{Key: "Contents", Value: pdffile.Verbatim(room)},
	}
}

// gap is the room for the value of a signature, in a finished update.
type gap struct{ start, end int }

// findGap looks for the room of the signature dictionary written at value, and
// fills in the ByteRange around it.
func (u *update) findGap(value int) gap {
	const mark, ranges = "/Contents ", "/ByteRange [0"
	start := value + bytes.Index(u.out[value:], []byte(mark)) + len(mark)
	end := start + bytes.IndexByte(u.out[start:], '>') + 1
	at := value + bytes.Index(u.out[value:], []byte(ranges)) + len(ranges)
	for _, n := range []int{start, end, len(u.out) - end} {
		copy(u.out[at:], fmt.Sprintf(" %-*d", byteRangeWidth, n))
		at += byteRangeWidth + 1
	}
	return gap{start, end}
}

// digest is that of all bytes around the gap.
func (u *update) digest(h hash.Hash, g gap) []byte {
	h.Write(u.out[:g.start])
	h.Write(u.out[g.end:])
	return h.Sum(nil)
}

// fill writes the signature into its room. The error is errRoom.
func (u *update) fill(g gap, der []byte) error {
	room := u.out[g.start+1 : g.end-1]
	if 2*len(der) > len(room) {
		return fmt.Errorf("%w: %d bytes in %d", errRoom, len(der), len(room)/2)
	}
	const digits = "0123456789abcdef"
	for i, c := range der {
		room[2*i], room[2*i+1] = digits[c>>4], digits[c&15]
	}
	return nil
}
