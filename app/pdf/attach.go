package pdf

import (
	"crypto/md5" //nolint:gosec // the checksum that the format asks for, not a promise
	"fmt"
	"strings"
)

// AttachmentName is the file name of the policy inside a document made from it.
const AttachmentName = "policy.json"

// attach embeds the policy that the document was made from and returns the
// entries of the catalog that lead to it (ISO 19005-3, 6.8; ISO 32000-1,
// 7.11.4).
func (f *file) attach(in Input) []string {
	date := infoOf(in).date
	embedded := f.addStream(fmt.Sprintf("/Type /EmbeddedFile /Subtype /application#2Fjson\n"+
		"/Params <</Size %d /CreationDate (D:%s) /ModDate (D:%s) /CheckSum <%X>>>", len(in.Content), date, date, md5.Sum(in.Content)), //nolint:gosec
		in.Content, deflated)
	name := pdfText(AttachmentName)
	spec := f.add("<</Type /Filespec /F " + name + " /UF " + name + " /AFRelationship /Source\n/Desc " + pdfText(flat(in.Text.Title)) +
		"\n/EF <</F " + ref(embedded) + " /UF " + ref(embedded) + ">>>>")
	return []string{
		"/AF [" + ref(spec) + "]",
		"/Names <</EmbeddedFiles <</Names [" + strings.Join([]string{name, ref(spec)}, " ") + "]>>>>",
	}
}
