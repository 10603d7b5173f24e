package pdf

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"clausedesk/app/pdf/enclosed"
	"clausedesk/app/policy"
)

// carrying is a document with a version inside, and the version.
func carrying(t *testing.T, format int) ([]byte, policy.Content) {
	t.Helper()
	in := everything()
	content := policy.Content{Format: format, PolicyID: "p", Number: 1, Client: "Zoë & Co", Source: "en", Texts: []policy.Text{in.Text}}
	canonical, err := content.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	in.Content, in.SHA256 = canonical, policy.HashOf(canonical)
	document, _ := written(t, in)
	return document, content
}

func TestEnclosedPolicyIsRead(t *testing.T) {
	document, want := carrying(t, policy.ContentFormat)
	got, canonical, err := enclosed.Policy(document)
	if err != nil {
		t.Fatal(err)
	}
	again, err := got.Canonical()
	if err != nil || string(again) != string(canonical) || got.Client != want.Client {
		t.Errorf("read %q, %v", canonical, err)
	}
	// what another program writes anew, with nothing changed, is read as well
	if _, _, err := enclosed.Policy(apart(t, document).together()); err != nil {
		t.Errorf("written anew: %v", err)
	}
}

// What is inside is believed only if it is the one policy that the document
// says it was made from.
func TestEnclosedPolicyIsNotBelieved(t *testing.T) {
	document, _ := carrying(t, policy.ContentFormat)
	newer, _ := carrying(t, policy.ContentFormat+1)
	draft, _ := written(t, oneClause("Body."))
	broken := func(change func(*pieces)) []byte {
		l := apart(t, document)
		change(l)
		return l.together()
	}
	for name, c := range map[string]struct {
		document []byte
		want     error
	}{
		"a draft":          {draft, enclosed.ErrNone},
		"a later form":     {newer, enclosed.ErrNewer},
		"another word":     {broken(func(l *pieces) { l.change(`"client":"Zoë`, `"client":"Zoé`) }), enclosed.ErrAltered},
		"another hash":     {broken(func(l *pieces) { l.change(`(<clausedesk:sha256>)..`, "${1}00") }), enclosed.ErrAltered},
		"no hash":          {broken(func(l *pieces) { l.change(`<clausedesk:sha256>.*</clausedesk:sha256>`, "") }), enclosed.ErrAltered},
		"twice":            {broken(func(l *pieces) { l.change(`/AF \[(.*?)\]`, "/AF [$1 $1]") }), enclosed.ErrAltered},
		"of another kind":  {broken(func(l *pieces) { l.change(`/AFRelationship /Source`, "/AFRelationship /Data") }), enclosed.ErrNone},
		"of another name":  {broken(func(l *pieces) { l.change(`/UF \(policy`, "/UF (letter") }), enclosed.ErrNone},
		"without its data": {broken(func(l *pieces) { l.change(`/EF <<.*?>>`, "/EF <</UF 1 0 R>>") }), enclosed.ErrAltered},
	} {
		if _, _, err := enclosed.Policy(c.document); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, _, err := enclosed.Policy([]byte("Words.")); err == nil {
		t.Error("words are taken for a PDF")
	}
}

// The files of a document are the one policy, whatever its names.
func TestOneNameForTheAttachment(t *testing.T) {
	if AttachmentName != enclosed.File {
		t.Errorf("written as %s, read as %s", AttachmentName, enclosed.File)
	}
	document, _ := carrying(t, policy.ContentFormat)
	if n := strings.Count(string(document), fmt.Sprintf("(%s)", AttachmentName)); n != 3 { // F, UF and the name tree
		t.Errorf("named %d times", n)
	}
}
