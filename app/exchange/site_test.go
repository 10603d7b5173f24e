package exchange

import (
	"context"
	"testing"
)

// A website is the client's only when nothing speaks against it.
func TestWhoseWebsite(t *testing.T) {
	for text, want := range map[string]string{
		"See https://policies.example/privacy. Write to dpo@firm.example.":            "",
		"Our shop is https://shop.firm.example. Write to dpo@firm.example.":           "https://shop.firm.example",
		"See https://policies.example. We are www.firm.example, dpo@firm.example.":    "https://www.firm.example",
		"We run https://panel.example for you.":                                       "https://panel.example",
		"We run https://panel.example. Complain at https://www.authority.example/.":   "",
		"We run https://panel.example and https://panel.example/help for customers.":  "https://panel.example",
		"Complain at www.authority.example, or write to help@www-firm.example first.": "",
	} {
		im, err := Import(context.Background(), "a.txt", []byte("Privacy policy\n\nWho we are\n"+text+"\n"), "en")
		if err != nil {
			t.Fatal(err)
		}
		if got := im.Facts["client.website"]; got != want {
			t.Errorf("%q: website %q, want %q", text, got, want)
		}
	}
}
