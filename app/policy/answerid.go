package policy

import "strings"

// Answers in somebody's own words are translated as clauses are. A fact, and a
// register with all its rows, is such a clause for its translations: it has an
// identifier, and its segments have places.
const (
	clientAnswer = "answer-client-"
	policyAnswer = "answer-policy-"
)

// AnswerClause is what the translations of a fact or register are kept under:
// those of the policy's own, or of its client's, which its policies share.
func AnswerClause(own bool, name string) ID {
	if own {
		return ID(policyAnswer + name)
	}
	return ID(clientAnswer + name)
}

// AnswerOf reads what AnswerClause wrote; false for a clause of the text.
func AnswerOf(id ID) (own bool, name string, ok bool) {
	if name, ok = strings.CutPrefix(string(id), policyAnswer); ok {
		return true, name, true
	}
	name, ok = strings.CutPrefix(string(id), clientAnswer)
	return false, name, ok
}

// OfAnswer reports whether a unit translates an answer, not a clause.
func (u Unit) OfAnswer() bool {
	_, _, ok := AnswerOf(u.ClauseID)
	return ok
}
