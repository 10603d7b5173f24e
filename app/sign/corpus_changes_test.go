package sign

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/sign/pdffile"
)

// tampered is a change behind a signature that must not pass.
type tampered struct {
	name string
	p    int // DocMDP of the signature; 0 for an approval
	ref  string
	with func(s *signedForm) objects
	what ChangeKind
}

func stream(dict, data string) pdffile.Object { return written(streamOf(dict, data)) }

const overPage = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]"

func lockOf(text string) string {
	return "<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2" + text + ">>>>"
}

// filledName fills in the empty field as programs do.
func filledName(s *signedForm) objects {
	return objects{
		formName:  s.set(formName, "V", "(Ada)").With("AP", written(fmt.Sprintf("<</N %d 0 R>>", s.next(0)))),
		s.next(0): stream(formBox, "/Tx BMC BT /Helv 10 Tf (Ada) Tj ET EMC"),
	}
}

func keyed(num int, key pdffile.Name, text string) func(*signedForm) objects {
	return func(s *signedForm) objects { return objects{num: s.set(num, key, text)} }
}

func put(num int, text string) func(*signedForm) objects {
	return func(*signedForm) objects { return objects{num: written(text)} }
}

func annotated(kind, more string) func(*signedForm) objects {
	return func(s *signedForm) objects {
		return objects{
			formFirst: s.set(formFirst, "Annots", fmt.Sprintf("[8 0 R 9 0 R 10 0 R 11 0 R 15 0 R %d 0 R]", s.next(0))),
			s.next(0): written("<</Type/Annot/Subtype/" + kind + "/Rect[60 690 200 720]" + more + ">>"),
		}
	}
}

func fieldAdded(text string) func(*signedForm) objects {
	return func(s *signedForm) objects {
		fields := append(slices.Clone(array(s.tb, s.file, s.dict(formForm).Get("Fields"))), pdffile.Ref{Num: s.next(0)})
		return objects{formForm: s.dict(formForm).With("Fields", fields), s.next(0): written(text)}
	}
}

