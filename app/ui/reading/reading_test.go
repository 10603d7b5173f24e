package reading

import (
	"strings"
	"testing"

	"clausedesk/app/library"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"pgregory.net/rapid"
)

var english = Names{i18n.New("en")}

// marked writes rows out: [+came], [-went], *bold*, <chip>.
func marked(rows []Row) string {
	var out []string
	for _, row := range rows {
		line := strings.Repeat("  ", row.Depth)
		for _, span := range append(append([]widgets.Span{}, row.Mark...), row.Spans...) {
			text := span.Text
			if span.Chip {
				text = "<" + text + ">"
			}
			if span.Bold {
				text = "*" + text + "*"
			}
			switch span.Kind {
			case widgets.SpanInserted:
				text = "[+" + text + "]"
			case widgets.SpanDeleted:
				text = "[-" + text + "]"
			}
			line += text
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestARedlineIsFormatted(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"words", "We keep it.", "We all keep it.", "We [+all ]keep it."},
		{"bold that stays", "**Country:** here", "**Country:** there", "*Country:* [-here][+there]"},
		{"words that become bold", "Ask us now.", "Ask **us** now.", "Ask [-us][+*us*] now."},
		{"a placeholder by its name", "At {{client.email}}.", "At {{client.phone}}.", "At [-<E-mail>][+<Telephone>]."},
		{"placeholders side by side", "{{client.email}}{{client.phone}}", "{{client.email}}{{client.phone}}", "<E-mail><Telephone>"},
		{"an item more", "- one\n- two", "- one\n- three\n- two", "  •one\n  [+•][+three]\n  •two"},
		{"a paragraph becomes an item", "Foo", "- Foo", "  [+•]Foo"},
		{"an item becomes a paragraph", "- Foo", "Foo", "[-•]Foo"},
		{"other numbers", "1. a\n2. b", "- a\n- b", "  [-1.][+•]a\n  [-2.][+•]b"},
		{"two paragraphs become one", "One.\n\nTwo.", "One. Two.", "One.[-¶]\n[+ ]Two."},
		{"another address of a link", "[here](https://a.example)", "[here](https://b.example)", "here (https://[-a][+b].example)"},
		{"a condition", "Foo.", "{{when client.email set}}Foo.", "[+Shown when E-mail is answered]\nFoo."},
		{"a table", "| A | B |\n| --- | --- |\n| x | y |", "| A | B |\n| --- | --- |\n| x | z |", "*A*  |  *B*\nx  |  [-y][+z]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := marked(Rows(english, library.Wording{Body: c.before}, library.Wording{Body: c.after}))
			if got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// Whatever the texts: what stays and goes is the old text, what stays and
// comes is the new one, and nothing is marked where nothing changed.
func TestARedlineLosesNothing(t *testing.T) {
	block := rapid.SampledFrom([]string{
		"We keep **it** all.", "- one\n- *two* three\n  - deep", "1. first\n2. second", "> said", "Term\n: meaning",
		"{{when client.email set}}At {{client.email}} or [here](https://a.example).", "| A | B |\n| --- | --- |\n| x | {{client.phone}} |",
		"{{table recipients}}", "a\\\nb",
	})
	body := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(block, 0, 5).Draw(t, "blocks"), "\n\n")
	})
	rapid.Check(t, func(t *rapid.T) {
		before := library.Wording{Heading: rapid.SampledFrom([]string{"", "Who", "**Who** else"}).Draw(t, "heading"), Body: body.Draw(t, "before")}
		after := library.Wording{Heading: "Who", Body: body.Draw(t, "after")}
		rows := Rows(english, before, after)
		for _, side := range []struct {
			words library.Wording
			kind  widgets.SpanKind
		}{{before, widgets.SpanDeleted}, {after, widgets.SpanInserted}} {
			if got, want := read(rows, side.kind), read(Rows(english, side.words, side.words), widgets.SpanSame); got != want {
				t.Fatalf("of %q and %q:\ngot  %q\nwant %q", before.Body, after.Body, got, want)
			}
		}
		for _, row := range Rows(english, after, after) {
			if row.Changed() {
				t.Fatalf("marked: %+v", row)
			}
		}
	})
}

// read is the text of one side without its line breaks.
func read(rows []Row, kind widgets.SpanKind) string {
	out := ""
	for _, row := range rows {
		for _, span := range append(append([]widgets.Span{}, row.Mark...), row.Spans...) {
			if span.Text != "¶" && (span.Kind == widgets.SpanSame || span.Kind == kind) {
				out += span.Text
			}
		}
	}
	return out
}

func TestAroundKeepsWhatIsBesideAChange(t *testing.T) {
	before := library.Wording{Heading: "H", Body: "one\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix"}
	after := before
	after.Body = strings.Replace(before.Body, "four", "4", 1)
	if got := marked(Around(Rows(english, before, after))); got != "*H*\n\nthree\n[-four][+4]\nfive\n" {
		t.Errorf("got %q", got)
	}
}
