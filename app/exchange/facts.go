package exchange

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"clausedesk/app/policy"
)

var (
	emailShape   = regexp.MustCompile(`[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}`)
	websiteShape = regexp.MustCompile(`(?i)\b(?:https?://|www\.)[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?::\d+)?`)
	hiddenEmail  = regexp.MustCompile(`(?i)\[email[\s\x{a0}]*protected\]|\w+ ?[\[(](?:at|arobase|apenstaartje)[\])] ?\w+`)
	updatedWords = regexp.MustCompile(`(?i)last (?:updated|modified|revised|changed|reviewed)|updated on|up[- ]to[- ]date|revision date|` +
		`bijgewerkt|gewijzigd op|aangepast op|mis(?:e)? à jour|dernière modification|aktualisiert|zuletzt geändert|\bstand\b|` +
		`diperbarui|pembaruan terakhir|përditësua?r|ndryshuar`)
	isoDate    = regexp.MustCompile(`\b(\d{4})-(\d{1,2})-(\d{1,2})\b`)
	numberDate = regexp.MustCompile(`\b(\d{1,2})([-./])(\d{1,2})[-./](\d{4})\b`)
	dayMonth   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+|of\s+)?(\p{L}+)\.?,?\s+(?:de\s+)?(\d{4})\b`)
	monthDay   = regexp.MustCompile(`(?i)(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
)

// months are month names, whole, by the number of the month; three letters of
// an English name are enough too.
var months = monthTable(
	"january february march april may june july august september october november december",
	"januari februari maart april mei juni juli augustus september oktober november december",
	"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
	"januar februar märz april mai juni juli august september oktober november dezember",
	"januari februari maret april mei juni juli agustus september oktober november desember",
	"janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
	"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
	"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
	"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
	"jan feb mar apr may jun jul aug sep oct nov dec",
)

func monthTable(rows ...string) map[string]int {
	out := map[string]int{}
	for _, row := range rows {
		for i, name := range strings.Fields(row) {
			out[name] = i + 1
		}
	}
	return out
}

// takeFacts adds what the text says beyond doubt: an address to write to, a
// website, the day of the last change.
func (im *importer) takeFacts(text string) {
	facts := policy.Facts{}
	if email := firstMatch(emailShape, text, "@"); policy.ValidFact(policy.KindEmail, email) && email != "" {
		facts["client.email"] = email
	}
	if site := ownSite(text, facts["client.email"]); site != "" {
		facts["client.website"] = site
	}
	if hidden := firstMatch(hiddenEmail, text, "protected", "[a", "(a"); hidden != "" {
		im.warn(WarnObfuscatedEmail, hidden)
	}
	if day := im.lastUpdated(); day != "" {
		facts["policy.last_updated"] = day
	} else {
		im.warn(WarnNoDate, "")
	}
	im.out.Facts = facts
}

// ownSite returns the website that is the client's beyond doubt: the first
// with the domain of the address to write to or, without an address, the only
// one that the text names. Policies also name authorities, suppliers and
// settings pages.
func ownSite(text, email string) string {
	if firstMatch(websiteShape, text, "://", "www.", "WWW.") == "" {
		return ""
	}
	_, domain, addressed := strings.Cut(strings.ToLower(email), "@")
	own := ""
	for _, site := range websiteShape.FindAllString(text, -1) {
		host := hostOf(site)
		switch {
		case addressed && (host == domain || strings.HasSuffix(host, "."+domain) || strings.HasSuffix(domain, "."+host)):
			return fullURL(site)
		case !addressed && own != "" && hostOf(own) != host:
			return ""
		case !addressed && own == "":
			own = site
		}
	}
	return fullURL(own)
}

// fullURL gives a site a scheme; empty for what is no web address.
func fullURL(site string) string {
	if site != "" && !strings.Contains(site, "://") {
		site = "https://" + site
	}
	if !policy.ValidFact(policy.KindURL, site) {
		return ""
	}
	return site
}

// hostOf is the host of a website without "www.".
func hostOf(site string) string {
	_, rest, found := strings.Cut(site, "://")
	if !found {
		rest = site
	}
	host, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(strings.ToLower(strings.TrimRight(host, ".,;:")), "www.")
}

// firstMatch searches the text when one of the hints is in it.
func firstMatch(shape *regexp.Regexp, text string, hints ...string) string {
	for _, hint := range hints {
		if strings.Contains(text, hint) {
			return shape.FindString(text)
		}
	}
	return ""
}

func (im *importer) lastUpdated() string {
	for _, l := range im.lines {
		if !strings.ContainsAny(l.text, "0123456789") {
			continue
		}
		at := updatedWords.FindStringIndex(l.text)
		if at == nil {
			continue
		}
		near := firstBytes(l.text[at[0]:], at[1]-at[0]+120)
		day, ambiguous := findDate(near, im.out.Language)
		if ambiguous {
			im.warn(WarnDateAmbiguous, strings.TrimSpace(near))
		}
		if day != "" {
			return day
		}
	}
	return ""
}

// findDate returns the first date in the text as yyyy-mm-dd. Day and month in
// figures with slashes are ambiguous in English up to the twelfth.
func findDate(text, lang string) (day string, ambiguous bool) {
	if m := isoDate.FindStringSubmatch(text); m != nil {
		return isoDay(m[1], m[2], m[3]), false
	}
	if m := numberDate.FindStringSubmatch(text); m != nil {
		d, _ := strconv.Atoi(m[1])
		month, _ := strconv.Atoi(m[3])
		switch {
		case month > 12:
			return isoDay(m[4], m[1], m[3]), false
		case lang == "en" && m[2] == "/" && d <= 12 && d != month:
			return "", true
		}
		return isoDay(m[4], m[3], m[1]), false
	}
	if m := dayMonth.FindStringSubmatch(text); m != nil && months[strings.ToLower(m[2])] > 0 {
		return isoDay(m[3], strconv.Itoa(months[strings.ToLower(m[2])]), m[1]), false
	}
	if m := monthDay.FindStringSubmatch(text); m != nil && months[strings.ToLower(m[1])] > 0 {
		return isoDay(m[3], strconv.Itoa(months[strings.ToLower(m[1])]), m[2]), false
	}
	return "", false
}

func isoDay(year, month, day string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	text := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return ""
	}
	return text
}
