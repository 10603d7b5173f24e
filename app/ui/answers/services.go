package answers

import (
	"slices"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// services finds the services of the catalogue for what was typed.
func (f *form) services(typed string) []widgets.Option {
	if f.library == nil || len([]rune(typed)) < enough {
		return nil
	}
	var out []widgets.Option
	found := f.library.SearchServices(typed)
	begins := func(s library.Service) bool {
		return strings.HasPrefix(strings.ToLower(s.Name), strings.ToLower(strings.TrimSpace(typed)))
	}
	found = append(found, f.byFunction(typed, found)...)
	slices.SortStableFunc(found, func(a, b library.Service) int {
		switch {
		case begins(a) == begins(b):
			return 0
		case begins(a):
			return -1
		}
		return 1
	})
	for _, s := range found {
		out = append(out, widgets.Option{Key: ofService + s.ID, Text: s.Name, Hint: f.supplier(s)})
	}
	return out
}

// supplier says whose service it is; nobody's is one that the client runs.
func (f *form) supplier(s library.Service) string {
	if s.Entity == "" && s.Country == "" {
		return f.table.desk.T("answers.service_own")
	}
	country := vocabulary.FormatValue(policy.KindCountry, s.Country, f.table.desk.Loc.Language())
	return f.table.desk.T("answers.service", i18n.Data{"Entity": s.Entity, "Country": country})
}

// byFunction lists the services that do what was typed and are not called so:
// "reserv" finds systems for reservations.
func (f *form) byFunction(typed string, but []library.Service) []library.Service {
	known := map[string]bool{}
	for _, s := range but {
		known[s.ID] = true
	}
	does := map[string]bool{}
	for _, lang := range []string{f.table.desk.Loc.Language(), "en"} {
		words, _ := vocabulary.In(lang)
		for _, t := range words.Terms("function") {
			does[t.Key] = does[t.Key] || beginsWords(t.Text, typed)
		}
	}
	return slices.DeleteFunc(f.library.Services(), func(s library.Service) bool {
		return known[s.ID] || !slices.ContainsFunc(s.Functions, func(key string) bool { return does[key] })
	})
}

// beginsWords reports whether each word that was typed begins a word of a text.
func beginsWords(text, typed string) bool {
	words := wordsOf(text)
	return !slices.ContainsFunc(wordsOf(typed), func(start string) bool {
		return !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, start) })
	})
}

const (
	enough    = 3 // letters, before services are offered
	ofService = "service:"
)

// fill makes the record that of a service of the catalogue.
func (f *form) fill(key string) bool {
	id, isService := strings.CutPrefix(key, ofService)
	if !isService {
		return false
	}
	service, err := f.library.Service(id)
	if err != nil {
		f.table.desk.Fail(err)
		return true
	}
	f.service = &service
	for _, field := range f.table.Def.Fields {
		delete(f.record, field.Key)
	}
	for key, value := range service.Record() {
		f.record[key] = value
	}
	for _, field := range f.fields {
		field.Refresh()
		field.note.SetProblem("")
	}
	f.ask()
	return true
}

// offerCookies offers the cookies that the service is known to set, those
// that are not listed yet.
func (f *form) offerCookies() {
	if f.service == nil {
		return
	}
	book, d := f.table.book, f.table.desk
	cookies := newCookies(book, *f.service)
	if len(cookies) == 0 {
		return
	}
	d.Offer(d.Loc.N("answers.cookies", len(cookies)), d.T("answers.cookies_add"), func() {
		have, _ := book.Records("cookies")
		book.SetRecords("cookies", append(slices.Clone(have), newCookies(book, *f.service)...))
		d.Say(d.T("answers.cookies_added"))
	})
}

func newCookies(book *Book, service library.Service) []policy.Record {
	have, _ := book.Records("cookies")
	return slices.DeleteFunc(service.CookieRecords(), func(c policy.Record) bool {
		return slices.ContainsFunc(have, func(h policy.Record) bool { return h["name"] == c["name"] && h["provider"] == c["provider"] })
	})
}

// offerData offers to list the data that a new row of retention is about and
// the list of data lacks. Without a list there is nothing to compare it with.
func (f *form) offerData() {
	key, book, d := f.record["name"], f.table.book, f.table.desk
	if f.table.Def.Name != "retention" || key == f.began["name"] || !lacksData(book, key) {
		return
	}
	words, _ := vocabulary.In(d.Loc.Language())
	text, _ := words.Term("data", key)
	d.Offer(d.T("answers.data_unlisted", i18n.Data{"Data": text}), d.T("answers.data_add"), func() {
		have, _ := book.Records("data")
		book.SetRecords("data", append(slices.Clone(have), policy.Record{"name": key}))
		d.Say(d.T("answers.data_added"))
	})
}

// lacksData reports whether a term is a kind of data that the list of data has
// not, and no purpose either.
func lacksData(book *Book, key string) bool {
	words, _ := vocabulary.In("en")
	_, isData := words.Term("data", key)
	_, isPurpose := words.Term("purpose", key)
	return isData && !isPurpose && len(rowsOf(book, "data")) > 0 && !has(book, "data", key)
}

func rowsOf(book *Book, register string) []policy.Record {
	records, _ := book.Records(register)
	return records
}

// has reports whether a register has a row of a name.
func has(book *Book, register, name string) bool {
	return slices.ContainsFunc(rowsOf(book, register), func(r policy.Record) bool { return r["name"] == name })
}
