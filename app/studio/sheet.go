package studio

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"clausedesk/app/imprint"
	"clausedesk/app/markup"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
	"clausedesk/app/store"
	"clausedesk/app/vocabulary"
)

// HandoverSheet writes the sheet of a delivery, a PDF of one page in a language
// of the program, to path: what was handed over, its hashes, also as a code to
// scan, and a line to sign. Errors: store.ErrNotFound, *FileError.
func (s *Studio) HandoverSheet(ctx context.Context, delivery int64, lang, path string) error {
	row, version, err := s.delivered(ctx, delivery)
	if err != nil {
		return fmt.Errorf("handover sheet: %w", err)
	}
	letterhead, err := s.Store.Letterhead(ctx, "")
	if err != nil {
		return fmt.Errorf("handover sheet: %w", err)
	}
	in := pdf.Input{
		Text: sheetText(row, version, lang), Version: row.Number, Effective: version.Effective,
		SHA256: version.SHA256, Created: row.Created, Look: pdf.LookOf(letterhead), Code: codeOf(row.SHA256),
	}
	var out bytes.Buffer
	if _, err := pdf.Write(ctx, &out, in); err != nil {
		return fmt.Errorf("handover sheet: %w", err)
	}
	if err := stage.WriteBytes(path, 0o644, out.Bytes()); err != nil {
		return &FileError{path, err}
	}
	return nil
}

func (s *Studio) delivered(ctx context.Context, id int64) (store.DeliveryRow, policy.Version, error) {
	rows, err := s.Store.Deliveries(ctx, store.DeliveryFilter{})
	if err != nil {
		return store.DeliveryRow{}, policy.Version{}, err
	}
	for _, row := range rows {
		if row.ID == id {
			version, err := s.Store.Version(ctx, row.PolicyID, row.Number)
			return row, version, err
		}
	}
	return store.DeliveryRow{}, policy.Version{}, fmt.Errorf("delivery %d: %w", id, store.ErrNotFound)
}

func sheetText(d store.DeliveryRow, version policy.Version, lang string) policy.Text {
	w := imprint.SheetIn(lang)
	file := table{
		{w.SheetDocument, d.Title},
		{w.SheetLanguage, languageNames(d.Lang)},
		{w.SheetFile, d.File},
		{w.SheetSize, imprint.Fill(w.SheetBytes, "bytes", strconv.FormatInt(d.Bytes, 10))},
		{w.SheetFileHash, grouped(d.SHA256)},
		{w.SheetVersionHash, grouped(version.SHA256)},
	}
	handed := table{
		{w.SheetEntry, strconv.FormatInt(d.ID, 10)},
		{w.SheetTo, d.To},
		{w.SheetAddress, d.Address},
		{w.SheetHow, w.Channel(d.How)},
		{w.SheetOn, vocabulary.FormatValue(policy.KindDate, d.On, lang)},
		{w.SheetBy, d.By},
		{w.SheetNote, d.Note},
	}
	return policy.Text{
		Lang: lang, Title: imprint.Fill(w.SheetTitle, "title", d.Title), Client: d.Client,
		Clauses: []policy.TextClause{
			{ID: "sheet", Body: markup.Escape(w.SheetAbout) + "\n\n" + file.markdown()},
			{ID: "handed", Body: handed.markdown()},
			{ID: "received", Heading: w.SheetReceived, Body: markup.Escape(w.SheetReceivedLine)},
		},
	}
}

// languageNames names the languages of a file, "nl+en" for two.
func languageNames(langs string) string {
	var names []string
	for lang := range strings.SplitSeq(langs, "+") {
		names = append(names, imprint.Language(lang))
	}
	return strings.Join(names, " · ")
}

// table is rows of a name and what it stands for.
type table [][2]string

// markdown leaves rows without a value out. The first one is the head.
func (t table) markdown() string {
	var out strings.Builder
	for i, row := range t {
		if row[1] != "" {
			fmt.Fprintf(&out, "| %s | %s |\n", cell(row[0]), cell(row[1]))
		}
		if i == 0 {
			out.WriteString("|---|---|\n")
		}
	}
	return out.String()
}

// cell is text for a cell of a table.
func cell(text string) string { return strings.ReplaceAll(markup.Escape(text), "|", `\|`) }
