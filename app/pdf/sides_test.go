package pdf

import (
	"bytes"
	"context"
	"testing"
)

// Many documents are written at one time, as a batch does: each is the one that
// is written alone. The race detector watches this test whole.
func TestDocumentsFromManySides(t *testing.T) {
	langs := []string{"en", "fr", "id", "sq"}
	alone := map[string][]byte{}
	for _, lang := range langs {
		alone[lang], _ = written(t, sample(t, lang, "Title"))
	}
	failed := make(chan string)
	for range 2 {
		for _, lang := range langs {
			in := sample(t, lang, "Title")
			go func() {
				var out bytes.Buffer
				if _, err := Write(context.Background(), &out, in); err != nil || !bytes.Equal(out.Bytes(), alone[lang]) {
					failed <- lang
					return
				}
				failed <- ""
			}()
		}
	}
	for range 2 * len(langs) {
		if lang := <-failed; lang != "" {
			t.Errorf("%s is another document beside others", lang)
		}
	}
}
