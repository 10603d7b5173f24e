package library

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"clausedesk/app/policy"

	"github.com/BurntSushi/toml"
)

// Cookie is a cookie or tracker that a service is known to set.
type Cookie struct {
	Name     string `json:"name" toml:"name"`
	Purpose  string `json:"purpose" toml:"purpose"`   // a key of the vocabulary list cookie
	Kind     string `json:"kind" toml:"kind"`         // of cookie_kind
	Lifetime string `json:"lifetime" toml:"lifetime"` // ISO 8601, "session" or "persistent"
	Party    string `json:"party" toml:"party"`       // of party
}

// Service is a supplier that policies name as a recipient of data.
type Service struct {
	ID            string   `json:"id" toml:"id"`
	Name          string   `json:"name" toml:"name"`
	Entity        string   `json:"entity" toml:"entity"`
	Country       string   `json:"country" toml:"country"`                                   // of the entity, ISO 3166-1
	DataCountries []string `json:"data_countries,omitempty" toml:"data_countries,omitempty"` // where else data goes
	Role          string   `json:"role" toml:"role"`
	Category      string   `json:"category" toml:"category"`
	Functions     []string `json:"functions" toml:"functions"`
	Data          []string `json:"data,omitempty" toml:"data,omitempty"`
	Safeguard     string   `json:"safeguard,omitempty" toml:"safeguard,omitempty"`
	Privacy       string   `json:"privacy,omitempty" toml:"privacy,omitempty"`
	Checked       string   `json:"checked" toml:"checked"`     // yyyy-mm: the month whose facts these are
	Confirmed     bool     `json:"confirmed" toml:"confirmed"` // they were looked up, not remembered
	Cookies       []Cookie `json:"cookies,omitempty" toml:"cookies,omitempty"`
	Own           bool     `json:"own,omitempty" toml:"-"`
}

// ErrBadService is returned for a service file that cannot be one.
var ErrBadService = errors.New("not a service of the catalogue")

// DecodeServices reads a TOML file of services.
func DecodeServices(data []byte) ([]Service, error) {
	var file struct {
		Service []Service `toml:"service"`
	}
	if _, err := toml.Decode(string(data), &file); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadService, err)
	}
	for _, s := range file.Service {
		if err := s.Validate(); err != nil {
			return nil, err
		}
	}
	return file.Service, nil
}

// EncodeServices writes services as DecodeServices reads them.
func EncodeServices(services []Service) ([]byte, error) {
	var out bytes.Buffer
	enc := toml.NewEncoder(&out)
	enc.Indent = ""
	err := enc.Encode(struct {
		Service []Service `toml:"service"`
	}{services})
	return out.Bytes(), err
}

// Validate checks what must hold before a service is used.
func (s Service) Validate() error {
	record := s.Record()
	def, _ := policy.RegisterDefOf("recipients")
	switch {
	case !nameShape.MatchString(s.ID):
		return fmt.Errorf("%w: %q is no identifier", ErrBadService, s.ID)
	case strings.TrimSpace(s.Name) == "":
		return fmt.Errorf("%w: %s has no name", ErrBadService, s.ID)
	}
	for _, field := range def.Fields {
		if !field.Fits(record[field.Key]) {
			return fmt.Errorf("%w: %s: %s is %q", ErrBadService, s.ID, field.Key, record[field.Key])
		}
	}
	return s.validCookies()
}

// validCookies checks the cookies as rows of their register: a policy takes
// them over as they are.
func (s Service) validCookies() error {
	def, _ := policy.RegisterDefOf("cookies")
	for i, record := range s.CookieRecords() {
		for _, field := range def.Fields {
			value := record[field.Key]
			if !field.Fits(value) || field.Required && strings.TrimSpace(value) == "" {
				return fmt.Errorf("%w: %s: cookie %d: %s is %q", ErrBadService, s.ID, i+1, field.Key, value)
			}
		}
	}
	return nil
}

// Record returns the row of the recipients register that the service fills.
// Its countries are where the company is and, outside the European Economic
// Area, where else its data goes.
func (s Service) Record() policy.Record {
	countries := []string{s.Country}
	for _, other := range s.DataCountries {
		if !policy.InRegion(other, "eea") && !slices.Contains(countries, other) {
			countries = append(countries, other)
		}
	}
	record := policy.Record{
		"name": s.Name, "entity": s.Entity, "role": s.Role, "country": strings.Join(countries, ", "),
		"function": strings.Join(s.Functions, ", "), "data": strings.Join(s.Data, ", "),
		"safeguard": s.Safeguard, "url": s.Privacy,
	}
	for key, value := range record {
		if value == "" {
			delete(record, key)
		}
	}
	return record
}

// CookieRecords returns the rows of the cookies register that the service's
// known cookies fill.
func (s Service) CookieRecords() []policy.Record {
	var out []policy.Record
	for _, cookie := range s.Cookies {
		out = append(out, policy.Record{
			"name": cookie.Name, "provider": s.Name, "purpose": cookie.Purpose,
			"kind": cookie.Kind, "lifetime": cookie.Lifetime, "party": cookie.Party,
		})
	}
	return out
}

func sortServices(services []Service) {
	slices.SortStableFunc(services, func(a, b Service) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
}

// Services lists the catalogue by name.
func (l *Library) Services() []Service { return slices.Clone(l.services) }

// Service returns a service by its identifier, or ErrNoService.
func (l *Library) Service(id string) (Service, error) {
	i := slices.IndexFunc(l.services, func(s Service) bool { return s.ID == id })
	if i < 0 {
		return Service{}, fmt.Errorf("%w: %s", ErrNoService, id)
	}
	return l.services[i], nil
}

// SearchServices lists the services of which a word of the name or the entity
// begins with the text, names that begin with it first; all of them, by name,
// for an empty text.
func (l *Library) SearchServices(text string) []Service {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return l.Services()
	}
	var starts, names, others []Service
	for _, s := range l.services {
		name := strings.ToLower(s.Name)
		switch {
		case strings.HasPrefix(name, text):
			starts = append(starts, s)
		case beginsWord(name, text):
			names = append(names, s)
		case beginsWord(strings.ToLower(s.Entity), text) || s.Category == text:
			others = append(others, s)
		}
	}
	slices.SortStableFunc(starts, likelier)
	slices.SortStableFunc(names, likelier)
	return slices.Concat(starts, names, others)
}

// likelier orders services that a search finds in the same way: what was
// looked up before what was remembered, then the shorter name, of which the
// text is more.
func likelier(a, b Service) int {
	if a.Confirmed != b.Confirmed {
		if a.Confirmed {
			return -1
		}
		return 1
	}
	return cmp.Compare(utf8.RuneCountInString(a.Name), utf8.RuneCountInString(b.Name))
}

func beginsWord(text, prefix string) bool {
	for i := 0; ; {
		if strings.HasPrefix(text[i:], prefix) {
			return true
		}
		next := strings.IndexAny(text[i:], " .-(")
		if next < 0 {
			return false
		}
		i += next + 1
	}
}
