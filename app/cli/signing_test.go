package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clausedesk/app/apptest/authority"
	"clausedesk/app/cli"

	pkcs12 "software.sslmate.com/src/go-pkcs12"
)

// desk runs commands over one library, with authorities to ask.
type desk struct {
	t *testing.T
	*authority.World
	dir string
	env map[string]string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	day, err := time.Parse(time.RFC3339, testDay)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{
		t: t, World: authority.New(t, day), dir: t.TempDir(),
		env: map[string]string{"CLAUSEDESK_PASSPHRASE": "correct horse", "LANG": "en"},
	}
	pair := d.Issue("Ada Lind", nil, nil)
	p12, err := pkcs12.Modern2023.WithIterations(1).Encode(pair.Key, pair.Certificate, d.Chain(), "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	d.write("ada.p12", p12)
	d.write("notice.md", []byte("# Privacy statement\n\n## Who we are\n\nWe are Kweekwerk.\n"))
	d.ok("import", d.path("notice.md"), "--client", "Kweekwerk")
	d.ok("publish", "Privacy statement", "--effective", "2026-11-21", "--accept-findings", "a test")
	d.ok("identity", "import", d.path("ada.p12"), "--name", "Ada")
	return d
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, name) }

func (d *desk) write(name string, data []byte) {
	d.t.Helper()
	if err := os.WriteFile(d.path(name), data, 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// run runs a command and returns its exit code and what it said.
func (d *desk) run(args ...string) (code int, out, said string) {
	d.t.Helper()
	var stdout, stderr bytes.Buffer
	day, _ := time.Parse(time.RFC3339, testDay)
	code = cli.Run(context.Background(), args, cli.Env{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, Version: "test",
		Getenv: func(name string) string { return d.env[name] },
		Now:    func() time.Time { return day }, Library: d.path("library.clausedesk"),
	})
	return code, stdout.String(), stderr.String()
}

func (d *desk) ok(args ...string) string {
	d.t.Helper()
	code, out, said := d.run(args...)
	if code != 0 {
		d.t.Fatalf("%v: exit %d\n%s%s", args, code, out, said)
	}
	return out
}

func (d *desk) levels(file string) []string {
	d.t.Helper()
	var report struct {
		Result     string
		Signatures []struct{ Kind, Level string }
	}
	if err := json.Unmarshal([]byte(d.ok("verify", d.path(file), "--json")), &report); err != nil {
		d.t.Fatal(err)
	}
	var levels []string
	for _, s := range report.Signatures {
		if s.Kind != "timestamp" {
			levels = append(levels, s.Level)
		}
	}
	return levels
}

func (d *desk) absent(name string) {
	d.t.Helper()
	if _, err := os.Stat(d.path(name)); err == nil {
		d.t.Errorf("%s was written", name)
	}
}

// TestLevelsOfTheCommandLine goes the whole way: offline at first, then with an
// authority, a place for the client, the client's signature, and renewal.
func TestLevelsOfTheCommandLine(t *testing.T) {
	d := newDesk(t)
	const name = "Privacy statement@1"
	code, _, said := d.run("export", name, "-o", d.path("no.pdf"), "--sign", "Ada", "--level", "B-T")
	if code != cli.ExitFailed || !strings.Contains(said, "No timestamp authority is configured") {
		t.Errorf("%d %s", code, said)
	}
	d.absent("no.pdf")
	if out := d.ok("authority"); !strings.Contains(out, "No timestamp authority") || d.Asked("/tsa") != 0 {
		t.Errorf("%s, asked %d times", out, d.Asked("/tsa"))
	}
	if out := d.ok("authority", "--timestamps", d.StampURL(), "--try"); !strings.Contains(out, "Test Timestamps") {
		t.Error(out)
	}
	code, _, said = d.run("export", name, "-o", d.path("no.pdf"), "--sign", "Ada", "--level", "B-LT")
	if code != cli.ExitFailed || !strings.Contains(said, "may not ask") || d.Asked("/ocsp") != 0 {
		t.Errorf("%d %s", code, said)
	}
	d.absent("no.pdf")
	d.ok("authority", "--ask-revocation")
	d.ok("export", name, "-o", d.path("a.pdf"), "--sign", "Ada", "--level", "B-LTA", "--countersign", "--reason", "Published")
	d.ok("sign", d.path("a.pdf"), "--sign", "Ada", "--field", "Countersignature", "--level", "B-T", "-o", d.path("b.pdf"))
	d.ok("extend", d.path("b.pdf"), "--level", "B-LTA", "-o", d.path("c.pdf"))
	if levels := d.levels("c.pdf"); len(levels) != 2 {
		t.Errorf("%v", levels)
	}
	code, _, said = d.run("sign", d.path("c.pdf"), "--sign", "Ada", "--field", "Countersignature", "-o", d.path("no.pdf"))
	if code != cli.ExitFailed || !strings.Contains(said, "no empty signature field") {
		t.Errorf("%d %s", code, said)
	}
	d.absent("no.pdf")
}

// TestAlteredFilesAreNotSigned: a signature over a broken one would lend it
// credit.
func TestAlteredFilesAreNotSigned(t *testing.T) {
	d := newDesk(t)
	d.ok("export", "Privacy statement@1", "-o", d.path("a.pdf"), "--sign", "Ada")
	data, err := os.ReadFile(d.path("a.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte("/Title"))
	if at < 0 {
		t.Fatal("no title to alter")
	}
	data[at+8] ^= 1
	d.write("bad.pdf", data)
	for _, args := range [][]string{
		{"sign", d.path("bad.pdf"), "--sign", "Ada", "-o", d.path("no.pdf")},
		{"extend", d.path("bad.pdf"), "--level", "B-T", "-o", d.path("no.pdf")},
	} {
		if code, _, said := d.run(args...); code != cli.ExitFailed || !strings.Contains(said, "do not hold") {
			t.Errorf("%v: %d %s", args, code, said)
		}
		d.absent("no.pdf")
	}
}

// TestSignAll signs what there is with one passphrase, goes on or stops at a
// file that fails, and says which.
func TestSignAll(t *testing.T) {
	d := newDesk(t)
	d.write("other.md", []byte("# Cookie statement\n\n## What we set\n\nNothing.\n"))
	d.ok("import", d.path("other.md"), "--client", "Other")
	d.ok("publish", "Cookie statement", "--effective", "2026-11-21", "--accept-findings", "a test")
	if err := os.Mkdir(d.path("out"), 0o700); err != nil {
		t.Fatal(err)
	}
	out := strings.Fields(d.ok("sign-all", "--sign", "Ada", "-o", d.path("out")))
	if len(out) != 2 {
		t.Errorf("%v", out)
	}
	for _, file := range out {
		d.ok("verify", file)
	}
	// A folder stands where a file should go.
	if err := os.Remove(out[0]); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(out[0], 0o700); err != nil {
		t.Fatal(err)
	}
	code, stdout, said := d.run("sign-all", "--sign", "Ada", "-o", d.path("out"), "--go-on")
	if code != cli.ExitNo || strings.TrimSpace(stdout) != out[1] || !strings.Contains(said, "Failed: 1") {
		t.Errorf("%d %s %s", code, stdout, said)
	}
	d.env["CLAUSEDESK_PASSPHRASE"] = "wrong horse"
	if code, _, said := d.run("sign-all", "--sign", "Ada", "-o", d.path("out")); code != cli.ExitFailed ||
		!strings.Contains(said, "passphrase is wrong") {
		t.Errorf("%d %s", code, said)
	}
}

// TestSecretsOfTheAuthority: its password is sent, and said nowhere.
func TestSecretsOfTheAuthority(t *testing.T) {
	d := newDesk(t)
	d.write("secret", []byte("s3cret\n"))
	var password string
	d.Instead("/tsa", func(w http.ResponseWriter, r *http.Request) {
		_, password, _ = r.BasicAuth()
		w.WriteHeader(http.StatusUnauthorized)
	})
	out := d.ok("authority", "--timestamps", d.StampURL(), "--user", "studio", "--password-file", d.path("secret"), "--json")
	code, _, said := d.run("export", "Privacy statement@1", "-o", d.path("no.pdf"), "--sign", "Ada", "--level", "B-T")
	if code != cli.ExitFailed || !strings.Contains(said, "401") || password != "s3cret" {
		t.Errorf("%d %q %s", code, password, said)
	}
	if strings.Contains(out+said, "s3cret") {
		t.Error("the password is said")
	}
	d.absent("no.pdf")
	if code, _, said := d.run("authority", "--timestamps", "https://a:b@example.org"); code != cli.ExitFailed ||
		!strings.Contains(said, "not the address") {
		t.Errorf("%d %s", code, said)
	}
}
