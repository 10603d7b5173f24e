package online_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"clausedesk/app/sign/online"
)

// TestRedirects: an answer may send elsewhere, not in circles, and not from
// https to http.
func TestRedirects(t *testing.T) {
	var insecure *httptest.Server
	mux := http.NewServeMux()
	mux.HandleFunc("/here", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("answer")) }) //nolint:errcheck // a test
	mux.HandleFunc("/there", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/here", http.StatusTemporaryRedirect)
	})
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/down", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, insecure.URL+"/here", http.StatusFound)
	})
	insecure = httptest.NewServer(mux)
	defer insecure.Close()
	secure := httptest.NewTLSServer(mux)
	defer secure.Close()
	c := online.Client{Transport: secure.Client().Transport}
	if got, err := c.Post(context.Background(), secure.URL+"/there", "text/plain", []byte("x")); string(got) != "answer" || err != nil {
		t.Errorf("%q %v", got, err)
	}
	for _, path := range []string{"/round", "/down"} {
		var status *online.StatusError
		if got, err := c.Get(context.Background(), secure.URL+path); !errors.As(err, &status) || status.Code != http.StatusFound {
			t.Errorf("%s: %q %v", path, got, err)
		}
	}
}

// TestCancelled: who cancels waits no longer, and the error is the context's.
func TestCancelled(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer server.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var c online.Client
	if _, err := c.Get(ctx, server.URL); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestAddresses(t *testing.T) {
	for _, bad := range []string{"", "example.org", "ftp://example.org", "https://", "https://a:b@example.org", "file:///etc/passwd", "http://%zz"} {
		if err := online.CheckAddress(bad); !errors.Is(err, online.ErrAddress) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	var c online.Client
	if _, err := c.Get(context.Background(), "http://127.0.0.1:1/secret"); !errors.Is(err, online.ErrUnreachable) || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
}