var tamperings = []tampered{
	// What pages say and show.
	{"content replaced", 0, "", put(formContent, streamOf("", "BT ET")), ChangeContent},
	{"content replaced, P=3", 3, "", put(formContent, streamOf("", "BT ET")), ChangeContent},
	{"content of page 2 replaced", 2, "", put(formContent2, streamOf("", "BT ET")), ChangeContent},
	{"content points elsewhere", 2, "", keyed(formFirst, "Contents", "17 0 R"), ChangeContent},
	{"content extended", 2, "", keyed(formFirst, "Contents", "[6 0 R 17 0 R]"), ChangeContent},
	{"content removed", 2, "", keyed(formFirst, "Contents", ""), ChangeContent},
	{"image replaced (hide)", 2, "", put(formImage, streamOf(overPage, "1 g 0 0 595 842 re f")), ChangePageLook},
	{"image emptied (hide)", 0, "", put(formImage, streamOf("/Type/XObject/Subtype/Form/BBox[0 0 0 0]", "")), ChangePageLook},
	{"font replaced (overwrite)", 2, "", put(formFont, "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"), ChangePageLook},
	{"resources replaced", 2, "", keyed(formFirst, "Resources", "<</Font<</Helv 7 0 R>>>>"), ChangePageLook},
	{"crop box added", 2, "", keyed(formFirst, "CropBox", "[0 0 100 100]"), ChangePageLook},
	{"rotated", 2, "", keyed(formFirst, "Rotate", "90"), ChangePageLook},
	{"user unit", 2, "", keyed(formFirst, "UserUnit", "9"), ChangePageLook},
	{"page action", 2, "", keyed(formFirst, "AA", "<</O<</S/JavaScript/JS(x)>>>>"), ChangePageLook},
	{"inherited box changed", 2, "", keyed(formPages, "MediaBox", "[0 0 100 100]"), ChangePages},
	{"page removed", 2, "", keyed(formPages, "Kids", "[3 0 R]"), ChangePages},
	{"pages swapped", 2, "", keyed(formPages, "Kids", "[4 0 R 3 0 R]"), ChangePages},
	{"page added", 2, "", func(s *signedForm) objects {
		return objects{
			formPages: s.set(formPages, "Kids", fmt.Sprintf("[3 0 R 4 0 R %d 0 R]", s.next(0))).With("Count", pdffile.Int(3)),
			s.next(0): written("<</Type/Page/Parent 2 0 R>>"),
		}
	}, ChangePages},
	{"other page tree", 2, "", func(s *signedForm) objects {
		return objects{
			formCatalog: s.set(formCatalog, "Pages", fmt.Sprintf("%d 0 R", s.next(0))),
			s.next(0):   written("<</Type/Pages/Kids[4 0 R]/Count 1>>"),
		}
	}, ChangePages},
	// Forms: what was read when it was signed stays.
	{"value changed after approval", 0, "", func(s *signedForm) objects {
		return objects{
			formAmount: s.set(formAmount, "V", "(900)").With("AP", written(fmt.Sprintf("<</N %d 0 R>>", s.next(0)))),
			s.next(0):  stream(formBox, "/Tx BMC BT /Helv 10 Tf (900) Tj ET EMC"),
		}
	}, ChangeFieldValue},
	{"look changed alone (replace)", 2, "", put(formHundred, streamOf(formBox, "BT /Helv 10 Tf (900) Tj ET")), ChangeAnnot},
	{"look of another object", 2, "", func(s *signedForm) objects {
		return objects{
			formAmount: s.set(formAmount, "AP", fmt.Sprintf("<</N %d 0 R>>", s.next(0))),
			s.next(0):  stream(formBox, "BT /Helv 10 Tf (900) Tj ET"),
		}
	}, ChangeFieldLook},
	{"blank look filled, no value", 2, "", put(formBlank, streamOf(formBox, "BT /Helv 10 Tf (900) Tj ET")), ChangeAnnot},
	{"field moved", 2, "", keyed(formAmount, "Rect", "[0 0 595 842]"), ChangeField},
	{"field hidden", 2, "", keyed(formAmount, "F", "2"), ChangeField},
	{"field renamed", 2, "", keyed(formAmount, "T", "(other)"), ChangeField},
	{"field made read-only", 2, "", keyed(formAmount, "Ff", "1"), ChangeField},
	{"field with an action", 2, "", keyed(formAmount, "AA", "<</F<</S/JavaScript/JS(x)>>>>"), ChangeField},
	{"field gets kids", 2, "", keyed(formAmount, "Kids", "[8 0 R]"), ChangeUnclear},
	{"field of another kind", 2, "", keyed(formAmount, "FT", "/Sig"), ChangeUnclear},
	{"filled although certified P=1", 1, "", filledName, ChangeFieldFilled},
	{"filled although locked", 2, lockOf("/Action/All"), filledName, ChangeFieldFilled},
	{"filled although included", 0, lockOf("/Action/Include/Fields[(name)]"), filledName, ChangeFieldFilled},
	{"filled although not excluded", 0, lockOf("/Action/Exclude/Fields[(amount)]"), filledName, ChangeFieldFilled},
	{"button painted anew", 2, "", put(formOff, streamOf(formBox, "BT /Helv 10 Tf (X) Tj ET")), ChangeAnnot},
	{"look shared with a page", 2, "", func(s *signedForm) objects {
		return objects{
			formBoth:   s.set(formBoth, "V", "(Ada)"),
			formShared: stream(formBox, "BT /Helv 10 Tf (Ada) Tj ET"),
		}
	}, ChangePageLook},
	{"text field added", 2, "", fieldAdded("<</FT/Tx/T(x)/V(y)/Type/Annot/Subtype/Widget/Rect[0 0 9 9]>>"), ChangeFieldAdded},
	{"text field added, P=3", 3, "", fieldAdded("<</FT/Tx/T(x)>>"), ChangeFieldAdded},
	{"signature field with an action", 2, "", fieldAdded("<</FT/Sig/T(x)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/A<<>>>>"), ChangeFieldAdded},
	{"signature field although P=1", 1, "", fieldAdded("<</FT/Sig/T(x)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]>>"), ChangeFieldAdded},
	{"field removed", 2, "", keyed(formForm, "Fields", "[8 0 R 9 0 R 10 0 R 11 0 R 26 0 R]"), ChangeFieldRemoved},
	{"fields reordered", 2, "", keyed(formForm, "Fields", "[9 0 R 8 0 R 10 0 R 11 0 R 25 0 R 26 0 R]"), ChangeFieldRemoved},
	{"appearances needed", 2, "", keyed(formForm, "NeedAppearances", "true"), ChangeForm},
	{"scripted form", 2, "", keyed(formForm, "XFA", "(x)"), ChangeForm},
	{"calculation order", 2, "", keyed(formForm, "CO", "[9 0 R]"), ChangeForm},
	{"font of the form replaced", 2, "", keyed(formForm, "DR", "<</Font<</Helv 99 0 R>>>>"), ChangeForm},
	{"look of the form", 2, "", keyed(formForm, "DA", "(/Helv 99 Tf 1 g)"), ChangeForm},
	{"signed flag dropped", 1, "", keyed(formForm, "SigFlags", "0"), ChangeForm},
	// Annotations.
	{"comment although P=2", 2, "", annotated("Text", "/Contents(x)"), ChangeAnnotAdded},
	{"comment after approval", 0, "", annotated("Highlight", ""), ChangeAnnotAdded},
	{"free text, P=3", 3, "", annotated("FreeText", "/Contents(900)"), ChangeAnnotAdded},
	{"stamp, P=3", 3, "", annotated("Stamp", ""), ChangeAnnotAdded},
	{"redaction, P=3", 3, "", annotated("Redact", ""), ChangeAnnotAdded},
	{"watermark, P=3", 3, "", annotated("Watermark", ""), ChangeAnnotAdded},
	{"link, P=3", 3, "", annotated("Link", "/A<</S/URI/URI(https://evil.example)>>"), ChangeAnnotAdded},
	{"comment with an action, P=3", 3, "", annotated("Text", "/A<</S/JavaScript/JS(x)>>"), ChangeAnnotAdded},
	{"comment over the page, P=3", 3, "", func(s *signedForm) objects {
		o := annotated("Highlight", "")(s)
		o[s.next(0)] = written("<</Type/Annot/Subtype/Highlight/Rect[0 0 595 842]>>")
		return o
	}, ChangePageLook},
	{"link leads elsewhere", 2, "", keyed(formLink, "A", "<</S/URI/URI(https://evil.example)>>"), ChangeAnnot},
	{"link leads elsewhere, P=3", 3, "", keyed(formLink, "A", "<</S/URI/URI(https://evil.example)>>"), ChangeAnnot},
	{"annotations removed", 2, "", keyed(formFirst, "Annots", ""), ChangeAnnotRemoved},
	{"annotations reordered", 2, "", keyed(formFirst, "Annots", "[15 0 R 11 0 R 10 0 R 9 0 R 8 0 R]"), ChangeAnnotRemoved},
	// The document.
	{"open action", 2, "", keyed(formCatalog, "OpenAction", "<</S/JavaScript/JS(x)>>"), ChangeCatalog},
	{"language", 2, "", keyed(formCatalog, "Lang", "(fr)"), ChangeCatalog},
	{"layers", 2, "", keyed(formCatalog, "OCProperties", "<<>>"), ChangeCatalog},
	{"certification taken away", 2, "", keyed(formCatalog, "Perms", ""), ChangeCatalog},
	{"reader rights added", 2, "", keyed(formCatalog, "Perms", "<</DocMDP 27 0 R/UR3 27 0 R>>"), ChangeCatalog},
	{"version made older", 2, "", keyed(formCatalog, "Version", "/1.0"), ChangeDates},
	{"tags added", 2, "", keyed(formCatalog, "StructTreeRoot", "<<>>"), ChangeStructure},
	{"attachment replaced", 2, "", put(formData, streamOf("/Type/EmbeddedFile", `{"amount":900}`)), ChangeAttachment},
	{"attachment renamed", 2, "", keyed(formFile, "UF", "(other.json)"), ChangeAttachment},
	{"attachments removed", 2, "", keyed(formCatalog, "Names", ""), ChangeAttachment},
	{"title in the information", 2, "", keyed(formInfo, "Title", "(Another)"), ChangeMetadata},
	{"title in the metadata", 2, "", put(formXMP, streamOf("/Type/Metadata/Subtype/XML", strings.Replace(corpusXMP, "Order", "Another", 1))), ChangeMetadata},
	{"metadata no longer XML", 2, "", put(formXMP, streamOf("/Type/Metadata/Subtype/XML", "<x")), ChangeMetadata},
	{"store with a stranger's key", 2, "", keyed(formCatalog, "DSS", "<</JavaScript 6 0 R>>"), ChangeValidation},
	{"store that takes the content", 2, "", func(s *signedForm) objects {
		return objects{formCatalog: s.set(formCatalog, "DSS", "<</Certs[6 0 R]>>"), formContent: stream("", "BT ET")}
	}, ChangeContent},
}

// TestTamperedForms: none of the changes may pass, and each is told by name.
// The same file signed once more by somebody else must not pass either.
func TestTamperedForms(t *testing.T) {
	forms := map[string]*signedForm{}
	for _, c := range tamperings {
		t.Run(c.name, func(t *testing.T) {
			key := fmt.Sprint(c.p, c.ref)
			if forms[key] == nil {
				forms[key] = newSignedForm(t, c.p, c.ref)
			}
			s := forms[key]
			s.tb = t
			pdf := s.changed(c.with(s))
			r := verifyAt(pdf)
			if r.Result != Altered || len(r.Signatures) != 1 || r.Signatures[0].Integrity != IntegrityAltered {
				t.Fatalf("%+v", r)
			}
			if !hasChange(r, c.what, false) || !hasProblem(r, ProblemChangedLater) {
				t.Errorf("%v %+v", r.Signatures[0].Problems, r.Signatures[0].Changes)
			}
			again, err := Sign(t.Context(), pdf, testIdentity(t, P256, "Evil"), SignOptions{Time: signedAt})
			if err == nil && verifyAt(again).Result == Intact {
				t.Error("intact once somebody else signed it")
			}
		})
	}
}
