package check

import "clausedesk/app/policy"

// The rules about answers that contradict each other. An error is what the
// document would print on both sides, or what the law rules out; a warning is
// what people may have meant.
const (
	RuleMarketingNoPurpose   = "marketing_no_purpose"
	RuleMarketingDenied      = "marketing_denied"
	RuleOptInWithoutConsent  = "opt_in_without_consent"
	RuleNewsletterNoPurpose  = "newsletter_no_purpose"
	RuleNewsletterDenied     = "newsletter_denied"
	RuleStatisticsNoPurpose  = "statistics_no_purpose"
	RuleAdvertisingNoPurpose = "advertising_no_purpose"
	RuleCookieNotNecessary   = "cookie_not_necessary"
	RuleCookiesDenied        = "cookies_denied"
	RuleCookiesUnlisted      = "cookies_unlisted"
	RuleConsentNoPurpose     = "consent_no_purpose"
	RuleConsentNoChannel     = "consent_no_channel"
	RuleConsentDemanded      = "consent_demanded"
	RuleTalentPoolBasis      = "talent_pool_basis"
	RuleRecipientsDenied     = "recipients_denied"
	RuleAccountsDenied       = "accounts_denied"
	RuleChannelNoAddress     = "channel_no_address"
	RulePaymentsDenied       = "payments_denied"
	RulePaymentNoProvider    = "payment_no_provider"
	RuleSocialMediaDenied    = "social_media_denied"
	RuleEmbedsDenied         = "embeds_denied"
	RuleAIDenied             = "ai_denied"
	RuleAITrainingDenied     = "ai_training_denied"
	RuleAITrainingNoPurpose  = "ai_training_no_purpose"
	RuleProfilingDenied      = "profiling_denied"
	RuleDecisionConsent      = "decision_consent"
	RuleSharingDenied        = "sharing_denied"
	RuleSpecialDenied        = "special_denied"
	RuleSpecialUnwanted      = "special_unwanted"
	RulePurposeData          = "purpose_data"
	RuleRecipientData        = "recipient_data"
	RuleRetentionUnknown     = "retention_unknown"
	RuleRowTwice             = "row_twice"
	RuleAdequacyMissing      = "adequacy_missing"
	RuleFrameworkElsewhere   = "framework_elsewhere"
	RuleBritishSafeguard     = "british_safeguard"
	RuleUnionHosting         = "union_hosting"
	RuleChildUnderAge        = "child_under_age"
	RuleChildConsentAge      = "child_consent_age"
	RuleChildrenDenied       = "children_denied"
	RuleOfficerDenied        = "officer_denied"
	RuleOfficerUnreachable   = "officer_unreachable"
	RuleSaysNone             = "says_none"
	RuleRepresentativeInside = "representative_inside"
	RuleUKRepresentativeHome = "uk_representative_home"
	RuleAuthorityUnnamed     = "authority_unnamed"
	RuleNumberNoData         = "number_no_data"
	RuleRecruitmentNoPurpose = "recruitment_no_purpose"
	RulePrevailingAbsent     = "prevailing_absent"
)

const (
	grave = policy.SeverityError
	odd   = policy.SeverityWarning
)

