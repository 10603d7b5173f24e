package ui_test

import (
	"context"

	"clausedesk/app/studio"
)

// signingScenes are what signing and those it asks are chosen in.
func signingScenes() []scene {
	return []scene{
		{"authorities", func(j *journey) { j.palette("command.authorities") }},
		{"sign-level", func(j *journey) {
			j.Identity(j, "Harbour Studio B.V.")
			_, err := j.Studio.Publish(context.Background(), studio.PublishRequest{Policy: j.id, Effective: "2026-11-21", Accept: "The client agreed"})
			check(j, err)
			j.Idle()
			j.Window.Policy.Versions.Sign("en")
			j.Idle()
		}},
		{"sign-all", func(j *journey) { j.palette("command.sign_all") }},
	}
}
