package markup

import (
	"reflect"
	"strconv"
	"sync"
	"testing"
)

func TestParsingAtTheSameTimeGivesTheSame(t *testing.T) {
	body := "a *b* {{client.email}}\n\n- **x:** y\n\n| a |\n| --- |\n| b |\n\nT\n: d"
	want := Write(Parse(body))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if got := Write(Parse(body)); got != want {
					t.Errorf("got %q", got)
				}
			}
		})
	}
	wg.Wait()
}

// What is remembered is handed out again: nothing that is done with it may
// change it.
func TestWhatIsRememberedStaysAsItIs(t *testing.T) {
	heading := "Ask **{{client.name}}**"
	body := "{{when recipients many}} We *share* with {{list recipients}}.\n\n- one {{client.name}}\n  - two\n\n> said\n\n" +
		"| a |\n| --- |\n| {{client.name}} |\n\n{{table recipients}}\n\nT {{client.name}}\n: d"
	want, wantLine := Parse(body), ParseInline(heading)
	value := Values{
		Inline: func(string) []Inline { return []Inline{{Kind: Text, Text: "Lumen."}} },
		Block:  func(string) []Block { return nil }, Shown: func(string) bool { return true },
	}
	first, firstBody := Compute(heading, body, value)
	for range 3 {
		Segments(heading, body)
		Translate(heading, body, func(s Segment) (string, bool) { return s.Source + " more", true })
		Placeholders(heading, body)
		if again, againBody := Compute(heading, body, value); again != first || againBody != firstBody {
			t.Fatalf("computed again it reads %q\n%q\nnot %q\n%q", again, againBody, first, firstBody)
		}
	}
	if !reflect.DeepEqual(parsed(body), want) || !reflect.DeepEqual(parsedInline(heading), wantLine) {
		t.Fatal("what was remembered has changed")
	}
}

func TestTheMemoryIsBounded(t *testing.T) {
	var m memo[int]
	reads := 0
	read := func(string) int { reads++; return reads }
	m.get("kept", read)
	for i := range 5 * memoRoom {
		m.get(strconv.Itoa(i), read)
		if m.get("kept", read) != 1 {
			t.Fatal("a text in use was forgotten")
		}
		if size := len(m.young) + len(m.old); size > 2*memoRoom {
			t.Fatalf("%d texts are remembered", size)
		}
	}
}
