package vocabulary

import (
	"fmt"
	"time"
)

// formatDate writes a day (yyyy-mm-dd) out; a value that is none stays.
func formatDate(value, lang string) string {
	day, err := time.Parse(time.DateOnly, value)
	months, ok := monthNames[lang]
	if err != nil || !ok {
		return value
	}
	month := months[day.Month()-1]
	switch {
	case lang == "de":
		return fmt.Sprintf("%d. %s %d", day.Day(), month, day.Year())
	case lang == "fr" && day.Day() == 1:
		return fmt.Sprintf("1er %s %d", month, day.Year())
	case lang == "es", lang == "pt":
		return fmt.Sprintf("%d de %s de %d", day.Day(), month, day.Year())
	case lang == "sr":
		return fmt.Sprintf("%d. %s %d.", day.Day(), month, day.Year())
	}
	if year := yearWords[lang]; year != "" {
		return fmt.Sprintf("%d %s %d\u00a0%s", day.Day(), month, day.Year(), year)
	}
	return fmt.Sprintf("%d %s %d", day.Day(), month, day.Year())
}

// yearWords follow the year where a date written out wants it.
var yearWords = map[string]string{"ru": "г.", "uk": "р.", "bg": "г."}

// monthNames are the CLDR wide format names (genitive where a date wants it); languages without a row get the
// ISO date, which is right everywhere.
var monthNames = map[string][12]string{
	"es": {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
	"it": {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"},
	"pt": {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"nl": {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
	"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	"id": {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"},
	"sq": {"janar", "shkurt", "mars", "prill", "maj", "qershor", "korrik", "gusht", "shtator", "tetor", "nëntor", "dhjetor"},
	"el": {"Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου", "Αυγούστου", "Σεπτεμβρίου", "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου"},
	"ru": {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
	"uk": {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"},
	"bg": {"януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември", "декември"},
	"sr": {"јануар", "фебруар", "март", "април", "мај", "јун", "јул", "август", "септембар", "октобар", "новембар", "децембар"},
}
