package sign

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/sign/pdffile"
)

// permitted is a change behind a signature that the signature allows.
type permitted struct {
	name string
	p    int
	ref  string
	with func(s *signedForm) objects
	what ChangeKind
	// vouched tells that nobody needs to sign the change: the file is intact
	// even when nobody did.
	vouched bool
}

func storeAdded(s *signedForm) objects {
	return objects{
		formCatalog: s.set(formCatalog, "DSS", fmt.Sprintf("<</Type/DSS/Certs[%d 0 R]>>", s.next(0))),
		s.next(0):   stream("", "no certificate at all"),
	}
}

var permissionsKept = []permitted{
	{"field filled, P=2", 2, "", filledName, ChangeFieldFilled, false},
	{"field filled, P=3", 3, "", filledName, ChangeFieldFilled, false},
	{"empty field filled after approval", 0, "", filledName, ChangeFieldFilled, false},
	{"field filled that is excluded from the lock", 2, lockOf("/Action/Exclude/Fields[(name)]"), filledName, ChangeFieldFilled, false},
	{"field filled beside the lock", 0, lockOf("/Action/Include/Fields[(amount)]"), filledName, ChangeFieldFilled, false},
	{"look of the field written over", 2, "", func(s *signedForm) objects {
		return objects{formName: s.set(formName, "V", "(Ada)"), formBlank: stream(formBox, "/Tx BMC BT (Ada) Tj ET EMC")}
	}, ChangeFieldFilled, false},
	{"value changed, certified P=2", 2, "", func(s *signedForm) objects {
		return objects{
			formAmount: s.set(formAmount, "V", "(90)").With("AP", written(fmt.Sprintf("<</N %d 0 R>>", s.next(0)))),
			s.next(0):  stream(formBox, "/Tx BMC BT /Helv 10 Tf (90) Tj ET EMC"),
		}
	}, ChangeFieldValue, false},
	{"box ticked", 2, "", func(s *signedForm) objects {
		return objects{formAgree: s.set(formAgree, "V", "/Yes").With("AS", pdffile.Name("Yes"))}
	}, ChangeFieldFilled, false},
	{"font added for fields", 2, "", func(s *signedForm) objects {
		o := filledName(s)
		o[formForm] = s.set(formForm, "DR", "<</Font<</Helv 7 0 R/More 7 0 R>>>>")
		return o
	}, ChangeFieldFilled, false},
	{"signature field added", 2, "", fieldAdded("<</FT/Sig/T(Second)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]>>"), ChangeSignatureSpot, false},
	{"note, P=3", 3, "", annotated("Text", "/Contents(see there)"), ChangeAnnotAdded, false},
	{"highlight, P=3", 3, "", annotated("Highlight", ""), ChangeAnnotAdded, false},
	{"store added", 2, "", storeAdded, ChangeValidation, true},
	{"store added although P=1", 1, "", storeAdded, ChangeValidation, true},
	{"store added after approval", 0, "", storeAdded, ChangeValidation, true},
	{"date of change", 2, "", keyed(formInfo, "ModDate", "(D:20261122100000Z)"), ChangeDates, true},
	{"producer", 0, "", keyed(formInfo, "Producer", "(another program)"), ChangeDates, true},
	{"date in the metadata", 2, "", put(formXMP, streamOf("/Type/Metadata/Subtype/XML",
		strings.Replace(corpusXMP, "2026-11-21", "2026-11-22", 1))), ChangeDates, true},
	{"extension declared", 2, "", keyed(formCatalog, "Extensions", "<</ESIC<</BaseVersion/1.7/ExtensionLevel 2>>>>"), ChangeDates, true},
	{"version raised", 2, "", keyed(formCatalog, "Version", "/2.0"), ChangeDates, true},
	{"page written again", 2, "", func(s *signedForm) objects { return objects{formFirst: s.dict(formFirst)} }, ChangeRewritten, false},
}

