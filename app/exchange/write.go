package exchange

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// WriteMarkdown writes a policy as CommonMark with tables and definition
// lists: the title as heading 1, clauses from heading 2.
func WriteMarkdown(w io.Writer, t policy.Text) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n", markup.Escape(oneLine(t.Title)))
	for _, clause := range t.Clauses {
		if clause.Heading != "" {
			fmt.Fprintf(out, "\n%s %s%s\n", strings.Repeat("#", clause.Depth+2), numberText(clause.Number), markdownHeading(clause.Heading))
		}
		if body := markup.Write(markup.Parse(markup.DropAnchors(clause.Body))); body != "" {
			fmt.Fprintf(out, "\n%s\n", body)
		}
	}
	return flushed(out, "markdown")
}

// markdownHeading keeps closing marks of a heading from being read as such.
func markdownHeading(heading string) string {
	if strings.HasSuffix(heading, "#") {
		return strings.TrimRight(heading, "#") + strings.Repeat("\\#", len(heading)-len(strings.TrimRight(heading, "#")))
	}
	return heading
}

// WriteText writes a policy as plain text in reading order, with no
// decoration beyond numbers, bullets and bars between cells.
func WriteText(w io.Writer, t policy.Text) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s\n", oneLine(t.Title))
	words, _ := vocabulary.In(t.Lang)
	for _, clause := range t.Clauses {
		if clause.Heading != "" {
			fmt.Fprintf(out, "\n%s%s\n", numberText(clause.Number), markup.PlainInline(markup.ParseInline(clause.Heading)))
		}
		if body := markup.Plain(spaced(markup.Parse(clause.Body), words.BeforeColon())); body != "" {
			fmt.Fprintf(out, "\n%s\n", body)
		}
	}
	return flushed(out, "text")
}

// spaced puts a space behind the terms of definition lists, in a tree the
// caller owns: plain text has a colon after them, which some languages keep
// apart from the word.
func spaced(blocks []markup.Block, space string) []markup.Block {
	if space == "" {
		return blocks
	}
	for i := range blocks {
		for _, item := range blocks[i].Items {
			spaced(item, space)
		}
		for j := range blocks[i].Defs {
			def := &blocks[i].Defs[j]
			def.Term = append(def.Term, markup.Inline{Kind: markup.Text, Text: space})
			for _, detail := range def.Details {
				spaced(detail, space)
			}
		}
	}
	return blocks
}

// WriteJSON writes the canonical form of a version: the bytes its hash is
// taken over.
func WriteJSON(w io.Writer, c policy.Content) error {
	data, err := c.Canonical()
	if err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

// WriteDraftJSON writes a text that is no version yet.
func WriteDraftJSON(w io.Writer, t policy.Text) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(t); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

func numberText(number string) string {
	switch {
	case number == "":
		return ""
	case strings.Contains(number, "."):
		return number + " "
	}
	return number + ". "
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func flushed(out *bufio.Writer, what string) error {
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write %s: %w", what, err)
	}
	return nil
}
