package pdf

import (
	"bytes"
	"encoding/binary"
	"math"
)

// outputIntent says that the colours of the document are those of sRGB (ISO
// 19005-3, 6.2.3).
func (f *file) outputIntent() int {
	profile := f.addStream("/N 3", srgb(), deflated)
	return f.add("<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)\n" +
		"/Info (sRGB, IEC 61966-2-1) /DestOutputProfile " + ref(profile) + ">>")
}

// The chromaticities of sRGB (IEC 61966-2-1, table 1) and the white of the
// profile connection space, D50 (ICC.1:2001-04, 6.3.4.3).
var (
	srgbRed, srgbGreen, srgbBlue = [2]float64{0.64, 0.33}, [2]float64{0.30, 0.60}, [2]float64{0.15, 0.06}
	d65                          = tristimulus([2]float64{0.3127, 0.3290})
	d50                          = [3]float64{0.9642, 1, 0.8249}
)

// bradford is the matrix to the cone responses that an eye adapts by (Lam 1985).
var bradford = [3][3]float64{{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}}

// tristimulus is the colour of a chromaticity at luminance 1.
func tristimulus(xy [2]float64) [3]float64 {
	return [3]float64{xy[0] / xy[1], 1, (1 - xy[0] - xy[1]) / xy[1]}
}

// primaries are red, green and blue as the profile says them: scaled so that
// together they make the white of sRGB, and adapted from that white to D50.
func primaries() [3][3]float64 {
	columns := [3][3]float64{tristimulus(srgbRed), tristimulus(srgbGreen), tristimulus(srgbBlue)}
	scale := times(inverse(transposed(columns)), d65)
	from, to := times(bradford, d65), times(bradford, d50)
	back := inverse(bradford)
	for i := range columns {
		for k := range columns[i] {
			columns[i][k] *= scale[i]
		}
		cone := times(bradford, columns[i])
		for k := range cone {
			cone[k] *= to[k] / from[k]
		}
		columns[i] = times(back, cone)
	}
	return columns
}

func times(m [3][3]float64, v [3]float64) [3]float64 {
	var out [3]float64
	for i := range m {
		out[i] = m[i][0]*v[0] + m[i][1]*v[1] + m[i][2]*v[2]
	}
	return out
}

func transposed(m [3][3]float64) [3][3]float64 {
	var out [3][3]float64
	for i := range m {
		for k := range m[i] {
			out[k][i] = m[i][k]
		}
	}
	return out
}

// inverse is by the adjugate.
func inverse(m [3][3]float64) [3][3]float64 {
	minor := func(i, k int) float64 {
		a, b, c, d := (i+1)%3, (i+2)%3, (k+1)%3, (k+2)%3
		return m[a][c]*m[b][d] - m[a][d]*m[b][c]
	}
	det := m[0][0]*minor(0, 0) + m[0][1]*minor(0, 1) + m[0][2]*minor(0, 2)
	var out [3][3]float64
	for i := range m {
		for k := range m[i] {
			out[k][i] = minor(i, k) / det
		}
	}
	return out
}

// curvePoints is how finely the tone curve is given.
const curvePoints = 1024

// toneCurve is the transfer function of sRGB (IEC 61966-2-1, 5.2).
func toneCurve() []uint16 {
	out := make([]uint16, curvePoints)
	for i := range out {
		v := float64(i) / (curvePoints - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		out[i] = uint16(math.Round(v * 65535))
	}
	return out
}

// iccTag is an element of a profile.
type iccTag struct {
	signature string
	data      []byte
}

// srgb is the profile of sRGB in the form of ICC.1:2001-04 (version 2.4), made
// from the figures of the standard.
func srgb() []byte {
	rgb := primaries()
	curve := iccCurve(toneCurve())
	tags := []iccTag{
		{"desc", iccDescription("sRGB")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", iccXYZ(d50)},
		{"rXYZ", iccXYZ(rgb[0])},
		{"gXYZ", iccXYZ(rgb[1])},
		{"bXYZ", iccXYZ(rgb[2])},
		{"rTRC", curve},
		{"gTRC", curve},
		{"bTRC", curve},
	}
	return iccProfile(tags)
}

// iccProfile puts header, table and elements together. Elements that follow
// one another and are the same stand in the file once.
func iccProfile(tags []iccTag) []byte {
	const headerSize = 128
	be := binary.BigEndian
	table := be.AppendUint32(nil, uint32(len(tags)))
	var body []byte
	start := headerSize + 4 + 12*len(tags)
	offset := 0
	for i, tag := range tags {
		if i == 0 || !bytes.Equal(tag.data, tags[i-1].data) {
			offset = start + len(body)
			body = append(body, tag.data...)
			body = append(body, make([]byte, -len(body)&3)...)
		}
		table = append(table, tag.signature...)
		table = be.AppendUint32(be.AppendUint32(table, uint32(offset)), uint32(len(tag.data)))
	}
	head := make([]byte, headerSize)
	be.PutUint32(head, uint32(start+len(body)))
	be.PutUint32(head[8:], 0x02400000)
	copy(head[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2026, 1, 1} { // a day of its own, the same in every file
		be.PutUint16(head[24+2*i:], v)
	}
	copy(head[36:], "acsp")
	copy(head[68:], iccXYZ(d50)[8:])
	return append(append(head, table...), body...)
}

// iccXYZ is a colour in fixed point numbers of 16 bits before and after.
func iccXYZ(v [3]float64) []byte {
	out := []byte("XYZ \x00\x00\x00\x00")
	for _, x := range v {
		out = binary.BigEndian.AppendUint32(out, uint32(int32(math.Round(x*65536))))
	}
	return out
}

func iccCurve(points []uint16) []byte {
	out := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), uint32(len(points)))
	for _, v := range points {
		out = binary.BigEndian.AppendUint16(out, v)
	}
	return out
}

// iccDescription is a name in ASCII; the places for other scripts stay empty.
func iccDescription(name string) []byte {
	out := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(name)+1))
	out = append(out, name...)
	return append(out, make([]byte, 1+4+4+2+1+67)...)
}