// TestPermittedChanges: what a signature allows leaves it intact. The file as
// a whole is so too once somebody signed what was added.
func TestPermittedChanges(t *testing.T) {
	for _, c := range permissionsKept {
		t.Run(c.name, func(t *testing.T) {
			s := newSignedForm(t, c.p, c.ref)
			if r := verifyAt(s.pdf); r.Result != Intact {
				t.Fatalf("before: %+v", r)
			}
			pdf := s.changed(c.with(s))
			r := verifyAt(pdf)
			want := map[bool]Result{true: Intact, false: PartlyCovered}[c.vouched]
			if r.Result != want || r.Signatures[0].Integrity != IntegrityIntact {
				t.Fatalf("%s %v %+v", r.Result, r.Signatures[0].Problems, r.Signatures[0].Changes)
			}
			if c.what != ChangeRewritten && !hasChange(r, c.what, true) {
				t.Errorf("%+v", r.Signatures[0].Changes)
			}
			if c.p == 1 {
				return
			}
			again := mustSign(t, pdf, testIdentity(t, P256, "Second"), SignOptions{Time: signedAt})
			if r := verifyAt(again); r.Result != Intact || len(r.Signatures) != 2 {
				t.Errorf("signed: %s %+v", r.Result, r.Signatures)
			}
		})
	}
}

// TestClientSigns fills the empty signature field that the author left.
func TestClientSigns(t *testing.T) {
	for p, want := range map[int]Result{0: Intact, 1: Altered, 2: Intact, 3: Intact} {
		s := newSignedForm(t, p, "")
		if r := verifyAt(clientSigned(t, s, "/AP<</N 13 0 R>>")); r.Result != want {
			t.Errorf("P=%d: %s %+v", p, r.Result, r.Signatures[0].Changes)
		}
	}
	locked := newSignedForm(t, 2, lockOf("/Action/Include/Fields[(Client)]"))
	if r := verifyAt(clientSigned(t, locked, "")); r.Result != Altered {
		t.Errorf("locked: %s", r.Result)
	}
	moved := newSignedForm(t, 2, "")
	if r := verifyAt(clientSigned(t, moved, "/A<</S/JavaScript/JS(x)>>")); r.Result != Altered {
		t.Errorf("with an action: %s", r.Result)
	}
}

func clientSigned(tb testing.TB, s *signedForm, more string) []byte {
	tb.Helper()
	r := newRaw(tb, s.pdf)
	value := s.next(0)
	field := string(pdffile.Append(nil, s.set(formClient, "V", fmt.Sprintf("%d 0 R", value))))
	r.object(formClient, strings.TrimSuffix(field, ">>")+more+">>")
	return sealValue(tb, r, value, "", "Client")
}

// TestLaterCertification: only the first signature may certify.
func TestLaterCertification(t *testing.T) {
	s := newSignedForm(t, 0, "")
	pdf := sealedByHand(t, newRaw(t, s.pdf), s.file, "Late", docMDPReference(3), true)
	if r := verifyAt(pdf); r.Result != Altered || !slices.Contains(r.Problems, ProblemPerms) {
		t.Errorf("%s %v", r.Result, r.Problems)
	}
}

// TestApprovalUnderCertification: what the certification allows holds behind
// the approval too, and no more.
func TestApprovalUnderCertification(t *testing.T) {
	for p, want := range map[int]Integrity{2: IntegrityAltered, 3: IntegrityIntact} {
		s := newSignedForm(t, p, "")
		twice := &signedForm{tb: t, pdf: mustSign(t, s.pdf, testIdentity(t, P256, "Second"), SignOptions{Time: signedAt})}
		twice.file = open(t, twice.pdf)
		r := verifyAt(twice.changed(annotated("Text", "")(twice)))
		if len(r.Signatures) != 2 || r.Signatures[0].Integrity != want || r.Signatures[1].Integrity != want {
			t.Errorf("P=%d: %+v", p, r.Signatures)
		}
	}
}
