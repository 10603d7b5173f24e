// Package online is the program's one door to the network: it carries a
// request to an address somebody configured or a certificate names, and brings
// the whole answer. It owns time limits, size limits and what went wrong on the
// way, in words without secrets; what is asked and whether the answer is any
// good is not its business. Nothing here runs unless it is called.
package online

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

var (
	// ErrAddress means an address that is no plain http or https one.
	ErrAddress = errors.New("not an address to ask")
	// ErrUnreachable means that nobody answered there.
	ErrUnreachable = errors.New("nobody answers at the address")
	// ErrSlow means that the answer did not come in time.
	ErrSlow = errors.New("the answer did not come in time")
	// ErrTooLarge means an answer beyond the limit.
	ErrTooLarge = errors.New("the answer is too large")
)

// StatusError is an answer that is not 200 OK.
type StatusError struct {
	Host string
	Code int
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("%s answers %d %s", e.Host, e.Code, http.StatusText(e.Code))
}

const (
	usualTimeout = 15 * time.Second
	usualLimit   = 8 << 20 // the largest lists of public authorities are some megabytes
	maxRedirects = 3
)

// Client asks. The zero value is ready to use.
type Client struct {
	// User and Password are sent to whoever is asked, over https only.
	User, Password string
	Timeout        time.Duration // of one request; zero is 15 s
	Limit          int64         // of an answer in bytes; zero is 8 MiB
	Transport      http.RoundTripper
}

// Post sends body to the address and returns the whole answer.
//
// Errors wrap ErrAddress, ErrUnreachable, ErrSlow, ErrTooLarge, a *StatusError
// or the context's own.
func (c *Client) Post(ctx context.Context, address, contentType string, body []byte) ([]byte, error) {
	return c.ask(ctx, http.MethodPost, address, contentType, body)
}

// Get returns what lies at the address. Errors are those of Post.
func (c *Client) Get(ctx context.Context, address string) ([]byte, error) {
	return c.ask(ctx, http.MethodGet, address, "", nil)
}

// CheckAddress tells whether an address can be asked: http or https, with a
// host, without a user or password in it. The error is ErrAddress.
func CheckAddress(address string) error {
	_, err := parse(address)
	return err
}

func parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return nil, ErrAddress
	}
	return u, nil
}

func (c *Client) ask(ctx context.Context, method, address, contentType string, body []byte) ([]byte, error) {
	u, err := parse(address)
	if err != nil {
		return nil, err
	}
	timeout := c.Timeout
	if timeout == 0 {
		timeout = usualTimeout
	}
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(limited, method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, ErrAddress
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	if c.User != "" {
		if u.Scheme != "https" && !local(u.Hostname()) {
			return nil, fmt.Errorf("%w: a password is sent over https only", ErrAddress)
		}
		req.SetBasicAuth(c.User, c.Password)
	}
	answer, err := c.carry(req)
	if err != nil {
		return nil, plain(ctx, u.Host, err)
	}
	return answer, nil
}

// local tells whether a host is this machine.
func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (c *Client) carry(req *http.Request) ([]byte, error) {
	client := http.Client{Transport: c.Transport, CheckRedirect: follow}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, &StatusError{req.URL.Host, resp.StatusCode}
	}
	limit := c.Limit
	if limit == 0 {
		limit = usualLimit
	}
	answer, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err == nil && int64(len(answer)) > limit {
		err = ErrTooLarge
	}
	return answer, err
}

// follow goes where an answer sends, a few times and never from https to http.
func follow(next *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects || via[0].URL.Scheme == "https" && next.URL.Scheme != "https" {
		return http.ErrUseLastResponse
	}
	return nil
}

// plain gives an error of the network its kind. The text of the cause is left
// out where it could hold the whole address.
func plain(ctx context.Context, host string, err error) error {
	var status *StatusError
	var timeout interface{ Timeout() bool }
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &status), errors.Is(err, ErrTooLarge):
		return fmt.Errorf("ask %s: %w", host, err)
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("ask %s: %w", host, ErrSlow)
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return fmt.Errorf("ask %s: %w: %w", host, ErrUnreachable, err)
}
