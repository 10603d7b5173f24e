package explain

import (
	"errors"
	"slices"
	"strings"

	"clausedesk/app/exchange"
	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

// answering words the errors of answers and of the clause library that carry
// facts of their own.
func answering(loc *i18n.Localizer, err error) string {
	var shape *exchange.AnswersError
	if wrong := answerErrors(err); len(wrong) > 0 {
		return answersText(loc, wrong)
	}
	switch {
	case errors.As(err, &shape) && shape.Line > 0:
		return loc.T("error.answers_line", i18n.Data{"Line": shape.Line})
	case shape != nil:
		return loc.T("error.answers_shape", i18n.Data{"Key": shape.Key})
	case errors.Is(err, library.ErrBadClause):
		return loc.T("error.bad_library_clause", i18n.Data{"Detail": behind(err, library.ErrBadClause)})
	case errors.Is(err, library.ErrBadService):
		return loc.T("error.bad_service", i18n.Data{"Detail": behind(err, library.ErrBadService)})
	case errors.Is(err, library.ErrNoKind):
		return loc.T("error.no_kind", i18n.Data{"Kinds": strings.Join(policy.PolicyKinds, ", ")})
	case errors.Is(err, studio.ErrNotWorded):
		return loc.T("error.not_worded", i18n.Data{"Languages": libraryLanguages(loc)})
	}
	return ""
}

// behind is what an error says after a cause that it begins with.
func behind(err, cause error) string {
	_, detail, _ := strings.Cut(err.Error(), cause.Error())
	return strings.TrimLeft(detail, ": ")
}

func libraryLanguages(loc *i18n.Localizer) string {
	var names []string
	for _, lang := range vocabulary.Languages() {
		names = append(names, LanguageName(loc, lang)+" ("+lang+")")
	}
	return strings.Join(names, ", ")
}

// answerErrors collects the answers an error names: each of those joined.
func answerErrors(err error) []*studio.AnswerError {
	if one, is := err.(*studio.AnswerError); is {
		return []*studio.AnswerError{one}
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return answerErrors(e.Unwrap())
	case interface{ Unwrap() []error }:
		var out []*studio.AnswerError
		for _, inner := range e.Unwrap() {
			out = append(out, answerErrors(inner)...)
		}
		return out
	}
	return nil
}

func answersText(loc *i18n.Localizer, wrong []*studio.AnswerError) string {
	lines := []string{loc.N("wrong_answer.count", len(wrong))}
	for _, e := range wrong {
		lines = append(lines, "  "+WrongAnswer(loc, e))
	}
	return strings.Join(lines, "\n")
}

// WrongAnswer words what is wrong with one answer, and what would fit.
func WrongAnswer(loc *i18n.Localizer, e *studio.AnswerError) string {
	register, known := policy.RegisterDefOf(e.Register)
	switch {
	case e.Unknown && known:
		return loc.T("wrong_answer.no_field", i18n.Data{
			"Register": e.Register, "Row": e.Row, "Name": e.Key, "Names": fieldNames(register),
		})
	case e.Unknown && strings.Contains(string(e.Key), "."):
		return loc.T("wrong_answer.no_fact", i18n.Data{"Name": e.Key})
	case e.Unknown:
		return loc.T("wrong_answer.no_register", i18n.Data{"Name": e.Key, "Names": registerNames()})
	case known:
		def, _ := register.Field(e.Key)
		return loc.T("wrong_answer.in_row", i18n.Data{
			"Register": e.Register, "Row": e.Row, "Name": e.Key, "Value": e.Value, "Takes": Takes(loc, def),
		})
	}
	def, _ := policy.FactDefOf(e.Key)
	return loc.T("wrong_answer.fact", i18n.Data{"Name": e.Key, "Value": e.Value, "Takes": Takes(loc, def)})
}

// Takes says what an answer has to look like; empty where anything fits.
func Takes(loc *i18n.Localizer, def policy.FieldDef) string {
	free := []policy.FactKind{"", policy.KindText, policy.KindLong, policy.KindPhone, policy.KindTerm, policy.KindTerms}
	if slices.Contains(free, def.Kind) {
		return ""
	}
	return loc.T("answer_takes."+string(def.Kind), i18n.Data{"Choices": strings.Join(def.Choices, ", ")})
}

func fieldNames(def policy.RegisterDef) string {
	var names []string
	for _, field := range def.Fields {
		names = append(names, string(field.Key))
	}
	return strings.Join(names, ", ")
}

func registerNames() string {
	var names []string
	for _, def := range policy.RegisterDefs() {
		names = append(names, def.Name)
	}
	return strings.Join(names, ", ")
}
