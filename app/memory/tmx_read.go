package memory

import (
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// TMXReader reads a TMX file, unit after unit, and holds no more than one.
// Versions 1.1 to 1.4 are read alike.
type TMXReader struct {
	Units   int // read so far that gave an entry
	Skipped int // without two languages, or without text

	xml      *tmxXML
	template Entry
	srclang  string
	tags     map[string]string
}

// NewTMXReader reads a file. What a unit does not say is taken from template:
// its origin, client, writer and time.
func NewTMXReader(r io.Reader, template Entry) *TMXReader {
	return &TMXReader{xml: newTMXXML(r), template: template, tags: map[string]string{}}
}

// Entries returns the entries of the file: of each unit its source with each of
// its translations, or all pairs of languages where it names no source. The
// last is a *TMXError, or one of reading, when the file cannot be read.
func (t *TMXReader) Entries() iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		if err := t.read(yield); err != nil && !errors.Is(err, errStopped) {
			if errors.Is(err, io.ErrUnexpectedEOF) {
				err = t.xml.fail(TMXDamaged, "the file ends too soon")
			}
			yield(Entry{}, err)
		}
	}
}

var errStopped = errors.New("nobody wants more")

func (t *TMXReader) read(yield func(Entry, error) bool) error {
	if err := t.root(); err != nil {
		return err
	}
	for {
		token, err := t.xml.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "header":
			t.srclang = t.tag(attribute(e, "srclang"))
		case e.Name.Local == "tu":
			err = t.unit(e, yield)
			t.xml.fresh()
		}
		if err != nil {
			return err
		}
	}
}

// root finds out whether this is TMX at all.
func (t *TMXReader) root() error {
	for {
		token, err := t.xml.next()
		var wrong *TMXError
		switch e, ok := token.(xml.StartElement); {
		case errors.As(err, &wrong) && wrong.Reason == TMXDamaged, errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return t.xml.fail(TMXNone, "")
		case err != nil:
			return err
		case ok && e.Name.Local == "tmx":
			return nil
		case ok:
			return t.xml.fail(TMXNone, e.Name.Local)
		}
	}
}

// tag returns a language tag as everybody writes it.
func (t *TMXReader) tag(raw string) string {
	if known, ok := t.tags[raw]; ok {
		return known
	}
	tag := strings.ReplaceAll(strings.TrimSpace(raw), "_", "-")
	if parsed, err := language.Raw.Parse(tag); err == nil {
		tag = parsed.String()
	}
	if len(t.tags) < 1000 {
		t.tags[raw] = tag
	}
	return tag
}

// variant is a unit in one language.
type variant struct {
	lang, text, by string
	changed        time.Time
}

// unit reads one unit and passes on its entries.
func (t *TMXReader) unit(e xml.StartElement, yield func(Entry, error) bool) error {
	entry := t.template
	entry.By, entry.Changed = stampOf(e, entry.By, entry.Changed)
	srclang := t.tag(attribute(e, "srclang"))
	if srclang == "" {
		srclang = t.srclang
	}
	var variants []variant
	for depth := len(t.xml.open); len(t.xml.open) >= depth; {
		token, err := t.xml.next()
		if err != nil {
			return unexpectedEnd(err)
		}
		child, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case child.Name.Local == "tuv":
			var v variant
			if v, err = t.variant(child, entry); strings.TrimSpace(v.text) != "" {
				variants = append(variants, v)
			}
		case child.Name.Local == "prop":
			err = t.property(child, &entry)
		default:
			err = t.xml.skip()
		}
		if err != nil {
			return err
		}
	}
	return t.pass(entry, variants, srclang, yield)
}

// property reads the context of a unit, as we and as OmegaT write it.
func (t *TMXReader) property(e xml.StartElement, entry *Entry) error {
	text, err := t.xml.text()
	switch attribute(e, "type") {
	case propBefore, "prev":
		entry.Before = trim(text)
	case propAfter, "next":
		entry.After = trim(text)
	}
	return err
}

func (t *TMXReader) variant(e xml.StartElement, unit Entry) (variant, error) {
	v := variant{lang: t.tag(attribute(e, "xml:lang", "lang"))}
	if v.lang == "" {
		return v, t.xml.fail(TMXLanguage, "")
	}
	v.by, v.changed = stampOf(e, unit.By, unit.Changed)
	for depth := len(t.xml.open); len(t.xml.open) >= depth; {
		token, err := t.xml.next()
		if err != nil {
			return v, unexpectedEnd(err)
		}
		child, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case child.Name.Local == "seg":
			v.text, err = t.xml.readSegment()
		default:
			err = t.xml.skip()
		}
		if err != nil {
			return v, err
		}
	}
	return v, nil
}

// stampOf reads who wrote something, and when.
func stampOf(e xml.StartElement, by string, changed time.Time) (string, time.Time) {
	if who := attribute(e, "changeid", "creationid"); who != "" {
		by = who
	}
	if at, err := time.Parse(tmxTime, attribute(e, "changedate", "creationdate")); err == nil {
		changed = at
	}
	return by, changed
}

const tmxTime = "20060102T150405Z"

// pass makes entries of the languages of a unit.
func (t *TMXReader) pass(entry Entry, variants []variant, srclang string, yield func(Entry, error) bool) error {
	made := 0
	from := sourcesOf(variants, srclang)
	for i, source := range variants {
		for j, target := range variants {
			if i == j || !from[i] || Base(source.lang) == Base(target.lang) {
				continue
			}
			entry.From, entry.Source = source.lang, source.text
			entry.To, entry.Target, entry.By, entry.Changed = target.lang, target.text, target.by, target.changed
			if !yield(entry, nil) {
				return errStopped
			}
			made++
		}
	}
	if made > 0 {
		t.Units++
	} else {
		t.Skipped++
	}
	return nil
}

// sourcesOf says which texts are sources: those in the source language, or in
// it of any region, or all.
func sourcesOf(variants []variant, srclang string) []bool {
	out := make([]bool, len(variants))
	for _, same := range []func(tag string) bool{
		func(tag string) bool { return strings.EqualFold(tag, srclang) },
		func(tag string) bool { return srclang != "" && Base(tag) == Base(srclang) },
		func(string) bool { return true },
	} {
		any := false
		for i, v := range variants {
			out[i] = same(v.lang)
			any = any || out[i]
		}
		if any {
			return out
		}
	}
	return out
}
