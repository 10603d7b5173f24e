package studio

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"clausedesk/app/exchange"
	"clausedesk/app/pdf/enclosed"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/store"
	"clausedesk/app/translate"
)

// readDocument is a document that was read, to be stored as a policy.
type readDocument struct {
	exchange.Imported
	version *policy.Content // what a PDF of our own carried, else nil
}

// readFile reads a document: text, or a PDF that carries the policy it was made
// from.
func (s *Studio) readFile(ctx context.Context, file File, lang string) (readDocument, error) {
	if bytes.HasPrefix(file.Data, []byte("%PDF-")) {
		content, err := s.enclosedIn(file.Data)
		switch {
		case err == nil:
			return ofVersion(content, lang)
		case errors.Is(err, enclosed.ErrAltered), errors.Is(err, enclosed.ErrNewer):
			return readDocument{}, err
		}
	}
	imported, err := exchange.Import(ctx, file.Name, file.Data, lang)
	return readDocument{Imported: imported}, err
}

// enclosedIn is the version inside a PDF. One whose signature says that it was
// changed is not believed.
func (s *Studio) enclosedIn(data []byte) (policy.Content, error) {
	content, _, err := enclosed.Policy(data)
	if err != nil {
		return policy.Content{}, err
	}
	switch result := sign.Verify(data, sign.VerifyOptions{Now: s.now()}).Result; result {
	case sign.Intact, sign.Unsigned:
		return content, nil
	default:
		return policy.Content{}, fmt.Errorf("%w: its signature is %s", enclosed.ErrAltered, result)
	}
}

// CarriesPolicy tells whether a PDF can be imported as the policy that it was
// made from.
func (s *Studio) CarriesPolicy(data []byte) bool {
	_, err := s.enclosedIn(data)
	return err == nil
}

// ofVersion makes a policy of a version: the texts as they read, with the
// answers that were given then. Without a language it is the one the version
// was written in.
func ofVersion(content policy.Content, lang string) (readDocument, error) {
	if lang == "" {
		lang = content.Source
	}
	text, has := content.TextIn(lang)
	if !has && len(content.Texts) > 0 {
		text, has = content.Texts[0], true
	}
	if !has {
		return readDocument{}, fmt.Errorf("%w: there is no text", enclosed.ErrAltered)
	}
	facts := content.Facts
	if facts == nil {
		facts = policy.Facts{}
	}
	return readDocument{version: &content, Imported: exchange.Imported{
		Title: text.Title, Language: text.Lang, Numbered: text.Numbered, Facts: facts, Clauses: clausesOf(text, map[policy.ID]policy.ID{}),
	}}, nil
}

// clausesOf makes a tree of a text. Clauses get identifiers of their own, those
// in ids where there are any.
func clausesOf(text policy.Text, ids map[policy.ID]policy.ID) []policy.Clause {
	flat := make([]leveled, len(text.Clauses))
	for i, then := range text.Clauses {
		if ids[then.ID] == "" {
			ids[then.ID] = policy.NewID()
		}
		flat[i] = leveled{then.Depth, policy.Clause{
			ID: ids[then.ID], Heading: then.Heading, Body: then.Body, Origin: policy.OriginImported,
		}}
	}
	tree, _ := nested(flat, 0)
	return tree
}

// addRead adds what a version has besides its text in one language: the
// other languages, as approved translations where they have the same structure,
// and the registers. It names the languages that it could not take over.
func addRead(tx *store.Tx, p policy.Policy, content policy.Content) (lost []string, err error) {
	source, _ := content.TextIn(p.SourceLang)
	p.Registers = content.Registers
	var units []policy.Unit
	for _, text := range content.Texts {
		if text.Lang == p.SourceLang {
			continue
		}
		made, problem := inLanguage(p.Clauses, source, text)
		if problem != nil {
			lost = append(lost, text.Lang)
			continue
		}
		p.TargetLang = append(p.TargetLang, text.Lang)
		p.Titles[text.Lang] = text.Title
		units = append(units, made...)
	}
	slices.Sort(lost)
	if _, err := tx.CreatePolicy(p); err != nil {
		return nil, err
	}
	return lost, tx.PutUnits(p.ID, units)
}

// inLanguage pairs the clauses of a policy with a text in another language,
// clause by clause as the source text has them.
func inLanguage(clauses []policy.Clause, source, text policy.Text) ([]policy.Unit, error) {
	ids := map[policy.ID]policy.ID{}
	for i, placed := range policy.Flatten(clauses) {
		ids[source.Clauses[i].ID] = placed.ID
	}
	return translate.Align(clauses, clausesOf(text, ids), text.Lang)
}
