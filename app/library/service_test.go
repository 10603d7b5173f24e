package library_test

import (
	"errors"
	"strings"
	"testing"

	"clausedesk/app/library"
)

// A service whose cookies a policy could not take over is none.
func TestTheCookiesOfAServiceAreRowsOfTheirRegister(t *testing.T) {
	good := library.Cookie{Name: "_l*", Purpose: "session", Kind: "necessary", Lifetime: "P1Y", Party: "third"}
	service := func(c library.Cookie) library.Service {
		return library.Service{
			ID: "lockers", Name: "Lockers", Country: "NL", Role: "processor", Functions: []string{"shipping"},
			Cookies: []library.Cookie{good, c},
		}
	}
	own, open := good, good
	own.Purpose, open.Party, open.Lifetime = "opening of lockers", "", "persistent"
	for _, c := range []library.Cookie{good, own, open} {
		if err := service(c).Validate(); err != nil {
			t.Errorf("%+v: %v", c, err)
		}
	}
	for field, wrong := range map[string]func(*library.Cookie){
		"name":     func(c *library.Cookie) { c.Name = " " },
		"purpose":  func(c *library.Cookie) { c.Purpose = "" },
		"kind":     func(c *library.Cookie) { c.Kind = "tasty" },
		"lifetime": func(c *library.Cookie) { c.Lifetime = "a year" },
		"party":    func(c *library.Cookie) { c.Party = "second" },
	} {
		c := good
		wrong(&c)
		err := service(c).Validate()
		if !errors.Is(err, library.ErrBadService) || !strings.Contains(err.Error(), "lockers: cookie 2: "+field+" is ") {
			t.Errorf("%s: %v", field, err)
		}
		data, err := library.EncodeServices([]library.Service{service(c)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := library.DecodeServices(data); !errors.Is(err, library.ErrBadService) {
			t.Errorf("a file with a wrong %s is read: %v", field, err)
		}
	}
}
