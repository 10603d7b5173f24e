package studio

import (
	"context"
	"crypto"
	"errors"
	"fmt"
	"strings"

	"clausedesk/app/sign"
	"clausedesk/app/sign/online"
	"clausedesk/app/sign/revocation"
	"clausedesk/app/sign/tsp"
	"clausedesk/app/store"
)

// Authorities are those of the studio: whom its signatures may ask. Without
// any, nothing goes on the network.
type Authorities struct {
	Timestamps     string // address of an RFC 3161 authority; empty for none
	User, Password string // for it, where it wants them
	// AskRevocation allows asking the addresses that certificates name whether
	// they are revoked, which levels B-LT and B-LTA need.
	AskRevocation bool
}

// ErrAddress means an address of a timestamp authority that cannot be asked.
var ErrAddress = errors.New("not the address of a timestamp authority")

// The settings of the library that hold the authorities.
const (
	settingTimestamps = "authority.timestamps"
	settingUser       = "authority.user"
	settingPassword   = "authority.password"
	settingRevocation = "authority.revocation"
	yes               = "yes"
)

// Authorities returns those that are configured.
func (s *Studio) Authorities(ctx context.Context) (Authorities, error) {
	var a Authorities
	var ask string
	for key, into := range map[string]*string{
		settingTimestamps: &a.Timestamps, settingUser: &a.User, settingPassword: &a.Password, settingRevocation: &ask,
	} {
		value, _, err := s.Store.Setting(ctx, key)
		if err != nil {
			return Authorities{}, fmt.Errorf("read authorities: %w", err)
		}
		*into = value
	}
	a.AskRevocation = ask == yes
	return a, nil
}

// SetAuthorities keeps the authorities in the library, in one transaction. An
// address that cannot be asked is ErrAddress.
func (s *Studio) SetAuthorities(ctx context.Context, a Authorities) error {
	if err := CheckAddress(a.Timestamps); err != nil {
		return err
	}
	a.Timestamps = strings.TrimSpace(a.Timestamps)
	ask := ""
	if a.AskRevocation {
		ask = yes
	}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		for _, set := range [][2]string{
			{settingTimestamps, a.Timestamps},
			{settingUser, strings.TrimSpace(a.User)},
			{settingPassword, a.Password},
			{settingRevocation, ask},
		} {
			if err := tx.SetSetting(set[0], set[1]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keep authorities: %w", err)
	}
	s.emit(Event{Kind: IdentitiesChanged})
	return nil
}

// CheckAddress tells whether an authority could be asked at an address: nil, or
// ErrAddress. No address is one that nobody asks.
func CheckAddress(address string) error {
	address = strings.TrimSpace(address)
	if address != "" && online.CheckAddress(address) != nil {
		return ErrAddress
	}
	return nil
}

// services are the authorities as signatures ask them.
func (s *Studio) services(ctx context.Context) (*sign.Services, error) {
	a, err := s.Authorities(ctx)
	if err != nil {
		return nil, err
	}
	var stamper sign.Stamper
	var revoker sign.Revoker
	if a.Timestamps != "" {
		stamper = tsp.Client{Address: a.Timestamps, Poster: &online.Client{User: a.User, Password: a.Password}}
	}
	if a.AskRevocation {
		revoker = revocation.Client{Asker: &online.Client{}}
	}
	return sign.NewServices(stamper, revoker), nil
}

// trialHash is the digest of the timestamp that tries an authority.
const trialHash = crypto.SHA256

// CheckAuthority asks the configured authority for one timestamp, over nothing
// that means anything, and says who gave it.
func (s *Studio) CheckAuthority(ctx context.Context, a Authorities) (string, error) {
	client := tsp.Client{Address: strings.TrimSpace(a.Timestamps), Poster: &online.Client{User: a.User, Password: a.Password}}
	token, err := client.Stamp(ctx, trialHash, make([]byte, trialHash.Size()))
	if err != nil {
		return "", fmt.Errorf("try timestamp authority: %w", err)
	}
	return sign.SubjectName(token.Certificate), nil
}