var contradictions = []contradiction{
	// advertising
	{
		rule: RuleMarketingNoPurpose, severity: odd, fact: "purposes", citation: "Art. 13(1)(c) GDPR",
		says: "policy.marketing is opt_in,soft_opt_in", against: "purposes any",
		unless: "purposes.name is direct_marketing,newsletter,advertising,personalisation,loyalty,app_notifications",
	},
	{
		rule: RuleMarketingDenied, severity: odd, fact: "policy.marketing",
		says: "policy.marketing is none", rows: []string{"purposes where name is direct_marketing"},
	},
	{
		rule: RuleOptInWithoutConsent, severity: grave, fact: "policy.marketing", citation: "Art. 13 Directive 2002/58/EC",
		says: "policy.marketing is opt_in", rows: []string{"purposes where name is direct_marketing and basis not consent"},
	},
	{
		rule: RuleNewsletterNoPurpose, severity: odd, fact: "purposes", citation: "Art. 13(1)(c) GDPR",
		says: "policy.newsletter is yes", against: "purposes any", unless: "purposes.name is newsletter,direct_marketing",
	},
	{
		rule: RuleNewsletterDenied, severity: odd, fact: "policy.newsletter",
		says: "policy.newsletter is no", rows: []string{"purposes where name is newsletter", "recipients where function is newsletters", "data where name is newsletter_engagement"},
	},
	{
		rule: RuleRecruitmentNoPurpose, severity: odd, fact: "purposes", citation: "Art. 13(1)(c) GDPR",
		says: "policy.kind is applicants", against: "purposes any", unless: "purposes.name is recruitment,talent_pool",
	},

	// cookies and what they are for
	{
		rule: RuleStatisticsNoPurpose, severity: odd, fact: "purposes", citation: "Art. 13(1)(c) GDPR", against: "purposes any",
		rows:   []string{"cookies where kind is statistics", "recipients where function is analytics,product_analytics,session_replay,ab_testing"},
		unless: "purposes.name is analytics,product_improvement,research,quality",
	},
	{
		rule: RuleAdvertisingNoPurpose, severity: odd, fact: "purposes", citation: "Art. 13(1)(c) GDPR", against: "purposes any",
		rows:   []string{"cookies where kind is marketing", "recipients where function is advertising"},
		unless: "purposes.name is advertising,direct_marketing,personalisation,referral",
	},
	{
		rule: RuleCookieNotNecessary, severity: grave, fact: "cookies.kind", citation: "Art. 5(3) Directive 2002/58/EC",
		rows: []string{"cookies where kind is necessary and purpose is marketing,conversion,affiliate,ab_test"},
	},
	{
		rule: RuleCookiesDenied, severity: grave, fact: "cookies", citation: "Art. 5(3) Directive 2002/58/EC",
		confirmed: "cookies", against: "policy.cookie_tool set or data.name is cookie_ids or purposes.data is cookie_ids",
	},
	{
		rule: RuleCookiesUnlisted, severity: odd, fact: "cookies", citation: "Art. 5(3) Directive 2002/58/EC", against: "cookies none",
		rows: []string{"purposes where name is analytics,advertising"},
	},

	// consent
	{
		rule: RuleConsentNoPurpose, severity: odd, fact: "purposes.basis", citation: "Art. 5(3) Directive 2002/58/EC", against: "purposes any",
		rows:   []string{"cookies where kind is statistics,marketing", "recipients where function is session_replay"},
		unless: "purposes.basis is consent",
	},
	{
		rule: RuleConsentNoChannel, severity: grave, fact: "channels", citation: "Art. 7(3) GDPR",
		says: "purposes.basis is consent", against: "channels none and client.email unset and client.privacy_email unset and client.contact_form unset",
	},
	{rule: RuleChannelNoAddress, severity: odd, fact: "channels.address", citation: "Art. 12(2) GDPR", found: channelNoAddress},
	{
		rule: RuleConsentDemanded, severity: grave, fact: "purposes.duty", citation: "Art. 7(4) GDPR",
		rows: []string{"purposes where basis is consent and duty is contract,statute,precondition"},
	},
	{
		rule: RuleTalentPoolBasis, severity: grave, fact: "purposes.basis", clause: "job_applicants",
		rows: []string{"purposes where name is talent_pool and basis not consent"},
	},
	{
		rule: RuleDecisionConsent, severity: odd, fact: "purposes.basis", citation: "Art. 22(2) GDPR", against: "purposes any",
		rows: []string{"automated where basis is explicit_consent"}, unless: "purposes.basis is consent",
	},

	// what the policy says is not done
	{
		rule: RuleRecipientsDenied, severity: grave, fact: "recipients", citation: "Art. 13(1)(e) GDPR", confirmed: "recipients",
		against: "policy.payments is provider or policy.sells_data is yes or policy.social_media is yes or policy.embeds is yes or cookies.party is third",
	},
	{
		rule: RuleAccountsDenied, severity: odd, fact: "policy.accounts", says: "policy.accounts is no",
		rows: []string{"purposes where name is account,client_portal", "data where name is account_credentials", "channels where kind is account"},
	},
	{
		rule: RulePaymentsDenied, severity: odd, fact: "policy.payments", says: "policy.payments is none",
		rows: []string{"purposes where name is payments", "recipients where function is payments,subscription_billing", "data where name is payment_details,card_partial"},
	},
	{
		rule: RulePaymentNoProvider, severity: odd, fact: "recipients", citation: "Art. 13(1)(e) GDPR",
		says: "policy.payments is provider", against: "recipients any",
		unless: "recipients.function is payments,subscription_billing,ecommerce,app_distribution,invoicing",
	},
	{
		rule: RuleSocialMediaDenied, severity: odd, fact: "policy.social_media", says: "policy.social_media is no",
		rows: []string{"purposes where name is social_media", "recipients where function is social_media"},
	},
	{
		rule: RuleEmbedsDenied, severity: odd, fact: "policy.embeds", says: "policy.embeds is no",
		rows: []string{"purposes where name is embedded_content", "recipients where function is video,maps,fonts", "cookies where purpose is video"},
	},
	{
		rule: RuleAIDenied, severity: odd, fact: "policy.ai", says: "policy.ai is no",
		rows: []string{"purposes where name is ai_features,ai_training", "recipients where function is ai_text,ai_media", "data where name is ai_prompts,ai_outputs"},
	},
	{
		rule: RuleAITrainingDenied, severity: grave, fact: "policy.ai_training", says: "policy.ai_training is no",
		rows: []string{"purposes where name is ai_training"},
	},
	{
		rule: RuleAITrainingNoPurpose, severity: odd, fact: "purposes", citation: "Art. 13(1)(c) GDPR",
		says: "policy.ai_training is yes", against: "purposes any", unless: "purposes.name is ai_training",
	},
	{
		rule: RuleProfilingDenied, severity: odd, fact: "policy.profiling", citation: "Art. 22 GDPR", says: "policy.profiling is no",
		rows: []string{"purposes where name is personalisation", "data where name is inferences"},
	},
	{
		rule: RuleSharingDenied, severity: odd, fact: "policy.sells_data", citation: "Cal. Civ. Code § 1798.140(ah)",
		says: "policy.sells_data is no", against: "policy.regimes is us-ca",
		rows: []string{"recipients where function is advertising", "cookies where kind is marketing and party is third"},
	},

	// data
	{rule: RuleSpecialDenied, severity: grave, fact: "data.special", citation: "Art. 9, 10 GDPR", found: specialDenied},
	{
		rule: RuleSpecialUnwanted, severity: odd, fact: "data.special", citation: "Art. 9, 10 GDPR", clause: "minimisation",
		rows: []string{"data where special is health,religion,political,criminal"},
	},
	{rule: RulePurposeData, severity: odd, fact: "data", citation: "Art. 14(1)(d) GDPR", against: "data any", found: purposeData},
	{rule: RuleRecipientData, severity: odd, fact: "data", citation: "Art. 9, 10 GDPR", against: "data any", found: recipientData},
	{
		rule: RuleRetentionUnknown, severity: odd, fact: "retention.name", citation: "Art. 13(2)(a) GDPR",
		against: "data any and purposes any", found: retentionUnknown,
	},
	{rule: RuleRowTwice, severity: odd, fact: "data", found: twice("data", "special")},
	{rule: RuleRowTwice, severity: odd, fact: "cookies", found: twice("cookies", "kind", "provider")},
	{rule: RuleRowTwice, severity: odd, fact: "retention", found: twice("retention", "period", "reason", "from")},
	{rule: RuleNumberNoData, severity: odd, fact: "data", says: "policy.bsn is yes", against: "data any", unless: "data.name is national_id"},

	// transfers; that a safeguard is missing is found in its row
	{
		rule: RuleAdequacyMissing, severity: grave, fact: "recipients.safeguard", citation: "Art. 45 GDPR", says: "policy.regimes is gdpr",
		rows: []string{"recipients where safeguard is adequacy and country outside adequate"},
	},
	{
		rule: RuleFrameworkElsewhere, severity: grave, fact: "recipients.safeguard", citation: "Art. 45 GDPR",
		rows: []string{"recipients where safeguard is dpf and country not US and country outside eea"},
	},
	{
		rule: RuleBritishSafeguard, severity: odd, fact: "recipients.safeguard", citation: "Art. 46 GDPR", says: "policy.regimes is gdpr",
		rows: []string{"recipients where safeguard is uk_idta"}, unless: "policy.regimes is uk",
	},
	{
		rule: RuleUnionHosting, severity: grave, fact: "measures", citation: "Art. 13(1)(f) GDPR", says: "measures.name is eu_hosting",
		rows: []string{"recipients where function is hosting,storage,database,backup,data_warehouse and country outside eea"},
	},

	// children
	{rule: RuleChildUnderAge, severity: grave, fact: "policy.min_age", citation: "Art. 8 GDPR", found: underAge},
	{
		rule: RuleChildConsentAge, severity: odd, fact: "children.age", citation: "Art. 8(1) GDPR",
		says: "policy.regimes is gdpr", against: "purposes.basis is consent", found: underDigitalAge,
	},
	{
		rule: RuleChildrenDenied, severity: odd, fact: "children", citation: "Art. 8 GDPR", confirmed: "children",
		rows: []string{"data where name is children_data"}, unless: "policy.kind is employees,applicants",
	},

	// who is behind it
	{rule: RuleOfficerDenied, severity: grave, fact: "client.dpo_name", citation: "Art. 37 GDPR", against: "client.dpo_email set", found: officerDenied},
	{
		rule: RuleOfficerUnreachable, severity: odd, fact: "client.dpo_email", citation: "Art. 13(1)(b) GDPR",
		says: "client.dpo_email unset", found: officerNamed,
	},
	{
		rule: RuleRepresentativeInside, severity: odd, fact: "client.representative_name", citation: "Art. 27 GDPR", says: "client.country in eea",
		against: "client.representative_name set or client.representative_address set or client.representative_email set",
	},
	{
		rule: RuleUKRepresentativeHome, severity: odd, fact: "client.uk_representative_name", citation: "Art. 27 UK GDPR", says: "client.country is GB",
		against: "client.uk_representative_name set or client.uk_representative_address set or client.uk_representative_email set",
	},
	{
		rule: RuleAuthorityUnnamed, severity: odd, fact: "client.authority", citation: "Art. 13(2)(d) GDPR",
		says: "client.authority unset", against: "client.authority_address set or client.authority_website set",
	},
	{rule: RulePrevailingAbsent, severity: grave, fact: "policy.prevailing_language", found: prevailingAbsent},
}
