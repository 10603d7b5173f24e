package policy

import (
	"slices"
	"time"
)

// ReviewBasis says why a policy is to be looked at again on a day.
type ReviewBasis string

// The bases of a review.
const (
	ReviewPractice ReviewBasis = "practice" // a year after it took effect: good practice
	ReviewLaw      ReviewBasis = "law"      // a law that applies asks for it
	ReviewChosen   ReviewBasis = "chosen"   // a person chose the day
)

// Review is when a policy is to be looked at again.
type Review struct {
	Day      string      `json:"day"` // yyyy-mm-dd
	Basis    ReviewBasis `json:"basis"`
	Citation string      `json:"citation,omitempty"` // of the law
}

// usualReview is how many months a policy stands without being looked at.
const usualReview = 12

// reviewLaws are the laws that ask for a review, in months after the version in
// effect took effect.
var reviewLaws = []struct {
	regime   string
	months   int
	citation string
}{
	{"us-ca", 12, "Cal. Civ. Code 1798.130(a)(5)"},
}

// ReviewDue returns when a policy is to be looked at again, by the day its
// version in effect took effect, the laws that apply and the day that a person
// chose, "" for none. Without a version in effect there is nothing to review:
// false. A chosen day holds until a version takes effect on it or after it.
func ReviewDue(effective string, regimes []string, chosen string) (Review, bool) {
	from, err := time.Parse(time.DateOnly, effective)
	if err != nil {
		return Review{}, false
	}
	if chosen > effective {
		return Review{Day: chosen, Basis: ReviewChosen}, true
	}
	due := Review{Day: months(from, usualReview), Basis: ReviewPractice}
	for _, law := range reviewLaws {
		if day := months(from, law.months); slices.Contains(regimes, law.regime) && day <= due.Day {
			due = Review{day, ReviewLaw, law.citation}
		}
	}
	return due, true
}

// months is a day some months later, the last of the month where that is
// shorter.
func months(from time.Time, n int) string {
	to := from.AddDate(0, n, 0)
	if to.Day() != from.Day() {
		to = to.AddDate(0, 0, -to.Day())
	}
	return to.Format(time.DateOnly)
}

// ReviewState is how near a review is.
type ReviewState string

// The states of a review.
const (
	ReviewLater   ReviewState = "later"
	ReviewSoon    ReviewState = "soon" // within ReviewNotice
	ReviewOverdue ReviewState = "overdue"
)

// ReviewNotice is how many days before a review one is reminded of it.
const ReviewNotice = 30

// StateOn returns how near a review is on a day.
func (r Review) StateOn(day string) ReviewState {
	at, err := time.Parse(time.DateOnly, day)
	switch {
	case err != nil || r.Day > at.AddDate(0, 0, ReviewNotice).Format(time.DateOnly):
		return ReviewLater
	case r.Day > day:
		return ReviewSoon
	}
	return ReviewOverdue
}
