package explain

import (
	"errors"

	"clausedesk/app/sign"
	"clausedesk/app/sign/online"
	"clausedesk/app/sign/revocation"
	"clausedesk/app/sign/tsp"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

// signingProblems are the errors of signatures and of those they ask, those
// that say most first.
var signingProblems = []struct {
	err error
	key string
}{
	{sign.ErrNoAuthority, "error.no_authority"},
	{sign.ErrMayNotAsk, "error.may_not_ask"},
	{sign.ErrRevoked, "error.certificate_revoked"},
	{sign.ErrTooLate, "error.renewal_late"},
	{tsp.ErrRefused, "error.authority_refused"},
	{tsp.ErrReply, "error.authority_wrong"},
	{tsp.ErrMalformed, "error.authority_wrong"},
	{tsp.ErrSignature, "error.authority_wrong"},
	{tsp.ErrAuthority, "error.authority_wrong"},
	{online.ErrSlow, "error.answer_slow"},
	{online.ErrTooLarge, "error.answer_large"},
	{online.ErrUnreachable, "error.unreachable"},
	{online.ErrAddress, "error.authority_address"},
	{studio.ErrAddress, "error.authority_address"},
	{sign.ErrChain, "error.chain_missing"},
	{revocation.ErrNoAddress, "error.revocation_unsaid"},
	{revocation.ErrUnreachable, "error.revocation_unsaid"},
	{revocation.ErrNoAnswer, "error.revocation_unsaid"},
	{sign.ErrExpired, "error.certificate_expired"},
	{sign.ErrNotYetValid, "error.certificate_early"},
	{sign.ErrField, "error.signature_field"},
	{sign.ErrLevel, "error.level_unknown"},
	{sign.ErrUnsigned, "error.pdf_unsigned"},
	{studio.ErrNotIntact, "error.not_intact"},
	{studio.ErrNothingToSign, "error.nothing_to_sign"},
}

// signing words why a PDF was not signed.
func signing(loc *i18n.Localizer, err error) string {
	var level *sign.LevelError
	if errors.As(err, &level) {
		data := i18n.Data{"Level": string(level.Level), "Subject": level.Subject, "Problem": signingCause(loc, level.Err)}
		if level.Subject != "" {
			return loc.T("error.level_about", data)
		}
		return loc.T("error.level", data)
	}
	return signingProblem(loc, err)
}

func signingCause(loc *i18n.Localizer, err error) string {
	if text := signingProblem(loc, err); text != "" {
		return text
	}
	return loc.T("error.unexpected", i18n.Data{"Detail": err.Error()})
}

func signingProblem(loc *i18n.Localizer, err error) string {
	var status *online.StatusError
	if errors.As(err, &status) {
		return loc.T("error.answer_status", i18n.Data{"Host": status.Host, "Code": status.Code})
	}
	for _, known := range signingProblems {
		if errors.Is(err, known.err) {
			return loc.T(known.key)
		}
	}
	return ""
}
