package store

import (
	"errors"
	"testing"

	"clausedesk/app/policy"

	"github.com/google/go-cmp/cmp"
)

// A client's letterhead stands over the studio's, field by field, but a logo
// and an address come from the same hand. With the client its letterhead goes.
func TestLetterheads(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	client, err := s.SaveClient(ctx, policy.Client{Name: "Lumen"})
	if err != nil {
		t.Fatal(err)
	}
	studio := policy.Letterhead{
		Logo: policy.Logo{Kind: policy.LogoPixels, Data: []byte{1, 2}, Width: 3, Height: 4}, Lines: []string{"Studio"}, Color: "#112233", Paper: "letter",
	}
	own := policy.Letterhead{Lines: []string{"Lumen"}, Print: "large"}
	if err := errors.Join(s.SetLetterhead(ctx, "", studio), s.SetLetterhead(ctx, client.ID, own)); err != nil {
		t.Fatal(err)
	}
	got, err := s.LetterheadOf(ctx, client.ID)
	want := policy.Letterhead{Lines: []string{"Lumen"}, Color: "#112233", Paper: "letter", Print: "large"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	if err := s.SetLetterhead(ctx, client.ID, policy.Letterhead{}); err != nil {
		t.Fatal(err)
	}
	if got, err = s.LetterheadOf(ctx, client.ID); cmp.Diff(studio, got) != "" || err != nil {
		t.Errorf("without its own it is %+v, %v", got, err)
	}
	if err := s.SetLetterhead(ctx, "nobody", own); !errors.Is(err, ErrNotFound) {
		t.Errorf("of an unknown client: %v", err)
	}
	if err := errors.Join(s.SetLetterhead(ctx, client.ID, own), s.DeleteClient(ctx, client.ID)); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Letterhead(ctx, client.ID); err != nil || !got.IsZero() {
		t.Errorf("of a deleted client: %+v, %v", got, err)
	}
}
