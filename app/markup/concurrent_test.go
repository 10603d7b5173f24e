package markup

import (
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
